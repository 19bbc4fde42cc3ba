"""What pages are called, asked of the ledger for one who begins to type it: by the index, and never all of them."""

from __future__ import annotations

import json

from monitor.store import queries
from monitor.store.ledger_file import LedgerFile, in_our_words

_LAST = chr(0x10FFFF)  # after all that begins with the same letters


class PageNames(LedgerFile):
    """The ids and tags of pages that are followed."""

    @in_our_words
    def ids_that_begin(self, beginning: str, most: int) -> list[str]:
        """Return the ids of followed pages that begin with *beginning*, in their order.

        Where they are more than *most*, the first of them and the last: what these begin with, all begin with.
        """
        where = "FROM pages WHERE id >= ? AND id < ? AND retired_at IS NULL ORDER BY id"
        bounds = [beginning, beginning + _LAST]
        first = [row["id"] for row in queries.every(self._db, f"SELECT id {where} LIMIT ?", [*bounds, most + 1])]
        if len(first) <= most:
            return first
        last = [row["id"] for row in queries.every(self._db, f"SELECT id {where} DESC LIMIT 1", bounds)]
        return first[: most - 1] + last

    @in_our_words
    def tags_followed(self) -> set[str]:
        """Return every tag that a followed page has."""
        found = queries.every(self._db, "SELECT DISTINCT tags FROM pages WHERE retired_at IS NULL")
        return {tag for row in found for tag in json.loads(row["tags"] or "[]")}
