"""The files that come with the program. One that cannot be read is said, it is no fault of ours."""

from __future__ import annotations

from diary_app import resources
from diary_app.errors import DiaryError


def read_shipped(name: str) -> str:
    """The text of the shipped file `name`. Raises DiaryError where it is gone or cannot be read."""
    try:
        return resources.read_text(name)
    except (OSError, UnicodeError) as error:
        raise DiaryError("program_incomplete", name=name) from error
