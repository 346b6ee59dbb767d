"""The days of the log as cards: closed they say what was recorded, opened each record is a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.days import Days
from diary_app.domain.dose import Taken
from diary_app.domain.fall import Fall
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.services import day_records, falls, flags, histories, readings
from diary_app.services.day_records import DayRecords
from diary_app.text import _, ngettext
from diary_app.ui.day_lines import Lines, day_lines, doses_recorded, joined
from diary_app.ui.parts.dosing import Dosing
from diary_app.ui.parts.entered_row import add_entered_row
from diary_app.ui.parts.open_doses import OpenDoses
from diary_app.ui.parts.read_questions import ReadQuestions
from diary_app.ui.parts.record_editor import RecordEditor
from diary_app.ui.record_words import Entered, all_entered, kind_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import RowsCard, row, stack
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import day_name, near_moment, short_full_day
from diary_app.wording.records import record_words

# What the choice of a kind shows, as `record_words.kind_of` names the kinds.
_GROUPS = {
    "dose": ("dose",),
    "symptom": ("symptom",),
    "check": ("check",),
    "note": ("note",),
    "event": ("event", "fall", "measure"),
}


class DayCards(QObject):
    """Makes the cards of a stretch of days. One day at most is open, with a row for each record.

    The doses of the days `asked`, which are still asked about, have their answers on a closed card
    too. Of all others a closed card only says how many are open.
    """

    altered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.day: date | None = None  # the one that is open
        self.dosing = Dosing(session)
        self.editor = RecordEditor(session, self.dosing)
        self.read = ReadQuestions(session)
        self.open = OpenDoses(session, self.dosing)
        for part in (self.dosing, self.editor, self.read, self.open):
            part.altered.connect(self.altered)
        self._history: History | None = None
        self._names: Mapping[str, str] = {}
        self._entered: Mapping[str, Entered] = {}
        self._asked: Collection[date] = ()
        self._first: QWidget | None = None
        self._days: Days | None = None
        self._flags: dict[date, list[Flag]] = {}
        self._made: dict[date, RowsCard] = {}

    @property
    def busy(self) -> bool:
        """Whether an answer is being given in full, or a question is open."""
        return self.open.busy or self.dosing.asked is not None

    def take_focus(self) -> QWidget | None:
        """Where the work goes on."""
        parts = (self.dosing, self.open, self.editor, self.read)
        return next((first for part in parts if (first := part.take_focus())), None)

    @property
    def first(self) -> QWidget | None:
        """The first answer of the open day; of any day where that has none."""
        return self._first or self.open.first

    def begin(self, days: Days, kind: str, asked: Collection[date]) -> list[DayRecords]:
        """Read the days; those that have something of `kind` ("all": anything), newest first."""
        self.open.begin()
        self._first, self._asked = None, asked
        self._days, self._flags, self._made = days, {}, {}
        self._history, every = day_records.of_days(self._session.diary, days)
        self._names = histories.medicine_names(self._session.diary)
        values = [value for one in every for value in one.values]
        self._entered = {one.id: one for one in all_entered(self._session.diary, values)}
        if kind == "flag":
            self._read_flags()
            return [replace(one, values=(), open=()) for one in every if one.day in self._flags]
        return [found for found in (_of_kind(one, kind) for one in every) if found]

    def add_flags(self) -> None:
        """Read the flags of the days and add them to the cards that were made without.

        The rules take as long as all the rest, so the page is shown before.
        """
        if self._flags:
            return
        self._read_flags()
        for day, card in self._made.items():
            for flag in self._flags.get(day, ()):
                _add_flag(card, flag)

    def _read_flags(self) -> None:
        assert self._days is not None
        for flag in flags.between(self._session.diary, self._days):
            self._flags.setdefault(flag.at.day, []).append(flag)

    def card(self, found: DayRecords) -> QWidget:
        """The card of one day of those that were read last."""
        is_open = found.day == self.day
        entered = [self._entered[value.id] for value in found.values]
        card = RowsCard()
        lines = self._closed_lines(found)
        title = Runs(day_name(found.day), "heading")
        beside = doses_recorded(found.planned, found.answered)
        turn = way(_("Close") if is_open else _("Open"), "plain", about=short_full_day(found.day))
        turn.chosen.connect(lambda: self._turn(found.day))
        small = [Runs(beside, "small")] if beside else []
        text = [Runs(joined(lines))] if lines and not is_open else []
        about = stack(title, *small, *text, gap=4)
        card.add(row(about, turn, grow=about, padding=(20, 14), least=64))
        self._add_open(card, found, is_open=is_open)
        for one in entered:
            if is_open:
                below = [*self._questions(one.id), *self._around(found, one.id)]
                add_entered_row(card, one, self.editor, below)
            else:
                self._add_questions(card, one)
        for flag in self._flags.get(found.day, ()):
            _add_flag(card, flag)
        self._made[found.day] = card
        return card

    def _closed_lines(self, found: DayRecords) -> Lines:
        knowledge = self._session.diary.knowledge
        lines = day_lines(found.values, self._entered, self._names, knowledge)
        if found.open and found.day not in self._asked:
            text = ngettext(
                "{n} dose not recorded", "{n} doses not recorded", len(found.open)
            ).format(n=len(found.open))
            lines.append([Run(text, "muted")])
        return lines

    def _add_open(self, card: RowsCard, found: DayRecords, *, is_open: bool) -> None:
        """The doses that nothing is recorded for, with their answers."""
        if not is_open and found.day not in self._asked:
            return
        if len(found.open) > 1:
            card.add_row(self.open.all_of(found.open, short_full_day(found.day)))
        for line in found.open:
            answer = self.open.add_line(card, line)
            if is_open and self._first is None:
                self._first = answer

    def _questions(self, id: str) -> list[QWidget]:
        return [] if self._history is None else self.read.build(self._history, id)

    def _around(self, found: DayRecords, id: str) -> list[QWidget]:
        """Under a fall the doses and the drowsiness around it."""
        fall = next((v for v in found.values if v.id == id and isinstance(v, Fall)), None)
        if fall is None or self._history is None:
            return []
        told = []
        for value in falls.around(self._history, fall):
            name = self._names.get(value.medicine_id, "") if isinstance(value, Taken) else ""
            at = value.taken_at if isinstance(value, Taken) else value.at
            words = record_words(value, name, self._session.diary.knowledge)
            told.append(f"{near_moment(at, fall.at.day)} {words}")
        words = " · ".join(told) if told else _("nothing recorded")
        return [Runs(_("Around the fall: {what}").format(what=words), "small")]

    def _add_questions(self, card: RowsCard, one: Entered) -> None:
        """On a closed card only what is still asked of a text."""
        if self._history is None:
            return
        if any(asked.open for asked in readings.asked_of(self._history, one.id)):
            holder = stack(Runs(one.what, "strong"), *self._questions(one.id), gap=12)
            card.add(row(holder, grow=holder, padding=(20, 14)))

    def _turn(self, day: date) -> None:
        self.day = None if self.day == day else day
        self.altered.emit()


def _of_kind(found: DayRecords, kind: str) -> DayRecords:
    """What of a day is of `kind`; "all": everything."""
    if kind == "all":
        return found
    return replace(
        found,
        values=tuple(value for value in found.values if kind_of(value) in _GROUPS[kind]),
        open=found.open if kind == "dose" else (),
        planned=found.planned if kind == "dose" else 0,
    )


def _add_flag(card: RowsCard, flag: Flag) -> None:
    text = Runs(_("Flag: {name}").format(name=flag.label))
    card.add_row(text, grow=text)
