"""Copies for who reads many diaries: FHIR bulk files and tidy Parquet tables, a folder each."""

from __future__ import annotations

from hashlib import sha256

from diary_app.domain.days import Days
from diary_app.domain.history import History
from diary_app.errors import DiaryError
from diary_app.exchange import fhir, fhir_bulk, parquet, tidy
from diary_app.services import flags, settings
from diary_app.services.diary import Diary
from diary_app.services.histories import load


def fhir_files(diary: Diary, days: Days) -> dict[str, bytes]:
    """`Patient.ndjson` and the others, with the records of the local `days`."""
    own = settings.load(diary)
    bundle = fhir.document(
        load(diary, days),
        diary.vocabulary,
        flags.between(diary, days),
        days,
        diary.now(),
        fhir.Person(own.name, settings.birthday(own)),
    )
    return fhir_bulk.files(bundle)


def parquet_files(diary: Diary, days: Days) -> dict[str, bytes]:
    """`doses.parquet` and the others, with the records of the local `days`.

    Raises DiaryError without pyarrow.
    """
    history = load(diary, days)
    source = tidy.Source(
        name=pseudonym(history),
        history=history,
        flags=flags.between(diary, days),
        knowledge=diary.knowledge,
        days=days,
        now=diary.now(),
    )
    return written([source])


def written(sources: list[tidy.Source]) -> dict[str, bytes]:
    """The files of several diaries, one after another. Raises DiaryError without pyarrow."""
    try:
        return parquet.files(tidy.tables(source) for source in sources)
    except ImportError as error:
        raise DiaryError("extra_missing", name="pyarrow", extra="parquet") from error


def pseudonym(history: History) -> str:
    """A name that tells nothing of the person: the same for every copy of a diary.

    Made of the random id of the first medicine; "empty" where there is none.
    """
    ids = [plan.medicine.id for plan in history.plans]
    if not ids:
        return "empty"
    first = min(ids, key=lambda id: (str(history.entered.get(id, "")), id))
    return sha256(f"dose-diary {first}".encode()).hexdigest()[:16]
