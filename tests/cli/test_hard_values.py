"""Values nobody means, through every door: answered in words; never a fault, never a dead diary."""

import contextlib
import json
import os
import random
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary_app import resources
from diary_app.services import diary as diaries
from diary_app.services import settings as own_settings
from diary_app.services import texts
from diary_app.services.diary import open_diary
from tests.cli.conftest import BERLIN

NOWS = [
    "0001-01-01T00:00:00+00:00",
    "0001-01-01T00:00:00+14:00",
    "1900-01-01T00:00:00+00:00",
    "1900-01-01T00:00:00+14:00",
    "2199-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59+00:00",
    "9999-12-31T23:59:59-12:00",
]
HARD = [
    "",
    " ",
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00+14:00",
    "9999-12-31T23:59-12:00",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "\u2066hidden\u2069",
    "a\x07b",
    "half \udcff pair",
    "\ufeff",
    "x" * 20_001,
    "--",
    "1e400",
    "٣",
    "=cmd|' /C calc'!A0",
]
LOOKING = [
    ["today"],
    ["list"],
    ["stats"],
    ["flags"],
    ["trail"],
    ["settings"],
    ["check"],
    ["medicine", "list"],
    ["phone"],
    ["also-taken"],
]
WITH_A_VALUE = [
    ["log", "note", "VALUE"],
    ["log", "note", "tired", "--at", "VALUE"],
    ["log", "dose", "VALUE"],
    ["log", "dose", "baclofen", "--at", "VALUE", "--confirm"],
    ["log", "dose", "baclofen", "--amount", "VALUE", "--confirm"],
    ["log", "symptom", "VALUE"],
    ["log", "symptom", "spasms", "VALUE"],
    ["log", "event", "infection", "--words", "VALUE"],
    ["log", "event", "infection", "--at", "VALUE"],
    ["today", "--day", "VALUE"],
    ["list", "--from", "VALUE"],
    ["list", "--to", "VALUE"],
    ["stats", "--from", "VALUE"],
    ["read", "VALUE"],
    ["medicine", "add", "VALUE", "--strength", "10 mg", "--dose", "10 mg", "--times", "8"],
    ["medicine", "add", "other", "--strength", "VALUE", "--dose", "10 mg", "--times", "8"],
    ["medicine", "add", "other", "--strength", "10 mg", "--dose", "10 mg", "--times", "VALUE"],
    ["medicine", "stop", "baclofen", "--from", "VALUE"],
    ["settings", "name", "VALUE"],
    ["settings", "born", "VALUE"],
    ["settings", "country", "VALUE"],
    ["settings", "VALUE", "VALUE"],
    ["import", "VALUE"],
    ["export", "json", "-o", "VALUE/x.json"],
    ["record", "show", "VALUE"],
]


def ran(terminal, *words):
    """Whatever was answered, it was in words; control and direction signs do not reach a screen."""
    with contextlib.suppress(AssertionError):  # any of the documented codes may be right
        terminal(*words)
    assert terminal.code in (0, 1, 2, 3, 4), (words, terminal.err)
    assert "fault of its own" not in terminal.err, (words, terminal.err)
    shown = terminal.out + terminal.err
    assert not any(sign in shown for sign in "\x1b\x07\u202e\u2066"), (words, shown[:300])


@pytest.mark.parametrize("now", NOWS)
def test_at_the_ends_of_the_calendar_every_command_answers(baclofen, now):
    for words in (*LOOKING, ["log", "note", "tired"], ["log", "dose", "baclofen", "--confirm"]):
        ran(baclofen.at(now), *words)
    baclofen.at("2026-11-22T14:05:00+01:00")("today")


@pytest.mark.parametrize("words", WITH_A_VALUE, ids=" ".join)
def test_a_hard_value_is_taken_or_refused_in_words_and_the_diary_lives(baclofen, words):
    for value in HARD:
        ran(baclofen, *[word.replace("VALUE", value) for word in words])
    for look in (["today"], ["list"], ["flags"]):
        ran(baclofen, *look)
    baclofen("check")


def test_a_note_of_twenty_thousand_signs_is_kept_whole(baclofen):
    baclofen("log", "note", "ä" * 20_000)
    assert baclofen.json("list")[-1]["text"] == "ä" * 20_000
    baclofen("log", "note", "ä" * 20_001, code=2)


# Values of every kind that a setting may be given by another program or another version. JSON has
# neither an infinity nor what is no number.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(HARD),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=4,
)  # fmt: skip
NAMES = [*own_settings.Settings.__dataclass_fields__, "of another version"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(NAMES), JSON)
def test_an_odd_setting_is_left_out_and_the_program_starts(baclofen, name, value):
    with_setting(baclofen, name, value)
    for words in (["today"], ["settings"], ["flags"]):
        ran(baclofen, *words)
        assert baclofen.code == 0, baclofen.err


