"""What stands in files beside the diary: the calendar, and the note beside the backups."""

from __future__ import annotations

from diary_app.text import _


def reminder_without_name() -> str:
    """A reminder in a calendar that others read: it names no medicine."""
    return _("Time for your diary")


def pump_alarm() -> str:
    """The day on which a pump gives its alarm: without the word, for a calendar others read."""
    return _("Alarm date: see your diary")


def pump_refill() -> str:
    """The last day for the refill of a pump."""
    return _("Refill by today: see your diary")


def supply_refill() -> str:
    """The day on which the next supply can be fetched."""
    return _("Fetch the next supply: see your diary")


def visit_to_come() -> str:
    """The next visit to the doctor."""
    return _("Visit: print the summary of your diary")


def how_to_restore() -> str:
    """The note beside the backups, for whoever finds them."""
    return _(
        "These files are backups of your Dose Diary. Each one is the whole diary on its day;\n"
        "the highest number is the latest.\n"
        "\n"
        "To go back to one of them: close Dose Diary, then run\n"
        "\n"
        "    dose-diary restore FILE\n"
        "\n"
        "The diary you have now is kept beside the restored one.\n"
        "\n"
        "Without Dose Diary: each file is an ordinary SQLite database. Any SQLite program opens\n"
        "it, for example\n"
        "\n"
        '    sqlite3 FILE "SELECT * FROM doses ORDER BY recorded_utc"\n'
        "\n"
        "A backup of a diary with a passphrase opens with the passphrase it had on that day, or\n"
        "with the recovery code of that passphrase. Without Dose Diary: any program for\n"
        "SQLCipher 4 opens it, for example\n"
        "\n"
        "    sqlcipher FILE\n"
        "    PRAGMA key = 'your passphrase';\n"
    )


def unnamed_medicine() -> str:
    """What a medicine is called whose own name a damaged file does not tell."""
    return _("Medicine {n}, its name could not be read")
