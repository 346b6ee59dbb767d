"""Whether a file looks like a locked diary, and the salt at its beginning.

A locked diary has no mark: all of it looks like noise. So a file counts as one when it is made of
whole pages and most pages looked at are noise; whether it is one, only its key can tell.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from diary_app.storage.hot_journal import first_page_before
from diary_app.storage.key import PAGE, SALT

PLAIN = b"SQLite format 3\x00"
_LOOKED_AT = 16  # pages
_FEWEST = 4  # pages: no diary is smaller
_MOST_OF_ONE = 60  # times one byte value may stand in a page of noise; on average it is 16


def salt_in(path: Path) -> bytes | None:
    """The salt of the file at `path`, None where it does not look locked. Raises OSError.

    A journal beside it tells the salt of the page that a crash may have left half written.
    """
    with path.open("rb") as file:
        header = file.read(PAGE)
        size = path.stat().st_size
        if header.startswith(PLAIN) or size < _FEWEST * PAGE:
            return None
        pages = size // PAGE
        noise = 0
        places = range(0, pages, max(1, pages // _LOOKED_AT))
        for place in places:
            file.seek(place * PAGE)
            noise += _is_noise(file.read(PAGE))
    if noise * 2 <= len(places):
        return None
    journal = path.with_name(path.name + "-journal")
    before = first_page_before(journal) if journal.exists() else b""
    return before[:SALT] if _is_noise(before) else header[:SALT]


def _is_noise(page: bytes) -> bool:
    return len(page) == PAGE and max(Counter(page).values()) < _MOST_OF_ONE
