"""The keys of monitor.yaml that say where ledger and snapshots lie: they must be found without reading it as YAML."""

from __future__ import annotations

from monitor.config.document import Document, Mapping
from monitor.config.nodes import scalar
from monitor.model import address_lines, archive_address, ledger_address

KEYS = (ledger_address.KEY, archive_address.KEY)


def check(service: Document, raw: bytes) -> None:
    """Record which of them stand in monitor.yaml, which holds *raw*, where whoever opens a home overlooks them."""
    for name in KEYS:
        key = scalar(service.root, name) if isinstance(service.root, Mapping) else None
        found = address_lines.written(raw, name)
        if key is not None and (found is None or found[0] != key.value):
            service.problem(key.start, f"`{name}`: {address_lines.ONE_LINE.format(name)}")
