"""What pictures along the calendar share: date marks, rows of labels, gaps, changes and events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from diary_app.charts.drawing import LINE_HEIGHT, Drawing, Panel, Point
from diary_app.charts.series import Mark, Span
from diary_app.charts.style import Look, drawable, width_of
from diary_app.domain.amounts import DoseChange
from diary_app.domain.days import Days
from diary_app.domain.moment import DAY
from diary_app.frozen import dataclass
from diary_app.wording.changes import change_labels
from diary_app.wording.days import short_day, short_months

SHORTEST_GAP = 2  # whole days with nothing recorded before a grey band says so
SHORTEST_LONG_GAP = 14  # the same past a year, where a day is narrower than a line
MOST_ROWS = 5
MOST_OF_A_NAME = 2  # of one kind of mark; the others are signs
MOST_LINES = 40  # of more marks only the named have a line, or nothing else would be seen
MOST_CHANGE_ROWS = 6  # of the labels of changes: a taper has many steps within a few weeks
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


def date_marks(span: Span, room: float, size: float) -> list[tuple[date, str]]:
    """The days to name under an axis `room` points wide: as many as fit, evenly by calendar."""
    for step in (*_DAY_STEPS, *(-months for months in _MONTH_STEPS)):
        if step > 0 and span.days.count / step > 16:
            continue
        marks = list(_stepped(span, step))
        widest = max((width_of(words, size) for _day, words in marks), default=0.0)
        nearest = min(
            (b[0] - a[0] for a, b in pairwise(marks)),
            default=timedelta(days=span.days.count),
        )
        if marks and widest + size <= nearest.days / span.days.count * room:
            return marks
    return [(span.first, short_day(span.first))]


def _stepped(span: Span, step: int) -> Iterator[tuple[date, str]]:
    """Every `step` days from the first, or for a negative step every so many whole months."""
    if step > 0:
        for number in range(0, span.days.count, step):
            day = span.first + timedelta(days=number)
            yield day, short_day(day)
        return
    years = span.first.year != (span.end - timedelta(days=1)).year
    named = False
    for month in range(span.first.year * 12, span.end.year * 12 + 12):
        day = date(month // 12, month % 12 + 1, 1)
        if month % -step or day not in span.days:
            continue
        if -step >= 12:
            yield day, str(day.year)
            continue
        name = short_months()[day.month - 1]
        yield day, f"{name} {day.year}" if years and (day.month == 1 or not named) else name
        named = True


def draw_dates(drawing: Drawing, panel: Panel, span: Span, top: float) -> None:
    """The names of the days under `panel`, with a short mark at each."""
    look = drawing.look
    small, colors = look.small, look.palette
    middle = 0.5 if span.days.count <= 120 else 0.0
    marks = date_marks(span, panel.right - panel.left, small)
    xs = [panel.x(span.x(day) + middle) for day, _words in marks]
    drawing.strokes([((x, top), (x, top + look.gap(3))) for x in xs], colors.muted)
    for x, (_day, words) in zip(xs, marks, strict=True):
        half = width_of(words, small) / 2
        at = (
            min(max(x, half + 1), drawing.width - half - 1),
            top + look.gap(5) + small * LINE_HEIGHT / 2,
        )
        drawing.text(at, words, size=small, color=colors.muted, across="center")


def gaps(recorded: set[date], span: Span) -> list[Days]:
    """The stretches of days on which nothing was recorded, long enough to be seen."""
    shortest = SHORTEST_LONG_GAP if span.is_long else SHORTEST_GAP
    first, end = span.first, span.end
    edges = [first - DAY, *sorted(d for d in recorded if first <= d < end), end]
    # Ten years are thousands of days: only what is long enough becomes a span.
    return [Days(last + DAY, day) for last, day in pairwise(edges) if (day - last).days > shortest]


def draw_gaps(drawing: Drawing, panel: Panel, span: Span, empty: Sequence[Days]) -> None:
    """A grey band for each gap. The panel's title says what it means: a name in it may not fit."""
    bands = [
        (panel.x(span.x(days.since)), panel.top, panel.x(span.x(days.end)), panel.bottom)
        for days in empty
    ]
    drawing.boxes(bands, drawing.look.palette.band)


