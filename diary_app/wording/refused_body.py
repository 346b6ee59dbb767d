"""What cannot be recorded: own things, lengths, clinic measures, goals, whether a dose helped."""

from __future__ import annotations

from diary_app.text import _

Sentences = dict[str, tuple[str, str, str]]


def about_body() -> Sentences:
    """What happened, why, what to do."""
    return _about_tracked() | _about_lengths() | _about_measures()


def _about_tracked() -> Sentences:
    return {
        "is_serious_symptom": (
            _("“{name}” means {symptom}, a serious symptom that the diary knows."),
            _("A thing of your own never raises a warning."),
            _("Record it as what it is: log symptom {id}."),
        ),
        "symptom_known": (
            _("The diary has “{name}” already: it is {symptom}."),
            "",
            _("Record it as that."),
        ),
        "tracked_already": (
            _("You track “{name}” already."),
            "",
            _("Choose another name, or log it."),
        ),
        "tracked_archived": (
            _("“{name}” was put away. Its records are kept."),
            "",
            _("Take it back with: track archive “{name}” --back."),
        ),
        "no_such_tracked": (
            _("You track nothing called “{name}”."),
            "",
            _("The command “track list” shows what you track."),
        ),
        "own_unit_missing": (
            _("A number needs a unit."),
            "",
            _("Say it with --unit, such as kg, °C or steps."),
        ),
        "own_unit_not_wanted": (
            _("Only a number has a unit."),
            "",
            _("Leave --unit out, or choose --scale number."),
        ),
    }


def _about_lengths() -> Sentences:
    return {
        "ends_before_it_begins": (
            _("The end, {time}, lies before the beginning."),
            "",
            _("Check the two times."),
        ),
        "nothing_goes_on": (
            _("Nothing called “{name}” is going on."),
            "",
            _("Look at today for what is."),
        ),
        "minutes_out_of_range": (
            _("The minutes are at most {limit}."),
            "",
            _("Check the number."),
        ),
        "no_dose_to_ask_about": (
            _("Record {id} is not a dose that was taken."),
            "",
            _("The command “list --kind dose” shows the ids."),
        ),
    }


def _about_measures() -> Sentences:
    return {
        "measure_out_of_range": (
            _("The value is {low} to {high}."),
            "",
            _("The command “measure list” shows what each value means."),
        ),
        "measure_without_parts": (
            _("This measure has no parts."),
            "",
            _("Leave --part out."),
        ),
        "no_such_goal": (
            _("There is no goal “{name}” now."),
            "",
            _("The command “goal list” shows your goals."),
        ),
        "several_goals": (
            _("Which goal is meant?"),
            _("Your goals: {names}."),
            _("Say it with --part and the first words of the goal."),
        ),
        "goal_not_kept": (
            _("This goal cannot be kept."),
            _("A goal has 1 to {limit} signs."),
            _("Write it in fewer words."),
        ),
        "goal_there_already": (_("“{name}” is a goal already."), "", ""),
        "too_many_goals": (
            _("There are {limit} goals already."),
            _("More than that is hard to speak of at a visit."),
            _("End one first."),
        ),
    }
