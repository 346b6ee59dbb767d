"""What the two documents say, and where the diary answers it.

`python -m tests.traceability` writes docs/traceability.md from the knowledge file. Every row of the
fact table that warns of something is there; a row without an entry, a rule or a fact is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from diary_app import resources
from diary_app.domain.flag import SYMPTOM_RULE
from diary_app.domain.knowledge import Category, Entry, Fact, KnowledgeBase, Rule, Source, Tier
from diary_app.domain.knowledge_file import parse
from diary_app.domain.safety_symptoms import COMMON_RULE

PAGE = Path(__file__).parent.parent / "docs" / "traceability.md"
KNOWLEDGE = parse(resources.read_text("baclofen.toml"))

# The rows of the fact table, in our own words.
ROWS = {
    "X1": "Mental confusion: consult promptly",
    "X2": "Mood changes: consult promptly",
    "X3": "Difficulty coordinating movements: consult promptly",
    "X4": "Mental fog: mention immediately",
    "X5": "Respiratory depression: mention immediately",
    "X6": "Allergic reactions: mention immediately",
    "X7": "Seizures: call your doctor immediately",
    "X8": "Confusion: call your doctor immediately",
    "X9": "Hallucinations: call your doctor immediately",
    "X10": "Irregular heartbeat: call your doctor immediately",
    "X11": "More severe complications, not named",
    "S1": "Drowsiness",
    "S2": "Dizziness",
    "S3": "Weakness",
    "S4": "Headache",
    "S5": "Fatigue, tiredness",
    "S6": "Dry mouth",
    "S7": "Constipation",
    "S8": "Nausea",
    "S9": "Passing urine more often",
    "S10": "Insomnia",
    "S11": "Generally well tolerated",
    "W1": "Dependence and withdrawal are possible",
    "W2": "Gradual reduction, not an abrupt stop",
    "W3": "Reduced too fast: acute withdrawal",
    "W4": "Withdrawal resembles that from alcohol",
    "W5": "Coming off: talk to the doctor, gradually",
    "W6": "A severe reaction may call for stopping: the doctor's decision, never ours",
    "U1": "Withdrawal is a strong risk in misuse",
    "U2": "Taken for euphoria: dangerous, overdose",
}

HEAD = """# What the documents say, and where the diary answers it

Made from `resources/baclofen.toml` by `python -m tests.traceability`; do not edit by hand.
Document lines count blank lines. Levels: E emergency, D call the doctor immediately, V next visit.

| Row | The documents say | Answered by | Level | Rule | Document, line | Test |
|---|---|---|---|---|---|---|
"""
LEVELS = {"emergency": "E", "call_doctor": "D", "next_visit": "V", "ask": "ask"}


def page(knowledge: KnowledgeBase) -> str:
    """The whole page. A row that nothing answers raises LookupError."""
    lines = [line for row in ROWS for line in _lines(row, knowledge)]
    return HEAD + "\n".join(lines) + "\n"


def _lines(row: str, knowledge: KnowledgeBase) -> Iterator[str]:
    answers = answers_of(row, knowledge)
    if not answers:
        raise LookupError(f"nothing in the knowledge file answers row {row}")
    for one in answers:
        cells = (row, ROWS[row], *_cells(one), _lines_cited(one.sources), _test(row, one))
        yield f"| {' | '.join(cells)} |"


def answers_of(row: str, knowledge: KnowledgeBase) -> list[Entry | Rule | Fact]:
    """The entries, rules and facts that name the row."""
    items = (*knowledge.entries, *knowledge.rules, *knowledge.facts)
    return [one for one in items if row in one.rows]


def _cells(one: Entry | Rule | Fact) -> tuple[str, str, str]:
    match one:
        case Entry() if one.category is Category.COMMON:
            return f"symptom `{one.id}`", LEVELS[one.level.value], f"`{COMMON_RULE}` (then D)"
        case Entry():
            return f"symptom `{one.id}`", LEVELS[one.level.value], f"`{SYMPTOM_RULE}`"
        case Rule():
            return f"dose log `{one.id}`", LEVELS[one.level.value], f"`{one.id}`"
        case Fact():
            return f"page “{one.topic}”", "-", "told, raises nothing"


def _lines_cited(sources: tuple[Source, ...]) -> str:
    cited = [source.ref for source in sources if source.tier is Tier.DOCUMENT]
    return "; ".join(cited) or "none: other sources"


def _test(row: str, one: Entry | Rule | Fact) -> str:
    match one:
        case Entry() if one.category is Category.COMMON:
            return f"`test_knowledge.py::test_a_common_effect_that_is_severe_is_flagged[{one.id}]`"
        case Entry():
            return f"`test_knowledge.py::test_a_recorded_symptom_has_its_level[{one.id}]`"
        case Rule():
            return "`test_flag_scenarios.py`"
        case Fact():
            return f"`test_knowledge.py::test_a_row_of_the_documents_is_answered[{row}]`"


if __name__ == "__main__":
    PAGE.write_text(page(KNOWLEDGE), encoding="utf-8")
    print(PAGE.name, file=sys.stderr)
