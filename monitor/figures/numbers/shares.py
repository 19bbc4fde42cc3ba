"""Reads shares told by two whole numbers or by an ordinal: "one in five", "one in a hundred", "every tenth"."""

from __future__ import annotations

from decimal import Decimal

from monitor.figures.numbers import measures
from monitor.figures.numbers.adjacent_words import past_adjectives
from monitor.figures.numbers.cardinals import HYPHENS, Amount, Form, read
from monitor.figures.numbers.fractions import MOST_TOLD, SHARE_REACH
from monitor.figures.numbers.lexer import Line
from monitor.language import Language, Numbers

_ROUND = frozenset(Decimal(10) ** power for power in range(1, 8))
_FEW = 10
_FEW_SAID = 5  #: "vier von fünf" is a share, "3 von 4" a count and its whole


def shared(line: Line, amount: Amount, language: Language) -> Amount | None:
    """Return the share that *amount* begins or is ("one in five", "jeder zehnte"), or *amount* itself.

    None for an article that is no number ("un").
    """
    if amount.form is Form.ORDINAL:
        return _of_ordinal(line, amount, language) or amount
    if amount.form not in _TOLD:
        return amount
    found = _of_many(line, amount, language)
    if found is None and _is_article(line, amount, language.numbers) and not _counted(line, amount, language):
        return None
    return found or amount


_TOLD = frozenset({Form.DIGITS, Form.WORDS})


def _of_many(line: Line, amount: Amount, language: Language) -> Amount | None:
    """Read "one in five", "une personne sur trois"."""
    if not amount.whole or amount.value is None or not 0 < amount.value <= MOST_TOLD:
        return None
    for place in range(amount.end, min(amount.end + SHARE_REACH, len(line))):
        found = _share(line, place, amount, language)
        if found is not None or not _in_noun(line, place, language):
            return found
    return None


def _in_noun(line: Line, place: int, language: Language) -> bool:
    """Whether the lexeme may stand in the noun between the numbers: "un sans-abri", "une demandeuse d'asile"."""
    word, words = line.texts[place], language.refusals.words
    if line.is_word(place):
        small = word in words.function and line.text(place + 1) not in HYPHENS
        return not small or (word in words.of and line.text(place - 1) not in words.function)
    return (word in HYPHENS or word in "'’") and line.glued(place)


def _of_ordinal(line: Line, amount: Amount, language: Language) -> Amount | None:
    """Read "jeder zehnte", "every fifth", "une sur dix" said by an ordinal; no span of time ("every second day")."""
    first, end, numbers = amount.first, amount.end, language.numbers
    below = numbers.shares.get(line.texts[first]) if end == first + 1 else None
    if below is None or line.text(first - 1) not in numbers.each:
        return None
    if line.text(end) in language.calendar.days or measures.unit_after(line, end, language):
        return None
    return Amount(Decimal(1) / below, first - 1, end, Form.FRACTION, integer=False)


def _is_article(line: Line, amount: Amount, numbers: Numbers) -> bool:
    alone = amount.end == amount.first + 1 and amount.form is Form.WORDS
    return alone and line.texts[amount.first] in numbers.articles and line.texts[amount.first] in numbers.one


def _share(line: Line, place: int, amount: Amount, language: Language) -> Amount | None:
    """Read the share that "in" or "out of" at the lexeme *place* makes of *amount*."""
    phrase = _out_of(line, place, language.numbers)
    if phrase is None or amount.value is None:
        return None
    below = _below(line, place + len(phrase), language.numbers)
    if below is None or below.value is None or not _rounded(amount.value, below.value):
        return None
    if _placed(line, below, language):
        return None
    if phrase[0] in language.numbers.out_of_round and not _of_kind(line, place, amount, below, language):
        return None
    if place > amount.end and _counts_people(line, below.end, language):
        return None
    return Amount(amount.value / below.value, amount.first, below.end, Form.FRACTION, integer=False)


def _out_of(line: Line, at: int, numbers: Numbers) -> tuple[str, ...] | None:
    """Return the words between the numbers of a share that stand *at*: "in", "out of", "sur"."""
    texts = line.texts
    return next((words for words in numbers.out_of_words if tuple(texts[at : at + len(words)]) == words), None)


def _below(line: Line, at: int, numbers: Numbers) -> Amount | None:
    """Read the whole number that a share is told of: "five", "100", "a hundred"."""
    if not (line.is_number(at) or _says_whole(line, at, numbers)):
        return None
    found = read(line, at, numbers)
    return found if found is not None and found.integer and found.value is not None and found.value > 1 else None


def _says_whole(line: Line, at: int, numbers: Numbers) -> bool:
    """Whether number words stand *at*: "five", "cent", "a hundred", but no article alone."""
    text, follows = line.text(at), line.text(at + 1)
    if text in numbers.articles:
        return follows in numbers.hundreds or follows in numbers.scales
    return text in numbers.small or text in numbers.bare


def _placed(line: Line, below: Amount, language: Language) -> bool:
    """Whether the number below is a year, a day or a length of time: "one in 2019", "one in 5 May"."""
    assert below.value is not None  # noqa: S101 (the caller has looked)
    if 1500 < below.value < 2200 or line.text(below.end) in language.calendar.months:
        return True
    return measures.unit_after(line, below.end, language) is not None


def _rounded(over: Decimal, below: Decimal) -> bool:
    """Whether the two say a share: "13 régions sur 18" counts regions, "9 of 100" and "one in 18" are shares."""
    if over > below or over > MOST_TOLD or (below > 100 and below not in _ROUND):
        return False
    return over == 1 or below <= _FEW or below in _ROUND or below == 20


def _of_kind(line: Line, place: int, amount: Amount, below: Amount, language: Language) -> bool:
    """Whether "von" says "out of", rather than how much: "eins von zehn", "ein Kind von zehn", "vier von zehn".

    "Ein Schaden von 10.000 Euro" and "ein Team von zehn Polizisten" name what the second number counts.
    """
    assert below.value is not None  # noqa: S101 (the caller has looked)
    if place == amount.end:
        said = amount.form is Form.WORDS and below.value <= _FEW_SAID
        return said or amount.value == 1 or below.value in _ROUND
    if below.value > _FEW * _FEW or line.texts[place - 1] in language.nouns.containers:
        return False
    return not _counts_things(line, below.end, language)


def _counts_things(line: Line, at: int, language: Language) -> bool:
    """Whether what stands *at*, after a number, is what it counts; "eine Frist von dreißig (30) Tagen" counts, too."""
    if line.text(at) == "(" and line.text(at + 2) == ")":
        return True
    return line.capital(past_adjectives(line, at, language)) or measures.currency_after(line, at, language) is not None


def _counts_people(line: Line, at: int, language: Language) -> bool:
    word = line.text(at)
    return word.endswith(language.nouns.plural_endings) or word in language.refusals.structure.people


def _counted(line: Line, amount: Amount, language: Language) -> bool:
    """Whether an article counts all the same: "un seul", "un mort", "au moins un", or the number alone."""
    numbers = language.numbers
    after, before = line.text(amount.end), line.text(amount.first - 1)
    if len(line) == 1 or before in numbers.minus or after in numbers.counted:
        return True
    if line.text(amount.end + 1) in numbers.joiners and line.text(amount.end + 2) in numbers.half_suffix:
        return True
    return line.text(amount.end + 1) in numbers.counted and after in numbers.new
