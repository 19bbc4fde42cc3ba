"""Which of the tables that hold for a page says what of it: the more specific one goes first.

Its own entry, then the groups of its tags, in the order of the tags, then what holds for all pages of its file, then
what holds for those of all files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from monitor.config.document import Document
from monitor.config.file_shapes import Defaults, Group, PageEntry
from monitor.config.nodes import defaults_of, entries, groups_of, scalar, scalars
from monitor.config.schedule_fields import PACE
from monitor.config.table import Table
from monitor.errors import Problem
from monitor.model import Page, Timetable
from monitor.model.sanitize import visible
from monitor.model.timetables import shortest_wait

T = TypeVar("T")
_TIMES = ("cron", "hours", "days", "time_zone", "jitter")


Said = Mapping[str, T]  #: what one table says, by key; a key without a value says nothing


def in_order(own: Said[T], groups: Iterable[Said[T]], defaults: Sequence[Said[T]]) -> tuple[Said[T], ...]:
    """Return what holds for a page, the most specific first.

    Args:
        own: what its entry says.
        groups: what is said of its tags, in their order.
        defaults: what holds for all; the later ones go before the earlier.
    """
    return (own, *groups, *reversed(defaults))


def together(tables: Iterable[Said[T]]) -> dict[str, T]:
    """Return what *tables*, the most specific first, say together.

    Of `every` and `cron` the most specific table that has one of them says both.
    """
    found: dict[str, T] = {}
    for table in tables:
        is_settled = any(name in found for name in PACE)
        found = {name: value for name, value in table.items() if not (is_settled and name in PACE)} | found
    return found


def said_of(entry: PageEntry, groups: Mapping[str, Group], defaults: Sequence[Defaults]) -> dict[str, Any]:
    """Return what is said of a page, by key; *groups* by their tags, of *defaults* the later go before the earlier."""
    own, others = _said(entry), [_said(table) for table in defaults]
    tags = together(in_order(own, (), others)).get("tags", ())
    return together(in_order(own, (_said(groups[tag]) for tag in dict.fromkeys(tags) if tag in groups), others))


def _said(table: Table) -> dict[str, Any]:
    return {name: value for name in table.model_fields_set if (value := getattr(table, name)) is not None}


def take_timetable(values: dict[str, Any], time_zone: str) -> Timetable:
    """Take the keys of a timetable out of *values*, and return it; with times of cron they get their `every`.

    Args:
        values: of a page, by key.
        time_zone: where none is among them.
    """
    taken = {"time_zone": time_zone} | {name: values.pop(name) for name in _TIMES if name in values}
    for name in ("cron", "hours"):
        taken[name] = tuple(dict.fromkeys(taken.get(name, ())))
    taken["days"] = tuple(sorted({day for days in taken.get("days", ()) for day in days}))
    timetable = Timetable(**taken)
    if timetable.cron and (every := shortest_wait(timetable)):
        values["every"] = every
    return timetable


def check_pace(document: Document) -> None:
    """Record tables that say twice how often."""
    defaults = defaults_of(document)
    for table in (*([defaults] if defaults else ()), *(group for _, group in groups_of(document)), *entries(document)):
        written = next(scalars(table, "cron"), None)
        if written is not None and scalar(table, "every") is not None:
            document.problem(written.start, "`cron` and `every` both say how often; keep one of them")


def check_own_times(document: Document, tables: Sequence[PageEntry]) -> None:
    """Record entries of which, by their own keys alone, no time of cron lies in their hours and days."""
    for entry, table in zip(entries(document), tables, strict=True):
        timetable = take_timetable(_said(table), "UTC")
        if timetable.cron and shortest_wait(timetable) is None:
            document.problem(entry.start, "`cron`: none of its times lies in the `hours` and `days`")


def unused_groups(document: Document, tags: Collection[str]) -> list[Problem]:
    """Return a warning of each group of pages.yaml that no page is in; *tags*: those that pages have."""
    return [
        Problem(
            document.file,
            document.line(name.start),
            f"`tags`: no page has the tag `{visible(name.value)}`, so this says nothing",
        )
        for name, _ in groups_of(document)
        if name.value.strip() not in tags
    ]


def check_times(document: Document, pages: Sequence[Page]) -> None:
    """Record the *pages* of a file, none if it has mistakes, of which no time of cron lies in their hours and days."""
    for entry, page in zip(entries(document), pages, strict=False):
        if page.timetable.cron and shortest_wait(page.timetable) is None:
            written = next(scalars(entry, "cron"), None)
            at = written.start if written else entry.start
            document.problem(at, f"`cron`: none of its times lies in the `hours` and `days` of {page.id}")
