"""Which substance a medicine of the diary is: what its name says, what the person answered."""

from __future__ import annotations

from diary_app.domain.medicine import Form, Medicine
from diary_app.domain.substance import Certain, Close, answered, named, substance_of, to_ask
from diary_app.services.diary import Diary, shipped_knowledge
from diary_app.storage import queries


def close_to(name: str) -> Close | None:
    """What to ask before a medicine of this name is added: whether it is that substance."""
    found = named(name, shipped_knowledge())
    return found if isinstance(found, Close) else None


def stored(name: str, answer: str | None = None) -> str | None:
    """What to keep with a medicine of this name: the person's answer, else what is certain.

    `answer` is a substance or `none`; another is Refused. None: neither answered nor certain.
    """
    if answer is not None:
        return answered(answer, shipped_knowledge())
    found = named(name, shipped_knowledge())
    return found.substance if isinstance(found, Certain) else None


def of(medicine: Medicine) -> str | None:
    """The substance the rules go by, None for none that the diary knows."""
    return substance_of(medicine, shipped_knowledge())


def unanswered(diary: Diary) -> tuple[tuple[Medicine, Close], ...]:
    """The medicines whose name is close to a substance's and that nobody has answered for yet."""
    asked = ((medicine, to_ask(medicine, shipped_knowledge())) for medicine in _medicines(diary))
    return tuple((medicine, close) for medicine, close in asked if close is not None)


def others_of_it(diary: Diary, medicine: Medicine) -> tuple[Medicine, ...]:
    """The other medicines of the same substance that are counted together with this one.

    By mouth they are one, a pump is apart.
    """
    own = of(medicine)
    by_pump = medicine.form is Form.PUMP
    return tuple(
        other
        for other in _medicines(diary)
        if own is not None
        and other.id != medicine.id
        and of(other) == own
        and (other.form is Form.PUMP) == by_pump
    )


def _medicines(diary: Diary) -> tuple[Medicine, ...]:
    return queries.medicines(diary.file)
