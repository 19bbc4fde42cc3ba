"""Numbers inside identifiers: addresses on the web, DOIs, accounts, licences, standards, the statuses of HTTP.

Each form is that of its standard; a form is looked for only where a mark that it cannot do without stands in the line.
"""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.figures.numbers.lexer import Line
from monitor.figures.refusals.candidates import Candidate

#: What every one of its matches holds, the form, the reason. Case counts where a standard writes capitals.
_FORMS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("10.", re.compile(r"\b10\.\d{4,9}/\S+"), "id"),  # DOI (ISO 26324)
    ("/", re.compile(r"(?<![\w/@.-])(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}(?::\d+)?/\S*"), "url"),  # without "https://"
    ("/", re.compile(r"(?<![\w/.)])/[\w.-]*[^\W\d][\w.-]*(?:/[\w.-]+)*"), "url"),  # a path: "/var/log/7"
    ("/", re.compile(r"(?<![^\s(])/(?:\d{1,2}|12[0-8])(?![\d\s]*\d)"), "id"),  # length of a prefix (RFC 4632)
    ("/", re.compile(r"\b[A-Z]{1,6}-\d+(?:/\d+)+\b"), "id"),  # of a file: "RS-23/02"
    (" ", re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b"), "id"),  # IBAN (ISO 13616)
    ("-", re.compile(r"(?<![\w.,-])\d{1,4}-[A-Z](?![\w-])"), "id"),  # "Rule 14-C"
    (
        "/",
        re.compile(
            r"(?<![\w.,-])\d{1,3} (?![GMT][WwV] )(?:[A-Z]\w{0,2} \d+ )?"
            r"[A-Z]{1,3}(?:[a-z][A-Z]?)? \d{1,6}/\d\d(?![\w/])"
        ),
        "id",
    ),  # of a court: "2 BvR 12/19", "2 Ks 104 Js 3/24"; "30 MW 12/20" is power and a date
    # the title of a code, before its section: "18 U.S.C. § 242", "40 CFR § 60"
    ("§", re.compile(r"(?<![\w.,-])\d{1,3} (?:(?:[A-Z]\.\s?){2,5}|[A-Z]{2,5} )§{1,2}"), "article"),
    # the volume of a reporter: "347 U.S. 483"
    (
        ". ",
        re.compile(r"(?<![\w.,-])\d{1,4} (?:[A-Z]\.\s?){2,3}(?:[23]d )?\d{1,4}\b(?=[^\w%]*(?:\(|[;.,)]|$))"),
        "article",
    ),
    ("CC ", re.compile(r"\bCC BY(?:-(?:SA|NC|ND))* \d\.\d"), "version"),  # licences of Creative Commons
)
_STATUSES = range(100, 600)  # RFC 9110, 15
_CLAUSE = frozenset(".,;:!?()")


@lru_cache(maxsize=8)
def _spans(string: str) -> tuple[tuple[int, int, str], ...]:
    """Return the identifiers of a line: where each begins and ends, and the reason to refuse what is in it."""
    return tuple(
        (*match.span(), reason) for mark, form, reason in _FORMS if mark in string for match in form.finditer(string)
    )


def formed(number: Candidate) -> str | None:
    """Tell a number inside an identifier by the identifier's form."""
    token = number.token
    for start, end, reason in _spans(number.line.string):
        if start < token.number_end and token.number_start < end:
            return reason
    return None


def standard(number: Candidate) -> str | None:
    """Tell the number of a standard: "RFC 6585", "ISO 9001"."""
    if number.before not in number.refusals.ids.standards or not number.bare or number.token.value is None:
        return None
    return "name" if number.line.original(number.first - 1).isupper() and not number.counts else None


def status(number: Candidate) -> str | None:
    """Tell a status of HTTP: "a 503 error", "404 Not Found"."""
    value = number.token.value
    sound = number.bare and value is not None and _STATUSES[0] <= value <= _STATUSES[-1]
    return "id" if sound and _is_status(number) else None


def _is_status(number: Candidate) -> bool:
    line, last, ids = number.line, number.last, number.refusals.ids
    if line.capital(last) and f"{number.after} {line.text(last + 1)}" in ids.http_reasons:
        return True
    if number.hyphened and line.text(last + 1) in ids.status_after:
        return True
    if not number.hyphened and number.after in ids.status_after:
        return number.before in number.language.numbers.articles
    return number.before in ids.status_after or _http_near(line, last)


def _http_near(line: Line, last: int) -> bool:
    """Whether "HTTP" stands in the noun phrase after the number."""
    for place in range(last, min(last + 6, len(line))):
        if line.texts[place] in _CLAUSE:
            return False
        if line.texts[place] == "http":
            return True
    return False
