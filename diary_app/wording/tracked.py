"""Own things to track: their scales, and the words of these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Observation
from diary_app.domain.tracked import Best, ScaleWords, Tracked, TrackedScale
from diary_app.text import _
from diary_app.wording.days import clock, short_day, span


def tracked_words() -> ScaleWords:
    """The words of each scale, from its lowest value up."""
    low, high = Best.LOW, Best.HIGH
    yes_no = (_("No"), _("Yes"))
    return {
        (TrackedScale.NUMBERS, low): (_("None"), _("Worst I can imagine")),
        (TrackedScale.NUMBERS, high): (_("Very poor"), _("Very good")),
        (TrackedScale.WORDS, low): (
            _("None"),
            _("Mild"),
            _("Moderate"),
            _("Severe"),
            _("Very severe"),
        ),
        (TrackedScale.WORDS, high): (
            _("Very poor"),
            _("Poor"),
            _("Middling"),
            _("Good"),
            _("Very good"),
        ),
        (TrackedScale.YES_NO, low): yes_no,
        (TrackedScale.YES_NO, high): yes_no,
    }


def scale_names() -> Mapping[TrackedScale, str]:
    """What each scale is called where one is chosen."""
    return {
        TrackedScale.NUMBERS: _("a number from 0 to 10"),
        TrackedScale.WORDS: _("five words"),
        TrackedScale.YES_NO: _("yes or no"),
        TrackedScale.COUNT: _("how many times"),
        TrackedScale.NUMBER: _("a number with a unit"),
    }


def tracked_line(tracked: Tracked) -> str:
    """An own thing in one line: Weight, a number with a unit (kg)."""
    scale = scale_names()[tracked.scale]
    if tracked.unit:
        words = _("{name}, {scale} ({unit})")
        return words.format(name=tracked.name, scale=scale, unit=tracked.unit)
    return _("{name}, {scale}").format(name=tracked.name, scale=scale)


def lasted_words(seen: Observation) -> str:
    """How long it lasted: until 14:30 (1 h 10 min), still going; "" for what has no length."""
    if not seen.lasting:
        return ""
    if seen.until is None:
        return _("still going")
    length = seen.until - seen.at
    return _("until {time} ({span})").format(
        time=_ending(seen.at, seen.until), span=length_words(length)
    )


def length_words(length: timedelta) -> str:
    """A length that may be days: 40 min, 3 h, 5 days 4 h."""
    if length < timedelta(days=2):
        return span(length)
    hours = round(length.seconds / 3600)
    if not hours:
        return _("{n} days").format(n=length.days)
    return _("{d} days {h} h").format(d=length.days, h=hours)


def _ending(at: Moment, until: Moment) -> str:
    if at.day == until.day:
        return clock(until)
    return f"{short_day(until.day)} {clock(until)}"
