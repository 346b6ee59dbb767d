"""`log`: doses, symptoms, the safety check, notes, events; and `record edit|remove|restore`."""

from __future__ import annotations

from dataclasses import replace

from diary_app.cli import flags
from diary_app.cli.context import Context
from diary_app.domain.dose import EnteredBy, Missed, Skipped, Taken
from diary_app.domain.medicine import in_own_unit
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.symptom import Answer, Note, Observation
from diary_app.domain.when import DayOf
from diary_app.errors import Told
from diary_app.services import doses, falls, medicines, records, symptoms
from diary_app.services.records import Record
from diary_app.text import _
from diary_app.wording.events import event_name


def run(context: Context) -> None:
    """The verbs of `log`."""
    verbs = {
        "dose": _dose,
        "symptom": _symptom,
        "check": _check,
        "note": _note,
        "event": _event,
        "fall": _fall,
    }
    verbs[context.options.verb](context)


def _dose(context: Context) -> None:
    options = context.options
    if options.skip and options.missed:
        raise Told(_("A dose is either skipped or missed."), "", _("Choose one."))
    plan = medicines.plan_of(context.diary, options.name)
    words = doses.Words(options.reason, options.note, EnteredBy(options.by))
    planned, at = context.when(options.planned), context.when(options.at)
    if options.skip or options.missed:
        if options.amount:
            raise Told(_("A dose that was not taken has no amount."))
        answer = doses.skip if options.skip else doses.miss
        dose = answer(context.diary, plan, planned, words, at)
        word = _("skipped") if options.skip else _("missed")
        time = f"{dose.planned_at.local:%H:%M}"
        context.show(
            _("Recorded: {name}, the {time} dose, {word}. ({id})").format(
                name=plan.medicine.name, time=time, word=word, id=dose.id
            )
        )
        return
    taken = doses.take(
        context.diary,
        plan,
        None if options.amount is None else parse_quantity(options.amount),
        at,
        planned,
        words,
        not options.time_unknown,
        options.confirm,
    )
    context.show(
        _("Recorded: {name} {amount}, taken at {time}. ({id})").format(
            name=plan.medicine.name,
            amount=taken.amount,
            time=taken.taken_at.local.strftime("%Y-%m-%d %H:%M"),
            id=taken.id,
        )
    )
    flags.announce(context)


def _symptom(context: Context) -> None:
    options = context.options
    entry = symptoms.find(context.diary, options.what)
    value = None if options.value is None else entry.scale.value(options.value)
    stored = symptoms.observe(
        context.diary,
        entry.id,
        value,
        context.when(options.at),
        options.note,
        EnteredBy(options.by),
    )
    shown = _("present") if value is None else str(value)
    context.show(
        _("Recorded: {label}, {value}. ({id})").format(label=entry.label, value=shown, id=stored.id)
    )
    flags.announce(context)


def _check(context: Context) -> None:
    options = context.options
    yes, not_sure, not_asked = (
        _ids(context, texts) for texts in (options.yes, options.not_sure, options.not_asked)
    )
    named = [*yes, *not_sure, *not_asked]
    if options.none and (yes or not_sure):
        raise Told(_("--none goes with no yes and no not sure."))
    if not options.none and not named:
        raise Told(_("The check has no answer."), "", _("Say --none, or name what was: --yes ID,…"))
    if len(set(named)) < len(named):
        raise Told(_("A symptom is named twice."), "", _("Give each one answer."))
    answers = dict.fromkeys(symptoms.question_ids(context.diary), Answer.NO)
    answers |= dict.fromkeys(yes, Answer.YES) | dict.fromkeys(not_sure, Answer.NOT_SURE)
    answers |= dict.fromkeys(not_asked, Answer.NOT_ASKED)
    followups = dict(_followup(context, text) for text in options.followup)
    stored = symptoms.check(
        context.diary, answers, followups, context.when(options.at), EnteredBy(options.by)
    )
    context.show(_("Recorded: safety check. ({id})").format(id=stored.id))
    flags.announce(context)


def _ids(context: Context, texts: list[str]) -> list[str]:
    names = [name for text in texts for name in text.split(",") if name.strip()]
    return [symptoms.find(context.diary, name).id for name in names]


def _followup(context: Context, text: str) -> tuple[str, bool]:
    keys = [item.key for base in context.diary.knowledge for item in base.follow_ups]
    key, _equals, answer = text.partition("=")
    key = key.strip().replace("-", "_")
    if key not in keys or answer.strip().lower() not in ("yes", "no"):
        raise Told(
            _("The follow-up “{given}” cannot be read.").format(given=text),
            _("Keys: {names}.").format(names=", ".join(keys)),
            _("Write it like {key}=yes.").format(key=keys[0]),
        )
    return key, answer.strip().lower() == "yes"


def _note(context: Context) -> None:
    options = context.options
    note = symptoms.write_note(
        context.diary, options.text, context.when(options.at), EnteredBy(options.by)
    )
    context.show(_("Recorded: note. ({id})").format(id=note.id))
    for line in flags.reading_lines(context, note.text):
        context.show(line)
    flags.announce(context)


def _event(context: Context) -> None:
    options = context.options
    until = None if options.last is None else context.day(options.last, DayOf.RECORD)
    event = symptoms.log_event(
        context.diary, options.kind, options.words, context.day_or_when(options.at), until
    )
    context.show(_("Recorded: {kind}. ({id})").format(kind=event_name(event.kind), id=event.id))


def _fall(context: Context) -> None:
    options = context.options
    fall = falls.log_fall(
        context.diary,
        context.when(options.at),
        options.where,
        options.hurt,
        options.head,
        options.note,
        EnteredBy(options.by),
    )
    context.show(_("Recorded: fall. ({id})").format(id=fall.id))
    flags.announce(context)


def run_record(context: Context) -> None:
    """The verbs of `record`."""
    found = records.find(context.diary, context.options.id)
    match context.options.verb:
        case "remove":
            records.remove(context.diary, found)
            context.show(_("Removed. `record restore {id}` brings it back.").format(id=found.id))
        case "restore":
            records.restore(context.diary, found)
            context.show(_("Restored."))
        case _:
            _edit(context, found)
            context.show(_("Changed."))


def _edit(context: Context, found: Record) -> None:
    options = context.options
    match found.value:
        case Taken() | Skipped() | Missed():
            _edit_dose(context, found.value)
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


def _edit_dose(context: Context, dose: Taken | Skipped | Missed) -> None:
    options = context.options
    _refuse(context, "value", "text")
    words = replace(
        dose,
        reason=dose.reason if options.reason is None else options.reason,
        note=dose.note if options.note is None else options.note,
        entered_by=EnteredBy(options.by or dose.entered_by),
    )
    planned = context.when(options.planned)
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
