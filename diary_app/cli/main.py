"""From words on the command line to a verb, and from errors to exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from diary_app.cli import also_taken, demo, facts, flags, keep, log, look, medicines, phones
from diary_app.cli.arguments import parse
from diary_app.cli.context import Context
from diary_app.domain.moment import zone_info
from diary_app.domain.refusal import Refused
from diary_app.domain.when import parse_instant
from diary_app.errors import DiaryError, Told
from diary_app.services.doses import Doubtful
from diary_app.services.files import default_path, forget_unwritten
from diary_app.services.plausibility import Implausible
from diary_app.text import _
from diary_app.wording.doses import question_words
from diary_app.wording.plausible import plausible_words
from diary_app.wording.refusals import in_words

Verb = Callable[[Context], None]

_READS: dict[str, Verb] = {
    "today": look.run_today,
    "list": look.run_list,
    "stats": look.run_stats,
    "read": look.run_read,
    "trail": look.run_trail,
    "chart": look.run_chart,
    "export": keep.run_export,
    "undo": keep.run_undo,
    "redo": keep.run_redo,
    "backup": keep.run_backup,
    "restore": keep.run_restore,
    "check": keep.run_check,
    "lock": keep.run_lock,
    "demo": demo.run,
}
_WRITES: dict[str, Verb] = {
    "medicine": medicines.run,
    "refill": medicines.refill,
    "pump-refill": medicines.pump_refill,
    "taper": medicines.run_taper,
    "log": log.run,
    "flags": flags.run,
    "fact": facts.run,
    "also-taken": also_taken.run,
    "phone": phones.run,
    "record": log.run_record,
    "settings": keep.run_settings,
    "import": keep.run_import,
}
_ONLY_LOOKS = {
    ("medicine", "list"),
    ("taper", "show"),
    ("flags", None),
}


def run(argv: Sequence[str], window: Callable[[Path, str, str | None], int]) -> int:
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
    except OSError as failure:
        error = _no_output(failure)
    except KeyboardInterrupt:
        return 130
    _complain(str(in_words(error)))
    return error.exit_code


def _no_output(failure: OSError) -> DiaryError:
    """What to say when stdout takes nothing more; a failure that names a file is a bug of ours."""
    if failure.filename is not None:
        raise failure
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the exit fails once more
    if isinstance(failure, BrokenPipeError):
        return Told("", exit_code=1)  # who read it wanted no more
    return Told(
        _("The answer could not be written."),
        _("The system refuses: {reason}.").format(reason=failure.strerror or ""),
        _("Check where the output goes, and the room on that disk."),
        exit_code=1,
    )


def _run(argv: Sequence[str], window: Callable[[Path, str, str | None], int]) -> int:
    options = parse(argv)
    path = Path(options.db or os.environ.get("DIARY_DB") or default_path()).expanduser()
    zone = options.zone or local_zone()
    zone_info(zone)
    if options.command in (None, "open"):
        return window(path, zone, getattr(options, "page", None))
    clock = _fixed(options.now) if options.now else _clock
    verb = _READS.get(options.command) or _WRITES[options.command]
    writes = options.command in _WRITES and (
        (options.command, getattr(options, "verb", None)) not in _ONLY_LOOKS
        and not (options.command == "settings" and options.value is None)
        and not (options.command in ("fact", "also-taken") and options.answer is None)
        and not (options.command == "phone" and options.number is None)
        and not getattr(options, "dry_run", False)
    )
    context = Context(options, path, clock, zone, writes)
    missing = not path.exists()
    try:
        verb(context)
    except BaseException:
        context.close()
        if missing and writes:
            forget_unwritten(path)
        raise
    context.close()
    if options.command == "demo":
        return demo.then_window(context, window)
    return 0


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
        print(text, file=sys.stderr)
