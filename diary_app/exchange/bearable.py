"""Bearable's CSV: a part of the day in place of a time; no row is not zero."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from diary_app.domain.foreign import (
    ForeignFile,
    ForeignNote,
    ForeignObservation,
    ForeignRow,
    NotUnderstood,
)
from diary_app.domain.foreign_amount import hours_of, number_of
from diary_app.domain.quantity import plain_number
from diary_app.exchange.foreign_text import as_dicts, clean, day_of, words

HEADER = "date,date formatted,weekday,time of day,category,rating/amount,detail,notes"
# A part of a day is placed within it so that the day's records keep their order.
_PARTS = {"am": time(9), "morning": time(9), "mid": time(13), "pm": time(17), "night": time(21)}
_WHOLE = {"mood", "energy", "sleep", "sleep quality", "stress"}
_WORDS = {"mild": "1", "moderate": "2", "severe": "3", "unbearable": "4"}


def read(text: str) -> ForeignFile:
    """All its rows. Its four words of severity are those of a scale 0-4."""
    return ForeignFile("bearable", tuple(_row(*row) for row in as_dicts(text)))


def _row(line: int, cells: dict[str, str]) -> ForeignRow:
    day, part = day_of(cells.get("date formatted", "")), clean(cells.get("time of day")).lower()
    category, amount = clean(cells.get("category")), clean(cells.get("rating/amount"))
    detail, note = clean(cells.get("detail")), words(cells.get("notes"))
    if day is None:
        return NotUnderstood(line, "time_unreadable", clean(cells.get("date formatted")))
    at = _at(day, part)
    key = f"{day}|{part}|{category}|{detail}"
    said = "\n".join(words for words in (part, note) if words)
    match category.lower():
        case "symptom":
            return _symptom(line, at, amount, detail, said, key)
        case "sleep" if (hours := hours_of(amount)) is not None:
            said = "\n".join(words for words in (detail, note) if words)
            return ForeignObservation(line, category, plain_number(hours), at, "hours", said, key)
        case "medication" | "medications" | "":
            return NotUnderstood(line, "layout_not_known", category)
    number, name, about = number_of(amount), detail or category, ""
    if category.lower() in _WHOLE:  # what stands beside its number are words about it
        name, about = category, detail
        said = "\n".join(words for words in (part, detail, note) if words)
    if number is None:
        text = ": ".join(words for words in (name, amount, about, note) if words)
        return (
            ForeignNote(line, text, at, key)
            if amount or note
            else NotUnderstood(line, "number_unreadable", amount)
        )
    return ForeignObservation(line, name, plain_number(number), at, "", said, key)


def _symptom(line: int, at: date, amount: str, detail: str, said: str, key: str) -> ForeignRow:
    found = re.fullmatch(r"(.*\S)\s*\(([^()]*)\)", detail)
    word = found[2].strip().lower() if found else ""
    name = found[1] if found and word in _WORDS else detail
    value = _WORDS.get(word, amount)
    if not name or value not in _WORDS.values():
        return NotUnderstood(line, "number_unreadable" if name else "name_missing", amount)
    return ForeignObservation(line, name, value, at, "0-4", said, key)


def _at(day: date, part: str) -> date:
    clock = _PARTS.get(part)
    return day if clock is None else datetime.combine(day, clock)
