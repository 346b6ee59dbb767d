"""Deeds of every kind, made up: names, amounts, days and moments of any sort."""

from dataclasses import is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from diary_app.domain.deeds import Deed, NamedRecord
from diary_app.domain.moment import Moment, moment
from diary_app.domain.quantity import Quantity, Unit

KINDS = get_args(Deed)
RECORDS = get_args(NamedRecord)

words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1)
counts = st.decimals(Decimal("0.25"), 999_999, places=2)
SIMPLE = {
    str: words,
    int: st.integers(0, 10_000),
    date: st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    time: st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    Decimal: counts,
    Quantity: st.builds(Quantity, counts, st.sampled_from(Unit)),
    Moment: st.builds(
        moment,
        st.integers(631_152_000, 4_102_444_800).map(lambda n: datetime.fromtimestamp(n, UTC)),
        st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"]),
    ),
    type(None): st.none(),
}


def made(kind):
    """Values of a type that a deed has as a field; none registered for other tests."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if isinstance(kind, UnionType):
        return st.one_of([made(choice) for choice in get_args(kind)])
    if get_origin(kind) is tuple:
        return st.lists(made(get_args(kind)[0]), max_size=3).map(tuple)
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    assert is_dataclass(kind)
    return st.builds(kind, **{name: made(of) for name, of in get_type_hints(kind).items()})


deeds = st.one_of([made(kind) for kind in KINDS])
