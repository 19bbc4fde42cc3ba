"""Finds every number of a line as written: digits and words, ranges, fractions, multiples, money, measures.

Nothing is judged here: a date or an article number comes out too, for `monitor.figures.refusals` to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from monitor.figures import measures
from monitor.figures.cardinals import HYPHENS, Amount, Form, of_scale, read
from monitor.figures.language import VULGAR, Language, Numbers, Unit, load
from monitor.figures.lexemes import Line
from monitor.model import Quantity

_DIGIT = re.compile("[0-9]")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A number as written, and what refusing and labelling need to know of it.

    A range or vague number has ``low`` and ``high`` (one may be open) and no ``value``.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    surface: str  #: sign, currency, number, scale and unit, as far as they adjoin
    start: int  #: in the string scanned
    end: int
    unit: str | None = None
    unit_name: str | None = None
    kind: str = ""  #: of unit: percent, points, currency, time, age, length, area, volume, mass, temperature, times ...
    form: Form
    sign: str = ""  #: "+" or "-", where written
    rate: str | None = None  #: "per 100,000", "a day", as written, up to three words after the number
    base: bool = False  #: it is the 100,000 of "per 100,000"
    integer: bool = True  #: written without decimals or parts
    scaled: bool = False  #: written with a scale: "2 million", "1.2m", "deux mille"
    number_start: int  #: where the bare number begins, without sign and currency
    number_end: int  #: where it ends, scale included, without unit
    first: int  #: its first lexeme in ``line``
    last: int  #: the lexeme after its last one
    parts: tuple[Token, ...] = ()  #: the two ends of a range, as they stand
    moves: bool = False  #: "from A to B": perhaps a change rather than a range
    line: Line = field(repr=False, compare=False)

    def quantity(self, offset: int = 0) -> Quantity:
        """Return the number alone, moved by *offset* characters."""
        return Quantity(
            value=self.value,
            low=self.low,
            high=self.high,
            surface=self.surface,
            start=self.start + offset,
            end=self.end + offset,
            unit=self.unit,
            unit_name=self.unit_name,
        )


def scan(string: str, language: Language | str, marks: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """Return the numbers of *string*, in order; *marks* are spans of footnote marks, which are no part of a number."""
    if isinstance(language, str):
        language = load(language)
    for start, end in marks:
        string = string[:start] + " " * (end - start) + string[end:]
    numbers = language.numbers
    if not _DIGIT.search(string):
        words = _WORDS.findall(string.lower())
        if numbers.starters.isdisjoint(words) and not (numbers.compounds and any(map(numbers.compounds.split, words))):
            return []
    line = Line(string, numbers)
    tokens: list[Token] = []
    done = 0
    for at in line.candidates:
        if at < done:
            continue
        token = _token(line, at, done, language)
        if token is None:
            continue
        token = _ranged(token, language)
        tokens.append(token)
        done = token.last
    return tokens


def _token(line: Line, at: int, done: int, language: Language) -> Token | None:
    """Read the number at the lexeme *at* with all that adjoins it; lexemes before *done* are another number's."""
    amount = _amount(line, at, done, language)
    if amount is None:
        return None
    number_first = amount.first
    first, unit, sign = amount.first, None, ""
    if amount.form not in {Form.ORDINAL, Form.ONCE, Form.MULTIPLE}:
        sign_at, sign = measures.sign_before(line, first, language, alone=amount.end >= len(line) - 1)
        money = measures.currency_before(line, sign_at, language)
        if money is not None and money[0] >= done:
            first, unit = money
            outer, outer_sign = measures.sign_before(line, first, language)
            first, sign = (outer, outer_sign) if not sign and outer >= done else (first, sign)
        elif sign_at >= done:
            first = sign_at
        measures.scale_mark(line, amount, language, money=unit is not None)
    number_last = amount.end
    unit = _measure(line, amount, unit, language)
    return _made(line, amount, (first, number_first, number_last), unit, sign, language)


