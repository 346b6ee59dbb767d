"""Reads a TOML file of ours field by field and refuses, by name, what is not as it must be."""

from __future__ import annotations

import re
import tomllib
from enum import Enum
from typing import Any, NoReturn, TypeVar

SCHEMA = 1
_ID = re.compile(r"[a-z][a-z0-9_]*")
_Choice = TypeVar("_Choice", bound=Enum)


class Malformed(ValueError):
    """The file is not as it must be: where, and a reason of the kind `not_an_id: 'X'`."""

    def __init__(self, place: str, field: str, reason: str) -> None:
        self.place, self.field = place, field
        super().__init__(f"{place}, {field}: {reason}")


class Table:
    """One table of the file. Each field is taken once; `done` refuses what is left over."""

    def __init__(self, place: str, fields: object) -> None:
        if not isinstance(fields, dict):
            raise Malformed(place, "table", "no_table")
        self.place, self._fields = place, dict(fields)

    def names(self) -> tuple[str, ...]:
        """The fields that are left, in the file's order."""
        return tuple(self._fields)

    def refuse(self, field: str, reason: str) -> NoReturn:
        """Refuse the file, naming this table and the field."""
        raise Malformed(self.place, field, reason)

    def take(self, field: str, kind: type, default: Any = ...) -> Any:
        """The field's value. Missing without a default, empty, or of another kind: refused."""
        value = self._fields.pop(field, default)
        if value is ...:
            self.refuse(field, "missing")
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(field, f"not_{kind.__name__}: {value!r}")
        if default is ... and value in ("", []):
            self.refuse(field, "empty")
        return value

    def word(self, field: str, default: Any = ...) -> str:
        """A text, with single spaces."""
        return " ".join(str(self.take(field, str, default)).split())

    def id(self, field: str = "id") -> str:
        """A name for code: lower-case letters, digits and underscores."""
        value = self.word(field)
        if not _ID.fullmatch(value):
            self.refuse(field, f"not_an_id: {value!r}")
        return value

    def words(self, field: str, default: Any = ...) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        values = self.take(field, list, default)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                self.refuse(field, f"not_words: {value!r}")
        return tuple(values)

    def choice(self, field: str, choices: type[_Choice]) -> _Choice:
        """One of the values of an enumeration."""
        value = self.word(field)
        try:
            return choices(value)
        except ValueError:
            known = ", ".join(str(choice.value) for choice in choices)
            self.refuse(field, f"not_one_of: {value!r}, {known}")

    def optional_choice(self, field: str, choices: type[_Choice]) -> _Choice | None:
        """One of the values of an enumeration, None where the field is not there."""
        return self.choice(field, choices) if field in self._fields else None

    def tables(self, field: str, default: Any = ...) -> tuple[Table, ...]:
        """A list of tables."""
        items = self.take(field, list, default)
        return tuple(Table(f"{field} {number}", item) for number, item in enumerate(items, 1))

    def named(self, field: str, default: Any = ...) -> tuple[Table, ...]:
        """The tables under `field`, each called by its own id, key or topic in a refusal."""
        tables = self.tables(field, default)
        for table in tables:
            name = next(
                (table._fields[n] for n in ("id", "key", "topic") if n in table._fields), ""
            )
            table.place = f"{field} {name!r}" if name else table.place
        return tables

    def done(self) -> None:
        """Refuse what nobody asked for: a misspelt field is not passed over."""
        for field in self._fields:
            self.refuse(field, "no_such_field")


def read_file(text: str) -> Table:
    """The whole file as one table, its schema checked and taken."""
    try:
        file = Table("file", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Malformed("file", "text", str(error)) from None
    if file.take("schema", int) != SCHEMA:
        file.refuse("schema", f"not_{SCHEMA}")
    return file
