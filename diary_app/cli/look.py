"""`today`, `list`, `stats`, `read`, `trail`, `chart`: asking, never changing."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from diary_app.cli import flags, shapes, shapes_body
from diary_app.cli.context import Context
from diary_app.cli.declare import OneOf, Verb, argument, as_json, flag, option, span
from diary_app.domain.days import Days
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.moment import DAY
from diary_app.domain.region import parse_region
from diary_app.domain.symptom import Observation
from diary_app.domain.when import DayOf
from diary_app.errors import BadInput, NotFound, Told
from diary_app.services import (
    figures,
    helped,
    histories,
    records,
    symptoms,
    texts,
    today,
    trail,
    visits,
)
from diary_app.text import _, language, ngettext
from diary_app.wording.days import plain_clock, stamp
from diary_app.wording.doses import state_word
from diary_app.wording.edits import entry_words
from diary_app.wording.measures import helped_words
from diary_app.wording.records import record_words, remark_words
from diary_app.wording.symptoms import measured
from diary_app.wording.writing import amount_words


def _today(context: Context) -> None:
    """The day's sheet."""
    diary = context.diary
    sheet = today.sheet(diary, context.day(context.options.day, DayOf.RECORD))
    if context.options.json:
        body = shapes_body.today(symptoms.going_on(diary), helped.asking(diary))
        context.show_json(shapes.today(sheet, diary.zone, flags.open_flags(diary)) | body)
        return
    context.show(sheet.day.isoformat())
    for line in sheet.lines:
        taken = line.dose if isinstance(line.dose, Taken) else None
        at = "" if taken is None else f" {amount_words(taken.amount)} {plain_clock(taken.taken_at)}"
        context.show(
            f"{plain_clock(line.slot.at)}  {line.medicine.name}  {line.slot.amount}  "
            f"{state_word(line.state)}{at}"
        )
    for extra in sheet.extras:
        taken_at, word = plain_clock(extra.dose.taken_at), _("extra")
        context.show(
            f"{taken_at}  {extra.medicine.name}  {amount_words(extra.dose.amount)}  {word}"
        )
    for needed in sheet.as_needed:
        last = stamp(needed.last_taken_at) if needed.last_taken_at else ""
        words = _("only when needed")
        context.show(f"       {needed.medicine.name}  {needed.amount}  {words}  {last}")
    for total in sheet.totals:
        planned = "" if total.planned is None else _("Planned: {p}.").format(p=total.planned)
        so_far = (
            _("So far: at least {taken} of {name}. The amount of a dose is not known.")
            if total.unknown
            else _("So far: {taken} of {name}.")
        )
        words = so_far.format(taken=total.taken, name=total.medicine.name)
        context.show(f"{words} {planned}".rstrip())
    for seen in symptoms.going_on(diary):
        context.show(_going_on(context, seen))
    for asked in helped.asking(diary):
        words = _("Did it help? {medicine}, {time}: helped {id} better, same or worse")
        context.show(
            words.format(
                medicine=asked.medicine,
                time=plain_clock(asked.dose.taken_at),
                id=asked.dose.id[:8],
            )
        )
    flags.announce(context)


def _going_on(context: Context, seen: Observation) -> str:
    said = record_words(seen, "", context.diary.knowledge)
    remark = remark_words(seen, context.diary.knowledge)
    return _("Since {time}: {what}").format(time=stamp(seen.at), what=f"{said} · {remark}")


def _list(context: Context) -> None:
    """What was recorded, oldest first."""
    options, diary = context.options, context.diary
    days = context.span(histories.whole(diary))
    if options.removed:
        found = [r for r in records.removed(diary) if r.at.day in days]
    else:
        found = list(records.listed(diary, days))
    names = histories.medicine_names(diary)
    readings = records.readings_of(diary, days)
    labels = {entry.id: entry.label for entry in diary.vocabulary.entries}
    shapes_of = {record.id: shapes.record(record, names, readings, labels) for record in found}
    if options.kind:
        found = [record for record in found if shapes_of[record.id]["kind"] == options.kind]
    shown = [shapes_of[record.id] for record in found]
    if options.json:
        context.show_json(shown)
    elif options.csv:
        _csv(shown)
    else:
        for record in found:
            context.show(_in_words(context, record, names))


