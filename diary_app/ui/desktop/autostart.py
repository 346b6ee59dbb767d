"""Starting at log-in: what the computer really has, and turning our own entry on or off.

Linux: a desktop file in the autostart folder. Windows: a value of the Run key of the user. macOS: a
LaunchAgent. The state is read from there each time and kept nowhere else; an entry under our name
that is not ours is shown and left alone.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from xml.parsers.expat import ExpatError

from diary_app import disk
from diary_app.errors import DiaryError, Told
from diary_app.text import _

NAME = "org.dosediary.DoseDiary"
_MARK = "X-Dose-Diary=true"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class LogIn(StrEnum):
    """What happens at log-in. `OTHER`: our entry, but for another diary or switched off by the
    desktop. `FOREIGN`: an entry under our name that the diary did not write.
    """

    OFF = "off"
    ON = "on"
    OTHER = "other"
    FOREIGN = "foreign"


def command(diary: Path) -> list[str]:
    """What starts this program on `diary`, as it was started now."""
    started = Path(sys.argv[0]).resolve()
    program = [str(started)]
    if getattr(sys, "frozen", False):
        program = [sys.executable]
    elif started.suffix == ".py":
        program = [sys.executable, str(started)]
    return [*program, "--db", str(diary), "open"]


def state(wanted: Sequence[str]) -> LogIn:
    """What the computer does at log-in, compared with starting `wanted`."""
    if sys.platform == "win32":
        return _windows_state(wanted)
    return mac_state(wanted) if sys.platform == "darwin" else linux_state(wanted)


def turn_on(wanted: Sequence[str]) -> None:
    """Start `wanted` at log-in. Raises DiaryError where an entry is not ours or cannot be made."""
    if state(wanted) == LogIn.FOREIGN:
        raise Told(
            _("Start at log-in was left as it is."),
            _("There is an entry called {name} that the diary did not make.").format(name=NAME),
            _("Change it in the settings of your computer."),
        )
    if sys.platform == "win32":
        _windows_write(wanted)
        return
    path = mac_path() if sys.platform == "darwin" else linux_path()
    content = mac_content(wanted) if sys.platform == "darwin" else linux_content(wanted)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(error) from error
    disk.write_whole(path, content)


def turn_off(wanted: Sequence[str]) -> None:
    """Start nothing at log-in. An entry that is not ours stays."""
    if state(wanted) in (LogIn.OFF, LogIn.FOREIGN):
        return
    if sys.platform == "win32":
        _windows_remove()
        return
    path = mac_path() if sys.platform == "darwin" else linux_path()
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(error) from error


def _not_written(error: OSError) -> DiaryError:
    return Told(
        _("Start at log-in could not be changed."),
        error.strerror or "",
        _("Change it in the settings of your computer."),
    )


# --- Linux: freedesktop.org, Desktop Application Autostart Specification -------------------------


def linux_path() -> Path:
    """Where the desktop looks."""
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "autostart" / f"{NAME}.desktop"


def linux_content(wanted: Sequence[str]) -> bytes:
    """The desktop file."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={_('Dose Diary')}",
        f"Exec={_exec(wanted)}",
        f"Icon={NAME}",
        "Terminal=false",
        _MARK,
    )
    return ("\n".join(lines) + "\n").encode()


def linux_state(wanted: Sequence[str]) -> LogIn:
    """What the file says. The desktop's own switch is one of the two keys looked for last."""
    try:
        lines = linux_path().read_text(encoding="utf-8", errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return LogIn.OFF
    except OSError:
        return LogIn.FOREIGN
    if _MARK not in lines:
        return LogIn.FOREIGN
    switched_off = {"Hidden=true", "X-GNOME-Autostart-enabled=false"} & set(lines)
    return LogIn.ON if f"Exec={_exec(wanted)}" in lines and not switched_off else LogIn.OTHER


def _exec(words: Sequence[str]) -> str:
    """The words of an Exec key: quoted as the Desktop Entry Specification asks, twice."""
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    # The value is a string of the file first, where a backslash is written as two.
    return '"' + word.replace("\\", "\\\\").replace("%", "%%").replace("\n", "\\n") + '"'


# --- macOS ---------------------------------------------------------------------------------------


def mac_path() -> Path:
    """Where launchd looks."""
    return Path.home() / "Library" / "LaunchAgents" / f"{NAME}.plist"


def mac_content(wanted: Sequence[str]) -> bytes:
    """The property list."""
    return plistlib.dumps({"Label": NAME, "ProgramArguments": list(wanted), "RunAtLoad": True})


def mac_state(wanted: Sequence[str]) -> LogIn:
    """What the property list says."""
    try:
        found = plistlib.loads(mac_path().read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return LogIn.OFF
    except (OSError, ValueError, ExpatError):
        return LogIn.FOREIGN
    if not isinstance(found, dict) or set(found) - {"Disabled"} != {
        "Label",
        "ProgramArguments",
        "RunAtLoad",
    }:
        return LogIn.FOREIGN
    same = found["ProgramArguments"] == list(wanted) and not found.get("Disabled")
    return LogIn.ON if same and found["RunAtLoad"] is True else LogIn.OTHER


# --- Windows -------------------------------------------------------------------------------------

if sys.platform == "win32":
    import winreg

    def _windows_state(wanted: Sequence[str]) -> LogIn:
        found = _windows_value(_RUN)
        if found is None:
            return LogIn.OFF
        if not isinstance(found, str) or not found.endswith(" open"):
            return LogIn.FOREIGN
        # The Task Manager's switch: the first byte is odd where the user has turned it off.
        approved = _windows_value(_APPROVED)
        switched_off = isinstance(approved, bytes) and approved[:1] and approved[0] % 2 == 1
        same = found == subprocess.list2cmdline(wanted)
        return LogIn.ON if same and not switched_off else LogIn.OTHER

    def _windows_value(key: str) -> object:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                value: object = winreg.QueryValueEx(opened, NAME)[0]
                return value
        except FileNotFoundError:
            return None

    def _windows_write(wanted: Sequence[str]) -> None:
        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                line = subprocess.list2cmdline(wanted)
                winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, line)
            with (
                suppress(FileNotFoundError),
                winreg.OpenKey(
                    winreg.HKEY_CURRENT_USER, _APPROVED, 0, winreg.KEY_SET_VALUE
                ) as approved,
            ):
                winreg.DeleteValue(approved, NAME)
        except OSError as error:
            raise _not_written(error) from error

    def _windows_remove() -> None:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN, 0, winreg.KEY_SET_VALUE) as key:
                winreg.DeleteValue(key, NAME)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _not_written(error) from error
