"""Fetch pages: politely, safely, and without believing a server more than it can prove."""

from __future__ import annotations

from monitor.fetch.fetching import Fetcher

__all__ = ["Fetcher"]
