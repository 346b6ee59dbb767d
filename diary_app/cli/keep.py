"""`undo`, `redo`, `settings`, `export`, `import`, `backup`, `restore`, `check`, `demo`."""

from __future__ import annotations

import sys
from pathlib import Path

from diary_app import disk
from diary_app.cli.context import Context
from diary_app.cli.look import whole_or_months
from diary_app.domain.schedule import DAY_PARTS
from diary_app.domain.when import parse_clock
from diary_app.errors import BadInput, NotFound, Told
from diary_app.exchange import json_file
from diary_app.services import day_parts, files, settings, trail, transfer
from diary_app.text import _
from diary_app.wording.edits import edit_words
from diary_app.wording.refusals import in_words


def run_undo(context: Context) -> None:
    """Take the last change back."""
    context.show(_("Undone: {edit}.").format(edit=_named(context, trail.undo(context.diary))))


def run_redo(context: Context) -> None:
    """Bring back what undo took."""
    context.show(_("Redone: {edit}.").format(edit=_named(context, trail.redo(context.diary))))


def _named(context: Context, done: trail.DoneEdit) -> str:
    return edit_words(done.deed, done.at.year, context.diary.knowledge)


def run_settings(context: Context) -> None:
    """Show or change a setting; a day part is set by its name."""
    key, value = context.options.key, context.options.value
    name = (key or "").replace("-", "_")
    if value is None:
        found = vars(settings.load(context.diary))
        if key is not None and name not in found and name not in DAY_PARTS:
            raise _no_setting(key)
        shown = found["day_parts"] if name in DAY_PARTS else found
        for each in [name] if key else sorted(found):
            context.show(f"{each}: {shown.get(each, '')}")
        return
    if name in DAY_PARTS:
        day_parts.move(context.diary, name, parse_clock(value))
        return
    try:
        settings.save_text(context.diary, name, value)
    except KeyError as error:
        raise _no_setting(key) from error


def _no_setting(key: str) -> BadInput:
    names = ", ".join(sorted({*settings.TEXT_SETTINGS, *DAY_PARTS}))
    return Told(
        _("There is no setting called “{key}”.").format(key=key),
        "",
        _("Settings: {names}.").format(names=names),
    )


def run_export(context: Context) -> None:
    """Write a file, or stdout for `-`."""
    options = context.options
    if options.format == "json":
        data = transfer.as_json(context.diary).encode()
    else:
        from diary_app.services import papers  # keeps typst and matplotlib out of other commands

        days = whole_or_months(context)
        data = papers.exported(context.diary, options.format, days, options.paper)
    if options.output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(options.output)
    disk.write_whole(path, data)
    context.show(str(path))


def run_import(context: Context) -> None:
    """Read an exported diary: all or nothing."""
    options = context.options
    path = Path(options.file)
    try:
        if path.stat().st_size > json_file.LARGEST or not path.is_file():
            raise Told(_("{path} is not a file of a diary's size.").format(path=path), exit_code=1)
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise Told(
            _("{path} cannot be read.").format(path=path),
            getattr(error, "strerror", None) or _("It is not text in UTF-8."),
            _("Check the name; it must be a file that `export json` wrote."),
            exit_code=1,
        ) from error
    if options.into_new and context.path.exists():
        raise Told(
            _("{path} is there already.").format(path=context.path),
            "",
            _("Name a new file with --db."),
            exit_code=1,
        )
    found = transfer.import_json(context.diary, text, options.merge, options.dry_run)
    words = _("Would import: {what}.") if options.dry_run else _("Imported: {what}.")
    what = ", ".join(f"{n} {table}" for table, n in found.added.items() if n) or _("nothing new")
    context.show(words.format(what=what))
    if found.kept:
        context.say(_("{n} records differ and were left as they are here.").format(n=found.kept))


def run_backup(context: Context) -> None:
    """A checked copy."""
    if not context.path.exists():
        raise NotFound("no_diary", path=context.path)
    context.show(str(files.backup(context.diary, Path(context.options.folder))))


def run_restore(context: Context) -> None:
    """Put a backup back; the present file is kept beside it."""
    kept = files.restore(Path(context.options.file), context.path, context.clock)
    context.show(_("Restored: {path}.").format(path=context.path))
    if kept is not None:
        context.say(_("The diary that was there is kept as {path}.").format(path=kept))


def run_check(context: Context) -> None:
    """Whether the file is sound."""
    result = files.check(context.path)
    for damage in result.damage:
        context.show(in_words(damage).what)
    if result.unexplained:
        context.show(_("{n} records are not as the trail left them.").format(n=result.unexplained))
    if not result.ok:
        raise Told(
            _("The diary file is damaged."),
            "",
            _("Keep it as it is, and restore the newest backup: dose-diary restore FILE"),
            exit_code=1,
        )
    rows = sum(result.rows.values())
    context.show(_("The file is sound: {rows} rows read and checked.").format(rows=rows))


def run_lock(_context: Context) -> None:
    """Passphrases come with a later version."""
    raise Told(_("`lock` is not in this version."))
