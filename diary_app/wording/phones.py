"""Whose number it is, and where an offered one comes from."""

from __future__ import annotations

from diary_app.domain.phones import Number, PhoneKind, PublicNumber
from diary_app.text import _


def kind_word(kind: PhoneKind) -> str:
    """Whom the number reaches."""
    return {
        PhoneKind.EMERGENCY: _("Emergency"),
        PhoneKind.POISON_CENTRE: _("Poison centre"),
        PhoneKind.CRISIS_LINE: _("Crisis line"),
        PhoneKind.CLINIC: _("Pump clinic"),
        PhoneKind.DOCTOR: _("My doctor"),
        PhoneKind.PHARMACIST: _("My pharmacist"),
    }[kind]


def offer_words(offer: PublicNumber) -> str:
    """An offered number with its source: not confirmed yet."""
    if offer.of:
        return _(
            "offered: {number} ({organisation}; {address}; page of {of}, read {seen}). Check it, "
            "then confirm it."
        ).format(**vars(offer))
    return _(
        "offered: {number} ({organisation}; {address}; read {seen}). Check it, then confirm it."
    ).format(**vars(offer))


def number_words(number: Number) -> str:
    """A number beside an advice: confirmed, only offered, or still to be entered."""
    who = kind_word(number.kind)
    if number.number:
        return _("{who} {number}").format(who=who, number=number.number)
    if number.offers:
        offered = ", ".join(offer.number for offer in number.offers)
        return _("{who} {number} (offered, not confirmed)").format(who=who, number=offered)
    return _("{who} (not entered)").format(who=who)
