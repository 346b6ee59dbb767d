"""The diary as a table for a spreadsheet: doses as planned and as taken, symptoms, checks, notes.

UTF-8 with a byte order mark, commas, CRLF, every moment ISO 8601 with offset in a column of its
own. A spreadsheet runs a cell that opens like a formula, so every text that could be one gets an
apostrophe before it (OWASP, "CSV injection"); the first header cell marks our format, so
that a program knows whose apostrophes they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from datetime import date

from diary_app.domain.days import Days
from diary_app.domain.dose import Dose, Taken
from diary_app.domain.history import History
from diary_app.domain.matching import Answered, State, state_of
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Quantity, plain_number
from diary_app.domain.sheet import matched
from diary_app.domain.symptom import Answer
from diary_app.frozen import dataclass
from diary_app.wording.table_columns import column_words

MARK = "record (dose-diary csv 1)"
# The full-width signs are read as the plain ones by some spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
_QUOTE = "'"


@dataclass(frozen=True)
class Row:
    """One line of the table. Every field is text; "" where there is nothing to say.

    A slot nobody recorded is a row without `id`: state `not_recorded`. `day` is the plan's day of a
    slot, else the local day. Amounts are plain numbers, their unit in the next column.
    """

    kind: str
    id: str = ""
    day: str = ""
    at: str = ""
    what: str = ""
    state: str = ""
    value: str = ""
    planned_at: str = ""
    planned_amount: str = ""
    planned_unit: str = ""
    taken_at: str = ""
    taken_amount: str = ""
    taken_unit: str = ""
    reason: str = ""
    note: str = ""
    entered_by: str = ""
    recorded_at: str = ""
    zone: str = ""


_COLUMNS = tuple(field.name for field in fields(Row))
_HEADER = (MARK, *_COLUMNS[1:])


def rows(history: History, days: Days, now: Moment) -> tuple[Row, ...]:
    """The records of the local `days` and every slot past at `now`, oldest first."""
    found: list[Row] = []
    for plan in history.plans:
        found += _doses(plan, history, days, now)
    found += [row for row in _symptoms(history) if date.fromisoformat(row.day) in days]
    return tuple(sorted(found, key=lambda row: (row.day, row.at, row.kind, row.what, row.id)))


def _doses(plan: Plan, history: History, days: Days, now: Moment) -> Iterator[Row]:
    found = matched(plan, history.doses_of(plan.medicine.id), days, history.zones)
    for answered in found.answers:
        state = state_of(answered, now)
        if state not in (State.LATER, State.DUE, State.LATE):
            yield _slot(plan, answered, state)
    for dose in found.extras:
        state_word = "as_needed" if plan.as_needed_on(dose.taken_at.day) else "extra"
        at = dose.taken_at
        yield Row(
            "dose", dose.id, at.day.isoformat(), at.iso, plan.medicine.name, state_word,
            **_taken(dose), **_record(dose), zone=at.zone,
        )  # fmt: skip


def _slot(plan: Plan, answered: Answered, state: State) -> Row:
    slot, dose = answered.slot, answered.dose
    return Row(
        "dose",
        dose.id if dose else "",
        slot.day.isoformat(),
        dose.taken_at.iso if isinstance(dose, Taken) else slot.at.iso,
        plan.medicine.name,
        state.value,
        planned_at=slot.at.iso,
        **_amount("planned", slot.amount),
        **_taken(dose),
        **(_record(dose) if dose else {}),
        zone=slot.at.zone,
    )


def _amount(which: str, amount: Quantity) -> dict[str, str]:
    return {f"{which}_amount": plain_number(amount.value), f"{which}_unit": amount.unit.value}


def _taken(dose: Dose | None) -> dict[str, str]:
    if not isinstance(dose, Taken):
        return {}
    amount = {} if dose.amount is None else _amount("taken", dose.amount)
    return {"taken_at": dose.taken_at.iso, **amount}


def _record(dose: Dose) -> dict[str, str]:
    return {
        "reason": dose.reason,
        "note": dose.note,
        "entered_by": dose.entered_by.value,
        "recorded_at": dose.recorded_at.iso,
    }


def _symptoms(history: History) -> Iterator[Row]:
    for seen in history.observations:
        value = "" if seen.value is None else str(seen.value)
        yield Row(
            "symptom", seen.id, seen.at.day.isoformat(), seen.at.iso, seen.symptom,
            "not_rated" if seen.value is None else "rated", value, note=seen.note,
            entered_by=seen.entered_by.value, recorded_at=seen.recorded_at.iso, zone=seen.at.zone,
        )  # fmt: skip
    for check in history.checks:
        for symptom, answer in check.answers.items():
            if answer is not Answer.NOT_ASKED:
                yield Row(
                    "check", check.id, check.at.day.isoformat(), check.at.iso, symptom,
                    answer.value, entered_by=check.entered_by.value,
                    recorded_at=check.recorded_at.iso, zone=check.at.zone,
                )  # fmt: skip
    for note in history.notes:
        yield Row(
            "note", note.id, note.at.day.isoformat(), note.at.iso, note=note.text,
            entered_by=note.entered_by.value, recorded_at=note.recorded_at.iso, zone=note.at.zone,
        )  # fmt: skip
    for event in history.events:
        yield Row(
            "event", event.id, event.at.day.isoformat(), event.at.iso, event.kind,
            note=event.words, recorded_at=event.recorded_at.iso, zone=event.at.zone,
        )  # fmt: skip
    for fall in history.falls:
        said = [part for part in (fall.place, fall.hurt, fall.note) if part]
        yield Row(
            "fall", fall.id, fall.at.day.isoformat(), fall.at.iso,
            state="head" if fall.head else "", note="; ".join(said),
            entered_by=fall.entered_by.value, recorded_at=fall.recorded_at.iso, zone=fall.at.zone,
        )  # fmt: skip


def write(table: Iterable[Row]) -> bytes:
    """The file. The same rows give the same bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    writer.writerows([_safe(cell) for cell in astuple(row)] for row in table)
    return text.getvalue().encode("utf-8-sig")


def dictionary() -> bytes:
    """The file beside the table: what each column means, its unit, and the values it takes.

    One line for each column, named as in the table's header and in its order.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("column", "meaning", "unit", "values"))
    for header, column in zip(_HEADER, _COLUMNS, strict=True):
        writer.writerow((header, *astuple(column_words(column))))
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """The cell as a spreadsheet may open it. One that opens with an apostrophe gets one more."""
    risky = cell.startswith((*_FORMULA, _QUOTE)) or cell.lstrip().startswith(_FORMULA)
    return _QUOTE + cell if risky else cell
