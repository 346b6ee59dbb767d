"""Named reads: what one asks of a diary file, answered in domain values.

Days are local; each read takes the span as UTC instants `[start, end)`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from diary_app.domain.course import Course, Hold
from diary_app.domain.dose import Dose, Taken
from diary_app.domain.fall import Fall
from diary_app.domain.history import StoredReading
from diary_app.domain.medicine import Medicine, PumpRefill, StockEntry
from diary_app.domain.moment import Moment
from diary_app.domain.person import Answered
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import Unit
from diary_app.domain.schedule import amounts_of
from diary_app.domain.statements import strength_of
from diary_app.domain.symptom import Event, FlagAnswer, Note, Observation, SafetyCheck
from diary_app.domain.taper import TaperPlan
from diary_app.storage import plan_rows, record_rows
from diary_app.storage.columns import Row, to_moment, utc_of, utc_text
from diary_app.storage.diary_file import DiaryFile

T = TypeVar("T")
OfMedicine = TypeVar("OfMedicine", Course, Hold, TaperPlan)

ZONED_TABLES = ("doses", "observations", "checks")  # what the zone trail is read from
RECORD_TABLES = ("doses", "observations", "checks", "notes", "events", "falls", "measurements")
_DOSE_AT = "coalesce(taken_utc, planned_utc)"


def medicines(file: DiaryFile) -> tuple[Medicine, ...]:
    """Every medicine that was not removed, by name."""
    return file.made("medicines", plan_rows.to_medicine, "WHERE removed = 0 ORDER BY name, id")


def medicine_name(file: DiaryFile, id: str) -> str:
    """The name of a medicine, also of a removed one; "" where there is no such medicine."""
    rows = file.rows("medicines", "WHERE id = ?", [id])
    return str(rows[0]["name"]) if rows else ""


def plans(file: DiaryFile) -> tuple[Plan, ...]:
    """Each medicine with all its courses, pauses and tapers."""
    return file.kept.answer("plans", lambda: _plans(file))


def _plans(file: DiaryFile) -> tuple[Plan, ...]:
    courses = _by_medicine(file, "courses", "since, id", plan_rows.to_course)
    holds = _by_medicine(file, "holds", "since, id", plan_rows.to_hold)
    tapers = _by_medicine(file, "tapers", "id", plan_rows.to_taper)
    found = []
    for medicine in medicines(file):
        key = medicine.id
        plan = Plan(medicine, tuple(courses[key]), tuple(holds[key]), tuple(tapers[key]))
        if not medicine.strengths:
            plan = replace(plan, medicine=replace(medicine, planned_in=_planned_in(file, plan)))
        found.append(plan)
    return tuple(found)


def _planned_in(file: DiaryFile, plan: Plan) -> Unit | None:
    """The unit of the plan's amounts; once nothing is planned any more, of the first dose taken."""
    for course in plan.all_courses():
        for amount in amounts_of(course.schedule):
            return amount.unit
    rows = file.rows(
        "doses",
        "WHERE medicine_id = ? AND unit IS NOT NULL ORDER BY taken_utc, id LIMIT 1",
        [plan.medicine.id],
    )
    return Unit(rows[0]["unit"]) if rows else None


def _by_medicine(
    file: DiaryFile, table: str, order: str, make: Callable[[Row], OfMedicine]
) -> defaultdict[str, list[OfMedicine]]:
    found: defaultdict[str, list[OfMedicine]] = defaultdict(list)
    for made in file.made(table, make, f"ORDER BY {order}"):
        found[made.medicine_id].append(made)
    return found


def stock(file: DiaryFile) -> tuple[StockEntry, ...]:
    """Every count and refill, oldest first; of one moment the one entered last comes last."""
    return file.made("stock", plan_rows.to_stock, "ORDER BY at_utc, rowid")


def pump_refills(file: DiaryFile) -> tuple[PumpRefill, ...]:
    """Every filling of a pump, oldest first; of two on one day the one entered last comes last."""
    return file.made("pump_refills", plan_rows.to_pump_refill, "ORDER BY day, rowid")


def _span(
    file: DiaryFile,
    table: str,
    make: Callable[[Row], T],
    start: datetime,
    end: datetime,
) -> tuple[T, ...]:
    return file.made(
        table,
        make,
        "WHERE removed = 0 AND at_utc >= ? AND at_utc < ? ORDER BY at_utc, id",
        [utc_text(start), utc_text(end)],
    )


