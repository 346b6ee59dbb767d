"""Reports: the summary for the doctor, and the other ways the records leave the diary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from diary_app.domain.days import Days
from diary_app.domain.moment import DAY
from diary_app.domain.symptom import Note
from diary_app.errors import DiaryError
from diary_app.reports.report import Part
from diary_app.services import calendars, files, histories, settings, symptoms, transfer, visits
from diary_app.services.diary import read_apart
from diary_app.text import _, ngettext
from diary_app.ui.desktop.documents import documents, free_pdf
from diary_app.ui.pages.page import Page
from diary_app.ui.panels import for_doctor
from diary_app.ui.panels.days import two_days
from diary_app.ui.panels.pump import save_card
from diary_app.ui.parts.paper_view import PaperView, print_pages
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, empty, heading, row, stack
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Runs
from diary_app.wording.days import short_full_day
from diary_app.wording.refusals import in_words

_MONTHS = {"1": 1, "3": 3, "12": 12}


class ReportsPage(Page):
    """The last three months unless another period is chosen; everything is made in the worker."""

    key = "reports"
    icon = "reports"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._span: object = "3"
        self._before: object = "3"  # the period before "Dates…" was chosen
        self._dates: Days | None = None
        self._left_out: set[Part] = set()
        self._made: Path | None = None
        self._working = ""
        self._asked = 0  # counts what was asked for; what was cancelled is not the last one
        self._notes: frozenset[str] = frozenset()
        self._choosing = False
        self._all_notes = False
        self._visiting = False
        self._opened = False  # the entry of a visit has just been opened and asks for the keys
        self._typed: QWidget | None = None
        self._shown: tuple[bytes, ...] = ()
        self._first: QWidget | None = None

    def title(self) -> tuple[str, str]:
        return _("Reports"), _("for your doctor")

    def first_control(self) -> QWidget | None:
        return self._first

    def next_control(self) -> QWidget | None:
        opened, self._opened = self._opened, False
        return self._typed if opened else None

    def step_back(self) -> bool:
        if self._span == "dates" and self._dates is None:
            self._span = self._before
        elif self._choosing:
            self._choosing = False
        else:
            return False
        self.altered.emit()
        return True

    def begin(self, what: str) -> None:
        if what == "print":
            self._print()

    def build(self) -> None:
        self._first = None
        days = histories.whole(self.session.diary)
        if days.count <= 1 and not histories.load(self.session.diary, days).plans:
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
        self._add_making()
        self.add(*[PaperView(page, n) for n, page in enumerate(self._shown, 1)])
        self.add(for_doctor.questions_card(self.session), for_doctor.own_words_card(self.session))

    def _add_period(self) -> None:
        spans: list[tuple[object, str]] = [
            ("1", _("1 month")),
            ("3", _("3 months")),
            ("12", _("1 year")),
            ("all", _("All")),
            ("dates", _("Dates…")),
        ]
        visit = visits.last(self.session.diary)
        if visit is not None:
            text = _("Since my last visit, {day}").format(day=short_full_day(visit))
            spans.insert(0, ("visit", text))
        choice = Choice(spans, about=_("period of the summary"), value=self._span, guarded=False)
        choice.picked.connect(self._choose)
        parts: list[QWidget] = [choice]
        if self._span == "dates":
            dates = two_days(self.session, _("Use these days"), self._use_days)
            dates.left.connect(self.step_back)
            parts.append(dates)
        days = self._days()
        text = ngettext(
            "{first} to {last}, {n} day", "{first} to {last}, {n} days", days.count
        ).format(
            first=short_full_day(days.since), last=short_full_day(days.end - DAY), n=days.count
        )
        saw = way(_("I saw my doctor…"), "plain")
        saw.chosen.connect(self._turn_visiting)
        parts.append(row(Runs(text, "small"), saw))
        if self._visiting:
            entry = for_doctor.visit_entry(self.session, self._turn_visiting)
            self._typed = entry.line
            parts.append(entry)
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
        chips.append(self._notes_chip())
        parts: list[QWidget] = [flow(*chips, gap=10)]
        papers: list[tuple[object, str]] = [("A4", "A4"), ("Letter", "Letter")]
        own = settings.load(self.session.diary)
        paper = Choice(papers, about=_("paper"), value=own.paper)
        paper.picked.connect(self._choose_paper)
        if self._choosing:
            notes = for_doctor.notes_choice(
                self._notes_there(),
                self._ticked(),
                self._turn_note,
                all_shown=self._all_notes,
                show_all=self._show_all_notes,
            )
            parts.append(notes)
        parts.append(row(Runs(_("Paper")), paper))
        self.add(stack(heading(_("What is in it?")), *parts, gap=10))

    def _notes_there(self) -> list[Note]:
        return list(symptoms.notes_of(self.session.diary, self._days()))

    def _ticked(self) -> frozenset[str]:
        """The notes to print: one of other days is not printed, for it is not on the list."""
        return self._notes & {note.id for note in self._notes_there()}

    def _notes_chip(self) -> Button:
        """Opens the list: no note is printed that was not ticked."""
        n = len(self._ticked())
        text = ngettext("{n} note…", "{n} notes…", n).format(n=n) if n else _("Notes…")
        chip = Button(text, "chip", about=_("in the summary"), guarded=False)
        chip.setChecked(bool(n))
        chip.set_icon("tick" if n else "")
        chip.chosen.connect(self._turn_choosing)
        return chip

    def _add_making(self) -> None:
        make = way(_("Make PDF"), "main")
        make.chosen.connect(self._make_pdf)
        self._first = make
        others = {
            _("Close the preview") if self._shown else _("Preview"): self._turn_preview,
            _("Print…"): self._print,
            _("Web page (HTML)…"): lambda: self._make("html"),
            _("Table (CSV)…"): lambda: self._make("csv"),
            _("My week"): self._make_week,
            _("Emergency card"): lambda: save_card(self.session, self._show_made),
            _("Phone reminders (ics)…"): self._make_calendar,
            _("Health record (FHIR)…"): lambda: self._make("fhir"),
            _("Everything (JSON)…"): self._make_json,
        }
        buttons: list[QWidget] = []
        for text, do in others.items():
            button = way(text)
            button.chosen.connect(do)
            buttons.append(button)
        self.add(flow(make), flow(*buttons, gap=10))
        if self._working:
            cancel = way(_("Cancel"), about=_("the paper"))
            cancel.chosen.connect(self._cancel)
            self.add(row(Runs(self._working, "muted"), cancel))
        if self._made is not None:
            self.add(self._last_made(self._made))

    def _last_made(self, path: Path) -> QWidget:
        card = Card(gap=8)
        text = Runs(_("Made: {path}").format(path=path), "strong")
        show = way(_("Open"), about=path.name)
        show.chosen.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        folder = way(_("Show in folder"), about=path.name)
        folder.chosen.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
        )
        card.add(row(text, show, folder, grow=text))
        return card

    def _days(self) -> Days:
        whole = histories.whole(self.session.diary)
        if self._span == "dates" and self._dates is not None:
            return self._dates
        visit = visits.last(self.session.diary)
        if self._span == "visit" and visit is not None:
            return Days(visit, whole.end)
        if self._span in ("all", "dates"):
            return whole
        months = _MONTHS.get(str(self._span), 3)  # a visit that was taken back leaves 3 months
        return Days(whole.end - round(months * 30.44) * DAY, whole.end)

    def _make_pdf(self) -> None:
        """One press: the file gets a name that is free, in the documents folder."""
        path = free_pdf(f"summary-{self.session.today:%Y-%m-%d}")
        self._paper(
            lambda papers, made_of: {path: papers.written(made_of, "pdf")}, self._writer(path)
        )

    def _make(self, form: str) -> None:
        """Ask where to, then write the file."""
        suffix = "json" if form == "fhir" else form
        name = (
            f"dose-diary-{self.session.today:%Y-%m-%d}{'-fhir' if form == 'fhir' else ''}.{suffix}"
        )
        path = self._ask_path(name)
        if path is not None:
            self._paper(
                lambda papers, made_of: {
                    path: papers.written(made_of, form),
                    **papers.beside(path, form),
                },
                self._writer(path),
            )

    def _make_json(self) -> None:
        path = self._ask_path(f"dose-diary-{self.session.today:%Y-%m-%d}.json")
        if path is not None:
            self._writer(path)({path: transfer.as_json(self.session.diary).encode()})

    def _make_week(self) -> None:
        """The last seven days on one page: shown here, and kept like the summary."""
        path = free_pdf(f"my-week-{self.session.today:%Y-%m-%d}")

        def make() -> tuple[bytes, bytes]:
            # In the worker: typst is only for who wants a paper.
            weeks: Any = import_module("diary_app.services.weeks")
            with read_apart(self.session.diary) as diary:
                made = weeks.made(diary)
            return weeks.pdf(made), weeks.picture(made)

        def done(result: tuple[bytes, bytes]) -> None:
            self._shown = (result[1],)
            self._writer(path)({path: result[0]})

        def failed(error: Exception) -> None:
            self._working = ""
            if not isinstance(error, DiaryError):
                raise error
            self.session.problem.emit(str(in_words(error)))

        self._show_work(_("The page of your week is being made…"))
        self.session.tasks.run(make, done, failed)

    def _make_calendar(self) -> None:
        path = self._ask_path(f"dose-diary-{self.session.today:%Y-%m-%d}.ics")
        if path is None:
            return
        file = calendars.made(self.session.diary)
        if self._writer(path)({path: file.content}):
            calendars.remember(self.session.diary, file)

    def _ask_path(self, name: str) -> Path | None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Where to keep it"), str(documents() / name)
        )
        return Path(chosen) if chosen else None

    def _writer(self, path: Path) -> Callable[[dict[Path, bytes]], bool]:
        """Writes the file at `path`, and those beside it; whether that was done."""

        def write(contents: dict[Path, bytes]) -> bool:
            try:
                for name, content in contents.items():
                    files.write(name, content)
            except DiaryError as error:
                self._working = ""
                self.session.problem.emit(str(in_words(error)))
                return False
            self._working = ""
            self.session.told.emit(_("Made: {name}.").format(name=path.name))
            self._show_made(path)
            return True

        return write

    def _show_made(self, path: Path) -> None:
        self._made = path
        self.altered.emit()

    def _turn_preview(self) -> None:
        if self._shown:
            self._shown = ()
            self.altered.emit()
            return
        # As sharp as the page is wide on this screen; a sheet is about 8.3 inches wide.
        dpi = max(96, min(300, round(self.width() * self.devicePixelRatioF() / 8.27)))

        def show(pages: tuple[bytes, ...]) -> None:
            self._shown, self._working = pages, ""
            self.altered.emit()

        self._paper(lambda papers, made_of: papers.pages(papers.report(made_of), dpi), show)

    def _print(self) -> None:
        self._paper(
            lambda papers, made_of: papers.pages(papers.report(made_of), 300), self._printed
        )

    def _printed(self, pages: tuple[bytes, ...]) -> None:
        print_pages(pages, self)

    def _paper(self, make: Callable[[Any, Any], Any], then: Callable[[Any], object]) -> None:
        """Read, then make, in the worker: ten years take seconds. What was cancelled is let go."""
        self._asked += 1
        asked, days = self._asked, self._days()
        parts, notes = frozenset(Part) - self._left_out, self._ticked()
        text = ngettext(
            "Reading the records of {n} day, step 1 of 2…",
            "Reading the records of {n} days, step 1 of 2…",
            days.count,
        )
        self._show_work(text.format(n=days.count))

        def read() -> Any:
            # In the worker: typst and matplotlib are only for who wants a paper.
            papers: Any = import_module("diary_app.services.papers")
            with read_apart(self.session.diary) as diary:
                options = replace(papers.own_options(diary), parts=parts, notes=notes)
                return papers, papers.material(diary, days, options)

        def done_reading(result: Any) -> None:
            if asked == self._asked:
                self._show_work(_("The paper is being made, step 2 of 2…"))
                self.session.tasks.run(lambda: make(*result), done, failed)

        def done(result: Any) -> None:
            if asked == self._asked:
                self._working = ""
                then(result)
                self.altered.emit()

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self._show_work("")
            if not isinstance(error, DiaryError):
                raise error
            if asked == self._asked:
                self.session.problem.emit(str(in_words(error)))

        self.session.tasks.run(read, done_reading, failed)

    def _show_work(self, words: str) -> None:
        self._working = words
        self.altered.emit()

    def _cancel(self) -> None:
        self._asked += 1
        self._working = ""
        self.session.told.emit(_("Cancelled: the paper is not made."))
        self.altered.emit()

    def _choose(self, span: object) -> None:
        if span == "dates" != self._span:
            self._before = self._span
        self._span, self._shown = span, ()
        self.altered.emit()

    def _use_days(self, days: Days) -> None:
        self._dates, self._shown = days, ()
        self.altered.emit()

    def _choose_paper(self, paper: object) -> None:
        self._shown = ()
        self.session.save(
            lambda: settings.save(self.session.diary, paper=paper), _("Saved: settings.")
        )

    def _turn(self, part: Part) -> None:
        self._left_out ^= {part}
        self._shown = ()
        self.altered.emit()

    def _turn_note(self, id: str) -> None:
        self._notes ^= {id}
        self._shown = ()
        self.altered.emit()

    def _turn_choosing(self) -> None:
        self._choosing = not self._choosing
        self.altered.emit()

    def _show_all_notes(self) -> None:
        self._all_notes = True
        self.altered.emit()

    def _turn_visiting(self) -> None:
        self._visiting = self._opened = not self._visiting
        self.altered.emit()
