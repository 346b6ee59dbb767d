"""What each part of the window is to a screen reader, where Qt would call it a plain area.

Qt asks for this only when an assistive program listens, once for each widget it looks at.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QPushButton, QWidget

_HEADINGS = frozenset({"title", "heading", "words"})  # of the style sheet
_NAMED_AREAS = frozenset({"Flow", "Card", "Field", "UndoBar"})  # a group where they have a name
_installed: list[bool] = []


def install() -> None:
    """Have Qt ask here first, once for the life of the program."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)


def _interface(kind: str, source: QObject) -> QAccessibleInterface | None:
    """What `source` is to a screen reader; None where Qt knows it well.

    Qt comes with the name of its class, then with those of the classes that one is made from.
    """
    role = QAccessible.Role
    if not isinstance(source, QWidget):
        return None
    if kind == "Navigation":
        return QAccessibleWidget(source, role.List, source.accessibleName())
    if kind == "ChartView":
        return QAccessibleWidget(source, role.Graphic, source.accessibleName())
    if kind in _NAMED_AREAS and source.accessibleName():
        return QAccessibleWidget(source, role.Grouping, source.accessibleName())
    if kind == "Button" and isinstance(source, QPushButton):
        if source.property("kind") == "nav":
            return _OneOfSeveral(source, role.ListItem)
        return _OneOfSeveral(source, role.RadioButton) if source.property("segment") else None
    if kind == "QLabel" and isinstance(source, QLabel) and source.property("role") in _HEADINGS:
        return _Heading(source)
    return None


class _Heading(QAccessibleWidget):
    """The title of a page, of a card or of a form."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.Heading)

    def text(self, which: QAccessible.Text) -> str:
        label = self.widget()
        if which == QAccessible.Text.Name and isinstance(label, QLabel):
            return label.text()  # of a title, which changes
        return super().text(which)


class _OneOfSeveral(QAccessibleWidget):
    """A page in the list of pages, an answer in a row of answers. Each action but focus chooses it.

    Qt's own check box and radio button have an action that only marks them, and it comes first.
    """

    def __init__(self, button: QPushButton, role: QAccessible.Role) -> None:
        super().__init__(button, role, button.accessibleName())

    def state(self) -> QAccessible.State:
        state, button = super().state(), self.widget()
        chosen = isinstance(button, QPushButton) and button.isChecked()
        if self.role() == QAccessible.Role.ListItem:
            state.selectable, state.selected = True, chosen
        else:
            state.checkable, state.checked = True, chosen
        return state

    def actionNames(self) -> list[str]:
        return [self.pressAction(), self.toggleAction(), self.setFocusAction()]

    def doAction(self, name: str) -> None:
        button = self.widget()
        if name != self.setFocusAction() and isinstance(button, QPushButton):
            # After the call of the bus has been answered: the page may take its time.
            QTimer.singleShot(0, button, button.click)
        else:
            super().doAction(name)
