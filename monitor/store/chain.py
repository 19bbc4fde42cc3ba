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
    return sealed(head(*one) for one in sorted(heads))


def head(page: str, link_of_newest: str) -> str:
    """Return what a seal holds of one page."""
    return rows.dumps([page, link_of_newest])


def sealed(heads: Iterable[str]) -> str:
    """Return one digest over *heads* as `head` makes them, in the order of their pages."""
    return hashlib.sha256(f"[{','.join(heads)}]".encode()).hexdigest()
