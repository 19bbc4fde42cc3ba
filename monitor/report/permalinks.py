"""Where each finding is reviewed, for reports and messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.model import Finding


def permalinked(findings: Iterable[Finding], base_url: str | None) -> tuple[Finding, ...]:
    """Return *findings* with their permalinks, which never change.

    Args:
        findings: of one ledger.
        base_url: what addresses of the review page begin with; None: there is none that others know.
    """
    if not base_url:
        return tuple(findings)
    return tuple(replace(one, permalink=f"{base_url}/findings/{one.id}") if one.id else one for one in findings)
