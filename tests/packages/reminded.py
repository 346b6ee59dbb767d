"""The program as a person starts it, but for its clock, which a test sets by a file, and for a tick
that looks often: python -m tests.packages.reminded DIARY FILE ZONE PAGE

The file holds how many seconds the clock is ahead of the computer's.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from diary_app.ui.desktop import locked_reminders, reminders
from diary_app.ui.start import run_window

TICK_MS = 300


def main(diary, ahead, zone, page):
    reminders.TICK_MS = locked_reminders.TICK_MS = TICK_MS

    def now():
        return datetime.now(UTC) + timedelta(seconds=float(ahead.read_text()))

    return run_window(diary, now, zone, page)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
