"""A medicine's plan: add it, change it from a day on, or put right what was entered wrongly."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.course import Course, DecidedBy, Prescription
from diary_app.domain.days import Days
from diary_app.domain.medicine import Form, Medicine, in_own_unit
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, parse_quantity, print_quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.when import DayOf, parse_day, parse_span
from diary_app.errors import BadInput, Told
from diary_app.services import medicines, settings
from diary_app.text import _
from diary_app.ui.panels.days import day_after
from diary_app.ui.panels.schedule import ScheduleFields
from diary_app.ui.panels.taper import taper_in_force
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import short_full_day
from diary_app.wording.refusals import in_words
from diary_app.wording.schedules import schedule_words


class PlanPanel(Card):
    """`plan` None: a new medicine. `correct`: the course to alter in place."""

    left = Signal()

    def __init__(
        self, session: Session, plan: Plan | None, *, correct: Course | None = None
    ) -> None:
        super().__init__("plain", gap=18)
        self._session, self._plan = session, plan
        self._correct, self._course = correct is not None, correct
        self._about = plan.medicine.name if plan else _("new medicine")
        self._name = LineField(_("Name of the medicine"), units=420)
        self._form = Choice(_forms(), about=_("form"), guarded=False)
        self._strengths = LineField(
            _("Strength"), hint=_("10 mg; 10 mg, 5 mg; 5 mg/5 mL"), units=320
        )
        self.add(self._title())
        if plan is not None and correct is None and taper_in_force(plan, session.today):
            text = _("The steps that your doctor wrote down end where this plan begins.")
            self.add(Runs(text, "warn"))
        if plan is None:
            self.add(
                field(_("What is it called?"), self._name),
                field(_("What is it?"), self._form),
                field(_("Strength, as on the box"), self._strengths),
            )
        old = self._course if self._correct else None
        parts = settings.load(session.diary).day_parts
        self._schedule = ScheduleFields(self._about, parts, old)
        self.add(self._schedule)
        self._since = LineField(_("From which day"), hint=_("today, 21 nov"), units=220)
        if self._correct and self._course:
            self._since.setText(self._course.since.isoformat())
        elif plan is None:
            self._since.setText(_("today"))
        self._last = LineField(_("Until which day"), hint=_("goes on"), units=220)
        if self._correct and self._course and self._course.days.last:
            self._last.setText(self._course.days.last.isoformat())
        self.add(
            flow(
                field(_("From which day?"), self._since),
                field(_("Last day (if it ends)"), self._last),
            )
        )
        self._add_limits()
        self._problem = Runs("", "warn")
        self._problem.hide()
        save = Button(_("Save"), "main", about=self._about)
        save.chosen.connect(self._save)
        self.add(self._problem, row(save))

    def first(self) -> QWidget:
        """Where the keys go when the panel opens."""
        return self._name if self._plan is None else self._schedule.kind.first()

    def _title(self) -> QWidget:
        text = _("A new medicine")
        if self._plan is not None:
            text = _("{name}: a new plan. The days before it stay as they were.")
            if self._correct:
                text = _("{name}: put right what was entered wrongly.")
            text = text.format(name=self._plan.medicine.name)
        title = Runs(text, "words")
        back = way(_("Back"), "plain", about=self._about)
        back.chosen.connect(self.left)
        return row(title, back, grow=title)

    def _add_limits(self) -> None:
        """The prescriber's own limits, and who decided."""
        given = self._course.prescription if self._correct and self._course else None
        self._maximum = LineField(_("Most a day"), hint="60 mg", units=230)
        self._gap = LineField(_("Least time between doses"), hint="4h", units=230)
        if given and given.max_per_day:
            self._maximum.setText(print_quantity(given.max_per_day))
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
        if given:
            self._decided.select(given.decided_by)
        if self._plan is not None:
            self.add(field(_("Who decided? (if you like)"), self._decided))

    def _save(self) -> None:
        try:
            self._store()
        except (Refused, BadInput) as error:
            self._say(str(in_words(error)))

    def _say(self, text: str) -> None:
        self._problem.show_runs(text)
        self._problem.show()

    def _store(self) -> None:
        diary = self._session.diary
        if self._plan is None:
            medicine = self._read_medicine()
            given = self._read(medicine)
            done = self._session.save(
                lambda: medicines.add(
                    diary, medicine.name, medicine.form, medicine.strengths, given
                ),
                lambda made: _("Saved: {name}.").format(name=made.name),
            )
        else:
            plan, given = self._plan, self._read(self._plan.medicine)
            course = self._course
            if self._correct and course is not None:
                done = self._session.save(
                    lambda: medicines.correct(diary, plan, course, given),
                    lambda _c: _("Corrected: {name}.").format(name=plan.medicine.name),
                )
            else:
                done = self._session.save(
                    lambda: medicines.change(diary, plan, given),
                    lambda made: _("Saved: {name} from {day}: {plan}.").format(
                        name=plan.medicine.name,
                        day=short_full_day(made.since),
                        plan=schedule_words(made.schedule),
                    ),
                )
        if done:
            self.left.emit()

    def _read_medicine(self) -> Medicine:
        form = self._form.value
        if not isinstance(form, Form):
            raise Told(_("It is not said what it is."), "", _("Choose tablet, liquid, …"))
        strengths = medicines.strengths_of(self._strengths.text(), form)
        return Medicine("", medicines.checked_name(self._name.text()), form, strengths)

    def _read(self, medicine: Medicine) -> Prescription:
        first = parse_day(self._since.text(), self._session.today, DayOf.PLAN)
        schedule, days = self._schedule.read(medicine, first, self._session.today), Days(first)
        if self._last.text().strip():
            complaint = _("The last day, {day}, lies before the first.")
            last = day_after(
                self._last.text(), self._session.today, DayOf.COMING, first - DAY, complaint
            )
            days = Days.through(first, last)
        decided = self._decided.value
        return Prescription(
            schedule,
            days,
            max_per_day=self._read_maximum(medicine),
            min_gap=parse_span(self._gap.text()) if self._gap.text().strip() else None,
            prescriber=self._prescriber.text().strip(),
            decided_by=decided if isinstance(decided, DecidedBy) else None,
        )

    def _read_maximum(self, medicine: Medicine) -> Quantity | None:
        text = self._maximum.text().strip()
        return in_own_unit(parse_quantity(text), medicine) if text else None


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
