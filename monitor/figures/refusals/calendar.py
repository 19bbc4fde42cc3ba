"""Numbers that place things in time: dates, times of day, years, periods, and the ages of people."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.measures import find, unit_after
from monitor.figures.numbers.scanner import Token
from monitor.language import Language
from monitor.language.phrases import among_lexemes

_LINKS = frozenset({",", "/", "-", "–", "&"})


def is_bare(token: Token) -> bool:
    """Whether *token* is digits alone: no unit, sign, scale or separator, as years, ids and names are written."""
    return token.unit is None and not token.sign and not token.scaled and token.integer and _digits(token)


def _digits(token: Token) -> bool:
    if token.parts:
        return all(map(_digits, token.parts))
    return token.last == token.first + 1 and token.line.texts[token.first].isdecimal()


def date_or_time(token: Token, language: Language) -> str | None:
    """Tell a day of a month and a time of day."""
    if token.kind in {"percent", "currency", "points"} or token.scaled:
        return None
    if _is_time(token, language):
        return "time"
    if not token.integer:
        return None
    return "date" if _is_date(token, language) else None


def _is_time(token: Token, language: Language) -> bool:
    line, first, last = token.line, token.first, token.last
    after, before = line.text(last), line.text(first - 1)
    if after in language.refusals.times.after and token.unit is None:
        return True
    if token.unit is None and before in language.refusals.times.at and _part_of_day(line, last, language):
        return True
    halves = language.calendar.morning | language.calendar.afternoon
    if line.text(last + 1) == "." and f"{after}.{line.text(last + 2)}" in halves:
        return True
    if after == ":" and line.glued(last) and line.is_number(last + 1) and line.glued(last + 1):
        return len(line.texts[last + 1].split(".")[0]) == 2
    if before == ":" and line.glued(first) and line.is_number(first - 2) and line.glued(first - 1):
        return len(line.texts[first].split(".")[0]) == 2
    clock = before in language.time.hour_sign or (before in language.refusals.times.clock and token.unit is None)
    if clock and line.is_number(first - 2) and len(line.texts[first]) == 2:
        return line.glued(first) or line.glued(first - 1) or not plural_follows(line, last, language)
    return token.unit == "h" and _is_hour(token, language)


def _part_of_day(line: Line, at: int, language: Language) -> bool:
    """Whether "in the morning" stands *at*."""
    return " ".join(line.texts[at : at + 3]) in language.refusals.times.parts


def _is_hour(token: Token, language: Language) -> bool:
    """Whether "17h" is a time of day: minutes follow, or "à" stands before."""
    line, last = token.line, token.last
    top = token.value if token.value is not None else token.high
    if top is None or top > 24 or not token.integer:
        return False
    if line.is_number(last) and len(line.texts[last]) == 2:
        return unit_after(line, last + 1, language) is None  # "3 hours 20 minutes" last
    word, before = line.texts[last - 1], line.text(token.first - 1)
    if token.parts and token.parts[0].line.texts[token.parts[0].last - 1] in language.refusals.times.clock:
        return word in language.refusals.times.clock  # "8 heures à 18 heures"
    if word not in language.refusals.times.clock:
        return False
    weak = word in language.time.hour_sign and before in language.refusals.times.at_weak and not _lasts(token, language)
    return weak or before in language.refusals.times.at or _follows_date(token, language)


def _follows_date(token: Token, language: Language) -> bool:
    """Whether the hour ends a date: "20 janvier 2022, 19 h"."""
    line, first = token.line, token.first
    dated = line.text(first - 1) == "," and line.is_number(first - 2) and _is_month(line, first - 3, language)
    return dated and not line.is_word(token.last)


def _lasts(token: Token, language: Language) -> bool:
    """Whether hours last: "moins de 18 h", "un délai de 12 h", "après 10 h de marche"; "de 24 h" is hardly midnight."""
    line, times = token.line, language.refusals.times
    before = line.text(token.first - 2)
    return before in times.lasting or line.text(token.last) in times.lasting_of or token.value == _WHOLE_DAY


_WHOLE_DAY = 24


def _is_date(token: Token, language: Language) -> bool:
    line, first, last = token.line, token.first, token.last
    top = token.high if token.value is None else token.value
    if token.unit is not None or top is None:
        return False
    if _is_slashed(line, first, last) or _is_hyphened(line, last, language):
        return True
    day = 1 <= top <= 31
    if not day and not is_year_like(token):
        return False
    after = last
    if line.text(after) == "." and line.glued(after) and _is_month(line, after + 1, language):
        after += 1  # an ordinal: "3. května"
    if line.text(after) in language.calendar.of:
        after += 1
    if day and (_is_month(line, after, language) or _shares_month(line, last, language)):
        return True
    if _is_month(line, first - 1, language) or (line.text(first - 1) == "." and _is_month(line, first - 2, language)):
        dated = line.is_number(first - 2) or line.text(first - 2) in language.numbers.ordinal_suffixes
        return not plural_follows(line, last, language) and (not dated or is_year_like(token))
    if day and line.text(first - 1) in language.calendar.days:
        return not plural_follows(line, last, language)
    if is_year_like(token) and line.text(first - 1) == "," and line.is_number(first - 2):
        return _is_month(line, first - 3, language)
    return day and _month_before_numbers(line, first, language) and not plural_follows(line, last, language)


def _is_hyphened(line: Line, last: int, language: Language) -> bool:
    """Whether a hyphen ties a month to the number: "8-Mai-1945"."""
    tied = line.text(last) in HYPHENS and line.glued(last) and line.glued(last + 1)
    return tied and _is_month(line, last + 1, language)


def _is_month(line: Line, at: int, language: Language) -> bool:
    if line.text(at) not in language.calendar.months:
        return False
    return line.capital(at) or line.text(at) not in language.calendar.need_capital


def _shares_month(line: Line, at: int, language: Language) -> bool:
    """Whether other days follow, and then their month: "and 15", ", 15 and 16", "y el 15 de" before "octubre"."""
    begin = at
    for _ in range(4):
        joined = line.text(at) in _LINKS or line.text(at) in language.refusals.words.listing
        day = at + 2 if line.text(at + 1) in language.words.articles else at + 1
        if not joined or not line.is_number(day) or len(line.texts[day]) > 2:
            break
        at = day + 1
    if line.text(at) in language.calendar.of:
        at += 1
    return at > begin and _is_month(line, at, language)


def _month_before_numbers(line: Line, first: int, language: Language) -> bool:
    """Whether days of one month stand before: "May 11 and 28", but not "the week of May 11 and 28 the week of"."""
    span = language.units.words.get(line.text(first + 2))
    if line.text(first + 1) in language.words.articles and span is not None and span.kind == "time":
        return False
    at = first - 1
    for _ in range(4):
        joined = line.text(at) in _LINKS or line.text(at) in language.refusals.words.listing
        if not joined or not line.is_number(at - 1):
            return False
        if len(line.texts[at - 1]) > 2:
            return False
        if _is_month(line, at - 2, language):
            return True
        at -= 2
    return False


def _is_slashed(line: Line, first: int, last: int) -> bool:
    """Whether the number is part of 12/03/2020 or 2020-03-12."""
    left = right = 0
    marks = "/-‐‑."
    while left < 3 and line.text(first - 1 - 2 * left) and line.text(first - 1 - 2 * left) in marks:
        place = first - 1 - 2 * left
        if not (line.glued(place) and line.glued(place + 1) and line.is_number(place - 1)):
            break
        left += 1
    while right < 3 and line.text(last + 2 * right) and line.text(last + 2 * right) in marks:
        place = last + 2 * right
        if not (line.glued(place) and line.glued(place + 1) and line.is_number(place + 1)):
            break
        right += 1
    begin, end = first - 2 * left, last + 2 * right
    texts = line.texts[begin:end:2] if (end - begin) % 2 else []
    if len(texts) != 3 or not all(map(line.is_number, range(begin, end, 2))):
        return False
    long = [len(text) for text in texts]
    return long[1] <= 2 and (long[0] == 4 or long[2] == 4 or (long == [2, 2, 2] and line.texts[begin + 1] == "/"))


def pointed_date(token: Token, language: Language) -> str | None:
    """Tell "14.12.", where ordinals have a point."""
    text, line, last = token.line.texts[token.first], token.line, token.last
    if not language.numbers.ordinal_points or token.unit is not None or line.text(last) != "." or not line.glued(last):
        return None
    day, _, month = text.partition(".")
    sound = day.isdecimal() and month.isdecimal() and 0 < int(day) <= 31 and 0 < int(month) <= 12 and len(month) < 3
    ends = last + 1 >= len(line) or (line.capital(last + 1) and not line.glued(last + 1))
    return "date" if sound and not ends else None


def dotted_date(token: Token, _language: Language) -> str | None:
    """Tell 12.03.2020."""
    parts = token.line.texts[token.first].split(".")
    if (
        len(parts) == 3
        and len(parts[2]) in {2, 4}
        and int(parts[0][:4]) <= 31
        and int(parts[1][:4]) <= 12
        and len(parts[2]) == 4
    ):
        return "date"
    return None


def is_year_like(token: Token) -> bool:
    """Whether *token* could be a year: four digits without separator, 1500 to 2199; both ends of a range."""
    if token.form not in {Form.DIGITS, Form.RANGE} or token.unit is not None or token.sign:
        return False
    ends = [token.line.texts[end.first] for end in token.parts or (token,)]
    return all(len(text) == 4 and text.isdecimal() and 1500 <= int(text) < 2200 for text in ends)


def in_table(token: Token, language: Language, headers: Sequence[str], *, header: bool) -> str | None:
    """Tell years and ages that a table is ordered by: under "Year" or "Age", or heading a row ("20-29", "65+")."""
    top = token.value if token.value is not None else token.high
    if top is None or token.unit not in {None, "year"} or token.scaled or not token.integer:
        return None
    words = {word for text in headers for word in text.lower().split()}
    if is_year_like(token) and not words.isdisjoint(language.refusals.dates.headers):
        return "year"
    if top > 120:
        return None
    open_ended = token.line.text(token.last) == "+" and token.line.glued(token.last)
    banded = header and (token.form is Form.RANGE or open_ended)
    return "age" if banded or not words.isdisjoint(language.refusals.ages.headers) else None


def is_year(token: Token, language: Language) -> bool:
    """Tell a year from a count that looks like one ("1957 tests")."""
    line, first, last = token.line, token.first, token.last
    before, after = line.text(first - 1), line.text(last)
    if before in language.refusals.dates.year_before or after in language.refusals.dates.eras:
        return True
    if among_lexemes(language.refusals.dates.year_phrases).ending(line.texts, first - 1):
        return True
    if after in _RANGES and line.glued(last) and line.is_number(last + 1) and len(line.texts[last + 1]) in {2, 4}:
        return True
    if token.form is Form.RANGE:
        return not _are_hundreds(token)
    if before in language.refusals.dates.year_openers and _opens_clause(line, first - 1):
        return True
    return not _counts_like_year(token, language)


_RANGES = frozenset("/-–")


def _are_hundreds(token: Token) -> bool:
    """Whether both ends are round: "between 1500 and 2000 people"; years seldom are."""
    return all(end is not None and end % 100 == 0 for end in (token.low, token.high))


def _opens_clause(line: Line, at: int) -> bool:
    """Whether the word *at* opens its sentence, or what follows a comma: "By 2035 cars must be electric"."""
    return at == 0 or line.text(at - 1) in _OPENINGS


_OPENINGS = frozenset('.,;:!?•*("“„«»')


def _counts_like_year(token: Token, language: Language) -> bool:
    """Whether a number that could be a year counts what stands beside it: "1957 tests", "a total of 2019"."""
    line, first, last = token.line, token.first, token.last
    before, after = line.text(first - 1), line.text(last)
    if plural_follows(line, last, language) and after not in language.refusals.dates.seasons:
        return True
    if before in language.refusals.words.of and line.text(first - 2) in language.refusals.dates.sums:
        return True
    partitive = before in language.refusals.words.of and not line.is_word(first - 2)  # "Of 1990 insured vehicles, 12"
    weak = before in language.refusals.dates.year_before_weak and not partitive
    if line.is_word(last) and not weak and plural_follows(line, last + 1, language):
        return after not in language.refusals.words.function and not line.capital(last)
    if before in language.refusals.dates.copulas and after in {".", ",", ";", ""}:
        return True
    return before in language.refusals.dates.counted_before and int(line.texts[first]) % 100 == 0


def period_or_age(token: Token, language: Language) -> str | None:
    """Tell "the last 3 months", "two years ago", and the age of a person who is named between commas."""
    line, last = token.line, token.last
    if token.kind == "time":
        return _period(token, language)
    if token.kind == "" and line.text(last) in language.refusals.periods.before:
        timed = find(language.units.after, line, last + 1)
        measured = timed is not None and timed[1].kind == "time" and _of_several(token, timed[0], language)
        return "period" if measured else None
    return "age" if _is_age_in_commas(token, language) else None


def _of_several(token: Token, end: int, language: Language) -> bool:
    """Whether the unit that ends at *end* can be what the number counts: "the 3 last months", not "103 last month"."""
    return token.value == 1 or language.nouns.forms.is_plural(token.line.texts[end - 1])


def _period(token: Token, language: Language) -> str | None:
    line, first, last = token.line, token.first, token.last
    before, after = line.text(first - 1), line.text(last)
    if _is_deadline(token, language):
        return None
    if before in language.refusals.periods.before:
        return "period"
    if after == "'":
        return "period" if line.text(last + 1) in language.refusals.periods.possessed else None
    periods = language.refusals.periods
    if among_lexemes(periods.after).at(line.texts, last) or among_lexemes(periods.ago).ending(line.texts, first - 1):
        return "period"
    if after in language.refusals.periods.relative:
        if not line.is_word(last + 1) or first == 0 or before in _LINKS:
            return "period"  # "cinq ans après, ...", "Two years after the flood, ..."
        method = language.refusals.structure.method
        return "structure" if line.text(last + 1) in method or line.text(last + 2) in method else None
    return "age" if token.unit == "year" and _between_commas(token) else None


def _is_deadline(token: Token, language: Language) -> bool:
    """Whether something is to be done in that time: "within the next 20 days", "en los 20 días siguientes"."""
    line, first, periods = token.line, token.first, language.refusals.periods
    deadlines = among_lexemes(language.roles.deadlines)
    if line.text(first - 1) in periods.coming:
        return any(deadlines.ending(line.texts, first - back) is not None for back in (2, 3))
    return line.text(first - 1) not in periods.before and deadlines.ending(line.texts, first - 2) is not None


def _between_commas(token: Token) -> bool:
    """Whether a name stands before the comma before the number: "Jean Dupont, 45 ans, ..."."""
    line, first = token.line, token.first
    initial = line.text(first - 2) == "." and line.glued(first - 2)
    return line.text(first - 1) in {",", "("} and line.capital(first - 3 if initial else first - 2)


def _is_age_in_commas(token: Token, language: Language) -> bool:
    """Whether "Smith, 45, said" gives an age: a name before, nothing counted after."""
    line, first, last = token.line, token.first, token.last
    if not is_bare(token) or token.value is None or not 1 <= token.value <= 110 or line.text(last) not in {",", ")"}:
        return False
    if line.text(first - 1) not in {",", "("} or not line.capital(first - 2):
        return False
    if not line.capital(first - 3):  # a single name only where it opens the sentence: "Smith, 45, said"
        opens = first == 2 or line.text(first - 3) == "."
        return opens and line.text(last) == "," and line.is_word(last + 1) and not line.capital(last + 1)
    return line.text(first - 4) not in language.refusals.dates.places
