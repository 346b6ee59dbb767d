"""`import` of another copy of the diary: what comes in, what a person must decide."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from diary_app.cli import passphrase, shapes
from diary_app.cli.context import Context
from diary_app.cli.imports import ASKS, pairs
from diary_app.domain.plan import Plan
from diary_app.errors import BadInput, Told
from diary_app.services import joins, lock, medicines
from diary_app.services.joins import Asked, Decided, Found
from diary_app.services.records import Record
from diary_app.text import _, ngettext
from diary_app.wording.imports import counts
from diary_app.wording.joins import settled_words


def bring_in(context: Context, path: Path, data: bytes | None) -> int | None:
    """Join the copy at `path`, or say what that would do. `data` is an exported JSON file's; None:
    it is the file of a diary.
    """
    options = context.options
    other = _file(context, path) if data is None else _json(path, data)
    told = options.merge or options.prefer or options.dry_run
    if not told and not joins.is_empty(context.diary):
        raise BadInput("import_into_records")
    prefer = None if options.prefer in (None, "ask") else options.prefer
    decided = Decided(prefer, {}, pairs(options.medicine, "--medicine"))
    found = (joins.look if options.dry_run else joins.bring)(context.diary, other, decided)
    asks = bool(found.questions) and not options.dry_run
    if options.json:
        questions = [_question(context, asked) for asked in found.questions]
        kind = "diary" if data is None else "json"
        context.show_json(questions if asks else _shape(found, kind, questions))
    if not options.json or asks:
        _say(context, found, options.dry_run)
    return ASKS if asks else None


def _json(path: Path, data: bytes) -> joins.Other:
    try:
        return joins.of_json(data.decode())
    except UnicodeError as error:
        raise unread(path, error) from error


def _file(context: Context, path: Path) -> joins.Other:
    if lock.needs_key(path):
        passphrase.unlock(path)
    return joins.of_file(path, context.diary.file.path, context.clock)


def unread(path: Path, error: Exception) -> Told:
    """What is said of a file that cannot be read."""
    return Told(
        _("{path} cannot be read.").format(path=path),
        getattr(error, "strerror", None) or _("It is not text in UTF-8."),
        _("Check the name; it must be a file that `export json` or another program wrote."),
        exit_code=1,
    )


def _shape(found: Found, kind: str, questions: list[Any]) -> dict[str, Any]:
    return {
        "schema": 1,
        "format": kind,
        "new": found.new,
        "already_there": found.already_there,
        "changed": found.changed,
        "settled": list(found.settled),
        "not_understood": [],
        "left_out": 0,
        "medicines": [],
        "questions": questions,
    }


def _question(context: Context, asked: Asked) -> dict[str, Any]:
    return {
        "kind": asked.kind,
        "about": asked.about,
        "here": _side(context, asked.here),
        "there": _side(context, asked.there),
    }


def _side(context: Context, side: tuple[Plan | Record | Mapping[str, Any], ...]) -> Any:
    """What stands on one side: nothing is null, one thing itself, several a list."""
    names = {plan.medicine.id: plan.medicine.name for plan in medicines.all_plans(context.diary)}
    found = [_one(value, names) for value in side]
    return found[0] if len(found) == 1 else found or None


def _one(value: Plan | Record | Mapping[str, Any], names: dict[str, str]) -> Any:
    match value:
        case Plan():
            whole = shapes.medicine(value, value.medicine.substance, [])
            tapers = [shapes.taper(taper, value.medicine.name, (), []) for taper in value.tapers]
            return {**whole, "tapers": tapers}
        case Record():
            return shapes.record(value, names, {}) | {"removed": value.removed}
        case row:
            return dict(row)


def _say(context: Context, found: Found, rehearsed: bool) -> None:
    for asked in found.questions:
        context.say(_asked_words(asked))
    if found.questions and not rehearsed:
        context.say(_("Nothing was changed. Repeat with the answers."))
        return
    new = counts(found.new) or _("nothing new")
    if not context.options.json:
        words = _("Would import: {what}.") if rehearsed else _("Imported: {what}.")
        context.show(words.format(what=new))
    if found.settled:
        context.say(settled_words(found.settled))
    if found.changed:
        words = ngettext(
            "{n} record here is now as it is there.",
            "{n} records here are now as they are there.",
            found.changed,
        )
        context.say(words.format(n=found.changed))


def _asked_words(asked: Asked) -> str:
    match asked.kind:
        case "plan":
            words = _(
                "The plan of {about} was changed in both. Answer with --prefer here or there."
            )
        case "medicine":
            words = _(
                "Is “{about}” there the same medicine as “{here}” here? Answer with "
                "--medicine “{about}={here}”, or “{about}=+” for two medicines."
            )
        case _:
            words = _("Record {about} was changed in both. Answer with --prefer here or there.")
    here = [str(row["name"]) for row in asked.here if isinstance(row, Mapping) and "name" in row]
    return words.format(about=asked.about, here=here[0] if here else "")
