"""A damaged diary in the window: what is shown, what is missing, and the two ways on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from diary_app.domain.rescued import Rescue
from diary_app.text import _, ngettext
from diary_app.ui.widgets.button import Button, way
from diary_app.ui.widgets.card import Card, row
from diary_app.ui.widgets.text import Runs
from diary_app.wording.rescued import missing_words

_LINES = 8


class DamagedCard(Card):
    """Stands above every page while a damaged diary is looked at. `backup` is the last good one."""

    def __init__(
        self,
        missing: Rescue,
        backup: Path | None,
        rescue: Callable[[], None],
        restore: Callable[[], None],
    ) -> None:
        super().__init__("warn", gap=10)
        self.add(
            Runs(_("The diary is damaged. This is what can be read of it."), "warn"),
            Runs(_("Nothing can be stored until it is saved. The damaged file is kept.")),
        )
        sentences = list(missing_words(missing))
        for sentence in islice(sentences, _LINES):
            self.add(Runs(sentence))
        more = len(sentences) - _LINES
        if more > 0:
            self.add(Runs(ngettext("And {n} more.", "And {n} more.", more).format(n=more), "muted"))
        save = Button(_("Save what can be read, and go on with it"))
        save.chosen.connect(rescue)
        ways = [save]
        if backup is not None:
            back = way(_("Go back to the backup {name}").format(name=backup.name))
            back.chosen.connect(restore)
            ways.append(back)
        self.add(row(*ways, gap=10))
