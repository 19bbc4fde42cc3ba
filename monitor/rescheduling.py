"""Due times that are put off or reckoned anew: active hours are over, or a page has another schedule than it had."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from monitor import schedule
from monitor.model import Page, PageState
from monitor.store import Ledger


def reschedule(store: Ledger, page: Callable[[str], Page | None], now: datetime, dice: Callable[[], float]) -> None:
    """Reckon anew when pages are due that have another schedule than the one by which they are.

    Args:
        store: knows which they are.
        page: the page of an id, None where it is not followed.
        now: the time.
        dice: draws how late each is, from 0 to 1.
    """
    followed = ((one, state) for state in store.rescheduled() if (one := page(state.page_id)) is not None)
    store.schedule({one.id: schedule.rescheduled(one, state, now, jitter=dice()) for one, state in followed})


def without_held(store: Ledger, due: Sequence[tuple[Page, PageState]], now: datetime) -> list[tuple[Page, PageState]]:
    """Return what is *due* and may be checked now; what was missed until its hours were over waits for others."""
    until = {page.id: at for page, state in due if (at := schedule.held_until(page, state, now)) is not None}
    store.schedule(until)
    return [(page, state) for page, state in due if page.id not in until]
