"""A fall: when, where, what was before, what was hurt, and whether the head was knocked."""

from __future__ import annotations

from diary_app.domain.dose import EnteredBy
from diary_app.domain.moment import Moment
from diary_app.frozen import dataclass


@dataclass(frozen=True)
class Fall:
    """One fall. `place`, `hurt`, `note` and `before` (what was done or felt just before it) are the
    patient's own words, "" where not said.
    """

    id: str
    at: Moment
    recorded_at: Moment
    place: str = ""
    hurt: str = ""
    head: bool = False
    note: str = ""
    entered_by: EnteredBy = EnteredBy.ME
    before: str = ""
