"""What the help says of each page of the window, and of the diary as a whole."""

from __future__ import annotations

from diary_app.frozen import dataclass
from diary_app.text import _


@dataclass(frozen=True)
class PageHelp:
    """What one can do on a page, a sentence or two each, and the keys of that page alone."""

    title: str
    lines: tuple[str, ...]
    keys: tuple[str, ...] = ()


def page_help(key: str) -> PageHelp:
    """The help of the page `key`. A key without a page raises KeyError."""
    return {
        "today": _today,
        "log": _log,
        "check": _check,
        "history": _history,
        "charts": _charts,
        "medicines": _medicines,
        "reports": _reports,
        "settings": _settings,
    }[key]()


def _today() -> PageHelp:
    return PageHelp(
        _("Today"),
        (
            _("The dose that is due stands on top. Taken now stores it with this minute."),
            _("Change… stores another amount or another time. Skip stores that you left it out."),
            _("A dose that nobody answered stays open: not recorded is not the same as missed."),
            _("A tile stores how you are: press it, then a number or a word."),
            _("A red card names something serious: what to do, and whom to call."),
        ),
        (_("Ctrl+1 to Ctrl+9: open a tile. Then 0 to 9, X for 10"),),
    )


def _log() -> PageHelp:
    return PageHelp(
        _("Log"),
        (
            _("Press a symptom, then a number or a word: it is saved at once."),
            _("Choose the day first if it was not today."),
            _("A note keeps your own words. It is read for serious symptoms, but not reliably."),
            _("A fall, an infection, heat or a new therapy has its own button below."),
        ),
        (_("Ctrl+N: write a note"), _("Ctrl+Left and Ctrl+Right: the day before and after")),
    )


def _check() -> PageHelp:
    return PageHelp(
        _("Safety check"),
        (
            _("Answer what you can. Yes and Not sure are stored at once, the rest with Save."),
            _("None of these answers No to every question in one press."),
            _("A question that is left open is kept as not asked."),
            _("A check without a Yes does not mean that nothing can be wrong."),
        ),
        (_("One question at a time: 1 is yes, 2 no, 3 not sure"),),
    )


def _history() -> PageHelp:
    return PageHelp(
        _("History"),
        (
            _("Every record can be changed or removed. What stood there before is kept."),
            _("The line at the top looks for words, medicines, symptoms, flags and days."),
            _("A dose of the last days that nobody answered can be answered here."),
        ),
        (_("Ctrl+D: go to a date"), _("Ctrl+Left and Ctrl+Right: the day before and after")),
    )


def _charts() -> PageHelp:
    return PageHelp(
        _("Charts"),
        (
            _("Choose what is drawn, and for which days. A day without a record stays empty."),
            _("Show as table gives the same numbers in rows."),
        ),
        (
            _("With the keys on the picture, Left and Right move from day to day"),
            _("Home and End: the first and the last day"),
        ),
    )


def _medicines() -> PageHelp:
    return PageHelp(
        _("Medicines"),
        (
            _("Change dose begins a new plan on a day and leaves the days before as they were."),
            _("Correct a mistake changes what was entered wrongly."),
            _("A taper is the plan that your doctor wrote. The diary never proposes a step."),
            _("Write down each refill, and the diary says when the supply will end."),
        ),
    )


def _reports() -> PageHelp:
    return PageHelp(
        _("Reports"),
        (
            _("The summary is made for a doctor who has one minute. Look at it before you print."),
            _("You choose the days and what is left in."),
            _("The other files are for programs and for the phone. Nothing is sent anywhere."),
        ),
        (_("Ctrl+P: print the summary"),),
    )


def _settings() -> PageHelp:
    return PageHelp(
        _("Settings"),
        (
            _("What you change here is kept at once."),
            _("A backup is made by itself. A second folder, on a stick, is better still."),
            _("A passphrase locks the diary. Without it and its recovery code nobody can open it."),
        ),
    )


def made_of() -> tuple[str, ...]:
    """Where what the diary knows comes from, and under which licences its parts are used."""
    return (
        _(
            "What it knows of medicines comes from two documents, from public labels and from "
            "papers. Each sentence has its source: Safety check, All that the documents say."
        ),
        _("Numbers of countries come from public lists. Confirm them before you rely on them."),
        _(
            "The program is under the MIT licence. Qt and PySide6: LGPL 3. Inter, its typeface: "
            "SIL Open Font License. SQLite: public domain. SQLCipher: BSD. matplotlib, typst, "
            "sqlite-utils and the others: licences that allow this use."
        ),
        _(
            "The patterns that read notes were tuned on sentences of the PsyTAR corpus (Zolnoori "
            "and others, 2019, CC BY 4.0), which is not part of the program."
        ),
        _("Codes sent to doctors: SNOMED CT Global Patient Set, LOINC, RxNorm."),
    )
