"""What two copies of a diary say differently: each version in words, and what a join did."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from diary_app.domain.course import Hold
from diary_app.domain.deeds import RecordValue
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.moment import Moment
from diary_app.domain.plan import Plan
from diary_app.text import _, ngettext
from diary_app.wording.days import full_day, stamp
from diary_app.wording.plans import taper_lines
from diary_app.wording.records import record_words, remark_words
from diary_app.wording.schedules import course_words
from diary_app.wording.settings import setting_names

_OF_A_ROW = ("words", "text", "with_whom", "count", "day", "alarm_date", "refill_by", "answer")


def plan_lines(plan: Plan) -> list[str]:
    """Every course, pause and step of a plan, a line each."""
    lines = [course_words(course) for course in plan.courses]
    lines += [_hold_words(hold) for hold in plan.holds]
    for taper in plan.tapers:
        lines += [_("steps as they were given:"), *taper_lines(taper)]
    return lines or [_("no plan")]


def _hold_words(hold: Hold) -> str:
    first = full_day(hold.days.since)
    if hold.days.last is None:
        return _("on hold from {first}, no end given").format(first=first)
    return _("on hold from {first} to {last}").format(first=first, last=full_day(hold.days.last))


def record_lines(
    value: RecordValue, at: Moment, medicine: str, knowledge: Sequence[KnowledgeBase]
) -> list[str]:
    """What a record says and when."""
    lines = [f"{stamp(at)}: {record_words(value, medicine, knowledge)}"]
    remark = remark_words(value, knowledge)
    if remark:
        lines.append(remark)
    return lines


def settled_words(names: Sequence[str]) -> str:
    """What is said of settings that both changed and that nobody is asked about, "" for none."""
    if not names:
        return ""
    words = _(
        "Changed in both, and set to one of the two by itself: {names}. Look at it in Settings."
    )
    return words.format(names=setting_names(names))


def row_lines(row: Mapping[str, object]) -> list[str]:
    """Something that is no record of the log: a setting, a fact, a question, a count."""
    if row.keys() >= {"id", "value"}:
        try:
            value = json.loads(str(row["value"]))
        except ValueError:
            value = row["value"]
        return [_("{name}: {value}").format(name=setting_names([str(row["id"])]), value=value)]
    said = [str(row[name]) for name in _OF_A_ROW if row.get(name) not in (None, "")]
    return said or [str(row.get("name", row.get("id", "")))]


def brought_words(new: str, changed: int) -> str:
    """What a join brought; `new` is the count of what is new, "" for nothing."""
    if not new and not changed:
        return _("Both copies say the same. Nothing had to be changed.")
    if not changed:
        return _("Joined. New: {what}.").format(what=new)
    words = ngettext(
        "Joined. New: {what}. {n} thing here was changed.",
        "Joined. New: {what}. {n} things here were changed.",
        changed,
    )
    return words.format(what=new or _("nothing"), n=changed)
