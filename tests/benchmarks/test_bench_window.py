"""How quick the window is, as ratios within one run: `pytest tests/benchmarks -m benchmark -n 0`.

Start: a new process until Today is painted, against an empty PySide6 window. Press: from `Taken
now` until stored and painted, against storing alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

import pytest

from diary_app.services import demo, doses, today, trail
from diary_app.services.diary import Diary, open_diary
from diary_app.services.medicines import plan_of

pytestmark = pytest.mark.benchmark
NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)


@pytest.fixture(scope="module", params=[1, 10])
def year_diary(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Diary:
    """A demo of one and of ten years."""
    path = tmp_path_factory.mktemp("years") / "demo.db"
    diary = open_diary(path, lambda: NOW, "Europe/Berlin", create=True)
    demo.fill(diary, request.param)
    return diary


def _seconds(*words: str) -> float:
    began = perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.painted", *words]
    subprocess.run(command, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    return perf_counter() - began


def test_start_until_today_is_painted(benchmark, year_diary):
    path = str(year_diary.file.path)
    bare = median(_seconds() for _ in range(5))
    benchmark.pedantic(_seconds, args=(path,), rounds=5, warmup_rounds=1)
    benchmark.extra_info["times an empty window"] = benchmark.stats.stats.median / bare
    assert benchmark.stats.stats.median < 8 * bare


def test_a_press_until_stored_and_painted(benchmark, year_diary):
    from diary_app.ui import run
    from tests.ui.robots import Robot

    app = run.application()
    window = run.make_window(app, year_diary)
    window.show()
    robot = Robot(window).go("today")

    def press() -> None:
        robot.press("Taken now, baclofen")
        window.grab()

    def setup() -> None:
        last = year_diary.file.trail()[-1]
        if (last.kind, last.label) == ("edit", "Log dose"):
            trail.undo(year_diary)
            robot.settle()

    bare = median(_stored(year_diary) for _ in range(9))
    benchmark.pedantic(press, setup=setup, rounds=9)
    window.close()
    benchmark.extra_info["times storing alone"] = benchmark.stats.stats.median / bare
    benchmark.extra_info["storing alone, ms"] = bare * 1000


def _stored(diary: Diary) -> float:
    slot = next(line.slot for line in today.sheet(diary).lines if line.dose is None)
    plan = plan_of(diary, "baclofen")
    began = perf_counter()
    doses.take(diary, plan, planned=slot.at, confirm=True)
    took = perf_counter() - began
    trail.undo(diary)
    return took
