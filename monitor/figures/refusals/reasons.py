"""Says why a number is not a figure: a date, a name, an article, a count of the text's own parts ...

A rule is a function that tells one kind of number by what stands beside it, a fact of language or typography, and one
line of `RULES`; the words it looks for are in ``languages/*.toml``. What a page prescribes ("stay at home for 14
days") is a figure and is not refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals import (
    ages,
    calendar,
    clock_hours,
    coordinates,
    footnotes,
    glued_numbers,
    identifiers,
    list_markers,
    numbered_names,
    numbered_rows,
    page_counters,
    proper_names,
    scores,
    street_addresses,
    telephones,
    text_structure,
    time_spans,
    years,
)
from monitor.figures.refusals.candidates import Candidate, Context

__all__ = ["REASONS", "RULES", "Context", "why"]

_PLAIN = frozenset({Form.DIGITS, Form.WORDS, Form.MIXED, Form.RANGE})
_PARTIAL = frozenset({Form.FRACTION, Form.MULTIPLE, Form.COLLECTIVE})
_NO_FIGURES = frozenset({Form.ORDINAL, Form.DOTTED, Form.SCRIPT, Form.UNSAID})  #: refused wherever they stand


class Rule(NamedTuple):
    """What tells a kind of number that is no figure, the reasons that it may give, the forms of what it is asked of."""

    tell: Callable[[Candidate], str | None]
    reasons: tuple[str, ...]
    forms: frozenset[Form] = _PLAIN


#: Asked in this order, of a number alone in its line, too: the first rule that gives a reason decides.
_FIRST = (
    Rule(text_structure.suspicious, ("suspicious_chars",), frozenset(Form)),
    Rule(text_structure.marginal, ("page",), frozenset(Form)),
    Rule(text_structure.base, ("rate",), frozenset(Form)),
    Rule(text_structure.header_scale, ("structure",), frozenset({Form.VAGUE})),
    Rule(years.in_table, ("year", "age"), frozenset(Form)),
    Rule(numbered_rows.in_column, ("list_number", "address", "time")),
    Rule(text_structure.confidence, ("structure",)),
    Rule(text_structure.header_factor, ("structure",), frozenset({Form.DIGITS})),
    Rule(text_structure.header_number, ("list_number",), frozenset({Form.DIGITS})),
)
#: And then these: of a number alone the first, of any other the rest.
_ALONE = Rule(years.alone, ("year",))
_BESIDE = (
    Rule(text_structure.ordinal, ("ordinal",), frozenset({Form.ORDINAL})),
    Rule(text_structure.once, ("structure",), frozenset({Form.ONCE})),
    Rule(text_structure.script, ("script",), frozenset({Form.SCRIPT})),
    Rule(text_structure.unsaid, ("name", "unclear"), frozenset({Form.UNSAID})),
    Rule(text_structure.idiom, ("idiom", "pronoun"), _PLAIN | _PARTIAL | {Form.VAGUE}),
    Rule(identifiers.formed, ("article", "id", "url", "version"), _PLAIN | {Form.DOTTED}),
    Rule(text_structure.table_unit, ("structure",), _PLAIN | {Form.VAGUE}),
    Rule(footnotes.footnote, ("footnote",)),
    Rule(calendar.pointed_date, ("date",)),
    Rule(clock_hours.clock, ("time",)),
    Rule(calendar.date, ("date",)),
    Rule(clock_hours.of_day, ("time",)),
    Rule(glued_numbers.compact, glued_numbers.REASONS, _PLAIN | {Form.FRACTION}),
    Rule(identifiers.standard, ("name",)),
    Rule(coordinates.coordinate, ("address",)),
    Rule(identifiers.status, ("id",)),
    Rule(telephones.phone, ("phone", "id")),
    Rule(time_spans.numbered_period, ("period",), frozenset({Form.DIGITS})),
    Rule(numbered_names.numbered, ("article", "list_number", "name", "page", "version")),
    Rule(numbered_names.page_of_pages, ("page",), frozenset({Form.FRACTION})),
    Rule(ages.refused, ("age",)),
    Rule(time_spans.period_or_age, ("period", "age", "structure")),
    Rule(street_addresses.address, ("address",)),
    Rule(street_addresses.postcode, ("postcode",)),
    Rule(page_counters.file_size, ("file_size",)),
    Rule(page_counters.reading_time, ("reading_time",)),
    Rule(page_counters.pages_of_file, ("structure",)),
    Rule(page_counters.comment_count, ("comment_count",)),
    Rule(page_counters.counter, ("counter",)),
    Rule(text_structure.pronoun, ("pronoun", "structure")),
    Rule(text_structure.pointed, ("ordinal",)),
    Rule(text_structure.adjective, ("idiom",)),
    Rule(text_structure.counted_part, ("structure",), _PLAIN | {Form.COLLECTIVE}),
    Rule(scores.score, ("score",)),
    Rule(proper_names.titled, ("name",)),
    Rule(proper_names.called, ("name",)),
    Rule(proper_names.capital, ("name",), frozenset({Form.WORDS})),
    Rule(numbered_names.singular, ("name",)),
    Rule(text_structure.multiple, ("idiom", "structure"), frozenset({Form.MULTIPLE})),
    Rule(text_structure.half, ("idiom", "structure"), frozenset({Form.FRACTION})),
    Rule(calendar.dotted_date, ("date",), frozenset({Form.DOTTED})),
    Rule(glued_numbers.dotted, ("id", "phone", "unclear", "version"), frozenset({Form.DOTTED})),
    Rule(years.year, ("year",)),
    Rule(list_markers.list_marker, ("list_marker",), _PLAIN | _PARTIAL),
)
RULES = (*_FIRST, _ALONE, *_BESIDE)
#: Reasons, as `monitor explain` shows them.
REASONS = frozenset(reason for rule in RULES for reason in rule.reasons)

_Tells = tuple[Callable[[Candidate], str | None], ...]


def _by_form(rules: tuple[Rule, ...]) -> dict[Form, _Tells]:
    return {form: tuple(rule.tell for rule in rules if form in rule.forms) for form in Form}


_TOLD_BESIDE = _by_form((*_FIRST, *_BESIDE))
_TOLD_ALONE = _TOLD_BESIDE | {
    form: tells for form, tells in _by_form((*_FIRST, _ALONE)).items() if form not in _NO_FIGURES
}


def why(token: Token, where: Context) -> str | None:
    """Return the reason why *token* is not a figure, or None when it is one."""
    number = Candidate(token, where)
    for tell in (_TOLD_ALONE if number.alone else _TOLD_BESIDE)[token.form]:
        reason = tell(number)
        if reason is not None:
            return reason
    return None
