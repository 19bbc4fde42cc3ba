"""Which blocks are the page's main content, and what the others are: navigation, forms, footers, histories and so on.

Elements, roles, names and the share of linked text give hints; the whole page decides. A hint on a wrapper that holds
the article is void, and where the hints would leave next to nothing as main content, they are relaxed. Nothing is
dropped: a block that is not main is marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from monitor.extract.block_drafts import Draft, Zone
from monitor.language import everywhere
from monitor.model import BlockKind, Region

_LINKED = 0.75  # share of linked characters from which a part of a page is a list of links
_HELD_WEAKLY = 0.5  # a class name on what holds more of the unlinked text than this says nothing
_HELD_STRONGLY = 0.75
_HELD_AS_COMMENTS = 0.95  # a short post may have a long discussion
_ENOUGH = 0.2  # share of the unlinked text that must remain main
_ALMOST_NOTHING = 0.02
_MAIN_ENOUGH = 0.3  # share that an element called main must hold for the rest to be beside it
_DATE = re.compile(
    r"\d{1,2}\D{1,3}[^\W\d_]{3,10}\.? \d{4}|[^\W\d_]{3,10} \d{1,2},? \d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
)
_HISTORY_TITLE = re.compile("|".join(everywhere(lambda known: known.site.history_titles)), re.IGNORECASE)
_HISTORY_OPENINGS = everywhere(lambda known: known.site.history_openings)


def resolve(drafts: Sequence[Draft], zones: Sequence[Zone], *, selected: bool = False) -> None:
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


def _measure(drafts: Sequence[Draft], zones: Sequence[Zone]) -> None:
    for draft in drafts:
        zone = draft.zone
        zone.chars += len(draft.text)
        zone.linked += draft.linked
        if draft.kind is BlockKind.HEADING and draft.level == 1:
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
        if hint is None or (around is not Region.MAIN and hint is not Region.HISTORY):
            continue
        if _holds(zone, hint, unlinked):
            zone.region = hint


def _holds(zone: Zone, hint: Region, unlinked: int) -> bool:
    if zone.has_main or zone.main:
        return False
    if zone.linked >= _LINKED * zone.chars:
        return True
    share = (zone.chars - zone.linked) / unlinked
    if zone.has_title and not zone.strong and hint is not Region.NAVIGATION:
        return False
    if zone.has_title and zone.tag in ("form", "dialog"):
        return False
    if hint is Region.HISTORY:
        return True  # long as it may be, where its text bears it out: see _histories
    if hint is Region.COMMENTS:
        return share <= _HELD_AS_COMMENTS
    return share <= (_HELD_STRONGLY if zone.strong else _HELD_WEAKLY)


def _banner(zone: Zone) -> Region | None:
    """Return NAVIGATION for a header of the site rather than of an article: it holds links, and no title of its own."""
    above: Zone | None = zone.parent
    while above is not None:
        if above.main or above.tag == "article":
            return None
        above = above.parent
    if zone.has_title and not zone.has_nav:
        return None
    return Region.NAVIGATION if zone.has_nav or zone.linked >= 0.5 * max(1, zone.chars) else None


def _beside_main(drafts: Sequence[Draft], zones: Sequence[Zone]) -> None:
    """Mark what stands outside the page's main element, if it has one that holds enough."""
    roots = {id(zone) for zone in zones if zone.main}
    if not roots:
        roots = _single_article(zones)
    if not roots:
        return
    inside: dict[int, bool] = {}
    for zone in zones:
        inside[id(zone)] = id(zone) in roots or (zone.parent is not None and inside[id(zone.parent)])
    main = [draft for draft in drafts if draft.region is Region.MAIN]
    if _unlinked(draft for draft in main if inside[id(draft.zone)]) < _MAIN_ENOUGH * _unlinked(main):
        return
    for draft in main:
        if inside[id(draft.zone)]:
            continue
        if draft.kind is BlockKind.HEADING and draft.level == 1:
            continue
        linked = draft.linked >= _LINKED * len(draft.text)
        draft.region = Region.NAVIGATION if linked else Region.ASIDE


