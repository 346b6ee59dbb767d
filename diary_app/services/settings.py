"""What the patient set: how things look, numbers to call, day parts, name for the paper.

One table in the diary file, so that one file is everything there is to back up.
"""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date, time
from typing import Any

from diary_app.domain.deeds import ChangedSettings
from diary_app.errors import BadInput
from diary_app.frozen import dataclass
from diary_app.services.diary import Diary
from diary_app.storage import queries
from diary_app.storage.columns import json_text
from diary_app.text import COMMA, LANGUAGES, language
from diary_app.wording.writing import Writing

# How the window looks is no step that Undo should take back.
QUIET = frozenset(
    {
        "text_scale",
        "theme",
        "geometry",
        "last_backup",
        "step_folder",
        "step_seen",
        "big_buttons",
        "second_press",
        "told_dates",
        "lock_after",
        "check_one_by_one",
        "clock",
        "decimal",
        "week_begins",
        "direction",
        "language",
        "paper_language",
        "start_passed",
        "calendar_sent",
        "table_maps",
    }
)


@dataclass(frozen=True)
class Settings:
    """Every setting with its first value. Phone numbers start empty."""

    text_scale: int = 0  # per cent, 0: as the computer has it
    theme: str = "system"
    geometry: str = ""
    big_buttons: bool = False
    second_press: float = 0.7
    clock: str = "system"  # hours of the clock: "24", "12"
    decimal: str = "system"  # sign in numbers: "point", "comma"
    week_begins: str = "system"  # "monday", "saturday", "sunday"
    direction: str = "system"  # "left": left to right, "right": right to left
    language: str = "system"  # of window and command line: a code of `text.LANGUAGES`
    paper_language: str = "same"  # what the doctor reads; "same": as the window
    name: str = ""
    carer_name: str = ""  # who helps to keep the diary
    born: str = ""
    doctor_phone: str = ""
    emergency_phone: str = ""
    clinic_phone: str = ""
    pharmacist_phone: str = ""
    poison_centre_phone: str = ""
    crisis_line_phone: str = ""
    day_parts: dict[str, str] = field(default_factory=dict)
    country: str = "US"
    paper: str = "A4"
    other_medicines: str = ""  # what else is taken, in own words, for the summary only
    also_taken: dict[str, bool] = field(default_factory=dict)  # ticks of the checklist, by id
    history: str = ""  # illnesses and allergies, in own words, for the summary only
    help_after: int = 60  # minutes after an as-needed dose until it is asked whether it helped
    reminders: bool = False
    remind_before: int = 0  # minutes before the planned time, at most 30
    remind_again: int = 30  # minutes, while the dose is due; 0: once
    name_medicine: bool = False  # whether a reminder may name the medicine
    supply_leads: tuple[int, ...] = (14, 7, 2)  # days before a supply ends
    told_dates: tuple[str, ...] = ()  # keys of the countdowns that were told
    stay_in_tray: bool = False
    lock_after: int = 5  # minutes without a touch, of a diary with a passphrase; 0: never
    tiles: tuple[str, ...] = ("spasms", "spasticity", "drowsiness", "weakness", "pain")
    notes_languages: tuple[str, ...] = ()  # none: the language of the program
    start_passed: bool = False  # numbers and facts were asked for once, and it can wait
    check_one_by_one: bool = False  # the safety check shows one question at a time
    last_backup: str = ""  # when a backup was last verified, ISO with offset
    backup_folder: str = ""  # a second place for backups: a stick, a folder that a cloud keeps
    step_folder: str = ""  # where this copy and those of other computers meet
    step_seen: tuple[str, ...] = ()  # the other copies, by digest, that were joined already
    next_of_kin: str = ""  # for the card and the paper, as it is written
    allergies: str = ""
    out_of_hours_phone: str = ""  # of the clinic, at night
    pump_model: str = ""
    pump_place: str = ""  # where in the body it sits
    next_visit: str = ""  # the day of the next visit to the doctor, ISO
    calendar_sent: str = ""  # the series of the calendar files written so far, as JSON
    table_maps: str = ""  # which column is what, of the tables that were brought in, as JSON
    demo: bool = False


