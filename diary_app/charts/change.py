"""Before and after each dose change: every day's value on both sides, and the middle of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diary_app.charts.chart import Chart, Table, Words
from diary_app.charts.drawing import LINE_HEIGHT, Drawing, Panel, end_label, lines_height
from diary_app.charts.heading import empty_chart, heading
from diary_app.charts.series import SymptomLine
from diary_app.charts.style import Look, drawable, drawing_rules, width_of, wrapped
from diary_app.charts.symptom_words import before_after_sentence, entries_sentence, not_enough
from diary_app.charts.words import change_sentence, dots_note, number, other_things
from diary_app.domain.amounts import DoseChange
from diary_app.domain.trends import (
    DAYS_AFTER,
    DAYS_BEFORE,
    SKIPPED_AFTER,
    BeforeAfter,
    before_after,
)
from diary_app.text import _

MOST_CHANGES = 4  # the latest ones; the table has all


@dataclass(frozen=True)
class _Row:
    """One symptom around one change."""

    number: int
    line: SymptomLine
    found: BeforeAfter


def change_chart(lines: Sequence[SymptomLine], changes: Sequence[DoseChange], look: Look) -> Chart:
    """The latest changes, newest first, with the values of at most three symptoms around each."""
    if not changes or not any(line.points for line in lines):
        return empty_chart(
            _(
                "When a dose changes, the 14 days before it and days 4–17 after it will stand here"
                " beside each other."
            ),
            look,
        )
    shown = list(reversed(changes))[:MOST_CHANGES]
    words = change_words(lines, shown)
    with drawing_rules():
        head = heading(words, look)
        sentences = {
            c.day: wrapped(change_sentence(c), look.text, look.width * 0.94, bold=True)
            for c in shown
        }
        step = _row_height(look)
        blocks = sum(
            look.gap(26) + len(sentences[c.day]) * look.text * LINE_HEIGHT + len(lines) * step
            for c in shown
        )
        note = wrapped(dots_note(), look.small, look.width - look.gap(16))
        below = head.height + look.gap(10) + blocks
        drawing = Drawing(look, below + lines_height(len(note), look.small) + look.gap(6))
        head.draw(drawing)
        y = head.height + look.gap(10)
        for change in shown:
            drawing.lines((look.gap(8), y + look.text * 0.7), sentences[change.day], bold=True)
            y += len(sentences[change.day]) * look.text * LINE_HEIGHT + look.gap(8)
            for n, line in enumerate(lines):
                row = _Row(n, line, before_after(line.points, change.day))
                _draw_row(drawing, row, y)
                y += step
            y += look.gap(18)
        at = (look.gap(8), below + look.small * 0.4)
        drawing.lines(at, note, size=look.small, color=look.palette.muted)
    alt = _("Chart of symptoms before and after each dose change. {words}").format(words=words)
    return Chart(drawing.figure, words, change_table(lines, changes), alt)


def change_words(lines: Sequence[SymptomLine], newest_first: Sequence[DoseChange]) -> Words:
    """The newest change that can be compared, else the newest, and what the sentence rests on."""
    change = newest_first[0]
    for candidate in newest_first:
        if any(before_after(line.points, candidate.day).median_after is not None for line in lines):
            change = candidate
            break
    found = [(line, before_after(line.points, change.day)) for line in lines]
    rests = [entries_sentence(line.label, f) for line, f in found if f.median_after is not None]
    return Words(
        f"{change_sentence(change)} {before_after_sentence(found)}",
        " ".join([*rests, other_things()]),
    )


def _row_height(look: Look) -> float:
    return look.gap(64)


def _draw_row(drawing: Drawing, row: _Row, top: float) -> None:
    """Name at the left, the two strips of days in the middle, what they come to at the right."""
    look, colors = drawing.look, drawing.look.palette
    color = colors.lines[row.number]
    name_room = min(look.gap(120), look.width * 0.24)
    name = end_label(drawable(row.line.label), look.text, name_room)
    drawing.lines((look.gap(8), top + look.gap(12)), name, bold=True, color=color)
    side = [_("before"), _("after")]
    side_room = max(width_of(word, look.small) for word in side) + look.gap(18)
    left = look.gap(12) + name_room + side_room
    if row.found.median_before is None or row.found.median_after is None:
        words = not_enough(row.line.label, row.found)
        room = look.width - look.gap(26) - name_room
        at = (look.gap(16) + name_room, top + look.gap(12))
        drawing.lines(at, wrapped(words, look.small, room), size=look.small, color=colors.muted)
        return
    results = _results(row.found)
    room = min(look.gap(190), look.width * 0.3)
    panel = Panel(
        left,
        top + look.gap(4),
        look.width - room - look.gap(20),
        top + look.gap(46),
        -0.4,
        row.line.top + 0.4,
        0,
        1,
    )
    _draw_scale(drawing, panel, row.line.top)
    since = row.found.day + timedelta(days=SKIPPED_AFTER)
    spans = [
        (row.found.day - timedelta(days=DAYS_BEFORE), row.found.day, row.found.median_before),
        (since, since + timedelta(days=DAYS_AFTER), row.found.median_after),
    ]
    for place, (first, end, middle) in enumerate(spans):
        y = panel.y(0.75 - 0.5 * place)
        _draw_strip(drawing, panel, row, (first, end), y)
        drawing.strokes(
            [((panel.x(middle), y - look.gap(8)), (panel.x(middle), y + look.gap(8)))],
            color,
            width=look.gap(2.6),
        )
        drawing.text(
            (left - look.gap(8), y),
            side[place],
            size=look.small,
            color=colors.muted,
            across="right",
        )
    at = (panel.right + look.gap(12), top + look.gap(12))
    drawing.lines(at, wrapped(results, look.small, room), size=look.small)


def _draw_scale(drawing: Drawing, panel: Panel, top: int) -> None:
    """The values of the scale as fine upright lines, named below."""
    look, colors = drawing.look, drawing.look.palette
    step = 1 if top == 4 else 2
    values = range(0, top + 1, step)
    drawing.strokes(
        [((panel.x(v), panel.top), (panel.x(v), panel.bottom)) for v in values], colors.grid
    )
    for value in values:
        at = (panel.x(value), panel.bottom + look.gap(8))
        drawing.text(at, str(value), size=look.small * 0.9, color=colors.muted, across="center")


def _draw_strip(
    drawing: Drawing, panel: Panel, row: _Row, days: tuple[date, date], y: float
) -> None:
    values = Counter(p.value for p in row.line.points if days[0] <= p.day < days[1])
    counts = {(panel.x(value), y): n for value, n in values.items()}
    color = drawing.look.palette.lines[row.number]
    drawing.counted(counts, color)


def _results(found: BeforeAfter) -> str:
    """6, then 4; below 6 on 9 of 12 days."""
    assert found.median_before is not None and found.median_after is not None
    assert found.share_below is not None and found.share_above is not None
    below = round(found.share_below * found.n_after)
    above = round(found.share_above * found.n_after)
    return _(
        "middle value {before}, then {after}."
        " Of {n} days after: {below} below {before}, {above} above."
    ).format(
        before=number(found.median_before),
        after=number(found.median_after),
        n=found.n_after,
        below=below,
        above=above,
    )


def change_table(lines: Sequence[SymptomLine], changes: Sequence[DoseChange]) -> Table:
    """Every change with every symptom: days, middle values, and the days below and above."""
    rows = []
    for change in changes:
        for line in lines:
            found = before_after(line.points, change.day)
            rows.append((change_sentence(change), line.label, *_cells(found)))
    header = (
        _("Dose change"),
        _("Symptom"),
        _("Days recorded before"),
        _("Middle value before"),
        _("Days recorded after"),
        _("Middle value after"),
        _("Days below"),
        _("Days above"),
    )
    return Table(header, tuple(rows))


def _cells(found: BeforeAfter) -> tuple[str, ...]:
    before = _("{n} of {of}").format(n=found.n_before, of=DAYS_BEFORE)
    after = _("{n} of {of}").format(n=found.n_after, of=DAYS_AFTER)
    if found.median_before is None or found.median_after is None:
        few = _("not enough entries")
        return before, few, after, few, few, few
    assert found.share_below is not None and found.share_above is not None
    below = round(found.share_below * found.n_after)
    above = round(found.share_above * found.n_after)
    return (
        before,
        number(found.median_before),
        after,
        number(found.median_after),
        str(below),
        str(above),
    )
