"""The summary as a tagged PDF (PDF/UA-1) and as pictures of its pages, drawn by typst.

Only our own fonts are used where they suffice, so the same report gives the same bytes on every
machine. A text in another script takes the fonts of the machine, and in the end matplotlib's, whose
last resort has a sign for every character: nothing a patient writes stops the paper.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diary_app.errors import DiaryError
from diary_app.reports.report import Block, Report
from diary_app.reports.words import plain
from diary_app.resources import folder
from diary_app.text import _

if TYPE_CHECKING:
    import typst

_NO_GLYPH = "could not be displayed"
_FONT_SETS = 3


def pdf(report: Report) -> bytes:
    """The PDF. The same report gives the same bytes."""
    return _drawn(report)[1]


def pages(report: Report, ppi: float = 144) -> tuple[bytes, ...]:
    """The pages as PNG, as the PDF shows them, `ppi` pixels per inch."""
    compiler, _content = _drawn(report)
    drawn = compiler.compile(format="png", ppi=ppi)
    if isinstance(drawn, bytes):
        return (drawn,)
    return tuple(drawn or ())


def _drawn(report: Report) -> tuple[typst.Compiler, bytes]:
    """The first set of fonts that has every character, and the PDF drawn with it."""
    # typst is large and only needed once a paper is asked for.
    import typst

    inputs = {"report": json.dumps(_data(report), ensure_ascii=False)}
    for number in range(_FONT_SETS):
        compiler = typst.Compiler(
            folder("report/summary.typ"),
            root=folder("report"),
            font_paths=_fonts(number),
            sys_inputs=inputs,
        )
        try:
            content = compiler.compile(
                format="pdf", pdf_standards="ua-1", timestamp=report.made_at.utc
            )
        except typst.TypstError as error:
            if _NO_GLYPH in str(error) and number + 1 < _FONT_SETS:
                continue
            raise DiaryError(
                _("The summary could not be drawn as PDF:"),
                str(error),
                _("Your records are untouched. Save it as HTML instead."),
            ) from error
        assert isinstance(content, bytes)
        return compiler, content
    raise AssertionError("the last set of fonts draws or raises")


@lru_cache(maxsize=_FONT_SETS)
def _fonts(number: int) -> typst.Fonts:
    """0: what we ship. 1: and the machine's. 2: and matplotlib's, with a sign for everything."""
    # typst is large and only needed once a paper is asked for.
    import typst

    own: list[Path] = [folder("fonts")]
    if number == _FONT_SETS - 1:
        found = find_spec("matplotlib")  # where it lies, without loading it
        assert found is not None
        assert found.origin is not None
        own.append(Path(found.origin).parent / "mpl-data" / "fonts" / "ttf")
    return typst.Fonts(
        include_system_fonts=number > 0, include_embedded_fonts=False, font_paths=own
    )


def _data(value: Any) -> Any:
    """The report as JSON values; a block says its kind, every text is made plain."""
    if is_dataclass(value) and not isinstance(value, type):
        content = {field.name: _data(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Block):
            content["kind"] = type(value).__name__.lower()
        return content
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Sequence):
        return [_data(item) for item in value]
    return str(value) if not isinstance(value, bool | int | float | None) else value
