"""`log`: doses, symptoms, the safety check, notes, events, falls."""

from __future__ import annotations

import click

from diary_app.cli import flags
from diary_app.cli.context import Context
from diary_app.cli.declare import WHOLE, Noun, Verb, argument, at, by, confirm, flag, option
from diary_app.domain.dose import EnteredBy
from diary_app.domain.fall import Fall
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.region import parse_regions
from diary_app.domain.symptom import Answer
from diary_app.domain.when import DayOf
from diary_app.errors import Told
from diary_app.services import doses, falls, medicines, symptoms, texts
from diary_app.text import _
from diary_app.wording.days import plain_clock, stamp
from diary_app.wording.events import event_kind, event_name
from diary_app.wording.notes import unread_words
from diary_app.wording.symptoms import value_words


def _dose(context: Context) -> None:
    options = context.options
    if options.skip and options.missed:
        raise Told(_("A dose is either skipped or missed."), "", _("Choose one."))
    plan = medicines.plan_of(context.diary, options.name)
    words = doses.Remarks(options.reason, options.note, EnteredBy(options.by))
    planned, at = context.when(options.planned, planned=True), context.when(options.at)
    if options.skip or options.missed:
        if options.amount:
            raise Told(_("A dose that was not taken has no amount."))
        answer = doses.skip if options.skip else doses.miss
        dose = answer(context.diary, plan, planned, words, at)
        word = _("skipped") if options.skip else _("missed")
        time = plain_clock(dose.planned_at)
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
            time=stamp(taken.taken_at),
            id=taken.id,
        )
    )
    flags.announce(context)


def _symptom(context: Context) -> None:
    options = context.options
    entry = symptoms.find(context.diary, options.what)
    value = None if options.value is None else symptoms.read_value(entry, options.value)
    lasting = options.since is not None
    if lasting and options.at is not None:
        raise Told(_("--at and --from do not go together."), "", _("Choose one."))
    if options.last is not None and not lasting:
        raise Told(_("--until needs --from."), "", _("Say since when it went on."))
    stored = symptoms.observe(
        context.diary,
        entry.id,
        value,
        context.when(options.since if lasting else options.at),
        options.note,
        EnteredBy(options.by),
        regions=parse_regions(options.where or ""),
        lasting=lasting,
        until=context.when(options.last),
    )
    shown = str(value) if isinstance(value, int) else value_words(entry, value)
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
    keys = [item.key for item in context.diary.vocabulary.follow_ups]
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
    unread = unread_words(texts.unread(texts.languages(context.diary)))
    if unread:
        context.show(unread)
    context.show(_("Notes are not read reliably: please also answer the safety check (log check)."))
    flags.announce(context)


def _event(context: Context) -> None:
    options = context.options
    if options.kind.strip().casefold() in ("fall", _("fall").casefold()):
        at = context.day_or_when(options.at)
        said = {"note": options.words or options.note, "entered_by": EnteredBy(options.by)}
        _told_fall(context, falls.log_fall(context.diary, at, **said))
        return
    until = None if options.last is None else context.day(options.last, DayOf.RECORD)
    event = symptoms.log_event(
        context.diary,
        event_kind(options.kind),
        " ".join(part for part in (options.words, options.note) if part),
        context.day_or_when(options.at),
        until,
        options.minutes,
        EnteredBy(options.by),
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
        options.before,
    )
    _told_fall(context, fall)


def _told_fall(context: Context, fall: Fall) -> None:
    context.show(_("Recorded: fall. ({id})").format(id=fall.id))
    flags.announce(context)


def commands() -> tuple[click.Command, ...]:
    """`log` with its verbs."""
    return (
        Noun(
            "log",
            _("record what happened"),
            "log dose baclofen --at 14:05",
            _dose_verb(),
            Verb(
                "symptom",
                _symptom,
                _("a symptom"),
                "log symptom drowsiness moderate",
                argument("what"),
                argument("value", required=False),
                at(),
                option("--from", "since", metavar="WHEN", help=_("since when it goes on")),
                option("--until", "last", metavar="WHEN", help=_("when it ended")),
                option("--where", metavar="REGION,REGION", help=_("where on the body")),
                option("--note", metavar="TEXT", default=""),
                by(),
                writes=True,
            ),
            Verb(
                "check",
                _check,
                _("the safety check"),
                "log check --yes hallucinations",
                *(
                    option(name, metavar="ID,ID", multiple=True)
                    for name in ("--yes", "--not-sure", "--not-asked")
                ),
                flag("--none", help=_("none of them")),
                option("--followup", metavar="KEY=yes|no", multiple=True),
                at(),
                by(),
                writes=True,
            ),
            *_in_words(),
        ),
    )


def _dose_verb() -> Verb:
    return Verb(
        "dose",
        _dose,
        _("a dose"),
        'log dose baclofen --amount "10 mg" --at -20m',
        argument("name"),
        option("--amount", metavar="AMOUNT", help=_("10 mg, 1/2 tablet")),
        at(),
        option("--planned", metavar="WHEN", help=_("the planned time it answers")),
        flag("--skip", help=_("left out on purpose")),
        flag("--missed", help=_("it did not happen, and not by choice")),
        flag("--time-unknown", help=_("when it was is not known")),
        option("--reason", metavar="TEXT", default=""),
        option("--note", metavar="TEXT", default=""),
        by(),
        confirm(),
        writes=True,
    )


def _in_words() -> tuple[Verb, ...]:
    return (
        Verb(
            "note",
            _note,
            _("your own words"),
            'log note "slept badly"',
            argument("text"),
            at(),
            by(),
            writes=True,
        ),
        Verb(
            "event",
            _event,
            _("something that may matter"),
            "log event infection --at 2026-11-04",
            argument("kind"),
            argument("words", required=False, default=""),
            at(),
            option("--until", "last", metavar="D", help=_("the last day")),
            option("--minutes", type=WHOLE, metavar="N", help=_("how long it took")),
            option("--note", metavar="TEXT", default=""),
            by(),
            writes=True,
        ),
        Verb(
            "fall",
            _fall,
            _("a fall"),
            "log fall --where bathroom --head",
            at(),
            option("--where", metavar="TEXT", default=""),
            option("--hurt", metavar="TEXT", default=""),
            option("--before", metavar="TEXT", default="", help=_("what was just before")),
            flag("--head", help=_("the head was knocked")),
            option("--note", metavar="TEXT", default=""),
            by(),
            writes=True,
        ),
    )
