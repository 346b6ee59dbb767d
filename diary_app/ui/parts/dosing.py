"""Answering planned doses: the same presses on Today, History and the list of open days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.dose import Dose, Taken
from diary_app.domain.medicine import Medicine
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity
from diary_app.domain.sheet import Line
from diary_app.services import doses, medicines
from diary_app.services.doses import Doubtful, Remarks
from diary_app.text import _, ngettext
from diary_app.ui.panels.dose import DoseEntry, LeftOut
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import clock_or_moment
from diary_app.wording.doses import dose_words, question_words
from diary_app.wording.writing import amount_words


@dataclass(frozen=True, slots=True)
class AskedDose:
    """A dose that a check asked about, and how to store it all the same."""

    doubt: Doubtful
    store: Callable[[], bool]
    form: str  # whose words they are, "" for a press without a form


class Dosing(QObject):
    """The verbs on doses with their words for the undo bar.

    Where a check asks before storing, `asked` holds what was asked until it is answered.
    """

    altered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.asked: AskedDose | None = None
        self._fresh = False  # whether it has just been asked
        self._back: QWidget | None = None

    def take_focus(self) -> QWidget | None:
        """Do not save, where a check has just asked: the question must not be answered unread."""
        fresh, self._fresh = self._fresh, False
        return self._back if fresh else None

    def take(
        self,
        medicine: Medicine,
        amount: Quantity | None = None,
        at: Moment | None = None,
        planned: Moment | None = None,
        note: str = "",
        time_known: bool = True,
        *,
        typed: bool = False,
    ) -> bool:
        """Store a taken dose. False where it was asked about or could not be stored.

        Where it was `typed` into a form, the form says what is not accepted: BadInput passes on.
        """
        keep = self._session.store if typed else self._session.save

        def store(confirm: bool) -> bool:
            diary = self._session.diary
            plan = medicines.plan_of(diary, medicine.id)
            said = Remarks(note=note, entered_by=self._session.entered_by)
            return keep(
                lambda: doses.take(diary, plan, amount, at, planned, said, time_known, confirm),
                lambda dose: saved_runs(medicine, dose, self._session.today),
            )

        return self._ask_or(store)

    def enter(self, medicine: Medicine, planned: Moment | None, entry: DoseEntry) -> bool:
        """Store what a form was told, which asks itself: Doubtful and BadInput pass on to it."""
        diary = self._session.diary
        plan = medicines.plan_of(diary, medicine.id)
        said = Remarks(note=entry.note, entered_by=self._session.entered_by)
        return self._session.store(
            lambda: doses.take(
                diary, plan, entry.amount, entry.at, planned, said, entry.time_known, entry.sure
            ),
            lambda dose: saved_runs(medicine, dose, self._session.today),
        )

    def take_all(self, lines: Sequence[Line]) -> bool:
        """Store all `lines` as taken now, in one step."""

        def store(confirm: bool) -> bool:
            diary = self._session.diary
            slots = [(self._plan(one), one.slot) for one in lines]
            said = Remarks(entered_by=self._session.entered_by)
            return self._session.save(
                lambda: doses.take_all(diary, slots, confirm, said), taken_words
            )

        return self._ask_or(store)

    def answer_all(self, lines: Sequence[Line], *, taken: bool) -> bool:
        """Store past `lines` as taken at their planned times, or as missed, in one step."""
        diary = self._session.diary
        slots = [(self._plan(one), one.slot) for one in lines]
        said = Remarks(entered_by=self._session.entered_by)
        return self._session.save(
            lambda: doses.answer_all(diary, slots, taken, said),
            lambda found: answered_words(found, taken),
        )

    def skip(self, line: Line) -> bool:
        """Store a skipped dose."""
        return self.left_out(line, LeftOut(on_purpose=True))

    def miss(self, line: Line) -> bool:
        """Store a dose that was forgotten."""
        return self.left_out(line, LeftOut(on_purpose=False))

    def left_out(self, line: Line, said: LeftOut) -> bool:
        """Store a dose that was skipped or forgotten, with the reason given."""
        diary, plan, name = self._session.diary, self._plan(line), line.medicine.name
        verb = doses.skip if said.on_purpose else doses.miss
        with_it = Remarks(reason=said.reason, entered_by=self._session.entered_by)
        return self._session.save(
            lambda: verb(diary, plan, line.slot.at, with_it),
            lambda dose: _("Saved: {dose}.").format(
                dose=dose_words(dose, name, self._session.today)
            ),
        )

    def change(self, medicine: Medicine, before: Dose, after: Dose, *, sure: bool = False) -> bool:
        """Correct a record, as a form tells it. Doubtful and BadInput pass on to the form."""

        def verb() -> Dose:
            doses.change(self._session.diary, before, after, sure)
            return after

        return self._session.store(
            verb, lambda dose: changed_words(medicine, dose, self._session.today)
        )

    def card(self) -> QWidget | None:
        """What a check asks before a dose is stored, None where nothing is asked."""
        if self.asked is None:
            return None
        asked = self.asked
        card = InputForm("", "warn", gap=12)
        card.stores_for = asked.form
        card.left.connect(self._drop)
        for question in asked.doubt.asked:
            card.add(Runs(question_words(question), "warn"))
        amount = amount_words(asked.doubt.dose.amount)
        store = Button(_("Save {amount} anyway").format(amount=amount), "warn")
        store.chosen.connect(lambda: card.attempt(asked.store))
        back = self._back = way(_("Do not save"), "plain")
        back.chosen.connect(self._drop)
        card.add(card.problem, row(store, back))
        return card

    def _plan(self, line: Line) -> Plan:
        return medicines.plan_of(self._session.diary, line.medicine.id)

    def _ask_or(self, store: Callable[[bool], bool]) -> bool:
        try:
            return store(False)
        except Doubtful as doubt:
            form = self._session.drafts.hold()
            self.asked, self._fresh = AskedDose(doubt, lambda: store(True), form), True
            self._session.spoken.emit(" ".join(question_words(one) for one in doubt.asked))
            self.altered.emit()
            return False

    def _drop(self) -> None:
        self.asked = None
        self.altered.emit()


def saved_runs(medicine: Medicine, dose: Taken, today: date) -> list[Run]:
    """Saved: **baclofen 10 mg**, taken at 08:04. The day is said where it is not today."""
    time = clock_or_moment(dose.taken_at, today)
    return [
        Run(_("Saved:") + " "),
        Run(f"{medicine.name} {amount_words(dose.amount)}", "strong"),
        Run(", " + _("taken at {time}").format(time=time) + "."),
    ]


def taken_words(done: Sequence[Taken]) -> str:
    """How many were saved in one press."""
    n = len(done)
    return ngettext("Saved: {n} dose, taken now.", "Saved: {n} doses, taken now.", n).format(n=n)


def answered_words(done: Sequence[Dose], taken: bool) -> str:
    """How many past doses were answered in one press."""
    n = len(done)
    if taken:
        text = ngettext("Saved: {n} dose, taken.", "Saved: {n} doses, taken.", n)
    else:
        text = ngettext("Saved: {n} dose, not taken.", "Saved: {n} doses, not taken.", n)
    return text.format(n=n)


def changed_words(medicine: Medicine, dose: Dose, today: date) -> str:
    """What a corrected record says now."""
    return _("Changed: {dose}.").format(dose=dose_words(dose, medicine.name, today))
