"""What was begun and not saved, in words."""

from __future__ import annotations

from diary_app.text import _


def draft_words(kind: str, name: str) -> str:
    """What a form of that kind is for; `name` is the medicine or the symptom it is about."""
    about_me = _("words or a number about you")
    words = {
        "dose": _("a dose of {name}"),
        "symptom": "{name}",
        "note": _("a note"),
        "event": _("what may matter"),
        "fall": _("a fall"),
        "visit": _("a visit to the doctor"),
        "question": _("a question for the doctor"),
        "setting": about_me,
        "part": about_me,
        "flag": _("an answer to a flag"),
        "reading": _("an answer about a note"),
        "goal": _("a goal"),
        "tracked": _("something to track"),
        "record": _("a change of a record"),
        "new": _("a new medicine"),
    }
    return words.get(kind, _("the plan or the supply of {name}")).format(name=name)
