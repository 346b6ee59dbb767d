"""The commands and their options, with an example for each."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TypeAlias

from diary_app import __version__
from diary_app.text import _

PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")
CHARTS = ("symptoms", "doses", "calendar", "change", "day", "tradeoff")
FORMATS = ("pdf", "html", "csv", "json", "fhir", "ics", "card")

Adder: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its options. Wrong usage ends the program with exit code 2."""
    parser = argparse.ArgumentParser(
        prog="dose-diary",
        description=_("A private diary of doses and side effects. It is not for emergencies."),
        epilog=_("Without a command the window opens. Example: dose-diary today"),
    )
    parser.add_argument("--db", metavar="FILE", help=_("the diary file"))
    parser.add_argument("--now", metavar="ISO", help=_("the present moment, with offset"))
    parser.add_argument("--zone", metavar="NAME", help=_("the time zone, like Europe/Berlin"))
    parser.add_argument("--quiet", action="store_true", help=_("no messages, only results"))
    parser.add_argument("--version", action="version", version=f"dose-diary {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for add in (_window, _look, _medicine, _taper, _log, _flags, _person, _keep, _papers):
        add(commands)
    return parser.parse_args(_joined(argv))


def _joined(argv: Sequence[str]) -> list[str]:
    """`--at -20m` as `--at=-20m`: argparse would take `-20m` for an option."""
    found: list[str] = []
    for word in argv:
        is_back = len(word) > 1 and word[0] == "-" and word[1].isdigit()
        if is_back and found and found[-1].startswith("--") and "=" not in found[-1]:
            found[-1] += f"={word}"
        else:
            found.append(word)
    return found


def _command(commands: Adder, name: str, help: str, example: str) -> argparse.ArgumentParser:
    shown = _("Example: {example}").format(example=f"dose-diary {example}".replace("%", "%%"))
    return commands.add_parser(name, help=help, description=help, epilog=shown)


def _group(commands: Adder, name: str, help: str, example: str) -> Adder:
    group = _command(commands, name, help, example)
    return group.add_subparsers(dest="verb", metavar="VERB", required=True)


def _span(parser: argparse.ArgumentParser, json: bool = True) -> None:
    parser.add_argument("--from", dest="first", metavar="D", help=_("the first day"))
    parser.add_argument("--to", dest="last", metavar="D", help=_("the last day"))
    if json:
        parser.add_argument("--json", action="store_true")


def _window(commands: Adder) -> None:
    open_ = _command(commands, "open", _("the window"), "open --page log")
    open_.add_argument("--page", choices=PAGES, default=None)
    demo = _command(commands, "demo", _("a demo diary with made-up data"), "demo demo --years 1")
    demo.add_argument("folder", metavar="DIR")
    demo.add_argument("--years", type=int, default=1)
    demo.add_argument("--no-window", action="store_true")


def _look(commands: Adder) -> None:
    today = _command(commands, "today", _("the day's sheet"), "today --day yesterday")
    today.add_argument("--day", metavar="D")
    today.add_argument("--json", action="store_true")
    list_ = _command(commands, "list", _("what was recorded"), "list --from -7d --kind dose")
    _span(list_)
    list_.add_argument("--kind", choices=("dose", "symptom", "check", "note", "event", "fall"))
    list_.add_argument("--csv", action="store_true")
    list_.add_argument("--removed", action="store_true", help=_("what was removed"))
    _span(_command(commands, "stats", _("figures with their denominators"), "stats --from -28d"))
    read = _command(commands, "read", _("how free text is read"), 'read "no seizures today"')
    read.add_argument("text", nargs="?")
    read.add_argument("--lines", metavar="FILE")
    read.add_argument("--json", action="store_true")
    trail = _command(commands, "trail", _("every change ever made"), "trail --json")
    trail.add_argument("--json", action="store_true")
    chart = _command(commands, "chart", _("a picture"), "chart symptoms --symptom pain -o p.png")
    chart.add_argument("kind", choices=CHARTS)
    chart.add_argument("--symptom", metavar="ID,ID")
    _span(chart, json=False)
    chart.add_argument("-o", "--output", metavar="FILE", required=True)


def _course(parser: argparse.ArgumentParser) -> None:
    """The options that say how a medicine is taken."""
    parser.add_argument("--dose", metavar="AMOUNT")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--times", metavar="08:00,20:00", help=_('or "08:00=10 mg,20:00=15 mg"'))
    when.add_argument("--every", metavar="8h")
    when.add_argument("--after-last", metavar="8h")
    when.add_argument("--as-needed", action="store_true")
    days = parser.add_mutually_exclusive_group()
    days.add_argument("--weekdays", metavar="mon,thu")
    days.add_argument("--cycle", metavar="ON/OFF")
    parser.add_argument("--from", dest="first", metavar="D")
    parser.add_argument("--until", dest="last", metavar="D", help=_("the last day"))
    parser.add_argument("--max-per-day", metavar="AMOUNT")
    parser.add_argument("--min-gap", metavar="4h")
    parser.add_argument("--prescriber", metavar="TEXT")
    parser.add_argument("--decided-by", choices=("doctor", "me"))
    parser.add_argument("--rate", metavar='"150 mcg/day"')
    _confirm(parser)


def _confirm(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--confirm", action="store_true", help=_("the unusual amount or day is right")
    )


def _kind(parser: argparse.ArgumentParser) -> None:
    """The options that say what a medicine is."""
    parser.add_argument("--form")
    parser.add_argument("--strength", action="append", metavar="AMOUNT")
    parser.add_argument("--refill-on", metavar="D")
    parser.add_argument("--reason", metavar="TEXT")
    parser.add_argument(
        "--substance", metavar="NAME|none", help=_("what it is, where the name does not say it")
    )


def _medicine(commands: Adder) -> None:
    example = 'medicine add baclofen --strength "10 mg" --dose "10 mg" --times 08:00,20:00'
    verbs = _group(commands, "medicine", _("medicines and their courses"), example)
    add = _command(verbs, "add", _("a medicine and its first course"), example)
    add.add_argument("name")
    _kind(add)
    _course(add)
    add.add_argument("--stock", metavar="N")
    add.add_argument("--alarm-date", metavar="D")
    add.add_argument("--refill-by", metavar="D")
    example = 'medicine change baclofen --dose "15 mg" --from 2026-12-01'
    change = _command(verbs, "change", _("a new course from a day on"), example)
    change.add_argument("name")
    _course(change)
    example = "medicine correct baclofen --times 08:30,20:00"
    correct = _command(verbs, "correct", _("alter a course in place: a slip of the pen"), example)
    correct.add_argument("name")
    correct.add_argument("--name", dest="new_name", metavar="NAME")
    correct.add_argument("--course-on", metavar="D", help=_("the course in force on that day"))
    _kind(correct)
    _course(correct)
    for verb, help in (
        ("stop", _("D is the first day without")),
        ("hold", _("the clinician paused it from D on")),
        ("resume", _("D is the first day with it again")),
    ):
        one = _command(verbs, verb, help, f"medicine {verb} baclofen --from today")
        one.add_argument("name")
        one.add_argument("--from", dest="first", metavar="D", required=True)
        one.add_argument("--reason", metavar="TEXT", default="")
        one.add_argument("--decided-by", choices=("doctor", "me"))
        if verb == "hold":
            one.add_argument("--until", dest="last", metavar="D", help=_("the last day on hold"))
        _confirm(one)
    refill = _command(verbs, "refill", _("so many tablets came"), "medicine refill baclofen 90")
    _refill(refill)
    list_ = _command(verbs, "list", _("medicines with their courses"), "medicine list")
    list_.add_argument("--json", action="store_true")
    _refill(_command(commands, "refill", _("so many tablets came"), "refill baclofen 90"))
    example = "pump-refill baclofen --on 2026-11-22 --refill-by 2027-02-20"
    pump = _command(commands, "pump-refill", _("the pump was filled"), example)
    pump.add_argument("name")
    pump.add_argument("--on", metavar="D")
    pump.add_argument("--refill-by", metavar="D")
    pump.add_argument("--alarm-date", metavar="D")
    pump.add_argument("--reservoir", metavar="ML")
    pump.add_argument("--phone", metavar="TEXT", default="")
    _confirm(pump)


def _refill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name")
    parser.add_argument("count")
    parser.add_argument("--strength", metavar="AMOUNT", default="")
    parser.add_argument("--counted", action="store_true", help=_("so many are here now"))
    _confirm(parser)


def _taper(commands: Adder) -> None:
    example = 'taper add baclofen --step "2026-12-01 5 mg 08:00,20:00" --step "2026-12-15 stop"'
    verbs = _group(commands, "taper", _("the clinician's plan, as written"), example)
    add = _command(verbs, "add", _("write the plan down"), example)
    add.add_argument("name")
    add.add_argument("--step", action="append", required=True, metavar='"DAY AMOUNT TIMES"')
    add.add_argument("--prescriber", metavar="TEXT", default="")
    _confirm(add)
    for verb in ("hold", "back", "resume"):
        example = f"taper {verb} baclofen --from 2026-12-05"
        one = _command(verbs, verb, _("as the clinician decided"), example)
        one.add_argument("name")
        one.add_argument("--from", dest="first", metavar="D", required=True)
        _confirm(one)
    show = _command(verbs, "show", _("the steps with their dates and state"), "taper show baclofen")
    show.add_argument("name")
    show.add_argument("--json", action="store_true")


def _log(commands: Adder) -> None:
    verbs = _group(commands, "log", _("record what happened"), "log dose baclofen --at 14:05")
    dose = _command(verbs, "dose", _("a dose"), 'log dose baclofen --amount "10 mg" --at -20m')
    dose.add_argument("name")
    dose.add_argument("--amount")
    dose.add_argument("--at", metavar="WHEN")
    dose.add_argument("--planned", metavar="WHEN")
    dose.add_argument("--skip", action="store_true")
    dose.add_argument("--missed", action="store_true")
    dose.add_argument("--time-unknown", action="store_true")
    dose.add_argument("--reason", default="")
    dose.add_argument("--note", default="")
    dose.add_argument("--confirm", action="store_true")
    symptom = _command(verbs, "symptom", _("a symptom"), "log symptom drowsiness moderate")
    symptom.add_argument("what")
    symptom.add_argument("value", nargs="?")
    symptom.add_argument("--at", metavar="WHEN")
    symptom.add_argument("--note", default="")
    check = _command(verbs, "check", _("the safety check"), "log check --yes hallucinations")
    for name in ("--yes", "--not-sure", "--not-asked"):
        check.add_argument(name, metavar="ID,ID", action="append", default=[])
    check.add_argument("--none", action="store_true")
    check.add_argument("--followup", action="append", default=[], metavar="KEY=yes|no")
    check.add_argument("--at", metavar="WHEN")
    note = _command(verbs, "note", _("your own words"), 'log note "slept badly"')
    note.add_argument("text")
    note.add_argument("--at", metavar="WHEN")
    event = _command(verbs, "event", _("something that may matter"), "log event infection")
    event.add_argument("kind")
    event.add_argument("words", nargs="?", default="")
    event.add_argument("--at", metavar="WHEN")
    event.add_argument("--until", dest="last", metavar="D")
    fall = _command(verbs, "fall", _("a fall"), "log fall --where bathroom --head")
    fall.add_argument("--at", metavar="WHEN")
    fall.add_argument("--where", metavar="TEXT", default="")
    fall.add_argument("--hurt", metavar="TEXT", default="")
    fall.add_argument("--head", action="store_true", help=_("the head was knocked"))
    fall.add_argument("--note", default="")
    for one in (dose, symptom, check, note, fall):
        one.add_argument("--by", choices=("me", "carer"), default="me")


def _person(commands: Adder) -> None:
    """What is known of the person, and whom to call."""
    for add in (_fact, _also_taken, _phone):
        add(commands)


def _also_taken(commands: Adder) -> None:
    also = _command(
        commands, "also-taken", _("what else you take or drink"), "also-taken alcohol yes"
    )
    also.add_argument("id", nargs="?", metavar="ID")
    also.add_argument("answer", nargs="?", metavar="yes|no|unknown")
    also.add_argument("--json", action="store_true")


def _phone(commands: Adder) -> None:
    phone = _command(commands, "phone", _("whom to call"), "phone doctor 0123456789")
    phone.add_argument("kind", nargs="?", metavar="KIND")
    phone.add_argument("number", nargs="?", metavar="NUMBER")
    phone.add_argument("--json", action="store_true")


def _fact(commands: Adder) -> None:
    fact = _command(commands, "fact", _("what the rules need to know of you"), "fact alcohol yes")
    fact.add_argument("id", nargs="?", metavar="ID")
    fact.add_argument("answer", nargs="?", metavar="yes|no|unknown")
    fact.add_argument("--json", action="store_true")


def _flags(commands: Adder) -> None:
    flags = _command(commands, "flags", _("symptoms and doses to look at"), "flags --json")
    _span(flags)
    verbs = flags.add_subparsers(dest="verb", metavar="VERB")
    ack = _command(verbs, "ack", _("you have seen it"), 'flags ack seizure --done "called"')
    ack.add_argument("id")
    ack.add_argument("--done", default="")
    dismiss = _command(
        verbs,
        "dismiss",
        _("it did not happen"),
        'flags dismiss seizure --reason "misread"',
    )
    dismiss.add_argument("id")
    dismiss.add_argument("--reason", required=True)


def _keep(commands: Adder) -> None:
    _command(commands, "undo", _("take the last change back"), "undo")
    _command(commands, "redo", _("bring back what undo took"), "redo")
    verbs = _group(commands, "record", _("single records"), "record remove 3f2a")
    edit = _command(verbs, "edit", _("correct a record"), 'record edit 3f2a --amount "10 mg"')
    edit.add_argument("id")
    edit.add_argument("--amount")
    edit.add_argument("--at", metavar="WHEN")
    edit.add_argument("--planned", metavar="WHEN")
    edit.add_argument("--value")
    edit.add_argument("--text")
    edit.add_argument("--reason")
    edit.add_argument("--note")
    edit.add_argument("--by", choices=("me", "carer"))
    edit.add_argument("--confirm", action="store_true")
    for verb in ("remove", "restore"):
        one = _command(verbs, verb, _("it stays in the trail"), f"record {verb} 3f2a")
        one.add_argument("id")
    setting = _command(commands, "settings", _("settings"), "settings morning 07:30")
    setting.add_argument("key", nargs="?")
    setting.add_argument("value", nargs="?")
    backup = _command(commands, "backup", _("a checked copy of the diary"), "backup backups")
    backup.add_argument("folder", metavar="DIR")
    restore = _command(commands, "restore", _("put a backup back"), "restore FILE")
    restore.add_argument("file", metavar="FILE")
    _command(commands, "check", _("whether the file is sound"), "check")
    lock = _command(commands, "lock", _("a passphrase for the file"), "lock set")
    lock.add_argument("verb", choices=("set", "change", "remove"))


def _papers(commands: Adder) -> None:
    export = _command(commands, "export", _("write a file"), "export pdf -o summary.pdf")
    export.add_argument("format", choices=FORMATS)
    export.add_argument("-o", "--output", metavar="FILE|-", required=True)
    _span(export, json=False)
    export.add_argument("--months", type=int)
    export.add_argument("--paper", choices=("A4", "Letter"))
    import_ = _command(commands, "import", _("read an exported diary"), "import diary.json")
    import_.add_argument("file", metavar="FILE")
    import_.add_argument("--format", choices=("json",), default=None)
    import_.add_argument("--dry-run", action="store_true")
    how = import_.add_mutually_exclusive_group()
    how.add_argument("--merge", action="store_true")
    how.add_argument("--into-new", action="store_true")
