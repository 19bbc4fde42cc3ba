"""What stands around a bare number: its sign, currency, scale mark ("bn", "k"), unit and rate."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from monitor.figures.numbers import millions
from monitor.figures.numbers.adjacent_words import is_weight, plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Amount, Form
from monitor.figures.numbers.lexer import SYMBOL, Line
from monitor.figures.numbers.millions import JOINS
from monitor.language import Language, Phrases, Unit

#: One-letter symbols are case-sensitive, or they are ordinary letters (SI Brochure, 5.2).
_LETTERS = {"w": "W", "v": "V", "c": "C", "m": "m", "g": "g", "t": "t", "l": "lL", "h": "h", "s": "s", "p": "p"}
ARROWS = {"▲": "+", "△": "+", "▼": "-", "▽": "-"}  #: other arrows point at things
SIGNS = {"+": "+", "±": "", "-": "-", "−": "-", "–": "-", "‐": "-"} | ARROWS
_SOLE = frozenset({"−", "+"}) | ARROWS.keys()
_BEFORE_SIGNS = frozenset("([~≈/:")  #: marks that a sign may touch
_POINTS = frozenset(".,")


def find(phrases: Phrases[Unit], line: Line, at: int) -> tuple[int, Unit] | None:
    """Return where the longest of *phrases* that begins at the lexeme *at* ends, and what it stands for."""
    found = phrases.at(line.texts, at)
    return (at + found[0], found[1]) if found else None


def currency_before(line: Line, first: int, language: Language) -> tuple[int, Unit] | None:
    """Return where a currency sign or code before the lexeme *first* begins ("US$", "EUR"), and the currency."""
    before = line.text(first - 1)
    if not before:
        return None
    signs = language.currencies.symbols
    lettered = _lettered_sign(line, first, signs)
    if lettered is not None:
        return first - 2, lettered
    unit = signs.get(before)
    if unit is not None and (line.kinds[first - 1] == SYMBOL or line.capital(first - 1)):
        spaced = _spaced_sign(line, first, signs)
        return (first - 1, unit) if spaced is None else (first - 2, spaced)
    code = language.currencies.codes.get(line.original(first - 1))
    return None if code is None else (first - 1, code)


def _lettered_sign(line: Line, end: int, signs: Mapping[str, Unit]) -> Unit | None:
    """Return the currency of the letters and the sign that end before the lexeme *end*, written together: "US$"."""
    if end < 2 or not line.glued(end - 1):
        return None
    apart = not line.glued(end - 2) or line.kinds[end - 3] == SYMBOL
    return signs.get(line.texts[end - 2] + line.texts[end - 1]) if apart else None


def _spaced_sign(line: Line, end: int, signs: Mapping[str, Unit]) -> Unit | None:
    """Return the currency of capitals and a sign with a space between: "US $"."""
    if end < 2 or not line.original(end - 2).isupper():
        return None
    both = line.texts[end - 2] + line.texts[end - 1]
    return signs.get(both) if len(both) > 2 else None


def currency_after(line: Line, at: int, language: Language) -> tuple[int, Unit] | None:
    """Return where a currency that begins at the lexeme *at* ends, and the currency."""
    if at >= len(line) or _heads_next(line, at) or is_weight(line, at, language):
        return None
    found = find(language.currencies.after, line, at)
    if found is not None:
        if found[0] == at + 1 and len(line.texts[at]) == 1 and line.is_word(at) and not line.glued(at):
            return None
        return found
    code = line.original(at)
    return (at + 1, language.currencies.codes[code]) if code in language.currencies.codes else None


def past_no_cents(line: Line, at: int) -> int:
    """Return the lexeme after the dashes *at* that say that money has no cents ("5.000,-- €", "12,- €"), or *at*."""
    end = at + 1
    if line.text(at) not in _POINTS or not line.glued(at):
        return at
    while line.text(end) in HYPHENS and line.glued(end):
        end += 1
    return end if end > at + 1 else at


def names_next(line: Line, amount: Amount, end: int, language: Language) -> bool:
    """Whether a currency's word, up to *end*, names the kind of the noun after it: "12 dollar stores" are stores.

    Counted by more than one, money itself would stand in the plural, where the language has one of it.
    """
    many = amount.value is not None and amount.value > 1 and not amount.scaled and end == amount.end + 1
    if not many or not plural_follows(line, end, language):
        return False
    word = line.texts[amount.end]
    plural = language.nouns.forms.plural(word)
    return plural != word and plural in language.currencies.words


def _heads_next(line: Line, at: int) -> bool:
    """Whether a sign belongs to the number after it, which it touches: "2021 £300", "31 March 2021 £'000"."""
    if line.kinds[at] != SYMBOL or line.glued(at) or not line.glued(at + 1):
        return False
    return line.is_number(at + 1) or (line.text(at + 1) == "'" and line.is_number(at + 2))


def scale_mark(line: Line, amount: Amount, language: Language, *, money: bool) -> bool:
    """Take a scale mark after the number ("1.2m", "£2.2bn", "100 k€") into *amount*; whether there was one."""
    at = amount.end
    mark = line.text(at)
    multiplier = language.numbers.scale_marks.get(mark)
    if multiplier is None or amount.value is None or amount.scaled or not line.is_word(at):
        return False
    if len(mark) == 1 and not _is_scale_letter(line, at, language, money=money):
        return False
    amount.value *= multiplier
    point = mark in language.numbers.pointed and line.text(at + 1) == "." and line.glued(at + 1)
    amount.end, amount.scaled, amount.form = at + 1 + point, True, Form.MIXED
    return True


def _is_scale_letter(line: Line, at: int, language: Language, *, money: bool) -> bool:
    """Whether one letter *at* is a scale: nearly always one of money is, others only as they are written."""
    if not (money or currency_after(line, at + 1, language) is not None or _is_paid(line, at, language)):
        return _scales(line, at, language)
    return money or line.glued(at) or line.glued(at + 1) or line.texts[at] == "k"


def _is_paid(line: Line, at: int, language: Language) -> bool:
    """Whether the mark *at* is that of the other end of a range, which has the currency."""
    return _paid_range(line, at, language) or _ends_paid_range(line, at, language)


def _ends_paid_range(line: Line, at: int, language: Language) -> bool:
    """Whether the mark *at* ends a range of money whose low end has the same mark and the sign: "£4m–6m"."""
    low, ranges = at - 3, language.numbers.ranges
    if line.text(low) != line.texts[at] or not (line.glued(low) and line.glued(at) and line.is_number(low - 1)):
        return False
    link = line.texts[at - 2]
    joins = link in HYPHENS or link in ranges.to or link in ranges.and_ or link in ranges.or_
    return joins and currency_before(line, low - 1, language) is not None


def _paid_range(line: Line, at: int, language: Language) -> bool:
    """Whether the mark *at* ends the low end of a range of money, whose high end has the same mark: "4m–6m pounds"."""
    link = line.text(at + 1)
    if link not in HYPHENS and link not in language.numbers.ranges.to:
        return False
    end = at + 2
    end += not line.is_number(end) and line.is_number(end + 1)
    high = line.is_number(end) and line.text(end + 1) == line.texts[at] and line.glued(end + 1)
    return high and (currency_after(line, end + 2, language) or currency_before(line, end, language)) is not None


def _scales(line: Line, at: int, language: Language) -> bool:
    """Whether a one-letter mark without money is a scale: "3k", "8 B people", "1.2m people" but "2m apart"."""
    letter = line.original(at)
    if letter in {"k", "K"}:
        return _scales_by_thousand(line, at)
    counting = line.is_word(at + 1) and not line.capital(at + 1)
    if letter in {"b", "B"}:
        return letter == "B" and counting
    if not line.glued(at):
        return False
    alike = millions.next_alike(line, at, language) if letter == "m" else None
    if alike is not None:  # "from 1.2m to 0.9m homes"
        return _scales(line, alike, language)
    if letter == "m" and millions.told(line, at, language):
        return True
    if letter == "M":  # metres are never written so (SI Brochure, 5.2)
        return _ends_number(line, at) or (counting and not line.glued(at + 1))
    if line.glued(at + 1):
        return False
    measured = language.units.measured
    return bool(measured) and line.is_word(at + 1) and line.texts[at + 1] not in measured


def _ends_number(line: Line, at: int) -> bool:
    """Whether the mark *at* ends a line that is nothing but its number ("2M"), or stands behind a decimal: "2.1M.".

    In a line of capitals it may be a metre: "MAX HEIGHT 2.1M".
    """
    if at == 1 and len(line) == at + 1:
        return True
    return "." in line.texts[at - 1] and not line.is_word(at + 1) and not line.string.isupper()


def _scales_by_thousand(line: Line, at: int) -> bool:
    """Whether "k" stands alone behind its number, or before the high end of a range: "5k–6k", but not "5k-run"."""
    if not line.glued(at + 1):
        return True
    ranged = line.text(at + 1) in HYPHENS and line.is_number(at + 2)
    return line.kinds[at + 1] == SYMBOL and (ranged or line.text(at + 1) not in JOINS)


def is_symbol(line: Line, at: int, language: Language) -> bool:
    """Whether a short symbol of a unit stands *at*: only digits take one (SI Brochure, 5.4.2), so not "la media ha"."""
    text, units = line.text(at), language.units
    return text in units.symbols and text not in units.words and text.isalpha() and len(text) <= _SHORT


_SHORT = 2


def unit_after(line: Line, at: int, language: Language) -> tuple[int, Unit] | None:
    """Return where the unit that begins at the lexeme *at* ends, and the unit; a hyphen may join it ("5-mile")."""
    if at >= len(line):
        return None
    if is_weight(line, at, language):
        return at + 1, language.units.weights[line.texts[at]]
    if line.texts[at] in HYPHENS and line.glued(at) and line.glued(at + 1):
        at += 1
        if line.texts[at] in language.units.glued:
            return None  # "9-to-5", "a T-shirt and a 5-g", no unit
    found = find(language.units.after, line, at)
    if found is None:
        return None
    end, unit = found
    if (end == at + 1 and not _is_written(line, at, unit, language)) or _runs_on(line, at, end):
        return None
    return end, _cased(line, at, end, unit, language)


def _cased(line: Line, at: int, end: int, unit: Unit, language: Language) -> Unit:
    """Return the unit that the very letters mean: "ML" is no "ml"; in capitals, and of vessels, they tell nothing."""
    if end > at + 1 or line.string.isupper() or line.text(end) in language.units.vessels:
        return unit
    return language.units.cased.get(line.original(at), unit)


def _is_written(line: Line, at: int, unit: Unit, language: Language) -> bool:
    """Whether the one lexeme *at* is *unit*: some symbols touch their number, and letters have the case they need."""
    text = line.texts[at]
    if text in language.units.glued and not line.glued(at):
        return unit.kind == "data" and line.capital(at) and line.original(at)[1:].islower()  # "340 Ko"
    return len(text) > 1 or not line.is_word(at) or line.original(at) in _LETTERS.get(text, text)


def _runs_on(line: Line, at: int, end: int) -> bool:
    """Whether what looks like a unit from *at* to *end* is a part of something longer: "17h30", "450 l'an dernier"."""
    if not line.glued(end) or not line.is_word(end - 1):
        return False
    return line.is_number(end) or (line.texts[end] == "'" and len(line.texts[at]) == 1)


def sign_before(line: Line, first: int, language: Language, *, alone: bool = False) -> tuple[int, str]:
    """Return where a sign before the lexeme *first* begins and the sign ("+", "-"); *first* and "" without one.

    A mark with a space after it begins a list item; a dash does not where the number is *alone* in its line.
    """
    before, numbers = line.text(first - 1), language.numbers
    sign = SIGNS.get(before)
    if sign is None:
        worded = before in numbers.minus and line.text(first - 2) not in numbers.not_minus
        return (first - 1, "-") if worded else (first, "")
    if first == 1 and alone:
        return 0, sign if sign == "-" or before in ARROWS or line.glued(first) else ""
    if _reaches(line, first - 1) and _is_free(line, first - 1, language):
        return first - 1, sign
    if sign == "-" and line.text(first - 2) in numbers.minus and line.glued(first - 1):
        return first - 2, "-"
    return first, ""


def _reaches(line: Line, at: int) -> bool:
    """Whether the mark *at* touches the number after it; one that can be nothing but a sign may leave a space."""
    if line.glued(at + 1):
        return True
    opened = line.text(at - 1) == "(" and line.glued(at)
    sole = opened or (line.texts[at] in _SOLE and not line.is_number(at - 1))
    return sole and line.starts[at + 1] - line.ends[at] <= 1


def _is_free(line: Line, at: int, language: Language) -> bool:
    """Whether nothing touches the mark *at* from before that it could join to the number: "2020-21" has no sign."""
    if at == 0 or not line.glued(at):
        return True
    before = line.texts[at - 1]
    return before in _BEFORE_SIGNS or before in language.currencies.symbols


def rate_after(line: Line, at: int, language: Language) -> str | None:
    """Return the rate that follows a number and what it counts ("per 100,000", "a day"), as written; None without."""
    rates = language.numbers.rates
    for place in range(at, min(at + RATE_REACH, len(line))):
        text = line.texts[place]
        if text in _BREAKS:
            return None
        if text in rates.per or text in rates.each or text == "/":
            end = _rate_end(line, place, language, near=place == at)
            if end is not None:
                return line.string[line.starts[place] : line.ends[end - 1]]
    return None


RATE_REACH = 4  #: lexemes in which a rate begins: three for what is counted
_BREAKS = frozenset(",;.:()")


def _rate_end(line: Line, at: int, language: Language, *, near: bool) -> int | None:
    """Return where the rate ends that "per", "a" or a slash at the lexeme *at* begins, *near* its number; or None."""
    timed = find(language.units.after, line, at + 1)
    if timed is not None and timed[1].kind == "time":
        return timed[0]
    if line.texts[at] == "/":
        is_rate = near and (line.is_word(at + 1) or _base_at(line, at + 1))
    else:
        is_rate = line.texts[at] in language.numbers.rates.per and _is_told_of(line, at + 1, near=near)
    return at + 2 if is_rate else None


def _is_told_of(line: Line, at: int, *, near: bool) -> bool:
    """Whether what stands *at*, after "per", is what a rate is told of: a number, or right after the rate a word."""
    return line.is_number(at) or (near and line.is_word(at))


def _base_at(line: Line, at: int) -> bool:
    """Whether a number that rates are told of stands *at*, after a slash: "/100 000"; "85/100" is a mark."""
    return line.is_number(at) and line.values[at] in _BASES and line.values[at] != 100


def is_base(line: Line, first: int, value: Decimal | None, language: Language) -> bool:
    """Whether a number is what a rate is told of: the 100,000 of "per 100,000"."""
    before = line.text(first - 1)
    if value is None or (before not in language.numbers.rates.per and before != "/"):
        return False
    return value in _BASES


_BASES = frozenset(Decimal(10) ** power for power in range(2, 8))
