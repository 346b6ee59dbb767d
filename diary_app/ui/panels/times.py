"""The doses of one day: a line for each time, with its amount. Nothing is filled in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import time

from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import Medicine, in_own_unit
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.refusal import Refused
from diary_app.domain.schedule import DAY_PARTS, DoseTime
from diary_app.domain.when import parse_clock
from diary_app.errors import Told
from diary_app.text import _
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import column, stack
from diary_app.ui.widgets.fields import LineField, field, read, refused
from diary_app.ui.widgets.layouts import Flow, flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.writing import amount_words, clock_words


class TimesFields(QWidget):
    """`step` is the number of the step these times belong to, 0 for none."""

    def __init__(self, day_parts: dict[str, str], step: int = 0) -> None:
        super().__init__()
        self._parts, self._step = day_parts, step
        self._lines: list[tuple[LineField, LineField]] = []
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
            hint = _("08:00 or morning; 10 mg or ½ tablet. One line for each time of the day.")
            inside.addWidget(Runs(hint, "small"))
        self._add()

    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not any(typed.text().strip() for line in self._lines for typed in line)

    def clocks(self) -> list[str]:
        """The times as typed."""
        return [when.text() for when, _much in self._lines if when.text().strip()]

    def read(self, medicine: Medicine) -> tuple[DoseTime, ...]:
        """The doses in order of time. Raises NotRead, the reason shown beside it."""
        doses: list[DoseTime] = []
        for when, much in self._lines:
            if not when.text().strip() and not much.text().strip():
                continue
            at, part = read(when, self._clock)
            if any(at == before.at for before in doses):
                raise refused(when, _("Two doses are at the same time. Put them together."))
            amount = read(much, lambda text: in_own_unit(parse_quantity(text), medicine))
            doses.append(DoseTime(at, amount, part))
        if not doses:
            first, _amount = self._lines[0]
            text = _("No time is entered. Enter at least one time and amount.")
            if self._step:
                text = _("Step {n} has no dose. Enter its times, or press No dose any more.")
            raise refused(first, text.format(n=self._step))
        return tuple(sorted(doses, key=lambda dose: dose.at))

    def fill(self, doses: Sequence[DoseTime]) -> None:
        """Show doses that were entered before."""
        self.fill_clocks([dose.part or clock_words(dose.at) for dose in doses])
        for (_when, much), dose in zip(self._lines, doses, strict=False):
            much.setText(amount_words(dose.amount))

    def fill_clocks(self, clocks: Sequence[str]) -> None:
        """Show these times; the amounts stay as they are."""
        while len(self._lines) < len(clocks):
            self._add()
        for (when, _much), text in zip(self._lines, clocks, strict=False):
            when.setText(text)

    def grow(self, wanted: Collection[str]) -> None:
        """Add lines while the next one has a field of a `wanted` name."""
        while any(name in wanted for name in self._names(len(self._lines) + 1)):
            self._add()

    def amount(self) -> QWidget:
        """The first field for an amount."""
        return self._lines[0][1]

    def _add(self) -> None:
        number = len(self._lines) + 1
        time_name, amount_name = self._names(number)
        when = LineField(time_name, hint=_("time"), units=150)
        much = LineField(amount_name, hint=_("amount"), units=200)
        self._lines.append((when, much))
        line = Flow(10)
        line.add(when)
        line.add(much)
        shown = field("", line)
        self._rows.addWidget(shown)
        shown.show()
        if number > 1:
            when.setFocus()

    def _names(self, number: int) -> tuple[str, str]:
        time_name, amount_name = _("Time {n}"), _("Amount {n}")
        if self._step:
            time_name, amount_name = _("Step {step}, time {n}"), _("Step {step}, amount {n}")
        given = {"n": number, "step": self._step}
        return time_name.format(**given), amount_name.format(**given)

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
