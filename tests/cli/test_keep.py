"""Undo, the trail, export and import, backup and restore: nothing is lost."""

import json

import pytest


def test_undo_and_redo_say_what_they_did(baclofen):
    baclofen("log", "dose", "baclofen")
    assert "baclofen 10 mg, 22 Nov 14:05: logged" in baclofen("undo")
    assert baclofen.json("list") == []
    assert "baclofen 10 mg, 22 Nov 14:05: logged" in baclofen("redo")
    assert len(baclofen.json("list")) == 1
    baclofen("redo", code=3)


def test_a_new_edit_clears_redo(baclofen):
    baclofen("log", "symptom", "drowsiness", "1")
    baclofen("undo")
    baclofen("log", "symptom", "drowsiness", "2")
    baclofen("redo", code=3)


def test_nothing_to_undo_is_exit_3_and_makes_no_file(terminal):
    terminal("undo", code=3)
    assert not terminal.path.exists()


def test_r18_the_trail_keeps_what_a_correction_replaced(baclofen):
    baclofen("log", "dose", "baclofen", "--amount", "5 mg")
    (dose,) = baclofen.json("list")
    baclofen("record", "edit", dose["id"], "--amount", "10 mg")
    change = baclofen.json("trail")[-1]["changes"][0]
    assert (change["before"]["amount"], change["after"]["amount"]) == ("5", "10")


def test_r19_a_record_is_removed_and_restored(baclofen):
    baclofen("log", "symptom", "drowsiness", "2")
    (record,) = baclofen.json("list")
    baclofen("record", "remove", record["id"][:8])
    assert baclofen.json("list") == []
    baclofen("record", "restore", record["id"])
    assert baclofen.json("list") == [record]


def _fill(terminal):
    terminal("log", "dose", "baclofen", "--at", "08:04", "--note", "=with breakfast, “no” nausea")
    terminal("log", "dose", "baclofen", "--skip", "--planned", "yesterday 20:00")
    terminal("log", "symptom", "spasms", "7", "--at", "-30m")
    terminal("log", "symptom", "seizure", "--note", "<b>$x_{$</b>")
    terminal("log", "check", "--yes", "hallucinations", "--followup", "fever=no")
    terminal("log", "note", "No seizures, but very dizzy 🙂 \u202eabc")
    terminal("log", "event", "infection", "bladder")
    terminal("flags", "ack", "hallucinations", "--done", "called")
    removed = terminal.json("list")[0]["id"]
    terminal("record", "remove", removed)


def test_r14_an_export_into_an_empty_diary_is_the_same_diary(baclofen, tmp_path):
    _fill(baclofen)
    before = {name: baclofen.json(*name.split()) for name in ("list", "medicine list", "flags",
                                                             "list --removed")}  # fmt: skip
    baclofen("export", "json", "-o", str(tmp_path / "out.json"))
    baclofen.path = tmp_path / "other.db"
    baclofen("import", str(tmp_path / "out.json"))
    assert {name: baclofen.json(*name.split()) for name in before} == before


def test_r14_the_trail_and_what_can_be_undone_move_along(baclofen, tmp_path):
    _fill(baclofen)
    baclofen("undo")
    trail = baclofen.json("trail")
    baclofen("export", "json", "-o", str(tmp_path / "out.json"))
    baclofen.path = tmp_path / "other.db"
    baclofen("import", str(tmp_path / "out.json"))
    assert baclofen.json("trail") == trail
    assert "baclofen, 21 Nov 20:00: removed" in baclofen("redo")
    assert "baclofen, 21 Nov 20:00: removed" in baclofen("undo")
    assert "flag acknowledged" in baclofen("undo")
    assert "sound" in baclofen("check")


def test_a_trail_that_does_not_lead_to_the_records_is_refused(baclofen, tmp_path):
    _fill(baclofen)
    path = tmp_path / "out.json"
    baclofen("export", "json", "-o", str(path))
    document = json.loads(path.read_text())
    document["trail"].pop()
    path.write_text(json.dumps(document))
    baclofen.path = tmp_path / "other.db"
    baclofen("import", str(path), code=2)
    assert "trail" in baclofen.err
    assert baclofen.json("list") == []


def test_a_dry_run_keeps_nothing_and_a_filled_diary_wants_merge(baclofen, tmp_path):
    _fill(baclofen)
    baclofen("export", "json", "-o", str(tmp_path / "out.json"))
    baclofen("import", str(tmp_path / "out.json"), code=2)
    assert "nothing new" in baclofen("import", str(tmp_path / "out.json"), "--merge")
    baclofen.path = tmp_path / "other.db"
    assert "Would import" in baclofen("import", str(tmp_path / "out.json"), "--dry-run")
    assert baclofen.json("list") == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["tables"]["doses"][0].update(amount="ten"),
        lambda d: d["tables"]["doses"][0].update(outcome="eaten"),
        lambda d: d["tables"]["doses"][0].update(medicine_id="nobody"),
        lambda d: d["tables"]["doses"][0].update(taken_utc="yesterday"),
        lambda d: d["tables"].update(secrets=[{"id": "1"}]),
        lambda d: d.update(schema=99),
        lambda d: d.pop("tables"),
    ],
)
def test_an_unsound_file_is_refused_and_nothing_comes_in(baclofen, tmp_path, spoil):
    _fill(baclofen)
    path = tmp_path / "out.json"
    baclofen("export", "json", "-o", str(path))
    document = json.loads(path.read_text())
    spoil(document)
    path.write_text(json.dumps(document))
    baclofen.path = tmp_path / "other.db"
    baclofen("import", str(path), code=2)
    assert baclofen.json("list") == []


