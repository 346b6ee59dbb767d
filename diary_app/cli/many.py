"""Copies of records for who reads many diaries, and made-up ones to try that with."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from diary_app import disk
from diary_app.cli.context import Context
from diary_app.domain.days import Days
from diary_app.errors import Told
from diary_app.text import _

MOST_DIARIES, MOST_DAYS = 100_000, 3660


def write_folder(context: Context, days: Days) -> None:
    """FHIR bulk files or tidy tables of this diary, in the folder that -o names."""
    from diary_app.services import bulk  # the FHIR parts, for these copies only

    folder = Path(context.options.output)
    if context.options.output == "-":
        raise Told(
            _("These are several files, and stdout is one."),
            "",
            _("Name a new folder: -o FOLDER"),
        )
    as_fhir = context.options.format == "fhir"
    files = (bulk.fhir_files if as_fhir else bulk.parquet_files)(context.diary, days)
    disk.write_folder(folder, files)
    for name in sorted(files):
        context.show(str(folder / name))


def simulate(context: Context) -> None:
    """Made-up diaries of many people as Parquet, with no diary file."""
    from diary_app.services import simulated  # pyarrow, for this command only

    options = context.options
    if not 1 <= options.many <= MOST_DIARIES:
        raise Told(_("It makes 1 to {n} diaries.").format(n=f"{MOST_DIARIES:,}"))
    if not 60 <= options.days <= MOST_DAYS:
        raise Told(_("A made-up diary has 60 to {n} days.").format(n=f"{MOST_DAYS:,}"))
    if options.first % simulated.PART or not 0 <= options.first <= MOST_DIARIES:
        raise Told(_("--first is a multiple of {n}.").format(n=simulated.PART))
    end = context.now.day
    days = Days(end - timedelta(days=options.days), end)
    parts = simulated.write(Path(options.folder), options.many, days, options.first)
    context.show(_("{n} folders: {path}").format(n=parts, path=options.folder))
