"""A refusal is facts; these look at what the person is told of it."""

import re
from contextlib import contextmanager

import pytest

from diary_app.errors import DiaryError
from diary_app.wording.refusals import in_words


@contextmanager
def refused(pattern, kind=DiaryError):
    """The block raises `kind`, and what the person is told fits `pattern`."""
    with pytest.raises(kind) as caught:
        yield caught
    said = str(in_words(caught.value))
    assert re.search(pattern, said), said
