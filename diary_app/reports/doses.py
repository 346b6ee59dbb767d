"""The doses in four figures, each with what it counts in words; never a verdict."""

from __future__ import annotations

import re
from dataclasses import replace

from diary_app.domain.adherence import Figures as DoseFigures
from diary_app.domain.adherence import Share
from diary_app.domain.gaps import Gap
from diary_app.domain.plan import Plan
from diary_app.reports.given import Given
from diary_app.reports.report import Block, Figure, Figures, Paragraph, Section, Table
from diary_app.text import _, ngettext
from diary_app.wording.days import day_words
from diary_app.wording.numbers import listed, number, percent

NOTHING = "\N{EN DASH}"


def doses_section(given: Given) -> Section:
    """The figures of the first medicine large, those of the others in a table."""
    scheduled = [(plan, found) for plan, found in given.figures if found.planned]
    blocks: list[Block] = []
    if scheduled:
        (plan, found), *others = scheduled
        blocks.append(_four(given, found))
        blocks += [Paragraph(words, quiet=True) for words in (_rest(plan, found),) if words]
        blocks += [Paragraph(words) for words in (_whole_days(found),) if words]
        if others:
            blocks.append(_others(given, others))
    else:
        blocks.append(Paragraph(_("No planned dose lies in these days, so nothing is counted.")))
    blocks += [
        Paragraph(words) for plan, found in given.figures for words in _as_needed(plan, found)
    ]
    return Section(_("Doses"), tuple(blocks), aside=_sufficiency(given))


def _sufficiency(given: Given) -> str:
    """How much of the period is recorded at all."""
    entries, of, checks = given.entry_days(), given.span.days.count, given.check_days()
    words = _("entries on {n} of {of} days, a safety check on {checks}")
    return words.format(n=entries, of=of, checks=checks)


def _four(given: Given, found: DoseFigures) -> Figures:
    taken = _("{n} of {of}").format(n=found.taken, of=found.recorded)
    longest = _longest(given, found)
    return Figures(
        (
            Figure(taken, _("recorded doses taken as planned"))
            if found.recorded
            else Figure(NOTHING, _("no planned dose is recorded")),
            Figure(str(found.not_recorded), _unbroken(_unrecorded(found))),
            _full_days(found.full_dose_days),
            replace(longest, words=_unbroken(longest.words)),
        )
    )


def _full_days(full: Share) -> Figure:
    if not full.of:
        return Figure(NOTHING, _("no day has all its doses recorded"))
    words = ngettext(
        "of {of} fully recorded day with every dose taken",
        "of {of} fully recorded days with every dose taken",
        full.of,
    )
    return Figure(str(full.n), words.format(of=full.of))


def _unrecorded(found: DoseFigures) -> str:
    """The range that the doses nobody recorded leave open; counts alone where it is too thin."""
    counts = _("of {of} not recorded").format(of=found.planned)
    if found.low is None or found.high is None:
        return _("{counts}: too few for a percentage").format(counts=counts)
    if found.not_recorded == 0:
        return _("{counts}: {low} taken").format(counts=counts, low=percent(found.low))
    words = _("{counts}: between {low} and {high} taken")
    return words.format(counts=counts, low=percent(found.low), high=percent(found.high))


def _longest(given: Given, found: DoseFigures) -> Figure:
    """The longest certain time without a dose; what was not recorded is told apart from it."""
    gap, possible = found.longest_gap, found.longest_gap_possible
    if possible is None:
        return Figure(NOTHING, _("longest time without a dose: not known"))
    perhaps = _("{hours}, {day}, if nothing else was taken").format(
        hours=_hours(possible), day=day_words(possible.since.day, given.year)
    )
    if gap is None:
        return Figure(NOTHING, _("longest time without a dose: not known; {p}").format(p=perhaps))
    day = day_words(gap.since.day, given.year)
    if possible == gap:
        return Figure(_hours(gap), _("longest time without a dose, {day}").format(day=day))
    words = _("longest certain time without a dose, {day}; {perhaps}")
    return Figure(_hours(gap), words.format(day=day, perhaps=perhaps))


