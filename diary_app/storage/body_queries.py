"""Named reads of own things, clinic measures, goals, what a dose did, and what still goes on."""

from __future__ import annotations

from datetime import datetime

from diary_app.domain.helped import Helped
from diary_app.domain.measure import Goal, Measurement
from diary_app.domain.symptom import Observation
from diary_app.domain.tracked import Tracked
from diary_app.storage import body_rows, record_rows
from diary_app.storage.columns import utc_text
from diary_app.storage.diary_file import DiaryFile


def tracked(file: DiaryFile) -> tuple[Tracked, ...]:
    """Every own thing, archived ones too, in the order they were added."""
    return file.made("tracked", body_rows.to_tracked, "ORDER BY recorded_utc, id")


def measurements(file: DiaryFile, start: datetime, end: datetime) -> tuple[Measurement, ...]:
    """The clinic measures of the span, oldest first."""
    return file.made(
        "measurements",
        body_rows.to_measurement,
        "WHERE removed = 0 AND at_utc >= ? AND at_utc < ? ORDER BY at_utc, id",
        [utc_text(start), utc_text(end)],
    )


def goals(file: DiaryFile) -> tuple[Goal, ...]:
    """Every goal, ended ones too, in the order they were set."""
    return file.made("goals", body_rows.to_goal, "ORDER BY since, rowid")


def helped(file: DiaryFile) -> dict[str, Helped]:
    """What each dose did that was asked about, by the dose's id."""
    rows = file.rows("helped", "ORDER BY at_utc, id")
    return {row["id"]: body_rows.to_helped(row) for row in rows}


def going_on(file: DiaryFile) -> tuple[Observation, ...]:
    """The symptoms that began and have not ended, the latest first."""
    return file.made(
        "observations",
        record_rows.to_observation,
        "WHERE lasting = 1 AND until_utc IS NULL AND removed = 0 ORDER BY at_utc DESC, id",
    )
