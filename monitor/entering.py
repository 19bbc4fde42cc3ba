"""Entering pages into the configuration: which can be looked at, what each is called, and how its entry is written.

The command line and the review page add pages this one way; each says in its own words what became of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor import config
from monitor.config import Config, Listed
from monitor.errors import ConfigError, Problem
from monitor.model import Page
from monitor.model.addresses import parse, whole

if TYPE_CHECKING:
    from monitor.looking import Seen  # whoever only asks for help reads no page

Entry = dict[str, Any]  # of pages.yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A page that can be looked at."""

    listed: Listed
    entry: Entry  #: as it is to be written; its id may still be made from the page's title


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page that is followed already, or was listed before."""

    listed: Listed
    url: str
    said: str  #: what it is: "followed already, as uk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """What is no address of a page."""

    listed: Listed
    why: str


def candidates(
    wanted: Iterable[Listed], current: Config, options: Mapping[str, Any]
) -> Iterator[Candidate | Known | Unusable]:
    """Yield what each of *wanted* is beside the pages that are followed, each address once.

    Args:
        wanted: addresses as the user gave them.
        current: the configuration, with the pages that its sources have found.
        options: keys of an entry that hold for all of them; ``tags`` are added to each one's own.
    """
    followed = {parse(page.url).identity: f"followed already, as {page.id}" for page in current.pages}
    taken = {page.id for page in current.pages}
    for one in wanted:
        try:
            url = _address(one)
            identity = parse(url).identity
        except ValueError as error:
            yield Unusable(listed=one, why=str(error))
            continue
        if identity in followed:
            yield Known(listed=one, url=url, said=followed[identity])
            continue
        followed[identity] = f"the same page as {f'that of line {one.line}' if one.line else 'one before it'}"
        entry = _entry(one, url, options, taken)
        taken.add(entry["id"])
        yield Candidate(listed=one, entry=entry)


def _address(one: Listed) -> str:
    """Return the address of a page, as it is written.

    Raises:
        ValueError: it has none that can be used.
    """
    if one.problem:
        raise ValueError(one.problem)
    return whole(one.address.strip())


def _entry(one: Listed, url: str, options: Mapping[str, Any], taken: Collection[str]) -> Entry:
    """Return what is to be written of a page: what holds for all that are added, and the tags of its own."""
    page_id = options.get("id") or config.slug(url, "", taken)
    tags = tuple(dict.fromkeys((*options.get("tags", ()), *one.tags)))
    ordered = {"id": page_id, "url": url, **options, "tags": tags} | {"id": page_id}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in ordered.items() if value}


def page_of(entry: Entry) -> Page:
    """Return the page that *entry* will be, as far as a first look goes by it."""
    return Page(
        id=entry["id"],
        url=entry["url"],
        select=entry.get("select"),
        ignore=tuple(entry.get("ignore", ())),
        allow_private=bool(entry.get("allow_private")),
        source=config.first_look(entry),
        render=entry.get("render"),
    )


def after_look(entry: Entry, seen: Seen, taken: Collection[str] | None) -> Seen:
    """Complete *entry* by what a first look at its page gave, and return that under the page's own name.

    Args:
        entry: gets ``follow`` where the page turned out to be a source, and its id.
        seen: what was seen.
        taken: ids of other pages; None: the user has named the page.
    """
    if seen.page.source is not None:
        entry.setdefault("follow", seen.page.source.kind)
        seen = replace(seen, page=replace(seen.page, source=config.first_look(entry)))
    if taken is not None and seen.title:
        entry["id"] = config.slug(seen.page.url, seen.title, taken)
    return replace(seen, page=replace(seen.page, id=str(entry["id"])))


def write(current: Config, *entries: Entry, file: str | None = None) -> Path:
    """Write *entries* into a file of pages, all or none; return where that is.

    Args:
        current: the configuration as it is.
        entries: pages that it does not have.
        file: the name of one in config/pages/, begun where it is not there yet; None: pages.yaml, or one with room.

    Raises:
        ConfigError: an entry would not load, or the file cannot be edited or written, or was changed meanwhile.
    """
    path = config.file_for(current.home, file)
    _refuse_taken(current, entries, path)
    edits = config.Edits(current.home)
    edits.change_or_begin(path, lambda text: config.add(text, *entries, file=path))
    edits.write()
    return path


def _refuse_taken(current: Config, entries: Iterable[Entry], path: Path) -> None:
    """Refuse entries whose id a page of another file has.

    Raises:
        ConfigError: one has.
    """
    for other, ids in current.by_file([str(entry.get("id")) for entry in entries]).items():
        if other != path:
            said = f"a page has the id `{ids[0]}` already"
            raise ConfigError([Problem(other, None, said)])
