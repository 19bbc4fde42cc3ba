"""What a figure counts, as it stands beside the figure in a list."""

from __future__ import annotations

from monitor.model import Figure
from monitor.model.sanitize import visible
from monitor.report.wording import written


def beside(figure: Figure, label: str) -> str:
    """Return *label* without the words that *figure* as written ends with: "7 days", "to reply" for "days to reply"."""
    before, words = written(figure).casefold().split(), visible(label).split()
    for size in range(min(len(before) - 1, len(words)), 0, -1):
        if before[-size:] == [word.casefold() for word in words[:size]]:
            return " ".join(words[size:])
    return " ".join(words)
