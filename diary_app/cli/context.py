"""What every command gets: its options, the diary, and where to print."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from diary_app.domain.days import Days
from diary_app.domain.moment import DAY, Moment, moment
from diary_app.domain.plausible import Question
from diary_app.domain.when import DayOf, parse_day, parse_when, split_day, within_day, year_left_out
from diary_app.errors import Told
from diary_app.services import settings
from diary_app.services.diary import Diary, open_diary
from diary_app.services.plausibility import Implausible
from diary_app.text import _, use_language
from diary_app.wording.days import full_day
from diary_app.wording.plain import escaped, plain

# Opens the window on a file, in a zone, at a page; its exit code.
Window = Callable[[Path, str, str | None], int]


@dataclass
class Context:
    """One run of the command line. The diary is opened when a command first asks for it."""

    options: argparse.Namespace
    path: Path
    clock: Callable[[], datetime]
    zone: str
    writes: bool
    window: Window
    _empty: TemporaryDirectory[str] | None = field(default=None, init=False)
    _years_said: set[tuple[str, date]] = field(default_factory=set, init=False)

    @cached_property
    def diary(self) -> Diary:
        """The open diary. A missing file is made by a command that writes; for one that only reads
        it stands as an empty diary, and nothing is made.
        """
        if self.writes or self.path.exists():
            diary = open_diary(self.path, self.clock, self.zone, create=self.writes)
            use_language(settings.load(diary).language)
            return diary
        self.say(_("There is no diary at {path} yet.").format(path=self.path))
        self._empty = TemporaryDirectory()
        return open_diary(Path(self._empty.name) / "empty.db", self.clock, self.zone, create=True)

    @property
    def is_open(self) -> bool:
        """Whether the command asked for the diary."""
        return "diary" in self.__dict__

    def close(self) -> None:
        """Close what was opened."""
        if self.is_open:
            self.diary.file.close()
        if self._empty is not None:
            self._empty.cleanup()

    @property
    def now(self) -> Moment:
        """The present moment."""
        return moment(self.clock().replace(microsecond=0), self.zone)

    def day(
        self,
        text: str | None,
        of: DayOf,
        default: date | None = None,
        beside: date | None = None,
    ) -> date:
        """A day as typed; `default` (else today) where none was. A year left out is said back."""
        if text is None:
            return self.now.day if default is None else default
        day = parse_day(text, self.now.day, of, beside)
        self._say_year(text, day)
        return day

    def coming(self, text: str | None, after: date) -> date | None:
        """A day after `after` as typed, None where none was."""
        return None if text is None else self.day(text, DayOf.COMING, beside=after)

    def when(self, text: str | None, *, planned: bool = False) -> Moment | None:
        """A moment as typed, None where none was. A year left out is said back.

        `planned`: of a dose of the plan, not of a record.
        """
        if text is None:
            return None
        at = parse_when(text, self.now, planned=planned)
        self._say_year(text, at.day)
        return at

    def day_or_when(self, text: str | None) -> Moment | None:
        """A moment, or a bare day, which stands for its noon; today stands for now."""
        day, clock = split_day(text or "")
        if not day or clock:
            return self.when(text)
        return within_day(self.day(text, DayOf.RECORD), self.now)

    def _say_year(self, text: str, day: date) -> None:
        if year_left_out(text) and (text, day) not in self._years_said:
            self._years_said.add((text, day))
            self.say(_("“{given}” is {day}.").format(given=text, day=full_day(day)))

    def span(self, whole: Days | None = None) -> Days:
        """The days of --from and --to; without them `whole`, else the last 28."""
        first, last = self.options.first, self.options.last
        default = whole or Days.through(self.now.day - 27 * DAY, self.now.day)
        end = default.end if last is None else self.day(last, DayOf.RECORD) + DAY
        since = min(default.since, end - DAY)
        days = Days(since if first is None else self.day(first, DayOf.RECORD), end)
        if last is not None and not days:
            raise Told(
                _("The last day lies before the first."),
                _("From {first} until {last}.").format(first=days.since, last=days.last),
                _("Check the two dates."),
            )
        return days

    def ask(self, asked: tuple[Question, ...]) -> None:
        """Ask about a probable slip before anything is stored, unless --confirm answers it."""
        if asked and not self.options.confirm:
            raise Implausible(asked)

    def say(self, text: str) -> None:
        """A message for the person, on stderr unless --quiet."""
        if not self.options.quiet:
            print(plain(text), file=sys.stderr)

    def show(self, text: str) -> None:
        """A result, on stdout. No sign in it may move the cursor or turn the text around."""
        print(plain(text))

    def show_json(self, value: Any) -> None:
        """A result as JSON, on stdout."""
        self._print_json(json.dumps(value, ensure_ascii=False, indent=2))

    def show_json_line(self, value: Any) -> None:
        """The same on a line of its own, for one of many."""
        self._print_json(json.dumps(value, ensure_ascii=False))

    def _print_json(self, text: str) -> None:
        print(escaped(text).encode("utf-8", "backslashreplace").decode())


@contextmanager
def opened(context: Context) -> Any:
    """The context, closed at the end."""
    try:
        yield context
    finally:
        context.close()
