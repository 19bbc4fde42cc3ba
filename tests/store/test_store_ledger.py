"""`Ledger` is what verbs and doors know of a store: `Store` keeps every word of it, and offers nothing beside it."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from monitor.store import Ledger, OutboxLedger, StampLedger, Store
from monitor.store.outbox import Outbox
from monitor.store.stamps import Stamps

OPENING = {"create", "open", "close"}
PAIRS = [(Store, Ledger), (Outbox, OutboxLedger), (Stamps, StampLedger)]


def _promised(of: type) -> dict[str, object]:
    """Return the signatures of the public methods of *of*, its bases' too."""
    methods = inspect.getmembers(of, inspect.isfunction)
    return {name: inspect.signature(method) for name, method in methods if not name.startswith("_")}


@pytest.mark.parametrize(("kept_by", "protocol"), PAIRS, ids=lambda one: str(one.__name__))
def test_a_store_keeps_what_the_protocol_says_and_no_more(kept_by: type, protocol: type) -> None:
    kept = {name: said for name, said in _promised(kept_by).items() if kept_by is not Store or name not in OPENING}
    assert kept == _promised(protocol)


def test_what_is_opened_is_a_ledger(tmp_path: Path) -> None:
    with Store.create(tmp_path) as store:
        ledger: Ledger = store  # by its types; by its names as well
        assert [name for name in ("folder", "found", "adopted", "outbox", "stamps") if not hasattr(ledger, name)] == []
