"""Judges that npm has: put into pytest's cache folder, never into the project.

They need Node.js and, once, the network. Where either is missing the test says so and is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest


def modules(pytestconfig, *packages: str) -> Path:
    """The folder of modules with `packages` (name@version) in it; skips where it cannot be."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip(f"Node.js is not here, so {', '.join(packages)} did not run")
    name = "-".join(one.replace("@", "").replace("/", "-") for one in packages)
    folder = pytestconfig.cache.mkdir(f"npm-{name}")
    found = folder / "node_modules"
    names = [one[: one.rindex("@")] for one in packages]
    if not all((found / name / "package.json").is_file() for name in names):
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0"]
        install = [npm, "install", *quiet, "--prefix", str(folder), *packages]
        done = subprocess.run(install, capture_output=True, text=True, timeout=180, check=False)
        if done.returncode:
            pytest.skip(f"npm could not fetch {packages}, so it did not run: {done.stderr[-200:]}")
    return found


def asked(found: Path, script: Path, question: object) -> dict:
    """What the script answers to `question`; both are JSON."""
    done = subprocess.run(
        ["node", str(script)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "NODE_PATH": str(found)},
    )
    assert done.returncode == 0, done.stderr[-600:]
    return json.loads(done.stdout)
