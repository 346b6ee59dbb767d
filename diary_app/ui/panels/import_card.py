"""Bringing records of another program in: what the file is, what is asked, a yes, and only then."""

from __future__ import annotations

from collections.abc import Mapping as ByName
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from diary_app.domain.foreign import ForeignFile
from diary_app.domain.moment import zone_info
from diary_app.errors import BadInput, DiaryError
from diary_app.exchange import sniff
from diary_app.exchange.any_csv import Mapping
from diary_app.exchange.foreign_text import LARGEST
from diary_app.frozen import dataclass
from diary_app.services import imports, joins, lock, tables
from diary_app.services.diary import Diary
from diary_app.services.imports import SCALES, Answers, Asked, Preview
from diary_app.text import _, ngettext
from diary_app.ui.panels.join_card import Joining
from diary_app.ui.panels.table_card import Mapped, table_of
from diary_app.ui.panels.unlock_card import Locked
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, heading, row
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField
from diary_app.ui.widgets.fields import field as titled
from diary_app.ui.widgets.form import LineForm
from diary_app.ui.widgets.text import Runs
from diary_app.wording.imports import counts, recognised, why_not

_SHOWN = 8  # rows that were not understood


@dataclass(frozen=True)
class Bringing:
    """A file that was chosen, and what has been answered about it so far."""

    path: Path
    file: ForeignFile
    medicines: ByName[str, str] = field(default_factory=dict)
    scales: ByName[str, str] = field(default_factory=dict)
    zone: str | None = None
    prefer: str = ""
    said: tuple[tuple[str, ...], Mapping] | None = None  # columns of a table, and what they are

    @property
    def answers(self) -> Answers:
        """The answers as the import asks for them."""
        return Answers(self.medicines, self.scales, self.zone, self.prefer)


def joining(diary: Diary, path: Path) -> Joining:
    """The copy in a diary's file, to be read."""
    own, clock = diary.file.path, diary.clock
    return Joining(path, lambda: joins.of_file(path, own, clock))


def bringing(said: Mapped) -> Bringing:
    """The table whose columns are said, as a file to look at. Raises BadInput."""
    file = imports.read(said.data, said.mapping)
    return Bringing(said.path, file, said=(said.table.columns, said.mapping))


