"""`question` and `visit`: what to ask the doctor, and when that was last possible."""

from __future__ import annotations

import click

from diary_app.cli.context import Context
from diary_app.cli.declare import WHOLE, Noun, Verb, argument, as_json, option
from diary_app.domain.when import DayOf
from diary_app.errors import NotFound
from diary_app.services import questions, visits
from diary_app.text import _
from diary_app.wording.days import full_day


def _add(context: Context) -> None:
    """A question for the next visit."""
    questions.ask(context.diary, context.options.text)
    _show(context)


def _list(context: Context) -> None:
    """The questions that wait."""
    waiting = questions.waiting(context.diary)
    if context.options.json:
        numbered = enumerate(waiting.items(), 1)
        context.show_json([{"n": n, "id": id, "words": words} for n, (id, words) in numbered])
        return
    _show(context)


def _show(context: Context) -> None:
    for n, words in enumerate(questions.waiting(context.diary).values(), 1):
        context.show(f"{n}  {words}")


def _done(context: Context) -> None:
    """The question with that number was asked."""
    number = context.options.number
    waiting = list(questions.waiting(context.diary))
    if not 1 <= number <= len(waiting):
        raise NotFound("no_such_question", n=number)
    questions.finish(context.diary, waiting[number - 1])
    _show(context)


def _visit(context: Context) -> None:
    """The person saw the doctor."""
    day = context.day(context.options.day, DayOf.RECORD)
    visits.add(context.diary, day, context.options.with_whom or "")
    context.show(full_day(day))


def commands() -> tuple[click.Command, ...]:
    """`question` and `visit`."""
    return (
        Noun(
            "question",
            _("what to ask at the next visit"),
            'question add "May I drive?"',
            Verb(
                "add",
                _add,
                _("write one down"),
                'question add "May I drive?"',
                argument("text"),
                writes=True,
            ),
            Verb("list", _list, _("those that wait"), "question list", as_json()),
            Verb(
                "done",
                _done,
                _("one was answered"),
                "question done 1",
                argument("number", type=WHOLE, metavar="N"),
                writes=True,
            ),
        ),
        Noun(
            "visit",
            _("visits to the doctor"),
            "visit add 2026-11-20",
            Verb(
                "add",
                _visit,
                _("a visit that was"),
                'visit add 2026-11-20 --with "Dr Moore"',
                argument("day", metavar="D"),
                option("--with", "with_whom", metavar="TEXT", help=_("whom you saw")),
                writes=True,
            ),
        ),
    )
