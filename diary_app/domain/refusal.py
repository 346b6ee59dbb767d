"""A value the domain will not accept, as facts; the words for it live where texts live."""


class Refused(ValueError):
    """`kind` names the reason (for example `ambiguous_number`), `given` is what was typed.

    `wording.refusals` says what happened, why and what to do. `exit_code` is the command line's.
    """

    exit_code = 2

    def __init__(self, kind: str, given: str = "") -> None:
        self.kind, self.given = kind, given
        super().__init__(f"{kind}: {given!r}")
