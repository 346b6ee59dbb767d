"""Usage: exit codes, examples, and what stays out of the process."""

import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from diary_app.cli import commands
from diary_app.cli.commands import tree
from diary_app.cli.declare import PROGRAM, Noun

CLI = Path(commands.__file__).parent


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


def _commands(command, path=()):
    yield path, command
    if isinstance(command, Noun):
        for name in command.list_commands(None):
            yield from _commands(command.get_command(None, name), (*path, name))


COMMANDS = dict(_commands(tree()))


def test_every_command_is_in_the_file_where_it_is_looked_for():
    files = {
        file: tuple(each.name for each in commands._declared(file)) for file in commands._FILES
    }
    assert files == commands._FILES
    with_commands = {p.stem for p in CLI.glob("*.py") if "\ndef commands()" in p.read_text()}
    assert with_commands == set(files)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_shows_its_help_with_an_example_that_is_its_own(terminal, path):
    shown = terminal(*path, "--help")
    (example,) = re.findall(r"Example: dose-diary (.+)", shown)
    words = shlex.split(example)
    assert path == tuple(words[: len(path)])


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_example_is_one_that_the_command_takes(path):
    """The words of the example are read; nothing is done."""
    done = []
    words = shlex.split(COMMANDS[path].example)
    with tree().make_context(PROGRAM, words, obj=lambda verb, options: done.append(verb)) as ctx:
        ctx.command.invoke(ctx)
    assert len(done) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["medcine", "list"], "Did you mean “medicine”?"),
        (["log", "does", "baclofen"], "Did you mean “dose”?"),
        (["medicine"], "Known: add, change, correct, stop, hold, resume, refill, list."),
        (["today", "--jsn"], "There is no option --jsn here. Did you mean --json?"),
        (["today", "--quiet"], "It stands before the command: dose-diary --quiet"),
        (["log", "dose"], "NAME is missing. Example: dose-diary log dose baclofen"),
        (["medicine", "stop", "baclofen"], "--from is missing. Example: dose-diary medicine stop"),
        (["log", "dose", "baclofen", "--at"], "--at needs a value."),
        (["log", "dose", "baclofen", "--note", "--skip"], "--note needs a value."),
        (["log", "note", "slept", "badly"], "does not take “badly”. A text of several words"),
        (["export", "exe", "-o", "-"], "“exe” is not known here. One of: pdf, html, csv"),
        (["demo", "x", "--years", "two"], "“two” is not a whole number."),
        (["import", "x", "--merge", "--into-new"], "--merge and --into-new do not go together."),
    ],
)
def test_wrong_usage_is_said_in_plain_words_with_what_to_do(terminal, words, said):
    assert terminal(*words, code=2) == ""
    assert said in terminal.err
    assert terminal.err.count("\n") == 1
    assert not terminal.path.exists()


def test_a_value_may_begin_with_a_dash(baclofen):
    baclofen("log", "dose", "baclofen", "--at", "-20m", "--note=--skip")
    (dose,) = baclofen.json("list")
    assert (dose["taken_at"][11:16], dose["note"]) == ("13:45", "--skip")


def test_bytes_that_are_no_text_are_not_stored(baclofen):
    baclofen("log", "note", "slept \udcff", code=2)
    baclofen("medicine", "add", "x", "--strength", "\udcff", code=2)
    assert "is not text in UTF-8" in baclofen.err


def test_an_interrupt_is_exit_130(baclofen, monkeypatch):
    monkeypatch.setattr("diary_app.services.today.sheet", _interrupt)
    baclofen("today", code=130)


def _interrupt(*_args):
    raise KeyboardInterrupt


def test_days_the_wrong_way_round_are_refused(baclofen):
    baclofen("stats", "--from", "2026-11-22", "--to", "2026-11-20", code=2)
    assert "last day lies before the first" in baclofen.err


def test_no_diary_gives_no_backup(terminal, tmp_path):
    terminal("backup", str(tmp_path / "copies"), code=3)
    assert not (tmp_path / "copies").exists()


def _complete(words, path):
    """What a shell is offered after `words`; the last one is half typed."""
    asked = {"_DOSE_DIARY_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words),
             "COMP_CWORD": str(len(words) - 1), "DIARY_DB": str(path)}  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "main.py"], env=os.environ | asked, capture_output=True, text=True
    )
    assert ended.stderr == ""
    return [line.partition(",")[2] for line in ended.stdout.splitlines()]


def test_a_shell_is_offered_commands_options_and_choices(tmp_path):
    path = tmp_path / "none.db"
    assert _complete(["dose-diary", "med"], path) == ["medicine"]
    assert "--strength" in _complete(["dose-diary", "medicine", "add", "--st"], path)
    assert _complete(["dose-diary", "export", "pd"], path) == ["pdf"]
    assert _complete(["dose-diary", "log", "dose", "b", "--by", ""], path) == ["me", "carer"]
    assert not path.exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_scripts_are_those_the_command_makes(shell):
    made = runpy.run_path("packaging/completions.py")["script"](shell)
    assert Path(f"packaging/completions/dose-diary.{shell}").read_text() == made + "\n"


@pytest.mark.parametrize("paper", ["a4", "letter", "A4", "LETTER"])
def test_a_choice_is_known_in_capitals_or_not(baclofen, tmp_path, paper):
    baclofen("export", "card", "--paper", paper, "-o", str(tmp_path / "card.pdf"))


@pytest.mark.parametrize(
    ("key", "typed", "kept"), [("paper", "letter", "Letter"), ("country", "de", "DE")]
)
def test_a_setting_of_a_few_words_takes_only_those(terminal, key, typed, kept):
    terminal("settings", key, typed)
    terminal("settings", key, "Utopia", code=2)
    assert "It can be: A" in terminal.err
    assert terminal("settings", key) == f"{key}: {kept}\n"


def test_a_week_is_a_pdf_or_a_picture(baclofen, tmp_path):
    baclofen("export", "week", "-o", str(tmp_path / "week.txt"), code=2)
    assert list(tmp_path.glob("week*")) == []
