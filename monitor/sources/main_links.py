"""Which links of a page belong to what it says, rather than to the frame that all pages of a site have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from monitor.language import everywhere
from monitor.model.html_tree import Element
from monitor.sources.page_links import PageLink

_FRAME = frozenset(("nav", "header", "footer", "aside", "form", "dialog"))
_FRAME_ROLES = frozenset(("navigation", "menu", "menubar", "contentinfo", "complementary", "search", "dialog"))
_CONTENT = frozenset(("main", "article"))
_OF_FRAME = ("navigation", "footer", "aside", "form", "comments")
_NAMES = frozenset(
    name.replace(" ", "-")
    for region, names in everywhere(lambda known: known.site.classes.items())
    if region in _OF_FRAME
    for name in names
)
_PARTS = re.compile(r"[\s_-]+")
_MOST_OF_A_PAGE = 0.75  # share of the links from which an element's name says how it looks, not what it holds


class _Place(NamedTuple):
    """What an element stands in."""

    in_main: bool = False
    frames: tuple[Element, ...] = ()  #: parts of the page's frame around it


def main_links(links: Sequence[PageLink]) -> tuple[PageLink, ...]:
    """Return the *links* that stand in the main content; all of them where none does."""
    known: dict[Element, _Place] = {}
    places = [_place(link.element, known) for link in links]
    held = Counter(frame for place in places for frame in place.frames)
    void = {frame for frame, count in held.items() if not _is_frame(frame) and count > _MOST_OF_A_PAGE * len(links)}
    has_main = any(place.in_main for place in places)
    found = (
        link
        for link, place in zip(links, places, strict=True)
        if place.in_main >= has_main and void.issuperset(place.frames)
    )
    return tuple(found) or tuple(links)


def _place(element: Element, known: dict[Element, _Place]) -> _Place:
    """Return what *element* stands in; what is *known* of elements around it is not worked out again."""
    path = [element]
    while path[-1] not in known and (above := path[-1].getparent()) is not None:
        path.append(above)
    place = known.get(path[-1], _Place())
    for inner in reversed(path):
        if inner in known:
            continue
        if inner.tag in _CONTENT or inner.get("role") == "main":  # its own header and title are no frame
            place = _Place(place.in_main or inner.tag != "article", ())
        elif _is_frame(inner) or _is_named_so(inner):
            place = _Place(place.in_main, (*place.frames, inner))
        known[inner] = place
    return place


def _is_frame(element: Element) -> bool:
    """Return whether an element is of the frame by what it is."""
    return element.tag in _FRAME or (element.get("role") or "").lower() in _FRAME_ROLES


def _is_named_so(element: Element) -> bool:
    """Return whether an element is of the frame by how it is called."""
    if element.tag in ("html", "body", "a"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()[:12]
    return any(_PARTS.sub("-", name) in _NAMES for name in names)