def _unbroken(words: str) -> str:
    """The words with no line break between a number and its sign."""
    return re.sub(r"(\d) (%|h\b|mg\b|min\b)", "\\1\N{NO-BREAK SPACE}\\2", words)


def _hours(gap: Gap) -> str:
    return _("{n} h").format(n=round(gap.hours))


def _rest(plan: Plan, found: DoseFigures) -> str:
    """What the four figures leave open: why not taken, extra doses, amounts, time of day."""
    parts = [
        _count(found.skipped, ngettext("{n} skipped", "{n} skipped", found.skipped)),
        _count(found.missed, ngettext("{n} missed", "{n} missed", found.missed)),
        _count(
            found.partial,
            ngettext("{n} smaller than planned", "{n} smaller than planned", found.partial),
        ),
        _count(found.extra, ngettext("{n} extra dose", "{n} extra doses", found.extra)),
        _count(
            found.held, ngettext("{n} paused by the doctor", "{n} paused by the doctor", found.held)
        ),
    ]
    if found.recorded and found.mg_planned.value:
        words = _("recorded as taken {taken} of {planned} planned")
        parts.append(words.format(taken=found.mg_taken, planned=found.mg_planned))
    timing = found.within_window
    if timing.of and timing.minutes is not None:
        words = _("{n} of {of} within {minutes} min of the planned time")
        parts.append(words.format(n=timing.n, of=timing.of, minutes=number(timing.minutes)))
    counted = listed(parts)
    return f"{plan.medicine.name}: {counted}" if counted else ""


def _whole_days(found: DoseFigures) -> str:
    """Days of which nothing is known are told apart from days that are known to be without."""
    unknown, without = found.days_not_recorded, found.days_without
    parts = [
        _count(
            unknown,
            ngettext(
                "No dose recorded at all on {n} day", "No dose recorded at all on {n} days", unknown
            ),
        ),
        _count(
            without,
            ngettext(
                "recorded as without a dose: {n} day",
                "recorded as without a dose: {n} days",
                without,
            ),
        ),
    ]
    return listed(parts)


def _count(n: int, words: str) -> str:
    return words.format(n=n) if n else ""


def _others(given: Given, others: list[tuple[Plan, DoseFigures]]) -> Table:
    header = (
        _("Other medicines"),
        _("Taken of recorded"),
        _("Not recorded of planned"),
        _("Days with every dose"),
        _("Longest time without"),
    )
    return Table(header, tuple(_other(given, plan, found) for plan, found in others))


def _other(given: Given, plan: Plan, found: DoseFigures) -> tuple[str, ...]:
    gap, of = found.longest_gap, _("{n} of {of}")
    known = found.full_dose_days
    return (
        plan.medicine.name,
        of.format(n=found.taken, of=found.recorded),
        of.format(n=found.not_recorded, of=found.planned),
        of.format(n=known.n, of=known.of),
        _("not known") if gap is None else f"{_hours(gap)}, {day_words(gap.since.day, given.year)}",
    )


def _as_needed(plan: Plan, found: DoseFigures) -> list[str]:
    use = found.as_needed
    if use is None:
        return []
    words = ngettext(
        "{medicine}, only when needed: {n} dose on {days} of {of} days",
        "{medicine}, only when needed: {n} doses on {days} of {of} days",
        use.doses,
    ).format(medicine=plan.medicine.name, n=use.doses, days=use.days_used, of=use.days)
    if not use.doses:
        words = ngettext(
            "{medicine}, only when needed: no dose recorded on {of} day",
            "{medicine}, only when needed: no dose recorded on {of} days",
            use.days,
        )
        return [words.format(medicine=plan.medicine.name, of=use.days)]
    most = _("at most {amount} in a day").format(amount=use.most_amount)
    above = ""
    if use.days_above_maximum is not None:
        above = ngettext(
            "above the prescriber's maximum on {n} day",
            "above the prescriber's maximum on {n} days",
            use.days_above_maximum,
        ).format(n=use.days_above_maximum)
    return [listed([words, most, above])]