@pytest.mark.parametrize("text", ["", "[", "[" * 100_000, '{"format": "dose-diary", "format": 1}',
                                  '{"format": "dose-diary", "schema": NaN}'])  # fmt: skip
def test_what_is_not_an_export_is_refused(terminal, tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text)
    terminal("import", str(path), code=2)


def test_backup_and_restore(baclofen, tmp_path):
    baclofen("log", "dose", "baclofen")
    path = baclofen("backup", str(tmp_path / "backups")).strip()
    baclofen("undo")
    baclofen("restore", path)
    assert len(baclofen.json("list")) == 1
    assert "kept as" in baclofen.err or list(tmp_path.glob("*before-restore*"))
    assert "sound" in baclofen("check")


def test_the_emergency_card_is_written_with_a_pump_and_without_one(baclofen, tmp_path):
    path = tmp_path / "card.pdf"
    baclofen("export", "card", "-o", str(path))
    assert path.read_bytes().startswith(b"%PDF")
    pump = ("--form", "pump", "--rate", "150 mcg/day", "--strength", "500 mcg/mL")
    baclofen("medicine", "add", "intrathecal", *pump, "--refill-by", "2026-12-24")
    baclofen("export", "card", "-o", str(path))
    assert path.read_bytes().startswith(b"%PDF")


def test_an_export_of_a_version_that_kept_labels_is_imported_and_shown_with_them(
    baclofen, tmp_path
):
    baclofen("log", "dose", "baclofen")
    baclofen("export", "json", "-o", str(tmp_path / "out.json"))
    document = json.loads((tmp_path / "out.json").read_text())
    for entry in document["trail"]:
        assert entry.pop("deed")
    document["trail"][-1]["label"] = "Log dose"
    (tmp_path / "old.json").write_text(json.dumps(document))
    baclofen.path = tmp_path / "other.db"
    baclofen("import", str(tmp_path / "old.json"))
    assert baclofen.json("trail")[-1]["label"] == "Log dose"
    assert "Undone: Log dose." in baclofen("undo")


def test_an_event_has_its_name_and_no_id_in_the_list(terminal):
    terminal("log", "event", "new_therapy", "physio")
    assert "New therapy" in terminal("list")
    assert "New therapy, 22 Nov 14:05: logged" in terminal("undo")


def _copies(terminal):
    return sorted((terminal.path.parent / "backups").glob("*.db"))


def test_commands_that_write_are_backed_up_each_half_hour_and_those_that_read_never(baclofen):
    baclofen.at("2026-11-22T14:30:00+01:00")("log", "symptom", "spasms", "5")
    assert _copies(baclofen) == []
    baclofen.at("2026-11-22T14:36:00+01:00")("today")
    assert _copies(baclofen) == []
    baclofen("log", "symptom", "spasms", "6")
    baclofen("log", "symptom", "spasms", "7")
    (copy,) = _copies(baclofen)
    assert baclofen.err == ""
    baclofen.path = copy
    assert [record["value"] for record in baclofen.json("list")] == [5, 6]


def test_a_record_is_stored_where_its_backup_cannot_be_made_and_that_is_said(baclofen):
    (baclofen.path.parent / "backups").write_text("in the way")
    baclofen.at("2026-11-22T15:00:00+01:00")("log", "symptom", "spasms", "5")
    assert "backups" in baclofen.err
    assert len(baclofen.json("list")) == 1


def test_a_backup_made_by_hand_is_the_last_one(baclofen, tmp_path):
    baclofen("backup", str(tmp_path / "named"))
    assert "2026-11-22T14:05:00+01:00" in baclofen("settings", "last_backup")


@pytest.mark.parametrize("form", ["csv", "fhir"])
def test_a_copy_holds_the_whole_diary_and_says_what_a_span_leaves_out(baclofen, form):
    baclofen("log", "symptom", "spasms", "4", "--at", "2025-01-05 08:00")
    baclofen("log", "symptom", "spasms", "6")
    assert "2025-01-05" in baclofen("export", form, "-o", "-")
    assert "2 of 2 records written." in baclofen.err
    assert "2025-01-05" not in baclofen("export", form, "-o", "-", "--from", "2026-11-01")
    assert "1 of 2 records written." in baclofen.err


def test_a_table_in_a_file_has_its_dictionary_beside_it(baclofen, tmp_path):
    baclofen("export", "csv", "-o", str(tmp_path / "mine.csv"))
    assert {each.name for each in tmp_path.glob("mine*")} == {"mine.csv", "mine.dictionary.csv"}
