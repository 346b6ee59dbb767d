"""What a titration visit is about: each symptom against the amount a day, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from diary_app.charts.binned import Bin, axis_room, counted_days, draw_bins
from diary_app.charts.chart import Chart, Table, Words
from diary_app.charts.drawing import LINE_HEIGHT, Drawing, Panel, lines_height
from diary_app.charts.heading import empty_chart, heading
from diary_app.charts.series import DoseLine, Span, SymptomLine
from diary_app.charts.style import Look, drawable, drawing_rules, wrapped
from diary_app.charts.words import dots_note, other_things
from diary_app.domain.quantity import plain_number
from diary_app.frozen import dataclass
from diary_app.text import _, ngettext
from diary_app.wording.days import spelled_span
from diary_app.wording.numbers import amount, number

FEWEST_PAIRS, FEWEST_AT_LEVEL = 28, 7
MOST_LEVELS = 8


@dataclass(frozen=True)
class Paired:
    """One symptom's daily values by the amount taken on the day, on fully recorded days only."""

    line: SymptomLine
    levels: tuple[tuple[Decimal, tuple[float, ...]], ...]

    @property
    def n(self) -> int:
        """How many days have both."""
        return sum(len(values) for _level, values in self.levels)

    @property
    def enough(self) -> bool:
        """28 days, and three amounts or at least 7 days at each of two (clinical.md 5.3)."""
        well_known = sum(len(values) >= FEWEST_AT_LEVEL for _level, values in self.levels)
        return self.n >= FEWEST_PAIRS and (len(self.levels) >= 3 or well_known >= 2)


def paired(line: SymptomLine, doses: DoseLine, span: Span) -> Paired:
    """The values of the symptom on days whose doses are all known, by amount, smallest first."""
    taken = {d.day: d.taken for d in doses.days if d.complete and not d.still_open}
    levels: dict[Decimal, list[float]] = {}
    for point in line.shown(span):
        level = taken.get(point.day)
        if level is not None:
            levels.setdefault(level.normalize(), []).append(point.value)
    return Paired(line, tuple((level, tuple(levels[level])) for level in sorted(levels)))


