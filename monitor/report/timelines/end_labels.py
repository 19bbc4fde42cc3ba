"""Names at the ends of lines, none on another."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Return where labels stand that want to be at *wanted* heights: in their order, *gap* apart, between the two ends.

    Those that have no room between *top* and *bottom* are squeezed, evenly.
    """
    if not wanted:
        return []
    gap = min(gap, (bottom - top) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    heights: list[float] = []
    for place in order:
        least = heights[-1] + gap if heights else top
        heights.append(max(wanted[place], least))
    most = bottom
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], most)
        most = heights[place] - gap
    found = [0.0] * len(wanted)
    for place, height in zip(order, heights, strict=True):
        found[place] = height
    return found
