"""A taper or titration as the clinician wrote it: write it down, see it, hold it, go on.

The diary proposes nothing: no day, time or amount is filled in before the patient types it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import Medicine, in_own_unit
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import total
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import DoseTime
from diary_app.domain.taper import PauseKind, Step, TaperPlan, last_day
from diary_app.domain.when import DayOf, parse_day
from diary_app.errors import DiaryError
from diary_app.services import plausibility, settings, supplies, tapers
from diary_app.services.tapers import StepShown
from diary_app.text import _, ngettext
from diary_app.ui.panels.days import ask_days, day_after, day_echo, read_day
from diary_app.ui.panels.times import TimesFields
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import column, heading, row, rule
from diary_app.ui.widgets.fields import LineField, field, read, read_all
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Pill, Run, Runs, label
from diary_app.wording.days import short_full_day
from diary_app.wording.plans import taper_lines
from diary_app.wording.plausible import plausible_words
from diary_app.wording.schedules import times_words


def taper_in_force(plan: Plan, today: date) -> TaperPlan | None:
    """The latest plan of steps that is not over and was not replaced, None for none."""
    if not plan.tapers:
        return None
    taper = tapers.of(plan)
    return None if taper.days.over_on(today) else taper


def taper_section(
    session: Session, plan: Plan, taper: TaperPlan, open_task: Callable[[str], None] | None
) -> list[QWidget]:
    """The steps with their days and states, what remains, and what the doctor may have changed.

    `open_task` opens the panel of a task by its key; None while a panel is open.
    """
    shown = tapers.shown(taper, session.today)
    rows = QWidget()
    inside = column(rows, gap=0)
    for number, one in enumerate(shown):
        if number:
            inside.addWidget(rule())
        inside.addWidget(_step_row(one, plan.medicine))
    left = Runs(_remaining_words(shown, taper), "strong")
    title = heading(_("Steps, as your doctor wrote them"))
    parts = [title, rows, left, *_needed(session, plan, taper)]
    return [*parts, _buttons(plan, taper, shown, open_task)] if open_task else parts


def _step_row(one: StepShown, medicine: Medicine) -> QWidget:
    since = label(short_full_day(one.stretch.days.since), "row-time")
    since.setMinimumWidth(since.fontMetrics().horizontalAdvance("00 Mmm 0000") * 5 // 4)
    runs = [Run(times_words(one.doses), "strong" if one.state == "now" else "plain")]
    if one.doses:
        amounts = [in_own_unit(dose.amount, medicine) for dose in one.doses]
        a_day = _("{amount} a day").format(amount=total(amounts, medicine.unit))
        runs.append(Run("  " + a_day, "muted"))
    text = Runs(runs)
    pills = {
        "done": Pill("plain", "taken", _("Done")),
        "now": Pill("due", "due", _("Now")),
        "to come": Pill("later", "later", _("To come")),
    }
    return row(since, text, pills[one.state], grow=text, padding=(0, 6), least=48)


def _remaining_words(shown: Sequence[StepShown], taper: TaperPlan) -> str:
    coming = sum(one.state == "to come" for one in shown)
    parts = [ngettext("{n} step to come", "{n} steps to come", coming).format(n=coming)]
    last = last_day(taper)
    if _waiting(taper):
        parts = [_("Held: the steps after this one wait until your doctor says to go on")]
    elif last is not None:
        parts.append(_("last day with a dose {day}").format(day=short_full_day(last)))
    else:
        parts.append(_("the last step goes on"))
    return " · ".join(parts)


def _needed(session: Session, plan: Plan, taper: TaperPlan) -> list[QWidget]:
    """What is still needed to finish, where the plan has an end."""
    needed = [] if _waiting(taper) else supplies.needed_for(session.diary, plan, taper)
    counts = ", ".join(_("{count} of {strength}").format(**one) for one in needed)
    text = _("Needed to finish from today: {counts}").format(counts=counts)
    return [Runs(text, "small")] if needed else []


def _buttons(
    plan: Plan, taper: TaperPlan, shown: Sequence[StepShown], open_task: Callable[[str], None]
) -> QWidget:
    names = {"steps": _("Correct the steps…")}
    now = next((one for one in shown if one.state == "now"), None)
    if now is not None and _waiting(taper):
        names = {PauseKind.RESUME.value: _("Resume the steps…")} | names
    elif now is not None:
        names = {PauseKind.HOLD.value: _("Hold this step…")} | names
    if now is not None and now.stretch.step > 0:
        names = {PauseKind.BACK.value: _("One step back…")} | names
    buttons = []
    for task, text in names.items():
        button = way(text, about=plan.medicine.name)
        button.chosen.connect(lambda task=task: open_task(f"taper-{task}"))
        buttons.append(button)
    return flow(*buttons)


def _waiting(taper: TaperPlan) -> bool:
    """Whether steps wait for the doctor's word."""
    pauses = sorted(taper.pauses, key=lambda pause: pause.day)
    return bool(pauses) and pauses[-1].kind != PauseKind.RESUME


