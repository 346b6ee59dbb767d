"""What a person installs: the wheel alone, in a fresh environment, away from the checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import diary_app

ROOT = Path(__file__).parent.parent


def run(*command, **options) -> str:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def bin_folder(tmp_path_factory) -> Path:
    """The programs of an environment that holds our wheel and sees the packages it needs."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", symlinks=sys.platform != "win32")
    bin_folder = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    python = bin_folder / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", wheel)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # Not downloaded again: a .pth of a .pth is not followed, so the checkout stays out of sight.
    Path(site, "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return bin_folder


def test_the_wheel_carries_every_resource(bin_folder, tmp_path):
    code = "from diary_app import resources; print(resources.folder())"
    installed = Path(run(bin_folder / "python", "-c", code, cwd=tmp_path).strip())
    assert installed.is_relative_to(bin_folder.parent)
    assert _files(installed) == _files(ROOT / "resources")


def _files(folder: Path) -> set[Path]:
    found = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    return {path for path in found if "__pycache__" not in path.parts}


def test_the_installed_program_tells_its_version(bin_folder, tmp_path):
    said = run(bin_folder / "dose-diary", "--version", cwd=tmp_path)
    assert said.split()[-1] == diary_app.__version__


def test_the_installed_program_shows_the_day(bin_folder, tmp_path):
    database = ["--db", tmp_path / "diary.db", "--now", "2026-11-22T09:00:00+01:00"]
    strength = ["--form", "tablet", "--strength", "10 mg", "--dose", "10 mg", "--times", "08:00"]
    program = [bin_folder / "dose-diary", *database]
    run(*program, "medicine", "add", "baclofen", *strength, cwd=tmp_path)
    assert "baclofen" in run(*program, "today", cwd=tmp_path)
