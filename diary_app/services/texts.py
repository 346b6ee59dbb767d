"""Free text the patient writes: what may be kept, and how it is read for symptoms.

A note is read by the net of each language that the patient writes in. A language without a net is
not read at all: `unread` says so, and whoever takes a note offers the safety check.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from diary_app.domain.history import StoredReading
from diary_app.domain.lexicon import Lexicon, parse_lexicon
from diary_app.domain.reading import Reading
from diary_app.domain.reading_nets import read_by
from diary_app.errors import BadInput
from diary_app.services import settings
from diary_app.services.diary import Diary
from diary_app.services.shipped import read_shipped
from diary_app.storage import body_queries, queries, record_rows
from diary_app.storage.edit import Edit
from diary_app.text import language_of_program

LONGEST = 20_000
NETS = {
    "en": "",
    "de": ".de",
    "es": ".es",
}  # languages that are read, and how their files are named


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


def languages(diary: Diary) -> tuple[str, ...]:
    """The languages that notes are written in: those the patient chose, else the program's own."""
    return settings.load(diary).notes_languages or (language_of_program(),)


def unread(written: Sequence[str]) -> tuple[str, ...]:
    """The languages of `written` that notes are not read in."""
    return tuple(each for each in written if each not in NETS)


@cache
def lexicon(language: str = "en") -> Lexicon:
    """How free text in a language of NETS is read. Parsed once."""
    part = NETS[language]
    return parse_lexicon(
        read_shipped(f"lexicon{part}.toml"), read_shipped(f"lexicon_parts{part}.json")
    )


def reading_of(
    text: str, written: Sequence[str], diary: Diary | None = None
) -> tuple[Reading, ...]:
    """How the diary reads `text` in the languages it may be written in; with `diary`, for the names
    of its own things too.
    """
    own = body_queries.tracked(diary.file) if diary is not None else ()
    names = {one.id: one.name for one in own if not one.archived}
    nets = [lexicon(each) for each in written if each in NETS]
    return read_by(text, nets, names)


def put_reading(diary: Diary, edit: Edit, table: str, record_id: str, text: str) -> None:
    """Store how the text of a record was read, with the version of each lexicon. Nothing for no
    text, or where no language of the patient's notes is read.
    """
    old = None if edit.adds(table, record_id) else queries.reading_id(diary.file, table, record_id)
    nets = [each for each in languages(diary) if each in NETS] if text.strip() else []
    if not nets:
        if old is not None:
            edit.delete("readings", old)
        return
    stored = StoredReading(
        id=old or diary.new_id(),
        record_table=table,
        record_id=record_id,
        at=diary.now(),
        lexicon_version=" + ".join(lexicon(each).version for each in nets),
        readings=reading_of(checked(text), nets, diary),
    )
    edit.put("readings", record_rows.from_stored_reading(stored))
