"""The days that a time phrase comes to, given the day on which the page was published or updated."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta

from monitor.figures.labels.text.grammar import Grammar

Days = tuple[date, date]

_YEARS = range(1900, 2101)
_NOT_DIGITS = "abcdefghijklmnopqrstuvwxyzªº"
_DIGITS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def resolved(words: list[str], grammar: Grammar, page: date | None) -> tuple[date | None, date | None]:
    """Return the first and the last day that the time phrase *words* comes to; None where it cannot be known.

    *page* is the day on which the page was published or updated; relative phrases need it, and so do days without a
    year.
    """
    span = _span(words, grammar, page)
    if span is None:
        return None, None
    first, last = span
    opening = grammar.time_prepositions.at(words, 0)
    kind = opening[1] if opening else ""
    if kind == "since" and len(_dates(words, grammar, page)) > 1:
        kind = "between"  # "from 2 to 9 March"
    if kind == "between" and first == last and _alone(words, grammar):
        kind = "since"  # "from March": no second end
    if kind == "since":
        return (first, page) if page is None or first <= page else (first, None)
    if kind == "until":
        return None, last
    if kind == "after":
        return last + timedelta(days=1), None
    return first, last


def _alone(words: list[str], grammar: Grammar) -> bool:
    return sum(word in grammar.calendar.months or (word.isdecimal() and len(word) == 4) for word in words) < 2


def _span(words: list[str], grammar: Grammar, page: date | None) -> Days | None:
    dates = _dates(words, grammar, page)
    if dates:
        return min(first for first, _ in dates), max(last for _, last in dates)
    if page is None:
        return None
    return _relative(words, grammar, page) or _deictic(words, grammar, page) or _weekday(words, grammar, page)


def _deictic(words: list[str], grammar: Grammar, page: date) -> Days | None:
    for at, word in enumerate(words):
        phrase = grammar.time_phrases.at(words, at)
        meaning = phrase[1] if phrase else grammar.time.deictic.get(word)
        if meaning and meaning != "past":
            day = page + timedelta(days=int(meaning.partition(":")[2] or 0))
            return day, day
    return None


def _dates(words: list[str], grammar: Grammar, page: date | None) -> list[Days]:
    span = _year_ending(words, grammar)
    if span is not None:
        return [span]
    found: list[Days] = [written for word in words if (written := _numeric(word)) is not None]
    years = [int(word) for word in words if word.isdecimal() and len(word) == 4 and int(word) in _YEARS]
    for at, word in enumerate(words):
        month = grammar.calendar.months.get(word)
        if month is None:
            continue
        day = _day_beside(words, at, grammar)
        year = _nearest_year(words, at, grammar) or (years[0] if years else _year_of(month, day or 1, page))
        if year is None:
            continue
        last = calendar.monthrange(year, month)[1]
        if day is not None and 1 <= day <= last:
            found.append((date(year, month, day), date(year, month, day)))
            earlier = _first_day(words, at, grammar)
            if earlier is not None and 1 <= earlier < day:
                found.append((date(year, month, earlier), date(year, month, earlier)))
        else:
            found.append(_part(date(year, month, 1), date(year, month, last), words, grammar))
    if not found and years and not any(word in grammar.calendar.months for word in words):
        found = [_year(year, words, grammar) for year in years]
    return found


def _year_ending(words: list[str], grammar: Grammar) -> Days | None:
    """Return the twelve months of "the year ending March 2020"."""
    closing = next((at for at, word in enumerate(words) if word in grammar.time.closing), None)
    if closing is None or not any(grammar.time.units.get(word) == "year" for word in words[:closing]):
        return None
    ends = _dates(words[closing + 1 :], grammar, None)
    if not ends:
        return None
    last = ends[-1][1]
    return _back(last + timedelta(days=1), "year", 1), last


def iso(word: str, order: str) -> str:
    """Return *word*, a date in digits as "2020-03-18": *order* tells whether "18/03/2020" begins with its day."""
    match = _DIGITS.fullmatch(word)
    if match is None:
        return word
    day, month = (match[2], match[1]) if order == "MDY" and int(match[1]) <= 12 else (match[1], match[2])
    return f"{match[3]}-{month:0>2}-{day:0>2}"


def _numeric(word: str) -> Days | None:
    """Read "2020-03-18"."""
    try:
        found = date.fromisoformat(word) if len(word) == 10 else None
    except ValueError:
        return None
    return (found, found) if found else None


def _day_beside(words: list[str], at: int, grammar: Grammar) -> int | None:
    """Return the day of the month written next to it: "18 March", "March 18th", "1er mars"."""
    before = _past_of(words, at - 1, -1, grammar)
    for here in (before, at + 1):
        if 0 <= here < len(words):
            day = _day_of_month(words[here], grammar)
            if day is not None:
                return day
    return None


def _past_of(words: list[str], at: int, step: int, grammar: Grammar) -> int:
    """Return the place *at*, or the next in the direction *step* where "of" stands there: "3 de mayo de 2020"."""
    return at + step if 0 <= at < len(words) and words[at] in grammar.calendar.of else at


def _day_of_month(word: str, grammar: Grammar) -> int | None:
    """Return the number that *word* writes, an ordinal's ending left out: "18", "18th", "1er"."""
    digits = word.rstrip(_NOT_DIGITS)
    ending = word[len(digits) :]
    sound = digits.isdecimal() and len(digits) < 3 and (not ending or ending in grammar.numbers.ordinal_suffixes)
    return int(digits) if sound else None


