"""What a FHIR document says in words of its own; records are said as everywhere (`records`)."""

from __future__ import annotations

from diary_app.domain.knowledge import Level
from diary_app.text import _


def title() -> str:
    """The document's title: whose word it is."""
    return _("Medication diary, recorded by the patient and not verified")


def kind_of_document() -> str:
    """What kind of document it is."""
    return _("Medication diary")


def medicines_heading() -> str:
    """The section with the medicines."""
    return _("Medicines")


def doses_heading() -> str:
    """The section with the doses."""
    return _("Doses")


def symptoms_heading() -> str:
    """The section with symptoms and safety checks."""
    return _("Symptoms and safety checks")


def flags_heading() -> str:
    """The section with the flags."""
    return _("Serious symptoms and warnings")


def nothing_recorded() -> str:
    """What an empty section says, which is not "none"."""
    return _("Nothing recorded")


def nameless_patient() -> str:
    """Who keeps the diary, where no name was given."""
    return _("The person who keeps this diary")


def carer() -> str:
    """Who entered a record for the patient."""
    return _("A carer")


def route(*, by_pump: bool) -> str:
    """How it comes into the body."""
    return _("Intrathecal route") if by_pump else _("Oral route")


def on_hold(medicine: str) -> str:
    """That a medicine is not taken for a time."""
    return _("{medicine}: on hold").format(medicine=medicine)


def safety_category() -> str:
    """The category of a flag."""
    return _("Safety")


def level(of: Level) -> str:
    """How soon somebody should know."""
    match of:
        case Level.EMERGENCY:
            return _("Emergency")
        case Level.CALL_DOCTOR:
            return _("Call the doctor at once")
        case Level.NEXT_VISIT:
            return _("Mention at the next visit")
        case Level.ASK:
            return _("To be asked about")


def reported_category() -> str:
    """The category of an observation."""
    return _("Reported by the patient")


def skipped_reason() -> str:
    """Why a skipped dose was not given."""
    return _("Skipped by the patient")


def missed_reason() -> str:
    """Why a missed dose was not given."""
    return _("Missed, as the patient said later")


def absent(symptom: str) -> str:
    """The symptom was asked about, and was not there."""
    return _("No {symptom}").format(symptom=symptom)


def not_sure() -> str:
    """Why a symptom has no value."""
    return _("Not sure")


def not_sure_of(symptom: str) -> str:
    """The patient was not sure of a symptom."""
    return _("{symptom}: not sure").format(symptom=symptom)


def severity_scale(highest: int) -> str:
    """What a severity is a number of."""
    return _("Severity, 0 to {n}").format(n=highest)


def rated(symptom: str, word: str, value: int, highest: int) -> str:
    """A rating with its place on the scale."""
    words = _("{symptom}: {word}, {value} of {highest}")
    return words.format(symptom=symptom, word=word, value=value, highest=highest)


def fall() -> str:
    """The patient fell."""
    return _("Fall")


def fall_with_knock() -> str:
    """The patient fell on the head."""
    return _("Fall with a knock to the head")


def knock_to_the_head() -> str:
    """What is asked of every fall."""
    return _("Knock to the head")


def own_heading() -> str:
    """The section with what the person tracks, and the goals."""
    return _("What I track and what I want to do")


def kind_of_basic(kind: str) -> str:
    """What a resource is that FHIR has no kind for."""
    return {"tracked": _("Own thing to track"), "goal": _("Goal of the patient")}[kind]


def part_heading() -> str:
    """What a clinic measure is about."""
    return _("Part of the day, or goal")


def helped_heading() -> str:
    """What a dose did."""
    return _("Did the dose help?")


def yes_or_no(yes: bool) -> str:
    """The answer to a question."""
    return _("yes") if yes else _("no")
