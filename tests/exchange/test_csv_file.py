"""The table: everything recorded is in it, spreadsheets run none of it, it can be read back."""

import csv
import io
import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.exchange.csv_file import MARK, Row, dictionary, rows, write
from tests.reports.diaries import NOW, TODAY, three_months

PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "'=1",
    "''",
    'a,b"c"\r\nd',
    "$x_{$",
    "<img src=x>",
    "\u202eabc",
    "\U0001f48a",
    "x" * 20_000,
]
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def read(content: bytes) -> tuple[Row, ...]:
    """The rows as a program reads them that knows our apostrophe."""
    header, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert header[0] == MARK
    return tuple(Row(*(cell.removeprefix("'") for cell in cells)) for cells in lines)


def note(words: str) -> Row:
    return Row("note", note=words, what=words, reason=words)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_spreadsheet_gets_no_cell_that_it_would_run(payload):
    content = write([note(payload)]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
    assert not [c for c in cells if c.lstrip().startswith(tuple("=+-@\t\r\n＝＋－＠"))]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_payload_can_be_read_back_exactly(payload):
    assert read(write([note(payload)])) == (note(payload),)


@given(st.lists(st.builds(Row, **{field.name: text for field in fields(Row)}), max_size=5))
def test_any_rows_come_back_exactly(table):
    assert read(write(table)) == tuple(table)


def test_the_file_opens_in_a_spreadsheet_with_its_letters_right():
    content = write([note("Łódź")])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").startswith(MARK + ",id,day,at,")


@pytest.fixture(scope="module")
def table():
    history, span, _flags = three_months()
    return history, rows(history, span.days, NOW), span


def test_every_record_of_the_days_is_a_row(table):
    history, found, span = table
    ids = {row.id for row in found}
    kept = [o.id for o in history.observations if span.first <= o.at.day < span.end]
    taken = [d.id for d in history.doses if span.first <= d.planned_at.day < span.end]
    assert set(kept) | set(taken) | {"note-1", "e"} <= ids


def test_a_dose_stands_with_its_plan_and_its_time_in_columns_of_their_own(table):
    _history, found, _span = table
    row = next(r for r in found if r.state == "taken" and r.day == "2026-11-08")
    assert row.planned_at == "2026-11-08T08:00:00+01:00"
    assert row.taken_at.startswith("2026-11-08T0")
    assert (row.planned_amount, row.planned_unit, row.taken_amount) == ("10", "mg", "10")


def test_a_dose_nobody_recorded_says_so_and_has_no_time(table):
    _history, found, _span = table
    unrecorded = [row for row in found if row.state == "not_recorded"]
    assert len(unrecorded) == 31
    assert {(row.id, row.taken_at, row.taken_amount) for row in unrecorded} == {("", "", "")}


def test_asked_and_no_is_not_the_same_as_not_asked(table):
    history, found, span = table
    answers = sum(len(c.answers) for c in history.checks if span.first <= c.at.day < span.end)
    assert [row.state for row in found if row.kind == "check"] == ["no"] * answers


def test_nothing_from_other_days_is_in_it(table):
    _history, found, span = table
    assert {row.day for row in found} <= {f"{d}" for d in _days(span)}
    assert max(row.day for row in found) == TODAY.isoformat()


def _days(span):
    return [span.first.fromordinal(n) for n in range(span.first.toordinal(), span.end.toordinal())]


def test_the_dictionary_names_every_column_in_the_order_of_the_table():
    lines = list(csv.DictReader(io.StringIO(dictionary().decode("utf-8-sig"), newline="")))
    assert [line["column"] for line in lines] == [MARK, *(f.name for f in fields(Row)[1:])]
    assert all(line["meaning"] for line in lines)


def test_the_dictionary_names_every_state_that_a_row_can_have(table):
    _history, found, _span = table
    lines = csv.DictReader(io.StringIO(dictionary().decode("utf-8-sig"), newline=""))
    named = next(line["values"] for line in lines if line["column"] == "state").replace(";", " ")
    assert {row.state for row in found} - {""} <= set(re.findall(r"\w+", named))
