"""`medicine`, `refill`, `pump-refill`, `taper`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

from diary_app.cli import prescription, shapes
from diary_app.cli.context import Context
from diary_app.domain.course import Course, DecidedBy
from diary_app.domain.medicine import Form, Medicine, PumpRefill
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.plausible import Question
from diary_app.domain.quantity import plain_number
from diary_app.domain.taper import PauseKind
from diary_app.domain.when import DayOf
from diary_app.errors import NeedsConfirmation, Told
from diary_app.services import medicines, plausibility, substances, supplies, tapers
from diary_app.services.plausibility import Implausible
from diary_app.services.supplies import Supply
from diary_app.text import _
from diary_app.wording.plans import medicine_words, plan_lines, read_back, taper_lines
from diary_app.wording.schedules import course_words, times_words
from diary_app.wording.substances import counted_together, which_substance


def run(context: Context) -> None:
    """The verbs of `medicine`."""
    verbs = {
        "add": _add,
        "change": _change,
        "correct": _correct,
        "stop": _stop,
        "hold": _hold,
        "resume": _resume,
        "refill": refill,
        "list": _list,
    }
    verbs[context.options.verb](context)


def _add(context: Context) -> None:
    options = context.options
    _ask_substance(context, options.name)
    form = prescription.form_of(options.form or ("pump" if options.rate else None))
    strengths = prescription.strengths_of(options.strength, form)
    substance = substances.stored(context.diary, options.name, options.substance)
    draft = Medicine("", options.name, form, strengths, substance=substance)
    given = prescription.new(context, draft)
    refill_on = context.coming(options.refill_on, context.now.day - DAY)
    stock = None if options.stock is None else prescription.count_of(options.stock)
    filling = _filling(context, draft, options.first)
    _ask(
        context,
        plausibility.of_prescription(
            context.diary, draft, given, refill_on, filling.alarm_date, filling.refill_by
        )
        + _asked_of_stock(context, Plan(draft, (Course("", "", given),)), stock),
    )
    medicine = medicines.add(
        context.diary,
        options.name,
        form,
        strengths,
        given,
        options.reason or "",
        refill_on,
        stock,
        options.substance,
    )
    if form == Form.PUMP and (options.alarm_date or options.refill_by):
        medicines.pump_refill(context.diary, replace(filling, medicine_id=medicine.id))
    plan = medicines.plan_of(context.diary, medicine.id)
    _read_back(context, plan, plan.courses[-1])
    _tell_others(context, medicine)


def _ask_substance(context: Context, name: str) -> None:
    """A name close to a substance's is asked about; --confirm never answers a name."""
    close = substances.close_to(context.diary, name)
    if close is not None and context.options.substance is None:
        raise NeedsConfirmation((which_substance(name, close),))


def _tell_others(context: Context, medicine: Medicine) -> None:
    """Say that another medicine of the same substance is counted with this one."""
    others = substances.others_of_it(context.diary, medicine)
    if others:
        context.say(
            counted_together(
                medicine.name,
                substances.of(context.diary, medicine) or "",
                [other.name for other in others],
            )
        )


def _change(context: Context) -> None:
    plan = medicines.plan_of(context.diary, context.options.name)
    first = context.day(context.options.first, DayOf.PLAN)
    before = plan.course_on(first) or plan.course_on(first - DAY)
    given = prescription.changed(context, plan.medicine, before)
    standing = None if before is None else (plan.medicine, before)
    _ask(
        context,
        plausibility.of_prescription(context.diary, plan.medicine, given, before=standing),
    )
    _read_back(context, plan, medicines.change(context.diary, plan, given))


