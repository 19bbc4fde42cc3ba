"""Headers of table cells as keys: two of one row or column are equal, in whichever version, on whatever day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from monitor.compare.features.claims import Claim
from monitor.compare.features.word_bags import MOMENT, Vocabulary, bare


def key_headers(versions: Sequence[Sequence[Claim]]) -> None:
    """Give every claim its headers as keys, without the day in them unless days are what sets headers apart.

    A row headed "25 May" is another row than "26 May", and so is "Week to 25 May" in a table of weeks; a column that is
    alone in saying "Total to 25 May" goes on as "Total to 26 May".
    """
    known = [_keys(claims) for claims in versions]
    days = _told_apart_by_days(known)
    for claims, keys in zip(versions, known, strict=True):
        named = {header: folded(header) if key in days else key for header, key in keys.items()}
        for claim in claims:
            claim.headers = tuple([named[header] for header in claim.figure.headers])


def _keys(claims: Sequence[Claim]) -> dict[str, str]:
    """Return the headers of one version, each with its key: the cells of a long table have few of their own."""
    known = claims[0].vocabulary if claims else None
    headers = {header for claim in claims for header in claim.figure.headers}
    return {header: header_key(header, known) for header in headers} if known else {}


def _told_apart_by_days(versions: Sequence[dict[str, str]]) -> set[str]:
    """Return the keys of headers of which one version has several, that differ in their days alone."""
    found: set[str] = set()
    for keys in versions:
        literals: dict[str, set[str]] = defaultdict(set)
        for header, key in keys.items():
            literals[key].add(folded(header))
        found.update(key for key, said in literals.items() if len(said) > 1)
    return found


@lru_cache(maxsize=4096)
def header_key(header: str, known: Vocabulary) -> str:
    """Return *header* folded, a day's date in it masked unless the date is all there is."""
    masked = _without_days(header, known)
    words = bare(masked).split()
    return masked if any(word != MOMENT and word not in known.moments for word in words) else folded(header)


@lru_cache(maxsize=4096)
def names_a_time(header: str, known: Vocabulary) -> bool:
    """Return whether *header* gives a day, a month or a year."""
    words = bare(_without_days(header, known)).split()
    return any(word == MOMENT or word in known.moments or re.fullmatch(r"(19|20)\d\d", word) for word in words)


def _without_days(header: str, known: Vocabulary) -> str:
    return known.dates.pattern.sub(MOMENT, folded(header))


def folded(header: str) -> str:
    """Return *header* without case and extra white space."""
    return " ".join(header.casefold().split())
