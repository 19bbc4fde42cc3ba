"""Numbers of a table's body that number or name their rows, told by their column: under "Pos", "Platform", "Lat."."""

from __future__ import annotations

import re

from monitor.figures.refusals import coordinates
from monitor.figures.refusals.candidates import Candidate

_MOST_DIGITS = 6
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])[.,][0-5]\d").fullmatch


def in_column(number: Candidate) -> str | None:
    """Tell the place of a row in its list, the platform of a train, its hour, a postcode, a degree of latitude."""
    where, ids = number.where, number.refusals.ids
    if not where.cell or not where.headers or number.token.unit is not None:
        return None
    column = where.headers[-1].lower().strip(" :")
    name = column.strip(".")
    if name in ids.degrees:
        return "address" if coordinates.can_be(number) else None
    if name in ids.hours:
        return "time" if _HOUR(number.token.surface) else None
    named = name in ids.columns or column in ids.columns  # "No." numbers, but "No" counts votes
    return "list_number" if named and _is_plain(number) else None


def _is_plain(number: Candidate) -> bool:
    """Whether it is written as numbers of a list are."""
    return number.bare and number.word.isdecimal() and len(number.word) <= _MOST_DIGITS
