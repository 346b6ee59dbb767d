"""Joining another copy of the diary: looked at first, then whole or not at all, one undo.

What is taken and what is asked: `domain/join.py`. The other copy is an exported JSON file, or the
file of a diary, which is never opened where it lies: a copy of it is.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from diary_app import disk
from diary_app.domain.course import Course, Hold
from diary_app.domain.join import Answers, Choice, Joined, Kind, Question, Rules, join
from diary_app.domain.join_side import MEDICINE, Bundle, Row, Side, Unit, known
from diary_app.domain.medicine import Form
from diary_app.domain.plan import Plan
from diary_app.domain.substance import substance_of
from diary_app.domain.taper import TaperPlan
from diary_app.errors import BadInput, DiaryError
from diary_app.exchange import json_file
from diary_app.frozen import dataclass
from diary_app.services import backups, settings
from diary_app.services.diary import Diary, read_apart, shipped_knowledge
from diary_app.services.records import Record, value_of
from diary_app.storage import locked, plan_rows, queries, transfer
from diary_app.storage.diary_file import Clock, DiaryFile
from diary_app.storage.trail import TrailEntry

RECORDS = {
    "doses": "dose",
    "observations": "symptom",
    "checks": "check",
    "notes": "note",
    "events": "event",
    "falls": "fall",
    "measurements": "measure",
}
_KINDS = RECORDS | {"medicines": "medicine", "courses": "course"}
_NOT_COUNTED = {"readings", "settings"}  # what comes with a record, and how things look
# What belongs to one computer, and never goes to another one.
_OWN = settings.QUIET | {"backup_folder", "stay_in_tray", "reminders", "demo"}
# Own words, a number to call, a time of doses and what a rule needs to know are asked; of all else
# either will do.
_ASKED = {
    "allergies",
    "also_taken",
    "born",
    "carer_name",
    "day_parts",
    "history",
    "name",
    "next_of_kin",
    "next_visit",
    "other_medicines",
    "pump_model",
    "pump_place",
}


@dataclass(frozen=True)
class Other:
    """Another copy: its rows by table, and its trail."""

    tables: dict[str, list[dict[str, Any]]]
    past: tuple[TrailEntry, ...]


@dataclass(frozen=True)
class Decided:
    """What a person decided, in words that a person knows: medicines by their names, "+" for two
    and "" for one that stays out. `each` is by kind and `Asked.id`.
    """

    prefer: Choice | None = None
    each: Mapping[tuple[str, str], Choice] = field(default_factory=dict)
    medicines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What a person must decide. `about` is a medicine's name or the record's id, `id` what answers
    it; `here` and `there` are plans or records or rows as they stand, empty for none.
    """

    kind: Kind
    id: str
    about: str
    here: tuple[Plan | Record | Mapping[str, Any], ...]
    there: tuple[Plan | Record | Mapping[str, Any], ...]


@dataclass(frozen=True)
class Found:
    """What a join would bring or brought: rows by kind, how many are there already, how many
    change here, and what must be decided before anything is stored. `settled` are the settings
    that both changed and that need no decision: one value stands by rule.
    """

    new: dict[str, int]
    already_there: int
    changed: int
    questions: tuple[Asked, ...]
    settled: tuple[str, ...] = ()


def of_json(text: str) -> Other:
    """The copy in an exported file. Raises BadInput for what is none, and names the place."""
    document = json_file.read(text)
    _refuse_odd_settings(document.tables.get("settings", []))
    transfer.refuse_unsound(document.tables)
    return Other(document.tables, tuple(transfer.entry_of(entry) for entry in document.trail))


def of_file(path: Path, beside: Path, clock: Clock) -> Other:
    """The copy in the file of a diary, of this version or an older one; its bytes stay as they are.

    It is copied beside the own diary `beside` first: what is locked stays locked.
    Raises DiaryError for a file that is damaged, newer, no diary, or locked with a key not held.
    """
    with disk.refusals(path), disk.unfinished(beside) as copy:
        shutil.copyfile(path, copy)
        with DiaryFile.open(copy, clock) as file:
            return Other(transfer.rows(file), tuple(file.trail()))


@dataclass(frozen=True)
class Worked:
    """What a join would do, worked out from the diary as it stood after `edits` of its edits."""

    found: Found
    here: Side
    joined: Joined
    edits: int