def _measure(line: Line, amount: Amount, unit: Unit | None, language: Language) -> Unit | None:
    """Take the unit after the number into *amount*, and return the unit there is."""
    if amount.form in {Form.ORDINAL, Form.ONCE, Form.MULTIPLE, Form.DOTTED}:
        return unit
    after = measures.currency_after(line, amount.end, language)
    if after is not None and (unit is None or unit.symbol == after[1].symbol or unit.name == "dollar"):
        amount.end, unit = after[0], after[1] if unit is None else unit
    elif unit is None:
        found = measures.unit_after(line, amount.end, language)
        if found is not None:
            amount.end, unit = found
        elif amount.scaled or amount.form is Form.VAGUE:
            unit = _measure_of(line, amount, language)
    if unit is not None and amount.value is not None and amount.integer:
        _finish(line, amount, unit, language)
    return unit


def _measure_of(line: Line, amount: Amount, language: Language) -> Unit | None:
    """Read the unit after "millions de": scales are nouns there ("3 millions de tonnes")."""
    at = amount.end
    if line.text(at) not in language.numbers.of:
        return None
    at += 2 if line.text(at + 1) == "'" else 1
    found = measures.currency_after(line, at, language) or measures.unit_after(line, at, language)
    if found is None or found[1].kind in {"times", "points", "age"}:
        return None
    amount.end = found[0]
    return found[1]


def _finish(line: Line, amount: Amount, unit: Unit, language: Language) -> None:
    """Read what stands behind the unit: "deux ans et demi", "1 € 43"."""
    at, value = amount.end, amount.value
    if value is None:
        return
    if line.text(at) in language.numbers.joiners and line.text(at + 1) in language.numbers.half_suffix:
        amount.value, amount.end, amount.integer = value + Decimal("0.5"), at + 2, False
    elif unit.kind == "currency" and not amount.scaled and line.is_number(at) and line.text(at - 1) not in ",.":
        cents = line.texts[at]
        single = cents.isdigit() and len(cents) == 2 and not line.is_word(at + 1) and line.text(at + 1) not in HYPHENS
        if single and not line.is_number(at + 1) and line.starts[at] - line.ends[at - 1] <= 1:
            amount.value, amount.end, amount.integer = value + Decimal(cents) / 100, at + 1, False


def _made(
    line: Line, amount: Amount, places: tuple[int, int, int], unit: Unit | None, sign: str, language: Language
) -> Token:
    first, number_first, number_last = places
    value, low, high = (
        _tidy(number) if number is not None else None for number in (amount.value, amount.low, amount.high)
    )
    if sign == "-":
        value = -value if value is not None else None
    start, end = line.starts[first], line.ends[amount.end - 1]
    return Token(
        value=value,
        low=low,
        high=high,
        surface=line.string[start:end],
        start=start,
        end=end,
        unit=unit.symbol if unit else None,
        unit_name=unit.name if unit else None,
        kind=unit.kind if unit else "",
        form=amount.form,
        sign=sign,
        rate=measures.rate_after(line, amount.end, language),
        base=measures.is_base(line, first, value, language),
        integer=amount.integer,
        scaled=amount.scaled,
        number_start=line.starts[number_first],
        number_end=line.ends[number_last - 1],
        first=first,
        last=amount.end,
        line=line,
    )


def _tidy(value: Decimal) -> Decimal:
    """Return *value* without an exponent or the zeros that multiplying leaves behind."""
    if value.as_tuple().exponent == 0:
        return value
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value and abs(value) < Decimal(10) ** 27 else value


def _amount(line: Line, at: int, done: int, language: Language) -> Amount | None:
    numbers = language.numbers
    text = line.texts[at]
    if line.is_number(at):
        suffix = line.text(at + 1)
        if (suffix in numbers.ordinal_suffixes and line.glued(at + 1)) or _pointed(line, at, numbers):
            return Amount(line.values[at], at, at + 2, Form.ORDINAL)
        if suffix == "/" and (slashed := _slashed(line, at, language)) is not None:
            return slashed
    elif text in numbers.multiples and not _is_part(line, at, numbers):
        return Amount(numbers.multiples[text], at, at + 1, Form.MULTIPLE, integer=False)
    elif (vague := _vague(line, at, language)) is not None:
        return vague
    elif text in numbers.several or text in numbers.once:
        return Amount(Decimal(1), at, at + 1, Form.ONCE) if text in numbers.once else None
    elif text in numbers.halves:
        return _half(line, at, language)
    elif text not in numbers.small and text not in VULGAR and text not in numbers.fixed:
        return _headless(line, at, done, language)
    amount = read(line, at, numbers)
    return None if amount is None else _of_many(line, amount, language)


