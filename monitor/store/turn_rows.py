"""Turns: which hosts have pages that are due, and who asks which of them now.

A host is one row of ``turns``, which triggers keep true to its pages (`schema.turns`): so what is due is found by an
index whatever the number of pages. It is leased, not taken: a holder that has died holds nobody up for longer than its
lease. One process checks the pages of a home today; the words and the columns are those that several machines need.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from monitor.model import CheckResult, PageState, Turn
from monitor.store import page_rows, queries
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import moment, stamp

LEASE: Final = timedelta(minutes=10)  # renewed while its holder lives
PAGES_OF_A_TURN: Final = 16  # of four hosts at once: of fewer, nobody can tell whether the network is down (`outage`)
PAGES_AT_ONCE: Final = 64  # handed out by one lease: bounds what a tick costs

NO_TURNS: Final[Mapping[str, Turn]] = MappingProxyType({})


def lease(db: Database, holder: str, now: datetime, room: int, held: Collection[str]) -> Iterator[Turn]:
    """Yield turns of hosts that *holder* is to ask from *now* on; the arguments are those of `Turns.lease`."""
    _end(db, holder, held)
    renewed = [stamp(now + LEASE), holder, stamp(now + LEASE / 2)]
    db.execute("UPDATE turns SET until = ? WHERE holder = ? AND until < ?", renewed)
    left = PAGES_AT_ONCE
    for host in _wanting(db, now, room):
        due = _due(db, host, now, min(left, PAGES_OF_A_TURN))
        left -= len(due)
        sql = "UPDATE turns SET holder = ?, until = ?, fence = fence + 1 WHERE host = ? RETURNING fence"
        fence = db.execute(sql, [holder, stamp(now + LEASE), host]).fetchone()[0]
        yield Turn(host=host, fence=fence, due=due)
        if not left:
            return


def has_news(db: Database, holder: str, now: datetime, room: int, held: Collection[str]) -> bool:
    """Return whether `lease` has anything to write."""
    sql = "SELECT host, until FROM turns WHERE holder = ?"
    mine = {host: moment(until) for host, until in db.execute(sql, [holder])}
    is_old = any(until < now + LEASE / 2 for until in mine.values())
    return is_old or not mine.keys() <= set(held) or (room > 0 and bool(_wanting(db, now, 1)))


def _end(db: Database, holder: str, held: Collection[str]) -> None:
    """End the turns of *holder* that are over: it holds no more than *held*."""
    mine = [row[0] for row in db.execute("SELECT host FROM turns WHERE holder = ?", [holder])]
    over = [(host, holder) for host in mine if host not in held]
    db.executemany("UPDATE turns SET holder = NULL, until = NULL WHERE host = ? AND holder = ?", over)


def end_all(db: Database) -> None:
    """End every turn: whoever held one is known to have gone."""
    db.execute("UPDATE turns SET holder = NULL, until = NULL WHERE holder IS NOT NULL")


def _wanting(db: Database, now: datetime, room: int) -> list[str]:
    sql = "SELECT host FROM turns WHERE wanted_at <= ? ORDER BY wanted_at, host LIMIT ?"
    return [row[0] for row in db.execute(sql, [stamp(now), max(room, 0)])]


def _due(db: Database, host: str, now: datetime, most: int) -> tuple[PageState, ...]:
    sql = "SELECT * FROM pages WHERE host = ? AND due_at <= ? ORDER BY due_at, number LIMIT ?"
    return tuple(page_rows.state(row) for row in queries.every(db, sql, [host, stamp(now), most]))


def standing(
    db: Database, holder: str, results: Sequence[CheckResult], turns: Mapping[str, Turn]
) -> Sequence[CheckResult]:
    """Return those of *results* that may be recorded: whose turn, by the page's id, still is that of *holder*."""
    if not turns:
        return results
    fences = dict.fromkeys((turn.host, turn.fence) for turn in turns.values())
    sql = "SELECT 1 FROM turns WHERE host = ? AND fence = ? AND holder = ?"
    lost = {one for one in fences if db.execute(sql, [*one, holder]).fetchone() is None}
    if not lost:
        return results
    return [one for one in results if (turn := turns.get(one.page.id)) is None or (turn.host, turn.fence) not in lost]


def pull_back(db: Database, now: datetime) -> None:
    """Have those pages due whose due times came from a clock that was set back since; see `Turns.pull_back`."""
    sql = """UPDATE pages SET next_check_at = :now WHERE due_at > :now AND
             julianday(next_check_at) - julianday(:now) > longest_seconds / 86400.0
             + CASE WHEN failures > 0 THEN 1.1 ELSE 0.0 END + min(longest_seconds / 86400.0, :late)"""
    db.execute(sql, {"now": stamp(now), "late": page_rows.LATE / timedelta(days=1)})


class Turns(LedgerFile):
    """Which hosts are asked now, and which are to be asked next."""

    @in_our_words
    def lease(self, now: datetime, room: int, held: Collection[str] = ()) -> list[Turn]:
        """Return the turns that begin now: hosts with pages that are due, the longest due first.

        What is under way is not handed out again. Nothing is written when there is nothing to hand out and no lease to
        renew or to end.

        Args:
            now: the time.
            room: hosts that there is room for.
            held: those whose turns are still going on here; a turn of ours that is not among them is over.
        """
        if not has_news(self._db, self.holder, now, room, held):
            return []
        with self._transaction() as db:
            return list(lease(db, self.holder, now, room, held))

    def pull_back(self, now: datetime) -> None:
        """Have pages due whose due times are further away than any wait that a page is given.

        They came from a clock that was set back since; so no page waits for much longer than its interval. It looks
        at every page: to be asked at a start, and when time was seen to go back.
        """
        with self._transaction() as db:
            pull_back(db, now)

    @in_our_words
    def next_due(self) -> tuple[str, datetime] | None:
        """Return which page is to be checked next, and when; None when none is enabled and not paused for good."""
        sql = """SELECT p.id, p.due_at FROM pages p JOIN turns t ON t.host = p.host AND t.due_at = p.due_at
                 WHERE t.wanted_at = (SELECT min(wanted_at) FROM turns) ORDER BY p.number LIMIT 1"""
        found = queries.maybe(self._db, sql, [])
        return None if found is None else (found["id"], moment(found["due_at"]))

    @property
    def holder(self) -> str:
        """Return who this is to others that lease turns: the machine and the process."""
        return f"{platform.node()} {os.getpid()}"
