"""Headers of table cells as keys: two of one row or column are equal, in whichever version, on whatever day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from monitor.compare.features.claims import Claim
from monitor.compare.features.word_bags import MOMENT, Vocabulary, bare


def key_headers(versions: Sequence[Sequence[Claim]]) -> None:
    """Give every claim its headers as keys, without the day in them unless days are what sets headers apart.

    A row headed "25 May" is another row than "26 May", and so is "Week to 25 May" in a table of weeks; a column that is
    alone in saying "Total to 25 May" goes on as "Total to 26 May".
    """
    days = _told_apart_by_days(versions)
    for claim in chain.from_iterable(versions):
        keys = ((header_key(header, claim.vocabulary), header) for header in claim.figure.headers)
        claim.headers = tuple(folded(header) if key in days else key for key, header in keys)


def _told_apart_by_days(versions: Sequence[Sequence[Claim]]) -> set[str]:
    """Return the keys of headers of which one version has several, that differ in their days alone."""
    literals: dict[str, list[set[str]]] = defaultdict(lambda: [set() for _ in versions])
    for number, claims in enumerate(versions):
        for claim in claims:
            for header in claim.figure.headers:
                literals[header_key(header, claim.vocabulary)][number].add(folded(header))
    return {key for key, found in literals.items() if any(len(said) > 1 for said in found)}


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
