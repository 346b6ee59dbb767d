"""The ways a request can fail, each with words a patient can act on.

Every error says what happened, why, and what to do. `exit_code` is the command line's answer
(docs: the command line). Anything that is not a `DiaryError` is a bug of ours.
"""


class DiaryError(Exception):
    """Something outside our code stopped the request: the file, the disk, a lock, damage."""

    exit_code = 1

    def __init__(self, what: str, why: str = "", todo: str = "") -> None:
        self.what, self.why, self.todo = what, why, todo
        super().__init__(" ".join(part for part in (what, why, todo) if part))


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
        super().__init__(" ".join(questions))
