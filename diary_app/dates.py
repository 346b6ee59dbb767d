"""The names of days and months in words, for window, picture, paper and command line alike."""

from __future__ import annotations

from datetime import date

from diary_app.text import _


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
    return f"{day.day} {months()[day.month - 1]}"


def full_day(day: date) -> str:
    """26 October 2026."""
    return f"{long_day(day)} {day.year}"


def short_day(day: date) -> str:
    """26 Oct."""
    return f"{day.day} {short_months()[day.month - 1]}"


def short_full_day(day: date) -> str:
    """26 Oct 2026."""
    return f"{short_day(day)} {day.year}"
