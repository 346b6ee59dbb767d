"""Flags on a page: large, with what to do, whom to call, why, and what was done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from diary_app.domain.flag import Flag
from diary_app.domain.knowledge import Category, Entry, Level, Source, Tier
from diary_app.services import flags, settings
from diary_app.text import _
from diary_app.ui import words
from diary_app.ui.record_words import entry_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import SeriousCard
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import Card, row, stack
from diary_app.ui.widgets.fields import LineField, field
from diary_app.ui.widgets.text import Runs

_Action = tuple[str, Callable[[], None]]
_SHOWN = 3  # a wall of warnings is read by nobody; the rest is one press away


class FlagCards(QObject):
    """The flags that wait for the patient, gravest first.

    Red is for a serious symptom; what the dose log says, and what is only asked, is amber.
    """

    altered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._why: set[str] = set()
        self._answering: tuple[str, str] | None = None  # flag key, "done" or "wrong"
        self._all = False

    @property
    def open(self) -> bool:
        """Whether something is being written about a flag."""
        return self._answering is not None

    def build(self) -> list[QWidget]:
        """One card for each flag that was not answered yet."""
        found = flags.waiting(self._session.diary)
        shown = found if self._all else found[:_SHOWN]
        cards = [self._card(flag) for flag in shown]
        if len(found) > len(shown):
            more = Button(_("Show {n} more").format(n=len(found) - len(shown)))
            more.chosen.connect(self._show_all)
            cards.append(row(more))
        return cards

    def _card(self, flag: Flag) -> QWidget:
        about = f"{flag.label}, {words.when(flag.at, self._session.today)}"
        rare: list[_Action] = [
            (_("I have dealt with it…"), lambda: self._answer(flag, "done")),
            (_("This is not right…"), lambda: self._answer(flag, "wrong")),
            (_("Why am I seeing this?"), lambda: self._turn_why(flag)),
        ]
        advice = flag.advice.replace("\n", " ")
        if _is_red(self._session, flag):
            title = _("You recorded: {what}").format(what=flag.label.lower())
            if flag.confirm:
                title = _("Did this happen to you? {what}").format(what=flag.label)
            card: Card = SeriousCard(title, advice, numbers(self._session), rare, about=about)
        else:
            card = _amber(flag.label, advice, rare, about)
        if self._answering and self._answering[0] == _key(flag):
            card.add(self._answer_field(flag))
        if _key(flag) in self._why:
            card.add(why(self._session, flag))
        return card

    def _answer(self, flag: Flag, kind: str) -> None:
        self._answering = (_key(flag), kind)
        self.altered.emit()

    def _answer_field(self, flag: Flag) -> QWidget:
        assert self._answering is not None
        done = self._answering[1] == "done"
        title = _("What did you do?") if done else _("What is not right? The reason is kept.")
        typed = LineField(f"{title} {flag.label}", units=560)
        save = Button(_("Save"), about=flag.label)

        def store() -> None:
            text, diary = typed.text().strip(), self._session.diary
            verb = flags.acknowledge if done else flags.dismiss
            saved = self._session.save(
                lambda: verb(diary, flag, text),
                _("Saved: what you said about {what}.").format(what=flag.label),
            )
            if saved:
                self._answering = None
                self.altered.emit()

        typed.entered.connect(store)
        save.chosen.connect(store)
        return field(title, row(typed, save))

    def _turn_why(self, flag: Flag) -> None:
        self._why ^= {_key(flag)}
        self.altered.emit()

    def _show_all(self) -> None:
        self._all = True
        self.altered.emit()


def advice_card(session: Session, entry: Entry) -> QWidget:
    """What to do about a serious symptom that has just been answered Yes, before it is saved."""
    title = _("You answered Yes: {what}").format(what=entry.label.lower())
    return SeriousCard(title, entry.advice.replace("\n", " "), numbers(session), about=entry.label)


def numbers(session: Session) -> list[_Action]:
    """The numbers the patient entered, as buttons; where there is none, the way to enter one."""
    found = settings.load(session.diary)
    actions: list[_Action] = []
    if found.emergency_phone:
        text = _("Emergency {number}").format(number=found.emergency_phone)
        actions.append((text, lambda: _call(found.emergency_phone)))
    if found.doctor_phone:
        text = _("My doctor {number}").format(number=found.doctor_phone)
        actions.append((text, lambda: _call(found.doctor_phone)))
    if not found.doctor_phone:
        enter = _("Enter my doctor's number")
        actions.append((enter, lambda: session.wanted.emit("settings", None)))
    return actions


def why(session: Session, flag: Flag) -> QWidget:
    """The rule, the evidence and the sources of a flag."""
    parts: list[QWidget] = [Runs(_("This rests on:"), "strong")]
    for piece in flag.evidence:
        when = words.when(piece.at, session.today)
        parts.append(Runs(f"{when}: {piece.words}"))
    parts.append(Runs(_("Where it comes from:"), "strong"))
    parts += [Runs(source_words(source), "small") for source in flag.sources]
    parts.append(Runs(_("Rule: {name}.").format(name=flag.rule.replace("_", " ")), "small"))
    return stack(*parts, gap=6)


def source_words(source: Source) -> str:
    """A source with what kind of source it is."""
    kinds = {
        Tier.DOCUMENT: _("The commissioned guidance"),
        Tier.LABEL: _("Official medicine information"),
        Tier.LITERATURE: _("Medical literature"),
        Tier.PROPOSAL: _("A proposal of this diary"),
    }
    return f"{kinds[source.tier]}: {source.ref}"


def _amber(title: str, advice: str, rare: list[_Action], about: str) -> Card:
    card = Card("warn", gap=8)
    card.add(Runs(title, "warn"), Runs(advice))
    buttons = []
    for text, do in rare:
        button = Button(text, "plain", about=about)
        button.chosen.connect(do)
        buttons.append(button)
    card.add(row(*buttons, gap=4))
    return card


def _is_red(session: Session, flag: Flag) -> bool:
    if flag.level in (Level.ASK, Level.NEXT_VISIT):
        return False
    entry = entry_of(session.diary, flag.id)
    return flag.level == Level.EMERGENCY or (
        entry is not None and entry.category not in (Category.COMMON, Category.TREATED)
    )


def _key(flag: Flag) -> str:
    return f"{flag.id} {flag.at.iso}"


def _call(number: str) -> None:
    """Hand the number to the computer's telephone, and to the clipboard where it has none."""
    QGuiApplication.clipboard().setText(number)
    QDesktopServices.openUrl(QUrl(f"tel:{number.replace(' ', '')}"))
