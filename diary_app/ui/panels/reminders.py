"""The reminder that waits on Today, and the card of the settings that says how to remind."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary_app.domain.reminding import Ends
from diary_app.errors import DiaryError
from diary_app.services import lock, settings
from diary_app.services.settings import Settings
from diary_app.text import _
from diary_app.ui.desktop import autostart
from diary_app.ui.desktop.autostart import LogIn
from diary_app.ui.desktop.notifier import Tray
from diary_app.ui.desktop.reminders import SNOOZES, Sent
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import Banner
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import field
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import clock
from diary_app.wording.refusals import in_words
from diary_app.wording.stock import countdown_words


def near_dates(session: Session) -> list[QWidget]:
    """The days on which a pump must be filled or tablets run out: quiet at first, then amber."""
    shown: list[QWidget] = []
    leads = settings.load(session.diary).supply_leads
    for one in session.reminders.dates():
        text = f"{one.medicine.name}: {countdown_words(one)}."
        if one.lead == max(leads):
            shown.append(Runs(text, "muted"))
            continue
        if one.ends != Ends.RUN_OUT:
            text += " " + _("Call your pump clinic if you have no appointment.")
        shown.append(Banner(text))
    return shown


def waiting(session: Session) -> list[QWidget]:
    """The reminder that waits for an answer, with ways to put it off; nothing if there is none."""
    found, later = session.reminders.waiting(), session.reminders.next_at()
    if found:
        times = ", ".join(clock(one.at) for one in found)
        text = Runs(_("Reminder for {times}. Remind me again in:").format(times=times), "muted")
        buttons = []
        for minutes in SNOOZES:
            put_off = Button(_("{n} min").format(n=minutes), about=_("remind me again"))
            put_off.chosen.connect(lambda minutes=minutes: session.reminders.snooze(minutes))
            buttons.append(put_off)
        return [row(text, *buttons)]
    if later is not None:
        text = Runs(_("You will be reminded again at {time}.").format(time=clock(later)), "muted")
        return [text]
    return []


class RemindersCard(Card):
    """How this computer reminds; each choice is kept at once."""

    def __init__(self, session: Session, own: Settings) -> None:
        super().__init__(gap=14)
        self._session, self._own = session, own
        self._wanted = autostart.command(session.diary.file.path)
        self._result = Runs("", "small")
        self._result.hide()
        works = _("Works only while the diary is open or started at log-in.")
        self.add(heading(_("Reminders")))
        remind = self._choice("reminders", [(False, _("Off")), (True, _("On"))], _("reminders"))
        self.add(field(_("Remind me on this computer"), remind, hint=works))
        if own.reminders:
            self._add_how()
        test = way(_("Send a test"))
        test.chosen.connect(self._test)
        self.add(row(test), self._result)
        if not own.demo:
            self.add(self._log_in())
        self.add(self._closing())
        reports = way(_("Go to Reports"), about=_("calendar file"))
        reports.chosen.connect(lambda: session.wanted.emit("reports", None))
        phone = _(
            "Your telephone can remind you anywhere: Reports makes a calendar file (.ics) of your "
            "times for it. Make it again after every change of dose."
        )
        self.add(Runs(phone, "muted"), row(reports))

    def _add_how(self) -> None:
        minutes = _("{n} min")
        before: list[tuple[object, str]] = [(0, _("At the time"))]
        before += [(n, _("{n} min before").format(n=n)) for n in (5, 15, 30)]
        again: list[tuple[object, str]] = [(0, _("Once"))]
        again += [(n, minutes.format(n=n)) for n in SNOOZES]
        named: list[tuple[object, str]] = [
            (False, _("“Time for your diary”")),
            (True, _("Medicine and amount")),
        ]
        seen = _("Who looks at this screen can read it.")
        if lock.is_locked(self._session.diary.file.path):
            seen = _("While the diary has a passphrase, no reminder names a medicine.")
        self.add(
            field(_("When"), self._choice("remind_before", before, _("when to remind"))),
            field(
                _("Again, while the dose is due, every"),
                self._choice("remind_again", again, _("again")),
            ),
            field(
                _("What it says"),
                self._choice("name_medicine", named, _("what a reminder says")),
                hint=seen,
            ),
        )

    def _choice(self, name: str, options: list[tuple[object, str]], about: str) -> Choice:
        """A choice that keeps the setting `name`."""
        made = Choice(options, about=about, value=getattr(self._own, name))
        made.picked.connect(lambda value: self._keep(name, value))
        return made

    def _keep(self, name: str, value: object) -> None:
        session = self._session
        session.save(lambda: settings.save(session.diary, **{name: value}), _("Saved: reminders."))
        session.reminders.use_tray()

    def _test(self) -> None:
        if self._session.reminders.send_test() == Sent.TAKEN:
            text = _(
                "The test was sent. If you see nothing, look at the notification settings of your "
                "computer."
            )
        else:
            text = _(
                "This computer cannot show notifications. The diary reminds you only on its Today "
                "page; use the calendar file for your telephone."
            )
        self._result.show_runs(text)
        self._result.show()
        self._session.spoken.emit(text)

    def _log_in(self) -> QWidget:
        """Shows what the computer will do, read from there."""
        now = autostart.state(self._wanted)
        chosen = Choice([(LogIn.OFF, _("Off")), (LogIn.ON, _("On"))], about=_("log-in"), value=now)
        chosen.picked.connect(lambda value: self._set_log_in(chosen, value))
        self._log_in_words = Runs(_log_in_words(now), "small")
        return field(_("Open the diary when I log in"), chosen, self._log_in_words)

    def _set_log_in(self, chosen: Choice, value: object) -> None:
        problem = ""
        try:
            if value == LogIn.ON:
                autostart.turn_on(self._wanted)
            else:
                autostart.turn_off(self._wanted)
        except DiaryError as error:
            problem = str(in_words(error))
        self._session.problem.emit(problem)
        now = autostart.state(self._wanted)
        chosen.select(now)
        self._log_in_words.show_runs(_log_in_words(now))
        self._session.spoken.emit(_log_in_words(now))

    def _closing(self) -> QWidget:
        title = _("When I close the window")
        if not Tray.there():
            closes = _("The diary closes, and its reminders stop: this computer has no tray.")
            return field(title, flow(Runs(closes)))
        options: list[tuple[object, str]] = [
            (False, _("The diary closes")),
            (True, _("It stays in the tray")),
        ]
        return field(title, self._choice("stay_in_tray", options, _("closing")))


def _log_in_words(now: LogIn) -> str:
    return {
        LogIn.OFF: _("Off: this computer does not open the diary."),
        LogIn.ON: _("On: this computer opens this diary when you log in."),
        LogIn.OTHER: _(
            "It is set for another diary or place, or your computer has switched it off. "
            "Turn it on to open this diary."
        ),
        LogIn.FOREIGN: _(
            "There is an entry with the diary's name that the diary did not make. It is left alone."
        ),
    }[now]
