"""`dataclass` as everywhere, but a frozen one is frozen by the type checker and cheap to make.

The standard library writes and compiles six functions for each frozen class. At the start of
`dose-diary today` there are two hundred of them: a fifth of all its time. Here only `__init__` is
compiled, the rest is shared, and a value is made as fast as a plain one. What is given up, and why
that is enough: docs/decisions/23-frozen-by-the-type-checker.md.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type[Any] | None = None, /, **how: bool) -> Any:
        """The standard decorator; `frozen=True` alone is taken over by `_frozen`."""
        if cls is None:
            return lambda cls: dataclass(cls, **how)
        return _frozen(cls) if how == {"frozen": True} else dataclasses.dataclass(cls, **how)


def _frozen(cls: type[Any]) -> type[Any]:
    """The class with an `__init__` of its own, and with equality, hash and repr by its fields."""
    made: Any = dataclasses.dataclass(eq=False, repr=False)(cls)
    fields = dataclasses.fields(made)
    compared = [field.name for field in fields if field.compare]
    made._compared = staticmethod(attrgetter(*compared) if compared else _nothing)
    made._shown = tuple(field.name for field in fields if field.repr)
    for name, shared in (("__eq__", _equal), ("__hash__", _hash), ("__repr__", _repr)):
        if name not in cls.__dict__:
            setattr(made, name, shared)
    return cls


def _nothing(_value: Any) -> tuple[()]:
    return ()


def _equal(self: Any, other: Any) -> Any:
    values = self._compared
    return values(self) == values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _repr(self: Any) -> str:
    parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._shown)
    return f"{self.__class__.__qualname__}({parts})"
