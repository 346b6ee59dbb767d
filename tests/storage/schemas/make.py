"""Writes `diary_vN.db` and `diary_vN.sql` for the newest schema, once per released schema.

    python tests/storage/schemas/make.py

Delete the two files first where a schema that was never released has changed.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))

from diary_app.domain.deeds import AddedMedicine, NamedMedicine  # noqa: E402
from diary_app.storage.diary_file import DiaryFile  # noqa: E402
from diary_app.storage.migrations import NEWEST, schema  # noqa: E402
from tests.storage.made_up import clock, course, log, medicine, observation  # noqa: E402


def fill(diary):
    """Records that use every kind of entry in the trail."""
    with diary.edit(AddedMedicine(NamedMedicine("m1", "baclofen"))) as edit:
        edit.put("medicines", medicine("m1", name="baclofen", strengths='["10 mg"]'))
        edit.put("courses", course("c1", "m1", schedule='{"times": {"08:00": "10 mg"}}'))
    log(diary, observation("o1", 4, note="after a long day"))
    log(diary, observation("o1", 6))
    log(diary, observation("o2", 1))
    diary.undo()
    diary.redo()
    diary.undo()


def main():
    path = HERE / f"diary_v{NEWEST}.db"
    if path.exists():
        sys.exit(f"{path.name} is there already: a released schema stays as it is.")
    with DiaryFile.open(path, clock, create=True) as diary:
        fill(diary)
    path.with_suffix(".sql").write_text(";\n\n".join(sorted(schema(NEWEST))) + ";\n", "utf-8")


if __name__ == "__main__":
    main()
