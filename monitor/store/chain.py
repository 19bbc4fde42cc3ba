"""The chain that joins the snapshots of a page: whoever alters a row, or takes one out, alters all that come after."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from monitor.store import row_values

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
    return row_values.dumps([last, {name: columns[name] for name in LINKED}])


def seal(heads: Iterable[tuple[str, str]]) -> str:
    """Return one digest over the *heads* of all pages, as (page, link of its newest snapshot).

    Whoever keeps it elsewhere can tell later that nothing up to then was altered, not even by one who can write here.
    """
    return _digest(seal_text(heads))


def seal_text(heads: Iterable[tuple[str, str]]) -> str:
    """Return the text whose sha256 is the `seal`; anybody can reckon it."""
    return _joined(head(*one) for one in sorted(heads))


def head(page: str, link_of_newest: str) -> str:
    """Return what a seal holds of one page."""
    return row_values.dumps([page, link_of_newest])


def sealed(heads: Iterable[str]) -> str:
    """Return one digest over *heads* as `head` makes them, in the order of their pages."""
    return _digest(_joined(heads))


def _joined(heads: Iterable[str]) -> str:
    return f"[{','.join(heads)}]"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
