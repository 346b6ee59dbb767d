"""I1, I2: what is typed stays what was typed; hostile words are words wherever they are shown."""

import csv
import io
import re
from dataclasses import replace
from html import escape

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit

from diary_app.domain.quantity import parse_quantity
from diary_app.domain.refusal import Refused
from diary_app.services import doses, histories, medicines, papers, pictures, symptoms
from diary_app.ui.widgets.fields import LineField

HOSTILE = (
    '<img src="file:///etc/hostname">',
    "<b>bold</b><script>alert(1)</script>",
    '<a href="http://example.org">x</a>',
    "&lt;i&gt; &amp; &#x3c;",
    "Vit $\\frobnicate$",
    "$x_{$ 5$",
    "_under",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "%s %d {name} {0}",
    "#let x = 1 *strong* $ sum $ @ref",
    "'; DROP TABLE doses; --",
    "ünï🙂 日本 שלום",
    "\\u202e \\n \\x00",
    "x" * 120,
)
LOCALES = ("en_US", "de_DE", "fr_FR", "es_ES", "hi_IN", "ar_EG")
NUMBERS = (
    "2,5",
    "0,5",
    "2.5",
    "10",
    "1.000",
    "1,000",
    "12,500",
    "0.25",
    "1_000",
    "٣",
    "１２",
    "nan",
)
NUMBERS += ("inf", "-5", "1e3", "½", "1/2", "0", "007", " 7 ", "7.", ".5", "5,", "1 000", "1'000")
TYPED = [f"{number}{unit}" for number in NUMBERS for unit in (" mg", "mg", " mcg")][:72]


@pytest.fixture(params=[0, 4, 10])
def hostile(request, diary):
    """A hostile name of the medicine, in a diary that holds all the texts as notes and events."""
    name = HOSTILE[request.param]
    plan = medicines.plan_of(diary, "baclofen")
    medicines.correct_medicine(diary, replace(plan.medicine, name=name))
    for words in HOSTILE:
        symptoms.write_note(diary, words)
        symptoms.log_event(diary, "infection", words)
        symptoms.observe(diary, "spasms", 4, note=words)
    doses.take(diary, medicines.plan_of(diary, name), confirm=True)
    return name


def test_i2_no_label_of_any_page_reads_markup(hostile, open_window, diary):
    robot = open_window(diary)
    shown = ""
    for page in ("today", "log", "check", "history", "charts", "medicines", "reports", "settings"):
        robot.go(page)
        shown += robot.text()
        labels = robot.window.findChildren(QLabel)
        assert labels and {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
        assert not [t for t in robot.window.findChildren(QTextEdit) if t.acceptRichText()]
        tips = [w.toolTip() for w in robot.window.findChildren(QLabel) if w.toolTip()]
        assert not [tip for tip in tips if re.search(r"<(img|a|b|script)\b", tip)]
    assert all(words[:20].split("\\")[0] in shown for words in (hostile, *HOSTILE))


def test_i2_charts_paper_and_table_take_it_as_words(hostile, diary, tmp_path):
    days = histories.months_back(diary, 1)
    for kind in ("symptoms", "doses"):
        pictures.save(pictures.chart(diary, kind, days), tmp_path / f"{kind}.png")
    assert papers.exported(diary, "pdf", days).startswith(b"%PDF")
    page = papers.exported(diary, "html", days)
    assert escape(hostile)[:9].encode() in page
    assert b"<script" not in page and b"<img src=" not in page
    rows = list(csv.reader(io.StringIO(papers.exported(diary, "csv", days).decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if re.match(r"[=@+\t\r\n]", cell)]


@pytest.mark.parametrize("name", LOCALES)
def test_i1_an_amount_means_what_was_typed_in_any_locale(qtbot, robot, name):
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        field = LineField("Amount")
        qtbot.addWidget(field)
        for text in TYPED:
            field.clear()
            if text.isascii():
                QTest.keyClicks(field, text)
            else:
                field.insert(text)  # no key of this keyboard
            assert field.text() == text
            assert read(field.text()) == READ.get(text.split(" ")[0], read(text))
    finally:
        QLocale.setDefault(before)


READ = {"2,5": "2.5", "0,5": "0.5", "2.5": "2.5", "10": "10", "1.000": None, "1,000": None}
READ |= {"12,500": None, "0.25": "0.25", "1_000": None, "nan": None, "inf": None, "-5": None}
READ |= {"1e3": None, "½": "0.5", "1/2": "0.5"}


def read(text):
    """The number that the text is read as, None where it is refused."""
    try:
        return str(parse_quantity(text).value)
    except Refused:
        return None
