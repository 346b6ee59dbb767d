"""`export`: files that leave the diary."""

from __future__ import annotations

import sys
from pathlib import Path

from diary_app.cli import many
from diary_app.cli.context import Context
from diary_app.cli.declare import WHOLE, OneOf, Verb, argument, flag, option, span
from diary_app.cli.look import COPIES, whole_or_months
from diary_app.domain.days import Days
from diary_app.domain.when import DayOf
from diary_app.errors import Told
from diary_app.services import files, histories, records, transfer
from diary_app.text import _, ngettext

FORMATS = ("pdf", "html", "csv", "json", "fhir", "ics", "card", "week", "parquet")


def _export(context: Context) -> None:
    """Write a file, or stdout for `-`."""
    options = context.options
    if (options.ndjson or options.transaction) and options.format != "fhir":
        raise Told(
            _("--ndjson and --transaction go with fhir."),
            "",
            _("Example: export fhir --ndjson -o FOLDER"),
        )
    if options.ndjson or options.format == "parquet":
        days = whole_or_months(context)
        many.write_folder(context, days)
        _say_how_many(context, days)
        return
    apart = {"ics": _calendar, "week": _week}.get(options.format)
    if apart is not None:
        apart(context)
        return
    path = Path(options.output)
    days = whole_or_months(context)
    contents: dict[Path, bytes] = {}
    if options.format == "json":
        asked = options.first, options.last, options.months, options.since_visit or None
        part = None if asked == (None,) * 4 else days
        contents[path] = transfer.as_json(context.diary, part).encode()
    else:
        from diary_app.services import papers  # keeps typst and matplotlib out of other commands

        form = "fhir_transaction" if options.transaction else options.format
        contents[path] = papers.exported(context.diary, form, days, options.paper)
        contents |= papers.beside(path, options.format)
    if options.format in COPIES:
        _say_how_many(context, days)
    if options.output == "-":
        _write(context, contents[path])
        return
    for name, data in contents.items():
        files.write(name, data)
        context.show(str(name))


def _write(context: Context, content: bytes) -> None:
    """One file, or stdout for `-`."""
    if context.options.output == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    files.write(Path(context.options.output), content)
    context.show(context.options.output)


def _calendar(context: Context) -> None:
    from diary_app.services import calendars  # its library is slow to load

    file = calendars.made(context.diary)
    _write(context, file.content)
    calendars.remember(context.diary, file)


def _week(context: Context) -> None:
    from diary_app.services import weeks  # keeps typst out of other commands

    options = context.options
    day = None if options.week is None else context.day(options.week, DayOf.RECORD)
    made = weeks.made(context.diary, day, options.paper)
    png = options.output.lower().endswith(".png")
    if not png and options.output != "-" and not options.output.lower().endswith(".pdf"):
        raise Told(_("The week is a PDF or a picture."), "", _("Name it week.pdf or week.png."))
    _write(context, weeks.picture(made) if png else weeks.pdf(made))


def _say_how_many(context: Context, days: Days) -> None:
    """What a copy leaves out, so that nobody takes a part for the whole."""
    known = histories.whole(context.diary)
    n, of = (len(records.listed(context.diary, each)) for each in (days, known))
    words = ngettext("{n} of {of} record written.", "{n} of {of} records written.", of)
    context.say(words.format(n=f"{n:,}", of=f"{of:,}"))


def command() -> Verb:
    """`export` as it is declared."""
    return Verb(
        "export",
        _export,
        _("write a file"),
        "export pdf -o summary.pdf",
        argument("format", type=OneOf(FORMATS)),
        option("-o", "--output", metavar="FILE|-", required=True, help=_("- is stdout")),
        *span(),
        option("--months", type=WHOLE, metavar="N", help=_("so many months back")),
        flag("--since-visit", help=_("since you last saw the doctor")),
        option("--paper", type=OneOf(("A4", "Letter"))),
        option("--week", metavar="D", help=_("of week: the one with this day")),
        flag("--ndjson", help=_("of fhir: a folder of bulk files")),
        flag("--transaction", help=_("of fhir: for a server that takes no documents")),
        one_of=[("--months", "--since-visit"), ("--ndjson", "--transaction")],
    )
