"""What the patient says of herself: facts that matter for the medicine, what else is taken."""

from __future__ import annotations

from diary_app.domain.person import FactAnswer, PersonFact
from diary_app.reports.given import Given
from diary_app.reports.report import Block, Paragraph, Part, Section
from diary_app.text import _
from diary_app.wording.evidence import fact_words
from diary_app.wording.numbers import listed


def about_me(given: Given) -> Section:
    """The answers about the person, illnesses and allergies, other medicines; what was not said."""
    options = given.options
    blocks: list[Block] = [Paragraph(words) for words in _facts(given)]
    written = listed([options.history.strip(), options.allergies.strip()])
    if written:
        told = _("Illnesses and allergies, as the patient writes: {words}")
        blocks.append(Paragraph(told.format(words=written)))
    else:
        blocks.append(Paragraph(_("Illnesses and allergies: nothing written."), quiet=True))
    if given.wants(Part.MEDICINES):
        blocks += [Paragraph(words) for words in _others(given)]
    return Section(_("About me, other medicines"), tuple(blocks))


def _facts(given: Given) -> list[str]:
    """Yes and no apart; what nobody answered is named too, for it is not a no."""
    answers = {one.fact: one.answer for one in given.history.facts}
    said: dict[FactAnswer, list[str]] = {answer: [] for answer in FactAnswer}
    for fact in PersonFact:
        said[answers.get(fact, FactAnswer.UNKNOWN)].append(fact_words(fact))
    sentences = {
        FactAnswer.YES: _("Yes: {facts}"),
        FactAnswer.NO: _("No: {facts}"),
        FactAnswer.UNKNOWN: _("Not answered: {facts}"),
    }
    return [
        listed(
            [words.format(facts=", ".join(said[a])) for a, words in sentences.items() if said[a]]
        )
    ]


def _others(given: Given) -> list[str]:
    options = given.options
    found = []
    if options.other_medicines.strip():
        also = _("Also taken, as the patient writes: {words}")
        found.append(also.format(words=options.other_medicines))
    if options.also_taken:
        ticked = _("Also taken or drunk, as the patient ticked: {names}")
        found.append(ticked.format(names=listed(options.also_taken)))
    if options.not_taken:
        ticked = _("Asked and answered no: {names}")
        found.append(ticked.format(names=listed(options.not_taken)))
    return found or [_("Other medicines: nothing written.")]
