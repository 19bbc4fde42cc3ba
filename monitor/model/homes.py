"""The folders of a home."""

from __future__ import annotations

CONFIG = "config"  #: what the user has written
SERVICE = "monitor.yaml"  #: of that folder: how the program behaves
SNAPSHOTS = "snapshots"  #: the archive and the ledger
