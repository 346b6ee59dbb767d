"""Before and after each dose change: every day's value on both sides, and the middle of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from diary_app.charts.axis import Axis
from diary_app.charts.chart import Chart, Table, Words
from diary_app.charts.drawing import Drawing, Panel, end_label, lines_height
from diary_app.charts.heading import empty_chart, heading
from diary_app.charts.series import SymptomLine
from diary_app.charts.style import Look, drawable, drawing_rules, width_of, wrapped
from diary_app.charts.symptom_words import before_after_sentence, entries_sentence, not_enough
from diary_app.charts.words import dots_note, other_things
from diary_app.domain.amounts import DoseChange
from diary_app.domain.days import Days
from diary_app.domain.trends import (
    DAYS_AFTER,
    DAYS_BEFORE,
    BeforeAfter,
    around_change,
    before_after,
)
from diary_app.frozen import dataclass
from diary_app.text import _
from diary_app.wording.changes import change_sentence
from diary_app.wording.numbers import number

MOST_CHANGES = 4  # the latest ones; the table has all


@dataclass(frozen=True)
class _Row:
    """One symptom around one change: the lines of its name and of what stands beside it."""

    number: int
    line: SymptomLine
    found: BeforeAfter
    name: tuple[str, ...]
    says: tuple[str, ...]
    height: float


@dataclass(frozen=True)
class _Block:
    """One change: its sentence in lines, and its rows."""

    title: tuple[str, ...]
    rows: tuple[_Row, ...]


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
    words = change_words(lines, shown, len(changes))
    with drawing_rules():
        head = heading(words, look)
        blocks = [_block(change, lines, look) for change in shown]
        note = wrapped(dots_note(), look.small, look.width - look.gap(16))
        top = head.height + look.gap(10)
        bottom = top + sum(_block_height(block, look) for block in blocks)
        drawing = Drawing(look, bottom + lines_height(len(note), look.small) + look.gap(6))
        head.draw(drawing)
        for block in blocks:
            _draw_block(drawing, block, top)
            top += _block_height(block, look)
        at = (look.gap(8), bottom + look.small * 0.4)
        drawing.lines(at, note, size=look.small, color=look.palette.muted)
    alt = _("Chart of symptoms before and after each dose change. {words}").format(words=words)
    return Chart(drawing.figure, words, change_table(lines, changes), alt)


def change_words(
    lines: Sequence[SymptomLine], newest_first: Sequence[DoseChange], of: int
) -> Words:
    """The newest change that can be compared, else the newest, and what the sentence rests on."""
    change = newest_first[0]
    for candidate in newest_first:
        if any(before_after(line.points, candidate.day).median_after is not None for line in lines):
            change = candidate
            break
    found = [(line, before_after(line.points, change.day)) for line in lines]
    rests = [entries_sentence(line.label, f) for line, f in found if f.median_after is not None]
    if len(newest_first) < of:
        latest = _("The latest {n} of {of} changes are drawn; the table has all.")
        rests.append(latest.format(n=len(newest_first), of=of))
    return Words(
        f"{change_sentence(change)} {before_after_sentence(found)}",
        " ".join([*rests, other_things()]),
    )


def _name_room(look: Look) -> float:
    return min(look.gap(120), look.width * 0.24)


def _says_room(look: Look) -> float:
    return min(look.gap(190), look.width * 0.3)


def _block(change: DoseChange, lines: Sequence[SymptomLine], look: Look) -> _Block:
    title = wrapped(change_sentence(change), look.text, look.width * 0.94, bold=True)
    rows = (_row(number, line, change, look) for number, line in enumerate(lines))
    return _Block(tuple(title), tuple(rows))


def _row(number: int, line: SymptomLine, change: DoseChange, look: Look) -> _Row:
    found = before_after(line.points, change.day)
    name = end_label(drawable(line.label), look.text, _name_room(look))
    if found.median_after is None:
        room = look.width - look.gap(26) - _name_room(look)
        says = wrapped(drawable(not_enough(line.label, found), 200), look.small, room)
        least = look.gap(30)
    else:
        says, least = wrapped(_results(found), look.small, _says_room(look)), look.gap(64)
    height = max(lines_height(len(says), look.small), lines_height(len(name), look.text))
    return _Row(number, line, found, tuple(name), tuple(says), max(least, height + look.gap(12)))


def _block_height(block: _Block, look: Look) -> float:
    title = lines_height(len(block.title), look.text)
    return title + look.gap(26) + sum(row.height for row in block.rows)


def _draw_block(drawing: Drawing, block: _Block, top: float) -> None:
    look = drawing.look
    drawing.lines((look.gap(8), top + look.text * 0.7), block.title, bold=True)
    y = top + lines_height(len(block.title), look.text) + look.gap(8)
    for row in block.rows:
        at = (look.gap(8), y + look.gap(12))
        drawing.lines(at, row.name, bold=True, color=look.palette.lines[row.number])
        if row.found.median_before is None or row.found.median_after is None:
            at = (look.gap(16) + _name_room(look), y + look.gap(12))
            drawing.lines(at, row.says, size=look.small, color=look.palette.muted)
        else:
            _draw_row(drawing, row, y, (row.found.median_before, row.found.median_after))
        y += row.height


def _draw_row(drawing: Drawing, row: _Row, top: float, middles: tuple[float, float]) -> None:
    """The two strips of days, and at the right what they come to."""
    look, colors = drawing.look, drawing.look.palette
    color = colors.lines[row.number]
    side = [_("before"), _("after")]
    side_room = max(width_of(word, look.small) for word in side) + look.gap(18)
    left = look.gap(12) + _name_room(look) + side_room
    axis = row.line.axis
    panel = Panel(
        left,
        top + look.gap(4),
        look.width - _says_room(look) - look.gap(20),
        top + look.gap(46),
        axis.low - 0.04 * (axis.high - axis.low),
        axis.high + 0.04 * (axis.high - axis.low),
        0,
        1,
    )
    _draw_scale(drawing, panel, axis)
    sides = around_change(row.found.day)
    for place, (days, middle) in enumerate(zip(sides, middles, strict=True)):
        y = panel.y(0.75 - 0.5 * place)
        _draw_strip(drawing, panel, row, days, y)
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
    drawing.lines(at, row.says, size=look.small)


def _draw_scale(drawing: Drawing, panel: Panel, axis: Axis) -> None:
    """The values of the scale as fine upright lines, named below."""
    look, colors = drawing.look, drawing.look.palette
    drawing.strokes(
        [((panel.x(v), panel.top), (panel.x(v), panel.bottom)) for v, _words in axis.marks],
        colors.grid,
    )
    for value, words in axis.marks:
        at = (panel.x(value), panel.bottom + look.gap(8))
        drawing.text(at, words, size=look.small * 0.9, color=colors.muted, across="center")


def _draw_strip(drawing: Drawing, panel: Panel, row: _Row, days: Days, y: float) -> None:
    values = Counter(p.value for p in row.line.points if p.day in days)
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
