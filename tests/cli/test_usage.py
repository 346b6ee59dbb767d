"""Usage: exit codes, examples, and what stays out of the process."""

import argparse

import pytest

from diary_app.cli import arguments


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["log"],
        ["log", "symptom", "no such thing"],
        ["log", "symptom", "drowsiness", "5"],
        ["log", "symptom", "drowsiness", "very much"],
        ["log", "symptom", "spasms", "11"],
        ["log", "check"],
        ["log", "check", "--yes", "seizure", "--none"],
        ["log", "check", "--yes", "headache"],
        ["today", "--day", "someday"],
        ["lock", "set"],
        ["export", "exe", "-o", "-"],
    ],
)
def test_wrong_usage_is_exit_2_with_a_reason(baclofen, words):
    baclofen(*words, code=2)
    assert baclofen.err.strip()


@pytest.mark.parametrize("now", ["2026-11-22T14:05", "noon", "2026-13-01T00:00Z"])
def test_now_needs_a_date_and_an_offset(terminal, now):
    terminal.at(now)("today", code=2)


def test_an_unknown_zone_is_refused(terminal):
    terminal.zone = "Mars/Olympus"
    terminal("today", code=2)
    assert "Mars/Olympus" in terminal.err


@pytest.mark.parametrize(
    ("what", "value", "stored"),
    [
        ("drowsiness", "moderate", ("drowsiness", 2)),
        ("DROWSINESS", "3", ("drowsiness", 3)),
        ("brain fog", None, ("mental_fog", None)),
        ("Stiffness", "10", ("spasticity", 10)),
        ("sleep", "0", ("sleep", 0)),
    ],
)
def test_a_symptom_by_id_label_or_synonym_and_its_own_scale(terminal, what, value, stored):
    terminal("log", "symptom", what, *([value] if value else []))
    (record,) = terminal.json("list")
    assert (record["symptom"], record["value"]) == stored


def test_the_check_s_no_is_kept_apart_from_not_asked(terminal):
    terminal("log", "check", "--not-sure", "confusion", "--not-asked", "seizure")
    answers = terminal.json("list")[0]["answers"]
    assert answers["confusion"] == "not_sure"
    assert answers["seizure"] == "not_asked"
    assert answers["hallucinations"] == "no"
    asked = terminal.json("stats")["symptoms"]
    assert "seizure" not in asked
    assert asked["hallucinations"] == {"asked": 1, "present": 0, "median_when_present": None,
                                       "worst": None, "days_at_3_or_more": 0}  # fmt: skip


def _parsers(parser):
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name in dict.fromkeys(action.choices):
                yield from _parsers(action.choices[name])


def test_every_command_has_an_example(monkeypatch):
    found = []
    monkeypatch.setattr(
        argparse.ArgumentParser, "parse_args", lambda self, argv: found.append(self)
    )
    arguments.parse([])
    without = [p.prog for p in _parsers(found[0]) if "Example" not in (p.epilog or "")]
    assert without == []


def test_days_the_wrong_way_round_are_refused(baclofen):
    baclofen("stats", "--from", "2026-11-22", "--to", "2026-11-20", code=2)
    assert "last day lies before the first" in baclofen.err


def test_no_diary_gives_no_backup(terminal, tmp_path):
    terminal("backup", str(tmp_path / "copies"), code=3)
    assert not (tmp_path / "copies").exists()
