"""Deeds of every kind, made up: names, amounts, days and moments of any sort."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from diary_app.domain.deeds import Deed, NamedRecord
from diary_app.domain.moment import Moment, moment
from diary_app.domain.quantity import Quantity, Unit

KINDS = get_args(Deed)
RECORDS = get_args(NamedRecord)

words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
moments = st.builds(
    moment,
    st.integers(631_152_000, 4_102_444_800).map(lambda n: datetime.fromtimestamp(n, UTC)),
    st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"]),
)
counts = st.decimals(Decimal("0.25"), 999_999, places=2)
amounts = st.builds(Quantity, counts, st.sampled_from(Unit))
clock_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))

for kind, made in (
    (str, words),
    (date, days),
    (time, clock_times),
    (Moment, moments),
    (Decimal, counts),
    (Quantity, amounts),
):
    st.register_type_strategy(kind, made)

deeds = st.one_of([st.builds(kind) for kind in KINDS])
