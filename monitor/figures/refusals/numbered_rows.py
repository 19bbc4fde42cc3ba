"""Numbers of a table's body that number or name their rows, told by their column: under "Pos", "Platform", "Lat."."""

from __future__ import annotations

import re

from monitor.figures.refusals.candidates import Candidate

_MOST_DIGITS = 6
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])[.,][0-5]\d").fullmatch


def in_column(number: Candidate) -> str | None:
    """Tell the place of a row in its list, the platform of a train, its hour, a postcode, a degree of latitude."""
    where, ids, token = number.where, number.refusals.ids, number.token
    if not where.cell or not where.headers or token.unit is not None or token.scaled:
        return None
    column = where.headers[-1].lower().strip(" .:")
    if column in ids.degrees:
        return "address"
    if column in ids.hours and _HOUR(number.token.surface):
        return "time"
    if column not in ids.columns or not token.integer:
        return None
    plain = number.word.isdecimal() and len(number.word) <= _MOST_DIGITS
    return "list_number" if plain and not token.sign else None
