"""A text diff as JSON: the whole text, folded nowhere (`monitor.report.values`)."""

from __future__ import annotations

from monitor.model.addresses import link
from monitor.report import json_forms, values
from monitor.report.clock import iso
from monitor.report.entries import statements
from monitor.report.json_forms import Object
from monitor.report.textdiff import summing
from monitor.report.textdiff.diff_model import Layout, PageDiff, Side


def json_diff(page: PageDiff, layout: Layout) -> str:  # noqa: ARG001 (whoever reads it lays it out)
    """Return *page* as one JSON object, indented."""
    whole = {
        "page": page.text.page_id,
        "page_title": page.text.page_title,
        "url": link(page.url),
        "made_at": iso(page.made_at),
        "from": _side(page.before),
        "to": _side(page.after),
        "figures": summing.figures(page.changes)[0],
        "statements": statements(page.changes),
        "changes": [values.change(change) for change in page.changes],
        "text": summing.text_summary(page.text),
        "counts": summing.counts(page.text),
        "diff": values.text_diff(page.text),
    }
    return json_forms.indented(whole) + "\n"


def _side(value: Side) -> Object:
    return {
        "number": value.number,
        "captured_at": iso(value.captured_at),
        "file": value.file,
        "sha256": value.digest,
        "is_evidence": value.is_evidence,
    }
