"""Before anything is recorded: how it reads, the first medicine, or made-up data to look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from diary_app.domain.person import FactAnswer
from diary_app.errors import DiaryError
from diary_app.services import facts, lock, phones, settings
from diary_app.text import _
from diary_app.ui import theme
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import field
from diary_app.ui.widgets.text import Icon, Runs
from diary_app.wording.refusals import in_words

_SIZES = (100, 125, 150, 200)
_DEMO = "made-up.db"


class FirstStart(Card):
    """What Today shows of an empty diary. Every part can be passed over."""

    def __init__(self, session: Session) -> None:
        super().__init__(padding=32, gap=14)
        self._session = session
        look = theme.current()
        add = way(_("Add a medicine"), "main")
        add.chosen.connect(session.medicine_wanted)
        self._try = way(_("Try it with made-up data"))
        self._try.chosen.connect(self._try_it)
        sizes: list[tuple[object, str]] = [(n, f"{n} %") for n in _SIZES]
        size = Choice(sizes, about=_("text size"), value=look.percent)
        size.picked.connect(lambda n: look.use(replace(look.look, percent=n)))
        self.add(
            Icon("medicines", 36, accent=True),
            Runs(_("Your doses will stand here, one press to record each."), "words"),
            Runs(_("First the diary needs to know what your doctor prescribed."), "muted"),
            row(add, self._try),
            field(_("Which text size reads best?"), size),
            field(_("If you like, also:"), row(*more_to_tell(session))),
            Runs(
                _(
                    "Not for emergencies. If someone may be in danger, call your emergency number "
                    "now."
                ),
                "strong",
            ),
            Runs(about_words(), "small"),
        )

    def _try_it(self) -> None:
        """In a file of its own, so that nothing made up ever stands in the patient's diary."""
        session = self._session
        path = session.diary.file.path.with_name(_DEMO)
        clock, zone = session.diary.clock, session.diary.zone
        self._try.setEnabled(False)
        session.told.emit(_("The made-up data is being written…"))

        def opened(made: Path) -> None:
            session.reopen(lambda: (made, ""))

        def failed(error: Exception) -> None:
            if not isinstance(error, DiaryError):
                raise error
            session.problem.emit(str(in_words(error)))

        def make() -> Path:
            from diary_app.services import demo  # at no other start

            return demo.make_anew(path, clock, zone)

        session.tasks.run(make, opened, failed)


def about_words() -> str:
    """What the diary is and is not."""
    return _(
        "A private diary. It stores what you enter on this computer. Nobody sees it unless you "
        "share it. It does not diagnose, and it is not monitored."
    )


class MoreToTell(Card):
    """Whom to call and a few facts: asked for once, until answered or passed over."""

    def __init__(self, session: Session) -> None:
        super().__init__(gap=12)
        later = Button(_("Not now"), "plain", about=_("whom to call, about me"))
        later.chosen.connect(lambda: _pass_over(session))
        self.add(
            Runs(_("Two more things, if you like"), "words"),
            Runs(
                _(
                    "Whom to call when something is serious, and a few facts that decide how soon "
                    "the diary warns. Both stand in Settings and can wait."
                ),
                "muted",
            ),
            row(*more_to_tell(session), later),
        )


def is_asked_for_more(session: Session) -> bool:
    """Whether nothing was answered of it yet and nobody said that it can wait."""
    if settings.load(session.diary).start_passed or any(phones.confirmed(session.diary).values()):
        return False
    return all(one is FactAnswer.UNKNOWN for one in facts.answers(session.diary).values())


def more_to_tell(session: Session) -> list[QWidget]:
    """The ways to the numbers, to the facts, and to a passphrase where there is none."""
    numbers = way(_("Whom to call"))
    numbers.chosen.connect(session.numbers_wanted)
    about_me = way(_("About me"))
    about_me.chosen.connect(session.facts_wanted)
    if lock.is_locked(session.diary.file.path):
        return [numbers, about_me]
    passphrase = way(_("Lock it with a passphrase…"))
    passphrase.chosen.connect(session.passphrase_wanted)
    return [numbers, about_me, passphrase]


def _pass_over(session: Session) -> None:
    settings.save(session.diary, start_passed=True)
    session.changed.emit(frozenset({"settings"}))
