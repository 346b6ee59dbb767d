"""The FHIR documents before a second judge that knows the R4 definitions: npm's `fhir`.

It needs Node.js and, once, the network: the package is put into pytest's cache folder, never into
the project. Where either is missing the test says so and is skipped.
"""

import json
import os
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path

import pytest

from tests.exchange.bundles import BUNDLES, made

PACKAGE = "fhir@4.12.0"
SCRIPT = Path(__file__).parent / "validate.js"


@pytest.fixture(scope="module")
def verdicts(pytestconfig):
    """What the validator finds in each document, and in one that is known to be wrong."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node.js is not here, so the second FHIR validator did not run")
    folder = pytestconfig.cache.mkdir("fhir-validator")
    modules = folder / "node_modules"
    if not (modules / "fhir").is_dir():
        install = [
            npm,
            "install",
            "--no-audit",
            "--no-fund",
            "--fetch-retries=0",
            "--prefix",
            str(folder),
            PACKAGE,
        ]
        done = subprocess.run(install, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            pytest.skip(f"npm could not fetch {PACKAGE}, so it did not run: {done.stderr[-200:]}")
    bundles = {name: made(name) for name in BUNDLES}
    bundles["wrong"] = deepcopy(made("checked"))
    bundles["wrong"]["entry"][2]["resource"]["status"] = "banana"
    done = subprocess.run(
        [node, str(SCRIPT)],
        input=json.dumps(bundles),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env={**os.environ, "NODE_PATH": str(modules)},
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", sorted(BUNDLES))
def test_the_second_validator_finds_nothing_wrong(verdicts, name):
    assert verdicts[name] == []


def test_the_second_validator_does_look(verdicts):
    assert "banana" in json.dumps(verdicts["wrong"])
