"""No dump of the program's memory is ever written (a locked diary is open in it)."""

import subprocess
import sys

import pytest


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the kernel of Linux")
def test_s1_no_core_dump_and_no_other_program_reads_the_memory():
    code = (
        "import ctypes, resource; from diary_app import app; from diary_app.storage import key;"
        "app.main(['--version']); key.hold(key.Key(b'k' * 32, b's' * 16));"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0 0", done.stderr
