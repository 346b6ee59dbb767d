"""R7, R8, R10: 300 damaged files of each kind through every way out of the diary."""

import hashlib
import json
from pathlib import Path

import pytest

from diary_app.cli.main import run
from diary_app.errors import DiaryError
from diary_app.services import files, rescue, transfer
from tests.faults.conftest import ZONE, clock, opened, times
from tests.storage.damage import KINDS, damaged

pytestmark = pytest.mark.faults
READS = (
    ("today", "--json"),
    ("list", "--json", "--from", "2026-11-01"),
    ("trail", "--json"),
    ("stats",),
    ("flags", "--json"),
    ("medicine", "list", "--json"),
    ("settings",),
    ("export", "csv", "-o", "-"),
    ("export", "json", "-o", "-"),
    ("export", "fhir", "-o", "-"),
    ("export", "ics", "-o", "-"),
    ("list", "--csv"),
    ("fact", "--json"),
    ("question", "list", "--json"),
    ("phone",),
    ("check",),
)
CALENDAR = ("export", "ics", "-o", "-")
LOSSLESS = READS.index(("export", "json", "-o", "-"))


def said(capsys, path, words):
    """The exit code of a command and what it printed; a traceback fails here, on stderr too."""
    options = ["--db", str(path), "--now", "2026-11-22T14:05:00+01:00", "--zone", ZONE]
    try:
        code = run([*options, *words], lambda *_: 0)
    except SystemExit as stop:
        code = int(stop.code or 0)
    told = capsys.readouterr()
    assert "Traceback" not in told.err + told.out
    return code, told.out


@pytest.fixture(scope="module")
def truth():
    """What each command says of the sound diary, once it was asked."""
    return []


@pytest.mark.parametrize("kind", KINDS)
def test_r7_no_command_shows_or_copies_a_damaged_value(kind, small, truth, tmp_path, capsys):
    said(capsys, small, CALENDAR)  # remembered the first time: the file is then as it stays
    if not truth:
        answers = [said(capsys, small, words) for words in READS]
        assert [code for code, _out in answers] == [0] * len(READS)
        truth += [out for _code, out in answers]
    content = small.read_bytes()
    wrong, noticed = [], 0
    for seed in range(times(300)):
        small.write_bytes(damaged(content, kind, seed))
        for words, before in zip(READS, truth, strict=True):
            code, out = said(capsys, small, words)
            if code not in (0, 1) or (code == 0 and _plain(out) != _plain(before)):
                wrong.append((seed, words, code))
            noticed += code == 1
        code, out = said(capsys, small, ("backup", str(tmp_path / "backups")))
        if code == 0 and _tables(Path(out.strip())) != _tables(None, truth[LOSSLESS]):
            wrong.append((seed, "backup"))
    assert wrong == []
    assert noticed


def _plain(text):
    return [line for line in text.splitlines() if "made_at" not in line]


def _tables(path, text=None):
    if text is None:
        diary = opened(path)
        text = transfer.as_json(diary)
        diary.file.close()
    return json.loads(text)["tables"]


@pytest.mark.parametrize("kind", KINDS)
def test_r7_r8_what_is_rescued_is_true_and_the_damaged_file_is_kept(kind, small, tmp_path):
    diary = opened(small)
    truth = json.loads(transfer.as_json(diary))["tables"]
    diary.file.close()
    content = small.read_bytes()
    for seed in range(times(60)):
        bad = damaged(content, kind, seed)
        small.write_bytes(bad)
        new = tmp_path / f"{kind}-{seed}.db"
        try:
            found = rescue.rescue(small, new, clock)
        except DiaryError:
            assert len(bad) < 40 * 4096
            continue
        assert hashlib.sha256(small.read_bytes()).digest() == hashlib.sha256(bad).digest()
        assert files.check(new).ok
        told = {(each.table, each.id) for each in (*found.lost, *found.older)}
        for table, rows in _tables(new).items():
            had = {row["id"]: row for row in truth[table]}
            for row in rows:
                known = (table, row["id"]) in told or "could not be read" in str(row.get("name"))
                assert known or had.get(row["id"]) == row
        if found.whole:
            assert _tables(new) == truth


@pytest.mark.parametrize("kind", KINDS)
def test_r10_a_damaged_backup_is_never_put_in_place(kind, small, tmp_path):
    content = small.read_bytes()
    backup = tmp_path / "backup.db"
    for seed in range(times(60)):
        backup.write_bytes(damaged(content, kind, seed))
        sound = _is_sound(backup)
        try:
            files.restore(backup, small, clock)
            assert sound
        except DiaryError:
            assert small.read_bytes() == content
        small.write_bytes(content)


def _is_sound(path):
    try:
        return files.check(path).ok
    except DiaryError:
        return False
