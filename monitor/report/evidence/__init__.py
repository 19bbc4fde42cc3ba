"""The account of a pack of evidence, for an editor or a lawyer: one value, shown as HTML and as Markdown."""

from __future__ import annotations

from monitor.report.evidence.account import BODY, Account, Version, record
from monitor.report.evidence.account_formats import html, markdown

__all__ = ["BODY", "Account", "Version", "html", "markdown", "record"]
