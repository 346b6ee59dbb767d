"""The whole command line, with what stands before a command."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from diary_app import __version__
from diary_app.cli.context import Context
from diary_app.cli.declare import PROGRAM, Noun, OneOf, Verb, flag, option
from diary_app.services import settings
from diary_app.text import _

# The file of each command, in the order of the help. Only the file of the one that is given is
# read: all of them took longer than most commands do.
_FILES = {
    "look": ("today", "list", "stats", "read", "trail", "chart"),
    "medicines": ("medicine",),
    "tapers": ("taper",),
    "refills": ("refill", "pump-refill"),
    "log": ("log",),
    "track": ("track", "regions", "symptom"),
    "measures": ("measure", "goal", "helped"),
    "records": ("record",),
    "flags": ("flags",),
    "facts": ("fact",),
    "also_taken": ("also-taken",),
    "phones": ("phone",),
    "questions": ("question", "visit"),
    "keep": ("undo", "redo", "settings", "export", "import"),
    "safe": ("backup", "restore", "rescue", "check"),
    "lock": ("lock",),
    "demo": ("demo",),
}
_FILE_OF = {name: file for file, names in _FILES.items() for name in names}
PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")


class Program(Noun):
    """The program itself: its commands are read when they are asked for."""

    def list_commands(self, ctx: click.Context | None) -> list[str]:
        """The names in the order of the help."""
        return [*self.commands, *_FILE_OF]

    def get_command(
        self,
        ctx: click.Context | None,
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name, None for none."""
        if cmd_name not in _FILE_OF:
            return self.commands.get(cmd_name)
        for command in _declared(_FILE_OF[cmd_name]):
            if command.name == cmd_name:
                return command
        raise KeyError(cmd_name)


def _declared(file: str) -> tuple[click.Command, ...]:
    commands: tuple[click.Command, ...] = import_module(f"diary_app.cli.{file}").commands()
    return commands


def tree() -> Program:
    """Every command. Made after the language is chosen, since it holds words."""
    open_window = Verb(
        "open",
        _open,
        _("the window"),
        "open --page log",
        option("--page", type=OneOf(PAGES)),
    )
    return Program(
        PROGRAM,
        _("A private diary of doses and side effects. It is not for emergencies.")
        + "\n\n"
        + _("Without a command the window opens."),
        "today",
        open_window,
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
