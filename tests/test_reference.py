"""The command reference and the man page: made from the commands, with examples that are right."""

import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from diary_app.cli.commands import tree
from diary_app.cli.declare import PROGRAM

sys.path.insert(0, str(Path(__file__).parent.parent / "packaging"))
import reference

COMMANDS = list(reference.commands())


def test_the_page_and_the_man_page_are_as_the_commands_are():
    assert reference.PAGE.read_text("utf-8") == reference.page(), "python packaging/reference.py"
    assert reference.MAN.read_text("utf-8") == reference.man(), "python packaging/reference.py"


@pytest.mark.parametrize("words", [" ".join(words) for words, _command in COMMANDS])
def test_every_command_stands_on_the_page_with_an_example(words):
    assert f"`{PROGRAM} {words}" in reference.page()


@pytest.mark.parametrize(
    ("words", "command"), COMMANDS, ids=[" ".join(words) for words, _command in COMMANDS]
)
def test_an_example_is_a_line_that_the_command_takes(words, command):
    typed = shlex.split(reference.example(command))[1:]
    assert tuple(typed[: len(words)]) == words
    found = []
    root = tree()
    root.main(typed, PROGRAM, standalone_mode=False, obj=lambda *given: found.append(given))
    assert found


def test_the_man_page_is_read_without_a_complaint():
    try:
        done = subprocess.run(
            ["groff", "-man", "-ww", "-z", str(reference.MAN)],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("groff is not here, so the man page was not read")
    assert (done.returncode, done.stderr) == (0, "")


def test_no_command_is_without_help():
    groups = [command for _words, command in COMMANDS if isinstance(command, click.Group)]
    assert all(command.help for command in [*groups, *(one for _words, one in COMMANDS)])
