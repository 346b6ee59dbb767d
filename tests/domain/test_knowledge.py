"""The knowledge file: what it holds of the two documents, and what is refused."""

from collections import Counter
from pathlib import Path

import pytest

from diary_app import resources
from diary_app.domain.checked_table import Malformed
from diary_app.domain.history import History
from diary_app.domain.knowledge import Category, Level, Tier
from diary_app.domain.knowledge_file import parse
from diary_app.domain.safety import flags
from diary_app.domain.safety_symptoms import COMMON_RULE
from tests.domain.made_up import HERE, at, rated
from tests.traceability import BUILT, KNOWLEDGE, PAGE, ROWS, answers_of, page

SMALL = (Path(__file__).parent / "small.toml").read_text(encoding="utf-8")
COMMON = [entry.id for entry in KNOWLEDGE.common()]
OTHER = [e for e in KNOWLEDGE.entries if e.category not in (Category.COMMON, Category.TREATED)]
# The serious symptoms that the documents name, and how soon they say someone must know.
SERIOUS = [
    "confusion",
    "mood_changes",
    "coordination_difficulty",
    "mental_fog",
    "respiratory_depression",
    "allergic_reaction",
    "seizure",
    "hallucinations",
    "irregular_heartbeat",
]


def flagged(symptom: str, value: int | None) -> dict[str, Level]:
    """The flags, id to level, an hour after `symptom` is recorded."""
    history = History(zones=HERE, observations=(rated(symptom, value, "2026-11-20 12:00"),))
    found = flags(history, (KNOWLEDGE,), at("2026-11-20 13:00"))
    return {flag.id: flag.level for flag in found}


@pytest.mark.parametrize("entry", OTHER, ids=lambda entry: entry.id)
def test_a_recorded_symptom_has_its_level(entry):
    assert flagged(entry.id, None) == {entry.id: entry.level}


@pytest.mark.parametrize("symptom", COMMON)
def test_a_common_effect_that_is_severe_is_flagged(symptom):
    assert flagged(symptom, 4) == {symptom: Level.CALL_DOCTOR}
    assert flagged(symptom, 2) == {}


@pytest.mark.parametrize("symptom", SERIOUS)
def test_a_serious_symptom_of_the_documents_is_asked_for_and_never_below_them(symptom):
    entry = KNOWLEDGE.entry(symptom)
    assert entry.serious
    assert entry in KNOWLEDGE.check_questions()
    assert entry.document_level is not None
    assert entry.level >= entry.document_level >= Level.CALL_DOCTOR


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_documents_is_answered(row):
    answers = answers_of(row, KNOWLEDGE)
    assert any(source.tier is Tier.DOCUMENT for one in answers for source in one.sources)


def test_the_page_has_the_sixty_rows_of_the_fact_table():
    counts = Counter(row[0] for row in ROWS)
    wanted = zip("CMRBSXTWUV", (9, 1, 3, 7, 11, 11, 2, 6, 2, 8), strict=True)
    assert counts == dict(wanted)
    items = (*KNOWLEDGE.entries, *KNOWLEDGE.rules, *KNOWLEDGE.facts)
    assert {row for item in items for row in item.rows} == set(ROWS)


@pytest.mark.parametrize("row", BUILT)
def test_what_answers_a_row_is_there(row):
    assert row in ROWS
    assert all(built.there() for built in BUILT[row])


@pytest.mark.parametrize("entry", KNOWLEDGE.treated(), ids=lambda entry: entry.id)
def test_what_is_treated_is_only_rated(entry):
    assert entry.scale.highest == 10
    assert flagged(entry.id, 5) == {}


def test_the_page_of_rows_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(KNOWLEDGE), "python -m tests.traceability"


def test_every_rule_of_the_dose_log_stands_in_a_scenario():
    scenarios = "".join(
        path.read_text(encoding="utf-8")
        for path in (Path(__file__).parent.parent / "scenarios").rglob("*")
        if path.is_file() and path.suffix in (".toml", ".json", ".txt")
    )
    missing = {rule.id for rule in KNOWLEDGE.rules if rule.id not in scenarios}
    assert missing == {COMMON_RULE}  # its flags go by the symptom's name


def test_every_entry_rule_and_threshold_says_where_it_comes_from():
    items = (*KNOWLEDGE.entries, *KNOWLEDGE.rules, *KNOWLEDGE.thresholds, *KNOWLEDGE.facts)
    assert [item for item in items if not item.sources] == []


