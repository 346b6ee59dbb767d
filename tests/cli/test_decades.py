"""R13, R19, R21: a diary of a later program, a record taken away years ago, nights of the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from diary_app.services import symptoms
from diary_app.services.diary import open_diary
from diary_app.storage.migrations import NEWEST

# The two nights of 2026 in which the clocks change there: put forward, put back.
NIGHTS = {
    "Europe/Berlin": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "Australia/Lord_Howe": ("2026-10-04", "2026-04-05"),  # by half an hour
    "America/Santiago": ("2026-09-06", "2026-04-05"),  # at midnight
}
CASES = [(zone, night) for zone, nights in NIGHTS.items() for night in nights]


@pytest.mark.parametrize(
    "words",
    [
        ("today",),
        ("log", "note", "tired"),
        ("list",),
        ("export", "json", "-o", "-"),
        ("check",),
        ("undo",),
        ("backup", "backups"),
        ("medicine", "list"),
        ("lock", "remove"),
    ],
)
def test_r13_a_diary_of_a_later_program_is_refused_and_not_a_byte_changes(baclofen, words):
    content = made_later(baclofen.path)
    baclofen(*words, code=1)
    assert "newer" in baclofen.err and baclofen.path.read_bytes() == content


def test_r13_what_is_saved_of_it_is_not_said_to_be_all(baclofen, tmp_path):
    content = made_later(baclofen.path)
    said = baclofen("rescue", str(baclofen.path), "-o", str(tmp_path / "new.db"))
    assert "a later version" in said and "Nothing is missing" not in said
    assert baclofen.path.read_bytes() == content


def made_later(path):
    """The bytes of the file, which says now that a later program wrote it."""
    content = bytearray(path.read_bytes())
    content[60:64] = (NEWEST + 1).to_bytes(4, "big")
    path.write_bytes(content)
    return content


def test_r19_what_was_taken_away_can_be_brought_back_ten_years_later(baclofen):
    baclofen("log", "note", "legs like wood")
    (before,) = baclofen.json("list", "--kind", "note")
    baclofen("record", "remove", before["id"])
    assert baclofen.json("list", "--kind", "note") == []
    for now in ("2027-02-20T09:00:00+01:00", "2036-11-22T09:00:00+01:00"):
        baclofen.at(now)("backup", str(baclofen.path.parent / "backups"))
        assert baclofen.json("list", "--kind", "note", "--removed", "--from", "2026-11-01")
    baclofen("record", "restore", before["id"])
    (after,) = baclofen.json("list", "--kind", "note", "--from", "2026-11-01")
    assert after == before


@pytest.mark.parametrize(("zone", "night"), CASES)
def test_r21_in_the_nights_of_the_clock_no_record_is_lost_merged_or_moved(terminal, zone, night):
    terminal.zone = zone
    noon = datetime.fromisoformat(f"{night}T12:00:00").replace(tzinfo=UTC)
    moments = [noon + timedelta(minutes=30 * n) for n in range(-44, 4)]
    now = [moments[0]]
    diary = open_diary(terminal.path, lambda: now[-1], zone, create=True)
    for n, at in enumerate(moments):
        now.append(at)
        symptoms.observe(diary, "spasms", n % 11)
    diary.file.close()
    day = timedelta(days=2)
    span = ("--from", f"{noon - day:%Y-%m-%d}", "--to", f"{noon + day:%Y-%m-%d}")
    listed = terminal.at((noon + day).isoformat()).json("list", *span)
    told = [datetime.fromisoformat(one["at"]).astimezone(UTC) for one in listed]
    assert told == moments  # each once, by the instant
    assert [one["value"] for one in listed] == [n % 11 for n in range(len(moments))]
    assert len({one["id"] for one in listed}) == len(moments)


@pytest.mark.parametrize(("zone", "night"), CASES)
def test_r21_every_slot_of_such_a_night_is_planned_once_and_answered_once(terminal, zone, night):
    terminal.zone = zone
    evening = datetime.fromisoformat(f"{night}T23:50:00").replace(tzinfo=UTC) + timedelta(hours=12)
    times = "00:00,00:30,02:15,08:00,23:30"
    plan = ["--strength", "10 mg", "--dose", "10 mg", "--times", times, "--from", "2026-01-01"]
    terminal.at(evening.isoformat())("medicine", "add", "baclofen", *plan, "--confirm")
    doses = terminal.json("today", "--day", night)["doses"]
    assert len(doses) == 5
    for n, dose in enumerate(doses):
        terminal("log", "dose", "baclofen", "--at", dose["planned_at"], "--confirm")
        after = terminal.states("--day", night)
        assert [state.startswith("taken") for state in after].count(True) == n + 1


def test_r21_a_journey_in_such_a_night_keeps_the_order_of_what_happened(terminal):
    at = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)  # the first 02:15 in Berlin
    for n, zone in enumerate(("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Europe/Berlin")):
        terminal.zone = zone
        terminal.at((at + timedelta(minutes=20 * n)).isoformat())("log", "symptom", "pain", str(n))
    terminal.at("2026-10-26T12:00:00+01:00")
    span = ("--from", "2026-10-23", "--to", "2026-10-26")
    assert [one["value"] for one in terminal.json("list", *span)] == [0, 1, 2, 3]
