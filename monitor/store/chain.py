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
    return _digest(linked(last, columns))


def linked(last: str, columns: Mapping[str, Any]) -> str:
    """Return the text whose sha256 is the `link` of a snapshot; anybody can reckon it."""
    return rows.dumps([last, {name: columns[name] for name in LINKED}])


def seal(heads: Iterable[tuple[str, str]]) -> str:
    """Return one digest over the *heads* of all pages, as (page, link of its newest snapshot).

    Whoever keeps it elsewhere can tell later that nothing up to then was altered, not even by one who can write here.
    """
    return _digest(sealed(heads))


def sealed(heads: Iterable[tuple[str, str]]) -> str:
    """Return the text whose sha256 is the `seal`."""
    return rows.dumps(sorted(heads))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
