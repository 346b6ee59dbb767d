"""The tidy tables as Parquet (`exchange/tidy.py`): typed columns, one file a table.

Any engine reads them: DuckDB, Spark, pandas, R. pyarrow is an extra of the installation, so it is
imported where a file is made.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from diary_app.exchange.tidy import KINDS, TidyRow

DIGITS, PLACES = 18, 6  # of an amount: 999,999,999,999.999999
_PLACE = Decimal(1).scaleb(-PLACES)


def files(tables: Iterable[Mapping[str, Sequence[TidyRow]]]) -> dict[str, bytes]:
    """The content of `doses.parquet` and the others, the rows of all `tables` one after another.

    Raises ImportError without pyarrow.
    """
    rows: dict[str, list[TidyRow]] = {name: [] for name in KINDS}
    for of_one in tables:
        for name, more in of_one.items():
            rows[name] += more
    return {f"{name}.parquet": _file(KINDS[name], found) for name, found in rows.items()}


def _file(kind: type[TidyRow], rows: Sequence[TidyRow]) -> bytes:
    import pyarrow as pa  # an extra, large, for these copies only
    from pyarrow import parquet  # as above

    names = [field.name for field in fields(kind)]
    schema = pa.schema([_column(name, get_type_hints(kind)[name]) for name in names])
    columns = [[_value(getattr(row, name)) for row in rows] for name in names]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
    table = pa.Table.from_arrays(arrays, schema=schema)
    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def _column(name: str, hint: Any) -> Any:
    """The typed column of a field; one that may be None may be empty."""
    import pyarrow as pa  # as above

    kinds = set(get_args(hint)) if isinstance(hint, UnionType) else {hint}
    (kind,) = kinds - {NoneType}
    types = {
        str: pa.string(),
        int: pa.int16(),
        date: pa.date32(),
        datetime: pa.timestamp("us", tz="UTC" if name.endswith("_utc") else None),
        Decimal: pa.decimal128(DIGITS, PLACES),
    }
    return pa.field(name, types[kind], nullable=NoneType in kinds)


def _value(value: Any) -> Any:
    return value.quantize(_PLACE) if isinstance(value, Decimal) else value
