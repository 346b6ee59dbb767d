"""A row of a list that says one record and lets it be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from diary_app.text import _
from diary_app.ui.parts.record_editor import RecordEditor
from diary_app.ui.record_words import Entered
from diary_app.ui.widgets.button import way
from diary_app.ui.widgets.card import RowsCard, row, stack
from diary_app.ui.widgets.text import Runs, label
from diary_app.wording.days import clock, short_full_day


def add_entered_row(
    card: RowsCard, one: Entered, editor: RecordEditor, below: Sequence[QWidget] = ()
) -> None:
    """A row that says a record and lets it be changed; the open one shows its panel.

    `below` stands under the record's words.
    """
    text = Runs(one.what, "strong")
    small = [Runs(remark, "small") for remark in (one.remark, one.changed) if remark]
    about = stack(text, *small, gap=4) if small else text
    spoken = f"{one.what[:60]}, {short_full_day(one.at.day)} {clock(one.at)}"
    change = way(_("Change…"), "plain", about=spoken)
    change.chosen.connect(lambda: editor.open(one.id))
    editor.add_row(one.id, change)
    time_shown = label(clock(one.at), "row-time")
    time_shown.setMinimumWidth(time_shown.fontMetrics().horizontalAdvance("00:00") * 3 // 2)
    card.add_row(time_shown, about, change, grow=about)
    if below:
        holder = stack(*below, gap=12)
        card.add(row(holder, grow=holder, padding=(20, 14)))
    if editor.open_id == one.id:
        card.add(editor.build())
