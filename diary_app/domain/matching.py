"""Which recorded dose answers which slot, and what state that leaves each slot in.

Rules: the command line's contract and `clinical.md` 4.3. A dose bound to a slot answers it. The
others, in order of taken time, answer the nearest free slot whose window they fall in: half the
interval to the neighbouring slot on that side, at most 6 hours; ties go to the earlier slot. Where
the plan has no slot on the day of the dose, or the zone changed since, they reach back to a closed
slot that nobody answered: half the interval, at most 48 hours. What answers none is extra.

A dose whose slot is gone (a changed or corrected plan) follows the slot only where that moved a
little. It is never dealt to another one: the dose of 08:00 is not the one of 14:00.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from diary_app.domain.dose import Dose, Missed, Skipped, Taken
from diary_app.domain.moment import Moment
from diary_app.domain.plan import LONGEST_WINDOW, Slot
from diary_app.frozen import dataclass

OPENS_BEFORE = timedelta(minutes=30)
LONGEST_REACH = timedelta(hours=48)
LONGEST_MOVE = timedelta(hours=3)  # a slot that a plan moves by no more is still the same dose
SHORTEST_DUE, LONGEST_DUE = timedelta(minutes=30), timedelta(minutes=120)


class State(StrEnum):
    """What is known of a slot. The first four are computed from the clock alone."""

    LATER = "later"
    DUE = "due"
    LATE = "late"
    NOT_RECORDED = "not_recorded"
    TAKEN = "taken"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    MISSED = "missed"
    HELD = "held"


@dataclass(frozen=True)
class Window:
    """A slot's times: a dose taken in `[opens, closes]` may answer it.

    That is from `before` the slot to `after` it. It is late once `tolerance` has passed: a quarter
    of the interval to the next slot, held to 30-120 minutes. `reach` is how late a dose may
    still be the slot's where no other slot lies on its day.
    """

    slot: Slot
    before: timedelta
    after: timedelta
    tolerance: timedelta
    reach: timedelta = LONGEST_WINDOW

    @property
    def opens(self) -> Moment:
        """From then on a dose may answer the slot."""
        return self.slot.at.shifted(-self.before)

    @property
    def closes(self) -> Moment:
        """Until then, included, a dose may answer the slot."""
        return self.slot.at.shifted(self.after)

    def holds(self, at: Moment) -> bool:
        """Whether a dose taken `at` may answer the slot."""
        return -self.before <= at - self.slot.at <= self.after


@dataclass(frozen=True)
class Answered:
    """A slot with the dose that answers it, None where nothing does."""

    window: Window
    dose: Dose | None

    @property
    def slot(self) -> Slot:
        """The slot itself."""
        return self.window.slot


@dataclass(frozen=True)
class Matched:
    """Every slot with its answer, and the taken doses that answer none."""

    answers: tuple[Answered, ...]
    extras: tuple[Taken, ...]


def windows_of(slots: Sequence[Slot]) -> tuple[Window, ...]:
    """The windows of the slots of one medicine, given in order of instant.

    The first and last of `slots` are taken to have no neighbour outside: give a day more each side.
    """
    between = [later.at.utc - sooner.at.utc for sooner, later in pairwise(slots)]
    found = []
    for slot, before, after in zip(slots, [None, *between], [*between, None], strict=False):
        tolerance = LONGEST_DUE if after is None else after / 4
        tolerance = min(max(tolerance, SHORTEST_DUE), LONGEST_DUE)
        # Of "N hours after the last one" no next slot is known before it is taken.
        chained = after is None and slot.elapsed
        reach = LONGEST_WINDOW if chained else _half(after, LONGEST_REACH)
        found.append(Window(slot, _half(before), _half(after), tolerance, reach))
    return tuple(found)


def _half(interval: timedelta | None, longest: timedelta = LONGEST_WINDOW) -> timedelta:
    return longest if interval is None else min(interval / 2, longest)


def match(slots: Sequence[Slot], doses: Iterable[Dose]) -> Matched:
    """The answers to the slots of one medicine from its doses. Deterministic.

    `slots` in order of instant; both should reach a day further than what is asked about, so that
    windows know their neighbours.
    """
    windows = windows_of(slots)
    answers: dict[int, Dose] = {}
    free: list[Taken] = []
    untimed: list[Taken] = []
    astray: list[tuple[Moment, Taken]] = []
    bound, nearest = _Bound(windows), _Free(windows)
    for dose in sorted(doses, key=lambda dose: (dose.recorded_at.utc, dose.id)):
        number = bound.slot(dose.planned_at, answers) if dose.planned_at else None
        if number is not None:
            answers[number] = dose
        elif isinstance(dose, Taken) and dose.planned_at and not bound.shared(dose.planned_at):
            astray.append((dose.planned_at, dose))
        elif isinstance(dose, Taken):
            known = dose.time_known or dose.amount is not None
            (free if known else untimed).append(dose)
    # Of a dose whose time and amount nobody knows the nearest slot means nothing. One whose amount
    # is known answers it, as in every diary until now: else the slot would ask for a second dose.
    extras = untimed
    for planned_at, dose in sorted(astray, key=lambda pair: (pair[0].utc, pair[1].id)):
        number = nearest.moved(planned_at, dose.taken_at, answers)
        if number is None:
            extras.append(dose)
        else:
            answers[number] = dose
    for dose in sorted(free, key=_taken_order):
        number = nearest.slot(dose.taken_at, answers)
        if number is None:
            extras.append(dose)
        else:
            answers[number] = dose
    extras.sort(key=_taken_order)
    return Matched(
        tuple(Answered(window, answers.get(n)) for n, window in enumerate(windows)), tuple(extras)
    )


def _taken_order(dose: Taken) -> tuple[datetime, datetime, str]:
    return dose.taken_at.utc, dose.recorded_at.utc, dose.id


class _Bound:
    """Finds the slot a dose was bound to.

    By the clock on the wall, which stays true for somebody who has travelled since; by the instant
    where the plan counts elapsed hours. Two slots share a time where the clocks went forward over
    one of them: the first free one.
    """

    def __init__(self, windows: Sequence[Window]) -> None:
        self.windows = windows
        self.by_clock: dict[datetime, tuple[int, ...]] = {}
        for number, window in enumerate(windows):
            if not window.slot.elapsed:
                clock = window.slot.at.local
                self.by_clock[clock] = (*self.by_clock.get(clock, ()), number)

    @cached_property
    def by_instant(self) -> dict[datetime, tuple[int, ...]]:
        """Only asked where the clock on the wall finds nothing."""
        found: dict[datetime, tuple[int, ...]] = {}
        for number, window in enumerate(self.windows):
            instant = window.slot.at.utc
            found[instant] = (*found.get(instant, ()), number)
        return found

    def slot(self, planned_at: Moment, answers: dict[int, Dose]) -> int | None:
        """The number of that slot, None where it is gone or answered."""
        return next((n for n in self._numbers(planned_at) if n not in answers), None)

    def shared(self, planned_at: Moment) -> bool:
        """Whether the slot is there, so that another dose must hold it."""
        return bool(self._numbers(planned_at))

    def _numbers(self, planned_at: Moment) -> tuple[int, ...]:
        return self.by_clock.get(planned_at.local) or self.by_instant.get(planned_at.utc, ())


class _Free:
    """Finds the slot that a dose without a binding answers."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self.windows = windows
        self.starts = [window.slot.at.utc for window in windows]
        self.days = {window.slot.day for window in windows}

    def slot(self, at: Moment, answers: dict[int, Dose]) -> int | None:
        """The number of the nearest free slot, None where the dose is extra."""
        nearest = self._nearest(at, answers)
        return self._closed(at, answers) if nearest is None else nearest

    def moved(self, planned_at: Moment, at: Moment, answers: dict[int, Dose]) -> int | None:
        """The free slot that stands for the one at `planned_at`, which is gone, of a dose taken
        `at`: the nearest within 3 hours and half the interval to its neighbours; ties as above.

        Slots that count elapsed hours move with the doses before them: there the time decides.
        """
        if any(window.slot.elapsed for window in self.windows):
            return self.slot(at, answers)
        best: tuple[timedelta, int] | None = None
        for number, window in enumerate(self.windows):
            most = min(window.before, window.after, LONGEST_MOVE)
            distance = abs(window.slot.at.local - planned_at.local)
            if number in answers or window.slot.held or distance > most:
                continue
            if window.slot.not_before is not None and at < window.slot.not_before:
                continue
            best = min(best or (distance, number), (distance, number))
        return None if best is None else best[1]

    def _nearest(self, at: Moment, answers: dict[int, Dose]) -> int | None:
        """The nearest free slot whose window holds `at`, the earlier of two equally near."""
        middle = bisect_left(self.starts, at.utc)
        best: int | None = None
        for number in range(max(0, middle - 2), min(len(self.windows), middle + 2)):
            window = self.windows[number]
            if number in answers or window.slot.held or not window.holds(at):
                continue
            if window.slot.not_before is not None and at < window.slot.not_before:
                continue
            distance = abs(window.slot.at - at)
            if best is None or distance < abs(self.starts[best] - at.utc):
                best = number
        return best

    def _closed(self, at: Moment, answers: dict[int, Dose]) -> int | None:
        """The latest closed slot that nobody answered and that a dose `at` may still reach.

        Only from a day without slots (weekly, every other day), or from another zone: on a day
        with slots a dose never reaches over to another day's.
        """
        for number in range(bisect_left(self.starts, at.utc) - 1, -1, -1):
            window = self.windows[number]
            late = at - window.slot.at
            if late > LONGEST_REACH:
                return None
            if number in answers or window.slot.held or not window.after < late <= window.reach:
                continue
            over = window.slot.course_until is not None and at.day >= window.slot.course_until
            day_off = at.day not in self.days and not over
            if day_off or window.slot.at.zone != at.zone:
                return number
        return None


