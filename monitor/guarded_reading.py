"""Single documents as readings, for commands and reports: under guard where their bytes may crash or hang a reader.

Starting a process takes most of a second, so it is done when the first such document comes, and once.
"""

from __future__ import annotations

from types import TracebackType

from monitor import examine
from monitor.extract import is_guarded
from monitor.model import Limits, Page, Reading
from monitor.worker_tasks import Document
from monitor.workers_on_demand import WorkersOnDemand


class GuardedReader:
    """Reads documents one after the other; use it as a context manager."""

    def __init__(self, limits: Limits) -> None:
        """Take the *limits* of what one reading may cost."""
        self._workers = WorkersOnDemand(limits, 1)

    def read(
        self,
        body: bytes,
        *,
        content_type: str | None = None,
        url: str = "",
        page: Page | None = None,
        language: str | None = None,
    ) -> Reading:
        """Return the text of *body* and the figures in it, as `examine.read` does.

        Raises:
            ExtractError: it cannot be read, or not within the limits.
        """
        if not is_guarded(body, content_type):
            return examine.read(body, content_type=content_type, url=url, page=page, language=language)
        document = Document(body=body, content_type=content_type, url=url, page=page, language=language)
        return self._workers.read(document)

    def __enter__(self) -> GuardedReader:
        """Return self."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, if one was started."""
        self._workers.__exit__(kind, error, trace)
