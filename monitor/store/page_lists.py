"""The list of pages as a person looks through it: what needs a look first, found by words, tag, state and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.model import PageStatus
from monitor.store import row_values
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.page_states import TROUBLED, read_in
from monitor.store.statuses import ALL_DOING, asked
from monitor.store.stretches import Stretched

_RANK = "CASE WHEN state IN ('failing', 'suspect', 'overdue') THEN 0 WHEN state = 'retrying' THEN 1 ELSE 2 END"
_WORST = "min(d.rank, coalesce(b.rank, 2))"
_SINCE = f"""max(CASE WHEN d.rank = {_WORST} THEN coalesce(d.since, '') ELSE '' END,
                 CASE WHEN b.rank = {_WORST} THEN coalesce(b.since, '') ELSE '' END)"""
_LISTED = f"""
    WITH doing AS NOT MATERIALIZED (SELECT *, {_RANK} AS rank FROM ({ALL_DOING}) p), yielded AS (
        SELECT source, rank, max(since) AS since FROM doing WHERE rank < 2 AND source IS NOT NULL
        GROUP BY source, rank), worst AS MATERIALIZED (
        SELECT source, rank, since FROM (
            SELECT *, min(rank) OVER (PARTITION BY source) AS least FROM yielded) y WHERE rank = least)
    SELECT d.number FROM doing d LEFT JOIN worst b ON b.source = d.id WHERE {{}}
    ORDER BY {_WORST}, CASE WHEN {_WORST} < 2 THEN {_SINCE} END DESC, d.id"""  # noqa: S608 (our own words)
"""The worst trouble first, of like ones the newest, then ids; a source is in that of the pages which it has found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWanted:
    """Which pages of the list are wanted; what is empty does not matter."""

    words: tuple[str, ...] = ()  #: folded; each stands in the id, the title or the address
    tag: str = ""
    state: str = ""
    needs_a_look: bool = False
    source: str = ""  #: what it has found
    without_found: bool = False  #: sources stand for the pages that they have found


class PageLists(LedgerFile):
    """The list of pages."""

    @in_our_words
    def listed(self, wanted: ListWanted, now: datetime) -> Sequence[PageStatus]:
        """Return how the pages are doing that are *wanted*, what needs a look first."""
        has_all = """NOT EXISTS (SELECT 1 FROM json_each(:words) w
                     WHERE instr(casefold(d.id || ' ' || d.title || ' ' || d.url), w.value) = 0)"""
        conditions = {
            has_all: bool(wanted.words),
            "EXISTS (SELECT 1 FROM json_each(d.tags) t WHERE t.value = :tag)": bool(wanted.tag),
            "d.state = :state": bool(wanted.state),
            TROUBLED: wanted.needs_a_look,
            "d.source = :source": bool(wanted.source),
            "NOT EXISTS (SELECT 1 FROM pages o WHERE o.id = d.source AND o.retired_at IS NULL)": wanted.without_found,
        }  # fmt: skip
        where = " AND ".join(["1 = 1", *(sql for sql, is_asked in conditions.items() if is_asked)])
        values = {"words": row_values.dumps(wanted.words), "tag": wanted.tag, "state": wanted.state}
        return Stretched(
            self._db, _LISTED.format(where), {**values, "source": wanted.source, **asked(now)}, read_in(now)
        )
