"""Numbers that count the text's own parts, its method or nothing at all: "five main points", "one of the", idioms."""

from __future__ import annotations

from functools import cache

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals.calendar import is_bare
from monitor.language import Language, Phrases, lexing

_MOST_PARTS = 20


def ordinal(_token: Token, _language: Language) -> str:
    """Tell "first", "22nd"."""
    return "ordinal"


def pointed(token: Token, language: Language) -> str | None:
    """Tell an ordinal by the point after it and the noun that follows: "4. Stock"."""
    line, last = token.line, token.last
    if line.text(last) != "." or not line.glued(last) or token.form is not Form.DIGITS or token.unit is not None:
        return None
    return "ordinal" if line.text(last + 1) in language.refusals.words.ordinal_nouns else None


def once(_token: Token, _language: Language) -> str:
    """Tell how often something is done, not how many things there are."""
    return "structure"


def table_unit(token: Token, language: Language) -> str | None:
    """Tell what a table's numbers are told in, of no number itself: "Accounts, in thousands of euros"."""
    line, first = token.line, token.first
    scale = line.texts[first] in language.headers.factors and first + 1 >= token.last - 3
    if not scale or line.is_number(first) or line.text(first - 1) not in language.headers.in_:
        return None
    opened = first == 1 or not line.is_word(first - 2)
    closed = token.last >= len(line) or not line.is_word(token.last)
    return "structure" if opened and closed else None


def script(_token: Token, _language: Language) -> str:
    """Tell digits of another script, whose groups and marks are not ours to read: "١٬٢٣٤"."""
    return "script"


def unsaid(token: Token, language: Language) -> str:
    """Tell "hundred" of which nothing says how many ("the hundred or so"), or that is a name ("Thousand Oaks")."""
    line = token.line
    named = line.capital(token.first) and line.capital(token.last) and not language.nouns.capital
    return "name" if named else "unclear"


def idiom(token: Token, language: Language) -> str | None:
    """Tell a set phrase around the number, from the word before it on."""
    phrases, line = _idioms(language), token.line
    for at in range(max(0, token.first - 4), token.last):
        found = phrases.at(line.texts, at)
        if found is not None and at + found[0] > token.first:
            return found[1]
    return None


@cache
def _idioms(language: Language) -> Phrases[str]:
    """Return set phrases, and the reason that each gives."""
    idioms = [(phrase, "idiom") for phrase in language.refusals.idioms]
    pronouns = [(phrase, "pronoun") for phrase in language.refusals.pronoun.phrases]
    return Phrases((lexing.lexemes(phrase), reason) for phrase, reason in (*idioms, *pronouns))


def multiple(token: Token, language: Language) -> str | None:
    """Tell "double" as a kind of thing ("a double room") from a multiple ("double the population")."""
    line, last = token.line, token.last
    word = line.texts[token.first]
    if word in language.numbers.multiple_verbs:
        return None
    after = line.text(last)
    if word in language.numbers.times_words:
        return None if after in language.numbers.multiple_before else "structure"
    if after in HYPHENS and line.glued(last):
        return "idiom"
    if not line.is_word(last) or after in language.numbers.multiple_before:
        return "idiom" if line.text(token.first - 1) in language.numbers.multiple_not_after else None
    return None if line.text(token.first - 1) in language.numbers.multiple_after else "idiom"


def half(token: Token, language: Language) -> str | None:
    """Tell halves that are not shares: "the first half", "half-hourly"."""
    line, at = token.line, token.last - 1
    if line.texts[at] not in language.numbers.halves:
        return None
    before = line.text(token.first - 1)
    if before in language.numbers.ordinals or before in language.refusals.structure.other_half:
        return "structure"
    return "idiom" if line.text(at + 1) in HYPHENS and line.glued(at + 1) else None


def pronoun(token: Token, language: Language) -> str | None:
    """Tell "one" that stands for a thing named before, or for people in general."""
    line, first, last = token.line, token.first, token.last
    if token.form is not Form.WORDS or token.kind or last != first + 1 or line.texts[first] not in language.numbers.one:
        return None
    before, after = line.text(first - 1), line.text(last)
    if line.texts[first] in language.numbers.articles:
        return None
    if before in language.refusals.pronoun.before or after in language.refusals.pronoun.after:
        return "pronoun"
    if before in language.refusals.structure.than:
        return "structure"
    counted = line.is_word(last) or before in language.refusals.dates.copulas or after == "("
    return None if counted else "pronoun"


def adjective(token: Token, language: Language) -> str | None:
    """Tell a number word that is also an adjective, after its noun: "un bâtiment neuf"."""
    line, words = token.line, language.refusals.words
    if token.last != token.first + 1 or line.texts[token.first] not in words.adjectives:
        return None
    if not line.is_word(token.first - 1) or plural_follows(line, token.last, language):
        return None
    before = line.texts[token.first - 1]
    small = before in words.function or before in words.plural_verbs or before in words.sentence_starts
    return None if small else "idiom"


