"""The key of monitor.yaml that says where the ledger lies: it must be found without reading the file as YAML."""

from __future__ import annotations

from monitor.config.document import Document, Mapping
from monitor.config.nodes import scalar
from monitor.model import ledger_address


def check(service: Document, raw: bytes) -> None:
    """Record that the key stands in monitor.yaml, which holds *raw*, where whoever opens the ledger overlooks it."""
    key = scalar(service.root, "ledger") if isinstance(service.root, Mapping) else None
    found = ledger_address.written(raw)
    if key is not None and (found is None or found[0] != key.value):
        service.problem(key.start, f"`ledger`: {ledger_address.ONE_LINE}")