def work_out(diary: Diary, other: Other, decided: Decided) -> Callable[[], Worked | None]:
    """The work of judging both copies, for another thread: years take seconds. None: this diary
    never held anything, and the whole other one comes. It opens the diary itself; everything is
    tried, nothing is kept.
    """

    def work() -> Worked | None:
        with read_apart(diary) as apart:
            if _comes_whole(apart, other):
                return None
            worked = _worked(apart, other, decided)
            if not worked.found.questions:
                transfer.put_joined(apart.file, worked.here, worked.joined, other.tables, False)
            return worked

    return work


def store(diary: Diary, other: Other, decided: Decided, worked: Worked | None) -> Found:
    """Store what was worked out, in one edit. Where the diary was changed meanwhile it is worked
    out again; where something must be decided first nothing is stored.
    """
    if worked is None or worked.edits != diary.file.edits_so_far():
        return bring(diary, other, decided)
    return _stored(diary, other, worked, keep=True)


def look(diary: Diary, other: Other, decided: Decided) -> Found:
    """What joining would do. Everything is tried, nothing is kept."""
    return _bring(diary, other, decided, keep=False)


def bring(diary: Diary, other: Other, decided: Decided) -> Found:
    """Join the other copy, in one edit. Where something must be decided first nothing is stored.

    Into a diary that never held anything the whole other one comes, its trail included.
    """
    return _bring(diary, other, decided, keep=True)


def is_copy(path: Path) -> bool:
    """Whether the file is a diary itself, or may be a locked one: no text and no archive."""
    with path.open("rb") as file:
        begins = file.read(4096)
    return b"\0" in begins and not begins.startswith(b"PK") and locked.is_diary(path)


def goes_on_from_one(diary: Diary, other: Other) -> bool:
    """Whether both are copies of one diary: else another person may have written the other one."""
    own = transfer.side(diary.file, {}, diary.file.trail())
    theirs = transfer.side(diary.file, {}, other.past)
    return not known(own).isdisjoint(known(theirs))


def is_empty(diary: Diary) -> bool:
    """Whether the diary holds no medicine and no record yet."""
    return transfer.is_empty(diary.file)


def _comes_whole(diary: Diary, other: Other) -> bool:
    return bool(other.past) and not diary.file.trail_began()


def _bring(diary: Diary, other: Other, decided: Decided, keep: bool) -> Found:
    if _comes_whole(diary, other):
        counts = transfer.put_whole(diary.file, other.tables, other.past, keep)
        new = Counter[str]()
        for table, n in counts.items():
            if n and table not in _NOT_COUNTED:
                new[_KINDS.get(table, "other")] += n
        return Found(dict(new), 0, 0, ())
    return _stored(diary, other, _worked(diary, other, decided), keep)


def _worked(diary: Diary, other: Other, decided: Decided) -> Worked:
    here = transfer.own_side(diary.file)
    there = transfer.side(diary.file, other.tables, other.past)
    joined = join(here, there, _answers(here, there, decided), _rules())
    names = _names(here, there)
    asked = tuple(_asked(question, names) for question in joined.questions)
    found = _counted(here, there, joined, asked)
    return Worked(found, here, joined, diary.file.edits_so_far())


def _stored(diary: Diary, other: Other, worked: Worked, keep: bool) -> Found:
    here, joined = worked.here, worked.joined
    if joined.questions:
        return worked.found
    if keep and transfer.changes_something(here, joined):
        backups.note(diary, backups.make(diary).at)
        noted = diary.file.rows("settings", "WHERE id = 'last_backup'")
        now = {("settings", str(row["id"])): row for row in noted}
        here = replace(here, rows={**here.rows, **now})
        joined = replace(joined, rows={**joined.rows, **now})
    transfer.put_joined(diary.file, here, joined, other.tables, keep)
    return worked.found


def _counted(here: Side, there: Side, joined: Joined, asked: tuple[Asked, ...]) -> Found:
    brought = [key for key, row in joined.rows.items() if here.rows.get(key) != row]
    new = Counter(
        _KINDS.get(key[0], "other")
        for key in brought
        if key not in here.rows
        and key[0] not in _NOT_COUNTED
        and not joined.rows[key].get("removed")
    )
    changed = sum(key in here.rows for key in brought)
    same = sum(here.rows.get(key) == row for key, row in there.rows.items())
    settled = tuple(unit[1] for unit in joined.settled)
    return Found(dict(sorted(new.items())), same, changed, asked, settled)