def tradeoff_chart(lines: Sequence[SymptomLine], doses: DoseLine, span: Span, look: Look) -> Chart:
    """A panel for each of at most three symptoms, all on the same amounts."""
    pairs = [paired(line, doses, span) for line in lines[:3]]
    levels = _levels(pairs)
    if not levels:
        return empty_chart(
            _("Symptoms beside the amount a day will be here, once both are recorded."), look
        )
    words = tradeoff_words(pairs, doses, span)
    with drawing_rules():
        head = heading(words, look)
        columns = max(1, min(len(pairs), int(look.width / look.text_scale / 210)))
        rows = -(-len(pairs) // columns)
        row = look.gap(44) + look.small * LINE_HEIGHT * 4 + look.gap(150)
        below = _(
            "Under each panel {unit} of {medicine} taken a day, and the number of days."
        ).format(medicine=drawable(doses.medicine, 32), unit=doses.unit)
        note = wrapped(
            f"{below} {dots_note()} {_dot_days(pairs)}", look.small, look.width - look.gap(16)
        )
        note_height = lines_height(len(note), look.small) + look.gap(8)
        drawing = Drawing(look, head.height + rows * row + note_height)
        head.draw(drawing)
        width = look.width / columns
        for place, pair in enumerate(pairs):
            at = (place % columns * width, head.height + place // columns * row)
            _draw_one(drawing, at, width, (pair, place), levels)
        drawing.lines(
            (look.gap(8), head.height + rows * row + look.small * 0.4),
            note,
            size=look.small,
            color=look.palette.muted,
        )
    alt = _("Chart of symptoms by amount a day. {words}").format(words=words)
    return Chart(drawing.figure, words, tradeoff_table(pairs, doses), alt)


def _dot_days(pairs: Sequence[Paired]) -> str:
    """How many days the smallest and the largest dot stand for."""
    found = counted_days(Bin("", values) for pair in pairs for _level, values in pair.levels)
    if found is None:
        return ""
    least, most = found
    if least == most:
        return ngettext("Each dot is {n} day.", "Each dot is {n} days.", most).format(n=most)
    return ngettext(
        "The smallest dot is {least} day, the largest {most}.",
        "The smallest dot is {least} days, the largest {most}.",
        least,
    ).format(least=least, most=most)


def _levels(pairs: Sequence[Paired]) -> list[Decimal]:
    """The amounts with the most days, smallest first."""
    days: Counter[Decimal] = Counter()
    for pair in pairs:
        for level, values in pair.levels:
            days[level] += len(values)
    return sorted(level for level, _n in days.most_common(MOST_LEVELS))


def _draw_one(
    drawing: Drawing,
    at: tuple[float, float],
    width: float,
    pair: tuple[Paired, int],
    levels: Sequence[Decimal],
) -> None:
    look = drawing.look
    found, place = pair
    left, top = at
    known = dict(found.levels)
    bins = [Bin(plain_number(level), known.get(level, ())) for level in levels]
    name = (left + look.gap(8), top + look.gap(14))
    color = look.palette.lines[place]
    drawing.text(name, drawable(found.line.label, 24), bold=True, color=color)
    axis = found.line.axis
    below = (name[0], name[1] + look.small * LINE_HEIGHT * 1.1)
    drawing.text(below, axis.title, size=look.small, color=look.palette.muted)
    y = top + look.gap(38) + look.small * LINE_HEIGHT
    panel = Panel(
        left + axis_room(axis, look),
        y,
        left + width - look.gap(8),
        y + look.gap(150),
        0,
        1,
        axis.low,
        axis.high,
    )
    draw_bins(drawing, panel, bins, place, axis.marks, fewest=FEWEST_AT_LEVEL)


def tradeoff_words(pairs: Sequence[Paired], doses: DoseLine, span: Span) -> Words:
    """For each symptom its middle value at the lowest and at the highest amount known well."""
    sentences = [_sentence(pair, doses) for pair in pairs]
    rests = [spelled_span(span.days) + "."]
    rests += [
        ngettext(
            "{symptom}: {n} day with both recorded.",
            "{symptom}: {n} days with both recorded.",
            pair.n,
        ).format(symptom=pair.line.label, n=pair.n)
        for pair in pairs
    ]
    return Words(" ".join(sentences), " ".join([*rests, other_things()]))


def _sentence(pair: Paired, doses: DoseLine) -> str:
    name = pair.line.label
    if pair.n < FEWEST_PAIRS:
        return _("{symptom}: not enough days to compare ({n} of {of}).").format(
            symptom=name, n=pair.n, of=FEWEST_PAIRS
        )
    known = [(level, values) for level, values in pair.levels if len(values) >= FEWEST_AT_LEVEL]
    if not pair.enough or len(known) < 2:
        return _("{symptom}: the amount hardly changed, so there is nothing to compare.").format(
            symptom=name
        )
    (low, low_values), (high, high_values) = known[0], known[-1]
    low_middle = Bin("", low_values).middle()
    high_middle = Bin("", high_values).middle()
    assert low_middle is not None and high_middle is not None
    return _("{symptom}: middle value {a} on days with {low}, {b} on days with {high}.").format(
        symptom=name,
        a=number(low_middle),
        low=amount(low, doses.unit),
        b=number(high_middle),
        high=amount(high, doses.unit),
    )


def tradeoff_table(pairs: Sequence[Paired], doses: DoseLine) -> Table:
    """Every amount with its days and middle value."""
    rows = []
    for pair in pairs:
        for level, values in pair.levels:
            middle = Bin("", values).middle(FEWEST_AT_LEVEL)
            shown = _("not enough entries") if middle is None else number(middle)
            days = sorted(Counter(values).items())
            each = ", ".join(
                ngettext("{value}: {n} day", "{value}: {n} days", n).format(value=number(v), n=n)
                for v, n in days
            )
            rows.append((pair.line.label, amount(level, doses.unit), str(len(values)), shown, each))
    header = (
        _("Symptom"),
        _("Taken a day"),
        _("Days"),
        _("Middle value"),
        _("Days of each value"),
    )
    return Table(header, tuple(rows))
