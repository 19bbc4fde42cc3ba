"""What differs between two snapshots of a page, figures and text: worked out when somebody looks, never kept."""

from __future__ import annotations

from datetime import datetime

from monitor import compare
from monitor.config import Config
from monitor.examine import compare_readings, read
from monitor.model import Page, Reading, TextDiff
from monitor.report.textdiff.model import PageDiff, Side
from monitor.store import Snapshot, Store


def page_diff(store: Store, config: Config, old: Snapshot, new: Snapshot, *, now: datetime) -> PageDiff:
    """Return what differs between two snapshots of a page, whatever was recorded between them.

    Raises:
        PageError: one of them cannot be read with today's options.
        StoreError: one of them is missing or altered.
    """
    page, (before, after) = _readings(store, config, old, new)
    baseline = compare_readings(None, before).baseline
    found = compare_readings(baseline, after, alerts=config.alerts, page=page, indicators=config.indicators)
    return PageDiff(
        text=_text_diff(old, new, before, after),
        url=page.url if page else new.capture.url,
        before=_side(old),
        after=_side(new),
        changes=found.changes,
        made_at=now,
        time_zone=config.time_zone.key,
    )


def text_diff(store: Store, config: Config, old: Snapshot, new: Snapshot) -> TextDiff:
    """Return what changed in the text of a page between two snapshots.

    Raises:
        PageError: one of them cannot be read with today's options.
        StoreError: one of them is missing or altered.
    """
    return _text_diff(old, new, *_readings(store, config, old, new)[1])


def _readings(
    store: Store, config: Config, old: Snapshot, new: Snapshot
) -> tuple[Page | None, tuple[Reading, Reading]]:
    page = next((one for one in config.pages if one.id == new.page_id), None)
    before, after = (
        read(store.body(one), content_type=one.capture.header("content-type"), page=page) for one in (old, new)
    )
    return page, (before, after)


def _text_diff(old: Snapshot, new: Snapshot, before: Reading, after: Reading) -> TextDiff:
    return TextDiff(
        page_id=new.page_id,
        page_title=new.title,
        before_at=old.captured_at,
        after_at=new.captured_at,
        lines=compare.line_diff(before, after),
        outside=compare.changed_outside(before.text, after.text),
        is_cut=any(len(one.text.content) > compare.LONGEST for one in (before, after)),
    )


def _side(snapshot: Snapshot) -> Side:
    return Side(
        number=snapshot.number,
        captured_at=snapshot.captured_at,
        file=snapshot.file,
        digest=snapshot.digest,
        is_evidence=snapshot.kind == "evidence",
    )
