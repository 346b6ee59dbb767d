"""Makes docs/commands.md and the man page from the commands' own declarations.

Run it from the checkout's top: PYTHONPATH=. python packaging/reference.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from diary_app import __version__
from diary_app.cli.commands import tree
from diary_app.cli.declare import PROGRAM

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "commands.md"
MAN = Path(__file__).parent / f"{PROGRAM}.1"

HEAD = f"""# Every command

Made from the commands themselves by `python packaging/reference.py`; do not edit by hand.

The same diary as in the window, without it: `{PROGRAM} COMMAND …`, in a checkout
`python main.py COMMAND …`. Options that every command has stand before it. Days are whole local
days, both ends included; WHEN is `14:05`, `8 am`, `-20m`, `"yesterday 20:00"` or an ISO moment.
What stands in brackets may be left out.

The exit code is 0 when it is done, 1 when it failed, 2 for a value that cannot be read, 3 when
nothing was found, 4 when a safety check asks (repeat with `--confirm`, or answer the question),
130 when it was stopped.
"""


def commands(
    group: click.Group | None = None, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Each command that does something, with the words that call it, in the order of the help."""
    group = tree() if group is None else group
    for name in group.list_commands(None):  # type: ignore[arg-type]
        command = group.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        if isinstance(command, click.Group):
            if getattr(command, "alone", None) is not None:
                yield (*path, name), command
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def usage(words: tuple[str, ...], command: click.Command) -> str:
    """The line that shows how it is typed."""
    ctx = click.Context(command, info_name=words[-1])
    parts = [_shown(param, ctx) for param in command.params]
    return " ".join((PROGRAM, *words, *parts))


def _shown(param: click.Parameter, ctx: click.Context) -> str:
    if isinstance(param, click.Argument):
        return _value(param, ctx) if param.required else f"[{_value(param, ctx)}]"
    assert isinstance(param, click.Option)
    name = max(param.opts, key=len) if len(param.opts) > 1 else param.opts[0]
    told = name if param.is_flag else f"{name} {_value(param, ctx)}"
    told = f"{told} …" if param.multiple else told
    return told if param.required else f"[{told}]"


def _value(param: click.Parameter, ctx: click.Context) -> str:
    """What stands for the value: NAME, or the words it can be."""
    if isinstance(param.type, click.Choice):
        return "|".join(param.type.choices)
    return param.make_metavar(ctx).strip("[]")


def options(command: click.Command) -> list[tuple[str, str]]:
    """Each option that says more than its name, with what it says."""
    ctx = click.Context(command)
    return [
        (
            ", ".join(param.opts) + ("" if param.is_flag else f" {_value(param, ctx)}"),
            _plain(param.help or ""),
        )
        for param in command.params
        if isinstance(param, click.Option) and param.help
    ]


def example(command: click.Command) -> str:
    """The example of its help."""
    return f"{PROGRAM} {getattr(command, 'example', '')}".strip()


def _plain(text: str) -> str:
    return " ".join(text.replace("\b", "").split())


def page() -> str:
    """The page as it must stand in docs/."""
    parts = [HEAD, "## Before the command\n", _option_list(tree())]
    topic = ""
    for words, command in commands():
        if words[0] != topic:
            topic = words[0]
            parts.append(f"## {topic}\n")
        parts.append(f"**`{usage(words, command)}`**: {_plain(command.help or '')}.\n")
        parts.append(f"```\n{example(command)}\n```\n")
        listed = _option_list(command)
        if listed:
            parts.append(listed)
    return "\n".join(parts)


def _option_list(command: click.Command) -> str:
    return "".join(f"- `{name}`: {words}\n" for name, words in options(command))


def man() -> str:
    """The man page as it must stand in packaging/."""
    root = tree()
    parts = [
        f'.TH {PROGRAM.upper()} 1 "" "Dose Diary {__version__}" "User Commands"',
        ".SH NAME",
        f"{_roff(PROGRAM)} \\- {_roff('a private diary of doses and side effects')}",
        ".SH SYNOPSIS",
        f".B {_roff(PROGRAM)}",
        "[options] [command]",
        ".SH DESCRIPTION",
        *(_roff(_plain(part)) + "\n.PP" for part in (root.help or "").split("\n\n")),
        ".SH OPTIONS",
        *_roff_options(root),
        ".SH COMMANDS",
    ]
    for words, command in commands():
        parts += [
            ".TP",
            f".B {_roff(usage(words, command))}",
            f"{_roff(_plain(command.help or ''))}.",
            ".RS",
            *_roff_options(command),
            ".PP",
            "Example:",
            f".I {_roff(example(command))}",
            ".RE",
        ]
    parts += [
        ".SH EXIT STATUS",
        "0 done; 1 failed; 2 a value that cannot be read; 3 nothing found; 4 a safety check asks;",
        "130 stopped.",
        ".SH ENVIRONMENT",
        ".TP",
        ".B DIARY_DB",
        "The diary file, where \\-\\-db names none.",
        ".TP",
        ".B DIARY_PASSPHRASE_FILE",
        "A file with the passphrase of a locked diary.",
        ".TP",
        ".B NO_COLOR",
        "No colours on the terminal.",
    ]
    return "\n".join(parts) + "\n"


def _roff_options(command: click.Command) -> list[str]:
    return [
        line
        for name, words in options(command)
        for line in (".TP", f".B {_roff(name)}", _roff(words))
    ]


def _roff(text: str) -> str:
    """The text as roff takes it: no line begins a request, hyphens stay hyphens, plain ASCII."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    safe = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in safe)
    return re.sub(r"^([.'])", r"\\&\1", safe)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    MAN.write_text(man(), encoding="utf-8")
