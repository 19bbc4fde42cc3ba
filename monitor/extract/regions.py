"""Which blocks are the page's main content, and what the others are: navigation, forms, footers, histories and so on.

Elements, roles, names and the share of linked text give hints; the whole page decides. A hint on a wrapper that holds
the article is void, and where the hints would leave next to nothing as main content, they are relaxed. Nothing is
dropped: a block that is not main is marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from math import ceil
from operator import attrgetter

from monitor.extract.block_drafts import HEADING, HISTORY, MAIN, BlockDraft, Zone
from monitor.language import everywhere
from monitor.model import Region

_LINKED = 0.75  # share of linked characters from which a part of a page is a list of links
_HELD_WEAKLY = 0.5  # a class name on what holds more of the unlinked text than this says nothing
_HELD_STRONGLY = 0.75
_HELD_AS_COMMENTS = 0.95  # a short post may have a long discussion
_ENOUGH = 0.2  # share of the unlinked text that must remain main
_ALMOST_NOTHING = 0.02
_RELAXED = (
    ((Region.ASIDE,), _ENOUGH),
    ((Region.FORM,), _ENOUGH),
    ((Region.COMMENTS,), _ALMOST_NOTHING),
    ((Region.FOOTER, Region.NAVIGATION), _ENOUGH),
    ((HISTORY,), _ALMOST_NOTHING),
)
"""Hints that are taken back, one after another, while less than this share of the words is main."""
_MAIN_ENOUGH = 0.3  # share that an element called main must hold for the rest to be beside it
_DATE = re.compile(
    r"\d{1,2}\D{1,3}[^\W\d_]{3,10}\.? \d{4}|[^\W\d_]{3,10} \d{1,2},? \d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
)
_HISTORY_TITLE = re.compile("|".join(everywhere(lambda known: known.site.history_titles)), re.IGNORECASE)
_HISTORY_OPENINGS = everywhere(lambda known: known.site.history_openings)

_MEASURED = attrgetter("zone", "text", "linked", "kind", "level")
_WORDS = attrgetter("region", "text", "linked")


def resolve(drafts: Sequence[BlockDraft], zones: Sequence[Zone], *, selected: bool = False) -> None:
    """Give every draft its region; *selected* parts are main unless they hold something else."""
    _measure(drafts, zones)
    _settle(zones)
    for draft in drafts:
        draft.region = draft.zone.region
    if not selected:
        _beside_main(drafts, zones)
        _lists_of_links(drafts)
    _histories(drafts)
    _relax(drafts)


def _measure(drafts: Sequence[BlockDraft], zones: Sequence[Zone]) -> None:
    for zone, text, linked, kind, level in map(_MEASURED, drafts):
        zone.chars += len(text)
        if linked:
            zone.linked += linked
        if level == 1 and kind is HEADING:
            zone.has_title = True
    for zone in reversed(zones):  # children come after their parents
        if zone.parent is not None:
            zone.parent.chars += zone.chars
            zone.parent.linked += zone.linked
            zone.parent.has_title |= zone.has_title
            zone.parent.has_nav |= zone.has_nav


def _settle(zones: Sequence[Zone]) -> None:
    """Decide each zone's region: its own if its hint holds, else the one around it."""
    page = zones[0]
    unlinked = max(1, page.chars - page.linked)
    for zone in zones[1:]:
        assert zone.parent is not None  # noqa: S101 (only the first has none)
        around = zone.parent.region
        zone.region = around
        hint = _banner(zone) if zone.tag == "header" and zone.hint is None else zone.hint
        if hint is None or (around is not MAIN and hint is not HISTORY):
            continue
        if _holds(zone, hint, unlinked):
            zone.region = hint


def _holds(zone: Zone, hint: Region, unlinked: int) -> bool:
    if zone.has_main or zone.main:
        return False
    if zone.linked >= _LINKED * zone.chars:
        return True
    if zone.has_title and _is_belied_by_title(zone, hint):
        return False
    if hint is HISTORY:
        return True  # long as it may be, where its text bears it out: see _histories
    share = (zone.chars - zone.linked) / unlinked
    if hint is Region.COMMENTS:
        return share <= _HELD_AS_COMMENTS
    return share <= (_HELD_STRONGLY if zone.strong else _HELD_WEAKLY)


def _is_belied_by_title(zone: Zone, hint: Region) -> bool:
    """Return whether the page's title, which stands in *zone*, tells that it is not what its *hint* says."""
    return zone.tag in ("form", "dialog") or (not zone.strong and hint is not Region.NAVIGATION)


def _banner(zone: Zone) -> Region | None:
    """Return NAVIGATION for a header of the site rather than of an article: it holds links, and no title of its own."""
    if zone.parent is not None and _in_main(zone.parent):
        return None
    if zone.has_title and not zone.has_nav:
        return None
    return Region.NAVIGATION if zone.has_nav or zone.linked >= 0.5 * max(1, zone.chars) else None


def _beside_main(drafts: Sequence[BlockDraft], zones: Sequence[Zone]) -> None:
    """Mark what stands outside the page's main element, if it has one that holds enough."""
    roots = {id(zone) for zone in zones if zone.main} or _single_article(zones)
    if not roots:
        return
    inside = _inside(zones, roots)
    main = _in(drafts, (MAIN,))
    outside = [draft for draft in main if id(draft.zone) not in inside]
    if _unlinked(main) - _unlinked(outside) < _MAIN_ENOUGH * _unlinked(main):
        return
    for draft in outside:
        if not _is_title(draft):
            draft.region = _beside(draft)


