"""Mark a figure's number in its sentence."""

from __future__ import annotations

import re

from monitor.model import Figure
from monitor.model.sanitize import visible


def marked(figure: Figure) -> tuple[str, str, str]:
    """Return the figure's sentence as what stands before its number, the number as written, and what follows.

    The number is empty, and the whole sentence first, where it cannot be placed.
    """
    at = _place(figure)
    if at is None:
        return visible(figure.sentence), "", ""
    end = at + len(figure.surface)
    return visible(figure.sentence[:at]), visible(figure.sentence[at:end]), visible(figure.sentence[end:])


def _place(figure: Figure) -> int | None:
    """Return where the number stands in the sentence, whose white space may have been folded."""
    surface, sentence = figure.surface, figure.sentence
    expected = figure.start - figure.sentence_start
    if surface and expected >= 0 and sentence.startswith(surface, expected):
        return expected
    whole = re.compile(rf"(?<![\w.,]){re.escape(surface)}(?!\w)") if surface else None
    places = [match.start() for match in whole.finditer(sentence)] if whole else []
    return min(places, key=lambda place: abs(place - expected), default=None)