def _slashed(line: Line, at: int, language: Language) -> Amount | None:
    """Read "1/2 pound", "2/3 of": a proper fraction before a unit or "of", no date or score."""
    over, below, end = line.texts[at], line.text(at + 2), at + 3
    glued = line.glued(at + 1) and line.glued(at + 2) and not line.glued(at)
    if not glued or not (over.isdigit() and below.isdigit()) or len(over) > 1 or len(below) > 2:
        return None
    if not 0 < int(over) < int(below) <= 10 or line.glued(end):
        return None
    if line.text(end) not in language.numbers.of and measures.unit_after(line, end, language) is None:
        return None
    return Amount(Decimal(over) / Decimal(below), at, end, Form.FRACTION, integer=False)


def _pointed(line: Line, at: int, numbers: Numbers) -> bool:
    """Whether a point makes the number *at* an ordinal: "das 3. Treffen"."""
    if line.text(at + 1) != "." or not line.glued(at + 1) or line.glued(at + 2) or not line.is_word(at + 2):
        return False
    return line.text(at - 1) in numbers.point_ordinals and line.text(at + 2) not in numbers.listed_after


def _is_part(line: Line, at: int, numbers: Numbers) -> bool:
    return line.texts[at] in numbers.not_halves and (line.text(at - 1) in numbers.articles or line.is_number(at - 1))


def _vague(line: Line, at: int, language: Language) -> Amount | None:
    """Read "dozens", "tens of thousands", "several hundred": bounds."""
    numbers = language.numbers
    text, end = line.texts[at], at + 1
    if text in numbers.several:
        unit = line.text(end)
        multiplier = numbers.hundreds.get(unit) or numbers.scales.get(unit) or numbers.collectives.get(unit)
        if multiplier is None and unit in numbers.vague:
            multiplier = numbers.vague[unit][0]
        if multiplier is None:
            return None
        low, high, end = Decimal(2 * multiplier), Decimal(10 * multiplier), end + 1
    elif text in numbers.vague:
        low, high = map(Decimal, numbers.vague[text])
    else:
        return None
    after = end
    if line.text(after) in numbers.of:
        after += 1
        if line.text(after) in {"'", "’"}:
            after += 1
        follows = line.text(after)
        multiplier = numbers.scales.get(follows) or (numbers.vague[follows][0] if follows in numbers.vague else None)
        if multiplier is not None:
            low, high, end = low * multiplier, high * multiplier, after + 1
    return Amount(None, at, end, Form.VAGUE, low=low, high=high, integer=False)


def _half(line: Line, at: int, language: Language) -> Amount:
    """Read "half", "half a million", "half a dozen"."""
    numbers = language.numbers
    first = at - 1 if line.text(at - 1) in numbers.articles | numbers.one else at
    place = at + 1
    while line.text(place) in HYPHENS or line.text(place) in numbers.articles:
        place += 1
    multiplier = numbers.scales.get(line.text(place)) or numbers.collectives.get(line.text(place))
    multiplier = multiplier or numbers.hundreds.get(line.text(place))
    if multiplier is not None:
        return Amount(Decimal(multiplier) / 2, first, place + 1, Form.WORDS, scaled=True, integer=False)
    return of_scale(line, Amount(Decimal("0.5"), first, at + 1, Form.FRACTION, integer=False), numbers)


def _headless(line: Line, at: int, done: int, language: Language) -> Amount | None:
    """Read what needs an article before it: "a hundred", "a dozen", "a third of"; or an ordinal."""
    numbers = language.numbers
    text, before = line.texts[at], line.text(at - 1)
    article = at - 1 >= done and before in numbers.articles
    if text in numbers.hundreds or text in numbers.scales:
        if article and before not in numbers.small:
            return read(line, at - 1, numbers)
        return read(line, at, numbers) if text in numbers.bare else None
    if text in numbers.collectives:
        return Amount(Decimal(numbers.collectives[text]), at - article, at + 1, Form.COLLECTIVE) if article else None
    if text in numbers.fractions and article and _parts(line, at, language):
        part = Amount(Decimal(1) / numbers.fractions[text], at - 1, at + 1, Form.FRACTION, integer=False)
        return of_scale(line, part, numbers)
    return Amount(None, at, at + 1, Form.ORDINAL) if text in numbers.ordinals else None


