"""Every edit is named with what it was done to, also after it went through the file."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given

from diary_app.domain import deeds
from diary_app.domain.body_deeds import AnsweredHelped
from diary_app.domain.deeds import Labelled, Logged, NamedMedicine
from diary_app.domain.knowledge_file import parse
from diary_app.domain.moment import moment
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.symptom import AnswerKind
from diary_app.domain.taper import PauseKind
from diary_app.resources import read_text
from diary_app.storage.deed_text import KINDS, of_columns, to_columns
from diary_app.wording.edits import edit_words, entry_words
from tests.wording import deed_strategies

KNOWN = (parse(read_text("baclofen.toml")),)
AT = moment(datetime(2026, 11, 24, 19, 0, tzinfo=UTC), "Europe/Berlin")
BACLOFEN = NamedMedicine("m", "baclofen")
DAY = date(2026, 11, 24)


def dose(outcome, amount="10 mg"):
    quantity = parse_quantity(amount) if amount else None
    return deeds.NamedDose("d", "baclofen", deeds.DoseOutcome(outcome), quantity, AT)


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (Logged((dose("taken"),)), "baclofen 10 mg, 24 Nov 20:00: logged"),
        (Logged((dose("skipped", ""),)), "baclofen, 24 Nov 20:00: skipped"),
        (Logged((dose("missed", ""),)), "baclofen, 24 Nov 20:00: missed"),
        (Logged((dose("taken"),) * 3), "baclofen 10 mg, 24 Nov 20:00 and 2 more: logged"),
        (deeds.Corrected(dose("taken")), "baclofen 10 mg, 24 Nov 20:00: corrected"),
        (deeds.Removed(deeds.NamedNote("n", AT)), "Note, 24 Nov 20:00: removed"),
        (deeds.Restored(deeds.NamedCheck("c", AT)), "Safety check, 24 Nov 20:00: put back"),
        (
            Logged((deeds.NamedSymptom("o", "drowsiness", 2, AT),)),
            "Drowsiness moderate, 24 Nov 20:00: logged",
        ),
        (Logged((deeds.NamedEvent("e", "new_therapy", AT),)), "New therapy, 24 Nov 20:00: logged"),
        (deeds.StoppedMedicine(BACLOFEN, DAY), "baclofen: stopped from 24 Nov"),
        (deeds.PausedTaper(BACLOFEN, PauseKind.BACK, DAY), "baclofen: one step back from 24 Nov"),
        (
            deeds.RefilledStock(BACLOFEN, "10 mg tablet", Decimal(90)),
            "baclofen, 10 mg tablet: refilled, 90",
        ),
        (
            deeds.AnsweredFlags("seizure", AnswerKind.DISMISSED, AT),
            "Seizure, 24 Nov 20:00: flag dismissed",
        ),
        (deeds.ChangedSettings(("doctor_phone",)), "Settings changed: doctor's number"),
        (deeds.MovedDayPart("morning", time(7)), "Part of the day moved: morning, 07:00"),
        (Labelled("Log dose"), "Log dose"),
    ],
)
def test_an_edit_is_named_with_its_record(deed, words):
    assert edit_words(deed, 2026, KNOWN) == words


def test_a_day_of_another_year_says_its_year():
    assert "24 Nov 2026 20:00" in edit_words(Logged((dose("taken"),)), 2027, KNOWN)


def test_undo_and_redo_say_the_edit_they_are_about():
    deed = Logged((dose("taken"),))
    assert entry_words("undo", deed, 2026, KNOWN) == "Undo: baclofen 10 mg, 24 Nov 20:00: logged"
    assert entry_words("redo", deed, 2026, KNOWN) == "Redo: baclofen 10 mg, 24 Nov 20:00: logged"


@given(deed_strategies.deeds)
def test_every_deed_goes_through_the_file_and_is_named(deed):
    again = of_columns(*to_columns(deed))
    assert again == deed
    said = edit_words(again, 2026, KNOWN)
    assert said
    for name in names_in(deed):
        assert name in said


def names_in(deed):
    """What the words of a deed must name: the medicine, the symptom, the day's own words."""
    match deed:
        case Labelled(label=name) | deeds.AnsweredReading(symptom=name):
            return [name]
        case Logged(records=(deeds.NamedDose(medicine=name), *_)):
            return [name]
        case deeds.Corrected(deeds.NamedDose(medicine=name)):
            return [name]
        case deeds.Removed(deeds.NamedSymptom(symptom=name)):
            return [name]
        case deeds.MovedDayPart(part=name) | AnsweredHelped(medicine=name):
            return [name]
    medicine = getattr(deed, "medicine", None)
    return [] if medicine is None else [medicine.name]


def test_every_kind_of_deed_has_a_name_in_the_file():
    assert {*KINDS.values(), Labelled} == set(deed_strategies.KINDS)


@pytest.mark.parametrize(
    "facts",
    ['{"kind":"flown"}', "[]", '"logged"', '{"kind":"removed"}', '{"kind":"imported","rows":"x"}'],
)
def test_facts_that_cannot_be_read_are_refused_and_never_guessed(facts):
    with pytest.raises(ValueError):
        of_columns("logged", facts)
