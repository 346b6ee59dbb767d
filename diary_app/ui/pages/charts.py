"""Charts: the words first, the picture below, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from diary_app.domain.days import Days
from diary_app.domain.knowledge import Entry
from diary_app.domain.moment import DAY
from diary_app.errors import DiaryError
from diary_app.services import histories, settings, symptoms
from diary_app.services.diary import read_apart
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.pages.page import Page
from diary_app.ui.panels.days import two_days
from diary_app.ui.panels.event import EventForm
from diary_app.ui.parts.chart_view import ChartTable, ChartView
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, clear, empty
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.refusals import in_words
from diary_app.wording.symptoms import short_label

if TYPE_CHECKING:
    from diary_app.charts.chart import Chart

_SPANS = {"14": 14, "30": 30, "90": 91, "365": 365}
_MOST = 3
_OF_SYMPTOMS = ("symptoms", "change", "day", "tradeoff")


class ChartsPage(Page):
    """matplotlib is loaded by the worker when the first chart is asked for, never before."""

    key = "charts"
    icon = "charts"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._span: object = "90"
        self._dates: Days | None = None
        self._kind: object = "symptoms"
        self._ids: list[str] | None = None  # None: those that were rated
        self._all = False
        self._table = False
        self._legend = False
        self._entering = False
        self._opened = False  # the form has just been opened and asks for the keys
        self._form: EventForm | None = None
        self._made: tuple[Chart, bytes] | None = None
        self._asked = 0
        self._canvas: Card | None = None
        self._words: Card | None = None

    def title(self) -> tuple[str, str]:
        return _("Charts"), ""

    def help_text(self) -> str:
        return _(
            "With the keys on the picture, Left and Right move from day to day and say what was "
            "recorded. Show as table gives the same numbers in rows."
        )

    def busy(self) -> bool:
        return self._entering

    def next_control(self) -> QWidget | None:
        opened, self._opened = self._opened, False
        return self._form.first() if opened and self._form is not None else None

    def build(self) -> None:
        if not self._anything():
            self._add_empty()
            return
        self._add_choices()
        self._words = Card(gap=6)
        self._canvas = Card(padding=16)
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

    def _add_choices(self) -> None:
        spans: list[tuple[object, str]] = [
            ("14", _("2 weeks")),
            ("30", _("30 days")),
            ("90", _("3 months")),
            ("365", _("1 year")),
            ("all", _("All")),
            ("dates", _("Dates…")),
        ]
        span = Choice(spans, about=_("period"), value=self._span, guarded=False)
        span.picked.connect(self._choose_span)
        kinds: list[tuple[object, str]] = [
            ("symptoms", _("Symptoms")),
            ("doses", _("Doses")),
            ("calendar", _("Calendar")),
            ("change", _("Before and after")),
            ("day", _("Time of day")),
            ("tradeoff", _("Amount and symptoms")),
        ]
        kind = Choice(kinds, about=_("picture of"), value=self._kind, guarded=False)
        kind.picked.connect(self._choose_kind)
        self.add(flow(span, kind))
        if self._span == "dates":
            self._add_dates()
        if self._kind in _OF_SYMPTOMS:
            self.add(flow(*self._chips(), gap=10))

    def _chips(self) -> list[QWidget]:
        shown: list[QWidget] = []
        chosen = self._chosen()
        for entry in self._offered():
            chip = Button(short_label(entry), "chip", guarded=False, icon="")
            chip.setChecked(entry.id in chosen)
            chip.set_icon("tick" if entry.id in chosen else "")
            chip.chosen.connect(lambda id=entry.id: self._turn(id))
            shown.append(chip)
        more = way(_("Fewer…") if self._all else _("More…"), "chip", about=_("symptoms"))
        more.setCheckable(False)
        more.chosen.connect(self._turn_all)
        return [*shown, more]

    def _offered(self) -> list[Entry]:
        entries = {e.id: e for base in self.session.diary.knowledge for e in base.entries}
        ids = [*settings.load(self.session.diary).tiles, *self._chosen()]
        if self._all:
            ids += entries
        return [entries[id] for id in dict.fromkeys(ids) if id in entries]

    def _chosen(self) -> list[str]:
        if self._ids is not None:
            return self._ids
        days = self._days()
        diary = self.session.diary
        last = symptoms.last_values(diary, diary.zones().start(days.end))
        rated = {id for id, seen in last.items() if seen.at.day >= days.since}
        tiles = settings.load(diary).tiles
        return [id for id in tiles if id in rated][:2] or list(tiles[:1])

    def _days(self) -> Days:
        """The days shown."""
        whole = histories.whole(self.session.diary)
        if self._span == "dates" and self._dates is not None:
            return self._dates
        if self._span in ("all", "dates"):
            return whole
        return Days(whole.end - _SPANS[str(self._span)] * DAY, whole.end)

    def _add_dates(self) -> None:
        def show(days: Days) -> None:
            self._dates = days
            self.altered.emit()

        self.add(two_days(self.session, _("Show these days"), show))

    def _add_buttons(self) -> None:
        table = way(_("Show as picture") if self._table else _("Show as table"))
        table.chosen.connect(self._turn_table)
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
                        "line is drawn across it. Doses have a panel of their own."
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

    def _draw(self) -> None:
        """Read and draw in the worker, years take seconds; the last one asked for is shown."""
        self._asked += 1
        asked = self._asked
        self._made = None
        assert self._canvas is not None
        self._canvas.add(Runs(_("The picture is being drawn…"), "muted"))
        look = theme.current()
        shown = {"theme": look.name, "text_scale": look.scale, "width": self._width()}
        dpi = round(96 * self.devicePixelRatioF())
        read = self._reading()

        def work() -> tuple[Chart, bytes] | None:
            if asked != self._asked:
                return None  # another one was asked for while this one waited
            pictures, material = read()
            drawn: Chart = pictures.draw(material, pictures.Look(**shown))
            return drawn, bytes(pictures.picture(drawn, "png", dpi=dpi))

        self.session.tasks.run(
            work, lambda made: self._show(made, asked), lambda error: self._failed(error, asked)
        )

    def _width(self) -> float:
        """The width of the picture in points."""
        return max(320, self.width() - 2 * theme.current().px(17)) * 0.75

    def _reading(self) -> Callable[[], tuple[Any, Any]]:
        """Work that reads what the chosen picture is drawn from: (the module, the material)."""
        kind, days = str(self._kind), self._days()
        ids = self._chosen() if kind in _OF_SYMPTOMS else None

        def read() -> tuple[Any, Any]:
            # In the worker: this import brings matplotlib, a third of a second.
            pictures: Any = import_module("diary_app.services.pictures")
            with read_apart(self.session.diary) as diary:
                return pictures, pictures.material(diary, kind, days, ids)

        return read

    def _show(self, made: tuple[Chart, bytes] | None, asked: int) -> None:
        if made is None or asked != self._asked or self._canvas is None or self._words is None:
            return
        self._made = made
        drawn, content = made
        for card in (self._words, self._canvas):
            clear(card.column)
        self._words.add(Runs(drawn.words.headline, "words"))
        if drawn.words.rests_on:
            self._words.add(Runs(drawn.words.rests_on, "muted"))
        if self._table:
            self._canvas.add(ChartTable(drawn.table))
        else:
            view = ChartView(drawn, content, self.devicePixelRatioF())
            cursor = Runs("", "small")
            view.read.connect(cursor.show_runs)
            self._canvas.add(view, cursor)

    def _failed(self, error: Exception, asked: int) -> None:
        if not isinstance(error, DiaryError):
            raise error
        if asked == self._asked and self._canvas is not None:
            clear(self._canvas.column)
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
            self, _("Save the picture"), f"dose-diary-{self._kind}.png", ";;".join(formats)
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

    def _choose_span(self, span: object) -> None:
        self._span = span
        self.altered.emit()

    def _choose_kind(self, kind: object) -> None:
        self._kind = kind
        self.altered.emit()

    def _turn(self, id: str) -> None:
        ids = list(self._chosen())
        if id in ids:
            ids.remove(id)
        else:
            ids = [*ids[-(_MOST - 1) :], id]  # at most three: the oldest choice gives way
        self._ids = ids
        self.altered.emit()

    def _turn_all(self) -> None:
        self._all = not self._all
        self.altered.emit()

    def _turn_table(self) -> None:
        self._table = not self._table
        self.altered.emit()

    def _turn_entering(self) -> None:
        self._entering = self._opened = not self._entering
        self.altered.emit()

    def _turn_legend(self) -> None:
        self._legend = not self._legend
        self.altered.emit()
