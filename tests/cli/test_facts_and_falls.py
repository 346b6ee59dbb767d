"""Facts about the person, falls, and whose decision a hold was: stored, listed, taken back."""

import pytest

IDS = ["kidney_disease", "epilepsy", "breathing_problem", "alcohol", "opioids", "sedatives",
       "pregnancy"]  # fmt: skip


def test_every_fact_is_unknown_until_it_is_answered(terminal):
    assert terminal.json("fact")["facts"] == dict.fromkeys(IDS, "unknown")
    assert not terminal.path.exists()


def test_an_answer_is_kept_until_it_is_taken_back(terminal):
    assert terminal.json("fact", "kidney_disease", "yes")["facts"]["kidney_disease"] == "yes"
    terminal("fact", "kidney-disease", "no")
    assert terminal.json("fact")["facts"]["kidney_disease"] == "no"
    terminal("undo")
    assert terminal.json("fact")["facts"]["kidney_disease"] == "yes"


@pytest.mark.parametrize("words", [("kidneys", "yes"), ("alcohol", "perhaps"), ("alcohol",)])
def test_what_cannot_be_read_is_refused(terminal, words):
    terminal("fact", *words, code=2)
    assert not terminal.path.exists()


def test_a_fall_is_a_record_like_any_other(terminal):
    terminal("log", "fall", "--at", "09:10", "--where", "bathroom", "--hurt", "knee", "--head")
    (fall,) = terminal.json("list", "--kind", "fall")
    assert (fall["where"], fall["hurt"], fall["head"]) == ("bathroom", "knee", True)
    assert fall["at"] == "2026-11-22T09:10:00+01:00"
    assert "bathroom, knee, a knock to the head" in terminal("list")
    terminal("record", "remove", fall["id"])
    assert terminal.json("list") == []
    terminal("undo")
    assert len(terminal.json("list")) == 1
    terminal("log", "fall", "--at", "2026-11-22T15:00+01:00", code=2)


def test_who_decided_on_a_hold_and_until_when_is_kept(baclofen):
    words = ("--from", "2026-11-20", "--until", "2026-11-21", "--decided-by", "me")
    baclofen("medicine", "hold", "baclofen", *words)
    assert baclofen.states("--day", "2026-11-21") == ["held"] * 3
    assert "held" not in baclofen.states("--day", "2026-11-22")
    (change,) = baclofen.json("trail")[-1]["changes"]
    assert (change["after"]["decided_by"], change["after"]["until"]) == ("me", "2026-11-22")
    baclofen(
        "medicine", "hold", "baclofen", "--from", "2026-11-25", "--until", "2026-11-24", code=2
    )


def test_an_event_that_is_a_fall_counts_as_one(terminal):
    for day in ("2026-11-18", "2026-11-20", "2026-11-21"):
        terminal("log", "event", "fall", "on the stairs", "--at", day)
    assert [
        fall["note"] for fall in terminal.json("list", "--kind", "fall", "--from", "2026-11-01")
    ] == 3 * ["on the stairs"]
    assert [flag["id"] for flag in terminal.json("flags")] == ["falls"]


def test_a_fall_a_fact_and_who_ended_a_hold_are_carried_by_the_export(baclofen, tmp_path):
    baclofen("log", "fall", "--head", "--where", "stairs")
    baclofen("fact", "opioids", "yes")
    baclofen("medicine", "hold", "baclofen", "--from", "2026-11-16", "--decided-by", "doctor")
    baclofen("medicine", "resume", "baclofen", "--from", "2026-11-18", "--decided-by", "me")
    path = tmp_path / "diary.json"
    baclofen("export", "json", "-o", str(path))
    before = baclofen.json("list"), baclofen.json("fact"), baclofen.json("trail")
    baclofen.path.unlink()
    baclofen("import", str(path))
    assert (baclofen.json("list"), baclofen.json("fact"), baclofen.json("trail")) == before
    assert "stairs" in baclofen("export", "csv", "-o", "-")
