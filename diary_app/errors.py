"""The ways a request can fail, as facts: a kind and the values it is about.

`wording.refusals` says what happened, why, and what to do, for window and command line alike.
`exit_code` is the command line's answer (docs: the command line). Anything that is not a
`DiaryError`, or a `Refused` of the domain, is a bug of ours.
"""

from __future__ import annotations


class DiaryError(Exception):
    """Something outside our code stopped the request: the file, the disk, a lock, damage.

    `kind` names the reason; the values of `given` fill its words.
    """

    exit_code = 1

    def __init__(self, kind: str, /, **given: object) -> None:
        self.kind, self.given = kind, given
        super().__init__(" ".join([kind, *(f"{name}={value}" for name, value in given.items())]))


class BadInput(DiaryError):
    """A value that cannot be read, or is ambiguous, or wrong usage."""

    exit_code = 2


class NotFound(DiaryError):
    """Nothing there: no such medicine, nothing to undo."""

    exit_code = 3


class NeedsConfirmation(DiaryError):
    """A safety check asks before the record is stored. `questions` holds one sentence each."""

    exit_code = 4

    def __init__(self, questions: tuple[str, ...]) -> None:
        self.questions = questions
        super().__init__("needs_confirmation")


class Told(BadInput):
    """A refusal whose words are made where it is raised: in the window, the command line, a paper
    or a chart, which speak to the person themselves.
    """

    def __init__(self, what: str, why: str = "", todo: str = "", exit_code: int = 2) -> None:
        self.what, self.why, self.todo = what, why, todo
        super().__init__("told", what=what, why=why, todo=todo)
        self.exit_code = exit_code
