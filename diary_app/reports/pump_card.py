"""The emergency card of a pump: one sheet for the wallet, the wheelchair and the door.

It says what is in the pump, whom to call, and that a pump which may have failed is a matter for the
hospital at once. The signs are the knowledge base's (label: intrathecal boxed warning, and the
counselling text for early signs), and only for a medicine that it knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.medicine import Medicine, PumpRefill
from diary_app.domain.moment import Moment
from diary_app.domain.schedule import Schedule, pump_concentration, pump_rate
from diary_app.domain.substance import knowledge_of
from diary_app.frozen import dataclass
from diary_app.reports.pdf import drawn
from diary_app.reports.report import Paper
from diary_app.text import _
from diary_app.wording.days import short_full_day
from diary_app.wording.numbers import listed
from diary_app.wording.writing import number_words

# The one thing that a missed pump refill leads to; the other raises name signs of it.
_NOT_A_SIGN = "missed_or_stopped"
_TOO_MUCH = ("extreme_drowsiness", "respiratory_depression", "seizure")


@dataclass(frozen=True)
class Owner:
    """Whose pump it is, and whom to call; "" where it was not said."""

    name: str = ""
    born: date | None = None
    emergency_phone: str = ""
    doctor_phone: str = ""
    clinic_phone: str = ""


@dataclass(frozen=True)
class Fact:
    """A line of the card: its name and what it says."""

    name: str
    value: str


@dataclass(frozen=True)
class PumpCard:
    """All that stands on the card, in words."""

    title: str
    about: str
    phones_title: str
    facts_title: str
    signs_title: str
    urgent: str
    todo: str
    signs: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    phones: tuple[Fact, ...]
    footer: str
    paper: Paper
    made_at: Moment
    language: str = "en"


def pdf(card: PumpCard) -> bytes:
    """The card as a tagged PDF. The same card gives the same bytes."""
    return drawn("pump-card.typ", card, card.made_at)[1]


def build(
    medicine: Medicine,
    pump: Schedule,
    filled: PumpRefill | None,
    owner: Owner,
    known: Iterable[KnowledgeBase],
    now: Moment,
    paper: Paper = Paper.A4,
) -> PumpCard:
    """The card of `medicine`, given by `pump` and filled last as `filled` says."""
    base = knowledge_of(medicine, tuple(known))
    born = "" if owner.born is None else _("born {day}").format(day=short_full_day(owner.born))
    missing = _("not in the diary")
    phone = (filled.phone if filled is not None else "") or owner.clinic_phone
    return PumpCard(
        title=_("Emergency card: pump in the body"),
        about=listed((owner.name, born)) or _("Name: ______________________"),
        phones_title=_("Call"),
        facts_title=_("In the pump"),
        signs_title=_("What to look for"),
        urgent=_("If this pump may have failed, run dry or missed its refill: hospital at once."),
        todo=_(
            "The {name} in this pump must not stop suddenly: withdrawal can be life-threatening. "
            "Do not wait for the next visit. Take this card along and have the pump checked."
        ).format(name=medicine.name),
        signs=() if base is None else _signs(base),
        facts=_facts(medicine, pump, filled, missing),
        phones=(
            Fact(_("Emergency"), owner.emergency_phone or _("your local emergency number")),
            Fact(_("Pump clinic"), phone or missing),
            Fact(_("My doctor"), owner.doctor_phone or missing),
        ),
        footer=_(
            "Made with Dose Diary on {day} from what was entered by hand; the pump's own reading "
            "and the clinic's records go before it. Print it again after each refill or change."
        ).format(day=short_full_day(now.day)),
        paper=paper,
        made_at=now,
    )


def _facts(
    medicine: Medicine, pump: Schedule, filled: PumpRefill | None, missing: str
) -> tuple[Fact, ...]:
    def day(found: date | None) -> str:
        return missing if found is None else short_full_day(found)

    reservoir = missing
    if filled is not None and filled.reservoir_ml is not None:
        reservoir = f"{number_words(filled.reservoir_ml)} mL"
    return (
        Fact(_("Medicine"), medicine.name),
        Fact(_("Concentration"), str(pump_concentration(pump))),
        Fact(_("Dose in 24 hours"), str(pump_rate(pump))),
        Fact(_("Reservoir"), reservoir),
        Fact(_("Last refill"), day(filled.day if filled else None)),
        Fact(_("Refill by"), day(filled.refill_by if filled else None)),
        Fact(_("Low-reservoir alarm"), day(filled.alarm_date if filled else None)),
    )


def _signs(base: KnowledgeBase) -> tuple[Fact, ...]:
    little = [
        entry.label
        for entry in base.entries
        if entry.id != _NOT_A_SIGN and any(one.when == "pump" for one in entry.raises)
    ]
    much = [base.entry(id).label for id in _TOO_MUCH]
    return (
        Fact(_("Signs of too little"), listed(little)),
        Fact(_("Signs of too much"), listed(much)),
    )