def test_an_odd_setting_is_named_once_until_it_is_set_again(baclofen):
    with_setting(baclofen, "theme", 5)
    with_setting(baclofen, "text_scale", "large")
    baclofen("today")
    assert baclofen.err.count("stand as they were at first: text scale, theme.") == 1
    baclofen("--quiet", "today")
    assert baclofen.err == ""
    baclofen("settings", "look", "first")
    assert baclofen.err == ""


def with_setting(terminal, name, value):
    diary = open_diary(terminal.path, lambda: datetime(2026, 11, 22, tzinfo=UTC), BERLIN)
    text = json.dumps(value).encode("utf-8", "replace").decode()
    diary.file.set_quietly(name, text)
    diary.file.close()


HARD_JSON = [*HARD, None, True, 0, -1, 2**63, 1e308, [], {}, [[]], {"a": 1}, "\ud800", "a\x00b"]


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A lossless export of a small diary with a record of most kinds."""
    return {}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.sampled_from(HARD_JSON), st.booleans())
def test_an_imported_record_with_a_hard_value_is_refused_whole_or_harmless(
    baclofen, exported, seed, value, with_trail
):
    if "document" not in exported:
        for words in (
            ["log", "dose", "baclofen", "--confirm"],
            ["log", "symptom", "spasms", "5"],
            ["log", "note", "legs like wood"],
            ["log", "event", "infection", "--words", "flu"],
            ["log", "check", "--none"],
            ["settings", "name", "Alex"],
        ):
            ran(baclofen, *words)
        target = baclofen.path.with_name("all.json")
        baclofen("export", "json", "-o", str(target))
        exported["document"] = target.read_text(encoding="utf-8")
    document, chance = json.loads(exported["document"]), random.Random(seed)
    if not with_trail:
        document["trail"] = []
    table = chance.choice([name for name, rows in document["tables"].items() if rows])
    row = chance.choice(document["tables"][table])
    row[chance.choice(list(row))] = value
    changed = baclofen.path.with_name("changed.json")
    changed.write_text(json.dumps(document), encoding="utf-8")
    whole, baclofen.path = baclofen.path, baclofen.path.with_name(f"new-{seed}.db")
    baclofen.path.unlink(missing_ok=True)
    try:
        ran(baclofen, "import", str(changed))
        if baclofen.code == 0:
            for look in LOOKING[:6]:
                ran(baclofen, *look)
    finally:
        baclofen.path.unlink(missing_ok=True)
        baclofen.path = whole


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said_in_words(baclofen, tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    baclofen.path = shut / "diary.db"
    ran(baclofen, "log", "note", "tired")
    assert baclofen.code == 1


def test_a_folder_that_cannot_be_made_is_said_in_words(terminal, tmp_path):
    (tmp_path / "file").write_text("")
    terminal.path = tmp_path / "file" / "diary.db"
    terminal("log", "note", "tired", code=1)
    terminal.path = tmp_path / ("x" * 300) / "diary.db"
    ran(terminal, "log", "note", "tired")
    assert terminal.code in (1, 2)


@pytest.mark.parametrize("name", ["baclofen.toml", "lexicon.toml"])
def test_a_resource_that_cannot_be_read_is_named_in_words(baclofen, monkeypatch, name):
    real = resources.folder
    monkeypatch.setattr(
        resources, "folder", lambda name_="": real("nowhere") if name_ == name else real(name_)
    )
    diaries._shipped.cache_clear()
    texts.lexicon.cache_clear()
    baclofen("log", "note", "legs like wood", code=1)
    assert name in baclofen.err and "again" in baclofen.err
    diaries._shipped.cache_clear()
    texts.lexicon.cache_clear()


def test_amounts_of_any_size_are_read_or_refused(baclofen):
    for amount in ("0.0001 mg", "999999 mg", "1" * 400 + " mg", "0." + "0" * 300 + "1 mg"):
        ran(baclofen, "log", "dose", "baclofen", "--amount", amount, "--confirm")
    baclofen("check")


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-30"])
def test_a_plan_that_ends_on_the_last_day_of_all_ends_no_command(baclofen, day):
    document = json.loads(baclofen("export", "json", "-o", "-"))
    document["trail"] = []
    for course in document["tables"]["courses"]:
        course["until"] = day
    changed = baclofen.path.with_name("changed.json")
    changed.write_text(json.dumps(document), encoding="utf-8")
    baclofen.path = baclofen.path.with_name("new.db")
    baclofen("import", str(changed))
    for words in (("today",), ("flags",), ("stats",), ("medicine", "list")):
        assert baclofen(*words) is not None
