"""Numbers that stand where a name's would, and count: another subject's, without its verb, or what a receiver gets."""

from __future__ import annotations

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.refusals.candidates import Candidate


def is_handed(number: Candidate) -> bool:
    """Whether a verb of giving has its receiver before the number: "promised the RSPCA 24 trained inspectors"."""
    line, words, receiver = number.line, number.refusals.words, number.first - 1
    receiver -= line.text(receiver - 1) in number.language.words.articles
    if line.text(receiver - 1) not in words.handing:
        return False
    endings = number.language.refusals.words.plural_endings
    for at in range(number.last, number.last + _DESCRIBED):
        if not line.is_word(at) or line.capital(at):
            return False
        if line.texts[at].endswith(endings) and plural_follows(line, at, number.language):
            return True
    return False


_DESCRIBED = 4  #: words from a number to the noun that it counts: "24 newly trained young inspectors"
_ENDS = frozenset({".", ";", ",", ""})
_MOST_OF_SUBJECT = 4  #: words of a subject before a number that it has in place of a verb: "the old county court 55"
_SHORTEST = 3  #: lexemes before the first number: article, noun and verb


def is_gapped(number: Candidate, at: int) -> bool:
    """Whether a clause goes on with another subject, that ends *at*: "The lycée has 410 pupils, the collège 620"."""
    line = number.line
    begin = _subject_begin(number, at) if line.is_word(at) and _ends_clause(number) else None
    if begin is None:
        return False
    headed = line.text(begin) in number.language.words.articles
    return (headed or all(map(line.capital, range(begin, at + 1)))) and _follows_count(number, begin, headed=headed)


def _ends_clause(number: Candidate) -> bool:
    """Whether the clause ends behind the number, or another one is listed: "..., Leeds 12 and York 3"."""
    listed = number.after in number.refusals.words.listing and number.line.is_word(number.last + 1)
    return number.after in _ENDS or listed


def _subject_begin(number: Candidate, at: int) -> int | None:
    """Return where the subject begins that ends *at*, behind what links it to a clause before; None without a link."""
    line, articles, listing, begin = number.line, number.language.words.articles, number.refusals.words.listing, at
    while line.is_word(begin - 1) and line.text(begin) not in articles and at - begin < _MOST_OF_SUBJECT:
        begin -= 1
    if line.text(begin) not in articles and line.text(begin) in listing:
        begin += 1
    link = line.text(begin - 1)
    return begin if begin <= at and (link in _LINKS or link in listing) else None


def _follows_count(number: Candidate, begin: int, *, headed: bool) -> bool:
    """Whether the sentence before *begin* counts something, and opens as the subject there does: *headed* or a name."""
    line, articles = number.line, number.language.words.articles
    first = max(0, begin - _FAR)
    opening = next((start for start in range(begin - 2, first, -1) if line.texts[start - 1] in _STOPS), first)
    if opening == first > 0:
        return False  # a list of hundreds
    counted = [place for place in range(opening + _SHORTEST - (not headed), begin) if line.is_number(place)]
    alike = line.text(opening) in articles if headed else line.text(opening) not in articles and line.capital(opening)
    return alike and any(plural_follows(line, place + 1, number.language) for place in counted)


_FAR = 400  # lexemes back to where the sentence opens
_LINKS = frozenset(",;")
_STOPS = frozenset(".!?;")
