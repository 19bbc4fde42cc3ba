"""What Unicode CLDR knows of languages: decimal and grouping marks, names of months and days, orders of dates, scales.

``cldr.json`` is written by ``generate`` and read once, when the first locale is asked for. CLDR's data are under the
Unicode licence (``LICENSE.unicode``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

DateOrder = Literal["DMY", "MDY", "YMD"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """How one language is written, in one region where that differs. Words are in lower case, composed (NFC)."""

    tag: str  #: of what was found: "en" for en-JP, of which CLDR has nothing; "zh-Hant" for zh-TW
    decimal: str
    groups: frozenset[str]  #: a space stands with its narrow kinds, an apostrophe with the straight one
    zero: str  #: of the digits that are usual: "0", "٠" in Egypt; `decimal` and `groups` are those written with them
    months: tuple[frozenset[str], ...]  #: twelve; a set is empty if CLDR has no name
    weekdays: tuple[frozenset[str], ...]  #: seven, Monday first
    date_order: DateOrder  #: of a date in numbers
    scales: Mapping[str, int]  #: words by their power of ten: ``{"million": 6}``

    @property
    def moments(self) -> frozenset[str]:
        """Return all names of months and weekdays."""
        return frozenset().union(*self.months, *self.weekdays)


def locale(tag: str) -> Locale | None:
    """Return what is known of the BCP 47 *tag* in any case, of its region, else of its language; None of neither."""
    known = _known(_parsed(tag))
    return _locale(known) if known else None


def money(tag: str) -> Money | None:
    """Return the currency of the region of the BCP 47 *tag*; None without a region that CLDR knows."""
    return _data().money.get(_parsed(tag).region)


def tags() -> tuple[str, ...]:
    """Return the tags that have something of their own: languages, and their scripts and regions that differ."""
    return tuple(_data().locales)


class Money(NamedTuple):
    """The currency of a region: its ISO 4217 code, and the sign that stands for it there."""

    code: str
    sign: str


class _Data(NamedTuple):
    aliases: Mapping[str, str]
    money: Mapping[str, Money]
    locales: Mapping[str, Mapping[str, Any]]


class _Tag(NamedTuple):
    language: str
    script: str = ""
    region: str = ""

    def __str__(self) -> str:
        return "-".join(filter(None, self))


_SUBTAGS = 5  # a language, three extensions of it at most before the script; nothing else is read
_SPACES = frozenset("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}")
_APOSTROPHES = frozenset("'\N{RIGHT SINGLE QUOTATION MARK}")


@cache
def _data() -> _Data:
    found = json.loads((resources.files(__name__) / "cldr.json").read_text("utf-8"))
    money = {region: Money(*pair) for region, pair in found["money"].items()}
    return _Data(found["aliases"], money, found["locales"])


def _parsed(tag: str) -> _Tag:
    """Return the language, script and region of *tag* in CLDR's case, a language by the code that CLDR has for it."""
    first, *others = tag.replace("_", "-").split("-", _SUBTAGS + 1)[: _SUBTAGS + 1]
    language, _, script = _data().aliases.get(first.lower(), first.lower()).partition("-")
    region = ""
    for part in others:
        if len(part) == 1:
            break  # what follows is an extension's own
        if len(part) == 4 and part.isalpha():
            script = part.title()
        elif (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdecimal()):
            region = part.upper()
            break
    return _Tag(language, script, region)


def _known(tag: _Tag) -> str | None:
    """Return the tag in the file that comes nearest to *tag*: with its script before one with its region."""
    data = _data()
    for wanted in (tag, tag._replace(region="")) if tag.script else ():
        if str(wanted) in data.locales:
            return str(wanted)
    regional = str(tag._replace(script=""))
    regional = data.aliases.get(regional, regional)
    other_script = tag.script and regional.startswith(f"{tag.language}-") and _parsed(regional).script
    if regional in data.locales and not other_script:
        return regional
    return tag.language if tag.language in data.locales else None


@cache  # of the file's own tags only, however many a page makes up
def _locale(tag: str) -> Locale:
    found: dict[str, Any] = {}
    for part in _chain(tag):
        found |= _data().locales.get(part, {})
    return Locale(
        tag=tag,
        decimal=found["decimal"],
        groups=frozenset().union(*map(_variants, found["groups"])) - {found["decimal"]},
        zero=found["zero"],
        months=_names(found["months"]),
        weekdays=_names(found["days"]),
        date_order=found["order"],
        scales=MappingProxyType(found["scales"]),
    )


def _chain(tag: str) -> Iterable[str]:
    """Yield the language of *tag*, its script and its region: each states only what differs from those before."""
    parts = tag.split("-")
    return ("-".join(parts[: end + 1]) for end in range(len(parts)))


def _variants(mark: str) -> frozenset[str]:
    return next((kind for kind in (_SPACES, _APOSTROPHES) if mark in kind), frozenset(mark))


def _names(written: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(filter(None, names.split("|"))) for names in written)
