"""The rules of the house that no linter holds. Each breach is named with its file and line."""

from __future__ import annotations

import ast
import re
import string
import sys
from functools import cache
from pathlib import Path

import pytest

from diary_app import disk
from diary_app.wording import refused_values
from diary_app.wording.refusals import _sentences

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "diary_app"
FILES = sorted(PACKAGE.rglob("*.py"))

MAX_FILE, MAX_FUNCTION = 450, 60
# The only readers of the clock; everyone else is told what time it is.
CLOCK_READERS = re.compile(r"app\.py|cli/main\.py|ui/desktop/reminders\.py")
CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
# What may be imported inside a function: it costs time or needs a screen.
KEPT_OUT_OF_START = re.compile(
    r"PySide6|matplotlib|typst|icalendar|tzlocal|cryptography|pyarrow|resource$|diary_app\.(ui|fault_log|charts|reports|services)"
)
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX)|PRAGMA)\s"
)
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "controller", "common", "misc"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def walk(kind, files=FILES):
    """(place, node) of each node of `kind` in `files`."""
    for path in files:
        for node in ast.walk(tree(path)):
            if isinstance(node, kind):
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}", node


def outside(folder: str) -> list[Path]:
    return [path for path in FILES if not path.is_relative_to(PACKAGE / folder)]


def inside(folder: str) -> list[Path]:
    return [path for path in FILES if path.is_relative_to(PACKAGE / folder)]


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or "."]


def test_the_clock_is_read_in_known_places_only():
    calls = [
        f"{place} {ast.unparse(node.func)}"
        for place, node in walk(ast.Call)
        if ".".join(ast.unparse(node.func).split(".")[-2:]) in CLOCK
    ]
    assert [call for call in calls if not CLOCK_READERS.match(call)] == []


def test_the_domain_rests_on_the_standard_library_alone():
    foreign = [
        f"{place} {name}"
        for place, node in walk((ast.Import, ast.ImportFrom), inside("domain"))
        for name in imported(node)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith(("diary_app.domain", "diary_app.frozen"))
    ]
    assert foreign == []


def test_imports_inside_functions_keep_start_up_light_and_say_so():
    breaches = []
    for path in FILES:
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for inner in ast.walk(node):
                if not isinstance(inner, ast.Import | ast.ImportFrom):
                    continue
                explained = "#" in "".join(lines[inner.lineno - 2 : inner.end_lineno])
                light = not all(KEPT_OUT_OF_START.match(name) for name in imported(inner))
                if light or not explained:
                    breaches.append(f"{path.relative_to(PACKAGE)}:{inner.lineno}")
    assert breaches == []


def test_sql_is_written_in_the_storage_only():
    texts = [
        place
        for place, node in walk((ast.Constant, ast.JoinedStr), outside("storage"))
        if SQL.match(_opening(node))
    ]
    assert texts == []


def test_rows_are_written_through_the_edit_and_never_past_it():
    """`db.conn.execute` would write without the trail, so without undo."""
    calls = [
        f"{place} {ast.unparse(node.func)}"
        for place, node in walk(ast.Call)
        if re.search(r"\bconn\.execute(many|script)?$", ast.unparse(node.func))
        and not place.startswith("storage/engine.py")
        and not (node.args and re.match(r"\s*(SELECT|PRAGMA)\b", _opening(node.args[0])))
    ]
    assert calls == []


def _opening(node: ast.expr) -> str:
    """The text of a literal, with what an f-string fills in as a word."""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values
        )
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


# Who speaks to the person. Everyone else hands on facts.
SPEAKS = re.compile(r"(wording|ui|reports|charts|cli)/")
WORDS = re.compile(r"[A-Za-z’']{2,}")
FACTS = {
    "DiaryError",
    "BadInput",
    "NotFound",
    "Locked",
    "Damaged",
    "NeedsKey",
    "WrongKey",
    "Refused",
    "Malformed",
}
HAND_ON = {"_refused": 0, "not_a_diary": 1, "refuse": 1}