def doses(file: DiaryFile, start: datetime, end: datetime) -> tuple[Dose, ...]:
    """The doses taken in the span, and the answers to slots planned in it, oldest first."""
    span = [utc_text(start), utc_text(end)]
    return file.made(
        "doses",
        record_rows.to_dose,
        f"""WHERE rowid IN (
            SELECT rowid FROM doses WHERE taken_utc >= ? AND taken_utc < ?
            UNION SELECT rowid FROM doses WHERE planned_utc >= ? AND planned_utc < ?
        ) AND removed = 0 ORDER BY {_DOSE_AT}, id""",  # noqa: S608
        [*span, *span],
    )


def all_taken(file: DiaryFile, medicine_id: str) -> tuple[Taken, ...]:
    """Every taken dose of a medicine, removed ones too, oldest first."""
    rows = file.rows(
        "doses",
        "WHERE medicine_id = ? AND outcome = 'taken' ORDER BY taken_utc",
        [medicine_id],
    )
    doses = (record_rows.to_dose(row) for row in rows)
    return tuple(dose for dose in doses if isinstance(dose, Taken))


def last_taken(file: DiaryFile, before: datetime) -> dict[str, Taken]:
    """The last dose taken before `before` of each medicine, by medicine id."""
    rows = file.rows(
        "doses",
        """WHERE id IN (SELECT (
            SELECT id FROM doses WHERE medicine_id = m.id AND removed = 0 AND taken_utc < ?
            ORDER BY taken_utc DESC LIMIT 1) FROM medicines m)""",
        [utc_text(before)],
    )
    taken = (record_rows.to_dose(row) for row in rows)
    return {dose.medicine_id: dose for dose in taken if isinstance(dose, Taken)}


def observations(file: DiaryFile, start: datetime, end: datetime) -> tuple[Observation, ...]:
    """The observations of the span, oldest first."""
    return _span(file, "observations", record_rows.to_observation, start, end)


def last_observations(file: DiaryFile, before: datetime) -> dict[str, Observation]:
    """The latest observation before `before` of each symptom ever recorded, by symptom id."""
    # From one symptom to the next by the index: DISTINCT reads the whole of it, fifty years long.
    rows = file.rows(
        "observations",
        """WHERE id IN (WITH RECURSIVE s(symptom) AS (
            SELECT min(symptom) FROM observations UNION ALL
            SELECT (SELECT min(symptom) FROM observations WHERE symptom > s.symptom)
            FROM s WHERE symptom IS NOT NULL)
            SELECT (
            SELECT id FROM observations WHERE symptom = s.symptom AND removed = 0
            AND at_utc < ? ORDER BY at_utc DESC LIMIT 1)
            FROM s WHERE symptom IS NOT NULL)""",
        [utc_text(before)],
    )
    return {row["symptom"]: record_rows.to_observation(row) for row in rows}


def checks(file: DiaryFile, start: datetime, end: datetime) -> tuple[SafetyCheck, ...]:
    """The safety checks of the span, oldest first."""
    return _span(file, "checks", record_rows.to_check, start, end)


def last_check(file: DiaryFile, before: datetime) -> SafetyCheck | None:
    """The latest safety check before `before`."""
    rows = file.rows(
        "checks",
        "WHERE removed = 0 AND at_utc < ? ORDER BY at_utc DESC LIMIT 1",
        [utc_text(before)],
    )
    return record_rows.to_check(rows[0]) if rows else None


def notes(file: DiaryFile, start: datetime, end: datetime) -> tuple[Note, ...]:
    """The notes of the span, oldest first."""
    return _span(file, "notes", record_rows.to_note, start, end)


def events(file: DiaryFile, start: datetime, end: datetime) -> tuple[Event, ...]:
    """The events of the span, oldest first."""
    return _span(file, "events", record_rows.to_event, start, end)


def falls(file: DiaryFile, start: datetime, end: datetime) -> tuple[Fall, ...]:
    """The falls of the span, oldest first."""
    return _span(file, "falls", record_rows.to_fall, start, end)


def facts(file: DiaryFile) -> tuple[Answered, ...]:
    """What the person answered of the facts that the rules need, each once."""
    return file.made("facts", record_rows.to_fact, "ORDER BY id")


def entered(file: DiaryFile) -> dict[str, datetime]:
    """When each medicine, course, hold and taper was written down, by its id; from the trail."""
    rows = file.read(
        """SELECT p.id, (SELECT e.at_utc FROM revisions r JOIN edits e ON e.edit = r.edit
            WHERE r.row_id = p.id ORDER BY r.edit LIMIT 1) AS at
        FROM (SELECT id FROM medicines WHERE removed = 0 UNION ALL SELECT id FROM courses
            UNION ALL SELECT id FROM holds UNION ALL SELECT id FROM tapers) p"""
    )
    return {row["id"]: utc_of(row["at"]) for row in rows if row["at"]}


