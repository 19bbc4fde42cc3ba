"""Which pages of a source are followed: what its documents name, for how long, and how many at once.

Everything here decides over values; the ledger keeps what comes of it, in the transaction that records the check.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from monitor.config import Config, slug, slugify
from monitor.model import FOREVER, Entry, Following, Found, Named, Page, Source, SourceReading
from monitor.model.phrasing import counted

if TYPE_CHECKING:
    from monitor.sources import SourceKind

THE_ONE = "latest"
"""The key of the page whose documents follow each other: whatever they are called, it is one page."""
_LONGEST_NAME = 60  # characters that a page's id adds to that of its source
_SHOWN = 3  # ids of pages that a sentence names
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Check:
    """A check of a source, and what was known before it."""

    page: Page
    source: Source
    known: Mapping[str, Named]
    now: datetime

    @property
    def is_first(self) -> bool:
        """Return whether the source has never named anything."""
        return not self.known

    def leaving(self, since: datetime) -> datetime | None:
        """Return when a page is left that is followed from *since* on; None: never by the time alone."""
        is_for_good = self.source.window == FOREVER or _kind(self.source).yields_one
        return None if is_for_good else since + self.source.window


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What there is beside the pages of a source."""

    urls: Collection[str] = ()  #: of what it names: addresses that are followed, but not as its pages
    ids: Collection[str] = ()  #: of any page whose id begins as those of its own do


def follow(
    page: Page, reading: SourceReading | None, known: Mapping[str, Named], now: datetime, beside: Beside | None = None
) -> Following:
    """Return what changes in what is followed.

    Args:
        page: the source.
        reading: what it says now; None: what it said before.
        known: what it has named so far, by key.
        now: the time of the check.
        beside: the pages that are not its own.
    """
    check = _Check(page, source_of(page), known, now)
    standing = _standing(check, reading, beside or Beside())
    changed = {key: one for key, one in standing.items() if one != known.get(key)}
    taken = {*(beside.ids if beside else ()), *(one.page_id for one in known.values())}
    rows = _with_ids(page, changed, taken)
    followed = {key: one for key, one in rows.items() if one.is_followed}
    return Following(
        named=tuple(rows.values() if check.source.newest_last else reversed(rows.values())),
        due=frozenset(one.page_id for key, one in followed.items() if _is_news(one, known.get(key))),
        begun=tuple(one.page_id for key, one in followed.items() if not _was_followed(key, known)),
        ended=tuple(one.page_id for key, one in rows.items() if key not in followed and _was_followed(key, known)),
        moved=tuple(one for key, one in followed.items() if _has_moved(one, known.get(key))),
        notes=(*(reading.notes if reading else ()), *_passed_over(check, rows)),
    )


def _standing(check: _Check, reading: SourceReading | None, beside: Beside) -> dict[str, Named]:
    """Return what is known of every entry after a check of its source."""
    known, standing = check.known, dict(check.known)
    listed = _listed(check.source, reading.entries if reading else (), known)
    is_one = _kind(check.source).yields_one  # whoever follows one of its documents does not follow them all
    own = {key: entry for key, entry in listed.items() if is_one or entry.url not in beside.urls}
    for key, entry in own.items():
        standing[key] = _begun(check, entry) if key not in known else _again(check, known[key], entry)
    elsewhere = listed.keys() & known.keys() - own.keys()
    for key in (*elsewhere, *_gone(reading, listed, known)):
        standing[key] = replace(standing[key], is_followed=False)  # its time goes on: it may come back
    for key in _leaving(check, standing, list(own)):
        standing[key] = replace(standing[key], leaves_at=check.now, is_followed=False)
    return standing


def _gone(reading: SourceReading | None, listed: Mapping[str, Entry], known: Mapping[str, Named]) -> Collection[str]:
    """Return the keys of entries whose texts stood in their source alone, which names them no longer."""
    read_there = {key for key, one in known.items() if one.entry.text_digest}
    return read_there - listed.keys() if reading is not None else ()


