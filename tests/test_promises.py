"""The table of promises in tests/faults/README.md: each has a test, and each test is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PROMISES = [f"R{n}" for n in range(1, 22)] + [f"S{n}" for n in range(1, 8)]
PROMISES += [f"I{n}" for n in range(1, 5)] + ["C1", "C2"]
ROWS = {
    cells[0].strip(): cells[1:]
    for line in (TESTS / "faults" / "README.md").read_text(encoding="utf-8").splitlines()
    if (cells := line.strip("|").split("|")) and re.fullmatch(r" *[RSIC]\d+ *", cells[0])
}


@cache
def defined_in(path):
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_promise_has_its_row_and_no_other_has():
    assert list(ROWS) == PROMISES


@pytest.mark.parametrize("name", PROMISES)
def test_a_promise_is_held_by_tests_that_are_there(name):
    promise, target, tests = (cell.strip() for cell in ROWS[name])
    named = re.findall(r"`([^`:]+)::(\w+)`", tests)
    assert promise and target and named
    assert [test for path, test in named if test not in defined_in(path)] == []


def test_what_is_marked_as_a_promise_by_its_name_is_one():
    files = [path for path in TESTS.rglob("test_*.py") if path.is_file()]
    marked = {
        mark.upper()
        for path in files
        for name in defined_in(path.relative_to(TESTS))
        for mark in re.findall(r"(?<=_)([rsic]\d+)(?=_)", name.removeprefix("test"))
    }
    assert marked <= {*PROMISES}
