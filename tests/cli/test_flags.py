"""`flags`: raised at once, with the document and the line, listed until the patient answers."""

import pytest

_000, _004 = "000_e07b49a5efdf0ad6.txt", "004_0356c7f2a8bb09c2.txt"
SERIOUS = {
    "seizure": ("emergency", {(_004, 5)}),
    "respiratory_depression": ("emergency", {(_000, 29)}),
    "allergic_reaction": ("call_doctor", {(_000, 29)}),
    "hallucinations": ("call_doctor", {(_004, 5)}),
    "confusion": ("call_doctor", {(_004, 5), (_000, 7)}),
    "mental_fog": ("call_doctor", {(_000, 29)}),
    "mood_changes": ("call_doctor", {(_000, 7)}),
    "coordination_difficulty": ("call_doctor", {(_000, 7)}),
    "irregular_heartbeat": ("call_doctor", {(_004, 5)}),
}
COMMON = ["drowsiness", "dizziness", "weakness", "fatigue", "headache", "dry_mouth",
          "constipation", "nausea", "urinary_frequency", "insomnia"]  # fmt: skip


@pytest.mark.parametrize("symptom", SERIOUS)
def test_a_serious_symptom_of_the_documents_is_flagged_with_its_line(terminal, symptom):
    terminal("log", "symptom", symptom)
    (flag,) = terminal.json("flags")
    level, lines = SERIOUS[symptom]
    assert (flag["id"], flag["level"]) == (symptom, level)
    refs = {source["ref"] for source in flag["sources"] if source["tier"] == "document"}
    assert {f"{name}, line {line}" for name, line in lines} <= refs
    assert flag["advice"] in terminal("flags")


@pytest.mark.parametrize("symptom", SERIOUS)
def test_the_same_from_the_check(terminal, symptom):
    terminal("log", "check", "--yes", symptom)
    assert [(f["id"], f["level"]) for f in terminal.json("flags")] == [
        (symptom, SERIOUS[symptom][0])
    ]


def test_not_sure_only_asks_and_none_raises_nothing(terminal):
    terminal("log", "check", "--none")
    assert terminal.json("flags") == []
    terminal("log", "check", "--not-sure", "seizure")
    assert [(f["id"], f["level"]) for f in terminal.json("flags")] == [("seizure", "ask")]


@pytest.mark.parametrize("symptom", COMMON)
def test_a_common_side_effect_is_flagged_at_4_of_4_and_not_before(terminal, symptom):
    terminal("log", "symptom", symptom, "3")
    assert terminal.json("flags") == []
    terminal("log", "symptom", symptom, "4", "--at", "-5m")
    assert [(f["id"], f["level"]) for f in terminal.json("flags")] == [(symptom, "call_doctor")]


def test_three_days_at_3_are_flagged(terminal):
    for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
        assert terminal.json("flags") == []
        terminal("log", "symptom", "nausea", "3", "--at", f"{day} 09:00")
    assert [f["id"] for f in terminal.json("flags")] == ["nausea"]


def test_a_flag_stays_until_it_is_acknowledged_and_is_kept(terminal):
    terminal("log", "symptom", "seizure")
    terminal("flags", "ack", "seizure", "--done", "called 112")
    assert terminal.json("flags") == []
    (kept,) = terminal.json("flags", "--from", "2026-11-22", "--to", "2026-11-22")
    assert kept["acknowledged"]["words"] == "called 112"
    terminal("flags", "ack", "seizure", code=3)


def test_dismissing_needs_a_reason(terminal):
    terminal("log", "note", "I had a seizure this morning")
    terminal("flags", "dismiss", "seizure", code=2)
    terminal("flags", "dismiss", "seizure", "--reason", " ", code=2)
    terminal("flags", "dismiss", "seizure", "--reason", "it was my brother")
    assert terminal.json("flags") == []


def test_undo_takes_a_flag_off_the_list_and_leaves_the_trail(terminal):
    terminal("log", "symptom", "seizure")
    terminal("undo")
    assert terminal.json("flags") == []
    assert [entry["kind"] for entry in terminal.json("trail")] == ["edit", "undo"]


def test_a_note_is_read_and_shown_and_kept_as_it_was_written(terminal):
    words = "No seizures, but very confused since last night"
    terminal("log", "note", words)
    assert "Is this right?" in terminal.out
    (note,) = terminal.json("list")
    assert note["text"] == words
    outcomes = {one["term"]: one["outcome"] for one in note["readings"]}
    assert outcomes["seizure"] == "none_but_show"
    assert outcomes["confusion"] == "flag"
    assert [f["id"] for f in terminal.json("flags")] == ["confusion"]


def test_read_answers_one_object_for_each_line(terminal, tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text("no seizures\n\nmy heart was racing\n", encoding="utf-8")
    lines = terminal("read", "--lines", str(path)).splitlines()
    assert len(lines) == 3
    assert '"none_but_show"' in lines[0]
    assert '"irregular_heartbeat"' in lines[2]


def test_unrecorded_doses_are_asked_about_and_missed_ones_need_the_doctor(baclofen):
    baclofen("log", "dose", "baclofen", "--planned", "2026-11-20 20:00", "--at", "2026-11-20 20:00")
    (gap,) = baclofen.json("flags")
    assert (gap["id"], gap["level"]) == ("gap_in_cover", "ask")
    for when in ("2026-11-21 08:00", "2026-11-21 14:00", "2026-11-21 20:00", "2026-11-22 08:00"):
        baclofen("log", "dose", "baclofen", "--missed", "--planned", when)
    found = {flag["id"]: flag["level"] for flag in baclofen.json("flags")}
    assert found["gap_in_cover"] == "call_doctor"


def test_a_note_says_how_it_was_read_and_that_notes_are_not_reliable(terminal):
    terminal("log", "note", "I fell")
    assert "“I fell” was read as: trouble coordinating movements." in terminal.out
    warning = "Notes are not read reliably: please also answer the safety check (log check)."
    assert warning in terminal.out


def test_a_rating_corrected_upwards_after_the_answer_is_shown_again(terminal):
    terminal("log", "symptom", "confusion", "2")
    terminal("flags", "ack", "confusion")
    (record,) = terminal.json("list", "--kind", "symptom")
    terminal("record", "edit", record["id"], "--value", "1")
    assert terminal.json("flags") == []
    terminal("record", "edit", record["id"], "--value", "3")
    assert [flag["id"] for flag in terminal.json("flags")] == ["confusion"]
    terminal("flags", "ack", "confusion")
    assert terminal.json("flags") == []


def test_a_note_corrected_to_something_stronger_is_shown_again(terminal):
    terminal("log", "note", "a bit confused")
    terminal("flags", "ack", "confusion")
    (note,) = terminal.json("list", "--kind", "note")
    terminal("record", "edit", note["id"], "--text", "a bit confused today")
    assert terminal.json("flags") == []
    terminal("record", "edit", note["id"], "--text", "very confused today")
    assert [flag["id"] for flag in terminal.json("flags")] == ["confusion"]


def test_an_answer_about_one_plan_does_not_answer_the_next(terminal):
    add = ("--form", "tablet", "--strength", "10 mg", "--times", "08:00,14:00,20:00")
    terminal("medicine", "add", "baclofen", *add, "--dose", "30 mg", "--from", "2026-11-21")
    terminal("flags", "ack", "above_label_maximum")
    assert "above_label_maximum" not in [flag["id"] for flag in terminal.json("flags")]
    terminal("medicine", "change", "baclofen", "--dose", "40 mg", "--from", "2026-11-22")
    assert "above_label_maximum" in [flag["id"] for flag in terminal.json("flags")]
