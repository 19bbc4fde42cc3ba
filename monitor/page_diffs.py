"""What differs between two snapshots of a page, figures and text: worked out when somebody looks, never kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from monitor import compare
from monitor.config import Config
from monitor.examine import compare_readings
from monitor.guarded_reading import GuardedReader
from monitor.model import Change, Figure, Page, Reading, TextDiff
from monitor.report.textdiff.diff_model import PageDiff, Side
from monitor.store import Ledger, Snapshot


def page_diff(store: Ledger, config: Config, old: Snapshot, new: Snapshot, *, now: datetime) -> PageDiff:
    """Return what differs between two snapshots of a page.

    Raises:
        PageError: one of them cannot be read with today's options.
        StoreError: one of them is missing or altered.
    """
    with GuardedReader(config.limits) as reader:
        return page_diff_by(lambda one, page: _reading(store, reader, one, page), store, config, old, new, now=now)


def page_diff_by(
    read: Callable[[Snapshot, Page | None], Reading],
    store: Ledger,
    config: Config,
    old: Snapshot,
    new: Snapshot,
    *,
    now: datetime,
) -> PageDiff:
    """Return what differs between two snapshots of a page, of which *read* gives the readings."""
    page = _followed(store, config, new.page_id)
    before, after = read(old, page), read(new, page)
    changes = _recorded(store, old, new)
    if changes is None:
        changes = _compared(store, config, page, (old, new), (before, after))
    return PageDiff(
        text=_text_diff(old, new, before, after),
        url=page.url if page else new.capture.url,
        before=_side(old),
        after=_side(new),
        changes=changes,
        made_at=now,
        time_zone=config.time_zone.key,
    )


def _recorded(store: Ledger, old: Snapshot, new: Snapshot) -> tuple[Change, ...] | None:
    """Return what the check of *new* found, as reports tell it; None where it was not compared with *old*."""
    numbers = [one.number for one in store.snapshots(new.page_id)]
    if (old.number, new.number) not in pairwise(numbers):
        return None
    found = store.findings((new.page_id,), told=None)
    sides = (old.digest, old.captured_at, new.digest, new.captured_at)
    return tuple(
        one.change for one in found if (one.before_digest, one.before_at, one.after_digest, one.after_at) == sides
    )


def _compared(
    store: Ledger,
    config: Config,
    page: Page | None,
    snapshots: tuple[Snapshot, Snapshot],
    readings: tuple[Reading, Reading],
) -> tuple[Change, ...]:
    """Return what a check of the second would have found, had it followed upon the first.

    Its series are those of the ledger; 0 where none is known to have stated the figure.
    """
    baseline = compare_readings(None, readings[0]).baseline
    found = compare_readings(baseline, readings[1], alerts=config.alerts, page=page, indicators=config.indicators)
    page_id = snapshots[1].page_id
    names, ignored = store.names(page_id), store.ignored(page_id)
    old, new = (store.stated_in(page_id, one.id) for one in snapshots)
    numbers = {
        one.series: (one.new and new.get(_words(one.new))) or (one.old and old.get(_words(one.old))) or 0
        for one in found.changes
    }
    return tuple(
        replace(
            one,
            series=numbers[one.series],
            name=names.get(numbers[one.series]),
            echo=numbers.get(one.echo) if one.echo is not None else None,
            told=one.told and numbers[one.series] not in ignored,
        )
        for one in found.changes
    )


def _words(figure: Figure) -> tuple[str, str]:
    return figure.sentence, figure.surface


def text_diff(store: Ledger, config: Config, reader: GuardedReader, old: Snapshot, new: Snapshot) -> TextDiff:
    """Return what changed in the text of a page between two snapshots, which *reader* reads.

    Raises:
        PageError: one of them cannot be read with today's options.
        StoreError: one of them is missing or altered.
    """
    page = _followed(store, config, new.page_id)
    return _text_diff(old, new, *(_reading(store, reader, one, page) for one in (old, new)))


def _followed(store: Ledger, config: Config, page_id: str) -> Page | None:
    """Return a page with its options; of one that is followed no more, what the ledger knows of it."""
    followed = next((one for one in config.pages if one.id == page_id), None)
    return followed or next((one for one in store.pages() if one.id == page_id), None)


def _reading(store: Ledger, reader: GuardedReader, snapshot: Snapshot, page: Page | None) -> Reading:
    media, url = snapshot.capture.header("content-type"), snapshot.capture.final_url
    return reader.read(store.body(snapshot), content_type=media, url=url, page=page)


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
