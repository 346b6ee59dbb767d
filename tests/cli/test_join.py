"""Two copies of one diary that were changed apart, joined from the command line."""

import json
import shutil
from copy import copy as again

import pytest


@pytest.fixture
def other(baclofen, tmp_path):
    """A copy of the diary on another computer."""
    found = again(baclofen)
    found.path = tmp_path / "other" / "diary.db"
    found.path.parent.mkdir()
    shutil.copyfile(baclofen.path, found.path)
    return found


def change(terminal, amount):
    times = "08:00,14:00,20:00"
    given = ["--dose", amount, "--times", times, "--from", "2026-11-23"]
    terminal("medicine", "change", "baclofen", *given)


def planned(terminal):
    return terminal.json("today", "--day", "2026-11-24")["totals"]["baclofen"]["planned"]


def tables(terminal):
    found = json.loads(terminal("export", "json", "-o", "-"))["tables"]
    found["settings"] = [row for row in found["settings"] if row["id"] != "last_backup"]
    return found


@pytest.mark.parametrize(("prefer", "plan"), [("here", "15 mg"), ("there", "45 mg")])
def test_a_dose_changed_on_both_sides_asks_and_leaves_one_plan(baclofen, other, prefer, plan):
    change(baclofen, "5 mg")
    change(other, "15 mg")
    other("log", "note", "a long day")
    before = tables(baclofen)
    words = ["import", str(other.path), "--merge"]
    (asked,) = json.loads(baclofen(*words, "--json", code=4))
    assert (asked["kind"], asked["about"]) == ("plan", "baclofen")
    doses = [asked[side]["courses"][-1]["schedule"]["times"][0]["amount"] for side in SIDES]
    assert doses == ["5 mg", "15 mg"]
    assert tables(baclofen) == before, "nothing is changed without an answer"
    assert len(baclofen.json(*words, "--dry-run")["questions"]) == 1
    baclofen(*words, "--prefer", prefer)
    assert planned(baclofen) == plan
    assert len(baclofen.json("list", "--kind", "note")) == 1
    trail = len(baclofen.json("trail"))
    assert "nothing new" in baclofen(*words)
    assert len(baclofen.json("trail")) == trail, "joining nothing is no entry of the trail"
    baclofen("undo")
    assert tables(baclofen) == before
    baclofen("check")


SIDES = ("here", "there")


def test_both_directions_and_the_way_back_end_the_same(baclofen, other, tmp_path):
    change(other, "15 mg")
    baclofen("log", "dose", "baclofen", "--planned", "08:00", "--at", "08:05")
    other("log", "dose", "baclofen", "--planned", "14:00", "--at", "14:00")
    ours = tmp_path / "ours.json"
    baclofen("export", "json", "-o", str(ours))
    baclofen("import", str(other.path), "--merge")
    other("import", str(ours), "--merge")
    assert tables(baclofen) == tables(other)
    other("import", str(baclofen.path), "--merge")
    assert tables(baclofen) == tables(other)
    assert baclofen.states()[:2] == ["taken", "taken"]


def test_a_stop_on_the_other_side_is_taken(baclofen, other):
    other("medicine", "stop", "baclofen", "--from", "2026-11-23")
    baclofen("log", "symptom", "spasms", "4")
    baclofen("import", str(other.path), "--merge")
    assert baclofen.json("today", "--day", "2026-11-24")["doses"] == []


def test_one_slot_answered_on_both_sides_is_a_question_of_kind_record(baclofen, other):
    baclofen("log", "dose", "baclofen", "--planned", "08:00", "--at", "08:05")
    other("log", "dose", "baclofen", "--planned", "08:00", "--skip", "--reason", "asleep")
    words = ["import", str(other.path), "--merge"]
    (asked,) = json.loads(baclofen(*words, "--json", code=4))
    assert asked["kind"] == "record"
    assert [asked[side]["outcome"] for side in SIDES] == ["taken", "skipped"]
    baclofen(*words, "--prefer", "there")
    assert baclofen.states()[0] == "skipped"
    assert "asleep" in baclofen("trail", "--json")
    other("import", str(baclofen.path), "--merge")
    assert tables(baclofen) == tables(other)


