"""What a chart shows: which picture, which days, which symptoms."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from diary_app.domain.days import Days
from diary_app.domain.knowledge import Entry
from diary_app.domain.moment import DAY
from diary_app.services import histories, symptoms, tracked
from diary_app.text import _
from diary_app.ui.panels.days import two_days
from diary_app.ui.session import Session
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.choice import Choice
from diary_app.ui.widgets.layouts import flow
from diary_app.wording.days import days_words
from diary_app.wording.symptoms import short_label

_SPANS = {"14": 14, "30": 30, "90": 91, "365": 365}
_MOST = 3
_OF_SYMPTOMS = ("symptoms", "change", "day", "tradeoff")


class ChartChoices(QObject):
    """Three choices. Where a window is small they fold into a button each, which opens them."""

    altered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.kind = "symptoms"
        self._span: object = "90"
        self._dates: Days | None = None
        self._ids: list[str] | None = None  # None: those that were rated
        self._all = False
        self._unfolded = ""  # which of the three a small window shows: "span", "kind", "symptoms"
        self._before: object = "90"  # the period before "Dates…" was chosen
        self._closed = ""  # what Escape has just closed, by the part of `_opener` that opens it
        self._openers: dict[str, QWidget] = {}

    @property
    def days(self) -> Days:
        """The days shown."""
        whole = histories.whole(self._session.diary)
        if self._span == "dates" and self._dates is not None:
            return self._dates
        if self._span in ("all", "dates"):
            return whole
        return Days(whole.end - _SPANS[str(self._span)] * DAY, whole.end)

    @property
    def symptoms(self) -> list[str] | None:
        """The ids of the symptoms that are drawn, None where the picture is not of symptoms."""
        return self._chosen() if self.kind in _OF_SYMPTOMS else None

    def step_back(self) -> bool:
        """Close what is open; whether anything was. "Dates…" closes with what unfolds it."""
        if self._span == "dates" and self._dates is None:
            self._span, self._closed = self._before, self._unfolded or "dates"
            self._unfolded = ""
        elif self._unfolded:
            self._closed, self._unfolded = self._unfolded, ""
        elif self._all:
            self._closed, self._all = "more", False
        else:
            return False
        self.altered.emit()
        return True

    def take_focus(self) -> QWidget | None:
        """What opens again what has just been closed."""
        closed, self._closed = self._closed, ""
        return self._openers.get(closed)

    def build(self, *, folded: bool) -> list[QWidget]:
        """The rows of choices."""
        self._openers = {}
        if not folded:
            rows: list[QWidget] = [flow(self._build_spans(), self._build_kinds())]
            if self._span == "dates":
                rows.append(self._build_dates())
            if self.kind in _OF_SYMPTOMS:
                rows.append(self._build_symptoms())
            return rows
        return [self._build_folds(), *self._build_unfolded()]

    def _build_folds(self) -> QWidget:
        spans, kinds = dict(_spans()), dict(_kinds())
        span = days_words(self.days) if self._span == "dates" else spans[self._span]
        parts = [("kind", kinds[self.kind], _("picture")), ("span", span, _("period"))]
        if self.kind in _OF_SYMPTOMS:
            entries = {entry.id: short_label(entry) for entry in self._offered()}
            names = ", ".join(entries[id] for id in self._chosen() if id in entries)
            parts.append(("symptoms", names or _("Symptoms"), _("symptoms")))
        buttons = []
        for part, words, about in parts:
            fold = way(_("{choice}…").format(choice=words), "chip", about=about)
            fold.setChecked(part == self._unfolded)
            fold.chosen.connect(lambda part=part: self._unfold(part))
            buttons.append(fold)
            self._openers[part] = fold
        return flow(*buttons)

    def _build_unfolded(self) -> list[QWidget]:
        match self._unfolded:
            case "span":
                dates = [self._build_dates()] if self._span == "dates" else []
                return [self._build_spans(), *dates]
            case "kind":
                return [self._build_kinds()]
            case "symptoms" if self.kind in _OF_SYMPTOMS:
                return [self._build_symptoms()]
        return []

    def _build_spans(self) -> QWidget:
        span = Choice(_spans(), about=_("period"), value=self._span, guarded=False)
        span.picked.connect(self._choose_span)
        self._openers["dates"] = span.button(self._span)
        return span

    def _build_dates(self) -> QWidget:
        form = two_days(self._session, _("Show these days"), self._show)
        form.left.connect(self.step_back)
        return form

    def _build_kinds(self) -> QWidget:
        kind = Choice(_kinds(), about=_("picture of"), value=self.kind, guarded=False)
        kind.picked.connect(self._choose_kind)
        return kind

    def _build_symptoms(self) -> QWidget:
        shown: list[QWidget] = []
        chosen = self._chosen()
        for entry in self._offered():
            chip = Button(short_label(entry), "chip", guarded=False, icon="")
            chip.setChecked(entry.id in chosen)
            chip.set_icon("tick" if entry.id in chosen else "")
            chip.chosen.connect(lambda id=entry.id: self._turn(id))
            shown.append(chip)
        more = way(_("Fewer…") if self._all else _("More…"), "chip", about=_("symptoms"))
        more.setCheckable(False)
        more.chosen.connect(self._turn_all)
        self._openers["more"] = more
        return flow(*shown, more, gap=10)

    def _offered(self) -> list[Entry]:
        entries = {e.id: e for e in self._session.diary.vocabulary.entries}
        ids = [*tracked.tile_ids(self._session.diary), *self._chosen()]
        if self._all:
            ids += entries
        return [entries[id] for id in dict.fromkeys(ids) if id in entries]

    def _chosen(self) -> list[str]:
        if self._ids is not None:
            return self._ids
        days = self.days
        diary = self._session.diary
        last = symptoms.last_values(diary, diary.zones().start(days.end))
        rated = {id for id, seen in last.items() if seen.at.day >= days.since}
        tiles = tracked.tile_ids(diary)
        return [id for id in tiles if id in rated][:2] or list(tiles[:1])

    def _unfold(self, part: str) -> None:
        self._unfolded = "" if self._unfolded == part else part
        self.altered.emit()

    def _show(self, days: Days) -> None:
        self._dates, self._unfolded = days, ""
        self.altered.emit()

    def _choose_span(self, span: object) -> None:
        if span == "dates" and self._span != "dates":
            self._before = self._span
        self._span = span
        if span != "dates":
            self._unfolded = ""
        self.altered.emit()

    def _choose_kind(self, kind: object) -> None:
        self.kind, self._unfolded = str(kind), ""
        self.altered.emit()

    def _turn(self, id: str) -> None:
        ids = list(self._chosen())
        if id in ids:
            ids.remove(id)
        else:
            ids = [*ids[-(_MOST - 1) :], id]  # at most three: the oldest choice gives way
        self._ids = ids
        self.altered.emit()

    def _turn_all(self) -> None:
        self._all = not self._all
        self.altered.emit()


def _spans() -> list[tuple[object, str]]:
    return [
        ("14", _("2 weeks")),
        ("30", _("30 days")),
        ("90", _("3 months")),
        ("365", _("1 year")),
        ("all", _("All")),
        ("dates", _("Dates…")),
    ]


def _kinds() -> list[tuple[object, str]]:
    return [
        ("symptoms", _("Symptoms")),
        ("doses", _("Doses")),
        ("calendar", _("Calendar")),
        ("change", _("Before and after")),
        ("day", _("Time of day")),
        ("tradeoff", _("Amount and symptoms")),
        ("body", _("Where on the body")),
        ("parts", _("Parts of the day")),
    ]
