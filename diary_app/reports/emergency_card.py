"""The emergency card: one sheet that folds to pocket size, for the wallet and the wheelchair.

Four panels in the order in which a paramedic reads: what this person depends on, what is in the
body, what to look for, whom to call. The signs are the knowledge base's (label: intrathecal boxed
warning and counselling), and only for a medicine that it knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date

from diary_app.domain.knowledge import Category, KnowledgeBase
from diary_app.domain.medicine import Medicine, PumpRefill
from diary_app.domain.moment import Moment
from diary_app.domain.schedule import Schedule, pump_concentration, pump_rate
from diary_app.domain.substance import knowledge_of
from diary_app.frozen import dataclass
from diary_app.reports.pdf import drawn
from diary_app.reports.report import Paper
from diary_app.text import _
from diary_app.text import language as language_in_force
from diary_app.wording.days import short_full_day
from diary_app.wording.numbers import listed
from diary_app.wording.schedules import schedule_words
from diary_app.wording.writing import number_words

# In the order in which they come: stiffness first, a seizure last.
_TOO_LITTLE = (
    "rebound_spasticity",
    "high_blood_pressure",
    "itching",
    "fever",
    "confusion",
    "hallucinations",
    "rigid",
    "seizure",
)
_TOO_MUCH = ("extreme_drowsiness", "respiratory_depression", "low_blood_pressure", "seizure")


@dataclass(frozen=True)
class Owner:
    """Whose card it is, whom to call, what else matters; "" where it was not said."""

    name: str = ""
    born: date | None = None
    emergency_phone: str = ""
    doctor_phone: str = ""
    clinic_phone: str = ""
    out_of_hours_phone: str = ""
    next_of_kin: str = ""
    allergies: str = ""
    sedatives: Sequence[str] = ()
    pump_model: str = ""
    pump_place: str = ""


@dataclass(frozen=True)
class Given:
    """A medicine of the card with its schedule of today; `filled` of a pump."""

    medicine: Medicine
    schedule: Schedule
    filled: PumpRefill | None = None

    @property
    def by_pump(self) -> bool:
        """Whether a pump in the body gives it."""
        return pump_rate(self.schedule) is not None


@dataclass(frozen=True)
class Fact:
    """A line of the card: its name and what it says."""

    name: str
    value: str


@dataclass(frozen=True)
class EmergencyCard:
    """All that stands on the card, in words."""

    title: str
    about: str
    urgent: str
    todo: str
    facts_title: str
    facts: tuple[Fact, ...]
    signs_title: str
    signs: tuple[Fact, ...]
    phones_title: str
    phones: tuple[Fact, ...]
    cut: str
    fold: str
    footer: str
    paper: Paper
    made_at: Moment
    language: str = field(default_factory=language_in_force)


def pdf(card: EmergencyCard) -> bytes:
    """The card as a tagged PDF. The same card gives the same bytes."""
    return drawn("emergency-card.typ", card, card.made_at)[1]


def build(
    given: Sequence[Given],
    owner: Owner,
    known: Iterable[KnowledgeBase],
    now: Moment,
    paper: Paper = Paper.A4,
) -> EmergencyCard:
    """The card of what is taken; what a pump gives comes first, else what must not be stopped."""
    bases = tuple(known)
    pumped = [one for one in given if one.by_pump]
    judged = [one for one in given if knowledge_of(one.medicine, bases) is not None]
    main = [*pumped, *judged]
    base = knowledge_of(main[0].medicine, bases) if main else None
    born = "" if owner.born is None else _("born {day}").format(day=short_full_day(owner.born))
    return EmergencyCard(
        title=_title(main, base, by_pump=bool(pumped)),
        about=listed((owner.name, born)) or _("Name: ______________________"),
        urgent=_urgent(main, by_pump=bool(pumped)),
        todo=_todo(main, by_pump=bool(pumped)),
        facts_title=_("In the pump") if pumped else _("Taken now"),
        facts=_facts(given, owner),
        signs_title=_("What to look for"),
        signs=() if base is None else _signs(base),
        phones_title=_("Call"),
        phones=_phones(owner, pumped),
        cut=_("cut"),
        fold=_("fold"),
        footer=_(
            "Made with Dose Diary on {day} from what was entered by hand; the pump's own reading "
            "and the clinic's records go before it. Print it again after each refill or change."
        ).format(day=short_full_day(now.day)),
        paper=paper,
        made_at=now,
    )


def _title(main: Sequence[Given], base: KnowledgeBase | None, *, by_pump: bool) -> str:
    if by_pump:
        name = main[0].medicine.name if base is None else base.medicine
        return _("EMERGENCY: intrathecal {name} pump").format(name=name)
    if main:
        return _("EMERGENCY: {name} must not be stopped suddenly").format(
            name=main[0].medicine.name
        )
    return _("EMERGENCY: medicines of this person")


def _urgent(main: Sequence[Given], *, by_pump: bool) -> str:
    if by_pump:
        return _("If this pump may have failed, run dry or missed its refill: hospital at once.")
    if main:
        return _("If doses were missed and this person is unwell: hospital at once.")
    return _("Please take this card along.")


def _todo(main: Sequence[Given], *, by_pump: bool) -> str:
    if by_pump:
        return _(
            "The {name} in this pump must not stop suddenly: withdrawal can be life-threatening. "
            "Do not wait for the next visit. Take this card along and have the pump checked."
        ).format(name=main[0].medicine.name)
    if main:
        return _(
            "A sudden end of {name} can be life-threatening. If this person cannot swallow, ask a "
            "doctor at once how to go on with it. Take this card along."
        ).format(name=listed([one.medicine.name for one in main]))
    return ""


def _facts(given: Sequence[Given], owner: Owner) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for one in given:
        if one.by_pump:
            found += _of_pump(one, owner)
        else:
            found.append(Fact(one.medicine.name, schedule_words(one.schedule)))
    missing = _("not in the diary")
    found.append(Fact(_("Allergies"), owner.allergies or missing))
    if owner.sedatives:
        found.append(Fact(_("Also makes drowsy"), listed(owner.sedatives)))
    return tuple(found)


def _of_pump(one: Given, owner: Owner) -> list[Fact]:
    missing, filled = _("not in the diary"), one.filled

    def day(found: date | None) -> str:
        return missing if found is None else short_full_day(found)

    reservoir = missing
    if filled is not None and filled.reservoir_ml is not None:
        reservoir = f"{number_words(filled.reservoir_ml)} mL"
    return [
        Fact(_("Pump"), owner.pump_model or missing),
        Fact(_("Where it sits"), owner.pump_place or missing),
        Fact(_("Medicine"), one.medicine.name),
        Fact(_("Concentration"), str(pump_concentration(one.schedule))),
        Fact(_("Dose in 24 hours"), str(pump_rate(one.schedule))),
        Fact(_("Reservoir"), reservoir),
        Fact(_("Last refill"), day(filled.day if filled else None)),
        Fact(_("Refill by"), day(filled.refill_by if filled else None)),
        Fact(_("Low-reservoir alarm"), day(filled.alarm_date if filled else None)),
    ]


def _phones(owner: Owner, pumped: Sequence[Given]) -> tuple[Fact, ...]:
    missing = _("not in the diary")
    filled = pumped[0].filled if pumped else None
    clinic = (filled.phone if filled is not None else "") or owner.clinic_phone
    found = [Fact(_("Emergency"), owner.emergency_phone or _("your local emergency number"))]
    if pumped:
        found.append(Fact(_("Pump clinic"), clinic or missing))
    if pumped or owner.out_of_hours_phone:
        found.append(Fact(_("Out of hours"), owner.out_of_hours_phone or missing))
    found.append(Fact(_("My doctor"), owner.doctor_phone or missing))
    found.append(Fact(_("Next of kin"), owner.next_of_kin or missing))
    return tuple(found)


def _signs(base: KnowledgeBase) -> tuple[Fact, ...]:
    entries = {entry.id: entry for entry in base.entries}
    known = {id: entry.label for id, entry in entries.items()}
    # What a paramedic sees and a diary does not ask for (clinical.md 2.2).
    known |= {"confusion": _("Confusion or changed behaviour")} if "confusion" in known else {}
    known |= {"rigid": _("Rigid muscles")} if "rebound_spasticity" in known else {}
    little = [known[id] for id in _TOO_LITTLE if id in known]
    if not little:
        little = [e.label for e in base.entries if e.category is Category.WITHDRAWAL]
    much = [entries[id].label for id in _TOO_MUCH if id in entries]
    return (
        Fact(_("Too little"), listed(little)),
        Fact(_("Too much"), listed(much)),
    )
