"""What a rescue saved of a damaged diary and what is missing: whole sentences, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from diary_app.domain.rescued import LostChanges, LostRecord, Rescue
from diary_app.text import _, ngettext


def saved_words(found: Rescue) -> Iterator[str]:
    """How much was saved, and whether a backup helped."""
    words = ngettext("{n} record is saved.", "{n} records are saved.", found.records)
    yield words.format(n=found.records)
    if found.backup is not None:
        yield _("The backup {name} filled what was missing.").format(name=found.backup.name)


def missing_words(found: Rescue) -> Iterator[str]:
    """Which days and which records are missing, or may not be as they were last."""
    if found.whole:
        yield _("Nothing is missing.")
    if found.later:
        yield _(
            "The file says that a later version of the program wrote it. "
            "What only that version knows is not saved."
        )
    for record in sorted(found.lost, key=_place):
        yield _named(record, _("{day}: {what} {id} cannot be read."))
    for record in sorted(found.older, key=_place):
        yield _named(record, _("{day}: {what} {id} may have been changed later."))
    for gap in found.changes:
        yield _gap_words(gap)


def _place(record: LostRecord) -> tuple[date, str]:
    return record.day or date.min, record.id


def _named(record: LostRecord, sentence: str) -> str:
    day = _("Day not known") if record.day is None else record.day.isoformat()
    return sentence.format(day=day, what=_what(record.table), id=record.id)


def _what(table: str) -> str:
    return {
        "medicines": _("medicine"),
        "courses": _("course"),
        "holds": _("hold"),
        "tapers": _("taper plan"),
        "stock": _("stock entry"),
        "pump_refills": _("pump refill"),
        "doses": _("dose"),
        "observations": _("symptom"),
        "checks": _("safety check"),
        "notes": _("note"),
        "readings": _("reading of a text"),
        "events": _("event"),
        "falls": _("fall"),
        "measurements": _("clinic measure"),
        "helped": _("answer whether a dose helped"),
        "tracked": _("own thing to track"),
        "goals": _("goal"),
        "facts": _("answer about the person"),
        "flag_answers": _("answer to a flag"),
        "visits": _("visit"),
        "questions": _("question"),
        "settings": _("setting"),
        "drafts": _("form that was not saved"),
    }.get(table, table)


def _gap_words(gap: LostChanges) -> str:
    since = _("the beginning") if gap.since is None else _moment(gap.since)
    if gap.count is None:
        return _("After {since}: later changes, if there were any, cannot be read.").format(
            since=since
        )
    until = _("the end") if gap.until is None else _moment(gap.until)
    return ngettext(
        "Between {since} and {until}: {n} change cannot be read.",
        "Between {since} and {until}: {n} changes cannot be read.",
        gap.count,
    ).format(since=since, until=until, n=gap.count)


def _moment(at: datetime) -> str:
    return _("{moment} UTC").format(moment=f"{at:%Y-%m-%d %H:%M}")
