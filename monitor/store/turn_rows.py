"""Turns: which hosts have pages that are due, and who asks which of them now.

A host is one row of ``turns``, which triggers keep true to its pages (`schema.turns`): so what is due is found by an
index whatever the number of pages. It is leased, not taken: a holder that has died holds nobody up for longer than its
lease. One process checks the pages of a home whose ledger is a file; elsewhere any number of them do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from monitor.model import CheckResult, Limits, PageState, Turn
from monitor.store import host_rows, page_rows, queries, worker_rows
from monitor.store.databases import Database
from monitor.store.ledger_file import in_our_words
from monitor.store.row_values import moment, stamp, stamped
from monitor.store.worker_rows import Workers

LEASE: Final = Limits().lease
PAGES_OF_A_TURN: Final = 16  # of four hosts at once: of fewer, nobody can tell whether the network is down (`outage`)
PAGES_AT_ONCE: Final = 64  # handed out by one lease: bounds what a tick costs
_FULL: Final = PAGES_AT_ONCE // PAGES_OF_A_TURN  # hosts, whose pages may be as many as one lease hands out
_PAGE: Final = ("id", *page_rows.STATE)

NO_TURNS: Final[Mapping[str, Turn]] = MappingProxyType({})


def lease(db: Database, holder: str, now: datetime, room: int, held: Collection[str], lasting: timedelta) -> list[Turn]:
    """Return turns of hosts that *holder* is to ask from *now* on; the arguments are those of `Turns.lease`."""
    _end(db, holder, held)
    renewed = [stamp(now + lasting), holder, stamp(now + lasting / 2)]
    db.execute("UPDATE turns SET until = ? WHERE holder = ? AND until < ?", renewed)
    wanting = _wanting(db, now, room)
    hosts = [host for host, *_ in wanting]
    memories = host_rows.memories(db, hosts) if hosts else {}
    turns: list[Turn] = []
    left = PAGES_AT_ONCE
    for (host, before, fence), pages in zip(wanting, _due(db, hosts, now), strict=True):
        due, memory = pages[:left], memories.get(host)
        turns.append(Turn(host=host, fence=fence + 1, due=due, memory=memory, is_inherited=before is not None))
        left -= len(due)
        if not left:
            break
    sql = "UPDATE turns SET holder = ?, until = ?, fence = ? WHERE host = ?"
    db.executemany(sql, [(holder, stamp(now + lasting), turn.fence, turn.host) for turn in turns])
    return turns


_REACHED: Final = """
    UPDATE turns SET holder = :holder, until = :until, fence = fence + CASE WHEN holder = :holder THEN 0 ELSE 1 END
    WHERE host = :host AND (until IS NULL OR until <= :now OR holder = :holder) RETURNING fence"""


def reach(db: Database, holder: str, hosts: Iterable[str], now: datetime, lasting: timedelta) -> Iterator[Turn]:
    """Yield turns of those of *hosts* that nobody else asks now; see `Turns.reach`."""
    for host in hosts:
        before = db.execute("SELECT holder FROM turns WHERE host = ?", [host]).fetchone()
        if before is None:
            db.execute("INSERT INTO turns (host) VALUES (?) ON CONFLICT DO NOTHING", [host])
        asked = {"holder": holder, "host": host, "now": stamp(now), "until": stamp(now + lasting)}
        found = db.execute(_REACHED, asked).fetchone()
        if found is not None:
            is_inherited = before is not None and before[0] not in (None, holder)
            yield Turn(
                host=host, fence=found[0], memory=host_rows.memories(db, [host]).get(host), is_inherited=is_inherited
            )


def has_news(
    db: Database, mine: Mapping[str, datetime], now: datetime, room: int, held: Collection[str], lasting: timedelta
) -> bool:
    """Return whether `lease` has anything to write, where turns are those of *mine* until then."""
    is_old = any(until < now + lasting / 2 for until in mine.values())
    return is_old or not mine.keys() <= set(held) or (room > 0 and bool(_wanting(db, now, 1)))


def until(db: Database, holder: str) -> dict[str, datetime]:
    """Return until when *holder* has its turns, by their hosts."""
    sql = "SELECT host, until FROM turns WHERE holder = ? AND until IS NOT NULL"
    return {host: moment(at) for host, at in db.execute(sql, [holder])}


def _end(db: Database, holder: str, held: Collection[str]) -> None:
    """End the turns of *holder* that are over: it holds no more than *held*."""
    mine = [row[0] for row in db.execute("SELECT host FROM turns WHERE holder = ?", [holder])]
    over = [(host, holder) for host in mine if host not in held]
    db.executemany("UPDATE turns SET holder = NULL, until = NULL WHERE host = ? AND holder = ?", over)


def end_all(db: Database) -> None:
    """End every turn: whoever held one is known to have gone.

    Who it was stays, for whoever comes next: the host may have been asked a moment ago, of which nothing was recorded.
    """
    db.execute("UPDATE turns SET until = NULL WHERE until IS NOT NULL")


def leave(db: Database, holder: str, asking: Collection[str]) -> None:
    """End the turns of *holder*, who goes, but for those of hosts that it is *asking*; see `end_all`."""
    mine = [(host, holder) for host in until(db, holder) if host not in asking]
    db.executemany("UPDATE turns SET until = NULL WHERE host = ? AND holder = ?", mine)


def _wanting(db: Database, now: datetime, room: int) -> list[tuple[str, str | None, int]]:
    """Return the hosts that are to be handed out, with who had each before and did not end its turn, and the fence."""
    sql = f"""SELECT host, holder, fence FROM turns WHERE wanted_at <= ? ORDER BY wanted_at, host LIMIT ?
              {db.skip_locked}"""  # noqa: S608 (our own words)
    return db.execute(sql, [stamp(now), max(room, 0)]).fetchall()


def _due(db: Database, hosts: Sequence[str], now: datetime) -> Iterator[tuple[PageState, ...]]:
    """Yield the pages of each of *hosts* that are due, the longest due first; as many as fill a lease are asked for."""
    sql = f"""SELECT {", ".join(_PAGE)} FROM pages WHERE host = ? AND due_at <= ?
              ORDER BY due_at, number LIMIT ?"""  # noqa: S608 (our own names)
    for first in range(0, len(hosts), _FULL):
        asked = [[host, stamp(now), PAGES_OF_A_TURN] for host in hosts[first : first + _FULL]]
        for rows in db.each(sql, asked):
            yield tuple(page_rows.state(dict(zip(_PAGE, row, strict=True))) for row in rows)


def standing(
    db: Database, holder: str, results: Sequence[CheckResult], turns: Mapping[str, Turn]
) -> tuple[Sequence[CheckResult], Sequence[CheckResult]]:
    """Return those of *results* that are to be recorded, and those that are recorded already.

    A result that came in a turn, named by the page's id, is recorded if the turn still is that of *holder*, and if the
    page was not checked since it was handed out. That is asked of its last check, which checks alone move; its due
    time is moved by people, too. Who does not know whether a commit came through records the same again, in a turn or
    not: then the last check of the page is that very one.
    """
    mine = dict(db.execute("SELECT host, fence FROM turns WHERE holder = ?", [holder]).fetchall()) if turns else {}
    in_turn = [one for one in results if (turn := turns.get(one.page.id)) is None or mine.get(turn.host) == turn.fence]
    leased = {state.page_id: stamped(state.last_check_at) for turn in turns.values() for state in turn.due}
    meant, values = queries.of([one.page.id for one in in_turn], "id")
    sql = f"SELECT id, last_check_at, body_digest, failures FROM pages WHERE {meant}"  # noqa: S608 (our own names)
    checked = {name: tuple(last) for name, *last in db.execute(sql, values).fetchall()}
    fresh: list[CheckResult] = []
    there: list[CheckResult] = []
    for one in in_turn:
        name = one.page.id
        at, *came = checked.get(name, (None,))
        if at is not None and [at, *came] == [
            stamped(one.state.last_check_at),
            one.state.body_digest,
            one.state.failures,
        ]:
            there.append(one)
        elif name not in turns or (name in checked and name in leased and leased[name] == at):
            fresh.append(one)
    return fresh, there


def pull_back(db: Database, now: datetime) -> None:
    """Have those pages due whose due times came from a clock that was set back since; see `Turns.pull_back`."""
    sql = """UPDATE pages SET next_check_at = :now WHERE due_at > :now AND
             julianday(next_check_at) - julianday(:now) > longest_seconds / 86400.0
             + CASE WHEN failures > 0 THEN 1.1 ELSE 0.0 END + min(longest_seconds / 86400.0, :late)"""
    db.execute(sql, {"now": stamp(now), "late": page_rows.LATE / timedelta(days=1)})


class Turns(Workers):
    """Which hosts are asked now, and which are to be asked next."""

    until: Mapping[str, datetime] = MappingProxyType({})
    """Until when turns are ours, by their hosts, as of the last `lease` or `reach`."""

    @in_our_words
    def lease(self, now: datetime, room: int, held: Collection[str] = (), lasting: timedelta = LEASE) -> list[Turn]:
        """Return the turns that begin now: hosts with pages that are due, the longest due first.

        What is under way is not handed out again. Nothing is written when there is nothing to hand out and no lease to
        renew or to end. Where other instances check pages, too, nothing is handed out by another configuration than
        the one that is in force (`is_in_step`).

        Args:
            now: the time.
            room: hosts that there is room for.
            held: those whose turns are still going on here; a turn of ours that is not among them is over.
            lasting: until when nobody else is to ask them, unless they are renewed.
        """
        self.until = until(self._db, self.holder)
        room = room if self.is_in_step() else 0
        if not self._is_to_be_seen(now) and not has_news(self._db, self.until, now, room, held, lasting):
            return []
        with self._transaction("leasing") as db:
            worker_rows.see(db, self._worker(now))
            turns = lease(db, self.holder, now, room, held, lasting)
            self.until = until(db, self.holder)
        return turns

    @in_our_words
    def reach(self, hosts: Collection[str], now: datetime, lasting: timedelta = LEASE) -> list[Turn]:
        """Return turns, without pages, of those of *hosts* that nobody else asks: pages lead to them.

        One that is ours already is so for longer. Each ends as any turn does: when it is not among those held.
        """
        with self._transaction("leasing") as db:
            worker_rows.see(db, self._worker(now))
            turns = list(reach(db, self.holder, hosts, now, lasting))
            self.until = until(db, self.holder)
        return turns

    def leave(self, asking: Collection[str] = ()) -> None:
        """Give up all turns, but for those of the hosts that are *asking* still; nothing is leased any more."""
        if not self.is_shared or self._seen_at is None:
            return  # nobody waits for them
        self._started_at = self._seen_at = None
        with self._transaction() as db:
            leave(db, self.holder, asking)
            worker_rows.forget(db, self.holder)

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
