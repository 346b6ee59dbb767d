"""What a patient takes along: the doctor's summary and the other formats.

Imports typst and matplotlib: only for who wants a paper, and in a worker.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import field
from datetime import date
from pathlib import Path

from diary_app import text
from diary_app.charts.series import Span
from diary_app.domain.days import Days
from diary_app.domain.flag import Flag
from diary_app.domain.history import History
from diary_app.domain.knowledge import KnowledgeBase
from diary_app.domain.moment import Moment
from diary_app.domain.person import FactAnswer
from diary_app.domain.phones import PhoneKind
from diary_app.errors import BadInput, NotFound
from diary_app.exchange import csv_file, fhir
from diary_app.exchange.fhir_parts import Resource
from diary_app.frozen import dataclass
from diary_app.reports import emergency_card
from diary_app.reports.build import build
from diary_app.reports.given import needed
from diary_app.reports.html import html
from diary_app.reports.pdf import pages, pdf
from diary_app.reports.report import Paper, Report, ReportOptions
from diary_app.services import also_taken, flags, phones, settings, supplies, visits
from diary_app.services.diary import Diary
from diary_app.services.histories import load
from diary_app.storage import queries
from diary_app.wording import writing
from diary_app.wording.writing import Writing

__all__ = ["Paper", "ReportOptions", "html", "pages", "pdf"]

PAPERS = {"A4": Paper.A4, "Letter": Paper.LETTER}


@dataclass(frozen=True)
class PaperMaterial:
    """What a paper is made of: plain values, so that a worker needs no open file."""

    history: History
    knowledge: KnowledgeBase
    flags: tuple[Flag, ...]
    span: Span
    now: Moment
    options: ReportOptions
    writing: Writing = field(default_factory=Writing)
    first_entry: date | None = None
    language: str = field(default_factory=text.language)


def material(diary: Diary, days: Days, options: ReportOptions | None = None) -> PaperMaterial:
    """Read what the papers of `days` need; `options` None: as the settings say."""
    with text.spoken_in(settings.language_of_papers(diary)):
        return PaperMaterial(
            history=load(diary, needed(days)),
            knowledge=diary.vocabulary,
            flags=flags.between(diary, days),
            span=Span(days),
            now=diary.now(),
            options=own_options(diary) if options is None else options,
            writing=settings.writing_of(settings.load(diary)),
            first_entry=queries.first_record(diary.file),
        )


def own_options(diary: Diary, paper: str | None = None) -> ReportOptions:
    """The options that the settings give: name, birthday, paper, the open questions."""
    own = settings.load(diary)
    with text.spoken_in(settings.language_of_papers(diary)):
        return ReportOptions(
            name=own.name,
            born=settings.birthday(own),
            questions=settings.open_questions(diary),
            paper=PAPERS.get(paper or own.paper, Paper.A4),
            other_medicines=own.other_medicines,
            also_taken=also_taken.labels(diary, FactAnswer.YES),
            not_taken=also_taken.labels(diary, FactAnswer.NO),
            history=own.history,
            allergies=own.allergies,
            visit=visits.last(diary),
        )


def report(made_of: PaperMaterial) -> Report:
    """The doctor's summary as one value. Touches no file: may run in a worker."""
    with text.spoken_in(made_of.language), writing.written(made_of.writing):
        return build(
            made_of.history,
            made_of.knowledge,
            made_of.flags,
            made_of.span,
            made_of.now,
            made_of.options,
            made_of.first_entry,
        )


def exported(diary: Diary, form: str, days: Days, paper: str | None = None) -> bytes:
    """The content of a file in the format `form`: pdf, html, csv, fhir, fhir_transaction or
    card.
    """
    if form == "card":
        return emergency_card.pdf(card_of(diary, paper))
    return written(material(diary, days, own_options(diary, paper)), form)


def written(made_of: PaperMaterial, form: str) -> bytes:
    """The same from what was read. Touches no file: may run in a worker."""
    with text.spoken_in(made_of.language):
        return _written(made_of, form)


def _written(made_of: PaperMaterial, form: str) -> bytes:
    match form:
        case "pdf":
            return pdf(report(made_of))
        case "html":
            return html(report(made_of)).encode()
        case "csv":
            span = made_of.span
            return csv_file.write(csv_file.rows(made_of.history, span.days, made_of.now))
        case "fhir":
            return _as_json(_fhir(made_of))
        case "fhir_transaction":
            return _as_json(fhir.transaction(_fhir(made_of)))
        case _:
            raise BadInput("no_such_format", form=form)


def beside(path: Path, form: str) -> dict[Path, bytes]:
    """The files that lie beside the one at `path`: of a table, what its columns are."""
    if form != "csv":
        return {}
    return {path.with_name(f"{path.stem}.dictionary.csv"): csv_file.dictionary()}


def card_of(diary: Diary, paper: str | None = None) -> emergency_card.EmergencyCard:
    """The emergency card as plain values for a worker: of a pump, else of what is taken now.

    Raises NotFound where the diary has no medicine in use today.
    """
    with text.spoken_in(settings.language_of_papers(diary)):
        return _card_of(diary, paper)


def _card_of(diary: Diary, paper: str | None) -> emergency_card.EmergencyCard:
    own, today, numbers = settings.load(diary), diary.now().day, phones.confirmed(diary)
    given = [
        emergency_card.Given(plan.medicine, course.schedule, supplies.of(diary, plan).pump)
        for plan in queries.plans(diary.file)
        if (course := plan.course_on(today)) is not None
    ]
    if not given:
        raise NotFound("no_medicine_today")
    return emergency_card.build(
        given,
        emergency_card.Owner(
            name=own.name,
            born=settings.birthday(own),
            emergency_phone=own.emergency_phone,
            doctor_phone=own.doctor_phone,
            clinic_phone=numbers[PhoneKind.CLINIC],
            out_of_hours_phone=own.out_of_hours_phone,
            next_of_kin=own.next_of_kin,
            allergies=own.allergies,
            sedatives=also_taken.labels(diary, FactAnswer.YES),
            pump_model=own.pump_model,
            pump_place=own.pump_place,
        ),
        diary.knowledge,
        diary.now(),
        PAPERS.get(paper or own.paper, Paper.A4),
    )


card_pdf = emergency_card.pdf  # touches no file: may run in a worker


def _fhir(made_of: PaperMaterial) -> Resource:
    person = fhir.Person(made_of.options.name, made_of.options.born)
    found: Sequence[Flag] = made_of.flags
    return fhir.document(
        made_of.history,
        made_of.knowledge,
        found,
        made_of.span.days,
        made_of.now,
        person,
    )


def _as_json(bundle: Resource) -> bytes:
    return json.dumps(bundle, ensure_ascii=False, indent=1).encode()
