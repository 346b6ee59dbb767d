"""Whom to call beside an advice: the numbers that fit it, as buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from diary_app.domain.knowledge import Level
from diary_app.domain.phones import Number, PhoneKind
from diary_app.frozen import dataclass
from diary_app.services import phones
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.wording.phones import country_name, number_words

_Action = tuple[str, Callable[[], object]]


@dataclass(frozen=True)
class Calls:
    """The buttons in order, what stands above them, and what stands below in smaller type."""

    buttons: tuple[_Action, ...] = ()
    note: str = ""
    small: str = ""


def calls_for(session: Session, id: str, level: Level) -> Calls:
    """The numbers that fit the advice of a symptom or rule.

    One the person entered is its button. A public one of the country is a button too, which says
    that nobody has confirmed it. Where neither is there, the card says so and leads to Settings.
    """
    numbers = phones.numbers_to_call(session.diary, id, level)
    buttons: list[_Action] = []
    for number in numbers:
        dialled = number.number or next((offer.number for offer in number.offers), "")
        if dialled:
            buttons.append((number_words(number), partial(call, dialled)))
    lacking = [number.kind for number in numbers if not number.number and not number.offers]
    if lacking:
        buttons.append((_("Enter numbers to call"), session.numbers_wanted.emit))
    return Calls(tuple(buttons), _lacking_words(lacking), _offered_words(numbers))


def call(number: str) -> None:
    """Hand the number to the computer's telephone, and to the clipboard where it has none."""
    QGuiApplication.clipboard().setText(number)
    QDesktopServices.openUrl(QUrl(f"tel:{number.replace(' ', '')}"))


def _lacking_words(lacking: list[PhoneKind]) -> str:
    """Whom to call where the diary has no number: by name, so that it can be found elsewhere."""
    local = {
        PhoneKind.EMERGENCY: _("Emergency: your local emergency number."),
        PhoneKind.POISON_CENTRE: _("Poison centre: no number is entered yet."),
        PhoneKind.CRISIS_LINE: _("Crisis line: no number is entered yet."),
        PhoneKind.CLINIC: _("Pump clinic: no number is entered yet."),
    }
    return " ".join(local[kind] for kind in lacking if kind in local)


def _offered_words(numbers: tuple[Number, ...]) -> str:
    offered = [number.offers[0] for number in numbers if number.offers and not number.number]
    if not offered:
        return ""
    names = dict.fromkeys(one.organisation for one in offered)
    return _(
        "Not confirmed: public numbers of {country} (from: {sources}). Check them in Settings, "
        "Whom to call."
    ).format(country=country_name(offered[0].country), sources="; ".join(names))
