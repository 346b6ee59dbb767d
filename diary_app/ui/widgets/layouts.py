"""Rows that wrap, so that one column reads in order at any width and text size."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from diary_app.ui import theme

_MEASURE_AGAIN = (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.StyleChange)


class Flow(QWidget):
    """Along the line as people read, then the next line; gaps in units.

    A widget added with `grow` takes what its line has left over. With `equal`, all take the width
    of the widest and lines are filled in columns: a grid that chooses its number of columns.

    It places its children itself: a QLayout written in Python answers None to Qt, which PySide
    counts wrongly until the program aborts.
    """

    def __init__(
        self,
        gap: float = 12,
        line_gap: float | None = None,
        *,
        equal: bool = False,
        padding: tuple[float, float] = (0, 0),
        least: float = 0,
    ) -> None:
        """`padding` is across and down, `least` the lowest height."""
        super().__init__()
        self._padding, self._least = padding, least
        self._gap = gap
        self._line_gap = gap if line_gap is None else line_gap
        self._equal = equal
        self._all: list[QWidget] = []
        self._growing: set[QWidget] = set()
        # What the children wish for, and the height at each width, until one of them changes.
        self._hints: dict[QWidget, QSize] = {}
        self._heights: dict[int, int] = {}
        self._outer: dict[int, int] = {}  # the same with the padding
        self._seen = False  # shown with the style it has
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, *, grow: bool = False) -> None:
        """Add a widget at the end."""
        hidden = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        hidden = hidden and widget.isHidden()
        widget.setParent(self)
        # A child of what is not shown yet is shown with it; one of what is shown stays hidden.
        if self.isVisible() and not hidden:
            widget.show()
        self._all.append(widget)
        if grow:
            self._growing.add(widget)
        self._forget()
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        # Qt asks for the same width many times over: it is worked out once.
        if width not in self._outer:
            look = theme.current()
            across, down = look.px(self._padding[0]), look.px(self._padding[1])
            inner = self._needed(width - 2 * across)
            self._outer[width] = max(inner + 2 * down, look.px(self._least))
        return self._outer[width]

    def sizeHint(self) -> QSize:
        gap = theme.current().px(self._gap)
        hints = [self._hint(item) for item in self._shown()]
        width = sum(hint.width() for hint in hints) + gap * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return self._padded(width, height)

    def minimumSizeHint(self) -> QSize:
        least = [_least(item) for item in self._shown()]
        return self._padded(
            max((size.width() for size in least), default=0),
            max((size.height() for size in least), default=0),
        )

    def _padded(self, width: int, height: int) -> QSize:
        look = theme.current()
        across, down = look.px(self._padding[0]), look.px(self._padding[1])
        return QSize(width + 2 * across, max(height + 2 * down, look.px(self._least)))

    def _place(self) -> None:
        look = theme.current()
        across, down = look.px(self._padding[0]), look.px(self._padding[1])
        self._arrange(self.rect().adjusted(across, down, -across, -down), move=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        # Children are styled when first shown, which changes their sizes without a word.
        # A page that comes back as it was left is not measured again.
        kind = event.type()
        if kind in _MEASURE_AGAIN and not (kind == QEvent.Type.Show and self._seen):
            self._seen = kind != QEvent.Type.StyleChange
            self._forget()
            self.updateGeometry()
            if kind == QEvent.Type.LayoutRequest:
                self._place()
        return super().event(event)

    def _forget(self) -> None:
        self._hints.clear()
        self._heights.clear()
        self._outer.clear()

    def _hint(self, item: QWidget) -> QSize:
        found = self._hints.get(item)
        if found is None:
            found = item.sizeHint().expandedTo(item.minimumSize())
            found = self._hints[item] = found.boundedTo(item.maximumSize())
        return found

    def _height(self, item: QWidget, width: int) -> int:
        if item.hasHeightForWidth():
            return max(item.heightForWidth(width), item.minimumHeight())
        return self._hint(item).height()

    def _needed(self, width: int) -> int:
        """The height of the lines in `width` pixels."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._all if not widget.isHidden()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        look = theme.current()
        gap, line_gap = look.px(self._gap), look.px(self._line_gap)
        top = rect.y()
        if move:  # a row that is given more height than it needs stands in its middle
            top += max(0, rect.height() - self._needed(rect.width())) // 2
        first = top
        for line in self._lines(rect.width(), gap):
            widths = self._widths(line, rect.width(), gap)
            heights = [self._height(item, width) for item, width in zip(line, widths, strict=True)]
            tallest = max(heights)
            left = rect.x()
            for item, width, height in zip(line, widths, heights, strict=True):
                if move:
                    stretch = self._equal
                    y = top if stretch else top + (tallest - height) // 2
                    place = QRect(left, y, width, tallest if stretch else height)
                    item.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
                left += width + gap
            top += tallest + line_gap
        return max(0, top - line_gap - first)

    def _lines(self, width: int, gap: int) -> Iterator[list[QWidget]]:
        items = self._shown()
        if self._equal and items:
            each = max(self._hint(item).width() for item in items)
            columns = max(1, min(len(items), (width + gap) // (each + gap)))
            # Five tiles on two lines read better as three and two than as four and one.
            rows = -(-len(items) // columns)
            columns = -(-len(items) // rows)
            yield from (items[i : i + columns] for i in range(0, len(items), columns))
            return
        line: list[QWidget] = []
        used = 0
        for item in items:
            wish = min(self._wish(item), width)
            if line and used + gap + wish > width:
                yield line
                line, used = [], 0
            used += wish + (gap if line else 0)
            line.append(item)
        if line:
            yield line

    def _wish(self, item: QWidget) -> int:
        # A growing text asks for a readable width and takes the rest, not a line of its own.
        hint = self._hint(item).width()
        return min(hint, theme.current().px(300)) if item in self._growing else hint

    def _widths(self, line: list[QWidget], width: int, gap: int) -> list[int]:
        room = width - gap * (len(line) - 1)
        if self._equal:
            items = self._shown()
            columns = len(next(self._lines(width, gap))) if items else 1
            each = (width - gap * (columns - 1)) // columns
            return [each] * len(line)
        widths = [min(self._wish(item), room) for item in line]
        growing = [i for i, item in enumerate(line) if item in self._growing]
        for i in growing:
            widths[i] += max(0, room - sum(widths)) // len(growing)
        return widths


def _least(item: QWidget) -> QSize:
    return item.minimumSizeHint().expandedTo(item.minimumSize())


def flow(*widgets: QWidget, gap: float = 12, equal: bool = False) -> Flow:
    """Widgets in a flow."""
    made = Flow(gap, equal=equal)
    for widget in widgets:
        made.add(widget)
    return made
