"""Stores one record, whose ids are those of a form, and says what became of it.

    python tests/storage/unsure.py FILE FORM

Prints `stored`, or the kind of the error. Run under strace, which makes a flush fail.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2]))

from diary_app.errors import DiaryError
from diary_app.services import symptoms
from diary_app.services.diary import open_diary


def main():
    path, form = Path(sys.argv[1]), UUID(sys.argv[2])
    try:
        diary = open_diary(path, lambda: datetime(2026, 11, 22, 13, 5, tzinfo=UTC), "UTC")
        with diary.same_ids(form):
            symptoms.write_note(diary, "legs like wood")
    except DiaryError as error:
        print(error.kind)
    else:
        print("stored")


if __name__ == "__main__":
    main()
