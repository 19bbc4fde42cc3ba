"""Fetch pages: politely, safely, and without believing a server more than it can prove; post messages as safely."""

from __future__ import annotations

from monitor.fetch.fetching import Fetcher
from monitor.fetch.posting import Poster

__all__ = ["Fetcher", "Poster"]
