"""Settings: how it reads, how it is pressed, whom to call, where the data is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from diary_app import __version__
from diary_app.domain.schedule import DAY_PARTS
from diary_app.domain.when import DayOf, parse_clock, year_left_out
from diary_app.errors import DiaryError
from diary_app.services import day_parts, lock, settings
from diary_app.services.in_step import Copy
from diary_app.services.settings import Settings
from diary_app.text import LANGUAGES, _, within
from diary_app.ui import theme
from diary_app.ui.keys import keys_help
from diary_app.ui.pages.page import Page
from diary_app.ui.panels.days import day_echo, read_day
from diary_app.ui.panels.diaries_card import DiariesCard
from diary_app.ui.panels.facts import FactsCard
from diary_app.ui.panels.first_start import about_words
from diary_app.ui.panels.import_card import Bringing, ImportCard, bringing, joining
from diary_app.ui.panels.join_card import JoinCard, Joining, work_out
from diary_app.ui.panels.language import LanguageCard
from diary_app.ui.panels.lock_card import LockCard
from diary_app.ui.panels.my_data import MyDataCard
from diary_app.ui.panels.note_languages import NoteLanguagesCard
from diary_app.ui.panels.numbers import NumbersCard
from diary_app.ui.panels.reminders import RemindersCard
from diary_app.ui.panels.step_card import StepCard
from diary_app.ui.panels.table_card import Mapped, TableCard
from diary_app.ui.panels.tiles_choice import TilesCard
from diary_app.ui.panels.tracked_card import TrackedCard
from diary_app.ui.panels.unlock_card import Locked, UnlockCard
from diary_app.ui.panels.writing import WritingCard
from diary_app.ui.session import Session
from diary_app.ui.theme import Look
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field, read, refused
from diary_app.ui.widgets.form import LineForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs, label
from diary_app.wording.refusals import in_words
from diary_app.wording.writing import clock_words

Incoming = Bringing | Mapped | Joining | Locked | None


class SettingsPage(Page):
    """One column of cards; each change is kept at once."""

    key = "settings"
    icon = "settings"
    _numbers: NumbersCard
    _facts: FactsCard
    _passphrase: LockCard

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._opened = False
        self._waiting: list[Callable[[], None]] = []  # cards that are still to come
        self._all_tiles = False
        self._choosing = False  # the country
        self._backup: Path | None = None  # chosen, and not yet said yes to
        self._bringing: Incoming = None  # another file, before its yes
        self._locking = ""  # what is being done with the passphrase
        self._tracking = ""  # the own thing that is being changed
        self._asked: QWidget | None = None
        session.join_wanted.connect(self._ask_join)

    def title(self) -> tuple[str, str]:
        return _("Settings"), ""

    def build(self) -> None:
        """All cards; at the first opening those below the first screen come one by one after it."""
        found = settings.load(self.session.diary)
        first = not self._opened
        self._opened = True
        self.add(self._reading(), *self._languages(), WritingCard(), self._hands())
        self._waiting = [
            lambda: self._add_whom(found),
            lambda: self._add_places(found),
            self._add_files,
        ]
        if first:
            QTimer.singleShot(0, self, self._add_next)
        else:
            self._add_all()

    def _languages(self) -> list[QWidget]:
        return [LanguageCard(self.session)] if len(LANGUAGES) > 1 else []

    def _add_next(self) -> None:
        """Add the next cards, and see to the others when what was pressed meanwhile is done."""
        if self._waiting:
            self._waiting.pop(0)()
            self.grown.emit()
            QTimer.singleShot(0, self, self._add_next)

    def _add_all(self) -> None:
        for add in self._waiting:
            add()
        self._waiting = []

    def _add_whom(self, found: Settings) -> None:
        self._numbers = NumbersCard(self.session, choosing=self._choosing)
        self._numbers.choose.connect(self._turn_countries)
        self._facts = FactsCard(self.session)
        self.add(self._numbers, self._facts, self._me(found))

    def _add_places(self, found: Settings) -> None:
        tiles = TilesCard(self.session, every=self._all_tiles)
        tiles.more.connect(self._turn_tiles)
        own = TrackedCard(self.session, self._tracking)
        own.ask.connect(self._ask_tracked)
        self._asked = own.first()
        languages = NoteLanguagesCard(self.session)
        reminders = RemindersCard(self.session, found)
        self.add(own, tiles, languages, reminders, self._day_parts(found))

    def _add_files(self) -> None:
        data = MyDataCard(self.session, self._backup)
        data.ask.connect(self._ask_restore)
        passphrase = self._passphrase = LockCard(self.session, self._locking)
        passphrase.ask.connect(self._ask_lock)
        self.add(passphrase, data, self._incoming())
        self.add(StepCard(self.session), DiariesCard(self.session), self._about())

    def _incoming(self) -> QWidget:
        if isinstance(self._bringing, Joining):
            card = JoinCard(self.session, self._bringing)
            card.join.connect(self._ask_bring)
            return card
        if isinstance(self._bringing, Locked):
            unlock = UnlockCard(self._bringing)
            unlock.opened.connect(self._opened_copy)
            unlock.left.connect(lambda: self._ask_bring(None))
            return unlock
        if isinstance(self._bringing, Mapped):
            table = TableCard(self.session, self._bringing)
            table.map.connect(self._ask_bring)
            table.read.connect(lambda said: self._ask_bring(bringing(said)))
            return table
        incoming = ImportCard(self.session, self._bringing)
        incoming.bring.connect(self._ask_bring)
        return incoming

    def _reading(self) -> QWidget:
        card = _card(_("Reading"))
        look = theme.current()
        less = Button("\N{MINUS SIGN}", "step", guarded=False)
        less.setAccessibleName(_("Smaller text, settings"))
        less.chosen.connect(lambda: look.bigger(-1))
        more = Button("+", "step", guarded=False)
        more.setAccessibleName(_("Bigger text, settings"))
        more.chosen.connect(lambda: look.bigger(1))
        size = label(f"{look.percent} %", "strong")
        own = Button(_("Same as my computer"), "chip", about=_("text size"), guarded=False)
        own.setChecked(not look.look.percent)
        own.chosen.connect(lambda: look.use(replace(look.look, percent=0)))
        card.add(field(_("Text size"), flow(less, size, more, own)))
        themes: list[tuple[object, str]] = [
            ("system", _("Same as my computer")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("hc-light", _("High contrast light")),
            ("hc-dark", _("High contrast dark")),
        ]
        chosen = Choice(themes, about=_("colours"), value=look.look.theme)
        chosen.picked.connect(lambda name: look.use(replace(look.look, theme=name)))
        card.add(field(_("Colours"), chosen))
        return card

    def _hands(self) -> QWidget:
        card = _card(_("Hands"))
        look = theme.current()
        sizes: list[tuple[object, str]] = [(False, _("Large")), (True, _("Extra large"))]
        size = Choice(sizes, about=_("buttons"), value=look.look.large_targets)
        size.picked.connect(lambda big: look.use(replace(look.look, large_targets=bool(big))))
        card.add(field(_("Buttons"), size))
        waits: list[tuple[object, str]] = [
            (0.0, _("Off")),
            (0.7, "0.7 s"),
            (1.5, "1.5 s"),
            (3.0, "3 s"),
        ]
        wait = Choice(waits, about=_("second press"), value=look.look.second_press_s)
        wait.picked.connect(lambda s: look.use(replace(look.look, second_press_s=s)))
        card.add(field(_("A second press of the same button is ignored for"), wait))
        return card

    def _me(self, found: Settings) -> QWidget:
        card = _card(_("For the doctor's summary"))
        card.add(
            self._line(_("My name"), "name", found.name),
            self._born(found.born),
            self._line(_("Who helps me with the diary"), "carer_name", found.carer_name),
        )
        papers: list[tuple[object, str]] = [("A4", "A4"), ("Letter", "Letter")]
        paper = Choice(papers, about=_("paper"), value=found.paper)
        paper.picked.connect(lambda name: self._keep(paper=name))
        card.add(field(_("Paper"), paper))
        return card

    def _day_parts(self, found: Settings) -> QWidget:
        names = {
            "morning": _("Morning"),
            "noon": _("Noon"),
            "evening": _("Evening"),
            "night": _("Night"),
            "breakfast": _("Breakfast"),
            "lunch": _("Lunch"),
            "dinner": _("Dinner"),
        }
        card = _card(_("My day"))
        card.add(
            Runs(
                _("When is it for you? A new time counts from now on, in every plan that uses it."),
                "muted",
            )
        )
        fields = []
        for part in DAY_PARTS:
            typed = LineField(names[part], found.day_parts.get(part, ""), "08:00", units=110)
            store = partial(self._map, part, typed)
            fields.append(LineForm(names[part], typed, store, gap=8, draft=f"part {part}"))
        card.add(flow(*fields, gap=18, equal=True))
        return card

    def _map(self, part: str, typed: LineField) -> bool:
        at = read(typed, parse_clock)
        return self.session.store(
            lambda: day_parts.move(self.session.diary, part, at),
            _("Saved: {part} is {time}.").format(part=part, time=clock_words(at)),
        )

    def _about(self) -> QWidget:
        card = _card(_("Help"))
        reset = Button(_("Reset how things look"))
        reset.chosen.connect(lambda: theme.current().use(Look()))
        card.add(
            Runs(_("Keys"), "strong"),
            *[Runs(line) for line in keys_help()],
            row(reset),
            Runs(_("About"), "strong"),
            Runs(about_words()),
            Runs(
                _(
                    "Not for emergencies. If someone may be in danger, call your emergency number "
                    "now. It does not replace your doctor. Dose Diary {version}. "
                    "Licence MIT; Inter font under the SIL Open Font License; Qt under the LGPL."
                ).format(version=__version__),
                "small",
            ),
        )
        return card

    def _line(self, title: str, name: str, value: str) -> QWidget:
        typed = LineField(title, value, units=320)

        def store() -> bool:
            text = typed.text().strip()
            return self.session.store(
                lambda: settings.save(self.session.diary, **{name: text}),
                _("Saved: {what}.").format(what=within(title)),
            )

        return LineForm(title, typed, store, draft=f"setting {name}")

    def _born(self, value: str) -> QWidget:
        typed = LineField(_("Born on"), value, "1970-02-28", units=220)

        def store() -> bool:
            if year_left_out(typed.text()):
                raise refused(typed, _("The year is missing. Write it like 1970-02-28."))
            empty = not typed.text().strip()
            born = None if empty else read_day(self.session, typed, DayOf.RECORD)
            return self._keep(born="" if born is None else born.isoformat())

        echo = day_echo(self.session, typed, DayOf.RECORD)
        return LineForm(_("Born on"), typed, store, draft="setting born", echo=echo)

    def begin(self, what: str) -> None:
        """Begin at "numbers", whom to call, at "facts", about me, or at "lock", a passphrase."""
        if self._waiting:
            self._add_all()
            self.grown.emit()
        if what == "lock":
            self._ask_lock("" if lock.is_locked(self.session.diary.file.path) else "set")
            return
        card = self.begun_at = self._facts if what == "facts" else self._numbers
        card.first().setFocus()

    def _turn_countries(self) -> None:
        self._choosing = not self._choosing
        self.altered.emit()

    def step_back(self) -> bool:
        if self._choosing:
            self._turn_countries()
        elif self._all_tiles:
            self._turn_tiles()
        else:
            return False
        return True

    def _turn_tiles(self) -> None:
        self._all_tiles = not self._all_tiles
        self.altered.emit()

    def next_control(self) -> QWidget | None:
        if self._tracking:
            return self._asked
        return self._passphrase.first() if self._locking else None

    def _ask_tracked(self, doing: str) -> None:
        self._tracking, self._locking = doing, ""  # one form at a time: Escape leaves that one
        self.altered.emit()

    def _ask_lock(self, doing: str) -> None:
        self._locking, self._tracking = doing, ""
        self.altered.emit()

    def _ask_restore(self, source: Path | None) -> None:
        self._backup = source
        self.altered.emit()

    def _ask_join(self, copy: Copy) -> None:
        other = copy.other
        if other is None:
            self._ask_bring(Locked(copy.path, in_step=True))
        else:
            self._ask_bring(Joining(copy.path, lambda: other, other))

    def _opened_copy(self, copy: Locked) -> None:
        """The passphrase fits: a copy of the shared folder is met again, another one looked at."""
        if copy.in_step:
            self._ask_bring(None)
            self.session.step_wanted.emit()
            return
        self._ask_bring(joining(self.session.diary, copy.path))

    def _ask_bring(self, waiting: Incoming) -> None:
        self._bringing = waiting
        self.altered.emit()
        if isinstance(waiting, Joining) and not waiting.is_ready:
            self.session.tasks.run(
                work_out(self.session.diary, waiting),
                lambda ready: self._joined(waiting, ready),
                lambda error: self._not_joined(waiting, error),
            )

    def _joined(self, waiting: Joining, ready: Joining) -> None:
        if self._bringing is waiting:  # else the person went back meanwhile
            self._ask_bring(ready)

    def _not_joined(self, waiting: Joining, error: Exception) -> None:
        if not isinstance(error, DiaryError):
            raise error
        if self._bringing is waiting:
            self._ask_bring(None)
            self.session.problem.emit(str(in_words(error)))

    def _keep(self, **values: object) -> bool:
        return self.session.save(
            lambda: settings.save(self.session.diary, **values),
            _("Saved: settings."),
        )


def _card(title: str) -> Card:
    card = Card(gap=14)
    card.add(heading(title))
    return card
