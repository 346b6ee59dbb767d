"""How the window looks: four sets of colours, one style template, one text scale.

Lengths are written in "units": pixels at 100 % text size. Everything, the gaps too, grows with
the text, so at 200 % the window is the same drawing twice as large.
"""

from __future__ import annotations

import re
import string
import sys
from dataclasses import asdict, dataclass, replace
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from diary_app import fault_log, text
from diary_app.resources import folder, read_text
from diary_app.ui import qt_words
from diary_app.ui.desktop import computer
from diary_app.ui.desktop.desktop_settings import DesktopSettings
from diary_app.ui.guard import PressGuard
from diary_app.wording import writing

ThemeName = Literal["light", "dark", "hc-light", "hc-dark"]
SMALLEST, LARGEST, STEP = 100, 200, 10


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme. Contrast is held by tests: text 7:1, edges and focus 3:1."""

    window: str
    card: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    accent_down: str
    border: str
    line: str
    focus: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str


THEMES: dict[ThemeName, Tokens] = {
    "light": Tokens(
        window="#F3F5F7",
        card="#FFFFFF",
        text="#15202B",
        muted="#4A5864",
        accent="#00539F",
        on_accent="#FFFFFF",
        accent_soft="#E6F0FA",
        accent_down="#003F7A",
        border="#6B7780",
        line="#C9D1D8",
        focus="#B35900",
        ok="#00652E",
        ok_soft="#E5F4EA",
        warn="#8A4B00",
        warn_soft="#FFF3E0",
        bad="#A1260D",
        bad_soft="#FDECE8",
    ),
    "dark": Tokens(
        window="#14191F",
        card="#1E252D",
        text="#F2F5F7",
        muted="#B7C2CC",
        accent="#7CC0FF",
        on_accent="#08131D",
        accent_soft="#22374B",
        accent_down="#A6D4FF",
        border="#8C99A5",
        line="#3A4550",
        focus="#FFC94D",
        ok="#7BD99A",
        ok_soft="#1C3326",
        warn="#FFB65C",
        warn_soft="#3A2B16",
        bad="#FF9C8A",
        bad_soft="#40211B",
    ),
    "hc-light": Tokens(
        window="#FFFFFF",
        card="#FFFFFF",
        text="#000000",
        muted="#000000",
        accent="#00007A",
        on_accent="#FFFFFF",
        accent_soft="#FFFFFF",
        accent_down="#000050",
        border="#000000",
        line="#000000",
        focus="#C00000",
        ok="#00350F",
        ok_soft="#FFFFFF",
        warn="#442300",
        warn_soft="#FFFFFF",
        bad="#6B0000",
        bad_soft="#FFFFFF",
    ),
    "hc-dark": Tokens(
        window="#000000",
        card="#000000",
        text="#FFFFFF",
        muted="#FFFFFF",
        accent="#FFFF00",
        on_accent="#000000",
        accent_soft="#000000",
        accent_down="#FFFFFF",
        border="#FFFFFF",
        line="#FFFFFF",
        focus="#00FFFF",
        ok="#7CFFB0",
        ok_soft="#000000",
        warn="#FFD27A",
        warn_soft="#000000",
        bad="#FFB3A6",
        bad_soft="#000000",
    ),
}

# Sans faces made for screens, kept where a desktop has chosen one. Elsewhere (DejaVu on a bare
# system, nothing at all offscreen) the shipped Inter is used.
_GOOD_SANS = frozenset(
    [
        "Adwaita Sans",
        "Cantarell",
        "Inter",
        "Noto Sans",
        "Open Sans",
        "Roboto",
        "Segoe UI",
        "Segoe UI Variable",
        "SF Pro",
        ".AppleSystemUIFont",
        "Source Sans 3",
        "Ubuntu",
        "Ubuntu Sans",
    ]
)


@dataclass(frozen=True, slots=True)
class Look:
    """What the patient chose. "system", and 0 per cent, follow the computer.

    `second_press_s` is how long a second press of the same control is ignored, 0 to 3 seconds.
    """

    theme: Literal["system", "light", "dark", "hc-light", "hc-dark"] = "system"
    percent: int = 0
    large_targets: bool = False
    second_press_s: float = 0.7
    clock: str = "system"
    decimal: str = "system"
    week_begins: str = "system"
    direction: str = "system"
    language: str = "system"


_made: list[Theme] = []


class Theme(QObject):
    """The look in force. Changing it restyles every window at once, without a restart."""

    changing = Signal()  # before the windows are styled anew
    changed = Signal()

    def __init__(self, app: QApplication, look: Look | None = None) -> None:
        super().__init__(app)
        _made[:] = [self]  # asked for at every measure and stroke, so not searched for
        self._app = app
        self._family = _family()
        self._template = _template()
        self.look = look or Look()
        self.guard = PressGuard()
        # Kept: asked for at every stroke and measure.
        self._tokens = THEMES[self.name]
        self._computer_percent = computer.text_percent()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.apply)
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.follow_computer)
        if hasattr(hints, "accessibility"):  # Qt 6.10 and later
            hints.accessibility().contrastPreferenceChanged.connect(self.follow_computer)
        self.apply()
        if sys.platform == "linux" and app.platformName() != "offscreen":
            QTimer.singleShot(0, self, self._listen)

    def _listen(self) -> None:
        """Hear what the desktop says of its text and its clock: after the first picture."""
        desktop = DesktopSettings(self)
        desktop.changed.connect(self.follow_computer)

    @property
    def name(self) -> ThemeName:
        """The theme shown now, "system" resolved."""
        return _system_theme(self._app) if self.look.theme == "system" else self.look.theme

    @property
    def tokens(self) -> Tokens:
        """The colours shown now."""
        return self._tokens

    @property
    def percent(self) -> int:
        """The text size in force, the computer's resolved."""
        return self.look.percent or self._computer_percent

    @property
    def scale(self) -> float:
        """Pixels per unit."""
        return self.percent / 100

    def px(self, units: float) -> int:
        """`units` in pixels at the text size in force."""
        return round(units * self.scale)

    def use(self, look: Look) -> None:
        """Take a new look, shown when the press that asked for it is over.

        The percentage is held to what can be shown.
        """
        percent = look.percent and max(SMALLEST, min(LARGEST, look.percent))
        self.look = replace(look, percent=percent)
        self._soon.start()

    def bigger(self, steps: int = 1) -> None:
        """Grow the text by `steps` of ten per cent (shrink when negative)."""
        self.use(replace(self.look, percent=self.percent + steps * STEP))

    def apply(self) -> None:
        """Style the application."""
        self.changing.emit()
        self._tokens, self._computer_percent = THEMES[self.name], computer.text_percent()
        # What was let go would be styled once more before it ends.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.guard.seconds = self.look.second_press_s
        look = self.look
        text.use_language(computer.language(look.language))
        qt_words.speak(self._app, text.language_of_program())
        writing.use(computer.writing(look.clock, look.decimal, look.week_begins))
        self._app.setLayoutDirection(computer.direction(look.direction))
        font = QFont(self._family)
        font.setPixelSize(self.px(16))
        font.setFeature(QFont.Tag("tnum"), 1)
        self._app.setFont(font)
        self._app.setPalette(palette(self.tokens))
        self._shown = self._wanted()
        self._app.setStyleSheet(style(self._template, self.tokens, self.look, self.percent))
        self.changed.emit()

    def follow_computer(self) -> None:
        """Take up what the computer has changed: colours, text size, its way of writing."""
        if self._wanted() != self._shown:
            self._soon.start()

    def _wanted(self) -> tuple[object, ...]:
        look = self.look
        written = computer.writing(look.clock, look.decimal, look.week_begins)
        percent = look.percent or computer.text_percent()  # as it is by now
        return self.name, percent, written, computer.direction(look.direction)


