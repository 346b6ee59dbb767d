"""Whom to call: six numbers, each entered or confirmed by the person; public ones are offered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.phones import PhoneKind, PublicNumber
from diary_app.services import phones, settings
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row, rule, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field
from diary_app.ui.widgets.form import LineForm
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.phones import (
    country_name,
    country_names,
    kind_word,
    number_title,
    source_words,
    whose_number,
)


class NumbersCard(Card):
    """One line for each kind. `choosing`: the country is being chosen."""

    choose = Signal()  # the list of countries should open or close

    def __init__(self, session: Session, *, choosing: bool) -> None:
        super().__init__(gap=14)
        self._session = session
        self._own = phones.confirmed(session.diary)
        self._country = phones.country_of(session.diary)
        self._lines: list[LineField] = []
        text = _(
            "Each number stands as a button beside the advice that it fits. Public numbers of your "
            "country are only offered: check each one, then confirm it."
        )
        self.add(heading(_("Whom to call")), Runs(text, "muted"))
        self.add(self._places() if choosing or not self._country else self._place())
        for kind in PhoneKind:
            self.add(rule(), self._number(kind))

    def first(self) -> QWidget:
        """Where the keys go."""
        return self._lines[0]

    def _place(self) -> QWidget:
        """Which country it is, and whether the person said so."""
        words = _("Country: {name}.")
        if not phones.country_chosen(self._session.diary):
            words = _("Country: {name}, because this computer's clock is set to it.")
        text = Runs(words.format(name=country_name(self._country)))
        other = way(_("Another country…"))
        other.chosen.connect(self.choose)
        return row(text, other, grow=text)

    def _places(self) -> QWidget:
        names = sorted(country_names().items(), key=lambda one: one[1])
        options: list[tuple[object, str]] = [*names, ("other", _("Another one"))]
        choice = Choice(options, about=_("country"), value=self._country)
        choice.picked.connect(self._choose)
        hint = _("The most a day on its label is noted. Only the US label is known here.")
        return field(_("Which country are you in?"), choice, hint=hint)

    def _choose(self, code: object) -> None:
        done = self._session.save(
            lambda: settings.save(self._session.diary, country=code),
            _("Saved: country, {name}.").format(name=country_name(str(code))),
        )
        if done:
            self.choose.emit()

    def _number(self, kind: PhoneKind) -> QWidget:
        line = LineField(number_title(kind), self._own[kind], units=320)
        self._lines.append(line)
        draft = f"setting {phones.setting_of(kind)}"
        form = LineForm(
            number_title(kind), line, lambda: self._keep(kind, line.text()), draft=draft
        )
        parts: list[QWidget] = [form, Runs(whose_number(kind), "small")]
        if not self._own[kind]:
            offered = phones.offers(self._session.diary, kind)
            parts += [self._offer(kind, offer) for offer in offered]
        return stack(*parts, gap=8)

    def _offer(self, kind: PhoneKind, offer: PublicNumber) -> QWidget:
        words = [
            Run(_("Offered for {country}:").format(country=country_name(offer.country)) + " "),
            Run(offer.number, "strong"),
        ]
        text = stack(Runs(words), Runs(source_words(offer), "small"), gap=4)
        use = Button(_("Confirm {number}").format(number=offer.number), about=kind_word(kind))
        use.chosen.connect(lambda: self._confirm(kind, offer.number))
        return row(text, use, grow=text)

    def _confirm(self, kind: PhoneKind, number: str) -> None:
        self._session.save(
            lambda: phones.keep(self._session.diary, kind, number), _said(kind, number)
        )

    def _keep(self, kind: PhoneKind, number: str) -> bool:
        return self._session.store(
            lambda: phones.keep(self._session.diary, kind, number), _said(kind, number)
        )


def _said(kind: PhoneKind, number: str) -> str:
    if not number.strip():
        return _("Taken away: {who}.").format(who=kind_word(kind))
    return _("Saved: {who}, {number}.").format(who=kind_word(kind), number=number.strip())
