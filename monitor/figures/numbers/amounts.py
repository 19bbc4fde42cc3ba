"""Reads numbers that words around them make: "dozens", "half a million", "a third of", "1/2 pound"."""

from __future__ import annotations

from decimal import Decimal

from monitor.figures.numbers import measures
from monitor.figures.numbers.cardinals import HYPHENS, Amount, Form, of_scale, read
from monitor.figures.numbers.fractions import FRACTION_SLASH, HALF, fraction
from monitor.figures.numbers.lexer import MOST_DIGITS, SYMBOL, Line
from monitor.language import VULGAR, Language, Numbers


def amount_at(line: Line, at: int, done: int, language: Language) -> Amount | None:
    """Read the number at the lexeme *at*, whatever form it has; lexemes before *done* are another number's."""
    numbers, text = language.numbers, line.texts[at]
    if line.is_number(at):
        if _is_ordinal(line, at, numbers):
            return Amount(line.values[at], at, at + 2, Form.ORDINAL)
    elif line.kinds[at] == SYMBOL and text[0].isdecimal():
        return Amount(Decimal(text) if len(text) <= MOST_DIGITS else None, at, at + 1, Form.SCRIPT)
    elif not _is_cardinal(text, numbers):
        return _worded(line, at, done, language)
    amount = _slashed(line, at, language) or read(line, at, numbers)
    if amount is not None and amount.whole and amount.form in _WHOLE:
        _add_half(line, amount, language)
    return amount


_WHOLE = frozenset({Form.DIGITS, Form.WORDS})


def _is_cardinal(word: str, numbers: Numbers) -> bool:
    return word in numbers.small or word in VULGAR or word in numbers.fixed


def _worded(line: Line, at: int, done: int, language: Language) -> Amount | None:
    """Read a word *at* that is no plain number word: "double", "dozens", "once", "half", or what needs an article."""
    numbers, text = language.numbers, line.texts[at]
    if text in numbers.multiples and not _is_part(line, at, numbers):
        return Amount(numbers.multiples[text], at, at + 1, Form.MULTIPLE, integer=False)
    vague = _vague(line, at, numbers)
    if vague is not None:
        return vague
    if text in numbers.once:
        return Amount(Decimal(1), at, at + 1, Form.ONCE)
    if text in numbers.several:
        return None
    if text in numbers.halves or text in numbers.half_before:
        return _half(line, at, language)
    return _headless(line, at, done, language)


def _add_half(line: Line, amount: Amount, language: Language) -> None:
    """Read the half behind the noun: "quatre brigades et demie", "four brigades and a half"."""
    at = amount.end
    if not line.is_word(at) or line.text(at + 1) not in language.numbers.joiners or amount.value is None:
        return
    if measures.unit_after(line, at, language) or measures.currency_after(line, at, language):
        return  # the unit is read first: "deux ans et demi"
    end = _half_end(line, at + 2, language.numbers)
    if end is not None:
        amount.value, amount.end, amount.integer = amount.value + HALF, end, False


def _half_end(line: Line, at: int, numbers: Numbers) -> int | None:
    """Return where the half ends that begins *at* and tells of nothing behind it; None where there is none such."""
    if line.text(at) in numbers.articles and line.text(at + 1) in numbers.halves:
        goes_on = line.is_word(at + 2) or line.text(at + 2) in HYPHENS
        return None if goes_on else at + 2  # "two teams and a half hour", "and a half-dozen"
    if line.text(at) not in numbers.half_suffix:
        return None
    return None if line.text(at + 1) in HYPHENS and line.glued(at + 1) else at + 1


def _slashed(line: Line, at: int, language: Language) -> Amount | None:
    """Read "1/2 pound", "2/3 of", "3/4 had finished": a proper fraction before a unit, "of" or a plural verb.

    Other slashes part dates and scores; a fraction slash parts nothing but fractions.
    """
    found = None if line.glued(at) and line.is_word(at - 1) else fraction(line, at)
    if found is None:
        return None
    value, end = found
    follows = line.text(end)
    if line.text(at + 1) != FRACTION_SLASH and not (
        follows in language.numbers.of
        or follows in language.refusals.words.of
        or measures.unit_after(line, end, language) is not None
        or measures.currency_after(line, end, language) is not None
        or (follows in language.refusals.words.plural_verbs and line.text(at - 1) not in _OPENS)
    ):
        return None
    return Amount(value, at, end, Form.FRACTION, integer=False)


_OPENS = frozenset("([/")


def _is_ordinal(line: Line, at: int, numbers: Numbers) -> bool:
    """Whether what touches the digits *at* makes them an ordinal: "22nd", "das 3. Treffen"."""
    suffix = line.text(at + 1)
    if suffix in numbers.ordinal_suffixes:
        return line.glued(at + 1)
    return suffix == "." and line.glued(at + 1) and _is_pointed(line, at, numbers)


def _is_pointed(line: Line, at: int, numbers: Numbers) -> bool:
    if line.glued(at + 2) or not line.is_word(at + 2):
        return False
    return line.text(at - 1) in numbers.ordinal_points and line.text(at + 2) not in numbers.listed_after


def _is_part(line: Line, at: int, numbers: Numbers) -> bool:
    return line.texts[at] in numbers.not_halves and (line.text(at - 1) in numbers.articles or line.is_number(at - 1))


