import pytest

from diary_app.storage import engine
from diary_app.storage.diary_file import DiaryFile
from tests.storage.made_up import clock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "private" / "diary.db"


@pytest.fixture
def diary(path):
    with DiaryFile.open(path, clock, create=True) as diary:
        yield diary


@pytest.fixture
def impatient(monkeypatch):
    """No waiting for a lock."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)


@pytest.fixture
def reopen(path):
    """Opens the diary of `path` once more; closed after the test."""
    opened = []

    def open_again():
        opened.append(DiaryFile.open(path, clock))
        return opened[-1]

    yield open_again
    for diary in opened:
        diary.close()