def _correct(context: Context) -> None:
    options = context.options
    plan = medicines.plan_of(context.diary, options.name)
    if options.new_name:
        _ask_substance(context, options.new_name)
    medicine = _corrected_medicine(context, plan.medicine)
    course = _chosen_course(context, plan)
    if course is not None:
        given = prescription.corrected(context, medicine, course)
        new_day = medicine.refill_on if options.refill_on else None
        _ask(
            context,
            plausibility.of_prescription(
                context.diary, medicine, given, new_day, before=(plan.medicine, course)
            ),
        )
    if medicine != plan.medicine:
        medicines.correct_medicine(context.diary, medicine)
        plan = medicines.plan_of(context.diary, medicine.id)
        course = _chosen_course(context, plan)
    if course is None:
        return
    wanted = prescription.corrected(context, plan.medicine, course)
    if wanted != replace(course.prescription, note=""):
        course = medicines.correct(context.diary, plan, course, wanted)
    _read_back(context, plan, course)


def _corrected_medicine(context: Context, medicine: Medicine) -> Medicine:
    options = context.options
    form = medicine.form if options.form is None else prescription.form_of(options.form)
    strengths = medicine.strengths
    if options.strength:
        strengths = prescription.strengths_of(options.strength, form)
    return replace(
        medicine,
        name=options.new_name or medicine.name,
        form=form,
        strengths=strengths,
        reason=medicine.reason if options.reason is None else options.reason,
        refill_on=context.coming(options.refill_on, context.now.day - DAY) or medicine.refill_on,
        substance=(
            medicine.substance
            if options.substance is None
            else substances.stored(context.diary, medicine.name, options.substance)
        ),
    )


def _chosen_course(context: Context, plan: Plan) -> Course | None:
    day = context.day(context.options.course_on, DayOf.PLAN)
    chosen = [course for course in plan.courses if day in course.days] or list(plan.courses[-1:])
    return chosen[-1] if chosen else None


def _stop(context: Context) -> None:
    plan, day = _plan_and_day(context)
    medicines.stop(context.diary, plan, day, _decided_by(context))
    context.show(
        _("{name}: {day} is the first day without.").format(name=plan.medicine.name, day=day)
    )


def _hold(context: Context) -> None:
    plan, day = _plan_and_day(context)
    options = context.options
    last = context.coming(options.last, day - DAY)
    _ask(context, plausibility.of_days(context.diary, (last,)))
    until = None if last is None else last + DAY
    medicines.hold(context.diary, plan, day, options.reason, until, _decided_by(context))
    context.show(_("{name}: on hold from {day}.").format(name=plan.medicine.name, day=day))


def _resume(context: Context) -> None:
    plan, day = _plan_and_day(context)
    medicines.resume(context.diary, plan, day, _decided_by(context))
    context.show(
        _("{name}: {day} is the first day with it again.").format(name=plan.medicine.name, day=day)
    )


def _decided_by(context: Context) -> DecidedBy | None:
    given = context.options.decided_by
    return DecidedBy(given) if given else None


def _plan_and_day(context: Context) -> tuple[Plan, date]:
    plan = medicines.plan_of(context.diary, context.options.name)
    day = context.day(context.options.first, DayOf.PLAN)
    _ask(context, plausibility.of_days(context.diary, (day,)))
    return plan, day


def _ask(context: Context, asked: tuple[Question, ...]) -> None:
    """Ask about a probable slip before anything is stored, unless --confirm answers it."""
    if asked and not context.options.confirm:
        raise Implausible(asked)


def _asked_of_stock(context: Context, plan: Plan, count: Decimal | None) -> tuple[Question, ...]:
    strengths = plan.medicine.strengths
    wanted = getattr(context.options, "strength", None)
    if isinstance(wanted, str):  # `refill --strength` names one of several
        strengths = tuple(s for s in strengths if str(s).startswith(wanted)) or strengths
    if count is None or not strengths:
        return ()
    return plausibility.of_supply(context.diary, plan, count, strengths[0])


def refill(context: Context) -> None:
    """`refill NAME COUNT`."""
    options = context.options
    plan = medicines.plan_of(context.diary, options.name)
    medicine = plan.medicine
    count = prescription.count_of(options.count)
    _ask(context, _asked_of_stock(context, plan, count))
    kind = "count" if options.counted else "refill"
    medicines.refill(context.diary, medicine, count, options.strength, kind)
    context.show(_("{name}: {count} noted.").format(name=medicine.name, count=plain_number(count)))


