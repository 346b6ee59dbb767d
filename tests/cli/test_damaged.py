"""A damaged diary on the command line: exit 1 where a damaged value would be shown or copied."""

import pytest

from tests.storage.damage import KINDS, damaged

READS = (
    ("today", "--json"),
    ("list", "--json"),
    ("trail", "--json"),
    ("stats",),
    ("flags",),
    ("medicine", "list", "--json"),
    ("export", "csv", "-o", "-"),
    ("export", "json", "-o", "-"),
)


@pytest.fixture
def logged(baclofen):
    for n in range(12):
        baclofen("log", "symptom", "spasms", str(n % 11))
        baclofen("log", "note", f"note {n} " * 20)
    baclofen("log", "dose", "baclofen", "--planned", "14:00")
    return baclofen


def test_r7_a_changed_amount_is_refused_by_every_command(logged, tmp_path):
    content = logged.path.read_bytes()
    assert content.count(b"1010mg") == 0
    logged.path.write_bytes(content.replace(b"taken10mg2026", b"taken90mg2026"))
    assert logged.path.read_bytes() != content
    for words in (*READS, ("backup", str(tmp_path / "b")), ("undo",), ("check",)):
        logged(*words, code=1)
        assert "90" not in logged.out
        assert "damaged" in logged.err
    assert not (tmp_path / "b").exists() or not list((tmp_path / "b").glob("*.db"))


@pytest.mark.parametrize("kind", KINDS)
def test_r7_every_command_answers_as_before_or_says_what_is_wrong(logged, kind):
    truth = [logged(*words) for words in READS]
    content = logged.path.read_bytes()
    for seed in range(4):
        logged.path.write_bytes(damaged(content, kind, seed))
        for words, before in zip(READS, truth, strict=True):
            try:
                said = logged(*words)
            except AssertionError:
                assert logged.code == 1
                assert "Traceback" not in logged.err
            else:
                assert said == before


def test_rescue_saves_and_names_what_is_missing(logged, tmp_path):
    before = logged("list", "--json")
    content = logged.path.read_bytes()
    logged.path.write_bytes(content.replace(b"taken10mg2026", b"taken90mg2026"))
    logged("rescue", str(logged.path), "-o", str(tmp_path / "new.db"))
    assert "Nothing is missing." in logged.out
    logged.path = tmp_path / "new.db"
    assert logged("list", "--json") == before
    logged("rescue", str(logged.path), "-o", str(tmp_path / "new.db"), code=1)
    assert "is there already" in logged.err


def test_r8_a_garbled_first_page_beside_a_good_journal_is_recovered(logged):
    """A cut of the power in the middle of a save: SQLite takes it back before we judge."""
    from diary_app.storage import engine

    before = logged("list", "--json")
    db = engine.connect(logged.path)
    db.execute("PRAGMA cache_size=1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("PRAGMA user_version = 1")  # changes the first page
    db.execute("CREATE TABLE half (a TEXT)")
    db.execute("INSERT INTO half SELECT hex(randomblob(2000)) FROM notes a, notes b, notes c")
    journal = logged.path.with_name("diary.db-journal")
    hot = journal.read_bytes()
    db.execute("ROLLBACK")
    db.close()
    content = logged.path.read_bytes()
    logged.path.write_bytes(b"garbled!" * 512 + content[4096:])
    journal.write_bytes(hot)
    assert logged("list", "--json") == before
    assert not journal.exists()
