"""How a command is declared: its name, what it does, an example, its options, whether it writes.

A noun's file ends with its `commands()`; nothing about a command is said anywhere else. What click
refuses is said in our words, with what to do.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, ClassVar

import click

from diary_app.cli.context import Context
from diary_app.errors import Told
from diary_app.text import _

PROGRAM = "dose-diary"
Run = Callable[[Context], int | None]  # an exit code, None for 0
_FILES = frozenset(
    {"file", "folder", "lines", "output"}
)  # what options that name a file are called
Writes = bool | Callable[[Namespace], bool]


class Verb(click.Command):
    """One command. `run` does it; `writes` says whether the diary may change by it.

    Of the names in each group of `one_of` at most one may be given.
    """

    def __init__(
        self,
        name: str,
        run: Run,
        help: str,
        example: str,
        *params: click.Parameter,
        writes: Writes = False,
        one_of: Sequence[Sequence[str]] = (),
    ) -> None:
        super().__init__(name, params=list(params), help=help, epilog=_example(example))
        self.run, self.writes, self.one_of, self.example = run, writes, one_of, example

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the name. Raises Told for what cannot be meant."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        _refuse_option_as_value(ctx, self.params, args)
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest:
            raise Told(
                _("The command does not take “{words}”.").format(words=" ".join(rest)),
                _("A text of several words stands in quotation marks."),
                _see(ctx),
            )
        _refuse_bytes(ctx.params)
        for names in self.one_of:
            given = [name for name in names if ctx.params[_plain(name)]]
            if len(given) > 1:
                raise Told(
                    _("{one} and {other} do not go together.").format(one=given[0], other=given[1]),
                    "",
                    _("Choose one."),
                )
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Do it, as the program's start decides: `ctx.obj(verb, options)`."""
        given = {**ctx.find_root().params, **ctx.params}
        return ctx.obj(self, Namespace(**given, verb=ctx.info_name))


class Noun(click.Group):
    """Commands of one thing. `alone`: what it does without a verb, None where it needs one."""

    def __init__(
        self,
        name: str,
        help: str,
        example: str,
        *commands: click.Command,
        alone: Verb | None = None,
        params: Sequence[click.Parameter] = (),
    ) -> None:
        super().__init__(
            name,
            commands,
            help=help,
            epilog=_example(example),
            params=[*params, *(alone.params if alone else ())],
            invoke_without_command=alone is not None,
            no_args_is_help=False,
            callback=self._alone,
        )
        self.alone, self.example = alone, example

    def list_commands(self, ctx: click.Context | None) -> list[str]:
        """The names in the order in which they are declared."""
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words up to the verb. Raises Told where the verb is missing."""
        if not args and self.alone is None and not ctx.resilient_parsing:
            raise Told(
                _("It is not said what to do: {command} …").format(command=ctx.command_path),
                _("Known: {names}.").format(names=", ".join(self.list_commands(ctx))),
                _("Example: {example}").format(example=f"{PROGRAM} {self.example}"),
            )
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb named first. Raises Told for an unknown one, naming the nearest."""
        names = self.list_commands(ctx)
        if args[0] in names or args[0].startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = get_close_matches(args[0].lower(), names, 1, 0.5)
        raise Told(
            _("There is no command “{given}”.").format(given=f"{ctx.command_path} {args[0]}"),
            _("Did you mean “{name}”?").format(name=near[0]) if near else "",
            _see(ctx),
        )

    def _alone(self, **_params: Any) -> Any:
        ctx = click.get_current_context()
        if ctx.invoked_subcommand is None and self.alone is not None:
            return self.alone.invoke(ctx)
        return None


def _example(example: str) -> str:
    return "\b\n" + _("Example: {example}").format(example=f"{PROGRAM} {example}")


def _see(ctx: click.Context | None) -> str:
    path = PROGRAM if ctx is None else ctx.command_path
    return _("See: {command} --help").format(command=path)


def _plain(name: str) -> str:
    return name.removeprefix("--").replace("-", "_")


def _refuse_option_as_value(
    ctx: click.Context, params: Sequence[click.Parameter], args: Sequence[str]
) -> None:
    """`--note --skip` forgot the note: click would take --skip for it."""
    options = [param for param in params if isinstance(param, click.Option)]
    names = {name for option in options for name in option.opts}
    take = {name for option in options if not option.is_flag for name in option.opts}
    for word, following in pairwise(args):
        if word == "--":
            return
        if word in take and following in names:
            raise _needs_value(word, ctx)


