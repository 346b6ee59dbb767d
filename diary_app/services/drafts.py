"""What is typed in a form and not saved yet: kept in the diary, so that no crash takes it along.

A draft is no record: it has no undo step and no trail, and no export carries it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from diary_app.domain.moment import Moment
from diary_app.services.diary import Diary
from diary_app.services.medicines import all_plans
from diary_app.services.symptoms import entry
from diary_app.storage.columns import from_moment, json_text, to_moment


@dataclass(frozen=True, slots=True)
class Draft:
    """When it was typed last, and what each field holds, by the field's name."""

    at: Moment
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that waits: of what kind its form is, the id that it is about, and that one's name,
    "" for none. `which` tells two forms about the same thing apart.
    """

    form: str
    at: Moment
    kind: str
    about: str
    name: str
    which: str


def keep(diary: Diary, form: str, texts: Mapping[str, str]) -> None:
    """Keep what the form called `form` holds now. Raises DiaryError where it cannot be stored."""
    # A text that is no Unicode cannot be stored; the rest of it is worth keeping.
    storable = json_text(dict(texts)).encode("utf-8", "replace").decode()
    diary.file.keep_draft({"id": form, **from_moment("at", diary.now()), "texts": storable})


def of(diary: Diary, form: str) -> Draft | None:
    """What was typed in `form` and never saved, None for nothing."""
    for row in diary.file.rows("drafts", "WHERE id = ?", [form]):
        return Draft(to_moment("at", row), json.loads(row["texts"]))
    return None


def waiting(diary: Diary) -> dict[str, Draft]:
    """Every draft by its form, the latest first."""
    rows = diary.file.rows("drafts", "ORDER BY at_utc DESC, id")
    return {row["id"]: Draft(to_moment("at", row), json.loads(row["texts"])) for row in rows}


def begun(diary: Diary) -> tuple[Begun, ...]:
    """What was begun and never saved, the latest first. What it was about may be gone by now."""
    waits = waiting(diary)
    names = {plan.medicine.id: plan.medicine.name for plan in all_plans(diary)} if waits else {}
    found = []
    for form, draft in waits.items():
        kind, about, which = [*form.split(" ", 2), "", ""][:3]
        symptom = entry(diary, about) if kind == "symptom" else None
        name = symptom.label if symptom else names.get(about, "")
        found.append(Begun(form, draft.at, kind, about, name, which))
    return tuple(found)


def throw_away(diary: Diary, form: str) -> None:
    """Let go of what was typed in `form`."""
    diary.file.drop_draft(form)


@contextmanager
def finishing(diary: Diary, form: str) -> Iterator[None]:
    """What is stored inside was typed in `form`: its draft goes in the same transaction."""
    with diary.file.finishing(form):
        yield
