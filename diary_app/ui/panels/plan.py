"""A medicine's plan: add it, change it from a day on, or put right what was entered wrongly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from diary_app.domain.course import Course, DecidedBy, Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, Medicine, Strength
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import Schedule
from diary_app.domain.when import DayOf, parse_day, parse_span
from diary_app.services import medicines, plausibility, substances
from diary_app.text import _
from diary_app.ui.panels.days import day_after, day_echo, read_day
from diary_app.ui.panels.schedule import ScheduleFields
from diary_app.ui.panels.substance import SubstanceQuestion, added_words
from diary_app.ui.panels.taper import taper_in_force
from diary_app.ui.panels.times import amount_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, NotRead, field, read, read_all, refused
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import full_day, short_full_day
from diary_app.wording.plans import medicine_words, plan_lines
from diary_app.wording.plausible import plausible_words
from diary_app.wording.schedules import schedule_words
from diary_app.wording.writing import amount_words


class PlanPanel(InputForm):
    """`plan` None: a new medicine. `correct`: the course to alter in place."""

    def __init__(
        self, session: Session, plan: Plan | None, *, correct: Course | None = None
    ) -> None:
        key = "new medicine" if plan is None else f"plan {plan.medicine.id}"
        key = key if correct is None else f"{key} {correct.id}"
        about = plan.medicine.name if plan else _("new medicine")
        super().__init__(about, "plain", gap=18, draft=key)
        self._session, self._plan = session, plan
        self._correct, self._course = correct is not None, correct
        # A change begins with the plan as it is: what is not touched stays as it was.
        standing = None if plan is None else plan.course_on(session.today)
        self._filled = correct or standing
        self._name = LineField(_("Name of the medicine"), units=420)
        self._substance = SubstanceQuestion(session)
        self._form = Choice(_forms(), about=_("form"), guarded=False)
        self._strengths = LineField(
            _("Strength"), hint=_("10 mg; 10 mg, 5 mg; 5 mg/5 mL"), units=320
        )
        self.add(self.title(self._purpose()))
        if plan is not None and correct is None and taper_in_force(plan, session.today):
            text = _("The steps that your doctor wrote down end where this plan begins.")
            self.add(Runs(text, "warn"))
        if standing is not None and correct is None:
            self.add(Runs(_("This is what you take now. Change what is different."), "muted"))
        if plan is None:
            self.add(
                field(_("What is it called?"), self._name),
                self._substance,
                field(_("What is it?"), self._form),
                field(_("Strength, as on the box"), self._strengths),
            )
        old = self._course if self._correct else None
        now = None if standing is None else standing.schedule
        self._schedule = ScheduleFields(self.about, session, old, now)
        self.add(self._schedule)
        self._since = LineField(_("From which day"), hint=_("today, 21 nov"), units=220)
        if self._correct and self._course:
            self._since.setText(self._course.since.isoformat())
        elif plan is None:
            self._since.setText(_("today"))
        self._last = LineField(_("Until which day"), hint=_("goes on"), units=220)
        # Where a step stands now, its end is the next step's beginning, not the plan's end.
        steps = plan is not None and correct is None and taper_in_force(plan, session.today)
        if self._filled and self._filled.days.last and not steps:
            self._last.setText(self._filled.days.last.isoformat())
        begun = day_echo(session, self._since, DayOf.PLAN)
        ended = day_echo(session, self._last, DayOf.COMING, beside=self._day_before_first)
        self.add(
            flow(
                field(_("From which day?"), self._since, begun),
                field(_("Last day (if it ends)"), self._last, ended),
            )
        )
        self._add_limits()
        self.add(self.problem, row(self.save(kind="main")))

    def first(self) -> QWidget:
        """Where the keys go when the panel opens."""
        return self._name if self._plan is None else self._schedule.kind.first()

    def _day_before_first(self) -> date | None:
        """Beside which a last day without a year is judged; None while there is no first one."""
        try:
            return parse_day(self._since.text(), self._session.today, DayOf.PLAN) - DAY
        except Refused:
            return None

    def _purpose(self) -> str:
        text = _("A new medicine")
        if self._plan is not None:
            text = _("{name}: a new plan. The days before it stay as they were.")
            if self._correct:
                text = _("{name}: correct a mistake.")
            text = text.format(name=self._plan.medicine.name)
        return text

    def _add_limits(self) -> None:
        """The prescriber's own limits, and who decided."""
        given = self._filled.prescription if self._filled else None
        self._maximum = LineField(_("Most a day"), hint="60 mg", units=230)
        self._gap = LineField(_("Least time between doses"), hint="4h", units=230)
        if given and given.max_per_day:
            self._maximum.setText(amount_words(given.max_per_day))
        if given and given.min_gap:
            hours, minutes = divmod(round(given.min_gap.total_seconds() / 60), 60)
            self._gap.setText(f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes))
        self._prescriber = LineField(
            _("Who prescribed it"), given.prescriber if given else "", units=320
        )
        hint = _("Only if your prescriber set them. The diary then asks before it stores more.")
        self.add(
            flow(
                field(_("Most a day"), self._maximum),
                field(_("Least time between doses"), self._gap),
                field(_("Who prescribed it (if you like)"), self._prescriber),
            ),
            Runs(hint, "small"),
        )
        who: list[tuple[object, str]] = [
            (DecidedBy.DOCTOR, _("My doctor")),
            (DecidedBy.ME, _("Me")),
        ]
        self._decided = Choice(who, about=_("who decided"), guarded=False)
        if given and self._correct:
            self._decided.select(given.decided_by)
        if self._plan is not None:
            self.add(field(_("Who decided? (if you like)"), self._decided))

    def store(self) -> bool:
        session, diary, plan, course = self._session, self._session.diary, self._plan, self._course
        if plan is None:
            return self._add_medicine()
        given, name = self._read(plan.medicine), plan.medicine.name
        self._look_over(plan, given)
        if self._correct and course is not None:
            return session.store(
                lambda: medicines.correct(diary, plan, course, given),
                _("Corrected: {name}.").format(name=name),
            )
        return session.store(
            lambda: medicines.change(diary, plan, given),
            lambda made: _("Saved: {name} from {day}: {plan}.").format(
                name=name, day=short_full_day(made.since), plan=schedule_words(made.schedule)
            ),
        )

    def _add_medicine(self) -> bool:
        """A new medicine: read back whole before it is stored."""
        read_all(self._read_medicine, lambda: self._read(self._medicine_so_far()))
        diary, medicine = self._session.diary, self._read_medicine()
        given, answer = self._read(medicine), self._substance.answer()
        draft = replace(medicine, substance=substances.stored(medicine.name, answer))
        asked = plausibility.of_prescription(diary, draft, given)
        lines = [
            medicine_words(draft, substances.of(draft)),
            *plan_lines(Course("", "", given), draft),
        ]
        self.ask([plausible_words(one) for one in asked], lines)
        return self._session.store(
            lambda: medicines.add(
                diary,
                medicine.name,
                medicine.form,
                medicine.strengths,
                given,
                substance=answer,
            ),
            lambda made: added_words(diary, made),
        )

    def _look_over(self, plan: Plan, given: Prescription) -> None:
        """Ask about what is probably a slip; a new plan is read back, a correction is not."""
        diary, standing = self._session.diary, self._course
        if not self._correct:
            first = given.days.since
            standing = plan.course_on(first) or plan.course_on(first - DAY)
        before = None if standing is None else (plan.medicine, standing)
        asked = plausibility.of_prescription(diary, plan.medicine, given, before=before)
        lines: list[str] = []
        if not self._correct:
            since = _("{name} from {day}:").format(
                name=plan.medicine.name, day=full_day(given.days.since)
            )
            lines = [since, *plan_lines(Course("", "", given), plan.medicine)]
        self.ask([plausible_words(one) for one in asked], lines)

    def _read_medicine(self) -> Medicine:
        read_all(self._read_name, self._read_form, self._read_strengths)
        name, form = self._read_name(), self._read_form()
        return Medicine("", name, form, self._read_strengths())

    def _medicine_so_far(self) -> Medicine | None:
        try:
            return self._read_medicine()
        except NotRead:
            return None

    def _read_name(self) -> str:
        name = read(self._name, medicines.checked_name)
        self._substance.look_at(name)
        return name

    def _read_form(self) -> Form:
        form = self._form.value
        if not isinstance(form, Form):
            raise refused(self._form, _("What is it? Choose tablet, liquid or another one."))
        return form

    def _read_strengths(self) -> tuple[Strength, ...]:
        form = self._form.value
        if not isinstance(form, Form):
            return ()  # what a strength looks like depends on the form, which says what is wrong
        return read(self._strengths, lambda text: medicines.strengths_of(text, form))

    def _read(self, medicine: Medicine | None) -> Prescription:
        first = self._read_first
        schedule = partial(self._read_schedule, medicine)
        most = partial(self._read_maximum, medicine)
        read_all(schedule, first, self._read_days, most, self._read_gap)
        decided = self._decided.value
        return Prescription(
            schedule(),
            self._read_days(),
            max_per_day=most(),
            min_gap=self._read_gap(),
            prescriber=self._prescriber.text().strip(),
            decided_by=decided if isinstance(decided, DecidedBy) else None,
        )

    def _read_first(self) -> date:
        return read_day(self._session, self._since, DayOf.PLAN)

    def _read_schedule(self, medicine: Medicine | None) -> Schedule:
        try:
            first = self._read_first()
        except NotRead:
            first = self._session.today  # says itself what is wrong with it
        return self._schedule.read(medicine, first)

    def _read_days(self) -> Days:
        first, today = self._read_first(), self._session.today
        if not self._last.text().strip():
            return Days(first)
        complaint = _("The last day, {day}, lies before the first.")
        last = read(
            self._last, lambda text: day_after(text, today, DayOf.COMING, first - DAY, complaint)
        )
        return Days.through(first, last)

    def _read_gap(self) -> timedelta | None:
        return read(self._gap, parse_span) if self._gap.text().strip() else None

    def _read_maximum(self, medicine: Medicine | None) -> Quantity | None:
        return amount_of(self._maximum, medicine) if self._maximum.text().strip() else None


def _forms() -> list[tuple[object, str]]:
    return [
        (Form.TABLET, _("Tablet")),
        (Form.CAPSULE, _("Capsule")),
        (Form.LIQUID, _("Liquid")),
        (Form.GRANULES, _("Granules")),
        (Form.DROPS, _("Drops")),
        (Form.INHALER, _("Inhaler")),
        (Form.PATCH, _("Patch")),
        (Form.INJECTION, _("Injection")),
        (Form.PUMP, _("Pump")),
        (Form.OTHER, _("Other")),
    ]
