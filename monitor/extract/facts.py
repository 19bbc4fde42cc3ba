"""What a page says of itself outside its text: title, language, when it was published and updated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.extract import linked_data, page_dates
from monitor.extract.inline import fold
from monitor.extract.tags import words

_UPDATED = words(
    "article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified dc.modified "
    "last-modified revised"
)
_PUBLISHED = words(
    "article:published_time datepublished dcterms.issued dc.date.issued dcterms.created dc.date date "
    "pubdate publishdate"
)
_LANGUAGES = frozenset(("content-language", "language", "og:locale", "dc.language", "dcterms.language"))
_ELSEWHERE = re.compile(r";\s*url\s*=", re.IGNORECASE)  # without an address, a page only renews itself


@dataclass(slots=True)
class Facts:
    """What a page declares; anything may be missing."""

    title: str = ""
    shared_title: str = ""  #: as it wants to be called elsewhere (Open Graph)
    language: str | None = None
    published: str | None = None  #: ISO 8601
    updated: str | None = None
    refresh: bool = False  #: it leads to another address by itself

    @classmethod
    def gather(cls, described: Iterable[tuple[str, Mapping[str, str], str]], *, language: str | None = None) -> Facts:
        """Return the facts told by *described*: title, meta and JSON-LD elements as (tag, attributes, text)."""
        facts = cls(language=language)
        scripts: list[str] = []
        for tag, attributes, text in described:
            if tag == "title":
                facts.title = facts.title or fold(text)
            elif tag == "meta":
                facts.add_meta(attributes)
            else:
                scripts.append(text)
        published, updated = linked_data.dates(scripts) if scripts else (None, None)
        facts.published = facts.published or (page_dates.iso(published) if published else None)
        facts.updated = facts.updated or (page_dates.iso(updated) if updated else None)
        return facts

    def add_meta(self, attributes: Mapping[str, str]) -> None:
        """Take what a ``meta`` element says."""
        content = attributes.get("content", "")
        if not content:
            return
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key, "").lower()
            if name == "refresh" and _ELSEWHERE.search(content):
                self.refresh = True
            elif name in _UPDATED:
                self.updated = self.updated or page_dates.iso(content)
            elif name in _PUBLISHED:
                self.published = self.published or page_dates.iso(content)
            elif name in _LANGUAGES:
                self.language = self.language or content
            elif name == "og:title":
                self.shared_title = fold(content)
