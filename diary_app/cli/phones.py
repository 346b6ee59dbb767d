"""`phone`: whom to call. Public numbers are offered with their source, never assumed."""

from __future__ import annotations

import click

from diary_app.cli.context import Context
from diary_app.cli.declare import Verb, argument, as_json
from diary_app.domain.phones import PhoneKind
from diary_app.errors import Told
from diary_app.services import phones
from diary_app.text import _
from diary_app.wording.phones import kind_word, offer_words


def _run(context: Context) -> None:
    # Every number with what is offered, or one number stored.
    options = context.options
    if options.kind is not None:
        kind = phones.kind_of(options.kind)
        if options.number is None:
            raise Told(
                _("The number is missing."),
                "",
                _("Say it as it is dialled, or “none” to take it away."),
            )
        number = "" if options.number.strip().lower() == "none" else options.number
        phones.keep(context.diary, kind, number)
    if options.json:
        _show_json(context)
        return
    own = phones.confirmed(context.diary)
    for kind in PhoneKind:
        context.show(f"{kind_word(kind)} ({kind}): {own[kind] or _('not entered')}")
        if own[kind]:
            continue
        for offer in phones.offers(context.diary, kind):
            context.show(f"  {offer_words(offer)}")
    country, known = phones.country_of(context.diary), ", ".join(phones.countries())
    if not country:
        words = _("Your country is not known. Say it: dose-diary settings country GB ({known}).")
        context.say(words.format(known=known))
        return
    context.say(
        _(
            "Offered are public numbers for {country}. Another country: dose-diary settings "
            "country GB ({known}). Confirm one: dose-diary phone emergency NUMBER"
        ).format(country=country, known=known)
    )


def _show_json(context: Context) -> None:
    context.show_json(
        {
            "schema": 1,
            "country": phones.country_of(context.diary) or None,
            "numbers": {
                str(kind): number or None
                for kind, number in phones.confirmed(context.diary).items()
            },
            "offers": [
                {
                    "kind": str(offer.kind),
                    "number": offer.number,
                    "source": offer.organisation,
                    "address": offer.address,
                    "page_date": offer.of or None,
                    "read_on": offer.seen,
                }
                for kind in PhoneKind
                for offer in phones.offers(context.diary, kind)
            ],
        }
    )


def commands() -> tuple[click.Command, ...]:
    """`phone`."""
    return (
        Verb(
            "phone",
            _run,
            _("whom to call"),
            "phone doctor 0123456789",
            argument("kind", required=False),
            argument("number", required=False),
            as_json(),
            writes=lambda options: options.number is not None,
        ),
    )
