"""Flags on a page: the gravest large, the others one line each, which opens in place.

A card says what to do, whom to call, why, and takes what was done about it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.evidence import SaidFact, said
from diary_app.domain.flag import SYMPTOM_RULE, Flag
from diary_app.domain.knowledge import ORDINARY, Level, Source, Tier
from diary_app.services import flags, readings, today
from diary_app.services.readings import Asked
from diary_app.text import _, within
from diary_app.ui.parts.calls import Calls, calls_for
from diary_app.ui.session import Session
from diary_app.ui.widgets.banner import SeriousCard
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import RowsCard, stack
from diary_app.ui.widgets.fields import LineField
from diary_app.ui.widgets.form import LineForm
from diary_app.ui.widgets.layouts import flow
from diary_app.ui.widgets.text import Run, Runs
from diary_app.wording.days import near_moment
from diary_app.wording.evidence import evidence_words
from diary_app.wording.symptoms import entry_of

_Action = tuple[str, Callable[[], object]]
_ROWS = 4  # a wall of warnings is read by nobody; the rest is one press away


class FlagCards(QObject):
    """The flags that wait for the patient, gravest first; what only asks is never more than a line.

    Red is for a serious symptom; what the dose log says, and what is only asked, is amber.
    `page` is the page they stand on, which the page about the documents leads back to.
    """

    altered = Signal()

    def __init__(self, session: Session, page: str) -> None:
        super().__init__(session)
        self._session, self._page = session, page
        self._why: set[str] = set()
        self._answering: tuple[str, str] | None = None  # flag key, "done" or "wrong"
        self._draft = ""  # what is typed outlives a page that is read again
        self._opened = ""
        self._all = False
        self._said: str | None = None  # the key of the card shown last, None before the first
        self._fresh = False
        self._first: QWidget | None = None

    def take_focus(self) -> QWidget | None:
        """The first control of a card or a field that has just been opened."""
        if not self._fresh:
            return None
        self._fresh = False
        return self._first

    def build(self, *, large: bool = True, apart: Collection[str] = ()) -> list[QWidget]:
        """The gravest flag as a card where `large`, the other ones as rows of one card.

        Those with an id in `apart` stand elsewhere on the page.
        """
        found = [flag for flag in flags.waiting(self._session.diary) if flag.id not in apart]
        made: list[QWidget] = []
        self._speak(found[0] if found and found[0].level > Level.ASK else None)
        if large and found and found[0].level > Level.ASK:
            made.append(self.card(found[0]))
            found = found[1:]
        opened = [flag for flag in found if _key(flag) == self._opened]
        made += [self.card(flag, closes=True) for flag in opened]
        rest = [flag for flag in found if flag not in opened]
        shown = rest if self._all else rest[:_ROWS]
        if shown:
            made.append(self._rows(shown, len(rest) - len(shown)))
        return made

    def _speak(self, gravest: Flag | None) -> None:
        """Have the advice said when a card has just come up; a page that opens is read anyway."""
        key = "" if gravest is None else _key(gravest)
        if gravest is not None and self._said not in (None, key):
            advice = gravest.advice.replace("\n", " ")
            self._session.spoken.emit(f"{self._title(gravest)} {advice}")
        self._said = key

    def _rows(self, shown: list[Flag], left_out: int) -> QWidget:
        card = RowsCard()
        for flag in shown:
            written, name = _written(flag), flag.label
            if written:
                name = _("You wrote: “{words}”. {what}").format(words=written, what=flag.label)
            title = Runs(name, "bad-line" if is_red(self._session, flag) else "warn")
            when = Runs(near_moment(flag.at, self._session.today), "small")
            look = way(_("Look at it"), "plain", about=self._about(flag))
            look.chosen.connect(lambda flag=flag: self._open(_key(flag)))
            card.add_row(title, when, look, grow=title, least=56)
        if left_out:
            more = way(_("Show {n} more").format(n=left_out), "plain", about=_("flags"))
            more.chosen.connect(self._show_all)
            card.add_row(more)
        return card

    def _about(self, flag: Flag) -> str:
        return f"{flag.label}, {near_moment(flag.at, self._session.today)}"

    def card(self, flag: Flag, *, closes: bool = False) -> SeriousCard:
        """What was recorded, what to do, whom to call, why, and what was done about it."""
        about = self._about(flag)
        advice = flag.advice.replace("\n", " ")
        title = self._title(flag)
        asked = self._asked(flag)
        first = self._read_answers(flag, asked) if asked else self._dose_answers(flag)
        called = flag.level >= Level.CALL_DOCTOR
        calls = calls_for(self._session, flag.id, flag.level) if called else Calls()
        kind: Literal["bad", "warn"] = "bad" if is_red(self._session, flag) else "warn"
        card = SeriousCard(
            title,
            advice,
            calls.buttons,
            self._rare(flag, asked, closes),
            first,
            calls.note,
            about,
            kind,
            calls.small,
        )
        if self._answering and self._answering[0] == _key(flag):
            card.add(self._answer_field(flag, asked))
        elif closes:
            self._first = card.first
        if _key(flag) in self._why:
            card.add(why(self._session, flag, self._page))
        return card

    def _title(self, flag: Flag) -> str:
        if flag.rule != SYMPTOM_RULE:
            return flag.label
        written = _written(flag)
        if written:
            return self._read_title(flag, written)
        if flag.level is Level.ASK:
            return _("Did this happen to you? {what}").format(what=flag.label)
        return _("You recorded: {what}").format(what=within(flag.label))

    def _read_title(self, flag: Flag, written: str) -> str:
        """The person's own words first: "I fell" is theirs, the symptom is this diary's."""
        if flag.level is Level.ASK:
            sentence = _("You wrote: “{words}”. Did this happen to you? {what}")
            return sentence.format(words=written, what=flag.label)
        if flag.confirm:
            sentence = _("You wrote: “{words}”. It may be: {what}. Is this right?")
        else:
            sentence = _("You wrote: “{words}”. It was read as: {what}.")
        return sentence.format(words=written, what=within(flag.label))

    def _asked(self, flag: Flag) -> Asked | None:
        """What the flag was read in, where that leaves room for doubt."""
        if not flag.confirm and flag.level is not Level.ASK:
            return None
        return readings.of_flag(self._session.diary, flag)

    def _read_answers(self, flag: Flag, asked: Asked) -> list[_Action]:
        diary = self._session.diary
        said = _("Saved: {symptom}, at the time of the note.").format(symptom=flag.label)

        def happened() -> None:
            by = self._session.entered_by
            self._session.save(lambda: readings.happened(diary, asked, by), said)

        return [
            (_("Yes, it happened"), happened),
            (_("No…"), lambda: self._answer(flag, "wrong")),
        ]

    def _dose_answers(self, flag: Flag) -> list[_Action]:
        """Where doses are only not recorded: the list of them, to be answered there."""
        if flag.rule == SYMPTOM_RULE or flag.level is not Level.ASK:
            return []
        last = max(piece.at for piece in flag.evidence).day
        unanswered = (day for day, _lines in today.not_recorded(self._session.diary))
        # Today's own doses stand on Today; History shows the days before with the one it opens at.
        day = max((day for day in unanswered if day <= last), default=last)

        def show() -> None:
            self._session.wanted.emit("history", day)

        return [(_("Taken, not recorded…"), show)]

    def _rare(self, flag: Flag, asked: Asked | None, closes: bool) -> list[_Action]:
        rare: list[_Action] = [
            (_("I have dealt with it…"), lambda: self._answer(flag, "done")),
            (_("This is not right…"), lambda: self._answer(flag, "wrong")),
            (_("Why am I seeing this?"), lambda: self._turn_why(flag)),
        ]
        entry = entry_of(flag.id, self._session.diary.knowledge)
        if entry is not None and entry.meaning:
            rare.append((_("What is this?"), lambda: self._session.meaning_wanted.emit(flag.id)))
        if asked:
            del rare[1]
        if closes:
            rare.append((_("Close"), lambda: self._open("")))
        return rare

    def _answer(self, flag: Flag, kind: str) -> None:
        self._answering, self._fresh, self._draft = (_key(flag), kind), True, ""
        self.altered.emit()

    def _answer_field(self, flag: Flag, asked: Asked | None) -> QWidget:
        assert self._answering is not None
        done = self._answering[1] == "done"
        title = _("What did you do?") if done else _("What is not right? The reason is kept.")
        typed = LineField(f"{title} {flag.label}", self._draft, units=560)
        # Enter in an empty line says nothing: a second press must not put a warning away.
        typed.saves = bool(self._draft.strip())
        typed.textChanged.connect(lambda text: self._keep(typed, text))

        def answer() -> object:
            diary, text = self._session.diary, typed.text().strip()
            if done:
                return flags.acknowledge(diary, flag, text)
            return (
                readings.denied(diary, asked, text) if asked else flags.dismiss(diary, flag, text)
            )

        def store() -> bool:
            said = _("Saved: what you said about {what}.").format(what=flag.label)
            return self._session.store(answer, said)

        self._first = typed
        back = _("Cancel")
        form = LineForm(title, typed, store, about=flag.label, left=self._leave, back=back)
        form.draft = f"flag {_key(flag)} {self._answering[1]}"
        return form

    def _keep(self, typed: LineField, text: str) -> None:
        self._draft, typed.saves = text, bool(text.strip())

    def _leave(self) -> None:
        self._answering = None
        self.altered.emit()

    def _turn_why(self, flag: Flag) -> None:
        self._why ^= {_key(flag)}
        self.altered.emit()

    def _open(self, key: str) -> None:
        self._opened, self._fresh, self._answering = key, bool(key), None
        self.altered.emit()

    def _show_all(self) -> None:
        self._all = True
        self.altered.emit()


def why(session: Session, flag: Flag, page: str) -> QWidget:
    """The rule, the evidence and the sources of a flag; each kind of source by itself."""
    rule = _("Rule: {name}.").format(name=flag.label)
    if flag.rule == SYMPTOM_RULE:
        rule = _("Rule: a serious symptom is shown as soon as it is recorded.")
    parts: list[QWidget] = [Runs(rule, "strong"), Runs(_("This rests on:"), "strong")]
    for piece in flag.evidence:
        when = near_moment(piece.at, session.today)
        sentence = _("{when}: “{words}”") if said(piece) else _("{when}: {words}")
        words = evidence_words(piece, session.diary.knowledge)
        parts.append(Runs(sentence.format(when=when, words=words)))
    parts += [Runs(runs) for runs in sources_by_tier(flag.sources)]
    every = way(_("All that the documents say"), about=flag.label)
    every.chosen.connect(lambda: session.documents_wanted.emit(page))
    return stack(*parts, flow(every), gap=8)


def tier_words(tier: Tier) -> str:
    """What kind of source it is."""
    return {
        Tier.DOCUMENT: _("From the two documents"),
        Tier.LABEL: _("Official medicine information"),
        Tier.LITERATURE: _("Medical literature"),
        Tier.PROPOSAL: _("A proposal of this diary"),
    }[tier]


def sources_by_tier(sources: Sequence[Source]) -> Iterator[list[Run]]:
    """A line for each kind of source: they never stand mixed."""
    for tier in Tier:
        refs = [source.ref for source in sources if source.tier is tier]
        if refs:
            yield [Run(f"{tier_words(tier)}: ", "strong"), Run("; ".join(refs))]


def is_red(session: Session, flag: Flag) -> bool:
    """Whether the flag is of a serious symptom; all others are amber."""
    if flag.level in (Level.ASK, Level.NEXT_VISIT):
        return False
    entry = entry_of(flag.id, session.diary.knowledge)
    return entry is not None and entry.category not in ORDINARY


def _key(flag: Flag) -> str:
    return f"{flag.id} {flag.at.iso}"


def _written(flag: Flag) -> str:
    """The words that the symptom of a flag was last read in; "" if it was recorded otherwise."""
    facts = [one for one in flag.evidence if isinstance(one, SaidFact) and one.symptom == flag.id]
    return facts[-1].words if facts and all(one.words for one in facts) else ""
