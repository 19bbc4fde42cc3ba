"""Indicators over pages: what is gathered anew when the user changes one, and what a new statement restates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Protocol

from monitor.model import Alert, Change, ChangeKind, CheckResult, Indicator, Outcome, Page, Statement
from monitor.store import Ledger

RULES = 2
"""Changes when the same figures give other statements: then everything is gathered anew."""


class Said(Protocol):
    """What finding restatements needs of the store."""

    def latest_statement(self, indicator: str, speaker_key: str) -> Statement | None:
        """Return the latest statement of a speaker on an indicator, on whatever page."""

    def added_at(self, page: Page) -> datetime | None:
        """Return when a page was added; None for one that is not known (any more) under its id and address."""


def define(
    store: Ledger,
    pages: Sequence[Page],
    indicators: Sequence[Indicator],
    progress: Callable[[], None] = lambda: None,
) -> None:
    """Make the ledger's statements those of *indicators*; what the user has changed is gathered anew.

    Pages that have left the configuration go on to have said what they said. *progress* is called for each page that
    is gathered from: all of them may take minutes.
    """
    listed = {page.id: page for page in pages}

    @cache
    def known() -> tuple[Page, ...]:
        renamed = {page.was: page for page in pages if page.was}
        return tuple(
            listed.get(one.id) or replace(renamed.get(one.id, one), id=one.id) for one in store.pages()
        )  # all of them are looked at only where an indicator has tags, or something is gathered anew

    def gathered(changed: list[Indicator]) -> list[Statement]:
        if not changed:
            return []
        from monitor.gathering import gathered_of  # noqa: PLC0415 (the user seldom changes an indicator)

        found: list[Statement] = []
        for page in known():
            progress()
            found += gathered_of(store, page, changed)
        return found

    store.define({one.id: (one, _digest(one, known() if one.tags else ())) for one in indicators}, gathered)


def _digest(indicator: Indicator, pages: Sequence[Page]) -> str:
    """Return a digest of all that decides what *indicator* gathers: pages matter to it by their tags alone."""
    tagged = [page.id for page in pages if set(page.tags) & set(indicator.tags)]
    return hashlib.sha256(repr((RULES, indicator, sorted(tagged))).encode()).hexdigest()


def restating(results: Sequence[CheckResult], said: Said, alerts: tuple[Alert, ...]) -> list[CheckResult]:
    """Return *results* with what their new statements restate: the same speaker's next one, with another value.

    A value that a speaker has given already, on whatever page, is told by no other.
    """
    given: set[tuple[object, ...]] = set()
    restated = []
    for result in results:
        news = _news(result)
        repeated = {one.series for one in news if _given(one) in given or _is_repeated(one, said)}
        fresh = [one for one in news if one.series not in repeated]
        given |= {_given(one) for one in fresh}
        restated.append(_restating(result, fresh, repeated, said, alerts) if news else result)
    return restated


def _news(result: CheckResult) -> list[Statement]:
    """Return those statements of *result* that were not on the page before."""
    if result.derived is None:
        return []
    statements = result.derived.statements
    if result.outcome is Outcome.FIRST:
        return list(statements)
    appeared = {change.series for change in result.changes if change.kind is ChangeKind.APPEARED}
    return [one for one in statements if one.series in appeared and result.outcome is Outcome.CHANGED]


def _given(one: Statement) -> tuple[object, ...]:
    figure = one.figure
    return one.indicator, one.speaker_key, figure.value, figure.low, figure.high, figure.unit


def _is_repeated(one: Statement, said: Said) -> bool:
    last = said.latest_statement(one.indicator, one.speaker_key)
    return last is not None and last.page_id != one.page_id and _given(last) == _given(one)


def _restating(
    result: CheckResult, news: list[Statement], repeated: set[int], said: Said, alerts: tuple[Alert, ...]
) -> CheckResult:
    from monitor.compare import restated  # noqa: PLC0415 (most checks state nothing new)

    found = restated(
        said.latest_statement,
        news,
        alerts=alerts,
        page=result.page,
        followed_since=said.added_at(result.page) if result.outcome is Outcome.FIRST else None,
    )
    heard = repeated | {change.series for change in found if change.told}
    changes = tuple(_heard(change) if change.series in heard else change for change in result.changes)
    return result.with_changes(changes + tuple(found))


def _heard(change: Change) -> Change:
    """Return an appearance as told by the restatement that it is, or repeats."""
    is_told = change.told and change.kind is ChangeKind.APPEARED
    return replace(change, told=False, rule="restated") if is_told else change
