"""One page for the person: how the last week went, in plain words. Not for the doctor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from diary_app.domain.adherence import counted
from diary_app.domain.days import Days
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.knowledge import Entry, Level
from diary_app.domain.matching import State
from diary_app.domain.moment import Moment
from diary_app.domain.sheet import matched
from diary_app.domain.trends import symptom_figures
from diary_app.frozen import dataclass
from diary_app.reports.pdf import drawn
from diary_app.reports.report import Paper
from diary_app.text import _, ngettext
from diary_app.wording.days import days_words, short_day, short_full_day, short_weekdays
from diary_app.wording.events import event_name
from diary_app.wording.numbers import listed
from diary_app.wording.symptoms import short_label, value_words
from diary_app.wording.writing import number_words

_MOST_SYMPTOMS = 6  # for a page that is read at a glance


@dataclass(frozen=True)
class WeekDay:
    """One line of the table: the day, its doses, how it was, what else there was."""

    day: str
    doses: str
    symptoms: str
    more: str


@dataclass(frozen=True)
class Week:
    """All that stands on the page, in words."""

    title: str
    about: str
    heads: tuple[str, str, str, str]
    days: tuple[WeekDay, ...]
    told: tuple[str, ...]
    footer: str
    paper: Paper
    made_at: Moment
    language: str = "en"


def pdf(week: Week) -> bytes:
    """The page as a tagged PDF. The same week gives the same bytes."""
    return drawn("week.typ", week, week.made_at)[1]


def picture(week: Week, ppi: float = 144) -> bytes:
    """The page as a PNG picture."""
    compiler, _paper = drawn("week.typ", week, week.made_at)
    made = compiler.compile(format="png", ppi=ppi)
    pages = made if isinstance(made, list) else [made]
    assert isinstance(pages[0], bytes)
    return pages[0]


def build(
    history: History,
    entries: Sequence[Entry],
    flags: Sequence[Flag],
    days: Days,
    now: Moment,
    paper: Paper = Paper.A4,
) -> Week:
    """The week of `days`; `entries` are the symptoms to tell of, in their order."""
    states = _states(history, days, now)
    shown = [entry for entry in entries if _rated(history, entry, days)][:_MOST_SYMPTOMS]
    return Week(
        title=_("My week"),
        about=days_words(days),
        heads=(_("Day"), _("Doses"), _("How it was"), _("What else")),
        days=tuple(
            WeekDay(
                day=f"{short_weekdays()[day.weekday()]} {short_day(day)}",
                doses=_doses(states.get(day, _DayDoses())),
                symptoms=_symptoms(history, shown, day),
                more=_more(history, flags, day),
            )
            for day in days
            if day <= now.day
        ),
        told=tuple(_told(history, states, shown, days)),
        footer=_(
            "Made for yourself with Dose Diary on {day}. A day without a record is empty; it does "
            "not say how the day was. The summary for the doctor is another page."
        ).format(day=short_full_day(now.day)),
        paper=paper,
        made_at=now,
    )


@dataclass(frozen=True)
class _DayDoses:
    """The states of a day's slots as the figures count them, and the doses beside the plan.

    `needed`: how many of a medicine that is taken when needed; `extra`: the others.
    """

    states: tuple[State, ...] = ()
    needed: int = 0
    extra: int = 0


def _states(history: History, days: Days, now: Moment) -> dict[date, _DayDoses]:
    """What is known of the doses of each day that were to be taken by now, and of all others."""
    found: dict[date, _DayDoses] = {}
    for plan in history.plans:
        own = matched(plan, history.doses_of(plan.medicine.id), days, history.zones)
        for answered in own.answers:
            state = counted(answered, now)
            if state is not None and state is not State.HELD:
                day = found.get(answered.slot.day, _DayDoses())
                found[answered.slot.day] = replace(day, states=(*day.states, state))
        for dose in own.extras:
            at = dose.taken_at.day
            day, needed = found.get(at, _DayDoses()), plan.as_needed_on(at) is not None
            found[at] = replace(day, needed=day.needed + needed, extra=day.extra + (not needed))
    return found


def _doses(doses: _DayDoses) -> str:
    count = doses.states.count
    counts = (
        (_("{n} taken"), count(State.TAKEN)),
        (_("{n} partly taken"), count(State.PARTIAL)),
        (_("{n} skipped"), count(State.SKIPPED)),
        (_("{n} missed"), count(State.MISSED)),
        (_("{n} not recorded"), count(State.NOT_RECORDED)),
        (_("{n} when needed"), doses.needed),
        (_("{n} besides the plan"), doses.extra),
    )
    return ", ".join(words.format(n=n) for words, n in counts if n)


def _rated(history: History, entry: Entry, days: Days) -> bool:
    return any(o.symptom == entry.id and o.at.day in days for o in history.observations)


def _symptoms(history: History, shown: Sequence[Entry], day: date) -> str:
    """The strongest of each symptom that day."""
    told = []
    for entry in shown:
        values = [
            seen.value
            for seen in history.observations
            if seen.symptom == entry.id and seen.at.day == day and seen.value is not None
        ]
        if values:
            worst = min(values) if entry.scale.best else max(values)
            told.append(f"{short_label(entry)} {value_words(entry, worst)}")
    return listed(told)


def _more(history: History, flags: Sequence[Flag], day: date) -> str:
    parts = [flag.label for flag in flags if flag.at.day == day and flag.level > Level.ASK]
    parts += [_("A fall") for fall in history.falls if fall.at.day == day]
    parts += [event_name(event.kind) for event in history.events if event.at.day == day]
    notes = sum(note.at.day == day for note in history.notes)
    if notes:
        parts.append(ngettext("{n} note", "{n} notes", notes).format(n=notes))
    return listed(list(dict.fromkeys(parts)))


def _told(
    history: History, states: dict[date, _DayDoses], shown: Sequence[Entry], days: Days
) -> list[str]:
    """The week in sentences, each with the number of days it rests on."""
    every = [state for doses in states.values() for state in doses.states]
    unknown = every.count(State.NOT_RECORDED)
    told = []
    if every:
        told.append(
            ngettext(
                "{known} of {n} planned dose is recorded.",
                "{known} of {n} planned doses are recorded.",
                len(every),
            ).format(known=len(every) - unknown, n=len(every))
        )
    for entry in shown:
        own = symptom_figures(
            entry.id, history.observations, history.checks, days, entry.scale.best > 0
        )
        if own.median_when_present is None or entry.scale.is_open:
            continue
        words = ngettext(
            "{symptom}: recorded on {n} day, middle value {value}.",
            "{symptom}: recorded on {n} days, middle value {value}.",
            own.asked,
        )
        middle = number_words(Decimal(str(own.median_when_present)))
        told.append(words.format(symptom=short_label(entry), n=own.asked, value=middle))
    falls = sum(fall.at.day in days for fall in history.falls)
    if falls:
        told.append(
            ngettext("{n} fall is recorded.", "{n} falls are recorded.", falls).format(n=falls)
        )
    return told
