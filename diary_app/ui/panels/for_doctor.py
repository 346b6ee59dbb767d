"""What the patient brings to a visit besides the records: visits, questions, own words, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from diary_app.domain.medicine import Form
from diary_app.domain.symptom import Note
from diary_app.domain.when import DayOf
from diary_app.services import medicines, questions, settings, visits
from diary_app.text import _, ngettext, within
from diary_app.ui.panels.days import day_echo, read_day
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, RowsCard, heading, row, stack
from diary_app.ui.widgets.fields import LineField
from diary_app.ui.widgets.form import LineForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import clock, short_full_day

_NOTES_FIRST = 5


def visit_entry(session: Session, left: Callable[[], None]) -> LineForm:
    """On which day the patient saw the doctor; `left` is called when that is stored or not."""
    title = _("I saw my doctor on")
    typed = LineField(title, hint=_("today, or 1 sep"), units=320)

    def store() -> bool:
        day = read_day(session, typed, DayOf.RECORD)
        said = _("Saved: you saw your doctor on {day}.").format(day=short_full_day(day))
        return session.store(lambda: visits.add(session.diary, day), said)

    echo = day_echo(session, typed, DayOf.RECORD)
    close = _("Close")
    return LineForm(
        title, typed, store, about=_("visit"), left=left, back=close, draft="visit", echo=echo
    )


def questions_card(session: Session) -> Card:
    """The questions that stand on the paper, each with Done, and a line for the next one."""
    card = Card(gap=10)
    card.add(heading(_("My questions for the doctor")))
    for number, (id, text) in enumerate(questions.waiting(session.diary).items(), 1):
        shown = Runs(f"{number}. {text}")
        done = Button(_("Done"), about=_("question {n}").format(n=number))
        done.chosen.connect(
            lambda id=id: session.save(
                lambda: questions.finish(session.diary, id),
                _("Saved: the question is answered and leaves the summary."),
            )
        )
        card.add(row(shown, done, grow=shown))
    typed = LineField(_("A question for the doctor"), units=560)

    def store() -> bool:
        text = typed.text().strip()
        return session.store(lambda: questions.ask(session.diary, text), _("Saved: your question."))

    card.add(LineForm("", typed, store, save=_("Add the question"), draft="question"))
    return card


def own_words_card(session: Session) -> Card:
    """What the diary does not record but the doctor should know, printed as it is written."""
    own = settings.load(session.diary)
    by_pump = any(plan.medicine.form is Form.PUMP for plan in medicines.all_plans(session.diary))
    card = Card(gap=14)
    card.add(heading(_("What else my doctor should know")))
    lines = {
        "other_medicines": (_("I also take"), own.other_medicines, _("vitamin D, the pill")),
        "history": (_("Illnesses and allergies"), own.history, _("epilepsy; allergic to …")),
        "allergies": (_("Allergies, for the emergency card"), own.allergies, _("penicillin")),
        "next_of_kin": (_("Next of kin"), own.next_of_kin, _("name and telephone number")),
        "out_of_hours_phone": (_("Whom to call out of hours"), own.out_of_hours_phone, ""),
    }
    if by_pump:
        lines |= {
            "pump_model": (_("Model of the pump"), own.pump_model, _("as on its papers")),
            "pump_place": (_("Where the pump sits"), own.pump_place, _("right side of the belly")),
        }
    for name, (title, value, hint) in lines.items():
        typed = LineField(title, value, hint, units=560)

        def store(name: str = name, typed: LineField = typed, title: str = title) -> bool:
            return session.store(
                lambda: settings.save_text(session.diary, name, typed.text()),
                _("Saved: {what}.").format(what=within(title)),
            )

        card.add(LineForm(title, typed, store, draft=f"setting {name}"))
    return card


def notes_choice(
    notes: Sequence[Note],
    ticked: frozenset[str],
    turn: Callable[[str], None],
    *,
    all_shown: bool,
    show_all: Callable[[], None],
) -> QWidget:
    """The notes of the period, newest first, each printed only if it is ticked."""
    if not notes:
        return Runs(_("No notes were written on these days."), "muted")
    newest = sorted(notes, key=lambda note: note.at, reverse=True)
    card = RowsCard()
    for note in newest if all_shown else newest[:_NOTES_FIRST]:
        when = f"{short_full_day(note.at.day)} {clock(note.at)}"
        text = Runs([Run(when + "  ", "muted"), Run(note.text)])
        tick = Button(_("Print"), "chip", about=_("note of {when}").format(when=when))
        tick.setChecked(note.id in ticked)
        tick.set_icon("tick" if note.id in ticked else "")
        tick.chosen.connect(lambda id=note.id: turn(id))
        card.add_row(text, tick, grow=text)
    parts: list[QWidget] = [card]
    if len(newest) > _NOTES_FIRST and not all_shown:
        more = way(
            ngettext("{n} earlier note", "{n} earlier notes", len(newest) - _NOTES_FIRST).format(
                n=len(newest) - _NOTES_FIRST
            )
        )
        more.chosen.connect(show_all)
        parts.append(flow(more))
    return stack(*parts, gap=10)
