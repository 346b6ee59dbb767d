"""What the window draws from words: the line of a medicine, the pill of a state."""

from __future__ import annotations

from diary_app.domain.dose import Dose, Taken
from diary_app.domain.matching import State
from diary_app.domain.medicine import Medicine, volume_of
from diary_app.domain.quantity import Quantity
from diary_app.domain.sheet import Line
from diary_app.text import _
from diary_app.ui.widgets.text import Pill, Run
from diary_app.wording.doses import answered_state, counted_out
from diary_app.wording.writing import amount_words

_SIGNS = {
    State.LATER: "later",
    State.DUE: "due",
    State.LATE: "unrecorded",
    State.NOT_RECORDED: "unrecorded",
    State.TAKEN: "taken",
    State.PARTIAL: "partial",  # the sign of the calendar; the half-filled one is not recorded
    State.SKIPPED: "skipped",
    State.MISSED: "skipped",
    State.HELD: "held",
}


def medicine_runs(medicine: Medicine, amount: Quantity, *, aside: bool = False) -> list[Run]:
    """The medicine line of NHS CUI: **baclofen** — DOSE **10 mg**, and what to count out.

    A liquid always says its mL: that is what is measured.
    """
    runs = [
        Run(medicine.name, "strong"),
        Run(" — ", "muted"),
        Run(_("DOSE"), "caps"),
        Run(" "),
        Run(amount_words(amount).replace(" ", "\N{NO-BREAK SPACE}"), "strong"),
    ]
    measured = volume_of(amount, medicine) is not None
    counted = counted_out(medicine, amount) if aside or measured else ""
    return [*runs, Run(f" {counted}", "aside")] if counted else runs


def unknown_runs(medicine: Medicine) -> list[Run]:
    """The medicine line of a dose of which nobody knows how much it was."""
    return [Run(medicine.name, "strong"), Run(" — ", "muted"), Run(amount_words(None))]


def extra_runs(medicine: Medicine, amount: Quantity | None) -> list[Run]:
    """The medicine line of a dose that answers no slot."""
    return unknown_runs(medicine) if amount is None else medicine_runs(medicine, amount)


def line_runs(line: Line) -> list[Run]:
    """The medicine line of a dose: with the amount really taken, beside it the planned one."""
    medicine, planned = line.medicine, line.slot.amount
    if not isinstance(line.dose, Taken):
        return medicine_runs(medicine, planned)
    if line.dose.amount is None:
        return unknown_runs(medicine)
    runs = medicine_runs(medicine, line.dose.amount)
    taken = line.dose.amount
    if taken.converts_to(planned.unit) and taken.to(planned.unit) == planned:
        return runs
    words = _("planned: {amount}").format(amount=amount_words(planned))
    return [*runs, Run(f" {words}", "aside")]


def state_pill(state: State, dose: Dose | None) -> Pill:
    """The state of a planned dose: word, sign and colour."""
    return Pill(str(state), _SIGNS[state], answered_state(state, dose))
