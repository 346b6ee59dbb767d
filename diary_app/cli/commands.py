"""The whole command line, with what stands before a command."""

from __future__ import annotations

from typing import Any

import click

from diary_app import __version__
from diary_app.cli import (
    also_taken,
    demo,
    facts,
    flags,
    keep,
    lock,
    log,
    look,
    medicines,
    phones,
    records,
    refills,
    tapers,
)
from diary_app.cli.context import Context
from diary_app.cli.declare import PROGRAM, Noun, OneOf, Verb, flag, option
from diary_app.services import settings
from diary_app.text import _

_NOUNS = (
    look,
    medicines,
    tapers,
    refills,
    log,
    records,
    flags,
    facts,
    also_taken,
    phones,
    keep,
    lock,
    demo,
)
PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")


def tree() -> Noun:
    """Every command. Made after the language is chosen, since it holds words."""
    open_window = Verb(
        "open",
        _open,
        _("the window"),
        "open --page log",
        option("--page", type=OneOf(PAGES)),
    )
    return Noun(
        PROGRAM,
        _("A private diary of doses and side effects. It is not for emergencies.")
        + "\n\n"
        + _("Without a command the window opens."),
        "today",
        open_window,
        *(command for noun in _NOUNS for command in noun.commands()),
        alone=Verb(PROGRAM, _open, "", ""),
        params=(
            option("--db", metavar="FILE", help=_("the diary file")),
            option("--now", metavar="ISO", help=_("the present moment, with offset")),
            option("--zone", metavar="NAME", help=_("the time zone, like Europe/Berlin")),
            flag("--reset-look", help=_("open the window with the look it had at first")),
            flag("--quiet", help=_("no messages, only results")),
            _version(),
        ),
    )


def _open(context: Context) -> int:
    if context.options.reset_look and context.path.exists():
        settings.reset_look(context.diary)
        context.close()
    return context.window(context.path, context.zone, getattr(context.options, "page", None))


def _version() -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, asked: Any) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo(f"{PROGRAM} {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show
    )
