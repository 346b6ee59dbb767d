"""What the window draws from words: the line of a medicine, the pill of a state."""

from __future__ import annotations

from diary_app.domain.dose import Dose
from diary_app.domain.matching import State
from diary_app.domain.medicine import Medicine
from diary_app.domain.quantity import Quantity
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
    State.PARTIAL: "taken",
    State.SKIPPED: "skipped",
    State.MISSED: "skipped",
    State.HELD: "held",
}


def medicine_runs(medicine: Medicine, amount: Quantity, *, aside: bool = False) -> list[Run]:
    """The medicine line of NHS CUI: **baclofen** — DOSE **10 mg**, and what to count out."""
    runs = [
        Run(medicine.name, "strong"),
        Run(" — ", "muted"),
        Run(_("DOSE"), "caps"),
        Run(" "),
        Run(amount_words(amount).replace(" ", "\N{NO-BREAK SPACE}"), "strong"),
    ]
    counted = counted_out(medicine, amount) if aside else ""
    return [*runs, Run(f" {counted}", "aside")] if counted else runs


def state_pill(state: State, dose: Dose | None) -> Pill:
    """The state of a planned dose: word, sign and colour."""
    return Pill(str(state), _SIGNS[state], answered_state(state, dose))
