"""Changing one record: what it says, or taking it out of the log."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.moment import Moment
from diary_app.domain.refusal import Refused
from diary_app.domain.symptom import Note, Observation
from diary_app.errors import DiaryError
from diary_app.services import medicines, records, symptoms
from diary_app.services.records import Record
from diary_app.text import _
from diary_app.ui.panels.dose import DoseEntry, DosePanel
from diary_app.ui.parts.dosing import Dosing
from diary_app.ui.parts.symptom_tiles import pad_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, row
from diary_app.ui.widgets.fields import LineField, NoteField, field
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import clock, near_moment, short_full_day
from diary_app.wording.doses import dose_words
from diary_app.wording.refusals import in_words
from diary_app.wording.symptoms import entry_of, name_of


class RecordEditor(QObject):
    """Holds which record is being changed and builds its panel."""

    altered = Signal()

    def __init__(self, session: Session, dosing: Dosing) -> None:
        super().__init__(session)
        self._session, self._dosing = session, dosing
        self.open_id = ""
        self._fresh = False
        self._first: QWidget | None = None
        self._closed = ""  # the record whose panel has just been closed
        self._back: QWidget | None = None  # its Change…

    def open(self, id: str) -> None:
        """Begin to change the record `id`."""
        self.open_id, self._fresh = id, True
        self.altered.emit()

    def close(self) -> None:
        """Leave the panel: nothing is being changed."""
        self._closed, self._back, self.open_id = self.open_id, None, ""
        self.altered.emit()

    def take_focus(self) -> QWidget | None:
        """The first control of a panel that has just been opened; Change… of one just closed."""
        if self._fresh:
            self._fresh = False
            return self._first
        self._closed, back, self._back = "", self._back, None
        return back

    def add_row(self, id: str, change: QWidget) -> None:
        """A row of the list with the button that opens the panel of its record."""
        if id == self._closed:
            self._back = change

    def build(self) -> QWidget:
        """The panel of the open record."""
        record = records.find(self._session.diary, self.open_id)
        match record.value:
            case Taken() as dose:
                return self._taken(record, dose)
            case Skipped() | Missed() as dose:
                return self._left_out(record, dose)
            case Observation() as seen:
                return self._observation(record, seen)
            case Note() as note:
                return self._note(record, note)
            case _:
                return self._other(record)

    def _taken(self, record: Record, dose: Taken) -> QWidget:
        plan = medicines.plan_of(self._session.diary, dose.medicine_id)
        panel = DosePanel(
            plan.medicine,
            None,
            dose.planned_at,
            self._session.now(),
            lambda text: self._session.read_time(text, dose.taken_at.day),
            amount=dose.amount,
            taken_at=dose.taken_at,
            note=dose.note,
        )
        panel.entered.connect(lambda entry: self._change_taken(dose, entry))
        panel.left.connect(self.close)
        panel.add(self._removal(record, dose_words(dose, plan.medicine.name)))
        self._first = panel.first()
        return panel

    def _change_taken(self, dose: Taken, entry: DoseEntry) -> None:
        plan = medicines.plan_of(self._session.diary, dose.medicine_id)
        after = replace(
            dose,
            amount=entry.amount,
            taken_at=entry.at,
            time_known=entry.time_known,
            note=entry.note,
        )
        if self._dosing.change(plan.medicine, dose, after) or self._dosing.asked is not None:
            self.close()

    def _left_out(self, record: Record, dose: Skipped | Missed) -> QWidget:
        plan = medicines.plan_of(self._session.diary, dose.medicine_id)
        name = dose_words(dose, plan.medicine.name)
        card = Card(gap=14)
        reason = LineField(_("Reason, {name}").format(name=name), dose.reason, units=560)
        save = Button(_("Save"), about=name)

        def store() -> None:
            after = replace(dose, reason=reason.text().strip())
            if self._dosing.change(plan.medicine, dose, after):
                self.close()

        def took() -> None:
            done = self._dosing.take(plan.medicine, None, dose.planned_at, dose.planned_at)
            if done or self._dosing.asked is not None:
                self.close()

        save.chosen.connect(store)
        reason.entered.connect(store)
        taken = Button(
            _("Taken at {time} after all").format(time=clock(dose.planned_at)), about=name
        )
        taken.chosen.connect(took)
        card.add(self._title(name), field(_("Reason (if you like)"), row(reason, save)))
        card.add(row(taken, self._remove_button(record, name)))
        self._first = reason
        return card

    def _observation(self, record: Record, seen: Observation) -> QWidget:
        label = name_of(seen.symptom, self._session.diary.knowledge)
        entry = entry_of(seen.symptom, self._session.diary.knowledge)
        card = Card(gap=14)
        card.add(self._title(label))
        at = LineField(
            _("Time, {name}").format(name=label),
            near_moment(seen.at, self._session.today),
            units=280,
        )
        at.setText(seen.at.local.strftime("%Y-%m-%d %H:%M"))
        problem = Runs("", "warn")
        problem.hide()

        def store(value: int | None) -> None:
            moment = self._moment(at, problem, seen.at)
            if moment is None:
                return
            after = replace(seen, value=value, at=moment)
            done = self._session.save(
                lambda: symptoms.change_observation(self._session.diary, after),
                _("Changed: {symptom}.").format(symptom=label),
            )
            if done:
                self.close()

        if entry is not None:
            pad = pad_of(entry, _("Was {value}.").format(value=seen.value))
            pad.rated.connect(store)
            pad.left.connect(self.close)
            card.add(pad)
            self._first = pad.first()
        save = Button(_("Save the time"), about=label)
        save.chosen.connect(lambda: store(seen.value))
        at.entered.connect(lambda: store(seen.value))
        card.add(field(_("When was it?"), row(at, save)), problem)
        card.add(self._removal(record, label))
        return card

    def _note(self, record: Record, note: Note) -> QWidget:
        card = Card(gap=14)
        text = NoteField(_("Your note"), note.text, lines=5)
        save = Button(_("Save"), about=_("note"))

        def store() -> None:
            done = self._session.save(
                lambda: symptoms.change_note(self._session.diary, note, text.toPlainText()),
                _("Changed: your note."),
            )
            if done:
                self.close()

        save.chosen.connect(store)
        card.add(self._title(_("Note")), text, row(save, self._remove_button(record, _("note"))))
        self._first = text
        return card

    def _other(self, record: Record) -> QWidget:
        card = Card(gap=14)
        name = f"{short_full_day(record.at.day)} {clock(record.at)}"
        card.add(self._title(name), self._removal(record, name))
        return card

    def _title(self, name: str) -> QWidget:
        title = Runs(name, "words")
        back = way(_("Back"), "plain", about=name)
        back.chosen.connect(self.close)
        self._first = back
        return row(title, back, grow=title)

    def _removal(self, record: Record, name: str) -> QWidget:
        return row(self._remove_button(record, name))

    def _remove_button(self, record: Record, name: str) -> Button:
        button = Button(_("Take out of the log"), about=name)

        def remove() -> None:
            done = self._session.save(
                lambda: records.remove(self._session.diary, record),
                _("Taken out: {name}. It can be put back.").format(name=name),
            )
            if done:
                self.close()

        button.chosen.connect(remove)
        return button

    def _moment(self, typed: LineField, problem: Runs, before: Moment) -> Moment | None:
        if typed.text() == before.local.strftime("%Y-%m-%d %H:%M"):
            return before
        try:
            return self._session.read_time(typed.text(), before.day)
        except (Refused, DiaryError) as error:
            typed.mark(bad=True)
            problem.show_runs(str(in_words(error)))
            problem.show()
            return None
