"""What only looks, as a person reads it: the day, the list, figures, the trail, a picture."""

import csv
import io
import json

import pytest

PICTURES = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


@pytest.fixture
def diary(baclofen):
    """Two doses and one skipped today, one extra, ratings of two days, a note."""
    baclofen("log", "dose", "baclofen", "--at", "08:04")
    baclofen("log", "dose", "baclofen", "--at", "09:10", "--amount", "5 mg")
    baclofen("log", "dose", "baclofen", "--skip", "--planned", "yesterday 20:00")
    baclofen("log", "symptom", "spasms", "7", "--at", "yesterday 9:00")
    baclofen("log", "symptom", "spasms", "4", "--at", "9:00")
    baclofen("log", "note", "=legs heavy", "--at", "10:00")
    return baclofen


def test_the_day_lists_each_slot_with_its_state_and_what_was_taken(diary):
    lines = diary("today").splitlines()
    assert lines[:5] == [
        "2026-11-22",
        "08:00  baclofen  10 mg  Taken 10 mg 08:04",
        "14:00  baclofen  10 mg  Due now",
        "20:00  baclofen  10 mg  Later",
        "09:10  baclofen  5 mg  extra",
    ]
    assert lines[5] == "So far: 15 mg of baclofen. Planned: 30 mg."


def test_the_day_lists_what_is_only_taken_when_needed_and_when_it_last_was(diary):
    add = ["medicine", "add", "paracetamol", "--strength", "500 mg", "--dose", "500 mg"]
    diary(*add, "--as-needed", "--from", "2026-11-15")
    assert "paracetamol  500 mg  only when needed" in diary("today")
    diary("log", "dose", "paracetamol", "--at", "12:00")
    assert "paracetamol  500 mg  only when needed  2026-11-22 12:00" in diary("today")


def test_the_list_is_in_order_of_time_and_keeps_to_its_days_and_its_kind(diary):
    at = [line.split("  ")[0] for line in diary("list").splitlines()]
    assert at == sorted(at)
    assert len(at) == 6
    assert "spasms" in diary("list", "--kind", "symptom", "--to", "yesterday").lower()
    assert len(diary.json("list", "--kind", "symptom")) == 2
    assert {record["kind"] for record in diary.json("list", "--from", "today")} == {
        "dose", "symptom", "note",
    }  # fmt: skip


def test_the_list_for_a_spreadsheet_has_a_row_a_record_and_no_formula(diary):
    table = list(csv.DictReader(io.StringIO(diary("list", "--csv"))))
    assert [row["id"] for row in table] == [record["id"] for record in diary.json("list")]
    assert "'=legs heavy" in next(row for row in table if row["kind"] == "note").values()


def test_an_empty_list_for_a_spreadsheet_has_its_header(terminal):
    assert terminal("list", "--csv") == "id,kind,at,recorded_at\n"


def test_the_figures_say_what_they_rest_on(diary):
    lines = diary("stats", "--from", "yesterday", "--to", "today").splitlines()
    assert lines == [
        "baclofen: 1 of 2 recorded doses taken, 2 not recorded",
        "spasms: on 2 of 2 days",
    ]


def test_the_figures_of_days_without_a_record_are_no_zeros(diary):
    doses = diary.json("stats", "--from", "-5d", "--to", "-3d")["doses"]["baclofen"]
    assert (doses["planned"], doses["not_recorded"], doses["taken"]) == (9, 9, 0)
    assert doses["taken_of_recorded"] is None


def test_the_trail_names_every_edit_in_order(diary):
    numbers = [int(line.split()[0]) for line in diary("trail").splitlines()]
    assert numbers == [entry["edit"] for entry in diary.json("trail")] == sorted(numbers)
    assert "baclofen 5 mg, 22 Nov 09:10: logged" in diary("trail")


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("symptoms", "svg"), ("symptoms", "png"), ("symptoms", "pdf"), ("doses", "svg"),
     ("calendar", "svg"), ("day", "svg")],
)  # fmt: skip
def test_a_picture_is_written_and_said_in_words(diary, tmp_path, kind, ending):
    path = tmp_path / f"picture.{ending}"
    days = ["--from", "today", "--to", "today"] if kind == "day" else []
    assert str(path) in diary("chart", kind, *days, "-o", str(path))
    assert path.read_bytes().startswith(PICTURES[ending])
    assert diary.err.strip()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["chart", "symptoms", "-o", "p.gif"], 2),
        (["chart", "nonsense", "-o", "p.svg"], 2),
        (["chart", "symptoms", "--symptom", "nonsense", "-o", "p.svg"], 2),
        (["chart", "symptoms"], 2),
        (["read"], 2),
        (["list", "--kind", "nonsense"], 2),
    ],
)
def test_what_cannot_be_shown_is_refused_and_nothing_is_written(diary, tmp_path, words, code):
    diary(*words[:-1], *([str(tmp_path / words[-1])] if "-o" in words else words[-1:]), code=code)
    assert not [path for path in tmp_path.iterdir() if path.suffix in (".svg", ".gif")]


def test_looking_changes_nothing(diary, tmp_path):
    before = json.dumps(diary.json("trail"))
    for words in (["today"], ["list"], ["stats"], ["read", "no seizures"], ["trail"]):
        assert diary(*words) == diary(*words)
    diary("chart", "symptoms", "-o", str(tmp_path / "p.svg"))
    assert json.dumps(diary.json("trail")) == before


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f"])
def test_json_of_a_record_turns_no_terminal_around_and_loses_nothing(terminal, sign):
    words = f"no seizures{sign} today"
    terminal("log", "note", words)
    assert sign not in terminal("list", "--json")
    assert words in [each.get("text") for each in terminal.json("list")]


@pytest.mark.parametrize("sign", ["\u202e", "\x1b", "\x9b"])
def test_json_of_read_lines_turns_no_terminal_around_and_loses_nothing(terminal, tmp_path, sign):
    lines = tmp_path / "lines.txt"
    lines.write_text(f"no seizures{sign} today\n", encoding="utf-8")
    told = terminal("read", "--lines", str(lines))
    assert sign not in told
    assert json.loads(told)["text"] == f"no seizures{sign} today"
