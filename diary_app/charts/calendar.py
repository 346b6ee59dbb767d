"""The dose calendar: each day's state by colour and by sign, over any span."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from diary_app.charts.calendar_cells import LONGEST_WEEKS, LONGEST_YEAR, Cell, day_cells
from diary_app.charts.chart import Chart, Table, Words
from diary_app.charts.drawing import Box, Drawing
from diary_app.charts.heading import empty_chart, heading
from diary_app.charts.series import DoseDay, DoseLine, Span
from diary_app.charts.style import Look, Palette, drawing_rules, width_of
from diary_app.frozen import dataclass
from diary_app.text import _, ngettext
from diary_app.wording.days import full_day, spelled_span
from diary_app.wording.numbers import amount

SMALL_SIGN = 0.62  # of the side of a day in a calendar of years


class DayState(StrEnum):
    """What is known of a day's doses. Not recorded is not the same as none taken."""

    ALL = "all"
    PART = "part"
    NONE = "none"
    MORE = "more"
    NOT_RECORDED = "not_recorded"
    HELD = "held"
    NOT_PLANNED = "not_planned"
    OPEN = "open"


@dataclass(frozen=True)
class _Face:
    """How a state is drawn: its sign, the colours of the cell, its edge and the sign."""

    sign: str
    fill: str
    edge: str
    ink: str


def day_state(day: DoseDay) -> DayState:
    """The state of a day, from what is known of it."""
    if day.held:
        return DayState.HELD
    if not day.planned:
        return DayState.MORE if day.taken else DayState.NOT_PLANNED
    if day.still_open:
        return DayState.OPEN
    if not day.complete:
        return DayState.NOT_RECORDED
    if day.taken is None:
        return DayState.OPEN
    if day.taken == 0:
        return DayState.NONE
    if day.taken == day.planned:
        return DayState.ALL
    return DayState.PART if day.taken < day.planned else DayState.MORE


def state_word(state: DayState) -> str:
    """The state in words, for key and table."""
    return {
        DayState.ALL: _("planned amount taken"),
        DayState.PART: _("part taken"),
        DayState.NONE: _("none taken"),
        DayState.MORE: _("more than planned"),
        DayState.NOT_RECORDED: _("not fully recorded"),
        DayState.HELD: _("on hold"),
        DayState.NOT_PLANNED: _("nothing planned"),
        DayState.OPEN: _("not over yet"),
    }[state]


def sign_of(state: DayState) -> str:
    """The sign that tells a state without colour, "" where nothing is planned."""
    return {
        DayState.ALL: "✓",
        DayState.PART: "<",
        DayState.NONE: "–",
        DayState.MORE: "+",
        DayState.NOT_RECORDED: "◐",
        DayState.HELD: "‖",
        DayState.NOT_PLANNED: "",
        DayState.OPEN: "○",
    }[state]


def _face(state: DayState, colors: Palette) -> _Face:
    blue, orange, _third = colors.lines
    fill, edge, ink = {
        DayState.ALL: (blue, blue, colors.card),
        DayState.PART: (colors.card, blue, blue),
        DayState.NONE: (colors.card, orange, orange),
        DayState.MORE: (orange, orange, colors.card),
        DayState.NOT_RECORDED: (colors.band, colors.band, colors.muted),
        DayState.HELD: (colors.card, colors.muted, colors.muted),
        DayState.NOT_PLANNED: (colors.card, colors.grid, colors.muted),
        DayState.OPEN: (colors.card, colors.grid, colors.muted),
    }[state]
    return _Face(sign_of(state), fill, edge, ink)


def calendar_chart(line: DoseLine, span: Span, look: Look) -> Chart:
    """The calendar of one medicine: weeks of a month, months of a year, or whole years."""
    days = {d.day: d for d in line.days if d.day in span.days}
    if not any(day.taken is not None or day.planned for day in days.values()) or line.is_pump:
        return empty_chart(
            _("Each day will have its sign here: taken, part taken, not recorded."), look
        )
    counts = Counter(day_state(day) for day in days.values())
    words = _words(line, list(days.values()), span)
    key = [state for state in DayState if counts[state]]
    with drawing_rules():
        head = heading(words, look)
        weeks = span.days.count <= LONGEST_WEEKS
        cells = day_cells(span, look, head)
        rows = _key_rows(key, counts, look)
        top = max(cell.top + cell.height for cell in cells.cells) + look.gap(16)
        drawing = Drawing(look, top + len(rows) * look.gap(22) + look.gap(4))
        head.draw(drawing)
        for x, y, label in cells.labels:
            drawing.text((x, y), label, size=look.small, color=look.palette.muted)
        _draw_cells(drawing, cells.cells, days, numbered=weeks)
        _draw_key(drawing, rows, top)
    table = Table(
        (_("Day"), _("State"), _("Taken"), _("Planned")),
        tuple(_row(line, days[day]) for day in sorted(days)),
    )
    alt = _("Calendar of doses. {words}").format(words=words)
    return Chart(drawing.figure, words, table, alt)


