"""Serious events, first on the paper even when there are none: gravest first, then newest.

Symptom events stand one by one, as many as page 1 holds and every emergency; what follows from the
doses stands one line a rule, with each of its dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from diary_app.domain.adherence import counted
from diary_app.domain.days import Days
from diary_app.domain.flag import SYMPTOM_RULE, Flag
from diary_app.domain.knowledge import Level
from diary_app.domain.matching import State
from diary_app.domain.moment import Moment
from diary_app.domain.schedule import pump_rate
from diary_app.domain.sheet import matched
from diary_app.domain.symptom import AnswerKind
from diary_app.reports.given import Given
from diary_app.reports.report import Block, Elsewhere, Paragraph, Section, Table
from diary_app.text import _, ngettext
from diary_app.wording.days import day_words, listed_days, moment_words

MOST_ON_PAGE_1 = 4
MOST_EMERGENCIES = 6  # one by one; those of a kind beyond that in one line
MOST_DATES = 40
BEFORE = timedelta(days=3)


def serious_events(given: Given) -> Section:
    """The section for page 1: events, what the doses say, and on how many days somebody looked."""
    found = _events(given)
    shown, rest = _parted(found)
    by_rule = _by_rule(given)
    blocks: list[Block] = []
    if shown:
        blocks.append(_table(given, shown))
    blocks += [Paragraph(words) for words in _emergencies_left(given, rest)]
    if rest:
        blocks.append(_further(rest))
    if by_rule:
        gravest_first = not shown or by_rule[0][0].level > shown[0].level
        blocks.insert(0 if gravest_first else len(blocks), _rules_table(given, by_rule))
    blocks.append(Paragraph(_looked(given, bool(found or by_rule)), quiet=True))
    lesser = _lesser(given)
    if lesser:
        blocks.append(Paragraph(_("To look at together: {list}.").format(list=", ".join(lesser))))
    return Section(_("Serious events"), tuple(blocks), grave=bool(found or by_rule))


def earlier_events(given: Given) -> tuple[Section, ...]:
    """The events that page 1 has no room for, and the dates of a rule that it has none for."""
    _shown, rest = _parted(_events(given))
    found = [] if not rest else [Section(_title(), (_table(given, rest),), grave=True)]
    many = [flags for flags in _by_rule(given) if len(flags) > MOST_DATES]
    if many:
        lines = tuple(
            Paragraph(
                _("{name}: {days}.").format(name=flags[0].label, days=_dates(given, flags, 0))
            )
            for flags in many
        )
        found.append(Section(_every_date(), lines, fine=True))
    return tuple(found)


def _title() -> str:
    return _("Other serious events")


def _every_date() -> str:
    return _("Every date from the dose record")


def _serious(given: Given) -> list[Flag]:
    """What was recorded and calls for a doctor or an emergency, gravest first, then newest."""
    found = [f for f in given.flags if given.inside(f.at) and f.level >= Level.CALL_DOCTOR]
    found.sort(key=lambda flag: flag.at, reverse=True)
    return sorted(found, key=lambda flag: flag.level, reverse=True)


def _events(given: Given) -> tuple[Flag, ...]:
    return tuple(flag for flag in _serious(given) if flag.rule == SYMPTOM_RULE)


def _parted(found: tuple[Flag, ...]) -> tuple[tuple[Flag, ...], tuple[Flag, ...]]:
    """Those that stand one by one on page 1, and the others."""
    emergencies = sum(flag.level is Level.EMERGENCY for flag in found)
    n = max(MOST_ON_PAGE_1, min(emergencies, MOST_EMERGENCIES))
    return found[:n], found[n:]


def _by_rule(given: Given) -> list[list[Flag]]:
    """The flags that a rule about doses, plan or falls raised, those of one rule together."""
    found: dict[str, list[Flag]] = {}
    for flag in _serious(given):
        if flag.rule != SYMPTOM_RULE:
            found.setdefault(flag.rule, []).append(flag)
    return list(found.values())


def _emergencies_left(given: Given, rest: Iterable[Flag]) -> list[str]:
    """One line for each kind of emergency that is not in the table: how often, and each day."""
    kinds: dict[str, list[Flag]] = {}
    for flag in rest:
        if flag.level is Level.EMERGENCY:
            kinds.setdefault(flag.label, []).append(flag)
    words = _("{name} (emergency), {n} more: {days}.")
    return [
        words.format(name=name, n=len(flags), days=_dates(given, flags, 0))
        for name, flags in kinds.items()
    ]


def _further(rest: Sequence[Flag]) -> Elsewhere:
    n, kinds = len(rest), _kinds(rest)
    paged = ngettext("{n} more on page {page}: {kinds}.", "{n} more on page {page}: {kinds}.", n)
    below = ngettext("{n} more further down: {kinds}.", "{n} more further down: {kinds}.", n)
    return Elsewhere(
        paged.format(n=n, kinds=kinds, page="{page}"), below.format(n=n, kinds=kinds), _title()
    )


def _kinds(found: Sequence[Flag]) -> str:
    """Confusion 2, Seizure 1: how often each, the most frequent first."""
    counts = Counter(flag.label for flag in found)
    return ", ".join(f"{label} {n}" for label, n in counts.most_common())


def _rules_table(given: Given, by_rule: list[list[Flag]]) -> Table:
    header = (_("From doses, plan and falls"), _("How often"), _("On"))
    rows = tuple(
        (_named(flags), str(len(flags)), _dates(given, flags, MOST_DATES)) for flags in by_rule
    )
    return Table(header, rows)


def _named(flags: Sequence[Flag]) -> str:
    if all(flag.level is Level.EMERGENCY for flag in flags):
        return _("{name} (emergency)").format(name=flags[0].label)
    urgent = sum(flag.level is Level.EMERGENCY for flag in flags)
    if urgent:
        words = ngettext("{name} ({n} an emergency)", "{name} ({n} emergencies)", urgent)
        return words.format(name=flags[0].label, n=urgent)
    return flags[0].label


def _dates(given: Given, flags: Sequence[Flag], most: int) -> str:
    """Each day, the newest first; with `most` only so many, and how many are left."""
    days = sorted({flag.at.day for flag in flags}, reverse=True)
    if not most or len(days) <= most:
        return listed_days(days, given.year)
    n = len(days) - most
    words = ngettext("{days}, and {n} earlier one", "{days}, and {n} earlier ones", n)
    return words.format(days=listed_days(days[:most], given.year), n=n)


def _lesser(given: Given) -> list[str]:
    """What is to be asked or mentioned: name and days, most recent first."""
    found: dict[str, list[Flag]] = {}
    lower = [f for f in given.flags if given.inside(f.at) and f.level < Level.CALL_DOCTOR]
    for flag in sorted(lower, key=lambda flag: flag.at, reverse=True):
        name = flag.label
        if flag.level is Level.ASK:
            sure = (
                _("{name} (not sure)") if flag.rule == SYMPTOM_RULE else _("{name} (not recorded)")
            )
            name = sure.format(name=name)
        found.setdefault(name, []).append(flag)
    return [f"{name} ({_some(given, flags)})" for name, flags in found.items()]


def _some(given: Given, flags: Sequence[Flag]) -> str:
    """Each day where they are few, else how many and the last."""
    days = {flag.at.day for flag in flags}
    if len(days) <= 3:
        return listed_days(days, given.year)
    return ngettext("{n} day, last {day}", "{n} days, last {day}", len(days)).format(
        n=len(days), day=day_words(max(days), given.year)
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
    """What is known of the doses planned in the 3 days before, of the medicines the paper is about.

    A pump has no planned doses: where it alone ran, that is said.
    """
    states = _states_before(given, flag.at)
    n = sum(states[state] for state in State if state is not State.HELD)
    if not n:
        courses = [plan.course_on(flag.at.day) for plan in given.main_plans]
        pumped = any(course and pump_rate(course.schedule) is not None for course in courses)
        return _("by pump, not logged here") if pumped else _("none planned")
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


def _states_before(given: Given, at: Moment) -> Counter[State | None]:
    start, zones = at.shifted(-BEFORE), given.history.zones
    found = Counter[State | None]()
    for plan in given.main_plans:
        doses = given.history.doses_of(plan.medicine.id)
        answers = matched(plan, doses, Days.through(start.day, at.day), zones).answers
        found.update(counted(a, given.now) for a in answers if start <= a.slot.at < at)
    return found


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
