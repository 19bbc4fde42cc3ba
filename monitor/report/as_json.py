"""The report as JSON: stable, ``"version": 1``; fields are added, never renamed or removed, within a version."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from monitor.model import Disagreement, Figure, Finding, Notice, PageStatus, Statement
from monitor.model.addresses import link
from monitor.model.sanitize import json_text
from monitor.report import doing, wording
from monitor.report.clock import Clock, iso
from monitor.report.marking import marked
from monitor.report.model import Report, TextDiff
from monitor.report.views import arrange

VERSION = 1


def json_report(report: Report) -> str:
    """Return *report* as one JSON object, indented. Values are decimal strings, times ISO 8601 in UTC."""
    clock = Clock(report.time_zone)
    view = arrange(report)
    whole = {
        "version": VERSION,
        "title": report.title,
        "made_at": iso(report.made_at),
        "since": iso(report.since) if report.since else None,
        "until": iso(report.until) if report.until else None,
        "time_zone": clock.name,
        "health": view.health,
        "findings": [
            _finding(finding, clock)
            for section in view.sections
            for edition in section.editions
            for told in edition.told
            for finding in (*(told.cells or (told.finding,)), *told.echoes)
        ],
        "disagreements": [_disagreement(one) for one in report.disagreements],
        "notices": [_notice(one, clock) for one in report.notices],
        "pages": [_status(status) for status in (*view.troubled, *view.calm)],
        "text_diffs": [_diff(diff) for diff in report.diffs],
        "notes": list(report.notes),
    }
    return json_text(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _finding(finding: Finding, clock: Clock) -> dict[str, Any]:
    change = finding.change
    return {
        "page": finding.page_id,
        "page_title": finding.page_title,
        "url": link(finding.url),
        "check": finding.check,
        "series": change.series,
        "kind": change.kind.value,
        "happened": wording.happened(change),
        "statement": wording.statement(change),
        "counts": wording.counted(change),
        "old": _figure(change.old),
        "new": _figure(change.new),
        "difference": decimal(change.difference),
        "relative": decimal(change.relative),
        "within_rounding": change.within_rounding,
        "silent": change.silent,
        "page_updated": finding.page_updated,
        "redefined": change.redefined,
        "doubts": list(wording.doubts(finding)),
        "table": change.table,
        "echo_of": change.echo,
        "before_url": link(finding.before_url),
        "before": _capture(finding.before_at, finding.before_digest, finding.before_file, clock),
        "after": _capture(finding.after_at, finding.after_digest, finding.after_file, clock),
        "rule": change.rule,
        "quote": wording.quotation(finding, clock),
    }


def _disagreement(told: Disagreement) -> dict[str, Any]:
    return {
        "indicator": told.indicator,
        "name": told.name,
        "one": _side(told.one),
        "other": _side(told.other),
        "gap": decimal(told.gap),
        "relative": decimal(told.relative),
        "since": iso(told.since),
        "history": [[iso(at), decimal(apart)] for at, apart in told.history],
    }


def _notice(told: Notice, clock: Clock) -> dict[str, Any]:
    return {
        "page": told.page_id,
        "what": told.what,
        "since": iso(told.since),
        "until": iso(told.until) if told.until else None,
        "reason": told.reason or None,
        "detail": told.detail or None,
        "checks": told.checks,
        "statement": doing.notice(told, clock),
    }


def _side(side: Statement) -> dict[str, Any]:
    return {
        "speaker": side.speaker,
        "page": side.page_id,
        "page_title": side.page_title,
        "captured_at": iso(side.captured_at),
        "said_on": side.said_on.isoformat() if side.said_on else None,
        "figure": _figure(side.figure),
    }


def _capture(at: Any, digest: str | None, file: str | None, clock: Clock) -> dict[str, Any] | None:
    if at is None:
        return None
    return {"captured_at": iso(at), "local": clock.local(at), "sha256": digest, "file": file}


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    before, number, after = marked(figure)
    return {
        "value": decimal(figure.value),
        "low": decimal(figure.low),
        "high": decimal(figure.high),
        "surface": figure.surface,
        "written": wording.written(figure),
        "unit": figure.unit,
        "unit_name": figure.unit_name,
        "quantifier": figure.quantifier.value,
        "role": figure.role.value,
        "direction": figure.direction.value if figure.direction else None,
        "time": figure.time,
        "agent": figure.agent,
        "attribution": figure.attribution,
        "where": figure.where.value,
        "headers": list(figure.headers),
        "main": figure.main,
        "sentence": figure.sentence,
        "marked": {"before": before, "number": number, "after": after},
    }


def decimal(value: Decimal | None) -> str | None:
    """Return *value* in plain digits: 1160, 0.5, never 1.16E+3."""
    if value is None:
        return None
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _status(status: PageStatus) -> dict[str, Any]:
    return {
        "id": status.id,
        "url": link(status.url),
        "state": status.state,
        "since": iso(status.since) if status.since else None,
        "reason": status.reason,
        "advice": status.advice,
        "last_ok_at": iso(status.last_ok_at) if status.last_ok_at else None,
        "next_check_at": iso(status.next_check_at) if status.next_check_at else None,
        "figures": status.figures,
    }


def _diff(diff: TextDiff) -> dict[str, Any]:
    return {
        "page": diff.page_id,
        "before_at": iso(diff.before_at),
        "after_at": iso(diff.after_at),
        "lines": [[[sign, text] for sign, text in line] for line in diff.lines],
    }
