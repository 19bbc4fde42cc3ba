"""The items of a page that lists something: what holds a link and no other, what it is called, and when it is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import NamedTuple

from monitor.language.dates import order_of, written_dates
from monitor.model.addresses import Address
from monitor.model.html_tree import Element
from monitor.sources.moments import moment
from monitor.sources.page_links import HtmlPage, PageLink, in_one_line, text_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ITEMS = frozenset(("li", "article", "tr", "dd"))
_WHOLE_PAGE = frozenset(("html", "body", "main"))
_CLIMBED = 12  # elements above a link that may belong to its item
_LONGEST = 1_500  # characters of an item; what has more is a page
TITLE_WORDS = 3  # of which a title has at least so many; "Read more" has less


class ListItem(NamedTuple):
    """What a page lists: one address, with what stands beside it."""

    address: Address
    title: str
    published: datetime | None  #: UTC
    links: Sequence[PageLink]  #: the links to it, in their order


def items_of(page: HtmlPage, links: Sequence[PageLink], among: Sequence[PageLink]) -> tuple[ListItem, ...]:
    """Return what *links* lead to, each address once, in the order of the page; *among* are all links of the page."""
    groups: dict[str, list[PageLink]] = {}
    for link in links:
        groups.setdefault(link.address.identity, []).append(link)
    meant, all_of_them = _held(links), _held(among)
    return tuple(_item(page, group, _holder(group[0].element, meant, all_of_them)) for group in groups.values())


def _held(links: Sequence[PageLink]) -> Counter[Element]:
    """Return how many addresses the links in each element lead to."""
    pairs = {(link.address.identity, element) for link in links for element in _around(link.element)}
    return Counter(element for _, element in pairs)


def _around(element: Element) -> Iterator[Element]:
    """Yield *element* and those around it that may be of one item, the nearest first."""
    yield element
    for climbed, above in enumerate(element.iterancestors()):
        if climbed == _CLIMBED or above.tag in _WHOLE_PAGE:
            return
        yield above


def _holder(element: Element, meant: Counter[Element], among: Counter[Element]) -> Element:
    """Return the item that a link is in: an item of a list with no other link that is meant, or what has no other."""
    for above in _around(element):
        if above.tag in _ITEMS and meant[above] == 1:
            return above
    holder = element
    for above in _around(element):
        if among[above] > 1:
            break
        holder = above
    return holder


def _item(page: HtmlPage, group: Sequence[PageLink], holder: Element) -> ListItem:
    title = _title(group, holder)
    return ListItem(group[0].address, title, _published(page, holder, title), tuple(group))


def _title(group: Sequence[PageLink], holder: Element) -> str:
    """Return the heading in or around a link, or its words; where these are few, the one heading of its item."""
    for link in group:
        inside = list(link.element.iter(*_HEADINGS))
        headings = inside or [one for one in _around(link.element) if one.tag in _HEADINGS]
        if headings:
            return in_one_line(text_of(headings[0]))
    words = max((link.words for link in group), key=len)
    if len(words.split()) < TITLE_WORDS:
        beside = list(holder.iter(*_HEADINGS))
        return in_one_line(text_of(beside[0])) if len(beside) == 1 else words
    return words


def _published(page: HtmlPage, holder: Element, title: str) -> datetime | None:
    """Return when an item says that it is of: the first of its times, or the one day that stands beside its title."""
    for element in holder.iter("time"):
        if found := moment(element.get("datetime") or ""):
            return found
    text = text_of(holder)
    if len(text) > _LONGEST:
        return None
    beside = " ".join(text.split()).replace(title, " ")
    dates, order = written_dates(page.known.tag), order_of(beside, page.known.calendar.order)
    days = {day for written in dates.pattern.finditer(beside) if (day := dates.day(written, order))}
    return datetime.combine(days.pop(), time(), UTC) if len(days) == 1 else None
