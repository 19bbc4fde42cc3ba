"""What a document says of its entries becomes entries: addresses that can be followed, each once, by its own key."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
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
    text: str = ""  #: HTML within a body, where texts are asked for and there is one
    language: str = ""  #: BCP 47 tag of it, as the source has it

    @property
    def page(self) -> str:
        """Return the entry as a page of HTML: its title, its times, its text."""
        times = (("published_time", self.published), ("modified_time", self.updated))
        meta = "".join(f'<meta property="article:{name}" content="{at.isoformat()}">' for name, at in times if at)
        title, language = escape(self.title), escape(self.language)
        return (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{meta}</head>'
            f"<body><main><article><h1>{title}</h1>\n{self.text}\n</article></main></body></html>"
        )


class Gathered(NamedTuple):
    """The entries of a document, and what is told of the others."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()  #: of the entries, in their order


class _Place(NamedTuple):
    """Where an entry stands, and what the spellings of that have in common."""

    identity: str
    url: str


def gathered(
    drafts: Iterable[Draft], wanted: Callable[[str, str], bool], own: Address, *, with_texts: bool = False
) -> Gathered:
    """Return an entry for each address in *drafts* that is *wanted* and can be followed, in their order.

    A name that two entries share, or that is the address of another, tells nothing apart: these go by their addresses.
    The source itself, at its *own* address, is no entry of it; *with_texts* entries may stand in it alone.
    """
    drafts = tuple(drafts)
    found: dict[str, tuple[Draft, _Place]] = {}
    without: list[str] = []
    shared = _shared(drafts, own) if with_texts else frozenset()
    for draft in drafts:
        place = _place(draft, own, shared, with_texts=with_texts)
        if place is None:
            without.append(draft.title)
        elif wanted(place.url, draft.title):
            found.setdefault(place.identity, (draft, place))
    found.pop(_identity(own), None)
    names = {identity: _name(draft) for identity, (draft, _) in found.items()}
    uses = Counter((*names.values(), *(identity for identity, name in names.items() if identity != name)))
    entries = tuple(
        _entry(draft, place, names[identity] if names[identity] and uses[names[identity]] == 1 else identity)
        for identity, (draft, place) in found.items()
    )
    if with_texts:
        entries = tuple(
            replace(entry, text_digest=_sha256(draft.page))
            for entry, (draft, _) in zip(entries, found.values(), strict=True)
        )
    return Gathered(entries, _without_link(without), tuple(draft for draft, _ in found.values()))


def _place(draft: Draft, own: Address, shared: Collection[str], *, with_texts: bool) -> _Place | None:
    """Return where an entry stands: a part of the source itself where its link leads nowhere, or to several."""
    address = followed(draft.link, draft.base)
    if address is not None and _identity(address) not in shared:
        return _Place(_identity(address), address.url)
    name = _name(draft) or draft.title or (draft.published.isoformat() if draft.published else "")
    if not with_texts or not name:
        return None if address is None else _Place(_identity(address), address.url)
    url = f"{(address or own).url}#{_sha256(name)[:16]}"
    return _Place(url, url)


def _shared(drafts: Iterable[Draft], own: Address) -> frozenset[str]:
    """Return the identities of addresses to which entries of different names link, and of the source's *own*."""
    names: dict[str, set[str]] = {}
    for draft in drafts:
        if address := followed(draft.link, draft.base):
            names.setdefault(_identity(address), set()).add(_name(draft))
    return frozenset((_identity(own), *(identity for identity, some in names.items() if len(some) > 1)))


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


def _entry(draft: Draft, place: _Place, key: str) -> Entry:
    return Entry(
        url=place.url,
        key=key,
        title=shortened(draft.title, LONGEST_TITLE),
        published=draft.published,
        updated=draft.updated,
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _without_link(titles: list[str]) -> tuple[str, ...]:
    if not titles:
        return ()
    named = ", ".join(f'"{shortened(title)}"' for title in titles[:_NAMED_AT_MOST] if title)
    more = ", ..." if len(titles) > _NAMED_AT_MOST else ""
    said = "1 entry has no link" if len(titles) == 1 else f"{len(titles):,} entries have no link"
    return (f"{said} and cannot be followed{f': {named}{more}' if named else ''}.",)
