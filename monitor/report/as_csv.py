"""The report as CSV (RFC 4180): one row a figure, numbers as numbers, formulas disarmed."""

from __future__ import annotations

import csv
import io

from monitor.model import Figure, Finding
from monitor.model.addresses import link
from monitor.model.sanitize import visible
from monitor.report import page_health, wording
from monitor.report.clock import iso
from monitor.report.report_model import Report
from monitor.report.values import decimal
from monitor.report.views import arrange

COLUMNS = (
    "page", "page_title", "url", "what_happened", "kind", "counts", "headers",
    "old_written", "old_value", "old_low", "old_high", "new_written", "new_value", "new_low", "new_high",
    "difference", "relative", "unit", "old_quantifier", "new_quantifier", "role", "time", "attribution", "agent",
    "silent", "within_rounding", "redefined", "old_sentence", "new_sentence",
    "old_captured_at", "new_captured_at", "old_sha256", "new_sha256", "old_file", "new_file", "page_updated",
    "rule", "check", "series", "group", "lost", "old_removed_at",
    "new_removed_at", "entry",
)  # fmt: skip
"""The header. Rows about pages in trouble follow under the same header: kind PAGE, the reason in ``what_happened``."""

_ARMED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")  # what spreadsheets take for a formula (OWASP)


def csv_report(report: Report) -> str:
    """Return *report* as CSV with a header line; a page in trouble is a row of kind PAGE."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    view = arrange(report)
    for _, _, told in view.told:
        for finding in (*told.entry.findings, *told.entry.echoes):
            writer.writerow({**_row(finding), "entry": told.entry.key})
    for status in view.troubled:
        since = iso(status.since) if status.since else ""
        state = page_health.STATES.get(status.state, status.state)
        writer.writerow({
            "page": cell(status.id), "url": link(status.url) or "", "kind": "PAGE",
            "what_happened": cell(f"{state}: {status.reason}" if status.reason else state), "new_captured_at": since,
        })  # fmt: skip
    return out.getvalue()


def cell(text: str | None) -> str:
    """Return *text* as a cell that no spreadsheet takes for a formula."""
    shown = visible(text or "")
    return f"'{shown}" if shown.lstrip().startswith(_ARMED) else shown


def _row(finding: Finding) -> dict[str, object]:
    change = finding.change
    newest = change.new or change.old
    return {
        "page": cell(finding.page_id),
        "page_title": cell(finding.page_title),
        "url": link(finding.url) or "",
        "what_happened": cell(wording.happened(change)),
        "kind": change.kind.value,
        "counts": cell(wording.counted(change)),
        "headers": cell(" | ".join(newest.headers) if newest else ""),
        **_figure("old", change.old),
        **_figure("new", change.new),
        "difference": decimal(change.difference) or "",
        "relative": decimal(change.relative) or "",
        "unit": cell(newest.unit if newest else ""),
        "role": newest.role.value if newest else "",
        "time": cell(newest.time if newest else ""),
        "attribution": cell(newest.attribution if newest else ""),
        "agent": cell(newest.agent if newest else ""),
        "silent": "" if change.silent is None else str(change.silent).lower(),
        "within_rounding": str(change.within_rounding).lower(),
        "redefined": str(change.redefined).lower(),
        "old_captured_at": iso(finding.before_at) if finding.before_at else "",
        "new_captured_at": iso(finding.after_at),
        "old_sha256": cell(finding.before_digest),
        "new_sha256": cell(finding.after_digest),
        "old_file": cell(finding.before_file),
        "new_file": cell(finding.after_file),
        "page_updated": cell(finding.page_updated),
        "rule": cell(change.rule),
        "check": finding.check,
        "series": change.series,
        "group": cell(change.group),
        "lost": cell(" ".join(finding.lost)),
        "old_removed_at": iso(finding.before_removed_at) if finding.before_removed_at else "",
        "new_removed_at": iso(finding.after_removed_at) if finding.after_removed_at else "",
    }


def _figure(which: str, figure: Figure | None) -> dict[str, object]:
    if figure is None:
        return {}
    return {
        f"{which}_written": cell(figure.surface),
        f"{which}_value": decimal(figure.value) or "",
        f"{which}_low": decimal(figure.low) or "",
        f"{which}_high": decimal(figure.high) or "",
        f"{which}_quantifier": figure.quantifier.value,
        f"{which}_sentence": cell(figure.sentence),
    }