def slot_for(slots: Sequence[Slot], doses: Sequence[Dose], at: Moment) -> Slot | None:
    """The slot that a dose taken `at` would answer, None if it would be extra.

    A dose taken later gives way to it, unless a person named its slot.
    """
    before = [
        dose for dose in doses if not isinstance(dose, Taken) or _named(dose) or dose.taken_at <= at
    ]
    matched = match(slots, before)
    windows = [answered.window for answered in matched.answers]
    taken = {n: a.dose for n, a in enumerate(matched.answers) if a.dose is not None}
    number = _Free(windows).slot(at, taken)
    return None if number is None else windows[number].slot


def _named(dose: Taken) -> bool:
    """Whether a person named the dose's slot."""
    return dose.planned_at is not None and not dose.by_time


def state_of(answered: Answered, now: Moment) -> State:
    """What is known of the slot at `now`."""
    slot = answered.slot
    match answered.dose:
        case Taken(amount=amount):
            less = amount is not None and amount < slot.amount
            return State.PARTIAL if less else State.TAKEN
        case Skipped():
            return State.SKIPPED
        case Missed():
            return State.MISSED
        case None:
            pass
    if slot.held:
        return State.HELD
    since = now - slot.at
    if since < -OPENS_BEFORE:
        return State.LATER
    if since < answered.window.tolerance:
        return State.DUE
    return State.LATE if since < answered.window.after else State.NOT_RECORDED
