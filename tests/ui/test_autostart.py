import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from diary_app.errors import DiaryError
from diary_app.ui.desktop import autostart
from diary_app.ui.desktop.autostart import LogIn

COMMAND = ["/opt/Dose Diary/run", "--db", '/home/a "b"/50 % $x`y\\z/diary.db', "open"]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)


@pytest.fixture(params=["linux", "darwin"])
def platform(request, monkeypatch):
    monkeypatch.setattr(sys, "platform", request.param)
    return request.param


def path_on(platform):
    return autostart.mac_path() if platform == "darwin" else autostart.linux_path()


def test_it_is_off_until_turned_on_and_off_again(platform):
    seen = [autostart.state(COMMAND)]
    autostart.turn_on(COMMAND)
    seen.append(autostart.state(COMMAND))
    autostart.turn_off(COMMAND)
    seen.append(autostart.state(COMMAND))
    assert seen == [LogIn.OFF, LogIn.ON, LogIn.OFF]
    assert not path_on(platform).exists()


def test_the_state_is_what_the_computer_has(platform):
    autostart.turn_on(COMMAND)
    path_on(platform).unlink()
    assert autostart.state(COMMAND) == LogIn.OFF


def test_an_entry_that_is_not_ours_is_shown_and_left_alone(platform):
    path = path_on(platform)
    path.parent.mkdir(parents=True)
    path.write_text("[Desktop Entry]\nExec=something else\n")
    assert autostart.state(COMMAND) == LogIn.FOREIGN
    with pytest.raises(DiaryError, match="did not make"):
        autostart.turn_on(COMMAND)
    autostart.turn_off(COMMAND)
    assert path.read_text() == "[Desktop Entry]\nExec=something else\n"


def test_an_entry_for_another_diary_is_not_called_on(platform):
    autostart.turn_on([*COMMAND[:2], "/other.db", "open"])
    assert autostart.state(COMMAND) == LogIn.OTHER


@pytest.mark.parametrize("switch", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_a_switch_of_the_desktop_is_believed(monkeypatch, switch):
    monkeypatch.setattr(sys, "platform", "linux")
    autostart.turn_on(COMMAND)
    with autostart.linux_path().open("a") as file:
        file.write(f"{switch}\n")
    assert autostart.state(COMMAND) == LogIn.OTHER


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_the_exec_line_starts_exactly_the_command(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    parser.read_string(autostart.linux_content(COMMAND).decode())
    line = parser["Desktop Entry"]["Exec"]
    # First a string of the file, then words in quotes, then field codes.
    quoted = line.replace("\\\\", "\\")
    words = subprocess.run(["sh", "-c", f"printf '%s\\n' {quoted}"], capture_output=True, text=True)
    assert words.stdout.replace("%%", "%").splitlines() == COMMAND


def test_the_command_starts_this_program_on_this_diary(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "main.py")])
    started = autostart.command(tmp_path / "diary.db")
    assert started == [
        sys.executable,
        str(tmp_path / "main.py"),
        "--db",
        str(tmp_path / "diary.db"),
        "open",
    ]


def test_a_folder_that_cannot_be_written_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(DiaryError, match="could not be changed"):
        autostart.turn_on(COMMAND)
