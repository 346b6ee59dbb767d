"""`demo`: a diary with made-up data, and what a patient would take from it."""

from __future__ import annotations

from pathlib import Path

import click

from diary_app.cli import many
from diary_app.cli.context import Context
from diary_app.cli.declare import WHOLE, Verb, argument, flag, option
from diary_app.cli.screen import has_screen
from diary_app.errors import Told
from diary_app.services import demo, files, histories
from diary_app.services.diary import open_diary
from diary_app.text import _

MOST_YEARS = 50


def _run(context: Context) -> int:
    from diary_app.services import papers, pictures  # typst and matplotlib, for this command only

    options = context.options
    if options.many is not None:
        many.simulate(context)
        return 0
    if not 1 <= options.years <= MOST_YEARS:
        raise Told(_("A demo has 1 to {n} years.").format(n=MOST_YEARS))
    folder = Path(options.folder)
    _make_room(folder, context)
    path = folder / "demo.db"
    diary = open_diary(path, context.clock, context.zone, create=True)
    try:
        demo.fill(diary, options.years)
        days = histories.months_back(diary, 3)
        for form in ("pdf", "html"):
            target = folder / f"summary.{form}"
            files.write(target, papers.exported(diary, form, days))
            context.show(str(target))
        for kind in ("symptoms", "doses"):
            target = folder / f"{kind}.png"
            pictures.save(pictures.chart(diary, kind, days), target)
            context.show(str(target))
    finally:
        diary.file.close()
    context.show(str(path))
    return _then_window(context, path)


def _make_room(folder: Path, context: Context) -> None:
    """An earlier demo gives way; any other file of that name is left alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Told(
            _("{folder} cannot be used as a folder.").format(folder=folder),
            error.strerror or "",
            _("Name another one."),
        ) from error
    path = folder / "demo.db"
    if path.exists():
        demo.refuse_real(path, context.clock)
        path.unlink()


def _then_window(context: Context, path: Path) -> int:
    """Open the window on the demo where there is a screen, else say how to."""
    if context.options.no_window or not has_screen():
        context.say(_("To look at it in the window: dose-diary --db {path} open").format(path=path))
        return 0
    return context.window(path, context.zone, None)


def commands() -> tuple[click.Command, ...]:
    """`demo`."""
    return (
        Verb(
            "demo",
            _run,
            _("a demo diary with made-up data"),
            "demo demo --years 1",
            argument("folder", metavar="DIR"),
            option("--years", type=WHOLE, default=1, metavar="N"),
            flag("--no-window"),
            option(
                "--many", type=WHOLE, metavar="N", help=_("instead: N people's diaries, as Parquet")
            ),
            option(
                "--first", type=WHOLE, default=0, metavar="N", help=_("the number of the first one")
            ),
            option("--days", type=WHOLE, default=180, metavar="N", help=_("of each of them")),
        ),
    )
