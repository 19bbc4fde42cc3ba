"""Fetch pages: politely, safely, and without believing a server more than it can prove; post messages as safely."""

from __future__ import annotations

from monitor.fetch.browser.installed import chromium as browser_of
from monitor.fetch.fetching import Fetcher
from monitor.fetch.posting import Poster
from monitor.fetch.reaching import reach

__all__ = ["Fetcher", "Poster", "browser_of", "reach"]
