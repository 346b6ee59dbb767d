"""Stores observations one by one, telling on stdout each that returned: run under strace.

python -m tests.faults.save_some DIARY COUNT
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from diary_app.errors import DiaryError
from diary_app.services import symptoms
from diary_app.services.diary import open_diary


def main(path, count):
    diary = open_diary(Path(path), lambda: datetime(2026, 11, 22, tzinfo=UTC), "UTC")
    for n in range(count):
        again = 0
        while True:
            try:
                made = symptoms.observe(diary, "spasms", n % 11)
                print(made.id, flush=True)
                break
            except DiaryError as error:
                again += 1
                print("refused", error.kind, file=sys.stderr, flush=True)
                if again > 3:
                    return


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
