"""What cannot be opened, written, restored or brought in."""

from __future__ import annotations

from diary_app.text import _, ngettext

Sentences = dict[str, tuple[str, str, str]]


def about_files(n: int) -> Sentences:
    """The diary's own file and its backups; `n` is what the sentence counts."""
    return (
        _about_opening() | _about_lock() | _about_storing(n) | _about_damage(n) | _about_backups()
    )


def _about_opening() -> Sentences:
    other = _(
        "The file was not changed. If it was your diary: dose-diary rescue FILE -o NEW saves what "
        "can be read, dose-diary restore BACKUP goes back to a backup."
    )
    return {
        "no_diary": (_("There is no diary at {path}."), "", ""),
        "not_a_diary": (_("{path} is not a diary."), "{why}", other),
        "not_a_file": (_("It is a folder or a device, not a file."), "", ""),
        "file_empty": (_("The file is empty: a copy or a disk may have failed."), "", ""),
        "file_of_another_kind": (
            _("It is a file of another kind, or its beginning is damaged."),
            "",
            "",
        ),
        "database_of_another_program": (_("It is a database of another program."), "", ""),
        "diary_not_readable": (
            _("The diary {path} cannot be read."),
            _("The system refuses: {reason}."),
            _("Check that the file belongs to you, then try again."),
        ),
        "diary_of_newer_version": (
            _("The diary {path} was written by a newer Dose Diary."),
            _("Its version is {theirs}; this program knows up to {ours}."),
            _("Update Dose Diary, then open the diary again. The file was not changed."),
        ),
        "real_diary": (_("{path} is a real diary."), "", _("Name another folder for the demo.")),
    }


def _about_lock() -> Sentences:
    return {
        "key_needed": (
            _("The diary {path} is locked."),
            "",
            _("It opens with its passphrase or its recovery code."),
        ),
        "key_wrong": (
            _("That does not open the diary {path}."),
            _("The file shows no damage where it can be told."),
            _(
                "Big letters, spaces and the language of the keys matter. Try again, or use the "
                "recovery code. Nothing was changed."
            ),
        ),
        "passphrase_empty": (_("The passphrase is empty."), "", _("Type at least one character.")),
        "code_group_wrong": (
            _("There is a slip in group {n} of the recovery code: “{group}”."),
            "",
            _("Compare this group with your paper, and type it again."),
        ),
        "locked_already": (
            _("The diary {path} is locked already."),
            "",
            _("To give it another passphrase: dose-diary lock change"),
        ),
        "not_locked": (
            _("The diary {path} is not locked."),
            "",
            _("To give it a passphrase: dose-diary lock set"),
        ),
        "extra_missing": (
            _("This needs a part that was not installed: {name}."),
            "",
            _("Install it: pip install 'dose-diary[{extra}]', or pip install {name}."),
        ),
        "engine_cannot_lock": (
            _("This program cannot open a locked diary here."),
            _("Its SQLite is not SQLCipher."),
            _("Install Dose Diary again, or open the file on another computer."),
        ),
        "nothing_plain": (_("No file that anyone can read was left."), "", ""),
    }


def _about_storing(n: int) -> Sentences:
    return {
        "locked": (
            _("The diary {path} is in use by another program."),
            ngettext("It stayed locked for {n} second.", "It stayed locked for {n} seconds.", n),
            _("Close the other program or wait for it, then try again. Nothing was changed."),
        ),
        "disk_full": (
            _("The disk with {path} is full."),
            _("There was no room to store the change: it is not stored."),
            _("Free some space on this disk, then save again."),
        ),
        "disk_failing": (
            _("The disk with {path} did not answer as it should."),
            _("It may be full, unplugged or failing. The change is not stored."),
            _("Check the disk, free some space, then try again."),
        ),
        "program_incomplete": (
            _("The file {name}, which belongs to the program, cannot be read."),
            _("Dose Diary is not installed completely, or its folder was changed."),
            _("Install it again. Your diary is a file of its own and is not touched by that."),
        ),
        "perhaps_stored": (
            _("The disk with {path} did not answer as it should while this was stored."),
            _("It may already be stored, and may be lost again in a power cut."),
            _("Look at Today before you enter it again; check the disk and make a backup."),
        ),
        "file_read_only": (
            _("{path} cannot be changed."),
            _("The file, its folder or the disk is read-only, or belongs to someone else."),
            _("Allow writing to the file and its folder, then try again."),
        ),
        "diary_moved": (
            _("The diary is no longer at {path}."),
            _("It was moved, replaced or deleted while it was open; the change is not in it."),
            _("Put the file back, or restore a backup, then open the diary again."),
        ),
    }