def _parts(line: Line, at: int, language: Language) -> bool:
    """Whether "a third" is a part, not an ordinal: "of" or nothing follows; a quarter always is."""
    if line.text(at + 1) in HYPHENS and line.glued(at + 1):
        return False  # "a third-party"
    if line.texts[at] not in language.numbers.ordinals:
        return not line.is_word(at + 1) or line.text(at + 1) not in language.numbers.not_parts
    return not line.is_word(at + 1) or line.text(at + 1) in language.numbers.parts_after


def _of_many(line: Line, amount: Amount, language: Language) -> Amount | None:
    """Read "one in five", "une personne sur trois"; and leave out an article that is no number ("un")."""
    numbers = language.numbers
    alone = amount.end == amount.first + 1 and line.texts[amount.first] in numbers.one and amount.form is Form.WORDS
    if amount.value is not None and amount.integer and not amount.scaled and 0 < amount.value < 100:
        for place in range(amount.end, min(amount.end + 4, len(line))):
            found = _below(line, place, amount, language)
            if found is not None:
                return found
            if not line.is_word(place) or line.texts[place] in language.words("refusals.words.function"):
                break
    if alone and line.texts[amount.first] in numbers.articles and not _counted(line, amount, language):
        return None
    return amount


def _below(line: Line, place: int, amount: Amount, language: Language) -> Amount | None:
    phrase = next(
        (words for words in language.numbers.out_of if tuple(line.texts[place : place + len(words)]) == words), None
    )
    if phrase is None or amount.value is None:
        return None
    at = place + len(phrase)
    if at >= len(line) or not (line.is_number(at) or line.texts[at] in language.numbers.small):
        return None
    below = read(line, at, language.numbers)
    if below is None or below.value is None or not below.integer or below.value < amount.value or below.value <= 1:
        return None
    if 1500 < below.value < 2200 or (below.value > 100 and below.value not in _TENS) or amount.value > 20:
        return None
    timed = measures.unit_after(line, below.end, language)
    if timed is not None or line.text(below.end) in language.words("refusals.dates.months"):
        return None
    follows = line.text(below.end)
    exact = below.value > 10 and below.value not in _TENS and below.value != 20
    rounded = below.value == 10 or below.value in _TENS
    if (exact and amount.value > 1) or (phrase[0] in language.numbers.out_of_round and not rounded):
        return None  # "13 régions sur 18" counts regions
    if place > amount.end and (follows.endswith("s") or follows in language.words("refusals.structure.people")):
        return None
    return Amount(amount.value / below.value, amount.first, below.end, Form.FRACTION, integer=False)


_TENS = frozenset(Decimal(10) ** power for power in range(2, 8))


def _counted(line: Line, amount: Amount, language: Language) -> bool:
    """Whether an article counts all the same: "un seul", "un mort", "au moins un", or the number alone."""
    after, before = line.text(amount.end), line.text(amount.first - 1)
    if len(line) == 1 or before in language.numbers.minus or after in language.words("numbers.counted"):
        return True
    if (
        line.text(amount.end + 1) in language.numbers.joiners
        and line.text(amount.end + 2) in language.numbers.half_suffix
    ):
        return True
    return line.text(amount.end + 1) in language.words("numbers.counted") and after in language.words("numbers.new")


def _ranged(low: Token, language: Language) -> Token:
    """Return the range that *low* begins, or *low* itself."""
    line, numbers, at = low.line, language.numbers, low.last
    if low.value is None or low.form in {Form.ORDINAL, Form.ONCE, Form.MULTIPLE, Form.DOTTED}:
        return low
    text = line.text(at)
    before = line.text(low.first - 1)
    if line.glued(low.first) and (line.is_word(low.first - 1) or _closes_pair(line, low.first)):
        return low  # "asso62 – 300", "2024–28 to 300 towns"
    if text in HYPHENS or text == "—":
        if line.glued(at) != line.glued(at + 1) or _chained(line, low.first, at):
            return low
    elif text in numbers.both:
        if before not in numbers.between:
            return low
    elif text in numbers.upward and line.text(at + 1) in numbers.to:
        at += 1
    elif text not in numbers.to and text not in numbers.alternative:
        return low
    if text in HYPHENS and line.glued(at + 1) and line.text(at + 1) in numbers.to:
        at += 1
    high = _next(line, at + 1, language)
    if high is None or high.value is None or (high.form in {Form.ORDINAL, Form.ONCE, Form.MULTIPLE, Form.DOTTED}):
        return low
    dashed = text in HYPHENS or text == "—"
    return _joined(low, high, language, strict=dashed or text in numbers.alternative)


