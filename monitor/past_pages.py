"""The pages that are followed no longer: their histories stay, and can be asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.config import Config
from monitor.model import Page


def with_past(config: Config, known: Iterable[Page]) -> Config:
    """Return *config* with the pages, too, that are followed no longer: of all that are *known* to the ledger."""
    there = {page.id for page in config.pages}
    return replace(config, pages=(*config.pages, *(page for page in known if page.id not in there)))