def every_source():
    items = (*KNOWLEDGE.entries, *KNOWLEDGE.follow_ups, *KNOWLEDGE.rules, *KNOWLEDGE.thresholds)
    more = (*KNOWLEDGE.facts, *KNOWLEDGE.differences, *KNOWLEDGE.calls, *KNOWLEDGE.strengths)
    most = [maximum.source for maximum in KNOWLEDGE.label_maxima]
    return {*(source for item in (*items, *more) for source in item.sources), *most}


@pytest.mark.parametrize("source", sorted(every_source(), key=str), ids=lambda s: s.ref[:60])
def test_a_source_says_which_edition_and_where(source):
    match source.tier:
        case Tier.DOCUMENT:
            assert source.section
        case Tier.LABEL | Tier.LITERATURE:
            assert source.title
            assert source.version
            assert source.address.startswith("https://")
        case Tier.PROPOSAL:
            assert not source.address


def test_the_section_of_a_line_is_the_one_it_stands_in():
    sources = {source.ref: source.section for source in every_source()}
    assert sources["000_e07b49a5efdf0ad6.txt, line 29"] == "D, side effects"
    assert sources["004_0356c7f2a8bb09c2.txt, line 5"] == "A, opening"
    assert sources["004_0356c7f2a8bb09c2.txt, line 9"] == "B, misuse and withdrawal"


def test_no_level_is_said_to_be_the_documents_where_they_name_no_action():
    named = {entry.id for entry in KNOWLEDGE.entries if entry.document_level is not None}
    assert named == {*SERIOUS, "something_else", "missed_or_stopped"}


@pytest.mark.parametrize("entry", KNOWLEDGE.entries, ids=lambda entry: entry.id)
def test_advice_that_goes_beyond_the_documents_has_a_source_of_its_own(entry):
    if entry.category is Category.TREATED:
        return
    beyond = [source for source in entry.sources if source.tier is not Tier.DOCUMENT]
    only_documents = {"something_else"}
    assert beyond or entry.id in only_documents


def test_no_text_that_is_shown_names_the_medicine_itself():
    items = (*KNOWLEDGE.entries, *KNOWLEDGE.rules)
    shown = [text for item in items for text in (item.label, item.advice)]
    shown += [item.question.text for item in KNOWLEDGE.follow_ups]
    shown += [fact.text for fact in KNOWLEDGE.facts]
    assert [text for text in shown if "baclofen" in text.lower()] == []


@pytest.mark.parametrize(
    ("old", "new", "place", "field"),
    [
        ('id = "blue_ears"', 'id = "Blue ears"', "entry", "id"),
        ('level = "call_doctor"', 'level = "soon"', "blue_ears", "level"),
        ('label = "Blue ears"\n', "", "blue_ears", "label"),
        ('category = "serious"', 'category = "grave"', "blue_ears", "category"),
        ('scale = "severity"', 'scale = "colour"', "blue_ears", "scale"),
        ('sources = ["label: a made-up label"]', "sources = []", "blue_ears", "sources"),
        ('sources = ["label: a made-up label"]', 'sources = ["999:1"]', "blue_ears", "sources"),
        ('when = "lack"', 'when = "nothing"', "blue_ears", "raises"),
        ('label = "Blue ears"', 'label = "Blue ears"\ncolour = 1', "blue_ears", "colour"),
        ('label = "Hiccups"', 'label = "blue-ears"', "hiccups", "synonyms"),
        ("schema = 1", "schema = 2", "file", "schema"),
    ],
)
def test_a_malformed_file_is_refused_naming_the_entry_and_the_field(old, new, place, field):
    with pytest.raises(Malformed) as refused:
        parse(SMALL.replace(old, new, 1))
    assert place in str(refused.value)
    assert field in str(refused.value)


def test_a_level_below_that_of_the_documents_is_refused():
    text = resources.read_text("baclofen.toml")
    lowered = text.replace(
        'level = "emergency"\ndocument_level', 'level = "ask"\ndocument_level', 1
    )
    with pytest.raises(Malformed, match="seizure"):
        parse(lowered)


def test_a_second_medicine_has_its_own_symptoms_and_nothing_of_baclofen():
    small = parse(SMALL)
    assert small.medicine == "exampline"
    assert small.find("Blue ears").level is Level.CALL_DOCTOR
    assert not any("baclofen" in entry.advice.lower() for entry in small.entries)
