"""What is left, and what comes near: refill, alarm, the first day without."""

from __future__ import annotations

from datetime import timedelta

from diary_app.domain.reminding import Countdown, Ends
from diary_app.text import _
from diary_app.wording.days import days_away, long_day


def countdown_words(countdown: Countdown) -> str:
    """What comes near, and when: Refill by 24 December, in 12 days."""
    what = {
        Ends.REFILL_BY: _("Refill by {day}"),
        Ends.ALARM: _("Low-reservoir alarm on {day}"),
        Ends.RUN_OUT: _("First day without: {day}"),
    }[countdown.ends]
    today = countdown.day - timedelta(days=countdown.days_left)
    day = long_day(countdown.day)
    if countdown.day.year != today.year:
        day += f" {countdown.day.year}"
    return f"{what.format(day=day)}, {days_away(countdown.days_left)}"
