"""Qt's own words speak the language of the window: its dialogs, its menus."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from diary_app.services import settings


def words(qtbot):
    box, field = QDialogButtonBox(QDialogButtonBox.StandardButton.Close), QLineEdit()
    qtbot.addWidget(box)
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    close = box.button(QDialogButtonBox.StandardButton.Close).text()
    undo = menu.actions()[0].text().partition("\t")[0]
    return close.replace("&", ""), undo.replace("&", "")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", ("Schließen", "Rückgängig")),
        ("es", ("Cerrar", "Deshacer")),
        ("fr", ("Fermer", "Annuler")),
        ("en", ("Close", "Undo")),
    ],
)
def test_the_dialogs_of_qt_speak_the_language_of_the_window(open_window, diary, qtbot, code, said):
    settings.save(diary, language=code)
    open_window(diary)
    assert words(qtbot) == said
