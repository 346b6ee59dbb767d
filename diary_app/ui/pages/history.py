"""History: every day as it was recorded, a month at a time; search, correct, answer, put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary_app.domain.days import Days
from diary_app.domain.moment import DAY
from diary_app.domain.sought import month_of, parse_sought
from diary_app.domain.when import DayOf
from diary_app.services import histories, records, today
from diary_app.services.day_records import DayRecords
from diary_app.text import _, ngettext
from diary_app.ui import theme
from diary_app.ui.pages.page import Page
from diary_app.ui.panels.days import day_echo, read_day
from diary_app.ui.parts.day_cards import DayCards
from diary_app.ui.parts.found_records import FoundRecords
from diary_app.ui.parts.removed_records import removed_records
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import clear, column, empty, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, NotRead, field
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import days_words, month_name

_LEAST_DAYS = 7  # the newest page holds at least these, also on the first of a month
_AT_ONCE = 6  # cards that are made before the page is shown: more than any window has room for
_SLICE_S = 0.012  # the others are made afterwards, so long at a time that no key waits
_TYPING_MS = 30
_SAID_MS = 800  # after the last key, so that a screen reader does not speak into the typing


class HistoryPage(Page):
    """A month at a time, newest first; or what was searched for; or what was removed."""

    key = "history"
    icon = "history"
    asks_day = "history"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._month: date | None = None  # its first day, None: the last days
        self._kind = "all"
        self._words = ""
        self._removed = False
        self._gone_to: date | None = None  # the day that was asked for, until it is shown
        self._cards = DayCards(session)
        self._cards.altered.connect(self.altered)
        self._found = FoundRecords(session, self._go_to)
        self._list: QVBoxLayout | None = None
        self._coming: Iterator[DayRecords] = iter(())
        self._made = 0  # cards on the page
        self._typing = self._after(_TYPING_MS, self._fill)
        self._telling = self._after(_SAID_MS, lambda: session.spoken.emit(self._found.said))
        self._later = self._after(0, self._make_more)

    def title(self) -> tuple[str, str]:
        return _("History"), ""

    def open_at(self, day: date) -> None:
        self._kind, self._words, self._removed = "all", "", False
        self._cards.open.close()
        self._show(min(day, self.session.today))

    def move_day(self, by: int) -> None:
        self.open_at((self._cards.day or self.session.today) + by * DAY)
        self.altered.emit()

    def begin(self, what: str) -> None:
        if what == "day":
            self._date.setFocus()

    def first_control(self) -> QWidget | None:
        # Asked for a day with open doses the work is there; opened from the list it is not.
        return self._cards.first if self._cards.day is not None else None

    def next_control(self) -> QWidget | None:
        return self._cards.take_focus()

    def busy(self) -> bool:
        return self._cards.busy

    def open_record(self, id: str) -> None:
        day = records.find(self.session.diary, id).at.day
        self.session.wanted.emit("history", day)
        self._cards.editor.open(id)

    def build(self) -> None:
        self._add_choice()
        asked = self._cards.dosing.card()
        if asked is not None:
            self.add(asked)
        holder = QWidget()
        self._list = column(holder, 0, 18)
        self.add(holder)
        self._fill(again=True)

    def _days(self) -> Days:
        """The days of the page."""
        now = self.session.today
        first = (now - _LEAST_DAYS * DAY).replace(day=1)
        if self._month is None or self._month >= first:
            return Days.through(first, now)
        return month_of(self._month)

    def _show(self, day: date) -> None:
        """Turn to the page of a day and open the day."""
        self._month = day.replace(day=1)
        self._cards.day = self._gone_to = day

    def _go_to(self, day: date) -> None:
        self.open_at(day)
        self.altered.emit()

    # What is chosen at the top.

    def _add_choice(self) -> None:
        kinds: list[tuple[object, str]] = [
            ("all", _("Everything")),
            ("dose", _("Doses")),
            ("symptom", _("Symptoms")),
            ("check", _("Checks")),
            ("note", _("Notes")),
            ("event", _("Falls and events")),
            ("flag", _("Flags")),
        ]
        kind = Choice(kinds, about=_("show"), value=self._kind, guarded=False)
        kind.picked.connect(self._choose)
        removed = way(_("Removed"), "chip")
        removed.setChecked(self._removed)
        removed.chosen.connect(self._turn_removed)
        typed = LineField(_("Search"), self._words, units=340)
        typed.textChanged.connect(self._type)
        self._date = LineField(_("Go to a date"), units=200)
        self._date.entered.connect(self._go)
        go = way(_("Go"), about=_("to the date"))
        go.chosen.connect(self._go)
        search = field(_("Search"), typed, hint=_("Medicine, symptom, flag, your words or a date"))
        day, hint = flow(self._date, go, gap=8), _("21 nov, nov 2025, 2025-11-21")
        echo = day_echo(self.session, self._date, DayOf.RECORD)
        date_field = field(_("Go to a date"), day, echo, hint=hint)
        self.add(flow(search, date_field, gap=24), flow(kind, removed))

    def _choose(self, kind: object) -> None:
        self._kind = str(kind)
        self._fill()

    def _type(self, text: str) -> None:
        self._words = text
        self._typing.start()

    def _turn_removed(self) -> None:
        self._removed = not self._removed
        self.altered.emit()

    def _go(self) -> None:
        """To the day or the month that was typed."""
        sought = parse_sought(self._date.text(), self.session.today)
        if sought.days is not None and not sought.words and sought.days.count > 1:
            self.open_at(sought.days.end - DAY)
            self._month, self._cards.day = sought.days.since, None
        else:
            try:
                self.open_at(read_day(self.session, self._date, DayOf.RECORD))
            except NotRead:
                return
        self.altered.emit()

    # What is below.

    def _fill(self, *, again: bool = False) -> None:
        """Make the list: `again` as long as it was, for what is in sight must stay there."""
        if self._list is None:
            return
        made = self._made if again else 0
        self._later.stop()
        self._coming, self._made = iter(()), 0
        clear(self._list)
        sought = parse_sought(self._words, self.session.today)
        if self._removed:
            self._put(removed_records(self.session))
        elif sought:
            self._put(self._found.build(sought, self._kind, self._fill))
            self._telling.start()
        else:
            self._add_days(made)
        theme.current().guard.drawn()

    def _put(self, *widgets: QWidget) -> None:
        assert self._list is not None
        for widget in widgets:
            self._list.addWidget(widget)

    def _add_days(self, least: int) -> None:
        days = self._days()
        waiting = dict(today.not_recorded(self.session.diary))
        found = self._cards.begin(days, self._kind, waiting)
        self._put(self._ways(days))
        every = [line for day, lines in waiting.items() if day in days for line in lines]
        if len({line.slot.day for line in every}) > 1 and self._kind in ("all", "dose"):
            text = ngettext(
                "{n} dose of these days is not recorded. Answer each below, or all at once:",
                "{n} doses of these days are not recorded. Answer each below, or all at once:",
                len(every),
            )
            words = Runs(text.format(n=len(every)), "strong")
            self._put(stack(words, self._cards.open.all_of(every, _("all days")), gap=10))
        if not found:
            self._put(self._nothing())
        open_day = self._cards.day
        before = sum(one.day >= open_day for one in found) if open_day is not None else 0
        waits = sum(bool(one.open) and one.day in waiting for one in found)
        self._coming = iter(found)
        self._make(max(_AT_ONCE, least, before + 1, waits))
        self._later.start()

    def _make(self, count: int) -> None:
        """Make the next `count` cards."""
        for _number, found in zip(range(count), self._coming, strict=False):
            self._put_card(found)

    def _make_more(self) -> None:
        """Go on with the cards out of sight, and again when the window has had its turn."""
        began = perf_counter()
        for found in self._coming:
            self._put_card(found)
            if perf_counter() - began > _SLICE_S:
                self._later.start()
                return
        if self._kind == "all":
            self._cards.add_flags()

    def _put_card(self, found: DayRecords) -> None:
        card = self._cards.card(found)
        self._put(card)
        self._made += 1
        if found.day == self._gone_to:
            self._gone_to, self.shown_wanted = None, card

    def _ways(self, days: Days) -> QWidget:
        """Which days these are, and the ways to those before and after."""
        buttons: list[QWidget] = []
        if histories.whole(self.session.diary).since < days.since:
            before = days.since - DAY
            earlier = way(month_name(before), icon="back")
            earlier.setAccessibleName(_("Earlier, {month}").format(month=month_name(before)))
            earlier.chosen.connect(lambda: self._turn(before))
            buttons.append(earlier)
        if days.end <= self.session.today:
            later = way(month_name(days.end), icon="forward")
            later.setAccessibleName(_("Later, {month}").format(month=month_name(days.end)))
            later.chosen.connect(lambda: self._turn(days.end))
            buttons.append(later)
            last = way(_("The last days"))
            last.chosen.connect(lambda: self._turn(self.session.today))
            buttons.append(last)
        one = days.end <= month_of(days.since).end
        title = Runs(month_name(days.since) if one else days_words(days), "words")
        return flow(title, *buttons)

    def _turn(self, day: date) -> None:
        self._month, self._cards.day, self._made = day.replace(day=1), None, 0
        self.top_wanted = True
        self.altered.emit()

    def _nothing(self) -> QWidget:
        if histories.whole(self.session.diary).since == self.session.today:
            return empty(
                "history",
                _("What you record will stand here, day by day."),
                _("Each record can be changed later; what stood there before is kept."),
                _("Go to today"),
                lambda: self.session.wanted.emit("today", None),
            )
        return Runs(_("Nothing of this kind was recorded on these days."), "muted")

    def _after(self, ms: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(do)
        return timer
