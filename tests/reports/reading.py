"""Reading papers back: the text and the structure of a PDF, every text of a Report."""

import re
from dataclasses import fields, is_dataclass
from io import BytesIO

from pypdf import PdfReader

from diary_app.reports.report import (
    Elsewhere,
    Figures,
    MedicineLine,
    Numbered,
    Pictures,
    Report,
    Table,
)
from diary_app.wording.plain import plain


def squeezed(text: str) -> str:
    """The text without white space, so that a line break in the paper is no difference."""
    return re.sub(r"[\s\u200b]+", "", plain(text))


def pdf_text(content: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def texts(value) -> list[str]:
    """Every text a reader of the paper should find, without what stands in the pictures."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Elsewhere):
        return []  # on paper with its page, without pages in other words
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    if is_dataclass(value):
        left_out = {"svg", "alt", "language", "paper", "made_at", "keywords", "page_words"}
        names = [field.name for field in fields(value) if field.name not in left_out]
        return [text for name in names for text in texts(getattr(value, name))]
    return []


def blocks(report: Report, kind: type) -> list:
    sections = (*report.sections, *report.more)
    return [block for section in sections for block in section.blocks if isinstance(block, kind)]


def structure(content: bytes) -> list[tuple[str, dict]]:
    """The tags of a PDF in reading order."""
    root = PdfReader(BytesIO(content)).trailer["/Root"]
    found: list[tuple[str, dict]] = []

    def walk(node) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"]), node))
            if "/K" in node:
                walk(node["/K"])

    walk(root["/StructTreeRoot"])
    return found


__all__ = [
    "Figures", "MedicineLine", "Numbered", "Pictures", "Table", "blocks", "pdf_text", "squeezed",
    "structure", "texts",
]  # fmt: skip
