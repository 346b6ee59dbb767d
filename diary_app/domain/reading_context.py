"""What the words around a symptom say of it: negated, past, feared, another person's, uncertain.

After NegEx and ConText (Chapman 2001; Harkema 2009, PMC2757457): cues, their scope, and what ends
it. Where scope is unclear the answer leans to asking: missing a seizure is worse than asking twice.
"""

from __future__ import annotations

import re
from enum import StrEnum

from diary_app.domain.lexicon import Cues
from diary_app.frozen import dataclass

FAR = 7  # words that a negation reaches over (NegEx uses 5 to 6)
FARTHER = 10  # the same for fears, history and other people
LIST_ITEM = 4  # words that an item of a list may have
BESIDE = 4  # words between a word of degree and the symptom


class Outcome(StrEnum):
    """What the diary does with a symptom found in a text."""

    FLAG = "flag"
    FLAG_CONFIRM = "flag_confirm"
    ASK = "ask"
    NONE_BUT_SHOW = "none_but_show"


class Degree(StrEnum):
    """How strong the text says a symptom is. A text without a word of degree has none."""

    MILD = "mild"
    SEVERE = "severe"


@dataclass(frozen=True)
class Place:
    """Where a symptom stands: its sentence before and after it, and its own words.

    In `bare` and `bare_after` the other symptoms of the sentence are blotted out with `@`, so that
    a "not" which belongs to one symptom (could not sleep) does not negate the next. `rest` is the
    text after it beyond the end of the sentence, `question` whether that ends with a question mark.
    """

    before: str
    bare: str
    words: str
    after: str
    bare_after: str
    rest: str
    question: bool
    serious: bool


_WORD = re.compile(r"[^\s,/()]+")
_STOP = re.compile(r"[,:;.()]")
_SHARED = re.compile(r"(?: ?@+ ?[,&])+ ")
_ADDED = re.compile(r"[ ,(:-]*")
_ITEM_ENDS = re.compile(r"[,&/]")


def judge(place: Place, cues: Cues) -> tuple[Outcome, str]:
    """The outcome that the words around allow at most, and why."""
    negation = _negation(place, cues)
    if negation:
        return negation
    for find in (_hypothetical, _something_else, _other_person, _history, _uncertain):
        found = find(place, cues)
        if found:
            return found
    return Outcome.FLAG, f"'{place.words}'"


def degree(place: Place, cues: Cues) -> Degree | None:
    """How strong the words beside the symptom say it is: bit dizzy, dizzy only slightly.

    The nearest word of degree decides: first in the symptom's own words, then before, then after.
    """
    for text in (place.before[-1:] + place.words, place.bare):
        last = max(_degrees(text, cues), default=None, key=lambda one: one[0].end())
        if last and (text is not place.bare or _leads_to(text[last[0].end() :], cues)):
            return last[1]
    first = min(_degrees(place.bare_after, cues), default=None, key=lambda one: one[0].start())
    if first and _follows_at_once(place.bare_after, first[0], cues):
        return first[1]
    return None


def _degrees(text: str, cues: Cues) -> list[tuple[re.Match[str], Degree]]:
    return [(word, kind) for kind in Degree for word in cues[kind.value].finditer(text)]


def _leads_to(gap: str, cues: Cues) -> bool:
    """Whether a word of degree before `gap` is the symptom's after it: bit dizzy and sleepy."""
    if "@" in gap:
        return bool(_SHARED.fullmatch(cues["joined"].sub(",", gap)))
    return _count(gap) <= BESIDE and not _is_apart(gap, cues)


def _is_apart(gap: str, cues: Cues) -> bool:
    return bool(_STOP.search(gap) or cues["apart"].search(gap))


