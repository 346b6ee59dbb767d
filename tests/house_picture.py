"""The house in a picture, from the imports that stand in the code.

`python -m tests.house_picture` draws it anew into CONTRIBUTING.md; a test compares the two.
"""

from __future__ import annotations

from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "CONTRIBUTING.md"
OPENS, CLOSES = "<!-- the picture begins -->", "<!-- the picture ends -->"
PACKAGE = "diary_app"


def imports_between_rooms() -> set[tuple[str, str]]:
    """(importer, imported) for each pair of folders or files that stand directly in the package."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    pairs = {
        (_room(module), _room(imported))
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    }
    return {(one, other) for one, other in pairs if one != other and PACKAGE not in (one, other)}


def _room(module: str) -> str:
    return module.removeprefix(f"{PACKAGE}.").split(".")[0]


def without_detours(arrows: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The arrows whose two ends no longer way joins, so that the picture can be read.

    `arrows` go round in no circle: the import contracts hold that.
    """
    return {
        (start, end)
        for start, end in arrows
        if not any(
            _leads(step, end, arrows) for start_, step in arrows if start_ == start and step != end
        )
    }


def _leads(start: str, end: str, arrows: set[tuple[str, str]]) -> bool:
    following = {step for begin, step in arrows if begin == start}
    return end in following or any(_leads(step, end, arrows) for step in following)


def drawn() -> str:
    """The picture as a Mermaid graph, which code hosts draw."""
    lines = [
        f"    {one} --> {other}" for one, other in sorted(without_detours(imports_between_rooms()))
    ]
    return "\n".join(["```mermaid", "graph TD", *lines, "```"])


def with_picture(page: str) -> str:
    """`page` with the picture between its two marks."""
    before, _, rest = page.partition(OPENS)
    _, _, after = rest.partition(CLOSES)
    return f"{before}{OPENS}\n{drawn()}\n{CLOSES}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_picture(PAGE.read_text("utf-8")), "utf-8")
