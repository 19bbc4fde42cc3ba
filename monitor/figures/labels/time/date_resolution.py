"""The days that a time phrase comes to, given the day on which the page was published or updated."""

from __future__ import annotations

from datetime import date, timedelta

from monitor.figures.labels.text.grammar import Grammar
from monitor.figures.labels.time import calendar_periods, named_days
from monitor.figures.labels.time.calendar_periods import DaySpan, back, first_day
from monitor.figures.labels.time.dated_periods import dated, numbered_weeks, weekdays
from monitor.figures.labels.time.period_parts import edge, of_year, ordinal_beside
from monitor.figures.labels.time.phrase_words import Phrase, spelled

_PARTS = {"quarter": 3, "semester": 6}  #: of a year: the months that each has
_OPEN = frozenset({"since", "from", "until", "before", "after"})  #: what their prepositions leave open at one end
_UNBOUNDED = frozenset({"season", "term"})  #: what begins in a month that is not said: a winter, a school's year
_LENGTHS = frozenset({"hour", "day", "week", "fortnight", "month", "year", "decade"})
_FAR = timedelta(days=92)  #: a quarter of a year: of an older day the next one may be meant


def resolved(
    words: list[str], grammar: Grammar, page: date | None, order: str = "DMY"
) -> tuple[date | None, date | None]:
    """Return the first and the last day that the time phrase *words* comes to; None where it cannot be known.

    *page* is the day on which the page was published or updated; relative phrases need it, and so do days without a
    year. *order* is that of dates in digits.
    """
    phrase = Phrase(spelled(words, grammar, order), grammar, page)
    span, ends = _span(phrase)
    if span is None:
        return None, None
    return _opened(span, "between" if ends > 1 and phrase.kind in ("since", "from") else phrase.kind, phrase)


def _opened(span: DaySpan, kind: str, phrase: Phrase) -> tuple[date | None, date | None]:
    """Return the days of *span*, or those from it on, up to it, or after it, as the preposition says."""
    (first, last), page = span, phrase.page
    if kind in _OPEN and _may_be_either(phrase, span, kind):
        return None, None
    if _is_ago(phrase) or (kind == "from" and _is_period_before(phrase)):
        return span
    match kind:
        case "since" | "from":
            return first, page if page is None or first <= page else None
        case "until":
            return None, last
        case "before":
            within = phrase.says(phrase.grammar.time.clock | phrase.grammar.time.ending)
            return None, last if within else first - timedelta(days=1)
        case "after":
            return last + timedelta(days=1), None
    return span


def _is_ago(phrase: Phrase) -> bool:
    """Whether its preposition says how long ago: "vor drei Wochen" is a day, not all before it."""
    return phrase.words[0] in phrase.grammar.time.ago and bool(phrase.units(_LENGTHS)) and phrase.amount() is not None


def _is_period_before(phrase: Phrase) -> bool:
    """Whether a number is "from last year", which is when it held."""
    return bool(phrase.units(_LENGTHS)) and phrase.says(phrase.grammar.time.last)


def _may_be_either(phrase: Phrase, span: DaySpan, kind: str) -> bool:
    """Whether a date without its year may as well be another year's: "until 30 April", on a page of March."""
    page = phrase.page
    if page is None or kind == "since" or not named_days.lacks_year(phrase):
        return False
    return span[1] < page and page - span[1] > _FAR


def _span(phrase: Phrase) -> tuple[DaySpan | None, int]:
    """Return the days of *phrase*, and how many ends of them it names."""
    is_dated, told = dated(phrase)
    if is_dated:
        return told, 1
    weeks = numbered_weeks(phrase)
    if weeks:
        return (weeks[0][0], weeks[-1][1]), len(weeks)
    if _is_unbounded(phrase):
        return None, 0
    dates = named_days.dates(phrase)
    if dates:
        return (min(first for first, _ in dates), max(last for _, last in dates)), len(dates)
    if phrase.page is None or phrase.months or phrase.years:
        return None, 0
    days = weekdays(phrase)
    if days:
        return _of_weekdays(days, phrase, phrase.page), len(days)
    return _relative(phrase, phrase.page) or _deictic(phrase, phrase.page), 0


def _of_weekdays(days: list[date], phrase: Phrase, page: date) -> DaySpan | None:
    """Return the *days* of the week that are named; of "Monday last week" the one before."""
    time = phrase.grammar.time
    if not phrase.units({"week", "month", "year"}):
        return days[0], days[-1]
    if phrase.says(time.last) and phrase.units({"week"}) and len(days) == 1:
        before = calendar_periods.previous("week", page)
        return None if before is None else (before[0] + timedelta(days=days[0].weekday()),) * 2
    return (
        (days[0], days[-1])
        if phrase.says(time.this) and first_day("week", page) == first_day("week", days[0])
        else None
    )


def _is_unbounded(phrase: Phrase) -> bool:
    """Whether it is a season, or a year of its own: "winter 2019", "the financial year 2019", "Schuljahr 2018/19"."""
    return not phrase.months and (bool(phrase.units(_UNBOUNDED)) or phrase.says(phrase.grammar.time.terms))


