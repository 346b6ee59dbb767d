"""An ordinary life with the illness stays quiet: few cards, and none that matters is lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

import pytest

from diary_app.domain.days import Days
from diary_app.domain.dose import Missed, Taken
from diary_app.domain.flag import Flag
from diary_app.domain.history import History, StoredReading
from diary_app.domain.knowledge import Level
from diary_app.domain.moment import DAY, Moment
from diary_app.domain.plan import slots_of
from diary_app.domain.reading import read
from diary_app.domain.safety import flags
from diary_app.domain.symptom import AnswerKind, FlagAnswer
from diary_app.services.texts import lexicon
from tests.domain.flag_scenarios import KNOWLEDGE
from tests.domain.made_up import HERE, at, day, plan, rated

LEXICON = lexicon()
NOTES = ("bit foggy", "legs wobbly", "pins and needles", "a bit foggy, legs wobbly",
         "tingling in my feet", "slightly unsteady today", "foggy again", "itchy arms")  # fmt: skip
FIRST, DAYS = date(2026, 9, 1), 60
ON_DOSES = {"gap_in_cover", "under_half_of_plan", "above_plan", "extra_dose_taken"}


@dataclass
class Year:
    """A diary that is looked at every evening; each new card is acknowledged."""

    history: History
    cards: list[tuple[date, Flag]] = field(default_factory=list)

    def live(self) -> None:
        for number in range(DAYS):
            evening = at(f"{FIRST + number * DAY} 23:00")
            seen = until(self.history, evening)
            new = [f for f in flags(seen, KNOWLEDGE, evening) if f.acknowledged is None]
            self.cards += [(evening.day, flag) for flag in new]
            answers = tuple(seen_flag(flag, evening) for flag in new)
            self.history = replace(
                self.history, flag_answers=(*self.history.flag_answers, *answers)
            )

    def grave(self) -> list[str]:
        return [flag.id for _, flag in self.cards if flag.level >= Level.CALL_DOCTOR]


def seen_flag(flag: Flag, now: Moment) -> FlagAnswer:
    records = tuple(piece.record for piece in flag.evidence)
    level, kind = flag.level.value, AnswerKind.ACKNOWLEDGED
    id = f"{flag.id}-{now.day}-{flag.at.utc:%H%M}"
    return FlagAnswer(id, flag.id, flag.rule, records, level, kind, "", now)


def until(history: History, now: Moment) -> History:
    return replace(
        history,
        doses=tuple(d for d in history.doses if (d.planned_at or now) <= now),
        observations=tuple(o for o in history.observations if o.at <= now),
        readings=tuple(r for r in history.readings if r.at <= now),
    )


def doses(random: Random) -> Iterator[Taken | Missed]:
    """90 of 100 taken; never two in a row missed, so no time of 24 hours is without."""
    before = False
    for slot in slots_of(plan(), Days(FIRST, FIRST + DAYS * DAY), HERE):
        before = not before and random.random() < 0.11
        id = f"d{slot.at.utc:%m%d%H}"
        if before:
            yield Missed(id, "m", slot.at, slot.at)
        else:
            yield Taken(id, "m", slot.amount, slot.at, slot.at, slot.at)


def noted(number: int, text: str) -> StoredReading:
    when = at(f"{FIRST + number * DAY} 18:00")
    return StoredReading(f"r{number}", "notes", f"n{number}", when, "1", read(text, LEXICON))


def ordinary(seed: int) -> History:
    random = Random(seed)
    ratings = []
    for number in range(DAYS):
        when = f"{FIRST + number * DAY} 21:30"
        ratings.append(rated("spasticity", random.choice((3, 4, 4, 5)), when))
        ratings.append(rated("drowsiness", random.choice((0, 1, 1, 2)), when))
        ratings.append(rated("mental_fog", random.choice((0, 0, 1)), when))
    notes = [noted(number, random.choice(NOTES)) for number in range(0, DAYS, 2)]
    return History(HERE, (plan(),), tuple(doses(random)), tuple(ratings), readings=tuple(notes))


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(more, marks=pytest.mark.slow) for more in (1, 2, 3))]
)
def test_an_ordinary_two_months_bring_at_most_three_cards_to_call_about(seed):
    year = Year(ordinary(seed))
    year.live()
    grave = [id for id in year.grave() if id not in ON_DOSES]
    assert len(grave) <= 1.5 * DAYS / 30, year.grave()


def test_what_matters_is_raised_in_it_all_the_same():
    history = ordinary(1)
    gap = [day("2026-09-20"), day("2026-09-21")]
    kept = [d for d in history.doses if d.planned_at and d.planned_at.day not in gap]
    lost = [
        Missed(f"x{slot.at.utc:%d%H}", "m", slot.at, slot.at)
        for slot in slots_of(plan(), Days(gap[0], gap[-1] + DAY), HERE)
    ]
    extra = Taken("extra", "m", lost_amount(), at("2026-10-05 21:00"), at("2026-10-05 21:00"))
    ill = (rated("confusion", 3, "2026-10-12 12:00"), rated("seizure", None, "2026-10-20 12:00"))
    worse = noted(55, "very foggy, cannot think at all")
    year = Year(
        replace(
            history,
            doses=(*kept, *lost, extra, replace(extra, id="extra2")),
            observations=(*history.observations, *ill),
            readings=(*history.readings, worse),
        )
    )
    year.live()
    shown = {(when, flag.id, flag.level) for when, flag in year.cards}
    assert (day("2026-09-20"), "gap_in_cover", Level.CALL_DOCTOR) in shown
    assert (day("2026-10-05"), "above_plan", Level.CALL_DOCTOR) in shown
    assert {id for when, id, _ in shown if when == day("2026-10-12")} >= {"confusion"}
    assert (day("2026-10-20"), "seizure", Level.EMERGENCY) in shown
    assert any(id == "mental_fog" for when, id, _ in shown if when == worse.at.day)


def lost_amount():
    return next(iter(slots_of(plan(), Days.of(FIRST), HERE))).amount
