"""What was removed from the log: it stays for good, and each can be put back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary_app.services import histories, records
from diary_app.services.records import Record
from diary_app.text import _, ngettext
from diary_app.ui.record_words import entered
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import RowsCard, heading, stack
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import clock, short_full_day

_MOST = 50


def removed_records(session: Session) -> QWidget:
    """The newest of them, each with the way back."""
    every = sorted(records.removed(session.diary), key=lambda record: record.at, reverse=True)
    if not every:
        return Runs(_("Nothing was removed from the log."), "muted")
    card = RowsCard()
    for record in every[:_MOST]:
        _add_row(card, session, record)
    parts: list[QWidget] = [heading(_("Removed from the log")), card]
    if len(every) > _MOST:
        text = ngettext(
            "{n} older record was removed too.",
            "{n} older records were removed too.",
            len(every) - _MOST,
        )
        parts.append(Runs(text.format(n=len(every) - _MOST), "muted"))
    return stack(*parts, gap=10)


def _add_row(card: RowsCard, session: Session, record: Record) -> None:
    diary = session.diary
    one = entered(record.value, histories.medicine_names(diary), diary.knowledge)
    when = f"{short_full_day(one.at.day)} {clock(one.at)}"
    text = Runs([Run(when + "  ", "muted"), Run(one.what)])
    back = Button(_("Put back"), about=f"{one.what[:60]}, {when}")
    back.chosen.connect(
        lambda: session.save(lambda: records.restore(diary, record), _("Put back into the log."))
    )
    card.add_row(text, back, grow=text)
