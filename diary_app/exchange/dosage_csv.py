"""Dosage's history as a table. Its header and its states are translated, its rows always quoted.

Its ISO day is the day in UTC of a stamp that only the clock of the row tells the rest of: an
evening dose west of Greenwich stands under the next day.
"""

from __future__ import annotations

import re
from datetime import datetime, time

from diary_app.domain.deeds import DoseOutcome
from diary_app.domain.foreign import ForeignDose, ForeignFile, ForeignRow, NotUnderstood
from diary_app.exchange.day_forms import clock_of, day_in, forms_of
from diary_app.exchange.foreign_text import as_dicts, clean, csv_rows, lines_of, sign_between

HEADER = ("Date", "Time", "Name", "Dose", "Status", "Time Confirmed")
_ISO = "YYYY-MM-DD"
MISSED, SKIPPED, CONFIRMED, BY_ITSELF, NO_TIME = -1, 0, 1, 2, 3
STATES = {
    MISSED: (DoseOutcome.MISSED, False),
    SKIPPED: (DoseOutcome.SKIPPED, True),
    CONFIRMED: (DoseOutcome.TAKEN, True),
    BY_ITSELF: (DoseOutcome.TAKEN, False),
    NO_TIME: (DoseOutcome.TAKEN, False),
}
# The program's own words; one that means two states in a language is none ("Пропущено").
_WORDS = {
    MISSED: "missed|verpasst|perdido|manqué|perso|vergeten|przegapione|glömd|zapomenuto|"
    "jäänyt huomiotta|пропущені",
    SKIPPED: "skipped|übersprungen|omitido|sauté|saltato|overgeslagen|ignorado|ominięte|"
    "hoppade över|přeskočeno|ohitettu",
    CONFIRMED: "confirmed|bestätigt|confirmado|confirmé|confermato|bevestigd|potwierdzony|"
    "bekräftad|potvrzeno|vahvistettu|підтверджено|подтверждено",
    BY_ITSELF: "auto-confirmed|automatisch bestätigt|automáticamente confirmado|auto-confirmé|"
    "confermato automaticamente|automatisch bevestigd|auto-confirmado|automatycznie potwierdzone|"
    "automatiskt bekräftad|potvrzeno automaticky|"
    "automaattisesti vahvistettu|автоматично підтверджено|автоматически подтверждено",
}
_STATE_OF = {word: state for state, words in _WORDS.items() for word in words.split("|")}


def is_history(text: str) -> bool:
    """Whether the table is one: by its English header, or by the shape of its first row."""
    header, _, rest = lines_of(text.lstrip()).partition("\n")
    names = tuple(name.strip().strip('"') for name in header.split(sign_between(text)))
    if names == HEADER:
        return True
    first = next((row for _line, row in csv_rows(rest.partition("\n")[0], ",")), [])
    shape = len(names) == len(first) == len(HEADER) and rest.startswith('"')
    return shape and clock_of(first[1]) is not None and _state(first[4]) is not None


def read(text: str) -> ForeignFile:
    """All of the history. Days of which the table leaves open what is the month are not read."""
    rows = [
        (line, dict(zip(HEADER, cells.values(), strict=False))) for line, cells in as_dicts(text)
    ]
    forms = forms_of(cells.get("Date", "") for _line, cells in rows)
    form = forms[0] if len(forms) == 1 else _ISO
    found = tuple(_row(line, cells, form) for line, cells in rows)
    return ForeignFile("dosage", found, "", ("doses",))


def _state(word: str) -> int | None:
    """The state that a word means, None for a word that is not known."""
    plain = clean(word).casefold()
    bare = re.sub(r"\s*\(.*\)$", "", plain)
    if bare != plain:  # "Confirmed (Time Unknown)"
        return NO_TIME if _STATE_OF.get(bare) == CONFIRMED else None
    return _STATE_OF.get(plain)


def _row(line: int, cells: dict[str, str], form: str) -> ForeignRow:
    day, slot = day_in(cells.get("Date", ""), form), clock_of(cells.get("Time", ""))
    name, state = clean(cells.get("Name")), _state(cells.get("Status", ""))
    if not name:
        return NotUnderstood(line, "name_missing")
    if day is None or slot is None:
        return NotUnderstood(line, "time_unreadable", clean(cells.get("Date")))
    if state is None:
        return NotUnderstood(line, "status_unknown", clean(cells.get("Status")))
    (outcome, known), confirmed = STATES[state], clock_of(cells.get("Time Confirmed", ""))
    known = known and (confirmed is not None or outcome is not DoseOutcome.TAKEN)
    dose = clean(cells.get("Dose"))
    unit = re.sub(r"^[\d.,/½¼¾ ]+", "", dose)
    key = f"{name}|{unit}|{slot.isoformat('minutes')}|{day}"
    at = datetime.combine(day, _stamped(state, slot, confirmed))
    utc = day if form == _ISO else None
    return ForeignDose(line, name, outcome, dose, at, None, known, key=key, clock=slot, utc_day=utc)


def _stamped(state: int, slot: time, confirmed: time | None) -> time:
    """The clock of the stamp whose day the row names."""
    if state in (MISSED, NO_TIME):
        return time(23, 59, 59)
    return slot if confirmed is None else confirmed
