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


def number_title(kind: PhoneKind) -> str:
    """What its line is called where it is entered."""
    return {
        PhoneKind.EMERGENCY: _("My emergency number"),
        PhoneKind.POISON_CENTRE: _("Poison centre's number"),
        PhoneKind.CRISIS_LINE: _("Crisis line's number"),
        PhoneKind.CLINIC: _("Pump clinic's number"),
        PhoneKind.DOCTOR: _("My doctor's number"),
        PhoneKind.PHARMACIST: _("My pharmacist's number"),
    }[kind]


def whose_number(kind: PhoneKind) -> str:
    """When that number is called, in a few words."""
    return {
        PhoneKind.EMERGENCY: _("An ambulance, day and night."),
        PhoneKind.POISON_CENTRE: _("When too much was taken."),
        PhoneKind.CRISIS_LINE: _("When thoughts of ending your life come."),
        PhoneKind.CLINIC: _("The people who fill the pump, if you have one."),
        PhoneKind.DOCTOR: _("The doctor who prescribes your medicine."),
        PhoneKind.PHARMACIST: _("When a medicine runs out."),
    }[kind]


def country_name(code: str) -> str:
    """A country by its two letters; the letters where it has no name here."""
    return country_names().get(code, code)


def country_names() -> dict[str, str]:
    """The countries with public numbers, by their two letters."""
    return {
        "AT": _("Austria"),
        "AU": _("Australia"),
        "BE": _("Belgium"),
        "CA": _("Canada"),
        "CH": _("Switzerland"),
        "DE": _("Germany"),
        "ES": _("Spain"),
        "FR": _("France"),
        "GB": _("United Kingdom"),
        "IE": _("Ireland"),
        "IN": _("India"),
        "MX": _("Mexico"),
        "NL": _("Netherlands"),
        "NZ": _("New Zealand"),
        "US": _("United States"),
        "ZA": _("South Africa"),
    }


def source_words(offer: PublicNumber) -> str:
    """Where an offered number comes from, and when that was read."""
    if offer.of:
        return _("{organisation}; {address}; page of {of}, read {seen}").format(**vars(offer))
    return _("{organisation}; {address}; read {seen}").format(**vars(offer))
