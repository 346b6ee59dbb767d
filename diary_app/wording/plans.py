"""A whole plan read back in words: what it is, how it is taken, who decided, what is in store."""

from __future__ import annotations

from collections.abc import Sequence

from diary_app.domain.course import Course, DecidedBy
from diary_app.domain.medicine import Form, Medicine
from diary_app.domain.schedule import amount_a_day, pump_rate, same_every_day
from diary_app.domain.taper import TaperPlan
from diary_app.text import _
from diary_app.wording.days import full_day, short_full_day
from diary_app.wording.schedules import course_words, times_words
from diary_app.wording.writing import amount_words


def medicine_words(medicine: Medicine, substance: str | None) -> str:
    """The medicine in one line: its name, what it is, its form and strengths."""
    form = form_word(medicine.form)
    strengths = ", ".join(amount_words(strength.amount) for strength in medicine.strengths)
    if medicine.form in (Form.LIQUID, Form.PUMP):
        strengths = ", ".join(amount_words(strength) for strength in medicine.strengths)
    if medicine.strengths:
        kind = _("{form} of {strengths}").format(form=form, strengths=strengths)
    else:
        kind = form
    if substance is None or substance == medicine.name.casefold():
        return f"{medicine.name}: {kind}"
    return _("{name} (substance: {substance}): {kind}").format(
        name=medicine.name, substance=substance, kind=kind
    )


def plan_lines(course: Course, medicine: Medicine) -> list[str]:
    """How it is taken, what that is a day, who decided on it and prescribed it."""
    lines = [course_words(course)]
    schedule = course.schedule
    a_day = amount_a_day(schedule, medicine)
    if a_day is not None and same_every_day(schedule) and pump_rate(schedule) is None:
        lines.append(_("{amount} a day in all").format(amount=a_day))
    match course.prescription.decided_by:
        case DecidedBy.DOCTOR:
            lines.append(_("decided by the doctor"))
        case DecidedBy.ME:
            lines.append(_("decided by you"))
        case None:
            pass
    if course.prescription.prescriber:
        lines.append(_("prescribed by {name}").format(name=course.prescription.prescriber))
    if medicine.reason:
        lines.append(_("for {reason}").format(reason=medicine.reason))
    if medicine.refill_on is not None:
        lines.append(_("next refill on {day}").format(day=short_full_day(medicine.refill_on)))
    return lines


def taper_lines(taper: TaperPlan) -> list[str]:
    """The steps as they were written, with the year of each day said."""
    lines = [
        _("from {day}: {doses} a day").format(
            day=full_day(step.since), doses=times_words(step.doses)
        )
        if step.doses
        else _("from {day}: no doses any more").format(day=full_day(step.since))
        for step in taper.steps
    ]
    if taper.prescriber:
        lines.append(_("prescribed by {name}").format(name=taper.prescriber))
    return lines


def form_word(form: Form) -> str:
    """What the patient holds in the hand, in small letters."""
    return {
        Form.TABLET: _("tablet"),
        Form.CAPSULE: _("capsule"),
        Form.LIQUID: _("oral liquid"),
        Form.GRANULES: _("granules"),
        Form.PATCH: _("patch"),
        Form.INHALER: _("inhaler"),
        Form.DROPS: _("drops"),
        Form.INJECTION: _("injection"),
        Form.PUMP: _("pump"),
        Form.OTHER: _("other form"),
    }[form]


def read_back(opening: str, lines: Sequence[str]) -> str:
    """The opening line, and each of `lines` under it."""
    return "\n".join([opening, *(f"  {line}" for line in lines)])
