"""`record edit|remove|restore`: single records."""

from __future__ import annotations

from dataclasses import replace

import click

from diary_app.cli.context import Context
from diary_app.cli.declare import WHOLE, Noun, Verb, argument, at, by, confirm, option
from diary_app.domain.dose import EnteredBy, Missed, Skipped, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.measure import Measurement, parse_value
from diary_app.domain.medicine import in_own_unit
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.region import parse_regions
from diary_app.domain.symptom import Event, Note, Observation
from diary_app.errors import Told
from diary_app.services import doses, falls, measures, records, symptoms
from diary_app.text import _
from diary_app.wording.measures import measure_words


def _remove(context: Context) -> None:
    record = records.find(context.diary, context.options.id)
    records.remove(context.diary, record)
    context.show(_("Removed. `record restore {id}` brings it back.").format(id=record.id))


def _restore(context: Context) -> None:
    records.restore(context.diary, records.find(context.diary, context.options.id))
    context.show(_("Restored."))


_WORDS = ("text", "reason", "note", "by")
_CHANGES = ("amount", "at", "planned", "value", "where", "until", "minutes", *_WORDS)


def _edit(context: Context) -> None:
    options = context.options
    record = records.find(context.diary, options.id)
    if all(getattr(options, name) is None for name in _CHANGES):
        raise Told(_("Nothing was named to change."), "", _("See `dose-diary record edit --help`."))
    match record.value:
        case Taken() | Skipped() | Missed() as dose:
            _edit_dose(context, dose)
        case Observation() as observation:
            _refuse(context, "amount", "planned", "text", "reason")
            _edit_observation(context, observation)
        case Note() as note:
            _refuse(context, "amount", "planned", "value", "reason", "where", "minutes", "until")
            at = context.when(options.at) or note.at
            text = options.text if options.text is not None else options.note
            symptoms.change_note(
                context.diary, replace(note, at=at), note.text if text is None else text
            )
        case Event() as event:
            _refuse(context, "amount", "planned", "value", "reason", "where", "until")
            words = options.text if options.text is not None else options.note
            after = replace(
                event,
                at=context.when(options.at) or event.at,
                words=event.words if words is None else words,
                minutes=event.minutes if options.minutes is None else options.minutes,
                entered_by=EnteredBy(options.by or event.entered_by),
            )
            symptoms.change_event(context.diary, after)
        case Fall() as fall:
            _refuse(context, "amount", "planned", "value", "reason", "minutes", "until")
            _edit_fall(context, fall)
        case Measurement() as measurement:
            _refuse(context, "amount", "planned", "text", "reason", "where", "minutes", "until")
            _edit_measurement(context, measurement)
        case _:
            raise Told(
                _("This kind of record is not edited."),
                "",
                _("Remove it and record it again."),
            )
    context.show(_("Changed."))


def _edit_observation(context: Context, seen: Observation) -> None:
    options = context.options
    _refuse(context, "minutes")
    entry = symptoms.entry(context.diary, seen.symptom)
    value = seen.value
    if options.value is not None and entry is not None:
        value = symptoms.read_value(entry, options.value)
    until = context.when(options.until)
    after = replace(
        seen,
        value=value,
        at=context.when(options.at) or seen.at,
        note=seen.note if options.note is None else options.note,
        entered_by=EnteredBy(options.by or seen.entered_by),
        regions=seen.regions if options.where is None else parse_regions(options.where),
        lasting=seen.lasting or until is not None,
        until=until or seen.until,
    )
    symptoms.change_observation(context.diary, after)


def _edit_fall(context: Context, fall: Fall) -> None:
    options = context.options
    note = options.text if options.text is not None else options.note
    after = replace(
        fall,
        at=context.when(options.at) or fall.at,
        place=fall.place if options.where is None else options.where,
        note=fall.note if note is None else note,
        entered_by=EnteredBy(options.by or fall.entered_by),
    )
    falls.change_fall(context.diary, after)


def _edit_measurement(context: Context, measurement: Measurement) -> None:
    options = context.options
    value = measurement.value
    if options.value is not None:
        words = measure_words(measurement.measure)
        value = parse_value(measurement.measure, options.value, words)
    after = replace(
        measurement,
        value=value,
        at=context.when(options.at) or measurement.at,
        note=measurement.note if options.note is None else options.note,
        entered_by=EnteredBy(options.by or measurement.entered_by),
    )
    measures.change(context.diary, after)


def _edit_dose(context: Context, dose: Taken | Skipped | Missed) -> None:
    options = context.options
    _refuse(context, "value", "text", "where", "minutes", "until")
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
                option("--where", metavar="REGION,…", help=_("of a symptom; of a fall the place")),
                option("--until", metavar="WHEN", help=_("when a symptom ended")),
                option("--minutes", type=WHOLE, metavar="N", help=_("how long an event took")),
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