def _answers(here: Side, there: Side, decided: Decided) -> Answers:
    ours = {name.casefold(): id for id, name in _medicines(here).items()}
    given = {" ".join(name.casefold().split()): to for name, to in decided.medicines.items()}
    found = dict[str, str]()
    for id, name in _medicines(there).items():
        answer = given.get(" ".join(name.casefold().split()))
        if answer is not None:
            found[id] = answer if answer in ("", "+") else ours.get(answer.casefold(), "?")
    return Answers(decided.prefer, decided.each, found)


def _medicines(side: Side) -> dict[str, str]:
    return {key[1]: str(row["name"]) for key, row in side.rows.items() if key[0] == MEDICINE}


def _names(here: Side, there: Side) -> dict[str, str]:
    return _medicines(there) | _medicines(here)


def _rules() -> Rules:
    def own(unit: Unit) -> bool:
        return unit[0] == "settings" and unit[1] in _OWN

    def harmless(unit: Unit) -> bool:
        asked = unit[1] in _ASKED or unit[1].endswith("_phone")
        return unit[0] == "settings" and not asked

    def may_be_one(here: Row, there: Row) -> bool:
        if str(here["name"]).casefold() == str(there["name"]).casefold():
            return True
        one, other = plan_rows.to_medicine(dict(here)), plan_rows.to_medicine(dict(there))
        if (one.form is Form.PUMP) != (other.form is Form.PUMP):
            return False
        substance = substance_of(one, shipped_knowledge())
        return substance is not None and substance == substance_of(other, shipped_knowledge())

    return Rules(own, harmless, may_be_one)


def _asked(question: Question, names: Mapping[str, str]) -> Asked:
    about = question.about
    if question.kind == "medicine":
        here = tuple(_plain(row) for row in question.here.values())
        there = tuple(_plain(row) for row in question.there.values())
        return Asked("medicine", about, names.get(about, about), here, there)
    if question.kind == "plan":
        name = names.get(about, about)
        sides = (_plan(about, question, question.here), _plan(about, question, question.there))
        return Asked("plan", about, name, *sides)
    return Asked("record", about, about, _records(question.here), _records(question.there))


def _plain(row: Row) -> dict[str, Any]:
    return dict(row)


def _plan(id: str, question: Question, side: Bundle) -> tuple[Plan | Mapping[str, Any], ...]:
    """The plan of one side, with the medicine as it is there or, where that is not asked, here."""
    medicine = side.get((MEDICINE, id)) or question.medicine
    if medicine is None:
        return ()
    courses, holds, tapers = list[Course](), list[Hold](), list[TaperPlan]()
    for (table, _id), row in sorted(side.items()):
        match table:
            case "courses":
                courses.append(plan_rows.to_course(dict(row)))
            case "holds":
                holds.append(plan_rows.to_hold(dict(row)))
            case "tapers":
                tapers.append(plan_rows.to_taper(dict(row)))
    own = plan_rows.to_medicine(dict(medicine))
    return (Plan(own, tuple(courses), tuple(holds), tuple(tapers)),)


def _records(side: Bundle) -> tuple[Record | Mapping[str, Any], ...]:
    found = list[Record | Mapping[str, Any]]()
    for (table, _id), row in sorted(side.items()):
        plain = _plain(row)
        if table in RECORDS:
            at = queries.moment_of_row(plain)
            found.append(Record(table, value_of(table, plain), at, bool(row["removed"])))
        elif table != "readings":
            found.append(plain)
    return tuple(found)


def _refuse_odd_settings(rows: list[dict[str, Any]]) -> None:
    for number, row in enumerate(rows, 1):
        name = row.get("id")
        try:
            sound = settings.is_sound(str(name), json.loads(row["value"]))
        except (KeyError, RecursionError, TypeError, ValueError):
            sound = False
        if not sound:
            why = DiaryError("row_unsound", id=str(name)[:60], table="settings", number=number)
            raise BadInput("import_refused", why=why)
