"""I4: files that are too big, too deep, or no files: refused within seconds, memory kept small."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.faults.conftest import opened

pytestmark = pytest.mark.faults
MEMORY, SECONDS = 100 << 20, 2.0
_RUN = """
import resource, sys, time
from diary_app.cli.main import run
run(["--db", sys.argv[1], "today"], print)  # what every command loads counts for nothing
from diary_app.services import imports, joins
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
code = run(["--db", sys.argv[1], *sys.argv[2:]], print)
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print("used", code, used * 1024, time.process_time() - began)
"""


def big(path):
    with path.open("wb") as file:
        file.truncate(1 << 30)


def deep(path):
    path.write_text("[" * 100_000 + "]" * 100_000)


def long_note(path):
    path.write_text(
        '{"format": "dose-diary", "tables": {"notes": [{"text": "%s"}]}}' % ("x" * 50_000_000)
    )


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("diary.json", b" " * (100 << 20))


def digits(path):
    path.write_text('{"schema": ' + "9" * 5000 + "}")


def pipe(path):
    os.mkfifo(path)


def entities(path):
    path.write_text('<!DOCTYPE a [<!ENTITY b "bbbb">]><a>' + "&b;" * 100_000 + "</a>")


EVIL = (big, deep, long_note, bomb, digits, pipe, entities)


@pytest.mark.parametrize("verb", ["import", "restore"])
@pytest.mark.parametrize("make", EVIL)
def test_i4_a_big_or_evil_file_is_refused_quickly_and_in_little_memory(make, verb, tmp_path):
    path, evil = tmp_path / "diary.db", tmp_path / "evil"
    opened(path, create=True).file.close()
    content = path.read_bytes()
    make(evil)
    command = [sys.executable, "-c", _RUN, str(path), verb, str(evil)]
    top = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, cwd=top, timeout=120)
    assert "Traceback" not in done.stderr and "fault of its own" not in done.stderr
    _word, code, memory, seconds = done.stdout.split()[-4:]
    assert code in ("1", "2"), done.stderr
    assert int(memory) <= MEMORY and float(seconds) <= SECONDS, done.stdout
    assert path.read_bytes() == content
