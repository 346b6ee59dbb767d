"""Reports: the summary for the doctor, and the other ways the records leave the diary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from diary_app.domain.moment import DAY
from diary_app.errors import DiaryError
from diary_app.reports.report import Part
from diary_app.services import histories, questions, settings, transfer
from diary_app.text import _
from diary_app.ui import words
from diary_app.ui.pages.medicines import read_day
from diary_app.ui.pages.page import Page
from diary_app.ui.paper_view import PaperView, print_pages
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button
from diary_app.ui.widgets.card import Card, empty, heading, row, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.fields import LineField, field
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs

_MONTHS = {"1": 1, "3": 3, "12": 12}


class ReportsPage(Page):
    """The last three months unless another period is chosen; everything is made in the worker."""

    key = "reports"
    icon = "reports"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._span: object = "3"
        self._dates: tuple[date, date] | None = None
        self._left_out: set[str] = set()
        self._made: Path | None = None
        self._working = ""
        self._shown: tuple[bytes, ...] = ()
        self._first: QWidget | None = None

    def title(self) -> tuple[str, str]:
        return _("Reports"), _("for your doctor")

    def help_text(self) -> str:
        return _(
            "Make PDF writes the summary for the days you chose. What you leave out is not in it; "
            "serious events always are."
        )

    def first_control(self) -> QWidget | None:
        return self._first

    def begin(self, what: str) -> None:
        if what == "print":
            self._print()

    def build(self) -> None:
        self._first = None
        first, end = histories.whole(self.session.diary)
        if (end - first).days <= 1 and not histories.load(self.session.diary, first, end).plans:
            self.add(
                empty(
                    "reports",
                    _("The summary for your doctor will be made here: one or two pages."),
                    _("It rests on the medicines, doses and symptoms you record."),
                    _("Go to today"),
                    lambda: self.session.wanted.emit("today", None),
                )
            )
            return
        self._add_period()
        self._add_parts()
        self._add_question()
        self._add_making()
        if self._shown:
            self.add(*[PaperView(page, n) for n, page in enumerate(self._shown, 1)])

    def _add_period(self) -> None:
        spans: list[tuple[object, str]] = [
            ("1", _("1 month")),
            ("3", _("3 months")),
            ("12", _("1 year")),
            ("all", _("All")),
            ("dates", _("Dates…")),
        ]
        choice = Choice(spans, about=_("period of the summary"), value=self._span)
        choice.picked.connect(self._choose)
        parts: list[QWidget] = [choice]
        if self._span == "dates":
            first = LineField(
                _("First day"), hint=_("1 sep, or the day of your last visit"), units=320
            )
            last = LineField(_("Last day"), hint=_("today"), units=170)

            def take() -> None:
                one, other = read_day(self.session, first), read_day(self.session, last)
                if one is not None and other is not None:
                    self._dates = (min(one, other), max(one, other) + DAY)
                    self.altered.emit()

            use = Button(_("Use these days"))
            use.chosen.connect(take)
            last.entered.connect(take)
            parts.append(row(field(_("First day"), first), field(_("Last day"), last), use))
        start, end = self._days()
        text = _("{first} to {last}, {n} days").format(
            first=words.short_day(start), last=words.short_day(end - DAY), n=(end - start).days
        )
        parts.append(Runs(text, "small"))
        self.add(stack(heading(_("Which days?")), *parts, gap=10))

    def _add_parts(self) -> None:
        names = {
            Part.MEDICINES: _("Medicines"),
            Part.DOSES: _("Doses taken"),
            Part.SYMPTOMS: _("Symptoms"),
            Part.CHARTS: _("Charts"),
            Part.QUESTIONS: _("My questions"),
        }
        chips: list[QWidget] = []
        for part, text in names.items():
            chip = Button(text, "chip", about=_("in the summary"), guarded=False)
            chip.setChecked(part not in self._left_out)
            chip.set_icon("" if part in self._left_out else "tick")
            chip.chosen.connect(lambda part=part: self._turn(part))
            chips.append(chip)
        self.add(stack(heading(_("What is in it?")), flow(*chips, gap=10), gap=10))

    def _add_question(self) -> None:
        card = Card(gap=10)
        card.add(heading(_("My questions for the doctor")))
        for number, question in enumerate(settings.open_questions(self.session.diary), 1):
            card.add(Runs(f"{number}. {question}"))
        typed = LineField(_("A question for the doctor"), units=560)

        def store() -> None:
            text = typed.text().strip()
            self.session.save(
                lambda: questions.ask(self.session.diary, text),
                _("Saved: your question."),
            )

        typed.entered.connect(store)
        add = Button(_("Add the question"))
        add.chosen.connect(store)
        card.add(row(typed, add))
        self.add(card)

    def _add_making(self) -> None:
        make = Button(_("Make PDF"), "main")
        make.chosen.connect(self._make_pdf)
        self._first = make
        others = {
            _("Preview"): self._preview,
            _("Print…"): self._print,
            _("Web page (HTML)…"): lambda: self._make("html"),
            _("Table (CSV)…"): lambda: self._make("csv"),
            _("Phone reminders (ics)…"): lambda: self._make("ics"),
            _("Health record (FHIR)…"): lambda: self._make("fhir"),
            _("Everything (JSON)…"): self._make_json,
        }
        buttons: list[QWidget] = []
        for text, do in others.items():
            button = Button(text)
            button.chosen.connect(do)
            buttons.append(button)
        self.add(flow(make), flow(*buttons, gap=10))
        if self._working:
            self.add(Runs(self._working, "muted"))
        if self._made is not None:
            self.add(self._last_made(self._made))

    def _last_made(self, path: Path) -> QWidget:
        card = Card(gap=8)
        text = Runs(_("Made: {path}").format(path=path), "strong")
        show = Button(_("Open"), about=path.name)
        show.chosen.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        folder = Button(_("Show in folder"), about=path.name)
        folder.chosen.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
        )
        card.add(row(text, show, folder, grow=text))
        return card

    def _days(self) -> tuple[date, date]:
        first, end = histories.whole(self.session.diary)
        if self._span == "dates" and self._dates is not None:
            return self._dates
        if self._span in ("all", "dates"):
            return first, end
        months = _MONTHS[str(self._span)]
        return end - timedelta(days=round(months * 30.44)), end

    def _make_pdf(self) -> None:
        """One press: the file gets a name that is free, in the documents folder."""
        folder = _documents()
        stem = f"summary-{self.session.today:%Y-%m-%d}"
        names = (f"{stem}{end}.pdf" for end in ("", *(f"-{n}" for n in range(2, 1000))))
        path = next(folder / name for name in names if not (folder / name).exists())
        self._paper(lambda papers, made_of: papers.written(made_of, "pdf"), self._writer(path))

    def _make(self, form: str) -> None:
        """Ask where to, then write the file."""
        suffix = "json" if form == "fhir" else form
        name = (
            f"dose-diary-{self.session.today:%Y-%m-%d}{'-fhir' if form == 'fhir' else ''}.{suffix}"
        )
        path = self._ask_path(name)
        if path is not None:
            self._paper(lambda papers, made_of: papers.written(made_of, form), self._writer(path))

    def _make_json(self) -> None:
        path = self._ask_path(f"dose-diary-{self.session.today:%Y-%m-%d}.json")
        if path is not None:
            self._writer(path)(transfer.as_json(self.session.diary).encode())

    def _ask_path(self, name: str) -> Path | None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Where to keep it"), str(_documents() / name)
        )
        return Path(chosen) if chosen else None

    def _writer(self, path: Path) -> Callable[[bytes], None]:
        def write(content: bytes) -> None:
            try:
                path.write_bytes(content)
            except OSError as error:
                self._working = ""
                self.session.problem.emit(
                    _("{path} cannot be written: {why}.").format(path=path, why=error.strerror)
                )
                return
            self._made = path
            self._working = ""
            self.session.said.emit(_("Made: {name}.").format(name=path.name))
            self.altered.emit()

        return write

    def _preview(self) -> None:
        def show(pages: tuple[bytes, ...]) -> None:
            self._shown, self._working = pages, ""
            self.altered.emit()

        self._paper(lambda papers, made_of: papers.pages(papers.report(made_of), 110), show)

    def _print(self) -> None:
        self._paper(
            lambda papers, made_of: papers.pages(papers.report(made_of), 300), self._printed
        )

    def _printed(self, pages: tuple[bytes, ...]) -> None:
        print_pages(pages, self)

    def _paper(self, make: Callable[[Any, Any], Any], then: Callable[[Any], None]) -> None:
        """Load, read and make, the slow parts in the worker."""
        self._working = _("The paper is being made…")
        self.altered.emit()
        start, end = self._days()

        def loaded(papers: Any) -> None:
            options = papers.own_options(self.session.diary)
            parts = frozenset(part for part in Part if part not in self._left_out)
            options = replace(options, parts=parts)
            made_of = papers.material(self.session.diary, start, end, options)
            self.session.tasks.run(lambda: make(papers, made_of), done, self._failed)

        def done(result: Any) -> None:
            self._working = ""
            then(result)
            self.altered.emit()

        self.session.tasks.run(_load, loaded, self._failed)

    def _failed(self, error: Exception) -> None:
        self._working = ""
        self.altered.emit()
        if not isinstance(error, DiaryError):
            raise error
        self.session.problem.emit(str(error))

    def _choose(self, span: object) -> None:
        self._span, self._shown = span, ()
        self.altered.emit()

    def _turn(self, part: str) -> None:
        self._left_out ^= {part}
        self._shown = ()
        self.altered.emit()


def _documents() -> Path:
    """The patient's documents folder, the home folder where there is none."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()


def _load() -> Any:
    # In the worker: typst and matplotlib are only for who wants a paper.
    return import_module("diary_app.services.papers")
