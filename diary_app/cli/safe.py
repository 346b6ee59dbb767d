"""`backup`, `restore`, `rescue`, `check`: the diary as a file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from diary_app.cli.context import Context
from diary_app.cli.declare import Verb, argument, option
from diary_app.errors import DiaryError, NotFound, Told
from diary_app.services import backups, files, lock, rescue
from diary_app.text import _
from diary_app.wording.refusals import in_words
from diary_app.wording.rescued import missing_words, saved_words


def _backup(context: Context) -> None:
    """A checked copy."""
    if not context.path.exists():
        raise NotFound("no_diary", path=context.path)
    context.show(str(backups.copy_to(context.diary, Path(context.options.folder))))
    with suppress(DiaryError):  # a diary that can only be read is backed up too
        backups.note(context.diary, context.now)


def _restore(context: Context) -> None:
    """Put a backup back; the present file is kept beside it."""
    was_locked = lock.is_locked(context.path)
    kept = files.restore(Path(context.options.file), context.path, context.clock)
    context.show(_("Restored: {path}.").format(path=context.path))
    if was_locked and not lock.is_locked(context.path):
        context.say(_("This backup is not locked: set a passphrase again with dose-diary lock set"))
    if kept is not None:
        context.say(_("The diary that was there is kept as {path}.").format(path=kept))


def _check(context: Context) -> None:
    """Whether the file is sound."""
    result = files.check(context.path)
    for damage in result.found:
        context.show(in_words(damage).what)
    if not result.ok:
        raise Told(
            _("The diary file is damaged."),
            "",
            _(
                "Keep it as it is. dose-diary rescue FILE -o NEW saves what is sound; "
                "dose-diary restore BACKUP goes back to a backup."
            ),
            exit_code=1,
        )
    rows = sum(result.rows.values())
    context.show(_("The file is sound: {rows} rows read and checked.").format(rows=rows))


def _rescue(context: Context) -> None:
    """Save what is sound of a damaged diary into a new one, and name what is missing."""
    options = context.options
    found = rescue.rescue(Path(options.file), Path(options.output), context.clock)
    context.show(options.output)
    for sentence in (*saved_words(found), *missing_words(found)):
        context.show(sentence)


def commands() -> tuple[click.Command, ...]:
    """What keeps the file safe."""
    return (
        Verb(
            "backup",
            _backup,
            _("a checked copy of the diary"),
            "backup backups",
            argument("folder", metavar="DIR"),
        ),
        Verb(
            "restore",
            _restore,
            _("put a backup back"),
            "restore backups/dose-diary-0001-20261122T130500Z.db",
            argument("file"),
        ),
        Verb(
            "rescue",
            _rescue,
            _("save what is sound of a damaged diary into a new one"),
            "rescue diary.db -o new.db",
            argument("file"),
            option("-o", "--output", metavar="NEW", required=True, help=_("the new diary")),
        ),
        Verb("check", _check, _("whether the file is sound"), "check"),
    )
