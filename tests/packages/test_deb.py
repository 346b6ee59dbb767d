"""The Debian package in a clean root: installed, started from its menu entry, used, removed.

`pytest tests/packages -m packages -n 0 -rs`; it takes minutes, needs root and Debian's archive,
and says why where it cannot be done. `DOSE_DIARY_DEB` names a package that is built already.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
SUITE = "bookworm"
# A screen to show the window on, and a program that lists the windows of a screen.
SCREEN = ("xvfb", "xauth", "x11-utils")
ENTRY = "/usr/share/applications/org.dosediary.DoseDiary.desktop"

pytestmark = pytest.mark.packages


def run(*command, **more):
    return subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=900, **more)


@pytest.fixture(scope="session")
def package(tmp_path_factory):
    if given := os.environ.get("DOSE_DIARY_DEB"):
        return Path(given)
    if not shutil.which("dpkg-deb"):
        pytest.skip("dpkg-deb is missing: this system makes no Debian packages")
    if run(sys.executable, "-m", "PyInstaller", "--version").returncode:
        pytest.skip("PyInstaller is missing: pip install 'pyinstaller>=6.10,<7'")
    folder = tmp_path_factory.mktemp("dist")
    for script in ("build.py", "deb.py"):
        done = run(sys.executable, TOP / "packaging" / script, folder, cwd=TOP)
        assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.deb")
    return made


@pytest.fixture(scope="session")
def root(tmp_path_factory, package):
    """A bare Debian with the package in it, and one person who is not root."""
    if os.geteuid() != 0:
        pytest.skip("a clean root is laid out by root alone")
    if not shutil.which("debootstrap"):
        pytest.skip("debootstrap is missing: apt-get install debootstrap")
    folder = tmp_path_factory.mktemp("root")
    done = run("debootstrap", "--variant=minbase", SUITE, folder)
    if done.returncode:
        pytest.skip(f"no clean root could be made: {done.stdout[-300:]}{done.stderr[-300:]}")
    folder.chmod(0o755)  # the folder of a test is closed to others, and this is the root of one
    run("mount", "-t", "proc", "proc", folder / "proc")
    run("mount", "--bind", "/dev", folder / "dev")
    try:
        shutil.copy(package, folder / "dose-diary.deb")
        if Path("/etc/resolv.conf").exists():
            shutil.copy("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        quiet = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
        installed = run("chroot", folder, *quiet, "/dose-diary.deb", *SCREEN)
        assert installed.returncode == 0, installed.stdout + installed.stderr
        assert run("chroot", folder, "useradd", "-m", "patient").returncode == 0
        yield folder
    finally:
        run("umount", folder / "dev")
        run("umount", folder / "proc")


@pytest.fixture
def patient(root):
    """Runs a command line as the person, and gives what it printed."""

    def asked(line, code=0):
        line = f"export LC_ALL=C.UTF-8; {line}"
        done = run("chroot", root, "su", "-", "patient", "-c", line)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    return asked


def started(root):
    """What the menu entry starts."""
    lines = (root / ENTRY[1:]).read_text("utf-8").splitlines()
    (command,) = [line.removeprefix("Exec=") for line in lines if line.startswith("Exec=")]
    return command


def test_a_first_medicine_a_first_dose_and_a_summary(patient):
    dose = '--form tablet --strength "10 mg" --dose "10 mg" --times 08:00'
    patient(f"dose-diary medicine add baclofen {dose}")
    patient('dose-diary log dose baclofen --amount "10 mg" --confirm')  # at any time of the day
    patient("dose-diary export pdf -o summary.pdf && dose-diary chart doses -o doses.png")
    assert patient("head -c 5 summary.pdf") == "%PDF-"
    assert patient("dose-diary check")


def test_the_menu_entry_shows_the_window_and_opens_the_diary(root, patient):
    command = started(root)
    script = (
        f"{command} & for i in $(seq 60); do sleep 1; "
        "xwininfo -root -tree | grep 'Today.*Dose Diary' && break; done; kill $!"
    )
    shown = patient(f"xvfb-run -a sh -c {shlex.quote(script)}")
    assert "Dose Diary" in shown and "Today" in shown


def test_icons_completion_and_the_entry_lie_where_a_desktop_looks(root):
    share = root / "usr" / "share"
    icons = {p.parents[1].name for p in share.glob("icons/hicolor/*/apps/org.dosediary.*")}
    assert {"16x16", "48x48", "256x256", "512x512", "scalable"} <= icons
    assert (share / "bash-completion" / "completions" / "dose-diary").exists()
    assert (share / "metainfo" / "org.dosediary.DoseDiary.metainfo.xml").exists()


def test_removed_it_leaves_the_diary_and_nothing_else(root, patient):
    assert run("chroot", root, "apt-get", "remove", "-y", "-qq", "dose-diary").returncode == 0
    assert not (root / "usr" / "lib" / "dose-diary").exists()
    assert not (root / "usr" / "bin" / "dose-diary").exists()
    assert "diary.db" in patient("ls ~/.local/share/dose-diary")