@dataclass(frozen=True)
class Placed:
    """A label beside the point `x` of a row (0 nearest to the panels' far side), from `left` on."""

    x: float
    row: int
    left: float
    words: str


def placed(
    items: Sequence[tuple[float, Sequence[str]]],
    size: float,
    edges: tuple[float, float],
    rows: int = MOST_ROWS,
    indent: float = 4.0,
    ranks: Sequence[int] = (),
    kinds: Sequence[str] = (),
) -> list[Placed | None]:
    """For each (x, wordings) a free row and the longest wording that fits beside x, else None.

    Those of the lowest of `ranks` choose first, within one rank from left to right. Of one of
    `kinds` only a few are named; "" is no kind.

    A line runs from each label through the rows after its own, so no label may lie across one.
    """
    found: list[Placed | None] = [None] * len(items)
    done: list[tuple[Placed, float]] = []
    named = Counter[str]()
    order = {number: (ranks[number] if ranks else 0, x) for number, (x, _words) in enumerate(items)}
    for number in sorted(order, key=lambda number: order[number]):
        x, wordings = items[number]
        kind = kinds[number] if kinds else ""
        if kind and named[kind] >= MOST_OF_A_NAME:
            continue
        found[number] = next(
            (
                candidate
                for words in wordings
                for row in range(rows)
                for candidate in _beside(x, words, row, size, edges, indent)
                if _is_free(candidate, width_of(words, size, bold=True), done, indent)
            ),
            None,
        )
        chosen = found[number]
        if chosen is not None:
            named[kind] += 1
            done.append((chosen, width_of(chosen.words, size, bold=True)))
    return found


def _beside(
    x: float, words: str, row: int, size: float, edges: tuple[float, float], indent: float
) -> Iterator[Placed]:
    width = width_of(words, size, bold=True)
    if x + indent + width <= edges[1]:
        yield Placed(x, row, x + indent, words)
    if x - indent - width >= edges[0]:
        yield Placed(x, row, x - indent - width, words)


def _is_free(new: Placed, width: float, done: list[tuple[Placed, float]], indent: float) -> bool:
    for old, old_width in done:
        right = max(old.left + old_width, old.x) + 1.5 * indent
        left = min(old.left, old.x) - 1.5 * indent
        if (
            old.row == new.row
            and min(new.left, new.x) < right
            and left < max(new.left + width, new.x)
        ):
            return False
        if old.row < new.row and new.left - indent < old.x < new.left + width + indent:
            return False
        if old.row > new.row and left < new.x < right:
            return False
    return True


@dataclass(frozen=True)
class ChangeRows:
    """The dose changes of a span with the place of each one's label."""

    changes: tuple[DoseChange, ...]
    labels: tuple[Placed | None, ...]

    @property
    def rows(self) -> int:
        """How many rows of labels are in use."""
        return 1 + max((label.row for label in self.labels if label), default=-1)


def change_rows(
    changes: Sequence[DoseChange],
    span: Span,
    left: float,
    right: float,
    look: Look,
    *,
    longest: int = 0,
) -> ChangeRows:
    """Where the labels of the dose changes go, over panels from `left` to `right`.

    `longest` is the place of the longest wording to try: 0 with words, 1 amounts alone.
    """
    shown = tuple(change for change in changes if span.first < change.day < span.end)
    scale = (right - left) / span.days.count
    items = [
        (left + span.x(c.day) * scale, change_labels(c)[longest:] or change_labels(c))
        for c in shown
    ]
    edges = (left, look.width - look.gap(2))
    newest_first = [-change.day.toordinal() for change in shown]
    labels = placed(items, look.small, edges, rows=MOST_CHANGE_ROWS, ranks=newest_first)
    return ChangeRows(shown, tuple(labels))


def row_height(look: Look) -> float:
    """The height of one row of labels."""
    return look.small * 1.5


