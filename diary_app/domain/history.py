"""What a diary holds about a stretch of days, as plain values for rules, figures and papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from diary_app.domain.dose import Dose
from diary_app.domain.fall import Fall
from diary_app.domain.helped import Helped
from diary_app.domain.measure import Goal, Measurement
from diary_app.domain.medicine import PumpRefill, StockEntry
from diary_app.domain.moment import Moment, Zones
from diary_app.domain.person import Answered
from diary_app.domain.plan import Plan
from diary_app.domain.reading import Reading
from diary_app.domain.symptom import Event, FlagAnswer, Note, Observation, SafetyCheck
from diary_app.domain.tracked import Tracked
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class StoredReading:
    """How the diary read one free text (`record_id` in `record_table`), with which lexicon.

    `at` is the moment of the record that holds the text.
    """

    id: str
    record_table: str
    record_id: str
    at: Moment
    lexicon_version: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class History:
    """All plans, and the records of a stretch of days (whoever loads it says which).

    Records that were removed are not in it. Order within each tuple: by moment. `entered`: for a
    medicine's, course's, hold's or taper's id the instant (UTC) when it was written into the
    diary; missing: long ago. `recorded`: the medicines of which a dose was ever recorded, besides
    those of `doses`. `rated_then`: by the ids of an answer to a flag and of what was said, how
    strong that was when it was answered, None for not rated, where it was changed since. `helped`:
    by the id of a dose what it did. `goals` and `tracked`: all that there
    ever were.
    """

    zones: Zones
    plans: tuple[Plan, ...] = ()
    doses: tuple[Dose, ...] = ()
    observations: tuple[Observation, ...] = ()
    checks: tuple[SafetyCheck, ...] = ()
    notes: tuple[Note, ...] = ()
    readings: tuple[StoredReading, ...] = ()
    events: tuple[Event, ...] = ()
    stock: tuple[StockEntry, ...] = ()
    pump_refills: tuple[PumpRefill, ...] = ()
    flag_answers: tuple[FlagAnswer, ...] = ()
    falls: tuple[Fall, ...] = ()
    facts: tuple[Answered, ...] = ()
    entered: Mapping[str, datetime] = field(default_factory=dict)
    rated_then: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
    recorded: frozenset[str] = frozenset()
    measurements: tuple[Measurement, ...] = ()
    goals: tuple[Goal, ...] = ()
    helped: Mapping[str, Helped] = field(default_factory=dict)
    tracked: tuple[Tracked, ...] = ()

    def plan_of(self, medicine_id: str) -> Plan:
        """The plan of the medicine. An unknown id raises KeyError: ids come from this diary."""
        for plan in self.plans:
            if plan.medicine.id == medicine_id:
                return plan
        raise KeyError(medicine_id)

    def doses_of(self, medicine_id: str) -> tuple[Dose, ...]:
        """The doses of one medicine, in order of moment."""
        return tuple(dose for dose in self.doses if dose.medicine_id == medicine_id)
