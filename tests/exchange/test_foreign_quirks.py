"""Files as other programs, and people who saved them anew, really write them: read or named."""

import copy
import csv
import io
import json
import random
import zipfile

import pytest

from diary_app.domain.foreign import ForeignDose, ForeignObservation, NotUnderstood
from diary_app.errors import BadInput
from diary_app.exchange import sniff
from tests.exchange import foreign_samples as samples


def saved_anew(text, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in files.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


PLAIN = samples.MYTHERAPY
SAVED_ANEW = {
    "semicolons": saved_anew(PLAIN, ";").encode(),
    "tabs": saved_anew(PLAIN, "\t").encode("utf-16"),
    "two bytes without a mark": PLAIN.encode("utf-16-le"),
    "a Windows spreadsheet": PLAIN.replace("felt sick", "müde").encode("cp1252"),
    "in a ZIP": packed(archive=PLAIN),
}


@pytest.mark.parametrize("data", SAVED_ANEW.values(), ids=SAVED_ANEW)
def test_a_table_saved_anew_says_the_same(data):
    rows = [row.row for row in sniff.read(PLAIN.encode()).rows]
    found = sniff.read(data)
    assert (found.format, [row.row for row in found.rows]) == ("mytherapy", rows)
    assert isinstance(found.rows[0], ForeignDose)


DURATIONS = [("7:35:00", "7.58"), ("0:30:00", "0.5"), ("-1:-30:00", "-1.5")]


@pytest.mark.parametrize(("written", "hours"), DURATIONS)
def test_a_length_of_time_is_hours(written, hours):
    text = f"FeatureName,Timestamp,Value\nSleep,2026-11-16T08:00:00Z,{written}\n"
    (row,) = sniff.read(text.encode()).rows
    assert isinstance(row, ForeignObservation) and (row.value, row.scale) == (hours, "hours")


def dosage_row(day, clock, state, confirmed=""):
    header = "Datum,Zeit,Name,Dosis,Status,Uhrzeit Der Bestätigung\n"
    return header + f'"{day}","{clock}","Baclofen","1 Tablette(n)","{state}","{confirmed}"'


@pytest.mark.parametrize(
    ("state", "outcome", "known"),
    [
        ("Bestätigt", "taken", True),
        ("Automatisch Bestätigt", "taken", False),
        ("Bestätigt (Zeit unbekannt)", "taken", False),
        ("Verpasst", "missed", False),
        ("Übersprungen", "skipped", True),
    ],
)
def test_a_translated_history_of_dosage_is_known_by_its_shape(state, outcome, known):
    confirmed = "08:07" if state == "Bestätigt" else ""
    (row,) = sniff.read(dosage_row("17.11.2026", "08:00", state, confirmed).encode()).rows
    assert (str(row.outcome), row.time_known) == (outcome, known)
    assert row.at.date().isoformat() == "2026-11-17"


def test_a_day_that_may_be_another_one_is_not_read():
    (row,) = sniff.read(dosage_row("05/06/2026", "08:00", "Bestätigt", "08:07").encode()).rows
    assert isinstance(row, NotUnderstood)


WRONG = {
    "is_a_picture": b"\x89PNG\r\n",
    "is_parquet": b"PAR1",
    "is_a_page": b"<!DOCTYPE html><html>",
    "is_a_calendar": b"BEGIN:VCALENDAR\r\n",
    "is_our_dictionary": b"column,meaning,unit,values\n",
    "is_packed": b"\x1f\x8b\x08",
    "is_a_spreadsheet": packed(xl="", **{"[Content_Types].xml": ""}),
    "zip_of_another_kind": packed(one="1", two="2"),
    "table_most_like": b"actual_date,scheduled_date,type,name,extra\n",
    "json_most_like": b'{"Medication": [], "MedicationTimes": []}',
    "is_drip": b"date,pain.cramps,mood.fatigue\n",
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_file_that_holds_no_records_is_named(kind):
    with pytest.raises(BadInput) as refused:
        sniff.read(WRONG[kind])
    assert refused.value.given["why"].kind == kind


def test_bulk_files_are_read_as_the_bundle_that_they_are():
    resources = [entry["resource"] for entry in json.loads(samples.FHIR)["entry"]]
    lines = "\n".join(json.dumps(one) for one in resources)
    assert sniff.read(lines.encode()).rows == sniff.read(samples.FHIR.encode()).rows


ODD = [None, True, -1, 1e308, 2**70, " ", "x", [], {}, [None], "9999-12-31T23:59:59Z", "\ud800"]
PLANNED = {
    "medicine": {"name": "B"},
    "reminders": [
        {"timeInMinutes": 480, "amount": "1 mg", "days": [True] * 7, "pauseDays": 1,
         "consecutiveDays": 1, "cycleStartDay": 20000, "periodStart": 20000}
    ],
}  # fmt: skip
WHOLE = [
    json.loads(samples.medtimer(samples.event("TAKEN"))),
    {"medicines": {"version": 25, "list": [PLANNED]}},
    json.loads(samples.dosage([1794812820000, 1])),
    json.loads(samples.FHIR),
    json.loads(samples.AUTO_EXPORT),
]


def places(value, place=()):
    yield place
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*place, key))


@pytest.mark.parametrize("number", range(len(WHOLE)))
def test_any_value_anywhere_is_read_or_refused(number):
    draw = random.Random(number)
    every = [(place, odd) for place in places(WHOLE[number]) if place for odd in ODD]
    for place, odd in draw.sample(every, min(len(every), 250)):
        plain = copy.deepcopy(WHOLE[number])
        inner = plain
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = odd
        try:
            rows = sniff.read(json.dumps(plain).encode()).rows
        except BadInput:
            continue
        assert all(row.row >= 1 for row in rows)
