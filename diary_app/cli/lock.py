"""`lock set`, `lock change`, `lock remove`, `lock delete-plain`."""

from __future__ import annotations

import click

from diary_app.cli import passphrase
from diary_app.cli.context import Context
from diary_app.cli.declare import OneOf, Verb, argument, flag
from diary_app.errors import NotFound, Told
from diary_app.services import lock
from diary_app.services.in_use import window_of
from diary_app.services.lock import Relocked
from diary_app.text import _, ngettext
from diary_app.wording.lock import forgetting_both_loses_all
from diary_app.wording.refusals import in_words


def _lock(context: Context) -> None:
    """Set, change or take away the passphrase."""
    if not context.path.exists():
        raise NotFound("no_diary", path=context.path)
    _refuse_open_window(context)
    match context.options.what:
        case "set":
            _set(context)
        case "change":
            _change(context)
        case "remove":
            _remove(context)
        case _:
            _delete_plain(context)


def _set(context: Context) -> None:
    lock.refuse_locked(context.path)
    _tell(
        context,
        lock.set_passphrase(context.path, passphrase.first(), context.clock, context.zone),
        _("The diary is locked. The line above is its recovery code: write it down now."),
    )


def _change(context: Context) -> None:
    lock.refuse_unready(context.path)
    _tell(
        context,
        lock.change_passphrase(context.path, passphrase.new(), context.clock, context.zone),
        _("The passphrase is changed. The line above is the new recovery code: write it down now."),
    )
    context.say(_("Backups made before it still open with the passphrase they were made with."))


def _remove(context: Context) -> None:
    done = lock.remove_passphrase(context.path, context.clock, context.zone)
    _tell(context, done, _("The diary is no longer locked: who has the file can read it."))
    context.say(_("Backups made before it still open with the passphrase they were made with."))


def _tell(context: Context, done: Relocked, what: str) -> None:
    if done.code:
        context.show(done.code)
    context.say(what)
    if done.code:
        context.say(_("It opens the diary and its backups without the passphrase."))
        context.say(forgetting_both_loses_all())
    context.say(_("The diary as it was before is kept as {path}.").format(path=done.kept))
    if done.backup is not None:
        context.say(_("A backup of it as it is now: {path}.").format(path=done.backup))
    if done.problem is not None:
        context.say(str(in_words(done.problem)))
    _name_plain(context, done.plain)


def _name_plain(context: Context, plain: tuple[object, ...]) -> None:
    if not plain:
        return
    context.say(
        ngettext(
            "{n} file from before is not locked, and anyone can read it:",
            "{n} files from before are not locked, and anyone can read them:",
            len(plain),
        ).format(n=len(plain))
    )
    for file in plain:
        context.say(f"  {file}")
    context.say(_("To delete them: dose-diary lock delete-plain --confirm"))


def _delete_plain(context: Context) -> None:
    """Delete what is left unlocked beside a locked diary, once that was confirmed."""
    if not lock.is_locked(context.path):
        raise Told(_("The diary is not locked, so nothing is deleted."), exit_code=1)
    plain = lock.plain_left(context.diary)
    if not plain:
        raise NotFound("nothing_plain")
    if not context.options.confirm:
        _name_plain(context, plain)
        raise Told(_("Nothing was deleted."), "", "", exit_code=4)
    lock.delete_plain(plain, context.diary)
    for file in plain:
        context.show(_("Deleted: {path}.").format(path=file))


def _refuse_open_window(context: Context) -> None:
    number = window_of(context.path)
    if number is not None:
        raise Told(
            _("The diary is open in a window (process {number}).").format(number=number),
            "",
            _("Close that window first, or use its Settings."),
            exit_code=1,
        )


def commands() -> tuple[click.Command, ...]:
    """The passphrase of the file."""
    return (
        Verb(
            "lock",
            _lock,
            _("a passphrase for the file")
            + "\n\n"
            + _(
                "set prints a recovery code, which opens the diary and its backups too; change "
                "prints a new one. delete-plain deletes the unlocked copies that were left."
            )
            + "\n\n"
            + _(
                "The passphrase is asked for on the terminal, or read from the first line of the "
                "file named by DIARY_PASSPHRASE_FILE. The new one of change is in its second "
                "line, or in the file named by DIARY_NEW_PASSPHRASE_FILE. A recovery code may "
                "stand wherever a passphrase is asked for."
            ),
            "lock set",
            argument("what", type=OneOf(("set", "change", "remove", "delete-plain"))),
            flag("--confirm", help=_("delete the files that delete-plain names")),
        ),
    )
