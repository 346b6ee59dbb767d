"""What a file is that is no file of records: named, so that a person can take the right one."""

from __future__ import annotations

from collections.abc import Iterable

from diary_app.errors import BadInput
from diary_app.exchange.foreign_text import clean, refused

DICTIONARY = ("column", "meaning", "unit", "values")
# The names that a program's file has, as they stand there.
_TABLES = {
    "mytherapy": {"actual_date", "scheduled_date", "type", "name", "value", "unit", "status"},
    "track_and_graph": {"FeatureName", "Timestamp", "Value", "Label", "Note"},
    "bearable": {"date formatted", "time of day", "category", "rating/amount", "detail"},
    "dosage": {"Date", "Time", "Name", "Dose", "Status", "Time Confirmed"},
    "medtimer": {"Reminded", "Name", "Dosage", "Taken", "Tags", "Interval", "Notes"},
    "loop": {"Position", "Name", "Question", "Description", "NumRepetitions", "Interval", "Color"},
}
_JSON = {
    "medtimer": {"medicines", "events", "settings"},
    "dosage": {"treatments", "history", "meds"},
    "meditrak": {"Medication", "MedicationTimes", "MedicationTracker", "Notes", "ActivityChanges"},
    "health_auto_export": {"data", "medications"},
    "own_json": {"format", "schema", "tables", "trail"},
}


def refuse_by_its_first_bytes(data: bytes) -> None:
    """Raises BadInput for what its first bytes show to be a picture, a paper, a database."""
    picture, packed = refused("is_a_picture"), refused("is_packed")
    known = {
        b"SQLite format 3\0": refused("is_a_database"),
        b"%PDF": refused("is_a_paper"),
        b"\x89PNG": picture,
        b"\xff\xd8\xff": picture,
        b"GIF8": picture,
        b"PAR1": refused("is_parquet"),
        b"\x1f\x8b": packed,
        b"7z\xbc\xaf": packed,
        b"Rar!": packed,
        b"\xd0\xcf\x11\xe0": refused("is_a_spreadsheet"),
    }
    for begins, why in known.items():
        if data.startswith(begins):
            raise why


def of_markup(text: str) -> BadInput:
    """The refusal of XML or HTML that is no export of Apple Health."""
    begins = text[:4096].lower()
    known = {
        "<svg": refused("is_a_picture"),
        "<html": refused("is_a_page"),
        "<!doctype html": refused("is_a_page"),
        "<clinicaldocument": refused("is_cda"),
    }
    other = refused("xml_of_another_kind")
    return next((why for sign, why in known.items() if sign in begins), other)


def of_zip(names: Iterable[str]) -> BadInput:
    """The refusal of a ZIP by the names of what is in it."""
    names = [name for name in names if not name.endswith("/")]
    if "[Content_Types].xml" in names or "mimetype" in names:
        return refused("is_a_spreadsheet")
    return refused("zip_of_another_kind", names=clean(", ".join(names[:5]))[:120])


def of_table(names: list[str]) -> BadInput:
    """The refusal of a table by its columns, with the program whose columns are most like them."""
    shown = clean(", ".join(names))[:120]
    if any(name.startswith(("bleeding.", "mucus.", "cervix.", "pain.")) for name in names):
        return refused("is_drip")
    like = _nearest(set(names), _TABLES)
    if like:
        return refused("table_most_like", program=like, names=shown)
    if len(names) == 1:
        return refused("is_plain_text", names=shown)
    return refused("table_of_another_kind", names=shown)


def of_json(plain: object) -> BadInput:
    """The refusal of JSON by its names."""
    names = [str(name) for name in plain][:200] if isinstance(plain, dict) else []
    shown = clean(", ".join(names[:5]))[:120]
    like = _nearest(set(names), _JSON)
    if like:
        return refused("json_most_like", program=like, names=shown)
    return refused("json_of_another_kind", names=shown)


def _nearest(names: set[str], known: dict[str, set[str]]) -> str:
    """The program that half of the names are of, "" for none."""
    best = max(known, key=lambda one: len(names & known[one]) / len(known[one]))
    return best if 2 * len(names & known[best]) >= max(2, min(len(names), len(known[best]))) else ""
