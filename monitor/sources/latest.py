"""The latest of a page's links that match: "Bulletin no 31", whose address is another one every week.

Which is the latest is told by what differs between the links, in this order: the day that their words or the item
around them name, or their address does; the year in their words, or else in their addresses; the other numbers in their
words; those in their addresses; their place on the page. What all of them have tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

from monitor.language.dates import YEARS, WrittenDates, written_dates
from monitor.model.sources import Source, SourceReading
from monitor.sources.document_links import SIZED, draft_of, is_document
from monitor.sources.entry_drafts import gathered, wanting
from monitor.sources.list_items import ListItem, items_of
from monitor.sources.listings import nothing_listed
from monitor.sources.page_links import HtmlPage, page_with_links
from monitor.sources.paging import is_of_list
from monitor.sources.source_kinds import SourceDocument

_NUMBER = re.compile(r"\d{1,9}")
_DAY_FIRST = re.compile(r"(?<!\d)(\d\d)[-_.](\d\d)[-_.](20\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)")
_PARTS = re.compile(r"[-_/+.]+")


class _Numbers(NamedTuple):
    """Numbers of some texts, those of each in their order."""

    years: list[tuple[int, ...]]
    others: list[tuple[int, ...]]


def read(source: Source, document: SourceDocument) -> SourceReading:
    """Return the latest of the links of a page that match `links`; without it, of those that lead to documents.

    Raises:
        ExtractError: ``nothing_listed``, ``not_a_page`` or ``parser_limit``.
    """
    page, links = page_with_links(document)
    wanted = wanting(source.links)
    others = (link for link in links if not is_of_list(link.address, page.address))
    meant = [link for link in others if (wanted(link.url, link.words) if source.links else is_document(link))]
    items = items_of(page, meant, links)
    if not items:
        raise nothing_listed(source, links, otherwise="leads to a document")
    found = gathered((draft_of(latest_of(items, page)),), wanting(""), page.address)
    return SourceReading(entries=found.entries, title=page.title)


def latest_of(items: Sequence[ListItem], page: HtmlPage) -> ListItem:
    """Return the latest of *items*, which are in the order of the page.

    Where half of them name a day, the others are taken for older ones, or for something else.
    """
    days = _days(items, page)
    if sum(day is not None for day in days) * 2 < len(items):
        days = [None] * len(items)
    said = _told_apart([_words(item) for item in items])
    addressed = _told_apart([unquote(f"{item.address.path}{item.address.query}") for item in items])
    years = said.years if all(said.years) else addressed.years if all(addressed.years) else [()] * len(items)
    ranks = [
        (day or date.min, *numbers)
        for day, *numbers in zip(days, years, said.others, addressed.others, range(0, -len(items), -1), strict=True)
    ]
    return items[max(range(len(items)), key=ranks.__getitem__)]


def _words(item: ListItem) -> str:
    """Return what is said of an item, without the size of a document."""
    return SIZED.sub(" ", " ".join(dict.fromkeys((item.title, *(link.words for link in item.links)))))


def _days(items: Sequence[ListItem], page: HtmlPage) -> list[date | None]:
    dates, order = written_dates(page.known.tag), page.known.calendar.order
    return [_day(item, dates, order) for item in items]


def _day(item: ListItem, dates: WrittenDates, order: str) -> date | None:
    """Return the day that an item is of: the last one that its words name, that of its item, that of its address."""
    named = _written(_words(item), dates, order)
    if named is None and item.published is not None:
        named = item.published.date()
    path = unquote(item.address.path)
    return named or _in_digits(path) or _written(_PARTS.sub(" ", path), dates, order)


def _written(text: str, dates: WrittenDates, order: str) -> date | None:
    found = (dates.day(written, order) for written in dates.pattern.finditer(text))
    return max((day for day in found if day is not None), default=None)


def _in_digits(path: str) -> date | None:
    """Return the day that stands in an address in digits: 2020-12-04, 20201204, 2020/12/04, 04-12-2020."""
    written = [(one[1], one[3], one[4]) for one in _YEAR_FIRST.finditer(path)]
    written += [(one[3], one[2], one[1]) for one in _DAY_FIRST.finditer(path)]
    for year, month, day in written:
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue  # an id
    return None


def _told_apart(texts: Sequence[str]) -> _Numbers:
    """Return the numbers of each text that not all of them have."""
    numbers = [[int(number) for number in _NUMBER.findall(text)] for text in texts]
    shared = set(numbers[0]).intersection(*numbers)
    apart = [[number for number in one if number not in shared] for one in numbers]
    return _Numbers(
        [tuple(number for number in one if number in YEARS) for one in apart],
        [tuple(number for number in one if number not in YEARS) for one in apart],
    )
