"""What stands around a bare number: its sign, currency, scale mark ("bn", "k"), unit and rate."""

from __future__ import annotations

from decimal import Decimal

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Amount, Form
from monitor.figures.numbers.lexer import SYMBOL, Line
from monitor.language import Language, Phrases, Unit

#: One-letter symbols are case-sensitive, or they are ordinary letters (SI Brochure, 5.2).
_LETTERS = {"w": "W", "v": "V", "c": "C", "m": "m", "g": "g", "t": "t", "l": "lL", "h": "h", "s": "s", "p": "p"}
_MINUS = frozenset("-−–‐")
_JOINS = HYPHENS | frozenset("/_'")  #: after these "5k" may be a part of a name: "5k-run", "4k/8k"


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
    if first >= 2 and line.glued(first - 1):
        both = line.texts[first - 2] + before
        if both in signs and (not line.glued(first - 2) or line.kinds[first - 3] == SYMBOL):
            return first - 2, signs[both]
    unit = signs.get(before)
    if unit is not None and (line.kinds[first - 1] == SYMBOL or line.original(first - 1)[0].isupper()):
        spaced_letters = line.text(first - 2) + before if first >= 2 and line.original(first - 2).isupper() else ""
        if len(spaced_letters) > 2 and spaced_letters in signs:
            return first - 2, signs[spaced_letters]
        return first - 1, unit
    code = line.original(first - 1)
    return (first - 1, language.currencies.codes[code]) if code in language.currencies.codes else None


def currency_after(line: Line, at: int, language: Language) -> tuple[int, Unit] | None:
    """Return where a currency that begins at the lexeme *at* ends, and the currency."""
    if at >= len(line) or _heads_next(line, at):
        return None
    found = find(language.currencies.after, line, at)
    if found is not None:
        if found[0] == at + 1 and len(line.texts[at]) == 1 and line.is_word(at) and not line.glued(at):
            return None
        return found
    code = line.original(at)
    return (at + 1, language.currencies.codes[code]) if code in language.currencies.codes else None


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
    multiplier = language.numbers.scale_marks.get(line.text(at))
    if multiplier is None or amount.value is None or amount.scaled or not line.is_word(at):
        return False
    mark, original = line.texts[at], line.original(at)
    paid = money or currency_after(line, at + 1, language) is not None or _paid_range(line, at, language)
    if not paid and len(mark) == 1 and not _scales(line, at, original, language):
        return False
    if paid and len(mark) == 1 and not line.glued(at) and mark != "k" and not (money or line.glued(at + 1)):
        return False
    amount.value *= multiplier
    point = mark in language.numbers.pointed and line.text(at + 1) == "." and line.glued(at + 1)
    amount.end, amount.scaled, amount.form = at + 1 + point, True, Form.MIXED
    return True


def _paid_range(line: Line, at: int, language: Language) -> bool:
    """Whether the mark *at* ends the low end of a range of money, whose high end has the same mark: "4m–6m pounds"."""
    link = line.text(at + 1)
    if link not in HYPHENS and link not in language.numbers.ranges.to:
        return False
    end = at + 2
    end += not line.is_number(end) and line.is_number(end + 1)
    high = line.is_number(end) and line.text(end + 1) == line.texts[at] and line.glued(end + 1)
    return high and (currency_after(line, end + 2, language) or currency_before(line, end, language)) is not None


def _scales(line: Line, at: int, original: str, language: Language) -> bool:
    """Whether a one-letter mark without money is a scale: "3k", "8 B people", "1.2m people" but "2m apart"."""
    if original in {"k", "K"}:
        if not line.glued(at + 1):
            return True
        ranged = line.text(at + 1) in HYPHENS and line.is_number(at + 2)
        return line.kinds[at + 1] == SYMBOL and (ranged or line.text(at + 1) not in _JOINS)
    if original in {"b", "B"}:
        return original == "B" and line.is_word(at + 1) and not line.capital(at + 1)
    if not line.glued(at) or line.glued(at + 1):
        return False
    if original == "M":  # metres are never written so (SI Brochure, 5.2)
        return line.is_word(at + 1) and not line.capital(at + 1)
    if not language.units.measured:
        return False
    return line.is_word(at + 1) and line.texts[at + 1] not in language.units.measured