def _csv(shown: list[shapes.Json]) -> None:
    columns = list(dict.fromkeys(key for one in shown for key in one))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns or ["id", "kind", "at", "recorded_at"])
    for one in shown:
        writer.writerow([_cell(one.get(key)) for key in columns])


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else text


def _in_words(context: Context, record: records.Record, names: Mapping[str, str]) -> str:
    value, knowledge = record.value, context.diary.knowledge
    name = names.get(value.medicine_id, "") if isinstance(value, Taken | Skipped | Missed) else ""
    said = record_words(value, name, knowledge)
    remark = remark_words(value, knowledge)
    what = " · ".join(part for part in (said, remark) if part)
    return f"{stamp(record.at)}  {' '.join(what.split())}  ({record.id[:8]})"


def _stats(context: Context) -> None:
    """Figures with their denominators."""
    found = figures.of_span(context.diary, context.span())
    plain = shapes.stats(found) | shapes_body.stats(found)
    if context.options.json:
        context.show_json(plain)
        return
    for name, doses in plain["doses"].items():
        context.show(
            _("{name}: {taken} of {recorded} recorded doses taken, {unknown} not recorded").format(
                name=name,
                taken=doses["taken"],
                recorded=doses["planned"] - doses["not_recorded"],
                unknown=doses["not_recorded"],
            )
        )
    own_names = {entry.id: entry.label for entry in context.diary.vocabulary.entries if entry.own}
    for id, symptom in plain["symptoms"].items():
        context.show(
            ngettext(
                "{id}: on {present} of {asked} day",
                "{id}: on {present} of {asked} days",
                symptom["asked"],
            ).format(id=own_names.get(id, id), present=symptom["present"], asked=symptom["asked"])
        )
    for id, own in found.numbers.items():
        if own.median is not None and own.least is not None and own.most is not None:
            words = _("{id}: middle value {middle}, lowest {low}, highest {high}, {n} recorded")
            values = (measured(value, own.unit) for value in (own.median, own.least, own.most))
            middle, low, high = values
            context.show(
                words.format(id=own_names.get(id, id), middle=middle, low=low, high=high, n=own.n)
            )
    for name, use in found.helped.items():
        context.show(helped_words(name, use))


def _read(context: Context) -> None:
    """How free text is read."""
    options = context.options
    own = context.diary if context.path.exists() else None  # it reads for the own things too
    written = _written_in(context)
    if options.lines:
        for line in _lines(options.lines):
            plain = shapes.read(line, texts.reading_of(line, written, own))
            context.show_json_line(plain)
        return
    if options.text is None:
        raise Told(_("There is nothing to read."), "", _("Give a text, or --lines FILE."))
    plain = shapes.read(options.text, texts.reading_of(options.text, written, own))
    if options.json:
        context.show_json(plain)
        return
    for one in plain["readings"]:
        context.show(f"{one['term']}: {one['outcome']} ({one['because']})")


def _written_in(context: Context) -> tuple[str, ...]:
    """The languages to read by: those asked for, else those of the diary, where there is one."""
    asked: str | None = context.options.language
    if asked is None:
        return texts.languages(context.diary) if context.path.exists() else (language(),)
    written = tuple(each.strip().lower() for each in asked.split(","))
    if texts.unread(written):
        raise BadInput(
            "no_note_language", given=texts.unread(written)[0], known=", ".join(texts.NETS)
        )
    return written


