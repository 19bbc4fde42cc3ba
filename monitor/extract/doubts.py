"""Hard suspicion: positive evidence that an answer with status 200 is not the page."""

from __future__ import annotations

from monitor.model import Fetched, Suspicion, Text


def judge(fetched: Fetched, text: Text, figures: int, previous_title: str | None) -> Suspicion | None:  # noqa: ARG001
    """Return why *fetched* is not to be believed; None when nothing speaks against it."""
    if not text.blocks:
        return Suspicion(reason="empty", hard=True, detail="The answer holds no text.")
    return None
