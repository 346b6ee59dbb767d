"""A table of no known program: what its columns are, its days and its words mean."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary_app.exchange.any_csv import COLUMNS, Mapping
from diary_app.exchange.day_forms import day_in
from diary_app.exchange.table_guess import Table, completed
from diary_app.frozen import dataclass
from diary_app.services import tables
from diary_app.services.diary import Diary
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import field as titled
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import full_day

NOTHING = ""


@dataclass(frozen=True)
class Mapped:
    """A table that was chosen, and what has been said of its columns so far."""

    path: Path
    data: bytes
    table: Table
    mapping: Mapping


def table_of(diary: Diary, path: Path, data: bytes) -> Mapped:
    """The table in the file, with what was said the last time of one of the same columns."""
    table = tables.look(data)
    return Mapped(path, data, table, tables.proposed(diary, table))


class TableCard(Card):
    """`map` is the table with other answers, or none; `read` is one whose columns are said."""

    map = Signal(object)
    read = Signal(object)

    def __init__(self, session: Session, waiting: Mapped) -> None:
        super().__init__(gap=14)
        self._session, self._waiting = session, waiting
        self.add(
            heading(_("A table")),
            Runs(
                _("{file}: please say what stands in each column.").format(file=waiting.path.name)
            ),
            *(self._column(name) for name in waiting.table.columns),
            *self._days(),
            *self._words(),
        )
        back = way(_("Do not bring anything in"))
        back.chosen.connect(lambda: self.map.emit(None))
        missing = self._missing()
        if missing:
            self.add(Runs(missing, "muted"), row(back))
            return
        look = way(_("Look at what would come in"))
        look.chosen.connect(lambda: session.keep(lambda: self.read.emit(self._waiting)))
        self.add(row(back, look))

    def _missing(self) -> str:
        columns, table = self._waiting.mapping.columns, self._waiting.table
        if "date" not in columns:
            return _("Which column holds the day?")
        if not table.days[columns["date"]]:
            return _("The days in “{name}” cannot be read.").format(name=columns["date"])
        if not self._waiting.mapping.day:
            return _("Say how the days are written.")
        if not columns.keys() & {"medicine", "amount", "symptom", "value", "note"}:
            return _("Which column holds a medicine, a symptom or a note?")
        return ""

    def _column(self, name: str) -> QWidget:
        said = {column: what for what, column in self._waiting.mapping.columns.items()}
        options: list[tuple[object, str]] = [(what, _what(what)) for what in COLUMNS]
        title = _("Column “{name}”").format(name=name)
        choice = Choice(
            [*options, (NOTHING, _("Leave it out"))],
            about=title,
            value=said.get(name, NOTHING),
            guarded=False,
        )
        choice.picked.connect(partial(self._say, name))
        cells = self._waiting.table.cells[name]
        hint = (
            _("For example: {cells}").format(cells=", ".join(cells)) if cells else _("It is empty.")
        )
        return titled(title, choice, hint=hint)

    def _days(self) -> list[QWidget]:
        """How the days are written, where the table leaves it open."""
        column = self._waiting.mapping.columns.get("date", "")
        forms = self._waiting.table.days.get(column, ())
        if len(forms) < 2:
            return []
        cell = self._waiting.table.cells[column][0].split()[0]
        options: list[tuple[object, str]] = []
        for form in forms:
            day = day_in(cell, form)
            if day is not None:
                options.append((form, full_day(day)))
        title = _("Which day is “{cell}”?").format(cell=cell)
        choice = Choice(options, about=title, value=self._waiting.mapping.day, guarded=False)
        choice.picked.connect(self._say_days)
        return [titled(title, choice)]

    def _words(self) -> list[QWidget]:
        """What each word in the column of the status means; one that is not said is not read."""
        column = self._waiting.mapping.columns.get("status", "")
        options: list[tuple[object, str]] = [
            ("taken", _("Taken")),
            ("skipped", _("Skipped")),
            ("missed", _("Missed")),
            ("unknown", _("Not known")),
        ]
        asked = list[QWidget]()
        for word in self._waiting.table.words.get(column, ()):
            title = _("What does “{word}” mean?").format(word=word)
            means = (self._waiting.mapping.status or {}).get(word.casefold())
            choice = Choice(options, about=title, value=means, guarded=False)
            choice.picked.connect(partial(self._say_word, word))
            asked.append(titled(title, choice))
        return asked

    def _say(self, column: str, what: object) -> None:
        columns = {
            each: name
            for each, name in self._waiting.mapping.columns.items()
            if name != column and each != what
        }
        if what != NOTHING:
            columns[str(what)] = column
        self._changed(replace(self._waiting.mapping, columns=columns))

    def _say_days(self, form: object) -> None:
        self._changed(replace(self._waiting.mapping, day=str(form)))

    def _say_word(self, word: str, means: object) -> None:
        said = {**(self._waiting.mapping.status or {}), word.casefold(): str(means)}
        self._changed(replace(self._waiting.mapping, status=said))

    def _changed(self, mapping: Mapping) -> None:
        whole = completed(mapping, self._waiting.table)
        self.map.emit(replace(self._waiting, mapping=whole))


def _what(column: str) -> str:
    return {
        "date": _("Day"),
        "time": _("Time"),
        "medicine": _("Medicine"),
        "amount": _("Amount"),
        "status": _("Taken or not"),
        "symptom": _("Symptom"),
        "value": _("Value"),
        "note": _("Note"),
    }[column]