def _closes_pair(line: Line, first: int) -> bool:
    """Whether a number ends a pair written without spaces: the 28 of "2024–28"."""
    mark = line.text(first - 1)
    return (mark in HYPHENS or mark == "/") and line.glued(first - 1) and line.is_number(first - 2)


def _chained(line: Line, first: int, at: int) -> bool:
    """Whether a dashed pair is part of a longer chain ("0800-123-456", "COVID-19-20"), no range."""
    behind = line.text(first - 1) in HYPHENS and line.glued(first) and line.glued(first - 1)
    ahead = line.text(at + 2) in HYPHENS and line.glued(at + 2) and line.is_number(at + 3) and line.glued(at + 3)
    leading = line.texts[first].startswith("0") and line.texts[first].isdigit() and len(line.texts[first]) > 1
    return behind or ahead or leading


def _next(line: Line, at: int, language: Language) -> Token | None:
    """Return the number that begins exactly at the lexeme *at*, its sign or currency included."""
    for place in range(at, min(at + 4, len(line))):
        if line.is_number(place) or line.texts[place] in language.numbers.starters:
            token = _token(line, place, at, language)
            return token if token is not None and token.first == at else None
    return None


def _joined(low: Token, high: Token, language: Language, *, strict: bool) -> Token:
    line = low.line
    make = partial(_range, low, high)
    if low.value is None or high.value is None or low.value == high.value:
        return low
    if _year_like(low) and not _year_like(high) and not (strict and high.unit):
        return low
    same = low.unit == high.unit or (low.kind == "currency" and high.unit is None)
    if (low.unit is None and (high.unit is not None or high.scaled)) or (same and high.scaled):
        low = _inherited(low, high)
        make = partial(_range, low, high)
    elif low.unit is not None and high.unit is None and low.kind != "currency":
        return low
    if low.unit and high.unit and low.unit != high.unit:
        return low
    if line.text(high.first - 1) in language.numbers.alternative and not _close(low, high):
        return low
    if strict and (low.value is None or low.value >= high.value or high.sign):
        return low
    origin = line.text(low.first - 1) in language.numbers.origin
    return make(moves=origin and not strict)


def _year_like(token: Token) -> bool:
    text = token.line.texts[token.first]
    return (
        token.unit is None
        and token.form is Form.DIGITS
        and len(text) == 4
        and text.isdigit()
        and text[:2] in _CENTURIES
    )


_CENTURIES = frozenset({"18", "19", "20", "21"})


def _close(low: Token, high: Token) -> bool:
    """Whether "A or B" says one uncertain number ("two or three"), rather than two numbers."""
    return bool(low.value and high.value and 0 < low.value < high.value <= 2 * low.value and high.value <= 100)


def _inherited(low: Token, high: Token) -> Token:
    """Give the low end the unit of the high one, and its scale ("10 to 15 billion")."""
    value = low.value
    if high.scaled and not low.scaled and value is not None and high.value is not None and value < 1000:
        factor = next((scale for scale in _SCALES if high.value >= scale), None)
        if factor is not None and value <= high.value / factor:
            value *= factor
    if high.unit is None:
        return replace(low, value=value)
    return replace(low, value=value, unit=high.unit, unit_name=high.unit_name, kind=high.kind)


_SCALES = tuple(Decimal(10) ** power for power in (12, 9, 6, 3))


def _range(low: Token, high: Token, *, moves: bool) -> Token:
    ends = sorted(value for value in (low.value, high.value) if value is not None)
    return replace(
        high,
        value=None,
        low=ends[0],
        high=ends[-1],
        surface=low.line.string[low.start : high.end],
        start=low.start,
        number_start=low.number_start,
        first=low.first,
        unit=high.unit or low.unit,
        unit_name=high.unit_name or low.unit_name,
        kind=high.kind or low.kind,
        form=Form.RANGE,
        sign=low.sign or high.sign,
        integer=low.integer and high.integer,
        scaled=low.scaled or high.scaled,
        parts=(low, high),
        moves=moves,
    )
