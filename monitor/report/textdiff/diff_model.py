"""What `monitor diff` shows, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Change, TextDiff

CONTEXT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two snapshots."""

    number: int  #: on its page, from 1
    captured_at: datetime
    file: str  #: under snapshots/
    digest: str  #: sha256 of the bytes
    is_evidence: bool = False  #: an answer that was not believed


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDiff:
    """What differs between two snapshots of a page: its figures, and its text."""

    text: TextDiff
    url: str
    before: Side
    after: Side
    changes: tuple[Change, ...]
    """What became of figures: as recorded where one follows upon the other, else found by comparing the two."""
    made_at: datetime
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How it is drawn."""

    context: int = CONTEXT  #: unchanged lines around each that changed
    side_by_side: bool = False  #: as it was beside as it is; else both in one
    width: int = 100  #: columns of the terminal
    colour: bool = False
