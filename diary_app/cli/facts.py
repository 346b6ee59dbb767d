"""`fact`: what the rules need to know of the person."""

from __future__ import annotations

import click

from diary_app.cli.context import Context
from diary_app.cli.declare import Verb, argument, as_json
from diary_app.errors import Told
from diary_app.services import facts
from diary_app.text import _


def _run(context: Context) -> None:
    # Every fact with its answer, or one answer stored.
    options = context.options
    if options.id is not None:
        if options.answer is None:
            raise Told(_("The answer is missing."), "", _("Say yes, no or unknown."))
        facts.answer(context.diary, *facts.parsed(options.id, options.answer))
    given = facts.answers(context.diary)
    if options.json:
        plain = {str(fact): str(answer) for fact, answer in given.items()}
        context.show_json({"schema": 1, "facts": plain})
        return
    for fact, answer in given.items():
        context.show(f"{fact}: {answer}")


def commands() -> tuple[click.Command, ...]:
    """`fact`."""
    return (
        Verb(
            "fact",
            _run,
            _("what the rules need to know of you"),
            "fact alcohol yes",
            argument("id", required=False),
            argument("answer", required=False, metavar="[yes|no|unknown]"),
            as_json(),
            writes=lambda options: options.answer is not None,
        ),
    )
