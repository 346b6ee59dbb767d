"""A flag's life: raised, joined, answered, raised again when worse, gone when its records are."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.evidence import DoseFact
from diary_app.domain.flag import Apart, Flag, events
from diary_app.domain.history import History
from diary_app.domain.knowledge import Level
from diary_app.domain.knowledge_file import parse
from diary_app.domain.matching import State
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.person import Answered, FactAnswer, PersonFact
from diary_app.domain.plan import Plan, slots_of
from diary_app.domain.safety import flags, flags_between
from diary_app.domain.schedule import Daily
from diary_app.domain.symptom import Answer, AnswerKind, FlagAnswer, SafetyCheck
from diary_app.wording.evidence import dated_words, evidence_words
from tests.domain.flag_scenarios import KNOWLEDGE, scenarios
from tests.domain.made_up import (
    BACLOFEN,
    HERE,
    amount,
    at,
    course,
    day,
    days,
    later,
    missed,
    new_id,
    plan,
    rated,
    taken,
    times,
)

SMALL = parse((Path(__file__).parent / "small.toml").read_text(encoding="utf-8"))
CLOCKS = ("08:00", "14:00", "20:00")
NOON = at("2026-11-20 12:00")
LOOKED = at("2026-11-20 13:00")


def diary(*records, plans=()) -> History:
    """A diary that holds these observations and checks."""
    return History(
        zones=HERE,
        plans=tuple(plans),
        observations=tuple(r for r in records if not isinstance(r, SafetyCheck)),
        checks=tuple(r for r in records if isinstance(r, SafetyCheck)),
    )


def checked(when: str, **answers: Answer) -> SafetyCheck:
    return SafetyCheck(new_id(), at(when), at(when), answers)


def answered(flag: Flag, when: str, kind=AnswerKind.ACKNOWLEDGED) -> FlagAnswer:
    records = tuple(piece.record for piece in flag.evidence)
    level = flag.level.value
    return FlagAnswer(new_id(), flag.id, flag.rule, records, level, kind, "called", at(when))


def the_flag(history: History, now=LOOKED) -> Flag:
    (flag,) = flags(history, KNOWLEDGE, now)
    return flag


def after_answer(*records, then, now, kind=AnswerKind.ACKNOWLEDGED) -> Flag:
    """The flag of `records` answered at 13:00, then `then` recorded, looked at `now`."""
    answer = answered(the_flag(diary(*records)), "2026-11-20 13:00", kind)
    return the_flag(replace(diary(*records, *then), flag_answers=(answer,)), at(now))


FIRST = rated("confusion", 2, "2026-11-20 12:00")
SAME_DAY = rated("confusion", 2, "2026-11-20 20:00")


def test_an_acknowledged_flag_keeps_what_was_done():
    assert after_answer(FIRST, then=[], now="2026-11-25 12:00").acknowledged.words == "called"


def test_a_higher_rating_is_raised_again_at_once():
    worse = [rated("confusion", 3, "2026-11-20 13:30")]
    assert after_answer(FIRST, then=worse, now="2026-11-20 14:00").acknowledged is None


def test_the_same_event_is_not_raised_again_within_a_day():
    assert after_answer(FIRST, then=[SAME_DAY], now="2026-11-20 21:00").acknowledged


def test_an_event_that_becomes_worse_is_raised_again():
    fever = rated("fever", None, "2026-11-20 18:00")
    answer = answered(the_flag(diary(FIRST)), "2026-11-20 13:00")
    worse = replace(diary(FIRST, fever), flag_answers=(answer,))
    confusion = next(
        f for f in flags(worse, KNOWLEDGE, at("2026-11-20 19:00")) if f.id == "confusion"
    )
    assert (confusion.level, confusion.acknowledged) == (Level.EMERGENCY, None)


def test_an_event_that_goes_on_for_a_day_after_the_answer_is_raised_again():
    on = [SAME_DAY, rated("confusion", 2, "2026-11-21 13:30")]
    assert after_answer(FIRST, then=on, now="2026-11-21 14:00").acknowledged is None


def test_a_dismissal_does_not_silence_a_new_statement():
    dismissed = AnswerKind.DISMISSED
    assert after_answer(FIRST, then=[], now="2026-11-20 21:00", kind=dismissed).acknowledged
    again = after_answer(FIRST, then=[SAME_DAY], now="2026-11-20 21:00", kind=dismissed)
    assert again.acknowledged is None


def test_an_answer_to_another_event_says_nothing():
    old = answered(the_flag(diary(FIRST)), "2026-11-20 13:00")
    new = rated("confusion", 2, "2026-11-22 12:00")
    history = replace(diary(FIRST, new), flag_answers=(old,))
    newest, first = flags(history, KNOWLEDGE, at("2026-11-22 13:00"))
    assert (newest.acknowledged, first.acknowledged) == (None, old)


def test_a_flag_whose_records_are_gone_is_gone():
    assert flags(diary(FIRST), KNOWLEDGE, LOOKED)
    assert flags(diary(), KNOWLEDGE, LOOKED) == ()


def test_the_gravest_come_first_and_then_the_newest():
    history = diary(
        rated("itching", 1, "2026-11-20 12:00"),
        rated("seizure", None, "2026-11-10 12:00"),
        checked("2026-11-19 12:00", mood_changes=Answer.NOT_SURE),
        rated("mental_fog", 1, "2026-11-12 12:00"),
        rated("coordination_difficulty", 1, "2026-11-15 12:00"),
    )
    order = [flag.id for flag in flags(history, KNOWLEDGE, LOOKED)]
    assert order == ["seizure", "coordination_difficulty", "mental_fog", "itching", "mood_changes"]


def test_one_sure_statement_is_enough_to_ask_no_more():
    doubtful = Flag("a", Level.EMERGENCY, "r", "A", NOON, NOON, (), (), "", confirm=True)
    sure = replace(doubtful, at=later(NOON, hours=1), until=later(NOON, hours=1), confirm=False)
    day = later(NOON, hours=24) - NOON
    (joined,) = events([sure, doubtful], Apart(day, 14 * day))
    assert (joined.at, joined.confirm) == (NOON, False)


def test_evidence_says_what_raised_the_level():
    yes = checked("2026-11-20 12:00", hallucinations=Answer.YES)
    flag = the_flag(diary(replace(yes, followups={"fever": True})))
    assert [evidence_words(piece, KNOWLEDGE) for piece in flag.evidence] == [
        "Do you have a fever?",
        "Seeing or hearing things that are not there",
    ]
    assert {piece.record for piece in flag.evidence} == {yes.id}


def test_flags_of_the_past_are_those_raised_in_the_span():
    history = diary(*(rated("seizure", 1, f"2026-0{month}-15 12:00") for month in range(1, 7)))
    found = flags_between(history, KNOWLEDGE, at("2026-02-15 12:00"), at("2026-05-15 12:00"), NOON)
    assert [flag.at.day for flag in found] == [day(f"2026-0{m}-15") for m in (4, 3, 2)]


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.name)
def test_a_span_cut_in_two_holds_the_same_flags(scenario):
    now, middle = scenario.now, later(scenario.now, days=-10)
    start, end = later(now, days=-31), later(now, days=1)

    def between(since, until):
        found = flags_between(
            scenario.history, scenario.bases, since, until, now, scenario.settings
        )
        return {(flag.id, flag.level, flag.at) for flag in found}

    whole = between(start, end)
    assert between(start, middle) | between(middle, end) == whole
    assert {(f.id, f.level, f.at) for f in scenario.flags() if f.at >= start} == whole


MEDICINE = Medicine("m", "Brandex 10 mg", Form.TABLET, (parse_strength("10 mg", Form.TABLET),))
SMALL_PLAN = replace(plan(), medicine=MEDICINE)


def test_another_medicine_has_its_own_symptoms_rules_and_numbers():
    doses = (taken("2026-11-17 20:00"), missed("2026-11-18 08:00"), missed("2026-11-20 08:00"))
    ears = rated("blue_ears", 1, "2026-11-20 12:00")
    history = replace(diary(ears, plans=[SMALL_PLAN]), doses=doses)
    found = {f.id: f.level for f in flags(history, (SMALL,), LOOKED)}
    assert found == {"blue_ears": Level.EMERGENCY, "gap_in_cover": Level.ASK}
    assert flags(history, (SMALL,), at("2026-11-19 12:00")) == ()


def test_each_medicine_is_judged_by_the_file_that_knows_it():
    doses = (taken("2026-11-18 20:00"), missed("2026-11-19 08:00"))
    history = replace(diary(plans=[SMALL_PLAN]), doses=doses)
    # 40 hours without: more than baclofen's 24, less than this one's 48.
    assert flags(history, (*KNOWLEDGE, SMALL), LOOKED) == ()


def test_no_file_of_knowledge_means_no_flags():
    assert flags(diary(FIRST), (), LOOKED) == ()


@given(st.lists(st.sampled_from(["taken", "missed", "none", "half", "twice"]), max_size=30))
def test_whatever_the_log_holds_each_flag_rests_on_evidence(what):
    own = plan()
    now = at("2026-11-20 12:00")
    doses = []
    for word, slot in zip(
        what, slots_of(own, days("2026-11-10", "2026-11-20"), HERE), strict=False
    ):
        mg = {"taken": 10, "half": 5, "twice": 20}.get(word)
        if word == "missed":
            doses.append(missed(f"{slot.at.local:%Y-%m-%d %H:%M}"))
        elif mg:
            doses.append(taken(f"{slot.at.local:%Y-%m-%d %H:%M}", mg))
    found = flags(History(HERE, (own,), tuple(doses)), KNOWLEDGE, now)
    assert all(f.evidence and f.sources and f.advice and f.at <= now for f in found)
    if "twice" not in what:
        assert not [f for f in found if f.id == "above_plan"]
    if not {"missed", "half"} & set(what):
        assert not [f for f in found if f.id == "under_half_of_plan"]


@given(st.sampled_from([1, 10, 20]), st.integers(0, 110))
def test_everything_taken_as_planned_raises_nothing(mg, minutes_late):
    own = plan(course(schedule=Daily(times("08:00", "14:00", "20:00", each=mg))))
    slots = slots_of(own, days("2026-10-20", "2026-11-20"), HERE)
    doses = tuple(
        taken(f"{later(slot.at, minutes=minutes_late).local:%Y-%m-%d %H:%M}", mg) for slot in slots
    )
    assert flags(History(HERE, (own,), doses), KNOWLEDGE, at("2026-11-20 07:00")) == ()


def test_evidence_of_a_slot_without_a_record_names_the_slot():
    doses = (taken("2026-11-19 20:00"),)
    flag = the_flag(History(HERE, (plan(),), doses), at("2026-11-20 21:00"))
    two_o_clock = at("2026-11-20 14:00")
    record = "m 2026-11-20T13:00:00+00:00"
    assert flag.evidence[-1] == DoseFact(
        record, two_o_clock, "baclofen", State.NOT_RECORDED, amount(10)
    )
    assert dated_words(flag.evidence[-1], ()) == "2026-11-20 14:00 baclofen 10 mg not recorded"


def test_a_medicine_without_a_plan_raises_nothing():
    assert flags(History(HERE, (Plan(MEDICINE),)), KNOWLEDGE, NOON) == ()


def test_what_is_added_to_an_advice_is_left_out_where_the_person_said_no():
    entry = next(e for base in KNOWLEDGE for e in base.entries if e.serious and e.more_advice)
    more = entry.more_advice[0]
    for said, told in ((FactAnswer.NO, False), (FactAnswer.YES, True), (None, True)):
        fact = said and Answered(PersonFact(more.fact), said, NOON)
        seen = diary(rated(entry.id, None, "2026-11-20 11:00"))
        known = replace(seen, facts=(fact,) if fact else ())
        (flag,) = [flag for flag in flags(known, KNOWLEDGE, NOON) if flag.id == entry.id]
        assert (more.text in flag.advice) == told


def test_a_second_medicine_of_the_substance_that_has_ended_hides_no_gap():
    own = plan(course("2026-11-01"))
    old = replace(BACLOFEN, id="m2")
    ended = Plan(old, (replace(course("2026-10-01", until="2026-11-01"), medicine_id="m2"),))
    doses = [taken(f"2026-11-{number} {clock}") for number in (15, 16, 17) for clock in CLOCKS]
    doses += [missed(f"2026-11-{number} {clock}") for number in (18, 19) for clock in CLOCKS]
    alone, both = (
        flags(replace(diary(plans=plans), doses=tuple(doses)), KNOWLEDGE, NOON)
        for plans in ((own,), (own, ended))
    )
    assert [(flag.id, flag.level) for flag in both] == [(flag.id, flag.level) for flag in alone]
    assert alone
