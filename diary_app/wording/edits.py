"""An edit, named with what it was done to: `baclofen 10 mg, 24 Nov 20:00: logged`."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.domain.body_deeds import BodyDeed
from diary_app.domain.deeds import (
    AddedMedicine,
    AddedTaper,
    AnsweredCheck,
    AnsweredFact,
    AnsweredFlags,
    AnsweredReading,
    AskedQuestion,
    ChangedDose,
    ChangedSettings,
    Corrected,
    CorrectedCourse,
    CorrectedMedicine,
    CorrectedTaper,
    CountedStock,
    Deed,
    DoseOutcome,
    EnteredVisit,
    FilledPump,
    FinishedQuestion,
    HeldMedicine,
    Imported,
    ImportedFrom,
    JoinedCopy,
    Labelled,
    Logged,
    MadeDemo,
    MovedDayPart,
    NamedCheck,
    NamedDose,
    NamedEvent,
    NamedFall,
    NamedMeasure,
    NamedNote,
    NamedRecord,
    NamedSymptom,
    PausedTaper,
    RefilledStock,
    Removed,
    Rescued,
    Restored,
    ResumedMedicine,
    StoppedMedicine,
)
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.symptom import AnswerKind
from diary_app.domain.taper import PauseKind
from diary_app.text import _, ngettext, small
from diary_app.wording.body_edits import body_words
from diary_app.wording.days import day_words, moment_words
from diary_app.wording.events import event_name
from diary_app.wording.imports import import_words
from diary_app.wording.measures import measured_words
from diary_app.wording.person import fact_name
from diary_app.wording.settings import setting_names
from diary_app.wording.symptoms import answer_word, name_of, question_name, rating_of
from diary_app.wording.writing import amount_words, clock_words, number_words

_LONGEST = 60  # of a question's own words


def edit_words(deed: Deed, year: int, knowledge: Sequence[KnowledgeBase]) -> str:
    """The edit in one line; a day of another year than `year` says its own."""
    return _Edit(year, knowledge).words(deed)


def entry_words(kind: str, deed: Deed, year: int, knowledge: Sequence[KnowledgeBase]) -> str:
    """An entry of the trail: the edit, or that it was undone or redone."""
    said = edit_words(deed, year, knowledge)
    match kind:
        case "undo":
            return _("Undo: {edit}").format(edit=said)
        case "redo":
            return _("Redo: {edit}").format(edit=said)
        case _:
            return said


class _Edit:
    """Says deeds; holds what all of them need."""

    def __init__(self, year: int, knowledge: Sequence[KnowledgeBase]) -> None:
        self._year, self._knowledge = year, knowledge

    def words(self, deed: Deed) -> str:
        if isinstance(deed, BodyDeed):
            return body_words(deed, self._year, self._knowledge)
        match deed:
            case Logged() | Corrected() | Removed() | Restored():
                return self._of_records(deed)
            case (
                ChangedSettings()
                | MovedDayPart()
                | EnteredVisit()
                | Imported()
                | ImportedFrom()
                | JoinedCopy()
                | Rescued()
                | MadeDemo()
            ):
                return self._of_diary(deed)
            case CountedStock() | RefilledStock() | FilledPump():
                return self._of_stock(deed)
            case AddedTaper() | CorrectedTaper() | PausedTaper():
                return self._of_taper(deed)
            case AnsweredFact(fact=fact):
                return _("{fact}: answered").format(fact=fact_name(fact))
            case AnsweredCheck(question=question, answer=answer, at=at):
                return _("Safety check, {at}: {question}, {answer}").format(
                    at=moment_words(at, self._year),
                    question=question_name(question, self._knowledge),
                    answer=small(answer_word(answer)),
                )
            case AnsweredFlags() | AnsweredReading() | AskedQuestion() | FinishedQuestion():
                return self._of_answers(deed)
            case Labelled(label=label):
                return label
            case _:
                return self._of_medicine(deed)

    def _of_diary(
        self,
        deed: ChangedSettings
        | MovedDayPart
        | EnteredVisit
        | Imported
        | ImportedFrom
        | JoinedCopy
        | Rescued
        | MadeDemo,
    ) -> str:
        match deed:
            case EnteredVisit(day=day):
                words = _("{day}: visit to the doctor entered")
                return words.format(day=day_words(day, self._year))
            case ChangedSettings(names=names):
                return _("Settings changed: {names}").format(names=setting_names(names))
            case MovedDayPart(part=part, at=at):
                words = _("Part of the day moved: {part}, {time}")
                return words.format(part=part, time=clock_words(at))
            case Imported(rows=rows):
                return ngettext("Import of {n} row", "Import of {n} rows", rows).format(n=rows)
            case ImportedFrom(program=program, file=file, rows=rows):
                return import_words(program, file, rows)
            case JoinedCopy(rows=rows):
                return ngettext(
                    "Joined with another copy: {n} change",
                    "Joined with another copy: {n} changes",
                    rows,
                ).format(n=rows)
            case Rescued(rows=rows):
                return ngettext(
                    "{n} record saved from a damaged file",
                    "{n} records saved from a damaged file",
                    rows,
                ).format(n=rows)
            case MadeDemo():
                return _("Demo diary made")

    def _of_records(self, deed: Logged | Corrected | Removed | Restored) -> str:
        match deed:
            case Logged(records=(record,)):
                return self._logged(record)
            case Logged(records=records):
                return self._several(records)
            case Corrected(record=record):
                return _("{record}: corrected").format(record=self._record(record))
            case Removed(record=record):
                return _("{record}: removed").format(record=self._record(record))
            case Restored(record=record):
                return _("{record}: put back").format(record=self._record(record))

    def _logged(self, record: NamedRecord) -> str:
        said = self._record(record)
        match record:
            case NamedDose(outcome=DoseOutcome.SKIPPED):
                return _("{record}: skipped").format(record=said)
            case NamedDose(outcome=DoseOutcome.MISSED):
                return _("{record}: missed").format(record=said)
            case NamedNote():
                return _("{record}: written").format(record=said)
            case _:
                return _("{record}: logged").format(record=said)

    def _several(self, records: tuple[NamedRecord, ...]) -> str:
        if not records:
            return _("Nothing logged")
        return ngettext(
            "{first} and {n} more: logged", "{first} and {n} more: logged", len(records) - 1
        ).format(first=self._record(records[0]), n=len(records) - 1)

    def _record(self, record: NamedRecord) -> str:
        at = moment_words(record.at, self._year)
        match record:
            case NamedDose(medicine=medicine, amount=amount):
                if amount is None:
                    return _("{medicine}, {at}").format(medicine=medicine, at=at)
                return _("{medicine} {amount}, {at}").format(
                    medicine=medicine, amount=amount_words(amount), at=at
                )
            case NamedSymptom(symptom=symptom, value=value, number=number, unit=unit):
                said = value if number is None else number
                return _("{symptom} {rating}, {at}").format(
                    symptom=name_of(symptom, self._knowledge),
                    rating=rating_of(symptom, said, self._knowledge, unit),
                    at=at,
                )
            case NamedCheck():
                return _("Safety check, {at}").format(at=at)
            case NamedNote():
                return _("Note, {at}").format(at=at)
            case NamedEvent(event=kind):
                return _("{event}, {at}").format(event=event_name(kind), at=at)
            case NamedFall():
                return _("Fall, {at}").format(at=at)
            case NamedMeasure(measure=measure, value=number, part=part):
                return _("{measure}, {at}").format(
                    measure=measured_words(measure, number, part), at=at
                )

    def _of_medicine(
        self,
        deed: AddedMedicine
        | CorrectedMedicine
        | ChangedDose
        | CorrectedCourse
        | StoppedMedicine
        | HeldMedicine
        | ResumedMedicine,
    ) -> str:
        name = deed.medicine.name
        match deed:
            case AddedMedicine():
                return _("{medicine}: added").format(medicine=name)
            case CorrectedMedicine():
                return _("{medicine}: corrected").format(medicine=name)
            case ChangedDose():
                words = _("{medicine}: dose changed from {day}")
            case CorrectedCourse():
                words = _("{medicine}: plan from {day} corrected")
            case StoppedMedicine():
                words = _("{medicine}: stopped from {day}")
            case HeldMedicine():
                words = _("{medicine}: on hold from {day}")
            case _:
                words = _("{medicine}: taken again from {day}")
        return words.format(medicine=name, day=day_words(deed.since, self._year))

    def _of_stock(self, deed: CountedStock | RefilledStock | FilledPump) -> str:
        match deed:
            case FilledPump(medicine=medicine, day=day):
                return _("{medicine}: pump filled on {day}").format(
                    medicine=medicine.name, day=day_words(day, self._year)
                )
            case CountedStock():
                words = _("{medicine}, {strength}: counted, {count}")
            case _:
                words = _("{medicine}, {strength}: refilled, {count}")
        return words.format(
            medicine=deed.medicine.name,
            strength=amount_words(deed.strength),
            count=number_words(deed.count),
        )

    def _of_taper(self, deed: AddedTaper | CorrectedTaper | PausedTaper) -> str:
        match deed:
            case AddedTaper():
                words = _("{medicine}: steps from {day} written down")
            case CorrectedTaper():
                words = _("{medicine}: steps from {day} corrected")
            case PausedTaper(pause=PauseKind.HOLD):
                words = _("{medicine}: steps on hold from {day}")
            case PausedTaper(pause=PauseKind.BACK):
                words = _("{medicine}: one step back from {day}")
            case _:
                words = _("{medicine}: steps go on from {day}")
        return words.format(medicine=deed.medicine.name, day=day_words(deed.since, self._year))

    def _of_answers(
        self, deed: AnsweredFlags | AnsweredReading | AskedQuestion | FinishedQuestion
    ) -> str:
        match deed:
            case AnsweredFlags(flag=id, answer=AnswerKind.ACKNOWLEDGED):
                words = _("{flag}, {at}: flag acknowledged")
                return words.format(flag=self._name(id), at=moment_words(deed.at, self._year))
            case AnsweredFlags(flag=id):
                words = _("{flag}, {at}: flag dismissed")
                return words.format(flag=self._name(id), at=moment_words(deed.at, self._year))
            case AnsweredReading(symptom=id, answer=AnswerKind.ACKNOWLEDGED):
                words = _("{symptom}, {at}: read right")
                return words.format(symptom=self._name(id), at=moment_words(deed.at, self._year))
            case AnsweredReading(symptom=id):
                words = _("{symptom}, {at}: read wrong")
                return words.format(symptom=self._name(id), at=moment_words(deed.at, self._year))
            case AskedQuestion(words=question):
                return _("Question “{question}”: written").format(question=_short(question))
            case FinishedQuestion(words=question):
                return _("Question “{question}”: done").format(question=_short(question))

    def _name(self, id: str) -> str:
        return name_of(id, self._knowledge)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
