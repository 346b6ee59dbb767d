"""The settings by the names that a person knows them by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diary_app.text import _, ngettext


def setting_names(names: Iterable[str]) -> str:
    """The settings in one line. One without a name of its own is named as the file has it."""
    known = {
        "name": _("name"),
        "born": _("birthday"),
        "doctor_phone": _("doctor's number"),
        "emergency_phone": _("emergency number"),
        "clinic_phone": _("pump clinic's number"),
        "pharmacist_phone": _("pharmacist's number"),
        "poison_centre_phone": _("poison centre's number"),
        "crisis_line_phone": _("crisis line's number"),
        "also_taken": _("what else is taken"),
        "country": _("country"),
        "paper": _("paper size"),
        "other_medicines": _("other medicines"),
        "history": _("illnesses and allergies"),
        "next_of_kin": _("next of kin"),
        "allergies": _("allergies"),
        "out_of_hours_phone": _("number out of hours"),
        "pump_model": _("model of the pump"),
        "pump_place": _("where the pump sits"),
        "next_visit": _("next visit"),
        "carer_name": _("who helps"),
        "help_after": _("when to ask whether a dose helped"),
        "reminders": _("reminders"),
        "remind_before": _("when a reminder comes"),
        "remind_again": _("when a reminder comes again"),
        "name_medicine": _("what a reminder names"),
        "supply_leads": _("when a refill is told of"),
        "stay_in_tray": _("whether the window stays in the tray"),
        "notes_languages": _("languages of notes"),
        "tiles": _("symptoms shown first"),
        "last_backup": _("day of the last backup"),
        "backup_folder": _("second folder for backups"),
    }
    return ", ".join(known.get(name, name.replace("_", " ")) for name in names)


def odd_words(names: Sequence[str]) -> str:
    """What is said of settings that cannot be used, "" for none."""
    if not names:
        return ""
    return ngettext(
        "This setting cannot be read and stands as it was at first: {names}. "
        "Set it again; nothing else of the diary is touched.",
        "These settings cannot be read and stand as they were at first: {names}. "
        "Set them again; nothing else of the diary is touched.",
        len(names),
    ).format(names=setting_names(names))
