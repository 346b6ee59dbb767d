"""What the diary never says: that all is well, what to do with the medicine, what it cannot know.

Looked at: every text of the resource files that is shown, every string that is marked for
translation, the templates of the papers and what the desktop shows. (`clinical.md`, section 8.)
`Do not stop ...` is allowed, an order to stop is not.
"""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE, RESOURCES = ROOT / "diary_app", ROOT / "resources"
MARKED = {"_", "ngettext"}

_ALTER = r"(?:stop|skip|halve|restart|double|increase|reduce|lower|raise|cut|taper|change|adjust)"
_MEDICINE = (
    r"(?:taking|(?:(?:your|the|this|a|any|all|its|more|less) )*"
    r"(?:baclofen|medicines?|medication|drug|tablets?|doses?|dosage|pills?|pump))"
)
_ORDER = re.compile(rf"\b{_ALTER}(?: down| up| off)? {_MEDICINE}\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|n't|without|before you|do not stop or|not stop or|cannot|told you to)"
    r"(?: \w+){0,3} ?$",
    re.IGNORECASE,
)
_TAKE = re.compile(
    r"\btake (?:an? |the |your |one |two |another |more |less |it |half )*"
    r"(?:extra|missed|double|another|tablets?|doses?)\b",
    re.IGNORECASE,
)

NEVER = {
    "all is well": r"\ball (?:is |'s )?(?:well|good|fine|clear|ok(?:ay)?)\b",
    "safe": r"(?<!un)\bsafe(?:ly)?\b",
    "no warning signs": r"\bno (?:warning|serious|worrying|danger) (?:signs?|symptoms?)\b",
    "no worry": r"\bnothing (?:to worry|serious|wrong)|\bno (?:need to worry|problems?)\b",
    "your dose is right": r"\bdose is (?:right|correct|too low|too high|wrong)\b",
    "diagnosis": r"\bdiagnos(?:e|es|ed|is of)\b",
    "prediction": r"\b(?:predict\w*|forecasts? your|prevents?|risk score)\b",
    "detection": r"\bdetect\w*|\bwe monitor\b|\bmonitors you\b",
    "validation": r"\bclinically (?:proven|validated|tested)\b",
    "medical device": r"\b(?:FDA[- ]approved|CE[- ]marked)\b",
    "others": r"\b(?:other|most|similar) patients\b",
    "causation": r"\b(?:caused by|improved because|is working|effective|significant(?:ly)?)\b",
    "cure": r"\b(?:cures?|heals?|treats?) (?:you|your|the|spasticity|spasms)\b",
    "being watched": r"\b(?:watch(?:es|ing)? (?:over )?you|keeps? (?:an eye|watch) on you"
    r"|(?:is|are) (?:being )?(?:watched|monitored))\b",
    "advice of its own": r"\b(?:we|i|(?:the|this) diary) (?:recommend|suggest|advise|propose)s?\b",
    "a norm": r"\b(?:ab)?normal (?:range|value|level|dose)s?\b|\b(?:higher|lower) than normal\b",
    "comparison": r"\b(?:than|like) (?:other|most) (?:people|users)\b|\bon average, people\b",
    "nothing found": r"\bnothing (?:was |is )?(?:found|wrong|flagged)\b|\bno (?:risk|danger)\b",
    "certainty": r"\b(?:guarantee\w*|you can rely on|reliably (?:finds|reads|warns))\b",
    "approval": r"\b(?:medical device|approved by|certified)\b",
    "blame": r"\b(?:adherence|complian\w+|non-?complian\w+|you failed|streak)\b",
}
# The control that enters what the doctor has changed.
CONTROL = re.compile(r"Change (?:its )?dose\b")
# Said to say that it is not so: the page about the diary and the limits on the paper.
DENIALS = re.compile(r"\b(?:not|never|no|nor|cannot|n't)\b(?:[^.;:]){0,60}$", re.IGNORECASE)


def texts_of(value):
    """Every string somewhere in a file of knowledge, but not its patterns."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)


SHOWN = (
    *("label", "advice", "question", "hint", "text", "topic", "documents", "official", "diary"),
    *("why", "meaning", "words", "title", "version", "organisation"),
)
MEDICINE = re.compile(r"\{(?:medicine|name|substance|known)\}")


def knowledge_texts():
    for path in sorted(RESOURCES.glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for items in file.values():
            for item in items if isinstance(items, list) else ():
                for field in SHOWN if isinstance(item, dict) else ():
                    for text in texts_of(item.get(field, "")):
                        name = item.get("id", item.get("key", item.get("country", "")))
                        yield f"{path.name}: {name} {field}", text


def template_texts():
    """The words of the papers' templates and of what the desktop shows, line by line."""
    files = [*(RESOURCES / "report").glob("*.typ"), *(RESOURCES / "report").glob("*.html")]
    files += [*(RESOURCES / "desktop").iterdir()]
    for path in files:
        if path.suffix in (".typ", ".html", ".xml", ".desktop"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.name}:{number}", re.sub(r"<[^>]*>", " ", line)


def marked_texts():
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED:
                place = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                for part in node.args:
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield place, part.value


@cache
def all_texts():
    """Every text with its place; a medicine that is filled in later reads as one."""
    texts = (*knowledge_texts(), *marked_texts(), *template_texts())
    return [(place, " ".join(MEDICINE.sub("baclofen", text).split())) for place, text in texts]


def orders(text: str) -> list[str]:
    """What in `text` tells to alter the medicine, "Do not ..." apart."""
    told = (*_ORDER.finditer(text), *_TAKE.finditer(text))
    return [order[0] for order in told if not _NOT.search(text[: order.start()])]


def claims(text: str) -> list[str]:
    """Which claims `text` makes that the diary never makes."""
    return [
        name
        for name, pattern in NEVER.items()
        for found in re.finditer(pattern, text, re.IGNORECASE)
        if not DENIALS.search(text[: found.start()])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Stop baclofen now.",
        "Skip the dose and call.",
        "You may halve your dose.",
        "Take a double dose.",
        "Restart the medicine slowly.",
        "Reduce your tablets.",
        MEDICINE.sub("baclofen", "Stop {medicine} now."),
    ],
)
def test_an_order_is_recognised(text):
    assert orders(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do not stop baclofen suddenly.",
        "Do not stop or change baclofen on your own.",
        "Never change the dose without asking.",
        "If doses were missed or stopped, call your doctor.",
    ],
)
def test_a_warning_against_it_is_no_order(text):
    assert not orders(text)


@pytest.mark.parametrize(
    "text",
    [
        "All is well.",
        "This is safe.",
        "No warning signs found.",
        "Your dose is right.",
        "No problems",
        "It treats your spasms.",
        "Someone keeps an eye on you.",
        "We recommend a lower dose.",
        "Within the normal range.",
        "More than most people take.",
        "Nothing was found.",
        "The diary reliably warns you.",
        "A certified app.",
    ],
)
def test_a_claim_is_recognised(text):
    assert claims(text)


def test_there_are_texts_to_look_at():
    places = [place for place, _ in all_texts()]
    assert sum(place.startswith("baclofen.toml") for place in places) > 150
    assert sum(place.startswith("wording/") for place in places) > 150


def test_no_text_tells_to_alter_the_medicine():
    found = {place: text for place, text in all_texts() if orders(text)}
    assert not {place: text for place, text in found.items() if not CONTROL.match(text)}


def test_no_text_claims_what_the_diary_cannot_know():
    found = {place: (text, claims(text)) for place, text in all_texts() if claims(text)}
    assert not found