_SPANS = {  # the numbers that a setting may have
    "text_scale": (25, 1000),
    "second_press": (0, 10),
    "remind_before": (0, 24 * 60),
    "remind_again": (0, 24 * 60),
    "help_after": (5, 12 * 60),
    "supply_leads": (0, 3650),
}
_FIRST = Settings()


def load(diary: Diary) -> Settings:
    """The settings of the diary; one that was never made, or is odd, has its first value."""
    return _of(queries.settings(diary.file))


def _of(stored: dict[str, Any]) -> Settings:
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in stored.items()
        if name in Settings.__dataclass_fields__ and is_sound(name, value)
    }
    return Settings(**known)


def odd(diary: Diary) -> tuple[str, ...]:
    """The settings in the file that cannot be used, by name: each has its first value meanwhile."""
    stored = queries.settings(diary.file)
    return tuple(sorted(name for name, value in stored.items() if not is_sound(name, value)))


def is_sound(name: str, value: Any) -> bool:
    """Whether a setting may have this value, as it is read from JSON. True for an unknown name: a
    later version may know it.
    """
    match getattr(_FIRST, name, None):
        case None:
            return True
        case bool():
            return isinstance(value, bool)
        case int() | float() as first:
            wanted = int if isinstance(first, int) else (int, float)
            return _is_number(value, wanted) and _in_span(name, value)
        case tuple() as first:
            kind = type(first[0]) if first else str
            return isinstance(value, list | tuple) and all(
                type(each) is kind and _in_span(name, each) for each in value
            )
        case dict():
            return isinstance(value, dict) and all(_part_fits(name, v) for v in value.values())
        case _:
            return isinstance(value, str)


def _is_number(value: Any, wanted: Any) -> bool:
    return isinstance(value, wanted) and not isinstance(value, bool)


def _in_span(name: str, value: Any) -> bool:
    least, most = _SPANS.get(name, (value, value))
    return value == getattr(_FIRST, name) or bool(least <= value <= most)


def span_of(name: str) -> tuple[int, int]:
    """The least and the most that a number may be."""
    return _SPANS[name]


def _part_fits(name: str, value: Any) -> bool:
    """Whether a value in a setting of several is one: a clock time, or a tick."""
    if name != "day_parts":
        return isinstance(value, bool)
    try:
        time.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def save(diary: Diary, **values: Any) -> None:
    """Store the settings named. An unknown name raises TypeError."""
    replace(load(diary), **values)
    for name in values.keys() & QUIET:
        diary.file.set_quietly(name, json_text(values[name]))
    others = sorted(values.keys() - QUIET)
    if not others:
        return
    with diary.edit(ChangedSettings(tuple(others))) as edit:
        for name in others:
            edit.put("settings", {"id": name, "value": json_text(values[name])})


# How the window looks and writes, with what each can be.
LOOKS: dict[str, tuple[object, ...]] = {
    "theme": ("system", "light", "dark", "hc-light", "hc-dark"),
    "text_scale": (0, *range(100, 201, 10)),
    "big_buttons": (False, True),
    "second_press": (0.0, 0.7, 1.5, 3.0),
    "clock": ("system", "24", "12"),
    "decimal": ("system", "point", "comma"),
    "week_begins": ("system", "monday", "saturday", "sunday"),
    "direction": ("system", "left", "right"),
    "language": ("system", *LANGUAGES),
    "paper_language": ("same", *LANGUAGES),
}


def reset_look(diary: Diary) -> None:
    """The first look again, with the size and the place of the window."""
    first = Settings()
    save(diary, geometry="", **{name: getattr(first, name) for name in LOOKS})


