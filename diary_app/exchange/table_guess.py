"""What the columns of a table may be, by their names and their first cells: a proposal only."""

from __future__ import annotations

from itertools import islice

from diary_app.domain.deeds import DoseOutcome
from diary_app.exchange.any_csv import COLUMNS, Mapping, columns_of
from diary_app.exchange.day_forms import forms_of
from diary_app.exchange.foreign_text import as_dicts, clean, sign_between, text_of
from diary_app.frozen import dataclass

# The names that people give their columns, in the languages of this program.
_NAMES = {
    "date": "date|day|datum|tag|fecha|día|dia|jour",
    "time": "time|clock|uhrzeit|zeit|hora|heure",
    "medicine": "medicine|medication|drug|tablet|medikament|mittel|medicamento|médicament",
    "amount": "amount|dose|menge|dosis|cantidad|quantité|dosage",
    "status": "status|taken|state|genommen|eingenommen|tomado|estado|pris|statut",
    "symptom": "symptom|what|beschwerde|síntoma|symptôme",
    "value": "value|rating|score|wert|stärke|valor|valeur|intensity",
    "note": "note|notes|comment|notiz|bemerkung|nota|notas|remarque|kommentar",
}
# "Yes" is none of them: the column may be one of doses that were skipped.
_MEANS = {str(outcome): str(outcome) for outcome in DoseOutcome}
SHOWN, MOST_WORDS = 3, 12


@dataclass(frozen=True)
class Table:
    """A table: its columns, the first cells of each, and the words of each column that has few."""

    columns: tuple[str, ...]
    cells: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    days: dict[str, tuple[str, ...]]  # the forms in which a column's cells are days


def table_of(data: bytes) -> Table:
    """The table in a file. Raises BadInput where it is none."""
    text = text_of(data, "cp1252")
    columns = columns_of(text)
    rows = [cells for _line, cells in as_dicts(text, sign_between(text))]
    cells, words, days = {}, {}, {}
    for name in columns:
        own = [clean(row.get(name)) for row in rows]
        every = dict.fromkeys(cell for cell in own if cell)
        cells[name] = tuple(islice(every, SHOWN))
        words[name] = tuple(every) if len(every) <= MOST_WORDS else ()
        days[name] = forms_of(every)
    return Table(columns, cells, words, days)


def guess(table: Table) -> Mapping:
    """What the columns may be: each thing at most once, and nothing that no name says."""
    found = dict[str, str]()
    for what in COLUMNS:
        known = _NAMES[what].split("|")
        named = (name for name in table.columns if clean(name).casefold() in known)
        column = next((name for name in named if name not in found.values()), None)
        if column is not None:
            found[what] = column
    return completed(Mapping(found), table)


def completed(mapping: Mapping, table: Table) -> Mapping:
    """The mapping with the one form of its days, and the words of status that are plain."""
    day = mapping.columns.get("date", "")
    forms = table.days.get(day, ())
    form = mapping.day if mapping.day in forms else forms[0] if len(forms) == 1 else ""
    words = [word.casefold() for word in table.words.get(mapping.columns.get("status", ""), ())]
    known = {word: _MEANS[word] for word in words if word in _MEANS}
    given = {word: meaning for word, meaning in (mapping.status or {}).items() if word in words}
    return Mapping(mapping.columns, form, known | given)
