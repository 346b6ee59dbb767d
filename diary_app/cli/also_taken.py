"""`also-taken`: other medicines and drinks that matter, one tick each."""

from __future__ import annotations

import click

from diary_app.cli import shapes
from diary_app.cli.context import Context
from diary_app.cli.declare import Verb, argument, as_json
from diary_app.domain.person import FactAnswer
from diary_app.errors import BadInput
from diary_app.services import also_taken
from diary_app.text import _


def _run(context: Context) -> None:
    # Every item with its answer and why it is asked, or one answer stored.
    options = context.options
    if options.id is not None:
        item = also_taken.item_of(context.diary, options.id)
        also_taken.answer(context.diary, item, _answer(options.answer))
    found = also_taken.checklist(context.diary)
    if options.json:
        plain = [
            {
                "id": item.id,
                "label": item.label,
                "why": item.why,
                "answer": str(given),
                "sources": [shapes.source(source) for source in item.sources],
            }
            for item, given in found
        ]
        context.show_json({"schema": 1, "also_taken": plain})
        return
    for item, given in found:
        context.show(f"{item.id}: {given}  ({item.label}. {item.why})")


def _answer(text: str | None) -> FactAnswer:
    try:
        return FactAnswer((text or "").strip().lower())
    except ValueError as error:
        raise BadInput("no_answer_to_fact", given=text or "") from error


def commands() -> tuple[click.Command, ...]:
    """`also-taken`."""
    return (
        Verb(
            "also-taken",
            _run,
            _("what else you take or drink"),
            "also-taken alcohol yes",
            argument("id", required=False),
            argument("answer", required=False, metavar="[yes|no|unknown]"),
            as_json(),
            writes=lambda options: options.answer is not None,
        ),
    )
