"""Where in the header of a table its unit stands: "Budget (£m)", "Price £", "Spending in € million (provisional)"."""

from __future__ import annotations

import re

from monitor.figures.labels.text.grammar import Grammar
from monitor.figures.labels.text.header_units import HeaderUnit

_BRACKET = re.compile(r"\s*(?:[(\[]([^()\[\]]{1,40})[)\]]|,\s([^,()]{1,40}))\s*$")
#: What is noted of all that stands below, behind its unit: "£m (provisional)", "Mio. Euro*".
_NOTE = re.compile(r"(?<=\S)\s*([(\[][^()\[\]]{1,40}[)\]]|[*†‡]{1,3})\s*$")


def cut(words: str, grammar: Grammar, *, named: bool) -> tuple[str, HeaderUnit | None]:
    """Return the *words* of a header without the unit in them, and that unit; see `_whole` for what is *named*."""
    found = _whole(words, grammar, named=named) or cut_last(words, grammar)
    note = _NOTE.search(words) if found[1] is None else None
    if note is None:
        return found
    rest, unit = _whole(words[: note.start()], grammar, named=named) or cut_last(words[: note.start()], grammar)
    if unit is None:
        return found
    return f"{rest} {note[1]}".strip(" *†‡") if rest else note[1].strip("()[]*†‡"), unit


def _whole(words: str, grammar: Grammar, *, named: bool) -> tuple[str, HeaderUnit | None] | None:
    """Return what is left of a header that is a unit as a whole, or counts many of something; None: it is neither.

    A row that begins with a number is *named* by a size ("1,000 to 4,999", "1000 m"), as a column is by a number alone.
    """
    if words[:1] in _SIZES and (named or not any(map(str.isalpha, words))):
        return None
    whole = grammar.header_unit(words)
    return ("", whole) if whole is not None else grammar.counted_by(words)


_SIZES = frozenset("123456789")


def cut_last(words: str, grammar: Grammar) -> tuple[str, HeaderUnit | None]:
    """Return *words* without the unit that they end with in brackets or after a comma, and that unit."""
    bracket = _BRACKET.search(words)
    rest, inside = (words[: bracket.start()], bracket[1] or bracket[2]) if bracket else ("", "")
    found = grammar.header_unit(inside, rest) if bracket else None
    if found is None and bracket and (many := grammar.counted_by(inside)) is not None:
        found = many[1]  # "Ocupados (miles de personas)"
    if found is None and bracket:
        found = _listed(inside, rest, grammar)
    return (rest, found) if found else _ending(words, grammar)


def _listed(inside: str, rest: str, grammar: Grammar) -> HeaderUnit | None:
    """Return the one unit among the notes of a bracket: "(annual change, %)", "(croissance en %, moyenne annuelle)"."""
    parts = [grammar.cut_unit(f" {part.strip()}")[1].strip() for part in inside.split(",")]
    signs = [part for part in parts if part and (not part.isalpha() or part.isupper())]
    found = [unit for part in signs if (unit := grammar.header_unit(part, rest)) is not None]
    return found[0] if len(found) == 1 and len(parts) > 1 else None


def _ending(words: str, grammar: Grammar) -> tuple[str, HeaderUnit | None]:
    """Return *words* without the unit that ends them outside brackets ("Price £", "Spending in £ million")."""
    rest, last = grammar.cut_unit(words)  # "in Mio. €", before the sign alone
    found = grammar.header_unit(last, rest) if rest else None
    for size in (2, 1):  # "Mio. €", "€"
        if found is None:
            parts = words.rsplit(" ", size)
            rest, last = parts[0], " ".join(parts[1:])
            signed = len(parts) == size + 1 and not last.replace(" ", "").isalnum() and _is_closed(last)
            found = grammar.header_unit(last, rest) if signed else None
    return (rest, found) if found and not _is_rate(rest, last, grammar) else (words, None)


def _is_closed(words: str) -> bool:
    """Whether no bracket is cut: the "m" of "Oakley (112 m)" is no unit of what stands beside it."""
    return words.count("(") == words.count(")")


def _is_rate(rest: str, last: str, grammar: Grammar) -> bool:
    """Whether the unit at the *last* of a header is that of a rate: "£ per 1,000 litres", "€ / 1.000 l"."""
    word = rest.rpartition(" ")[2].lower()
    return word in grammar.numbers.rates.per or (word.endswith("/") and last[:1] in _SIZES)
