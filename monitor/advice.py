"""What to do about a page that could not be read, by the reason: a sentence for people."""

from __future__ import annotations

_LIMITS = "under `limits` in config/monitor.yaml"
_DEFECT = "Please report it, with the address of the page; every other page is checked as usual."
_UNREAD = "Save the page and run `monitor explain FILE` on it: perhaps `select` or `ignore` helps to read it."
_BY_REASON = {
    "nothing_selected": "Change the page's `select` in config/pages.yaml: nothing on the page matches it any more.",
    "baseline_lost": "Stop the service; then `monitor verify --repair`, and `monitor reread` makes it anew.",
    "unsupported_type": "This kind of document is not read yet; follow a page of the site that says the same.",
    "pdf_unsupported": "PDF documents are not read yet; follow the page that links to it.",
    "cpu": f"Leave out with `ignore` what makes the page so long, or raise `read_cpu` {_LIMITS}.",
    "memory": f"Leave out with `ignore` what makes the page so large, or raise `read_memory` {_LIMITS}.",
    "hang": f"Perhaps this machine was busy. If it comes again, raise `read_wall` {_LIMITS}.",
    "stopped": "Nothing to do: it is read at the next check.",
    "killed": "Nothing to do: it is read again soon. If it comes often, this machine lacks memory: lower `workers`.",
    "crash": _DEFECT,
    "defect": _DEFECT,
}
PASSING = frozenset({"killed", "stopped"})
"""Reasons that say nothing of the page: it is tried again as soon as one that was not reached."""


def of_reading(reason: str) -> str:
    """Return what to do about a page whose reading failed for *reason*."""
    return _BY_REASON.get(reason, _UNREAD)
