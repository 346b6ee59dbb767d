"""Keeps what is typed in the open forms, and offers it again after a lock, a close or a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from diary_app.domain.moment import Moment
from diary_app.domain.when import anchored
from diary_app.errors import DiaryError
from diary_app.services import drafts
from diary_app.services.diary import Diary
from diary_app.text import _
from diary_app.ui.widgets.fields import LineField, NoteField
from diary_app.ui.widgets.form import InputForm
from diary_app.wording.days import clock, short_full_day
from diary_app.wording.refusals import in_words

_LOOK_MS = 1000  # a draft is in the diary within two seconds of the last key
_REST = 30  # looks that are left out after a failure: a locked file is waited for each time


class Drafts(QObject):
    """Looks once a second at the forms that are open, and stores what has changed in them."""

    failed = Signal(str)  # what is typed is not kept, and why; said once

    def __init__(self, diary: Diary, parent: QObject) -> None:
        super().__init__(parent)
        self._diary = diary
        self._forms: list[InputForm] = []
        self._first: dict[str, Mapping[str, str]] = {}  # what each form holds untouched
        self._kept: dict[str, Mapping[str, str]] = {}  # what the diary holds of it
        self._finishing = self._held = ""
        self._said, self._resting = False, 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def watch(self, shown: QWidget) -> None:
        """Look after the forms inside `shown`, which has just been built."""
        self._forms = [form for form in self._forms if isValid(form)]
        for form in shown.findChildren(InputForm):
            if form not in self._forms:
                form.attempting = partial(self._attempting, form)
                if form.draft:
                    self._begin(form)

    def keep_now(self) -> None:
        """Store what is typed at once: the window closes, or is locked.

        Raises DiaryError where it cannot be stored.
        """
        for form in self._forms:
            if isValid(form):
                self._keep(form)

    def keep_typed(self) -> None:
        """Store what is typed: the forms are built anew. Where it cannot be stored it is said."""
        self._trying(self.keep_now)

    def stop(self) -> None:
        """Look no more: the diary is about to be closed."""
        self._timer.stop()
        self._forms.clear()

    @contextmanager
    def finishing(self, key: str) -> Iterator[None]:
        """What is stored inside was typed in the form `key`; "" for none."""
        before, self._finishing = self._finishing, key
        try:
            with drafts.finishing(self._diary, key):
                yield
        finally:
            self._finishing = before

    def hold(self) -> str:
        """The form whose words are being stored, for what asks first: its draft stays until then.

        To be given to `finishing` when the answer is stored; "" for no form.
        """
        self._held = self._finishing
        self._trying(self.keep_now)
        return self._held

    @contextmanager
    def _attempting(self, form: InputForm) -> Iterator[None]:
        """Saved again after a failure that may have stored it, it is the same record."""
        with self._diary.same_ids(form.ids), self.finishing(form.stores_for or form.draft):
            yield

    def _begin(self, form: InputForm) -> None:
        key, texts = form.draft, form.texts()
        self._forms.append(form)
        form.left.connect(partial(self._left, form))
        form.stored.connect(partial(self._done, form))
        begun = key in self._first  # the same form, built anew
        first = self._first.setdefault(key, texts)
        draft = drafts.of(self._diary, key)
        if draft is None:
            self._kept.pop(key, None)
            return
        self._kept[key] = draft.texts
        if draft.texts == texts:
            return
        if begun and texts == first:
            form.fill(draft.texts)
        elif texts == first:
            self._offer(form, draft)

    def _offer(self, form: InputForm, draft: drafts.Draft) -> None:
        now = self._diary.now()
        words = _("You were writing this on {day}.").format(day=short_full_day(draft.at.day))
        if draft.at.day == now.day:
            words = _("You were writing this at {time}.").format(time=clock(draft.at))
        lines = form.lines()
        texts = {
            name: _as_meant(text, draft.at, lines.get(name)) for name, text in draft.texts.items()
        }
        form.offer(words, partial(form.fill, texts), partial(self._throw_away, form))

    def _throw_away(self, form: InputForm) -> None:
        self._kept.pop(form.draft, None)
        self._trying(partial(drafts.throw_away, self._diary, form.draft))

    def _look(self) -> None:
        if self._resting:
            self._resting -= 1
            return
        self._trying(self.keep_now)

    def _trying(self, work: Callable[[], object]) -> None:
        try:
            work()
        except DiaryError as error:
            self._resting = _REST
            if not self._said:
                self._said = True
                why = str(in_words(error))
                self.failed.emit(_("What you type is not kept until it is saved.") + " " + why)

    def _keep(self, form: InputForm) -> None:
        if form.offered:
            return  # the draft that is offered stays until it is answered
        key, texts = form.draft, form.texts()
        if texts == self._first.get(key, texts):
            if key in self._kept:
                drafts.throw_away(self._diary, key)
                del self._kept[key]
        elif texts != self._kept.get(key):
            drafts.keep(self._diary, key, texts)
            self._kept[key] = texts

    def _left(self, form: InputForm) -> None:
        """Left without saving: what was typed is offered when the form is opened again."""
        if form in self._forms:
            self._trying(partial(self._keep, form))
            self._forms.remove(form)
            self._first.pop(form.draft, None)

    def _done(self, form: InputForm) -> None:
        """Saved, or asked about: then the draft goes with the answer."""
        key = form.draft
        self._first[key] = form.texts()  # one that stays open begins anew
        held, self._held = self._held, ""
        if self._kept.pop(key, None) is not None and held != key:
            self._trying(partial(drafts.throw_away, self._diary, key))


def _as_meant(text: str, then: Moment, typed: LineField | NoteField | None) -> str:
    """What was typed `then`, in words that mean the same now; a note stays as it was written."""
    return anchored(text, then, typed.tells_when) if isinstance(typed, LineField) else text
