"""What is owed to channels when a page is in trouble for long, and when it is well again; and when the network is down.

It is decided in the transaction that records the checks: a trouble is told once, its end once, and an outage of our own
network once, whatever the number of pages that could not be reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.model import CheckResult, Topic
from monitor.store import outbox, queries, row_values
from monitor.store.databases import Database
from monitor.store.queries import Row
from monitor.store.statuses import lasting

TOLD_AFTER = timedelta(minutes=15)  # an outage that a router's restart brings is no news
ONE_INCIDENT = timedelta(days=1)  # between the beginnings of one trouble on the pages of a source, each checked in turn
OUTAGE = "network_down"


def of_pages(db: Database, results: Sequence[CheckResult], checks: Sequence[int]) -> None:
    """Owe word of pages whose trouble lasts and was not told yet, or was told and is over now; see `_of_page`."""
    meant, values = queries.of([one.page.id for one in results if one.outcome.is_good], "id")
    sql = f"SELECT id FROM pages WHERE trouble_told IS NOT NULL AND {meant}"  # noqa: S608 (our own names)
    told = {row[0] for row in db.execute(sql, values)}
    for result, check in zip(results, checks, strict=True):
        if result.page.id in told or not result.outcome.is_good:
            _of_page(db, result, check)


def _of_page(db: Database, result: CheckResult, check: int) -> None:
    """Owe word of the page of *result* if its trouble lasts and was not told yet, or was told and is over now."""
    page_id = result.page.id
    if result.outcome.is_good:
        sql = "UPDATE pages SET trouble_told = NULL WHERE id = ? AND trouble_told IS NOT NULL"
        if db.execute(sql, [page_id]).rowcount:
            outbox.owe_word(db, Topic.WELL, result.alarms, result.finished_at, page_id=page_id, check=check)
    elif result.alarms and _is_news(result) and not _is_told_already(db, result):
        sql = "UPDATE pages SET trouble_told = ? WHERE id = ? AND trouble_told IS NULL"
        if db.execute(sql, [row_values.stamp(result.finished_at), page_id]).rowcount:
            outbox.owe_word(db, Topic.TROUBLE, result.alarms, result.finished_at, page_id=page_id, check=check)


def _is_told_already(db: Database, result: CheckResult) -> bool:
    """Return whether word was given of the source of a found page, or of another of its pages, in the same trouble.

    Forty posts on a host that is down are one incident: they fail for one reason, and began to about the same time.
    """
    source, since = result.page.found_by, result.state.troubled_since
    if source is None or since is None or _is_strange(result):
        return False
    sql = """SELECT reason, troubled_since FROM pages WHERE (id = ? OR source = ?) AND id <> ?
             AND trouble_told IS NOT NULL AND troubled_since IS NOT NULL AND retired_at IS NULL"""
    return any(
        row["reason"].startswith(f"{result.reason}:")
        and abs(row_values.moment(row["troubled_since"]) - since) <= ONE_INCIDENT
        for row in queries.every(db, sql, [source, source, result.page.id])
    )


def of_network(db: Database, results: Sequence[CheckResult]) -> None:
    """Follow the outages of our own network; owe word of one that lasts."""
    lost = [one for one in results if one.reason == OUTAGE]
    current = queries.maybe(db, "SELECT * FROM outages WHERE ended_at IS NULL", [])
    if lost:
        _follow(db, current, lost)
    elif current is not None:
        _ended(db, int(current["id"]), [one.finished_at for one in results if one.outcome.is_good])


def _ended(db: Database, outage: int, reached: Sequence[datetime]) -> None:
    """Write that the network is there again, if any page was *reached*."""
    if reached:
        db.execute("UPDATE outages SET ended_at = ? WHERE id = ?", [row_values.stamp(max(reached)), outage])


def _follow(db: Database, current: Row | None, lost: Sequence[CheckResult]) -> None:
    """Write that an outage begins, or goes on; owe word of it when it has lasted for so long that it is news."""
    times = [one.finished_at for one in lost]
    last, detail = max(times), row_values.clean(lost[-1].detail)
    if current is None:
        sql = "INSERT INTO outages (since, last_at, detail, told) VALUES (?, ?, ?, 0)"
        db.execute(sql, [row_values.stamp(min(times)), row_values.stamp(last), detail])
        return
    told = last - row_values.moment(current["since"]) >= TOLD_AFTER
    sql = "UPDATE outages SET last_at = ?, detail = ?, told = ? WHERE id = ?"
    db.execute(sql, [row_values.stamp(last), detail, int(told or current["told"]), current["id"]])
    if told and not current["told"]:
        names = tuple(dict.fromkeys(name for one in lost for name in one.alarms))
        outbox.owe_word(db, Topic.OUTAGE, names, last)


def _is_news(result: CheckResult) -> bool:
    """Return whether a trouble has lasted, or is an answer that is only strange: that is told at once."""
    state = result.state
    if result.reason == OUTAGE or state.troubled_since is None:
        return False
    return _is_strange(result) or lasting(state.failures, state.troubled_since, result.finished_at)


def _is_strange(result: CheckResult) -> bool:
    """Return whether the answer is only strange: what it says is of this page alone."""
    return result.text_digest is not None and result.state.suspect_digest == result.text_digest
