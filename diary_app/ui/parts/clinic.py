"""What a spasticity clinic asks: spasms, six parts of the day, change since the visit, goals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from diary_app.domain.days import Days
from diary_app.domain.measure import (
    BEGINS,
    MOST_GOALS,
    SPANS,
    DayPart,
    Goal,
    Measure,
    Measurement,
    day_of,
)
from diary_app.domain.moment import Moment, at_wall
from diary_app.services import measures
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.guard import Press
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row, rule, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField
from diary_app.ui.widgets.form import LineForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.measures import measure_names, measure_words, measured_words, part_names

_PARTS = tuple(DayPart)


class Clinic(QObject):
    """One button, and behind it the measures of the day that is shown."""

    altered = Signal()

    def __init__(self, session: Session, day: Callable[[], date]) -> None:
        super().__init__(session)
        self._session, self._day = session, day
        self._open = self._fresh = False
        self._next = ""  # the part of the day that is asked next
        self._rows: dict[str, _Steps] = {}
        self._turned: QWidget | None = None

    def take_focus(self) -> QWidget | None:
        """The next part of the day after an answer; the way in or out after a turn."""
        wanted, self._next = self._next, ""
        if wanted in self._rows:
            return self._rows[wanted].place()
        if self._fresh:
            self._fresh = False
            return self._turned
        return None

    def build(self) -> QWidget:
        """The way in; open, the card with all measures."""
        self._rows = {}
        turn = self._turned = way(_("Close") if self._open else _("For the clinic…"))
        if self._open:
            turn.setAccessibleName(_("Close, for the clinic"))
        turn.chosen.connect(self._turn)
        if not self._open:
            return flow(turn)
        title = heading(_("For the clinic"))
        card = Card(gap=16)
        card.add(row(title, turn, grow=title), *self._spasms(), rule(), *self._troubled())
        card.add(rule(), *self._change(), rule(), *self._goals())
        return card

    def close(self) -> bool:
        """Close the card; whether it was open."""
        was_open = self._open
        if was_open:
            self._turn()
        return was_open

    def _turn(self) -> None:
        self._open, self._fresh = not self._open, True
        self.altered.emit()

    def _said(self) -> dict[tuple[Measure, str], Measurement]:
        """What was answered for the day, the latest of each."""
        day = self._day()
        found = measures.of_days(self._session.diary, Days.of(day))
        return {(one.measure, one.part): one for one in found if day_of(one) == day}

    def _spasms(self) -> list[QWidget]:
        return self._words(Measure.SPASM_FREQUENCY, _("How often did spasms come on this day?"))

    def _change(self) -> list[QWidget]:
        return self._words(Measure.CHANGE, _("How is it since the last visit to the doctor?"))

    def _words(self, measure: Measure, question: str) -> list[QWidget]:
        options: list[tuple[object, str]] = [
            (SPANS[measure][0] + n, word) for n, word in enumerate(measure_words(measure))
        ]
        said = self._said().get((measure, ""))
        chosen = Choice(options, about=question, value=said.value if said else None)
        chosen.picked.connect(lambda value: self._store(measure, value))
        return [Runs(question, "strong"), chosen]

    def _troubled(self) -> list[QWidget]:
        question = _("How much did stiffness trouble you?")
        hint = _("With the keys on a line, 1 to 4 answer it and go on to the next.")
        made: list[QWidget] = [Runs(question, "strong"), Runs(hint, "small")]
        said = self._said()
        options: list[tuple[object, str]] = [
            (n, f"{n} {word}") for n, word in enumerate(measure_words(Measure.TROUBLED), 1)
        ]
        for part, name in part_names().items():
            stored = said.get((Measure.TROUBLED, str(part)))
            line = _Steps(options, about=name, value=stored.value if stored else None)
            line.picked.connect(lambda value, part=part: self._store_part(part, value))
            self._rows[str(part)] = line
            text = Runs(name)
            made.append(row(text, line, grow=text))
        return made

    def _goals(self) -> list[QWidget]:
        made: list[QWidget] = [Runs(measure_names()[Measure.GOAL], "strong")]
        goals, said = measures.goals(self._session.diary, self._day()), self._said()
        options: list[tuple[object, str]] = [(n, str(n)) for n in range(11)]
        for goal in goals:
            stored = said.get((Measure.GOAL, goal.id))
            line = Choice(options, about=goal.words, value=stored.value if stored else None)
            line.picked.connect(lambda value, goal=goal: self._store(Measure.GOAL, value, goal.id))
            ended = Button(_("No goal any more"), "plain", about=goal.words)
            ended.chosen.connect(lambda goal=goal: self._end(goal))
            words = Runs(goal.words)
            made.append(stack(row(words, ended, grow=words), line, gap=6))
        if goals:
            made.append(Runs(_("0: not at all. 10: fully as I want it."), "small"))
        if len(goals) < MOST_GOALS:
            made.append(self._new_goal())
        return made

    def _new_goal(self) -> QWidget:
        session = self._session
        typed = LineField(_("A goal in your words"), units=420)
        return LineForm(
            _("A goal in your words"),
            typed,
            lambda: session.store(
                lambda: measures.set_goal(session.diary, typed.text()),
                _("Saved: {goal}.").format(goal=typed.text().strip()),
            ),
            draft="goal",
        )

    def _end(self, goal: Goal) -> None:
        self._session.save(
            lambda: measures.end_goal(self._session.diary, goal),
            _("Saved: {goal} is no goal any more. What was said of it stays.").format(
                goal=goal.words
            ),
        )

    def _store_part(self, part: DayPart, value: object) -> None:
        later = _PARTS[_PARTS.index(part) + 1 :]
        self._next = str(later[0] if later else part)
        self._store(Measure.TROUBLED, value, str(part))

    def _store(self, measure: Measure, value: object, part: str = "") -> None:
        assert isinstance(value, int)
        session = self._session
        at, by = self._at(part), session.entered_by
        session.save(
            lambda: measures.measure(session.diary, measure, value, part, at, entered_by=by),
            _("Saved: {what}.").format(what=measured_words(measure, value, part)),
        )

    def _at(self, part: str) -> Moment:
        """Now for today; of a day before the time that the part of the day begins, or midday."""
        now, day = self._session.now(), self._day()
        if day == now.day:
            return now
        begins = {str(each): at for each, at in BEGINS.items()}
        return at_wall(day, begins.get(part, BEGINS[DayPart.MIDDAY]), now.zone)


class _Steps(Choice):
    """A choice that the digits answer too, while the keys are on it."""

    def place(self) -> Button:
        """The answer that is chosen, else the first."""
        return self.first() if self.value is None else self.button(self.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text not in ("1", "2", "3", "4"):
            super().keyPressEvent(event)
            return
        guard, key = theme.current().guard, event.key()
        if guard.begins(key, repeats=event.isAutoRepeat(), stamp=event.timestamp()):
            name = self.button(int(text)).accessibleName()
            press = Press(name, "key", key=key, typed=True, stamp=event.timestamp())
            guard.act(press, lambda: self.picked.emit(int(text)))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        theme.current().guard.ends(event.key(), event.timestamp())
        super().keyReleaseEvent(event)
