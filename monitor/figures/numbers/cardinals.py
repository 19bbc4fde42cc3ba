"""Reads a number at a place of a line, in digits or words, without its unit: "1.2", "three and a half million"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from monitor.figures.numbers import fractions, word_sums
from monitor.figures.numbers.lexer import HYPHENS, Line
from monitor.language import VULGAR, Numbers, Unit

__all__ = ["HYPHENS", "TIMES", "Amount", "Form", "of_scale", "read"]


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    MIXED = "mixed"  #: digits and a word: "100 million"
    FRACTION = "fraction"  #: half, two thirds, one in five
    MULTIPLE = "multiple"  #: double, doubled, threefold
    COLLECTIVE = "collective"  #: a dozen, une centaine (which is about a hundred)
    VAGUE = "vague"  #: dozens, hundreds of thousands: bounds, no value
    RANGE = "range"
    ORDINAL = "ordinal"
    DOTTED = "dotted"  #: 3.11.7: a version, an address, a date
    ONCE = "once"
    SCRIPT = "script"  #: in the digits of another script
    UNSAID = "unsaid"  #: "hundred" with nothing before it that says how many


@dataclass(slots=True)
class Amount:
    """A number while it is read: lexemes ``first`` to ``end`` (exclusive), bare at first, then with what adjoins it.

    Each stage that the scanner calls adds what it reads and moves ``end``. ``plain`` is the value before the scale.
    """

    value: Decimal | None
    first: int
    end: int
    form: Form
    plain: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    scaled: bool = False
    integer: bool = True
    start: int = 0  #: the first lexeme of its sign and currency, or ``first``
    number_end: int = 0  #: where it ends, scale included, before its unit
    sign: str = ""  #: "+" or "-", where written
    unit: Unit | None = None

    @property
    def whole(self) -> bool:
        """Whether a part or a rest may still be added to it: a whole number that no scale has multiplied."""
        return self.integer and not self.scaled


_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
TIMES = frozenset("×x·")
_MINUS = frozenset("-−–⁻")  #: before an exponent
_RAISING = _MINUS | {"^"}
_EXPONENT = re.compile("[0-9]{1,2}")


def read(line: Line, at: int, numbers: Numbers) -> Amount | None:
    """Read the number that begins at the lexeme *at*; None when there is none."""
    if line.kinds[at] == 1:
        return _digits(line, at, numbers)
    text = line.texts[at]
    if text in VULGAR:
        return Amount(VULGAR[text], at, at + 1, Form.FRACTION, integer=False)
    if text in numbers.fixed:
        amount = Amount(numbers.fixed[text], at, at + 1, Form.WORDS, plain=numbers.fixed[text], integer=False)
        _scale(line, amount, numbers)  # "anderthalb Millionen"
        _collect(line, amount, numbers)
        return amount
    words = word_sums.added(line, at, numbers)
    if words is None:
        return None
    amount = Amount(words.value, at, words.end, Form.WORDS, plain=words.before_scale, scaled=words.scaled)
    _decimal_words(line, amount, numbers)
    return _extended(line, amount, numbers)


def _digits(line: Line, at: int, numbers: Numbers) -> Amount | None:
    value = line.values[at]
    if value is None:
        return Amount(None, at, at + 1, Form.DOTTED)
    amount = Amount(value, at, at + 1, Form.DIGITS, plain=value)
    if line.text(at - 1) in {".", ","} and line.glued(at) and _opens(line, at - 1, numbers):
        amount.value = amount.plain = Decimal(f"0.{line.texts[at]}") if line.texts[at].isdecimal() else value
        amount.first = at - 1
    amount.integer = "." not in str(amount.value)
    _exponent(line, amount)
    _mixed(line, amount)
    return _extended(line, amount, numbers)


def _mixed(line: Line, amount: Amount) -> None:
    """Read the fraction behind a whole number: "7½", "4 1/2", "6-1/4", "6 1⁄4"."""
    if not amount.integer or amount.value is None or not line.texts[amount.first].isdecimal():
        return
    found = fractions.behind_whole(line, amount.end)
    if found is not None:
        _grow(amount, amount.value + found[0], found[1])


def _opens(line: Line, at: int, numbers: Numbers) -> bool:
    """Whether the mark *at* begins a number (".25"), rather than ends a word before it."""
    return not line.glued(at) and line.texts[at] in {".", numbers.decimal}


def _exponent(line: Line, amount: Amount) -> None:
    """Read "× 10⁶", "×10^6" or "x 10-3" after the digits, and "10⁶" itself."""
    place = amount.end
    if amount.value == 10 and line.glued(place) and (power := _power(line.texts[place])) is not None:
        amount.value = amount.plain = Decimal(10) ** power
        amount.end += 1
    elif line.text(place) in TIMES and line.text(place + 1) == "10":
        raised = _raised(line, place + 2)
        if raised is not None and amount.value is not None:
            amount.value *= Decimal(10) ** raised[0]
            amount.end = raised[1]


def _raised(line: Line, at: int) -> tuple[int, int] | None:
    """Return the power of the ten before the lexeme *at*, and where it ends: "⁶", "^6", "^-6", "-3"."""
    mark = line.text(at)
    power = _power(mark)
    if power is not None:
        return power, at + 1
    if mark not in _RAISING or not line.glued(at):
        return None
    at += mark == "^"
    negative = line.text(at) in _MINUS
    at += negative
    digits = line.text(at).translate(_SUPERSCRIPT)
    if _EXPONENT.fullmatch(digits) is None:
        return None
    return (-int(digits) if negative else int(digits)), at + 1


def _power(text: str) -> int | None:
    digits = text.translate(_SUPERSCRIPT)
    sound = 0 < len(digits) < 4 and digits.lstrip("-").isdecimal() and digits.isascii() and not text.isascii()
    return int(digits) if sound else None


def _decimal_words(line: Line, amount: Amount, numbers: Numbers) -> None:
    """Read "point seven one" or "virgule trois" after a number in words."""
    if line.text(amount.end) not in numbers.point or amount.value is None or amount.scaled:
        return
    digits, place = "", amount.end + 1
    while line.text(place) in numbers.small and len(digits) < _MOST_DECIMALS:
        small, place = _spoken(line, place, numbers)
        digits += str(small)
    if digits:
        _grow(amount, Decimal(f"{amount.value}.{digits}"), place)


_MOST_DECIMALS = 6  # said in words: keeps a row of number words linear


def _spoken(line: Line, place: int, numbers: Numbers) -> tuple[int, int]:
    """Return the number below a hundred that begins *place* ("seven", "seventy-one"), and where it ends."""
    small, second = numbers.small[line.texts[place]], line.past_hyphen(place + 1)
    ones = numbers.small.get(line.text(second), 0)
    return (small + ones, second + 1) if small >= 20 and 0 < ones < 10 else (small, place + 1)


def _extended(line: Line, amount: Amount, numbers: Numbers) -> Amount:
    """Read what may follow a number: a scale, "and a half", a fraction, a dozen."""
    _add_half(line, amount, numbers)
    _scale(line, amount, numbers)
    if amount.scaled:
        _add_half(line, amount, numbers)
    _collect(line, amount, numbers)
    return _divided(line, amount, numbers)


def _scale(line: Line, amount: Amount, numbers: Numbers) -> None:
    """Read the scale behind a number: "2 million", "two-million", "5 hundred"."""
    place = line.past_hyphen(amount.end)
    word = line.text(place)
    multiplier = numbers.scales.get(word)
    if amount.form is Form.DIGITS and numbers.hundreds.get(word) == 100:
        multiplier = 100  # "5 hundred"
    if multiplier is None or amount.value is None or amount.value >= _MOST_SCALED:
        return
    if place > amount.end and not (line.glued(place) and line.glued(place - 1)):
        return
    amount.value, amount.end, amount.scaled = amount.value * multiplier, place + 1, True
    amount.form = Form.MIXED if amount.form is Form.DIGITS else amount.form
    _scale_of_scale(line, amount, numbers)
    if amount.form is Form.MIXED:
        while _add_below(line, amount, numbers):
            pass


_MOST_SCALED = 10**7  # "12345678 million" is two numbers


def _add_below(line: Line, amount: Amount, numbers: Numbers) -> bool:
    """Read what digits add below the scale: "3 million 200 thousand", "12 mil 450"; return whether they do."""
    at = amount.end
    scale, rest = numbers.scales.get(line.text(at - 1)), line.values.get(at)
    if scale is None or rest is None or amount.value is None or amount.value % scale or line.glued(at):
        return False
    smaller = numbers.scales.get(line.text(at + 1))
    if smaller is None and (line.text(at - 1) not in numbers.going_on or len(line.texts[at]) > _BELOW):
        return False
    if not line.texts[at].isdecimal() or rest * (smaller or 1) >= scale:
        return False
    amount.value, amount.end = amount.value + rest * (smaller or 1), at + 1 + (smaller is not None)
    return True


_BELOW = 3  #: digits below a thousand


def _scale_of_scale(line: Line, amount: Amount, numbers: Numbers) -> None:
    """Read a second scale, of the first: "3 thousand million", "2 lakh crore", "4 Tausend Millionen"."""
    multiplier = numbers.scales.get(line.text(amount.end))
    first = numbers.scales.get(line.text(amount.end - 1), 100)
    if multiplier is not None and multiplier >= first and amount.value is not None:
        amount.value, amount.end = amount.value * multiplier, amount.end + 1


def _add_half(line: Line, amount: Amount, numbers: Numbers) -> None:
    """Read "and a half", "et demi", "and three quarters" after a number; a scale makes it a part of the scale."""
    place = amount.end
    word = line.text(place)
    if amount.value is None:
        return
    if word in numbers.half_suffix and amount.whole and line.glued(place):
        _grow(amount, amount.value + fractions.HALF, place + 1)  # "zweieinhalb"
        return
    joined = word in numbers.joiners or word in HYPHENS
    found = fractions.part_behind(line, place, numbers) if joined else None
    if found is None or (amount.scaled and not _is_of_scale(line, amount, found[1], numbers)):
        return
    unit = amount.value / amount.plain if amount.scaled and amount.plain else 1
    _grow(amount, amount.value + found[0] * unit, found[1])


def _grow(amount: Amount, value: Decimal, end: int) -> None:
    """Let *amount* be *value*, with the part that ends before the lexeme *end*."""
    amount.value, amount.end, amount.integer = value, end, False
    if not amount.scaled:
        amount.plain = value


def _is_of_scale(line: Line, amount: Amount, end: int, numbers: Numbers) -> bool:
    """Whether the part that ends before *end* is one of the scale: "and a half" is, "and a third of them" is not."""
    halved = line.text(end - 1) in numbers.half_suffix
    return bool(amount.plain) and (halved or line.text(end) not in numbers.of)


def _collect(line: Line, amount: Amount, numbers: Numbers) -> None:
    word = line.text(amount.end)
    many = numbers.collectives.get(word)
    if many is None or amount.value is None or not line.is_word(amount.end):
        return
    value = amount.value * many
    if amount.integer or (value % 1 == 0 and amount.end == amount.first + 1):  # "anderthalb Dutzend"
        amount.value, amount.form, amount.integer = value, Form.COLLECTIVE, True
        amount.end += 1


def _divided(line: Line, amount: Amount, numbers: Numbers) -> Amount:
    """Read "two thirds", "one-eighth": a number above a fraction word."""
    place = line.past_hyphen(amount.end)
    below = numbers.fractions.get(line.text(place))
    over = None if below is None else _numerator(amount)
    if below is None or over is None:
        return amount
    if _is_ordinal(line, amount, place, numbers):
        return Amount(None, amount.first, place + 1, Form.ORDINAL)
    if below < 10 and over % 10 == 0:
        if over >= 20 and line.texts[place] in numbers.ordinals:
            return Amount(over + below, amount.first, place + 1, Form.ORDINAL)  # "twenty-fifth"
        tens = int(over % 100)
        if over > 100 and tens >= 20:
            over, below = over - tens, below + tens  # "one hundred thirty-fifths"
    if amount.form is Form.DIGITS and below > 10:
        return amount
    return of_scale(line, Amount(over / below, amount.first, place + 1, Form.FRACTION, integer=False), numbers)


def _is_ordinal(line: Line, amount: Amount, place: int, numbers: Numbers) -> bool:
    """Whether the fraction word at *place* counts one of a row after an article: "una tercera nave", no "parte"."""
    led = line.texts[amount.first] in numbers.articles and line.texts[place] in numbers.ordinals
    return led and line.is_word(place + 1) and line.text(place + 1) not in numbers.parts_after | numbers.of


def _numerator(amount: Amount) -> Decimal | None:
    """Return what may stand above a fraction word: a whole number below a million, no bare scale ("mille tiers")."""
    value = amount.value
    if value is None or not amount.integer or not 0 < value < 10**6:
        return None
    return None if amount.scaled and value < 2000 else value


def _is_one_large_scale(word: str, numbers: Numbers) -> bool:
    """Whether *word* is a noun for one scale: "million", but not "millions", which are many, or "mille"."""
    return numbers.scales.get(word, 0) >= 10**6 and word not in numbers.vague


def of_scale(line: Line, amount: Amount, numbers: Numbers) -> Amount:
    """Read "three quarters of a million", "un demi-million", "une demi-douzaine": a part of a scale is a number."""
    place = line.past_hyphen(amount.end)
    if line.text(place) in numbers.of:
        if line.text(place + 1) in numbers.articles:
            place += 2
        elif line.text(place) not in numbers.part_articles and _is_one_large_scale(line.text(place + 1), numbers):
            place += 1  # "un quart de million", but not "un quart du million", which is one that is known
    multiplier = numbers.scales.get(line.text(place)) or numbers.collectives.get(line.text(place))
    if multiplier is None or amount.value is None or place == amount.end:
        return amount
    value = amount.value * multiplier
    return Amount(value, amount.first, place + 1, Form.WORDS, plain=amount.value, scaled=True, integer=False)
