"""Qt's own words in the language in force: buttons of its dialogs, the menu of a field, keys."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_spoken: list[tuple[str, QTranslator]] = []


def speak(app: QApplication, code: str) -> None:
    """Have Qt speak the language `code`; English where Qt does not know it."""
    if _spoken and _spoken[-1][0] == code:
        return
    for _code, before in _spoken:
        app.removeTranslator(before)
    translator = QTranslator(app)
    _spoken[:] = [(code, translator)]
    QLocale.setDefault(QLocale(code))  # dates and names of the dialogs; our own ask the computer
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if code != "en" and translator.load(f"qtbase_{code}", folder):
        app.installTranslator(translator)
