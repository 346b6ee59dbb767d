"""A symptom over the hours of the day, and over the hours since the last dose."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.charts.axis import Axis, closed, opened
from diary_app.charts.binned import Bin, axis_room, draw_bins
from diary_app.charts.chart import Chart, Table, Words
from diary_app.charts.drawing import LINE_HEIGHT, Drawing, Panel, lines_height
from diary_app.charts.heading import empty_chart, heading
from diary_app.charts.series import Span, TimedRating
from diary_app.charts.style import Look, drawable, drawing_rules, wrapped
from diary_app.charts.words import dots_note, other_things
from diary_app.frozen import dataclass
from diary_app.text import _, ngettext
from diary_app.wording.days import spelled_span
from diary_app.wording.numbers import number

HOURS, SINCE = 3, 2  # width of a bin in hours: of the day, since the last dose
LONGEST_SINCE = 12
FEWEST_RATINGS = 7


@dataclass(frozen=True)
class DaySymptom:
    """One symptom with its ratings whose time of day is real; `left_out` had a guessed time."""

    label: str
    top: int
    ratings: tuple[TimedRating, ...]
    best_is_high: bool = False
    left_out: int = 0
    unit: str = ""
    is_open: bool = False

    @property
    def axis(self) -> Axis:
        """The scale of its values."""
        if self.is_open:
            return opened((rating.value for rating in self.ratings), self.unit)
        return closed(self.top, best_is_high=self.best_is_high)


def day_chart(symptoms: Sequence[DaySymptom], span: Span, look: Look) -> Chart:
    """A pair of panels for each of at most three symptoms: hour of the day, time since the dose."""
    shown = [symptom for symptom in symptoms if symptom.ratings][:3]
    if not shown:
        return empty_chart(
            _("How a symptom goes over the day will be here, once you rate it at different times."),
            look,
        )
    words = day_words(shown, span)
    with drawing_rules():
        head = heading(words, look)
        beside = look.width / look.text_scale >= 540
        around = look.gap(62) + look.small * LINE_HEIGHT * 3
        rows = len(shown) * (1 if beside else 2)
        whole = head.height + rows * (around + look.gap(110)) + 3 * look.small * LINE_HEIGHT
        panel_height = look.lower(look.gap(110), rows, whole, look.gap(70))
        row = around + panel_height
        step = row if beside else 2 * row
        below = _("Under each panel the hours and the number of entries.")
        note = wrapped(f"{below} {dots_note()}", look.small, look.width - look.gap(16))
        bottom = head.height + len(shown) * step
        drawing = Drawing(look, bottom + lines_height(len(note), look.small) + look.gap(8))
        at = (look.gap(8), bottom + look.small * 0.4)
        drawing.lines(at, note, size=look.small, color=look.palette.muted)
        head.draw(drawing)
        for place, symptom in enumerate(shown):
            top = head.height + place * step
            for column, (title, bins) in enumerate(_both(symptom)):
                left, width = 0.0, look.width
                if beside:
                    left, width = column * look.width / 2, look.width / 2
                y = top if beside else top + column * row
                _draw_one(drawing, (left, y, width, panel_height), (symptom, place), title, bins)
    alt = _("Chart of symptoms over the day. {words}").format(words=words)
    return Chart(drawing.figure, words, day_table(shown), alt)


def _draw_one(
    drawing: Drawing,
    place: tuple[float, float, float, float],
    symptom: tuple[DaySymptom, int],
    title: str,
    bins: Sequence[Bin],
) -> None:
    look = drawing.look
    left, top, width, height = place
    of, number_ = symptom
    at = (left + look.gap(8), top + look.gap(14))
    color = look.palette.lines[number_]
    drawing.text(at, drawable(of.label, 32), bold=True, color=color)
    below = (at[0], at[1] + look.small * LINE_HEIGHT * 1.1)
    drawing.text(below, f"{title} · {of.axis.title}", size=look.small, color=look.palette.muted)
    y = top + look.gap(38) + look.small * LINE_HEIGHT
    ends = (left + axis_room(of.axis, look), left + width - look.gap(12))
    panel = Panel(ends[0], y, ends[1], y + height, 0, 1, of.axis.low, of.axis.high)
    draw_bins(drawing, panel, bins, number_, of.axis.marks)


def _both(symptom: DaySymptom) -> list[tuple[str, list[Bin]]]:
    return [
        (_("by hour of the day"), hour_bins(symptom.ratings)),
        (_("hours since the last dose"), since_bins(symptom.ratings)),
    ]


def hour_bins(ratings: Sequence[TimedRating]) -> list[Bin]:
    """Eight bins of three hours."""
    values: dict[int, list[float]] = {}
    for rating in ratings:
        values.setdefault(int(rating.hour // HOURS), []).append(rating.value)
    return [
        Bin(f"{start}–{start + HOURS}", tuple(values.get(start // HOURS, ())))
        for start in range(0, 24, HOURS)
    ]


def since_bins(ratings: Sequence[TimedRating]) -> list[Bin]:
    """Bins of two hours since the last dose, and one for everything later."""
    values: dict[int, list[float]] = {}
    for rating in ratings:
        if rating.since_dose is not None:
            place = min(int(rating.since_dose // SINCE), LONGEST_SINCE // SINCE)
            values.setdefault(place, []).append(rating.value)
    labels = [f"{start}–{start + SINCE}" for start in range(0, LONGEST_SINCE, SINCE)]
    return [
        Bin(label, tuple(values.get(place, ())))
        for place, label in enumerate([*labels, f"{LONGEST_SINCE}+"])
    ]


def day_words(symptoms: Sequence[DaySymptom], span: Span) -> Words:
    """For each symptom the hours with the highest and the lowest middle value."""
    sentences, rests = [], [spelled_span(span.days) + "."]
    for symptom in symptoms:
        sentences.append(_hours_sentence(symptom))
        words = ngettext(
            "{symptom}: {n} rating with a real time.",
            "{symptom}: {n} ratings with a real time.",
            len(symptom.ratings),
        )
        rests.append(words.format(symptom=symptom.label, n=len(symptom.ratings)))
        if symptom.left_out:
            words = ngettext(
                "{n} was entered later and is left out.",
                "{n} were entered later and are left out.",
                symptom.left_out,
            )
            rests.append(words.format(n=symptom.left_out))
    return Words(" ".join(sentences), " ".join([*rests, other_things()]))


def _hours_sentence(symptom: DaySymptom) -> str:
    found = [(bin_.middle(), bin_) for bin_ in hour_bins(symptom.ratings)]
    known = [(middle, bin_) for middle, bin_ in found if middle is not None]
    if len(known) < 2 or len(symptom.ratings) < FEWEST_RATINGS:
        return _("{symptom}: not enough entries at different hours to compare.").format(
            symptom=symptom.label
        )
    low, high = min(known, key=lambda pair: pair[0]), max(known, key=lambda pair: pair[0])
    if low[0] == high[0]:
        return _("{symptom}: middle value {middle} at all hours with enough entries.").format(
            symptom=symptom.label, middle=number(low[0])
        )
    return _(
        "{symptom}: highest middle value {high} at {high_hours} h ({n_high} entries),"
        " lowest {low} at {low_hours} h ({n_low} entries)."
    ).format(
        symptom=symptom.label,
        high=number(high[0]),
        high_hours=high[1].label,
        n_high=len(high[1].values),
        low=number(low[0]),
        low_hours=low[1].label,
        n_low=len(low[1].values),
    )


def day_table(symptoms: Sequence[DaySymptom]) -> Table:
    """Every bin with its number of entries and its middle value."""
    rows = []
    for symptom in symptoms:
        for title, bins in _both(symptom):
            for found in bins:
                middle = found.middle()
                few = _("not enough entries") if found.values else _("not recorded")
                rows.append(
                    (
                        symptom.label,
                        title,
                        found.label,
                        str(len(found.values)),
                        few if middle is None else number(middle),
                    )
                )
    header = (_("Symptom"), _("Over"), _("Hours"), _("Entries"), _("Middle value"))
    return Table(header, tuple(rows))
