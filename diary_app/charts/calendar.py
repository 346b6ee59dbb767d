"""The dose calendar: each day's state by colour and by sign, as weeks of a month or as a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from diary_app.charts.chart import Chart, Table, Words
from diary_app.charts.drawing import Box, Drawing
from diary_app.charts.heading import Heading, empty_chart, heading
from diary_app.charts.series import DoseDay, DoseLine, Span
from diary_app.charts.style import Look, Palette, drawing_rules, width_of
from diary_app.domain.days import Days
from diary_app.frozen import dataclass
from diary_app.text import _, ngettext
from diary_app.wording import writing
from diary_app.wording.days import full_day, short_months, short_weekdays, spelled_span
from diary_app.wording.numbers import amount

LONGEST_WEEKS = 45  # days shown as weeks; more are shown a month a row
LONGEST_YEAR = 372


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
    if not day.complete:
        return DayState.NOT_RECORDED
    if day.taken is None or (day.still_open and day.taken < day.planned):
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


def _face(state: DayState, colors: Palette) -> _Face:
    blue, orange, _third = colors.lines
    return {
        DayState.ALL: _Face("✓", blue, blue, colors.card),
        DayState.PART: _Face("<", colors.card, blue, blue),
        DayState.NONE: _Face("–", colors.card, orange, orange),
        DayState.MORE: _Face("+", orange, orange, colors.card),
        DayState.NOT_RECORDED: _Face("◐", colors.band, colors.band, colors.muted),
        DayState.HELD: _Face("‖", colors.card, colors.muted, colors.muted),
        DayState.NOT_PLANNED: _Face("", colors.card, colors.grid, colors.muted),
        DayState.OPEN: _Face("○", colors.card, colors.grid, colors.muted),
    }[state]


def calendar_chart(line: DoseLine, span: Span, look: Look) -> Chart:
    """The calendar of one medicine. Of more than a year the last twelve months are shown."""
    if span.days.count > LONGEST_YEAR:
        span = Span(Days(_a_year_before(span.end), span.end))
    days = {d.day: d for d in line.days if d.day in span.days}
    if not any(day.taken is not None or day.planned for day in days.values()) or line.is_pump:
        return empty_chart(
            _("Each day will have its sign here: taken, part taken, not recorded."), look
        )
    counts = Counter(day_state(day) for day in days.values())
    words = _words(line, counts, span)
    key = [state for state in DayState if counts[state]]
    with drawing_rules():
        head = heading(words, look)
        weeks = span.days.count <= LONGEST_WEEKS
        cells = _week_cells(span, look, head) if weeks else _month_cells(span, look, head)
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


def _a_year_before(end: date) -> date:
    """The first day of the month twelve months before `end`'s month is over."""
    month = end.year * 12 + end.month - 1 - 11
    return date(month // 12, month % 12 + 1, 1)


def _words(line: DoseLine, counts: Counter[DayState], span: Span) -> Words:
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
            ).format(n=unknown, of=sum(counts.values()))
        )
    return Words(headline, " ".join(rests))


def _row(line: DoseLine, day: DoseDay) -> tuple[str, ...]:
    taken = _("not recorded") if day.taken is None else amount(day.taken, line.unit)
    planned = "" if day.planned is None else amount(day.planned, line.unit)
    return full_day(day.day), state_word(day_state(day)), taken, planned


@dataclass(frozen=True)
class _Cell:
    """Where a day stands."""

    day: date
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class _Cells:
    """The days, and the words beside them (x, y, words)."""

    cells: tuple[_Cell, ...]
    labels: tuple[tuple[float, float, str], ...]


def _week_cells(span: Span, look: Look, head: Heading) -> _Cells:
    """A row a week, from the person's first weekday, the month's name beside its first week."""
    names = short_months()
    left = max(width_of(name, look.small) for name in names) + look.gap(18)
    width = (look.width - left - look.gap(8)) / 7
    top = head.height + look.gap(30)
    begins = writing.current().first_weekday
    first_row = span.first - timedelta(days=(span.first.weekday() - begins) % 7)
    days = short_weekdays()
    weeks = (span.end - timedelta(days=1) - first_row).days // 7 + 1
    # What comes below the weeks: the key of the signs.
    whole = top + weeks * look.gap(46) + look.gap(60)
    height = look.lower(look.gap(46), weeks, whole, look.gap(34))
    labels = [
        (left + number * width + look.gap(4), top - look.gap(10), name)
        for number, name in enumerate((*days[begins:], *days[:begins]))
    ]
    cells, months = [], dict[int, date]()
    for day in span.days:
        row, column = divmod((day - first_row).days, 7)
        y = top + row * height
        cells.append(_Cell(day, left + column * width, y, width, height))
        months.setdefault(row, day)
        if day.day == 1:
            months[row] = day
    named = [(row, day) for row, day in months.items() if row == 0 or day.day == 1]
    labels += [
        (look.gap(8), top + (row + 0.5) * height, names[day.month - 1]) for row, day in named
    ]
    return _Cells(tuple(cells), tuple(labels))


def _month_cells(span: Span, look: Look, head: Heading) -> _Cells:
    """A month a row, or two rows where the signs would be too small to read."""
    last = span.end - timedelta(days=1)
    months = range(span.first.year * 12 + span.first.month, last.year * 12 + last.month + 1)
    names = {m: _month_name(m, m == months[0]) for m in months}
    left = max(width_of(name, look.small) for name in names.values()) + look.gap(18)
    room = look.width - left - look.gap(8)
    columns = 31 if room / 31 >= look.small * 1.7 else 16
    width = room / columns
    height = max(width, look.small * 1.7)
    y = head.height + look.gap(30)
    labels = [
        (left + n * width + look.gap(2), y - look.gap(10), str(n + 1))
        for n in range(0, columns, 5)
        if columns == 31
    ]
    cells = []
    for month in months:
        labels.append((look.gap(8), y + height / 2, names[month]))
        rows = set()
        for number in range(31):
            day = date((month - 1) // 12, (month - 1) % 12 + 1, 1) + timedelta(days=number)
            if day.month != (month - 1) % 12 + 1 or day not in span.days:
                continue
            row, column = divmod(number, columns)
            rows.add(row)
            cells.append(_Cell(day, left + column * width, y + row * height, width, height))
        y += height * (1 + max(rows)) + look.gap(4 if columns == 31 else 8)
    return _Cells(tuple(cells), tuple(labels))


def _month_name(month: int, first: bool) -> str:
    name = short_months()[(month - 1) % 12]
    return f"{name} {(month - 1) // 12}" if first or month % 12 == 1 else name


def _draw_cells(
    drawing: Drawing, cells: Sequence[_Cell], days: dict[date, DoseDay], *, numbered: bool
) -> None:
    """All days of one state at a time: a year has many."""
    look = drawing.look
    of: dict[DayState, list[_Cell]] = {}
    for cell in cells:
        day = days.get(cell.day)
        of.setdefault(day_state(day) if day else DayState.OPEN, []).append(cell)
    for state, same in of.items():
        face = _face(state, look.palette)
        drawing.boxes([_box(cell, look) for cell in same], face.fill, edge=face.edge)
        for cell in same:
            _draw_signs(drawing, cell, face, numbered=numbered)


def _box(cell: _Cell, look: Look) -> Box:
    air = min(look.gap(2), cell.width * 0.06)
    return (
        cell.left + air,
        cell.top + air,
        cell.left + cell.width - air,
        cell.top + cell.height - air,
    )


def _draw_signs(drawing: Drawing, cell: _Cell, face: _Face, *, numbered: bool) -> None:
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
