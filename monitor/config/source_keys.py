"""The keys of a page that is a source: what kind it is, which links it yields, how long and how many are followed."""

from __future__ import annotations

import re
import warnings
from contextlib import suppress
from datetime import timedelta
from typing import Annotated, Any

from monitor.config.document import Document, Mapping
from monitor.config.fields import Read, as_text, keeping
from monitor.config.nodes import entries, scalar
from monitor.model import Source

KINDS = ("feed", "listing", "sitemap", "latest", "documents")
"""What `follow` may say; a test holds them to the registry of `monitor.sources`."""
_ONLY_OF_SOURCES = ("links", "window", "most", "newest", "full_text")
_OF_FEEDS = ("full_text",)
_OF_MANY = ("most", "newest", "window")  # keys that say nothing of a source that yields one page


def as_pattern(value: object) -> str:
    """Read a regular expression."""
    text = as_text(value)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a set that is taken otherwise one day is a mistake today
            re.compile(text)
    except (re.error, Warning, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return text


Pattern = Annotated[str, Read(as_pattern, {"type": "string", "format": "regex"})]
_WINDOW = keeping(timedelta(hours=1), timedelta(weeks=5_200))
Window = Annotated[timedelta, _WINDOW]


def first_look(entry: dict[str, Any]) -> Source | None:
    """Return the source that *entry*, as it is to be written, will be; what it has wrong is told when it is written."""
    if "follow" not in entry:
        return None
    said: dict[str, Any] = {key: entry[key] for key in ("links", "most", "full_text") if key in entry}
    with suppress(ValueError, KeyError):
        said["window"] = _WINDOW.read(entry["window"])
    return Source(kind=entry["follow"], **said)


def source_of(given: dict[str, Any]) -> Source | None:
    """Take the keys of a source out of what is *given* of a page, and return what they say; None: it is no source."""
    kind, keys = given.pop("follow", None), {name: given.pop(name, None) for name in _ONLY_OF_SOURCES}
    if kind is None:
        return None
    newest = keys.pop("newest")
    said = {name: value for name, value in keys.items() if value is not None}
    return Source(kind=kind, newest_last=newest == "last", **said)


def check_sources(document: Document) -> None:
    """Record keys of a source that say nothing where they stand."""
    for entry in entries(document):
        kind = scalar(entry, "follow")
        if kind is None:
            _refuse(document, entry, _ONLY_OF_SOURCES, "says something of a source: give the page `follow`, too")
        elif kind.value == "latest":
            _refuse(document, entry, _OF_MANY, "says nothing of `follow: latest`, which yields one page")
        if kind is not None and kind.value != "feed":
            _refuse(
                document, entry, _OF_FEEDS, "is for `follow: feed`: only a feed may hold the texts of what it names"
            )


def _refuse(document: Document, entry: Mapping, names: tuple[str, ...], why: str) -> None:
    for name in names:
        if (at := scalar(entry, name)) is not None:
            document.problem(at.start, f"`{name}` {why}")
