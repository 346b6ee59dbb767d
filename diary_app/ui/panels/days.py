"""Days as they are typed in a form; the year is rarely typed along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from diary_app.domain.days import Days
from diary_app.domain.refusal import Refused
from diary_app.domain.when import DayOf, parse_day
from diary_app.errors import Told
from diary_app.services import plausibility
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.fields import LineField, field, read, read_all
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import day_name, short_full_day
from diary_app.wording.plausible import plausible_words


def read_day(session: Session, typed: LineField, of: DayOf) -> date:
    """The day that was typed. Raises NotRead, the reason shown beside it."""
    return read(typed, lambda text: parse_day(text, session.today, of))


def day_echo(
    session: Session,
    typed: LineField,
    of: DayOf,
    beside: Callable[[], date | None] = lambda: None,
) -> Runs:
    """The day that is being typed, in full with its year; nothing while it cannot be read."""
    echo = Runs("", "small")

    def show() -> None:
        try:
            words = day_name(parse_day(typed.text(), session.today, of, beside()))
        except Refused:
            words = ""
        echo.show_runs(words)
        # Shown before it stands in a form, it would be a window of its own and take the keys.
        if not words or echo.parentWidget() is not None:
            echo.setVisible(bool(words))
        typed.setAccessibleDescription(words)

    typed.textChanged.connect(show)
    show()
    return echo


def ask_days(session: Session, form: InputForm, *days: date | None) -> None:
    """Ask about days of a plan that are probably a slip, before anything is stored."""
    asked = plausibility.of_days(session.diary, days)
    form.ask([plausible_words(one) for one in asked])


def two_days(session: Session, save: str, store: Callable[[Days], None]) -> InputForm:
    """Asks for a first and a last day, in whatever order they come; `store` gets all of them."""
    first = LineField(_("First day"), hint=_("1 sep"), units=170)
    last = LineField(_("Last day"), hint=_("today"), units=170)

    def read_both() -> bool:
        read_all(*(partial(read_day, session, typed, DayOf.RECORD) for typed in (first, last)))
        days = [read_day(session, typed, DayOf.RECORD) for typed in (first, last)]
        store(Days.through(min(days), max(days)))
        return True

    form = InputForm("", store=read_both)
    button = way(save)
    button.chosen.connect(form.submit)
    fields = [
        field(typed.accessibleName(), typed, day_echo(session, typed, DayOf.RECORD))
        for typed in (first, last)
    ]
    form.add(row(*fields, button))
    return form


def day_after(text: str, today: date, of: DayOf, before: date, complaint: str) -> date:
    """The day that was typed; without a year it is judged beside `before`, not beside today.

    Raises Refused, or Told with `complaint` where the day does not come after `before`.
    """
    day = parse_day(text, today, of, before)
    if day <= before:
        said = complaint.format(day=short_full_day(day), before=short_full_day(before))
        raise Told(said, "", _("Check the two days."))
    return day
