"""Files that leave the program: private, whole or not there at all, kept through a power cut.

Every file that the diary writes goes through here, and what the system refuses is said in one way.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from diary_app.errors import DiaryError

# The names that `unfinished` gives, with the number of the process; older ones had none.
_UNFINISHED = re.compile(r"\..{1,40}\.(?:([0-9a-f]{1,8})-)?[0-9a-f]{32}(?:-journal)?")
# A file system that has no such thing as a flushed folder, or a folder that may not be opened.
_CANNOT_FLUSH = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM}


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that nobody else can read (0600). A crash leaves the old file or the new one.

    A link is followed. A device or a pipe is written to as it is. Raises DiaryError, and leaves
    what was there, where the file cannot be written.
    """
    with refusals(path):
        if _takes_a_stream(path):
            with path.open("wb", buffering=0) as stream:
                _write_all(stream.fileno(), content)
            return
        target = path.resolve()
        with unfinished(target) as draft:
            handle = os.open(draft, os.O_WRONLY)
            try:
                _write_all(handle, content)
                os.fsync(handle)
            finally:
                os.close(handle)
            draft.replace(target)
        sync_folder(target.parent)


def followed(path: Path) -> Path:
    """The whole of `path`, from the root on, with every link followed and `~` as the home folder.

    Raises DiaryError where the links lead in a circle, or there is no home folder.
    """
    try:
        return path.expanduser().resolve()
    except RuntimeError as error:  # Python's own for both, until 3.13
        raise DiaryError("no_such_place", path=path) from error
    except OSError as error:
        raise refusal(path, error) from error


def new_folder(folder: Path) -> None:
    """Make `folder`, open to nobody else. Raises DiaryError where something stands there."""
    with refusals(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise DiaryError("folder_not_empty", path=folder)
        make_folder(folder)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` by name into a new folder that nobody else can read: all of them or none.

    Raises DiaryError where something stands in a folder of that name, or it cannot be written.
    """
    with refusals(folder):
        target = folder.resolve()
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise DiaryError("folder_not_empty", path=folder)
        draft = target.with_name(f".{target.name[:40]}.{os.getpid():x}-{uuid.uuid4().hex}")
        draft.mkdir(mode=0o700)
        try:
            for name, content in files.items():
                write_whole(draft / name, content)
            if target.exists():
                target.rmdir()  # Windows gives no name that is taken, not even by an empty folder
            draft.rename(target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        sync_folder(target.parent)


def _takes_a_stream(path: Path) -> bool:
    """Whether `path` is a device or a pipe: putting a file in its place would destroy it."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    return not stat.S_ISREG(mode)


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, open to nobody else (0700)."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """An empty private file (0600) beside `path`, gone after the block unless it was renamed."""
    name = f".{path.name[:40]}.{os.getpid():x}-{uuid.uuid4().hex}"  # a longer name may not fit
    draft = path.with_name(name)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def trouble(path: Path) -> DiaryError | None:
    """Why no file can be written beside `path`, None where one can."""
    try:
        with refusals(path), unfinished(path) as draft:
            draft.write_bytes(bytes(4096))  # the name alone may fit where nothing else does
    except DiaryError as error:
        return error
    return None


def clear_unfinished(folder: Path) -> None:
    """Take away the unfinished files in `folder` whose program was killed, and their journals."""
    try:
        found = [(path, _UNFINISHED.fullmatch(path.name)) for path in folder.iterdir()]
    except OSError:
        return
    for path, name in found:
        if name and not _runs(int(name[1] or "0", 16)):
            with suppress(OSError):  # on Windows: still open somewhere
                path.unlink()


def _runs(process: int) -> bool:
    if process == 0 or os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is someone else's
        return True
    return True


def give_name(draft: Path, path: Path) -> bool:
    """Rename `draft` to `path`, never replacing a file: False where `path` is taken."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            return False
        draft.rename(path)
    sync_folder(path.parent)
    return True


def sync(path: Path) -> None:
    """Make the content of a file survive a power cut."""
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can."""
    if os.name != "posix":
        return  # Windows cannot, and need not, flush a folder
    try:
        sync(folder)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses about `path` into a DiaryError in plain words."""
    try:
        yield
    except OSError as error:
        raise refusal(path, error) from error


def refusal(path: Path, error: OSError) -> DiaryError:
    """What the system refused about `path`."""
    kind = _KINDS.get(error.errno)
    if kind is None:
        return DiaryError("not_written", path=path, reason=error.strerror or "")
    return DiaryError(kind, path=path, folder=path.parent)


_KINDS: dict[int | None, str] = {
    errno.ENOENT: "no_folder",
    errno.EISDIR: "folder_of_that_name",
    errno.ENOTDIR: "file_for_folder",
    errno.EEXIST: "file_for_folder",
    errno.EACCES: "not_permitted",
    errno.EPERM: "not_permitted",
    errno.EROFS: "read_only_disk",
    errno.ENOSPC: "no_room",
    errno.EDQUOT: "no_room",
    errno.EFBIG: "no_room",
    errno.ENAMETOOLONG: "name_too_long",
}