def _follows_at_once(after: str, word: re.Match[str], cues: Cues) -> bool:
    """Whether a word of degree is the symptom's before it: not one that leads to the next."""
    gap = after[: word.start()]
    rest = _STOP.split(cues["clause_joint"].sub(",", after[word.end() :]), maxsplit=1)[0]
    added = _ADDED.fullmatch(cues["added"].sub("", gap))
    plain = _count(gap) <= BESIDE and not _is_apart(gap, cues) and "@" not in gap
    return bool(plain or (added and not _WORD.search(rest))) and "@" not in rest


def _negation(place: Place, cues: Cues) -> tuple[Outcome, str] | None:
    said_no = cues["said_no_after"].match(place.rest)
    if said_no:
        return Outcome.NONE_BUT_SHOW, f"negated by '{said_no[0].strip(' :-=,(?')}'"
    bare = cues["pseudo_negation"].sub(_blot, place.bare)
    cue, unclear = _negating(bare, place, cues)
    if not cue:
        return None
    again = cues["reopened"].search(_up_to_next(place, cues))
    again = again or cues["reopened_next"].match(place.rest)
    if again:
        taken_back = " ".join(again[0].strip(" ,").split())
        return Outcome.FLAG_CONFIRM, f"negated by '{cue[0]}', but '{taken_back}'"
    feared = _nearest(cues["hypothetical_before"], bare[: cue.start()], 3)
    if feared:
        return Outcome.ASK, f"not said to have happened: '{feared}'"
    if unclear and place.serious:
        return Outcome.FLAG_CONFIRM, f"perhaps negated by '{cue[0]}'"
    return Outcome.NONE_BUT_SHOW, f"negated by '{cue[0]}'"


def _up_to_next(place: Place, cues: Cues) -> str:
    """The words after, up to another symptom that a "but" sets against this one."""
    but = cues["but"].search(place.bare_after)
    other = place.bare_after.find("@", but.end()) if but else -1
    return place.after[:other] if other >= 0 else place.after


def _blot(found: re.Match[str]) -> str:
    return "~" * len(found[0])


def _negating(bare: str, place: Place, cues: Cues) -> tuple[re.Match[str] | None, bool]:
    """The cue that negates, and whether its scope is unclear."""
    for cue in reversed(list(cues["negation"].finditer(bare))):
        if _in_scope(bare[cue.end() :], place.after, cues):
            return cue, False
    for cue in reversed(list(cues["verb_negation"].finditer(bare))):
        gap = bare[cue.end() :].lstrip()
        rest = _after_light_words(gap, cues)
        begins_light = rest != gap or not gap or gap.startswith("@")
        if begins_light and _in_scope(rest, place.after, cues):
            plain = cues["light_words"].sub("", cues["list_word"].sub("", rest))
            return cue, bool(_WORD.search(plain))
    return None, False


def _after_light_words(gap: str, cues: Cues) -> str:
    """`gap` without the light words at its start: had a, felt at all."""
    while light := cues["light_words"].match(gap):
        if "," in light[0]:
            break
        gap = gap[light.end() :]
    return gap


def _in_scope(gap: str, after: str, cues: Cues) -> bool:
    """Whether a negation reaches over `gap`, the words between it and the symptom."""
    if cues["terminator"].search(gap):
        return False
    items = _ITEM_ENDS.split(cues["and"].sub(",", gap))
    if len(items) == 1:
        return _count(gap) <= FAR and not cues["new_clause"].search(gap)
    if any(cues["new_clause"].search(item) for item in items[1:]):
        return False
    ending = cues["terminator"].split(after, maxsplit=1)[0]
    if cues["or"].search(gap + ending):
        return all(_count(item) <= LIST_ITEM for item in items[1:]) and _count(items[0]) <= FAR
    if "," in gap:
        return False
    listed = all("@" in item for item in items[:-1])
    return listed and not _WORD.search(cues["light_words"].sub("", items[-1]))


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _nearest(
    cue: re.Pattern[str], before: str, far: int, until: re.Pattern[str] | None = None
) -> str:
    """The last cue in `before`, at most `far` words before its end; "" if there is none."""
    for found in reversed(list(cue.finditer(before))):
        gap = before[found.end() :]
        if _count(gap) > far:
            break
        if until is None or not until.search(gap):
            return found[0].strip()
    return ""


