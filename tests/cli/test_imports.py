"""Records of other programs come in once, whole or not at all, and nothing is guessed."""

import json
import random

import pytest

from tests.exchange import foreign_samples as samples

ZONE = ("--zone-of-file", "Europe/Berlin")
OURS = ("--medicine", "Baclofen=baclofen", "--medicine", "Baclofen 10 mg=baclofen")
ANSWERS = (*ZONE, *OURS, "--scale", "Stiffness=0-10")


@pytest.fixture
def bring(baclofen, tmp_path):
    """Imports a file of that content; answers what --json says."""

    def bring(content, *words, code=0):
        path = tmp_path / "theirs"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = baclofen("import", str(path), *words, "--json", code=code)
        return json.loads(out) if out else None

    return bring


# name, content, new, already there, rows not understood, left out
FILES = {
    "mytherapy": (samples.MYTHERAPY, {"dose": 2, "symptom": 1}, 1, [6], 0),
    "mytherapy_bom_cr": (
        "\ufeff" + samples.MYTHERAPY.replace("\n", "\r"),
        {"dose": 2, "symptom": 1},
        1,
        [6],
        0,
    ),
    "medtimer": (
        samples.medtimer(
            samples.event("TAKEN"),
            samples.event("RAISED", 2),
            samples.event("DELETED", 3),
            samples.event("ACKNOWLEDGED", 4, reminderType="OUT_OF_STOCK"),
        ),
        {"dose": 1},
        0,
        [],
        3,
    ),
    "medtimer_said_again": (
        samples.medtimer(samples.event("TAKEN"), samples.event("TAKEN", amount="20 mg")),
        {"dose": 1},
        0,
        [1],
        0,
    ),
    "medtimer_events": (samples.EVENTS, {"dose": 1}, 0, [], 1),
    "dosage": (
        samples.dosage([1794812820000, 1], [1794956399999, -1], [1795042799999, 3], [1, 7]),
        {"dose": 3},
        0,
        [4],
        0,
    ),
    "dosage_new": ('{"history": {}}', {}, 0, [], 0),
    "track_and_graph": (samples.GRAPH, {"symptom": 3}, 0, [], 0),
    "bearable": (samples.BEARABLE, {"note": 1, "symptom": 2}, 0, [], 0),
    "apple_health": (samples.APPLE, {"symptom": 1}, 0, [], 0),
    "health_auto_export": (samples.AUTO_EXPORT, {"dose": 1}, 0, [], 1),
    "fhir": (samples.FHIR, {"dose": 1}, 0, [], 1),
    "loop": (
        samples.loop(Stretching="2026-11-17,YES_AUTO,\n2026-11-16,NO,slept in\n"),
        {"note": 1},
        0,
        [],
        1,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_what_is_new_what_is_there_and_what_is_not_understood(bring, name):
    content, new, already, rows, left_out = FILES[name]
    found = bring(content, *ANSWERS)
    assert found["new"] == new
    assert (found["already_there"], found["left_out"]) == (already, left_out)
    assert [row["row"] for row in found["not_understood"]] == rows


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_twice_adds_nothing_and_one_undo_takes_it_back(bring, baclofen, name):
    content, new, already, rows, left_out = FILES[name]
    bring(content, *ANSWERS)
    before = baclofen.json("list")
    again = bring(content, *ANSWERS)
    assert (again["new"], again["changed"]) == ({}, 0)
    total = sum(new.values()) + already + len(rows) + left_out
    assert again["already_there"] + len(again["not_understood"]) + again["left_out"] == total
    assert baclofen.json("list") == before
    if new:
        baclofen("undo")
        assert baclofen.json("list") == []


def test_nothing_is_stored_before_the_questions_are_answered(bring, baclofen):
    kinds = [asked["kind"] for asked in bring(samples.MYTHERAPY, code=4)]
    assert sorted(kinds) == ["medicine", "zone"]
    assert baclofen.json("list") == []
    rehearsed = bring(samples.MYTHERAPY, "--dry-run")
    assert rehearsed["new"] == {"dose": 2, "symptom": 1}
    assert rehearsed["own_things"] == ["Weight"]
    assert rehearsed["medicines"] == [{"theirs": "Baclofen 10 mg", "ours": None}]
    assert baclofen.json("list") == []


def test_a_planned_dose_is_bound_to_its_slot_and_counted_in_the_medicines_unit(bring, baclofen):
    bring(samples.MYTHERAPY, *ANSWERS)
    taken, skipped = baclofen.json("list", "--kind", "dose")
    assert (taken["amount"], taken["planned_at"]) == ("10 mg", "2026-11-16T08:00:00+01:00")
    assert (skipped["outcome"], skipped["reason"]) == ("skipped", "felt sick")
    assert baclofen.states("--day", "2026-11-16")[:2] == ["taken", "skipped"]
    assert "MyTherapy" in baclofen.json("trail")[-1]["label"]


def test_a_status_changed_between_two_exports_is_taken_over_and_the_trail_keeps_both(
    bring, baclofen
):
    bring(samples.MYTHERAPY, *ANSWERS)
    later = samples.MYTHERAPY.replace("rejected,felt sick", "confirmed,")
    assert bring(later, *ANSWERS)["changed"] == 1
    assert [dose["outcome"] for dose in baclofen.json("list", "--kind", "dose")] == [
        "taken",
        "taken",
    ]
    (change,) = baclofen.json("trail")[-1]["changes"]
    assert change["before"]["outcome"] == "skipped"


def test_what_was_corrected_here_is_not_undone_by_the_same_file(bring, baclofen):
    bring(samples.MYTHERAPY, *ANSWERS)
    baclofen("record", "edit", baclofen.json("list")[0]["id"], "--amount", "5 mg")
    assert bring(samples.MYTHERAPY, *ANSWERS)["already_there"] == 4
    assert baclofen.json("list")[0]["amount"] == "5 mg"
    changed = samples.MYTHERAPY.replace("1.0,pill(s),confirmed", "2.0,pill(s),confirmed")
    (asked,) = bring(changed, *ANSWERS, code=4)
    assert (asked["kind"], asked["here"]["amount"]) == ("record", "5 mg")
    bring(changed, *ANSWERS, "--prefer", "there")
    assert baclofen.json("list")[0]["amount"] == "20 mg"


def test_an_answer_by_hand_to_the_same_slot_is_asked_about(bring, baclofen):
    slot = "2026-11-16T08:00:00+01:00"
    baclofen("log", "dose", "baclofen", "--skip", "--planned", slot)
    (asked,) = bring(samples.MYTHERAPY, *ANSWERS, code=4)
    assert (asked["here"]["outcome"], asked["there"]["outcome"]) == ("skipped", "taken")


@pytest.mark.parametrize("text", ["", "1½", "1 cuillère"])
def test_an_amount_that_is_not_known_is_not_guessed_and_its_text_is_kept(bring, baclofen, text):
    bring(samples.medtimer(samples.event("TAKEN", amount=text)), *OURS)
    (dose,) = baclofen.json("list")
    assert (dose["outcome"], dose["amount"], dose["note"]) == ("taken", None, text)
    assert baclofen.states("--day", "2026-11-16")[0] == "taken"
    figures = baclofen.json("stats", "--from", "2026-11-16")["doses"]["baclofen"]
    assert (figures["taken"], figures["mg_taken"]) == (1, "0 mg")
    assert "not known" in baclofen("today", "--day", "2026-11-16")
    for form in ("csv", "fhir", "json"):
        baclofen("export", form, "-o", "-")
    baclofen("check")
    baclofen("flags")


def test_a_habit_that_was_answered_is_a_dose_of_which_neither_time_nor_amount_is_known(
    bring, baclofen
):
    content = samples.loop(Baclofen="2026-11-16,YES_MANUAL,\n2026-11-15,YES_AUTO,\n")
    assert bring(content, *ANSWERS)["new"] == {"dose": 1}
    (dose,) = baclofen.json("list")
    assert (dose["amount"], dose["time_known"], dose["planned_at"]) == (None, False, None)
    assert "taken" not in baclofen.states("--day", "2026-11-16")


def test_a_medicine_is_made_or_left_out_as_answered(bring, baclofen):
    assert bring(samples.MYTHERAPY, *ZONE, "--medicine", "Baclofen 10 mg=")["left_out"] == 3
    bring(samples.MYTHERAPY, *ZONE, "--medicine", "Baclofen 10 mg=Lioresal")
    made = next(one for one in baclofen.json("medicine", "list") if one["name"] == "Lioresal")
    assert (made["strengths"], made["substance"]) == (["10 mg tablet"], "baclofen")


def dosage_csv(day, clock, state, confirmed=""):
    header = "Date,Time,Name,Dose,Status,Time Confirmed\n"
    return header + f'"{day}","{clock}","Baclofen","10 mg","{state}","{confirmed}"'


@pytest.mark.parametrize(
    ("zone", "row", "planned"),
    [
        ("America/New_York", ("2026-11-17", "08:00", "Missed"), "2026-11-16T08:00:00-05:00"),
        ("Europe/Berlin", ("2026-11-17", "08:00", "Missed"), "2026-11-17T08:00:00+01:00"),
        (
            "Europe/Berlin",
            ("2026-11-16", "00:15", "Confirmed", "00:20"),
            "2026-11-17T00:15:00+01:00",
        ),
        (
            "Europe/Berlin",
            ("2026-11-16", "23:30", "Confirmed", "00:10"),
            "2026-11-16T23:30:00+01:00",
        ),
    ],
)
def test_the_day_in_utc_of_a_dosage_table_is_the_day_on_the_wall(
    bring, baclofen, zone, row, planned
):
    baclofen.zone = zone
    bring(dosage_csv(*row), *OURS[:2], "--zone-of-file", zone)
    assert baclofen.json("list", "--kind", "dose")[0]["planned_at"] == planned


def test_tablets_of_one_day_without_a_time_are_as_many_as_the_table_has(bring, tmp_path):
    (tmp_path / "map.json").write_text(json.dumps({"columns": {"date": "d", "medicine": "m"}}))
    words = ("--map", str(tmp_path / "map.json"), *ZONE, "--medicine", "Lio=baclofen")
    table = "d,m\n" + "2026-11-16,Lio\n" * 3
    assert bring(table, *words)["new"] == {"dose": 3}
    assert bring(table, *words)["new"] == {}


def test_a_column_of_values_names_what_they_are_of(bring, baclofen, tmp_path):
    plain = {"columns": {"date": "Tag", "value": "Pain"}, "date": "DD.MM.YYYY"}
    (tmp_path / "map.json").write_text(json.dumps(plain))
    words = ("--map", str(tmp_path / "map.json"), *ZONE, "--scale", "Pain=0-10")
    assert bring("Tag;Pain\n16.11.2026 21:00;4\n17.11.2026;\n", *words)["new"] == {"symptom": 1}
    (found,) = baclofen.json("list", "--kind", "symptom")
    assert (found["value"], found["at"]) == (4, "2026-11-16T21:00:00+01:00")


def test_a_file_brought_again_under_another_name_moves_its_doses_whole(bring, baclofen):
    """A new medicine that only a changed record is of is stored with it."""
    bring(samples.FHIR, *OURS)
    other = samples.FHIR.replace('"value": 10000', '"value": 5000')
    bring(other, "--medicine", "Baclofen=Lioresal", "--prefer", "there")
    names = {one["medicine"] for one in baclofen.json("list", "--kind", "dose")}
    assert names == {"Lioresal"}


def test_any_table_comes_in_by_a_map_of_its_columns(bring, tmp_path):
    (tmp_path / "map.json").write_text(samples.MAP)
    words = ("--map", str(tmp_path / "map.json"), *ZONE, "--medicine", "Lio=baclofen")
    found = bring(samples.TABLE, *words)
    assert (found["new"], found["left_out"]) == ({"dose": 1}, 1)
    again = bring(samples.TABLE, *words[2:])  # the map is kept for tables of these columns
    assert (again["new"], again["already_there"]) == ({}, 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("SQLite format 3\0", "database"),
        (samples.BOMB, "entities"),
        ("[" * 100_000, "nested"),
        ('{"a": 1,}', "line 1"),
        ("<a>", "XML"),
        ("date,pain\n", "columns: date, pain"),
        (b"PK\x03\x04", "damaged ZIP"),
        (b"\xff\xfe\xfd", "cannot"),
        ("", "empty"),
        ("%PDF-1.7", "paper"),
    ],
)
def test_a_wrong_file_is_named_and_changes_nothing(bring, baclofen, content, says):
    bring(content, code=2)
    assert says in baclofen.err
    assert len(baclofen.json("trail")) == 1


def test_a_folder_is_no_file_of_records(baclofen, tmp_path):
    baclofen("import", str(tmp_path), code=1)
    assert "folder" in baclofen.err


def test_an_import_that_asks_makes_no_file(terminal, tmp_path):
    (tmp_path / "theirs").write_text(samples.MYTHERAPY)
    terminal("import", str(tmp_path / "theirs"), code=4)
    assert not terminal.path.exists()


def test_our_own_fhir_brings_its_plan_and_its_doses_to_an_empty_diary(baclofen, tmp_path):
    baclofen("log", "dose", "baclofen", "--at", "08:04")
    before = baclofen.json("today")["doses"]
    path = tmp_path / "own.json"
    baclofen("export", "fhir", "-o", str(path))
    baclofen.path = tmp_path / "other.db"
    baclofen("import", str(path), "--medicine", "baclofen=baclofen")
    keys = ("planned_at", "amount", "state", "taken_at", "taken_amount")
    after = baclofen.json("today")["doses"]
    assert [[one[key] for key in keys] for one in after] == [
        [one[key] for key in keys] for one in before
    ]


def test_our_own_table_saved_anew_with_other_signs_is_recognised(bring, baclofen, tmp_path):
    baclofen("export", "csv", "-o", str(tmp_path / "own.csv"))
    bring((tmp_path / "own.csv").read_bytes().replace(b",", b";"), code=2)
    assert "export json" in baclofen.err


def test_a_number_that_no_symptom_has_is_kept_as_an_own_thing_in_its_unit(bring, baclofen):
    for _again in range(2):
        bring(samples.MYTHERAPY, *ANSWERS)
    (weight,) = baclofen.json("list", "--kind", "symptom")
    assert (weight["label"], weight["value"], weight["unit"]) == ("Weight", 70.5, "kg")
    (thing,) = baclofen.json("track", "list")
    assert (thing["scale"], thing["unit"]) == ("number", "kg")


def test_a_backup_says_its_version_and_brings_its_plan_into_an_empty_diary(terminal, tmp_path):
    reminder = {"timeInMinutes": 480, "amount": "10 mg", "days": [True] * 7, "active": True}
    item = {"medicine": {"name": "Baclofen"}, "reminders": [reminder]}
    path = tmp_path / "backup"
    path.write_text(json.dumps({"version": 25, "list": [item]}))
    found = terminal.json("import", str(path), "--medicine", "Baclofen=Baclofen")
    assert found["recognised"] == "MedTimer, version 25, medicines only"
    assert found["new"] == {"medicine": 1}
    assert terminal.states() == ["due"] or terminal.json("medicine", "list")[0]["courses"]


def test_another_plan_of_the_same_days_is_asked_about_and_one_stays_in_force(
    bring, baclofen, tmp_path
):
    reminder = {"timeInMinutes": 480, "amount": "20 mg", "days": [True] * 7}
    item = {"medicine": {"name": "Baclofen"}, "reminders": [reminder]}
    content = json.dumps({"version": 25, "list": [item]})
    (asked,) = bring(content, *OURS, code=4)
    assert asked["kind"] == "plan"
    bring(content, *OURS, "--prefer", "there")
    courses = baclofen.json("medicine", "list")[0]["courses"]
    assert [course["until"] for course in courses] == ["2026-11-21", None]


@pytest.mark.parametrize("seed", range(6))
def test_every_row_of_a_torn_file_is_counted_once(bring, seed):
    chance = random.Random(seed)
    header, *lines = samples.MYTHERAPY.splitlines()
    drawn = [chance.choice(lines) for _ in range(12)]
    torn = [
        line[: chance.randrange(3, len(line))] if chance.random() < 0.4 else line for line in drawn
    ]
    found = bring("\n".join([header, *torn]), *ANSWERS, "--dry-run")
    counted = sum(found["new"].values()) + found["already_there"] + found["left_out"]
    assert counted + len(found["not_understood"]) == 12
