"""What every page is given: the open diary, the clock, the way to save and to say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from diary_app.domain.dose import EnteredBy
from diary_app.domain.moment import Moment
from diary_app.domain.refusal import Refused
from diary_app.domain.sheet import Line
from diary_app.domain.when import at_clock, parse_when
from diary_app.errors import BadInput, DiaryError
from diary_app.services import trail
from diary_app.services.diary import Diary
from diary_app.services.doses import Doubtful
from diary_app.text import _
from diary_app.ui.desktop.reminders import Reminders
from diary_app.ui.drafts import Drafts
from diary_app.ui.faults import Faults
from diary_app.ui.tasks import Tasks
from diary_app.ui.widgets.text import Run
from diary_app.wording.edits import edit_words
from diary_app.wording.refusals import in_words

T = TypeVar("T")
Spoken = Sequence[Run] | str
_OUTSIDE_MS = 1000
_CLOCK_MS = 20_000
_READ_TEXTS = frozenset({"notes", "readings"})


class Session(QObject):
    """One open diary in one window. Made by `app.py`, handed to every page."""

    changed = Signal(object)  # frozenset of the tables that changed
    ticked = Signal()  # the clock moved on
    said = Signal(object)  # runs or text for the undo bar: the change that Undo takes back
    noted = Signal()  # what was just said to be saved holds a text in own words
    told = Signal(object)  # the same for what Undo has nothing to do with: a file was made
    spoken = Signal(str)  # for screen readers, once the keys rest
    problem = Signal(str)  # what went wrong, in words; "" takes the message away
    wanted = Signal(str, object)  # a page by its key, and a day or None
    documents_wanted = Signal(str)  # all that the documents say; the page to come back to
    meaning_wanted = Signal(str)  # what a serious word means; the symptom, "" for all of them
    numbers_wanted = Signal()  # where the numbers to call are entered
    medicine_wanted = Signal()  # the first one, from Today
    facts_wanted = Signal()  # where the facts about the person are answered
    record_wanted = Signal(str)  # a record by its id, to be changed
    closing_wanted = Signal()  # the window should close; see `reopen`
    lock_wanted = Signal()  # the window should be locked now
    step_wanted = Signal()  # the copies of other computers should be joined now
    join_wanted = Signal(object)  # a copy that needs a decision; see `in_step.Copy`
    passphrase_wanted = Signal()  # where a passphrase is set

    def __init__(self, diary: Diary) -> None:
        super().__init__()
        self.diary = diary
        self._stored = False  # whether the verb that is being done has changed the diary
        self._wrote = False  # whether it stored a text that was read
        self._taking_back = False  # whether it is undo or redo
        self.after_closing: Callable[[], tuple[Path, str]] | None = None
        self.same_place = False
        self.tasks = Tasks(self)
        self.faults = Faults(self)
        self.drafts = Drafts(diary, self)
        self.drafts.failed.connect(self.problem)
        diary.file.add_listener(self.changed.emit)
        self.reminders = Reminders(diary, self)
        self.changed.connect(self._on_changed)
        # For the pages what waits is a table like any other: they read it again, unless busy.
        self.reminders.altered.connect(lambda: self.changed.emit(frozenset({"reminders"})))
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._look_outside)
        self._poll.start(_OUTSIDE_MS)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.ticked)
        self._clock.start(_CLOCK_MS)
        self.entered_by = EnteredBy.ME  # who writes, until the window closes
        self._aside: set[tuple[str, Moment]] = set()
        self._aside_on = self.today

    def now(self) -> Moment:
        """The present moment on the patient's clock."""
        return self.diary.now()

    @property
    def today(self) -> date:
        """The local day."""
        return self.now().day

    def read_time(self, text: str, day: date | None = None) -> Moment:
        """The moment that typed words mean; a clock time alone is one of `day`. Raises Refused."""
        if day is not None:
            try:
                return at_clock(text, day, self.diary.zones().on(day), self.now())
            except Refused as refusal:
                if refusal.kind != "unreadable_time":
                    raise  # else more than a clock time: it says its own day
        return parse_when(text, self.now())

    def put_aside(self, lines: Iterable[Line]) -> None:
        """The patient is not sure about these: nothing is stored, and today nobody asks again."""
        if self._aside_on != self.today:
            self._aside, self._aside_on = set(), self.today
        self._aside |= {(line.medicine.id, line.slot.at) for line in lines}

    def asks_about(self, line: Line) -> bool:
        """Whether an open dose is still to be asked about today."""
        put_aside = (line.medicine.id, line.slot.at) in self._aside
        return not put_aside or self._aside_on != self.today

    def save(self, verb: Callable[[], T], said: Spoken | Callable[[T], Spoken]) -> bool:
        """Do `verb`, which stores something, and say it in the undo bar. Whether it was stored.

        Where it was not, the reason is shown on the page. Doubtful passes on: only the page knows
        what was asked for.
        """
        try:
            return self.store(verb, said)
        except BadInput as error:
            self.problem.emit(str(in_words(error)))
            return False

    def store(self, verb: Callable[[], T], said: Spoken | Callable[[T], Spoken]) -> bool:
        """The same for a form, which shows itself what it did not accept: BadInput passes on."""
        self._stored, self._wrote = False, False
        try:
            result = verb()
        except (Doubtful, BadInput):
            raise
        except DiaryError as error:
            self.problem.emit(str(in_words(error)))
            return False
        self.problem.emit("")
        # A backup that was made is no change: Undo would take back something else.
        (self.said if self._stored else self.told).emit(said(result) if callable(said) else said)
        if self._wrote and not self._taking_back:
            self.noted.emit()
        return True

    def keep(self, verb: Callable[[], object]) -> bool:
        """Do `verb` and say nothing of it, save why it was refused. Whether it was done."""
        try:
            verb()
        except DiaryError as error:
            self.problem.emit(str(in_words(error)))
            return False
        self.problem.emit("")
        return True

    def undo(self) -> None:
        """Take back the last change, and say which."""
        self._take_back(lambda: trail.undo(self.diary), _("Undone: {edit}."))

    def redo(self) -> None:
        """Bring back what undo took last."""
        self._take_back(lambda: trail.redo(self.diary), _("Done again: {edit}."))

    def _take_back(self, verb: Callable[[], trail.DoneEdit], said: str) -> None:
        self._taking_back = True
        self.save(verb, lambda done: said.format(edit=self.edit_words(done)))
        self._taking_back = False

    def edit_words(self, done: trail.DoneEdit) -> str:
        """An edit with what it was done to."""
        return edit_words(done.deed, done.at.year, self.diary.knowledge)

    def reopen(self, work: Callable[[], tuple[Path, str]], *, same_place: bool = False) -> None:
        """Close the diary, do `work` on its file, and open the diary that `work` names.

        The second value says what was done, "" for nothing to say. `same_place`: on the page that
        is open now, not on Today.
        """
        self.after_closing, self.same_place = work, same_place
        self.closing_wanted.emit()

    def close(self) -> None:
        """Stop the clocks and wait for work in the background."""
        self._poll.stop()
        self._clock.stop()
        self.drafts.stop()
        self.reminders.stop()
        self.tasks.close()

    def _on_changed(self, tables: frozenset[str]) -> None:
        self._stored = True
        self._wrote = self._wrote or bool(tables & _READ_TEXTS)
        if tables != {"reminders"}:
            self.reminders.look_again()

    def _look_outside(self) -> None:
        try:
            if self.diary.file.changed_outside():
                self.changed.emit(frozenset({"*"}))
        except DiaryError as error:
            self._poll.stop()  # said once; the next save says it again
            self.problem.emit(str(in_words(error)))
