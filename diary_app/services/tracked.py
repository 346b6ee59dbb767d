"""Own things to track: adding, renaming, putting away and taking back. Records are never lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from diary_app.domain.body_deeds import (
    AddedTracked,
    ArchivedTracked,
    BroughtBackTracked,
    ChangedTracked,
)
from diary_app.domain.knowledge import UnclearSymptom
from diary_app.domain.tracked import (
    Best,
    Tracked,
    TrackedScale,
    checked_name,
    checked_unit,
    new_id,
    same_name,
)
from diary_app.errors import BadInput, NotFound
from diary_app.services import settings, texts
from diary_app.services.diary import Diary
from diary_app.storage import body_queries, body_rows


def all_of(diary: Diary) -> tuple[Tracked, ...]:
    """Every own thing, archived ones too, in the order they were added."""
    return body_queries.tracked(diary.file)


def add(
    diary: Diary,
    name: str,
    scale: TrackedScale,
    unit: str = "",
    best: Best = Best.LOW,
    *,
    tile: bool = False,
    on_paper: bool = True,
    regions: bool = False,
) -> Tracked:
    """Begin to track something. Raises `Refused` for a name or unit that cannot be kept, BadInput
    for a name that is taken, and with exit code 4 for one that is a serious symptom's.
    """
    name = checked_name(name)
    unit = _unit_of(scale, unit)
    known = all_of(diary)
    _refuse_taken(diary, name, scale)
    id = new_id(name, [one.id for one in known])
    now = diary.now()
    made = Tracked(id, name, scale, now, unit, best, tile, on_paper, regions)
    with diary.edit(AddedTracked(id, name)) as edit:
        edit.put("tracked", body_rows.from_tracked(made))
    return made


def _unit_of(scale: TrackedScale, unit: str) -> str:
    if scale is TrackedScale.NUMBER:
        if not unit.strip():
            raise BadInput("own_unit_missing")
        return checked_unit(unit)
    if unit.strip():
        raise BadInput("own_unit_not_wanted")
    return ""


def _refuse_taken(diary: Diary, name: str, scale: TrackedScale, but: str = "") -> None:
    """Raise unless nothing that the diary knows is called so; `but` is the thing's own id."""
    numbers = (number for entry in diary.vocabulary.entries for number in entry.number_names)
    if scale is TrackedScale.NUMBER and any(same_name(name, number) for number in numbers):
        for own in all_of(diary):
            if same_name(own.name, name) and own.id != but:
                raise BadInput("tracked_already", name=name)
        return
    serious = _serious(diary, name)
    if serious is not None:
        raise serious
    try:
        found = diary.vocabulary.find(name)
    except UnclearSymptom:
        return
    if found.own and found.id != but:
        raise BadInput("tracked_archived" if found.archived else "tracked_already", name=name)
    if not found.own:
        raise BadInput("symptom_known", name=name, symptom=found.label)


def _serious(diary: Diary, name: str) -> BadInput | None:
    """Why the name cannot be an own thing's: it names a serious symptom, perhaps misspelt."""
    base = diary.vocabulary
    written = dict.fromkeys(("en", *texts.languages(diary)))
    found = texts.reading_of(name, tuple(written))
    ids = [reading.term for reading in found if reading.words == name]
    with suppress(UnclearSymptom):
        ids.append(base.find(name).id)
    for entry in base.serious():
        if entry.id in ids:
            error = BadInput("is_serious_symptom", name=name, symptom=entry.label, id=entry.id)
            error.exit_code = 4
            return error
    return None


def tile_ids(diary: Diary) -> tuple[str, ...]:
    """The ids of what has a tile: the chosen symptoms in their order, then the own things."""
    known = {one.id: one for one in all_of(diary)}
    chosen = settings.load(diary).tiles
    built_in = [id for id in chosen if id not in known]
    return (*built_in, *(id for id, one in known.items() if one.tile and not one.archived))


def find(diary: Diary, text: str) -> Tracked:
    """The own thing of that name or id. Raises NotFound for none."""
    for one in all_of(diary):
        if one.id == text.strip() or same_name(one.name, text):
            return one
    raise NotFound("no_such_tracked", name=text)


def rename(diary: Diary, tracked: Tracked, name: str) -> Tracked:
    """Call it by another name; its records stay its own."""
    name = checked_name(name)
    _refuse_taken(diary, name, tracked.scale, tracked.id)
    return _change(diary, replace(tracked, name=name))


def show(
    diary: Diary,
    tracked: Tracked,
    *,
    tile: bool | None = None,
    on_paper: bool | None = None,
    regions: bool | None = None,
) -> Tracked:
    """Change where it is shown, and whether it is asked where on the body. None: as it is."""
    return _change(
        diary,
        replace(
            tracked,
            tile=tracked.tile if tile is None else tile,
            on_paper=tracked.on_paper if on_paper is None else on_paper,
            regions=tracked.regions if regions is None else regions,
        ),
    )


def _change(diary: Diary, after: Tracked) -> Tracked:
    with diary.edit(ChangedTracked(after.id, after.name)) as edit:
        edit.put("tracked", body_rows.from_tracked(after))
    return after


def archive(diary: Diary, tracked: Tracked) -> None:
    """Offer it no more. Its records stay, and it can be taken back."""
    if tracked.archived:
        raise NotFound("tracked_archived", name=tracked.name)
    with diary.edit(ArchivedTracked(tracked.id, tracked.name)) as edit:
        edit.put("tracked", {"id": tracked.id, "archived": 1})


def bring_back(diary: Diary, tracked: Tracked) -> None:
    """Offer it again."""
    if not tracked.archived:
        raise NotFound("tracked_already", name=tracked.name)
    with diary.edit(BroughtBackTracked(tracked.id, tracked.name)) as edit:
        edit.put("tracked", {"id": tracked.id, "archived": 0})
