"""R17: a diary where others write too is named, with the way to do it right."""

import pytest

from diary_app.services import places
from diary_app.services.places import Keeper, keeper_of, place_of


@pytest.fixture(autouse=True)
def own_disk(monkeypatch, tmp_path):
    """What is mounted where, as a test says."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    return mounts


@pytest.mark.parametrize(
    ("folder", "keeper"),
    [
        ("Dropbox", Keeper.DROPBOX),
        ("Dropbox (Personal)/Health", Keeper.DROPBOX),
        ("OneDrive", Keeper.ONEDRIVE),
        ("OneDrive - Clinic/Documents", Keeper.ONEDRIVE),
        ("Library/Mobile Documents/com~apple~CloudDocs", Keeper.ICLOUD),
        ("iCloudDrive", Keeper.ICLOUD),
        ("Google Drive/My Drive", Keeper.GOOGLE),
        ("GoogleDrive-me@example.org", Keeper.GOOGLE),
        ("Nextcloud", Keeper.NEXTCLOUD),
        ("ownCloud/x/y", Keeper.OWNCLOUD),
        ("pCloudDrive", Keeper.PCLOUD),
        ("Documents", None),
        (".local/share/dose-diary", None),
        ("My Dropbox notes", None),
    ],
)
def test_a_cloud_is_known_by_the_name_of_its_folder(tmp_path, folder, keeper):
    (tmp_path / folder).mkdir(parents=True)
    assert keeper_of(tmp_path / folder / "diary.db") == keeper


@pytest.mark.parametrize(
    ("mark", "keeper"),
    [(".stfolder", Keeper.SYNCTHING), (".sync_0a1b.db", Keeper.NEXTCLOUD)],
)
def test_a_cloud_is_known_by_the_mark_it_leaves(tmp_path, mark, keeper):
    folder = tmp_path / "Documents" / "health"
    folder.mkdir(parents=True)
    (folder.parent / mark).mkdir()
    assert keeper_of(folder / "diary.db") == keeper


def test_the_settings_of_dropbox_in_the_home_are_no_mark(tmp_path):
    (tmp_path / ".dropbox").mkdir()
    assert keeper_of(tmp_path / "diary.db") is None


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.rclone"])
def test_a_network_disk_is_known_by_the_kind_of_its_mount(tmp_path, own_disk, kind):
    share = tmp_path / "my share"
    share.mkdir()
    shown = str(share).replace(" ", "\\040")
    own_disk.write_text(
        f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 0:5 / {shown} rw - {kind} host:/x rw\n"
    )
    assert keeper_of(share / "diary.db") == Keeper.NETWORK
    assert keeper_of(tmp_path / "diary.db") is None


def test_copies_that_met_are_named_and_other_files_are_not(baclofen):
    names = [
        "diary (conflicted copy 2026-11-20 from laptop).db",
        "diary.sync-conflict-20261120-101500-ABCDEFG.db",
        "diary (1).db",
        "diary 2.db",
    ]
    others = ["diary.before-restore-20261122T080000Z.db", "diary-notes (1).db", "diary (3).db"]
    for name in (*names, *others[:2]):
        (baclofen.path.parent / name).write_bytes(baclofen.path.read_bytes())
    (baclofen.path.parent / others[2]).write_text("no diary")
    assert sorted(each.name for each in place_of(baclofen.path).met) == sorted(names)


def test_the_command_line_says_it_on_stderr_and_goes_on(terminal, tmp_path):
    terminal.path = tmp_path / "Dropbox" / "diary.db"
    terminal.path.parent.mkdir()
    terminal("log", "symptom", "spasms", "5")
    assert "in a folder of Dropbox" in terminal.err and "backups" in terminal.err
    assert terminal("--quiet", "list") and terminal.err == ""


def test_a_diary_on_its_own_disk_is_told_nothing(terminal):
    terminal("log", "symptom", "spasms", "5")
    assert terminal.err == ""
