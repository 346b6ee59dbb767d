"""`flags`: what waits, what was raised, and what was done about it; and how a note was read."""

from __future__ import annotations

import click

from diary_app.cli import shapes
from diary_app.cli.context import Context
from diary_app.cli.declare import Noun, Verb, argument, as_json, option, span
from diary_app.domain.flag import Flag
from diary_app.domain.knowledge import Level
from diary_app.domain.reading_context import Outcome
from diary_app.domain.symptom import AnswerKind
from diary_app.services import flags, phones, symptoms, texts
from diary_app.services.diary import Diary
from diary_app.text import _, ngettext
from diary_app.wording.days import stamp
from diary_app.wording.events import what_else_words
from diary_app.wording.phones import number_words


def _ack(context: Context) -> None:
    options = context.options
    n = flags.answer_all(context.diary, options.id, AnswerKind.ACKNOWLEDGED, options.done)
    context.show(ngettext("{n} flag acknowledged.", "{n} flags acknowledged.", n).format(n=n))


def _dismiss(context: Context) -> None:
    options = context.options
    n = flags.answer_all(context.diary, options.id, AnswerKind.DISMISSED, options.reason)
    context.show(ngettext("{n} flag dismissed.", "{n} flags dismissed.", n).format(n=n))


def _list(context: Context) -> None:
    options = context.options
    if options.first is None and options.last is None:
        found = flags.waiting(context.diary)
    else:
        found = flags.between(context.diary, context.span())
    if options.json:
        context.show_json([_plain(context.diary, flag) for flag in found])
        return
    for flag in found:
        for line in _lines(context.diary, flag):
            context.show(line)


def open_flags(diary: Diary) -> list[shapes.Json]:
    """The flags that wait, as JSON."""
    return [_plain(diary, flag) for flag in flags.waiting(diary)]


def _plain(diary: Diary, flag: Flag) -> shapes.Json:
    else_ = [
        {"id": event.id, "event": event.kind, "at": event.at.iso, "words": event.words}
        for event in flags.what_else(diary, flag)
    ]
    plain = shapes.flag(flag, diary.knowledge, phones.numbers_for(diary, flag))
    return plain | ({"what_else": else_} if else_ else {})


def announce(context: Context) -> None:
    """Say at once what waits, after something was recorded."""
    for flag in flags.waiting(context.diary):
        for line in _lines(context.diary, flag):
            context.say(line)


def _lines(diary: Diary, flag: Flag) -> list[str]:
    level = {
        Level.EMERGENCY: _("EMERGENCY"),
        Level.CALL_DOCTOR: _("CALL YOUR DOCTOR"),
        Level.NEXT_VISIT: _("FOR YOUR NEXT VISIT"),
        Level.ASK: _("PLEASE LOOK"),
    }[flag.level]
    asked = " " + _("Did this happen to you?") if flag.confirm else ""
    sources = "; ".join(source.ref for source in flag.sources)
    before = what_else_words(flags.what_else(diary, flag))
    return [
        f"{level}: {flag.label} ({stamp(flag.at)}){asked}",
        f"  {flag.advice}",
        *([f"  {before}"] if before else []),
        f"  {_('Call')}: {'; '.join(map(number_words, phones.numbers_for(diary, flag)))}",
        "  " + _("Source: {sources}").format(sources=sources),
    ]


def reading_lines(context: Context, text: str) -> list[str]:
    """How a note was read, one line for each symptom, for the person to correct."""
    sentences = {
        Outcome.FLAG: _("“{words}” was read as: {label}."),
        Outcome.FLAG_CONFIRM: _("“{words}” was read as: {label}. Did this happen to you?"),
        Outcome.ASK: _("“{words}” mentions: {label}. If it happened to you, record it."),
        Outcome.NONE_BUT_SHOW: _("“{words}” was read as: no {label}. Is this right?"),
    }
    lines = []
    for one in texts.reading_of(text, texts.languages(context.diary), context.diary):
        entry = symptoms.entry(context.diary, one.term)
        label = one.term if entry is None else entry.label
        lines.append(sentences[one.outcome].format(words=one.words, label=label.lower()))
    return lines


def commands() -> tuple[click.Command, ...]:
    """`flags`, alone and with its verbs."""
    help, example = _("symptoms and doses to look at"), "flags --json"
    return (
        Noun(
            "flags",
            help,
            example,
            Verb(
                "ack",
                _ack,
                _("you have seen it"),
                'flags ack seizure --done "called"',
                argument("id"),
                option("--done", metavar="TEXT", default="", help=_("what you did")),
                writes=True,
            ),
            Verb(
                "dismiss",
                _dismiss,
                _("it did not happen"),
                'flags dismiss seizure --reason "misread"',
                argument("id"),
                option("--reason", metavar="TEXT", required=True),
                writes=True,
            ),
            alone=Verb("flags", _list, help, example, *span(), as_json()),
        ),
    )
