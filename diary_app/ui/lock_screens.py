"""What stands in the window's place while the diary is closed: unlocking, and the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QScrollArea, QWidget

from diary_app.services import lock
from diary_app.text import _, ngettext
from diary_app.ui import theme
from diary_app.ui.theme import Look, Theme
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import column, heading, row, stack
from diary_app.ui.widgets.fields import LineField, field, refused
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.text import Runs
from diary_app.wording.lock import forgetting_both_loses_all

_WIDEST = 640  # units


class Screen(QMainWindow):
    """One card in a window of its own. `answered` says whether it was left by its own buttons."""

    closed = Signal()

    def __init__(self, form: InputForm) -> None:
        super().__init__()
        self.answered = False
        self.setWindowTitle(_("Dose Diary"))
        look = theme.current()
        smaller = Button("A\N{MINUS SIGN}", guarded=False)
        smaller.setAccessibleName(_("A\N{MINUS SIGN}, smaller text"))
        smaller.chosen.connect(lambda: look.bigger(-1))
        bigger = Button("A+", "bigger", guarded=False)
        bigger.setAccessibleName(_("A+, bigger text"))
        bigger.chosen.connect(look.bigger)
        holder = QWidget()
        holder.setObjectName("column")
        inside = column(holder, 24, 18)
        title = Runs(_("Dose Diary"), "title")
        inside.addWidget(row(title, smaller, bigger, grow=title, gap=8))
        inside.addWidget(form)
        inside.addStretch(1)
        form.setMaximumWidth(look.px(_WIDEST) * 2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self.setCentralWidget(scroll)
        form.left.connect(self._answer)

    def _answer(self) -> None:
        self.answered = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class UnlockForm(InputForm):
    """Asks for the passphrase, or for the recovery code in its place."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("the diary"), "plain")
        self._path = path
        self._by_code = False
        self._typed = secret_field(_("Passphrase"))
        self._title = Runs(_("This diary is locked."), "words")
        self._hint = Runs(_("Type its passphrase to open it."))
        self._other = way(_("I have my recovery code"), "plain")
        self._other.chosen.connect(self._turn)
        self._shows = show_switch(self._typed)
        self._field = field("", self._typed)
        self.add(
            self._title,
            self._hint,
            self._field,
            row(self._shows),
            row(self.save(_("Open"), "main"), self._other),
        )

    def store(self) -> bool:
        """Whether the diary is open now; what does not fit is said calmly beside the field."""
        try:
            lock.unlock(self._path, self._typed.text())
        except lock.Damaged:
            return True  # the key fits: what can be read of the file is shown next
        except (lock.WrongKey, lock.BadInput) as wrong:
            self._typed.setFocus()
            self._typed.selectAll()
            raise refused(self._typed, _words(wrong, by_code=self._by_code)) from wrong
        return True

    def _turn(self) -> None:
        self._by_code = not self._by_code
        self._typed.clear()
        self._field.mend()
        if self._by_code:
            name = _("Recovery code")
            self._hint.show_runs(
                _("Type the 13 groups of your recovery code. Spaces and capitals do not count.")
            )
            self._other.rename(_("I have my passphrase"))
        else:
            name = _("Passphrase")
            self._hint.show_runs(_("Type its passphrase to open it."))
            self._other.rename(_("I have my recovery code"))
        self._typed.setAccessibleName(name)
        self._shows.setChecked(self._by_code)  # nobody types 65 letters blind
        self._typed.setFocus()


def _words(wrong: lock.WrongKey | lock.BadInput, *, by_code: bool) -> str:
    if wrong.kind == "code_group_wrong":
        return _("There is a slip in group {n}: “{group}”. Compare it with your paper.").format(
            **wrong.given
        )
    if wrong.kind == "passphrase_empty":
        return _("Type your passphrase first.")
    if by_code:
        return _("This code is for another diary, or an old one. Nothing was changed.")
    return _(
        "That is not the passphrase. Big letters and the language of the keys matter. "
        "Try again; nothing was changed."
    )


