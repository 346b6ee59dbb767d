"""`refill` and `pump-refill`: what came, and until when it lasts."""

from __future__ import annotations

from decimal import Decimal

import click

from diary_app.cli import prescription
from diary_app.cli.context import Context
from diary_app.cli.declare import Verb, argument, confirm, flag, option
from diary_app.domain.medicine import Form, Medicine, PumpRefill
from diary_app.domain.plan import Plan
from diary_app.domain.plausible import Question
from diary_app.domain.quantity import plain_number
from diary_app.domain.when import DayOf
from diary_app.errors import Told
from diary_app.services import medicines, plausibility
from diary_app.text import _
from diary_app.wording.days import full_day


def asked_of_stock(context: Context, plan: Plan, count: Decimal | None) -> tuple[Question, ...]:
    """What is unlikely about so many tablets of the strength that the options name."""
    strengths = plan.medicine.strengths
    wanted = getattr(context.options, "strength", None)
    if isinstance(wanted, str):  # `refill --strength` names one of several
        strengths = tuple(s for s in strengths if str(s).startswith(wanted)) or strengths
    if count is None or not strengths:
        return ()
    return plausibility.of_supply(context.diary, plan, count, strengths[0])


def _refill(context: Context) -> None:
    options = context.options
    plan = medicines.plan_of(context.diary, options.name)
    medicine = plan.medicine
    count = prescription.count_of(options.count)
    context.ask(asked_of_stock(context, plan, count))
    kind = "count" if options.counted else "refill"
    medicines.refill(context.diary, medicine, count, options.strength, kind)
    context.show(_("{name}: {count} noted.").format(name=medicine.name, count=plain_number(count)))


def _pump_refill(context: Context) -> None:
    options = context.options
    medicine = medicines.plan_of(context.diary, options.name).medicine
    if medicine.form != Form.PUMP:
        raise Told(_("{name} is not given by a pump.").format(name=medicine.name))
    filling = filling_of(context, medicine, options.on)
    _refuse_days(context, filling)
    context.ask(plausibility.of_filling(context.diary, filling))
    medicines.pump_refill(context.diary, filling)
    context.show(_("{name}: the pump's dates are noted.").format(name=medicine.name))


def _refuse_days(context: Context, filling: PumpRefill) -> None:
    """A filling is done when it is entered, and its dates lie after it."""
    if filling.day > context.now.day:
        raise Told(_("That day is still to come."), "", _("Enter the filling when it is done."))
    for day in (filling.alarm_date, filling.refill_by):
        if day is not None and day <= filling.day:
            raise Told(
                _("{day} is not after the filling.").format(day=full_day(day)),
                "",
                _("Check the two days."),
            )


def filling_of(context: Context, medicine: Medicine, on: str | None) -> PumpRefill:
    """The filling of a pump on the day `on` as typed, with the dates of the options."""
    options = context.options
    reservoir = getattr(options, "reservoir", None)
    filled = context.day(on, DayOf.RECORD)
    return PumpRefill(
        context.diary.new_id(),
        medicine.id,
        filled,
        context.coming(options.alarm_date, filled),
        context.coming(options.refill_by, filled),
        None if reservoir is None else prescription.count_of(reservoir),
        getattr(options, "phone", ""),
    )


def refill_verb(path: str) -> Verb:
    """`refill`, which is called by itself and as a verb of `medicine`."""
    return Verb(
        "refill",
        _refill,
        _("so many tablets came"),
        f"{path} baclofen 90",
        argument("name"),
        argument("count"),
        option("--strength", metavar="AMOUNT", default="", help=_("of which strength")),
        flag("--counted", help=_("so many are here now")),
        confirm(),
        writes=True,
    )


def commands() -> tuple[click.Command, ...]:
    """`refill` and `pump-refill`."""
    return (
        refill_verb("refill"),
        Verb(
            "pump-refill",
            _pump_refill,
            _("the pump was filled"),
            "pump-refill baclofen --on 2026-11-22 --refill-by 2027-02-20",
            argument("name"),
            option("--on", metavar="D", help=_("when it was filled")),
            option("--refill-by", metavar="D"),
            option("--alarm-date", metavar="D", help=_("low-reservoir alarm")),
            option("--reservoir", metavar="ML"),
            option("--phone", metavar="TEXT", default="", help=_("the pump clinic's number")),
            confirm(),
            writes=True,
        ),
    )
