"""What an edit did, as facts: the trail keeps them, `wording.edits` says them in any language.

A deed names what it was done to as that stood then, so it can be said without reading the diary:
also when the medicine has another name now, or the record was removed.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from diary_app.domain.body_deeds import BodyDeed
from diary_app.domain.dose import Dose, Missed, Skipped, Taken, moment_of
from diary_app.domain.fall import Fall
from diary_app.domain.measure import Measure, Measurement
from diary_app.domain.medicine import Medicine
from diary_app.domain.moment import Moment
from diary_app.domain.person import PersonFact
from diary_app.domain.quantity import Quantity
from diary_app.domain.symptom import Answer, AnswerKind, Event, Note, Observation, SafetyCheck
from diary_app.domain.taper import PauseKind
from diary_app.frozen import dataclass

RecordValue = Dose | Observation | SafetyCheck | Note | Event | Fall | Measurement


class DoseOutcome(StrEnum):
    """What a dose record says of the dose."""

    TAKEN = "taken"
    SKIPPED = "skipped"
    MISSED = "missed"


@dataclass(frozen=True)
class NamedDose:
    """A dose record: its medicine's name, and the amount of a taken one. `at` as `moment_of`."""

    id: str
    medicine: str
    outcome: DoseOutcome
    amount: Quantity | None
    at: Moment


@dataclass(frozen=True)
class NamedSymptom:
    """An observation; `value` None: not rated on a scale; `number` is what was counted or measured,
    in `unit`.
    """

    id: str
    symptom: str
    value: int | None
    at: Moment
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class NamedCheck:
    """A safety check."""

    id: str
    at: Moment


@dataclass(frozen=True)
class NamedNote:
    """A note, without its words: those stand in the note alone."""

    id: str
    at: Moment


@dataclass(frozen=True)
class NamedEvent:
    """An event of one of the kinds of `symptom.Event`."""

    id: str
    event: str
    at: Moment


@dataclass(frozen=True)
class NamedFall:
    """A fall."""

    id: str
    at: Moment


@dataclass(frozen=True)
class NamedMeasure:
    """A clinic measure; `part` as in `Measurement`."""

    id: str
    measure: Measure
    value: int
    part: str
    at: Moment


NamedRecord = (
    NamedDose | NamedSymptom | NamedCheck | NamedNote | NamedEvent | NamedFall | NamedMeasure
)


def named(value: RecordValue, medicine: str = "") -> NamedRecord:
    """The record as a deed names it; `medicine` is the name of a dose's medicine."""
    match value:
        case Taken():
            return NamedDose(value.id, medicine, DoseOutcome.TAKEN, value.amount, moment_of(value))
        case Skipped():
            return NamedDose(value.id, medicine, DoseOutcome.SKIPPED, None, moment_of(value))
        case Missed():
            return NamedDose(value.id, medicine, DoseOutcome.MISSED, None, moment_of(value))
        case Observation():
            number = value.value if isinstance(value.value, Decimal) else None
            return NamedSymptom(value.id, value.symptom, value.rating, value.at, number, value.unit)
        case SafetyCheck():
            return NamedCheck(value.id, value.at)
        case Note():
            return NamedNote(value.id, value.at)
        case Event():
            return NamedEvent(value.id, value.kind, value.at)
        case Fall():
            return NamedFall(value.id, value.at)
        case Measurement():
            return NamedMeasure(value.id, value.measure, value.value, value.part, value.at)


@dataclass(frozen=True)
class Logged:
    """Records were stored: one, or the doses of one press."""

    records: tuple[NamedRecord, ...]


@dataclass(frozen=True)
class Corrected:
    """A record was corrected; it is named as it stands since."""

    record: NamedRecord


@dataclass(frozen=True)
class Removed:
    """A record was taken out of the log."""

    record: NamedRecord


@dataclass(frozen=True)
class Restored:
    """A removed record was put back."""

    record: NamedRecord


@dataclass(frozen=True)
class NamedMedicine:
    """A medicine by its id, and by its name then."""

    id: str
    name: str


def named_medicine(medicine: Medicine) -> NamedMedicine:
    """The medicine as a deed names it."""
    return NamedMedicine(medicine.id, medicine.name)


@dataclass(frozen=True)
class AddedMedicine:
    """A medicine came into the diary."""

    medicine: NamedMedicine


@dataclass(frozen=True)
class CorrectedMedicine:
    """Its name, form, strengths, reason or refill day was altered; named as it is since."""

    medicine: NamedMedicine


@dataclass(frozen=True)
class ChangedDose:
    """A new course begins on `since`."""

    medicine: NamedMedicine
    since: date


@dataclass(frozen=True)
class CorrectedCourse:
    """A course, which begins on `since` now, was altered in place."""

    medicine: NamedMedicine
    since: date


