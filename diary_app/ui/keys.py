"""The keys of the window: what they are bound to, and their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.guard import Press

_MODIFIERS = Qt.KeyboardModifier
# Held with another key, and no press of their own: Ctrl would arm the guard against its Ctrl+Z.
_HELD_WITH = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)


def bind(window: QWidget, keys: Mapping[str, Callable[[], object]], *, light: bool) -> None:
    """Have each key do something in `window`, once however long it is held.

    `light` keys store nothing and may follow each other fast.
    """
    for key, do in keys.items():
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda key=key, do=do: _press(key, do, light=light))


def _press(keys: str, do: Callable[[], object], *, light: bool) -> None:
    guard, key = theme.current().guard, int(QKeySequence(keys)[0].key())  # type: ignore[index]
    if guard.began():
        guard.act(Press(keys, "key", key=key, light=light, stamp=guard.stamp()), do)


def hear(event: QEvent) -> None:
    """Tell the guard of a key that a shortcut may take: Qt says of that only that it was taken."""
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
        theme.current().guard.stamped(event.key(), event.timestamp())
        if event.key() in _HELD_WITH:
            return
        chord = event.modifiers() & (_MODIFIERS.ControlModifier | _MODIFIERS.AltModifier)
        if chord or event.key() in (Qt.Key.Key_F1, Qt.Key.Key_F6):
            theme.current().guard.begins(
                event.key(), repeats=event.isAutoRepeat(), stamp=event.timestamp()
            )


def keys_help() -> tuple[str, ...]:
    """One line a key."""
    return (
        _("Alt+1 to Alt+8: the pages in order"),
        _("Enter or Space: press the control with the ring"),
        _("Ctrl+1 to Ctrl+9: rate a symptom, then 0 to 9, X for 10"),
        _("Ctrl+Z: undo. Ctrl+Shift+Z: redo"),
        _("Ctrl+N: write a note. Ctrl+D: go to a date. Ctrl+P: print the summary"),
        _("Ctrl+Left and Ctrl+Right: the day before and after"),
        _("Ctrl and plus, minus or 0: bigger, smaller, usual text"),
        _("F6: from the list of pages to the page to the undo bar. Ctrl+Q: quit"),
        _("Ctrl+L: lock the diary now, where it has a passphrase"),
        _("F1: this help. Esc: close it, or the form that is open"),
    )
