"""Gives the AppStream description its pictures: those of docs/pictures, where they are on the web.

PYTHONPATH=. python packaging/screenshots.py https://ADDRESS/docs/pictures [FILE]

AppStream takes no picture without an address, and the project has none of its own: whoever
publishes it names theirs. FILE is the description to change; without it, the one in resources/.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from diary_app.text import LANGUAGES, spoken_in, translated

TOP = Path(__file__).parents[1]
PICTURES = TOP / "docs" / "pictures"
METAINFO = TOP / "resources" / "desktop" / "org.dosediary.DoseDiary.metainfo.xml"
SHOWN = {  # the first is the one that a shop shows
    "today": "The dose that is due, with one button for it",
    "charts": "How you were over three months, and the dose below",
    "check": "A question for each serious symptom",
    "summary": "The page for the doctor",
}
_BEGIN, _END, _BEFORE = "  <screenshots>\n", "  </screenshots>\n", "  <categories>\n"


def with_pictures(description: str, address: str) -> str:
    """The description with the pictures at `address`, in place of those it had."""
    if _BEGIN in description:
        before, _, rest = description.partition(_BEGIN)
        description = before + rest.partition(_END)[2]
    shots = "".join(_shot(name, address.rstrip("/")) for name in SHOWN)
    return description.replace(_BEFORE, _BEGIN + shots + _END + _BEFORE)


def _shot(name: str, address: str) -> str:
    width, height = size((PICTURES / f"{name}.png").read_bytes())
    kind = ' type="default"' if name == next(iter(SHOWN)) else ""
    return (
        f"    <screenshot{kind}>\n"
        f"      <caption>{escape(SHOWN[name])}</caption>\n{_in_other_languages(SHOWN[name])}"
        f'      <image type="source" width="{width}" height="{height}">'
        f"{escape(address)}/{name}.png</image>\n"
        "    </screenshot>\n"
    )


def _in_other_languages(caption: str) -> str:
    said = ""
    for code in sorted(set(LANGUAGES) - {"en"}):
        with spoken_in(code):
            words = escape(translated(caption))
        said += f'      <caption xml:lang="{code}">{words}</caption>\n'
    return said


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, in pixels: the first two numbers of its first part."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def main() -> None:
    """Write the description anew."""
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else METAINFO
    path.write_text(with_pictures(path.read_text("utf-8"), sys.argv[1]), "utf-8")


if __name__ == "__main__":
    main()
