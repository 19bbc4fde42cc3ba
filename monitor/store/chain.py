"""The chain that joins the snapshots of a page: whoever alters a row, or takes one out, alters all that come after."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from monitor.store import rows

LINKED = ("number", "file", "digest", "captured_at", "url")  # of a row of snapshots


def link(last: str, columns: Mapping[str, Any]) -> str:
    """Return the link of a snapshot, hexadecimal.

    Args:
        last: the link of the page's snapshot before it; "" for the first.
        columns: those of its row.
    """
    said = rows.dumps([last, {name: columns[name] for name in LINKED}])
    return hashlib.sha256(said.encode()).hexdigest()


def seal(heads: Iterable[tuple[str, str]]) -> str:
    """Return one digest over the *heads* of all pages, as (page, link of its newest snapshot).

    Whoever keeps it elsewhere can tell later that nothing up to then was altered, not even by one who can write here.
    """
    return hashlib.sha256(rows.dumps(sorted(heads)).encode()).hexdigest()
