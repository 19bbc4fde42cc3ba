"""What the ledger alone can answer: no page is read to know which is meant, where it knows them as configured.

Of a hundred thousand pages, the configuration takes seconds to load.
"""

from __future__ import annotations

from pathlib import Path

from monitor import config
from monitor.cli.choosing import Choice
from monitor.cli.home import readable_config_of
from monitor.config import Settings
from monitor.errors import StoreError
from monitor.home_ledger import open_store
from monitor.model import Among
from monitor.store import Ledger, Store


def opened(home: Path) -> Store:
    """Return the ledger of *home*; where it cannot be opened, mistakes of the configuration are told before that."""
    try:
        return open_store(home)
    except StoreError:
        readable_config_of(home, warn=False)
        raise


def among(choice: Choice) -> Among:
    """Return which pages are meant."""
    return Among(pages=choice.names or None, tags=choice.tags, is_either=True)


def settings_in_step(home: Path, store: Ledger, choice: Choice, *, past: bool = False) -> Settings | None:
    """Return the settings of *home*, if the ledger knows the pages as they are configured, and all that *choice* names.

    With *past*, pages count that were followed before.
    """
    found = config.settings(home)
    if found is None or found.digest != store.in_force() or not store.knows(among(choice), past=past):
        return None
    return found
