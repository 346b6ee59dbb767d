"""A value as it was typed that cannot be used: what happened, and what to do."""

from __future__ import annotations

from diary_app.text import _

Sentences = dict[str, tuple[str, str]]


def about_amounts() -> Sentences:
    """Amounts, numbers and units: what happened, what to do."""
    return {
        "no_unit": (_("“{given}” has no unit."), _("Say it with its unit: 10 mg, ½ tablet, 5 mL.")),
        "unknown_unit": (
            _("The unit of “{given}” is not known."),
            _("Units: mg, mcg, g, mL, tablet, capsule, drop, puff, unit."),
        ),
        "unreadable_number": (
            _("“{given}” cannot be read as an amount."),
            _("Write it like 10 mg, 2.5 mg or ½ tablet."),
        ),
        "ambiguous_number": (
            _("“{given}” could be a thousand or one."),
            _("Write 1000 for a thousand, 1 for one."),
        ),
        "not_positive": (
            _("“{given}” is nothing."),
            _("An amount is more than zero. A dose not taken is skipped or missed."),
        ),
        "number_out_of_range": (_("“{given}” is out of range."), _("Check the number.")),
    }


def about_times() -> Sentences:
    """Times, days, spans and zones."""
    return {
        "unknown_zone": (
            _("The time zone “{given}” is not known."),
            _("Use a name like Europe/Berlin."),
        ),
        "unreadable_time": (_("“{given}” is not a time."), _("Write it like 14:05, 8:30 or 2 pm.")),
        "unreadable_day": (
            _("“{given}” is not a day."),
            _("Write it like 2026-11-22, 22 nov, yesterday or -2d."),
        ),
        "day_too_far": (
            _("The day in “{given}” is too far away."),
            _("Check the year: it lies between 1900 and 2199."),
        ),
        "unreadable_span": (
            _("“{given}” is not a length of time."),
            _("Write it like 8h, 30m or 1h30m."),
        ),
        "time_twice": (
            _("“{given}” comes twice that night: the clocks were put back."),
            _(
                "The first or the second? Write “first” or “second” before the time, or its "
                "offset, as in 2026-10-25T02:30+01:00."
            ),
        ),
        "time_left_out": (
            _("“{given}” did not come that night: the clocks were put forward past it."),
            _("Write a time before or after that, as the clock showed it."),
        ),
        "unreadable_when": (
            _("“{given}” is not a moment."),
            _("Write it like 14:05, 8 am, -20m, “yesterday 20:00” or 2026-11-22T14:05+01:00."),
        ),
        "no_offset": (
            _("“{given}” has no offset from UTC."),
            _("Write it like 2026-11-22T14:05+01:00."),
        ),
    }


def about_plans() -> Sentences:
    """Units of a medicine, scales, steps of a taper, and what `_about_body` has."""
    return _about_body() | {
        "units_do_not_convert": (
            _("These units do not convert: {given}."),
            _("Use the unit of the medicine's strength."),
        ),
        "several_strengths": (
            _("“{given}” could be of several strengths."),
            _("Say the amount in mg."),
        ),
        "unit_of_other_form": (
            _("“{given}” is not a unit of this medicine."),
            _("Use the unit of its strength."),
        ),
        "concentration_needed": (
            _("“{given}” does not say in how much liquid."),
            _("Write it like 5 mg/5 mL."),
        ),
        "unknown_substance": (
            _("The diary knows no substance called “{given}”."),
            _("Say --substance baclofen, or --substance none."),
        ),
        "value_outside_scale": (
            _("“{given}” is not a value of this symptom's scale."),
            _("What is treated: 0 to 10. Side effects: 0 to 4, or none, mild, moderate, severe."),
        ),
        "taper_without_steps": (_("A plan needs at least one step."), ""),
        "taper_steps_out_of_order": (
            _("The steps do not follow each other in the order of their days."),
            _("Write each step once, from the first day to the last."),
        ),
        "taper_not_begun": (_("The plan has not begun on {given}."), _("Choose a later day.")),
    }


def _about_body() -> Sentences:
    """Areas of the body, own things, clinic measures."""
    return {
        "no_such_region": (
            _("“{given}” is not an area of the body that the diary knows."),
            _("The command “regions” lists them, such as left leg or neck."),
        ),
        "no_such_measure": (
            _("“{given}” is not something that is measured here."),
            _("One of: spasm_frequency, troubled, change_since_visit, goal."),
        ),
        "no_such_day_part": (
            _("“{given}” is not a part of the day."),
            _("One of: waking, morning, midday, afternoon, evening, night."),
        ),
        "value_outside_measure": (
            _("“{given}” is not a value of this measure."),
            _("The command “measure list” shows the values."),
        ),
        "own_name_not_kept": (
            _("“{given}” cannot be the name of something to track."),
            _("A name has 1 to 60 signs on one line, with no comma."),
        ),
        "own_unit_not_kept": (
            _("“{given}” cannot be a unit."),
            _("A unit is short, such as kg, °C or steps."),
        ),
        "unreadable_count": (
            _("“{given}” is not a number."),
            _("Write it like 72.5 or 1200."),
        ),
        "not_a_count": (
            _("“{given}” is not a count."),
            _("Write how many times it was: 0, 1, 2 and so on."),
        ),
    }