def rated_then(file: DiaryFile, since: datetime) -> dict[tuple[str, str], int | None]:
    """How strong what a flag rested on was said to be when the flag was answered, 0-4 or 0-10.

    Of the flags that were answered `since` then: no flag is answered before it is raised.

    By the ids of the answer and of the record, only where that changed since; None for not rated.
    From the trail. CROSS JOIN: few records were ever answered, so they are looked up by their ids;
    SQLite would read ten years of observations, or of the trail, first.
    """
    rows = file.read(
        """WITH answered AS MATERIALIZED (
            SELECT f.id AS answer, f.flag_id, j.value AS record, min(r.edit) AS edit
            FROM flag_answers f, json_each(f.evidence) j JOIN revisions r ON r.row_id = f.id
            WHERE f.at_utc >= ? GROUP BY f.id, j.value),
        said AS (
            SELECT a.*, o.id, 'observations' AS kind, o.value AS said
            FROM answered a CROSS JOIN observations o ON o.id = a.record
            UNION ALL SELECT a.*, t.id, 'readings', t.readings
            FROM answered a CROSS JOIN readings t ON t.record_id = a.record),
        before AS (
            SELECT s.answer, s.flag_id, s.record, s.id, s.kind, s.said, max(r.edit) AS edit
            FROM said s
            CROSS JOIN revisions r ON r.row_id = s.id AND r.table_name = s.kind AND r.edit < s.edit
            WHERE r.after IS NOT NULL GROUP BY s.answer, s.record, s.id)
        SELECT b.answer, b.flag_id, b.record, b.kind, r.after AS said
        FROM before b CROSS JOIN revisions r ON r.row_id = b.id AND r.edit = b.edit
        WHERE r.after IS NOT NULL AND b.said IS NOT
            json_extract(r.after, iif(b.kind = 'readings', '$.readings', '$.value'))
        ORDER BY b.kind""",
        [utc_text(since)],
    )
    found: dict[tuple[str, str], int | None] = {}
    for row in rows:
        then = json.loads(row["said"])
        if row["kind"] == "observations":
            found[row["answer"], row["record"]] = then["value"]
        else:
            read = record_rows.to_readings(then)
            degrees = [reading.degree for reading in read if reading.term == row["flag_id"]]
            if degrees:
                found.setdefault((row["answer"], row["record"]), strength_of(degrees[0]))
    return found


def recorded(file: DiaryFile) -> frozenset[str]:
    """The ids of the medicines of which any dose was ever recorded."""
    rows = file.read(
        """SELECT id FROM medicines m WHERE EXISTS
            (SELECT 1 FROM doses WHERE medicine_id = m.id AND removed = 0)"""
    )
    return frozenset(row["id"] for row in rows)


def readings(file: DiaryFile, start: datetime, end: datetime) -> tuple[StoredReading, ...]:
    """How the texts of the span's records were read, by the moment of the record."""
    found = []
    for table, at in (
        ("notes", "at"),
        ("observations", "at"),
        ("doses", "taken"),
        ("doses", "planned"),
    ):
        only = " AND taken_utc IS NULL" if at == "planned" else ""
        span = f"removed = 0 AND {at}_utc >= ? AND {at}_utc < ?{only}"
        read = f"id IN (SELECT record_id FROM readings WHERE record_table = '{table}')"  # noqa: S608
        ends = [utc_text(start), utc_text(end)]
        records = file.rows(table, f"WHERE {span} AND {read}", ends)
        moments = {row["id"]: to_moment(at, row) for row in records}
        rows = file.rows(
            "readings",
            "WHERE record_table = ? AND record_id IN (SELECT value FROM json_each(?))",
            [table, json.dumps(list(moments))],
        )
        found += [record_rows.to_stored_reading(row, moments[row["record_id"]]) for row in rows]
    return tuple(sorted(found, key=lambda stored: (stored.at, stored.id)))


def reading_id(file: DiaryFile, table: str, record_id: str) -> str | None:
    """The id of the stored reading of a record's text, None where it has none."""
    rows = file.rows("readings", "WHERE record_table = ? AND record_id = ?", [table, record_id])
    return str(rows[0]["id"]) if rows else None


def flag_answers(file: DiaryFile) -> tuple[FlagAnswer, ...]:
    """Everything the patient did with flags, oldest first."""
    return file.made("flag_answers", record_rows.to_flag_answer, "ORDER BY at_utc, id")


def settings(file: DiaryFile) -> dict[str, Any]:
    """Every setting that was ever made."""
    return {row["id"]: json.loads(row["value"]) for row in file.rows("settings")}


def setting(file: DiaryFile, name: str) -> Any:
    """The value of one setting, None where it was never made."""
    rows = file.rows("settings", "WHERE id = ?", [name])
    return json.loads(rows[0]["value"]) if rows else None


