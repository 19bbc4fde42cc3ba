"""Reads a number at a place of a line, in digits or words, without its unit: "1.2", "three and a half million"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import gcd

from monitor.figures.numbers.lexer import Line
from monitor.language import VULGAR, Numbers


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
    """A bare number: lexemes ``first`` to ``end`` (exclusive). ``plain`` is its value before the scale."""

    value: Decimal | None
    first: int
    end: int
    form: Form
    plain: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    scaled: bool = False
    integer: bool = True


HYPHENS = frozenset("-‐‑–")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
FRACTION_SLASH = "⁄"
_SLASHES = frozenset({"/", FRACTION_SLASH})
_BELOW = frozenset({"2", "3", "4", "5", "6", "8", "10", "16", "32", "64"})  #: what measures are divided by
_MOST_WORDS = 48  # no number has more words: keeps a row of number words linear


def read(line: Line, at: int, numbers: Numbers) -> Amount | None:
    """Read the number that begins at the lexeme *at*; None when there is none."""
    if line.kinds[at] == 1:
        return _digits(line, at, numbers)
    text = line.texts[at]
    if text in VULGAR:
        return Amount(VULGAR[text], at, at + 1, Form.FRACTION, integer=False)
    if text in numbers.fixed:
        return Amount(numbers.fixed[text], at, at + 1, Form.WORDS, integer=False)
    found = _words(line, at, numbers)
    if found is None:
        return None
    value, end, scaled, plain = found
    amount = Amount(value, at, end, Form.WORDS, plain=plain, scaled=scaled)
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
    at = amount.end
    found = (VULGAR[line.texts[at]], at + 1) if line.is_word(at) and line.texts[at] in VULGAR else None
    if found is None:
        at += line.text(at) in HYPHENS and line.glued(at) and line.glued(at + 1)
        found = fraction(line, at)
        if found is None or (at == amount.end and line.glued(at)):
            return
    amount.value = amount.plain = amount.value + found[0]
    amount.end, amount.integer = found[1], False


def fraction(line: Line, at: int) -> tuple[Decimal, int] | None:
    """Return the proper fraction in lowest terms written with a slash *at* ("1/2", "3⁄16"), and where it ends."""
    if not line.is_number(at) or line.text(at + 1) not in _SLASHES:
        return None
    over, below, end = line.texts[at], line.text(at + 2), at + 3
    if not (line.glued(at + 1) and line.glued(at + 2)) or below not in _BELOW or not over.isdecimal():
        return None
    if not 0 < int(over) < int(below) or gcd(int(over), int(below)) > 1 or (line.glued(end) and line.is_word(end)):
        return None
    if line.glued(end) and line.text(end) in _SLASHES | HYPHENS:
        return None  # "1/2/2024"
    return Decimal(over) / Decimal(below), end


def _opens(line: Line, at: int, numbers: Numbers) -> bool:
    """Whether the mark *at* begins a number (".25"), rather than ends a word before it."""
    return not line.glued(at) and line.texts[at] in {".", numbers.decimal}


def _exponent(line: Line, amount: Amount) -> None:
    """Read "× 10⁶", "×10^6" or "x 10-3" after the digits, and "10⁶" itself."""
    place = amount.end
    if amount.value == 10 and line.is_word(place) and line.glued(place) and _power(line.texts[place]) is not None:
        amount.value = amount.plain = Decimal(10) ** (_power(line.texts[place]) or 0)
        amount.end += 1
        return
    if line.text(place) not in {"×", "x", "·"} or line.text(place + 1) != "10":
        return
    power, end = _power(line.text(place + 2)), place + 3
    if power is None and line.text(place + 2) in {"^", "-", "−", "–", "⁻"} and line.glued(place + 2):
        sign = -1 if line.text(place + 2) != "^" or line.text(place + 3) in {"-", "−"} else 1
        end = place + (5 if line.text(place + 2) == "^" and sign < 0 else 4)
        digits = line.text(end - 1).translate(_SUPERSCRIPT)
        power = sign * int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 3 else None
    if power is not None and amount.value is not None:
        amount.value = amount.value * Decimal(10) ** power
        amount.end = end


def _power(text: str) -> int | None:
    digits = text.translate(_SUPERSCRIPT)
    sound = 0 < len(digits) < 4 and digits.lstrip("-").isdecimal() and digits.isascii() and not text.isascii()
    return int(digits) if sound else None


def _words(line: Line, at: int, numbers: Numbers) -> tuple[Decimal, int, bool, Decimal] | None:
    """Add up number words: value, where they end, whether a scale was among them, the value before the last scale."""
    total = current = 0
    plain = 0
    last, ceiling, end, place = "", 0, at, at
    article = line.texts[at] in numbers.articles and line.texts[at] not in numbers.small
    if article:
        place, current, last = at + 1, 1, "article"
    while place < len(line) and place < at + _MOST_WORDS:
        word = line.texts[place]
        pair = numbers.pairs.get((word, line.text(_past_hyphen(line, place + 1))))
        small = pair if pair is not None else numbers.small.get(word)
        if small is not None:
            if not _fits(current, small, last, numbers) and not _turned(line, place, small, numbers):
                break
            current += small
            last = "small"
            place = _past_hyphen(line, place + 1) + 1 if pair is not None else place + 1
        elif word in numbers.hundreds:
            many = numbers.hundreds[word]
            if last == "hundred" or current > 99 or (current and many > 100):
                break
            current = (current or 1) * many
            last, place = "hundred", place + 1
        elif word in numbers.scales:
            scale = numbers.scales[word]
            if ceiling and scale >= ceiling:
                if last != "scale":
                    break
                total, ceiling, place = total * scale, ceiling * scale, place + 1  # "a thousand million"
                end = place
                continue
            plain = current or 1
            total, current = total + plain * scale, 0
            last, ceiling, place = "scale", scale, place + 1
        else:
            break
        end = place
        place = _joined(line, place, current, last, numbers)
    if end == at or last == "article":
        return None
    return Decimal(total + current), end, bool(ceiling), Decimal(plain or current)


def _past_hyphen(line: Line, at: int) -> int:
    return at + 1 if line.text(at) in HYPHENS else at


def _fits(current: int, small: int, last: str, numbers: Numbers) -> bool:
    if last in {"", "scale", "hundred"}:
        return True
    if last == "article":
        return False
    tens = current % 100
    most = 19 if tens in numbers.teens_after else 9
    return tens >= 20 and tens % 10 == 0 and 1 <= small <= most


def _turned(line: Line, place: int, small: int, numbers: Numbers) -> bool:
    """Whether the tens *place* come after their ones, in one word: "einundzwanzig"."""
    if not numbers.ones_first or small < 20 or not line.glued(place) or not line.glued(place - 1):
        return False
    return line.texts[place - 1] in numbers.joiners and 0 < numbers.small.get(line.text(place - 2), 0) < 10


def _joined(line: Line, place: int, current: int, last: str, numbers: Numbers) -> int:
    """Return where the next number word may stand: past a hyphen, or a joiner where the language has one."""
    word = line.text(place)
    if word in HYPHENS and line.text(place + 1) in numbers.joiners and line.text(place + 2) in HYPHENS:
        return place + 3 if _joined(line, place + 1, current, last, numbers) == place + 2 else place
    if word in HYPHENS and line.is_word(place + 1):
        follows = numbers.small.get(line.text(place + 1))
        scale = line.text(place + 1) in numbers.scales or line.text(place + 1) in numbers.hundreds
        pairs = (line.text(place + 1), line.text(_past_hyphen(line, place + 2))) in numbers.pairs
        return place + 1 if scale or pairs or (follows is not None and last) else place
    if word in numbers.joiners:
        follows = numbers.small.get(line.text(_past_hyphen(line, place + 1)))
        if numbers.ones_first and last == "small" and current % 100 < 10:
            return place + 1 if line.glued(place) and line.glued(place + 1) and (follows or 0) >= 20 else place
        if numbers.joined_ones:
            tens = last == "small" and current % 100 >= 20 and current % 10 == 0
            return place + 1 if tens and follows in numbers.joined_ones else place
        if last in {"hundred", "scale"} and (follows is not None or line.text(place + 1) in numbers.hundreds):
            return place + 1
    return place


def _decimal_words(line: Line, amount: Amount, numbers: Numbers) -> None:
    """Read "point seven one" or "virgule trois" after a number in words."""
    if line.text(amount.end) not in numbers.point or amount.value is None or amount.scaled:
        return
    digits, place = "", amount.end + 1
    while place < len(line) and line.texts[place] in numbers.small and len(digits) < 6:
        small = numbers.small[line.texts[place]]
        follows = numbers.small.get(line.text(_past_hyphen(line, place + 1)))
        if small >= 20 and follows is not None and 0 < follows < 10:
            small, place = small + follows, _past_hyphen(line, place + 1)
        digits += str(small)
        place += 1
    if digits:
        amount.value = amount.plain = Decimal(f"{amount.value}.{digits}")
        amount.end, amount.integer = place, False


def _extended(line: Line, amount: Amount, numbers: Numbers) -> Amount:
    """Read what may follow a number: a scale, "and a half", a fraction, a dozen."""
    _add_half(line, amount, numbers)
    _scale(line, amount, numbers)
    if amount.scaled:
        _add_half(line, amount, numbers)
    _collect(line, amount, numbers)
    return _divided(line, amount, numbers)


def _scale(line: Line, amount: Amount, numbers: Numbers) -> None:
    place = _past_hyphen(line, amount.end)
    word = line.text(place)
    multiplier = numbers.scales.get(word)
    if amount.form is Form.DIGITS and numbers.hundreds.get(word) == 100:
        multiplier = 100  # "5 hundred"
    if multiplier is None or amount.value is None or amount.value >= 10**7 or not line.is_word(place):
        return
    if place > amount.end and not (line.glued(place) and line.glued(place - 1)):
        return
    amount.value, amount.end, amount.scaled = amount.value * multiplier, place + 1, True
    amount.form = Form.MIXED if amount.form is Form.DIGITS else amount.form
    _scale_of_scale(line, amount, numbers)


def _scale_of_scale(line: Line, amount: Amount, numbers: Numbers) -> None:
    """Read a second scale, of the first: "3 thousand million", "2 lakh crore", "4 Tausend Millionen"."""
    multiplier = numbers.scales.get(line.text(amount.end))
    first = numbers.scales.get(line.text(amount.end - 1), 100)
    if multiplier is not None and multiplier >= first and amount.value is not None:
        amount.value, amount.end = amount.value * multiplier, amount.end + 1


_HALVES = 2  # of a whole


def _add_half(line: Line, amount: Amount, numbers: Numbers) -> None:
    """Read "and a half", "et demi", "and three quarters" after a number; a scale makes it a part of the scale."""
    place = amount.end
    if amount.value is None:
        return
    if line.text(place) in numbers.half_suffix and line.glued(place) and amount.integer and not amount.scaled:
        amount.value = amount.plain = amount.value + Decimal("0.5")
        amount.end, amount.integer = place + 1, False  # "zweieinhalb"
        return
    if line.text(place) not in numbers.joiners and line.text(place) not in HYPHENS:
        return
    if amount.scaled and not amount.plain:
        return
    part, end = None, place + 1
    first, second = line.text(end), line.text(end + 1)
    if line.text(place) in HYPHENS:
        if first in numbers.joiners and second in numbers.articles and line.text(end + 2) in HYPHENS:
            end, first, second = end + 1, second, line.text(end + 3)
            part = Decimal(1) / numbers.fractions[second] if second in numbers.fractions else None
            end += 3
    elif first in numbers.half_suffix:
        part, end = Decimal("0.5"), end + 1
    elif (
        first in numbers.articles | numbers.one
        and second in numbers.fractions
        and (numbers.fractions[second] == _HALVES or line.text(end + 2) not in numbers.compared)
    ):  # "75 und ein Drittel mehr Decken" are two
        part, end = Decimal(1) / numbers.fractions[second], end + 2
    elif (
        first in numbers.small and second in numbers.fractions and 1 < numbers.small[first] < numbers.fractions[second]
    ):
        part, end = Decimal(numbers.small[first]) / numbers.fractions[second], end + 2
    halved = line.text(end - 1) in numbers.half_suffix
    if part is None or (line.text(end) in numbers.of and amount.scaled and not halved):
        return
    unit = amount.value / amount.plain if amount.scaled and amount.plain else Decimal(1)
    amount.value += part * unit
    if not amount.scaled:
        amount.plain = amount.value
    amount.end, amount.integer = end, False


def _collect(line: Line, amount: Amount, numbers: Numbers) -> None:
    word = line.text(amount.end)
    if word in numbers.collectives and amount.value is not None and amount.integer and line.is_word(amount.end):
        amount.value, amount.form = amount.value * numbers.collectives[word], Form.COLLECTIVE
        amount.end += 1


def _divided(line: Line, amount: Amount, numbers: Numbers) -> Amount:
    """Read "two thirds", "one-eighth": a number above a fraction word."""
    place = _past_hyphen(line, amount.end)
    word = line.text(place)
    below = numbers.fractions.get(word)
    value = amount.value
    if (
        below is None
        or value is None
        or not amount.integer
        or not 0 < value < 1000000
        or (amount.scaled and value < 2000)
    ):
        return amount
    if value >= 20 and value % 10 == 0 and word in numbers.ordinals and below < 10:
        return Amount(value + below, amount.first, place + 1, Form.ORDINAL)  # "twenty-fifth"
    tens = value % 100
    if value > 100 and tens >= 20 and tens % 10 == 0 and below < 10:
        value, below = value - tens, below + int(tens)  # "one hundred thirty-fifths"
    if amount.form is Form.DIGITS and below > 10:
        return amount
    return of_scale(line, Amount(value / below, amount.first, place + 1, Form.FRACTION, integer=False), numbers)


def of_scale(line: Line, amount: Amount, numbers: Numbers) -> Amount:
    """Read "three quarters of a million", "un demi-million": a part of a scale is a number."""
    place = _past_hyphen(line, amount.end)
    if line.text(place) in numbers.of and line.text(place + 1) in numbers.articles:
        place += 2
    multiplier = numbers.scales.get(line.text(place))
    if multiplier is None or amount.value is None or place == amount.end:
        return amount
    value = amount.value * multiplier
    return Amount(value, amount.first, place + 1, Form.WORDS, plain=amount.value, scaled=True, integer=False)
