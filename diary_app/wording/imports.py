"""What an import found: the programs by their names, what was not understood and why."""

from __future__ import annotations

from collections.abc import Mapping

from diary_app.domain.foreign import ForeignFile, NotUnderstood
from diary_app.text import _, ngettext


def program_name(form: str) -> str:
    """The program whose files have that form."""
    names = {
        "mytherapy": "MyTherapy",
        "medtimer": "MedTimer",
        "dosage": "Dosage",
        "track_and_graph": "Track & Graph",
        "loop": "Loop Habit Tracker",
        "bearable": "Bearable",
        "meditrak": "MediTrak",
        "fhir": "FHIR R4",
        "apple_health": "Apple Health",
        "health_auto_export": "Health Auto Export",
        "own_table": "Dose Diary",
        "own_json": "Dose Diary",
    }
    return names.get(form) or _("a table")


def import_words(program: str, file: str, rows: int) -> str:
    """An import as the trail names it."""
    words = ngettext(
        "{n} record brought in from {program}, file {file}",
        "{n} records brought in from {program}, file {file}",
        rows,
    )
    return words.format(n=rows, program=program_name(program), file=file)


def recognised(file: ForeignFile) -> str:
    """What the file is: a MedTimer backup of version 25, medicines only."""
    program, version = program_name(file.format), file.version
    if file.holds == ("medicines",):
        words = _("{program}, version {version}, medicines only")
        plain = _("{program}, medicines only")
    elif file.holds == ("doses",):
        words = _("{program}, version {version}, doses only")
        plain = _("{program}, doses only")
    else:
        words, plain = _("{program}, version {version}"), "{program}"
    return (words if version else plain).format(program=program, version=version)


def counts(new: Mapping[str, int]) -> str:
    """What is new, `12 doses, 3 notes`; "" for nothing."""
    return ", ".join(_count(kind, number) for kind, number in new.items())


def _count(kind: str, n: int) -> str:
    words = _counts(n).get(kind, ngettext("{n} plan", "{n} plans", n))
    return words.format(n=n)


def _counts(n: int) -> dict[str, str]:
    return {
        "dose": ngettext("{n} dose", "{n} doses", n),
        "symptom": ngettext("{n} symptom", "{n} symptoms", n),
        "note": ngettext("{n} note", "{n} notes", n),
        "check": ngettext("{n} safety check", "{n} safety checks", n),
        "event": ngettext("{n} event", "{n} events", n),
        "fall": ngettext("{n} fall", "{n} falls", n),
        "measure": ngettext("{n} clinic measure", "{n} clinic measures", n),
        "tracked": ngettext("{n} own thing to track", "{n} own things to track", n),
        "goal": ngettext("{n} goal", "{n} goals", n),
        "helped": ngettext("{n} answer about a dose", "{n} answers about doses", n),
        "other": ngettext("{n} other thing", "{n} other things", n),
        "medicine": ngettext("{n} medicine", "{n} medicines", n),
    }


def why_not(row: NotUnderstood) -> str:
    """Why a row was not understood."""
    return _reasons()[row.why].format(given=row.given)


def _reasons() -> dict[str, str]:
    return {
        "row_unreadable": _("The row is not as this program writes it."),
        "name_missing": _("It names nothing."),
        "text_missing": _("It has no words."),
        "time_unreadable": _("Its day or time cannot be read: “{given}”."),
        "status_unknown": _("It is not known what “{given}” means."),
        "number_unreadable": _("“{given}” is not a number this diary can read."),
        "number_outside_scale": _("The number {given} is not on that scale."),
        "plan_unread": _("The times of its plan cannot be read: {given}."),
        "plan_without_times": _("The plan has no clock times: enter it by hand."),
        "plan_twice": _("Two plans for one medicine begin on the same day: {given}."),
        "said_again": _("The same dose stands in row {given} with something else."),
        "still_to_come": _("It lies in the future."),
        "text_too_long": _("Its text is too long."),
        "own_thing": _("“{given}” is not known here, or it is serious and has another scale."),
        "layout_not_known": _("It is not known for certain how “{given}” is written there."),
    }
