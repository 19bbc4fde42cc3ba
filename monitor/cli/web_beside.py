"""The review page beside the service, where the configuration wants it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.config import Parts, WebTable
from monitor.model.log_events import Say

if TYPE_CHECKING:
    from monitor.web.serving import Serving


class Beside:
    """Serves the review page of a home, once its configuration says where. Until then nothing of it is imported."""

    def __init__(self, home: Path, said: Say, parts: Parts) -> None:
        self._home, self._said, self._parts = home, said, parts
        self._serving: Serving | None = None

    def adopt(self, web: WebTable) -> None:
        """Serve as *web* says from now on."""
        if self._serving is None and web.listen:
            from monitor.cli.web_serving import site_of
            from monitor.web.serving import Serving

            self._serving = Serving(site_of(self._home, self._parts), self._said)
        if self._serving:
            self._serving.adopt(web)

    def close(self) -> None:
        """Serve no longer."""
        if self._serving:
            self._serving.close()


@contextmanager
def served_beside(home: Path, said: Say, parts: Parts) -> Iterator[Beside]:
    """Yield what serves the review page of *home* while the context lasts; *said* is called with events for the log."""
    beside = Beside(home, said, parts)
    try:
        yield beside
    finally:
        beside.close()