class ImportCard(Card):
    """`bring` is the file with its answers that waits for a yes; it names another, or none."""

    bring = Signal(object)

    def __init__(self, session: Session, waiting: Bringing | None) -> None:
        super().__init__(gap=14)
        self._session = session
        self.add(heading(_("Records of another program")))
        if waiting is None:
            choose = way(_("Bring in a file"))
            choose.chosen.connect(self._choose)
            self.add(
                Runs(
                    _(
                        "MyTherapy, MedTimer, Dosage, Track & Graph, Loop, Bearable, MediTrak, "
                        "Apple Health, FHIR, or any table saved as CSV. You see first what would "
                        "come in."
                    )
                ),
                Runs(
                    _(
                        "Another copy of your diary can be brought in too, such as one that "
                        "somebody else wrote on another computer."
                    )
                ),
                row(choose),
            )
            return
        self._waiting = waiting
        self._show(imports.look(session.diary, waiting.file, waiting.answers))

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Which file?"))
        if chosen:
            self._session.keep(lambda: self._read(Path(chosen)))

    def _read(self, path: Path) -> None:
        try:
            if path.exists() and not path.is_file():
                raise BadInput("import_refused", why=DiaryError("not_a_file"))
            if path.stat().st_size > LARGEST:
                raise BadInput(
                    "import_refused", why=DiaryError("file_too_large", limit=LARGEST // 1_000_000)
                )
            if joins.is_copy(path):
                locked = lock.needs_key(path)
                self.bring.emit(Locked(path) if locked else joining(self._session.diary, path))
                return
            data = path.read_bytes()
        except OSError as error:
            raise DiaryError("diary_not_readable", path=path, reason=error.strerror) from error
        if sniff.is_own_json(data):
            self.bring.emit(Joining(path, lambda: joins.of_json(data.decode("utf-8", "replace"))))
            return
        try:
            self.bring.emit(Bringing(path, imports.read(data)))
        except BadInput as error:
            if not tables.is_table_of_nobody(error):
                raise
            self.bring.emit(table_of(self._session.diary, path, data))

    def _show(self, found: Preview) -> None:
        what = _("{file} is of {program}.").format(
            file=self._waiting.path.name, program=recognised(found.file)
        )
        new = counts(found.new) or _("nothing new")
        self.add(Runs(what, "strong"), Runs(_("New: {what}.").format(what=new)))
        self.add(*(Runs(line) for line in _counted(found)))
        self.add(*self._medicines(), *self._scales(), *self._questions(found))
        back = way(_("Do not bring anything in"))
        back.chosen.connect(lambda: self.bring.emit(None))
        if found.questions:
            self.add(Runs(_("Answer these questions first. Nothing is stored yet."), "muted"))
            self.add(row(back))
        elif found.new or found.changed:
            yes = Button(_("Bring these records in"))
            yes.chosen.connect(self._store)
            self.add(row(back, yes))
        else:
            self.add(row(back))

    def _medicines(self) -> list[QWidget]:
        """Which medicine each name is; an answer can be changed until the yes."""
        here = [plan.medicine.name for plan in imports.plans(self._session.diary)]
        asked = list[QWidget]()
        for theirs in self._waiting.file.scaled(dict(self._waiting.scales)).medicines():
            options: list[tuple[object, str]] = [(name, name) for name in here]
            if theirs.casefold() not in {name.casefold() for name in here}:
                options.append((theirs, _("A new medicine, “{name}”").format(name=theirs)))
            options.append(("", _("Leave it out")))
            title = _("Which medicine is “{name}”?").format(name=theirs)
            value = self._waiting.medicines.get(theirs)
            choice = Choice(options, about=title, value=value, guarded=False)
            choice.picked.connect(partial(self._answer_medicine, theirs))
            asked.append(titled(title, choice))
        return asked

    def _scales(self) -> list[QWidget]:
        asked = list[QWidget]()
        options: list[tuple[object, str]] = [(scale, _scale_word(scale)) for scale in SCALES]
        for name in self._waiting.file.unscaled():
            title = _("What are the numbers of “{name}”?").format(name=name)
            value = self._waiting.scales.get(name)
            choice = Choice(options, about=title, value=value, guarded=False)
            choice.picked.connect(partial(self._answer_scale, name))
            asked.append(titled(title, choice))
        return asked

    def _questions(self, found: Preview) -> list[QWidget]:
        """What else must be answered; names and scales have choices of their own."""
        asked = list[QWidget]()
        for one in found.questions:
            if one.kind == "zone":
                asked.append(self._zone(one.about))
            elif one.kind in ("plan", "record"):
                asked.append(self._prefer(one))
        return asked

    def _zone(self, here: str) -> QWidget:
        title = _("The time zone in which the file was written")
        typed = LineField(title, here, units=320)

        def store() -> bool:
            zone = typed.text().strip()
            zone_info(zone)
            self.bring.emit(replace(self._waiting, zone=zone))
            return True

        return LineForm(title, typed, store, save=_("That is the zone"))

    def _prefer(self, asked: Asked) -> QWidget:
        if asked.kind == "plan":
            title = _("The plan of {name} is another one in the file.").format(name=asked.about)
        else:
            title = _("A record here says something else than the file.")
        options: list[tuple[object, str]] = [
            ("here", _("Keep what is here")),
            ("there", _("Take what is in the file")),
        ]
        choice = Choice(options, about=title, guarded=False)
        choice.picked.connect(
            lambda side: self.bring.emit(replace(self._waiting, prefer=str(side)))
        )
        return titled(title, choice)

    def _answer_medicine(self, theirs: str, value: object) -> None:
        given = {**self._waiting.medicines, theirs: str(value)}
        self.bring.emit(replace(self._waiting, medicines=given))

    def _answer_scale(self, name: str, value: object) -> None:
        given = {**self._waiting.scales, name: str(value)}
        self.bring.emit(replace(self._waiting, scales=given))

    def _store(self) -> None:
        waiting, diary = self._waiting, self._session.diary

        def said(done: Preview) -> str:
            return _("Brought in from {file}: {what}.").format(
                file=waiting.path.name, what=counts(done.new) or _("what had changed")
            )

        if self._session.save(
            lambda: imports.bring(diary, waiting.file, waiting.answers, waiting.path.name), said
        ):
            if waiting.said is not None:
                tables.keep(diary, *waiting.said)
            self.bring.emit(None)


def _counted(found: Preview) -> list[str]:
    """What is there already, was left out, and was not understood, row by row."""
    lines = []
    if found.already_there:
        n = found.already_there
        lines.append(ngettext("{n} row is here already.", "{n} rows are here already.", n))
        lines[-1] = lines[-1].format(n=n)
    if found.own_things:
        words = _("Kept as things of your own: {names}.")
        lines.append(words.format(names=", ".join(found.own_things)))
    if found.left_out:
        n = found.left_out
        words = ngettext(
            "{n} row is left out: not answered, or not wanted.",
            "{n} rows are left out: not answered, or not wanted.",
            n,
        )
        lines.append(words.format(n=n))
    for refused in found.not_understood[:_SHOWN]:
        words = _("Row {row} is not understood: {why}")
        lines.append(words.format(row=refused.row, why=why_not(refused)))
    more = len(found.not_understood) - _SHOWN
    if more > 0:
        words = ngettext(
            "{n} more row is not understood.", "{n} more rows are not understood.", more
        )
        lines.append(words.format(n=more))
    return lines


def _scale_word(scale: str) -> str:
    return {
        "0-10": _("0 to 10"),
        "0-4": _("0 to 4"),
        "yes-no": _("Yes or no"),
        "count": _("How many"),
        "hours": _("Hours"),
        "mg": _("mg of a medicine"),
        "number": _("Another number"),
    }[scale]