def _hypothetical(place: Place, cues: Cues) -> tuple[Outcome, str] | None:
    # With the symptom's first word: "might have" is a fear, "might have been confused" is not.
    before = place.before + place.words.partition(" ")[0]
    cue = _nearest(cues["hypothetical_before"], before, FAR + 1, cues["terminator"])
    cue = cue or _follows(cues["hypothetical_after"], place.after, cues)
    return (Outcome.ASK, f"not said to have happened: '{cue}'") if cue else None


def _history(place: Place, cues: Cues) -> tuple[Outcome, str] | None:
    until = cues["present"]
    # With the symptom's first word: "no longer" is the past, "no longer know" is not.
    before = place.before + place.words.partition(" ")[0]
    cue = _nearest(cues["history_before"], before, FARTHER + 1, until)
    if not cue and not until.search(cues["over_now"].sub("", place.after)):
        cue = _follows(cues["history_after"], place.after, cues)
    if cue:
        return Outcome.ASK, f"in the past: '{cue}'"
    gone = cues["gone_after"].match(place.after)
    return (Outcome.ASK, f"over: '{gone[0].strip()}'") if gone else None


def _follows(cue: re.Pattern[str], after: str, cues: Cues) -> str:
    clause = cues["terminator"].split(after, maxsplit=1)[0] if after else ""
    found = cue.search(after)
    return found[0].strip() if found and found.start() <= len(clause) else ""


def _something_else(place: Place, cues: Cues) -> tuple[Outcome, str] | None:
    """The subject of a film or a talk, a figure of speech, or what a machine does."""
    if not place.serious:
        return None
    topic = cues["topic_after"].match(place.after) or cues["topic_before"].search(place.before)
    if topic:
        return Outcome.ASK, f"the subject of something: '{topic[0].strip(' ,')}'"
    for written in cues["written"].finditer(place.before):
        if not cues["myself"].search(f"{place.before[written.end() :]} {place.words}"):
            return Outcome.ASK, f"not said to have happened: '{written[0]}'"
    for thing in cues["thing"].finditer(place.before):
        if _is_subject(place.before[thing.end() :], place.words, cues):
            return Outcome.ASK, f"said of a thing: '{thing[0]}'"
    return None


def _is_subject(between: str, words: str, cues: Cues) -> bool:
    """Whether nothing but the verb stands between a noun and the symptom: had a, is."""
    if cues["myself"].search(f"{between} {words}"):
        return False
    if not between.strip():
        return True
    return bool(cues["acts"].match(between)) and not _WORD.search(
        cues["light_words"].sub("", cues["acts"].sub("", between, count=1))
    )


def _other_person(place: Place, cues: Cues) -> tuple[Outcome, str] | None:
    """Somebody else's symptom; flag_confirm where somebody else only noticed it."""
    for person in reversed(list(cues["other_person"].finditer(place.before))):
        between = place.before[person.end() :]
        if cues["myself"].search(between + cues["we"].sub("", place.words)):
            return None
        acts = cues["acts"].match(between) or not between.strip()
        if not acts and cues["myself"].search(place.before[: person.start()]):
            return None
        if cues["observes"].search(between):
            return Outcome.FLAG_CONFIRM, f"noticed by another: '{person[0]}'"
        return Outcome.ASK, f"said of another: '{person[0]}'"
    return None


def _uncertain(place: Place, cues: Cues) -> tuple[Outcome, str] | None:
    cue = _nearest(cues["uncertain_before"], place.before, FAR, cues["terminator"])
    found = cues["uncertain_after"].match(place.after)
    cue = cue or (found[0].strip() if found else "")
    if not cue and place.question and not cues["why"].match(place.before.lstrip()):
        cue = "?"
    return (Outcome.FLAG_CONFIRM, f"uncertain: '{cue}'") if cue else None
