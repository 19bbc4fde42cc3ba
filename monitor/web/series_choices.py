"""The figures of a page, to choose the one from that another goes on."""

from __future__ import annotations

from monitor.model.changes import series_name
from monitor.model.sanitize import shortened
from monitor.report import wording
from monitor.store import Ledger, Stored

OFFERED = 150  # series of a page that can be chosen from; of more the name is written
_WORDS = 90  # characters of what one of them counts


def choices(store: Ledger, page_id: str) -> list[tuple[str, str]]:
    """Return the series of a page, "s12", those seen last first, each with what it counts and stated last.

    Nothing where there are more than anybody would look through.
    """
    found = store.series_of(page_id, OFFERED + 1)
    if len(found) > OFFERED:
        return []
    return [(series_name(one.series), _told(one)) for one in found]


def _told(one: Stored) -> str:
    """Return one series in few words: "around 7,000 people in the camp, no longer stated"."""
    gone = ", no longer stated" if one.until else ""
    return f"{wording.written(one.figure)} {shortened(one.label, _WORDS)}{gone}"
