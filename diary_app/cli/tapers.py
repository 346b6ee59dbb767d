"""`taper`: the clinician's plan of steps, as written."""

from __future__ import annotations

import click

from diary_app.cli import prescription, shapes
from diary_app.cli.context import Context
from diary_app.cli.declare import (
    Noun,
    Verb,
    argument,
    as_json,
    confirm,
    first_day,
    option,
)
from diary_app.domain.taper import PauseKind
from diary_app.domain.when import DayOf
from diary_app.services import medicines, plausibility, supplies, tapers
from diary_app.text import _
from diary_app.wording.plans import read_back, taper_lines
from diary_app.wording.schedules import times_words


def _add(context: Context) -> None:
    options = context.options
    plan = medicines.plan_of(context.diary, options.name)
    steps = prescription.steps_of(context, options.step, plan.medicine)
    context.ask(plausibility.of_steps(context.diary, plan.medicine, steps))
    taper = tapers.add(context.diary, plan, steps, options.prescriber)
    context.show(read_back(plan.medicine.name, taper_lines(taper)))
    _show(context)


def _pause(context: Context) -> None:
    options = context.options
    plan = medicines.plan_of(context.diary, options.name)
    day = context.day(options.first, DayOf.PLAN)
    context.ask(plausibility.of_days(context.diary, (day,)))
    tapers.pause(context.diary, plan, PauseKind(options.verb), day)
    _show(context)


def _show(context: Context) -> None:
    plan = medicines.plan_of(context.diary, context.options.name)
    taper = tapers.of(plan)
    shown = tapers.shown(taper, context.now.day)
    needed = supplies.needed_for(context.diary, plan, taper)
    if getattr(context.options, "json", False):
        context.show_json(shapes.taper(taper, plan.medicine.name, shown, needed))
        return
    for step in shown:
        context.show(f"{step.stretch.days.since}  {times_words(step.doses)}  ({step.state})")
    for strength in needed:
        context.show(_("Needed to finish: {count} of {strength}").format(**strength))


def commands() -> tuple[click.Command, ...]:
    """`taper` with its verbs."""
    example = 'taper add baclofen --step "2026-12-01 5 mg 08:00,20:00" --step "2026-12-15 stop"'
    return (
        Noun(
            "taper",
            _("the clinician's plan, as written"),
            example,
            Verb(
                "add",
                _add,
                _("write the plan down"),
                example,
                argument("name"),
                option("--step", multiple=True, required=True, metavar='"DAY AMOUNT TIMES"'),
                option("--prescriber", metavar="TEXT", default=""),
                confirm(),
                writes=True,
            ),
            *(
                Verb(
                    verb,
                    _pause,
                    _("as the clinician decided"),
                    f"taper {verb} baclofen --from 2026-12-05",
                    argument("name"),
                    first_day(required=True),
                    confirm(),
                    writes=True,
                )
                for verb in ("hold", "back", "resume")
            ),
            Verb(
                "show",
                _show,
                _("the steps with their dates and state"),
                "taper show baclofen",
                argument("name"),
                as_json(),
            ),
        ),
    )
