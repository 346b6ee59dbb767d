"""The checklist of other medicines and drinks that matter: one tick each.

Nothing is decided from it. Some items are a fact of the person that the rules ask for: the one item
of a fact is that fact; of several, a yes to any is a yes to the fact.
"""

from __future__ import annotations

from collections import Counter

from diary_app.domain.deeds import ChangedSettings
from diary_app.domain.knowledge import AlsoTaken
from diary_app.domain.person import Answered, FactAnswer, PersonFact
from diary_app.errors import BadInput
from diary_app.services import facts, settings
from diary_app.services.diary import Diary
from diary_app.storage import record_rows
from diary_app.storage.columns import json_text


def checklist(diary: Diary) -> tuple[tuple[AlsoTaken, FactAnswer], ...]:
    """Every item with its answer, in the file's order; unknown where nobody answered."""
    items = _items(diary)
    ticks, known = settings.load(diary).also_taken, facts.answers(diary)
    found = []
    for item in items:
        fact = _own_fact(item, items)
        if fact is not None:
            found.append((item, known[fact]))
        elif item.id in ticks:
            found.append((item, FactAnswer.YES if ticks[item.id] else FactAnswer.NO))
        else:
            found.append((item, FactAnswer.UNKNOWN))
    return tuple(found)


def beside_facts(diary: Diary) -> tuple[tuple[AlsoTaken, FactAnswer], ...]:
    """The items with their answers, without those that are asked as a fact of the person."""
    items = _items(diary)
    return tuple(
        (item, given) for item, given in checklist(diary) if _own_fact(item, items) is None
    )


def labels(diary: Diary, answer: FactAnswer) -> tuple[str, ...]:
    """The labels of the items that were answered so."""
    return tuple(item.label for item, given in checklist(diary) if given is answer)


def answer(diary: Diary, item: AlsoTaken, given: FactAnswer) -> None:
    """Store the answer of one item; `unknown` takes an answer back."""
    fact = _own_fact(item, _items(diary))
    if fact is not None:
        facts.answer(diary, fact, given)
        return
    ticks = dict(settings.load(diary).also_taken)
    ticks.pop(item.id, None)
    if given is not FactAnswer.UNKNOWN:
        ticks[item.id] = given is FactAnswer.YES
    with diary.edit(ChangedSettings(("also_taken",))) as edit:
        edit.put("settings", {"id": "also_taken", "value": json_text(ticks)})
        if given is FactAnswer.YES and item.fact is not None:
            known = Answered(item.fact, FactAnswer.YES, diary.now())
            edit.put("facts", record_rows.from_fact(known))


def item_of(diary: Diary, id: str) -> AlsoTaken:
    """The item of an id as typed. Raises BadInput naming what there is."""
    wanted = id.strip().lower().replace("-", "_").replace(" ", "_")
    items = _items(diary)
    for item in items:
        if item.id == wanted:
            return item
    raise BadInput("not_on_the_list", id=id, names=tuple(item.id for item in items))


def _items(diary: Diary) -> tuple[AlsoTaken, ...]:
    return diary.vocabulary.also_taken


def _own_fact(item: AlsoTaken, items: tuple[AlsoTaken, ...]) -> PersonFact | None:
    """The fact that this item alone is about, None where it shares one or has none."""
    asked = Counter(one.fact for one in items)
    return item.fact if item.fact is not None and asked[item.fact] == 1 else None
