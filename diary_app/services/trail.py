"""The trail: every change ever made, undo and redo."""

from __future__ import annotations

from diary_app.services.diary import Diary
from diary_app.storage.trail import Change, TrailEntry

__all__ = ["Change", "TrailEntry", "entries", "redo", "redo_label", "undo", "undo_label"]


def entries(diary: Diary) -> list[TrailEntry]:
    """Every edit, undo and redo, oldest first."""
    return diary.file.trail()


def undo(diary: Diary) -> str:
    """Take back the latest change; its label. Raises NotFound for none."""
    return diary.file.undo()


def redo(diary: Diary) -> str:
    """Bring back what undo took last; its label. Raises NotFound for none."""
    return diary.file.redo()


def undo_label(diary: Diary) -> str | None:
    """The label of the change that undo would take back, None for none."""
    return diary.file.undo_label()


def redo_label(diary: Diary) -> str | None:
    """The label of the change that redo would bring back, None for none."""
    return diary.file.redo_label()
