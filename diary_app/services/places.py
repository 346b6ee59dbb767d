"""Whether the diary lies where others write too: a cloud folder, a network disk; copies that met.

Told by the names such programs give their folders, by the marks they leave in them, and on Linux by
the kind of the mounted disk. SQLite says why it matters: https://sqlite.org/howtocorrupt.html.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from diary_app import disk
from diary_app.frozen import dataclass
from diary_app.storage.locked import is_diary


class Keeper(StrEnum):
    """Who else writes into the folder."""

    DROPBOX = "Dropbox"
    ONEDRIVE = "OneDrive"
    ICLOUD = "iCloud Drive"
    GOOGLE = "Google Drive"
    NEXTCLOUD = "Nextcloud"
    OWNCLOUD = "ownCloud"
    SYNCTHING = "Syncthing"
    MEGA = "MEGA"
    PCLOUD = "pCloud"
    SEAFILE = "Seafile"
    NETWORK = "network"


_NAMES = (
    (re.compile(r"dropbox( \(.*\))?"), Keeper.DROPBOX),
    (re.compile(r"onedrive( ?- ?.*)?"), Keeper.ONEDRIVE),
    (re.compile(r"com~apple~clouddocs|icloud ?drive|mobile documents"), Keeper.ICLOUD),
    (re.compile(r"google ?drive(-.*| .*)?"), Keeper.GOOGLE),
    (re.compile(r"nextcloud"), Keeper.NEXTCLOUD),
    (re.compile(r"owncloud"), Keeper.OWNCLOUD),
    (re.compile(r"syncthing"), Keeper.SYNCTHING),
    (re.compile(r"megasync( .*)?"), Keeper.MEGA),
    (re.compile(r"pcloud ?drive|pcloudsync"), Keeper.PCLOUD),
    (re.compile(r"seafile"), Keeper.SEAFILE),
)
_MARKS = (
    (".dropbox", Keeper.DROPBOX),
    (".dropbox.cache", Keeper.DROPBOX),
    (".stfolder", Keeper.SYNCTHING),
    (".nextcloudsync.log", Keeper.NEXTCLOUD),
    (".owncloudsync.log", Keeper.OWNCLOUD),
    (".sync_*.db", Keeper.NEXTCLOUD),
    ("._sync_*.db", Keeper.NEXTCLOUD),
)
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|ncpfs|glusterfs|davfs2?|"
    r"fuse\.(sshfs|davfs2?|rclone|gvfsd-fuse|glusterfs|s3fs|onedriver|google-drive-ocamlfuse|smb.*)"
)
_MET = re.compile(r".*(conflict|konflikt|conflit|conflicto).*|[ _-]?\(\d+\)| \d+", re.IGNORECASE)
_MOUNTS = Path("/proc/self/mountinfo")
_OF_MOUNTS = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True)
class Place:
    """`keeper` writes into the diary's folder too, None for nobody. `met`: copies beside the diary
    that such a program made when two computers had changed it.
    """

    keeper: Keeper | None
    met: tuple[Path, ...]

    def __bool__(self) -> bool:
        return self.keeper is not None or bool(self.met)


def place_of(path: Path) -> Place:
    """Where the diary at `path` lies; also of one that is not there yet."""
    path = disk.followed(path)
    return Place(keeper_of(path), tuple(_met(path)))


def keeper_of(path: Path) -> Keeper | None:
    """Who else writes into the folder of `path`, None for nobody that can be told."""
    for folder in path.parents:
        for name, keeper in _NAMES:
            if name.fullmatch(folder.name.casefold()):
                return keeper
        for mark, keeper in _MARKS:
            if _holds(folder, mark):
                return keeper
    return Keeper.NETWORK if _on_network(path) else None


def _holds(folder: Path, mark: str) -> bool:
    try:
        if "*" in mark:
            return next(folder.glob(mark), None) is not None
        # ".dropbox" in the home folder holds the program's own settings.
        return (folder / mark).exists() and (mark != ".dropbox" or (folder / mark).is_file())
    except OSError:
        return False


def _on_network(path: Path) -> bool:
    if sys.platform == "win32":
        return path.drive.startswith("\\\\")
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    mounts = dict(_mount(line) for line in lines if " - " in line)
    for folder in (path, *path.parents):
        if folder in mounts:
            # The system's own disk may be one that a virtual machine is given in this way.
            return folder != Path("/") and _NETWORK.fullmatch(mounts[folder]) is not None
    return False


def _mount(line: str) -> tuple[Path, str]:
    """Where something is mounted, and its kind, of a line of mountinfo (man 5 proc)."""
    before, _dash, after = line.partition(" - ")
    place = _OF_MOUNTS.sub(lambda found: chr(int(found[1], 8)), before.split(" ")[4])
    return Path(place), after.split(" ")[0]


def _met(path: Path) -> Iterator[Path]:
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return
    for each in beside:
        if each.suffix == path.suffix and each.name.startswith(path.stem) and each != path:
            between = each.stem[len(path.stem) :]
            if _MET.fullmatch(between) and each.is_file() and is_diary(each):
                yield each