def _single_article(zones: Sequence[Zone]) -> set[int]:
    outer = [
        zone for zone in zones if zone.tag == "article" and zone.region is Region.MAIN and not _within(zone, "article")
    ]
    if len(outer) != 1:
        return set()
    page = zones[0]
    enough = outer[0].chars - outer[0].linked >= 0.6 * (page.chars - page.linked)
    return {id(outer[0])} if enough else set()


def _within(zone: Zone, tag: str) -> bool:
    above = zone.parent
    while above is not None:
        if above.tag == tag:
            return True
        above = above.parent
    return False


def _lists_of_links(drafts: Sequence[Draft]) -> None:
    """Mark lists of three links and more outside anything called main as navigation."""
    lists: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.items and draft.region is Region.MAIN and not _in_main(draft.zone):
            lists[draft.items].append(draft)
    for items in lists.values():
        chars = sum(len(draft.text) for draft in items)
        if len(items) >= 3 and sum(draft.linked for draft in items) >= 0.9 * chars and chars <= 60 * len(items):
            for draft in items:
                draft.region = Region.NAVIGATION


def _in_main(zone: Zone) -> bool:
    above: Zone | None = zone
    while above is not None:
        if above.main or above.tag == "article":
            return True
        above = above.parent
    return False


# -- the page's list of its own updates -------------------------------------------------------------------------------


def _histories(drafts: Sequence[Draft]) -> None:
    claimed: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.region is Region.HISTORY:
            claimed[id(_outermost(draft.zone))].append(draft)
    for held in claimed.values():
        dated = sum(1 for draft in held if _DATE.match(draft.text) or _updates(draft.text))
        if dated < (2 if held[0].zone.doubtful else 1) or dated < 0.2 * len(held):
            for draft in held:
                draft.region = Region.MAIN
    level = 0
    for draft in drafts:
        if draft.kind is BlockKind.HEADING and draft.region is Region.MAIN:
            if level and draft.level > level:
                draft.region = Region.HISTORY
                continue
            level = draft.level if _HISTORY_TITLE.fullmatch(draft.text.strip(" :")) else 0
        if level and draft.region is Region.MAIN:
            draft.region = Region.HISTORY


def _outermost(zone: Zone) -> Zone:
    """Return the zone furthest out that is a history with *zone*."""
    while zone.parent is not None and zone.parent.region is Region.HISTORY:
        zone = zone.parent
    return zone


def _updates(text: str) -> bool:
    opening = text[:24].casefold()
    return any(word in opening for word in _HISTORY_OPENINGS)


# -- safety -----------------------------------------------------------------------------------------------------------


def _relax(drafts: Sequence[Draft]) -> None:
    """Take hints back, the weakest evidence first, while too little of the page's own words would be main."""
    whole = _unlinked(draft for draft in drafts if draft.region not in (Region.COMMENTS, Region.HISTORY))
    whole = whole or _unlinked(drafts)
    for regions in (
        (Region.ASIDE,),
        (Region.FORM,),
        (Region.COMMENTS,),
        (Region.FOOTER, Region.NAVIGATION),
        (Region.HISTORY,),
    ):
        main = _unlinked(draft for draft in drafts if draft.region is Region.MAIN)
        enough = _ENOUGH if regions[0] not in (Region.COMMENTS, Region.HISTORY) else _ALMOST_NOTHING
        if main >= enough * whole:
            return
        held = _unlinked(draft for draft in drafts if draft.region in regions)
        if held < 0.5 * whole:
            continue
        for draft in drafts:
            if draft.region in regions:
                draft.region = Region.MAIN


def _unlinked(drafts: Iterable[Draft]) -> int:
    return sum(len(draft.text) - draft.linked for draft in drafts)
