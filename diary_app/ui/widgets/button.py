"""The button: large, named in full, pressed once however often a hand shakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QStyle

from diary_app.ui import icons, theme
from diary_app.ui.guard import By, Press

Kind = Literal[
    "outlined", "main", "plain", "warn", "chip", "nav", "step", "number", "tile", "bigger", "answer"
]
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PRESSING = (*ENTER, Qt.Key.Key_Space)
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
Records = Literal["nothing", "one", "many"]
_How = tuple[By, tuple[int, int], int, int]  # by what, where, which key, when in ms
_PROGRAM: _How = ("program", (0, 0), 0, 0)


class Button(QPushButton):
    """A push button with `chosen`, which fires once per meant press, however it was pressed.

    `about` completes the spoken name: "Skip" about "baclofen, 14:00" is "Skip, baclofen, 14:00".
    `records` is how many answers a press stores: the keys are not put on a button that stores
    some, save where a page says so, and never on one that stores many. One that is not `guarded`
    stores nothing and may be pressed fast.
    """

    chosen = Signal()
    refused = Signal()  # an assistive action turned the button when no press counted

    def __init__(
        self,
        text: str,
        kind: Kind = "outlined",
        *,
        about: str = "",
        icon: str = "",
        large: bool = False,
        guarded: bool = True,
        records: Records = "one",
    ) -> None:
        # A medicine called "A & B" must not become a shortcut.
        super().__init__(text.replace("&", "&&"))
        self.words = text
        self._icon_name = icon
        self._guarded = guarded
        self.records: Records = records if guarded else "nothing"
        self._allowed = True
        self._turning = False  # by a click or by us: other turns are those of assistive actions
        self._by: _How = _PROGRAM
        self._around: tuple[int, int, int] | None = None  # until the style changes
        self._across: dict[str, int] = {}  # the widths of its words, as long
        self.setAccessibleName(f"{text}, {about}" if about else text)
        self.setProperty("kind", kind)
        if large:
            self.setProperty("tall", True)
        self.setCheckable(kind in ("chip", "nav", "answer"))
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._on_clicked)
        self.toggled.connect(self._on_toggled)
        self._draw_icon()

    def rename(self, text: str) -> None:
        """Say something else."""
        self.words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_icon(self, name: str) -> None:
        """Show another icon, none when `name` is empty."""
        self._icon_name = name
        self._draw_icon()

    def sizeHint(self) -> QSize:
        """On one line, however many the words are on now."""
        return self._size([self.words])

    def minimumSizeHint(self) -> QSize:
        """No narrower than the longest word, so that long words stand on several lines."""
        size = self._size(self.words.split())
        return QSize(size.width(), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return self._size(self._lines(width)).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break_lines()

    def _break_lines(self) -> None:
        lines = self._lines(self.width())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            # As its own words run: "2:05 pm" must not become "pm 2:05".
            lines = [f"\N{FIRST STRONG ISOLATE}{line}\N{POP DIRECTIONAL ISOLATE}" for line in lines]
        text = "\n".join(lines).replace("&", "&&")
        if self.text() not in ("", text):  # a tile has labels instead
            self.setText(text)

    def _lines(self, width: int) -> list[str]:
        """The words in lines that fit into `width` pixels."""
        if self._size([self.words]).width() <= width:
            return [self.words]
        lines: list[str] = []
        for word in self.words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._size([longer]).width() <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [self.words]

    def _size(self, lines: Sequence[str]) -> QSize:
        """What a button with these lines takes."""
        if self._around is None:
            self._around, self._across = self._measure(), {}
        around, height, line = self._around
        width = max((self._width_of(text) for text in lines), default=0)
        return QSize(width + around, height + line * (len(lines) - 1))

    def _width_of(self, text: str) -> int:
        """How wide one line is, measured once: layouts ask for it again and again."""
        if text not in self._across:
            font = self.fontMetrics()
            if self.property("kind") == "nav":
                # The page that is open is named in bold, which the style does not measure.
                bold = self.font()
                bold.setWeight(QFont.Weight.Bold)
                font = QFontMetrics(bold)
            self._across[text] = font.horizontalAdvance(text)
        return self._across[text]

    def _measure(self) -> tuple[int, int, int]:
        """What stands beside the words, the height with one line, and what each more adds."""
        self.ensurePolished()
        hint, metrics = super().sizeHint(), self.fontMetrics()
        lines = self.text().replace("&&", "&").split("\n")
        around = hint.width() - max(metrics.horizontalAdvance(line) for line in lines)
        line = metrics.lineSpacing()
        return around, hint.height() - line * (len(lines) - 1), line

    def setChecked(self, on: bool) -> None:
        before, self._turning = self._turning, True
        super().setChecked(on)
        self._turning = before

    def nextCheckState(self) -> None:
        # Qt comes here first with every click: of the mouse, of a key, of an assistive press. It
        # comes here too when another button of a row is chosen, which is no press of this one.
        group: QButtonGroup | None = self.group()
        chosen = group.checkedButton() if group is not None and self.isChecked() else self
        self._allowed = chosen is not self or theme.current().guard.allows(self._press())
        if self._allowed:
            self._turning = True
            super().nextCheckState()
            self._turning = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS and self._guarded and self.group() is not None:
            event.ignore()  # Qt would choose the next of the row, which stores it
            return
        if event.key() not in PRESSING:
            super().keyPressEvent(event)
            return
        if not theme.current().guard.begins(
            event.key(), repeats=event.isAutoRepeat(), stamp=event.timestamp()
        ):
            return
        if event.key() in ENTER:  # presses a button only in dialogs
            self._by = ("key", (0, 0), event.key(), event.timestamp())
            self.click()
            self._by = _PROGRAM
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        theme.current().guard.ends(event.key(), event.timestamp())
        self._by = ("key", (0, 0), event.key(), event.timestamp())
        super().keyReleaseEvent(event)
        self._by = _PROGRAM

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition()
        self._by = ("mouse", (int(at.x()), int(at.y())), 0, event.timestamp())
        super().mouseReleaseEvent(event)
        self._by = _PROGRAM

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._around = None
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._draw_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("kind") == "nav" and self.isChecked():
            _bar(self)
        if self.hasFocus():
            focus_ring(self)

    def _press(self) -> Press:
        by, at, key, stamp = self._by
        return Press(self.accessibleName(), by, at, key, light=not self._guarded, stamp=stamp)

    def _on_clicked(self) -> None:
        if self._allowed:
            self.chosen.emit()

    def _on_toggled(self, on: bool) -> None:
        self._draw_icon()
        group: QButtonGroup | None = self.group()
        if self._turning or (group is not None and group.exclusive() and not on):
            return
        # The default action of a screen reader turns a button without a click.
        if theme.current().guard.allows(self._press()):
            self.chosen.emit()
            return
        if group is None:
            self.setChecked(not on)
        self.refused.emit()

    def _draw_icon(self) -> None:
        self._around = None
        if not self._icon_name:
            if not self.icon().isNull():
                self.setIcon(QIcon())
            return
        look = theme.current()
        kind = self.property("kind")
        colour = look.tokens.text
        if kind == "main":
            colour = look.tokens.on_accent
        elif kind == "plain" or (kind == "nav" and self.isChecked()):
            colour = look.tokens.accent
        side, gap = look.px(20), look.px(10 if kind == "nav" else 6)
        self.setIconSize(QSize(side + gap, side))
        self.setIcon(icons.icon(self._icon_name, colour, side, gap, self.devicePixelRatioF()))


def way(
    text: str, kind: Kind = "outlined", *, about: str = "", icon: str = "", large: bool = False
) -> Button:
    """A button that opens, closes or shows something, and stores nothing."""
    return Button(text, kind, about=about, icon=icon, large=large, records="nothing")


def focus_ring(button: QPushButton) -> None:
    """Draw where the keys go: a ring inside the edge, set off from a filled button by a gap."""
    look = theme.current()
    width, gap = look.px(3), look.px(2)
    radius = look.px(14 if button.property("kind") == "tile" else 10)
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = button.property("kind") == "main" or (
        button.isChecked() and (button.property("kind") == "answer" or "segment" in _names(button))
    )
    rings = [(look.tokens.focus, width, width / 2)]
    if filled:
        rings.insert(0, (look.tokens.card, gap + 1, width + gap / 2))
    for colour, thick, inset in rings:
        painter.setPen(QPen(QColor(colour), thick))
        where = QRectF(button.rect()).adjusted(inset, inset, -inset, -inset)
        round_ = max(1.0, radius - inset)
        painter.drawRoundedRect(where, round_, round_)
    painter.end()


def _bar(button: QPushButton) -> None:
    """The bar at the left of the page that is open, inside the rounded corner."""
    look = theme.current()
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(button.rect()), look.px(10), look.px(10))
    strip = QRect(0, 0, look.px(4), button.height())
    painter.setClipRect(QStyle.visualRect(button.layoutDirection(), button.rect(), strip))
    painter.fillPath(shape, QColor(look.tokens.accent))
    painter.end()


def _names(button: QPushButton) -> set[str]:
    return {bytes(name.data()).decode() for name in button.dynamicPropertyNames()}
