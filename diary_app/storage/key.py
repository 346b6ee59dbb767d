"""The key of a locked diary: made of a passphrase, written down as a recovery code, held in memory.

SQLCipher 4 makes the key of a file from the passphrase and the file's first 16 bytes, its salt
(https://www.zetetic.net/sqlcipher/design/). Here it is made in the same way beforehand, so a
passphrase of any characters is safe, and any SQLCipher 4 program opens the file with it.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import field
from hashlib import pbkdf2_hmac

from diary_app import memory
from diary_app.errors import BadInput
from diary_app.frozen import dataclass

SALT = 16  # bytes at the beginning of a locked file
PAGE = 4096
_ROUNDS = 256_000
_RAW = 32
_HMAC = 64  # bytes at the end of a page
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misread
_MISREAD = str.maketrans("ILO", "110")
_DATA = 4  # letters of a group before its check letter
GROUPS = 13


@dataclass(frozen=True)
class Key:
    """The key of the files with this salt. It never shows in a message or a log."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def spec(self) -> str:
        """The key as SQLCipher takes it, with its salt, so that nothing is derived again."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


def derived(passphrase: str, salt: bytes) -> Key:
    """The key that `passphrase` makes with `salt`; a tenth of a second, on purpose.

    The same text counts as the same however it was typed (Unicode NFC). Raises BadInput for an
    empty one.
    """
    if not passphrase:
        raise BadInput("passphrase_empty")
    # Only a locked diary needs them. They take three quarters of the time of Python's own.
    from cryptography.hazmat.primitives.hashes import SHA512
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC  # the slow part

    text = unicodedata.normalize("NFC", passphrase)
    return Key(PBKDF2HMAC(SHA512(), _RAW, salt, _ROUNDS).derive(text.encode()), salt)


def new_key(passphrase: str) -> Key:
    """A key for a file that is locked anew, with a salt of its own."""
    return derived(passphrase, secrets.token_bytes(SALT))


# --- the recovery code -----------------------------------------------------------------------


def recovery_code(key: Key) -> str:
    """The key to be written down: 13 groups of five, each with a check letter at its end."""
    bits = int.from_bytes(key.raw, "big") << 4  # 260 bits, 52 letters
    values = [bits >> 5 * place & 31 for place in reversed(range(GROUPS * _DATA))]
    groups = [values[at : at + _DATA] for at in range(0, len(values), _DATA)]
    return "-".join(
        "".join(_ALPHABET[value] for value in (*group, _check_letter(place, group)))
        for place, group in enumerate(groups)
    )


def read_code(text: str) -> bytes | None:
    """The raw key that a recovery code stands for; None where the text is no such code at all.

    Case, spaces and dashes do not count. Raises BadInput naming the first group with a slip: one
    wrong letter, two swapped ones and two swapped groups are always noticed.
    """
    letters = "".join(text.upper().replace("-", " ").split()).translate(_MISREAD)
    size = _DATA + 1
    if len(letters) != GROUPS * size or set(letters) - set(_ALPHABET):
        return None
    values = [_ALPHABET.index(letter) for letter in letters]
    number = 0
    for place in range(GROUPS):
        *group, check = values[place * size : (place + 1) * size]
        if check != _check_letter(place, group):
            raise BadInput("code_group_wrong", n=place + 1, group=letters[place * size :][:size])
        for value in group:
            number = number << 5 | value
    if number & 15:
        raise BadInput("code_group_wrong", n=GROUPS, group=letters[-size:])
    return (number >> 4).to_bytes(_RAW, "big")


def _check_letter(place: int, group: list[int]) -> int:
    """A weighted sum in the field of 32 elements: each place has a weight of its own."""
    total, weight = 0, 1
    for value in (*group, place):
        weight = _times(weight, 2)
        total ^= _times(weight, value)
    return total


def _times(one: int, other: int) -> int:
    """The product in the field of 32 elements (x^5 + x^2 + 1)."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 32:
            one ^= 0b100101
        other >>= 1
    return product


# --- whether a key fits a page -----------------------------------------------------------------


def fits_page(key: Key, page: bytes, number: int) -> bool:
    """Whether a page, counted from 1, was written with this key and is not damaged."""
    if len(page) != PAGE:
        return False
    body = page[SALT:] if number == 1 else page
    found = hmac.digest(_page_key(key), body[:-_HMAC] + number.to_bytes(4, "little"), "sha512")
    return hmac.compare_digest(found, body[-_HMAC:])


def _page_key(key: Key) -> bytes:
    salt = bytes(byte ^ 0x3A for byte in key.salt)
    return pbkdf2_hmac("sha512", key.raw, salt, 2, _RAW)


# --- the keys this program holds -----------------------------------------------------------------

_held: dict[bytes, Key] = {}


def hold(key: Key, salt: bytes | None = None) -> None:
    """Open files with the key's salt from now on. `salt`: what stands where the salt should be."""
    memory.hide()
    _held[key.salt if salt is None else salt] = key


def held(salt: bytes) -> Key | None:
    """The key for files with this salt, None where nobody has told it."""
    return _held.get(salt)


def holds_any() -> bool:
    """Whether any key is held; without one no file needs to be asked for its salt."""
    return bool(_held)


def let_go() -> None:
    """Forget every key: the diary is locked."""
    _held.clear()
