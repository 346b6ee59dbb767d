"""What really happened with a dose. Late, partial, missed-for-want-of-a-record are computed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from diary_app.domain.moment import Moment
from diary_app.domain.quantity import Quantity
from diary_app.frozen import dataclass


class EnteredBy(StrEnum):
    """Who wrote the record."""

    ME = "me"
    CARER = "carer"


@dataclass(frozen=True)
class Taken:
    """A dose that was taken: `amount` at `taken_at`; None where nobody knows how much it was.

    `planned_at` is the slot it was bound to when it was logged, None for an extra dose. `by_time`:
    the slot was found by the time of the dose, not named by a person. `time_known` False: taken
    some time around `taken_at`. `confirmed`: a safety question was answered before it was stored.
    """

    id: str
    medicine_id: str
    amount: Quantity | None
    taken_at: Moment
    recorded_at: Moment
    planned_at: Moment | None = None
    time_known: bool = True
    confirmed: bool = False
    reason: str = ""
    note: str = ""
    entered_by: EnteredBy = EnteredBy.ME
    by_time: bool = False


@dataclass(frozen=True)
class Skipped:
    """A planned dose that the patient chose not to take, with a reason or without."""

    id: str
    medicine_id: str
    planned_at: Moment
    recorded_at: Moment
    reason: str = ""
    note: str = ""
    entered_by: EnteredBy = EnteredBy.ME


@dataclass(frozen=True)
class Missed:
    """A planned dose that was not taken: the patient said so. Not the same as not recorded."""

    id: str
    medicine_id: str
    planned_at: Moment
    recorded_at: Moment
    reason: str = ""
    note: str = ""
    entered_by: EnteredBy = EnteredBy.ME


Dose = Taken | Skipped | Missed


def moment_of(dose: Dose) -> Moment:
    """When the dose belongs in the record: taken time, else the planned time."""
    match dose:
        case Taken():
            return dose.taken_at
        case Skipped() | Missed():
            return dose.planned_at


def amounts_known(doses: Iterable[Taken]) -> list[Quantity]:
    """The amounts of those doses of which anybody knows how much they were."""
    return [dose.amount for dose in doses if dose.amount is not None]
