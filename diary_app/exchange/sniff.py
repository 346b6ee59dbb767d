"""What a file is, by what stands in it and never by its name; and its rows."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from diary_app.domain.foreign import ForeignFile
from diary_app.errors import BadInput
from diary_app.exchange import (
    any_csv,
    apple_health,
    bearable,
    csv_file,
    dosage,
    dosage_csv,
    fhir_r4,
    json_file,
    loop,
    meditrak,
    medtimer,
    mytherapy,
    own_records,
    track_and_graph,
    zip_file,
)
from diary_app.exchange.foreign_text import (
    LARGEST,
    as_dicts,
    csv_rows,
    lines_of,
    plain_json,
    refused,
    sign_between,
    text_of,
)
from diary_app.exchange.wrong_files import (
    DICTIONARY,
    of_json,
    of_markup,
    of_table,
    of_zip,
    refuse_by_its_first_bytes,
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
    refuse_by_its_first_bytes(data)
    if data.startswith(b"PK"):
        return _of_zip(data, mapping)
    if mapping is not None:
        return any_csv.read(text_of(data, "cp1252"), mapping)
    structured = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[", b"<"))
    text = text_of(data, "" if structured else "cp1252")
    begins = text.lstrip()
    if begins.startswith("<"):
        if "<HealthData" not in begins[:100_000]:
            raise of_markup(begins)
        return apple_health.read_xml(begins.encode())
    if begins.startswith(("{", "[")):
        return _of_json(_json(begins))
    if begins.startswith("BEGIN:VCALENDAR"):
        raise refused("is_a_calendar")
    if not begins:
        raise refused("file_empty")
    return _of_table(text)


def unpacked(data: bytes) -> bytes:
    """The one file in a ZIP that holds one; any other file as it is."""
    parts = zip_file.parts(data) if data.startswith(b"PK") else None
    return parts.bytes_of(parts.names[0]) if parts and len(parts.names) == 1 else data


def _of_zip(data: bytes, mapping: any_csv.Mapping | None) -> ForeignFile:
    """Loop's export, Apple's, or one file that somebody packed."""
    parts = zip_file.parts(data)
    if any(name.rpartition("/")[2] == loop.HABITS for name in parts.names):
        return loop.read(parts)
    wanted = [name for name in parts.names if name.endswith(("export.xml", "Export.xml"))]
    if not wanted and len(parts.names) == 1:
        wanted = list(parts.names)
    if not wanted:
        raise of_zip(parts.names)
    inner = parts.bytes_of(wanted[0])
    if inner.startswith(b"PK"):
        raise of_zip(parts.names)
    return read(inner, mapping)


def _json(text: str) -> Any:
    """The value of the text. FHIR's bulk files, one resource a line, are a bundle."""
    first, _, rest = text.partition("\n")
    if rest.strip().startswith("{") and '"resourceType"' in first:
        with suppress(BadInput):
            return fhir_r4.bundle_of([plain_json(line) for line in text.splitlines() if line])
    plain = plain_json(text)
    if isinstance(plain, dict) and fhir_r4.is_resource(plain):
        return fhir_r4.bundle_of([plain])
    return plain


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
    raise of_json(plain)


def _of_own_table(text: str) -> ForeignFile:
    found = own_records.records_of(csv_file.read_back(as_dicts(text, ",")))
    return ForeignFile("own_table", found)


def _of_table(text: str) -> ForeignFile:
    header = lines_of(text.lstrip()).partition("\n")[0]
    names = list(any_csv.columns_of(text))
    if any(name.startswith(csv_file.MARK) for name in names):
        if "," not in header or sign_between(text) != ",":
            raise refused("is_our_table")  # saved anew, with another sign between the cells
        return _of_own_table(text)
    if set(names) == set(mytherapy.HEADER.split(",")):
        return mytherapy.read(text)
    if tuple(names[:3]) == track_and_graph.HEADER:
        return track_and_graph.read(text)
    if set(names) == set(bearable.HEADER.split(",")):
        return bearable.read(text)
    if dosage_csv.is_history(text):
        return dosage_csv.read(text)
    if medtimer.is_events(header):
        return medtimer.read_events(text)
    if medtimer.is_medicines(text):
        return medtimer.read_medicines(list(csv_rows(text, ";")))
    if tuple(names) == DICTIONARY:
        raise refused("is_our_dictionary")
    raise of_table(names)
