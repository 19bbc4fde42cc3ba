"""What people have said of findings, as JSON: of the command line, and of whoever else shows it."""

from __future__ import annotations

from monitor.model import Finding
from monitor.model.changes import change_name
from monitor.model.reviews import Action, Review
from monitor.report import json_forms, wording
from monitor.report.json_forms import Object


def review(value: Review) -> Object:
    """Return what stands of a finding."""
    return {
        "standing": value.standing.value,
        "person": value.person or None,
        "said_at": json_forms.moment(value.at),
        "reason": value.reason or None,
        "labels": list(value.labels),
        "notes": value.notes,
        "last_action": value.last or None,
    }


def reviewed(finding: Finding, value: Review) -> Object:
    """Return a finding in few words, and what stands of it."""
    return {
        "finding": finding.id,
        "page": finding.page_id,
        "series": json_forms.series(finding.change.series),
        "found_at": json_forms.moment(finding.after_at),
        "statement": wording.statement(finding.change),
        **review(value),
    }


def action(value: Action) -> Object:
    """Return what somebody said."""
    said = value.act
    return {
        "action": value.id,
        "said_at": json_forms.moment(value.at),
        "person": said.person,
        "verb": said.verb.value,
        "findings": [change_name(number) for number in said.findings],
        "page": said.page_id,
        "series": json_forms.series(said.series),
        "into": json_forms.series(said.into),
        "text": said.text or None,
        "undoes": said.undoes,
        "undone_by": value.undone_by,
    }
