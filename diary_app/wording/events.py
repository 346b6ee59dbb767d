"""The kinds of event, each with one name everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from diary_app.text import _


def event_names() -> Mapping[str, str]:
    """The kinds that the diary offers, by their id in the record."""
    return {
        "infection": _("Infection"),
        "heat": _("Heat"),
        "relapse": _("Relapse"),
        "new_therapy": _("New therapy"),
    }


def event_name(kind: str) -> str:
    """The name of a kind. One that was typed in is its own name: `physio_week` is Physio week."""
    known = {**event_names(), "therapy": _("Therapy")}.get(kind)
    typed = " ".join(kind.replace("_", " ").split())
    return known or typed[:1].upper() + typed[1:]
