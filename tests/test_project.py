"""What stands around the code says the same thing in every place it says it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import diary_app

ROOT = Path(__file__).parent.parent
DESKTOP = ROOT / "resources" / "desktop"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
METAINFO = (DESKTOP / "org.dosediary.DoseDiary.metainfo.xml").read_text(encoding="utf-8")


def lines(pattern: str) -> list[str]:
    return re.findall(pattern, README, re.MULTILINE)


def test_readme_gives_one_line_to_run_and_one_to_test():
    install = "python3 -m venv .venv && .venv/bin/python -m pip install -q -e"
    assert lines(r"^python3 -m venv .*$") == [
        f"{install} . && .venv/bin/python main.py demo demo",
        f"{install} '.[test]' && .venv/bin/python -m pytest",
    ]


def test_ci_runs_the_test_line_of_readme():
    pattern = re.search(r"grep -E '(.+)' README\.md", CI)[1]
    assert len(lines(pattern)) == 1


def test_ci_and_readme_name_the_same_qt_libraries():
    (packages,) = re.findall(r'^QT="(.+)"$', CI, re.MULTILINE)
    assert f"--no-install-recommends python3 python3-venv {packages}\n" in README


def test_every_dependency_has_its_reason_in_readme():
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["parquet"]]
    named = [re.split(r"[<>=]", requirement)[0] for requirement in asked]
    assert lines(r"^\| (\w[\w-]*) \| (?!why)") == list(dict.fromkeys(named))


def test_the_version_is_the_newest_in_changelog_and_metainfo():
    newest = re.search(r"^## \[(.+?)\] - (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    release = re.search(r'<release version="(.+?)" date="(.+?)"', METAINFO)
    assert newest[1] == release[1] == diary_app.__version__
    assert newest[2] == release[2]


def test_links_of_readme_lead_somewhere():
    missing = [link for link in lines(r"\]\((?!http)(.+?)\)") if not (ROOT / link).exists()]
    assert missing == []


@pytest.mark.parametrize(
    "command",
    [
        ("desktop-file-validate", "org.dosediary.DoseDiary.desktop"),
        ("appstreamcli", "validate", "--no-net", "org.dosediary.DoseDiary.metainfo.xml"),
    ],
    ids=lambda command: command[0],
)
def test_desktops_accept_our_description(command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, cwd=DESKTOP, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_term_of_the_glossary_says_what_to_avoid():
    terms = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").split("\n**")[1:]
    assert len(terms) > 20
    assert [term.split("**")[0] for term in terms if "*Avoid*: " not in term] == []


def test_the_description_takes_the_pictures_of_whoever_publishes_it(tmp_path):
    path = tmp_path / "org.dosediary.DoseDiary.metainfo.xml"
    path.write_text(METAINFO, encoding="utf-8")
    for address in ("https://first.example/pictures", "https://second.example/pictures/"):
        script = (sys.executable, ROOT / "packaging" / "screenshots.py", address, path)
        subprocess.run(script, check=True)
    written = path.read_text(encoding="utf-8")
    found = re.findall(r">https://second\.example/pictures/(\w+)\.png<", written)
    assert found[0] == "today"
    assert set(found) == {one.stem for one in (ROOT / "docs" / "pictures").glob("*.png")}
    assert "first.example" not in written
    if shutil.which("appstreamcli"):
        validate = ("appstreamcli", "validate", "--no-net", path)
        subprocess.run(validate, check=True, capture_output=True)