def _deictic(phrase: Phrase, page: date) -> DaySpan | None:
    """Return the day that is told from the page's own ("today", "yesterday"), or the days up to it ("year to date")."""
    grammar = phrase.grammar
    for at, word in enumerate(phrase.words):
        known = grammar.time_phrases.at(phrase.words, at)
        meaning = known[1] if known else grammar.time.deictic.get(word)
        if not meaning or meaning == "past":
            continue
        kind, _, told = meaning.partition(":")
        if kind == "since":
            first = first_day(told, page)
            return None if first is None else (first, page)
        ahead = int(told or 0)
        if ahead > 0 and at and _is_part_of_day(phrase, at):
            continue
        return page + timedelta(days=ahead), page + timedelta(days=ahead)
    return None


def _is_part_of_day(phrase: Phrase, at: int) -> bool:
    """Whether the word for the next day means the morning: "am Morgen", "por la mañana"."""
    before = phrase.words[at - 1]
    opening = phrase.grammar.time_prepositions.ending(phrase.words, at - 1)
    return before in phrase.grammar.words.determiners or (opening is not None and opening[1] in ("at", "during"))


def _relative(phrase: Phrase, page: date) -> DaySpan | None:
    """Return the days of a period told from the page's own day: "this year", "the last 3 months", "a week ago"."""
    named = [unit for at in range(len(phrase.words)) if (unit := phrase.unit(at))]
    if not named:
        return None
    part = None if _PARTS.keys().isdisjoint(named) else _part_of_year(phrase, page)
    if part is not None:
        return part
    if phrase.says(phrase.grammar.time.last) and "year" in named and len(set(named)) > 1:
        return None  # "the same month last year"
    return _of_unit(_unit_told(phrase) or named[0], phrase, page)


def _of_unit(unit: str, phrase: Phrase, page: date) -> DaySpan | None:
    """Return the days of the *unit* that is said: the page's own, the one before or after, some of them, its edge."""
    time, amount = phrase.grammar.time, phrase.amount()
    if unit == "weekend":
        return _weekend(phrase, page)
    if phrase.says(time.this):
        return _this(unit, phrase, page)
    if amount is None and phrase.says(time.plurals):
        return None  # "in recent weeks"
    if phrase.says(time.last):
        return _last(unit, amount, phrase, page)
    if amount is not None:
        return _gone(back(page, unit, amount), phrase, page)
    if phrase.says(time.next):
        return calendar_periods.following(unit, page)
    return _at_edge(unit, phrase, page)


def _unit_told(phrase: Phrase) -> str | None:
    """Return the unit that is said to be this one or the last, of several: "par jour cette semaine"."""
    time = phrase.grammar.time
    told = time.this | time.last | time.next
    at = next((at for at, word in enumerate(phrase.words) if word in told), None)
    if at is None:
        return None
    beside = (phrase.unit(here) for here in (at + 1, at - 1) if 0 <= here < len(phrase.words))
    return next((unit for unit in beside if unit), None)


def _part_of_year(phrase: Phrase, page: date) -> DaySpan | None:
    """Return a quarter or a half told by its order: of a year told from the page's, or the latest that has begun."""
    at = phrase.units(_PARTS)[0]
    months = _PARTS[phrase.unit(at)]
    by_order = ordinal_beside(phrase, at, 12 // months)
    time = phrase.grammar.time
    told = phrase.says(time.ordinals) or phrase.day(at - 1) is not None
    if by_order is None or not (told or sum(word in time.last for word in phrase.words) > 1):
        return None  # "the last quarter", but not that "of last year"
    year = page.year
    if (phrase.units({"year"}) and phrase.says(time.last)) or (
        not phrase.says(time.this) and (by_order - 1) * months + 1 > page.month
    ):
        year -= 1
    return of_year(year, phrase)


def _weekend(phrase: Phrase, page: date) -> DaySpan | None:
    """Return the Saturday and the Sunday that the page can have known; "this weekend" may be yet to come."""
    time = phrase.grammar.time
    saturday = page - timedelta(days=(page.weekday() - 5) % 7)
    running = page - saturday < timedelta(days=2)
    if phrase.says(time.next) or phrase.amount() is not None or (phrase.says(time.this) and not running):
        return None
    if phrase.says(time.last) and running:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def _last(unit: str, amount: int | None, phrase: Phrase, page: date) -> DaySpan | None:
    """Return the days up to the page's own ("the last 3 months"), or the period before ("last month"), or its edge."""
    if amount is not None or (phrase.kind == "during" and phrase.says(phrase.grammar.time.span)):
        return back(page, unit, amount or 1), page
    before = calendar_periods.previous(unit, page)
    return None if before is None else edge(*before, phrase)


def _gone(day: date, phrase: Phrase, page: date) -> DaySpan | None:
    """Return a past *day* ("three years ago"), or the days since ("depuis 3 mois")."""
    if phrase.says(phrase.grammar.time.ago):
        return day, day
    return (day, page) if phrase.kind == "since" else None


def _this(unit: str, phrase: Phrase, page: date) -> DaySpan | None:
    """Return the days of the current *unit* up to the page's own, or a part of it: "the beginning of this year"."""
    first = first_day(unit, page)
    if first is None:
        return None
    whole = first, back(first, unit, -1) - timedelta(days=1)
    part = edge(*whole, phrase)
    return (first, page) if part == whole else part


def _at_edge(unit: str, phrase: Phrase, page: date) -> DaySpan | None:
    """Return the edge of the page's year or month from which or to which it goes: "depuis le début de l'année"."""
    time = phrase.grammar.time
    begins = phrase.says(time.beginning) or phrase.says(time.early)
    if (phrase.kind in ("since", "from") and begins) or (
        phrase.kind in ("until", "before") and phrase.says(time.ending)
    ):
        return _this(unit, phrase, page)
    return None
