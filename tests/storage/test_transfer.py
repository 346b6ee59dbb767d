"""An import is whole or refused whole, with the place in the file; nothing in it locks us out."""

import json
from datetime import UTC, datetime

import pytest

from diary_app.errors import BadInput
from diary_app.services import settings, symptoms, transfer
from diary_app.services.diary import open_diary
from diary_app.storage.backup_list import listed
from diary_app.wording.refusals import in_words

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def opened(path):
    return open_diary(path, lambda: NOW, "Europe/Berlin", create=True)


@pytest.fixture
def plain(tmp_path):
    """An export of two observations and a note, as plain JSON."""
    diary = opened(tmp_path / "from.db")
    symptoms.observe(diary, "spasms", 3)
    symptoms.observe(diary, "spasms", 4, note="worse")
    symptoms.write_note(diary, "a long day")
    settings.save(diary, name="Ada")
    document = json.loads(transfer.as_json(diary))
    diary.file.close()
    return document


@pytest.fixture
def empty(tmp_path):
    diary = opened(tmp_path / "to.db")
    yield diary
    diary.file.close()


def deep(levels):
    return json.loads("[" * levels + "]" * levels)


NESTED = "[" * 9000 + "]" * 9000
CHANGES = {
    "twice": lambda p: p["tables"]["observations"].append(p["tables"]["observations"][0]),
    "no id": lambda p: p["tables"]["notes"][0].pop("id"),
    "id a list": lambda p: p["tables"]["notes"][0].update(id=["a"]),
    "id a number": lambda p: p["tables"]["notes"][0].update(id=5),
    "a list for a text": lambda p: p["tables"]["notes"][0].update(text=["a"]),
    "a table of texts": lambda p: p["tables"].update(notes=["a"]),
    "a table of none": lambda p: p["tables"].update(notes={"a": 1}),
    "a number too big": lambda p: p["tables"]["observations"][0].update(value=10**30),
    "a fraction": lambda p: p["tables"]["observations"][0].update(value=2.5),
    "a day of visits": lambda p: p["tables"].update(visits=[{"id": "v", "day": "soon"}]),
    "visits without id": lambda p: p["tables"].update(visits=[{"day": "2026-01-01"}]),
    "a huge note": lambda p: p["tables"]["notes"][0].update(text="x" * 50_000_000),
    "an escape": lambda p: p["tables"]["notes"][0].update(text="\x1b[2J"),
    "a zero byte": lambda p: p["tables"]["notes"][0].update(text="a\x00b"),
    "half a character": lambda p: p["tables"]["notes"][0].update(text="\ud800"),
    "an odd setting": lambda p: p["tables"]["settings"].append({"id": "tiles", "value": "5"}),
    "a setting not JSON": lambda p: p["tables"]["settings"].append({"id": "a", "value": "{"}),
    "a setting of none": lambda p: p["tables"]["settings"].append({"id": "theme", "value": "null"}),
    "a strange table": lambda p: p["tables"].update(sqlite_master=[{"id": "a"}]),
    "a nested reading": lambda p: p["tables"]["readings"][0].update(
        readings="[" * 9000 + "]" * 9000
    ),
    "a nested change": lambda p: p["trail"][0]["changes"][0].__setitem__(3, deep(900)),
    "an entry of none": lambda p: p["trail"].append(None),
    "an entry without offset": lambda p: p["trail"][0].update(at="2026-01-01T00:00:00"),
    "an entry out of time": lambda p: p["trail"][0].update(at="9999-12-31T23:59:59-23:00"),
    "a trail that says more": lambda p: p["tables"]["notes"].pop(),
    "a target that is not there": lambda p: p["trail"][0].update(kind="undo", target=99),
}


# Into a diary with records the trail of the file does not come along, so its faults do no harm.
OF_THE_TRAIL = {
    "a nested change",
    "an entry out of time",
    "a trail that says more",
    "a target that is not there",
}
CASES = [(change, False) for change in CHANGES]
CASES += [(change, True) for change in CHANGES if change not in OF_THE_TRAIL]


@pytest.mark.parametrize(("change", "merge"), CASES)
def test_r15_i4_a_file_that_is_not_sound_is_refused_whole_and_the_diary_opens(
    plain, empty, tmp_path, change, merge
):
    if merge:
        symptoms.observe(empty, "pain", 1)
    before = transfer.as_json(empty)
    CHANGES[change](plain)
    with pytest.raises(BadInput) as refused:
        transfer.import_json(empty, json.dumps(plain), merge=merge)
    assert "cannot be imported" in str(in_words(refused.value))
    settings.save(empty, last_backup="")
    assert json.loads(transfer.as_json(empty))["tables"] == json.loads(before)["tables"] | {
        "settings": json.loads(transfer.as_json(empty))["tables"]["settings"]
    }
    opened(tmp_path / "to.db").file.close()


def test_the_place_in_the_file_is_said(plain, empty):
    del plain["tables"]["observations"][1]["at_utc"]
    with pytest.raises(BadInput) as refused:
        transfer.import_json(empty, json.dumps(plain))
    assert "observations is not sound; it is number 2" in str(in_words(refused.value))
    with pytest.raises(BadInput) as refused:
        transfer.import_json(empty, '{"a":\n 1,,}')
    assert "line 2, column 4" in str(in_words(refused.value))


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a": NaN}', '{"a": 1, "a": 2}', "9" * 5000, ""])
def test_i4_what_is_not_json_is_refused(empty, text):
    with pytest.raises(BadInput):
        transfer.import_json(empty, text)


def test_a_diary_with_records_is_backed_up_before_an_import(plain, empty, tmp_path):
    transfer.import_json(empty, json.dumps(plain))
    assert listed(tmp_path / "backups") == ()
    transfer.import_json(empty, json.dumps(plain), merge=True, dry_run=True)
    assert listed(tmp_path / "backups") == ()
    transfer.import_json(empty, json.dumps(plain), merge=True)
    assert listed(tmp_path / "backups") == ()  # it brings nothing
    plain["tables"]["observations"].append(plain["tables"]["observations"][0] | {"id": "another"})
    transfer.import_json(empty, json.dumps(plain), merge=True)
    assert len(listed(tmp_path / "backups")) == 1


ODD = {
    "text_scale": ["1", 1e9, None, True, -1],
    "tiles": [5, "spasms", [1], {}],
    "supply_leads": [["a"], [1e9], [True]],
    "day_parts": [[], {"morning": 8}, {"morning": "soon"}],
    "also_taken": [{"a": "yes"}],
    "reminders": [1, "on"],
    "name": [1, None, []],
    "second_press": ["1", -1, 1e9],
}


def test_every_setting_that_can_be_chosen_is_one_that_can_be_read():
    first = vars(settings.Settings())
    assert [name for name, value in first.items() if not settings.is_sound(name, value)] == []
    looks = [(name, value) for name, values in settings.LOOKS.items() for value in values]
    assert [look for look in looks if not settings.is_sound(*look)] == []


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in ODD.items() for v in values])
def test_an_odd_setting_is_skipped_and_the_others_hold(empty, name, value):
    empty.file.set_quietly("theme", '"dark"')
    empty.file.set_quietly(name, json.dumps(value))
    assert not settings.is_sound(name, value)
    assert getattr(settings.load(empty), name) == getattr(settings.Settings(), name)
    assert settings.load(empty).theme == "dark"
