"""Facts about the person, and what else is taken: yes, no or not answered, each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from diary_app.domain.person import FactAnswer
from diary_app.services import also_taken, facts
from diary_app.text import _, small
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import Card, heading, row, rule, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.text import Runs, label
from diary_app.wording.person import fact_answer_word, fact_name, fact_why


class FactsCard(Card):
    """What the rules need to know. Nothing is answered until the person answers."""

    def __init__(self, session: Session) -> None:
        super().__init__(gap=12)
        self._session = session
        self._first: QWidget | None = None
        text = _("Answer what you like. It is printed on the summary and read by nobody else.")
        self.add(heading(_("About me")), Runs(text, "muted"))
        for fact, given in facts.answers(session.diary).items():
            self._ask(
                fact_name(fact),
                fact_why(fact),
                given,
                partial(facts.answer, session.diary, fact),
            )
        self.add(rule(), heading(_("What else I take or drink")))
        text = _("Show the list to your doctor or pharmacist: they know what goes together.")
        self.add(Runs(text, "muted"))
        for item, given in also_taken.beside_facts(session.diary):
            self._ask(
                item.label,
                item.why,
                given,
                partial(also_taken.answer, session.diary, item),
            )

    def first(self) -> QWidget:
        """Where the keys go."""
        return self._first or self

    def _ask(
        self, name: str, why: str, given: FactAnswer, store: Callable[[FactAnswer], object]
    ) -> None:
        text = stack(Runs(name, "strong"), Runs(why, "small"), gap=2)
        words = {one: fact_answer_word(one) for one in FactAnswer}
        options: list[tuple[object, str]] = [
            (one, words[one]) for one in (FactAnswer.YES, FactAnswer.NO)
        ]

        def answer(one: object) -> None:
            assert isinstance(one, FactAnswer)
            self._session.save(
                lambda: store(one),
                _("Saved: {what}, {answer}.").format(what=name, answer=small(words[one])),
            )

        choice = Choice(options, about=name, value=given)
        choice.picked.connect(answer)
        self._first = self._first or choice.first()
        unknown: QWidget = label(words[FactAnswer.UNKNOWN], "muted")
        if given is not FactAnswer.UNKNOWN:
            button = Button(words[FactAnswer.UNKNOWN], "plain", about=name)
            button.chosen.connect(lambda: answer(FactAnswer.UNKNOWN))
            unknown = button
        self.add(rule(), row(text, unknown, choice, grow=text))