def source_of(page: Page) -> Source:
    """Return the source that *page* is; it must be one."""
    assert page.source is not None  # noqa: S101 (the caller knows)
    return page.source


def reads_figures(page: Page) -> bool:
    """Return whether the figures of *page* itself are followed: of every page but most sources."""
    return page.source is None or _kind(page.source).reads_figures


def _kind(source: Source) -> SourceKind:
    from monitor.sources import SOURCES  # noqa: PLC0415 (pages that are no sources are followed without their readers)

    return SOURCES[source.kind]


def said_of(following: Following) -> str:
    """Return what a check of a source changed in what is followed, for people."""
    begun, ended = len(following.begun), len(following.ended)
    parts = [f"{counted(begun, 'new page')} followed: {_some(following.begun)}"] if begun else []
    parts += [f"{one.page_id} is at another address: {one.entry.url}" for one in following.moved[:_SHOWN]]
    parts += [f"{counted(more, 'more page')} likewise"] if (more := len(following.moved) - _SHOWN) > 0 else []
    parts += [f"{counted(ended, 'page')} followed no longer: {_some(following.ended)}"] if ended else []
    return " ".join((*(f"{part}." for part in parts), *following.notes))


def _some(page_ids: Sequence[str]) -> str:
    more = f" and {len(page_ids) - _SHOWN} more" if len(page_ids) > _SHOWN else ""
    return ", ".join(page_ids[:_SHOWN]) + more


def found_page(source: Page, found: Found) -> Page:
    """Return the page that *source* yields: read as the source says, its secrets for the source's own host alone."""
    kind = _kind(source_of(source))
    return replace(
        source.at(found.url),
        id=found.page_id,
        source=None,
        found_by=source.id,
        is_successive=kind.yields_one,
        entry=found.key if kind.holds_texts else None,
        is_in_feed=source_of(source).full_text and found.has_text,
        was=None,
        note=found.title or None,
    )


def with_found(config: Config, found: Iterable[Found]) -> Config:
    """Return *config* with the pages that its sources have *found*, each after its source."""
    of_source: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        of_source[one.source].append(one)
    pages: list[Page] = []
    for page in config.listed:
        pages.append(page)
        if page.source is not None:
            pages += [found_page(page, one) for one in of_source[page.id]]
    return replace(config, pages=tuple(pages))


def _listed(source: Source, entries: Iterable[Entry], known: Mapping[str, Named]) -> dict[str, Entry]:
    """Return *entries* by key, in their order; one that has another key now is known by its address.

    One that has neither is known by its title and the time of its publication: a site that is rebuilt gives its posts
    new addresses, and a feed gives most of them new ids with these.
    """
    if _kind(source).yields_one:
        newest = next(iter(entries), None)
        return {} if newest is None else {THE_ONE: replace(newest, key=THE_ONE)}
    named = {entry.key: entry for entry in entries}
    keys = {one.entry.url: key for key, one in known.items() if key not in named}
    keys_now = {entry.key: entry.key if entry.key in known else keys.get(entry.url) for entry in named.values()}
    still = set(keys_now.values())
    unnamed = [one.entry for key, one in known.items() if key not in still]
    renamed = _renamed([entry for entry in named.values() if keys_now[entry.key] is None], unnamed)
    listed: dict[str, Entry] = {}
    for entry in named.values():
        key = keys_now[entry.key] or renamed.get(entry.key, entry.key)
        listed.setdefault(key, replace(entry, key=key))
    return listed


def _renamed(fresh: Iterable[Entry], unnamed: Iterable[Entry]) -> dict[str, str]:
    """Return, by the keys of *fresh* entries, those that these had: of entries *unnamed* now that say the same.

    Of two with one title and one time nobody can tell which is which.
    """
    before, now = _by_title(unnamed), _by_title(fresh)
    return {
        entries[0].key: before[said][0].key
        for said, entries in now.items()
        if len(entries) == len(before.get(said, ())) == 1
    }


