"""`medicine`: what is taken, and how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from diary_app.cli import prescription, shapes
from diary_app.cli.context import Context
from diary_app.cli.declare import (
    Noun,
    Run,
    Verb,
    argument,
    as_json,
    confirm,
    decided_by,
    first_day,
    flag,
    option,
)
from diary_app.cli.refills import asked_of_stock, filling_of, refill_verb
from diary_app.domain.course import Course, DecidedBy
from diary_app.domain.medicine import Form, Medicine
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import plain_number
from diary_app.domain.when import DayOf
from diary_app.errors import NeedsConfirmation
from diary_app.services import medicines, plausibility, substances, supplies
from diary_app.services.supplies import Supply
from diary_app.text import _
from diary_app.wording.plans import medicine_words, plan_lines, read_back
from diary_app.wording.schedules import course_words
from diary_app.wording.substances import counted_together, substance_open, which_substance
from diary_app.wording.writing import amount_words


def _add(context: Context) -> None:
    options = context.options
    _ask_substance(context, options.name)
    form = prescription.form_of(options.form or ("pump" if options.rate else None))
    strengths = prescription.strengths_of(options.strength, form)
    substance = substances.stored(options.name, options.substance)
    draft = Medicine("", options.name, form, strengths, substance=substance)
    given = prescription.new(context, draft)
    refill_on = context.coming(options.refill_on, context.now.day - DAY)
    stock = None if options.stock is None else prescription.count_of(options.stock)
    filling = filling_of(context, draft, options.first)
    context.ask(
        plausibility.of_prescription(
            context.diary, draft, given, refill_on, filling.alarm_date, filling.refill_by
        )
        + asked_of_stock(context, Plan(draft, (Course("", "", given),)), stock),
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
    close = substances.close_to(name)
    if close is not None and context.options.substance is None:
        raise NeedsConfirmation((which_substance(name, close),))


def _tell_others(context: Context, medicine: Medicine) -> None:
    """Say that another medicine of the same substance is counted with this one."""
    others = substances.others_of_it(context.diary, medicine)
    if others:
        context.say(
            counted_together(
                medicine.name,
                substances.of(medicine) or "",
                [other.name for other in others],
            )
        )


def _change(context: Context) -> None:
    plan = medicines.plan_of(context.diary, context.options.name)
    first = context.day(context.options.first, DayOf.PLAN)
    before = plan.course_on(first) or next(
        (course for course in reversed(plan.all_courses()) if course.since <= first), None
    )  # after a stop the last one: the prescriber's limits belong to the plan
    given = prescription.changed(context, plan.medicine, before)
    standing = None if before is None else (plan.medicine, before)
    context.ask(
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
        context.ask(
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
            else substances.stored(medicine.name, options.substance)
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
    context.ask(plausibility.of_days(context.diary, (last,)))
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
    context.ask(plausibility.of_days(context.diary, (day,)))
    return plan, day


def _list(context: Context) -> None:
    found = supplies.plans_with_stock(context.diary)
    if context.options.json:
        context.show_json(
            [
                shapes.medicine(plan, substances.of(plan.medicine), supplies.plain(supply))
                for plan, supply in found
            ]
        )
        return
    for medicine, close in substances.unanswered(context.diary):
        context.say(substance_open(medicine.name, close))
    for plan, supply in found:
        context.show(medicine_words(plan.medicine, substances.of(plan.medicine)))
        for course in plan.all_courses():
            context.show(f"  {course_words(course)}")
        for line in _supply_words(supply):
            context.show(f"  {line}")


def _supply_words(supply: Supply) -> list[str]:
    """What is left, and the first day without."""
    lines = [
        _("{count} left of {strength}").format(
            count=plain_number(s.count), strength=amount_words(s.strength)
        )
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
    substance = substances.of(plan.medicine)
    lines = plan_lines(course, plan.medicine)
    lines += _supply_words(supplies.of(context.diary, plan))
    context.show(read_back(medicine_words(plan.medicine, substance), lines))


def _how_taken() -> tuple[click.Option, ...]:
    """The options that say how a medicine is taken."""
    return (
        option("--dose", metavar="AMOUNT", help=_("10 mg, 1/2 tablet")),
        option("--times", metavar="08:00,20:00", help=_('or "08:00=10 mg,20:00=15 mg"')),
        option("--every", metavar="8h"),
        option("--after-last", metavar="8h"),
        flag("--as-needed"),
        option("--weekdays", metavar="mon,thu"),
        option("--cycle", metavar="ON/OFF", help=_("days on and days off: 21/7")),
        first_day(),
        option("--until", "last", metavar="D", help=_("the last day")),
        option("--max-per-day", metavar="AMOUNT", help=_("the prescriber's maximum")),
        option("--min-gap", metavar="4h", help=_("the prescriber's shortest time between doses")),
        option("--prescriber", metavar="TEXT"),
        decided_by(),
        option("--rate", metavar='"150 mcg/day"', help=_("of a pump")),
        confirm(),
    )


_ONE_WAY = (("--times", "--every", "--after-last", "--as-needed"), ("--weekdays", "--cycle"))


def _what_it_is() -> tuple[click.Option, ...]:
    """The options that say what a medicine is."""
    return (
        option("--form", metavar="FORM", help=_("tablet, capsule, liquid, pump, …")),
        option("--strength", multiple=True, metavar="AMOUNT", help=_("10 mg; may be repeated")),
        option("--refill-on", metavar="D", help=_("when the next can be fetched")),
        option("--reason", metavar="TEXT"),
        option(
            "--substance",
            metavar="NAME|none",
            help=_("what it is, where the name does not say it"),
        ),
    )


def commands() -> tuple[click.Command, ...]:
    """`medicine` with its verbs."""
    example = 'medicine add baclofen --strength "10 mg" --dose "10 mg" --times 08:00,20:00'
    return (
        Noun(
            "medicine",
            _("medicines and their courses"),
            example,
            _add_verb(example),
            *_course_verbs(),
            _pause("stop", _stop, _("D is the first day without")),
            _pause(
                "hold",
                _hold,
                _("the clinician paused it from D on"),
                option("--until", "last", metavar="D", help=_("the last day on hold")),
            ),
            _pause("resume", _resume, _("D is the first day with it again")),
            refill_verb("medicine refill"),
            Verb(
                "list",
                _list,
                _("medicines with their courses"),
                "medicine list",
                as_json(),
            ),
        ),
    )


def _pause(verb: str, run: Run, help: str, *more: click.Option) -> Verb:
    return Verb(
        verb,
        run,
        help,
        f"medicine {verb} baclofen --from today",
        argument("name"),
        first_day(required=True),
        *more,
        option("--reason", metavar="TEXT", default=""),
        decided_by(),
        confirm(),
        writes=True,
    )


def _add_verb(example: str) -> Verb:
    return Verb(
        "add",
        _add,
        _("a medicine and its first course"),
        example,
        argument("name"),
        *_what_it_is(),
        *_how_taken(),
        option("--stock", metavar="N", help=_("how many are here")),
        option("--alarm-date", metavar="D", help=_("of a pump: low-reservoir alarm")),
        option("--refill-by", metavar="D", help=_("of a pump")),
        writes=True,
        one_of=_ONE_WAY,
    )


def _course_verbs() -> tuple[Verb, ...]:
    return (
        Verb(
            "change",
            _change,
            _("a new course from a day on"),
            'medicine change baclofen --dose "15 mg" --from 2026-12-01',
            argument("name"),
            *_how_taken(),
            writes=True,
            one_of=_ONE_WAY,
        ),
        Verb(
            "correct",
            _correct,
            _("alter a course in place: a slip of the pen"),
            "medicine correct baclofen --times 08:30,20:00",
            argument("name"),
            option("--name", "new_name", metavar="NAME", help=_("the right name")),
            option("--course-on", metavar="D", help=_("the course in force on that day")),
            *_what_it_is(),
            *_how_taken(),
            writes=True,
            one_of=_ONE_WAY,
        ),
    )
