"""What each column of the table of records holds, for the dictionary that lies beside the table."""

from __future__ import annotations

from collections.abc import Callable

from diary_app.domain.matching import State
from diary_app.domain.quantity import Unit
from diary_app.frozen import dataclass
from diary_app.text import _

_PAST_STATES = (
    State.TAKEN,
    State.PARTIAL,
    State.SKIPPED,
    State.MISSED,
    State.NOT_RECORDED,
    State.HELD,
)


@dataclass(frozen=True)
class ColumnWords:
    """What the dictionary says of a column. `unit` and `values` are "" where it has none."""

    meaning: str
    unit: str
    values: str


def column_words(column: str) -> ColumnWords:
    """What the column of the table holds. Raises KeyError for a column that has no words."""
    return ColumnWords(*_COLUMNS[column]())


def _moment() -> str:
    return _("date, time and offset from UTC (ISO 8601)")


def _amount(whose: str) -> tuple[str, str, str]:
    return whose, _("the next column names it"), _("a number; empty: not known")


def _unit(whose: str) -> tuple[str, str, str]:
    return whose, "", " ".join(unit.value for unit in Unit)


def _states() -> str:
    doses = " ".join(state.value for state in _PAST_STATES)
    return _(
        "of a dose: {doses} extra as_needed; of a symptom: rated not_rated; of a check: yes no"
        " not_sure; of a fall: head, or empty; else empty"
    ).format(doses=doses)


_COLUMNS: dict[str, Callable[[], tuple[str, str, str]]] = {
    "kind": lambda: (_("what the row is"), "", "dose symptom check note event fall"),
    "id": lambda: (
        _("the record's id; empty: a planned dose that nobody recorded"),
        "",
        _("rows of one check share it"),
    ),
    "day": lambda: (
        _("the day it belongs to: of a planned dose the day of the plan, else the local day"),
        _("day (YYYY-MM-DD)"),
        "",
    ),
    "at": lambda: (
        _("when it happened; of a dose that was not taken, when it was planned"),
        _moment(),
        "",
    ),
    "what": lambda: (
        _("the medicine's name, the symptom's id, or the kind of event"),
        "",
        "",
    ),
    "state": lambda: (_("what is known of it"), "", _states()),
    "value": lambda: (
        _("the rating of a symptom"),
        _("steps of its scale"),
        _(
            "0 to 10 for what the medicine treats, 0 to 4 for side effects;"
            " empty: there, but not rated"
        ),
    ),
    "planned_at": lambda: (_("when the dose was planned"), _moment(), ""),
    "planned_amount": lambda: _amount(_("how much was planned")),
    "planned_unit": lambda: _unit(_("the unit of planned_amount")),
    "taken_at": lambda: (_("when the dose was taken"), _moment(), ""),
    "taken_amount": lambda: _amount(_("how much was taken")),
    "taken_unit": lambda: _unit(_("the unit of taken_amount")),
    "reason": lambda: (_("why a dose was left out or changed"), "", _("your words")),
    "note": lambda: (_("what was written with it"), "", _("your words")),
    "entered_by": lambda: (_("who wrote it down"), "", "me carer"),
    "recorded_at": lambda: (_("when it was written down"), _moment(), ""),
    "zone": lambda: (_("the time zone it happened in"), "", _("a name such as Europe/Berlin")),
}
