"""R14: diaries that nobody would keep, made by the command line, through an export and back."""

import json
import random

import pytest

from diary_app.cli.main import run
from diary_app.services import files
from tests.faults.conftest import ZONE, opened, times

pytestmark = pytest.mark.faults
WORDS = ("tired", "Ärger", "5$ \\frac", "=1+1", "a\nb", "“quoted”", "日本", "x" * 300, "0", "null")
ANSWERS = (0, 2, 3, 4)  # what makes no sense is refused, and then nothing is stored


def one(path, *words):
    """The exit code of a command at a moment that comes after the last one."""
    options = ["--db", str(path), "--zone", ZONE, "--quiet"]
    try:
        return run([*options, *words], lambda *_: 0)
    except SystemExit as stop:
        return int(stop.code or 0)


def grown(path, chance):
    """Fill the diary at `path` with a few dozen of everything; which ways of entering worked."""
    names = chance.sample(["baclofen", "tizanidine", "Łek 7", "oxy & co"], 2)
    worked = set()
    for name in names:
        at = f"{chance.randrange(24):02d}:{chance.choice(['00', '30'])}"
        plan = ("--strength", "10 mg", "--dose", "10 mg", "--times", at, "--from", "2026-10-01")
        one(path, "medicine", "add", name, *plan, "--confirm")
    for n in range(30):
        day = f"2026-11-{chance.randrange(1, 21):02d}"
        at = f"{day} {chance.randrange(24):02d}:{chance.randrange(60):02d}"
        word, name = chance.choice(WORDS), chance.choice(names)
        shapes = [
            ("log", "dose", name, "--at", at, "--note", word, "--confirm"),
            ("log", "dose", name, "--at", at, "--amount", "2.5 mg", "--confirm"),
            ("log", "dose", name, "--at", at, "--skip", "--note", word),
            ("log", "symptom", "spasms", str(n % 11), "--at", at, "--where", "left-arm"),
            ("log", "symptom", "pain", "--from", at, "--note", word),
            ("log", "note", word, "--at", at),
            ("log", "event", "infection", word, "--at", at),
            ("log", "fall", "--at", at),
            ("fact", "epilepsy", chance.choice(["yes", "no"])),
            ("phone", "doctor", "0123"),
            ("settings", "name", word),
            ("track", "add", f"thing {n}", "--scale", chance.choice(["0-10", "yes-no"])),
            ("question", "add", word),
            ("refill", name, str(n)),
            ("medicine", "change", name, "--dose", "5 mg", "--from", day, "--confirm"),
            ("undo",),
            ("redo",),
        ]
        place = chance.randrange(len(shapes))
        code = one(path, "--now", f"2026-11-22T10:{n:02d}:00+01:00", *shapes[place])
        assert code in ANSWERS, shapes[place]
        worked |= {place} if code == 0 else set()
    remove_some(path, chance)
    return worked


def remove_some(path, chance):
    diary = opened(path)
    ids = [row["id"] for table in ("doses", "notes") for row in diary.file.rows(table)]
    diary.file.close()
    for id_ in chance.sample(ids, min(2, len(ids))):
        one(path, "record", "remove", id_)


def exported(path, to):
    assert one(path, "export", "json", "-o", str(to)) == 0
    return json.loads(to.read_text())


def test_r14_an_export_read_back_is_the_same_diary(tmp_path, capsys):
    kinds, worked = set(), set()
    for seed in range(times(200)):
        path, again = tmp_path / f"{seed}.db", tmp_path / f"{seed}-again.db"
        worked |= grown(path, random.Random(f"diary {seed}"))
        before = exported(path, tmp_path / "before.json")
        assert one(again, "import", str(tmp_path / "before.json")) == 0, capsys.readouterr().err
        after = exported(again, tmp_path / "after.json")
        assert after["tables"] == before["tables"] and after["trail"] == before["trail"], seed
        assert files.check(again).ok
        assert "[object" not in (tmp_path / "after.json").read_text()
        kinds |= {table for table, rows in before["tables"].items() if rows}
    assert {"doses", "observations", "notes", "events", "courses", "tracked"} <= kinds
    assert len(worked) >= 15
