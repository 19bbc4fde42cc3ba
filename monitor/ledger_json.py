"""What the ledger holds, as JSON for programs: what a check came to, what was stated, changed, kept and said."""

from __future__ import annotations

from monitor.model import Indicator, Trace
from monitor.report import values
from monitor.report.values import Object
from monitor.store import Recorded, Said, Snapshot, Stored


def result(value: Trace) -> Object:
    """Return what one check came to, as JSON."""
    return {
        "page": value.page_id,
        "url": value.url,
        "outcome": value.outcome.value,
        "reason": value.reason or None,
        "detail": value.detail or None,
        "advice": value.advice or None,
        "checked_at": values.moment(value.checked_at),
        "next_check_at": values.moment(value.next_check_at),
        "figures": value.figures,
        "changes": [values.change(change) for change in value.changes],
    }


def stated(value: Stored) -> Object:
    """Return what a series stated, as JSON; ``until`` is when a version was captured that states it no longer."""
    return {
        "page": value.page_id,
        "series": values.series(value.series),
        "label": value.label,
        **values.claim(value.figure),
        "captured_at": values.moment(value.captured_at),
        "until": values.moment(value.until),
        "file": value.file,
        "sha256": value.digest,
    }


def said(value: Said) -> Object:
    """Return what the user has said of a series, as JSON."""
    return {
        "page": value.page_id,
        "series": values.series(value.series),
        "label": value.name or value.counts,
        "counts": value.counts,
        "name": value.name,
        "ignored": value.ignored,
        "merged_into": values.series(value.merged_into),
    }


def kept(value: Snapshot) -> Object:
    """Return a snapshot as JSON; ``removed_at`` is when retention removed its bytes."""
    return {
        "page": value.page_id,
        "number": value.number,
        "kind": value.kind,
        "captured_at": values.moment(value.captured_at),
        "url": value.capture.url,
        "final_url": value.capture.final_url,
        "status": value.capture.status,
        "title": value.title,
        "size": value.size,
        "file": value.file,
        "sha256": value.digest,
        "removed_at": values.moment(value.removed_at),
    }


def recorded(value: Recorded) -> Object:
    """Return a change of the ledger as a row: its figures' values and sentences in place of the figures."""
    change = values.change(value.change)
    old, new = change.pop("old") or {}, change.pop("new") or {}
    return {
        "page": value.page_id,
        "found_at": values.moment(value.found_at),
        **change,
        "old_value": old.get("value"),
        "new_value": new.get("value"),
        "unit": (new or old).get("unit"),
        "old_sentence": old.get("sentence"),
        "new_sentence": new.get("sentence"),
    }


def suggestion(value: Indicator) -> Object:
    """Return an indicator that the user may want to name, as JSON with the keys of config/indicators.yaml."""
    return {
        "id": value.id,
        "words": list(value.words),
        "near": list(value.near),
        "unit": value.unit,
    }
