"""The files that the address of a cluster names: they are looked at with the configuration."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from monitor.config.document import Document, Mapping
from monitor.config.nodes import scalar
from monitor.model.cluster_address import ClusterAddress, parse


def address(value: int | ClusterAddress | None, folder: Path) -> ClusterAddress | None:
    """Return the address of a cluster that `workers` holds, its files from *folder*; None: it holds none."""
    return value.beneath(folder) if isinstance(value, ClusterAddress) else None


def check(service: Document, folder: Path) -> None:
    """Record files of the address, meant from *folder*, that cannot be read."""
    key = scalar(service.root, "workers") if isinstance(service.root, Mapping) else None
    if key is None:
        return
    with contextlib.suppress(ValueError):  # that is told by who reads the key
        for option, path in parse(key.value).beneath(folder).files.items():
            if not os.access(path, os.R_OK) or Path(path).is_dir():
                service.problem(key.start, f"`workers`: {option}={path} cannot be read")
