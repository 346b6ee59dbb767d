"""What must hold of the flags of any log, whatever is in it."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from diary_app.domain.days import Days
from diary_app.domain.dose import Missed, Taken
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.knowledge import Level
from diary_app.domain.moment import DAY
from diary_app.domain.plan import slots_of
from diary_app.domain.safety import flags, flags_between
from tests.domain.flag_scenarios import KNOWLEDGE
from tests.domain.made_up import HERE, amount, at, day, later, plan, rated

FIRST, NOW = day("2026-11-10"), at("2026-11-20 23:30")
SLOTS = slots_of(plan(), Days(FIRST, day("2026-11-21")), HERE)
WORDS = st.sampled_from(["taken", "taken", "taken", "missed", "none", "half", "late", "twice"])
LOGS = st.lists(WORDS, min_size=len(SLOTS), max_size=len(SLOTS))
MOMENTS = st.integers(0, 11 * 24 * 12).map(lambda n: later(at("2026-11-10 00:00"), minutes=5 * n))
SYMPTOMS = st.sampled_from(
    ["fever", "confusion", "mental_fog", "itching", "spasms", "vomiting", "drowsiness"]
)
SAID = st.lists(st.tuples(SYMPTOMS, st.integers(1, 4), MOMENTS), max_size=6)


def doses(words) -> tuple[Taken | Missed, ...]:
    found = []
    for number, (word, slot) in enumerate(zip(words, SLOTS, strict=True)):
        when = later(slot.at, minutes=100) if word == "late" else slot.at
        if word == "missed":
            found.append(Missed(f"d{number}", "m", slot.at, slot.at))
        elif word != "none":
            mg = {"half": 5, "twice": 20}.get(word, 10)
            found.append(Taken(f"d{number}", "m", amount(mg), when, when))
    return tuple(found)


def diary(words, said=()) -> History:
    ratings = tuple(rated(id, value, f"{when.local:%Y-%m-%d %H:%M}") for id, value, when in said)
    return History(HERE, (plan(),), doses(words), ratings)


def gaps(history: History) -> list[Flag]:
    return [flag for flag in flags(history, KNOWLEDGE, NOW) if flag.id == "gap_in_cover"]


def plain(found) -> set:
    return {(flag.id, flag.level, flag.at, flag.until) for flag in found}


@given(LOGS, MOMENTS)
def test_one_more_dose_never_makes_a_gap_graver(words, when):
    before = diary(words)
    more = Taken("more", "m", amount(10), when, when)
    after = replace(before, doses=(*before.doses, more))
    gravest = max((flag.level for flag in gaps(before)), default=Level.ASK)
    assert all(flag.level <= gravest for flag in gaps(after))


@given(LOGS, SAID, st.randoms())
def test_the_order_of_the_records_does_not_matter(words, said, lot):
    history = diary(words, said)
    shuffled = replace(
        history,
        doses=tuple(lot.sample(history.doses, len(history.doses))),
        observations=tuple(lot.sample(history.observations, len(history.observations))),
    )
    assert flags(shuffled, KNOWLEDGE, NOW) == flags(history, KNOWLEDGE, NOW)


@given(st.lists(st.sampled_from(["taken", "none", "late"]), min_size=33, max_size=33), SAID)
def test_what_is_not_recorded_is_never_certain(words, said):
    history = diary(words, said)
    assert all(flag.level is Level.ASK for flag in gaps(history))
    alone = replace(history, plans=(), doses=())
    levels = {(f.id, f.at): f.level for f in flags(alone, KNOWLEDGE, NOW)}
    for flag in flags(history, KNOWLEDGE, NOW):
        assert flag.level == levels.get((flag.id, flag.at), flag.level)


@given(LOGS, SAID, st.integers(1, 9))
def test_the_flags_are_the_same_whatever_span_is_asked_for(words, said, cut):
    history = diary(words, said)
    start, end = at("2026-11-01 00:00"), at("2026-11-21 00:00")
    middle = later(at("2026-11-10 00:00"), days=cut)
    whole = flags_between(history, KNOWLEDGE, start, end, NOW)
    parts = [
        flag
        for since, until in ((start, middle), (middle, end))
        for flag in flags_between(history, KNOWLEDGE, since, until, NOW)
    ]
    assert plain(parts) == plain(whole)
    assert plain(flags(history, KNOWLEDGE, NOW)) == plain(whole)


@given(LOGS, SAID)
def test_looking_later_changes_no_flag_that_was_over(words, said):
    history = diary(words, said)
    later_on = NOW.shifted(timedelta(days=1))
    over = {f for f in plain(flags(history, KNOWLEDGE, NOW)) if f[3] < NOW.shifted(-DAY)}
    assert over <= plain(flags(history, KNOWLEDGE, later_on))
