"""Settings: the things a person tracks of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.tracked import Best, Tracked, TrackedScale
from diary_app.services import settings, tracked
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row, rule
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field, refused
from diary_app.ui.widgets.form import InputForm, LineForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import span
from diary_app.wording.tracked import scale_names, tracked_line

NEW = "new"
_WAITS = (30, 60, 120, 240)  # minutes


class TrackedCard(Card):
    """What is tracked, and one form: of a new thing (`doing` is NEW) or of the thing `doing`."""

    ask = Signal(str)  # open the form of a thing, NEW, or "" to close it

    def __init__(self, session: Session, doing: str) -> None:
        super().__init__(gap=14)
        self._session, self._doing = session, doing
        self._first: QWidget | None = None
        self.add(
            heading(_("Things I track")),
            Runs(_("What the diary does not know yet: cold feet, weight, steps."), "muted"),
        )
        every = tracked.all_of(session.diary)
        for one in every:
            if not one.archived:
                self._add_one(one)
        if doing == NEW:
            form = _NewForm(session, lambda: self.ask.emit(""))
            self._first = form.first()
            self.add(rule(), form)
        else:
            more = way(_("Track something…"))
            more.chosen.connect(lambda: self.ask.emit(NEW))
            self.add(row(more))
        self.add(rule(), self._help_after())
        away = [one for one in every if one.archived]
        if away:
            self.add(rule(), Runs(_("Put away. What was recorded stays."), "small"))
        for one in away:
            self._add_archived(one)

    def first(self) -> QWidget | None:
        """The first field of the form that is open."""
        return self._first

    def _help_after(self) -> QWidget:
        session = self._session
        waits: list[tuple[object, str]] = [(m, span(timedelta(minutes=m))) for m in _WAITS]
        value = settings.load(session.diary).help_after
        chosen = Choice(waits, about=_("when to ask whether it helped"), value=value)
        chosen.picked.connect(
            lambda minutes: session.save(
                lambda: settings.save(session.diary, help_after=minutes), _("Saved: settings.")
            )
        )
        words = _("After a medicine that is taken only when needed, ask whether it helped in")
        return field(words, chosen)

    def _add_one(self, one: Tracked) -> None:
        text = Runs(tracked_line(one))
        turn = way(_("Change…"), "plain", about=one.name)
        turn.chosen.connect(lambda: self.ask.emit("" if self._doing == one.id else one.id))
        self.add(row(text, turn, grow=text))
        if self._doing == one.id:
            self._add_form(one)

    def _add_form(self, one: Tracked) -> None:
        session = self._session
        name = LineField(_("Name, {name}").format(name=one.name), one.name, units=320)

        def rename() -> bool:
            return session.store(
                lambda: tracked.rename(session.diary, one, name.text()),
                _("Saved: {name}.").format(name=name.text().strip()),
            )

        form = LineForm(
            _("Name"),
            name,
            rename,
            about=one.name,
            left=lambda: self.ask.emit(""),
            draft=f"tracked {one.id}",
        )
        self._first = name
        tile = _chip(_("Tile on Today"), one.name, on=one.tile)
        tile.chosen.connect(lambda: self._show(one, tile=not one.tile))
        paper = _chip(_("On the paper"), one.name, on=one.on_paper)
        paper.chosen.connect(lambda: self._show(one, on_paper=not one.on_paper))
        where = _chip(_("Ask where on the body"), one.name, on=one.regions)
        where.chosen.connect(lambda: self._show(one, regions=not one.regions))
        away = Button(_("Put away"), about=one.name)
        away.chosen.connect(
            lambda: session.save(
                lambda: tracked.archive(session.diary, one),
                _("Put away: {name}. What was recorded stays.").format(name=one.name),
            )
        )
        self.add(form, flow(tile, paper, where), row(away), rule())

    def _add_archived(self, one: Tracked) -> None:
        text = Runs(tracked_line(one), "muted")
        back = Button(_("Take it back"), "plain", about=one.name)
        back.chosen.connect(
            lambda: self._session.save(
                lambda: tracked.bring_back(self._session.diary, one),
                _("Saved: {name}.").format(name=one.name),
            )
        )
        self.add(row(text, back, grow=text))

    def _show(
        self,
        one: Tracked,
        *,
        tile: bool | None = None,
        on_paper: bool | None = None,
        regions: bool | None = None,
    ) -> None:
        diary = self._session.diary
        self._session.save(
            lambda: tracked.show(diary, one, tile=tile, on_paper=on_paper, regions=regions),
            _("Saved: {name}.").format(name=one.name),
        )


class _NewForm(InputForm):
    """A name, how it is said, and where it is shown."""

    def __init__(self, session: Session, left: Callable[[], None]) -> None:
        super().__init__(_("something to track"), draft="tracked new")
        self._session = session
        self.left.connect(left)
        self._name = LineField(_("What do you want to track?"), units=320)
        scales: list[tuple[object, str]] = [*scale_names().items()]
        self._scale = Choice(
            scales, about=_("how it is said"), value=TrackedScale.NUMBERS, guarded=False
        )
        self._scale.picked.connect(lambda _scale: self._fit())
        ends: list[tuple[object, str]] = [(Best.LOW, _("0")), (Best.HIGH, _("the highest"))]
        self._best = Choice(ends, about=_("which end is best"), value=Best.LOW, guarded=False)
        self._unit = LineField(_("In which unit?"), units=160)
        self._best_field = field(_("Which end is best?"), self._best)
        self._unit_field = field(_("In which unit?"), self._unit, hint=_("kg, °C, steps"))
        self._tile = _chip(_("Tile on Today"), _("new"), on=True)
        self._paper = _chip(_("On the paper"), _("new"), on=True)
        self._where = _chip(_("Ask where on the body"), _("new"), on=False)
        self.add(
            field(_("What do you want to track?"), self._name),
            field(_("How is it said?"), self._scale),
            self._best_field,
            self._unit_field,
            flow(self._tile, self._paper, self._where),
            self.problem,
            row(self.save(_("Track it"), "main"), self.back()),
        )
        self._fit()

    def first(self) -> QWidget:
        """Where the keys go when the form opens."""
        return self._name

    def store(self) -> bool:
        if not self._name.text().strip():
            raise refused(self._name, _("What is it called?"))
        scale, best = self._scale.value, self._best.value
        assert isinstance(scale, TrackedScale) and isinstance(best, Best)
        unit = self._unit.text().strip() if scale is TrackedScale.NUMBER else ""
        if scale is TrackedScale.NUMBER and not unit:
            raise refused(self._unit, _("In which unit is it measured?"))
        session, name = self._session, self._name.text()
        return session.store(
            lambda: tracked.add(
                session.diary,
                name,
                scale,
                unit,
                best,
                tile=self._tile.isChecked(),
                on_paper=self._paper.isChecked(),
                regions=self._where.isChecked(),
            ),
            _("Saved: {name}. It stands among the symptoms now.").format(name=name.strip()),
        )

    def _fit(self) -> None:
        scale = self._scale.value
        self._best_field.setVisible(scale in (TrackedScale.NUMBERS, TrackedScale.WORDS))
        self._unit_field.setVisible(scale is TrackedScale.NUMBER)


def _chip(words: str, about: str, *, on: bool) -> Button:
    chip = Button(words, "chip", about=about, guarded=False)
    chip.setChecked(on)
    chip.set_icon("tick" if on else "")
    chip.chosen.connect(lambda: chip.set_icon("tick" if chip.isChecked() else ""))
    return chip
