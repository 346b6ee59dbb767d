"""A symptom in full: how strong, where, from when until when, and a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from diary_app.domain.knowledge import Entry
from diary_app.domain.moment import Moment
from diary_app.domain.symptom import Observation
from diary_app.services import symptoms
from diary_app.text import _
from diary_app.ui.session import Session
from diary_app.ui.widgets.body import BodyChoice
from diary_app.ui.widgets.card import row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, NoteField, field, read, read_all, refused
from diary_app.ui.widgets.form import InputForm
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import stamp
from diary_app.wording.symptoms import short_label, value_words

_MOMENT, _ENDED, _GOES_ON = "moment", "ended", "goes on"


class ObservationForm(InputForm):
    """Enters one, or corrects the record `seen`. `at` answers when one is for that is entered."""

    def __init__(
        self,
        session: Session,
        entry: Entry,
        at: Callable[[], Moment],
        left: Callable[[], None],
        seen: Observation | None = None,
    ) -> None:
        name = short_label(entry)
        draft = f"symptom {entry.id}" if seen is None else f"record {seen.id} whole"
        super().__init__(name, "plain", draft=draft)
        self._session, self._entry, self._at, self._seen = session, entry, at, seen
        self.left.connect(left)
        self._choice, self._number = self._value_controls(seen)
        self._body = BodyChoice(name, seen.regions if seen else ()) if entry.regions else None
        lasting: list[tuple[object, str]] = [
            (_MOMENT, _("At one time")),
            (_ENDED, _("From … until …")),
            (_GOES_ON, _("Still going on")),
        ]
        self._length = Choice(lasting, about=name, value=_length_of(seen), guarded=False)
        self._length.picked.connect(lambda _how: self._show_times())
        self._from = LineField(_("From when, {name}").format(name=name), units=280)
        self._until = LineField(_("Until when, {name}").format(name=name), units=280)
        self._fill_times()
        self._note = NoteField(
            _("Note, {name}").format(name=name), seen.note if seen else "", lines=2
        )
        self._times = row(
            begins := field(_("From when?"), self._from),
            ends := field(_("Until when?"), self._until),
        )
        self._begins, self._ends = begins, ends
        self._example = Runs(_("Write it like 8:00, or yesterday 20:00."), "small")
        self._lay_out(name)
        self._show_times()

    def first(self) -> QWidget:
        """Where the keys go when the form opens."""
        if self._number is not None:
            return self._number
        assert self._choice is not None
        return self._choice.first()

    def store(self) -> bool:
        read_all(self._read_value, self._read_from, self._read_until)
        value, at, until = self._read_value(), self._read_from(), self._read_until()
        regions = self._body.value if self._body else (self._seen.regions if self._seen else ())
        lasting = self._length.value != _MOMENT
        note, session = self._note.toPlainText().strip(), self._session
        said = _("Saved: {symptom} {value}.").format(
            symptom=self._entry.label, value=value_words(self._entry, value)
        )
        if self._seen is not None:
            after = replace(
                self._seen,
                value=value,
                at=at,
                note=note,
                regions=regions,
                lasting=lasting,
                until=until,
            )
            return session.store(lambda: symptoms.change_observation(session.diary, after), said)
        return session.store(
            lambda: symptoms.observe(
                session.diary,
                self._entry.id,
                value,
                at,
                note,
                session.entered_by,
                regions=regions,
                lasting=lasting,
                until=until,
            ),
            said,
        )

    def _lay_out(self, name: str) -> None:
        value = self._choice if self._number is None else self._number
        assert value is not None
        unit = self._entry.scale.unit
        title = _("How many times?") if self._entry.scale.counted else _("How strong?")
        if self._entry.scale.measured:
            title = _("How much? In {unit}").format(unit=unit)
        self.add(self.title(name), field(title, value))
        if self._body is not None:
            self.add(field(_("Where?"), self._body))
        self.add(
            field(_("How long?"), self._length),
            self._times,
            self._example,
            field(_("Note (if you like)"), self._note),
            self.problem,
            row(self.save(kind="main")),
        )

    def _value_controls(self, seen: Observation | None) -> tuple[Choice | None, LineField | None]:
        scale, name = self._entry.scale, short_label(self._entry)
        if scale.is_open:
            typed = LineField(_("Number, {name}").format(name=name), units=180)
            if seen is not None and seen.value is not None:
                typed.setText(f"{seen.value}")
            return None, typed
        worded = len(scale.words) == scale.highest + 1
        options: list[tuple[object, str]] = [
            (n, scale.word(n) if worded else str(n)) for n in range(scale.highest + 1)
        ]
        value = seen.value if seen is not None else None
        return Choice(options, about=name, value=value, guarded=False), None

    def _fill_times(self) -> None:
        if self._seen is None:
            return
        self._from.setText(stamp(self._seen.at))
        if self._seen.until is not None:
            self._until.setText(stamp(self._seen.until))

    def _show_times(self) -> None:
        how = self._length.value
        self._times.setVisible(how != _MOMENT or self._seen is not None)
        self._begins.setVisible(how != _MOMENT or self._seen is not None)
        self._ends.setVisible(how == _ENDED)
        self._example.setVisible(how != _MOMENT)

    def _read_value(self) -> int | Decimal | None:
        if self._number is not None:
            return read(self._number, lambda text: symptoms.read_value(self._entry, text))
        assert self._choice is not None
        chosen = self._choice.value
        if chosen is None and (self._seen is None or self._seen.value is not None):
            raise refused(self._choice, _("Please choose one."))
        return chosen if isinstance(chosen, int) else None

    def _read_from(self) -> Moment:
        typed, seen = self._from, self._seen
        if seen is not None and typed.text() == stamp(seen.at):
            return seen.at  # to the second, which the words do not say
        if self._length.value == _MOMENT and seen is None:
            return self._at()
        if not typed.text().strip():
            raise refused(typed, _("When did it begin?"))
        return read(typed, lambda text: self._session.read_time(text, self._day()))

    def _read_until(self) -> Moment | None:
        if self._length.value != _ENDED:
            return None
        typed, seen = self._until, self._seen
        if seen is not None and seen.until is not None and typed.text() == stamp(seen.until):
            return seen.until
        if not typed.text().strip():
            raise refused(typed, _("When did it end?"))
        return read(typed, lambda text: self._session.read_time(text, self._day()))

    def _day(self) -> date:
        return (self._seen.at if self._seen is not None else self._at()).day


def _length_of(seen: Observation | None) -> str:
    if seen is None or not seen.lasting:
        return _MOMENT
    return _GOES_ON if seen.until is None else _ENDED
