"""Finding what was recorded by its words: medicine, symptom, flag, the patient's own, a date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from diary_app.domain.days import LISTED_AROUND, Days
from diary_app.domain.deeds import RecordValue
from diary_app.domain.flag import Flag
from diary_app.domain.matching import State
from diary_app.domain.sought import Sought, folded
from diary_app.domain.symptom import FlagAnswer
from diary_app.frozen import dataclass
from diary_app.services import flags, records
from diary_app.services.diary import Diary
from diary_app.storage import queries, record_rows
from diary_app.storage import search as rows_search
from diary_app.storage.search import Word
from diary_app.wording.doses import state_word
from diary_app.wording.events import event_names
from diary_app.wording.records import kind_names

EVERY = rows_search.TABLES
FLAGS = "flag_answers"
_OUTCOMES = {"taken": State.TAKEN, "skipped": State.SKIPPED, "missed": State.MISSED}


@dataclass(frozen=True)
class Hits:
    """The newest records that fit, newest first, how many fit in all, and the flags that wait."""

    values: tuple[RecordValue | FlagAnswer, ...]
    count: int
    waiting: tuple[Flag, ...] = ()


def find(diary: Diary, sought: Sought, tables: Collection[str] = EVERY, most: int = 30) -> Hits:
    """The records of `tables` that hold all of the words, on the days that are meant."""
    names = _Names(diary)
    words = [names.word(text) for text in sought.words]
    span = None
    if sought.days is not None:
        # The clock of a record may be up to 26 hours from that of its day.
        wide, zones = sought.days.widened(LISTED_AROUND), diary.zones()
        span = (sought.days, zones.start(wide.since).utc, zones.start(wide.end).utc)
    found = rows_search.find(diary.file, words, tables, span, most)
    values = tuple(
        record_rows.to_flag_answer(row) if table == FLAGS else records.value_of(table, row)
        for table, row in found.rows
    )
    return Hits(values, found.count, _waiting(diary, words, sought.days, tables))


def _waiting(
    diary: Diary, words: Iterable[Word], days: Days | None, tables: Collection[str]
) -> tuple[Flag, ...]:
    """The flags that still wait and bear every one of the words in their names."""
    named = [frozenset(word.flags) for word in words]
    if FLAGS not in tables or not all(named) or (not named and days is None):
        return ()
    return tuple(
        flag
        for flag in flags.waiting(diary)
        if all(flag.id in ids for ids in named) and (days is None or flag.at.day in days)
    )


class _Names:
    """What the medicines, symptoms and flags of a diary are called."""

    def __init__(self, diary: Diary) -> None:
        self._medicines = {m.id: [m.name] for m in queries.medicines(diary.file)}
        entries = diary.vocabulary.entries
        self._symptoms = {entry.id: [entry.label, *entry.synonyms] for entry in entries}
        rules = {rule.id: [rule.label] for base in diary.knowledge for rule in base.rules}
        self._flags = {entry.id: [entry.label] for entry in entries} | rules
        self._outcomes = {code: [state_word(state)] for code, state in _OUTCOMES.items()}
        self._events = {kind: [name] for kind, name in event_names().items()}

    def word(self, text: str) -> Word:
        """The word with all that it may stand for."""
        return Word(
            text,
            medicines=_bearing(text, self._medicines),
            symptoms=_bearing(text, self._symptoms),
            flags=_bearing(text, self._flags),
            outcomes=_bearing(text, self._outcomes),
            events=_bearing(text, self._events),
            tables=_bearing(text, kind_names()),
        )


def _bearing(text: str, names: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Those of which a name has a word that begins with `text`."""
    return frozenset(
        id
        for id, called in names.items()
        if any(word.startswith(text) for word in _words_of(called))
    )


def _words_of(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from folded(name).replace("(", " ").replace("/", " ").split()