class CodeForm(InputForm):
    """Shows the recovery code, once, and asks for its last group."""

    def __init__(self, code: str) -> None:
        super().__init__(_("recovery code"), "plain")
        self._code = code
        groups = code.split("-")
        lines = [Runs("  ".join(groups[at : at + 4]), "title") for at in range(0, len(groups), 4)]
        self._last = LineField(_("The last group"), units=160)
        later = way(_("Go on without the code"), "plain")
        later.chosen.connect(self.left)
        printed = way(_("Print this page…"))
        printed.chosen.connect(self._print)
        self.add(
            heading(_("Your recovery code")),
            Runs(
                _(
                    "It opens the diary and its backups without the passphrase. It is shown only "
                    "this once: print it, or write it down, and keep it where only you find it."
                )
            ),
            stack(*lines),
            Runs(forgetting_both_loses_all(), "strong"),
            row(printed),
            field(_("When you have it on paper, type its last group here"), self._last),
            row(self.save(_("I have it"), "main"), later),
        )

    def store(self) -> bool:
        """Whether the last group was typed."""
        if not lock.code_ends_with(self._code, self._last.text()):
            raise refused(self._last, _("That is not the last group. Look at your paper again."))
        return True

    def _print(self) -> None:
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            page_of(self._code).print_(printer)


def page_of(code: str) -> QTextDocument:
    """The page to be printed: the code in large letters, what it is for, and no health data."""
    groups = code.split("-")
    page = QTextDocument()
    lines = [
        _("Recovery code of a Dose Diary"),
        "",
        *("   ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)),
        "",
        _("Type it where the passphrase is asked for. It opens the diary and its backups."),
        _("Keep it where only you find it, away from the computer."),
    ]
    font = page.defaultFont()
    font.setPointSize(14)
    page.setDefaultFont(font)
    page.setPlainText("\n".join(lines))
    return page


class PlainForm(InputForm):
    """Offers to delete the files from before that anyone can read."""

    def __init__(self, plain: tuple[Path, ...]) -> None:
        super().__init__(_("unlocked files"), "plain")
        self._plain = plain
        title = ngettext(
            "{n} file from before is not locked. Anyone can read it.",
            "{n} files from before are not locked. Anyone can read them.",
            len(plain),
        )
        away = Button(_("Delete them"))
        away.chosen.connect(self.submit)
        self.add(
            Runs(title.format(n=len(plain)), "words"),
            Runs("\n".join(str(file) for file in plain)),
            Runs(_("A locked backup of the diary was made and checked before this question.")),
            row(self.back(_("Keep them")), away),
        )

    def store(self) -> bool:
        """Delete them."""
        lock.delete_plain(self._plain)
        return True


def secret_field(name: str) -> LineField:
    """A field whose letters show as dots, and that no keyboard remembers."""
    made = LineField(name, units=520)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return made


def show_switch(*fields: LineField) -> Button:
    """Shows what is typed: a shaking hand must see what it does."""
    made = Button(_("Show what I type"), "chip", guarded=False)

    def turn() -> None:
        shown = made.isChecked()
        for each in fields:
            each.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    made.toggled.connect(lambda _on: turn())
    return made


def show_screen(
    app: QApplication, look: Look, make: Callable[[], InputForm], held: list[Screen] | None = None
) -> Look:
    """Show the form that `make` makes until it is left or closed; the look, which can be changed
    here too. `held` gets the screen, to be raised.
    """
    style = Theme(app, look)
    form = make()
    screen = Screen(form)
    screen.resize(style.px(760), style.px(640))
    if held is not None:
        held[:] = [screen]
    screen.closed.connect(app.quit)
    screen.show()
    line = form.findChild(LineField)
    if line is not None:
        line.setFocus()
    app.exec()
    look = style.look
    screen.deleteLater()
    style.setParent(None)
    style.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return look


def unlocked(app: QApplication, look: Look, path: Path, held: list[Screen]) -> Look:
    """Ask for the passphrase of the diary at `path` until it opens or is given up; the look."""
    return show_screen(app, look, lambda: UnlockForm(path), held)


def tell_relocked(app: QApplication, look: Look, done: lock.Relocked) -> Look:
    """Show the recovery code once, then offer to delete what anyone can read; the look then."""
    if done.code:
        look = show_screen(app, look, lambda: CodeForm(done.code))
    if done.plain and done.backup is not None:
        look = show_screen(app, look, lambda: PlainForm(done.plain))
    return look
