"""What a file of another program says, before anything is decided about it: plain rows.

A naive datetime is a clock on a wall that the file does not name; an aware one is an instant; a
bare date has no time. `row` is the line of the file (its header is 1), or the place in its list.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.dose import Dose
from diary_app.domain.fall import Fall
from diary_app.domain.helped import Helped
from diary_app.domain.measure import Goal, Measurement
from diary_app.domain.schedule import Schedule
from diary_app.domain.symptom import Event, Note, Observation, SafetyCheck
from diary_app.domain.tracked import Tracked
from diary_app.frozen import dataclass

At = datetime | date


@dataclass(frozen=True)
class ForeignDose:
    """A dose: `amount` as it was written ("" for none), `key` what names it in that program.

    `planned` is the slot it answers there; `clock` the slot's time on the local day of `at`, where
    that is all the file says. `time_known` False: only the day or the slot is known.
    """

    row: int
    medicine: str
    outcome: DoseOutcome
    amount: str
    at: At
    planned: datetime | None = None
    time_known: bool = True
    reason: str = ""
    note: str = ""
    key: str = ""
    clock: time | None = None
    utc_day: date | None = None


@dataclass(frozen=True)
class ForeignObservation:
    """A value of something felt or counted, as it was written; "" for present and not rated.

    `scale` and `unit` are what the file says of it, "" for nothing.
    """

    row: int
    name: str
    value: str
    at: At
    scale: str = ""
    note: str = ""
    key: str = ""
    unit: str = ""


@dataclass(frozen=True)
class ForeignNote:
    """Words of the patient."""

    row: int
    text: str
    at: At
    key: str = ""


@dataclass(frozen=True)
class ForeignMedicine:
    """A medicine with the plan it had there: `schedule` None where it cannot be read.

    `[since, until)` are its days, None where the file does not say. `why` says what of its plan
    was not understood.
    """

    row: int
    name: str
    schedule: Schedule | None = None
    since: date | None = None
    until: date | None = None
    note: str = ""
    why: str = ""


OwnValue = Observation | SafetyCheck | Note | Event | Fall | Measurement | Helped | Tracked | Goal


@dataclass(frozen=True)
class OwnRecord:
    """A record of a file that this program wrote: whole, under its own id."""

    row: int
    value: OwnValue


@dataclass(frozen=True)
class OwnDose:
    """A dose of such a file. Its medicine is known by its name alone."""

    row: int
    medicine: str
    dose: Dose


@dataclass(frozen=True)
class NotUnderstood:
    """A row that was not understood: `why` is a kind, `given` what stood there."""

    row: int
    why: str
    given: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A row that is no record: unanswered, deleted, a notice."""

    row: int


ForeignRow = (
    ForeignDose
    | ForeignObservation
    | ForeignNote
    | ForeignMedicine
    | OwnRecord
    | OwnDose
    | NotUnderstood
    | LeftOut
)


@dataclass(frozen=True)
class ForeignFile:
    """All rows of a file of the program `format`; `version` and `holds` as the file says them."""

    format: str
    rows: tuple[ForeignRow, ...]
    version: str = ""
    holds: tuple[str, ...] = ()

    def medicines(self) -> tuple[str, ...]:
        """The names of medicines in it, each once, in their order."""
        named = (
            row.name if isinstance(row, ForeignMedicine) else row.medicine
            for row in self.rows
            if isinstance(row, ForeignMedicine | ForeignDose | OwnDose)
        )
        return tuple(dict.fromkeys(named))

    def unscaled(self) -> tuple[str, ...]:
        """The names whose numbers have no scale in the file, each once."""
        return tuple(
            dict.fromkeys(
                row.name
                for row in self.rows
                if isinstance(row, ForeignObservation) and not row.scale and row.value
            )
        )

    def needs_zone(self) -> bool:
        """Whether a moment in it is of a clock that the file does not name."""
        return any(
            (isinstance(row, ForeignDose) and row.clock is not None)
            or any(map(_is_local, _moments(row)))
            for row in self.rows
        )

    def scaled(self, scales: dict[str, str]) -> ForeignFile:
        """With the scales that a person said; numbers that are mg are doses of that name."""
        return replace(self, rows=tuple(_scaled(row, scales) for row in self.rows))


def _moments(row: ForeignRow) -> tuple[At, ...]:
    match row:
        case ForeignDose(at=at, planned=planned):
            return (at,) if planned is None else (at, planned)
        case ForeignObservation(at=at) | ForeignNote(at=at):
            return (at,)
        case _:
            return ()


def _is_local(at: At) -> bool:
    return not isinstance(at, datetime) or at.tzinfo is None


def _scaled(row: ForeignRow, scales: dict[str, str]) -> ForeignRow:
    if not isinstance(row, ForeignObservation) or row.scale or row.name not in scales:
        return row
    scale = scales[row.name]
    if scale != "mg":
        return replace(row, scale=scale)
    outcome = DoseOutcome.TAKEN
    known = isinstance(row.at, datetime)
    return ForeignDose(
        row.row, row.name, outcome, f"{row.value} mg", row.at, None, known, "", row.note, row.key
    )
