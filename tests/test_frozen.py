"""The cheap frozen dataclass behaves as the standard one, but for the check at a set."""

import dataclasses

import pytest

from diary_app import frozen


def made(decorator):
    @decorator(frozen=True)
    class Point:
        """A made-up value."""

        x: int
        y: int = 2
        secret: str = dataclasses.field(default="", repr=False)
        seen: list = dataclasses.field(default_factory=list, compare=False)

    return Point


@pytest.fixture(params=[dataclasses.dataclass, frozen.dataclass], ids=["standard", "ours"])
def point(request):
    return made(request.param)


def test_equal_by_its_compared_fields_and_only_with_its_own_kind(point):
    assert point(1, seen=[1]) == point(1, seen=[2])
    assert point(1) != point(2)
    assert point(1) != (1, 2, "")
    assert point(1) != made(frozen.dataclass)(1)


def test_hashed_by_its_compared_fields(point):
    assert len({point(1), point(1, seen=[3]), point(2)}) == 2


def test_shown_by_its_fields_without_the_secret_one(point):
    assert repr(point(1, secret="s")).endswith("Point(x=1, y=2, seen=[])")


def test_replaced_matched_and_read_as_any_dataclass(point):
    assert dataclasses.replace(point(1), y=5).y == 5
    assert dataclasses.astuple(point(1)) == (1, 2, "", [])
    match point(1):
        case object(x=x):
            assert x == 1
    assert point.__match_args__ == ("x", "y", "secret", "seen")


def test_what_a_class_says_of_itself_stays():
    @frozen.dataclass(frozen=True)
    class Word:
        text: str

        def __repr__(self):
            return self.text

    assert repr(Word("yes")) == "yes"


@pytest.mark.parametrize("how", [{}, {"frozen": True, "order": True}])
def test_any_other_kind_is_the_standard_one(how):
    @frozen.dataclass(**how)
    class Plain:
        n: int

    assert dataclasses.is_dataclass(Plain)
    assert hasattr(Plain, "__lt__")
    assert (Plain(1).__lt__(Plain(2)) is True) == bool(how)
