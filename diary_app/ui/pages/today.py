"""Today: what is due now, one press to record it, and how the patient is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from diary_app.domain.matching import State
from diary_app.domain.medicine import Medicine
from diary_app.domain.moment import Moment
from diary_app.domain.quantity import Quantity
from diary_app.domain.sheet import AsNeededLine, DaySheet, Extra, Line
from diary_app.services import backups, symptoms, today, tracked
from diary_app.text import _, ngettext
from diary_app.ui import words
from diary_app.ui.pages.page import Page
from diary_app.ui.panels import reminders
from diary_app.ui.panels.dose import DoseEntry, DosePanel, LeftOut
from diary_app.ui.panels.first_start import FirstStart, MoreToTell, is_asked_for_more
from diary_app.ui.panels.substance import unanswered_cards
from diary_app.ui.panels.writer import carer_banner
from diary_app.ui.parts.dosing import Dosing
from diary_app.ui.parts.flag_cards import FlagCards
from diary_app.ui.parts.going_on import did_it_help, going_on
from diary_app.ui.parts.open_doses import OpenDoses, about_line, waiting_lines
from diary_app.ui.parts.open_rows import OpenRows
from diary_app.ui.parts.symptom_tiles import SymptomTiles
from diary_app.ui.parts.today_words import slot_day, total_runs, unrecorded_words
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import Banner
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, RowsCard, heading, row, rule, stack
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs, label
from diary_app.wording.days import clock, day_name, near_moment, time_ago
from diary_app.wording.writing import amount_words

OPEN = (State.DUE, State.LATE)
_Key = tuple[str, Moment | None]


class TodayPage(Page):
    """The start page: opens with the keys on the first `Taken now`."""

    key = "today"
    icon = "today"
    ticks = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._dosing = Dosing(session)
        self._tiles = SymptomTiles(session, session.now)
        self._flags = FlagCards(session, self.key)
        self._before = OpenDoses(session, self._dosing, asks=True)
        self._looking = False  # at the doses of the days before
        self._looked = False  # has just begun to
        for part in (self._dosing, self._tiles, self._flags, self._before):
            part.altered.connect(self.altered)
        self._drawn: tuple[DaySheet, tuple[Line, ...]] | None = None
        self._panel: _Key | None = None
        self._rows = OpenRows()
        self._asked: QWidget | None = None

    def title(self) -> tuple[str, str]:
        return _("Today"), day_name(self.session.today)

    def first_control(self) -> QWidget | None:
        return self._rows.first()

    def next_control(self) -> QWidget | None:
        asked, self._asked = self._asked, None
        if self._looked:
            asked, self._looked = self._before.first, False
        asked = asked or self._dosing.take_focus() or self._before.take_focus()
        if asked is not None or self._dosing.asked is not None:
            return asked
        return self._rows.take_focus() or self._flags.take_focus() or self._tiles.take_focus()

    def busy(self) -> bool:
        asked = self._dosing.asked is not None
        return self._panel is not None or asked or self._before.busy

    def outdated(self) -> bool:
        return self._drawn != _now_shown(self.session)

    def step_back(self) -> bool:
        return self._tiles.show_fewer()

    def open_tile(self, number: int) -> None:
        self._tiles.open_number(number)

    def build(self) -> None:
        diary = self.session.diary
        sheet, around = self._drawn = _now_shown(self.session)
        self._rows.begin()
        self._before.begin()
        self.add(*carer_banner(self.session, self.altered))
        self.add(*self._flags.build(), *reminders.near_dates(self.session))
        self.add(*unanswered_cards(self.session))
        self._add_unrecorded()
        if backups.last(diary).old:
            to_settings = _("Backups"), lambda: self.session.wanted.emit("settings", None)
            self.add(Banner(_("No backup was checked for more than a week."), to_settings))
        asked = self._dosing.card()
        if asked is not None:
            self.add(asked)
        if not (sheet.lines or around or sheet.as_needed or sheet.totals):
            self._add_empty()
        self._add_doses(sheet, around)
        self._add_as_needed(sheet.as_needed)
        self.add(*did_it_help(self.session), *going_on(self.session))
        tiles = tracked.tile_ids(diary)
        last = symptoms.last_values(diary)
        self.add(self._tiles.build(_("How are you now?"), tiles, last, self.session.today))
        if sheet.lines and is_asked_for_more(self.session):
            self.add(MoreToTell(self.session))

    def _add_empty(self) -> None:
        self.add(FirstStart(self.session))

    def _add_unrecorded(self) -> None:
        every = today.not_recorded(self.session.diary)
        found = waiting_lines(every, self.session)
        aside = sum(len(lines) for _day, lines in every) - sum(len(ls) for _day, ls in found)
        if not found:
            self._looking = False
        elif self._looking:
            self.add(self._unrecorded(found))
        else:
            self.add(
                Banner(unrecorded_words(found, self.session.today), (_("Look at it"), self._look))
            )
        if aside:
            text = ngettext(
                "{n} dose stays not recorded. You can still answer it in History.",
                "{n} doses stay not recorded. You can still answer them in History.",
                aside,
            )
            self.add(Runs(text.format(n=aside), "muted"))

    def _unrecorded(self, found: Sequence[tuple[date, Sequence[Line]]]) -> QWidget:
        """Since you were away: every open dose with its answers, and one press for all."""
        back = way(_("Back"), "plain", about=_("doses not recorded"))
        back.chosen.connect(self._look)
        title = heading(unrecorded_words(found, self.session.today))
        hint = _("Not sure: nothing is stored, and today the diary does not ask again.")
        parts: list[QWidget] = [row(title, back, grow=title), Runs(hint, "small")]
        lines = [line for _day, of_day in found for line in of_day]
        if len(lines) > 1:
            parts.append(self._before.all_of(lines, _("all days")))
        for day, of_day in found:
            card = RowsCard()
            for line in of_day:
                self._before.add_line(card, line)
            parts.append(stack(heading(day_name(day)), card, gap=10))
        return stack(*parts, gap=16)

    def _look(self) -> None:
        self._looking = not self._looking
        self._looked = self._looking
        self._before.close()
        self.altered.emit()

    def _add_doses(self, sheet: DaySheet, around: Sequence[Line]) -> None:
        lines = sorted((*around, *sheet.lines), key=_moment)
        waiting = [line for line in lines if line.state in OPEN]
        first = [line for line in waiting if line.slot.at == waiting[0].slot.at]
        if first:
            self.add(self._hero(first))
            self._add_panel(first)
        self.add(*reminders.waiting(self.session))
        rest: list[Line | Extra] = [line for line in lines if line not in first]
        rest += sheet.extras
        if rest:
            rest.sort(key=_moment)
            card = RowsCard()
            for one in rest:
                self._add_row(card, one)
            self.add(card)
        shown = [t for t in sheet.totals if t.taken.value or t.planned is not None]
        if shown:
            totals = [Runs(total_runs(total), "muted") for total in shown]
            self.add(stack(*totals, gap=4))

    def _hero(self, lines: Sequence[Line]) -> QWidget:
        """The next thing to do, in the only framed card, with the only filled button."""
        card = Card("hero", padding=24, gap=14)
        head = lines[0]
        time = label(clock(head.slot.at), "hero-time")
        pill = words.state_pill(head.state, head.dose)
        if len(lines) > 1:
            n = len(lines)
            title = Runs([Run(_("{n} medicines").format(n=n), "strong")], "hero-line")
            every = Button(_("Take all {n}").format(n=n), "main", icon="tick", records="many")
            every.setAccessibleName(_("Take all {n}, {time}").format(n=n, time=clock(head.slot.at)))
            every.chosen.connect(lambda: self._take_all(lines))
            left = row(time, stack(title, self._state(head, pill), gap=10), gap=24)
            card.add(row(left, every, grow=left))
            for line in lines:
                text = Runs(words.medicine_runs(line.medicine, line.slot.amount, aside=True))
                answers = flow(*self._answers(line, filled=False))
                card.add(rule(), row(text, answers, grow=text))
            return card
        text = Runs(words.medicine_runs(head.medicine, head.slot.amount, aside=True), "hero-line")
        about = stack(text, self._state(head, pill), gap=10)
        buttons = self._answers(head, filled=True)
        card.add(row(time, about, flow(*buttons), grow=about, gap=24))
        return card

    def _state(self, line: Line, pill: QWidget) -> QWidget:
        """The pill, and which day the dose is of where that is not today."""
        day = line.slot.day
        if day == self.session.today:
            return flow(pill)
        return flow(pill, Runs(slot_day(day, self.session.today), "muted"))

    def _answers(self, line: Line, *, filled: bool) -> list[Button]:
        """Taken now, Skip, Other… for an open dose; a late one also has its planned time."""
        about = about_line(line)
        kind: Literal["main", "outlined"] = "main" if filled else "outlined"
        taken = Button(_("Taken now"), kind, about=about, icon="tick" if filled else "")
        taken.chosen.connect(lambda: self._take(line))
        self._rows.add(line, taken)
        made = [taken]
        if line.state == State.LATE:
            at = _("Taken at {time}").format(time=clock(line.slot.at))
            planned = Button(at, about=about, large=filled)
            planned.chosen.connect(lambda: self._take(line, line.slot.at))
            made.append(planned)
        skip = Button(_("Skip"), about=about, large=filled)
        skip.chosen.connect(lambda: self._skip(line))
        other = way(_("Other…"), about=about, large=filled)
        other.chosen.connect(lambda: self._open(line.medicine, line.slot.at))
        self._rows.add_way((line.medicine.id, line.slot.at), other)
        return [*made, skip, other]

    def _add_row(self, card: RowsCard, one: Line | Extra) -> None:
        if isinstance(one, Extra):
            time = label(clock(one.dose.taken_at), "row-time")
            text = Runs(words.extra_runs(one.medicine, one.dose.amount))
            pill = words.state_pill(State.TAKEN, one.dose)
            answer = flow(pill, self._change(one.medicine, one.dose.id))
            card.add_row(_timed(time), text, answer, grow=text)
            return
        time = label(clock(one.slot.at), "row-time")
        text = Runs(words.line_runs(one))
        said: list[QWidget] = [words.state_pill(one.state, one.dose)]
        if one.slot.day != self.session.today:
            said.append(Runs(slot_day(one.slot.day, self.session.today), "small"))
        answer = flow(*said, *self._row_buttons(one))
        card.add_row(_timed(time), text, answer, grow=text)
        if self._panel == (one.medicine.id, one.slot.at):
            card.add(self._dose_panel(one.medicine, one.slot.amount, one.slot.at))

    def _row_buttons(self, line: Line) -> list[QWidget]:
        about = about_line(line)
        if line.dose is not None:
            change = self._change(line.medicine, line.dose.id, about)
            self._rows.add_done(line, change)
            return [change]
        match line.state:
            case State.DUE | State.LATE:
                return list(self._answers(line, filled=False))
            case State.NOT_RECORDED:
                at = _("Taken at {time}").format(time=clock(line.slot.at))
                taken = Button(at, about=about)
                taken.chosen.connect(lambda: self._take(line, line.slot.at))
                self._rows.add(line, taken)
                skip = Button(_("Not taken"), about=about)
                skip.chosen.connect(lambda: self._miss(line))
                other = way(_("Other…"), about=about)
                other.chosen.connect(lambda: self._open(line.medicine, line.slot.at))
                self._rows.add_way((line.medicine.id, line.slot.at), other)
                return [taken, skip, other]
            case State.LATER:
                early = way(_("Take now…"), "plain", about=about)
                early.chosen.connect(lambda: self._open(line.medicine, line.slot.at))
                self._rows.add_way((line.medicine.id, line.slot.at), early)
                return [early]
            case _:
                return []

    def _change(self, medicine: Medicine, id: str, about: str = "") -> Button:
        button = way(_("Change…"), "plain", about=about or medicine.name)
        button.chosen.connect(lambda: self.session.record_wanted.emit(id))
        return button

    def _add_panel(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if self._panel == (line.medicine.id, line.slot.at):
                self.add(self._dose_panel(line.medicine, line.slot.amount, line.slot.at))

    def _dose_panel(self, medicine: Medicine, usual: Quantity, planned: Moment | None) -> QWidget:
        panel = DosePanel(
            medicine,
            usual,
            planned,
            self.session.now(),
            lambda text: self._read_time(text, planned),
            lambda entry: self._enter(medicine, planned, entry),
            lambda said: self._leave_out(medicine, planned, said),
        )
        panel.left.connect(self._close)
        self._asked = panel.first()
        return panel

    def _read_time(self, text: str, planned: Moment | None) -> Moment:
        """After midnight 23:30 is yesterday's, where the dose is: not one that is to come."""
        at, session = self.session.read_time(text), self.session
        if planned is not None and planned.day < session.today and at > session.now():
            return session.read_time(text, planned.day)
        return at

    def _add_as_needed(self, lines: Sequence[AsNeededLine]) -> None:
        if not lines:
            return
        now, card = self.session.now(), RowsCard()
        for line in lines:
            last = _("not taken yet")
            if line.last_taken_at is not None:
                at = near_moment(line.last_taken_at, now.day)
                gap = time_ago(now - line.last_taken_at)
                last = _("last taken {when}, {ago}").format(when=at, ago=gap)
            name = Runs(words.medicine_runs(line.medicine, line.amount))
            about = stack(name, Runs(last, "small"), gap=4)
            spoken = f"{line.medicine.name} {amount_words(line.amount)}"
            taken = Button(_("Taken now"), about=spoken)
            taken.chosen.connect(lambda line=line: self._dosing.take(line.medicine, line.amount))
            other = way(_("Other…"), "plain", about=spoken)
            other.chosen.connect(lambda line=line: self._open(line.medicine, None))
            self._rows.add_way((line.medicine.id, None), other)
            card.add_row(about, taken, other, grow=about)
            if self._panel == (line.medicine.id, None):
                card.add(self._dose_panel(line.medicine, line.amount, None))
        self.add(stack(heading(_("Only when needed")), card, gap=12))

    def _take(self, line: Line, at: Moment | None = None) -> None:
        self._panel = None
        self._rows.answered(line)
        self._dosing.take(line.medicine, line.slot.amount, at, line.slot.at)

    def _skip(self, line: Line) -> None:
        self._rows.answered(line)
        self._dosing.skip(line)

    def _miss(self, line: Line) -> None:
        self._rows.answered(line)
        self._dosing.miss(line)

    def _take_all(self, lines: Sequence[Line]) -> None:
        self._panel = None
        self._rows.answered(lines[0])
        self._dosing.take_all(lines)

    def _open(self, medicine: Medicine, planned: Moment | None) -> None:
        self._panel = (medicine.id, planned)
        self.altered.emit()

    def _close(self) -> None:
        self._rows.left(self._panel)
        self._panel = None
        self.altered.emit()

    def _leave_out(self, medicine: Medicine, planned: Moment | None, said: LeftOut) -> bool:
        line = self._line(medicine, planned)
        assert line is not None  # only a planned dose can be left out
        self._rows.answered(line)
        return self._dosing.left_out(line, said)

    def _enter(self, medicine: Medicine, planned: Moment | None, entry: DoseEntry) -> bool:
        line = self._line(medicine, planned)
        if line is not None:
            self._rows.answered(line)
        return self._dosing.enter(medicine, planned, entry)

    def _line(self, medicine: Medicine, planned: Moment | None) -> Line | None:
        sheet, around = _now_shown(self.session)
        for line in (*around, *sheet.lines):
            if (line.medicine.id, line.slot.at) == (medicine.id, planned):
                return line
        return None


def _now_shown(session: Session) -> tuple[DaySheet, tuple[Line, ...]]:
    """The sheet of today, and what is open across midnight."""
    return today.sheet(session.diary), today.open_around(session.diary)


def _timed(time: QLabel) -> QWidget:
    """A time as wide as every other, so that the names beside them stand on one line."""
    time.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    time.setMinimumWidth(time.fontMetrics().horizontalAdvance("00:00") * 3 // 2)
    return time


def _moment(one: Line | Extra) -> Moment:
    return one.dose.taken_at if isinstance(one, Extra) else one.slot.at