def save_look(diary: Diary, name: str, value: str) -> None:
    """Store one part of the look from its text, `yes` or `no` for a switch.

    Raises KeyError for what is no part of the look, ValueError for what it cannot be.
    """
    values = {look_text(value): value for value in LOOKS[name]}
    if value.strip().lower() not in values:
        raise ValueError(value)
    save(diary, **{name: values[value.strip().lower()]})


def look_text(value: object) -> str:
    """A value of the look as it is typed: `dark`, `150`, `yes`, `0.7`; `system` for 0 per cent."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value or "system")


def writing_of(own: Settings) -> Writing:
    """How papers are written: as the settings say, else as the language in force does."""
    return Writing(
        half_days=own.clock == "12",
        comma=own.decimal == "comma" or (own.decimal == "system" and language() in COMMA),
        first_weekday=WEEK_BEGINS.get(own.week_begins, 0),
    )


WEEK_BEGINS = {"monday": 0, "saturday": 5, "sunday": 6}

TEXT_SETTINGS = (
    "name",
    "carer_name",
    "born",
    "doctor_phone",
    "emergency_phone",
    "clinic_phone",
    "pharmacist_phone",
    "poison_centre_phone",
    "crisis_line_phone",
    "country",
    "paper",
    "other_medicines",
    "history",
    "next_of_kin",
    "allergies",
    "out_of_hours_phone",
    "pump_model",
    "pump_place",
    "next_visit",
)


PAPER_SIZES = ("A4", "Letter")


def save_text(diary: Diary, name: str, value: str) -> None:
    """Store a setting that is plain text. Raises KeyError for any other.

    Raises ValueError for a country that is not two letters, and a paper that is none.
    """
    if name not in TEXT_SETTINGS:
        raise KeyError(name)
    clean = value.strip()
    if name == "country":
        clean = clean.upper()
        if not (len(clean) == 2 and clean.isalpha() and clean.isascii()):
            raise ValueError(value)
    if name == "paper":
        clean = {size.lower(): size for size in PAPER_SIZES}.get(clean.lower(), "")
        if not clean:
            raise ValueError(value)
    save(diary, **{name: clean})


NUMBER_SETTINGS = ("help_after",)


def save_number(diary: Diary, name: str, value: str) -> None:
    """Store a setting that is a whole number. Raises KeyError for any other setting, ValueError for
    what it cannot be.
    """
    if name not in NUMBER_SETTINGS:
        raise KeyError(name)
    number = int(value) if value.strip().isdecimal() else -1
    if not is_sound(name, number):
        raise ValueError(value)
    save(diary, **{name: number})


NOTE_LANGUAGES = ("en", "de", "es", "fr")  # that notes may be said to be written in


def save_note_languages(diary: Diary, value: str) -> None:
    """Store the languages of notes from a text like `en,de`; `system` is the program's own.

    Raises BadInput for a language that is not among NOTE_LANGUAGES.
    """
    names = [each.strip().lower() for each in value.split(",") if each.strip()]
    chosen = [] if names == ["system"] else names
    for each in chosen:
        if each not in NOTE_LANGUAGES:
            raise BadInput("no_note_language", given=each, known=", ".join(NOTE_LANGUAGES))
    save(diary, notes_languages=tuple(dict.fromkeys(chosen)))


def language_of_papers(diary: Diary) -> str:
    """The code of the language that the person's doctor reads."""
    chosen = load(diary).paper_language
    return chosen if chosen in LANGUAGES else language()


def birthday(own: Settings) -> date | None:
    """The birthday, None where none was given or it cannot be read."""
    try:
        return date.fromisoformat(own.born)
    except ValueError:
        return None


def open_questions(diary: Diary) -> tuple[str, ...]:
    """The patient's questions for the doctor that are not done, in the order they came."""
    return tuple(queries.open_questions(diary.file).values())
