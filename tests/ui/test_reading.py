"""Every page at every size: named, large enough, readable, nothing cut off."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea

from diary_app.services import diaries, settings, symptoms
from diary_app.ui.theme import THEMES
from tests.contrast import contrast

PAGES = ("today", "log", "check", "history", "charts", "medicines", "reports", "settings")
SIZES = [(1180, 820, 100), (1180, 820, 200), (640, 820, 200)]


@pytest.fixture
def full(with_more):
    """A diary with something in every list, and a serious symptom on top."""
    symptoms.observe(with_more, "spasms", 4)
    symptoms.observe(with_more, "drowsiness", 2)
    symptoms.observe(with_more, "hallucinations", 3)
    symptoms.write_note(with_more, "Slept badly, legs heavy in the morning.")
    settings.save(with_more, doctor_phone="0123 456", emergency_phone="112")
    return with_more


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_of_its_own(open_window, full, page):
    robot = open_window(full, page=page)
    names = robot.names(robot.window)
    assert all(names)
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "height", "percent"), SIZES)
def test_a_page_fits(open_window, full, page, width, height, percent):
    robot = open_window(full, page=page, width=width, height=height, percent=percent)
    assert sideways(robot) == 0
    assert small(robot, 44 * percent / 100) == []
    assert cut_off(robot) == []


@pytest.mark.parametrize(("width", "height", "percent"), SIZES)
def test_a_diary_in_a_long_place_fits(open_window, diary, tmp_path, width, height, percent):
    far = tmp_path / ("a folder with a long name " * 7) / "diary of somebody.db"
    far.parent.mkdir()
    far.write_bytes(b"")
    diaries.remember(far)
    robot = open_window(
        diary, page="settings", width=width, height=height, percent=percent
    ).settle()
    assert "diary of somebody" in robot.text()
    assert sideways(robot) == 0
    assert cut_off(robot) == []


@pytest.mark.parametrize("what", ["Other…, baclofen 10 mg, 14:00", "Spasms", "Change…, baclofen"])
@pytest.mark.parametrize(("width", "height", "percent"), SIZES)
def test_a_panel_fits(open_window, diary, what, width, height, percent):
    robot = open_window(diary, width=width, height=height, percent=percent).press(what)
    names = robot.names(robot.window)
    assert sorted(set(names)) == sorted(names)
    assert sideways(robot) == 0
    assert cut_off(robot) == []


# These ask for a file, or for a place to put one.
ASK_FOR_FILES = {
    "Save picture…",
    "Print…",
    "Web page (HTML)…",
    "Table (CSV)…",
    "Phone reminders (ics)…",
    "Health record (FHIR)…",
    "Everything (JSON)…",
    "Restore a backup",
    "Keep backups in a second folder too",
}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_whatever_a_page_opens_fits_at_twice_the_text(open_window, full, page):
    robot = open_window(full, page=page, width=640, height=820, percent=200)
    for name in [n for n in robot.names() if opens(n)]:
        robot.window.pages[page].drop()
        robot.go(page)
        if name not in robot.names():
            continue  # what was opened before has taken its place
        robot.press(name)
        assert (name, sideways(robot), cut_off(robot)) == (name, 0, [])
        robot.key("Escape")


def opens(name):
    words = name.partition(", ")[0]
    return words.endswith("…") and words not in ASK_FOR_FILES


def sideways(robot):
    """How far the page would have to scroll sideways."""
    area = robot.window.findChild(QScrollArea)
    return max(0, area.widget().minimumSizeHint().width() - area.viewport().width())


def small(robot, least):
    """The controls that are hard to hit."""
    kinds = QAbstractButton | QLineEdit
    found = [w for w in robot.controls(robot.window) if isinstance(w, kinds)]
    return [
        (w.accessibleName(), w.width(), w.height())
        for w in found
        if min(w.width(), w.height()) < least - 0.5
    ]


def cut_off(robot):
    """What is shown smaller than its words need."""
    page = robot.window.page
    labels = [w for w in page.findChildren(QLabel) if w.isVisible() and w.text() and not fits(w)]
    buttons = [w for w in page.findChildren(QAbstractButton) if w.isVisible() and not fits(w)]
    return [(w.accessibleName() or w.text(), w.size().toTuple()) for w in (*labels, *buttons)]


def fits(widget):
    inside = widget.parentWidget().rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())
    if widget.hasHeightForWidth():
        inside = inside and widget.width() >= widget.minimumSizeHint().width()
        return inside and widget.height() >= widget.heightForWidth(widget.width()) - 1
    return inside and widget.width() >= widget.sizeHint().width()


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_what_it_is_written_on(name):
    t = THEMES[name]
    on_card = (t.text, t.muted, t.accent, t.ok, t.bad)
    assert all(contrast(colour, t.card) >= 7 for colour in on_card)
    assert contrast(t.on_accent, t.accent) >= 7
    assert contrast(t.text, t.window) >= 7
    assert contrast(t.muted, t.window) >= 4.5
    soft = (
        (t.warn, t.warn_soft),
        (t.bad, t.bad_soft),
        (t.ok, t.ok_soft),
        (t.accent, t.accent_soft),
    )
    assert all(contrast(*pair) >= 4.5 for pair in soft)
    assert contrast(t.text, t.bad_soft) >= 7


@pytest.mark.parametrize("name", THEMES)
def test_edges_and_the_ring_can_be_seen(name):
    t = THEMES[name]
    assert contrast(t.border, t.card) >= 3
    assert contrast(t.focus, t.card) >= 3
    assert contrast(t.focus, t.window) >= 3


@pytest.mark.parametrize("name", ["hc-light", "hc-dark"])
def test_high_contrast_is_higher_still(name):
    t = THEMES[name]
    assert all(contrast(colour, t.card) >= 10 for colour in (t.text, t.muted, t.ok, t.warn, t.bad))


def test_user_text_is_never_markup(open_window, diary):
    from diary_app.domain.medicine import Form
    from diary_app.services import medicines

    medicines.add(diary, "<b>a & b</b> $x_{$", Form.OTHER, (), None)
    robot = open_window(diary, page="medicines")
    assert "<b>a & b</b> $x_{$" in robot.text()
