"""`import` of other programs' files: what is recognised, what is asked, what comes in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from diary_app.cli import shapes
from diary_app.cli.context import Context
from diary_app.domain.dose import Missed, Skipped, Taken, moment_of
from diary_app.domain.fall import Fall
from diary_app.domain.foreign import ForeignFile, ForeignMedicine
from diary_app.domain.helped import Helped
from diary_app.domain.measure import Goal, Measurement
from diary_app.domain.plan import Plan
from diary_app.domain.symptom import Event, Note, Observation, SafetyCheck
from diary_app.domain.tracked import Tracked
from diary_app.errors import BadInput, Told
from diary_app.exchange.any_csv import Mapping
from diary_app.exchange.foreign_text import LARGEST
from diary_app.services import imports, medicines, tables
from diary_app.services.imports import SCALES, Answers, Asked, Preview
from diary_app.services.records import Record
from diary_app.text import _, ngettext
from diary_app.wording.imports import counts, recognised, why_not

ASKS = 4  # the exit code where a person must decide
_SHOWN = 20  # rows that were not understood; --json has them all


def bring_in(context: Context, path: Path, data: bytes) -> int | None:
    """Import the file of another program, or say what it would do."""
    options = context.options
    mapping = None
    if options.map is not None:
        mapping = imports.mapping_of(_text(Path(options.map)))
    file, mapping = _read(context, data, mapping)
    given = _answers(options)
    if options.dry_run:
        preview = imports.look(context.diary, file, given)
    else:
        preview = imports.bring(context.diary, file, given, path.name)
    asks = bool(preview.questions) and not options.dry_run
    if mapping is not None and not asks and not options.dry_run:
        tables.keep(context.diary, tables.look(data).columns, mapping)
    if options.json:
        questions = [_question(context, asked) for asked in preview.questions]
        context.show_json(questions if asks else _shape(preview, questions))
    if not options.json or asks:
        _say(context, preview, options.dry_run)
    return ASKS if asks else None


def _read(
    context: Context, data: bytes, mapping: Mapping | None
) -> tuple[ForeignFile, Mapping | None]:
    """The rows, and the map of columns by which they were read."""
    try:
        return imports.read(data, mapping), mapping
    except BadInput as error:
        kept = tables.kept_for(context.diary, data) if tables.is_table_of_nobody(error) else None
        if kept is None:
            raise
        context.say(_("Its columns are read as the last time; --map FILE says otherwise."))
        return imports.read(data, kept), kept


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise Told(_("{path} is too large for a map of columns.").format(path=path))
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise Told(_("{path} cannot be read.").format(path=path), exit_code=1) from error


def _answers(options: Any) -> Answers:
    scales = pairs(options.scale, "--scale")
    for scale in scales.values():
        if scale not in SCALES:
            raise Told(
                _("“{given}” is not a scale.").format(given=scale),
                "",
                _("One of: {names}.").format(names=", ".join(SCALES)),
            )
    chosen = "" if options.prefer in (None, "ask") else options.prefer
    return Answers(pairs(options.medicine, "--medicine"), scales, options.zone_of_file, chosen)


def pairs(given: Iterable[str], option: str) -> dict[str, str]:
    """THEIRS and OURS of an option that is given several times."""
    found = {}
    for text in given or ():
        theirs, equals, ours = text.rpartition("=")
        if not equals:
            raise Told(
                _("{option} needs THEIRS=OURS, not “{given}”.").format(option=option, given=text)
            )
        found[" ".join(theirs.split())] = ours.strip()
    return found


def _shape(preview: Preview, questions: list[Any]) -> dict[str, Any]:
    return {
        "schema": 1,
        "format": preview.file.format,
        "recognised": recognised(preview.file),
        "new": preview.new,
        "already_there": preview.already_there,
        "changed": preview.changed,
        "own_things": list(preview.own_things),
        "not_understood": [{"row": row.row, "why": why_not(row)} for row in preview.not_understood],
        "left_out": preview.left_out,
        "medicines": [{"theirs": theirs, "ours": ours} for theirs, ours in preview.medicines],
        "questions": questions,
    }


def _question(context: Context, asked: Asked) -> dict[str, Any]:
    return {
        "kind": asked.kind,
        "about": asked.about,
        "here": _side(context, asked.here),
        "there": _side(context, asked.there),
    }


def _side(context: Context, side: object) -> Any:
    match side:
        case Taken() | Skipped() | Missed():
            names = {plan.medicine.id: plan.medicine.name for plan in _plans(context)}
            record = Record("doses", side, moment_of(side), removed=False)
            return shapes.record(record, names, {})
        case Observation() | Note() | SafetyCheck() | Event() | Fall() | Measurement():
            return shapes.record(Record("", side, side.at, removed=False), {}, {})
        case Tracked():
            return {"id": side.id, "name": side.name, "scale": str(side.scale), "unit": side.unit}
        case Goal():
            return {"id": side.id, "words": side.words, "since": side.since.isoformat()}
        case Helped():
            return {"id": side.id, "answer": str(side.answer), "minutes": side.minutes}
        case Plan():
            return [shapes.schedule(course.schedule) for course in side.all_courses()]
        case ForeignMedicine(schedule=schedule):
            return None if schedule is None else [shapes.schedule(schedule)]
        case tuple():
            return list(side)
        case _:
            return side


def _plans(context: Context) -> tuple[Plan, ...]:
    return medicines.all_plans(context.diary)


def _say(context: Context, preview: Preview, rehearsed: bool) -> None:
    context.say(_("Recognised: {what}.").format(what=recognised(preview.file)))
    for asked in preview.questions:
        context.say(_asked_words(asked))
    if preview.questions and not rehearsed:
        context.say(_("Nothing was changed. Repeat with the answers."))
        return
    new = counts(preview.new) or _("nothing new")
    if not context.options.json:
        words = _("Would bring in: {what}.") if rehearsed else _("Brought in: {what}.")
        context.show(words.format(what=new))
    n = preview.already_there
    there = ngettext("{n} row is there already.", "{n} rows are there already.", n)
    context.say(there.format(n=n))
    if preview.own_things:
        names = ", ".join(preview.own_things)
        context.say(_("Kept as things of your own: {names}.").format(names=names))
    n = preview.left_out
    out = ngettext("{n} row is no record and was left out.", "{n} rows were left out.", n)
    context.say(out.format(n=n))
    for row in preview.not_understood[:_SHOWN]:
        context.say(_("Row {row} is not understood: {why}").format(row=row.row, why=why_not(row)))
    more = len(preview.not_understood) - _SHOWN
    if more > 0:
        words = ngettext(
            "{n} more row is not understood.", "{n} more rows are not understood.", more
        )
        context.say(words.format(n=more))


def _asked_words(asked: Asked) -> str:
    match asked.kind:
        case "medicine":
            words = _("Which medicine is “{about}”? Answer with --medicine “{about}=NAME”.")
        case "scale":
            words = _("Which scale has “{about}”? Answer with --scale “{about}=0-10”, for example.")
        case "zone":
            words = _(
                "In which time zone was the file written? Answer with --zone-of-file {about}."
            )
        case "plan":
            words = _(
                "The plan of {about} is another one here. Answer with --prefer here or there."
            )
        case _:
            words = _(
                "Record {about} says something else here. Answer with --prefer here or there."
            )
    return words.format(about=asked.about)
