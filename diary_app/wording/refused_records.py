"""What cannot be recorded: doses, medicines and their plans, symptoms, flags, questions."""

from __future__ import annotations

from diary_app.text import _, ngettext

Sentences = dict[str, tuple[str, str, str]]


def about_doses() -> Sentences:
    """Doses: what happened, why, what to do."""
    return {
        "no_dose_planned_then": (
            _("No dose of {name} is planned at {time}."),
            "",
            _("Look at that day for the planned times, or leave the planned time out."),
        ),
        "amount_not_said": (
            _("It is not clear how much of {name} was taken."),
            _("No planned dose is open at that time."),
            _("Say the amount."),
        ),
        "dose_not_said": (
            _("It is not clear which dose of {name} this is."),
            _("No planned dose is open at that time."),
            _("Say its planned time."),
        ),
        "medicine_of_dose_gone": (
            _("The medicine of this dose is not in the diary any more."),
            "",
            "",
        ),
        "missed_before_its_time": (
            _("A dose that is still to come cannot have been missed."),
            "",
            "",
        ),
        "dose_taken_already": (
            _("The dose of {name} planned for {time} is recorded as taken already."),
            "",
            _("Change that record, or log the dose without a planned time."),
        ),
        "dose_answered_already": (
            _("The dose of {name} planned for {time} is recorded already."),
            "",
            _("Change that record instead."),
        ),
        "dose_still_to_come": (
            _("The time {time} is still to come."),
            _("A dose is logged when it was taken."),
            _("Check the day and the time."),
        ),
        "doubtful_dose": (_("Please look at this dose before it is stored."), "", ""),
        "implausible": (_("Please look at this before it is stored."), "", ""),
    }


def about_medicines() -> Sentences:
    """Medicines, their courses, tapers and stock."""
    return _about_names() | _about_courses()


def _about_names() -> Sentences:
    return {
        "no_such_medicine": (
            _("There is no medicine called “{name}” in this diary."),
            _("The diary has: {names}."),
            _("Check the spelling, or add the medicine first."),
        ),
        "no_medicine_yet": (
            _("There is no medicine called “{name}” in this diary."),
            "",
            _("Check the spelling, or add the medicine first."),
        ),
        "name_not_kept": (
            _("This name cannot be kept."),
            _("A name has 1 to {limit} characters on one line."),
            _("Type it again."),
        ),
        "medicine_there_already": (
            _("{name} is in the diary already."),
            "",
            _("Change its dose, or choose another name."),
        ),
        "stock_needs_strength": (
            _("Stock is counted by strength."),
            "",
            _("Say the strength as well."),
        ),
        "strength_not_said": (
            _("It is not clear which tablets came."),
            _("{name} comes as: {names}."),
            _("Say the strength."),
        ),
        "amounts_do_not_fit": (
            _("The recorded amounts of {name} do not fit these strengths."),
            _("For example {amount}."),
            _("Keep the unit, or add it as another medicine."),
        ),
        "no_such_question": (
            _("No question {n} waits."),
            "",
            _("To see them with their numbers: dose-diary question list"),
        ),
        "no_visit": (
            _("No visit to the doctor is in the diary."),
            "",
            _("Enter one: dose-diary visit add DAY. Or name the days with --from."),
        ),
        "no_medicine_today": (
            _("No medicine in this diary is taken today."),
            "",
            _("Add one first: the card says what is taken."),
        ),
    }


def _about_courses() -> Sentences:
    return {
        "no_course_then": (_("{name} has no course on {day}."), "", ""),
        "no_course_from_then_on": (_("{name} has no course on or after {day}."), "", ""),
        "last_day_first": (
            _("The last day lies before the first."),
            "",
            _("Check the two dates."),
        ),
        "span_backwards": (
            _("The last day lies before the first."),
            _("From {first} until {last}."),
            _("Check the two dates."),
        ),
        "on_hold_already": (_("{name} is on hold on that day already."), "", ""),
        "not_on_hold": (_("{name} is not on hold and was not stopped."), "", ""),
        "two_courses_at_once": (
            _("Two courses would be in force on the same day."),
            _("Another course of {name} covers {day}."),
            _("Use a change from a date instead."),
        ),
        "first_step_fixed": (
            _("The first day of these steps cannot be altered."),
            _("What was taken before ends where they begin."),
            _("Undo the plan, or write the steps down as a new plan."),
        ),
        "no_taper": (_("{name} has no taper plan."), "", ""),
    }


