"""S7, I2: under strace no call leaves the computer, no plug-in is loaded, no bait is opened."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import tool

pytestmark = pytest.mark.faults
TOP = Path(__file__).parents[2]
_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from tests.faults.conftest import clock
from diary_app.ui import run
app = run.application()
pages = ["log", "check", "history", "charts", "medicines", "reports", "settings", "today"]
def step():
    window = next((w for w in app.topLevelWidgets() if isinstance(w, run.MainWindow)), None)
    if window is None:
        return
    if pages:
        window.open_page(pages.pop(0))
    else:
        window.quit()
timer = QTimer()
timer.timeout.connect(step)
timer.start(300)
run.run(Path(sys.argv[1]), clock, "Europe/Berlin", None)
"""
_PLANTED = """
[sqlite_utils]
planted = planted
"""


@pytest.fixture
def planted(tmp_path):
    """A folder with a plug-in of sqlite-utils that leaves a mark when it is loaded."""
    folder = tmp_path / "plugins"
    about = folder / "planted-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: planted\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(_PLANTED)
    mark = tmp_path / "loaded"
    (folder / "planted.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    return folder, mark


def calls(tmp_path, folder, *command):
    """What the command called, of network and of files."""
    log = tmp_path / "calls"
    traced = [tool("strace"), "-f", "-qq", "-s", "400", "-e", "trace=%network,open,openat"]
    env = {**os.environ, "PYTHONPATH": f"{folder}:{TOP}"}
    run = [*traced, "-o", str(log), sys.executable, *command]
    done = subprocess.run(run, cwd=TOP, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return log.read_text(errors="replace")


def reached(log):
    """The calls that leave the computer."""
    return re.findall(r"(?:connect|sendto|sendmsg|bind)\(.*AF_INET6?.*", log)


def test_s7_i2_nothing_leaves_the_computer_and_no_bait_is_opened(tmp_path, planted):
    folder, mark = planted
    path, bait = tmp_path / "diary.db", tmp_path / "bait.png"
    bait.write_bytes(b"bait")
    name, note = '<img src="//evil/share/x.png">', f'<img src="{bait}">'
    main = [str(TOP / "main.py"), "--db", str(path)]
    plan = ["--strength", "10 mg", "--dose", "10 mg", "--times", "8", "--substance", "none"]
    log = calls(tmp_path, folder, *main, "medicine", "add", name, *plan)
    for words in (
        ("log", "note", note),
        ("today",),
        ("export", "pdf", "-o", str(tmp_path / "a.pdf")),
        ("export", "html", "-o", str(tmp_path / "a.html")),
        ("chart", "symptoms", "-o", str(tmp_path / "a.png")),
        ("backup", str(tmp_path / "backups")),
    ):
        log += calls(tmp_path, folder, *main, *words)
    log += calls(tmp_path, folder, "-c", _WINDOW, str(path))
    assert str(path) in log  # it was watched
    assert reached(log) == []
    assert not re.search(r"open(at)?\(.*(bait\.png|evil/share)", log)
    assert not mark.exists()


def test_the_planted_plugin_is_one_that_would_be_loaded(tmp_path, planted):
    folder, mark = planted
    calls(tmp_path, folder, "-c", "import sqlite_utils.plugins as p; p.ensure_plugins_loaded()")
    assert mark.exists()
