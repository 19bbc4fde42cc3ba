"""Properties that are worked out when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801  it is used as a decorator, like property
    """A property that is worked out once. `functools.cached_property` takes a lock each time before Python 3.12."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.__doc__ = work.__doc__

    def __get__(self, instance: object, owner: type | None = None) -> T:
        """Return the value, and put it where the next look finds it first."""
        value = instance.__dict__[self.work.__name__] = self.work(instance)
        return value
