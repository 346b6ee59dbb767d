"""Who writes the records: the patient, or a carer until the window closes or somebody says so."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from diary_app.domain.dose import EnteredBy
from diary_app.services import settings
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import Banner
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import field


def who_writes(session: Session, altered: SignalInstance) -> QWidget:
    """The choice, kept for what is recorded from now on."""
    carer = settings.load(session.diary).carer_name.strip() or _("A carer")
    options: list[tuple[object, str]] = [(EnteredBy.ME, _("Me")), (EnteredBy.CARER, carer)]
    chosen = Choice(options, about=_("who writes this"), value=session.entered_by)

    def choose(who: object) -> None:
        assert isinstance(who, EnteredBy)
        session.entered_by = who
        altered.emit()

    chosen.picked.connect(choose)
    return field(_("Who writes this?"), chosen)


def carer_banner(session: Session, altered: SignalInstance) -> list[QWidget]:
    """While a carer writes, what is recorded says so: shown, lest the patient writes as another."""
    if session.entered_by == EnteredBy.ME:
        return []

    def back() -> None:
        session.entered_by = EnteredBy.ME
        altered.emit()

    carer = settings.load(session.diary).carer_name.strip() or _("A carer")
    text = _("{carer} writes now: what is recorded says so.").format(carer=carer)
    return [Banner(text, (_("I write myself again"), back))]
