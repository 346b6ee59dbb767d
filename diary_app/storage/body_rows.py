"""Own things, clinic measures, goals and what a dose did as rows: a pair for each noun."""

from __future__ import annotations

from diary_app.domain.dose import EnteredBy
from diary_app.domain.helped import Helped, HelpedAnswer
from diary_app.domain.measure import Goal, Measure, Measurement
from diary_app.domain.tracked import Best, Tracked, TrackedScale
from diary_app.storage.columns import Row, day_or_none, day_text, from_moment, to_moment


def from_tracked(tracked: Tracked) -> Row:
    """The row of an own thing."""
    return {
        "id": tracked.id,
        "name": tracked.name,
        "scale": str(tracked.scale),
        "unit": tracked.unit,
        "best": str(tracked.best),
        "tile": int(tracked.tile),
        "on_paper": int(tracked.on_paper),
        "regions": int(tracked.regions),
        "archived": int(tracked.archived),
        **from_moment("recorded", tracked.recorded_at),
    }


def to_tracked(row: Row) -> Tracked:
    """The own thing of a row. A scale this version does not know raises ValueError."""
    return Tracked(
        id=row["id"],
        name=row["name"],
        scale=TrackedScale(row["scale"]),
        recorded_at=to_moment("recorded", row),
        unit=row["unit"],
        best=Best(row["best"]),
        tile=bool(row["tile"]),
        on_paper=bool(row["on_paper"]),
        regions=bool(row["regions"]),
        archived=bool(row["archived"]),
    )


def from_measurement(measurement: Measurement) -> Row:
    """The row of a clinic measure."""
    return {
        "id": measurement.id,
        "measure": str(measurement.measure),
        "part": measurement.part,
        "value": measurement.value,
        "note": measurement.note,
        "entered_by": str(measurement.entered_by),
        **from_moment("at", measurement.at),
        **from_moment("recorded", measurement.recorded_at),
    }


def to_measurement(row: Row) -> Measurement:
    """The clinic measure of a row. One this version does not know raises ValueError."""
    return Measurement(
        id=row["id"],
        measure=Measure(row["measure"]),
        value=row["value"],
        at=to_moment("at", row),
        recorded_at=to_moment("recorded", row),
        part=row["part"],
        note=row["note"],
        entered_by=EnteredBy(row["entered_by"]),
    )


def from_goal(goal: Goal) -> Row:
    """The row of a goal."""
    since, until = day_text(goal.since), day_text(goal.until)
    return {"id": goal.id, "words": goal.words, "since": since, "until": until}


def to_goal(row: Row) -> Goal:
    """The goal of a row."""
    since = day_or_none(row["since"])
    if since is None:
        raise ValueError("goal_without_a_day")
    return Goal(row["id"], row["words"], since, day_or_none(row["until"]))


def from_helped(helped: Helped) -> Row:
    """The row of what a dose did."""
    return {
        "id": helped.dose_id,
        "answer": str(helped.answer),
        "minutes": helped.minutes,
        "symptom": helped.symptom,
        "before": helped.before,
        "after": helped.after,
        "entered_by": str(helped.entered_by),
        **from_moment("at", helped.at),
    }


def to_helped(row: Row) -> Helped:
    """What a dose did, of a row."""
    return Helped(
        dose_id=row["id"],
        answer=HelpedAnswer(row["answer"]),
        at=to_moment("at", row),
        minutes=row["minutes"],
        symptom=row["symptom"],
        before=row["before"],
        after=row["after"],
        entered_by=EnteredBy(row["entered_by"]),
    )
