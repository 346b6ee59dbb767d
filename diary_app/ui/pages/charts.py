"""Charts: the words first, the picture below, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget

from diary_app.errors import DiaryError
from diary_app.services import histories
from diary_app.services.diary import read_apart
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.pages.page import Page
from diary_app.ui.panels.event import EventForm
from diary_app.ui.parts.chart_choices import ChartChoices
from diary_app.ui.parts.chart_view import ChartTable, ChartView
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import Card, clear, empty
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.refusals import in_words

if TYPE_CHECKING:
    from diary_app.charts.chart import Chart

# Units: in a smaller window the choices fold, or the picture would be out of sight.
_LOW, _NARROW = 960, 1100
_REDRAWN_MS = 150  # after the last change of the window's size
_ROWS = 60  # of the table at a time


class ChartsPage(Page):
    """matplotlib is loaded by the worker when the first chart is asked for, never before."""

    key = "charts"
    icon = "charts"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._choices = ChartChoices(session)
        self._choices.altered.connect(self._alter)
        self._table = False
        self._turned = False  # between picture and table, by the button that then has another name
        self._table_button: QWidget | None = None
        self._legend = False
        self._entering = False
        self._opened = False  # the form has just been opened and asks for the keys
        self._form: EventForm | None = None
        self._made: tuple[Chart, bytes] | None = None
        self._asked = 0
        self._canvas: Card | None = None
        self._words: Card | None = None
        self._view: ChartView | None = None
        self._rows = _ROWS
        self._drawn: tuple[float, float] = (0, 0)  # the size it is drawn for, in points
        self._material: tuple[Any, Any] | None = None  # what is shown, to be drawn in another size
        self._folded = False
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(_REDRAWN_MS)
        self._resized.timeout.connect(self._draw_again)

    def title(self) -> tuple[str, str]:
        return _("Charts"), ""

    def busy(self) -> bool:
        return self._entering

    def step_back(self) -> bool:
        return self._choices.step_back()

    def next_control(self) -> QWidget | None:
        opened, self._opened = self._opened, False
        turned, self._turned = self._turned, False
        if turned:
            return self._table_button
        if opened and self._form is not None:
            return self._form.first()
        return self._choices.take_focus()

    def build(self) -> None:
        if not self._anything():
            self._add_empty()
            return
        self._folded = self._is_small()
        self.add(*self._choices.build(folded=self._folded))
        self._view = None
        self._words = Card(padding=14 if self._folded else 20, gap=6)
        self._canvas = Card(padding=12 if self._folded else 16, gap=6)
        self._words.hide()  # until there are some
        self.add(self._words, self._canvas)
        self._add_buttons()
        self._add_event()
        # A page that is opened for the first time gets its width only after it is built.
        QTimer.singleShot(0, self, self._draw)

    def _anything(self) -> bool:
        days = histories.whole(self.session.diary)
        return days.count > 1 or bool(histories.load(self.session.diary, days).doses)

    def _add_empty(self) -> None:
        self.add(
            empty(
                "charts",
                _("Your doses and symptoms over time will stand here."),
                _("A few days with records are enough for a first picture."),
                _("Go to today"),
                lambda: self.session.wanted.emit("today", None),
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start()

    def _is_small(self) -> bool:
        look, window = theme.current(), self.window()
        return window.height() < look.px(_LOW) or window.width() < look.px(_NARROW)

    def _draw_again(self) -> None:
        """The window has another size: the choices may fold, the picture is drawn to fit."""
        if self._canvas is None or not self.isVisible() or self._entering:
            return
        if self._folded != self._is_small():
            self.altered.emit()
        elif self._made is not None and not self._table and self._is_other_size():
            self._draw(self._material)

    def _is_other_size(self) -> bool:
        # A scroll bar that comes and goes is none, or the picture would be drawn on and on.
        least = theme.current().px(20) * 0.75
        width, height = (
            abs(now - then) for now, then in zip(self._size(), self._drawn, strict=True)
        )
        return width > least or (self._folded and height > least)

    def _alter(self) -> None:
        self._rows = _ROWS
        self.altered.emit()

    def _add_buttons(self) -> None:
        table = way(_("Show as picture") if self._table else _("Show as table"))
        table.chosen.connect(self._turn_table)
        self._table_button = table
        save = way(_("Save picture…"))
        save.chosen.connect(self._save)
        copy = way(_("Copy picture"))
        copy.chosen.connect(self._copy)
        what = way(_("What do the thick lines mean?"), "plain")
        what.chosen.connect(self._turn_legend)
        self.add(flow(table, save, copy, what))
        if self._legend:
            self.add(
                Runs(
                    _(
                        "Thin lines and dots are what you recorded. A thick line is the middle "
                        "value of a week. Where nothing was recorded there is a grey band, and no "
                        "line is drawn across it. Doses have a picture of their own below."
                    )
                )
            )

    def _add_event(self) -> None:
        """The button that opens the form, or the form."""
        self._form = None
        if self._entering:
            self._form = EventForm(self.session, self._turn_entering)
            self.add(self._form)
            return
        enter = way(_("Add what may matter…"))
        enter.chosen.connect(self._turn_entering)
        self.add(flow(enter))

    def _draw(self, material: tuple[Any, Any] | None = None) -> None:
        """Read and draw in the worker, years take seconds; the last one asked for is shown.

        `material`: what was read for the picture that is shown, which is only drawn anew.
        """
        if self._canvas is None:
            return
        self._asked += 1
        asked = self._asked
        if material is None:
            self._made = None
            self._canvas.add(Runs(_("The picture is being drawn…"), "muted"))
            # What stands below must not move under a hand when the picture comes.
            self._canvas.setMinimumHeight(round(self._size()[1] / 0.75))
        look, self._drawn = theme.current(), self._size()
        width, height = self._drawn
        shown = {
            "theme": look.name,
            "text_scale": look.scale,
            "width": width,
            "height": height if self._folded else None,
        }
        dpi = round(96 * self.devicePixelRatioF())
        read = self._reading() if material is None else lambda: material

        def work() -> tuple[Chart, bytes, tuple[Any, Any]] | None:
            if asked != self._asked:
                return None  # another one was asked for while this one waited
            pictures, of = read()
            drawn: Chart = pictures.draw(of, pictures.Look(**shown))
            return drawn, bytes(pictures.picture(drawn, "png", dpi=dpi)), (pictures, of)

        self.session.tasks.run(
            work, lambda made: self._show(made, asked), lambda error: self._failed(error, asked)
        )

    def _size(self) -> tuple[float, float]:
        """The size of the picture in points: as wide as the card, as high as there is room below.

        The words over it take two lines until they are known, and those of the cursor one.
        """
        look = theme.current()
        width = max(320, self.width() - 2 * look.px(13 if self._folded else 17))
        assert self._canvas is not None and self._words is not None
        words = 0 if self._words.isVisible() else look.px(94)
        height = self._room() - self._canvas.y() - words - look.px(56)
        return width * 0.75, max(look.px(240), height) * 0.75

    def _room(self) -> int:
        """How much of the page is seen at once, from its top."""
        scroll = self._scroll()
        inside = None if scroll is None else scroll.widget()
        if scroll is None or inside is None:
            return self.height()
        above = self.mapTo(inside, QPoint(0, 0)).y()
        return scroll.viewport().height() - above

    def _scroll(self) -> QScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def _reading(self) -> Callable[[], tuple[Any, Any]]:
        """Work that reads what the chosen picture is drawn from: (the module, the material)."""
        kind, days, ids = self._choices.kind, self._choices.days, self._choices.symptoms

        def read() -> tuple[Any, Any]:
            # In the worker: this import brings matplotlib, a third of a second.
            pictures: Any = import_module("diary_app.services.pictures")
            with read_apart(self.session.diary) as diary:
                return pictures, pictures.material(diary, kind, days, ids)

        return read

    def _show(self, made: tuple[Chart, bytes, tuple[Any, Any]] | None, asked: int) -> None:
        if made is None or asked != self._asked or self._canvas is None or self._words is None:
            return
        drawn, content, self._material = made
        self._made = drawn, content
        if self._view is not None:  # the same picture in another size: the keys may be on it
            self._view.show_chart(drawn, content, self.devicePixelRatioF())
            return
        for card in (self._words, self._canvas):
            clear(card.column)
        self._canvas.setMinimumHeight(0)
        self._words.show()
        self._words.add(Runs(drawn.words.headline, "words"))
        below = Runs(drawn.words.rests_on, "muted")
        if self._table:
            self._words.add(below)
            self._show_table(drawn)
            return
        self._view = ChartView()
        self._view.show_chart(drawn, content, self.devicePixelRatioF())
        cursor = Runs(_("Left and Right move from day to day."), "small")
        self._view.read.connect(lambda said: self._read_out(cursor, said))
        # In a small window the picture comes first: what the words rest on stands below it.
        self._canvas.add(*([cursor] if drawn.stops else []), self._view)
        (self._canvas if self._folded else self._words).add(below)
        self._resized.start()  # the words may take more room than was thought

    def _read_out(self, cursor: Runs, said: str) -> None:
        """Show what the cursor stands on, in sight."""
        cursor.show_runs(said)
        scroll = self._scroll()
        if scroll is not None:
            scroll.ensureWidgetVisible(cursor, 0, theme.current().px(12))

    def _show_table(self, drawn: Chart) -> None:
        assert self._canvas is not None
        table = ChartTable(drawn.table, self._rows)
        self._canvas.add(table)
        if len(drawn.table.rows) > self._rows:
            more = way(_("Show earlier rows"))
            more.chosen.connect(self._show_more)
            self._canvas.add(flow(more))

    def _show_more(self) -> None:
        self._rows += _ROWS
        self.altered.emit()

    def _failed(self, error: Exception, asked: int) -> None:
        if not isinstance(error, DiaryError):
            raise error
        if asked == self._asked and self._canvas is not None:
            clear(self._canvas.column)
            self._canvas.setMinimumHeight(0)
            self._canvas.add(Runs(str(in_words(error)), "muted"))

    def _copy(self) -> None:
        """The picture as it is shown, to be put into a letter."""
        if self._made is not None:
            QGuiApplication.clipboard().setImage(QImage.fromData(self._made[1]))
            self.session.told.emit(_("The picture is copied."))

    def _save(self) -> None:
        if self._made is None:
            return
        formats = ("PNG (*.png)", "SVG (*.svg)", "PDF (*.pdf)")
        name, chosen = QFileDialog.getSaveFileName(
            self, _("Save the picture"), f"dose-diary-{self._choices.kind}.png", ";;".join(formats)
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".png", ".svg", ".pdf"):
            # Typed without one: the format chosen in the dialog is meant.
            path = path.with_name(path.name + f".{chosen[:3].lower() or 'png'}")
        read = self._reading()

        def work() -> Path:
            pictures, material = read()
            pictures.save(pictures.draw(material), path)
            return path

        said = _("The picture is saved as {path}.")
        self.session.tasks.run(
            work, lambda at: self.session.told.emit(said.format(path=at)), self._not_saved
        )

    def _not_saved(self, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        self.session.problem.emit(str(in_words(error)))

    def _turn_table(self) -> None:
        self._table, self._turned = not self._table, True
        self.altered.emit()

    def _turn_entering(self) -> None:
        self._entering = self._opened = not self._entering
        self.altered.emit()

    def _turn_legend(self) -> None:
        self._legend = not self._legend
        self.altered.emit()
