"""`undo`, `redo`, `settings`, `export`, `import`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from diary_app.cli import export, imports, join
from diary_app.cli.context import Context
from diary_app.cli.declare import OneOf, Verb, argument, as_json, flag, option
from diary_app.domain.schedule import DAY_PARTS
from diary_app.domain.when import parse_clock
from diary_app.errors import BadInput, Told
from diary_app.exchange import json_file, sniff
from diary_app.services import (
    day_parts,
    joins,
    phones,
    settings,
    trail,
)
from diary_app.text import _
from diary_app.wording.edits import edit_words


def _undo(context: Context) -> None:
    """Take the last change back."""
    context.show(_("Undone: {edit}.").format(edit=_named(context, trail.undo(context.diary))))


def _redo(context: Context) -> None:
    """Bring back what undo took."""
    context.show(_("Redone: {edit}.").format(edit=_named(context, trail.redo(context.diary))))


def _named(context: Context, done: trail.DoneEdit) -> str:
    return edit_words(done.deed, done.at.year, context.diary.knowledge)


def _settings(context: Context) -> None:
    """Show or change a setting; a day part is set by its name."""
    key, value = context.options.key, context.options.value
    name = (key or "").replace("-", "_")
    if value is None:
        _show_settings(context, key, name)
        return
    if name in DAY_PARTS:
        day_parts.move(context.diary, name, parse_clock(value))
        return
    if name == "look" and value == "first":
        settings.reset_look(context.diary)
        return
    if name == "notes_languages":
        settings.save_note_languages(context.diary, value)
        return
    if name in settings.LOOKS:
        _set_look(context, name, value)
        return
    if name in settings.NUMBER_SETTINGS:
        _set_number(context, name, value)
        return
    try:
        settings.save_text(context.diary, name, value)
    except KeyError as error:
        raise _no_setting(key) from error
    except ValueError as error:
        values = phones.countries() if name == "country" else settings.PAPER_SIZES
        raise _cannot_be(name, value, values) from error


def _show_settings(context: Context, key: str | None, name: str) -> None:
    """The one setting called `name`, or all of them."""
    found = vars(settings.load(context.diary))
    if key is not None and name not in found and name not in DAY_PARTS:
        raise _no_setting(key)
    shown = found["day_parts"] if name in DAY_PARTS else found
    for each in [name] if key else sorted(found):
        words = shown.get(each, "")
        if each in settings.LOOKS:
            words = settings.look_text(words)
        elif each == "notes_languages":
            words = ",".join(words) or "system"
        context.show(f"{each}: {words}")


def _set_look(context: Context, name: str, value: str) -> None:
    try:
        settings.save_look(context.diary, name, value)
    except ValueError as error:
        looks = [settings.look_text(each) for each in settings.LOOKS[name]]
        raise _cannot_be(name, value, looks) from error


def _cannot_be(name: str, value: str, values: Iterable[str]) -> Told:
    return Told(
        _("{key} cannot be “{value}”.").format(key=name, value=value),
        "",
        _("It can be: {values}.").format(values=", ".join(values)),
    )


def _set_number(context: Context, name: str, value: str) -> None:
    try:
        settings.save_number(context.diary, name, value)
    except ValueError as error:
        low, high = settings.span_of(name)
        raise Told(
            _("{key} cannot be “{value}”.").format(key=name, value=value),
            "",
            _("It is a whole number from {low} to {high}, in minutes.").format(low=low, high=high),
        ) from error


def _no_setting(key: str) -> BadInput:
    names = ", ".join(
        sorted(
            {
                *settings.TEXT_SETTINGS,
                *settings.NUMBER_SETTINGS,
                *settings.LOOKS,
                *DAY_PARTS,
                "look",
                "notes_languages",
            }
        )
    )
    return Told(
        _("There is no setting called “{key}”.").format(key=key),
        "",
        _("Settings: {names}.").format(names=names),
    )


def _import(context: Context) -> int | None:
    """Read an exported diary, or the file of another program: all or nothing."""
    options = context.options
    path = Path(options.file)
    try:
        if path.exists() and not path.is_file():
            why = _("It is a folder or a device, not a file.")
            raise Told(_("{path} cannot be read.").format(path=path), why, exit_code=1)
        if path.stat().st_size > json_file.LARGEST:
            raise Told(_("{path} is not a file of a diary's size.").format(path=path), exit_code=1)
        data = path.read_bytes()
    except OSError as error:
        raise join.unread(path, error) from error
    if options.into_new and context.path.exists():
        raise Told(
            _("{path} is there already.").format(path=context.path),
            "",
            _("Name a new file with --db."),
            exit_code=1,
        )
    own = sniff.is_own_json(data)
    if options.format not in (None, "json") or options.map or not (own or joins.is_copy(path)):
        return imports.bring_in(context, path, data)
    return join.bring_in(context, path, data if own else None)


def commands() -> tuple[click.Command, ...]:
    """Undo, settings, and the ways out of the diary and in."""
    return (
        Verb("undo", _undo, _("undo the last change"), "undo"),
        Verb("redo", _redo, _("bring back what undo took"), "redo"),
        Verb(
            "settings",
            _settings,
            _("settings"),
            "settings morning 07:30",
            argument("key", required=False),
            argument("value", required=False),
            writes=lambda options: options.value is not None,
        ),
        *_out_and_in(),
    )


def _out_and_in() -> tuple[click.Command, ...]:
    return (
        export.command(),
        Verb(
            "import",
            _import,
            _("read an exported diary, or the file of another program"),
            "import diary.json",
            argument("file"),
            option("--format", type=OneOf(("json", *sniff.FORMATS))),
            option("--map", metavar="FILE", help=_("what the columns of a table are")),
            option("--zone-of-file", metavar="NAME", help=_("the time zone of its clock times")),
            option("--medicine", multiple=True, metavar="THEIRS=OURS", help=_("which one it is")),
            option("--scale", multiple=True, metavar="THEIRS=0-10", help=_("a number's scale")),
            option("--prefer", type=OneOf(("here", "there", "ask")), help=_("where both differ")),
            as_json(),
            flag("--dry-run", help=_("say what it would do, and do nothing")),
            flag("--merge", help=_("into a diary that has records")),
            flag("--into-new", help=_("into a file that is not there yet")),
            writes=lambda options: not options.dry_run,
            one_of=[("--merge", "--into-new")],
        ),
    )