def _first_day(words: list[str], month: int, grammar: Grammar) -> int | None:
    """Return the first day of two that share a month: "entre le 1er et le 15 octobre", "from 2 to 9 May"."""
    for here in range(_past_of(words, month - 1, -1, grammar) - 1, max(-1, month - 7), -1):
        if words[here] in grammar.calendar.months:
            return None
        day = _day_of_month(words[here], grammar)
        if day is not None:
            return day
    return None


def _nearest_year(words: list[str], at: int, grammar: Grammar) -> int | None:
    """Return the year that follows the month before another month does: "from May 2019 to June 2020"."""
    for word in words[_past_of(words, at + 1, 1, grammar) : at + 4]:
        if word.isdecimal() and len(word) == 4 and int(word) in _YEARS:
            return int(word)
        if not word.isdecimal() and word != ",":
            return None
    return None


def _edge(words: list[str], grammar: Grammar) -> str:
    if any(word in grammar.time.beginning for word in words):
        return "beginning"
    return "end" if any(word in grammar.time.ending for word in words) else ""


def _part(first: date, last: date, words: list[str], grammar: Grammar) -> Days:
    edge = _edge(words, grammar)
    if edge == "beginning":
        return first, first
    return (last, last) if edge == "end" else (first, last)


def _year(year: int, words: list[str], grammar: Grammar) -> Days:
    for at, word in enumerate(words):
        size = grammar.time.units.get(word) or grammar.time.parts.get(word)
        months = {"quarter": 3, "semester": 6}.get(size or "")
        ordinal = next(
            (grammar.time.ordinals[w] for w in words[max(0, at - 1) : at + 1] if w in grammar.time.ordinals), None
        )
        if months and ordinal and ordinal * months <= 12:
            end = ordinal * months
            return date(year, end - months + 1, 1), date(year, end, calendar.monthrange(year, end)[1])
    return _part(date(year, 1, 1), date(year, 12, 31), words, grammar)


def _year_of(month: int, day: int, page: date | None) -> int | None:
    """A day without a year is the latest one that the page can have known."""
    if page is None:
        return None
    return page.year if (month, day) <= (page.month, page.day) else page.year - 1


