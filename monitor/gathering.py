"""What indicators gather of all that the ledger holds, and which indicators are worth naming."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor import compare
from monitor.model import Indicator, Page, Statement
from monitor.store import Ledger, Snapshot, Stored


def gathered_of(store: Ledger, page: Page, indicators: Iterable[Indicator]) -> list[Statement]:
    """Return what *indicators* gather of the whole history of *page*."""
    versions = [_version(one) for one in store.snapshots(page.id)]
    stated = [_stated(one) for one in store.history([page.id])]
    return [one for indicator in indicators for one in compare.gather_all(indicator, page, versions, stated)]


def suggestions(store: Ledger, pages: Sequence[Page], indicators: Sequence[Indicator]) -> list[Indicator]:
    """Return indicators worth naming: what several speakers state now and none of *indicators* gathers."""
    listed = {page.id: page for page in pages}
    stated = [(listed[one.page_id], _version_of(one), _stated(one)) for one in store.figures() if one.page_id in listed]
    return compare.suggest(stated, indicators, indicators[0].speakers if indicators else ())


def _version(of: Snapshot) -> compare.Version:
    return compare.Version.dated(
        of.captured_at, id=of.id, title=of.title, language=of.language, dates=(of.updated, of.published)
    )


def _version_of(of: Stored) -> compare.Version:
    return compare.Version(captured_at=of.captured_at, title=of.page_title, language=of.language)


def _stated(of: Stored) -> compare.Stated:
    return compare.Stated(
        figure=of.figure, series=of.number, heading=of.heading, id=of.id, snapshot=of.snapshot, until=of.until_id
    )
