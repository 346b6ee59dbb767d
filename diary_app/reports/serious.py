"""Serious events, first on the paper even when there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from diary_app.domain.adherence import counted
from diary_app.domain.days import Days
from diary_app.domain.flag import SYMPTOM_RULE, Flag
from diary_app.domain.knowledge import Level
from diary_app.domain.matching import State
from diary_app.domain.sheet import matched
from diary_app.domain.symptom import AnswerKind
from diary_app.reports.given import Given
from diary_app.reports.report import Block, Paragraph, Section, Table
from diary_app.text import _, ngettext
from diary_app.wording.days import day_words, moment_words

MOST_ON_PAGE_1 = 4
BEFORE = timedelta(days=3)


def serious_events(given: Given) -> Section:
    """The section for page 1: the newest events, or on how many days somebody looked."""
    found = _serious(given)
    blocks: list[Block] = []
    if found:
        blocks.append(_table(given, found[:MOST_ON_PAGE_1]))
    if len(found) > MOST_ON_PAGE_1:
        words = _("{n} in all, the earlier ones on page 2: {kinds}.")
        blocks.append(Paragraph(words.format(n=len(found), kinds=_kinds(found))))
    blocks.append(Paragraph(_looked(given, bool(found)), quiet=True))
    lesser = _lesser(given)
    if lesser:
        blocks.append(Paragraph(_("To look at together: {list}.").format(list=", ".join(lesser))))
    return Section(_("Serious events"), tuple(blocks), grave=bool(found))


def _kinds(found: Sequence[Flag]) -> str:
    """Confusion 2, Seizure 1: how often each, the most frequent first."""
    counts = Counter(flag.label for flag in found)
    return ", ".join(f"{label} {n}" for label, n in counts.most_common())


def earlier_events(given: Given) -> tuple[Section, ...]:
    """The events that page 1 has no room for."""
    rest = _serious(given)[MOST_ON_PAGE_1:]
    return (
        (Section(_("Earlier serious events"), (_table(given, rest),), grave=True),) if rest else ()
    )


def _serious(given: Given) -> tuple[Flag, ...]:
    """Newest first: what was recorded and calls for a doctor or an emergency."""
    found = [f for f in given.flags if given.inside(f.at) and f.level >= Level.CALL_DOCTOR]
    return tuple(sorted(found, key=lambda flag: flag.at, reverse=True))


def _lesser(given: Given) -> list[str]:
    """What is to be asked or mentioned: name and days, most recent first."""
    found: dict[str, list[str]] = {}
    lower = [f for f in given.flags if given.inside(f.at) and f.level < Level.CALL_DOCTOR]
    for flag in sorted(lower, key=lambda flag: flag.at, reverse=True):
        name = flag.label
        if flag.level is Level.ASK:
            sure = (
                _("{name} (not sure)") if flag.rule == SYMPTOM_RULE else _("{name} (not recorded)")
            )
            name = sure.format(name=name)
        days = found.setdefault(name, [])
        day = day_words(flag.at.day, given.year)
        if day not in days:
            days.append(day)
    return [f"{name} ({_some(days)})" for name, days in found.items()]


def _some(days: list[str]) -> str:
    if len(days) <= 3:
        return ", ".join(days)
    return ngettext("{n} day, last {day}", "{n} days, last {day}", len(days)).format(
        n=len(days), day=days[0]
    )


def _looked(given: Given, any_found: bool) -> str:
    n, of = given.check_days(), given.span.days.count
    if not n:
        words = _("No safety check was answered on these {of} days: there may be others.")
        if not any_found:
            words = _(
                "None recorded. But no safety check was answered on these {of} days, so nobody"
                " asked."
            )
        return words.format(of=of)
    if any_found:
        words = ngettext(
            "No other one recorded on the {n} day with a safety check, of {of}.",
            "No other one recorded on the {n} days with a safety check, of {of}.",
            n,
        )
    else:
        words = ngettext(
            "None recorded on the {n} day with a safety check, of {of}.",
            "None recorded on the {n} days with a safety check, of {of}.",
            n,
        )
    return words.format(n=n, of=of)


def _table(given: Given, flags: tuple[Flag, ...]) -> Table:
    header = (_("When"), _("What"), _("Doses in the 3 days before"), _("What was done"))
    rows = tuple(
        (
            moment_words(flag.at, given.year),
            _what(given, flag),
            doses_before(given, flag),
            _done(given, flag),
        )
        for flag in flags
    )
    return Table(header, rows, strong=1)


def _what(given: Given, flag: Flag) -> str:
    urgent = _("emergency") if flag.level is Level.EMERGENCY else ""
    source = _source(given, flag)
    return f"{flag.label} ({', '.join(filter(None, (source, urgent)))})"


def _source(given: Given, flag: Flag) -> str:
    """Whether it was ticked, logged, read in a text, or follows from the doses."""
    records = {evidence.record for evidence in flag.evidence}
    history = given.history
    if records & {check.id for check in history.checks}:
        return _("safety check")
    if records & {seen.id for seen in history.observations}:
        return _("recorded")
    if records & {note.id for note in history.notes}:
        return _("read in a note, to be confirmed") if flag.confirm else _("read in a note")
    return _("from the dose record")


def doses_before(given: Given, flag: Flag) -> str:
    """What is known of the doses planned in the 3 days before, of the first medicine."""
    plans = given.plans
    if not plans:
        return _("none planned")
    plan = plans[0]
    start = flag.at.shifted(-BEFORE)
    doses = given.history.doses_of(plan.medicine.id)
    answers = matched(
        plan, doses, Days.through(start.day, flag.at.day), given.history.zones
    ).answers
    states = Counter(counted(a, given.now) for a in answers if start <= a.slot.at < flag.at)
    n = sum(states[state] for state in State if state is not State.HELD)
    if not n:
        return _("none planned")
    known = {
        State.NOT_RECORDED: _("{n} not recorded"),
        State.MISSED: _("{n} missed"),
        State.SKIPPED: _("{n} skipped"),
        State.PARTIAL: _("{n} smaller than planned"),
    }
    found = [(states[state], words) for state, words in known.items() if states[state]]
    if not found:
        return _("all {n} taken").format(n=n)
    first = _("{n} of {of}").format(n=found[0][0], of=n)
    parts = [found[0][1].format(n=first), *(words.format(n=count) for count, words in found[1:])]
    return ", ".join(parts)


def _done(given: Given, flag: Flag) -> str:
    answer = flag.acknowledged
    if answer is None:
        return _("not noted")
    words = answer.words.strip()
    if answer.kind is AnswerKind.DISMISSED:
        said = _("patient says it did not happen") + (f": {words}" if words else "")
    else:
        said = words or _("seen by the patient")
    return f"{said}, {day_words(answer.at.day, given.year)}"
