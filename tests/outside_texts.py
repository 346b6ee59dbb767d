"""What is read before the program is started, in every language: menu entry, shop, README.

The English words stand in the files themselves and are texts of the catalogues; the other
languages are put beside them by `python -m tests.catalogues`, so that none can fall behind.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, unescape

ROOT = Path(__file__).parent.parent
DESKTOP = ROOT / "resources" / "desktop" / "org.dosediary.DoseDiary.desktop"
METAINFO = DESKTOP.with_suffix(".metainfo.xml")
README = ROOT / "README.md"
FIRST_PART_ENDS = "\n```\n\nThe tests"
Translate = Callable[[str, str], str]  # a language and a text -> the text in it

_ENTRY = re.compile(r"^(Name|GenericName|Comment|Keywords)=(.+)$", re.MULTILINE)
_ELEMENT = re.compile(r"^( *)<(name|summary|p|caption)>(.*?)</\2>\n", re.MULTILINE | re.DOTALL)
_OTHER_LINES = re.compile(r"^\w+\[\w+\]=.*\n", re.MULTILINE)
_OTHER_ELEMENTS = re.compile(r"^ *<(\w+) xml:lang=[^>]*>[^<]*</\1>\n", re.MULTILINE)
_NAMES = "The Dose Diary authors"  # no text
_PICTURE = re.compile(r"!\[(.+?)\]\((.+?)\)")


def texts() -> Iterator[tuple[str, str]]:
    """Each English text with its file."""
    for path, found in ((DESKTOP, _ENTRY), (METAINFO, _ELEMENT)):
        for match in found.finditer(_english(path)):
            text = _plain(match[match.lastindex or 0])
            if text != _NAMES:
                yield path.name, text
    for caption in runpy.run_path(str(ROOT / "packaging" / "screenshots.py"))["SHOWN"].values():
        yield "packaging/screenshots.py", caption
    for paragraph in _paragraphs():
        yield "README.md", _text_of(paragraph)


def made(languages: list[str], translate: Translate) -> dict[Path, str]:
    """Each file as it should be with all `languages`."""
    files = {DESKTOP: _entry(languages, translate), METAINFO: _description(languages, translate)}
    for code in languages:
        files[ROOT / "docs" / f"readme.{code}.md"] = _readme(code, translate)
    return files


def _english(path: Path) -> str:
    return _OTHER_ELEMENTS.sub("", _OTHER_LINES.sub("", path.read_text("utf-8")))


def _plain(text: str) -> str:
    return unescape(" ".join(text.split()))


def _entry(languages: list[str], translate: Translate) -> str:
    def every(line: re.Match[str]) -> str:
        others = [f"{line[1]}[{code}]={translate(code, line[2])}" for code in languages]
        return "\n".join([line[0], *others])

    return _ENTRY.sub(every, _english(DESKTOP))


def _description(languages: list[str], translate: Translate) -> str:
    def every(element: re.Match[str]) -> str:
        room, tag, text = element[1], element[2], _plain(element[3])
        if text == _NAMES:
            return element[0]
        others = [
            f'{room}<{tag} xml:lang="{code}">{escape(translate(code, text))}</{tag}>\n'
            for code in languages
        ]
        return element[0] + "".join(others)

    return _ELEMENT.sub(every, _english(METAINFO))


def _paragraphs() -> list[str]:
    """README up to the line that tries it, without the line of languages and what is no words."""
    first = README.read_text("utf-8").partition(FIRST_PART_ENDS)[0]
    every = first.partition("\n```\n")[0].split("\n\n")
    return [each.strip() for each in every if each.strip() and "docs/readme." not in each]


def _text_of(paragraph: str) -> str:
    """The words of a paragraph: a heading without its signs, a picture's description."""
    picture = _PICTURE.fullmatch(paragraph)
    return picture[1] if picture else " ".join(paragraph.lstrip("# ").split())


def _readme(code: str, translate: Translate) -> str:
    lines = ["<!-- Made by `python -m tests.catalogues` from README.md and the catalogue. -->"]
    for paragraph in _paragraphs():
        said = translate(code, _text_of(paragraph))
        picture = _PICTURE.fullmatch(paragraph)
        if picture:
            said = f"![{said}]({picture[2].removeprefix('docs/')})"
        elif paragraph.startswith("#"):
            said = f"{paragraph.partition(' ')[0]} {said}"
        lines.append(said)
    command = README.read_text("utf-8").partition("\n```\n")[2].partition("\n```")[0]
    return "\n\n".join([*lines, f"```\n{command}\n```", "[English](../README.md)"]) + "\n"
