"""A diary with eight own things, places and lengths over two years goes out and comes back whole.

Made by the command line, in summer and in winter time and in two zones.
"""

import csv
import io
import json
from datetime import date, timedelta

import pytest

THINGS = {
    "cold feet": (["--scale", "0-10", "--regions", "--tile"], "6"),
    "mood today": (["--scale", "words", "--best", "high"], "good"),
    "did my exercises": (["--scale", "yes-no", "--best", "high"], "yes"),
    "woken at night": (["--scale", "count"], "3"),
    "weight": (["--scale", "number", "--unit", "kg"], "72.5"),
    "temperature": (["--scale", "number", "--unit", "°C", "--not-on-paper"], "36.9"),
    "steps": (["--scale", "number", "--unit", "steps"], "4200"),
    "=SUM(A1) Łódź": (["--scale", "0-10", "--best", "high"], "0"),
}
PLACES = ["left leg", "left-leg,right-foot", "neck", ""]
FIRST = date(2024, 11, 23)


def keep_a_diary(terminal):
    """Two years: something every eleventh day, and one of each kind of record."""
    add = ["medicine", "add", "baclofen", "--strength", "10 mg", "--dose", "10 mg"]
    terminal.at("2024-11-23T12:00:00+01:00")
    terminal(*add, "--as-needed", "--from", "2024-11-23")
    for name, (options, _value) in THINGS.items():
        terminal("track", "add", name, *options)
    terminal("goal", "add", "walk to the shop")
    names = list(THINGS)
    for n in range(0, 728, 11):
        day = FIRST + timedelta(days=n)
        terminal.zone = "Europe/Berlin" if n % 3 else "America/New_York"
        terminal.at(f"{day}T18:00:00+00:00")
        name = names[n % len(names)]
        terminal("log", "symptom", name, THINGS[name][1], "--by", "carer" if n % 2 else "me")
        where = PLACES[n % len(PLACES)]
        length = ["--from", "11:00"] + (["--until", "12:30"] if n % 2 else [])
        terminal("log", "symptom", "spasms", str(n % 11), "--where", where, *length)
    terminal("log", "event", "physio", "--minutes", "45", "--until", "2026-11-20")
    terminal("log", "fall", "--where", "bath", "--hurt", "knee", "--before", "got up", "--head")
    terminal("measure", "troubled", "3", "--part", "night")
    terminal("measure", "goal", "4")
    terminal("log", "check", "--yes", "confusion", "--not-sure", "seizure")
    terminal("log", "note", "cold feet, but no seizure\nat all")
    terminal("log", "dose", "baclofen", "--at", "11:00", "--time-unknown")
    (dose,) = terminal.json("list", "--kind", "dose")
    terminal("helped", dose["id"], "better", "--minutes", "40")
    terminal("track", "archive", "steps")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The diary, made once: a hundred and fifty commands."""
    return tmp_path_factory.mktemp("kept") / "kept.db"


@pytest.fixture
def kept(terminal, path):
    """A terminal on the diary that is made once."""
    terminal.path = path
    if not path.exists():
        keep_a_diary(terminal)
    terminal.zone = "Europe/Berlin"
    return terminal.at("2026-11-22T14:05:00+01:00")


def told(terminal, *leave_out):
    """What the diary says of everything, as far as that form of it holds it."""
    found = terminal.json("list")
    listed = [{k: v for k, v in one.items() if k not in leave_out} for one in found]
    things = terminal.json("track", "list")
    stats = terminal.json("stats", "--from", "2024-11-23", "--to", "2026-11-22")
    return listed, things, terminal.json("goal", "list"), stats["numbers"], stats["helped"]


def test_nothing_is_lost_in_json(kept, tmp_path):
    before = told(kept), kept.json("trail")
    file = tmp_path / "diary.json"
    kept("export", "json", "-o", str(file))
    kept.path = tmp_path / "new.db"
    kept("import", str(file))
    assert (told(kept), kept.json("trail")) == before


def test_nothing_is_lost_in_the_table(kept, tmp_path):
    plan = ["medicine", "add", "baclofen", "--strength", "10 mg", "--dose", "10 mg"]
    before = told(kept)
    file = tmp_path / "diary.csv"
    kept("export", "csv", "-o", str(file))
    kept.path = tmp_path / "new.db"
    kept(*plan, "--as-needed", "--from", "2024-11-23")
    kept("import", str(file), "--medicine", "baclofen=baclofen")
    assert told(kept) == before
    again = ["import", str(file), "--dry-run", "--medicine", "baclofen=baclofen"]
    assert kept.json(*again)["new"] == {}
    kept("undo")
    assert len(kept.json("list")) == 0


WORDS = ("note", "reason", "hurt", "before", "words")  # FHIR leaves the person's words at home


def test_nothing_but_free_words_is_lost_in_fhir(kept, tmp_path):
    def without_words():
        listed, *others = told(kept, *WORDS)
        listed = [one for one in listed if one["kind"] != "note"]
        return [one | ({"where": ""} if one["kind"] == "fall" else {}) for one in listed], *others

    before = without_words()
    file = tmp_path / "diary.json"
    kept("export", "fhir", "-o", str(file))
    kept.path = tmp_path / "new.db"
    kept("import", str(file), "--medicine", "baclofen=baclofen")
    assert without_words() == before
    again = ["import", str(file), "--dry-run", "--medicine", "baclofen=baclofen"]
    assert kept.json(*again)["new"] == {}


@pytest.mark.parametrize(
    ("commands", "kind"),
    [
        ([["track", "rename", "weight", "body weight"]], "name"),
        ([["record", "edit", "FALL", "--where", "kitchen"]], "where"),
        ([["record", "edit", "MEASURE", "--value", "1"]], "value"),
    ],
)
def test_what_was_changed_here_since_is_asked_and_never_overwritten(
    terminal, tmp_path, commands, kind
):
    terminal("track", "add", "weight", "--scale", "number", "--unit", "kg")
    terminal("log", "fall", "--where", "bath")
    terminal("measure", "troubled", "3", "--part", "morning")
    file = tmp_path / "diary.csv"
    terminal("export", "csv", "-o", str(file))
    ids = {one["kind"].upper(): one["id"] for one in terminal.json("list")}
    for words in commands:
        terminal(*(ids.get(word, word) for word in words))
    before = terminal.json("list"), terminal.json("track", "list")
    (asked,) = json.loads(terminal("import", str(file), "--json", code=4))
    assert asked["kind"] == "record"
    assert asked["here"][kind] != asked["there"][kind]
    assert (terminal.json("list"), terminal.json("track", "list")) == before
    terminal("import", str(file), "--prefer", "there")
    assert (terminal.json("list"), terminal.json("track", "list")) != before


@pytest.mark.parametrize("column", range(2, 30))
def test_a_table_with_a_cell_that_was_altered_is_read_or_told_and_never_a_fault(
    terminal, tmp_path, column
):
    terminal("track", "add", "weight", "--scale", "number", "--unit", "kg")
    terminal("log", "symptom", "weight", "72.5", "--from", "08:00", "--until", "09:00")
    terminal("log", "fall", "--where", "bath")
    terminal("measure", "troubled", "3", "--part", "morning")
    file = tmp_path / "diary.csv"
    terminal("export", "csv", "-o", str(file))
    header, *lines = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    for line in lines:
        line[column - 1] = "odd \u00e9 9"
    text = io.StringIO()
    csv.writer(text).writerows([header, *lines])
    file.write_text(text.getvalue(), "utf-8-sig")
    terminal.path = tmp_path / "new.db"
    found = terminal.json("import", str(file), "--dry-run")
    counted = sum(found["new"].values()) + len(found["not_understood"]) + found["left_out"]
    assert counted + found["already_there"] == len(lines)


UNTIL = {"until_utc", "until_offset", "until_zone"}
SINCE_THEN = {
    "observations": {"number", "unit", "regions", "lasting", *UNTIL},
    "events": {"minutes", "entered_by"},
    "falls": {"before"},
}
NEW_TABLES = ("tracked", "measurements", "goals", "helped")


def as_an_older_version_wrote_it(document):
    """The export without the tables and columns of the newest schema, in its trail too."""
    for table in NEW_TABLES:
        del document["tables"][table]
    every = [(t, row) for t, rows in document["tables"].items() for row in rows]
    changes = [change for entry in document["trail"] for change in entry["changes"]]
    every += [(table, row) for table, _id, *sides in changes for row in sides if row]
    for table, row in every:
        for column in SINCE_THEN.get(table, ()):
            del row[column]
    return document


def test_a_file_of_the_version_before_is_read_whole_with_its_trail(terminal, tmp_path):
    terminal("log", "symptom", "pain", "3")
    terminal("log", "fall", "--where", "bath")
    terminal("log", "event", "heat")
    before = terminal.json("list"), [entry["label"] for entry in terminal.json("trail")]
    document = json.loads(terminal("export", "json", "-o", "-"))
    file = tmp_path / "older.json"
    file.write_text(json.dumps(as_an_older_version_wrote_it(document)), "utf-8")
    terminal.path = tmp_path / "new.db"
    terminal("import", str(file))
    assert (terminal.json("list"), [e["label"] for e in terminal.json("trail")]) == before
    terminal("undo")
    assert "sound" in terminal("check")


def test_the_lossless_file_of_some_days_holds_their_records_and_says_how_many(baclofen):
    for day in ("2026-11-20", "2026-11-21"):
        baclofen("log", "note", f"a fit, {day}", "--at", f"{day} 09:00")
    baclofen("flags", "ack", "seizure")
    (note,) = [n for n in baclofen.json("list") if n["at"].startswith("2026-11-21")]
    part = json.loads(baclofen("export", "json", "--from", "2026-11-21", "-o", "-"))
    assert "1 of 2 records written." in baclofen.err
    assert [row["id"] for row in part["tables"]["notes"]] == [note["id"]]
    assert [row["record_id"] for row in part["tables"]["readings"]] == [note["id"]]
    assert (len(part["tables"]["courses"]), part["trail"]) == (1, [])


def test_the_lossless_file_of_some_days_can_be_brought_in(baclofen, tmp_path):
    baclofen("log", "dose", "baclofen", "--at", "yesterday 08:00")
    baclofen("log", "dose", "baclofen", "--at", "08:00")
    file = tmp_path / "today.json"
    baclofen("export", "json", "--from", "today", "-o", str(file))
    baclofen.path = tmp_path / "new.db"
    baclofen("import", str(file))
    assert [dose["at"][:10] for dose in baclofen.json("list")] == ["2026-11-22"]


def test_a_dry_run_tells_what_is_there_already_and_needs_no_word_to_merge(baclofen, tmp_path):
    baclofen("log", "dose", "baclofen", "--at", "08:00")
    file = tmp_path / "whole.json"
    baclofen("export", "json", "-o", str(file))
    found = baclofen.json("import", str(file), "--dry-run")
    assert (found["new"], found["already_there"]) == ({}, 3)
    baclofen("import", str(file), code=2)
    assert "--merge" in baclofen.err
