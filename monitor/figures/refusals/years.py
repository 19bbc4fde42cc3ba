"""Years, and the years and ages that order a table: told from counts that look like them."""

from __future__ import annotations

from monitor.figures.numbers.adjacent_words import is_adjective, plural_follows
from monitor.figures.numbers.cardinals import Form
from monitor.figures.refusals.candidates import Candidate
from monitor.language.phrases import among_lexemes

_OLDEST = 120  #: years of age that a table is ordered by


def in_table(number: Candidate) -> str | None:
    """Tell years and ages that a table is ordered by: under "Year" or "Age", or heading a row ("20-29", "65+")."""
    where, top = number.where, number.top
    if not where.in_table or top is None or not _can_order(number):
        return None
    words = {word for text in where.headers for word in text.lower().split()}
    if number.year_like and not words.isdisjoint(number.refusals.dates.headers):
        return "year"
    if top > _OLDEST:
        return None
    return "age" if _is_band(number) or not words.isdisjoint(number.refusals.ages.headers) else None


def _can_order(number: Candidate) -> bool:
    token = number.token
    return token.unit in {None, "year"} and not token.scaled and token.integer


def _is_band(number: Candidate) -> bool:
    """Whether a header names a band of ages by its bounds."""
    if not number.where.header:
        return False
    return number.token.form is Form.RANGE or (number.after == "+" and number.touches)


def alone(number: Candidate) -> str | None:
    """Tell a year that is all of its line, and no cell of a table."""
    return "year" if number.year_like and not number.where.cell else None


def year(number: Candidate) -> str | None:
    """Tell a year from a count that looks like one ("1957 tests")."""
    return "year" if number.year_like and not number.where.cell and _is_year(number) else None


def _is_year(number: Candidate) -> bool:
    if _is_called_year(number) or _is_in_range(number) or _is_of_one(number):
        return True
    if number.token.form is Form.RANGE:
        return not _are_hundreds(number)
    return _opens_clause(number) or not _counts_like_year(number)


def _is_called_year(number: Candidate) -> bool:
    """Whether words beside it say that it is a year: "since", "the year", "AD"."""
    dates = number.refusals.dates
    if number.before in dates.year_before or number.after in dates.eras:
        return True
    time = number.language.time
    if number.before in time.closing and number.line.text(number.first - 2) in time.units:
        return True  # "the decade to 2019"
    return among_lexemes(dates.year_phrases).ending(number.line.texts, number.first - 1) is not None


def _is_of_one(number: Candidate) -> bool:
    """Whether article and participle around it are those of one thing: "die 2018 eröffnete Schule", which none counts.

    After a definite article an adjective in -e is of the singular: those of a plural end in -en.
    """
    line, at, dates = number.line, number.last, number.refusals.dates
    if not dates.one_before or number.token.form is Form.RANGE or not is_adjective(line, at, number.language):
        return False
    word = line.texts[at]
    if any(word.endswith(f"{present}{ending}") for present in ("end",) for ending in number.language.nouns.declined):
        return False  # "die 1900 zählende Herde"
    return number.before in dates.one_before or (number.before in number.language.words.definite and word.endswith("e"))


_RANGES = frozenset("/-–")


def _is_in_range(number: Candidate) -> bool:
    """Whether the year after it is tied to it: "2019/20", "2019-2020"."""
    line, other = number.line, number.last + 1
    tied = number.after in _RANGES and number.touches and line.is_number(other)
    return tied and len(line.texts[other]) in {2, 4}


def _are_hundreds(number: Candidate) -> bool:
    """Whether both ends are round: "between 1500 and 2000 people"; years seldom are."""
    return all(end is not None and end % 100 == 0 for end in (number.token.low, number.token.high))


def _opens_clause(number: Candidate) -> bool:
    """Whether it and the word before open a sentence, or what follows a comma: "By 2035 cars must be electric"."""
    if number.before not in number.refusals.dates.year_openers:
        return False
    return number.first == 1 or number.line.text(number.first - 2) in _OPENINGS


_OPENINGS = frozenset('.,;:!?•*("“„«»')
_CLAUSE_ENDS = frozenset({".", ",", ";", ""})


def _counts_like_year(number: Candidate) -> bool:
    """Whether a number that could be a year counts what stands beside it: "1957 tests", "a total of 2019"."""
    dates = number.refusals.dates
    if (number.counts and number.after not in dates.seasons) or _is_sum(number):
        return True
    if _counts_after_word(number):
        words = number.refusals.words.function
        return number.after not in words and not number.line.capital(number.last)
    if number.before in dates.copulas and number.after in _CLAUSE_ENDS:
        return True
    return number.before in dates.counted_before and int(number.word) % 100 == 0


def _is_sum(number: Candidate) -> bool:
    """Whether "a total of" stands before."""
    summed = number.line.text(number.first - 2) in number.refusals.dates.sums
    return summed and number.before in number.refusals.words.of


def _counts_after_word(number: Candidate) -> bool:
    """Whether a word and then a plural follow ("1990 insured vehicles"), and no weak word of years stands before."""
    line, last = number.line, number.last
    if not line.is_word(last) or not plural_follows(line, last + 1, number.language):
        return False
    if number.before not in number.refusals.dates.year_before_weak:
        return True
    return number.before in number.refusals.words.of and not line.is_word(number.first - 2)  # "Of 1990 cars, 12"
