"""What workers are given to do, and what of it comes back through the pipe."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, EnumType
from io import BytesIO
from itertools import chain
from typing import cast

from monitor.model import Change, Fetched, Figure, Outcome, Page, Reading, Source, SourceReading
from monitor.model.examining import Examined, Task
from monitor.model.packed_columns import Columns, columns_of, made
from monitor.model.sources import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is only to be read, as for `monitor explain`."""

    body: bytes
    content_type: str | None = None
    url: str = ""  #: where it was found
    language: str | None = None  #: BCP 47 tag; goes before what the document says of itself
    page: Page | None = None  #: how it is to be read


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTask:
    """A document of a source, to be read for the pages that it names."""

    source: Source
    fetched: Fetched  #: its links are resolved against its final address


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersTask:
    """A document, to be read for what it offers to be followed."""

    body: bytes
    url: str  #: where it was found; links are resolved against it
    content_type: str | None = None
    robots: str = ""  #: the robots.txt of its host


Short = Document | SourceTask | OffersTask
"""What is only read, and neither doubted nor compared."""
Work = Task | Short
Found = Examined | Reading | SourceReading | tuple[Offer, ...]
"""What comes of a document; an `Examined` for one that is only to be read is a failure."""
_VALUES = "monitor.model."
_OTHERS = {
    (__name__, "Slim"), ("decimal", "Decimal"), ("datetime", "date"), ("datetime", "datetime"),
    ("datetime", "timedelta"), ("datetime", "timezone"),
}  # fmt: skip
_SIDES = ("old", "new")  # of a change: the figures that it names


@dataclass(frozen=True, slots=True)
class Slim:
    """An `Examined` as it crosses the pipe.

    It leaves the text behind, which nobody needs who records it, and has figures and changes by their fields: of a
    sheet with 12,000 figures that costs less than half of handing over one after the other.
    """

    examined: Examined
    figures: Columns = field(default_factory=dict)  #: those of the reading, and then those that only changes name
    changes: Columns = field(default_factory=dict)  #: ``old`` and ``new`` are places in `figures`

    @classmethod
    def of(cls, examined: Examined) -> Slim:
        """Return *examined* for the pipe."""
        derived = examined.derived
        if derived is None:
            return cls(examined)
        reading, changes = derived.reading, columns_of(Change, derived.changes)
        sides = [changes.get(side, ()) for side in _SIDES]
        named = {id(one): one for one in chain(reading.figures, *sides) if one is not None}  # to hash them takes long
        places = {key: place for place, key in enumerate(named)}
        changes |= {side: [places.get(id(one)) for one in column] for side, column in zip(_SIDES, sides, strict=True)}
        slim = replace(reading, text=replace(reading.text, content="", blocks=()), figures=(), dropped=())
        rest = replace(examined, derived=replace(derived, reading=slim, changes=()))
        return cls(rest, columns_of(Figure, tuple(named.values())), changes)

    def whole(self) -> Examined:
        """Return it with its figures and changes."""
        derived = self.examined.derived
        if derived is None:
            return self.examined
        figures = made(Figure, self.figures)
        sides = {side: [None if place is None else figures[place] for place in self.changes[side]] for side in _SIDES}
        reading = replace(derived.reading, figures=tuple(figures[: len(derived.series)]))
        changes = tuple(made(Change, self.changes | sides))
        return replace(self.examined, derived=replace(derived, reading=reading, changes=changes))


def _member(enumeration: type[Enum], name: str) -> Enum:
    """Return a member by its name, which is all that an answer may take from anything by name.

    Raises:
        UnpicklingError: there is none such.
    """
    if isinstance(enumeration, EnumType) and name in enumeration.__members__:
        return enumeration[name]
    raise pickle.UnpicklingError(f"{name!r:.100} of {enumeration!r:.100} is no part of an answer")


class _Answer(pickle.Unpickler):
    """Makes values of what a worker answers, and nothing else: one that was taken over may answer anything."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        """Return the class of a value, or what makes a member of an enumeration.

        Raises:
            UnpicklingError: it is none of those that an answer is made of.
        """
        if (module, name) == ("builtins", "getattr"):
            return _member  # as Python 3.11 pickles members up to its third bug-fix release
        if module.startswith(_VALUES) or (module, name) in _OTHERS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:  # not what a module of values imports
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")


def answered(answer: bytes | memoryview) -> Found | Slim:
    """Return what came of a document, from its pickle.

    Raises:
        UnpicklingError: it is no answer; and whatever else reading one that is damaged raises.
    """
    return cast(Found | Slim, _Answer(BytesIO(answer)).load())


def opened(answer: bytes | memoryview) -> Found:
    """Return what came of a document, whole, from its pickle.

    Raises:
        UnpicklingError: as of `answered`.
    """
    found = answered(answer)
    return found.whole() if isinstance(found, Slim) else found


def failed(reason: str, detail: str) -> Examined:
    """Return that nothing came of a document, and why."""
    return Examined(outcome=Outcome.FAILED, reason=reason, detail=detail)