def _about_damage(n: int) -> Sentences:
    rescue = _(
        "The file was not changed. What is sound of it can be saved: "
        "dose-diary rescue FILE -o NEW; or restore the latest backup."
    )
    return {
        "damaged": (
            _("The diary {path} is damaged."),
            _("What is read from it could be wrong."),
            rescue,
        ),
        "damaged_thus": (_("The diary {path} is damaged."), "{damage}", rescue),
        "only_to_be_read": (
            _("Nothing can be stored here."),
            _("This is what could be read of a damaged diary."),
            _("Save it into a new diary first, or restore the latest backup."),
        ),
        "nothing_sound": (
            _("Nothing of {path} can be read."),
            _("No record in it is as it was stored."),
            _("Restore the latest backup. The file was not changed."),
        ),
        "row_differs": (_("A record in {table} is not as it was stored."), "", ""),
        "trail_incomplete": (_("Entries of the trail are missing."), "", ""),
        "records_unexplained": (
            ngettext(
                "{n} record is not as the trail left it.",
                "{n} records are not as the trail left them.",
                n,
            ),
            "",
            "",
        ),
        "copy_damaged": (
            _("{path} is damaged."),
            "{damage}",
            _("Keep the file, and use another backup."),
        ),
        "beginning_damaged": (
            _("The passphrase is right, but the beginning of the file is damaged."),
            "",
            "",
        ),
        "structure_damaged": (_("The structure of the file is damaged."), "", ""),
        "tables_of_no_version": (
            _("The tables are not those of a diary of version {version}."),
            "",
            "",
        ),
        "records_without_parent": (
            ngettext(
                "{n} record belongs to a medicine or an edit that is not there.",
                "{n} records belong to a medicine or an edit that is not there.",
                n,
            ),
            "",
            "",
        ),
    }


def _about_backups() -> Sentences:
    return {
        "backup_differs": (
            _("The backup does not hold what the diary holds."),
            _("The disk of {folder} may be failing."),
            _("Make the backup in another folder."),
        ),
        "step_folder_missing": (
            _("The copies of your other computers cannot be seen."),
            _("The folder {folder} is not there. Is the stick plugged in?"),
            _("Plug it in, or name another folder in Settings."),
        ),
        "step_folder_own": (
            _("{folder} cannot be the folder that your computers share."),
            _("The diary itself lies there."),
            _("Name another folder."),
        ),
        "step_of_another": (
            _("{path} was not joined."),
            _("It is not a copy of this diary. It may be of somebody else."),
            _("If it is yours, bring it in by hand: Settings, Bring in a file."),
        ),
        "step_locked": (
            _("{path} was not joined."),
            _("It is locked, and its passphrase is not known here."),
            _("The command “dose-diary import” asks for the passphrase of a copy."),
        ),
        "step_not_whole": (
            _("{path} was not joined."),
            _("It is no whole diary. The folder may not be up to date yet."),
            _("Nothing to do now: it is tried again later."),
        ),
        "second_folder_missing": (
            _("There is no backup in {folder}."),
            _("The folder is not there. Is the stick plugged in?"),
            _("Plug it in, or name another folder. The backup beside the diary is made."),
        ),
        "file_there": (_("{path} is there already."), "", _("Name a file that is not there.")),
        "diary_not_replaced": (
            _("{path} cannot be replaced."),
            _("It is the backup itself, or not a file."),
            _("Choose where the diary should be."),
        ),
    }


def about_disk() -> Sentences:
    """What the system refuses about a file that leaves the program."""
    what = _("{path} cannot be written.")
    elsewhere = _("Choose another place for it.")
    return {
        "not_written": (
            what,
            _("The system refuses: {reason}."),
            _("Choose a folder you may write to, with room on its disk, and try again."),
        ),
        "no_folder": (
            what,
            _("There is no folder {folder}."),
            _("Make the folder first, or choose another one."),
        ),
        "folder_not_empty": (
            _("{path} is there already, and not an empty folder."),
            _("The files go into a folder of their own."),
            _("Name a new folder."),
        ),
        "folder_of_that_name": (
            what,
            _("There is a folder of that name."),
            _("Give the file another name."),
        ),
        "file_for_folder": (what, _("A file stands where a folder should be."), elsewhere),
        "not_permitted": (
            what,
            _("The system does not permit it."),
            _("Close the file where it is open, or choose a folder you may write to."),
        ),
        "read_only_disk": (what, _("That disk can only be read."), elsewhere),
        "no_room": (
            what,
            _("There is no room left for it."),
            _("Make room on that disk, or choose another place. What was there is unchanged."),
        ),
        "no_such_place": (
            _("{path} leads nowhere."),
            _("Its links lead in a circle, or there is no home folder."),
            _("Name the file itself."),
        ),
        "diary_there": (
            what,
            _("A diary or a database is there, and that is never written over."),
            _("Give the file another name."),
        ),
        "name_too_long": (what, _("Its name is too long."), _("Give it a shorter name.")),
    }


