"""The report as JSON: stable; within a version fields are added, never changed (`monitor.report.values`)."""

from __future__ import annotations

from monitor.report import json_forms, values
from monitor.report.clock import Clock, iso
from monitor.report.json_forms import Object
from monitor.report.report_model import Report
from monitor.report.views import arrange


def json_report(report: Report) -> str:
    """Return *report* as one JSON object, indented. Values are decimal strings, times ISO 8601 in UTC."""
    clock = Clock(report.time_zone)
    view = arrange(report)
    findings: list[Object] = []
    entries: list[Object] = []
    for section, _, numbered in view.entries:
        entries.append(values.entry(numbered, section, len(findings)))
        findings += [values.finding(one, clock) for one in (*numbered.entry.findings, *numbered.entry.echoes)]
    whole = {
        "title": report.title,
        "made_at": iso(report.made_at),
        "since": json_forms.moment(report.since),
        "until": json_forms.moment(report.until),
        "time_zone": clock.name,
        "health": view.health,
        "findings": findings,
        "entries": entries,
        "disagreements": [values.disagreement(one) for one in report.disagreements],
        "notices": [values.notice(one, clock) for one in report.notices],
        "config_stale_since": json_forms.moment(report.config_stale_since),
        "pages": [values.status(status, report.config_stale_since) for status in (*view.troubled, *view.calm)],
        "text_diffs": [values.text_diff(diff) for diff in report.diffs],
        "seal": report.seal or None,
        "notes": [],  # never had any; a key is not taken away within a version
    }
    return json_forms.indented(whole) + "\n"
