"""Own things, places, clinic measures, falls and helped doses on the paper: what stands there."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from diary_app.domain.dose import Taken
from diary_app.domain.fall import Fall
from diary_app.domain.helped import Helped, HelpedAnswer
from diary_app.domain.measure import Goal, Measure, Measurement
from diary_app.domain.medicine import Form, Medicine, parse_strength
from diary_app.domain.plan import Plan
from diary_app.domain.quantity import parse_quantity
from diary_app.domain.region import Region
from diary_app.domain.schedule import AsNeeded
from diary_app.domain.symptom import Observation
from diary_app.domain.tracked import Tracked, TrackedScale, entry_of
from diary_app.reports.build import build
from diary_app.reports.report import Part, ReportOptions
from diary_app.wording.tracked import tracked_words
from tests.reports.diaries import KNOWLEDGE, NOW, TODAY, course, three_months, wall

AT = wall(TODAY, "09:00")
WEIGHT = Tracked("own_weight", "Weight", TrackedScale.NUMBER, AT, "kg")
HIDDEN = replace(WEIGHT, id="own_secret", name="Secret", on_paper=False)


def diary():
    history, span, flags = three_months()
    days = [TODAY - timedelta(days=n) for n in range(10)]
    seen = [
        Observation(
            f"w{n}{thing.id}", thing.id, Decimal("72.5") + n, wall(day, "09:00"), AT, unit="kg"
        )
        for n, day in enumerate(days)
        for thing in (WEIGHT, HIDDEN)
    ]
    legs = [
        Observation(f"s{n}", "spasms", 5, wall(day, "10:00"), AT, regions=(Region.LEFT_LEG,))
        for n, day in enumerate(days)
    ]
    needed = Medicine("d", "diazepam", Form.TABLET, (parse_strength("5 mg", Form.TABLET),))
    taken = Taken("t", "d", parse_quantity("5 mg"), AT, AT)
    added = replace(
        history,
        plans=(*history.plans, Plan(needed, (course(AsNeeded(parse_quantity("5 mg")), days[-1]),))),
        doses=(*history.doses, taken),
        observations=(*history.observations, *seen, *legs),
        tracked=(WEIGHT, HIDDEN),
        falls=(Fall("f", AT, AT, "bathroom", before="got up"),),
        measurements=(
            Measurement("m", Measure.TROUBLED, 4, AT, AT, "morning"),
            Measurement("g", Measure.GOAL, 3, AT, AT, "goal"),
        ),
        goals=(Goal("goal", "walk to the shop", days[-1]),),
        helped={"t": Helped("t", HelpedAnswer.BETTER, AT, 40)},
    )
    own = tuple(entry_of(thing, tracked_words()) for thing in added.tracked)
    return added, replace(KNOWLEDGE, entries=(*KNOWLEDGE.entries, *own)), span, flags


@pytest.fixture(scope="module")
def sections():
    history, knowledge, span, flags = diary()
    report = build(history, knowledge, flags, span, NOW, ReportOptions())
    return {section.title: section for section in report.more}, report


def test_an_own_thing_stands_with_its_figures_and_one_kept_out_does_not(sections):
    found, report = sections
    (pictures,) = found["What the patient tracks"].blocks
    (weight,) = pictures.items
    words = weight.words.replace("\N{NO-BREAK SPACE}", " ")
    assert (weight.title, words) == ("Weight kg", "middle 77 kg, 72.5 to 81.5 kg, 10 days")
    assert "Secret" not in str(report)


def test_an_own_thing_is_no_side_effect(sections):
    _found, report = sections
    assert "Weight" not in str(report.sections)


def test_where_it_was_is_counted_in_days(sections):
    *_above, table = sections[0]["Where on the body"].blocks
    assert table.rows == (("left leg", "10", "10", "5", "5"),)


def test_the_clinic_gets_its_week_and_the_goals_with_their_numbers(sections):
    tables = [
        block for block in sections[0]["What the clinic asks"].blocks if hasattr(block, "rows")
    ]
    week, goals = tables
    assert week.rows[0][1:4] == ("not recorded", "4", "not recorded")
    assert goals.rows[0][0] == "walk to the shop"
    assert goals.rows[0][-1] == "1"


def test_a_fall_has_its_date_and_what_was_before(sections):
    (table,) = sections[0]["Falls"].blocks
    assert table.rows[0][1:3] == ("bathroom", "got up")


def test_a_helped_dose_says_what_it_rests_on(sections):
    (words,) = sections[0]["Did doses help that were taken when needed?"].blocks
    assert "used on 1 of 10 days" in words.text
    assert "40 min" in words.text


def test_without_symptoms_and_doses_none_of_it_is_printed():
    history, knowledge, span, flags = diary()
    parts = frozenset(Part) - {Part.SYMPTOMS, Part.DOSES}
    report = build(history, knowledge, flags, span, NOW, ReportOptions(parts=parts))
    titles = {section.title for section in report.more}
    assert "What the patient tracks" not in titles
    assert not {title for title in titles if "Where" in title or "clinic" in title}
