"""`record edit|remove|restore`: single records."""

from __future__ import annotations

from dataclasses import replace

import click

from diary_app.cli.context import Context
from diary_app.cli.declare import Noun, Verb, argument, at, by, confirm, option
from diary_app.domain.dose import EnteredBy, Missed, Skipped, Taken
from diary_app.domain.medicine import in_own_unit
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.symptom import Note, Observation
from diary_app.errors import Told
from diary_app.services import doses, records, symptoms
from diary_app.text import _


def _remove(context: Context) -> None:
    record = records.find(context.diary, context.options.id)
    records.remove(context.diary, record)
    context.show(_("Removed. `record restore {id}` brings it back.").format(id=record.id))


def _restore(context: Context) -> None:
    records.restore(context.diary, records.find(context.diary, context.options.id))
    context.show(_("Restored."))


def _edit(context: Context) -> None:
    options = context.options
    match records.find(context.diary, options.id).value:
        case Taken() | Skipped() | Missed() as dose:
            _edit_dose(context, dose)
        case Observation() as observation:
            _refuse(context, "amount", "planned", "text", "reason")
            entry = symptoms.entry(context.diary, observation.symptom)
            value = observation.value
            if options.value is not None and entry is not None:
                value = entry.scale.value(options.value)
            symptoms.change_observation(
                context.diary,
                replace(
                    observation,
                    value=value,
                    at=context.when(options.at) or observation.at,
                    note=observation.note if options.note is None else options.note,
                    entered_by=EnteredBy(options.by or observation.entered_by),
                ),
            )
        case Note() as note:
            _refuse(context, "amount", "planned", "value", "reason")
            at = context.when(options.at) or note.at
            text = options.text if options.text is not None else options.note
            symptoms.change_note(
                context.diary, replace(note, at=at), note.text if text is None else text
            )
        case _:
            raise Told(
                _("This kind of record is not edited."),
                "",
                _("Remove it and record it again."),
            )
    context.show(_("Changed."))


def _edit_dose(context: Context, dose: Taken | Skipped | Missed) -> None:
    options = context.options
    _refuse(context, "value", "text")
    words = replace(
        dose,
        reason=dose.reason if options.reason is None else options.reason,
        note=dose.note if options.note is None else options.note,
        entered_by=EnteredBy(options.by or dose.entered_by),
    )
    planned = context.when(options.planned, planned=True)
    if not isinstance(words, Taken):
        _refuse(context, "amount", "at")
        after = words if planned is None else replace(words, planned_at=planned)
        doses.change(context.diary, dose, after)
        return
    amount = words.amount
    if options.amount is not None:
        plan = doses.plan_with(context.diary, dose.medicine_id)
        amount = in_own_unit(parse_quantity(options.amount), plan.medicine)
    taken = replace(
        words,
        amount=amount,
        taken_at=context.when(options.at) or words.taken_at,
        planned_at=planned or words.planned_at,
    )
    doses.change(context.diary, dose, taken, options.confirm)


def _refuse(context: Context, *names: str) -> None:
    wrong = [name for name in names if getattr(context.options, name) is not None]
    if wrong:
        raise Told(
            _("This record has no {names}.").format(names=", ".join(wrong)),
            "",
            _("See `dose-diary record edit --help`."),
        )


def commands() -> tuple[click.Command, ...]:
    """`record` with its verbs."""
    return (
        Noun(
            "record",
            _("single records"),
            "record remove 3f2a",
            Verb(
                "edit",
                _edit,
                _("correct a record"),
                'record edit 3f2a --amount "10 mg"',
                argument("id"),
                option("--amount", metavar="AMOUNT"),
                at(),
                option("--planned", metavar="WHEN"),
                option("--value", metavar="VALUE"),
                option("--text", metavar="TEXT"),
                option("--reason", metavar="TEXT"),
                option("--note", metavar="TEXT"),
                by(default=None),
                confirm(),
                writes=True,
            ),
            *(
                Verb(
                    verb,
                    run,
                    _("it stays in the trail"),
                    f"record {verb} 3f2a",
                    argument("id"),
                    writes=True,
                )
                for verb, run in (("remove", _remove), ("restore", _restore))
            ),
        ),
    )
