"""`measure`, `goal`, `helped`: what a clinic asks, what one wants to do, what a dose did."""

from __future__ import annotations

import click

from diary_app.cli.context import Context
from diary_app.cli.declare import WHOLE, Noun, OneOf, Verb, argument, as_json, at, by, option
from diary_app.cli.shapes import Json
from diary_app.domain.dose import EnteredBy
from diary_app.domain.helped import HelpedAnswer
from diary_app.domain.measure import (
    SPANS,
    DayPart,
    Goal,
    Measure,
    parse_measure,
    parse_part,
    parse_value,
)
from diary_app.errors import Told
from diary_app.services import helped, measures
from diary_app.text import _, small
from diary_app.wording.days import stamp
from diary_app.wording.measures import (
    helped_word,
    measure_names,
    measure_words,
    measured_words,
    part_names,
    part_words,
    value_of_measure,
)

_SAID = tuple(str(answer) for answer in HelpedAnswer if answer is not HelpedAnswer.NOT_SAID)


def _measure(context: Context) -> None:
    """An answer to one of the clinic's questions."""
    options = context.options
    if options.id == "list" and options.value is None:
        _list(context)
        return
    if options.value is None:
        raise Told(_("VALUE is missing."), "", _("The command “measure list” shows what there is."))
    what = parse_measure(options.id)
    value = parse_value(what, options.value, measure_words(what))
    part = options.part or ""
    if what is Measure.TROUBLED and part:
        part = str(parse_part(part))
    made = measures.measure(
        context.diary,
        what,
        value,
        part,
        context.when(options.at),
        options.note,
        EnteredBy(options.by),
    )
    about = part_words(made.part, measures.all_goals(context.diary))
    said = measured_words(what, value, "" if what is Measure.GOAL else made.part)
    if what is Measure.GOAL:
        said = _("{goal}: {value}").format(goal=about, value=value_of_measure(what, value))
    context.show(_("Recorded: {what}. ({id})").format(what=said, id=made.id))


def _list(context: Context) -> None:
    if context.options.json:
        context.show_json([_shape(context, one) for one in Measure])
        return
    for one in Measure:
        low, high = SPANS[one]
        name = measure_names()[one]
        context.show(f"{one}  {name}  {low}–{high}")
        for number, words in enumerate(measure_words(one), low):
            context.show(f"    {number}  {words}")
        for part, words in _parts(context, one):
            context.show(f"    --part {part}  {words}")


def _parts(context: Context, measure: Measure) -> list[tuple[str, str]]:
    match measure:
        case Measure.TROUBLED:
            return [(str(part), name) for part, name in part_names().items()]
        case Measure.GOAL:
            return [(goal.id[:8], goal.words) for goal in measures.goals(context.diary)]
        case _:
            return []


def _shape(context: Context, measure: Measure) -> Json:
    low, high = SPANS[measure]
    return {
        "id": str(measure),
        "name": measure_names()[measure],
        "lowest": low,
        "highest": high,
        "words": list(measure_words(measure)),
        "parts": [{"id": id, "words": words} for id, words in _parts(context, measure)],
    }


def _goal_add(context: Context) -> None:
    """What one wants to be able to do."""
    made = measures.set_goal(context.diary, context.options.text)
    context.show(_("Goal: {words}. ({id})").format(words=made.words, id=made.id))


def _goal_list(context: Context) -> None:
    """The goals, those that ended last."""
    today = context.now.day
    found = sorted(measures.all_goals(context.diary), key=lambda one: not one.open_on(today))
    if context.options.json:
        context.show_json([_goal_shape(one) for one in found])
        return
    for one in found:
        words = _("{goal}") if one.open_on(today) else _("{goal}, ended")
        context.show(f"{one.id[:8]}  {words.format(goal=one.words)}")


def _goal_shape(goal: Goal) -> Json:
    until = None if goal.until is None else goal.until.isoformat()
    return {"id": goal.id, "words": goal.words, "since": goal.since.isoformat(), "until": until}


def _goal_end(context: Context) -> None:
    """It is no goal any more."""
    ended = measures.goal(context.diary, context.options.goal)
    measures.end_goal(context.diary, ended)
    context.show(_("Ended: {words}.").format(words=ended.words))


def _helped(context: Context) -> None:
    """What a dose did."""
    options = context.options
    dose = helped.find_dose(context.diary, options.id)
    given = HelpedAnswer(options.answer)
    helped.answer(context.diary, dose, given, options.minutes, EnteredBy(options.by))
    context.show(
        _("Recorded: the dose of {time}, {answer}.").format(
            time=stamp(dose.taken_at), answer=small(helped_word(given))
        )
    )


def commands() -> tuple[click.Command, ...]:
    """`measure`, `goal` and `helped`."""
    return (
        Verb(
            "measure",
            _measure,
            _("what a clinic asks; `measure list` says what there is"),
            "measure troubled 3 --part morning",
            argument("id"),
            argument("value", required=False),
            option(
                "--part",
                metavar="PART",
                help=_("{parts}; of a goal its first words").format(parts=", ".join(DayPart)),
            ),
            at(),
            option("--note", metavar="TEXT", default=""),
            by(),
            as_json(),
            writes=lambda options: options.value is not None,
        ),
        Noun(
            "goal",
            _("what you want to be able to do"),
            'goal add "walk to the shop"',
            Verb(
                "add",
                _goal_add,
                _("set a goal"),
                'goal add "walk to the shop"',
                argument("text"),
                writes=True,
            ),
            Verb("list", _goal_list, _("your goals"), "goal list", as_json()),
            Verb(
                "end",
                _goal_end,
                _("it is no goal any more"),
                'goal end "walk to the shop"',
                argument("goal"),
                writes=True,
            ),
        ),
        Verb(
            "helped",
            _helped,
            _("what a dose did that was taken when needed"),
            "helped 3f2a better --minutes 40",
            argument("id", metavar="DOSE-ID"),
            argument("answer", type=OneOf(_SAID)),
            option("--minutes", type=WHOLE, metavar="N", help=_("until it was felt")),
            by(),
            writes=True,
        ),
    )
