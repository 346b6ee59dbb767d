"""Who takes no baclofen reads nothing of it; who takes it under another name reads that name."""

import re

import pytest

from diary_app.services import symptoms
from diary_app.services.diary import open_diary
from tests.storage.made_up import clock

ADD = ["--dose", "2 mg", "--times", "08:00,20:00", "--from", "2026-11-01"]


@pytest.fixture
def others(terminal):
    """Paracetamol and tizanidine, every symptom recorded, and doses that raise something."""
    terminal("medicine", "add", "paracetamol", "--strength", "500 mg", "--dose", "500 mg",
             "--as-needed", "--max-per-day", "2000 mg")  # fmt: skip
    terminal("medicine", "add", "tizanidine", "--strength", "2 mg", *ADD)
    diary = open_diary(terminal.path, clock, "Europe/Berlin")
    for entry in (entry for base in diary.knowledge for entry in base.entries):
        symptoms.observe(diary, entry.id, None)
    diary.file.close()
    terminal("log", "dose", "tizanidine", "--amount", "20 mg", "--confirm")
    terminal("medicine", "stop", "tizanidine", "--from", "today")
    return terminal


def _about(text):
    return re.findall(r".{0,60}baclof.{0,40}", text, re.IGNORECASE)


@pytest.mark.parametrize(
    "words",
    [
        ["today"],
        ["today", "--json"],
        ["flags"],
        ["flags", "--json"],
        ["flags", "--from", "2026-11-01", "--to", "2026-11-22", "--json"],
        ["list"],
        ["stats", "--json"],
        ["trail"],
        ["phone"],
        ["export", "html", "-o", "-"],
        ["export", "csv", "-o", "-"],
    ],
)
def test_nothing_is_said_of_baclofen_to_who_takes_none(others, words):
    out = others(*words)
    assert _about(out) == []
    assert _about(others.err) == []


def test_the_advice_says_your_medicine(others):
    advice = {flag["id"]: flag["advice"] for flag in others.json("flags")}
    assert "Do not stop or change your medicine on your own." in advice["seizure"]
    assert "{" not in "".join(advice.values())


@pytest.mark.parametrize("name", ["Lioresal", "Baclofène"])
def test_the_advice_says_the_person_s_own_name_for_it(terminal, name):
    terminal("medicine", "add", name, "--strength", "10 mg", *ADD)
    terminal("log", "symptom", "seizure")
    (flag,) = [flag for flag in terminal.json("flags") if flag["id"] == "seizure"]
    assert f"Do not stop or change {name} on your own." in flag["advice"]
    terminal("medicine", "add", "baclofen liquid", "--form", "liquid", "--strength", "5 mg/5 mL",
             *ADD)  # fmt: skip
    (flag,) = [flag for flag in terminal.json("flags") if flag["id"] == "seizure"]
    assert "Do not stop or change baclofen on your own." in flag["advice"]


def test_a_gap_of_another_medicine_does_not_name_baclofen(terminal):
    needed = ["--strength", "10 mg", "--dose", "10 mg", "--as-needed"]
    terminal("medicine", "add", "baclofen", *needed)
    terminal("medicine", "add", "tizanidine", "--strength", "2 mg", *ADD)
    terminal("log", "dose", "tizanidine", "--at", "2026-11-18T08:00")
    flags = terminal.json("flags")
    gaps = [flag["advice"] for flag in flags if flag["id"] == "gap_in_cover"]
    assert gaps
    assert not any("baclofen" in advice for advice in gaps)
    assert "{" not in "".join(flag["advice"] + flag["label"] for flag in flags)
