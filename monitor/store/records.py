"""What a check is to the ledger: one transaction over all subjects; and the same for what is derived anew.

A check costs the same however long the history of its page: only rows that still stand are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from monitor.errors import StoreError
from monitor.model import Change, CheckResult, Derived, HostMemory, Turn
from monitor.store import (
    alarms,
    baseline_parts,
    check_rows,
    compact_rows,
    decision_rows,
    figure_index,
    figure_rows,
    host_rows,
    outbox,
    page_rows,
    placing,
    queries,
    snapshot_rows,
    source_rows,
    stamps,
    statements,
    turn_rows,
)
from monitor.store.archives import Archive
from monitor.store.compact_rows import Claims
from monitor.store.databases import Database
from monitor.store.ledger_file import in_our_words
from monitor.store.queries import Row
from monitor.store.turn_rows import NO_TURNS, Turns

_PLACED_AGAIN = 5  # times that what lay there may be removed by retention meanwhile, which happens once, if ever
AsTold = Callable[[Sequence[CheckResult]], Sequence[CheckResult]]


def as_they_are(results: Sequence[CheckResult]) -> Sequence[CheckResult]:
    """Return *results*, of which nothing more is told."""
    return results


def record(
    db: Database,
    archive: Archive,
    results: Sequence[CheckResult],
    placed: Mapping[placing.Key, placing.Placed] = placing.NONE_PLACED,
) -> list[CheckResult]:
    """Write *results*: every check leaves its trace, every new body its snapshot; return them with their checks."""
    return [one for some in _rounds(results) for one in _record(db, archive, some, placed)]


def _rounds(results: Sequence[CheckResult]) -> list[list[CheckResult]]:
    """Return *results* in rounds, in each of which a page comes once: what comes after builds on it."""
    rounds: list[dict[str, CheckResult]] = [{}]
    for one in results:
        if one.page.id in rounds[-1]:
            rounds.append({})
        rounds[-1][one.page.id] = one
    return [list(some.values()) for some in rounds]


def _record(
    db: Database, archive: Archive, results: Sequence[CheckResult], placed: Mapping[placing.Key, placing.Placed]
) -> list[CheckResult]:
    """Write *results*, each of another page; return them with their checks.

    What all of them have to say is said at once: a server may be across a network.
    """
    before = [_before(db, one) for one in results]
    snapshots = [snapshot_rows.keep(db, archive, one, placed) for one in results]
    kept, heads = [row for row, _ in snapshots], [head for _, head in snapshots]
    for result, snapshot in zip(results, kept, strict=True):
        if snapshot is not None:
            stamps.owe(db, result, snapshot)
    checks = check_rows.leave_traces(db, results, kept)
    recorded = [replace(result, check=check) for result, check in zip(results, checks, strict=True)]
    first = queries.next_number(db, "figure_rows")
    for result, snapshot, version in zip(recorded, kept, before, strict=True):
        first = _read(db, result, snapshot, version, first)
    figure_index.index(db, first)
    page_rows.write_states(db, results, heads)
    for result in results:
        source_rows.write(db, result)
    alarms.of_pages(db, results, checks)
    alarms.of_network(db, results)
    return recorded


def _before(db: Database, result: CheckResult) -> Row | None:
    """Return the version before, if *result* has one to be compared with it."""
    return snapshot_rows.latest_version(db, result.page.id) if result.derived is not None else None


def _read(db: Database, result: CheckResult, kept: int | None, before: Row | None, first: int) -> int:
    """Write what was read in a version of a page, if something was: in the one *kept* now, or in the one *before*.

    Returns:
        From which row of figures on their words are to be indexed, which was *first*.
    """
    after = kept if kept is not None and result.outcome.is_good else before["id"] if before else None
    if result.derived is None or after is None or result.check is None:
        return first
    reread = _is_reread(db, result)
    stated = Claims(db, result.page.id)
    stated.derive(result.derived, after)
    statements.stand(db, result.page, result.derived, after, reread=reread)
    if reread:
        figure_index.index(db, first)  # rows that go take their words with them
        _forget_misread(db, result.page.id, stated, after)
        first = queries.next_number(db, "figure_rows")
    stated.changed(result.changes, result.check, before["id"] if before else None, after)
    outbox.owe(db, result, result.check)
    baseline_parts.write(db, stated.page, result.derived.baseline)
    decision_rows.apply(db, result.derived.decided, result.finished_at)
    return first


def _is_reread(db: Database, result: CheckResult) -> bool:
    """Return whether the page was read before by another engine, or with other options."""
    before = queries.one(db, "SELECT reader FROM pages WHERE id = ?", [result.page.id])["reader"]
    return before is not None and before != result.reader


def _forget_misread(db: Database, page_id: str, stated: Claims, version: int) -> None:
    """Delete what a *version* was said to state until the same version was read otherwise."""
    asked = {"id": page_id, "page": stated.page, "version": version}
    db.execute("DELETE FROM statements WHERE page_id = :id AND until_id = :version AND snapshot_id = :version", asked)
    sql = """SELECT id FROM figure_rows WHERE page = :page AND until_id = :version AND snapshot_id = :version
             AND id NOT IN (SELECT figure_id FROM statements WHERE page_id = :id AND until_id IS NULL)
             AND id NOT IN (SELECT figure_id FROM statements WHERE page_id = :id AND until_id = :version)"""
    stated.forget([row[0] for row in db.execute(sql, asked)], version)


_FORGOTTEN = """
    DELETE FROM change_rows AS c WHERE c.page = :page AND c.told = 0 AND c.kind <> 'RESTATED'
    AND NOT EXISTS (SELECT 1 FROM action_findings f WHERE f.change_id = c.id)
    AND NOT (c.rule IN ('table', 'echo') AND EXISTS (
        SELECT 1 FROM change_rows h WHERE h.page = :page AND h.after_id = c.after_id AND h.told = 1
        AND (h.series = c.echo OR h.table_number = c.table_number)))"""
"""What is derived anew: changes that were neither told, nor shown with what was, nor spoken of."""


def rewrite(db: Database, page_id: str, results: Sequence[CheckResult]) -> None:
    """Derive figures and changes of a page anew; changes that users were told of stay as they were told.

    Raises:
        StoreError: retention has removed versions since they were read.
    """
    sql = "SELECT * FROM snapshots WHERE page_id = ? AND kind = 'version' AND removed_at IS NULL ORDER BY id"
    versions = list(queries.every(db, sql, [page_id]))
    if len(versions) != len(results):
        raise StoreError("in_use", f"Versions of {page_id} were removed meanwhile, by retention. Run it again.")
    db.execute("DELETE FROM statements WHERE page_id = ?", [page_id])
    page = queries.one(db, "SELECT number FROM pages WHERE id = ?", [page_id])["number"]
    db.execute(_FORGOTTEN, {"page": page})
    compact_rows.clear(db, page)
    known = {
        (row["after_id"], row["kind"], row["old_value"], row["new_value"])
        for row in queries.every(db, "SELECT * FROM changes WHERE page_id = ?", [page_id])
    }
    before: int | None = None
    first = queries.next_number(db, "figure_rows")
    for result, version in zip(results, versions, strict=True):
        after = int(version["id"])
        if result.derived is not None:
            _derive(db, result, result.derived, (before, after), known)
        before = after
    figure_index.index(db, first)
    sql = """UPDATE decisions SET applied = CASE WHEN snapshot_id < ? THEN 1 ELSE 0 END
             WHERE page_id = ? AND withdrawn = 0"""
    db.execute(sql, [before, page_id])


def _derive(
    db: Database,
    result: CheckResult,
    derived: Derived,
    span: tuple[int | None, int],
    known: Collection[tuple[Any, ...]],
) -> None:
    """Write what the second version of *span* says beside the first, but for changes that users were *known* of."""
    before, after = span
    page_id = result.page.id
    stated = Claims(db, page_id)
    stated.derive(derived, after)
    statements.stand(db, result.page, derived, after)
    check = queries.maybe(db, "SELECT id FROM checks WHERE page_id = ? AND snapshot_id = ?", [page_id, after])
    if check is not None:
        fresh = [one for one in derived.changes if _as_told(one, after) not in known]
        stated.changed(fresh, int(check["id"]), before, after)
    db.execute("UPDATE snapshots SET engine = ? WHERE id = ?", [derived.reading.engine, after])
    baseline_parts.write(db, stated.page, derived.baseline)
    db.execute(
        """UPDATE pages SET reader = ?, text_digest = ?, figures = ?,
           body_digest = (SELECT digest FROM snapshots WHERE id = ?) WHERE id = ?""",
        [result.reader, result.text_digest, result.figures, after, page_id],
    )


def _as_told(change: Change, after: int) -> tuple[Any, ...]:
    """Return what a row of changes says of *change*, by which it is known again."""
    return after, change.kind.value, figure_rows.value(change.old), figure_rows.value(change.new)


class Records(Turns):
    """What checks found."""

    def record(
        self,
        results: Sequence[CheckResult],
        hosts: Collection[HostMemory] = (),
        turns: Mapping[str, Turn] = NO_TURNS,
        as_told: AsTold = as_they_are,
    ) -> Sequence[CheckResult]:
        """Write *results*: the snapshots first, then everything else in one transaction.

        Args:
            results: what checks came to.
            hosts: what must be known of them after a restart; of others, what was known goes on.
            turns: in which pages were checked, by their ids.
            as_told: adds to results what is told of them, by what the ledger holds; nobody else writes meanwhile, so
                that no two tell the same.

        Returns:
            What was written, each with the number of its check: nothing of a page whose turn was given to another
            meanwhile, who checks it too. What was recorded before is written no more, and returned as it is.

        Raises:
            StoreError: the disk is full, or the archive is not reached; nothing was recorded.
        """
        for _ in range(_PLACED_AGAIN):
            placed = self._placed(results, turns)
            with suppress(placing.NotPlaced):
                return self._recorded(results, hosts, turns, as_told, placed)
        raise StoreError("defect", "What was fetched finds no place among the snapshots; nothing was recorded.")

    @in_our_words
    def _placed(
        self, results: Sequence[CheckResult], turns: Mapping[str, Turn]
    ) -> Mapping[placing.Key, placing.Placed]:
        """Put what is new where a network leads, before the ledger is held; else that is done as it is recorded."""
        if not self.archive.is_remote:
            return placing.NONE_PLACED
        fresh, _ = turn_rows.standing(self._db, self.holder, results, turns)
        return placing.place(self._db, self.archive, fresh, self.beat)

    def _recorded(
        self,
        results: Sequence[CheckResult],
        hosts: Collection[HostMemory],
        turns: Mapping[str, Turn],
        as_told: AsTold,
        placed: Mapping[placing.Key, placing.Placed],
    ) -> list[CheckResult]:
        with self._transaction() as db:
            fresh, there = turn_rows.standing(db, self.holder, results, turns)
            recorded = record(db, self.archive, as_told(fresh), placed)
            recorded += [replace(one, check=check_rows.newest(db, one.page.id)) for one in there]
            host_rows.remember(db, hosts)
        return recorded

    def rewrite(self, page_id: str, results: Sequence[CheckResult]) -> None:
        """Replace what was derived of a page by *results*, one for each of its versions in order.

        Snapshots, checks and the user's decisions stay; what users were told stays recorded as it was told.
        """
        with self._transaction() as db:
            rewrite(db, page_id, results)