def pump_refill(context: Context) -> None:
    """`pump-refill NAME`."""
    options = context.options
    medicine = medicines.plan_of(context.diary, options.name).medicine
    if medicine.form != Form.PUMP:
        raise Told(_("{name} is not given by a pump.").format(name=medicine.name))
    filling = _filling(context, medicine, options.on)
    _ask(context, plausibility.of_filling(context.diary, filling))
    medicines.pump_refill(context.diary, filling)
    context.show(_("{name}: the pump's dates are noted.").format(name=medicine.name))


def _filling(context: Context, medicine: Medicine, on: str | None) -> PumpRefill:
    options = context.options
    reservoir = getattr(options, "reservoir", None)
    filled = context.day(on, DayOf.RECORD)
    return PumpRefill(
        str(uuid4()),
        medicine.id,
        filled,
        context.coming(options.alarm_date, filled),
        context.coming(options.refill_by, filled),
        None if reservoir is None else prescription.count_of(reservoir),
        getattr(options, "phone", ""),
    )


def _list(context: Context) -> None:
    found = supplies.plans_with_stock(context.diary)
    if context.options.json:
        context.show_json(
            [
                shapes.medicine(
                    plan, substances.of(context.diary, plan.medicine), supplies.plain(supply)
                )
                for plan, supply in found
            ]
        )
        return
    for plan, supply in found:
        context.show(f"{plan.medicine.name} ({', '.join(map(str, plan.medicine.strengths))})")
        for course in plan.all_courses():
            context.show(f"  {course_words(course)}")
        for line in _supply_words(supply):
            context.show(f"  {line}")


def _supply_words(supply: Supply) -> list[str]:
    """What is left, and the first day without."""
    lines = [
        _("{count} left of {strength}").format(count=plain_number(s.count), strength=s.strength)
        for s in supply.left
        if s.count is not None
    ]
    if supply.out is not None and supply.out.day is not None:
        lines.append(_("{day} is the first day they do not cover").format(day=supply.out.day))
    if supply.uncovered:
        days = ", ".join(day.isoformat() for day in supply.uncovered)
        lines.append(_("not covered before the refill: {days}").format(days=days))
    return lines


def _read_back(context: Context, plan: Plan, course: Course) -> None:
    """The whole plan in words, so that a slip is seen."""
    substance = substances.of(context.diary, plan.medicine)
    lines = plan_lines(course, plan.medicine)
    lines += _supply_words(supplies.of(context.diary, plan))
    context.show(read_back(medicine_words(plan.medicine, substance), lines))


def run_taper(context: Context) -> None:
    """The verbs of `taper`."""
    options = context.options
    plan = medicines.plan_of(context.diary, options.name)
    name = plan.medicine.name
    if options.verb == "add":
        steps = prescription.steps_of(context, options.step, plan.medicine)
        _ask(context, plausibility.of_steps(context.diary, plan.medicine, steps))
        taper = tapers.add(context.diary, plan, steps, options.prescriber)
        context.show(read_back(name, taper_lines(taper)))
    elif options.verb != "show":
        day = context.day(options.first, DayOf.PLAN)
        _ask(context, plausibility.of_days(context.diary, (day,)))
        tapers.pause(context.diary, plan, PauseKind(options.verb), day)
    plan = medicines.plan_of(context.diary, name)
    taper = tapers.of(plan)
    shown = tapers.shown(taper, context.now.day)
    needed = supplies.needed_for(context.diary, plan, taper)
    if getattr(options, "json", False):
        context.show_json(shapes.taper(taper, name, shown, needed))
        return
    for step in shown:
        context.show(f"{step.stretch.days.since}  {times_words(step.doses)}  ({step.state})")
    for strength in needed:
        context.show(_("Needed to finish: {count} of {strength}").format(**strength))