def _beside(draft: BlockDraft) -> Region:
    return Region.NAVIGATION if draft.linked >= _LINKED * len(draft.text) else Region.ASIDE


def _inside(zones: Sequence[Zone], roots: set[int]) -> set[int]:
    """Return the ids of the zones that are *roots* or stand in one; children come after their parents."""
    inside = set(roots)
    for zone in zones:
        if zone.parent is not None and id(zone.parent) in inside:
            inside.add(id(zone))
    return inside


def _is_title(draft: BlockDraft) -> bool:
    return draft.kind is HEADING and draft.level == 1


def _single_article(zones: Sequence[Zone]) -> set[int]:
    outer = [zone for zone in zones if zone.tag == "article" and zone.region is MAIN and not _within(zone, "article")]
    if len(outer) != 1:
        return set()
    page = zones[0]
    enough = outer[0].chars - outer[0].linked >= 0.6 * (page.chars - page.linked)
    return {id(outer[0])} if enough else set()


def _within(zone: Zone, tag: str) -> bool:
    return any(above.tag == tag for above in _outwards(zone.parent))


def _outwards(zone: Zone | None) -> Iterator[Zone]:
    """Yield *zone*, and those around it."""
    while zone is not None:
        yield zone
        zone = zone.parent


def _lists_of_links(drafts: Sequence[BlockDraft]) -> None:
    """Mark lists of three links and more outside anything called main as navigation."""
    lists: dict[int, list[BlockDraft]] = defaultdict(list)
    for draft in drafts:
        if draft.items and draft.region is MAIN and not _in_main(draft.zone):
            lists[draft.items].append(draft)
    for items in lists.values():
        if _is_list_of_links(items):
            _mark(items, Region.NAVIGATION)


def _is_list_of_links(items: Sequence[BlockDraft]) -> bool:
    """Return whether *items* are three and more, short and next to nothing but links."""
    chars = sum(len(draft.text) for draft in items)
    linked = sum(draft.linked for draft in items)
    return len(items) >= 3 and linked >= 0.9 * chars and chars <= 60 * len(items)


def _mark(drafts: Iterable[BlockDraft], region: Region) -> None:
    for draft in drafts:
        draft.region = region


def _in_main(zone: Zone) -> bool:
    return any(above.main or above.tag == "article" for above in _outwards(zone))


# -- the page's list of its own updates -------------------------------------------------------------------------------


def _histories(drafts: Sequence[BlockDraft]) -> None:
    claimed: dict[Zone, list[BlockDraft]] = defaultdict(list)
    for draft in drafts:
        if draft.region is HISTORY:
            claimed[draft.zone].append(draft)
    together: dict[Zone, list[BlockDraft]] = defaultdict(list)
    for zone, held in claimed.items():
        together[_outermost(zone)] += held
    for held in together.values():
        if not _is_borne_out(held):
            _mark(held, MAIN)
    _mark_under_titles(drafts)


def _is_borne_out(held: Sequence[BlockDraft]) -> bool:
    """Return whether what a part calls its history is dated, as such lists are."""
    enough = max(2 if held[0].zone.doubtful else 1, ceil(0.2 * len(held)))
    dated = (draft for draft in held if _DATE.match(draft.text) or _updates(draft.text))
    return sum(1 for _ in islice(dated, enough)) == enough


def _mark_under_titles(drafts: Sequence[BlockDraft]) -> None:
    """Mark what stands under the heading of such a list, down to the next heading of its level."""
    level = 0  # of that heading; 0: none
    for draft in drafts:
        if draft.region is not MAIN:
            continue
        if draft.kind is HEADING and not 0 < level < draft.level:
            level = draft.level if _HISTORY_TITLE.fullmatch(draft.text.strip(" :")) else 0
        if level:
            draft.region = HISTORY


def _outermost(zone: Zone) -> Zone:
    """Return the zone furthest out that is a history with *zone*."""
    while zone.parent is not None and zone.parent.region is HISTORY:
        zone = zone.parent
    return zone


def _updates(text: str) -> bool:
    opening = text[:24].casefold()
    return any(word in opening for word in _HISTORY_OPENINGS)


# -- safety -----------------------------------------------------------------------------------------------------------


def _relax(drafts: Sequence[BlockDraft]) -> None:
    """Take hints back, the weakest evidence first, while too little of the page's own words would be main."""
    words: dict[Region, int] = defaultdict(int)  # unlinked characters of each
    for region, text, linked in map(_WORDS, drafts):
        words[region] += len(text) - linked
    whole = sum(words.values())
    whole = whole - words[Region.COMMENTS] - words[HISTORY] or whole
    for regions, enough in _RELAXED:
        if words[MAIN] >= enough * whole:
            return
        held = sum(words[region] for region in regions)
        if held >= 0.5 * whole:
            _mark(_in(drafts, regions), MAIN)
            words[MAIN] += held


def _in(drafts: Iterable[BlockDraft], regions: Collection[Region]) -> list[BlockDraft]:
    return [draft for draft in drafts if draft.region in regions]


def _unlinked(drafts: Iterable[BlockDraft]) -> int:
    return sum(len(draft.text) - draft.linked for draft in drafts)
