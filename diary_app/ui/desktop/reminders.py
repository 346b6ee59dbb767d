"""The tick that reminds: looks every 30 seconds at plan and log, and says what is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from diary_app.domain.matching import OPENS_BEFORE
from diary_app.domain.moment import Moment
from diary_app.domain.reminding import (
    Countdown,
    DosesOpen,
    Told,
    in_daytime,
    still_true,
    to_say,
)
from diary_app.errors import DiaryError
from diary_app.services import lock, reminders, settings
from diary_app.services.diary import Diary
from diary_app.services.settings import Settings
from diary_app.text import _
from diary_app.ui.desktop.notifier import TRIES, Notifier, Tray, find
from diary_app.wording.days import clock
from diary_app.wording.stock import countdown_words
from diary_app.wording.writing import amount_words

TICK_MS = 30_000
SNOOZES = (10, 30, 60)  # minutes
_DOSES, _DATES, _TEST = "doses", "dates", "test"


class Sent(StrEnum):
    """What became of a notification."""

    TAKEN = "taken"  # the desktop took it; whether it shows it is its own affair
    NO_WAY = "no_way"  # this desktop offers none


class Reminders(QObject):
    """Reminds of open doses and of days that come near, if the patient wants it.

    What was told of a dose is kept in memory only: a diary that is opened tells of what is open.
    """

    altered = Signal()  # what is waiting for the patient has changed
    opened = Signal()  # the patient wants to see the diary
    quit_wanted = Signal()

    def __init__(self, diary: Diary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diary = diary
        self._told: dict[str, Told] = {}
        self._open: tuple[DosesOpen, ...] = ()
        self._dates: tuple[Countdown, ...] = ()
        self._dates_of: date | None = None  # the day they were worked out on; None: again
        self._showing = False  # whether a notification of doses may still be on the screen
        self._dose_tries, self._date_tries = 0, TRIES  # how often the desktop is still asked
        self.notifier: Notifier | None = None
        self.tray: Tray | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(TICK_MS)

    def start(self) -> None:
        """Look for the first time, once the window is there."""
        self.use_tray()
        QTimer.singleShot(0, self, self.tick)

    def stop(self) -> None:
        """Look no more: the diary closes."""
        self._timer.stop()
        if self.tray is not None:
            self.tray.show(shown=False)

    def look_again(self) -> None:
        """The diary has changed."""
        self._dates_of = None
        if self._timer.isActive():
            # After whoever changed it has shown it: a reminder can wait for the screen.
            QTimer.singleShot(0, self, self.tick)

    def tick(self) -> None:
        """Say what is new, take back what has been answered."""
        try:
            self._look()
        except DiaryError:
            return  # the diary cannot be read just now; the session says so

    def _look(self) -> None:
        own, now = settings.load(self._diary), self._diary.now()
        before = self.waiting(), self.next_at()
        self._told = still_true(self._told, now)
        self._open = self._doses(own) if own.reminders else ()
        self._tell_doses(own, now)
        self._tell_dates(own, now)
        if (self.waiting(), self.next_at()) != before:
            self.altered.emit()

    def waiting(self) -> tuple[DosesOpen, ...]:
        """The doses that were told of and are still open, but for those that were put off."""
        now = self._diary.now()
        return tuple(
            one
            for one in self._open
            if (told := self._told.get(one.key)) is not None
            and (told.quiet_until is None or told.quiet_until <= now)
        )

    def next_at(self) -> Moment | None:
        """When a dose that was put off is told of again, None if none was."""
        now = self._diary.now()
        told = (self._told.get(one.key) for one in self._open)
        until = (one.quiet_until for one in told if one is not None)
        return min((at for at in until if at is not None and at > now), default=None)

    def dates(self) -> tuple[Countdown, ...]:
        """The days that come near. Worked out once a day, and after each change."""
        today = self._diary.now().day
        if self._dates_of != today:
            self._dates, self._dates_of = reminders.countdowns(self._diary), today
        return self._dates

    def snooze(self, minutes: int) -> None:
        """Say nothing of the waiting doses for so long."""
        now = self._diary.now()
        until = now.shifted(timedelta(minutes=minutes))
        for one in self.waiting():
            self._told[one.key] = Told(now, until)
        self._take_away()
        self.altered.emit()

    def send_test(self) -> Sent:
        """Send a notification now; what became of it."""
        self.notifier = None  # the desktop may have changed since
        return self._send(_TEST, _("Dose Diary"), _("This is how a reminder looks."))

    def use_tray(self) -> None:
        """Show the icon in the tray if the patient chose to stay there and there is one."""
        wanted = settings.load(self._diary).stay_in_tray
        tray = self._own_tray() if wanted else self.tray
        if tray is not None:
            tray.show(shown=wanted)

    def stays(self) -> bool:
        """Whether closing the window leaves the diary in the tray, where it can be reached."""
        chosen = settings.load(self._diary).stay_in_tray
        return chosen and self.tray is not None and self.tray.shown()

    def _own_tray(self) -> Tray | None:
        if self.tray is None and Tray.there():
            self.tray = Tray()
            self.tray.opened.connect(self.opened)
            self.tray.quit_wanted.connect(self.quit_wanted)
        return self.tray

    def _doses(self, own: Settings) -> tuple[DosesOpen, ...]:
        lead = min(timedelta(minutes=own.remind_before), OPENS_BEFORE)
        return reminders.doses_open(self._diary, lead)

    def _tell_doses(self, own: Settings, now: Moment) -> None:
        again = timedelta(minutes=own.remind_again) if own.remind_again else None
        new = to_say(self._open, self._told, now, again)
        self._told |= {one.key: Told(now) for one in new}
        found = new or self.waiting()
        if new:
            self._dose_tries = TRIES
        elif not found:
            self._take_away()
        if self._dose_tries:
            sent = self._send(_DOSES, *dose_words(found, named=self._may_name(own)))
            self._dose_tries = 0 if sent == Sent.TAKEN else self._dose_tries - 1
            self._showing = True

    def _tell_dates(self, own: Settings, now: Moment) -> None:
        if not own.reminders or not in_daytime(now):
            return
        dates = self.dates()
        new = [one for one in dates if one.key not in own.told_dates]
        if not new:
            return
        sent = self._send(_DATES, *date_words(new, named=self._may_name(own)))
        self._date_tries -= 1
        if sent == Sent.NO_WAY and self._date_tries:
            return
        self._date_tries = TRIES
        # Only those that still count, so that the list does not grow.
        settings.save(self._diary, told_dates=tuple(one.key for one in dates))

    def _may_name(self, own: Settings) -> bool:
        """Whether a notification names the medicine: never where the diary has a passphrase."""
        return own.name_medicine and not lock.is_locked(self._diary.file.path)

    def _send(self, key: str, title: str, body: str) -> Sent:
        if self.notifier is None:
            self.notifier = find(self._own_tray())
            if self.notifier is None:
                return Sent.NO_WAY
            if self.notifier is not self.tray:
                self.notifier.opened.connect(self.opened)
        if self.notifier.send(key, title, body):
            return Sent.TAKEN
        self.notifier = None  # looked for again the next time
        return Sent.NO_WAY

    def _take_away(self) -> None:
        """Nothing is waiting any more: what was answered must not go on asking."""
        if self._showing and self.notifier is not None:
            self.notifier.withdraw(_DOSES)
        self._showing, self._dose_tries = False, 0


def dose_words(found: Sequence[DosesOpen], *, named: bool) -> tuple[str, str]:
    """Title and text for open doses: neutral unless the patient chose names."""
    if not named:
        return _("Time for your diary"), ""
    lines = [
        _("{name} {amount}, planned at {time}").format(
            name=line.medicine.name,
            amount=amount_words(line.slot.amount),
            time=clock(line.slot.at),
        )
        for one in found
        for line in one.lines
    ]
    return _("Time for your diary"), "\n".join(lines)


def date_words(found: Sequence[Countdown], *, named: bool) -> tuple[str, str]:
    """Title and text for days that come near: neutral unless the patient chose names."""
    if not named:
        return _("Your diary has a date to look at"), ""
    lines = [f"{one.medicine.name}: {countdown_words(one)}" for one in found]
    return _("Your diary has a date to look at"), "\n".join(lines)