def _words(line: DoseLine, days: Sequence[DoseDay], span: Span) -> Words:
    """Of the days with planned doses: what is extra on other days stands in the picture only."""
    counts = Counter(day_state(day) for day in days if day.awaited)
    taken = (DayState.ALL, DayState.PART, DayState.NONE, DayState.MORE)
    known = sum(counts[state] for state in taken)
    headline = ngettext(
        "{medicine}: planned amount taken on {n} of {of} fully recorded day.",
        "{medicine}: planned amount taken on {n} of {of} fully recorded days.",
        known,
    ).format(medicine=line.medicine, n=counts[DayState.ALL], of=known)
    rests = [spelled_span(span.days) + "."]
    unknown = counts[DayState.NOT_RECORDED]
    if unknown:
        rests.append(
            ngettext(
                "{n} day of {of} is not fully recorded: what was taken then is unknown.",
                "{n} days of {of} are not fully recorded: what was taken then is unknown.",
                unknown,
            ).format(n=unknown, of=len(days))
        )
    return Words(headline, " ".join(rests))


def _row(line: DoseLine, day: DoseDay) -> tuple[str, ...]:
    taken = _("not recorded") if day.taken is None else amount(day.taken, line.unit)
    planned = "" if day.planned is None else amount(day.planned, line.unit)
    return full_day(day.day), state_word(day_state(day)), taken, planned


def _draw_cells(
    drawing: Drawing, cells: Sequence[Cell], days: dict[date, DoseDay], *, numbered: bool
) -> None:
    """All days of one state at a time: a year has many."""
    look = drawing.look
    small = not numbered and len(cells) > LONGEST_YEAR
    of: dict[DayState, list[Cell]] = {}
    for cell in cells:
        day = days.get(cell.day)
        of.setdefault(day_state(day) if day else DayState.OPEN, []).append(cell)
    for state, same in of.items():
        face = _face(state, look.palette)
        drawing.boxes([_box(cell, look) for cell in same], face.fill, edge=face.edge)
        if small:
            side = same[0].width
            middles = [(c.left + side / 2, c.top + side / 2) for c in same]
            drawing.glyphs(middles, face.sign, face.ink, size=side * SMALL_SIGN)
            continue
        for cell in same:
            _draw_signs(drawing, cell, face, numbered=numbered)


def _box(cell: Cell, look: Look) -> Box:
    air = min(look.gap(2), cell.width * 0.06)
    return (
        cell.left + air,
        cell.top + air,
        cell.left + cell.width - air,
        cell.top + cell.height - air,
    )


def _draw_signs(drawing: Drawing, cell: Cell, face: _Face, *, numbered: bool) -> None:
    """The sign of a day, in a calendar of weeks with the day's number over it."""
    look = drawing.look
    middle = (cell.left + cell.width / 2, cell.top + cell.height * (0.66 if numbered else 0.5))
    size = look.text * 1.3 if numbered else min(look.small * 1.2, cell.width * 0.62)
    drawing.text(middle, face.sign, size=size, color=face.ink, bold=True, across="center")
    if numbered:
        at = (cell.left + look.gap(7), cell.top + look.gap(6) + look.small / 2)
        drawing.text(at, str(cell.day.day), size=look.small, color=face.ink)


def _key_rows(
    key: Sequence[DayState], counts: Counter[DayState], look: Look
) -> list[list[tuple[float, DayState, str]]]:
    """The key in rows that fit the width: (left, state, words with the number of days)."""
    rows: list[list[tuple[float, DayState, str]]] = [[]]
    x = look.gap(8)
    for state in key:
        words = _("{state}: {n}").format(state=state_word(state), n=counts[state])
        width = look.gap(22) + width_of(words, look.small) + look.gap(18)
        if rows[-1] and x + width - look.gap(18) > look.width - look.gap(4):
            rows.append([])
            x = look.gap(8)
        rows[-1].append((x, state, words))
        x += width
    return rows


def _draw_key(
    drawing: Drawing, rows: Sequence[Sequence[tuple[float, DayState, str]]], top: float
) -> None:
    look = drawing.look
    side = look.gap(16)
    for number, row in enumerate(rows):
        y = top + number * look.gap(22)
        for x, state, words in row:
            face = _face(state, look.palette)
            drawing.boxes([(x, y, x + side, y + side)], face.fill, edge=face.edge)
            middle = (x + side / 2, y + side / 2)
            drawing.text(
                middle, face.sign, size=look.small, color=face.ink, bold=True, across="center"
            )
            drawing.text((x + look.gap(22), y + side / 2), words, size=look.small)
