"""What a day of the log says on its card: each medicine in one line, all ratings in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diary_app.domain.deeds import RecordValue
from diary_app.domain.dose import Missed, Skipped, Taken
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.symptom import FlagAnswer, Observation
from diary_app.services.day_records import moment
from diary_app.text import _, ngettext
from diary_app.ui.record_words import Entered
from diary_app.ui.widgets.text import Run
from diary_app.wording.days import clock
from diary_app.wording.symptoms import name_of, rating_of
from diary_app.wording.writing import amount_words

Lines = list[list[Run]]
_BETWEEN = "\N{NO-BREAK SPACE}· "  # a line breaks after it, never before


def day_lines(
    values: Sequence[RecordValue],
    entered: Mapping[str, Entered],
    names: Mapping[str, str],
    knowledge: Sequence[KnowledgeBase],
) -> Lines:
    """The lines of a day. `entered` is what each record says, by its id; `names` the medicines'."""
    doses = [value for value in values if isinstance(value, Taken | Skipped | Missed)]
    ratings = [value for value in values if isinstance(value, Observation)]
    lines = [*_doses(doses, names), *_ratings(ratings, knowledge)]
    for value in values:
        one = entered[value.id]
        if not isinstance(value, Taken | Skipped | Missed | Observation):
            remark = [Run(_BETWEEN + one.remark, "muted")] if one.remark else []
            lines.append([Run(clock(one.at) + "  ", "muted"), Run(one.what), *remark])
        else:
            said = value.note or (value.reason if not isinstance(value, Observation) else "")
            if said:
                lines.append([Run(clock(one.at) + "  ", "muted"), Run(said)])
        if one.changed:
            changed = _BETWEEN + one.changed
            lines.append([Run(clock(one.at) + "  " + one.what[:60] + changed, "muted")])
    return lines


def joined(lines: Lines) -> list[Run]:
    """The lines as one text."""
    runs: list[Run] = []
    for number, line in enumerate(lines):
        runs += [Run("\n"), *line] if number else line
    return runs


def doses_recorded(planned: int, answered: int) -> str:
    """How many doses of a day are recorded, "" where none was planned."""
    if not planned:
        return ""
    text = ngettext("{k} of {n} dose recorded", "{k} of {n} doses recorded", planned)
    return text.format(k=answered, n=planned)


def answer_words(answer: FlagAnswer, knowledge: Sequence[KnowledgeBase]) -> str:
    """What was done about a flag, in one line."""
    name = name_of(answer.flag_id, knowledge)
    said = f"{_BETWEEN}{answer.words}" if answer.words else ""
    return _("Flag, answered: {name}").format(name=name) + said


def _doses(doses: Sequence[Taken | Skipped | Missed], names: Mapping[str, str]) -> Lines:
    """One line for each medicine and amount, its times in order."""
    times: dict[str, dict[str, list[str]]] = {}
    for dose in doses:
        name = names.get(dose.medicine_id, "")
        called = f"{name} {amount_words(dose.amount)}" if isinstance(dose, Taken) else name
        times.setdefault(called, {}).setdefault(_outcome(dose), []).append(clock(moment(dose)))
    lines: Lines = []
    for called, outcomes in times.items():
        said = [text.format(times=", ".join(at)) for text, at in outcomes.items()]
        lines.append([Run(called, "strong"), Run("  " + _BETWEEN.join(said))])
    return lines


def _outcome(dose: Taken | Skipped | Missed) -> str:
    match dose:
        case Taken(time_known=False):
            return _("taken, time not known")
        case Taken():
            return _("taken {times}")
        case Skipped():
            return _("skipped {times}")
        case Missed():
            return _("missed {times}")


def _ratings(ratings: Sequence[Observation], knowledge: Sequence[KnowledgeBase]) -> Lines:
    """All ratings in one line: each symptom once, its values in order."""
    values: dict[str, list[str]] = {}
    for rating in ratings:
        said = rating_of(rating.symptom, rating.value, knowledge, rating.unit)
        values.setdefault(rating.symptom, []).append(said)
    line: list[Run] = []
    for symptom, said_of in values.items():
        name = (_BETWEEN if line else "") + name_of(symptom, knowledge)
        line += [Run(f"{name}\N{NO-BREAK SPACE}"), Run(", ".join(said_of), "figure")]
    return [line] if line else []
