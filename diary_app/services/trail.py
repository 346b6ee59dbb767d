"""The trail: every change ever made, undo and redo."""

from __future__ import annotations

from diary_app.services.diary import Diary
from diary_app.storage.trail import Change, DoneEdit, TrailEntry

__all__ = ["Change", "DoneEdit", "TrailEntry", "entries", "redo", "to_redo", "to_undo", "undo"]


def entries(diary: Diary) -> list[TrailEntry]:
    """Every edit, undo and redo, oldest first."""
    return diary.file.trail()


def undo(diary: Diary) -> DoneEdit:
    """Take back the latest change; what it had done. Raises NotFound for none."""
    return diary.file.undo()


def redo(diary: Diary) -> DoneEdit:
    """Bring back what undo took last; what it does again. Raises NotFound for none."""
    return diary.file.redo()


def to_undo(diary: Diary) -> DoneEdit | None:
    """The change that undo would take back, None for none."""
    return diary.file.to_undo()


def to_redo(diary: Diary) -> DoneEdit | None:
    """The change that redo would bring back, None for none."""
    return diary.file.to_redo()
