"""What a document says of its entries becomes entries: addresses that can be followed, each once, by its own key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from monitor.model.addresses import Address, AddressError
from monitor.model.sanitize import shortened, visible
from monitor.model.sources import Entry

LONGEST_TITLE = 300  # characters; no headline is longer
_LONGEST_NAME = 500  # characters of what a feed calls an entry; its address stands for a longer one
_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry as it is written."""

    link: str = ""  #: as written, resolved against nothing
    base: Address  #: what its link is resolved against
    name: str = ""  #: that the source gives it; empty: its address names it
    title: str = ""
    published: datetime | None = None  #: UTC
    updated: datetime | None = None  #: UTC


class Gathered(NamedTuple):
    """The entries of a document, and what is told of the others."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


def gathered(drafts: Iterable[Draft], wanted: Callable[[str, str], bool], own: Address) -> Gathered:
    """Return an entry for each address in *drafts* that is *wanted* and can be followed, in their order.

    A name that two entries share, or that is the address of another, tells nothing apart: these go by their addresses.
    The source itself, at its *own* address, is no entry of it.
    """
    found: dict[str, tuple[Draft, Address]] = {}
    without: list[str] = []
    for draft in drafts:
        address = followed(draft.link, draft.base)
        if address is None:
            without.append(draft.title)
        elif wanted(address.url, draft.title):
            found.setdefault(_identity(address), (draft, address))
    found.pop(_identity(own), None)
    names = {identity: _name(draft) for identity, (draft, _) in found.items()}
    uses = Counter((*names.values(), *(identity for identity, name in names.items() if identity != name)))
    entries = tuple(
        _entry(draft, address, names[identity] if names[identity] and uses[names[identity]] == 1 else identity)
        for identity, (draft, address) in found.items()
    )
    return Gathered(entries, _without_link(without))


def followed(reference: str, base: Address, encoding: str = "utf-8") -> Address | None:
    """Return where the link *reference* leads; None where there is none, or it cannot be fetched.

    Args:
        reference: as written.
        base: what it is resolved against.
        encoding: of the page that it stands in.
    """
    try:
        return base.resolve(reference, encoding) if reference.strip() else None
    except AddressError:
        return None


def wanting(pattern: str) -> Callable[[str, str], bool]:
    """Return what says whether an address and the words beside it match *pattern*; empty: any do."""
    if not pattern:
        return lambda _url, _words: True
    search = re.compile(pattern, re.IGNORECASE).search
    return lambda url, words: bool(search(url) or search(words))


def _identity(address: Address) -> str:
    """Return what the spellings of an address have in common, as people would write it."""
    return address.identity.removesuffix("?")


def _name(draft: Draft) -> str:
    return visible(draft.name) if len(draft.name) <= _LONGEST_NAME else ""


def _entry(draft: Draft, address: Address, key: str) -> Entry:
    return Entry(
        url=address.url,
        key=key,
        title=shortened(draft.title, LONGEST_TITLE),
        published=draft.published,
        updated=draft.updated,
    )


def _without_link(titles: list[str]) -> tuple[str, ...]:
    if not titles:
        return ()
    named = ", ".join(f'"{shortened(title)}"' for title in titles[:_NAMED_AT_MOST] if title)
    more = ", ..." if len(titles) > _NAMED_AT_MOST else ""
    said = "1 entry has no link" if len(titles) == 1 else f"{len(titles):,} entries have no link"
    return (f"{said} and cannot be followed{f': {named}{more}' if named else ''}.",)
