"""Scores of games: "won 3-1"."""

from __future__ import annotations

from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.refusals.candidates import Candidate

_HIGHEST_SCORE = 30
_SCORE_REACH = 3  #: lexemes from a word of winning to the score


def score(number: Candidate) -> str | None:
    """Tell the score of a game: a small range among words of winning."""
    token, line, first, last = number.token, number.line, number.first, number.last
    if token.form is not Form.RANGE or token.kind or token.high is None or token.high > _HIGHEST_SCORE:
        return None
    if not number.bare or line.text(first + 1) not in HYPHENS:
        return None
    near = line.texts[max(0, first - _SCORE_REACH) : first] + line.texts[last : last + 2]
    return "score" if not number.refusals.scores.isdisjoint(near) else None
