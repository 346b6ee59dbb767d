"""From words on the command line to a verb, and from errors to exit codes."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from click.shell_completion import shell_complete

from diary_app import disk
from diary_app.cli.commands import tree
from diary_app.cli.context import Context, Window
from diary_app.cli.declare import PROGRAM, Verb, usage_words
from diary_app.cli.passphrase import unlock
from diary_app.domain.moment import zone_info
from diary_app.domain.refusal import Refused
from diary_app.domain.when import parse_instant
from diary_app.errors import DiaryError, Told
from diary_app.services import backups, lock, settings
from diary_app.services.doses import Doubtful
from diary_app.services.files import default_path, forget_unwritten
from diary_app.services.lock import NeedsKey
from diary_app.services.places import place_of
from diary_app.services.plausibility import Implausible
from diary_app.text import _
from diary_app.wording.doses import question_words
from diary_app.wording.places import keeper_words, met_words
from diary_app.wording.plain import plain
from diary_app.wording.plausible import plausible_words
from diary_app.wording.refusals import in_words
from diary_app.wording.settings import odd_words

# Set by the scripts that packaging/completions.py makes.
COMPLETION = "_DOSE_DIARY_COMPLETE"


def run(argv: Sequence[str], window: Window) -> int:
    """Do what `argv` says; the exit code. `window(path, zone, page)` opens the window."""
    try:
        code = _run(argv, window)
        sys.stdout.flush()
        return code
    except Doubtful as doubt:
        for asked in doubt.asked:
            _complain(question_words(asked))
        _complain(_("Nothing was stored. If that is what happened, repeat with --confirm."))
        return doubt.exit_code
    except Implausible as doubt:
        for slip in doubt.asked:
            _complain(plausible_words(slip))
        _complain(_("Nothing was stored. If that is right, repeat with --confirm."))
        return doubt.exit_code
    except (Refused, DiaryError) as refusal:
        error: Refused | DiaryError = refusal
    except KeyboardInterrupt:
        return 130
    except Exception as failure:  # noqa: BLE001  no traceback reaches the person
        error = _no_output(failure) if _of_output(failure) else _fault(failure)
    try:
        _complain(str(in_words(error)))
    except (KeyError, IndexError) as wordless:  # a kind without words
        _complain(str(in_words(_fault(wordless))))
    return error.exit_code


def _of_output(failure: Exception) -> bool:
    """Whether stdout takes nothing more; a failure that names a file is a bug of ours."""
    return isinstance(failure, OSError) and failure.filename is None and bool(failure.errno)


def _no_output(failure: Exception) -> DiaryError:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the exit fails once more
    if isinstance(failure, BrokenPipeError):
        return Told("", exit_code=1)  # who read it wanted no more
    return Told(
        _("The answer could not be written."),
        _("The system refuses: {reason}.").format(reason=getattr(failure, "strerror", None) or ""),
        _("Check where the output goes, and the room on that disk."),
        exit_code=1,
    )


def _fault(failure: Exception) -> DiaryError:
    """A fault of the program: one sentence, and never a traceback, which may quote the diary."""
    from diary_app.fault_log import note, path  # a log is a slow import, and seldom needed

    note(failure, "command line")
    return Told(
        _(
            "The program met a fault of its own and ended; look with `dose-diary today` before you "
            "enter it again, and find what kind of fault it was, without anything of your diary, "
            "in {log}."
        ).format(log=path()),
        exit_code=1,
    )


def _run(argv: Sequence[str], window: Window) -> int:
    root = tree()
    completion = os.environ.get(COMPLETION)
    if completion:
        return shell_complete(root, {}, PROGRAM, COMPLETION, completion)
    try:
        with root.make_context(PROGRAM, list(argv), obj=partial(_do, window)) as ctx:
            return root.invoke(ctx) or 0
    except click.exceptions.Exit as done:  # --help, --version
        return done.exit_code
    except click.UsageError as error:
        raise usage_words(error) from error


def _do(window: Window, verb: Verb, options: Namespace) -> int:
    """Do `verb` on the diary that the options, the environment or the user's folder name."""
    if options.db == "":  # a name that a script forgot to set: not quietly the person's own diary
        raise Told(_("--db names no file."), "", _("Example: --db diary.db"))
    path = Path(options.db or os.environ.get("DIARY_DB") or default_path()).expanduser()
    zone = options.zone or local_zone()
    zone_info(zone)
    clock = _fixed(options.now) if options.now else _clock
    writes = verb.writes(options) if callable(verb.writes) else verb.writes
    context = Context(options, path, clock, zone, writes, window)
    with disk.refusals(path):  # a name that is too long, or with a sign that no name may have
        missing = not path.exists()
    if verb.name != "open":  # the window says it itself
        _say_place(context)
    try:
        code = _unlocked(verb, context)
        if verb.name != "open":  # the window has said it, and has closed the diary
            _say_odd(context)
        _back_up(context)
    except BaseException:
        context.close()
        if missing and writes:
            forget_unwritten(path)
        raise
    finally:
        lock.lock_now()
    context.close()
    if code and missing and writes:  # it asked first, and stored nothing
        forget_unwritten(path)
    return code or 0


def _say_place(context: Context) -> None:
    """Say on stderr where the diary lies in a folder that others write too."""
    place = place_of(context.path)
    if place.keeper is not None:
        context.say(keeper_words(place.keeper))
    for sentence in met_words([each.name for each in place.met]):
        context.say(sentence)


def _say_odd(context: Context) -> None:
    """Say on stderr which settings of the diary cannot be used."""
    if context.is_open:
        said = odd_words(settings.odd(context.diary))
        if said:
            context.say(said)


def _back_up(context: Context) -> None:
    """A backup after a command that may have changed the diary, at most each half hour.

    What came of the command stands on the terminal before, and is done whatever comes of this.
    """
    if not (context.writes and context.is_open):
        return
    sys.stdout.flush()
    try:
        made = backups.make_where_due(context.diary)
    except DiaryError as error:
        context.say(str(in_words(error)))
        return
    if made is not None and made.problem is not None:
        context.say(str(in_words(made.problem)))


def _unlocked(verb: Verb, context: Context) -> int | None:
    """Do `verb`; where it meets a locked diary, ask for the passphrase and begin again.

    A file is opened before anything is done with it, so nothing is done twice.
    """
    asked = set[Path]()
    while True:
        try:
            return verb.run(context)
        except NeedsKey as locked:
            path = Path(str(locked.given["path"]))
            if path in asked:
                raise
            asked.add(path)
            unlock(path)


def _clock() -> datetime:
    return datetime.now(UTC)


def _fixed(text: str) -> Callable[[], datetime]:
    at = parse_instant(text)
    return lambda: at


def local_zone() -> str:
    """The name of the computer's time zone, UTC where it has none."""
    import tzlocal  # only asked where --zone is not given

    return tzlocal.get_localzone_name() or "UTC"


def _complain(text: str) -> None:
    if text:
        print(plain(text), file=sys.stderr)
