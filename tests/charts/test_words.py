"""What is said over the pictures: only what was recorded, with how much it rests on."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from diary_app.charts.day import day_words
from diary_app.charts.doses import DosesView, dose_words
from diary_app.charts.series import DoseDay, DoseLine, Span, SymptomLine, symptom_line
from diary_app.charts.style import Look
from diary_app.charts.symptom_words import symptom_words
from diary_app.charts.symptoms import SymptomsView, symptoms_chart
from diary_app.charts.tradeoff import paired, tradeoff_words
from diary_app.domain.amounts import DoseChange
from diary_app.domain.days import Days
from diary_app.domain.quantity import Unit
from diary_app.wording.changes import change_labels, change_sentence
from diary_app.wording.days import spelled_span
from tests.charts.made_up import DIARIES, day_symptoms, mg, ratings_of

FIRST = date(2026, 10, 1)
CHANGE = DoseChange(date(2026, 10, 26), mg(25), mg(30))
CAUSAL = re.compile(
    r"caus|because|work(s|ed)\b|effect|significan|improv|normal|risk|predict|safe|better|worse\b"
    r"|adheren|complian|fail|streak|score",
    re.IGNORECASE,
)


def line(values, top=10, first=FIRST, span=None, label="Spasms") -> SymptomLine:
    span = span or Span(Days(first, first + timedelta(days=len(values))))
    return symptom_line(ratings_of("s", first, values), "s", label, span, top=top)


def span_of(values) -> Span:
    return Span(Days(FIRST, FIRST + timedelta(days=len(values))))


def around(before, after) -> list:
    """25 days up to the change, then its 17 days."""
    return [None] * (25 - len(before)) + list(before) + [None] * 3 + list(after)


def test_a_change_with_data_on_both_sides_is_told_with_its_numbers():
    values = around([6] * 14, [4] * 14)
    words = symptom_words([line(values)], [CHANGE], span_of(values))
    assert words.headline == (
        "Dose changed from 25 mg to 30 mg a day on 26 October 2026. Middle values in the 14 days"
        " before and in days 4–17 after: Spasms 6 and 4 (lower)."
    )
    assert "Spasms: recorded on 14 days before, 14 after." in words.rests_on
    assert "Recorded on 28 of 42 days. " in words.rests_on
    assert "Other things may also have changed." in words.rests_on


def test_too_few_entries_are_not_compared():
    values = around([6] * 14, [4] * 4)
    words = symptom_words([line(values)], [CHANGE], span_of(values))
    assert "Spasms: not enough entries to compare (4 of 14 days)." in words.headline
    assert "lower" not in str(words)


@pytest.mark.parametrize(
    ("top", "after", "word"), [(10, 5, ""), (10, 4, "lower"), (10, 8, "higher"), (4, 1, "")]
)
def test_a_difference_below_the_step_of_its_scale_gets_no_word(top, after, word):
    before = 6 if top == 10 else 1
    values = around([before] * 14, [after] * 14)
    words = symptom_words([line(values, top=top)], [CHANGE], span_of(values))
    assert ("lower" in words.headline) == (word == "lower")
    assert ("higher" in words.headline) == (word == "higher")


def test_without_a_change_the_period_before_is_the_comparison():
    values = [7] * 30 + [4] * 30
    now = Span(Days(FIRST + timedelta(days=30), FIRST + timedelta(days=60)))
    words = symptom_words([line(values, span=now)], [], now)
    assert words.headline == (
        "Spasms: middle value 4, lowest 4, highest 4;"
        " lower than in the 30 days before (7, 30 days recorded)."
    )


def test_six_days_give_no_middle_value():
    words = symptom_words([line([1, 2, 3, 4, 5, 6])], [], span_of(range(6)))
    assert words.headline == "Spasms: recorded on 6 days, lowest 1, highest 6."


def test_many_days_without_entries_are_named_as_unknown():
    values = [5] * 10 + [None] * 30
    words = symptom_words([line(values)], [], span_of(values))
    assert "Recorded on 10 of 40 days. Days without entries are unknown" in words.rests_on


@pytest.mark.parametrize("made", DIARIES, ids=lambda made: made.__name__)
def test_no_picture_claims_a_cause_or_judges(made):
    view = made()
    said = [
        symptoms_chart(view, Look()).alt,
        str(dose_words(DosesView(view.span, view.doses, (view.changes,)))),
        str(day_words(day_symptoms(), view.span)),
        str(
            tradeoff_words(
                [paired(x, view.doses[0], view.span) for x in view.lines], view.doses[0], view.span
            )
        ),
    ]
    assert [sentence for sentence in said if CAUSAL.search(sentence)] == []


def days_of(*known) -> tuple[DoseDay, ...]:
    return tuple(
        DoseDay(
            FIRST + timedelta(days=n), None if t is None else Decimal(t), Decimal(30), t is not None
        )
        for n, t in enumerate(known)
    )


def test_doses_are_counted_on_fully_recorded_days_only():
    doses = DoseLine("baclofen", Unit.MG, days_of(30, 30, 20, 0, None))
    words = dose_words(DosesView(span_of(range(5)), (doses,)))
    assert words.headline == ("baclofen: exactly the planned amount on 2 of 4 fully recorded days.")
    assert "baclofen: 1 of 5 days is not fully recorded." in words.rests_on


def test_a_pump_is_not_said_to_be_unrecorded():
    days = tuple(DoseDay(FIRST + timedelta(days=n), None, Decimal(150)) for n in range(5))
    words = dose_words(DosesView(span_of(days), (DoseLine("pump", Unit.MCG, days, is_pump=True),)))
    assert words.headline == ("pump: set to 150 mcg a day; what the pump gives is not logged here.")
    assert "recorded" not in words.rests_on


@pytest.mark.parametrize(
    ("before", "after", "longest"),
    [
        (mg(25), mg(30), "dose 25 → 30 mg a day"),
        (mg("2.5"), mg(5), "dose 2.5 → 5 mg a day"),
        (None, mg(5), "from here 5 mg a day"),
        (mg(5), None, "no fixed dose from here"),
        (None, None, "other times"),
    ],
)
def test_a_change_is_named_with_its_amounts(before, after, longest):
    change = DoseChange(FIRST, before, after)
    assert change_labels(change)[0] == longest
    assert "1 October 2026" in change_sentence(change)


def test_a_span_names_its_last_day_and_each_year_once():
    assert (
        spelled_span(Days(date(2026, 9, 24), date(2026, 11, 23)))
        == "24 September to 22 November 2026"
    )
    assert spelled_span(Days(date(2025, 12, 31), date(2026, 1, 2))) == (
        "31 December 2025 to 1 January 2026"
    )
    assert spelled_span(Days(FIRST, FIRST + timedelta(days=1))) == "1 October 2026"


def test_four_lines_in_one_picture_are_refused():
    with pytest.raises(ValueError, match="at most 3"):
        SymptomsView(span_of([1]), (line([1]),) * 4)