def counted_part(token: Token, language: Language) -> str | None:
    """Tell a count of the text's own parts or method by its head noun: "five main points", "3 data sources"."""
    top = token.value if token.value is not None else token.high
    if top is None or not token.integer or top > _MOST_PARTS or token.sign or token.kind not in {"", "points", "times"}:
        return None
    line, last = token.line, token.last
    joined = line.text(last) in HYPHENS and line.glued(last) and line.glued(last + 1) and line.is_word(last + 1)
    if token.kind == "points" and line.text(last) in language.refusals.structure.plans:
        return "structure"  # "a five-point plan", not "a five-point lead"
    if joined and token.form is Form.WORDS:
        return "structure"  # "a three-judge panel"
    if token.kind in {"points", "times"}:
        return _counted_points(token, language)
    if line.text(last) in language.refusals.words.of:
        counted = is_bare(token) and _method_follows(line, last, language)
    elif top == 1 and line.text(token.first - 1) in language.refusals.structure.than:
        counted = True
    else:
        counted = _counts_parts(token, language)
    return "structure" if counted else None


def _counts_parts(token: Token, language: Language) -> bool:
    head = _head(token.line, token.last, language)
    if head is None:
        return False
    word = token.line.texts[head]
    if word in language.refusals.structure.heads:
        return True
    return word in language.refusals.structure.soft and _introduced(token, head, language)


def _counted_points(token: Token, language: Language) -> str | None:
    """Tell "five points:", the points of a text, from five points on a scale."""
    line = token.line
    if token.kind == "times" or token.unit != "point":
        return None
    after = line.text(token.last)
    listed = (
        after == ":"
        or after in language.refusals.structure.announces
        or line.text(token.first - 1) in language.refusals.structure.introduces
    )
    return "structure" if listed and token.form is not Form.RANGE else None


def _method_follows(line: Line, at: int, language: Language) -> bool:
    """Whether "3 of the testing strategy pillars" counts parts."""
    heads = language.refusals.structure.heads
    for place in range(at + 1, min(at + 8, len(line))):
        if line.texts[place] in {".", ",", ";", ":"}:
            return False
        if line.texts[place] in heads:
            return True
    return False


def _head(line: Line, at: int, language: Language) -> int | None:
    """Return the last word of the noun phrase that begins *at*, at most five words on."""
    function = language.refusals.words.function
    heads = language.refusals.structure.heads | language.refusals.structure.soft
    head = None
    for place in range(at, min(at + 5, len(line))):
        if not line.is_word(place):
            if line.text(place) in HYPHENS and line.glued(place):
                continue
            break
        if line.texts[place] in function:
            break
        if line.texts[place] in heads and _is_plural(line.texts[place], language):
            return place if not plural_follows(line, place + 1, language) or line.text(place + 1) in heads else None
        head = place
    return head


def _is_plural(word: str, language: Language) -> bool:
    return word.endswith(language.refusals.words.plural_endings) or word in language.refusals.words.plurals


def _introduced(token: Token, head: int, language: Language) -> bool:
    """Whether a noun that may count real things brings in the text's own: "the three areas", "four options:"."""
    line = token.line
    words = language.refusals.structure.introduces
    if line.text(token.first - 1) in words or line.text(head + 1) in {":", *words}:
        return True
    return any(line.texts[place] in words for place in range(token.last, head))


_SENTENCE_ENDS = frozenset(".!?")


def is_list_marker(token: Token, language: Language, *, heading: bool) -> bool:
    """Whether the number opens its block as a mark: "1. Table", "2) ...", "3.1 Overview" in a heading."""
    line, last = token.line, token.last
    if token.kind or token.sign or token.scaled or token.value is None or token.value > 99:
        return False
    if token.first == 1 and line.texts[0] in {"(", "["} and line.text(last) in {")", "]"}:
        return True
    if _lettered(token):
        return True
    if token.form is not Form.DIGITS:
        return False
    begins = token.first == 0 or line.texts[token.first - 1] in _SENTENCE_ENDS
    if begins and is_bare(token) and line.capital(last) and line.texts[last] in language.words.articles:
        return True  # "1 Die Daten sind ...": a note, since no article stands between a number and what it counts
    if token.first != 0:
        return False
    if line.text(last) in {".", ")"} and line.glued(last) and not line.glued(last + 1):
        return last + 1 < len(line)
    numbered = "." in line.texts[0] and line.capital(last) and not line.glued(last)
    return numbered and (heading or _paragraph_begins(line, last, language))


def _paragraph_begins(line: Line, at: int, language: Language) -> bool:
    """Whether a numbered paragraph begins *at* ("14.2 The tenant"), rather than what a decimal counts."""
    if language.nouns.capital:  # every noun has one
        return language.numbers.decimal != "." or line.texts[at] in language.words.determiners | language.words.pronouns
    return True


def _lettered(token: Token) -> bool:
    """Whether a letter stands before the mark: "A-1. Enrolment"."""
    line, last = token.line, token.last
    number = token.first if line.is_number(token.first) else token.first + 1
    if (
        number != 2
        or not line.capital(0)
        or len(line.texts[0]) > 1
        or line.texts[1] not in HYPHENS
        or not line.glued(2)
    ):
        return False
    return line.text(last) in {".", ")"} and line.glued(last) and last + 1 < len(line)
