"""A diary that lies where others write too, and the way to do it right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diary_app.text import _, ngettext


def keeper_words(keeper: str) -> str:
    """What is wrong about a diary in the folder of a cloud, or on a network disk ("network")."""
    if keeper == "network":
        what = _("The diary is on a network disk.")
    else:
        what = _("The diary is in a folder of {keeper}.").format(keeper=keeper)
    return f"{what} " + _(
        "Two computers can write it at once there, and entries can be lost. Keep the diary on this "
        "computer's own disk, and let its backups go there: Settings, a second place for backups."
    )


def met_words(names: Sequence[str]) -> Iterator[str]:
    """What copies beside the diary are, and what to do with them."""
    if names:
        yield ngettext(
            "Beside the diary lies a copy that another computer changed: {names}.",
            "Beside the diary lie copies that another computer changed: {names}.",
            len(names),
        ).format(names=", ".join(names))
        yield _(
            "What was recorded there is not in this diary yet. Settings, Bring in a file, joins it."
        )
