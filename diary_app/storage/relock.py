"""Locking a diary, changing its key, taking the lock away: a checked copy takes its place."""

from __future__ import annotations

import os
from pathlib import Path

from diary_app import disk
from diary_app.errors import DiaryError
from diary_app.storage import engine, key, sound
from diary_app.storage.backup import second_name
from diary_app.storage.check import refuse_damaged, verified_rows
from diary_app.storage.copies import stamp
from diary_app.storage.diary_file import Clock
from diary_app.storage.key import Key
from diary_app.storage.migrations import NEWEST


def relock(path: Path, new: Key | None, clock: Clock) -> Path:
    """Lock the diary at `path`, which must be closed here, with the key `new`; None unlocks it.

    The file as it was is looked over from end to end and kept beside it as a backup,
    `…before-lock-<moment>.db`; its path is returned. The copy is looked over too before it takes
    the file's place in one step, so a crash leaves the one or the other. Raises DiaryError, and
    changes nothing, where either is not sound, or somebody is storing.
    """
    path = disk.followed(path)
    version = engine.examine(path, NEWEST)
    if new is not None:
        key.hold(new)
    # Both before the first is busy: opening a file ends every lock this program has on it.
    writer, reader = engine.connect(path), engine.connect(path)
    try:
        with disk.refusals(path), engine.translated(path), disk.unfinished(path) as draft:
            writer.execute("BEGIN IMMEDIATE")  # nobody else stores until the copy is in its place
            rows = refuse_damaged(reader, path, version)
            engine.copy_with_key(reader, draft, new)
            if verified_rows(draft) != rows or (engine.salt_of(draft) is None) != (new is None):
                raise DiaryError("backup_differs", folder=path.parent)
            sound.remember(sound.digest(draft))
            disk.sync(draft)
            kept = _kept(path, f"before-lock-{stamp(clock())}")
            engine.set_leftovers_aside(path)
            if os.name == "nt":  # an open file has no other put in its place there
                reader.close()
                writer.close()
            draft.replace(path)
            disk.sync_folder(path.parent)
    finally:
        reader.close()
        writer.close()
    return kept


def _kept(path: Path, why: str) -> Path:
    kept, again = path.with_name(f"{path.stem}.{why}{path.suffix}"), 1
    while not second_name(path, kept):
        again += 1
        kept = path.with_name(f"{path.stem}.{why}-{again}{path.suffix}")
    return kept