def _refuse_bytes(params: dict[str, Any]) -> None:
    """Bytes that are no text come as lone surrogates: a file may be called so, a record may not."""
    for name, value in params.items():
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and name not in _FILES and not _is_text(text):
                shown = text.encode(errors="replace").decode()
                raise Told(_("“{given}” is not text in UTF-8.").format(given=shown))


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _needs_value(name: str, ctx: click.Context | None) -> Told:
    return Told(_("{option} needs a value.").format(option=name), "", _see(ctx))


class OneOf(click.Choice[str]):
    """One of a few words, in capitals or not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word as it is declared. Raises Told for another one, naming those there are."""
        for word in self.choices:
            if str(value).casefold() == word.casefold():
                return word
        raise Told(
            _("“{given}” is not known here.").format(given=value),
            "",
            _("One of: {names}.").format(names=", ".join(self.choices)),
        )


class _Whole(click.ParamType[int]):
    name: ClassVar[str] = "number"  # type: ignore[misc]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if not (value.isascii() and value.removeprefix("-").isdigit() and len(value) < 7):
            raise Told(_("“{given}” is not a whole number.").format(given=value))
        return int(value)


WHOLE = _Whole()


def usage_words(error: click.UsageError) -> Told:
    """What click could not read, why, and what to do."""
    ctx = error.ctx
    match error:
        case click.NoSuchOption():
            return _no_option(error.option_name, ctx)
        case click.MissingParameter(param=param) if param is not None and ctx is not None:
            name = param.opts[-1] if isinstance(param, click.Option) else param.make_metavar(ctx)
            example = getattr(ctx.command, "example", "--help")
            return Told(
                _("{name} is missing.").format(name=name),
                "",
                _("Example: {example}").format(example=f"{PROGRAM} {example}"),
            )
        case click.BadOptionUsage():
            return _needs_value(error.option_name, ctx)
        case _:
            return Told(error.format_message(), "", _see(ctx))


def _no_option(name: str, ctx: click.Context | None) -> Told:
    what = _("There is no option {name} here.").format(name=name)
    if ctx is not None and ctx.parent is not None and name in _names(ctx.find_root()):
        why = _("It stands before the command: {program} {name} …")
        return Told(what, why.format(program=PROGRAM, name=name), _see(ctx))
    near = get_close_matches(name, () if ctx is None else _names(ctx), 1)
    return Told(what, _("Did you mean {name}?").format(name=near[0]) if near else "", _see(ctx))


def _names(ctx: click.Context) -> list[str]:
    return [name for param in ctx.command.get_params(ctx) for name in param.opts]


# --- parameters that several commands share -----------------------------


def argument(name: str, **settings: Any) -> click.Argument:
    """A word by its place."""
    return click.Argument([name], **settings)


def option(*names: str, **settings: Any) -> click.Option:
    """An option with a value. The last name without dashes is what it is called in the code."""
    return click.Option(list(names), **settings)


def flag(*names: str, help: str | None = None) -> click.Option:
    """An option without a value."""
    return click.Option(list(names), is_flag=True, help=help)


def as_json() -> click.Option:
    """`--json`."""
    return flag("--json", help=_("as JSON"))


def confirm() -> click.Option:
    """`--confirm`: the answer to a question about an unusual value."""
    return flag("--confirm", help=_("the unusual amount or day is right"))


def span() -> tuple[click.Option, click.Option]:
    """`--from` and `--to`."""
    return (
        option("--from", "first", metavar="D", help=_("the first day")),
        option("--to", "last", metavar="D", help=_("the last day")),
    )


def first_day(required: bool = False) -> click.Option:
    """`--from`, the first day of a plan."""
    return option("--from", "first", metavar="D", required=required, help=_("the first day"))


def at() -> click.Option:
    """`--at`, when it was."""
    return option("--at", metavar="WHEN", help=_("when: 14:05, -20m, “yesterday 20:00”"))


def by(default: str | None = "me") -> click.Option:
    """`--by`, who writes."""
    return option("--by", type=OneOf(("me", "carer")), default=default, help=_("who writes"))


def decided_by() -> click.Option:
    """`--decided-by`, whose decision a change of the plan was."""
    return option("--decided-by", type=OneOf(("doctor", "me")), help=_("whose decision it was"))
