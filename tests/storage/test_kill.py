import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is of POSIX")


def kill(rounds):
    program = Path(__file__).with_name("kill9.py")
    done = subprocess.run(
        [sys.executable, str(program), str(rounds)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{rounds} kills")
    return int(done.stdout.split()[2])


def test_no_promised_entry_is_lost_by_a_kill():
    assert kill(20) >= 20


@pytest.mark.slow
def test_no_promised_entry_is_lost_by_a_thousand_kills():
    assert kill(1000) >= 1000
