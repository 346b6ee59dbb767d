"""Makes the completion scripts for bash, zsh and fish: run it from the checkout's top."""

from __future__ import annotations

from pathlib import Path

from click.shell_completion import get_completion_class

from diary_app.cli.commands import tree
from diary_app.cli.declare import PROGRAM
from diary_app.cli.main import COMPLETION

FOLDER = Path(__file__).parent / "completions"


def script(shell: str) -> str:
    """The script that makes `shell` ask the program what could come next."""
    kind = get_completion_class(shell)
    assert kind is not None
    completion = kind(tree(), {}, PROGRAM, COMPLETION)
    return completion.source_template % completion.source_vars()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for shell in ("bash", "zsh", "fish"):
        (FOLDER / f"{PROGRAM}.{shell}").write_text(script(shell) + "\n", encoding="utf-8")