class PausePanel(InputForm):
    """Hold, one step back, or resume: from which day. Nothing is stored until Save."""

    def __init__(self, session: Session, plan: Plan, kind: PauseKind) -> None:
        super().__init__(plan.medicine.name, draft=f"pause {plan.medicine.id} {kind}")
        self._session, self._plan, self._kind = session, plan, kind
        asks = {
            PauseKind.HOLD: _("From which day did your doctor say to stay on this step?"),
            PauseKind.BACK: _("From which day did your doctor say to go one step back?"),
            PauseKind.RESUME: _("From which day did your doctor say to go on?"),
        }
        self._day = LineField(asks[kind], hint=_("today, yesterday, 21 nov"), units=280)
        buttons = (self.save(), self.back())
        echo = day_echo(session, self._day, DayOf.PLAN)
        self.add(field(asks[kind], row(self._day, *buttons), echo), self.problem)

    def first(self) -> QWidget:
        """Where the keys go."""
        return self._day

    def store(self) -> bool:
        session, name = self._session, self._plan.medicine.name
        said = {
            PauseKind.HOLD: _("Saved: {name} stays on its step from {day}."),
            PauseKind.BACK: _("Saved: {name} one step back from {day}."),
            PauseKind.RESUME: _("Saved: {name} goes on with its steps from {day}."),
        }
        day = read_day(session, self._day, DayOf.PLAN)
        ask_days(session, self, day)
        return session.store(
            lambda: tapers.pause(session.diary, self._plan, self._kind, day),
            said[self._kind].format(name=name, day=short_full_day(day)),
        )


def _day_name(number: int) -> str:
    return _("{step}, from which day").format(step=_("Step {n}").format(n=number))


class StepFields(QWidget):
    """One step: from which day, and every dose of a day, or none any more."""

    def __init__(self, session: Session, number: int, before: StepFields | None) -> None:
        super().__init__()
        self._session = session
        self.number, self._before = number, before
        name = _("Step {n}").format(n=number)
        self.day = LineField(_day_name(number), hint="21 nov", units=200)
        self.none = Button(_("No more doses"), "chip", about=name, guarded=False)
        self.times = TimesFields(settings.load(session.diary).day_parts, number)
        self.none.chosen.connect(lambda: self.times.setVisible(not self.none.isChecked()))
        if before is not None:
            same = Button(_("Same times as before"), about=name, guarded=False)
            same.chosen.connect(self._copy_times)
            self.times.buttons.add(same)
        inside = column(self, gap=10)
        inside.addWidget(rule())
        title = Runs(name, "words")
        inside.addWidget(title)
        echo = day_echo(session, self.day, DayOf.PLAN, self._since_before)
        inside.addWidget(field(_("From which day?"), row(self.day, self.none), echo))
        inside.addWidget(self.times)

    def show_step(self, step: Step, today: date) -> None:
        """Show a step that was written before, at the clock times it has today."""
        self.day.setText(step.since.isoformat())
        self.none.setChecked(not step.doses)
        self.times.setVisible(bool(step.doses))
        self.times.fill(step.doses_on(today))

    def read(self, medicine: Medicine) -> Step:
        """The step as entered. Raises NotRead, the reasons shown beside what cannot be read."""
        read_all(self._read_day, lambda: self._read_doses(medicine))
        return Step(self._read_day(), self._read_doses(medicine))

    def since(self) -> date | None:
        """The day that is typed, None while it cannot be read."""
        try:
            return _day_of_step(self.day.text(), self._session.today, self._since_before())
        except (Refused, DiaryError):
            return None

    def _since_before(self) -> date | None:
        return None if self._before is None else self._before.since()

    def _read_day(self) -> date:
        today, before = self._session.today, self._since_before()
        return read(self.day, lambda text: _day_of_step(text, today, before))

    def _read_doses(self, medicine: Medicine) -> tuple[DoseTime, ...]:
        return () if self.none.isChecked() else self.times.read(medicine)

    def _copy_times(self) -> None:
        assert self._before is not None
        self.times.fill_clocks(self._before.times.clocks())
        self.times.amount().setFocus()