def is_symbol(line: Line, at: int, language: Language) -> bool:
    """Whether a short symbol of a unit stands *at*: only digits take one (SI Brochure, 5.4.2), so not "la media ha"."""
    text, units = line.text(at), language.units
    return text in units.symbols and text not in units.words and text.isalpha() and len(text) <= _SHORT


_SHORT = 2


def unit_after(line: Line, at: int, language: Language) -> tuple[int, Unit] | None:
    """Return where the unit that begins at the lexeme *at* ends, and the unit; a hyphen may join it ("5-mile")."""
    if at >= len(line):
        return None
    hyphened = line.texts[at] in HYPHENS and line.glued(at) and line.glued(at + 1)
    if hyphened:
        at += 1
        if at < len(line) and line.texts[at] in language.units.glued:
            return None  # "9-to-5", "a T-shirt and a 5-g", no unit
    found = find(language.units.after, line, at)
    if found is None:
        return None
    text = line.texts[at]
    if text in language.units.glued and found[0] == at + 1 and not line.glued(at):
        spaced = found[1].kind == "data" and line.capital(at) and line.original(at)[1:].islower()  # "340 Ko"
        return found if spaced else None
    if found[0] == at + 1 and len(text) == 1 and line.is_word(at) and line.original(at) not in _LETTERS.get(text, text):
        return None
    if line.is_word(found[0] - 1) and line.glued(found[0]):
        elided = len(text) == 1 and line.texts[found[0]] == "'"
        return None if elided or line.is_number(found[0]) else found  # "450 l'an dernier", "17h30"
    return found


def sign_before(line: Line, first: int, language: Language, *, alone: bool = False) -> tuple[int, str]:
    """Return where a sign before the lexeme *first* begins and the sign ("+", "-"); *first* and "" without one.

    A dash with a space after it begins a list item, unless the number is *alone* in its line.
    """
    before, numbers = line.text(first - 1), language.numbers
    if before in {"+", "±"} or before in _MINUS:
        if first == 1 and alone:
            return 0, "-" if before in _MINUS else ""
        money = line.text(first - 2) in language.currencies.symbols and line.glued(first - 1)
        free = (
            money or first == 1 or not line.glued(first - 1) or line.texts[first - 2] in {"(", "[", "~", "≈", "/", ":"}
        )
        opened = line.text(first - 2) == "(" and line.glued(first - 1)
        spaced = opened or (before in {"−", "+"} and not line.is_number(first - 2))
        if spaced and not line.glued(first) and line.starts[first] - line.ends[first - 1] > 1:
            return first, ""
        if (line.glued(first) or spaced) and free:
            return first - 1, "-" if before in _MINUS else before if before == "+" else ""
        if line.text(first - 2) in numbers.minus and before in _MINUS and line.glued(first - 1):
            return first - 2, "-"
        return first, ""
    if before in numbers.minus and line.text(first - 2) not in numbers.not_minus:
        return first - 1, "-"
    return first, ""


def rate_after(line: Line, at: int, language: Language) -> str | None:
    """Return the rate that follows a number and what it counts ("per 100,000", "a day"), as written; None without."""
    numbers, units = language.numbers, language.units.after
    for place in range(at, min(at + 4, len(line))):
        text = line.texts[place]
        if text in {",", ";", ".", ":", "(", ")"}:
            return None
        timed = find(units, line, place + 1)
        if (
            timed is not None
            and timed[1].kind == "time"
            and (text in numbers.rates.per or text in numbers.rates.each or text == "/")
        ):
            return line.string[line.starts[place] : line.ends[timed[0] - 1]]
        if text in numbers.rates.per and (line.is_number(place + 1) or (line.is_word(place + 1) and place == at)):
            return line.string[line.starts[place] : line.ends[place + 1]]
        if text == "/" and place == at and (line.is_word(place + 1) or _base_at(line, place + 1)):
            return line.string[line.starts[place] : line.ends[place + 1]]
    return None


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
