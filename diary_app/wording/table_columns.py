"""What each column of the table of records holds, for the dictionary that lies beside the table."""

from __future__ import annotations

from collections.abc import Callable

from diary_app.domain.matching import State
from diary_app.domain.measure import DayPart
from diary_app.domain.quantity import Unit
from diary_app.domain.region import Region
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


_DETAILS = (
    "going_on",
    "lasting",
    "time_unknown",
    "confirmed",
    "by_time",
    "unbound",
    "planned_for=",
    "planned_in=",
    "taken_in=",
    "best_high",
    "tile",
    "on_paper",
    "regions",
    "archived",
    "since=",
)


def _zone() -> str:
    return _("a name such as Europe/Berlin")


def _amount(whose: str) -> tuple[str, str, str]:
    return whose, _("the next column names it"), _("a number; empty: not known")


def _unit(whose: str) -> tuple[str, str, str]:
    return whose, "", " ".join(unit.value for unit in Unit)


def _states() -> str:
    doses = " ".join(state.value for state in _PAST_STATES)
    return _(
        "of a dose: {doses} extra as_needed; of a symptom: rated not_rated measured; of a check:"
        " yes no not_sure; of a fall: head, or empty; of helped: better same worse not_said; of an"
        " own thing its scale: 0-10 words yes-no count number; else empty"
    ).format(doses=doses)


_COLUMNS: dict[str, Callable[[], tuple[str, str, str]]] = {
    "kind": lambda: (
        _("what the row is"),
        "",
        "dose symptom check followup note event fall measure helped tracked goal",
    ),
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
        _("the medicine's name, the id of the symptom or own thing, the kind of event or measure"),
        "",
        "",
    ),
    "state": lambda: (_("what is known of it"), "", _states()),
    "value": lambda: (
        _("the rating of a symptom"),
        _("steps of its scale"),
        _(
            "0 to 10 for what the medicine treats, 0 to 4 for side effects, its own scale or a"
            " number for an own thing; empty: there, but not rated"
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
    "zone": lambda: (_("the time zone it happened in"), "", _zone()),
    "name": lambda: (_("the name of an own thing, or the words of a goal"), "", _("your words")),
    "unit": lambda: (_("the unit of value, of a number of your own"), "", _("your words")),
    "where": lambda: (
        _("where on the body, with spaces between"),
        "",
        " ".join(str(region) for region in Region),
    ),
    "until": lambda: (_("when it ended; of an event and a goal a day"), _moment(), ""),
    "part": lambda: (
        _("the part of the day, or the id of a goal"),
        "",
        " ".join(str(part) for part in DayPart),
    ),
    "minutes": lambda: (
        _("how long an event took; until a dose was felt"),
        _("minutes"),
        _("a whole number; empty: not said"),
    ),
    "place": lambda: (_("where a fall was"), "", _("your words")),
    "hurt": lambda: (_("what a fall hurt"), "", _("your words")),
    "before": lambda: (_("what was just before a fall"), "", _("your words")),
    "details": lambda: (
        _("more of a record, word by word"),
        "",
        " ".join(_DETAILS),
    ),
    "recorded_zone": lambda: (_("the time zone it was written down in"), "", _zone()),
    "until_zone": lambda: (_("the time zone it ended in"), "", _zone()),
}
