"""The look without the window."""

import pytest


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "hc-dark"),
        ("text-scale", "150"),
        ("text-scale", "system"),
        ("second-press", "1.5"),
        ("big-buttons", "yes"),
        ("clock", "12"),
        ("decimal", "comma"),
        ("week-begins", "saturday"),
        ("direction", "right"),
    ],
)
def test_a_part_of_the_look_is_set(baclofen, key, value):
    baclofen("settings", key, value)
    name = key.replace("-", "_")
    assert baclofen("settings", key) == f"{name}: {value}\n"


def test_what_the_look_cannot_be_is_refused_with_what_it_can(baclofen):
    baclofen("settings", "clock", "13", code=2)
    assert "system, 24, 12" in baclofen.err


@pytest.mark.parametrize("words", [("settings", "look", "first"), ("--reset-look", "open")])
def test_the_first_look_is_one_word_away(baclofen, words):
    baclofen("settings", "theme", "dark")
    baclofen("settings", "text-scale", "200")
    baclofen(*words)
    assert baclofen("settings", "theme") == "theme: system\n"
    assert baclofen("settings", "text-scale") == "text_scale: system\n"
