"""What a file is, by what stands in it and never by its name; and its rows."""

from __future__ import annotations

from typing import Any

from diary_app.domain.foreign import ForeignFile
from diary_app.exchange import (
    any_csv,
    apple_health,
    bearable,
    csv_file,
    dosage,
    fhir_r4,
    json_file,
    loop,
    meditrak,
    medtimer,
    mytherapy,
    own_records,
    track_and_graph,
)
from diary_app.exchange.foreign_text import (
    LARGEST,
    as_dicts,
    clean,
    csv_rows,
    lines_of,
    plain_json,
    refused,
    text_of,
)

FORMATS = (
    "mytherapy",
    "medtimer",
    "dosage",
    "track_and_graph",
    "loop",
    "bearable",
    "meditrak",
    "fhir",
    "apple_health",
    "health_auto_export",
    "csv",
)


def is_own_json(data: bytes) -> bool:
    """Whether it says of itself that it is an export of a diary, or is not of another program.

    What cannot be read at all is left to the reader of our own form, which names the place.
    """
    begins = data[:4096].decode("utf-8-sig", "replace").lstrip()
    return begins.startswith("{") and f'"{json_file.FORMAT}"' in begins.replace("'", '"')


def read(data: bytes, mapping: any_csv.Mapping | None = None) -> ForeignFile:
    """The rows of a file of another program. Refused with the nearest known thing it may be."""
    if len(data) > LARGEST:
        raise refused("file_too_large", limit=LARGEST // 1_000_000)
    if data.startswith(b"SQLite format 3\0"):
        raise refused("is_a_database")
    if data.startswith(b"PK"):
        return loop.read(data)
    if data.startswith(b"%PDF"):
        raise refused("is_a_paper")
    text = text_of(data)
    begins = text.lstrip()
    if mapping is not None:
        return any_csv.read(text, mapping)
    if begins.startswith("<"):
        if "<HealthData" not in begins[:100_000]:
            raise refused("xml_of_another_kind")
        return apple_health.read_xml(begins.encode())
    if begins.startswith(("{", "[")):
        return _of_json(plain_json(begins))
    if not begins:
        raise refused("file_empty")
    return _of_table(text)


def _of_json(plain: Any) -> ForeignFile:
    if fhir_r4.is_bundle(plain):
        return fhir_r4.read(plain)
    if meditrak.is_meditrak(plain):
        return meditrak.read(plain)
    if apple_health.is_auto_export(plain):
        return apple_health.read_auto_export(plain)
    if medtimer.is_backup(plain):
        return medtimer.read(plain)
    if dosage.is_dosage(plain):
        return dosage.read(plain)
    names = ", ".join(list(plain)[:5]) if isinstance(plain, dict) else ""
    raise refused("json_of_another_kind", names=clean(names)[:120])


def _of_own_table(text: str) -> ForeignFile:
    found = own_records.records_of(csv_file.read_back(as_dicts(text)))
    return ForeignFile("own_table", found)


def _of_table(text: str) -> ForeignFile:
    header = lines_of(text.lstrip()).partition("\n")[0]
    names = [name.strip() for name in header.replace('"', "").split(",")]
    plain = ",".join(names)
    if header.startswith(csv_file.MARK) or csv_file.MARK in names:
        if csv_file.MARK not in names:
            raise refused("is_our_table")  # saved anew, with another sign between the cells
        return _of_own_table(text)
    if plain == mytherapy.HEADER:
        return mytherapy.read(text)
    if tuple(names[:3]) == track_and_graph.HEADER:
        return track_and_graph.read(text)
    if plain == bearable.HEADER:
        return bearable.read(text)
    if plain == dosage.HEADER:
        return dosage.read_csv(text)
    if medtimer.is_events(header):
        return medtimer.read_events(text)
    rows = list(csv_rows(text, ";"))
    if header in ("Medicine;Dosage;Time", "Medicine;Amount;Time"):
        return medtimer.read_medicines(rows)
    if "temperature.value" in names:
        raise refused("is_drip")
    raise refused("table_of_another_kind", names=clean(", ".join(names))[:120])
