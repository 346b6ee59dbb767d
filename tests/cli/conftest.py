"""A diary driven as a person in a terminal would, at moments the test names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from diary_app.cli.main import run

BERLIN = "Europe/Berlin"


class Terminal:
    """Runs commands on one diary file. `code`, `out` and `err` are those of the last one."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._capsys = path, capsys
        self.now, self.zone = "2026-11-22T14:05:00+01:00", BERLIN
        self.code, self.out, self.err = 0, "", ""

    def __call__(self, *words: str, code: int = 0) -> str:
        """Run one command; its exit code must be `code`. Answers what it printed."""
        options = ["--db", str(self.path), "--now", self.now, "--zone", self.zone]
        try:
            self.code = run([*options, *words], lambda *_: 0)
        except SystemExit as stop:
            self.code = int(stop.code or 0)
        self.out, self.err = self._capsys.readouterr()
        assert self.code == code, f"{words}: exit {self.code}\n{self.out}{self.err}"
        assert "Traceback" not in self.err
        return self.out

    def json(self, *words: str) -> Any:
        """What a command prints with --json."""
        return json.loads(self(*words, "--json"))

    def at(self, now: str) -> Terminal:
        """The same terminal at another moment (offset included)."""
        self.now = now
        return self

    def states(self, *words: str) -> list[str]:
        """The states of the day's slots."""
        return [dose["state"] for dose in self.json("today", *words)["doses"]]


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal on a diary that is not there yet."""
    return Terminal(tmp_path / "diary.db", capsys)


@pytest.fixture
def baclofen(terminal: Terminal) -> Terminal:
    """A diary with baclofen 10 mg at 08:00, 14:00 and 20:00 since 15 November 2026."""
    add = ["medicine", "add", "baclofen", "--strength", "10 mg", "--dose", "10 mg"]
    terminal(*add, "--times", "08:00,14:00,20:00", "--from", "2026-11-15")
    return terminal
