"""S3: the key of a passphrase, and its recovery code."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.errors import BadInput
from diary_app.storage import key
from diary_app.storage.key import Key, derived, read_code, recovery_code

SALT = bytes(range(16))
RAWS = st.binary(min_size=32, max_size=32)


def code(raw):
    return recovery_code(Key(raw, SALT))


def test_a_passphrase_makes_the_key_that_sqlcipher_makes_of_it(path, diary):
    """So any SQLCipher 4 program opens the file with the passphrase alone."""
    import sqlcipher3

    from diary_app.storage.relock import relock
    from tests.storage.made_up import clock

    diary.close()
    typed = 'Zebra\'s "quote" \N{PILL}\x00 größe'
    relock(path, key.new_key(typed), clock)
    conn = sqlcipher3.connect(str(path))
    conn.set_key(unicodedata.normalize("NFC", typed))
    assert conn.execute("SELECT count(*) FROM edits").fetchone() == (0,)
    conn.close()


@pytest.mark.parametrize("text", ["größe", "Å", "é\N{PILL}"])
def test_the_same_text_is_the_same_passphrase_however_it_was_typed(text):
    forms = {derived(unicodedata.normalize(form, text), SALT).raw for form in ("NFC", "NFD")}
    assert len(forms) == 1


def test_an_empty_passphrase_is_refused():
    with pytest.raises(BadInput, match="passphrase_empty"):
        derived("", SALT)


def test_a_wrong_try_takes_its_time():
    from time import perf_counter

    began = perf_counter()
    derived("wrong", SALT)
    assert perf_counter() - began >= 0.04  # 84 ms on the machine of the design


def test_a_key_never_shows():
    assert "raw" not in repr(Key(b"secret" * 6, SALT)) and "secret" not in repr(
        Key(b"s" * 32, SALT)
    )


@given(RAWS, st.sampled_from(["upper", "lower"]), st.sampled_from(["-", " ", "", "\n"]))
def test_a_recovery_code_is_read_back_however_it_is_typed(raw, case, between):
    typed = getattr(code(raw), case)().replace("-", between).replace("0", "O").replace("1", "l")
    assert read_code(typed) == raw


@given(RAWS, st.integers(0, 64), st.integers(1, 31))
def test_any_one_wrong_letter_is_noticed_and_its_group_named(raw, place, by):
    letters = list(code(raw).replace("-", ""))
    value = (key._ALPHABET.index(letters[place]) + by) % 32
    letters[place] = key._ALPHABET[value]
    with pytest.raises(BadInput) as wrong:
        read_code("".join(letters))
    assert wrong.value.given["n"] == place // 5 + 1


@given(RAWS, st.integers(0, 63))
def test_two_swapped_letters_are_noticed(raw, place):
    letters = list(code(raw).replace("-", ""))
    if letters[place] == letters[place + 1]:
        return
    letters[place : place + 2] = letters[place + 1], letters[place]
    with pytest.raises(BadInput):
        read_code("".join(letters))


@given(RAWS, st.integers(0, 12), st.integers(0, 12))
def test_two_swapped_groups_are_noticed(raw, one, other):
    groups = code(raw).split("-")
    if one == other or groups[one] == groups[other]:
        return
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(BadInput):
        read_code("-".join(groups))


@pytest.mark.parametrize("text", ["", "my passphrase", "A" * 64, "U" * 65, "\N{PILL}" * 65])
def test_what_is_no_code_is_left_to_be_a_passphrase(text):
    assert read_code(text) is None
