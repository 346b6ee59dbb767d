"""Words for a fall."""

from __future__ import annotations

from diary_app.domain.fall import Fall
from diary_app.text import _


def fall_words(fall: Fall) -> str:
    """What a fall says in one line: where, what was hurt, whether the head was knocked."""
    head = _("a knock to the head") if fall.head else ""
    parts = [part for part in (fall.place, fall.hurt, head) if part]
    return _("Fall: {parts}").format(parts=", ".join(parts)) if parts else _("Fall")