def draw_changes(
    drawing: Drawing, rows: ChangeRows, span: Span, top: float, panels: Sequence[Panel]
) -> None:
    """A dashed line through every panel at each dose change, its label in the rows from `top`."""
    look, colors = drawing.look, drawing.look.palette
    segments = []
    for change, label in zip(rows.changes, rows.labels, strict=True):
        x = panels[0].x(span.x(change.day))
        segments += [((x, panel.top), (x, panel.bottom)) for panel in panels]
        if label is not None:
            y = top + label.row * row_height(look)
            segments.append(((x, y), (x, panels[0].top)))
            at = (label.left, y + row_height(look) / 2)
            drawing.text(at, label.words, size=look.small, bold=True)
    drawing.strokes(segments, colors.muted, width=0.9, dash=(2.2, 1.8))


@dataclass(frozen=True)
class MarkRows:
    """The marks of a span with the place of each one's label, None where there was no room."""

    marks: tuple[Mark, ...]
    labels: tuple[Placed | None, ...]

    @property
    def named_rows(self) -> int:
        """How many rows of names there are; row 0 is the lowest of them."""
        return max((1 + label.row for label in self.labels if label), default=0)

    @property
    def rows(self) -> int:
        """All rows: marks that had no room for their name share one below the others."""
        return self.named_rows + any(label is None for label in self.labels)


def mark_rows(marks: Sequence[Mark], span: Span, left: float, right: float, look: Look) -> MarkRows:
    """Where the flags and events go, under panels from `left` to `right`."""
    shown = tuple(mark for mark in marks if mark.day in span.days)
    scale = (right - left) / span.days.count
    items = [(left + (span.x(mark.day) + 0.5) * scale, _wordings(mark)) for mark in shown]
    edges = (look.gap(2), look.width - look.gap(2))
    ranks = [mark.rank for mark in shown]
    kinds = ["" if mark.emergency else mark.label for mark in shown]
    names = placed(items, look.small, edges, indent=look.gap(6), ranks=ranks, kinds=kinds)
    return MarkRows(shown, tuple(names))


def _wordings(mark: Mark) -> tuple[str, ...]:
    """What may stand at a mark: no name is cut, but an emergency's rather than left out."""
    whole = drawable(mark.label)
    shorter = (drawable(mark.short),) if mark.short else ()
    return (whole, *shorter, drawable(mark.label, 16)) if mark.emergency else (whole, *shorter)


_MARKERS = {"serious": "^", "fall": "v", "therapy": "P", "event": "D"}


def draw_marks(
    drawing: Drawing, rows: MarkRows, span: Span, top: float, panels: Sequence[Panel]
) -> None:
    """▲ for a serious symptom, ▼ for a fall, ✚ for therapy, ◆ for another event.

    Each has its name and a fine line upward.
    """
    look, colors = drawing.look, drawing.look.palette
    for serious, color in ((False, colors.muted), (True, colors.bad)):
        upward, spans, signs = [], [], dict[int, tuple[Point, str]]()
        for mark, label in zip(rows.marks, rows.labels, strict=True):
            if mark.serious != serious:
                continue
            x = panels[0].x(span.x(mark.day) + 0.5)
            row = rows.named_rows - 1 - label.row if label else rows.named_rows
            y = top + (row + 0.5) * row_height(look)
            if label or len(rows.marks) <= MOST_LINES:
                upward += [((x, panel.top), (x, panel.bottom)) for panel in panels]
            if label:  # the line of a mark without a name would run through the names of others
                upward.append(((x, panels[-1].bottom), (x, y)))
            if mark.until is not None and mark.until > mark.day:
                below = y + row_height(look) / 2
                spans.append(((x, below), (panels[0].x(span.x(min(mark.until, span.end))), below)))
            # Signs without a name stand shoulder to shoulder at most, never over each other.
            place = len(signs) if label else -1 - round(x / look.gap(7))
            signs.setdefault(place, ((x, y), "serious" if serious else mark.sign))
            if label is not None:
                at = (label.left, y)
                drawing.text(at, label.words, size=look.small, color=color, bold=serious)
        drawing.strokes(upward, color, width=0.7, dash=(1, 1.6))
        drawing.strokes(spans, color, width=look.gap(1.8))
        for sign, marker in _MARKERS.items():
            drawing.signs([at for at, of in signs.values() if of == sign], marker, color)
