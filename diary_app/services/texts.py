"""Free text the patient writes: what may be kept, and how it is read for symptoms."""

from __future__ import annotations

import unicodedata
from functools import cache

from diary_app.domain.history import StoredReading
from diary_app.domain.lexicon import Lexicon, parse_lexicon
from diary_app.domain.reading import Reading
from diary_app.domain.reading_own import read_all
from diary_app.errors import BadInput
from diary_app.services.diary import Diary
from diary_app.services.shipped import read_shipped
from diary_app.storage import body_queries, queries, record_rows
from diary_app.storage.edit import Edit

LONGEST = 20_000


def checked(text: str) -> str:
    """`text` as it will be kept: untouched but for what no screen or file can hold.

    Raises BadInput for more than 20,000 characters, half of a character pair, or a control
    character other than line break and tab.
    """
    if len(text) > LONGEST:
        raise BadInput("text_too_long", n=len(text), limit=LONGEST)
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text):
        raise BadInput("text_not_kept")
    return text


@cache
def lexicon() -> Lexicon:
    """How free text is read. Parsed once."""
    return parse_lexicon(read_shipped("lexicon.toml"), read_shipped("lexicon_parts.json"))


def reading_of(text: str, diary: Diary | None = None) -> tuple[Reading, ...]:
    """How the diary reads `text`; with `diary`, for the names of its own things too."""
    own = body_queries.tracked(diary.file) if diary is not None else ()
    names = {one.id: one.name for one in own if not one.archived}
    return read_all(text, lexicon(), names)


def put_reading(diary: Diary, edit: Edit, table: str, record_id: str, text: str) -> None:
    """Store how the text of a record was read, with the lexicon's version. Nothing for no text."""
    old = None if edit.adds(table, record_id) else queries.reading_id(diary.file, table, record_id)
    if not text.strip():
        if old is not None:
            edit.delete("readings", old)
        return
    stored = StoredReading(
        id=old or diary.new_id(),
        record_table=table,
        record_id=record_id,
        at=diary.now(),
        lexicon_version=lexicon().version,
        readings=reading_of(checked(text), diary),
    )
    edit.put("readings", record_rows.from_stored_reading(stored))