def _vague(line: Line, at: int, numbers: Numbers) -> Amount | None:
    """Read "dozens", "tens of thousands", "several hundred": bounds."""
    bounds, end = numbers.vague.get(line.texts[at]), at + 1
    if line.texts[at] in numbers.several:
        end = _past_of(line, end, numbers)
        least = _least(line.text(end), numbers)
        bounds, end = None if least is None else (least, 10 * least), end + 1
    if bounds is None:
        return None
    low, high = map(Decimal, bounds)
    after = _past_of(line, end, numbers)
    follows = line.text(after)
    multiplier = (numbers.scales.get(follows) or _vague_least(follows, numbers)) if after > end else None
    if multiplier is not None:
        low, high, end = low * multiplier, high * multiplier, after + 1
    return Amount(None, at, end, Form.VAGUE, low=low, high=high, integer=False)


def _least(word: str, numbers: Numbers) -> int | None:
    """Return what a word for many is at least, after "several": "hundred", "million", "dozen", "tens"."""
    many = numbers.hundreds.get(word) or numbers.scales.get(word) or numbers.collectives.get(word)
    return many or _vague_least(word, numbers)


def _vague_least(word: str, numbers: Numbers) -> int | None:
    return numbers.vague[word][0] if word in numbers.vague else None


def _past_of(line: Line, at: int, numbers: Numbers) -> int:
    """Return the lexeme after an "of" that stands *at* ("tens of thousands", "dizaines d'"), or *at* itself."""
    if line.text(at) not in numbers.of:
        return at
    return at + 2 if line.text(at + 1) in {"'", "’"} else at + 1


def _half(line: Line, at: int, language: Language) -> Amount | None:
    """Read "half", "half a million", "half a dozen"; None where the word is a half only before those."""
    numbers = language.numbers
    first = at - 1 if line.text(at - 1) in numbers.articles | numbers.one else at
    place = at + 1
    while line.text(place) in HYPHENS or line.text(place) in numbers.articles:
        place += 1
    multiplier = numbers.scales.get(line.text(place)) or numbers.collectives.get(line.text(place))
    multiplier = multiplier or numbers.hundreds.get(line.text(place))
    if multiplier is not None:
        return Amount(Decimal(multiplier) / 2, first, place + 1, Form.WORDS, scaled=True, integer=False)
    if line.texts[at] in numbers.half_before:
        unit = measures.unit_after(line, at + 1, language)
        if unit is None or measures.is_symbol(line, at + 1, language):
            return None
    return of_scale(line, Amount(HALF, first, at + 1, Form.FRACTION, integer=False), numbers)


def _headless(line: Line, at: int, done: int, language: Language) -> Amount | None:
    """Read what needs an article before it: "a hundred", "a dozen", "a third of"; or an ordinal."""
    numbers, text = language.numbers, line.texts[at]
    before = line.text(at - 1) if at > done else ""
    if text in numbers.hundreds or text in numbers.scales:
        return _hundred(line, at, before, numbers)
    if text in numbers.collectives:
        if before in numbers.articles:
            return Amount(Decimal(numbers.collectives[text]), at - 1, at + 1, Form.COLLECTIVE)
        return _unsaid(line, at, numbers) if line.text(at - 1) in language.words.determiners else None
    if text in numbers.fractions and _is_one_part(line, at, before, numbers):
        part = Amount(Decimal(1) / numbers.fractions[text], at - 1, at + 1, Form.FRACTION, integer=False)
        return of_scale(line, part, numbers)
    if text in numbers.ordinals:
        return Amount(None, at, at + 1, Form.ORDINAL)
    return None


def _hundred(line: Line, at: int, before: str, numbers: Numbers) -> Amount | None:
    """Read the hundred or scale *at*, after *before*: "a hundred", and "cent", which needs no article."""
    if before in numbers.articles and before not in numbers.small:
        return read(line, at - 1, numbers)
    text = line.texts[at]
    whole = text in numbers.bare or numbers.hundreds.get(text, 0) > 100
    return read(line, at, numbers) if whole else _unsaid(line, at, numbers)


def _is_one_part(line: Line, at: int, before: str, numbers: Numbers) -> bool:
    """Whether the fraction word *at*, after *before*, is one part: "a third", "le tiers de", and no ordinal."""
    part = before in numbers.part_articles and line.texts[at] not in numbers.ordinals
    if before not in numbers.articles and not (part and line.text(at + 1) in numbers.of):
        return False
    return _parts(line, at, numbers)


def _unsaid(line: Line, at: int, numbers: Numbers) -> Amount:
    """Read "hundred", "dozen" where nothing says how many: a number, but which?"""
    end = at + 1
    while line.text(end) in numbers.scales or line.text(end) in numbers.hundreds:
        end += 1
    return Amount(None, at, end, Form.UNSAID)


def _parts(line: Line, at: int, numbers: Numbers) -> bool:
    """Whether "a third" is a part, not an ordinal: "of" or nothing follows; a quarter always is."""
    if line.text(at + 1) in HYPHENS and line.glued(at + 1):
        return False  # "a third-party"
    if not line.is_word(at + 1):
        return True
    if line.texts[at] not in numbers.ordinals:
        return line.text(at + 1) not in numbers.not_parts
    return line.text(at + 1) in numbers.parts_after
