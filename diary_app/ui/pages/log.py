"""Log: symptoms, side effects and notes, for today or any day before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time

from PySide6.QtWidgets import QWidget

from diary_app.domain.days import Days
from diary_app.domain.history import History
from diary_app.domain.matching import State
from diary_app.domain.medicine import Form, Medicine
from diary_app.domain.moment import DAY, Moment, at_wall
from diary_app.domain.when import DayOf
from diary_app.services import histories, medicines, symptoms, texts, today, tracked
from diary_app.text import _
from diary_app.ui.pages.page import Page
from diary_app.ui.panels.days import day_echo, read_day
from diary_app.ui.panels.dose import DosePanel
from diary_app.ui.panels.writer import carer_banner, who_writes
from diary_app.ui.parts.clinic import Clinic
from diary_app.ui.parts.dosing import Dosing
from diary_app.ui.parts.entered_row import add_entered_row
from diary_app.ui.parts.happened import Happened
from diary_app.ui.parts.open_doses import OpenDoses
from diary_app.ui.parts.read_questions import ReadQuestions
from diary_app.ui.parts.record_editor import RecordEditor
from diary_app.ui.parts.symptom_tiles import SymptomTiles
from diary_app.ui.record_words import entered_on
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import Card, RowsCard, heading, row, rule, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, NoteField, field
from diary_app.ui.widgets.form import InputForm, LineForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs, spoken_words
from diary_app.wording.days import day_name, near_day, short_full_day
from diary_app.wording.notes import unread_words

_OPEN = (State.DUE, State.LATE, State.NOT_RECORDED)
_HOURS = (8, 12, 16, 20, 22)


class LogPage(Page):
    """One day at a time; today when the page opens."""

    key = "log"
    icon = "log"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._day: date | None = None  # None: today
        self._hour: int | None = None
        self._typed = ""  # in the note, while the page is read again
        self._picking = False
        self._tiles = SymptomTiles(session, self._moment)
        self._dosing = Dosing(session)
        self._editor = RecordEditor(session, self._dosing)
        self._read = ReadQuestions(session)
        self._saved = ""  # the note just saved: how it was read stands below it
        self._just_saved = False
        self._doses = OpenDoses(session, self._dosing)
        self._extra = ""  # the id of the medicine of which another dose is told
        self._happened = Happened(session, lambda: self.day)
        self._clinic = Clinic(session, lambda: self.day)
        parts = (self._doses, self._tiles, self._dosing, self._editor, self._read)
        for part in (*parts, self._happened, self._clinic):
            part.altered.connect(self.altered)
        self._note: NoteField | None = None
        self._asked: QWidget | None = None

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._day or self.session.today

    def title(self) -> tuple[str, str]:
        return _("Log"), day_name(self.day)

    def open_at(self, day: date) -> None:
        self._day = None if day >= self.session.today else day
        self._hour, self._picking, self._saved = None, False, ""

    def move_day(self, by: int) -> None:
        self.open_at(self.day + by * DAY)
        self.altered.emit()

    def step_back(self) -> bool:
        return self._tiles.show_fewer() or self._clinic.close()

    def open_tile(self, number: int) -> None:
        self._tiles.open_number(number)

    def begin(self, what: str) -> None:
        if what == "note" and self._note is not None:
            self._note.setFocus()
        elif what == "day":
            self._pick()

    def next_control(self) -> QWidget | None:
        asked, self._asked = self._asked, None
        parts = (self._dosing, self._doses, self._editor, self._tiles, self._read)
        more = (self._happened, self._clinic)
        return asked or next(
            (first for part in (*parts, *more) if (first := part.take_focus())), None
        )

    def build(self) -> None:
        self.add(*carer_banner(self.session, self.altered))
        self._add_days()
        before = None if self._day is None else at_wall(self.day + DAY, time(0), self._zone())
        last = symptoms.last_values(self.session.diary, before)
        if self._day is not None:
            last = {id: seen for id, seen in last.items() if seen.at.day == self.day}
            self.add(self._build_hours())
        tiles = tracked.tile_ids(self.session.diary)
        title = _("Symptoms and side effects: press one, then a value")
        self.add(self._tiles.build(title, tiles, last, self.day))
        self._add_doses()
        self._add_note()
        history = histories.load(self.session.diary, Days.of(self.day))
        self._add_saved(history)
        self.add(self._happened.build(history), self._clinic.build())
        self._add_entered(history)
        self.add(who_writes(self.session, self.altered))

    def _zone(self) -> str:
        return self.session.now().zone

    def _moment(self) -> Moment:
        """When a rating is for: now, or the chosen time of the chosen day."""
        if self._day is None:
            return self.session.now()
        return at_wall(self._day, time(self._chosen_hour()), self._zone())

    def _chosen_hour(self) -> int:
        if self._hour is not None:
            return self._hour
        now = self.session.now().local.hour
        return min(_HOURS, key=lambda hour: abs(hour - now))

    def _add_days(self) -> None:
        today, day = self.session.today, self.day
        before = way(near_day(day - DAY, today).capitalize(), icon="back")
        before.setAccessibleName(_("Day before, {day}").format(day=short_full_day(day - DAY)))
        before.chosen.connect(lambda: self.move_day(-1))
        buttons = [before]
        if self._day is not None:
            after = way(near_day(day + DAY, today).capitalize(), icon="forward")
            after.setAccessibleName(_("Day after, {day}").format(day=short_full_day(day + DAY)))
            after.chosen.connect(lambda: self.move_day(1))
            buttons.append(after)
            if day + DAY != today:
                now = way(_("Today"), about=_("go to"))
                now.chosen.connect(lambda: self.move_day((today - day).days))
                buttons.append(now)
        pick = way(_("Pick a day…"))
        pick.chosen.connect(self._pick)
        self.add(flow(*buttons, pick))
        if self._picking:
            self._add_picker()

    def _add_picker(self) -> None:
        typed = LineField(_("Day"), hint=_("21 nov, -2d, 2026-11-21"), units=280)

        def go() -> bool:
            self.open_at(read_day(self.session, typed, DayOf.RECORD))
            return True

        echo = day_echo(self.session, typed, DayOf.RECORD)
        form = LineForm(_("Which day?"), typed, go, about="", save=_("Show the day"), echo=echo)
        form.left.connect(self._unpick)
        self.add(form)
        self._asked = typed

    def _unpick(self) -> None:
        self._picking = False
        self.altered.emit()

    def _pick(self) -> None:
        self._picking = True
        self.altered.emit()

    def _build_hours(self) -> QWidget:
        options: list[tuple[object, str]] = [(hour, f"{hour:02d}:00") for hour in _HOURS]
        hours = Choice(
            options, about=_("about what time"), value=self._chosen_hour(), guarded=False
        )
        hours.picked.connect(self._choose_hour)
        return field(_("About what time of that day?"), hours)

    def _choose_hour(self, hour: object) -> None:
        assert isinstance(hour, int)
        self._hour = hour

    def _add_doses(self) -> None:
        """The doses of the day that are open, and a way to tell of one more."""
        sheet = today.sheet(self.session.diary, self.day)
        self._doses.begin()
        parts: list[QWidget] = [heading(_("Doses of the day"))]
        asked = self._dosing.card()
        if asked is not None:
            parts.append(asked)
        card = RowsCard()
        lines = [line for line in sheet.lines if line.state in _OPEN]
        for line in lines:
            self._doses.add_line(card, line)
        if lines:
            parts.append(card)
        # Those in force on that day, as-needed ones and what has ended since among them.
        plans = [p for p in medicines.all_plans(self.session.diary) if p.course_on(self.day)]
        plans = [p for p in plans if p.medicine.form != Form.PUMP]
        buttons: list[QWidget] = []
        for plan in plans:
            extra = way(_("Another dose…"), about=plan.medicine.name)
            extra.chosen.connect(lambda id=plan.medicine.id: self._tell_extra(id))
            buttons.append(row(Runs(plan.medicine.name, "strong"), extra))
        parts += [flow(*buttons, gap=24)] if buttons else []
        parts += [self._extra_panel(p.medicine) for p in plans if p.medicine.id == self._extra]
        if len(parts) > 1:
            self.add(stack(*parts, gap=12))

    def _extra_panel(self, medicine: Medicine) -> QWidget:
        """A dose that was not planned, or that the diary finds the planned time of."""
        day = self.day
        panel = DosePanel(
            medicine,
            None,
            None,
            self.session.now(),
            lambda text: self.session.read_time(text, day),
            lambda entry: self._dosing.enter(medicine, None, entry),
            day=day,
        )
        panel.left.connect(lambda: self._tell_extra(""))
        self._asked = panel.first()
        return panel

    def _tell_extra(self, id: str) -> None:
        self._extra = id
        self.altered.emit()

    def _add_note(self) -> None:
        form = _NoteForm(self, self._typed, self._save_note)
        form.note.textChanged.connect(lambda: self._keep(form.note.toPlainText()))
        hint = _("If it was serious, please also answer the safety check.")
        save = form.save(_("Save the note"))
        save.setAccessibleName(_("Save the note"))
        form.add(heading(_("Note")), form.note, form.problem, row(save, Runs(hint, "small")))
        unread = self._unread()
        if unread:
            check = way(_("Answer the safety check"), about=_("note"))
            check.chosen.connect(lambda: self.session.wanted.emit("check", None))
            form.add(Runs(unread), check)
        self.add(form)
        self._note = form.note

    def _unread(self) -> str:
        """What is said where a language of the notes is not read, "" where all are."""
        return unread_words(texts.unread(texts.languages(self.session.diary)))

    def _keep(self, text: str) -> None:
        self._typed = text

    def _save_note(self) -> bool:
        text, at = self._typed, self._moment()

        def write() -> None:
            self._saved = symptoms.write_note(
                self.session.diary, text, at, self.session.entered_by
            ).id

        self._just_saved = True
        saved = self.session.store(write, _("Saved: your note."))
        if saved:
            self._typed = ""
        return saved

    def _add_saved(self, history: History) -> None:
        """The note that has just been saved, how it was read, and what reading cannot do."""
        note = next((note for note in history.notes if note.id == self._saved), None)
        if note is None:
            return
        card = Card(gap=14)
        card.add(Runs([Run(_("Your note:") + " ", "muted"), Run(note.text)]))
        read = self._read.build(history, note.id)
        if not read:
            nothing = _("The diary found no symptom in it that it knows.")
            read = [Runs(self._unread() or nothing)]
        # The way to it stands in the bar below, as after every text that is saved.
        limits = _("Notes are not checked reliably, please also answer the safety check.")
        card.add(*read, rule(), Runs(limits, "small"))
        self.add(card)
        if self._just_saved:
            self._just_saved, self.shown_wanted, self._asked = False, card, self._note
            self.session.spoken.emit(spoken_words(card))

    def _add_entered(self, history: History) -> None:
        found = entered_on(self.session.diary, history, self.day)
        title = heading(_("What was recorded that day"))
        if not found:
            self.add(stack(title, Runs(_("Nothing is recorded for this day yet."), "muted")))
            return
        card = RowsCard()
        for one in found:
            read = [] if one.id == self._saved else self._read.build(history, one.id)
            add_entered_row(card, one, self._editor, read)
        self.add(stack(title, card, gap=12))


class _NoteForm(InputForm):
    """The note of the day that is shown. A draft of another day opens that day again."""

    def __init__(self, page: LogPage, text: str, store: Callable[[], bool]) -> None:
        super().__init__(_("note"), gap=8, store=store, draft="note")
        self._page = page
        hint = _("In your own words. Notes are not checked reliably.")
        self.note = NoteField(_("Note"), text, hint, lines=3)

    def texts(self) -> dict[str, str]:
        text = self.note.toPlainText()
        return {"Note": text, "Day": self._page.day.isoformat()} if text else {}

    def fill(self, texts: Mapping[str, str]) -> None:
        self.note.setPlainText(texts.get("Note", ""))
        day = date.fromisoformat(texts.get("Day", self._page.day.isoformat()))
        if day != self._page.day:
            self._page.open_at(day)
            self._page.altered.emit()
