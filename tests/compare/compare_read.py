"""Pages read by the whole program, for facts that need labels, times and roles as they are found."""

from __future__ import annotations

from html import escape

from compare_fakes import brief

from monitor import compare, examine
from monitor.model import Baseline, Change, Reading


def read(body: str, language: str = "en") -> Reading:
    """Return the reading of *body*: HTML, or sentences, a paragraph a line."""
    if not body.lstrip().startswith("<"):
        body = "".join(f"<p>{escape(line, quote=False)}</p>" for line in body.splitlines())
    whole = f'<!DOCTYPE html><html lang="{language}"><title>Notice</title><body><main><article>{body}</article></main>'
    return examine.read(whole.encode(), content_type="text/html; charset=utf-8", language=language)


def changes_of(*versions: Reading) -> list[Change]:
    """Return the changes from the last version but one to the last."""
    baseline: Baseline | None = None
    changes: list[Change] = []
    for version in versions:
        comparison = compare.compare(baseline, version)
        baseline, changes = comparison.baseline, list(comparison.changes)
    return changes


def told_of(*versions: Reading) -> list[str]:
    """Return the values of what is told: "512 -> 530"."""
    return [brief(change).split(" ", 1)[1] for change in changes_of(*versions) if change.told]
