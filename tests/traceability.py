"""What the two documents say, and where the diary answers it.

`python -m tests.traceability` writes docs/traceability.md from the knowledge file. Every row of the
fact table is there; a row without an entry, a rule or a fact is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from importlib.util import find_spec
from pathlib import Path

from diary_app import resources
from diary_app.domain.course import Prescription
from diary_app.domain.flag import SYMPTOM_RULE
from diary_app.domain.knowledge import Category, Entry, Fact, KnowledgeBase, Rule, Source, Tier
from diary_app.domain.knowledge_file import parse
from diary_app.domain.limits import questions
from diary_app.domain.medicine import Form, Medicine, PumpRefill, parse_strength
from diary_app.domain.person import PersonFact
from diary_app.domain.refusal import Refused
from diary_app.domain.safety_symptoms import COMMON_RULE
from diary_app.reports.build import build
from diary_app.reports.emergency_card import build as card
from diary_app.reports.report import ReportOptions
from diary_app.services.settings import Settings
from diary_app.wording.events import event_names
from tests.test_claims import claims, orders

PAGE = Path(__file__).parent.parent / "docs" / "traceability.md"
KNOWLEDGE = parse(resources.read_text("baclofen.toml"))

# The sixty rows of the fact table (clinical.md 1.1), in our own words.
ROWS = {
    "C1": "Mainly for muscle spasms and spasticity",
    "C2": "Given in multiple sclerosis",
    "C3": "Given after injury of the spinal cord",
    "C4": "Given in cerebral palsy",
    "C5": "Given after a stroke",
    "C6": "Under study: anxiety, insomnia, fibromyalgia, lasting pain",
    "C7": "Helps through withdrawal from alcohol",
    "C8": "Spasticity itself: pain, stiffness, hard movement, lower quality of life",
    "C9": "Said to be well proven and often first choice",
    "M1": "Dampens the signals that make muscles tighten",
    "R1": "Comes as a tablet",
    "R2": "Comes as a liquid to swallow",
    "R3": "Given into the spinal canal in some cases",
    "B1": "Less stiffness",
    "B2": "Easier movement",
    "B3": "More flexibility",
    "B4": "Less pain from spasms",
    "B5": "Easier daily tasks",
    "B6": "Fewer and weaker spasms, lower tone",
    "B7": "Better function and quality of life, with therapies",
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
    "T1": "Often together with physiotherapy",
    "T2": "Often together with occupational therapy",
    "W1": "Dependence and withdrawal are possible",
    "W2": "Gradual reduction, not an abrupt stop",
    "W3": "Reduced too fast: acute withdrawal",
    "W4": "Withdrawal resembles that from alcohol",
    "W5": "Coming off: talk to the doctor, gradually",
    "W6": "A severe reaction may call for stopping: the doctor's decision, never ours",
    "U1": "Withdrawal is a strong risk in misuse",
    "U2": "Taken for euphoria: dangerous, overdose",
    "V1": "Take it just as prescribed",
    "V2": "Never adjust it without asking first",
    "V3": "The doctor decides dose and plan, and helps to observe",
    "V4": "Speak to a professional before starting any medicine",
    "V5": "Before starting: medical history and other medicines",
    "V6": "A professional is needed for diagnosis, plan and watching for side effects",
    "V7": "Keep communication open; know benefits and risks",
    "V8": "Most benefit with the fewest side effects",
}


@dataclass(frozen=True)
class Built:
    """What the program has for a row beside the knowledge file: a field, a form, a page, a test.

    `there` raises or answers False if it is gone.
    """

    what: str
    there: Callable[[], object]


def _field(kind: type, name: str) -> Callable[[], bool]:
    return lambda: name in {field.name for field in fields(kind)}


def _liquid_needs_concentration() -> bool:
    """Whether a liquid without one is refused."""
    try:
        parse_strength("5 mg", Form.LIQUID)
    except Refused as refusal:
        return refusal.kind == "concentration_needed"
    return False


REASON = Built("field “reason” of a medicine", _field(Medicine, "reason"))
SUMMARY = Built("paper “summary for the doctor”", lambda: callable(build))
THERAPY = Built("event “new therapy”", lambda: event_names()["new_therapy"])
NO_CLAIM = Built("claims test: no such claim is made", lambda: callable(claims))
NO_ORDER = Built("claims test: no text tells to alter the medicine", lambda: callable(orders))
ALSO = Built("checklist “also taken”, printed", lambda: KNOWLEDGE.also_taken)
BUILT = {
    **dict.fromkeys(("C1", "C2", "C3", "C4", "C5", "C6", "C7"), (REASON,)),
    "C9": (NO_CLAIM,),
    "M1": (NO_CLAIM,),
    "R1": (Built("form “tablet”", lambda: Form.TABLET),),
    "R2": (Built("form “liquid”, with its concentration", _liquid_needs_concentration),),
    "R3": (
        Built("form “pump”, rate, refill and alarm dates", _field(PumpRefill, "refill_by")),
        Built("paper “emergency card”", lambda: callable(card)),
    ),
    "B7": (Built("chart “change”", lambda: find_spec("diary_app.charts.change")),),
    "S11": (NO_CLAIM,),
    "T1": (THERAPY,),
    "T2": (THERAPY,),
    "W6": (NO_ORDER,),
    "V1": (Built("questions before a doubtful dose", lambda: callable(questions)),),
    "V2": (NO_ORDER,),
    "V3": (
        Built("field “prescriber” of a plan", _field(Prescription, "prescriber")),
        Built("field “decided by” of a plan", _field(Prescription, "decided_by")),
    ),
    "V4": (ALSO,),
    "V5": (
        ALSO,
        Built("field “illnesses and allergies”, printed", _field(Settings, "history")),
        Built("facts about the person", lambda: list(PersonFact)),
    ),
    "V6": (SUMMARY,),
    "V7": (
        Built("questions for the doctor, printed", _field(ReportOptions, "questions")),
        SUMMARY,
    ),
    "V8": (
        Built(
            "chart “trade-off”: benefit and side effect",
            lambda: find_spec("diary_app.charts.tradeoff"),
        ),
    ),
}


HEAD = """# What the documents say, and where the diary answers it

