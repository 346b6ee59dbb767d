"""Cards and what stands between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from diary_app.ui import theme
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.layouts import Flow
from diary_app.ui.widgets.text import Icon, Runs

CardKind = Literal["plain", "hero", "warn", "bad", "bare"]


class Card(QFrame):
    """A rounded frame with one column in it; "bare" has no frame."""

    def __init__(self, kind: CardKind = "plain", *, padding: float = 20, gap: float = 12) -> None:
        super().__init__()
        self.setProperty("card", kind)
        self.column = column(self, padding, gap)

    def add(self, *widgets: QWidget) -> None:
        """Add widgets below one another."""
        for widget in widgets:
            self.column.addWidget(widget)


class RowsCard(Card):
    """A card of rows with a line between them, the rows as wide as the card."""

    def __init__(self) -> None:
        super().__init__(padding=0, gap=0)

    def add_row(self, *widgets: QWidget, grow: QWidget | None = None, least: float = 64) -> Flow:
        """Add a row that wraps when narrow; `grow` takes the room that is left over."""
        if self.column.count():
            self.add(rule())
        made = row(*widgets, grow=grow, padding=(20, 8), least=least)
        self.add(made)
        return made


def column(holder: QWidget, padding: float = 0, gap: float = 12) -> QVBoxLayout:
    """A vertical layout of `holder`, lengths in units."""
    look = theme.current()
    made = QVBoxLayout(holder)
    edge = look.px(padding)
    made.setContentsMargins(edge, edge, edge, edge)
    made.setSpacing(look.px(gap))
    return made


def row(
    *widgets: QWidget,
    grow: QWidget | None = None,
    padding: tuple[float, float] = (0, 0),
    least: float = 0,
    gap: float = 12,
) -> Flow:
    """Widgets side by side, wrapped when narrow, at least `least` units high."""
    made = Flow(gap, line_gap=10, padding=padding, least=least)
    for widget in widgets:
        made.add(widget, grow=widget is grow)
    return made


def stack(*widgets: QWidget, gap: float = 8) -> QWidget:
    """Widgets below one another, without a frame."""
    holder = QWidget()
    layout = column(holder, 0, gap)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def rule() -> QFrame:
    """A line between rows."""
    made = QFrame()
    made.setProperty("rule", True)
    return made


def heading(text: str) -> QWidget:
    """The heading of a section of a page."""
    return Runs(text, "heading")


def empty(
    icon: str, title: str, text: str, action: str = "", do: Callable[[], None] | None = None
) -> Card:
    """What a page shows before there is anything: what will be here and the one next step."""
    card = Card(padding=32, gap=12)
    card.add(Icon(icon, 36, accent=True), Runs(title, "words"), Runs(text, "muted"))
    if do is not None:
        button = way(action, "main")
        button.chosen.connect(do)
        card.add(row(button))
    return card


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            # Hidden and unparented at once, so that no name is found twice before Qt deletes it.
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
