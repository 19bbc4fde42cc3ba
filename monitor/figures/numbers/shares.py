"""Reads shares told by two whole numbers or by an ordinal: "one in five", "one in a hundred", "every tenth"."""

from __future__ import annotations

from decimal import Decimal

from monitor.figures.numbers import measures
from monitor.figures.numbers.adjacent_words import past_adjectives
from monitor.figures.numbers.cardinals import HYPHENS, Amount, Form, read
from monitor.figures.numbers.lexer import Line
from monitor.language import Language, Numbers

_REACH = 6  #: lexemes between the two numbers: "une demandeuse d'asile sur trois"
_ROUND = frozenset(Decimal(10) ** power for power in range(1, 8))
_FEW = 10
_FEW_SAID = 5  #: "vier von fünf" is a share, "3 von 4" a count and its whole


def of_many(line: Line, amount: Amount, language: Language) -> Amount | None:
    """Read "one in five", "une personne sur trois"; and leave out an article that is no number ("un")."""
    numbers = language.numbers
    if amount.value is not None and amount.integer and not amount.scaled and 0 < amount.value < 100:
        for place in range(amount.end, min(amount.end + _REACH, len(line))):
            found = _share(line, place, amount, language)
            if found is not None:
                return found
            if not _in_noun(line, place, language):
                break
    if _is_article(line, amount, numbers) and not _counted(line, amount, language):
        return None
    return amount


def _in_noun(line: Line, place: int, language: Language) -> bool:
    """Whether the lexeme may stand in the noun between the numbers: "un sans-abri", "une demandeuse d'asile"."""
    word, words = line.texts[place], language.refusals.words
    if line.is_word(place):
        small = word in words.function and line.text(place + 1) not in HYPHENS
        return not small or (word in words.of and line.text(place - 1) not in words.function)
    return (word in HYPHENS or word in "'’") and line.glued(place)


def of_ordinal(line: Line, at: int, language: Language) -> Amount | None:
    """Read "jeder zehnte", "every fifth", "une sur dix" said by an ordinal; no span of time ("every second day")."""
    numbers = language.numbers
    below = numbers.shares.get(line.texts[at])
    if below is None or line.text(at - 1) not in numbers.each:
        return None
    timed = measures.unit_after(line, at + 1, language) or language.calendar.days.intersection({line.text(at + 1)})
    if timed:
        return None
    return Amount(Decimal(1) / below, at - 1, at + 1, Form.FRACTION, integer=False)


def _is_article(line: Line, amount: Amount, numbers: Numbers) -> bool:
    alone = amount.end == amount.first + 1 and amount.form is Form.WORDS
    return alone and line.texts[amount.first] in numbers.articles and line.texts[amount.first] in numbers.one


def _share(line: Line, place: int, amount: Amount, language: Language) -> Amount | None:
    """Read the share that "in" or "out of" at the lexeme *place* makes of *amount*."""
    numbers = language.numbers
    texts = line.texts
    phrase = next((words for words in numbers.out_of_words if tuple(texts[place : place + len(words)]) == words), None)
    if phrase is None or amount.value is None:
        return None
    below = _below(line, place + len(phrase), numbers)
    if below is None or below.value is None or below.value < amount.value or amount.value > 20:
        return None
    if _placed(line, below, language) or not _rounded(amount, below.value):
        return None
    if phrase[0] in numbers.out_of_round and not _of_kind(line, place, amount, below, language):
        return None
    if place > amount.end and _counts_people(line, below.end, language):
        return None
    return Amount(amount.value / below.value, amount.first, below.end, Form.FRACTION, integer=False)


def _below(line: Line, at: int, numbers: Numbers) -> Amount | None:
    """Read the whole number that a share is told of: "five", "100", "a hundred"."""
    if at >= len(line):
        return None
    text, follows = line.texts[at], line.text(at + 1)
    many = text in numbers.articles and (follows in numbers.hundreds or follows in numbers.scales)
    bare = text in numbers.bare
    if not (line.is_number(at) or text in numbers.small or many or bare) or (text in numbers.articles and not many):
        return None
    found = read(line, at, numbers)
    return found if found is not None and found.integer and found.value is not None and found.value > 1 else None


def _placed(line: Line, below: Amount, language: Language) -> bool:
    """Whether the number below is a year, a day or a length of time: "one in 2019", "one in 5 May"."""
    assert below.value is not None  # noqa: S101 (the caller has looked)
    if 1500 < below.value < 2200 or line.text(below.end) in language.calendar.months:
        return True
    return measures.unit_after(line, below.end, language) is not None


def _rounded(amount: Amount, below: Decimal) -> bool:
    """Whether the two say a share: "13 régions sur 18" counts regions, "9 of 100" and "one in 18" are shares."""
    if below > 100 and below not in _ROUND:
        return False
    return amount.value == 1 or below <= _FEW or below in _ROUND or below == 20


def _of_kind(line: Line, place: int, amount: Amount, below: Amount, language: Language) -> bool:
    """Whether "von" says "out of", rather than how much: "eins von zehn", "ein Kind von zehn", "vier von zehn".

    "Ein Schaden von 10.000 Euro" and "ein Team von zehn Polizisten" name what the second number counts.
    """
    assert below.value is not None  # noqa: S101 (the caller has looked)
    if place == amount.end:
        said = amount.form is Form.WORDS and below.value <= _FEW_SAID
        return below.value in _ROUND or amount.value == 1 or said
    if below.value > _FEW * _FEW or line.texts[place - 1] in language.nouns.containers:
        return False
    if line.text(below.end) == "(" and line.text(below.end + 2) == ")":
        return False  # "eine Frist von dreißig (30) Tagen"
    at = past_adjectives(line, below.end, language)
    return not line.capital(at) and measures.currency_after(line, below.end, language) is None


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
