"""What the ledger holds, as JSON for programs: what was stated, changed, kept and said."""

from __future__ import annotations

from monitor.model import Indicator
from monitor.report import json_forms, values
from monitor.report.json_forms import Object
from monitor.store import Recorded, Said, Snapshot, Stored


def stated(value: Stored) -> Object:
    """Return what a series stated, as JSON; ``until`` is when a version was captured that states it no longer."""
    return {
        "page": value.page_id,
        "series": json_forms.series(value.series),
        "label": value.label,
        **values.claim(value.figure),
        "captured_at": json_forms.moment(value.captured_at),
        "until": json_forms.moment(value.until),
        "file": value.file,
        "sha256": value.digest,
    }


def said(value: Said) -> Object:
    """Return what the user has said of a series, as JSON."""
    return {
        "page": value.page_id,
        "series": json_forms.series(value.series),
        "label": value.name or value.counts,
        "counts": value.counts,
        "name": value.name,
        "ignored": value.ignored,
        "merged_into": json_forms.series(value.merged_into),
    }


def kept(value: Snapshot) -> Object:
    """Return a snapshot as JSON; ``removed_at`` is when retention removed its bytes."""
    return {
        "page": value.page_id,
        "number": value.number,
        "kind": value.kind,
        "captured_at": json_forms.moment(value.captured_at),
        "url": value.capture.url,
        "final_url": value.capture.final_url,
        "status": value.capture.status,
        "title": value.title,
        "size": value.size,
        "file": value.file,
        "sha256": value.digest,
        "removed_at": json_forms.moment(value.removed_at),
    }


def recorded(value: Recorded) -> Object:
    """Return a change of the ledger as a row: its figures' values and sentences in place of the figures."""
    change = values.change(value.change)
    old, new = change.pop("old") or {}, change.pop("new") or {}
    return {
        "page": value.page_id,
        "found_at": json_forms.moment(value.found_at),
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
