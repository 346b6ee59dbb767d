"""A knowledge base in the words of one diary."""

from diary_app import resources
from diary_app.domain.flag import of_rule
from diary_app.domain.knowledge import Level
from diary_app.domain.knowledge_file import parse
from diary_app.domain.spoken import MEDICINE, about, spoken
from tests.domain.made_up import at

BASE = parse(resources.read_text("baclofen.toml"))


def test_symptoms_and_questions_say_the_person_s_name_for_it():
    own = spoken(BASE, "Lioresal")
    texts = [text for entry in own.entries for text in (entry.label, entry.advice)]
    texts += [item.question.text for item in own.follow_ups]
    assert MEDICINE not in "".join(texts)
    assert "Do not stop or change Lioresal on your own." in own.entry("seizure").advice
    assert own.called == "Lioresal"


def test_a_rule_s_flag_names_the_medicine_that_it_is_about():
    rule = BASE.rule("gap_in_cover")
    flag = of_rule(rule, at("2026-11-20 12:00"), [], Level.CALL_DOCTOR)
    assert MEDICINE in flag.advice
    assert "stopping tizanidine suddenly" in about(flag, "tizanidine").advice
