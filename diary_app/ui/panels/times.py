"""The doses of one day: a line for each amount, with its times. Nothing is filled in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import time
from functools import partial

from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import Medicine, in_own_unit
from diary_app.domain.quantity import Quantity, parse_quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import DAY_PARTS, DoseTime
from diary_app.domain.when import parse_clock, split_times
from diary_app.errors import Told
from diary_app.text import _
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import column, stack
from diary_app.ui.widgets.fields import LineField, field, read, read_all, refused
from diary_app.ui.widgets.layouts import Flow, flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.writing import amount_words, clock_words


def amount_of(line: LineField, medicine: Medicine | None) -> Quantity:
    """The amount typed in `line`, in the unit of the medicine where that is known.

    Raises NotRead, the reason shown beside it.
    """

    def amount(text: str) -> Quantity:
        typed = parse_quantity(text)
        return typed if medicine is None else in_own_unit(typed, medicine)

    return read(line, amount)


@dataclass(frozen=True, slots=True)
class _DoseLine:
    """An amount and when it is taken: one time, or several with a comma between them."""

    when: LineField
    much: LineField
    remove: Button
    shown: QWidget


class TimesFields(QWidget):
    """`step` is the number of the step these times belong to, 0 for none."""

    def __init__(self, day_parts: dict[str, str], step: int = 0) -> None:
        super().__init__()
        self._parts, self._step = day_parts, step
        self._lines: list[_DoseLine] = []
        inside = column(self, gap=6)
        holder = QWidget()
        self._rows = column(holder, gap=8)
        inside.addWidget(stack(Runs(_("When and how much?"), "strong"), holder, gap=6))
        about = _("step {n}").format(n=step) if step else ""
        more = Button(_("Another time"), icon="plus", guarded=False, about=about)
        more.chosen.connect(self._add)
        self.buttons = flow(more)
        inside.addWidget(self.buttons)
        if step < 2:
            hint = _("08:00 or morning; 10 mg or ½ tablet. Times of one amount: 8, 14, 20.")
            inside.addWidget(Runs(hint, "small"))
        self._add()

    def empty(self) -> bool:
        """Whether nothing is typed."""
        typed = [field for line in self._lines for field in (line.when, line.much)]
        return not any(field.text().strip() for field in typed)

    def clocks(self) -> list[str]:
        """The times as typed."""
        return [line.when.text() for line in self._lines if line.when.text().strip()]

    def read(self, medicine: Medicine | None) -> tuple[DoseTime, ...]:
        """The doses in order of time. Raises NotRead, the reasons shown beside the lines.

        `medicine` None: it is not known yet, so amounts stay in the unit they are typed in.
        """
        read_all(*(partial(self._read_line, line, medicine) for line in self._filled()))
        doses: list[DoseTime] = []
        for line in self._filled():
            times, amount = self._read_line(line, medicine)
            known = [dose.at for dose in doses] + [at for at, _part in times]
            if len({*known}) < len(known):
                raise refused(line.when, _("Two doses are at the same time. Put them together."))
            doses += [DoseTime(at, amount, part) for at, part in times]
        if not doses:
            first = self._lines[0].when
            text = _("No time is entered. Enter at least one time and amount.")
            if self._step:
                text = _("Step {n} has no dose. Enter its times, or press No more doses.")
            raise refused(first, text.format(n=self._step))
        return tuple(sorted(doses, key=lambda dose: dose.at))

    def _filled(self) -> list[_DoseLine]:
        return [
            line for line in self._lines if line.when.text().strip() or line.much.text().strip()
        ]

    def _read_line(
        self, line: _DoseLine, medicine: Medicine | None
    ) -> tuple[list[tuple[time, str]], Quantity]:
        when, much = partial(read, line.when, self._clocks), partial(amount_of, line.much, medicine)
        read_all(when, much)
        return when(), much()

    def fill(self, doses: Sequence[DoseTime]) -> None:
        """Show doses that were entered before."""
        self.fill_clocks([dose.part or clock_words(dose.at) for dose in doses])
        for line, dose in zip(self._lines, doses, strict=False):
            line.much.setText(amount_words(dose.amount))

    def fill_clocks(self, clocks: Sequence[str]) -> None:
        """Show these times; the amounts stay as they are."""
        while len(self._lines) < len(clocks):
            self._add()
        for line, text in zip(self._lines, clocks, strict=False):
            line.when.setText(text)

    def grow(self, wanted: Collection[str]) -> None:
        """As many lines as have a field of a `wanted` name, where any line has."""
        while any(name in wanted for name in self._names(len(self._lines) + 1)):
            self._add()
        if any(name in wanted for name in self._names(1)):
            while not any(name in wanted for name in self._names(len(self._lines))):
                self._drop(self._lines[-1])

    def amount(self) -> QWidget:
        """The first field for an amount."""
        return self._lines[0].much

    def _add(self) -> None:
        number = len(self._lines) + 1
        time_name, amount_name = self._names(number)
        when = LineField(time_name, hint=_("time, or times"), units=220)
        much = LineField(amount_name, hint=_("amount"), units=200)
        remove = way(_("Remove"), "plain")
        inner = Flow(10)
        for widget in (when, much, remove):
            inner.add(widget)
        shown = field("", inner)
        line = _DoseLine(when, much, remove, shown)
        remove.chosen.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._rows.addWidget(shown)
        shown.show()
        self._name_lines()
        if number > 1:
            when.setFocus()

    def _remove(self, line: _DoseLine) -> None:
        """Take a line away; the keys go to the one that stands in its place."""
        at = self._lines.index(line)
        self._lines[min(at + 1, len(self._lines) - 1) if at == 0 else at - 1].when.setFocus()
        self._drop(line)

    def _drop(self, line: _DoseLine) -> None:
        self._lines.remove(line)
        self._rows.removeWidget(line.shown)
        line.shown.hide()
        line.shown.setParent(None)
        line.shown.deleteLater()
        self._name_lines()

    def _name_lines(self) -> None:
        """Number the lines as they stand; the only one cannot be removed."""
        for number, line in enumerate(self._lines, 1):
            time_name, amount_name = self._names(number)
            line.when.setAccessibleName(time_name)
            line.much.setAccessibleName(amount_name)
            line.remove.setAccessibleName(f"{line.remove.words}, {time_name}")
            line.remove.setVisible(len(self._lines) > 1)

    def _names(self, number: int) -> tuple[str, str]:
        time_name, amount_name = _("Time {n}"), _("Amount {n}")
        if self._step:
            time_name, amount_name = _("Step {step}, time {n}"), _("Step {step}, amount {n}")
        given = {"n": number, "step": self._step}
        return time_name.format(**given), amount_name.format(**given)

    def _clocks(self, text: str) -> list[tuple[time, str]]:
        """The times of a line; an amount has a field of its own."""
        return [self._clock(f"{at}={own}" if own else at) for at, own in split_times(text)]

    def _clock(self, text: str) -> tuple[time, str]:
        part = text.strip().lower()
        if part in self._parts:
            return parse_clock(self._parts[part]), part
        try:
            return parse_clock(part), ""
        except Refused as refusal:
            if part not in DAY_PARTS:
                raise
            raise Told(
                _("When {part} is for you is not in the diary yet.").format(part=part),
                "",
                _("Enter it in Settings, My day, or write the time here."),
            ) from refusal
