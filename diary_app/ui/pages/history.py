"""History: every day as it was recorded; correct, answer what is open, take out, put back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from diary_app.domain.days import Days
from diary_app.domain.history import History
from diary_app.domain.matching import State
from diary_app.domain.moment import DAY
from diary_app.domain.sheet import Line
from diary_app.services import histories, records, today
from diary_app.text import _, ngettext
from diary_app.ui.pages.page import Page
from diary_app.ui.parts.dosing import Dosing
from diary_app.ui.parts.entered_row import add_entered_row
from diary_app.ui.parts.open_doses import OpenDoses
from diary_app.ui.parts.read_questions import ReadQuestions
from diary_app.ui.parts.record_editor import RecordEditor
from diary_app.ui.record_words import Entered, entered, entered_on
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import RowsCard, empty, heading, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import clock, day_name, short_full_day

_PAGE_DAYS = 7


class HistoryPage(Page):
    """A week at a time, newest first."""

    key = "history"
    icon = "history"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._end: date | None = None  # the newest day shown, None: today
        self._count = _PAGE_DAYS
        self._kind: object = "all"
        self._words = ""
        self._removed = False
        self._dosing = Dosing(session)
        self._editor = RecordEditor(session, self._dosing)
        self._read = ReadQuestions(session)
        self._open = OpenDoses(session, self._dosing)
        for part in (self._dosing, self._editor, self._read, self._open):
            part.altered.connect(self.altered)

    def title(self) -> tuple[str, str]:
        return _("History"), ""

    def help_text(self) -> str:
        return _("Every record can be changed or taken out. What stood there before is kept.")

    def open_at(self, day: date) -> None:
        self._end, self._count = min(day, self.session.today), 1
        # Asked for a day with open doses, the days before it that have some come along.
        waiting = [open_day for open_day, _lines in today.not_recorded(self.session.diary)]
        if day in waiting:
            self._count = (day - min(waiting)).days + 1
        self._kind, self._words = "all", ""
        self._open.close()

    def move_day(self, by: int) -> None:
        self.open_at((self._end or self.session.today) + by * DAY)
        self.altered.emit()

    def first_control(self) -> QWidget | None:
        # Asked for a day with open doses the work is there; opened from the list it is not.
        return self._open.first if self._end is not None else None

    def next_control(self) -> QWidget | None:
        parts = (self._dosing, self._open, self._editor, self._read)
        return next((first for part in parts if (first := part.take_focus())), None)

    def busy(self) -> bool:
        return self._open.busy or self._dosing.asked is not None

    def build(self) -> None:
        self._open.begin()
        end = self._end or self.session.today
        first = max(end - (self._count - 1) * DAY, histories.whole(self.session.diary).since)
        shown_days = Days.through(first, end)
        self._add_choice()
        asked = self._dosing.card()
        if asked is not None:
            self.add(asked)
        if self._removed:
            self._add_removed()
        self._add_all_open(shown_days)
        history = histories.load(self.session.diary, shown_days)
        shown = False
        for day in reversed(list(shown_days)):
            found = [e for e in entered_on(self.session.diary, history, day) if self._wanted(e)]
            lines = self._open_lines(day)
            if found or lines:
                self._add_day(history, day, found, lines)
                shown = True
        if not shown:
            self._add_nothing()
        self._add_more(first)

    def _wanted(self, one: Entered) -> bool:
        if self._kind not in ("all", one.kind):
            return False
        return self._words.casefold() in f"{one.what} {one.remark}".casefold()

    def _open_lines(self, day: date) -> list[Line]:
        if self._words or self._kind not in ("all", "dose"):
            return []
        lines = today.sheet(self.session.diary, day).lines
        return [line for line in lines if line.state in (State.NOT_RECORDED, State.LATE)]

    def _add_choice(self) -> None:
        kinds: list[tuple[object, str]] = [
            ("all", _("Everything")),
            ("dose", _("Doses")),
            ("symptom", _("Symptoms")),
            ("check", _("Checks")),
            ("note", _("Notes")),
        ]
        kind = Choice(kinds, about=_("show"), value=self._kind, guarded=False)
        kind.picked.connect(self._choose)
        typed = LineField(_("Search"), self._words, _("Search…"), units=220)
        typed.entered.connect(lambda: self._search(typed.text()))
        removed = way(_("Taken out"), "chip")
        removed.setChecked(self._removed)
        removed.chosen.connect(self._turn_removed)
        self.add(flow(kind, typed, removed))

    def _choose(self, kind: object) -> None:
        self._kind = kind
        self.altered.emit()

    def _search(self, text: str) -> None:
        self._words = text.strip()
        self._count = 366 if self._words else _PAGE_DAYS
        self.altered.emit()

    def _turn_removed(self) -> None:
        self._removed = not self._removed
        self.altered.emit()

    def open_record(self, id: str) -> None:
        day = records.find(self.session.diary, id).at.day
        self.session.wanted.emit("history", day)
        self._editor.open(id)

    def _add_day(
        self, history: History, day: date, found: Sequence[Entered], lines: Sequence[Line]
    ) -> None:
        title = heading(day_name(day))
        card = RowsCard()
        for line in lines:
            self._open.add_line(card, line)
        for one in found:
            add_entered_row(card, one, self._editor, self._read.build(history, one.id))
        parts: list[QWidget] = [title]
        if len(lines) > 1:
            parts.append(self._open.all_of(lines, short_full_day(day)))
        self.add(stack(*parts, card, gap=10))

    def _add_all_open(self, days: Days) -> None:
        """Where several of the days shown have open doses: one press for all of them."""
        found = today.not_recorded(self.session.diary)
        lines = [line for day, lines in found if day in days for line in lines]
        if len({line.slot.day for line in lines}) < 2 or self._words:
            return
        text = ngettext(
            "{n} dose of these days is not recorded. Answer each below, or all at once:",
            "{n} doses of these days are not recorded. Answer each below, or all at once:",
            len(lines),
        )
        self.add(
            stack(
                Runs(text.format(n=len(lines)), "strong"),
                self._open.all_of(lines, _("all days")),
                gap=10,
            )
        )

    def _add_nothing(self) -> None:
        if histories.whole(self.session.diary).since == self.session.today and not self._words:
            self.add(
                empty(
                    "history",
                    _("What you record will stand here, day by day."),
                    _("Each record can be changed later; what stood there before is kept."),
                    _("Go to today"),
                    lambda: self.session.wanted.emit("today", None),
                )
            )
            return
        self.add(Runs(_("No record of these days fits what is looked for."), "muted"))

    def _add_more(self, first: date) -> None:
        buttons = []
        if histories.whole(self.session.diary).since < first:
            more = way(_("Show earlier days"))
            more.chosen.connect(self._show_more)
            buttons.append(more)
        if self._end is not None and self._end < self.session.today:
            now = way(_("Show the last days"))
            now.chosen.connect(self._show_last)
            buttons.append(now)
        if buttons:
            self.add(flow(*buttons))

    def _show_more(self) -> None:
        self._count += _PAGE_DAYS
        self.altered.emit()

    def _show_last(self) -> None:
        self._end, self._count = None, _PAGE_DAYS
        self.altered.emit()

    def _add_removed(self) -> None:
        found = records.removed(self.session.diary)
        if not found:
            self.add(Runs(_("Nothing was taken out of the log."), "muted"))
            return
        first = min(record.at.day for record in found)
        history = histories.load(self.session.diary, Days.of(first))
        card = RowsCard()
        for record in reversed(found):
            one = entered(self.session.diary, history, record.value)
            when = f"{short_full_day(one.at.day)} {clock(one.at)}"
            text = Runs([Run(when + "  ", "muted"), Run(one.what)])
            back = Button(_("Put back"), about=f"{one.what[:60]}, {when}")
            back.chosen.connect(
                lambda record=record: self.session.save(
                    lambda: records.restore(self.session.diary, record),
                    _("Put back into the log."),
                )
            )
            card.add_row(text, back, grow=text)
        self.add(stack(heading(_("Taken out of the log")), card, gap=10))