def _named(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


def test_only_who_speaks_to_the_person_makes_sentences():
    calls = [
        place
        for place, node in walk(ast.Call)
        if ast.unparse(node.func) in ("_", "ngettext") and not SPEAKS.match(place)
    ]
    assert calls == []


def test_what_is_raised_below_the_words_is_facts_and_no_sentence():
    """An error below is a kind with values; a bug names what is wrong as a kind, too."""
    sentences = [
        f"{place} {part}"
        for place, node in walk(ast.Call)
        if not SPEAKS.match(place)
        and (_named(node) in FACTS | HAND_ON.keys() or _named(node).endswith("Error"))
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]
        for part in (_opening(argument),)
        if len(WORDS.findall(part.replace("_", ""))) >= 3 and " " in part
    ]
    assert sentences == []


def _kinds():
    """(place, kind, values) of each refusal and failure that is made of a kind in a word."""
    for place, node in walk(ast.Call):
        name = _named(node)
        at = HAND_ON.get(name, 0)
        if name not in FACTS | {"_refused", "refused", "not_a_diary"} or name == "Malformed":
            continue
        kind = _opening(node.args[at]) if len(node.args) > at else ""
        if kind:
            yield place, name, kind, {keyword.arg for keyword in node.keywords}


def test_every_refusal_has_words_and_the_values_that_fill_them():
    records = _sentences({})
    values = refused_values.about_amounts() | refused_values.about_times()
    values |= refused_values.about_plans()
    wrong = []
    for place, name, kind, given in _kinds():
        if name == "Refused":
            wrong += [f"{place} {kind}"] if kind not in values else []
            continue
        parts = [named for text in records.get(kind, ("{}",)) for named in fields_of(text)]
        wrong += [f"{place} {kind}"] if not {*parts} <= given else []
    assert wrong == []


def fields_of(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def test_no_words_wait_for_a_refusal_that_nobody_makes():
    made = {kind for _, _, kind, _ in _kinds()} | {*disk._KINDS.values()}
    made |= {"doubtful_dose", "implausible"}
    assert sorted(_sentences({}).keys() - made) == []


def test_nothing_is_left_for_later():
    marks = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line)
    ]
    assert marks == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_files_and_functions_can_be_read_in_one_go(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION
    ]
    assert long == []


SCHEDULES = {"Daily", "Weekly", "Cycle", "Interval", "AfterLast", "AsNeeded", "Pump"}
KNOW_THE_KINDS = {
    "domain/schedule.py",  # what a schedule answers
    "wording/schedules.py",  # its words
    "ui/panels/schedule.py",  # the form
    "cli/prescription.py",  # the command line
}


def test_the_kinds_of_schedule_are_told_apart_in_four_files_only():
    """Elsewhere one may be made (`Daily(doses)`), and is asked, never taken apart."""
    made = {id(node.func) for _place, node in walk(ast.Call)}
    named = [
        f"{place} {node.id}"
        for place, node in walk(ast.Name)
        if node.id in SCHEDULES and id(node) not in made
    ]
    named += [
        f"{place} {node.attr}" for place, node in walk(ast.Attribute) if node.attr in SCHEDULES
    ]
    assert [name for name in named if name.partition(":")[0] not in KNOW_THE_KINDS] == []


def test_the_kinds_of_schedule_in_this_test_are_all_there_are():
    answers = tree(PACKAGE / "domain" / "schedule.py")
    (union,) = (
        node.value
        for node in answers.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "Schedule"
    )
    assert {node.id for node in ast.walk(union) if isinstance(node, ast.Name)} == SCHEDULES


def test_files_are_named_for_what_they_know():
    assert [path.name for path in FILES if path.stem in EMPTY_NAMES] == []


def test_no_page_imports_another():
    """What two pages need stands in `ui/parts/`."""
    pages = [path for path in inside("ui/pages") if path.stem not in ("page", "__init__")]
    breaches = [
        f"{place} {name}"
        for place, node in walk((ast.Import, ast.ImportFrom), pages)
        for name in imported(node)
        if name.startswith("diary_app.ui.pages") and name != "diary_app.ui.pages.page"
    ]
    assert breaches == []


def test_files_are_written_in_one_place():
    """`disk.write_whole` is private, whole or not at all, and says what was refused."""
    writes = re.compile(r"\.(write_bytes|write_text|savefig)$|^open$|^(tempfile\.)?mkstemp$")
    calls = [
        f"{place} {ast.unparse(node.func)}"
        for place, node in walk(ast.Call)
        if writes.search(ast.unparse(node.func)) and not place.startswith("disk.py")
    ]
    # A picture is drawn into memory.
    assert [call for call in calls if not call.startswith("charts/chart.py")] == []
