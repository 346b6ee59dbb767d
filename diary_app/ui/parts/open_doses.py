"""Doses that nothing is recorded for: each with its answers, and one press for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.sheet import Line
from diary_app.text import _
from diary_app.ui import words
from diary_app.ui.panels.dose import DoseEntry, DosePanel, LeftOut
from diary_app.ui.parts.dosing import Dosing
from diary_app.ui.parts.open_rows import OpenRows, key_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import RowsCard
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs, label
from diary_app.wording.days import clock, short_full_day
from diary_app.wording.writing import amount_words


class OpenDoses(QObject):
    """The rows of open doses and which of them is being told in full.

    `asks`: whether "Not sure" is offered, which stores nothing and does not ask again today.
    """

    altered = Signal()

    def __init__(self, session: Session, dosing: Dosing, *, asks: bool = False) -> None:
        super().__init__(session)
        self._session, self._dosing, self._asks = session, dosing, asks
        self._panel: Line | None = None
        self._asked: QWidget | None = None
        self.rows = OpenRows()

    @property
    def busy(self) -> bool:
        """Whether a panel is open."""
        return self._panel is not None

    def close(self) -> None:
        """Leave the open panel without a word."""
        self._panel = None

    def take_focus(self) -> QWidget | None:
        """The first control of a panel that has just been opened, or the next open row."""
        asked, self._asked = self._asked, None
        if asked is not None or self._dosing.asked is not None:
            return asked
        return self.rows.take_focus()

    def begin(self) -> None:
        """The rows are about to be built anew."""
        self.rows.begin()

    @property
    def first(self) -> QWidget | None:
        """The first answer of the first open dose: one dose, never all of them."""
        return self.rows.first()

    def all_of(self, lines: Sequence[Line], about: str) -> QWidget:
        """One press for all of `lines`."""
        taken = Button(
            _("All {n} taken at their times").format(n=len(lines)), about=about, records="many"
        )
        taken.chosen.connect(lambda: self._answer_all(lines, taken=True))
        none = Button(_("None of them taken"), about=about, records="many")
        none.chosen.connect(lambda: self._answer_all(lines, taken=False))
        buttons = [taken, none]
        if self._asks:
            unsure = Button(_("Not sure about any"), about=about, records="many")
            unsure.chosen.connect(lambda: self._put_aside(lines))
            buttons.append(unsure)
        return flow(*buttons)

    def add_line(self, card: RowsCard, line: Line) -> Button:
        """A row with the dose and its answers; the panel below it where it is open. The first."""
        about = f"{about_line(line)}, {short_full_day(line.slot.day)}"
        at = clock(line.slot.at)
        time = label(at, "row-time")
        time.setMinimumWidth(time.fontMetrics().horizontalAdvance("00:00") * 3 // 2)
        text = Runs(words.medicine_runs(line.medicine, line.slot.amount))
        taken = Button(_("Taken at {time}").format(time=at), about=about)
        taken.chosen.connect(lambda: self._take(line))
        missed = Button(_("Not taken"), about=about)
        missed.chosen.connect(lambda: self._miss(line))
        if self._asks:
            third = Button(_("Not sure"), about=about)
            third.chosen.connect(lambda: self._put_aside([line]))
        else:
            third = Button(_("Skipped"), about=about)
            third.chosen.connect(lambda: self._skip(line))
        other = way(_("Other…"), about=about)
        other.chosen.connect(lambda: self._open(line))
        self.rows.add(line, taken)
        self.rows.add_way(key_of(line), other)
        pill = words.state_pill(line.state, line.dose)
        card.add_row(time, text, pill, flow(taken, missed, third, other, gap=8), grow=text)
        if self._panel == line:
            card.add(self._dose_panel(line))
        return taken

    def _dose_panel(self, line: Line) -> QWidget:
        session, day = self._session, line.slot.day
        panel = DosePanel(
            line.medicine,
            line.slot.amount,
            line.slot.at,
            session.now(),
            lambda text: session.read_time(text, day),
            lambda entry: self._enter(line, entry),
            lambda said: self._left_out(line, said),
            day=day,
        )
        panel.left.connect(self._leave)
        self._asked = panel.first()
        return panel

    def _answer_all(self, lines: Sequence[Line], *, taken: bool) -> None:
        self.rows.answered(lines[-1])
        self._dosing.answer_all(lines, taken=taken)

    def _take(self, line: Line) -> None:
        self.rows.answered(line)
        self._dosing.take(line.medicine, line.slot.amount, line.slot.at, line.slot.at)

    def _miss(self, line: Line) -> None:
        self.rows.answered(line)
        self._dosing.miss(line)

    def _skip(self, line: Line) -> None:
        self.rows.answered(line)
        self._dosing.skip(line)

    def _put_aside(self, lines: Sequence[Line]) -> None:
        for line in lines[-1:]:
            self.rows.answered(line)
        self._session.put_aside(lines)
        self.altered.emit()

    def _open(self, line: Line) -> None:
        self._panel = line
        self.altered.emit()

    def _leave(self) -> None:
        self.rows.left(None if self._panel is None else key_of(self._panel))
        self._panel = None
        self.altered.emit()

    def _enter(self, line: Line, entry: DoseEntry) -> bool:
        self.rows.answered(line)
        return self._dosing.enter(line.medicine, line.slot.at, entry)

    def _left_out(self, line: Line, said: LeftOut) -> bool:
        self.rows.answered(line)
        return self._dosing.left_out(line, said)


def about_line(line: Line) -> str:
    """What completes the spoken name of a dose's buttons: baclofen 10 mg, 14:00."""
    amount = amount_words(line.slot.amount)
    return f"{line.medicine.name} {amount}, {clock(line.slot.at)}"


def waiting_lines(
    found: Sequence[tuple[date, tuple[Line, ...]]], session: Session
) -> list[tuple[date, list[Line]]]:
    """The days with the doses that are still asked about: those put aside today are left out."""
    kept = [(day, [line for line in lines if session.asks_about(line)]) for day, lines in found]
    return [(day, lines) for day, lines in kept if lines]
