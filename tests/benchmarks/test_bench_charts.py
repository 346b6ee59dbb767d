"""How long pictures take, as ratios within one run: `pytest tests/benchmarks -m benchmark -n 0`.

1-year chart: at most 1.5 times the same lines drawn bare; 10 years: at most twice the 1-year one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import process_time

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from diary_app.charts.chart import picture
from diary_app.charts.series import Span
from diary_app.charts.small import small_chart
from diary_app.charts.style import Look
from diary_app.charts.symptoms import SymptomsView, symptoms_chart
from diary_app.domain.days import Days
from tests.charts.made_up import diary, ten_years, year

pytestmark = pytest.mark.benchmark

WINDOW = Look(width=660)  # what the window asks for


def drawn(figure: Figure) -> None:
    """Paint the figure as the window does."""
    FigureCanvasAgg(figure).draw()


def ours(view: SymptomsView) -> None:
    drawn(symptoms_chart(view, WINDOW).figure)


def bare(view: SymptomsView) -> None:
    """The same ratings and doses as plain matplotlib draws them: lines with markers, two axes."""
    figure = Figure(figsize=(660 / 72, 330 / 72), dpi=96, layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True)
    for line, marker in zip(view.lines, "os^", strict=True):
        days, values = [r.at.local for r in line.ratings], [r.value for r in line.ratings]
        above.plot(days, values, marker=marker, label=line.label)
    above.legend()
    for dose in view.doses:
        below.plot([d.day for d in dose.days], [float(d.taken or 0) for d in dose.days])
    drawn(figure)


def seconds(work: Callable[[], None], rounds: int = 7) -> float:
    """The median processor time: other work on the machine must not decide."""
    work()
    times = []
    for _round in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times)


def test_a_year_takes_at_most_half_as_long_again_as_the_same_lines_bare(benchmark):
    view = year()
    with_all, plain = seconds(lambda: ours(view)), seconds(lambda: bare(view))
    benchmark.extra_info |= {"bare_s": plain, "ratio": with_all / plain}
    benchmark.pedantic(ours, args=(view,), rounds=5)
    assert with_all <= 1.5 * plain


def test_ten_years_take_at_most_twice_as_long_as_one(benchmark):
    one, ten = year(), ten_years()
    short, long = seconds(lambda: ours(one)), seconds(lambda: ours(ten))
    benchmark.extra_info |= {"one_year_s": short, "ratio": long / short}
    benchmark.pedantic(ours, args=(ten,), rounds=5)
    assert long <= 2 * short


@pytest.mark.parametrize("years", [1, 10, 50])
def test_growth_with_the_years(benchmark, years):
    last = year().span.end
    steps = tuple((number * 365, 20 + 5 * (number % 9)) for number in range(years))
    view = diary(365 * years, last - timedelta(days=365 * years), steps)
    assert view.span == Span(Days(view.span.first, last))
    benchmark.pedantic(ours, args=(view,), rounds=3, warmup_rounds=1)


def test_small_multiple(benchmark):
    view = year()
    line = view.lines[0]
    benchmark(lambda: picture(small_chart(line, view.changes, view.span), "svg"))
