"""What the summary says: serious events first, every number with what it rests on, nothing more."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from statistics import median

import pytest

from diary_app.charts.series import Span
from diary_app.domain.course import Course, Prescription
from diary_app.domain.days import Days
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.history import History
from diary_app.domain.knowledge import Level
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.schedule import Pump
from diary_app.domain.symptom import Answer, AnswerKind, FlagAnswer, Observation, SafetyCheck
from diary_app.reports.build import build
from diary_app.reports.report import (
    Elsewhere,
    Figures,
    Paragraph,
    Part,
    Pictures,
    ReportOptions,
    Table,
)
from tests.reports.diaries import (
    BACLOFEN,
    DIARIES,
    KNOWLEDGE,
    NOW,
    OPTIONS,
    TODAY,
    ZONES,
    course,
    daily,
    flag,
    mg,
    summary,
    three_months,
    wall,
)
from tests.reports.reading import blocks, texts

FIRST = TODAY - 29 * DAY
SPAN = Span(Days(FIRST, TODAY + DAY))


def built(history=None, flags=(), span=SPAN, **options):
    return build(
        history or History(ZONES), KNOWLEDGE, flags, span, NOW, replace(OPTIONS, **options)
    )


def section(report, title):
    return next(s for s in (*report.sections, *report.more) if s.title == title)


def words(report, title) -> str:
    return " ".join(texts(section(report, title)))


def seen(symptom, value, day, clock="18:00"):
    at = wall(day, clock)
    return Observation(f"{symptom}-{day}-{clock}", symptom, value, at, at)


# --- serious events ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(DIARIES) - {"ten_years", "a_year"}))
def test_serious_events_come_first_even_when_there_are_none(name):
    assert summary(name).sections[0].title == "Serious events"


def test_none_recorded_is_said_with_the_days_on_which_somebody_asked():
    checks = tuple(
        SafetyCheck(f"c{n}", wall(FIRST + n * DAY, "21:00"), NOW, {"seizure": Answer.NO})
        for n in range(7)
    )
    found = words(built(History(ZONES, checks=checks)), "Serious events")
    assert "None recorded on the 7 days with a safety check, of 30." in found


def test_with_no_check_it_says_that_nobody_asked():
    assert "nobody asked" in words(built(), "Serious events")


def test_an_event_stands_with_its_time_source_doses_and_what_was_done():
    (table,) = [b for b in section(summary("three_months"), "Serious events").blocks
                if isinstance(b, Table)]  # fmt: skip
    assert table.rows == (
        (
            "8 Nov 21:40",
            "Seeing or hearing things that are not there (safety check)",
            "1 of 9 not recorded, 1 missed",
            "Called the doctor, 9 Nov",
        ),
    )


def test_the_doses_before_an_event_are_counted_from_the_record():
    history, _span, (found,) = three_months()
    start = found.at.shifted(-timedelta(days=3))
    inside = [d for d in history.doses if start <= d.planned_at < found.at]
    assert len(inside) == 9 - 1
    assert sum(isinstance(d, Missed) for d in inside) == 1


def test_a_dismissed_flag_is_told_as_what_the_patient_says():
    serious = flag("confusion", TODAY, "r")
    answer = FlagAnswer(
        "a", "confusion", serious.rule, ("r",), "call_doctor", AnswerKind.DISMISSED, "a dream", NOW
    )
    found = words(built(flags=[replace(serious, acknowledged=answer)]), "Serious events")
    assert "patient says it did not happen: a dream, 22 Nov" in found


def test_lesser_flags_are_named_below_with_their_days():
    lesser = replace(flag("itching", TODAY, "r"), level=Level.NEXT_VISIT)
    unsure = replace(flag("seizure", TODAY - DAY, "q"), level=Level.ASK)
    found = words(built(flags=[lesser, unsure]), "Serious events")
    assert "Itching (22 Nov)" in found
    assert "Seizure (fit, convulsion) (not sure) (21 Nov)" in found


def test_what_lies_outside_the_days_is_not_in_it():
    report = built(flags=[flag("seizure", FIRST - DAY, "r")])
    assert "Seizure" not in words(report, "Serious events")


def test_many_events_are_counted_by_kind_and_the_rest_stand_on_page_2():
    flags = [flag("seizure" if n % 3 else "confusion", TODAY - n * DAY, f"r{n}") for n in range(9)]
    report = built(flags=flags)
    (more,) = (b for b in report.sections[0].blocks if isinstance(b, Elsewhere))
    first, second = ([row for b in s.blocks if isinstance(b, Table) for row in b.rows]
                     for s in (report.sections[0], report.more[0]))  # fmt: skip
    assert len(first) + len(second) == 9
    assert more.section == report.more[0].title
    assert more.text.startswith(f"{len(second)} more on page {{page}}: ")


def test_the_gravest_event_stands_first_and_every_emergency_on_page_1():
    seizures = [flag("seizure", TODAY - n * DAY, f"s{n}") for n in range(8, 17)]
    newer = [flag("confusion", TODAY - n * DAY, f"c{n}") for n in range(5)]
    urgent = [replace(one, level=Level.EMERGENCY) for one in seizures]
    found = built(flags=[*newer, *urgent]).sections[0]
    assert found.blocks[0].rows[0][0].startswith("14 Nov")
    told = " ".join(texts(found))
    assert all(day in told for day in ("14 Nov", "9 Nov", "6 Nov to 8 Nov"))


def test_flags_of_a_rule_about_doses_stand_in_one_line_with_every_date():
    gap = replace(flag("confusion", TODAY, "d"), id="gap_in_cover", rule="gap_in_cover")
    days = (1, 2, 3, 9, 20)
    flags = [replace(gap, at=wall(TODAY - n * DAY, "10:00"), label="A long gap") for n in days]
    (table,) = (b for b in built(flags=flags).sections[0].blocks if isinstance(b, Table))
    assert table.rows == (("A long gap", "5", "19 Nov to 21 Nov, 13 Nov, 2 Nov"),)


# --- doses ------------------------------------------------------------------------------------


def test_the_figures_are_those_that_counting_by_hand_gives():
    history, span, _flags = three_months()
    doses = [d for d in history.doses if span.first <= d.planned_at.day < span.end]
    plan = history.plans[0]
    amounts = {
        (day, slot.at): slot.amount
        for day in (span.first + n * DAY for n in range(span.days.count))
        for slot in plan.course_on(day).schedule.doses
    }
    past = [key for key in amounts if wall(key[0], f"{key[1]:%H:%M}") < NOW]
    still_due = wall(TODAY, "14:00") not in {d.planned_at for d in doses}  # it is 14:05
    planned = len(past) - still_due
    full = [d for d in doses if isinstance(d, Taken)
            and not d.amount < amounts[d.planned_at.day, d.planned_at.local.time()]]  # fmt: skip
    (four,) = blocks(summary("three_months"), Figures)
    assert four.items[0].value == f"{len(full)} of {len(doses)}"
    assert four.items[1].value == str(planned - len(doses))
    assert four.items[1].words.startswith(f"of {planned} not recorded")
    by_day = Counter(d.planned_at.day for d in doses)
    whole = [day for day, n in by_day.items() if n == 3 and day != TODAY]
    taken = Counter(d.planned_at.day for d in full)
    assert four.items[2].value == str(sum(taken[day] == 3 for day in whole))
    assert four.items[2].words.startswith(f"of {len(whole)} fully")


def test_why_doses_were_not_taken_is_counted():
    history, span, _flags = three_months()
    doses = [d for d in history.doses if span.first <= d.planned_at.day < span.end]
    skipped = sum(isinstance(d, Skipped) for d in doses)
    missed = sum(isinstance(d, Missed) for d in doses)
    found = words(summary("three_months"), "Doses")
    assert f"{skipped} skipped · {missed} missed" in found


def test_a_day_without_a_record_is_told_apart_from_a_day_without_a_dose():
    plan = Plan(BACLOFEN, (course(daily("08:00=10"), TODAY - 3 * DAY),))
    at = wall(TODAY - DAY, "08:00")
    missed = Missed("m", BACLOFEN.id, at, at)
    taken_at = wall(TODAY - 3 * DAY, "08:00")
    taken = Taken("t", BACLOFEN.id, mg(10), taken_at, taken_at, taken_at)
    found = words(built(History(ZONES, (plan,), (taken, missed))), "Doses")
    assert "No dose recorded at all on 2 days · recorded as without a dose: 1 day" in found


def test_a_thin_record_gives_counts_and_no_percentage():
    found = words(summary("almost_empty"), "Doses")
    assert "%" not in found
    assert "too few for a percentage" in found


def test_nothing_recorded_is_never_zero():
    (four,) = blocks(summary("almost_empty"), Figures)
    assert [figure.value for figure in four.items] == ["–", "5", "–", "–"]
    assert "0 mg" not in words(summary("almost_empty"), "Doses")


def test_how_much_is_recorded_stands_beside_the_heading():
    assert section(summary("three_months"), "Doses").aside == (
        "entries on 85 of 85 days, a safety check on 75"
    )


# --- symptoms ---------------------------------------------------------------------------------


def test_first_and_last_14_days_are_the_medians_of_the_days():
    history, span, _flags = three_months()
    (small, _timeline) = blocks(summary("three_months"), Pictures)
    picture = next(p for p in small.items if p.title.startswith("Pain"))
    rated = {o.at.day: o.value for o in history.observations if o.symptom == "pain"}
    sides = (range(14), range(span.days.count - 14, span.days.count))
    first, last = (
        median(rated[d] for n in side if (d := span.first + n * DAY) in rated) for side in sides
    )
    assert picture.words.startswith(f"{first:g} (")
    assert f"then {last:g} (" in picture.words


def test_with_too_few_ratings_there_is_no_middle_value():
    history = History(ZONES, observations=tuple(seen("pain", 5, TODAY - n * DAY) for n in range(6)))
    (small, _timeline) = blocks(built(history), Pictures)
    assert small.items[0].words == "0 of 14 days rated, then 6 of 14 days rated"


def test_side_effects_are_sorted_by_severity_days_with_what_was_asked():
    observations = [seen("nausea", 4, TODAY), seen("nausea", 4, TODAY - DAY)]
    observations += [seen("dizziness", 1, TODAY - n * DAY) for n in range(5)]
    observations += [seen("dizziness", 0, TODAY - n * DAY) for n in range(5, 9)]
    table, falls = section(
        built(History(ZONES, observations=tuple(observations))), "Side effects and falls"
    ).blocks
    assert falls.text == "Falls: none recorded."
    assert table.rows == (
        ("Nausea (feeling sick)", "2 of 2", "4", "4 · 21 Nov", "2"),
        ("Dizziness", "5 of 9", "1", "1 · 18 Nov", "0"),
    )


def test_the_period_before_is_set_beside_where_there_is_one():
    earlier = [seen("nausea", value, FIRST - n * DAY) for n, value in enumerate((0, 2, 1), 1)]
    history = History(ZONES, observations=(*earlier, seen("nausea", 2, TODAY)))
    table, _falls = section(built(history), "Side effects and falls").blocks
    assert table.header[-1] == "Days reported, 30 days before"
    assert table.rows[0][-1] == "2 of 3"


def test_the_ninth_side_effect_stands_on_page_2():
    common = [e.id for e in KNOWLEDGE.common()][:10]
    history = History(ZONES, observations=tuple(seen(id, 1, TODAY) for id in common))
    report = built(history)
    table, more, _falls = section(report, "Side effects and falls").blocks
    assert (len(table.rows), more.text) == (8, "2 more on page {page}.")
    assert len(section(report, "Other side effects").blocks[0].rows) == 2


def test_before_and_after_a_change_says_how_many_days_it_rests_on():
    rows = section(summary("three_months"), "Before and after each dose change").blocks[0].rows
    assert {row[0] for row in rows} == {"baclofen, 26 Oct"}
    assert {"Pain 0–10", "Drowsiness (sleepy) 0–4"} <= {row[1] for row in rows}
    assert all("(n " in row[2] and "(n " in row[3] for row in rows)


# --- choices ----------------------------------------------------------------------------------


def test_no_free_text_is_printed_unless_it_was_ticked():
    report = summary("three_months")
    assert not any("aunt" in text or "bladder" in text for text in texts(report))
    ticked = summary("three_months", replace(OPTIONS, notes=frozenset({"note-1"})))
    assert "Saw my late aunt." in words(ticked, "Notes chosen by the patient")


@pytest.mark.parametrize(
    ("part", "title"),
    [
        (Part.MEDICINES, "Medicine now"),
        (Part.DOSES, "Doses"),
        (Part.SYMPTOMS, "Side effects and falls"),
        (Part.QUESTIONS, "My questions"),
    ],
)
def test_a_part_can_be_left_out_but_never_the_serious_events_or_the_methods(part, title):
    report = summary("two_weeks", replace(OPTIONS, parts=frozenset(Part) - {part}))
    titles = [s.title for s in (*report.sections, *report.more)]
    assert title not in titles
    assert (titles[0], titles[-1]) == ("Serious events", "Methods and limits")


def test_without_pictures_the_numbers_stay():
    report = summary("three_months", replace(OPTIONS, parts=frozenset(Part) - {Part.CHARTS}))
    assert not blocks(report, Pictures)
    assert "Stiffness" in words(report, "What the medicine is for")


def test_days_to_come_are_not_counted():
    report = built(span=Span(Days(FIRST, TODAY + 40 * DAY)))
    assert "24 Oct to 22 Nov 2026 (30 days)" in report.about


def test_a_young_diary_begins_with_its_first_entry_and_a_visit_is_named():
    first = TODAY - 4 * DAY
    young = build(History(ZONES), KNOWLEDGE, (), SPAN, NOW, ReportOptions(), first)
    assert young.about == "18 Nov to 22 Nov 2026 (5 days, since the first entry)"
    assert built(name="", born=None, visit=FIRST).about.endswith("(30 days, since the last visit)")


def test_page_1_has_its_parts_in_the_order_a_doctor_reads_and_an_empty_one_says_so():
    parts = built(questions=()).sections
    assert [part.title for part in parts] == [
        "Serious events", "My questions", "Medicine now", "What changed", "Doses",
        "What the medicine is for", "Side effects and falls", "About me, other medicines",
    ]  # fmt: skip
    assert all(texts(part.blocks) for part in parts)


def test_the_name_is_there_only_if_it_was_given():
    assert built(name="", born=None).about == "24 Oct to 22 Nov 2026 (30 days)"


def test_the_words_stay_within_what_a_diary_may_say():
    forbidden = ("adheren", "complian", "significant", "caused by", "effective", "improved",
                 "normal", "risk", "you should", "stop taking", "all is well")  # fmt: skip
    for name in ("three_months", "almost_empty", "empty"):
        told = " ".join(texts(summary(name))).casefold()
        assert [word for word in forbidden if word in told] == []


def test_the_same_values_give_the_same_report():
    assert summary("three_months") == summary("three_months")


def test_every_section_has_something_to_say():
    for name in ("three_months", "almost_empty", "empty"):
        report = summary(name)
        assert all(s.blocks and s.title for s in (*report.sections, *report.more))
    assert isinstance(summary("empty").sections[-1].blocks[0], Paragraph)


# --- tablets beside a pump -----------------------------------------------------------------------


def beside_a_pump(first=FIRST):
    """Three-month baclofen tablets whose dose changes, and a pump that sorts before them."""
    rate = parse_strength("500 mcg/mL", Form.PUMP)
    pump = Medicine("pump", "Baclofen pump", Form.PUMP, (rate,), substance="baclofen")
    given = Prescription(Pump(parse_quantity("150 mcg"), rate), Days(first))
    tablets = (
        course(daily("08:00=20", "20:00=20"), first - 30 * DAY, TODAY - 10 * DAY),
        course(daily("08:00=10", "20:00=20"), TODAY - 10 * DAY),
    )
    plans = (Plan(pump, (Course("p", "pump", given),)), Plan(BACLOFEN, tablets))
    return History(ZONES, plans, observations=(seen("spasms", 5, TODAY),))


def test_the_doses_before_an_event_are_those_of_the_tablets_beside_a_pump():
    found = words(built(beside_a_pump(), [flag("confusion", TODAY, "r")]), "Serious events")
    assert "5 of 5 not recorded" in found


def test_where_a_pump_alone_runs_its_doses_are_not_called_unplanned():
    history = beside_a_pump()
    alone = replace(history, plans=history.plans[:1])
    found = words(built(alone, [flag("confusion", TODAY, "r")]), "Serious events")
    assert "by pump, not logged here" in found
    assert "none planned" not in found


def test_each_change_of_tablets_and_pump_is_labelled_on_every_picture_of_the_paper():
    for shown in blocks(built(beside_a_pump(TODAY - 20 * DAY)), Pictures):
        for one in shown.items:
            assert "40 → 30 mg" in one.svg
            assert "150 mcg" in one.svg


def test_allergies_stand_on_the_paper_beside_the_illnesses():
    told = replace(OPTIONS, history="asthma", allergies="penicillin")
    found = words(summary("empty", told), "About me, other medicines")
    assert "as the patient writes: asthma · penicillin" in found


def test_allergies_alone_are_never_called_nothing():
    told = replace(OPTIONS, allergies="penicillin")
    found = words(summary("empty", told), "About me, other medicines")
    assert "penicillin" in found and "nothing written" not in found.partition("penicillin")[0]
