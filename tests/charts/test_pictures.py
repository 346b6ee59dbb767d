"""Every picture of every diary, small and large, in English and in a longer language."""

from __future__ import annotations

import gettext
import re
from datetime import date

import matplotlib as mpl
import pytest

from diary_app import text
from diary_app.charts.calendar import calendar_chart
from diary_app.charts.change import change_chart
from diary_app.charts.chart import picture
from diary_app.charts.day import day_chart
from diary_app.charts.doses import DosesView, doses_chart
from diary_app.charts.series import Mark, Span
from diary_app.charts.small import small_chart
from diary_app.charts.style import LONGEST_NAME, Look
from diary_app.charts.symptoms import symptoms_chart
from diary_app.charts.tradeoff import tradeoff_chart
from diary_app.domain.days import Days
from tests.charts.made_up import DIARIES, HOSTILE, day_symptoms, two_weeks, year
from tests.charts.seen import cut_off, overlapping, texts

CHARTS = {
    "symptoms": symptoms_chart,
    "doses": lambda v, look: doses_chart(DosesView(v.span, v.doses, (v.changes,), v.marks), look),
    "calendar": lambda v, look: calendar_chart(v.doses[0], v.span, look),
    "change": lambda v, look: change_chart(v.lines, v.changes, look),
    "day": lambda v, look: day_chart(
        day_symptoms(tuple(x.label for x in v.lines)[:2]), v.span, look
    ),
    "tradeoff": lambda v, look: tradeoff_chart(v.lines, v.doses[0], v.span, look),
    "small": lambda v, look: small_chart(v.lines[0], v.changes, v.span),
}
LOOKS = [
    Look("light", 1.0, 660, with_words=True),
    Look("dark", 2.0, 660, with_words=True),
    Look("hc-light", 1.0, 400, with_words=True),
    Look("hc-dark", 2.0, 900),
]


class Longer(gettext.NullTranslations):
    """Every text 40 % longer and with accents; what stands in braces stays."""

    def gettext(self, message):
        accents = str.maketrans("aeiounc", "àéîõüñç")
        out, inside = [], False
        for character in message:
            inside = character == "{" or (inside and character != "}")
            out.append(character if inside else character.translate(accents))
        return "".join(out) + "ö" * (len(message) * 2 // 5)

    def ngettext(self, singular, plural, n):
        return self.gettext(singular if n == 1 else plural)


LANGUAGES = {"English": gettext.NullTranslations(), "longer": Longer()}
COMMON = [("English", LOOKS[0]), ("longer", LOOKS[1])]
OTHERS = [(language, look) for language in LANGUAGES for look in LOOKS]
OTHERS = [case for case in OTHERS if case not in COMMON]


def check(diary, kind, look):
    figure = CHARTS[kind](diary(), look).figure
    seen = texts(figure)
    assert seen
    assert overlapping(seen) == []
    assert cut_off(figure, seen) == []


@pytest.mark.parametrize(("language", "look"), COMMON, ids=["plain", "longer-twice-as-large"])
@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("diary", DIARIES, ids=lambda diary: diary.__name__)
def test_no_text_overlaps_another_or_is_cut(diary, kind, language, look, monkeypatch):
    monkeypatch.setattr(text, "_catalogue", lambda _code: LANGUAGES[language])
    check(diary, kind, look)


@pytest.mark.slow
@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("diary", DIARIES, ids=lambda diary: diary.__name__)
def test_no_text_overlaps_in_any_theme_width_or_language(diary, kind, monkeypatch):
    for language, look in OTHERS:
        monkeypatch.setattr(text, "_catalogue", LANGUAGES[language])
        check(diary, kind, look)


@pytest.mark.parametrize("names", [HOSTILE[:3], HOSTILE[3:6], HOSTILE[6:9], HOSTILE[-3:]])
@pytest.mark.parametrize("kind", CHARTS)
def test_hostile_names_are_drawn_as_short_plain_lines(kind, names):
    chart = CHARTS[kind](two_weeks(labels=names, medicine=names[0]), Look(with_words=True))
    assert picture(chart, "svg")
    seen = texts(chart.figure)
    assert not any(set(words.words) & {"\n", "\u202e", "\x07"} for words in seen)
    assert overlapping(seen) == []


@pytest.mark.parametrize("file", ["png", "pdf"])
def test_hostile_names_can_be_written_to_every_kind_of_file(file):
    marks = tuple(Mark(date(2026, 11, 10 + n), name) for n, name in enumerate(HOSTILE))
    chart = symptoms_chart(two_weeks(labels=HOSTILE[:3], marks=marks), Look(with_words=True))
    assert picture(chart, file, dpi=50)


def test_table_and_words_keep_a_hostile_name_whole():
    view = two_weeks(labels=HOSTILE[:3])
    chart = symptoms_chart(view, Look())
    for name in HOSTILE[:3]:
        assert any(name in title for title in chart.table.header)
        assert name in str(chart.words)


def test_a_long_name_is_elided_in_the_picture():
    chart = symptoms_chart(two_weeks(labels=("x" * 120,) * 3), Look())
    assert max(len(seen.words) for seen in texts(chart.figure)) <= LONGEST_NAME + 20


def test_names_with_formula_signs_reach_the_file_as_they_are():
    chart = symptoms_chart(two_weeks(labels=("$x_{$", "a", "b")), Look())
    assert "$x_{$" in picture(chart, "svg").decode()


def test_markup_in_a_name_is_escaped_in_svg():
    chart = symptoms_chart(two_weeks(labels=("<img src=x>", "a", "b")), Look())
    svg = picture(chart, "svg").decode()
    assert "<img" not in svg
    assert "&lt;img src=x&gt;" in svg


@pytest.mark.parametrize("kind", CHARTS)
def test_drawing_changes_no_setting_for_anybody_else(kind):
    before = dict(mpl.rcParams)
    picture(CHARTS[kind](two_weeks(), Look()), "svg")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_diary_gives_the_same_file(kind):
    assert picture(symptoms_chart(two_weeks(), Look()), kind) == picture(
        symptoms_chart(two_weeks(), Look()), kind
    )


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_saved_picture_carries_its_title(kind):
    chart = symptoms_chart(two_weeks(), Look())
    word = max(re.findall(r"[A-Za-z]+", chart.words.headline), key=len)
    assert word.encode() in picture(chart, kind)


@pytest.mark.parametrize("kind", CHARTS)
def test_every_picture_has_words_and_a_description(kind):
    chart = CHARTS[kind](year(), Look())
    assert chart.words.headline
    assert chart.words.headline in chart.alt


@pytest.mark.parametrize("kind", ["symptoms", "doses"])
def test_reading_stops_go_through_the_table_from_left_to_right(kind):
    chart = CHARTS[kind](year(), Look())
    assert len(chart.stops) == len(chart.table.rows)
    assert list(chart.stops) == sorted(chart.stops)
    assert 0 < chart.stops[0] < chart.stops[-1] < 1


@pytest.mark.parametrize("kind", sorted(set(CHARTS) - {"day", "small"}))
def test_an_empty_diary_says_what_will_be_here(kind):
    view = two_weeks()
    later = Span(Days(view.span.end, view.span.end + (view.span.end - view.span.first)))
    empty = type(view)(
        later, tuple(type(x)(x.label, x.top, (), ()) for x in view.lines), view.doses
    )
    chart = CHARTS[kind](empty, Look())
    assert "will" in chart.words.rests_on
    assert cut_off(chart.figure, texts(chart.figure)) == []
    assert chart.table.rows == ()
