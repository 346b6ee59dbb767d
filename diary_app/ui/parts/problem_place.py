"""Where the window says what went wrong, above every page, until the person takes it away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary_app.text import _
from diary_app.ui.faults import fault_banner, is_damage, words_of
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import Banner
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import clear, column


class ProblemPlace(QWidget):
    """One message at a time."""

    shown = Signal(object, str)  # the button that takes it away, and the words
    answered = Signal()  # it is gone, and the keys were on it

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = column(self)
        self.hide()

    def say(self, text: str) -> None:
        """Say what went wrong; "" takes the message away."""
        if not text:
            self._end()
            return
        self._show(Banner(text, (_("Close this message"), self._end)))
        self.shown.emit(self.findChild(Button), text)

    def tell(self, error: Exception) -> None:
        """Say what nobody caught; of damage to the diary show what can still be read."""
        session = self._session
        path = session.diary.file.path
        if is_damage(error, path) and not session.diary.file.read_only:
            session.reopen(lambda: (path, ""))
            return
        self._show(fault_banner(session.diary, error, session.reopen, self._end, self._show))
        self.shown.emit(self.findChild(Button), words_of(error))

    def _show(self, banner: QWidget) -> None:
        clear(self._column)
        self._column.addWidget(banner)
        self.show()

    def _end(self) -> None:
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.answered.emit()
        clear(self._column)
        self.hide()
