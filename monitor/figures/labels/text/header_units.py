"""How units are written in the header of a table: "€ m", "(%)", "in thousands"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from monitor.language import Language, Unit, lexing
from monitor.language.claim_words import Headers

#: The unit, its English name, and the factor of the numbers below it.
HeaderUnit = tuple[str | None, str | None, Decimal]


_DIGITS = re.compile(r"(1(?:[.,\s'\u2019]?0{3}){1,2}|['\u2019]?0{3})s?(?!\w)\s*(.*)")
_LETTER = 1  #: a factor of one letter stands only beside money: "k€"


def factor(low: str, headers: Headers) -> tuple[Decimal | None, str]:
    """Return the factor that a header, or the unit in it, begins with, and the rest: "thousand tonnes", "1.000 t"."""
    digits = _DIGITS.fullmatch(low)
    if digits is not None:
        return Decimal(10) ** max(3, sum(char == "0" for char in digits[1])), digits[2]
    word, _, rest = low.partition(" ")
    many = headers.factors.get(word) if len(word) > _LETTER else None
    if many is None:
        return None, low
    link = next((one for one in headers.of if rest.startswith(one)), "")
    return Decimal(many), rest.removeprefix(link)


def tells_price(header: str, headers: Headers) -> bool:
    """Whether a word of the *header* speaks of money, so that a letter behind it is a part of it: "Fare (p)"."""
    return not headers.paid.isdisjoint(header.lower().split())


def quotient(low: str, known: Mapping[str, HeaderUnit]) -> HeaderUnit | None:
    """Return one of the *known* units by its lexemes ("°C"), or what two of them make: "m³/s", "l/m²"; or None."""
    whole = known.get(low) or known.get(" ".join(lexing.lexemes(low)))
    if whole is not None or "/" not in low:
        return whole
    over, _, under = low.partition("/")
    above, below = known.get(over.strip()), known.get(under.strip())
    if above is None or below is None or {above[2], below[2]} != {Decimal(1)}:
        return None
    return f"{above[0]}/{below[0]}", f"{above[1]} per {below[1]}", Decimal(1)


def turned(low: str, known: Mapping[str, HeaderUnit]) -> HeaderUnit | None:
    """Return money whose factor stands behind a small word: "₹ in lakh", "$ in millions"; None for anything else."""
    money, *between, many = low.split(" ") if low.count(" ") == _LINKED else (low, low)
    return known.get(f"{money.rstrip('.')} {many}") if between else None


_LINKED = 2  #: spaces around the small word


def written(known: Language) -> Iterable[tuple[str, HeaderUnit]]:
    """Yield the ways to write a unit in a table's header, with what each gives; the most particular ones last."""
    money = _whole_money(known)
    for text, unit in money:
        for word, factor in known.headers.factors.items():
            for form in _multiplied(text, word, known.headers.of):
                yield form, (unit.symbol, unit.name, Decimal(factor))
    measures = [*known.units.symbols.items(), *known.units.words.items()]
    parts = [(text, known.currencies.words[text]) for text in known.currencies.parts]
    for text, unit in (*money, *parts, *reversed(measures)):
        share = Decimal(1) / known.currencies.parts.get(text, 1)
        yield " ".join(lexing.lexemes(text)), (unit.symbol, unit.name, share)
    for word, factor in known.headers.factors.items():
        if word not in known.headers.never_alone:
            yield word, (None, None, Decimal(factor))


def _whole_money(known: Language) -> list[tuple[str, Unit]]:
    """Return how currencies are written, but for their parts: codes, then signs, then words."""
    named = known.currencies
    words = [(text, unit) for text, unit in named.words.items() if text not in named.parts]
    codes = [(code.lower(), unit) for code, unit in named.codes.items()]
    return [*words, *named.symbols.items(), *codes][::-1]


def _multiplied(text: str, factor: str, links: Sequence[str]) -> Iterator[str]:
    """Yield the ways to write an amount's currency *text* with a *factor*: "€m", "£ million", "millions d'euros"."""
    yield from (f"{text}{factor}", f"{text} {factor}", f"{factor}{text}")
    yield from (f"{factor} {link}{text}" for link in ("", *links))