Made from `resources/baclofen.toml` by `python -m tests.traceability`; do not edit by hand.
All sixty rows of the fact table: conditions C, mechanism M, routes R, benefits B, side effects S,
serious symptoms X, other therapies T, withdrawal W, misuse U, conduct V. Document lines count blank
lines. Levels: E emergency, D call the doctor immediately, V next visit; the level is this diary's,
never below that of the documents.

| Row | The documents say | Answered by | Level | Rule | Document, line, section | Test |
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
    for built in BUILT.get(row, ()):
        test = f"`test_knowledge.py::test_what_answers_a_row_is_there[{row}]`"
        yield f"| {row} | {ROWS[row]} | {built.what} | - | built, raises nothing | - | {test} |"


def answers_of(row: str, knowledge: KnowledgeBase) -> list[Entry | Rule | Fact]:
    """The entries, rules and facts that name the row."""
    items = (*knowledge.entries, *knowledge.rules, *knowledge.facts)
    return [one for one in items if row in one.rows]


def _cells(one: Entry | Rule | Fact) -> tuple[str, str, str]:
    match one:
        case Entry() if one.category is Category.COMMON:
            return f"symptom `{one.id}`", LEVELS[one.level.value], f"`{COMMON_RULE}` (then D)"
        case Entry() if one.category is Category.TREATED:
            return f"rating `{one.id}`, 0 to 10", "-", "charts and summary"
        case Entry():
            return f"symptom `{one.id}`", LEVELS[one.level.value], f"`{SYMPTOM_RULE}`"
        case Rule():
            return f"dose log `{one.id}`", LEVELS[one.level.value], f"`{one.id}`"
        case Fact():
            return f"page “{one.topic}”", "-", "told, raises nothing"


def _lines_cited(sources: tuple[Source, ...]) -> str:
    documents = [source for source in sources if source.tier is Tier.DOCUMENT]
    cited = [f"{source.ref} ({source.section[:1]})" for source in documents]
    return "; ".join(cited) or "none: other sources"


def _test(row: str, one: Entry | Rule | Fact) -> str:
    match one:
        case Entry() if one.category is Category.COMMON:
            return f"`test_knowledge.py::test_a_common_effect_that_is_severe_is_flagged[{one.id}]`"
        case Entry() if one.category is Category.TREATED:
            return f"`test_knowledge.py::test_what_is_treated_is_only_rated[{one.id}]`"
        case Entry():
            return f"`test_knowledge.py::test_a_recorded_symptom_has_its_level[{one.id}]`"
        case Rule():
            return "`test_flag_scenarios.py`"
        case Fact():
            return f"`test_knowledge.py::test_a_row_of_the_documents_is_answered[{row}]`"


if __name__ == "__main__":
    PAGE.write_text(page(KNOWLEDGE), encoding="utf-8")
    print(PAGE.name, file=sys.stderr)