def _by_title(entries: Iterable[Entry]) -> dict[tuple[str, datetime], list[Entry]]:
    said: dict[tuple[str, datetime], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.title and entry.published is not None:
            said[entry.title, entry.published].append(entry)
    return said


def _begun(check: _Check, entry: Entry) -> Named:
    """Return an entry that is new; of those that were there when the user came, the time is that of publication."""
    said = entry.updated or entry.published
    since = min(said, check.now) if said is not None and check.is_first else check.now
    return Named(entry=entry, leaves_at=check.leaving(since), is_followed=True)


def _again(check: _Check, was: Named, entry: Entry) -> Named:
    """Return an entry that was known, as its source names it now."""
    kept = replace(was, entry=replace(entry, updated=entry.updated or was.entry.updated))
    is_left_early = not was.is_followed and was.page_id and (was.leaves_at is None or was.leaves_at > check.now)
    if _is_updated(entry, was):
        return replace(kept, leaves_at=check.leaving(check.now), is_followed=True)
    if was.is_followed and _kind(check.source).reads_figures and _is_half_over(check, was):
        return replace(kept, leaves_at=check.leaving(check.now))  # as long as the page links to it, it is followed
    return replace(kept, is_followed=was.is_followed or bool(is_left_early))


def _is_updated(entry: Entry, was: Named) -> bool:
    """Return whether its source says that an entry was updated since it was last named."""
    before = was.entry.updated or was.entry.published
    return entry.updated is not None and before is not None and entry.updated > before


def _is_half_over(check: _Check, was: Named) -> bool:
    """Return whether the time of a page is about to end; so its row is not written at every check."""
    return was.leaves_at is not None and was.leaves_at - check.now < check.source.window / 2


def _leaving(check: _Check, standing: Mapping[str, Named], listed: list[str]) -> list[str]:
    """Return the keys of entries that are followed no longer: their time is over, or newer ones are enough."""
    followed = {key: one for key, one in standing.items() if one.is_followed}
    over = [key for key, one in followed.items() if (one.leaves_at or _NEVER) <= check.now]
    place = {key: number for number, key in enumerate(reversed(listed) if check.source.newest_last else listed)}
    newest = sorted(
        followed.keys() - over,
        key=lambda key: (_NEVER - (followed[key].leaves_at or _NEVER), place.get(key, len(place)), key),
    )
    return [*over, *newest[check.source.most :]]


def _with_ids(page: Page, changed: Mapping[str, Named], taken: set[str]) -> dict[str, Named]:
    """Return what has *changed* with an id for each page that begins, none of *taken*."""
    rows = {}
    for key, one in changed.items():
        page_id = one.page_id
        if one.is_followed and not page_id:
            name = THE_ONE if key == THE_ONE else _name(one.entry)
            page_id = _free(f"{page.id}.{name[:_LONGEST_NAME].strip('-_')}", taken)
            taken.add(page_id)
        rows[key] = replace(one, page_id=page_id)
    return rows


def _name(entry: Entry) -> str:
    """Return what an entry is called: by its address, or by its title where that address is not its own."""
    titled = slugify(entry.title) if "#" in entry.url else ""
    return titled or slug(entry.url, entry.title)


def _free(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _was_followed(key: str, known: Mapping[str, Named]) -> bool:
    return key in known and known[key].is_followed


def _is_news(one: Named, was: Named | None) -> bool:
    """Return whether a page is to be checked at once: it begins, has another address or text, or was updated."""
    if was is None or not was.is_followed or _has_moved(one, was) or _is_updated(one.entry, was):
        return True
    return one.entry.text_digest != was.entry.text_digest


def _has_moved(one: Named, was: Named | None) -> bool:
    return was is not None and was.is_followed and was.entry.url != one.entry.url


def _passed_over(check: _Check, rows: Mapping[str, Named]) -> tuple[str, ...]:
    """Return what is said of the entries that were there when the user came, and are not followed."""
    over = sum(not one.page_id for one in rows.values())
    if not check.is_first or not over:
        return ()
    return (f"{counted(over, 'older entry', 'older entries')} not followed (see `most` and `window`).",)
