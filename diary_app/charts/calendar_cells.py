"""Where the days of a calendar stand: weeks of a month, months of a year, or years one by one."""

from __future__ import annotations

from datetime import date, timedelta

from diary_app.charts.heading import Heading
from diary_app.charts.series import Span
from diary_app.charts.style import Look, width_of
from diary_app.domain.days import Days
from diary_app.frozen import dataclass
from diary_app.wording import writing
from diary_app.wording.days import short_months, short_weekdays

LONGEST_WEEKS = 45  # days shown as weeks; more are shown a month a row
LONGEST_YEAR = 372  # a row for each of its months; more are shown a year a block
_MOST_WEEKS = 54  # that one year touches


@dataclass(frozen=True)
class Cell:
    """Where a day stands."""

    day: date
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Cells:
    """The days, and the words beside them (x, y, words)."""

    cells: tuple[Cell, ...]
    labels: tuple[tuple[float, float, str], ...]


def day_cells(span: Span, look: Look, head: Heading) -> Cells:
    """Where each day of the span stands, and what is written beside them."""
    if span.days.count <= LONGEST_WEEKS:
        return _week_cells(span, look, head)
    if span.days.count <= LONGEST_YEAR:
        return _month_cells(span, look, head)
    return _year_cells(span, look, head)


def _week_cells(span: Span, look: Look, head: Heading) -> Cells:
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
        cells.append(Cell(day, left + column * width, y, width, height))
        months.setdefault(row, day)
        if day.day == 1:
            months[row] = day
    named = [(row, day) for row, day in months.items() if row == 0 or day.day == 1]
    labels += [
        (look.gap(8), top + (row + 0.5) * height, names[day.month - 1]) for row, day in named
    ]
    return Cells(tuple(cells), tuple(labels))


def _month_cells(span: Span, look: Look, head: Heading) -> Cells:
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
            cells.append(Cell(day, left + column * width, y + row * height, width, height))
        y += height * (1 + max(rows)) + look.gap(4 if columns == 31 else 8)
    return Cells(tuple(cells), tuple(labels))


def _month_name(month: int, first: bool) -> str:
    name = short_months()[(month - 1) % 12]
    return f"{name} {(month - 1) // 12}" if first or month % 12 == 1 else name


def _year_cells(span: Span, look: Look, head: Heading) -> Cells:
    """A block a year: a column a week, a row a weekday, the months named over it."""
    years = range(span.first.year, (span.end - timedelta(days=1)).year + 1)
    left = max(width_of(str(year), look.small) for year in years) + look.gap(18)
    side = (look.width - left - look.gap(8)) / _MOST_WEEKS
    top = head.height + look.gap(14)
    cells: list[Cell] = []
    labels: list[tuple[float, float, str]] = []
    for year in years:
        top += look.small * 1.6
        found, named = _one_year(Days(date(year, 1, 1), date(year + 1, 1, 1)), (left, top), side)
        cells += [cell for cell in found if cell.day in span.days]
        labels.append((look.gap(8), top + 3.5 * side, str(year)))
        labels += [(x, top - look.small * 0.8, name) for x, name in _apart(named, look)]
        top += 7 * side + look.gap(6)
    return Cells(tuple(cells), tuple(labels))


def _one_year(
    year: Days, at: tuple[float, float], side: float
) -> tuple[list[Cell], list[tuple[float, str]]]:
    """The days of a year from `at` on, and where each month's name begins."""
    begins = writing.current().first_weekday
    before = (year.since.weekday() - begins) % 7
    cells, named = [], []
    for number, day in enumerate(year):
        column, row = divmod(number + before, 7)
        cells.append(Cell(day, at[0] + column * side, at[1] + row * side, side, side))
        if day.day == 1:
            named.append((cells[-1].left, short_months()[day.month - 1]))
    return cells, named


def _apart(named: list[tuple[float, str]], look: Look) -> list[tuple[float, str]]:
    """The names that have room beside each other: in large type only some."""
    found: list[tuple[float, str]] = []
    for x, name in named:
        if not found or found[-1][0] + width_of(found[-1][1], look.small) + look.gap(3) <= x:
            found.append((x, name))
    return found
