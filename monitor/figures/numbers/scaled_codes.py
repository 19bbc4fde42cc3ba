"""Money in thousands or millions, told by a letter before its code: "310 TEUR", "12 MSEK"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from monitor.figures.numbers.cardinals import Amount, Form
from monitor.figures.numbers.lexer import Line
from monitor.language import Language, Unit


@cache
def written(language: Language) -> Mapping[str, tuple[int, Unit]]:
    """Return every way to write a code with a factor, as it stands ("TEUR", "kEUR"), with the factor and the currency.

    No month is among them: "12 MARS" in capitals are no pesos.
    """
    found = {
        form + code: (factor, unit)
        for letter, factor in language.currencies.factors.items()
        for form in (letter, letter.upper())
        for code, unit in language.currencies.codes.items()
    }
    return {form: told for form, told in found.items() if form.lower() not in language.calendar.months}


def take(line: Line, amount: Amount, language: Language) -> bool:
    """Take the factor and the currency that stand behind the number into *amount*; whether they do."""
    at = amount.end
    if not line.is_word(at) or amount.value is None or amount.scaled or amount.unit is not None:
        return False
    found = written(language).get(line.original(at))
    if found is None:
        return False
    factor, amount.unit = found
    amount.value *= factor
    amount.end, amount.scaled, amount.form = at + 1, True, Form.MIXED
    return True
