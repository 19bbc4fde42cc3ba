"""The keys of a channel that say what it is told, and when: the same whatever its kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field

from monitor.config import fields
from monitor.config.document import Document
from monitor.config.document import Mapping as Entry
from monitor.config.fields import duration, one_of, whole
from monitor.config.nodes import scalar
from monitor.config.table import Table
from monitor.model import EVERYTHING, Pace, When

USUAL = Pace()
USUAL_ENTRIES = 100  # of a feed: a reader that asks once a day misses none of a busy one
_CHOOSING = ("pages", "tags", "indicators", "kinds", "silent", "min_absolute", "min_relative")
_ONLY_FOR = {"at": {When.DAILY.value, When.WEEKLY.value}, "on": {When.WEEKLY.value}}
Gap = Annotated[timedelta, duration(timedelta(0), timedelta(days=1))]


class Sending(Table):
    """What a channel is told, and when."""

    person: fields.Id | None = Field(
        None, description="Who reads it: of somebody's channels, only the first that wants a finding gets it."
    )
    pages: fields.Ids = Field([], description="Only of these pages.")
    tags: fields.Tags = Field([], description="Only of pages with one of these tags.")
    indicators: fields.Ids = Field([], description="Only of figures gathered under these indicators.")
    kinds: fields.Kinds | None = Field(None, description="Only of these kinds of change.")
    silent: fields.Flag | None = Field(
        None, description="true: only of what changed while the page's own date of update did not."
    )
    min_absolute: fields.Amount | None = Field(None, description="Smallest difference that is sent.")
    min_relative: fields.Share | None = Field(None, description="Smallest relative difference, such as 5 %.")
    troubles: fields.Flag = Field(True, description="false: not of pages that fail or are doubted for long.")  # noqa: FBT003
    when: Annotated[str, one_of(When)] = Field(
        When.AT_ONCE.value, description="At once, or gathered in an hourly, daily or weekly digest."
    )
    at: fields.TimeOfDay = Field(
        USUAL.at, description='When a daily or weekly digest, or "all is well", is sent: 08:00.'
    )
    on: fields.Weekday | None = Field(None, description="The day of what is weekly; the first of the week if left out.")
    quiet: fields.Hours | None = Field(
        None, description="Hours in which nothing is sent: 22:00-07:00; what comes then waits for their end."
    )
    gap: Gap | None = Field(
        None,
        description="Between two messages, at least; 10m, and 0s for files. What comes in between is sent together.",
    )
    messages_a_day: Annotated[int, whole(1, 1_000)] | None = Field(
        None, description="At most so many messages in 24 hours: 20, and any number for files."
    )
    all_is_well: Annotated[str, one_of((When.DAILY.value, When.WEEKLY.value))] | None = Field(
        None, description="Daily or weekly: how all pages are doing, even when nothing changed."
    )
    entries: Annotated[int, whole(1, 1_000)] | None = Field(None, description="Findings that stand in a feed at most.")


def sending(entry: Sending, *, is_file: bool) -> dict[str, Any]:
    """Return the fields of a `Channel` that say what it is told, and when."""
    chosen = {key: getattr(entry, key) for key in _CHOOSING}
    chosen = {key: tuple(value) if isinstance(value, list) else value for key, value in chosen.items()}
    return {
        "wants": replace(EVERYTHING, **{key: value for key, value in chosen.items() if value}),
        "person": entry.person,
        "troubles": entry.troubles,
        "pace": _pace(entry, is_file=is_file),
        "entries": entry.entries or USUAL_ENTRIES,
    }


def _pace(entry: Sending, *, is_file: bool) -> Pace:
    gap, most = (timedelta(0), None) if is_file else (USUAL.gap, USUAL.messages_a_day)
    return Pace(
        when=When(entry.when),
        at=entry.at,
        on=entry.on or 0,
        quiet=entry.quiet,
        gap=gap if entry.gap is None else entry.gap,
        messages_a_day=entry.messages_a_day or most,
        all_is_well=When(entry.all_is_well) if entry.all_is_well else None,
    )


def check(service: Document, entry: Entry) -> None:
    """Record keys that say something of what the channel does not do."""
    asked = {value.value.strip().casefold() for key in ("when", "all_is_well") if (value := scalar(entry, key))}
    for key, meant in _ONLY_FOR.items():
        if (written := entry.key(key)) and not asked & meant:
            words = " or ".join(sorted(meant))
            service.problem(written.start, f"`{key}` is for what is {words}: `when` or `all_is_well`")
    if (written := entry.key("entries")) and scalar(entry, "feed") is None:
        service.problem(written.start, "`entries` is for a `feed`")
