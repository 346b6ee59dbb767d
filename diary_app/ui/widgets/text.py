"""Text on the window: always plain, so that nothing a patient types can become markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from diary_app.ui import icons, theme

Style = Literal["plain", "strong", "muted", "caps", "aside", "subtitle", "figure"]
_WIDE = 10_000  # pixels: wider than any line
_LEADING = 1.18  # of the font's own line height, for text that runs over several lines


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line. `caps` is the small word DOSE, `aside` a smaller muted remark,
    `figure` a number that stands out of muted text, `subtitle` what stands beside a page's title.
    """

    text: str
    style: Style = "plain"


def text_of(words: Sequence[Run] | str) -> str:
    """What is read of a line, without its looks."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


def spoken_words(area: QWidget) -> str:
    """Everything that is to be read in an area, in order."""
    return " ".join(text for shown in area.findChildren(QLabel) if (text := shown.text()))


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label in one of the roles of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if not wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


class Runs(QLabel):
    """A line of differently weighted pieces on one baseline, which wraps between words.

    It is a label to a screen reader: its text is all pieces together.
    """

    def __init__(
        self, runs: Sequence[Run] | str, role: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWordWrap(True)  # else the label takes that back at each text
        self._runs: tuple[Run, ...] = ()
        self._laid_out: dict[int, tuple[QTextLayout, float, float]] = {}
        self.show_runs(runs)

    def show_runs(self, runs: Sequence[Run] | str) -> None:
        """Replace the text."""
        self._runs = (Run(runs),) if isinstance(runs, str) else tuple(runs)
        self._laid_out.clear()
        self.setText("".join(run.text for run in self._runs))
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return round(self._layout(width)[1] + 0.5)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        _, height, width = self._layout(_WIDE)
        return QSize(int(width) + 2, round(height + 0.5))

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        layout, _, _ = self._layout(_WIDE)
        return QSize(int(layout.minimumWidth()) + 1, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        layout, height, _ = self._layout(self.width())
        layout.draw(painter, QPointF(0, max(0.0, (self.height() - height) / 2)))

    def changeEvent(self, event: QEvent) -> None:
        self._laid_out.clear()
        super().changeEvent(event)

    def _layout(self, width: int) -> tuple[QTextLayout, float, float]:
        """The laid-out text, its height and the width it uses, in pixels.

        Kept until text or style change: Qt asks for the same width many times over.
        """
        if width not in self._laid_out:
            one_line = self._laid_out.get(_WIDE)
            # What stands on its lines with room to spare stands there in any more room.
            if (
                one_line is not None
                and one_line[2] + 2 <= width
                and self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            ):
                return one_line
            self._laid_out[width] = self._lay_out(width)
        return self._laid_out[width]

    def _lay_out(self, width: int) -> tuple[QTextLayout, float, float]:
        # A text layout knows a new line by this sign alone.
        text = self.text().replace("\n", "\N{LINE SEPARATOR}")
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        reading = self.layoutDirection()
        # As its own words run: a number before English words must not change sides.
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setAlignment(QStyle.visualAlignment(reading, Qt.AlignmentFlag.AlignLeft))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        top, widest, height = 0.0, 0.0, 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            height = top + line.height()
            top += line.height() * _LEADING
            widest = max(widest, line.naturalTextWidth())
        layout.endLayout()
        return layout, height, widest

    def _formats(self) -> list[QTextLayout.FormatRange]:
        ranges, start = [], 0
        for run in self._runs:
            # Qt counts UTF-16 units, so a name with an emoji is longer than Python says.
            length = len(run.text.encode("utf-16-le")) // 2
            if run.style != "plain":
                one = QTextLayout.FormatRange()
                one.start, one.length, one.format = start, length, self._format(run.style)
                ranges.append(one)
            start += length
        return ranges

    def _format(self, style: Style) -> QTextCharFormat:
        made = QTextCharFormat()
        font = QFont(self.font())
        if style in ("strong", "figure"):
            font.setWeight(QFont.Weight.Bold)
        elif style == "caps":
            font.setPixelSize(max(1, round(font.pixelSize() * 0.72)))
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 105)
        elif style == "aside":
            font.setPixelSize(max(1, round(font.pixelSize() * 0.8)))
        elif style == "subtitle":
            font.setPixelSize(max(1, round(font.pixelSize() * 0.714)))
            font.setWeight(QFont.Weight.Normal)
        made.setFont(font)
        if style in ("muted", "caps", "aside", "subtitle"):
            made.setForeground(QColor(theme.current().tokens.muted))
        elif style == "figure":
            made.setForeground(QColor(theme.current().tokens.text))
        return made


class Pill(QLabel):
    """A state: its word, and a sign drawn before it, so that colour is never alone."""

    def __init__(self, state: str, sign: str, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("pill", state)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the sign and its room are
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        side = look.px(13)
        where = QRectF(look.px(13), (self.height() - side) / 2, side, side)
        colour = self.palette().color(QPalette.ColorRole.WindowText).name()
        icons.paint(QPainter(self), f"sign-{self._sign}", colour, where)


class Icon(QWidget):
    """A drawing without meaning of its own, in the colour of the text."""

    def __init__(self, name: str, units: int = 22, *, accent: bool = False) -> None:
        super().__init__()
        self._name, self._units, self._accent = name, units, accent
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._units)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        colour = tokens.accent if self._accent else tokens.text
        icons.paint(QPainter(self), self._name, colour, QRectF(self.rect()))
