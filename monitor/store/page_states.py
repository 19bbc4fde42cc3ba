"""How the pages that are followed are doing: each of them, a stretch at a time, and how many are in which state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from monitor.model import EVERY, Among, PageStatus, Tally
from monitor.model.tallies import FIRST
from monitor.store import queries, row_values
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import moments, stamp
from monitor.store.statuses import ALL_DOING, COLUMNS, DOING, ORDER, asked, status_of
from monitor.store.stretches import Stretched

TROUBLED = "(state IN ('failing', 'suspect', 'overdue', 'retrying') OR is_advised)"
_WELL = "state = 'ok' AND NOT is_advised"  # most pages, which are counted without being put in order
_FIRST = f"""
    SELECT id, state, is_advised FROM (
        SELECT *, row_number() OVER (PARTITION BY state, is_advised ORDER BY {ORDER}) AS place
        FROM ({ALL_DOING}) p WHERE state IN ('failing', 'suspect', 'overdue') AND {{}}) n
    WHERE place <= {FIRST} ORDER BY place"""  # noqa: S608 (our own words)


def _meant(among: Among) -> tuple[str, dict[str, str]]:
    """Return the condition that a page ``p`` is one of those meant, and its values."""
    conditions, values = [], {}
    if among.pages is not None:
        listed = "(SELECT value FROM json_each(:pages))"
        conditions.append(f"(p.id IN {listed} OR p.source IN {listed})")
        values["pages"] = row_values.dumps(among.pages)
    if among.tags:
        tagged = "SELECT 1 FROM json_each(p.tags) t WHERE t.value IN (SELECT value FROM json_each(:tags))"
        conditions.append(f"EXISTS ({tagged})")
        values["tags"] = row_values.dumps(among.tags)
    either = " OR " if among.is_either else " AND "
    return f"({either.join(conditions) or '1 = 1'})", values


def _there(*, past: bool) -> str:
    """Return the condition that a page is followed; with *past*, or was."""
    return "1 = 1" if past else "p.retired_at IS NULL"


def read_in(now: datetime) -> Callable[[Database, Sequence[int]], list[PageStatus]]:
    """Return what reads how pages are doing at *now*, by their numbers, in the order of these."""

    def read(db: Database, numbers: Sequence[int]) -> list[PageStatus]:
        place = {number: position for position, number in enumerate(numbers)}
        sql = f"""SELECT number, {COLUMNS} FROM ({DOING}) p
                  WHERE number IN (SELECT CAST(value AS BIGINT) FROM json_each(:numbers))"""  # noqa: S608 (our own words)
        found = queries.every(db, sql, {"numbers": row_values.dumps(list(numbers)), **asked(now)})
        return [status_of(row, now) for row in sorted(found, key=lambda row: place[row["number"]])]

    return read


def statuses(db: Database, now: datetime, among: Among, *, in_trouble: bool, most: int | None) -> Stretched[PageStatus]:
    """Return how pages are doing; *in_trouble*: of those that need a look, or may soon, at *most* so many."""
    where, values = _meant(among)
    which = TROUBLED if in_trouble else "1 = 1"
    sql = f"SELECT number FROM ({ALL_DOING}) p WHERE {where} AND {which} ORDER BY {ORDER} LIMIT :most"  # noqa: S608
    return Stretched(db, sql, {**values, **asked(now), "most": queries.ALL if most is None else most}, read_in(now))


def tallies(db: Database, now: datetime, among: Among, *, named: bool) -> tuple[Tally, ...]:
    """Return how many pages are in which state; *named*: with the first ids of those in trouble."""
    where, values = _meant(among)
    values |= asked(now)
    first: dict[tuple[str, int], list[str]] = {}
    for row in queries.every(db, _FIRST.format(where), values) if named else ():
        first.setdefault((row["state"], row["is_advised"]), []).append(row["id"])
    sql = f"""SELECT state, is_advised, count(*) AS count, min(since) AS since FROM ({ALL_DOING}) p
              WHERE {where} AND NOT ({_WELL}) GROUP BY state, is_advised"""  # noqa: S608 (our own words)
    others = [
        Tally(
            state=row["state"],
            is_advised=bool(row["is_advised"]),
            count=row["count"],
            since=None if row["state"] == "ok" else moments(row["since"]),
            first=tuple(first.get((row["state"], row["is_advised"]), ())),
        )
        for row in queries.every(db, sql, values)
    ]
    sql = f"SELECT count(*) FROM pages p WHERE retired_at IS NULL AND {where}"  # noqa: S608 (our own words)
    well = db.execute(sql, values).fetchone()[0] - sum(one.count for one in others)
    return (Tally(state="ok", count=well), *others) if well else tuple(others)


class PageStates(LedgerFile):
    """How the pages that are followed are doing."""

    @in_our_words
    def statuses(
        self, now: datetime, among: Among = EVERY, *, in_trouble: bool = False, most: int | None = None
    ) -> Sequence[PageStatus]:
        """Return how pages that are followed are doing, each after the source that has found it.

        Args:
            now: the time.
            among: of these.
            in_trouble: of those alone that need a look, or may soon.
            most: of the first so many; None: of all.
        """
        return statuses(self._db, now, among, in_trouble=in_trouble, most=most)

    @in_our_words
    def tallies(self, now: datetime, among: Among = EVERY, *, named: bool = False) -> tuple[Tally, ...]:
        """Return how many pages are in which state; *named*: with the ids of the first of those in trouble."""
        with self._one_moment():
            return tallies(self._db, now, among, named=named)

    @in_our_words
    def widest(self, among: Among = EVERY) -> int:
        """Return how many characters the longest id takes in a list, where that of a found page stands further in."""
        where, values = _meant(among)
        sql = f"""SELECT max(length(id) + CASE WHEN coalesce(source, id) = id THEN 0 ELSE 2 END) FROM pages p
                  WHERE retired_at IS NULL AND {where}"""  # noqa: S608 (our own words)
        return int(self._db.execute(sql, values).fetchone()[0] or 0)

    @in_our_words
    def last_check_at(self) -> datetime | None:
        """Return when a check of any page that is followed ended last."""
        return moments(self._db.execute("SELECT max(last_check_at) FROM pages WHERE retired_at IS NULL").fetchone()[0])

    @in_our_words
    def ids(self, among: Among, *, past: bool = False) -> tuple[str, ...]:
        """Return the ids of pages that are followed; with *past*, also of those that were."""
        where, values = _meant(among)
        sql = f"SELECT id FROM pages p WHERE {where} AND {_there(past=past)} ORDER BY {ORDER}"  # noqa: S608 (our words)
        return tuple(row[0] for row in self._db.execute(sql, values))

    @in_our_words
    def knows(self, among: Among, *, past: bool = False) -> bool:
        """Return whether every id and tag of *among* is one of pages that are followed; with *past*, or were."""
        there = _there(past=past)
        pages = f"""SELECT j.value FROM json_each(?) j WHERE NOT EXISTS (
                    SELECT 1 FROM pages p WHERE p.id = j.value AND {there})"""  # noqa: S608 (our own words)
        tags = f"""SELECT j.value FROM json_each(?) j WHERE NOT EXISTS (
                   SELECT 1 FROM pages p, json_each(p.tags) t WHERE t.value = j.value AND {there})"""  # noqa: S608 (our own words)
        unknown = ((pages, among.pages or ()), (tags, among.tags))
        return not any(self._db.execute(sql, [row_values.dumps(some)]).fetchone() for sql, some in unknown)

    @in_our_words
    def in_force(self) -> str:
        """Return which configuration the pages are as it has them, by its digest; "": none that is known."""
        row = self._db.execute("SELECT digest FROM in_force").fetchone()
        return row[0] if row else ""

    @in_our_words
    def paused(self, now: datetime) -> frozenset[str]:
        """Return the pages that the user has left alone at *now*."""
        sql = "SELECT id FROM pages WHERE paused_since IS NOT NULL AND (paused_until IS NULL OR paused_until > ?)"
        return frozenset(row["id"] for row in queries.every(self._db, sql, [stamp(now)]))
