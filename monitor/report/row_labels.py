"""What a figure counts, as it stands beside the figure in a list."""

from __future__ import annotations

from monitor.model import Figure
from monitor.model.sanitize import visible
from monitor.report.wording import cell_time, written


def beside(figure: Figure, label: str) -> str:
    """Return *label* as a list shows it beside *figure*, a cell's time after it: "North: Women · 2024".

    It goes without the words that the figure as written ends with: "7 days", "to reply" for "days to reply".
    """
    words = _unsaid(figure, label)
    return words + cell_time(figure) if words and label == figure.counts else words


def _unsaid(figure: Figure, label: str) -> str:
    before, words = written(figure).casefold().split(), visible(label).split()
    for size in range(min(len(before) - 1, len(words)), 0, -1):
        if before[-size:] == [word.casefold() for word in words[:size]]:
            return " ".join(words[size:])
    return " ".join(words)
