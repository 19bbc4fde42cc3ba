"""Indicators over pages: what is gathered anew when the user changes one, and what a new statement restates."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from monitor import compare
from monitor.model import Alert, Change, ChangeKind, CheckResult, Indicator, Outcome, Page, Statement
from monitor.store import Snapshot, Store, Stored


class Said(Protocol):
    """What finding restatements needs of the store."""

    def latest_statement(self, indicator: str, speaker_key: str) -> Statement | None:
        """Return the latest statement of a speaker on an indicator, on whatever page."""

    def added_at(self, page_id: str) -> datetime:
        """Return when a page was added."""


def define(store: Store, pages: Sequence[Page], indicators: Sequence[Indicator]) -> None:
    """Make the ledger's statements those of *indicators*; what the user has changed is gathered anew.

    Pages that have left the configuration go on to have said what they said.
    """
    pages = [*pages, *store.retired()]

    def gathered(changed: list[Indicator]) -> list[Statement]:
        found: list[Statement] = []
        for page in pages if changed else ():
            versions = [_version(one) for one in store.snapshots(page.id)]
            stated = [_stated(one) for one in store.history([page.id])]
            found += [one for indicator in changed for one in compare.gather_all(indicator, page, versions, stated)]
        return found

    store.define({one.id: (one, _digest(one, pages)) for one in indicators}, gathered)


def _digest(indicator: Indicator, pages: Sequence[Page]) -> str:
    """Return a digest of all that decides what *indicator* gathers: pages matter to it by their tags alone."""
    tagged = [page.id for page in pages if set(page.tags) & set(indicator.tags)]
    return hashlib.sha256(repr((indicator, sorted(tagged))).encode()).hexdigest()


def with_restatements(result: CheckResult, said: Said, alerts: tuple[Alert, ...]) -> CheckResult:
    """Return *result* with what its new statements restate: the same speaker's next one, with another value."""
    if result.outcome not in (Outcome.FIRST, Outcome.CHANGED) or not result.statements:
        return result
    first = result.outcome is Outcome.FIRST
    fresh = {change.series for change in result.changes if change.kind is ChangeKind.APPEARED}
    found = compare.restated(
        said.latest_statement,
        [one for one in result.statements if first or one.series in fresh],
        alerts=alerts,
        page=result.page,
        followed_since=said.added_at(result.page.id) if first else None,
    )
    heard = {change.series for change in found if change.told}
    changes = tuple(_heard(change) if change.series in heard else change for change in result.changes)
    return replace(result, changes=changes + tuple(found))


def _heard(change: Change) -> Change:
    """Return an appearance as told by the restatement that it is."""
    return replace(change, told=False, rule="restated") if change.told else change


def _version(of: Snapshot) -> compare.Version:
    return compare.Version.dated(of.captured_at, id=of.id, title=of.title, dates=(of.updated, of.published))


def _stated(of: Stored) -> compare.Stated:
    return compare.Stated(
        figure=of.figure, series=of.number, heading=of.heading, id=of.id, snapshot=of.snapshot, until=of.until_id
    )