def _template() -> str:
    """The style sheet; without its file the window looks as the desktop draws it."""
    try:
        return read_text("style.qss")
    except OSError as error:
        fault_log.note(error, "style")
        return ""


def current() -> Theme:
    """The theme of the running application. A window without one is a bug and raises."""
    if not _made:
        raise RuntimeError("no Theme was made for this application")
    return _made[-1]


def style(template: str, tokens: Tokens, look: Look, percent: int) -> str:
    """The style sheet: `$token` becomes its colour, `12u` its pixels at the chosen text size."""
    extra = 24 if look.large_targets else 0
    # Two less than the 48 and 56 of the design: style sheets measure inside the border.
    names = asdict(tokens) | {"target": f"{46 + extra}u", "main": f"{54 + extra}u"}
    # A soft fill is its own edge; where it is the card's colour (high contrast) the edge is drawn.
    for kind in ("accent", "ok", "warn", "bad"):
        soft = names[f"{kind}_soft"]
        names[f"{kind}_edge"] = names[kind] if soft == tokens.card else soft
    filled = string.Template(template).substitute(names)
    return re.sub(
        r"(?<![\w#])(\d+(?:\.\d+)?)u\b",
        lambda m: f"{round(float(m[1]) * percent / 100)}px",
        filled,
    )


def palette(tokens: Tokens) -> QPalette:
    """The same colours for what Qt draws itself. Our widgets read the text colours here."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.card,
        role.AlternateBase: tokens.window,
        role.ToolTipBase: tokens.card,
        role.ToolTipText: tokens.text,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.card,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.card,
        role.Midlight: tokens.line,
        role.Mid: tokens.border,
        role.Dark: tokens.border,
        role.Shadow: tokens.border,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.border))
    return made


def _family() -> str:
    # Added once per process: a second application object in tests finds the family already there.
    if "Inter" not in QFontDatabase.families():
        for file in sorted(folder("fonts").glob("*.otf")):
            QFontDatabase.addApplicationFont(str(file))
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return system if system in _GOOD_SANS else "Inter"


def _system_theme(app: QApplication) -> ThemeName:
    hints = app.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    # Qt 6.10 and later know whether the computer asks for high contrast.
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        wanted = accessibility().contrastPreference()
        if wanted == Qt.ContrastPreference.HighContrast:
            return "hc-dark" if dark else "hc-light"
    return "dark" if dark else "light"
