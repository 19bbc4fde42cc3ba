"""The pages of a list: which addresses are such, and which comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.language import everywhere
from monitor.language.dates import alternatives
from monitor.model.addresses import Address
from monitor.sources.page_links import HtmlPage, PageLink, relations

_NAMES = alternatives(everywhere(lambda known: known.site.paging))
_NUMBERED = re.compile(
    rf"/(?:{_NAMES})[/=-]?(\d{{1,6}})(?=[/?]|$)"  # /page/2, /seite-2
    rf"|(?<=[?&])(?:[^=&]{{0,60}}(?:%5B|[\W_]))?(?:{_NAMES})(?:\]|%5D)?=(\d{{1,6}})(?=&|$)",  # ?page=2
    re.IGNORECASE,
)
_NEXT = re.compile("|".join(everywhere(lambda known: known.site.next_page)), re.IGNORECASE)
_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")  # arrows around the words
_LONGEST = 60  # characters of the words of a link to the next page
_EMPTY_QUERY = re.compile(r"/?[?&]*$")


class _Place(NamedTuple):
    """Where a page stands in its list."""

    of: str  #: the address of the list
    number: int  #: 0: the address has none


def is_of_list(address: Address, own: Address) -> bool:
    """Return whether *address* is a page of the list that *own* is one of."""
    here, there = _place(own), _place(address)
    return here.of == there.of and here.number != there.number


def next_of(page: HtmlPage, links: Sequence[PageLink]) -> tuple[str, ...]:
    """Return the address of the next page of a list, on the same host; none: it has none, or does not name it.

    What the page declares goes first, then what the words of a link say, then the numbers in addresses.
    """
    for addresses in (_declared(page), _worded(links), _after(page, links)):
        for address in addresses:
            if address.host == page.address.host and address.identity != page.address.identity:
                return (address.url,)
    return ()


def _declared(page: HtmlPage) -> Iterator[Address]:
    for element in page.root.iter("link", "a"):
        if "next" in relations(element):
            address = page.followed(element.get("href") or "")
            if address is not None:
                yield address


def _worded(links: Sequence[PageLink]) -> Iterator[Address]:
    for link in links:
        said = (link.words, link.element.get("aria-label") or "", link.element.get("title") or "")
        if any(len(words) <= _LONGEST and _NEXT.fullmatch(_SIGNS.sub("", words)) for words in said):
            yield link.address


def _after(page: HtmlPage, links: Sequence[PageLink]) -> Sequence[Address]:
    """Return the page of the list with the next higher number."""
    here = _place(page.address)
    places = ((_place(link.address), link.address) for link in links)
    higher = [
        (place.number, address) for place, address in places if place.of == here.of and place.number > here.number
    ]
    return [min(higher, key=lambda one: one[0])[1]] if higher else []


def _place(address: Address) -> _Place:
    numbered = list(_NUMBERED.finditer(address.url))
    if not numbered:
        return _Place(_EMPTY_QUERY.sub("", address.url), 0)
    found = numbered[-1]  # a list may be a page of another
    rest = address.url[: found.start()] + address.url[found.end() :]
    return _Place(_EMPTY_QUERY.sub("", rest.replace("?&", "?").replace("&&", "&")), int(found[1] or found[2]))
