"""The clinician's taper or titration plan: write it down, hold it, go a step back, resume."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from diary_app.domain.deeds import AddedTaper, CorrectedTaper, PausedTaper, named_medicine
from diary_app.domain.moment import DAY
from diary_app.domain.plan import Plan
from diary_app.domain.schedule import DoseTime
from diary_app.domain.taper import Pause, PauseKind, Step, Stretch, TaperPlan, stretches_of
from diary_app.errors import BadInput, NotFound
from diary_app.frozen import dataclass
from diary_app.services.diary import Diary
from diary_app.services.medicines import end_all
from diary_app.storage import plan_rows
from diary_app.storage.columns import from_moment


@dataclass(frozen=True)
class StepShown:
    """A stretch of a taper, its doses and its state: `done`, `now` or `to come`.

    The doses are those of today, of its first day if that is to come, or of its last.
    """

    stretch: Stretch
    doses: tuple[DoseTime, ...]
    state: str


def add(diary: Diary, plan: Plan, steps: Sequence[Step], prescriber: str = "") -> TaperPlan:
    """Write down the plan; from its first day on it is in force instead of what was."""
    own = _own_steps(plan, steps)
    taper = TaperPlan(diary.new_id(), plan.medicine.id, own, prescriber=prescriber)
    with diary.edit(AddedTaper(named_medicine(plan.medicine), taper.since)) as edit:
        end_all(edit, plan, taper.since)
        row = plan_rows.from_taper(taper) | from_moment("recorded", diary.now())
        edit.put("tapers", row)
    return taper


def correct(
    diary: Diary, plan: Plan, taper: TaperPlan, steps: Sequence[Step], prescriber: str = ""
) -> TaperPlan:
    """Alter the steps in place: a slip of the pen. The trail keeps what stood there.

    Raises BadInput where the first day would be another: what was in force before ends there.
    """
    own = tuple(_kept(taper, step, diary.now().day) for step in _own_steps(plan, steps))
    changed = replace(taper, steps=own, prescriber=prescriber)
    if changed.since != taper.since:
        raise BadInput("first_step_fixed")
    stretches_of(changed)  # refused before anything is stored
    with diary.edit(CorrectedTaper(named_medicine(plan.medicine), changed.since)) as edit:
        edit.put("tapers", plan_rows.from_taper(changed))
    return changed


def _kept(taper: TaperPlan, step: Step, today: date) -> Step:
    """The step as it was, where it was given back as it is shown: its past times stay."""
    for old in taper.steps:
        if old.since == step.since and step.doses in (old.doses_on(today), old.doses_on(date.max)):
            return old
    return step


def _own_steps(plan: Plan, steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps as written, their amounts in the medicine's own unit.

    They are not put in order, so that `TaperPlan` refuses two dates that were mixed up: nobody
    would see that slip afterwards.
    """
    return tuple(step.in_unit(plan.medicine) for step in steps)


def pause(diary: Diary, plan: Plan, kind: PauseKind, day: date) -> TaperPlan:
    """Hold the plan, go one step back, or resume it, from `day` on.

    Raises NotFound where there is nothing to resume.
    """
    taper = of(plan)
    changed = replace(taper, pauses=(*taper.pauses, Pause(day, kind)))
    stretches_of(changed)  # refused before anything is stored
    before = [pause.kind for pause in taper.pauses if pause.day <= day]
    if kind is PauseKind.RESUME and (not before or before[-1] is PauseKind.RESUME):
        raise NotFound("not_on_hold", name=plan.medicine.name)
    with diary.edit(PausedTaper(named_medicine(plan.medicine), kind, day)) as edit:
        edit.put("tapers", plan_rows.from_taper(changed))
    return changed


def of(plan: Plan) -> TaperPlan:
    """The latest taper of the medicine. Raises NotFound for none."""
    if not plan.tapers:
        raise NotFound("no_taper", name=plan.medicine.name)
    return max(plan.tapers, key=lambda taper: taper.since)


def shown(taper: TaperPlan, today: date) -> tuple[StepShown, ...]:
    """Each stretch in order with its state on `today`."""
    shown_steps = []
    for stretch in stretches_of(taper):
        day, state = today, "now"
        if stretch.days.over_on(today):
            day, state = stretch.days.end - DAY, "done"
        elif today not in stretch.days:
            day, state = stretch.days.since, "to come"
        shown_steps.append(StepShown(stretch, taper.steps[stretch.step].doses_on(day), state))
    return tuple(shown_steps)
