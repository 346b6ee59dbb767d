"""The country whose public numbers are offered."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimeZone

from diary_app.services import phones
from diary_app.ui.session import Session


def country_of(session: Session) -> str:
    """The country whose numbers are offered: the one chosen, else where the clock of the diary is.

    Two letters, "" where neither says it.
    """
    chosen = phones.country_chosen(session.diary)
    if chosen:
        return chosen
    territory = QTimeZone(session.diary.zone.encode()).territory()
    return QLocale.territoryToCode(territory)
