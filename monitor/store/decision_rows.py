"""What the user decided about series, in the order in which it was said; what is taken back is as if never said.

Names, quiet series and merged histories hold at once, in `series_words`. A merge or a split also changes the baseline,
at the page's next version: until it has, taking it back withdraws it; once it has, its opposite is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.errors import StoreError
from monitor.model import Decision
from monitor.store import queries, row_values, snapshot_rows
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words

_HOLDING = """
    SELECT d.verb, d.name, d.into_series FROM decisions d LEFT JOIN actions a ON a.id = d.action_id
    WHERE d.page_id = ? AND d.series = ? AND a.undone_by IS NULL AND (d.action_id IS NULL OR d.id = (
        SELECT min(o.id) FROM decisions o WHERE o.action_id = d.action_id)) ORDER BY d.id"""
"""What holds of a series, in the order in which it was first said: what an action says again, it says in its place."""
_LAST_STOOD = """
    SELECT coalesce(max(CASE WHEN r.until_id IS NULL OR r.until_id > :after THEN :after + 1 ELSE r.until_id END), 0)
    FROM figure_rows r JOIN pages p ON p.number = r.page
    WHERE p.id = :page AND r.series = :series AND r.snapshot_id <= :after"""

_LAST_MERGE = "SELECT * FROM decisions WHERE action_id = ? AND verb = 'merge' AND applied = 1 ORDER BY id DESC LIMIT 1"
_HELD = """
    INSERT INTO series_words (page_id, series, name, ignored, merged_into) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (page_id, series) DO UPDATE SET name = excluded.name, ignored = excluded.ignored,
    merged_into = excluded.merged_into"""
_WITHDRAW = "UPDATE decisions SET withdrawn = 1 WHERE action_id = ? AND applied = 0"


def decide(db: Database, page_id: str, decision: Decision, now: datetime) -> None:
    """Record what the user said of a series; names, ignoring and merged histories take effect at once.

    Raises:
        StoreError: the page has no such series.
    """
    for series in (decision.series, decision.into):
        known = "SELECT 1 FROM series WHERE page_id = ? AND series = ?"
        if series is not None and queries.maybe(db, known, [page_id, series]) is None:
            raise StoreError("unknown", f"{page_id} has no series {series}; `monitor figures` shows them.")
    _say(db, page_id, decision, now)
    _hold(db, page_id, decision.series)


def reconsider(db: Database, action: int, now: datetime, person: str) -> None:
    """Have what is decided by an action hold as long as the action stands, and no longer; *person* has just said so."""
    first = queries.maybe(db, "SELECT * FROM decisions WHERE action_id = ? ORDER BY id LIMIT 1", [action])
    if first is not None:
        if first["verb"] in ("merge", "split"):
            _reconsider_baseline(db, first, now, person)
        _hold(db, first["page_id"], first["series"])


def apply(db: Database, decided: Sequence[int], now: datetime) -> None:
    """Mark the user's decisions that a baseline follows now.

    One that was withdrawn while the version was being read is followed all the same: its opposite is said, where it has
    one. What a user split has none, as the series that it became has just got its number.
    """
    for number in decided:
        row = queries.one(db, "SELECT * FROM decisions WHERE id = ?", [number])
        db.execute("UPDATE decisions SET applied = 1, withdrawn = 0 WHERE id = ?", [number])
        if row["withdrawn"] and row["into_series"] is not None:
            db.execute(_WITHDRAW, [row["action_id"]])
            reconsider(db, row["action_id"], now, row["person"])


def _reconsider_baseline(db: Database, first: dict[str, Any], now: datetime, person: str) -> None:
    """Have the baseline follow, or no longer follow, the merge or split that an action said *first*."""
    action = first["action_id"]
    sql = "SELECT * FROM decisions WHERE action_id = ? AND withdrawn = 0 ORDER BY id DESC LIMIT 1"
    last = queries.maybe(db, sql, [action])
    is_followed = last is not None and last["verb"] == first["verb"]
    stands = queries.one(db, "SELECT undone_by FROM actions WHERE id = ?", [action])["undone_by"] is None
    if stands is is_followed:
        return
    if last is not None and not last["applied"]:
        db.execute(_WITHDRAW, [action])
    elif stands:
        again = Decision(
            verb=first["verb"], series=first["series"], into=first["into_series"], person=person, action=action
        )
        _say(db, first["page_id"], again, now)
    else:
        _say_opposite(db, first, now, person)


def _say_opposite(db: Database, first: dict[str, Any], now: datetime, person: str) -> None:
    """Have the baseline no longer follow a merge that it follows.

    Raises:
        StoreError: it is a split: only the user knows which of the series since then goes on.
    """
    if first["verb"] == "split":
        page_id, series = first["page_id"], first["series"]
        cure = f"`monitor series merge {page_id} NEW --into {series}` makes the two one."
        raise StoreError("unknown", f"A new series has begun where {series} of {page_id} stood. {cure}")
    merge = queries.one(db, _LAST_MERGE, [first["action_id"]])
    if _goes_on(db, merge):
        split = Decision(
            verb="split", series=merge["into_series"], into=merge["series"], person=person, action=first["action_id"]
        )
        _say(db, first["page_id"], split, now)


def _goes_on(db: Database, merge: dict[str, Any]) -> bool:
    """Return whether what goes on since a merge is what its series stated; else it is what that was merged into."""
    asked = {"page": merge["page_id"], "after": merge["snapshot_id"]}
    one, other = (
        db.execute(_LAST_STOOD, asked | {"series": merge[name]}).fetchone()[0] for name in ("series", "into_series")
    )
    return bool(one > other)


def _say(db: Database, page_id: str, decision: Decision, now: datetime) -> None:
    last = snapshot_rows.latest_version(db, page_id)
    queries.insert(db, "decisions", {
        "page_id": page_id, "verb": decision.verb, "series": decision.series, "into_series": decision.into,
        "name": decision.name, "said_at": row_values.stamp(now), "applied": 0,
        "snapshot_id": last["id"] if last else None, "person": row_values.clean(decision.person),
        "action_id": decision.action,
    })  # fmt: skip


def _hold(db: Database, page_id: str, series: int) -> None:
    """Have hold of a series what was said of it and not taken back; whatever is said to be it is what it is.

    Raises:
        StoreError: it would be itself, by way of others.
    """
    holding = _holding(db, page_id, series)
    db.execute(_HELD, [page_id, series, *holding.values()])
    said = _merged(db, page_id)
    sql = "UPDATE series_words SET merged_into = ? WHERE page_id = ? AND series = ?"
    for one in sorted(said, key=lambda one: one != series):  # first the one whose circle it would be
        db.execute(sql, [_end(said, one, page_id), page_id, one])


def _holding(db: Database, page_id: str, series: int) -> dict[str, Any]:
    """Return what was said of a series and not taken back, as columns of ``series_words``."""
    holding: dict[str, Any] = {"name": None, "ignored": 0, "merged_into": None}
    for row in queries.every(db, _HOLDING, [page_id, series]):
        effects: dict[str, tuple[str, Any]] = {
            "rename": ("name", row["name"] or None), "ignore": ("ignored", 1), "follow": ("ignored", 0),
            "merge": ("merged_into", row["into_series"]), "split": ("merged_into", None),
        }  # fmt: skip
        column, value = effects[row["verb"]]
        holding[column] = value
    return holding


def _merged(db: Database, page_id: str) -> dict[int, int]:
    """Return the series of a page that people say are others, each with the one that they said."""
    sql = "SELECT DISTINCT series FROM decisions WHERE page_id = ? AND verb = 'merge'"
    named = [int(row[0]) for row in db.execute(sql, [page_id]).fetchall()]
    held = {series: _holding(db, page_id, series)["merged_into"] for series in named}
    return {series: into for series, into in held.items() if into is not None}


def _end(said: Mapping[int, int], series: int, page_id: str) -> int:
    """Return the series that *series* is in the end, by what is *said*: of series, each with the one that it is.

    Raises:
        StoreError: it would be itself.
    """
    end = said[series]
    while end in said:
        end = said[end]
        if end == said[series]:
            raise StoreError("unknown", f"Series {said[series]} of {page_id} is series {series} already.")
    return end


class Decisions(LedgerFile):
    """What the user decided about series."""

    @in_our_words
    def decisions(self, page_id: str, *, applied: bool | None = None) -> list[Decision]:
        """Return what the user has said of the series of a page and not withdrawn, in its order."""
        sql = "SELECT * FROM decisions WHERE page_id = ? AND withdrawn = 0 ORDER BY id"
        found = queries.every(self._db, sql, [page_id])
        return [
            Decision(
                id=row["id"],
                verb=row["verb"],
                series=row["series"],
                into=row["into_series"],
                name=row["name"],
                after=row["snapshot_id"] or 0,
                person=row["person"],
                action=row["action_id"],
            )
            for row in found
            if applied is None or bool(row["applied"]) is applied
        ]

    def pending(self, page_id: str) -> tuple[Decision, ...]:
        """Return the user's merges and splits that the baseline does not follow yet, in their order."""
        return tuple(one for one in self.decisions(page_id, applied=False) if one.verb in ("merge", "split"))

    @in_our_words
    def ignored(self, page_id: str) -> frozenset[int]:
        """Return the series of a page that the user does not want to hear of."""
        sql = "SELECT series FROM series_words WHERE page_id = ? AND ignored = 1"
        return frozenset(row["series"] for row in queries.every(self._db, sql, [page_id]))
