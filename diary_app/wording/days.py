"""Days, moments and lengths of time in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from diary_app.domain.days import Days
from diary_app.domain.moment import DAY, Moment, which_of_two
from diary_app.text import _, ngettext
from diary_app.wording.writing import clock_words


def months() -> tuple[str, ...]:
    """January first."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def short_months() -> tuple[str, ...]:
    """Jan first."""
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )


def weekdays() -> tuple[str, ...]:
    """Monday first."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def short_weekdays() -> tuple[str, ...]:
    """Mon first."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def long_day(day: date) -> str:
    """26 October."""
    return _("{day} {whole_month}").format(day=day.day, whole_month=months()[day.month - 1])


def full_day(day: date) -> str:
    """26 October 2026."""
    return _("{day} {whole_month} {year}").format(
        day=day.day, whole_month=months()[day.month - 1], year=day.year
    )


def short_day(day: date) -> str:
    """26 Oct."""
    return _("{day} {month}").format(day=day.day, month=short_months()[day.month - 1])


def short_full_day(day: date) -> str:
    """26 Oct 2026."""
    return _("{day} {month} {year}").format(
        day=day.day, month=short_months()[day.month - 1], year=day.year
    )


def day_name(day: date) -> str:
    """The day spelled out: Sunday 22 November 2026."""
    return _("{weekday} {day}").format(weekday=weekdays()[day.weekday()], day=full_day(day))


def near_day(day: date, today: date) -> str:
    """today, yesterday, or the day in short."""
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    return short_full_day(day)


def days_away(days: int) -> str:
    """How far a day is from today: in 12 days, tomorrow, today, 3 days ago."""
    if days < 0:
        return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
    if days < 2:
        return _("tomorrow") if days else _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def clock(at: Moment) -> str:
    """The wall clock as the person writes it: 08:04, 8:04 am.

    In the night when the clocks go back first 02:30 or second 02:30.
    """
    return _with_which(at, clock_words(at.local.time()))


def plain_clock(at: Moment) -> str:
    """The wall clock as every land reads it, for the command line: 08:04, second 02:30."""
    return _with_which(at, f"{at.local:%H:%M}")


def _with_which(at: Moment, time: str) -> str:
    match which_of_two(at):
        case 1:
            return _("first {time}").format(time=time)
        case 2:
            return _("second {time}").format(time=time)
    return time


def stamp(at: Moment) -> str:
    """A moment as it can be typed again: 2026-11-22 08:04."""
    return f"{at.day.isoformat()} {plain_clock(at)}"


def clock_or_moment(at: Moment, today: date) -> str:
    """A past moment with its day only where that is not today: 08:04, 24 Dec 2025 20:00."""
    return clock(at) if at.day == today else near_moment(at, today)


def near_moment(at: Moment, today: date) -> str:
    """A past moment near `today`: today 08:04, yesterday 21:10, 9 Nov 2026 21:10."""
    return f"{near_day(at.day, today)} {clock(at)}"


def time_ago(gap: timedelta) -> str:
    """How long ago in words: 12 min ago, 4 h 55 min ago, 3 days ago."""
    if gap < timedelta(days=2):
        return _("{span} ago").format(span=span(gap))
    return days_away(-gap.days)


def span(length: timedelta) -> str:
    """A length of time in words: `12 minutes`, `4 h 55 min`, `3 h`."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    hours, rest = divmod(minutes, 60)
    if rest:
        return _("{h} h {m} min").format(h=hours, m=rest)
    return _("{h} h").format(h=hours)


def month_name(day: date) -> str:
    """November 2026."""
    return f"{months()[day.month - 1]} {day.year}"


def days_words(days: Days) -> str:
    """30 Aug to 22 Nov 2026: the first and the last of the days."""
    first, last = days.since, days.end - DAY
    if first >= last:
        return short_full_day(last)
    opening = short_day(first) if first.year == last.year else short_full_day(first)
    return _("{first} to {last}").format(first=opening, last=short_full_day(last))


def moment_words(at: Moment, year: int) -> str:
    """8 Nov 21:40, with the year where it is not `year`."""
    return f"{day_words(at.day, year)} {clock(at)}"


def day_words(day: date, year: int) -> str:
    """8 Nov, with the year where it is not `year`."""
    return short_day(day) if day.year == year else short_full_day(day)


def listed_days(days: Iterable[date], year: int) -> str:
    """Every one of the days, the newest first, those in a row as one: 12 Nov, 3 Nov to 5 Nov."""
    runs: list[Days] = []
    for day in sorted(set(days)):
        if runs and runs[-1].until == day:
            runs[-1] = Days(runs[-1].since, day + DAY)
        else:
            runs.append(Days.of(day))
    return ", ".join(_run_words(run, year) for run in reversed(runs))


def _run_words(run: Days, year: int) -> str:
    first, last = run.since, run.end - DAY
    if first == last:
        return day_words(first, year)
    if run.count == 2:
        return f"{day_words(last, year)}, {day_words(first, year)}"
    return _("{first} to {last}").format(first=short_day(first), last=day_words(last, year))


def spelled_span(days: Days) -> str:
    """24 September to 22 November 2026: the first and the last of the days."""
    first, last = days.since, days.end - DAY
    if first >= last:
        return full_day(last)
    opening = long_day(first) if first.year == last.year else full_day(first)
    return _("{first} to {last}").format(first=opening, last=full_day(last))
