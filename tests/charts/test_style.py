"""Colours told apart by everyone, names made drawable, lines that fit."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary_app.charts.style import LINE_STYLES, PALETTES, drawable, width_of, wrapped

# Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# OKLab, Ottosson 2020.
LMS = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def linear(colour):
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def oklab(rgb):
    return np.array(LAB) @ np.cbrt(np.array(LMS) @ np.clip(rgb, 0, 1))


def contrast(one, other):
    dark, light = sorted(linear(c) @ [0.2126, 0.7152, 0.0722] for c in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", PALETTES)
def test_the_three_lines_are_told_apart_with_any_colour_vision(theme, sight):
    seen = [oklab(np.array(SIGHT[sight]) @ linear(c)) for c in PALETTES[theme].lines]
    distances = [100 * np.linalg.norm(a - b) for a, b in combinations(seen, 2)]
    assert min(distances) >= 16


@pytest.mark.parametrize("theme", PALETTES)
def test_contrast_on_the_card(theme):
    colours = PALETTES[theme]
    high = theme.startswith("hc")
    assert contrast(colours.text, colours.card) >= (21 if high else 7)
    assert contrast(colours.muted, colours.card) >= 7
    assert contrast(colours.muted, colours.band) >= 4.5
    assert contrast(colours.bad, colours.card) >= 7
    assert min(contrast(c, colours.card) for c in colours.lines) >= (7 if high else 4.5)
    assert contrast(colours.bar, colours.card) >= 3


def test_lines_differ_without_colour_too():
    assert len({style.dash for style in LINE_STYLES}) == 3
    assert len({style.marker for style in LINE_STYLES}) == 3


@given(st.text(max_size=200))
def test_any_text_becomes_one_short_line_of_known_glyphs(text):
    drawn = drawable(text)
    assert len(drawn) <= 60
    assert drawn.isprintable()
    assert width_of(drawn, 10) >= 0


def test_control_and_direction_marks_go_and_unknown_characters_show_that_they_are_there():
    assert drawable("a\u202eb\x07c\nd") == "abc d"
    assert drawable("\U0001fae8") == "□"  # newer than every font we carry


def test_a_name_of_sixty_is_kept_and_of_sixty_one_is_elided():
    assert drawable("x" * 60) == "x" * 60
    assert drawable("x" * 61) == "x" * 59 + "…"


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=40), max_size=12), st.floats(30, 300))
def test_wrapped_lines_fit_and_lose_nothing(words, room):
    lines = wrapped(" ".join(words), 9, room)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(width_of(line, 9) <= room or len(line) == 1 for line in lines)
