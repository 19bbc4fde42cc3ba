"""The folders of a home."""

from __future__ import annotations

CONFIG = "config"  #: what the user has written
SNAPSHOTS = "snapshots"  #: the archive and the ledger
