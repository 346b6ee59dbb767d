"""The logs of `tests/scenarios/flags` raise the flags a careful reader expects, and no others."""

import pytest

from tests.domain.flag_scenarios import scenarios


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.name)
def test_a_log_raises_these_flags_and_no_others(scenario):
    assert scenario.found() == scenario.expected


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.name)
def test_every_flag_says_why(scenario):
    for flag in scenario.flags():
        assert flag.evidence
        assert flag.sources
        assert flag.advice
        assert flag.at <= flag.until
        assert flag.at <= scenario.now
