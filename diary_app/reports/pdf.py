"""The summary as a tagged PDF (PDF/UA-1) and as pictures of its pages, drawn by typst.

Only our own fonts are used where they suffice, so the same report gives the same bytes on every
machine. A text in another script takes the fonts of the machine; where it has none, one line of the
paper says so (`scripts`), so nothing a patient writes stops the paper.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from diary_app.domain.moment import Moment
from diary_app.errors import DiaryError, Told
from diary_app.reports.report import Picture, Report
from diary_app.reports.scripts import in_its_place, no_font_for
from diary_app.resources import folder
from diary_app.text import _
from diary_app.wording.plain import isolated, plain

if TYPE_CHECKING:
    import typst

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_SUMMARY = "summary.typ"
_ATTEMPTS = 6  # our fonts, the machine's, and then each time fewer characters


def pdf(report: Report) -> bytes:
    """The PDF. The same report gives the same bytes."""
    return drawn(_SUMMARY, report, report.made_at)[1]


def pages(report: Report, ppi: float = 144) -> tuple[bytes, ...]:
    """The pages as PNG, as the PDF shows them, `ppi` pixels per inch."""
    compiler, _content = drawn(_SUMMARY, report, report.made_at)
    found = compiler.compile(format="png", ppi=ppi)
    if isinstance(found, bytes):
        return (found,)
    return tuple(found or ())


def drawn(template: str, content: Any, made_at: Moment) -> tuple[typst.Compiler, bytes]:
    """The drawing with the fewest fonts that have every character, and the PDF.

    `content` is a dataclass of texts, which the template of `resources/report` is given as JSON.
    """
    # typst is large and only needed once a paper is asked for.
    import typst

    texts = json.dumps(_data(content), ensure_ascii=False)
    spelled: dict[int, str] = {}
    without: set[str] = set()
    for attempt in range(_ATTEMPTS):
        compiler = typst.Compiler(
            folder(f"report/{template}"),
            root=folder("report"),
            font_paths=_fonts(machine=attempt > 0),
            sys_inputs={
                "report": texts.translate(spelled) if spelled else texts,
                "missing": no_font_for(without),
            },
        )
        try:
            paper = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made_at.utc)
        except typst.TypstError as error:
            missing = _missing(error.diagnostic)
            if not missing or attempt + 1 == _ATTEMPTS:
                raise _failed(error) from error
            if attempt:
                without |= missing
                spelled |= {ord(sign): in_its_place(sign) for sign in missing}
            continue
        assert isinstance(paper, bytes)
        return compiler, paper
    raise AssertionError("the last attempt draws or raises")


def _missing(diagnostic: str) -> set[str]:
    """The characters that typst names as not in any font."""
    named = "".join(_NO_GLYPH.findall(diagnostic))
    return set(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), named))


def _failed(error: Exception) -> DiaryError:
    return Told(
        _("The summary could not be drawn as PDF:"),
        str(error),
        _("Your records are untouched. Save it as HTML instead."),
    )


@lru_cache(maxsize=2)
def _fonts(*, machine: bool) -> typst.Fonts:
    """What we ship, and the machine's fonts where they are asked for."""
    # typst is large and only needed once a paper is asked for.
    import typst

    return typst.Fonts(
        include_system_fonts=machine, include_embedded_fonts=False, font_paths=[folder("fonts")]
    )


def _data(value: Any) -> Any:
    """The report as JSON values; a block says its kind, every text is made plain."""
    match value:
        case Picture():  # its drawing is ours, and long
            told = {"title": value.title, "words": value.words, "alt": value.alt}
            return {"svg": value.svg} | {name: isolated(plain(text)) for name, text in told.items()}
        case str():
            return isolated(plain(value))
        case tuple():
            return [_data(item) for item in value]
        case Moment():
            return value.iso
        case bool() | int() | None:
            return value
    content = {field.name: _data(getattr(value, field.name)) for field in fields(value)}
    return content | {"kind": type(value).__name__.lower()}
