"""The kinds of event, each with one name everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diary_app.domain.symptom import Event
from diary_app.text import _
from diary_app.wording.days import short_day


def event_names() -> Mapping[str, str]:
    """The kinds that the diary offers, by their id in the record: triggers, therapy, others."""
    return {**trigger_names(), **therapy_names(), **other_names()}


def trigger_names() -> Mapping[str, str]:
    """What is known to set off more stiffness or spasms in some people."""
    return {
        "infection": _("Infection"),
        "bladder": _("Bladder trouble"),
        "bowel": _("Bowel trouble"),
        "skin": _("Sore skin"),
        "heat": _("Heat"),
        "cold": _("Cold"),
        "stress": _("Stress"),
        "period": _("Period"),
        "tight_clothes": _("Tight clothes"),
        "missed_stretching": _("Missed stretching"),
        "poor_sleep": _("Poor sleep"),
    }


def therapy_names() -> Mapping[str, str]:
    """Therapy and other treatments."""
    return {
        "physio": _("Physiotherapy"),
        "occupational": _("Occupational therapy"),
        "botulinum": _("Botulinum injection"),
        "stretching": _("Stretching"),
        "new_therapy": _("New therapy"),
    }


def other_names() -> Mapping[str, str]:
    """What is neither."""
    return {"relapse": _("Relapse")}


def event_name(kind: str) -> str:
    """The name of a kind. One that was typed in is its own name: `physio_week` is Physio week."""
    known = {**event_names(), "therapy": _("Therapy")}.get(kind)
    typed = " ".join(kind.replace("_", " ").split())
    return known or typed[:1].upper() + typed[1:]


def event_kind(typed: str) -> str:
    """The id of a kind that was typed by its id or its name; any other kind as it was typed."""
    plain = "_".join(typed.casefold().replace("-", " ").replace("_", " ").split())
    by_name = {"_".join(name.casefold().split()): id for id, name in event_names().items()}
    if plain in event_names():
        return plain
    return by_name.get(plain, typed)


def what_else_words(events: Sequence[Event]) -> str:
    """What else was recorded in the week before a jump, "" for nothing. No cause is said."""
    if not events:
        return ""
    named = [f"{event_name(event.kind)} ({short_day(event.at.day)})" for event in events]
    return _("In the week before you also recorded: {events}. That does not say why.").format(
        events=", ".join(named)
    )
