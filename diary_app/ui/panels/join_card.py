"""Joining another copy of the diary: what is asked, both versions in words, a yes, only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.join import Choice as Side
from diary_app.domain.plan import Plan
from diary_app.frozen import dataclass
from diary_app.services import histories, joins
from diary_app.services.diary import Diary
from diary_app.services.joins import Asked, Decided, Found, Other, Worked
from diary_app.services.records import Record
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import field as titled
from diary_app.ui.widgets.text import Runs
from diary_app.wording.imports import counts
from diary_app.wording.joins import (
    brought_words,
    plan_lines,
    record_lines,
    row_lines,
    settled_words,
)


@dataclass(frozen=True)
class Joining:
    """A copy that was chosen, and what has been asked and decided about it so far.

    `read` reads it, for another thread; `worked` is what a join with these answers would do, None
    while that is worked out (`is_ready` tells it from a diary that comes whole).
    """

    path: Path
    read: Callable[[], Other]
    other: Other | None = None
    worked: Worked | None = None
    is_ready: bool = False
    each: Mapping[tuple[str, str], Side] = field(default_factory=dict)
    medicines: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()

    @property
    def decided(self) -> Decided:
        """The answers as the join asks for them."""
        return Decided(None, self.each, self.medicines)


def work_out(diary: Diary, waiting: Joining) -> Callable[[], Joining]:
    """The work of reading the copy, where that is still to do, and of judging both."""

    def work() -> Joining:
        other = waiting.other or waiting.read()
        worked = joins.work_out(diary, other, waiting.decided)()
        return replace(waiting, other=other, worked=worked, is_ready=True)

    return work


class JoinCard(Card):
    """`join` is the copy with its answers that waits for a yes; it names another, or none."""

    join = Signal(object)

    def __init__(self, session: Session, waiting: Joining) -> None:
        super().__init__(gap=14)
        self._session, self._waiting = session, waiting
        self._names = histories.medicine_names(session.diary)
        self.add(heading(_("Another copy of your diary")))
        self.add(Runs(_("The file is {name}.").format(name=waiting.path.name)))
        if waiting.is_ready:
            self._show(self._found())
            return
        back = way(_("Do not join"))
        back.chosen.connect(lambda: self.join.emit(None))
        self.add(Runs(_("The other copy is being read. Many years take a moment."), "muted"))
        self.add(row(back))

    def _found(self) -> Found:
        waiting = self._waiting
        if waiting.worked is not None:
            return waiting.worked.found
        assert waiting.other is not None
        return joins.look(self._session.diary, waiting.other, waiting.decided)

    def _show(self, found: Found) -> None:
        before = {(asked.kind, asked.id): asked for asked in self._waiting.asked}
        new_ones = {(asked.kind, asked.id): asked for asked in found.questions}
        every = (before | new_ones).values()
        self._waiting = replace(self._waiting, asked=tuple(every))
        if every:
            self.add(Runs(_("Both copies changed this. Say which one is right."), "strong"))
        for asked in every:
            self.add(self._medicine(asked) if asked.kind == "medicine" else self._versions(asked))
        back = way(_("Do not join"))
        back.chosen.connect(lambda: self.join.emit(None))
        if found.questions:
            self.add(Runs(_("Nothing is stored yet."), "muted"), row(back))
            return
        new = counts(found.new)
        if found.settled:
            self.add(Runs(settled_words(found.settled)))
        if new or found.changed or found.settled or every:
            if new:
                self.add(Runs(_("New: {what}.").format(what=new), "strong"))
            self.add(Runs(_("One Undo takes all of it back.")))
            yes = Button(_("Join the two copies"))
            yes.chosen.connect(self._store)
            self.add(row(back, yes))
        else:
            self.add(Runs(brought_words("", 0)), row(back))

    def _versions(self, asked: Asked) -> QWidget:
        if asked.kind == "plan":
            title = _("The plan of {name}").format(name=asked.about)
        else:
            title = _("One record")
        here, there = self._lines(asked.here), self._lines(asked.there)
        options: list[tuple[object, str]] = [
            ("here", _("As it is here")),
            ("there", _("As it is in the other copy")),
        ]
        about = f"{title}: {here[0]}" if asked.kind == "record" else title
        value = self._waiting.each.get((asked.kind, asked.id))
        choice = Choice(options, about=about, value=value, guarded=False)
        choice.picked.connect(partial(self._decide, asked))
        card = Card("plain", gap=8)
        card.add(
            Runs(title, "strong"),
            titled(_("Here"), Runs("\n".join(here))),
            titled(_("In the other copy"), Runs("\n".join(there))),
            choice,
        )
        return card

    def _medicine(self, asked: Asked) -> QWidget:
        here = [str(one["name"]) for one in asked.here if isinstance(one, Mapping)]
        title = _("Is “{theirs}” in the other copy the same medicine as “{ours}” here?").format(
            theirs=asked.about, ours=here[0] if here else ""
        )
        options: list[tuple[object, str]] = [
            (here[0] if here else "+", _("Yes, the same")),
            ("+", _("No, two medicines")),
            ("", _("Leave it out")),
        ]
        value = self._waiting.medicines.get(asked.about)
        choice = Choice(options, about=title, value=value, guarded=False)
        choice.picked.connect(partial(self._name, asked.about))
        return titled(title, choice)

    def _lines(self, side: tuple[Plan | Record | Mapping[str, object], ...]) -> list[str]:
        lines = list[str]()
        for value in side:
            match value:
                case Plan():
                    lines += plan_lines(value)
                case Record():
                    of = getattr(value.value, "medicine_id", "")
                    name, knowledge = self._names.get(of, ""), self._session.diary.knowledge
                    lines += record_lines(value.value, value.at, name, knowledge)
                    if value.removed:
                        lines.append(_("This record was removed."))
                case other:
                    lines += row_lines(other)
        return lines or [_("nothing")]

    def _decide(self, asked: Asked, side: object) -> None:
        chosen: Side = "there" if side == "there" else "here"
        each = {**self._waiting.each, (asked.kind, asked.id): chosen}
        self.join.emit(replace(self._waiting, each=each, is_ready=False))

    def _name(self, theirs: str, value: object) -> None:
        given = {**self._waiting.medicines, theirs: str(value)}
        self.join.emit(replace(self._waiting, medicines=given, is_ready=False))

    def _store(self) -> None:
        waiting, diary, other = self._waiting, self._session.diary, self._waiting.other
        assert other is not None

        def said(done: Found) -> str:
            return brought_words(counts(done.new), done.changed)

        if self._session.save(
            lambda: joins.store(diary, other, waiting.decided, waiting.worked), said
        ):
            self.join.emit(None)