def about_exchange() -> Sentences:
    """What cannot be brought in."""
    return {
        "import_refused": (
            _("The file cannot be imported."),
            "{why}",
            _("Nothing was changed."),
        ),
        "import_into_records": (
            _("This diary has records already."),
            _("An import goes into an empty diary unless told to merge."),
            _("Use --merge, or a new file with --db."),
        ),
        **_about_foreign(),
        "not_json": (_("It is not sound JSON."), "", ""),
        "not_json_there": (
            _("It is not sound JSON at line {line}, column {column}."),
            "",
            "",
        ),
        "not_an_export": (_("It is not an exported diary."), "", ""),
        "export_of_another_version": (
            _("It was written by another version (its schema is {schema})."),
            "",
            "",
        ),
        "tables_unreadable": (_("Its tables cannot be read."), "", ""),
        "table_unreadable": (_("Its table {table} is not a list of records."), "", ""),
        "no_such_table": (_("There is no table {names}."), "", ""),
        "row_unsound": (
            _("The record {id} in {table} is not sound; it is number {number} there."),
            "",
            "",
        ),
        "row_twice": (
            _("The record {id} is in {table} twice; the second is number {number} there."),
            "",
            "",
        ),
        "trail_unreadable": (_("Its trail cannot be read, at edit {number}."), "", ""),
        "trail_not_followed": (_("Its trail cannot be followed."), "", ""),
        "trail_differs": (_("Its records in {table} are not what its trail says."), "", ""),
    }


def _about_foreign() -> Sentences:
    """Why a file of another program is refused whole, with what it is or may be."""
    said = {
        "file_too_large": _("It is larger than {limit} MB."),
        "not_text": _("It is not text in UTF-8, from byte {place} on."),
        "csv_unsound": _("It is not a sound table from line {line} on."),
        "json_too_deep": _("Its lists are nested too deep."),
        "json_of_another_kind": _("It is JSON of no program that is known here; it has: {names}."),
        "xml_of_another_kind": _("It is XML, but not an export of Apple Health."),
        "xml_unsound": _("It is not sound XML at line {line}, column {column}."),
        "xml_too_deep": _("Its parts are nested too deep at line {line}."),
        "xml_entities": _("It has entities of its own at line {line}: they are not safe to read."),
        "zip_of_another_kind": _(
            "It is a ZIP of several files that no known program writes: {names}. "
            "Unpack it and take the one that holds the records."
        ),
        "is_a_picture": _("It is a picture: there are no records in it to read."),
        "is_parquet": _(
            "It is a Parquet table for who reads many diaries. The file that brings "
            "everything back is the one of `export json`."
        ),
        "is_packed": _("It is packed in a way that is not read here. Unpack it first."),
        "is_a_spreadsheet": _(
            "It is a spreadsheet or another office file. Save it as CSV there, and bring that in."
        ),
        "is_a_page": _("It is a web page, a paper to read, not a file of records."),
        "is_cda": _("It is a clinical document (CDA), which is not read here."),
        "is_a_calendar": _("It is a calendar: it holds what is planned, and no records."),
        "is_our_dictionary": _(
            "It is the list of columns that stands beside the table of this diary. Bring in "
            "the table itself."
        ),
        "is_plain_text": _("It is plain text, not a table. It begins with: {names}"),
        "table_most_like": _(
            "It is a table most like one of {program}, but with other columns: {names}. "
            "Say which column is what to bring it in."
        ),
        "json_most_like": _("It is JSON most like that of {program}, but it has: {names}."),
        "zip_unsound": _("It is a damaged ZIP."),
        "is_a_database": _("It is a database. A copied diary is opened, restored or joined."),
        "is_a_paper": _("It is a PDF: a paper to read, not a file of records."),
        "is_our_table": _(
            "It is the table that this diary writes for spreadsheets. The file that brings "
            "everything back is the one of `export json`."
        ),
        "is_drip": _("It is a table of drip. Say which column is what to bring one in."),
        "table_of_another_kind": _(
            "It is a table of no program that is known here; its columns: {names}. "
            "Say which column is what to bring it in."
        ),
        "map_without_date": _("The map names no column of the date."),
        "map_unreadable": _("The map cannot be read at “{name}”."),
        "column_missing": _("The table has no column “{name}”. It has: {names}."),
    }
    return {kind: (what, "", "") for kind, what in said.items()}
