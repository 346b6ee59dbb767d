"""`track`, `regions`, `symptom end`: own things, areas of the body, what still goes on."""

from __future__ import annotations

import click

from diary_app.cli.context import Context
from diary_app.cli.declare import Noun, OneOf, Verb, argument, as_json, at, flag, option
from diary_app.cli.shapes import Json
from diary_app.domain.region import Region
from diary_app.domain.tracked import Best, Tracked, TrackedScale
from diary_app.errors import Told
from diary_app.services import symptoms, tracked
from diary_app.text import _
from diary_app.wording.days import stamp
from diary_app.wording.regions import region_names
from diary_app.wording.tracked import lasted_words, tracked_line


def _add(context: Context) -> None:
    """Something of one's own, from now on."""
    options = context.options
    made = tracked.add(
        context.diary,
        options.name,
        TrackedScale(options.scale),
        options.unit or "",
        Best(options.best),
        tile=options.tile,
        on_paper=not options.not_on_paper,
        regions=options.regions,
    )
    context.show(_("Tracked: {thing}. ({id})").format(thing=tracked_line(made), id=made.id))


def _list(context: Context) -> None:
    """All of them, those put away last."""
    found = sorted(tracked.all_of(context.diary), key=lambda one: one.archived)
    if context.options.json:
        context.show_json([_shape(one) for one in found])
        return
    for one in found:
        words = _("{thing}, put away") if one.archived else _("{thing}")
        context.show(words.format(thing=tracked_line(one)))


def _shape(one: Tracked) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "scale": str(one.scale),
        "unit": one.unit or None,
        "best": str(one.best),
        "tile": one.tile,
        "on_paper": one.on_paper,
        "regions": one.regions,
        "archived": one.archived,
        "added_at": one.recorded_at.iso,
    }


def _rename(context: Context) -> None:
    """Another name; the records stay its own."""
    options = context.options
    found = tracked.find(context.diary, options.name)
    renamed = tracked.rename(context.diary, found, options.new)
    context.show(_("Now called: {name}.").format(name=renamed.name))


def _show(context: Context) -> None:
    """Where it is shown."""
    options = context.options
    found = tracked.find(context.diary, options.name)
    wanted = {
        "tile": _yes(options.tile),
        "on_paper": _yes(options.paper),
        "regions": _yes(options.regions),
    }
    if all(value is None for value in wanted.values()):
        raise Told(_("It is not said what to change."), "", _("Example: --tile yes"))
    tracked.show(context.diary, found, **wanted)
    context.show(_("Changed."))


def _yes(given: str | None) -> bool | None:
    return None if given is None else given == "yes"


def _archive(context: Context) -> None:
    """Put it away, or take it back; its records stay."""
    options = context.options
    found = tracked.find(context.diary, options.name)
    if options.back:
        tracked.bring_back(context.diary, found)
        context.show(_("Tracked again: {name}.").format(name=found.name))
        return
    tracked.archive(context.diary, found)
    context.show(_("Put away: {name}. Its records are kept.").format(name=found.name))


def _regions(context: Context) -> None:
    """The areas of the body."""
    names = region_names()
    if context.options.json:
        context.show_json([{"id": str(one), "name": names[one]} for one in Region])
        return
    for region in Region:
        context.show(f"{region}  {names[region]}")


def _end(context: Context) -> None:
    """A symptom that went on is over."""
    options = context.options
    entry = symptoms.find(context.diary, options.what)
    for ended in symptoms.end(context.diary, entry.id, context.when(options.at)):
        context.show(
            _("Ended: {label}, from {time}, {lasted}. ({id})").format(
                label=entry.label, time=stamp(ended.at), lasted=lasted_words(ended), id=ended.id
            )
        )


def commands() -> tuple[click.Command, ...]:
    """`track`, `regions` and `symptom` with their verbs."""
    return (
        Noun(
            "track",
            _("things of your own to track"),
            'track add "cold feet" --scale 0-10',
            *_verbs(),
        ),
        Verb(
            "regions",
            _regions,
            _("the areas of the body"),
            "regions",
            as_json(),
        ),
        Noun(
            "symptom",
            _("symptoms that go on"),
            "symptom end pain",
            Verb(
                "end",
                _end,
                _("it is over"),
                "symptom end pain --at 14:30",
                argument("what"),
                at(),
                writes=True,
            ),
        ),
    )


def _verbs() -> tuple[Verb, ...]:
    yes_no = OneOf(("yes", "no"))
    return (
        Verb(
            "add",
            _add,
            _("begin to track something"),
            "track add weight --scale number --unit kg --tile",
            argument("name"),
            option("--scale", type=OneOf([str(scale) for scale in TrackedScale]), required=True),
            option("--unit", metavar="U", help=_("of a number: kg, °C, steps")),
            option(
                "--best",
                type=OneOf([str(best) for best in Best]),
                default=str(Best.LOW),
                help=_("which end of the scale is well"),
            ),
            flag("--tile", help=_("a tile on the first page")),
            flag("--not-on-paper", help=_("keep it out of the summary")),
            flag("--regions", help=_("ask where on the body")),
            writes=True,
        ),
        Verb("list", _list, _("what you track"), "track list", as_json()),
        Verb(
            "rename",
            _rename,
            _("another name, the same records"),
            'track rename "cold feet" "icy feet"',
            argument("name"),
            argument("new"),
            writes=True,
        ),
        Verb(
            "show",
            _show,
            _("where it is shown"),
            "track show weight --tile yes",
            argument("name"),
            option("--tile", type=yes_no, help=_("a tile on the first page")),
            option("--paper", type=yes_no, help=_("in the summary for the doctor")),
            option("--regions", type=yes_no, help=_("ask where on the body")),
            writes=True,
        ),
        Verb(
            "archive",
            _archive,
            _("put it away; its records are kept"),
            "track archive weight",
            argument("name"),
            flag("--back", help=_("take it back")),
            writes=True,
        ),
    )
