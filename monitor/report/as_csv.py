"""The report as CSV (RFC 4180): one row a figure, numbers as numbers, formulas disarmed."""

from __future__ import annotations

import csv
import io

from monitor.model import Figure, Finding
from monitor.model.addresses import link
from monitor.model.sanitize import visible
from monitor.report import page_health, wording
from monitor.report.json_forms import decimal, moment
from monitor.report.report_model import Report
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
    for _, _, entry in view.entries:
        for finding in (*entry.entry.findings, *entry.entry.echoes):
            writer.writerow({**_row(finding), "entry": entry.entry.key})
    for status in view.troubled:
        state = page_health.STATES.get(status.state, status.state)
        writer.writerow({
            "page": cell(status.id), "url": link(status.url), "kind": "PAGE",
            "what_happened": cell(f"{state}: {status.reason}" if status.reason else state),
            "new_captured_at": moment(status.since),
        })  # fmt: skip
    return out.getvalue()


def cell(text: str | None) -> str:
    """Return *text* as a cell that no spreadsheet takes for a formula."""
    shown = visible(text or "")
    return f"'{shown}" if shown.lstrip().startswith(_ARMED) else shown


def _row(finding: Finding) -> dict[str, object]:
    change = finding.change
    return {
        "page": cell(finding.page_id),
        "page_title": cell(finding.page_title),
        "url": link(finding.url),
        "what_happened": cell(wording.happened(change)),
        "kind": change.kind.value,
        "counts": cell(wording.counted(change)),
        **_newest(change.newest),
        **_side("old", change.old),
        **_side("new", change.new),
        "difference": decimal(change.difference),
        "relative": decimal(change.relative),
        "silent": _answer(change.silent),
        "within_rounding": _answer(change.within_rounding),
        "redefined": _answer(change.redefined),
        **_evidence(finding),
        "page_updated": cell(finding.page_updated),
        "rule": cell(change.rule),
        "check": finding.check,
        "series": change.series,
        "group": cell(change.group),
    }


def _newest(figure: Figure | None) -> dict[str, object]:
    """Return the columns that tell of the newest figure alone."""
    if figure is None:
        return {}
    return {
        "headers": cell(" | ".join(figure.headers)),
        "unit": cell(figure.unit),
        "role": figure.role.value,
        "time": cell(figure.time),
        "attribution": cell(figure.attribution),
        "agent": cell(figure.agent),
    }


def _evidence(finding: Finding) -> dict[str, object]:
    """Return the columns that tell of the two captures."""
    return {
        "old_captured_at": moment(finding.before_at),
        "new_captured_at": moment(finding.after_at),
        "old_sha256": cell(finding.before_digest),
        "new_sha256": cell(finding.after_digest),
        "old_file": cell(finding.before_file),
        "new_file": cell(finding.after_file),
        "lost": cell(" ".join(finding.lost)),
        "old_removed_at": moment(finding.before_removed_at),
        "new_removed_at": moment(finding.after_removed_at),
    }


def _answer(known: bool | None) -> str:  # noqa: FBT001 (a value to write)
    return "" if known is None else str(known).lower()


def _side(which: str, figure: Figure | None) -> dict[str, object]:
    """Return the columns that tell of one of the two figures."""
    if figure is None:
        return {}
    return {
        f"{which}_written": cell(figure.surface),
        f"{which}_value": decimal(figure.value),
        f"{which}_low": decimal(figure.low),
        f"{which}_high": decimal(figure.high),
        f"{which}_quantifier": figure.quantifier.value,
        f"{which}_sentence": cell(figure.sentence),
    }
