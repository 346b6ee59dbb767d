"""What was refused or failed: what happened, why, what to do; for window and command line alike.

A refusal comes as facts, a kind and what was given. Each kind has its words in one of the tables of
`refused_values`, `refused_records` and `refused_files`.
"""

from __future__ import annotations

from datetime import date

from diary_app.domain.knowledge import UnclearSymptom
from diary_app.domain.moment import Moment
from diary_app.domain.refusal import Refused
from diary_app.errors import DiaryError, NeedsConfirmation, Told
from diary_app.frozen import dataclass
from diary_app.text import _
from diary_app.wording.days import clock, short_full_day
from diary_app.wording.imports import program_name
from diary_app.wording.plain import plain
from diary_app.wording.refused_body import about_body
from diary_app.wording.refused_files import about_disk, about_exchange, about_files
from diary_app.wording.refused_records import about_doses, about_medicines, about_records
from diary_app.wording.refused_values import about_amounts, about_plans, about_times


@dataclass(frozen=True)
class Message:
    """What happened, why, and what to do; "" where there is nothing to say.

    What was typed is quoted without the signs that move a cursor or turn the text around.
    """

    what: str
    why: str = ""
    todo: str = ""

    def __post_init__(self) -> None:
        for name in ("what", "why", "todo"):
            object.__setattr__(self, name, plain(getattr(self, name)))

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.todo) if part)


def in_words(refusal: Refused | DiaryError) -> Message:
    """The message for a refusal or a failure. A kind without words raises KeyError: a bug."""
    match refusal:
        case Told(what=what, why=why, todo=todo):
            return Message(what, why, todo)
        case NeedsConfirmation(questions=questions):
            return Message(" ".join(questions))
        case UnclearSymptom():
            return _unclear(refusal)
        case Refused(kind=kind, given=given):
            what, todo = (about_amounts() | about_times() | about_plans())[kind]
            return Message(what.format(given=given), "", todo)
        case DiaryError(kind=kind, given=values):
            said = {name: _said(value) for name, value in values.items()}
            if "program" in values:
                said["program"] = program_name(str(values["program"]))
            return Message(*(part.format(**said) for part in _sentences(values)[kind]))


def _unclear(refusal: UnclearSymptom) -> Message:
    what = _("“{given}” is not one symptom the diary knows.").format(given=refusal.given)
    if not refusal.candidates:
        return Message(
            what, "", _("Use the name that the window shows, or track it as your own: track add.")
        )
    names = ", ".join(refusal.candidates)
    return Message(what, "", _("Did you mean: {names}?").format(names=names))


def _sentences(given: dict[str, object]) -> dict[str, tuple[str, str, str]]:
    """What happened, why and what to do, by kind. A number chooses the plural."""
    number = given.get("n", 0)
    n = number if isinstance(number, int) else 0
    return (
        about_doses()
        | about_medicines()
        | about_records(n)
        | about_body()
        | about_files(n)
        | about_disk()
        | about_exchange()
    )


def _said(value: object) -> str:
    """A given value as its sentence shows it."""
    match value:
        case Moment():
            return f"{short_full_day(value.day)} {clock(value)}"
        case date():
            return short_full_day(value)
        case DiaryError():
            return in_words(value).what
        case tuple():
            separator = " " if value and isinstance(value[0], DiaryError) else ", "
            return separator.join(_said(part) for part in value)
        case _:
            return str(value)
