"""The drawn edges of a page, as the rows and cells of tables are looked for between them."""

from __future__ import annotations

from monitor.extract.pdf.geometry import Box, Sheet, shared
from monitor.extract.pdf.pieces import walls


class Ruling:
    """The rules and panels of a page, as rows and headers are looked for."""

    def __init__(self, sheet: Sheet) -> None:
        """Gather what *sheet* draws."""
        level = [rule for rule in sheet.rules if rule.width > rule.height]
        self._panels = [panel for panel in sheet.panels if panel.width < 0.98 * sheet.width]
        self._walls = walls(sheet)
        self._level = sorted(
            [(rule.top, rule.left, rule.right) for rule in level]
            + [(edge, panel.left, panel.right) for panel in self._panels for edge in (panel.top, panel.bottom)]
        )

    def parts(self, above: float, below: float, left: float, right: float) -> bool:
        """Return whether a level line runs between the bases of two lines of text, over most of the stretch given."""
        least = 0.6 * (right - left)
        return any(
            above < y + 1.0 and y < below - 2.0 and shared((start, end), (left, right)) >= least
            for y, start, end in self._level
        )

    def is_framed(self, box: Box) -> bool:
        """Return whether a panel lies around *box*."""
        return any(panel.holds(box) for panel in self._panels)

    def cell(self, box: Box) -> tuple[float, float] | None:
        """Return from where to where the cell around *box* reaches, by the edges on both sides of it."""
        middle = (box.top + box.bottom) / 2
        edges = [wall.left for wall in self._walls if wall.top <= middle <= wall.bottom]
        left = max((edge for edge in edges if edge <= box.left + 1), default=None)
        right = min((edge for edge in edges if edge >= box.right - 1), default=None)
        return None if left is None or right is None else (left, right)