def _day_of_step(text: str, today: date, before: date | None) -> date:
    if before is None:
        return parse_day(text, today, DayOf.PLAN)
    complaint = _("{day} is not after {before}, the day of the step before.")
    return day_after(text, today, DayOf.PLAN, before, complaint)


class TaperPanel(InputForm):
    """The clinician's steps, one below the other. `taper`: the plan whose steps are corrected."""

    def __init__(self, session: Session, plan: Plan, taper: TaperPlan | None = None) -> None:
        key = f"taper {plan.medicine.id} {taper.id if taper else ''}".strip()
        super().__init__(plan.medicine.name, "plain", gap=18, draft=key)
        self._session, self._plan, self._taper = session, plan, taper
        self._steps: list[StepFields] = []
        text = _("{name}: steps that your doctor wrote down")
        if taper is not None:
            text = _("{name}: correct a mistake in the steps")
        self.add(self.title(text.format(name=self.about)), self._hint())
        holder = QWidget()
        self._rows = column(holder, gap=18)
        self.add(holder)
        another = Button(_("Another step"), icon="plus", about=self.about, guarded=False)
        another.chosen.connect(self._add_step)
        self._fewer = way(_("Remove the last step"), "plain", about=self.about)
        self._fewer.chosen.connect(self._remove_step)
        self.add(row(another, self._fewer))
        self._prescriber = LineField(
            _("Who prescribed it"), taper.prescriber if taper else "", units=320
        )
        self.add(rule(), field(_("Who prescribed it (if you like)"), self._prescriber))
        self.add(self.problem, row(self.save(_("Save the steps"), "main")))
        for step in taper.steps if taper else ():
            self._add_step()
            self._steps[-1].show_step(step, session.today)
        if taper is None:
            self._add_step()

    def first(self) -> QWidget:
        """Where the keys go when the panel opens."""
        return self._steps[0].day

    def _hint(self) -> QWidget:
        text = _(
            "Have the paper at hand. One step for each change: from which day, and every dose of "
            "the day. From the first day on these steps are your plan; the days before stay as "
            "they were."
        )
        return Runs(text, "muted")

    def grow(self, wanted: Collection[str]) -> None:
        """Add steps while the next one has a field of a `wanted` name."""
        while _day_name(len(self._steps) + 1) in wanted:
            self._add_step()

    def _add_step(self) -> None:
        before = self._steps[-1] if self._steps else None
        step = StepFields(self._session, len(self._steps) + 1, before)
        self._steps.append(step)
        self._rows.addWidget(step)
        step.show()
        self._fewer.setVisible(len(self._steps) > 1)
        if before is not None:
            step.day.setFocus()

    def _remove_step(self) -> None:
        step = self._steps.pop()
        step.hide()
        step.setParent(None)
        step.deleteLater()
        self._fewer.setVisible(len(self._steps) > 1)
        self._steps[-1].day.setFocus()

    def store(self) -> bool:
        return self._keep(self._read())

    def _keep(self, steps: Sequence[Step]) -> bool:
        session, plan, taper = self._session, self._plan, self._taper
        who = self._prescriber.text().strip()
        self._look_over(steps, who)
        if taper is not None:
            return session.store(
                lambda: tapers.correct(session.diary, plan, taper, steps, who),
                _("Corrected: the steps of {name}.").format(name=self.about),
            )
        said = ngettext(
            "Saved: {n} step of {name} from {day}.",
            "Saved: {n} steps of {name} from {day}.",
            len(steps),
        )
        day = short_full_day(steps[0].since)
        return session.store(
            lambda: tapers.add(session.diary, plan, steps, who),
            said.format(n=len(steps), name=self.about, day=day),
        )

    def _look_over(self, steps: Sequence[Step], who: str) -> None:
        """Ask about what is probably a slip; new steps are read back, a correction is not."""
        medicine = self._plan.medicine
        asked = [
            plausible_words(one)
            for one in plausibility.of_steps(self._session.diary, medicine, steps)
        ]
        if self._taper is not None:
            standing = plausibility.of_steps(self._session.diary, medicine, self._taper.steps)
            answered = {plausible_words(one) for one in standing}
            self.ask([one for one in asked if one not in answered])
            return
        draft = TaperPlan("", medicine.id, tuple(steps), prescriber=who)
        self.ask(
            asked, [_("{name}, step by step:").format(name=medicine.name), *taper_lines(draft)]
        )

    def _read(self) -> list[Step]:
        read_all(*(partial(fields.read, self._plan.medicine) for fields in self._steps))
        return [fields.read(self._plan.medicine) for fields in self._steps]
