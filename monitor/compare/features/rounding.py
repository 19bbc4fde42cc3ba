"""How finely a number was written, and whether two numbers differ by more than that."""

from __future__ import annotations

import re
from decimal import Decimal

from monitor.model import Figure, Quantifier

_NUMBER = re.compile(r"\d[\d.,'\u00a0\u2009\u202f ]*")
_NO_DIGIT = re.compile(r"\D")


def difference(old: Figure, new: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Return new - old, and that as a fraction of old; None where there is no one value, or the old one is 0."""
    if old.value is None or new.value is None:
        return None, None
    gap = new.value - old.value
    return gap, (gap / abs(old.value) if old.value else None)


def within_rounding(old: Figure, new: Figure) -> bool:
    """Return whether *old* and *new* could be one number, written twice with their own rounding.

    "1.2m" and "1,234,567" could, "around 7,000" and "7,250" too; two exact counts that differ could not.
    """
    if old.value is None or new.value is None or old.value == new.value:
        return False
    if _is_plain_count(old) and _is_plain_count(new):
        return False
    return abs(new.value - old.value) <= max(step(old), step(new)) / 2


def _is_plain_count(figure: Figure) -> bool:
    """Return whether *figure* is an exact count in digits and commas, as most are: one whose `step` is 0."""
    digits = figure.surface.replace(",", "")
    is_exact = figure.quantifier is Quantifier.EXACT and figure.unit != "%"
    return is_exact and digits.isdecimal() and digits == str(figure.value)


def step(figure: Figure) -> Decimal:
    """Return the size of the last digit that *figure* claims to know; 0 for an exact count."""
    found = _NUMBER.match(figure.surface.lstrip("£$€+-−~≈ "))
    digits = _NO_DIGIT.sub("", found[0]) if found else ""
    if figure.value is None or not digits or not int(digits):
        return Decimal(0)
    last = abs(figure.value) / int(digits)  # 100000 for "1.2m", 0.1 for "37.8", 1 for "7,000"
    if figure.quantifier is not Quantifier.EXACT:
        # a hedged 7,000 is known to the thousand; "almost 10,000" is still no 6,000
        last = max(last, min(last * Decimal(10) ** (len(digits) - len(digits.rstrip("0"))), abs(figure.value) / 5))
    elif last == 1 and figure.unit != "%":
        return Decimal(0)
    return last
