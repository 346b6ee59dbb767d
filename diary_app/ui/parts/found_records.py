"""What a search has found: the newest records that fit, by day, and how many there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby

from PySide6.QtWidgets import QWidget

from diary_app.domain.deeds import RecordValue
from diary_app.domain.moment import Moment
from diary_app.domain.sought import Sought
from diary_app.domain.symptom import FlagAnswer
from diary_app.services import day_records, histories, search
from diary_app.text import _, ngettext
from diary_app.ui.day_lines import Lines, answer_words, joined
from diary_app.ui.record_words import entered
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import RowsCard, row, stack
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import clock, day_name, days_words, short_full_day

_MOST = 30
_TABLES = {
    "all": search.EVERY,
    "dose": ("doses",),
    "symptom": ("observations",),
    "check": ("checks",),
    "note": ("notes",),
    "event": ("events", "falls", "measurements"),
    "flag": (search.FLAGS,),
}


class FoundRecords:
    """Searches and shows; `said` is what the last search has found, in one sentence."""

    def __init__(self, session: Session, go_to: Callable[[date], None]) -> None:
        self._session, self._go_to = session, go_to
        self._asked: tuple[Sought, str] | None = None
        self._most = _MOST
        self.said = ""

    def build(self, sought: Sought, kind: str, again: Callable[[], None]) -> QWidget:
        """The records of `kind` that fit. `again` is called when more of them are wanted."""
        if self._asked != (sought, kind):
            self._asked, self._most = (sought, kind), _MOST
        hits = search.find(self._session.diary, sought, _TABLES[kind], self._most)
        self.said = _count(hits, sought)
        parts: list[QWidget] = [Runs(self.said, "strong")]
        for flag in hits.waiting:
            card = RowsCard()
            text = Runs(_("Flag that waits for you: {name}").format(name=flag.label))
            card.add_row(text, self._open(flag.at.day, flag.label), grow=text)
            parts.append(card)
        for day, values in groupby(hits.values, key=lambda value: _moment(value).day):
            parts.append(self._card(day, list(values)))
        if hits.count > len(hits.values):
            more = way(_("Show more"), about=_("of what was found"))

            def show_more() -> None:
                self._most += _MOST
                again()

            more.chosen.connect(show_more)
            parts.append(more)
        return stack(*parts, gap=12)

    def _card(self, day: date, values: list[RecordValue | FlagAnswer]) -> QWidget:
        card = RowsCard()
        lines = Runs(joined(self._lines(values)))
        about = stack(Runs(day_name(day), "heading"), lines, gap=4)
        card.add(row(about, self._open(day), grow=about, padding=(20, 14), least=64))
        return card

    def _open(self, day: date, about: str = "") -> QWidget:
        name = short_full_day(day)
        button = way(_("Open"), "plain", about=f"{about}, {name}" if about else name)
        button.chosen.connect(lambda: self._go_to(day))
        return button

    def _lines(self, values: list[RecordValue | FlagAnswer]) -> Lines:
        names = histories.medicine_names(self._session.diary)
        knowledge = self._session.diary.knowledge
        lines: Lines = []
        for value in reversed(values):
            when = Run(clock(_moment(value)) + "  ", "muted")
            if isinstance(value, FlagAnswer):
                lines.append([when, Run(answer_words(value, knowledge))])
                continue
            one = entered(value, names, knowledge)
            remark = [Run(" · " + one.remark, "muted")] if one.remark else []
            lines.append([when, Run(one.what), *remark])
        return lines


def _moment(value: RecordValue | FlagAnswer) -> Moment:
    return value.at if isinstance(value, FlagAnswer) else day_records.moment(value)


def _count(hits: search.Hits, sought: Sought) -> str:
    count = hits.count + len(hits.waiting)
    if sought.days is None:
        text = ngettext("{n} record found", "{n} records found", count)
        return text.format(n=count)
    text = ngettext("{n} record found, {days}", "{n} records found, {days}", count)
    return text.format(n=count, days=days_words(sought.days))