def test_a_record_changed_on_both_sides_asks_and_keeps_both_texts(baclofen, other):
    note = baclofen.json("list", "--kind", "note")
    assert note == []
    baclofen("log", "note", "first")
    shutil.copyfile(baclofen.path, other.path)
    (note,) = baclofen.json("list", "--kind", "note")
    baclofen("record", "edit", note["id"], "--text", "mine")
    other("record", "edit", note["id"], "--text", "yours")
    (asked,) = json.loads(baclofen("import", str(other.path), "--merge", "--json", code=4))
    assert (asked["kind"], asked["about"]) == ("record", note["id"])
    assert [asked[side]["text"] for side in SIDES] == ["mine", "yours"]
    baclofen("import", str(other.path), "--prefer", "here")
    assert baclofen.json("list", "--kind", "note")[0]["text"] == "mine"
    assert "yours" in baclofen("trail", "--json")
    other("import", str(baclofen.path), "--merge")
    assert other.json("list", "--kind", "note")[0]["text"] == "mine"


@pytest.mark.parametrize(("answer", "names"), [("baclofen", 1), ("+", 2)])
def test_diaries_made_apart_say_whether_their_medicines_are_one(baclofen, tmp_path, answer, names):
    apart = again(baclofen)
    apart.path = tmp_path / "apart.db"
    add = ["medicine", "add", "Lioresal", "--strength", "10 mg", "--dose", "10 mg"]
    apart(*add, "--times", "08:00", "--from", "2026-11-15")
    apart("log", "dose", "Lioresal", "--planned", "08:00", "--at", "08:00")
    words = ["import", str(apart.path), "--merge", "--prefer", "here"]
    (asked,) = json.loads(baclofen(*words, "--json", code=4))
    assert (asked["kind"], asked["about"]) == ("medicine", "Lioresal")
    baclofen(*words, "--medicine", f"Lioresal={answer}")
    assert len(baclofen.json("medicine", "list")) == names
    planned = 30 if names == 1 else 40
    totals = baclofen.json("today", "--day", "2026-11-24")["totals"].values()
    assert sum(int(total["planned"].split()[0]) for total in totals) == planned
    apart("import", str(baclofen.path), "--merge")
    assert tables(baclofen) == tables(apart)


def test_one_medicine_of_two_diaries_with_different_plans_keeps_one(baclofen, tmp_path):
    apart = again(baclofen)
    apart.path = tmp_path / "apart.db"
    for name, diary in (("apart", apart), ("same", again(baclofen))):
        diary.path = tmp_path / f"{name}.db"
        amount = "5 mg" if name == "apart" else "10 mg"
        add = ["medicine", "add", "baclofen", "--strength", "10 mg", "--dose", amount]
        diary(*add, "--times", "08:00,14:00,20:00", "--from", "2026-11-15")
        words = ["--merge", "--medicine", "baclofen=baclofen"]
        for one, other, prefer in ((baclofen, diary, "here"), (diary, baclofen, "there")):
            joined = again(one)
            joined.path = tmp_path / f"{name}-{prefer}.db"
            shutil.copyfile(one.path, joined.path)
            joined("import", str(other.path), *words, "--prefer", prefer)
            joined("import", str(other.path), "--merge")
            assert len(joined.json("medicine", "list")) == 1
            assert planned(joined) == "30 mg"
            joined("check")


def test_a_locked_copy_needs_its_passphrase(baclofen, other, tmp_path, monkeypatch):
    secret = tmp_path / "secret"
    secret.write_text("correct horse battery\n")
    monkeypatch.setenv("DIARY_PASSPHRASE_FILE", str(secret))
    other("log", "note", "a long day")
    other("lock", "set")
    monkeypatch.delenv("DIARY_PASSPHRASE_FILE")
    from diary_app.services import lock

    lock.lock_now()
    baclofen("import", str(other.path), "--merge", code=1)
    monkeypatch.setenv("DIARY_PASSPHRASE_FILE", str(secret))
    baclofen("import", str(other.path), "--merge")
    lock.lock_now()
    assert len(baclofen.json("list", "--kind", "note")) == 1


def test_a_file_that_is_no_diary_is_refused_and_nothing_is_made(terminal, tmp_path):
    odd = tmp_path / "odd.db"
    odd.write_bytes(b"SQLite format 3\0" + b"\0" * 5000)
    terminal("import", str(odd), "--merge", code=2)


def test_own_words_in_a_setting_are_asked_about_and_a_harmless_one_is_said(baclofen, other):
    baclofen("settings", "allergies", "penicillin")
    other("settings", "allergies", "latex")
    baclofen("import", str(other.path), "--merge", "--json", code=4)
    assert "penicillin" in baclofen.out and "latex" in baclofen.out
    for terminal, paper in ((baclofen, "letter"), (other, "A4")):
        terminal("settings", "paper", "A4" if paper == "letter" else "letter")
        terminal("settings", "paper", paper)
    found = baclofen.json("import", str(other.path), "--merge", "--prefer", "here")
    assert found["settled"] == ["paper"]
    kept = json.dumps(baclofen.json("trail"))
    assert "latex" in kept and "penicillin" in kept
