"""Medicines: what is prescribed now, and every change of it, never rewriting the past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from diary_app.domain.course import Course, DecidedBy
from diary_app.domain.medicine import Form
from diary_app.domain.plan import Plan
from diary_app.domain.taper import PauseKind
from diary_app.domain.when import DayOf
from diary_app.services import medicines, substances, supplies, tapers
from diary_app.services.diary import Diary
from diary_app.services.supplies import Supply
from diary_app.text import _, ngettext
from diary_app.ui.pages.page import Page
from diary_app.ui.panels.days import ask_days, day_echo, read_day
from diary_app.ui.panels.plan import PlanPanel
from diary_app.ui.panels.pump import PumpRefillPanel, pump_section
from diary_app.ui.panels.stock import COUNTED, MedicinePanel, StockPanel
from diary_app.ui.panels.substance import substance_line, unanswered_cards
from diary_app.ui.panels.taper import PausePanel, TaperPanel, taper_in_force, taper_section
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, empty, heading, row, stack
from diary_app.ui.widgets.fields import LineField
from diary_app.ui.widgets.form import LineForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import short_full_day
from diary_app.wording.schedules import course_words, schedule_words
from diary_app.wording.writing import amount_words, number_words

_Panel = PlanPanel | PumpRefillPanel | TaperPanel | PausePanel | StockPanel | MedicinePanel


class MedicinesPage(Page):
    """A card for each medicine; one panel open at a time."""

    key = "medicines"
    icon = "medicines"
    ticks = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._open = ("", "")  # medicine id and task; ("", "add") for a new one
        self._more = ""
        self._stopped = False
        self._to_today = False  # where the open panel leads back to
        self._asked: QWidget | None = None
        self._drawn_on = session.today
        self._known: frozenset[str] = frozenset()  # the ids of the medicines shown so far
        self._closed: str | None = None  # whose panel has just been closed, "" a new one's

    def title(self) -> tuple[str, str]:
        return _("Medicines"), ""

    def busy(self) -> bool:
        return self._open != ("", "")

    def next_control(self) -> QWidget | None:
        asked, self._asked = self._asked, None
        return asked

    def outdated(self) -> bool:
        return self._drawn_on != self.session.today

    def open_first(self) -> None:
        """Ask for a medicine as soon as the page opens; Today, where it was wanted, comes after."""
        if not self.busy():
            self._open, self._to_today = ("", "add"), True
            self.drop()

    def first_control(self) -> QWidget | None:
        return self.next_control()

    def build(self) -> None:
        today = self._drawn_on = self.session.today
        found = supplies.plans_with_stock(self.session.diary)
        if self._open[0]:  # one thing at a time: a stray press loses nothing that was typed
            found = tuple((p, s) for p, s in found if p.medicine.id == self._open[0])
        shown = frozenset(p.medicine.id for p, _s in found)
        made = shown - self._known if self._closed == "" else {self._closed}
        self._closed, self._known = None, self._known if self.busy() else shown
        going = [(p, s) for p, s in found if _goes_on(p, today)]
        ended = [p for p, _s in found if not _goes_on(p, today)]
        if self._open == ("", "add"):
            self.add(self._shown(PlanPanel(self.session, None)))
        elif not found:
            self.add(self._empty())
        elif not self.busy():
            add = way(_("Add a medicine"), icon="plus")
            add.chosen.connect(lambda: self._open_task("", "add"))
            self.add(flow(add), *unanswered_cards(self.session))
            self._asked = add if made != {None} else None
        if self._open == ("", "add"):
            return
        for plan, supply in going:
            self.add(self._card(plan, supply, closed=plan.medicine.id in made))
        if ended:
            self._add_ended(ended)

    def _empty(self) -> QWidget:
        return empty(
            "medicines",
            _("Your medicines will stand here, with every change of dose."),
            _("Have the box at hand: the diary needs name, strength, amount and times."),
            _("Add a medicine"),
            lambda: self._open_task("", "add"),
        )

    def _card(self, plan: Plan, supply: Supply, *, closed: bool) -> QWidget:
        """`closed`: its panel has just been closed, so the keys come back to it."""
        card = Card(gap=10)
        medicine, today = plan.medicine, self.session.today
        strengths = ", ".join(amount_words(strength) for strength in medicine.strengths)
        head = [Run(medicine.name, "strong")]
        head.append(Run(f"  {strengths or medicine.form}", "muted"))
        title = Runs(head, "hero-line")
        change = way(_("Change dose…"), about=medicine.name)
        change.chosen.connect(lambda: self._open_task(medicine.id, "change"))
        self._asked = change if closed and not self.busy() else self._asked
        more = way(_("More…"), "plain", about=medicine.name)
        more.chosen.connect(lambda: self._turn_more(medicine.id))
        card.add(title if self.busy() else row(title, change, more, grow=title))
        card.add(*_now_lines(self.session, plan))
        if plan.held_on(today):
            card.add(Runs(_("On hold: your doctor paused it."), "warn"))
        card.add(_history_lines(plan, today))
        taper = taper_in_force(plan, today)
        if taper is not None:
            ask = partial(self._open_task, medicine.id)
            card.add(*taper_section(self.session, plan, taper, None if self.busy() else ask))
        for line in _supply_words(supply):
            card.add(Runs(line, "small"))
        if supply.uncovered:
            card.add(Runs(_uncovered_words(supply), "warn"))
        if medicine.form == Form.PUMP:
            fill = partial(self._open_task, medicine.id, "pump")
            card.add(*pump_section(self.session, plan, supply.pump, None if self.busy() else fill))
        if self._more == medicine.id and not self.busy():
            card.add(self._more_buttons(plan))
        if self._open[0] == medicine.id and self._open[1]:
            card.add(self._task(plan))
        return card

    def _more_buttons(self, plan: Plan) -> QWidget:
        held = plan.held_on(self.session.today)
        names = {"correct": _("Correct a mistake…")} if plan.courses else {}
        names |= {
            "medicine": _("Name or strength…"),
            "resume" if held else "hold": _("Resume…") if held else _("On hold…"),
            "stop": _("Ended…"),
        }
        if plan.medicine.form != Form.PUMP:
            names["steps"] = _("Steps from my doctor…")
        if plan.medicine.strengths and plan.medicine.form in COUNTED:
            names["stock"] = _("What is left…")
        buttons = []
        for task, text in names.items():
            button = way(text, about=plan.medicine.name)
            button.chosen.connect(lambda task=task: self._open_task(plan.medicine.id, task))
            buttons.append(button)
        return flow(*buttons)

    def _task(self, plan: Plan) -> QWidget:
        match self._open[1]:
            case "change":
                return self._shown(PlanPanel(self.session, plan))
            case "correct" if len(plan.courses) > 1:
                return self._corrections(plan)
            case "stock":
                return self._shown(StockPanel(self.session, plan))
            case "medicine":
                return self._shown(MedicinePanel(self.session, plan))
            case "pump":
                pump = supplies.of(self.session.diary, plan).pump
                return self._shown(PumpRefillPanel(self.session, plan, pump))
            case "steps":
                return self._shown(TaperPanel(self.session, plan))
            case "taper-steps":
                return self._shown(TaperPanel(self.session, plan, tapers.of(plan)))
            case "taper-hold" | "taper-back" | "taper-resume" as task:
                kind = PauseKind(task.removeprefix("taper-"))
                return self._shown(PausePanel(self.session, plan, kind))
            case task if task.startswith("correct"):
                id = task.removeprefix("correct").strip()
                course = next(one for one in plan.courses if id in ("", one.id))
                return self._shown(PlanPanel(self.session, plan, correct=course))
            case task:
                return self._from_day(plan, task)

    def _shown(self, panel: _Panel) -> QWidget:
        """The panel with the keys in its first field; Back and Save close it."""
        panel.left.connect(self._close)
        self._asked = panel.first()
        return panel

    def _from_day(self, plan: Plan, task: str) -> QWidget:
        """Hold, resume or end from a day on."""
        name = plan.medicine.name
        asks = {
            "hold": _("From which day did your doctor pause it?"),
            "resume": _("From which day is it taken again?"),
            "stop": _("Which is the first day without it?"),
        }
        verbs: dict[str, Callable[[Diary, Plan, date], None]] = {
            "hold": partial(medicines.hold, decided_by=DecidedBy.DOCTOR),  # as it is asked
            "resume": medicines.resume,
            "stop": medicines.stop,
        }
        said = {
            "hold": _("Saved: {name} is on hold from {day}."),
            "resume": _("Saved: {name} again from {day}."),
            "stop": _("Saved: {name} ended, first day without {day}."),
        }
        typed = LineField(asks[task], hint=_("today, yesterday, 21 nov"), units=280)

        def store() -> bool:
            day = read_day(self.session, typed, DayOf.PLAN)
            ask_days(self.session, form, day)
            return self.session.store(
                lambda: verbs[task](self.session.diary, plan, day),
                said[task].format(name=name, day=short_full_day(day)),
            )

        key = f"{task} {plan.medicine.id}"
        echo = day_echo(self.session, typed, DayOf.PLAN)
        form = LineForm(
            asks[task], typed, store, about=name, left=self._close, draft=key, echo=echo
        )
        parts: list[QWidget] = [form]
        if task == "stop" and substances.of(plan.medicine):
            warning = _("Do not end {name} on your own: ask your doctor how to come down slowly.")
            parts.insert(0, Runs(warning.format(name=name), "warn"))
        self._asked = typed
        return stack(*parts, gap=10)

    def _corrections(self, plan: Plan) -> QWidget:
        """Which of several plans, one after the other, was entered wrongly."""
        name = plan.medicine.name
        back = way(_("Back"), "plain", about=name)
        back.chosen.connect(self._close)
        buttons: list[QWidget] = []
        for course in reversed(plan.courses):
            button = way(course_words(course), about=name)
            button.chosen.connect(
                lambda course=course: self._open_task(plan.medicine.id, f"correct {course.id}")
            )
            buttons.append(flow(button))
        self._asked = buttons[0].findChild(Button)
        return stack(Runs(_("Which plan was entered wrongly?"), "strong"), *buttons, flow(back))

    def _add_ended(self, ended: list[Plan]) -> None:
        show = way(_("Ended medicines ({n})").format(n=len(ended)), "chip")
        show.setChecked(self._stopped)
        show.chosen.connect(self._turn_stopped)
        if not self.busy():
            self.add(flow(show))
        if not self._stopped:
            return
        self.add(heading(_("Ended")))
        for plan in ended:
            card = Card(gap=8)
            title = Runs([Run(plan.medicine.name, "strong")])
            again = way(_("Taken again…"), about=plan.medicine.name)
            again.chosen.connect(lambda plan=plan: self._open_task(plan.medicine.id, "change"))
            card.add(row(title, again, grow=title))
            card.add(_history_lines(plan, self.session.today))
            if self._open == (plan.medicine.id, "change"):
                card.add(self._shown(PlanPanel(self.session, plan)))
            self.add(card)

    def _open_task(self, id: str, task: str) -> None:
        self._open = (id, task)
        self.altered.emit()

    def _close(self) -> None:
        self._closed, self._open, self._more = self._open[0], ("", ""), ""
        self.altered.emit()
        if self._to_today:
            self._to_today = False
            self.session.wanted.emit("today", None)

    def _turn_more(self, id: str) -> None:
        self._more = "" if self._more == id else id
        self.altered.emit()

    def _turn_stopped(self) -> None:
        self._stopped = not self._stopped
        self.altered.emit()


def _now_lines(session: Session, plan: Plan) -> list[QWidget]:
    """What the medicine is where its name does not say it, and how it is taken now."""
    lines: list[QWidget] = []
    substance, course = substance_line(plan.medicine), plan.course_on(session.today)
    if substance:
        lines.append(Runs(substance, "small"))
    if course is not None:
        lines.append(Runs(schedule_words(course.schedule), "strong"))
    elif plan.all_courses():
        first = plan.all_courses()[-1]
        begins = _("begins on {day}").format(day=short_full_day(first.since))
        lines.append(Runs(f"{course_words(first)}, {begins}", "strong"))
    return lines


def _goes_on(plan: Plan, today: date) -> bool:
    courses = plan.all_courses()
    return not courses or any(not course.days.over_on(today) for course in courses)


def _history_lines(plan: Plan, today: date) -> QWidget:
    """Since when, and what was before, a line each. The steps of a plan stand for themselves."""
    parts = []
    taper = taper_in_force(plan, today)
    for course in reversed(plan.courses if taper else plan.all_courses()):
        if course.since > today:
            text = _("from {day}: {plan}")
            parts.append(text.format(day=short_full_day(course.since), plan=course_words(course)))
        elif today in course.days:
            parts.append(_("since {day}").format(day=short_full_day(course.since)))
        else:
            parts.append(_before_words(course))
    return stack(*(Runs(part, "small") for part in parts[:4]), gap=2)


def _before_words(course: Course) -> str:
    last = "" if course.days.last is None else short_full_day(course.days.last)
    return _("{first} to {last}: {plan}").format(
        first=short_full_day(course.since),
        last=last,
        plan=schedule_words(course.schedule),
    )


def _uncovered_words(supply: Supply) -> str:
    """The days without cover, by name."""
    days = supply.uncovered
    text = ngettext(
        "Not enough for {n} planned day before the next refill on {refill}: {first}.",
        "Not enough for {n} planned days before the next refill on {refill}: {first} to {last}.",
        len(days),
    )
    refill = "" if supply.refill_on is None else short_full_day(supply.refill_on)
    first, last = short_full_day(days[0]), short_full_day(days[-1])
    return text.format(n=len(days), refill=refill, first=first, last=last)


def _supply_words(supply: Supply) -> list[str]:
    """What is left of each strength, and until when it lasts."""
    ends = {} if supply.out is None else {end.strength: end.day for end in supply.out.strengths}
    lines = []
    for left in supply.left:
        if left.count is None:
            continue
        text = _("{count} left of {strength}").format(
            count=number_words(left.count), strength=amount_words(left.strength)
        )
        if " in " in left.strength:  # a liquid is measured
            text = _("{count} mL left of {strength}").format(
                count=number_words(left.count), strength=amount_words(left.strength)
            )
        day = ends.get(left.strength)
        if day is not None:
            text += ", " + _("first day without: {day}").format(day=short_full_day(day))
        lines.append(text)
    return lines