@dataclass(frozen=True)
class StoppedMedicine:
    """`since` is the first day without it."""

    medicine: NamedMedicine
    since: date


@dataclass(frozen=True)
class HeldMedicine:
    """On hold from `since` on."""

    medicine: NamedMedicine
    since: date


@dataclass(frozen=True)
class ResumedMedicine:
    """`since` is the first day with it again."""

    medicine: NamedMedicine
    since: date


@dataclass(frozen=True)
class CountedStock:
    """So many of one strength were here."""

    medicine: NamedMedicine
    strength: str
    count: Decimal


@dataclass(frozen=True)
class RefilledStock:
    """So many of one strength came."""

    medicine: NamedMedicine
    strength: str
    count: Decimal


@dataclass(frozen=True)
class FilledPump:
    """The pump was filled on `day`."""

    medicine: NamedMedicine
    day: date


@dataclass(frozen=True)
class AddedTaper:
    """The clinician's steps were written down; the first begins on `since`."""

    medicine: NamedMedicine
    since: date


@dataclass(frozen=True)
class CorrectedTaper:
    """Steps were altered in place."""

    medicine: NamedMedicine
    since: date


@dataclass(frozen=True)
class PausedTaper:
    """From `since` on the taper is held, gone back one step, or goes on."""

    medicine: NamedMedicine
    pause: PauseKind
    since: date


@dataclass(frozen=True)
class ChangedSettings:
    """Settings by their names in the file; not their values."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class MovedDayPart:
    """A part of the day is at another time from now on."""

    part: str
    at: time


@dataclass(frozen=True)
class AnsweredFlags:
    """Flags with one id were acknowledged or dismissed; `at` is when the newest was raised."""

    flag: str
    answer: AnswerKind
    at: Moment


@dataclass(frozen=True)
class AnsweredCheck:
    """One question of the safety check `id` was answered; `at` is the check's.

    `question` is the id of a symptom, or the key of a follow-up question.
    """

    id: str
    question: str
    answer: Answer
    at: Moment


@dataclass(frozen=True)
class AnsweredReading:
    """How a text was read was confirmed (acknowledged) or denied; `at` is the text's."""

    symptom: str
    answer: AnswerKind
    at: Moment


@dataclass(frozen=True)
class AnsweredFact:
    """A fact about the person was answered; not what the answer was."""

    fact: PersonFact


@dataclass(frozen=True)
class AskedQuestion:
    """A question for the doctor was written down."""

    id: str
    words: str


@dataclass(frozen=True)
class FinishedQuestion:
    """A question for the doctor is done."""

    id: str
    words: str


@dataclass(frozen=True)
class EnteredVisit:
    """The patient saw the doctor on `day`."""

    id: str
    day: date


@dataclass(frozen=True)
class Imported:
    """`rows` rows of another diary came in."""

    rows: int


@dataclass(frozen=True)
class SameMedicine:
    """Two medicines of diaries made apart that are one: the id that is kept, and the other."""

    kept: str
    other: str


@dataclass(frozen=True)
class JoinedCopy:
    """Another copy of the diary was brought in, `rows` of its rows with it.

    `seen` are the keys of the entries of its trail that this copy did not know, `passed` what was
    between them, so that what was decided is not asked again: see `domain/join_side.py`.
    """

    rows: int
    seen: tuple[str, ...]
    same: tuple[SameMedicine, ...]
    passed: tuple[str, ...]


@dataclass(frozen=True)
class ImportedFrom:
    """`rows` records came in from a file of the program `program`; `file` is its name."""

    program: str
    file: str
    rows: int


@dataclass(frozen=True)
class Rescued:
    """So many records were saved from a damaged file whose trail does not tell of them."""

    rows: int


@dataclass(frozen=True)
class MadeDemo:
    """Made-up records were put into an empty diary."""


@dataclass(frozen=True)
class Labelled:
    """An edit of a version that kept an English label in place of facts."""

    label: str


Deed = (
    Logged
    | Corrected
    | Removed
    | Restored
    | AddedMedicine
    | CorrectedMedicine
    | ChangedDose
    | CorrectedCourse
    | StoppedMedicine
    | HeldMedicine
    | ResumedMedicine
    | CountedStock
    | RefilledStock
    | FilledPump
    | AddedTaper
    | CorrectedTaper
    | PausedTaper
    | ChangedSettings
    | MovedDayPart
    | AnsweredFlags
    | AnsweredCheck
    | AnsweredReading
    | AnsweredFact
    | AskedQuestion
    | FinishedQuestion
    | EnteredVisit
    | Imported
    | JoinedCopy
    | ImportedFrom
    | Rescued
    | MadeDemo
    | Labelled
    | BodyDeed
)
