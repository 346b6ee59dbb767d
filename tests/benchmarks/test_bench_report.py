"""How long the paper takes, as ratios within one run: `pytest tests/benchmarks -m benchmark -n 0`.

PDF of three months and of a year: at most 1.6 times its bare typst compile, texts and pictures made
ready. How it compares with the same texts and pictures below one another, without any layout, is
noted too. The summary of ten years, its PDF included, takes less than 3 times that of three months.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import pytest
import typst

from diary_app import memory
from diary_app.reports.build import build
from diary_app.reports.pdf import _data, pdf
from diary_app.reports.report import Block, Pictures, Report, Section
from diary_app.resources import folder
from tests.reports.diaries import DIARIES, KNOWLEDGE, NOW, OPTIONS, summary
from tests.reports.reading import blocks, texts

pytestmark = pytest.mark.benchmark

PLAIN = """
#set document(title: "plain")
#set text(9.4pt, font: "Inter", lang: "en")
#set page(paper: "a4", margin: 37.5pt)
#let given = json(bytes(sys.inputs.given))
= Plain
#for words in given.texts [#words #parbreak()]
#grid(columns: (1fr, 1fr), ..given.small.map(p => image(bytes(p.svg), alt: p.alt)))
#for p in given.wide { image(bytes(p.svg), alt: p.alt) }
"""
_round = count(1)


@pytest.fixture(autouse=True)
def as_the_program_begins() -> Iterator[None]:
    """Else Python's search for garbage, which the program does rarely, is a third of the time."""
    before = gc.get_threshold()
    memory.collect_rarely()
    yield
    gc.set_threshold(*before)


def anew(report: Report) -> Report:
    """The same report with another name and pictures, so that typst has no memory of it."""
    number = next(_round)

    def fresh(block: Block) -> Block:
        if not isinstance(block, Pictures):
            return block
        items = (
            replace(p, svg=p.svg.replace("</svg>", f"<!--{number}--></svg>")) for p in block.items
        )
        return replace(block, items=tuple(items))

    def section(one: Section) -> Section:
        return replace(one, blocks=tuple(fresh(block) for block in one.blocks))

    return replace(
        report,
        about=f"{number} {report.about}",
        sections=tuple(section(one) for one in report.sections),
        more=tuple(section(one) for one in report.more),
    )


def compiled(source: bytes | Path, name: str, texts: str) -> None:
    typst.compile(
        source,
        font_paths=[folder("fonts")],
        ignore_system_fonts=True,
        sys_inputs={name: texts},
        format="pdf",
        pdf_standards="ua-1",
    )


def bare(ready: str) -> None:
    """The paper's own template, from texts that are JSON already."""
    compiled(folder("report/summary.typ"), "report", ready)


def plain(ready: str) -> None:
    """The same texts and pictures, one below the other, tagged too."""
    compiled(PLAIN.encode(), "given", ready)


def ready_for_plain(report: Report) -> str:
    drawn = [
        [
            {"svg": p.svg, "alt": p.alt}
            for block in blocks(report, Pictures)
            if block.wide == wide
            for p in block.items
        ]
        for wide in (False, True)
    ]
    return json.dumps({"texts": texts(report), "small": drawn[0], "wide": drawn[1]})


def seconds(work: Callable[[Any], object], given: list[Any]) -> float:
    """The median processor time: other work on the machine must not decide."""
    times = []
    for one in given:
        start = process_time()
        work(one)
        times.append(process_time() - start)
    return median(times[1:])


@pytest.mark.parametrize("name", ["three_months", "a_year"])
def test_the_pdf_takes_little_longer_than_its_bare_compile(benchmark, name):
    reports = [anew(summary(name)) for _number in range(10)]
    ours = seconds(pdf, reports)
    its_own = seconds(bare, [json.dumps(_data(anew(report))) for report in reports])
    loose = seconds(plain, [ready_for_plain(anew(report)) for report in reports])
    benchmark.extra_info |= {"bare_s": its_own, "ratio": ours / its_own, "to_plain": ours / loose}
    benchmark.pedantic(pdf, setup=lambda: ((anew(reports[0]),), {}), rounds=5)
    assert ours <= 1.6 * its_own


@pytest.mark.parametrize("name", ["two_weeks", "three_months", "a_year", "ten_years"])
def test_growth_of_the_whole_summary_with_the_days(benchmark, name):
    history, span, flags = DIARIES[name]()

    def made() -> bytes:
        return pdf(build(history, KNOWLEDGE, flags, span, NOW, OPTIONS))

    benchmark.extra_info["days"] = span.days.count
    benchmark.pedantic(made, rounds=1)


def test_the_summary_of_ten_years_takes_less_than_three_times_that_of_three_months(benchmark):
    def best_s(name: str) -> float:
        times = []
        for _number in range(4):
            history, span, flags = DIARIES[name]()  # nothing worked out yet
            start = process_time()
            pdf(anew(build(history, KNOWLEDGE, flags, span, NOW, OPTIONS)))
            times.append(process_time() - start)
        return min(times[1:])

    short, long = best_s("three_months"), best_s("ten_years")
    benchmark.extra_info |= {"three_months_s": short, "ten_years_s": long, "ratio": long / short}
    benchmark.pedantic(lambda: None, rounds=1)
    assert long < 3 * short
