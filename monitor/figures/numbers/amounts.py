"""Reads numbers that words around them make: "dozens", "half a million", "a third of", "1/2 pound"."""

from __future__ import annotations

from decimal import Decimal

from monitor.figures.numbers import measures, shares
from monitor.figures.numbers.cardinals import FRACTION_SLASH, HYPHENS, Amount, Form, fraction, of_scale, read
from monitor.figures.numbers.lexer import SYMBOL, Line
from monitor.language import VULGAR, Language, Numbers


def amount_at(line: Line, at: int, done: int, language: Language) -> Amount | None:
    """Read the number at the lexeme *at*, whatever form it has; lexemes before *done* are another number's."""
    numbers = language.numbers
    text = line.texts[at]
    if line.kinds[at] == SYMBOL and text[0].isdecimal():
        return Amount(Decimal(text) if len(text) <= _MOST_DIGITS else None, at, at + 1, Form.SCRIPT)
    if line.is_number(at):
        suffix = line.text(at + 1)
        if (suffix in numbers.ordinal_suffixes and line.glued(at + 1)) or _pointed(line, at, numbers):
            return Amount(line.values[at], at, at + 2, Form.ORDINAL)
    elif text in numbers.multiples and not _is_part(line, at, numbers):
        return Amount(numbers.multiples[text], at, at + 1, Form.MULTIPLE, integer=False)
    elif (vague := _vague(line, at, language)) is not None:
        return vague
    elif text in numbers.several or text in numbers.once:
        return Amount(Decimal(1), at, at + 1, Form.ONCE) if text in numbers.once else None
    elif text in numbers.halves or text in numbers.half_before:
        return _half(line, at, language)
    elif text not in numbers.small and text not in VULGAR and text not in numbers.fixed:
        return _headless(line, at, done, language)
    amount = _slashed(line, at, language) or read(line, at, numbers)
    if amount is not None and amount.form in _WHOLE and amount.integer and not amount.scaled:
        _add_half(line, amount, language)
    return None if amount is None else shares.of_many(line, amount, language)


_WHOLE = frozenset({Form.DIGITS, Form.WORDS})


def _add_half(line: Line, amount: Amount, language: Language) -> None:
    """Read the half behind the noun: "quatre brigades et demie", "four brigades and a half"."""
    numbers, at = language.numbers, amount.end
    if not line.is_word(at) or line.text(at + 1) not in numbers.joiners or amount.value is None:
        return
    if measures.unit_after(line, at, language) or measures.currency_after(line, at, language):
        return  # the unit is read first: "deux ans et demi"
    end = at + 2
    if line.text(end) in numbers.articles and line.text(end + 1) in numbers.halves:
        end += 1
        if line.is_word(end + 1) or line.text(end + 1) in HYPHENS:
            return  # "two teams and a half hour", "and a half-dozen"
    elif line.text(end) not in numbers.half_suffix or (line.text(end + 1) in HYPHENS and line.glued(end + 1)):
        return
    amount.value, amount.end, amount.integer = amount.value + Decimal("0.5"), end + 1, False


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
        or measures.unit_after(line, end, language) is not None
        or measures.currency_after(line, end, language) is not None
        or (follows in language.refusals.words.plural_verbs and line.text(at - 1) not in _OPENS)
    ):
        return None
    return Amount(value, at, end, Form.FRACTION, integer=False)


_OPENS = frozenset("([/")


def _pointed(line: Line, at: int, numbers: Numbers) -> bool:
    """Whether a point makes the number *at* an ordinal: "das 3. Treffen"."""
    if line.text(at + 1) != "." or not line.glued(at + 1) or line.glued(at + 2) or not line.is_word(at + 2):
        return False
    return line.text(at - 1) in numbers.ordinal_points and line.text(at + 2) not in numbers.listed_after


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
        low, high, end = Decimal(multiplier), Decimal(10 * multiplier), end + 1
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
    return of_scale(line, Amount(Decimal("0.5"), first, at + 1, Form.FRACTION, integer=False), numbers)


def _headless(line: Line, at: int, done: int, language: Language) -> Amount | None:
    """Read what needs an article before it: "a hundred", "a dozen", "a third of"; or an ordinal."""
    numbers = language.numbers
    text, before = line.texts[at], line.text(at - 1)
    article = at - 1 >= done and before in numbers.articles
    if text in numbers.hundreds or text in numbers.scales:
        if article and before not in numbers.small:
            return read(line, at - 1, numbers)
        whole = text in numbers.bare or numbers.hundreds.get(text, 0) > 100
        return read(line, at, numbers) if whole else _unsaid(line, at, numbers)
    if text in numbers.collectives:
        if not article:  # "en quarantaine"
            return _unsaid(line, at, numbers) if before in language.words.determiners else None
        return Amount(Decimal(numbers.collectives[text]), at - 1, at + 1, Form.COLLECTIVE)
    definite = at - 1 >= done and before in numbers.part_articles and text not in numbers.ordinals
    if (
        text in numbers.fractions
        and (article or (definite and line.text(at + 1) in numbers.of))
        and _parts(line, at, language)
    ):
        part = Amount(Decimal(1) / numbers.fractions[text], at - 1, at + 1, Form.FRACTION, integer=False)
        return of_scale(line, part, numbers)
    if text in numbers.ordinals:
        return shares.of_ordinal(line, at, language) or Amount(None, at, at + 1, Form.ORDINAL)
    return None


def _unsaid(line: Line, at: int, numbers: Numbers) -> Amount:
    """Read "hundred", "dozen" where nothing says how many: a number, but which?"""
    end = at + 1
    while line.text(end) in numbers.scales or line.text(end) in numbers.hundreds:
        end += 1
    return Amount(None, at, end, Form.UNSAID)


_MOST_DIGITS = 30


def _parts(line: Line, at: int, language: Language) -> bool:
    """Whether "a third" is a part, not an ordinal: "of" or nothing follows; a quarter always is."""
    if line.text(at + 1) in HYPHENS and line.glued(at + 1):
        return False  # "a third-party"
    if line.texts[at] not in language.numbers.ordinals:
        return not line.is_word(at + 1) or line.text(at + 1) not in language.numbers.not_parts
    return not line.is_word(at + 1) or line.text(at + 1) in language.numbers.parts_after