def about_records(n: int) -> Sentences:
    """Symptoms, notes, falls, flags, questions, visits; `n` is what the sentence counts."""
    return _about_log() | _about_answers() | _about_texts(n)


def _about_log() -> Sentences:
    return {
        "still_to_come": (
            _("The time {time} is still to come."),
            "",
            _("Check the day and the time."),
        ),
        "visit_still_to_come": (
            _("{day} is still to come."),
            "",
            _("Enter a visit when it has been."),
        ),
        "several_records": (
            _("Several records begin with {id}."),
            "",
            _("Type more of the id."),
        ),
        "no_such_record": (_("There is no record {id}."), "", _("`list` shows the ids.")),
        "no_such_row": (_("There is no such record."), "", ""),
        "removed_already": (_("This record was removed before."), "", ""),
        "not_removed": (_("This record is in the log."), "", ""),
        "nothing_to_undo": (_("There is nothing to undo."), "", ""),
        "nothing_to_redo": (_("There is nothing to redo."), "", ""),
        "changed_outside": (
            _("This change cannot be undone."),
            _("The record was changed since, by another program."),
            _("Correct the record by hand."),
        ),
    }


def _about_answers() -> Sentences:
    return {
        "not_on_the_list": (
            _("“{id}” is not on the list."),
            "",
            _("On the list: {names}."),
        ),
        "no_such_fact": (
            _("There is no fact called “{id}”."),
            "",
            _("The facts are: {names}."),
        ),
        "no_answer_to_fact": (_("“{given}” is no answer."), "", _("Say yes, no or unknown.")),
        "no_telephone_number": (
            _("“{given}” is not a telephone number."),
            "",
            _("Write it as you would dial it, for example +49 30 1234567."),
        ),
        "no_such_phone": (
            _("There is no number of the kind “{given}”."),
            "",
            _("Kinds: {names}."),
        ),
        "reason_needed": (
            _("A reason is needed."),
            _("It is kept with the flag."),
            _("Write why."),
        ),
        "no_such_flag_waits": (
            _("No flag called {id} is waiting."),
            "",
            _("`flags` lists them."),
        ),
        "check_empty": (
            _("No question is answered yet."),
            "",
            _("Answer one, or press None of these."),
        ),
        "no_check_begun": (
            _("This check was undone."),
            "",
            _("Answer its question again."),
        ),
        "no_such_check_question": (
            _("The safety check has no question called {unknown}."),
            "",
            _("Its questions are: {names}."),
        ),
    }


def _about_texts(n: int) -> Sentences:
    return {
        "question_empty": (_("The question is empty."), "", _("Write something first.")),
        "note_empty": (_("The note is empty."), "", _("Write something first.")),
        "text_too_long": (
            _("The text is too long."),
            ngettext(
                "It has {n} character; {limit} fit.", "It has {n} characters; {limit} fit.", n
            ),
            _("Shorten it, or make two notes of it."),
        ),
        "no_note_language": (
            _("“{given}” is not a language that can be chosen here."),
            "",
            _("Languages: {known}."),
        ),
        "text_not_kept": (
            _("The text holds a character that cannot be kept."),
            "",
            _("Type it again."),
        ),
        "period_too_short": (_("A period has at least one month."), "", ""),
        "no_such_format": (_("There is no format called {form}."), "", ""),
        "no_such_chart": (_("There is no chart called {kind}."), "", ""),
        "nothing_planned_then": (
            _("No medicine has planned doses on these days."),
            "",
            _("Choose other days."),
        ),
        "too_many_symptoms": (
            ngettext(
                "A chart shows at most {n} symptom.", "A chart shows at most {n} symptoms.", n
            ),
            "",
            _("Name fewer."),
        ),
    }