def zone_trail(file: DiaryFile) -> tuple[tuple[tuple[date, str], ...], str]:
    """(first local day, zone) each time the records moved to another zone, in order; and the UTC
    text of the moment up to which they were recorded.
    """
    rows = file.read(
        """WITH marks AS (
            SELECT recorded_utc AS utc, recorded_offset AS offset, recorded_zone AS zone FROM doses
            UNION ALL SELECT recorded_utc, recorded_offset, recorded_zone FROM observations
            UNION ALL SELECT recorded_utc, recorded_offset, recorded_zone FROM checks)
        SELECT utc, offset, zone, until FROM (
            SELECT *, lag(zone) OVER (ORDER BY utc) AS before, max(utc) OVER () AS until
            FROM marks)
        WHERE zone IS NOT before ORDER BY utc"""
    )
    trail = tuple(
        (
            (datetime.fromisoformat(row["utc"][:26]) + timedelta(minutes=row["offset"])).date(),
            str(row["zone"]),
        )
        for row in rows
    )
    return trail, str(rows[0]["until"]) if rows else ""


def one_zone(file: DiaryFile) -> str | None:
    """The only zone any dose was recorded in; None for none or several. Cheap on long diaries."""
    rows = file.read("SELECT DISTINCT recorded_zone AS zone FROM doses LIMIT 2")
    return str(rows[0]["zone"]) if len(rows) == 1 else None


def record(file: DiaryFile, id: str) -> list[tuple[str, Row]]:
    """(table, row) of each record, removed ones too, whose id begins with `id`."""
    return [
        (table, row)
        for table in RECORD_TABLES
        for row in file.rows(table, "WHERE substr(id, 1, ?) = ?", [len(id), id])
    ]


def removed(file: DiaryFile) -> list[tuple[str, Row]]:
    """(table, row) of every record that was removed."""
    return [
        (table, row)
        for table in RECORD_TABLES
        for row in file.rows(table, "WHERE removed = 1 ORDER BY recorded_utc")
    ]


def changed_records(file: DiaryFile, ids: Collection[str]) -> list[str]:
    """Those of `ids` whose row was written again after it was first stored."""
    given = json.dumps(list(ids))  # one parameter, however many there are
    rows = file.read(
        "SELECT DISTINCT row_id FROM revisions WHERE before IS NOT NULL AND after IS NOT NULL"
        " AND row_id IN (SELECT value FROM json_each(?))",
        [given],
    )
    return [row["row_id"] for row in rows]


def first_day(file: DiaryFile) -> date | None:
    """The earliest local day of any record or course, None for an empty diary."""
    planned = file.read("SELECT min(since) AS day FROM courses")[0]["day"]
    found = [first_record(file), date.fromisoformat(planned) if planned else None]
    return min((day for day in found if day is not None), default=None)


def first_record(file: DiaryFile) -> date | None:
    """The earliest local day of any record, None where nothing was recorded yet."""
    rows: list[Row] = []
    every = [(table, "at", "1") for table in RECORD_TABLES if table != "doses"]
    doses = [("doses", "taken", "1"), ("doses", "planned", "taken_utc IS NULL")]
    for table, at, only in (*every, *doses):
        # West of Greenwich the local day begins after the day of UTC: the offset decides, among
        # those that lie within it of the first. So an index leads to them, however many there are.
        rows += file.read(
            f"""SELECT min(date({at}_utc, {at}_offset || ' minutes')) AS day FROM {table}
                WHERE {only} AND {at}_utc <= (
                    SELECT strftime('%Y-%m-%dT%H:%M', {at}_utc, '+28 hours') FROM {table}
                    WHERE {only} AND {at}_utc IS NOT NULL ORDER BY {at}_utc LIMIT 1)"""  # noqa: S608
        )
    return min((date.fromisoformat(row["day"]) for row in rows if row["day"]), default=None)


def moment_of_row(row: Row) -> Moment:
    """When a record belongs: its own moment, for a dose the taken or else the planned time."""
    if "at_utc" in row:
        return to_moment("at", row)
    return to_moment("taken" if row["taken_utc"] is not None else "planned", row)


def open_questions(file: DiaryFile) -> dict[str, str]:
    """The words of the questions for the doctor that are not done, by their ids."""
    rows = file.rows("questions", "WHERE done = 0 ORDER BY rowid")
    return {str(row["id"]): str(row["words"]) for row in rows}


def last_visit(file: DiaryFile, before: date) -> date | None:
    """The day of the last visit to the doctor before `before`, None for none."""
    rows = file.rows("visits", "WHERE day < ? ORDER BY day DESC LIMIT 1", [before.isoformat()])
    return date.fromisoformat(rows[0]["day"]) if rows else None