def _weekday(words: list[str], grammar: Grammar, page: date) -> Days | None:
    """Return the latest such day that the page can have known: "on Tuesday"; the next one for "until Sunday"."""
    opening = grammar.time_prepositions.at(words, 0)
    for word in words:
        day = grammar.calendar.weekdays.get(word)
        if day is not None:
            ahead = opening is not None and opening[1] == "until"
            shift = (day - page.weekday()) % 7 if ahead else -((page.weekday() - day) % 7)
            found = page + timedelta(days=shift)
            return found, found
    return None


def _relative(words: list[str], grammar: Grammar, page: date) -> Days | None:
    unit = next((grammar.time.units[word] for word in words if word in grammar.time.units), None)
    if unit is None:
        return None
    small = grammar.language.numbers.small
    amount = next((int(word) if word.isdecimal() else small[word] for word in words if _is_amount(word, small)), None)
    if amount is None and _any(words, grammar, "once"):
        amount = 1  # "a year ago"
    opening = grammar.time_prepositions.at(words, 0)
    kind = opening[1] if opening else ""
    if _any(words, grammar, "this"):
        return _this(unit, words, grammar, page)
    if _any(words, grammar, "last"):
        spanned = amount is not None or (kind == "during" and _any(words, grammar, "span"))
        return (_back(page, unit, amount or 1), page) if spanned else _previous(unit, page)
    if amount is not None:
        day = _back(page, unit, amount)
        ago = _any(words, grammar, "ago")
        return (day, day) if ago else (day, page) if kind == "since" else None  # "depuis 3 mois"
    if _any(words, grammar, "next"):
        return _next(unit, page)
    edged = kind == "since" and _edge(words, grammar) == "beginning"
    return _this(unit, words, grammar, page) if edged else None  # "depuis le début de l'année"


def _is_amount(word: str, small: Mapping[str, int]) -> bool:
    return word in small or (word.isdecimal() and len(word) < 4)


def _any(words: list[str], grammar: Grammar, name: str) -> bool:
    return not getattr(grammar.time, name).isdisjoint(words)


def _this(unit: str, words: list[str], grammar: Grammar, page: date) -> Days | None:
    first = {
        "year": date(page.year, 1, 1),
        "month": page.replace(day=1),
        "week": page - timedelta(days=page.weekday()),
        "quarter": date(page.year, (page.month - 1) // 3 * 3 + 1, 1),
        "day": page,
    }.get(unit)
    if first is None:
        return None
    edge = _edge(words, grammar)
    if edge == "end" and unit == "year":
        return date(page.year, 12, 31), date(page.year, 12, 31)
    return (first, first) if edge == "beginning" else (first, page)


def _previous(unit: str, page: date) -> Days | None:
    if unit == "year":
        return date(page.year - 1, 1, 1), date(page.year - 1, 12, 31)
    if unit == "month":
        last = page.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    if unit == "week":
        first = page - timedelta(days=page.weekday() + 7)
        return first, first + timedelta(days=6)
    if unit == "day":
        return page - timedelta(days=1), page - timedelta(days=1)
    return None


def _next(unit: str, page: date) -> Days | None:
    if unit == "year":
        return date(page.year + 1, 1, 1), date(page.year + 1, 12, 31)
    if unit == "month":
        first = date(page.year + page.month // 12, page.month % 12 + 1, 1)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    if unit == "week":
        first = page - timedelta(days=page.weekday() - 7)
        return first, first + timedelta(days=6)
    return None


def _back(page: date, unit: str, amount: int) -> date:
    """Return the day *amount* units before *page*, no earlier than the calendar goes."""
    days = {"hour": amount / 24, "day": amount, "week": 7 * amount, "fortnight": 14 * amount, "weekend": 7 * amount}
    months = {"month": amount, "quarter": 3 * amount, "year": 12 * amount, "decade": 120 * amount}
    if unit in days:
        return page - timedelta(days=min(int(days[unit] + 0.99), 36500))
    if unit not in months:
        return page
    index = max(12, page.year * 12 + page.month - 1 - months[unit])
    year, month = divmod(index, 12)
    return date(year, month + 1, min(page.day, calendar.monthrange(year, month + 1)[1]))