def _lines(name: str) -> list[str]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise Told(
            _("{name} cannot be read.").format(name=name),
            getattr(error, "strerror", None) or _("It is not text in UTF-8."),
            _("Check that it is a text file in UTF-8."),
            exit_code=1,
        ) from error
    lines = text.removesuffix("\n").split("\n")
    if name.endswith(".tsv"):  # only the first column is the patient's text
        return [line.partition("\t")[0] for line in lines]
    return [line.removesuffix("\r") for line in lines]


def _trail(context: Context) -> None:
    """Every change ever made."""
    knowledge = context.diary.knowledge
    entries = [
        shapes.trail_entry(entry, entry_words(entry.kind, entry.deed, entry.at.year, knowledge))
        for entry in trail.entries(context.diary)
    ]
    if context.options.json:
        context.show_json(entries)
        return
    for entry in entries:
        context.show(f"{entry['edit']:>5}  {entry['at'][:16].replace('T', ' ')}  {entry['label']}")


def _chart(context: Context) -> None:
    """A picture in a file."""
    from diary_app.services import pictures  # keeps matplotlib out of every other command

    options = context.options
    days = context.span(_days_of_picture(context))
    ids = [id.strip() for id in options.symptom.split(",")] if options.symptom else None
    path = Path(options.output)
    where = parse_region(options.where) if options.where else None
    chart = pictures.chart(context.diary, options.kind, days, ids, where)
    pictures.save(chart, path)
    context.show(str(path))
    context.say(str(chart.words))


def _days_of_picture(context: Context) -> Days:
    """The last 28 days, of a younger diary those since it began: it has no gap before."""
    today = context.now.day
    return Days.through(max(histories.whole(context.diary).since, today - 27 * DAY), today)


# Formats that hold the whole diary unless a span is asked for.
COPIES = ("csv", "json", "fhir", "parquet")


def whole_or_months(context: Context) -> Days:
    """The days of an export: --from/--to, else the last --months (3); all for a copy of records."""
    months = context.options.months
    if context.options.since_visit:
        return context.span(_since_visit(context))
    if months is None and context.options.format in COPIES:
        return context.span(histories.whole(context.diary))
    default = histories.months_back(context.diary, 3 if months is None else months)
    return context.span(default)


def _since_visit(context: Context) -> Days:
    day = visits.last(context.diary)
    if day is None:
        raise NotFound("no_visit")
    return Days.through(day, context.now.day)


def commands() -> tuple[click.Command, ...]:
    """What only looks."""
    kinds = ("dose", "symptom", "check", "note", "event", "fall", "measure")
    charts = ("symptoms", "doses", "calendar", "change", "day", "tradeoff", "body", "parts")
    return (
        Verb(
            "today",
            _today,
            _("the day's sheet"),
            "today --day yesterday",
            option("--day", metavar="D"),
            as_json(),
        ),
        Verb(
            "list",
            _list,
            _("what was recorded"),
            "list --from -7d --kind dose",
            *span(),
            option("--kind", type=OneOf(kinds)),
            as_json(),
            flag("--csv", help=_("as CSV")),
            flag("--removed", help=_("what was removed")),
            one_of=[("--json", "--csv")],
        ),
        Verb(
            "stats",
            _stats,
            _("figures with their denominators"),
            "stats --from -28d",
            *span(),
            as_json(),
        ),
        Verb(
            "read",
            _read,
            _("how free text is read"),
            'read "no seizures today"',
            argument("text", required=False),
            option("--lines", metavar="FILE", help=_("one JSON object for each line of the file")),
            option("--language", metavar="en,de,…", help=_("read as these languages")),
            as_json(),
        ),
        Verb("trail", _trail, _("every change ever made"), "trail --json", as_json()),
        Verb(
            "chart",
            _chart,
            _("a picture"),
            "chart symptoms --symptom pain -o p.png",
            argument("kind", type=OneOf(charts)),
            option("--symptom", metavar="ID,ID"),
            option("--where", metavar="REGION", help=_("only this area of the body")),
            *span(),
            option("-o", "--output", metavar="FILE", required=True, help=_(".png, .svg or .pdf")),
        ),
    )
