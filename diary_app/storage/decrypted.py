"""The pages of a damaged locked diary in plain, in memory only, for whoever saves what is sound.

SQLCipher refuses a page of which one bit is wrong; here the rest of it is still read. A page:
AES-256-CBC, then 80 bytes with the vector and the check value; the salt takes the place of the
first 16 bytes (https://www.zetetic.net/sqlcipher/design/).
"""

from __future__ import annotations

from diary_app.storage.key import PAGE, SALT, Key
from diary_app.storage.salt import PLAIN

RESERVED = 80  # bytes at the end of each page that hold no records
_VECTOR = 16


def decrypted(content: bytes, key: Key) -> bytes:
    """What the file of that content holds, page by page, sound or not; 80 zeros end each."""
    # Only a damaged diary needs it: 30 ms at every other start would be for nothing.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    pages = []
    for start in range(0, len(content) - PAGE + 1, PAGE):
        page = content[start : start + PAGE]
        body = page[SALT:-RESERVED] if start == 0 else page[:-RESERVED]
        vector = page[-RESERVED : -RESERVED + _VECTOR]
        reader = Cipher(algorithms.AES(key.raw), modes.CBC(vector)).decryptor()
        plain = reader.update(body) + reader.finalize()
        pages.append((PLAIN if start == 0 else b"") + plain + bytes(RESERVED))
    return b"".join(pages)
