"""Changing one record: what it says, or taking it out of the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Note, Observation
from diary_app.services import medicines, records, symptoms
from diary_app.services.records import Record
from diary_app.text import _
from diary_app.ui.panels.dose import DoseEntry, DosePanel
from diary_app.ui.panels.observation import ObservationForm
from diary_app.ui.parts.dosing import Dosing
from diary_app.ui.parts.symptom_tiles import pad_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.fields import LineField, NoteField, field, read
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import clock, near_moment, short_full_day, stamp
from diary_app.wording.doses import dose_words
from diary_app.wording.symptoms import entry_of, name_of, value_words


class RecordEditor(QObject):
    """Holds which record is being changed and builds its panel."""

    altered = Signal()

    def __init__(self, session: Session, dosing: Dosing) -> None:
        super().__init__(session)
        self._session, self._dosing = session, dosing
        self.open_id = ""
        self._whole = False  # where and how long stand in the panel too
        self._fresh = False
        self._first: QWidget | None = None
        self._closed = ""  # the record whose panel has just been closed
        self._back: QWidget | None = None  # its Change…

    def open(self, id: str) -> None:
        """Begin to change the record `id`."""
        self.open_id, self._fresh, self._whole = id, True, False
        self.altered.emit()

    def _open_whole(self) -> None:
        self._whole = self._fresh = True
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
            lambda entry: self._change_taken(dose, entry),
            amount=dose.amount,
            taken_at=dose.taken_at,
            note=dose.note,
            record=dose.id,
        )
        panel.left.connect(self.close)
        panel.add(
            row(
                self._remove_button(
                    record, dose_words(dose, plan.medicine.name, self._session.today)
                )
            )
        )
        self._first = panel.first()
        return panel

    def _change_taken(self, dose: Taken, entry: DoseEntry) -> bool:
        plan = medicines.plan_of(self._session.diary, dose.medicine_id)
        after = replace(
            dose,
            amount=entry.amount,
            taken_at=entry.at,
            time_known=entry.time_known,
            note=entry.note,
        )
        return self._dosing.change(plan.medicine, dose, after, sure=entry.sure)

    def _left_out(self, record: Record, dose: Skipped | Missed) -> QWidget:
        plan = medicines.plan_of(self._session.diary, dose.medicine_id)
        name = dose_words(dose, plan.medicine.name, self._session.today)
        reason = LineField(_("Reason, {name}").format(name=name), dose.reason, units=560)

        def store() -> bool:
            after = replace(dose, reason=reason.text().strip())
            return self._dosing.change(plan.medicine, dose, after)

        def took() -> bool:
            at = dose.planned_at
            done = self._dosing.take(plan.medicine, None, at, at, typed=True)
            return done or self._dosing.asked is not None

        form = self._form(name, store)
        taken = Button(
            _("Taken at {time} after all").format(time=clock(dose.planned_at)), about=name
        )
        taken.chosen.connect(lambda: form.attempt(took))
        form.add(form.title(name), field(_("Reason (if you like)"), row(reason, form.save())))
        form.add(form.problem, row(taken, self._remove_button(record, name)))
        self._first = reason
        return form

    def _observation(self, record: Record, seen: Observation) -> QWidget:
        label = name_of(seen.symptom, self._session.diary.knowledge)
        entry = entry_of(seen.symptom, self._session.diary.knowledge)
        told = self._whole or bool(seen.regions) or seen.lasting
        if entry is not None and (told or entry.scale.is_open):
            whole = ObservationForm(self._session, entry, lambda: seen.at, self.close, seen)
            whole.add(row(self._remove_button(record, label)))
            self._first = whole.first()
            return whole
        typed = LineField(_("Time, {name}").format(name=label), units=280)
        typed.setText(stamp(seen.at))

        def store(value: int | Decimal | None) -> bool:
            after = replace(seen, value=value, at=self._moment(typed, seen.at))
            return self._session.store(
                lambda: symptoms.change_observation(self._session.diary, after),
                _("Changed: {symptom}, {time}.").format(
                    symptom=label, time=near_moment(after.at, self._session.today)
                ),
            )

        form = self._form(label, lambda: store(seen.value))
        self._first = typed
        if entry is None or entry.scale.is_open:
            form.add(form.title(label))
        else:  # the pad has its title and its Back
            pad = pad_of(entry, _("Was {value}.").format(value=value_words(entry, seen.value)))
            pad.rated.connect(lambda value: form.attempt(lambda: store(value)))
            pad.left.connect(self.close)
            pad.offer_more(_("Where, how long…") if entry.regions else _("How long…"))
            pad.more.connect(self._open_whole)
            form.add(pad)
            self._first = pad.first()
        save = form.save(_("Save the time"))
        form.add(field(_("When was it?"), row(typed, save)), form.problem)
        form.add(row(self._remove_button(record, label)))
        return form

    def _note(self, record: Record, note: Note) -> QWidget:
        text = NoteField(_("Your note"), note.text, lines=5)

        def store() -> bool:
            return self._session.store(
                lambda: symptoms.change_note(self._session.diary, note, text.toPlainText()),
                _("Changed: your note."),
            )

        form = self._form(_("note"), store)
        buttons = row(form.save(), self._remove_button(record, _("note")))
        title = Runs(_("Note"), "words")
        form.add(row(title, form.back(about=_("Note")), grow=title), text, form.problem, buttons)
        self._first = text
        return form

    def _other(self, record: Record) -> QWidget:
        name = f"{short_full_day(record.at.day)} {clock(record.at)}"
        form = self._form(name, lambda: False)
        back = self._first = form.back()
        title = Runs(name, "words")
        form.add(row(title, back, grow=title), row(self._remove_button(record, name)))
        return form

    def _form(self, about: str, store: Callable[[], bool]) -> InputForm:
        form = InputForm(about, "plain", store=store, draft=f"record {self.open_id}")
        form.left.connect(self.close)
        return form

    def _remove_button(self, record: Record, name: str) -> Button:
        button = Button(_("Remove from the log"), about=name)

        def remove() -> None:
            done = self._session.save(
                lambda: records.remove(self._session.diary, record),
                _("Removed: {name}. It can be put back.").format(name=name),
            )
            if done:
                self.close()

        button.chosen.connect(remove)
        return button

    def _moment(self, typed: LineField, before: Moment) -> Moment:
        if typed.text() == stamp(before):
            return before  # to the second, which the words do not say
        return read(typed, lambda text: self._session.read_time(text, before.day))
