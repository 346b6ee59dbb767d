"""The summary as one HTML file that needs nothing else: headings, tables with scope, pictures with
title and description. Every text is escaped; no script, no link, nothing is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from string import Template

from diary_app.reports.report import (
    Block,
    Elsewhere,
    Figures,
    MedicineLine,
    Numbered,
    Paragraph,
    Picture,
    Pictures,
    Report,
    Section,
    Table,
)
from diary_app.resources import read_text
from diary_app.text import _
from diary_app.wording.plain import plain

_SVG = re.compile(r"<svg\b[^>]*>.*</svg>", re.DOTALL)
_OPENING = re.compile(r"<svg\b([^>]*)>")
_METADATA = re.compile(r"<metadata>.*?</metadata>|<title>.*?</title>|<desc>.*?</desc>", re.DOTALL)
_NAME = re.compile(r'(\bid="|url\(#|href="#)')


def html(report: Report) -> str:
    """The file's text. The same report gives the same text."""
    return Template(read_text("report/summary.html")).substitute(
        language=_text(report.language),
        title=_text(report.title),
        about=_text(report.about),
        origin=_text(report.origin),
        made=_text(report.made),
        footer=_text(report.footer),
        style=read_text("report/summary.css"),
        sections=_sections(report.sections, "part"),
        more=_sections(report.more, "more"),
    )


def _text(words: str) -> str:
    return escape(plain(words)).replace("\n", "<br>")


def _sections(sections: Iterable[Section], name: str) -> str:
    return "\n".join(_section(part, f"{name}{n}") for n, part in enumerate(sections, 1))


def _section(section: Section, name: str) -> str:
    aside = f' <span class="aside">— {_text(section.aside)}</span>' if section.aside else ""
    inside = "\n".join(_block(block, f"{name}-{n}") for n, block in enumerate(section.blocks, 1))
    kind = "grave" if section.grave else "fine" if section.fine else "plain"
    return (
        f'<section class="{kind}" aria-labelledby="{name}">\n'
        f'<h2 id="{name}">{_text(section.title)}{aside}</h2>\n{inside}\n</section>'
    )


def _block(block: Block, name: str) -> str:
    match block:
        case Paragraph(text, quiet):
            return f"<p{_class('quiet' if quiet else '')}>{_text(text)}</p>"
        case Elsewhere(_text_on_paper, unpaged):
            return f'<p class="quiet">{_text(unpaged)}</p>'
        case Numbered(items):
            return f"<ol>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ol>"
        case MedicineLine():
            return _medicine(block)
        case Figures(items):
            shown = "".join(
                f"<div><dt>{_text(item.words)}</dt><dd>{_text(item.value)}</dd></div>"
                for item in items
            )
            return f'<dl class="figures">{shown}</dl>'
        case Table():
            return _table(block)
        case Pictures(items=pictures, below=below, wide=wide):
            drawn = "".join(_picture(one, f"{name}-{n}") for n, one in enumerate(pictures, 1))
            told = f'<p class="quiet">{_text(below)}</p>' if below else ""
            return f'<div class="pictures{" wide" if wide else ""}">{drawn}</div>{told}'


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _medicine(line: MedicineLine) -> str:
    dose = f'<span class="dose">{_text(_("DOSE"))}</span> <strong>{_text(line.dose)}</strong>'
    said = " — ".join([f"<strong>{_text(line.name)}</strong>", *map(_text, line.before), dose])
    for part in line.after:
        said += f"{' ' if part.startswith('(') else ' — '}{_text(part)}"
    total = f"<strong>{_text(line.total)}</strong> {_text(line.total_words)}" if line.total else ""
    shown = f'<p class="total">{total}</p>' if total else ""
    now = "".join(f"<p>{_text(words)}</p>" for words in line.now)
    below = f'<p class="quiet">{_text(line.below)}</p>' if line.below else ""
    return f'<p class="medicine">{said}</p>{shown}{now}{below}'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in table.header)
    rows = "".join(f"<tr>{_row(row, table.strong)}</tr>" for row in table.rows)
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        "</div>"
    )


def _row(row: tuple[str, ...], strong: int) -> str:
    cells = []
    for number, cell in enumerate(row):
        name = "strong" if number == strong else ""
        tag = f'th scope="row"{_class(name)}' if number == 0 else f"td{_class(name)}"
        cells.append(f"<{tag}>{_text(cell)}</{'th' if number == 0 else 'td'}>")
    return "".join(cells)


def _picture(picture: Picture, name: str) -> str:
    """The picture in the page; its ids get a name of their own, since one page holds many."""
    found = _SVG.search(picture.svg)
    assert found is not None, "a picture of ours is SVG"
    drawn = _NAME.sub(rf"\g<1>{name}-", _METADATA.sub("", found[0]))
    title, words, alt = _text(picture.title), _text(picture.words), escape(plain(picture.alt))
    opening = _OPENING.match(drawn)
    assert opening is not None
    start = f'<svg{opening[1]} role="img"><title>{title or alt}</title><desc>{alt}</desc>'
    caption = f'<strong>{title}</strong> <span class="aside">{words}</span>'
    told = f"<figcaption>{caption}</figcaption>" if title else ""
    return f"<figure>{told}{start}{drawn[opening.end() :]}</figure>"
