"""Figures in tables: what a cell counts is what its headers say; units and times may stand there too."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from monitor.figures.labels.syntax import subjects
from monitor.figures.labels.text import cues, header_endings
from monitor.figures.labels.text.grammar import Grammar
from monitor.figures.labels.text.header_units import HeaderUnit
from monitor.figures.labels.text.label_length import clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import head
from monitor.figures.labels.time import time_phrases
from monitor.figures.labels.time.time_references import Days
from monitor.figures.numbers.measures import ARROWS
from monitor.figures.numbers.scanner import Token
from monitor.model import Cell, Direction, Figure, Quantifier, Region, Role, Text, Where

#: A title's unit before the notes below it: "Arrivals (thousands), Provisional", "Arrivals, thousands, Provisional".
_UNIT_WITHIN = re.compile(r"\s*(?:[(\[]([^()\[\]]{1,40})[)\]]|,\s([^,()]{1,40}))(?=,\s)")
_INSIDE = re.compile(r"\(([^()]{1,40})\)")
#: A place in a list of JSON, or the mark of a note: which one it is, and nothing that is counted.
_PLACE = re.compile(r"\s*\[\d{1,6}\]")
#: The mark of a list before a row's name; the point after a number makes an ordinal of it in some languages.
_LISTED = re.compile(
    r"\A(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z])(?:\.?\)|\s[-–])|\d{1,2}(?:\.\d{1,2}){0,3}(\.))\s(?=[^\W\d_]{3})"
)
#: A negative amount as accounts write it.
_BRACKETED = re.compile(r"[^\w\s]?\s?\([^\w\s]?\s?\d[^()]*\)")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|\d\d([./])\d\d\1\d\d")
_SIGNS = frozenset("+-−–") | ARROWS.keys()
_TEMPERATURES = frozenset({"°", "°C", "°F"})  #: below nought they are no changes
_SHARES = frozenset({"% ", "‰ "})  #: that open a header
_LONGEST = 80  #: characters of a header that is searched for a time
_NO_UNIT: HeaderUnit = (None, None, Decimal(1))
_TITLE_MARK = ":"  #: between a title and its row; a title that has one stands after its row


class Heads(NamedTuple):
    """What the headers of a cell say."""

    counts: str
    head: str
    time: str | None
    unit: str | None
    unit_name: str | None
    factor: Decimal
    rules: bool  #: the column says that what stands below prescribes: "Daily limit", "Hourly charge"


def figure(text: Text, index: int, token: Token, grammar: Grammar, *, days: Days, speaker: str | None) -> Figure:
    """Return the figure that *token* in the table cell, block *index* of *text*, states."""
    block = text.blocks[index]
    cell = block.cell or Cell(table=0, row=0, column=0)
    found = heads(cell, grammar)
    unit = token.unit or found.unit
    role, direction = _role(found, token, unit, grammar)
    bracketed = unit in grammar.money and _BRACKETED.fullmatch(text.of(block)) is not None
    factor = _factor(token, found, negative=bracketed or direction is Direction.DOWN)
    since, until = days.of(found.time)
    return Figure(
        value=_times(token.value, factor),
        low=_times(token.low, factor),
        high=_times(token.high, factor),
        surface=token.surface,
        start=block.start + token.start,
        end=block.start + token.end,
        sentence=" ".join(text.of(block).split()),
        sentence_start=block.start,
        counts=found.counts,
        head=found.head,
        unit=unit,
        unit_name=token.unit_name or found.unit_name,
        quantifier=_hedge(text.of(block), token, grammar),
        role=role,
        direction=direction,
        time=found.time,
        since=since,
        until=until,
        attribution=speaker,
        where=Where.TABLE,
        headers=(*cell.row_headers, *cell.column_headers),
        main=block.region is Region.MAIN,
        block=index,
    )


def _hedge(content: str, token: Token, grammar: Grammar) -> Quantifier:
    """Return how the number in a cell of this *content* is hedged: "<5", "ca. 300", "10 or more"."""
    if not content[: token.start].strip() and not content[token.end :].strip():
        return Quantifier.EXACT  # nearly always, told fastest
    sentence = Sentence(content, 0, len(content), grammar, [(token.start, token.end)])
    return cues.cues(sentence, sentence.numbers[0], token).quantifier


def _role(found: Heads, token: Token, unit: str | None, grammar: Grammar) -> tuple[Role, Direction | None]:
    """Return what the number of a cell does: a change by its sign, a rule by its column, a share by its *unit*."""
    if token.surface[:1] in _SIGNS and unit not in _TEMPERATURES and unit not in grammar.money:
        return Role.CHANGE, Direction.UP if token.sign == "+" else Direction.DOWN
    if found.rules:
        return Role.RULE, None
    return Role.SHARE if unit == "%" else Role.TOTAL, None


def _factor(token: Token, found: Heads, *, negative: bool) -> Decimal:
    """Return what the number is multiplied by: its headers' factor; below nought where it is *negative*.

    A change that falls is: it has a direction, no sign.
    """
    scaled = found.factor != 1 and not token.scaled and _takes_factor(token, found)
    factor = found.factor if scaled else Decimal(1)
    return -factor if negative else factor


def _takes_factor(token: Token, found: Heads) -> bool:
    """Whether a header's factor is of a number: one without a unit, or money with its sign: "$9,870" under "$m"."""
    return token.unit in {None, found.unit} or (found.unit is None and token.kind == "currency")


def _times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else value if factor == 1 else value * factor


class _Header(NamedTuple):
    """One header: its words without the unit and the time in them, and these two."""

    words: str
    unit: HeaderUnit | None
    time: str | None


class _Side(NamedTuple):
    """The headers over a cell, or beside it: the words of each that has any, their unit, their time, and rules."""

    words: tuple[str, ...]
    unit: HeaderUnit | None
    time: str | None
    rules: bool


@lru_cache(maxsize=4096)  # a sheet has the same columns in thousands of rows, and a row has one name
def _side(headers: tuple[str, ...], grammar: Grammar, *, named: bool) -> _Side:
    """Read the *headers* of one side; of several units and times the first counts."""
    read = [_header(header, grammar, named=named) for header in headers]
    return _Side(
        words=tuple(one.words for one in read if one.words),
        unit=next((one.unit for one in read if one.unit), None),
        time=next((one.time for one in read if one.time), None),
        rules=any(not grammar.roles.rule_columns.isdisjoint(header.lower().split()) for header in headers),
    )


@lru_cache(maxsize=4096)  # as of sides
def _header(header: str, grammar: Grammar, *, named: bool) -> _Header:
    """Read *header*; of rows that are *named* a letter alone is a name, no unit: "Sex", "M"."""
    plain = _unlisted(_plain(header), grammar)
    if len(header) == 1 and (named or header.isupper()):
        words, unit = header, None  # "M", "P": played, and no pence
    elif plain[:2] in _SHARES:
        words, unit = plain, grammar.header_unit(plain[0])  # "% change"
    else:
        words, unit = header_endings.cut(plain, grammar, named=named)
    words, time = _time(words, grammar)
    return _Header(words, unit, time)


@lru_cache(maxsize=256)  # a table's cells have one
def _caption(caption: str, grammar: Grammar) -> _Header:
    """Read the title of a table, whose unit may stand before notes."""
    read = _title(caption, grammar)
    if len({unit for inside in _INSIDE.findall(caption) if (unit := grammar.header_unit(inside))}) > 1:
        return read._replace(unit=None)  # "Capacity (MW) and output (GWh)": the columns tell which
    if read.unit is not None:
        return read
    for within in _UNIT_WITHIN.finditer(caption):
        before, after = caption[: within.start()], caption[within.end() :]
        unit = grammar.header_unit(within[1] or within[2], before)
        if unit is not None:
            return _title(before + after, grammar)._replace(unit=unit)
    return read


def _title(caption: str, grammar: Grammar) -> _Header:
    """Read a title without notes; it multiplies nothing by the word that it begins with: "Thousands of jobs lost"."""
    plain = _plain(caption)
    whole = grammar.header_unit(plain)
    words, unit = ("", whole) if whole else header_endings.cut_last(plain, grammar)
    words, time = _time(words, grammar)
    return _Header(words, unit, time)


def heads(cell: Cell, grammar: Grammar) -> Heads:
    """Return what the headers of *cell* say: what is counted, when, and in which unit."""
    over = _side(cell.column_headers, grammar, named=False)
    beside = _side(cell.row_headers, grammar, named=True)
    caption = _caption(cell.caption, grammar)
    columns, rows = list(over.words), list(beside.words)
    if rows:  # a price says by its currency that it is one
        columns = [words for words in columns if words.lower() not in grammar.headers.prices]
    texts = [*columns, *rows]
    titled = caption.words and _need_caption(texts, grammar)
    if titled:
        texts.append(caption.words)
        columns.append(caption.words)
    unit, unit_name, factor = over.unit or beside.unit or caption.unit or _NO_UNIT
    return Heads(
        counts=_joined(
            columns, rows, grammar, titled=bool(titled and not over.words and _TITLE_MARK not in caption.words)
        ),
        head=_head(texts, grammar),
        time=over.time or beside.time or caption.time,
        unit=unit,
        unit_name=unit_name,
        factor=factor,
        rules=over.rules,
    )


def _need_caption(texts: list[str], grammar: Grammar) -> bool:
    """Whether only the caption says of what or whom the headers tell: "Total", "Women"."""
    bare = len(texts) == 1 and " " not in texts[0]
    return bare or all(_noun(words, grammar) is None for words in texts)


def _joined(columns: list[str], rows: list[str], grammar: Grammar, *, titled: bool) -> str:
    """Return the words of both sides as one label, each once, in the order and with the link of the language.

    A title says what is counted: where it stands for the column (*titled*), it comes first.
    """
    named = bool(rows) and _names_one(rows, grammar)
    column_first = grammar.headers.column_first or titled or (not named and _has_kinds(columns, rows, grammar))
    sides = (", ".join(dict.fromkeys(side)) for side in ((columns, rows) if column_first else (rows, columns)) if side)
    joint = grammar.headers.joint_name if named else ""
    return clipped((joint or grammar.headers.joint).join(dict.fromkeys(sides)))


def _has_kinds(columns: list[str], rows: list[str], grammar: Grammar) -> bool:
    """Whether a column counts things of which its rows are kinds: "Dossiers" is, "Évolution" and "Part" are not.

    A row of one word may be a place, whatever its ending: "Nîmes".
    """
    first = columns[0].partition(" ")[0] if columns and grammar.headers.kinds_last else ""
    return bool(rows) and " " in rows[0] and first.endswith(grammar.nouns.plural_endings)


def _names_one(rows: list[str], grammar: Grammar) -> bool:
    """Whether the row is a place or a field, which has what its column names: one word, or a name with capitals."""
    words = rows[0].split()
    if len(rows) > 1 or not words[0][:1].isupper():
        return False
    if len(words) > 1:
        return any(word[:1].isupper() for word in words[1:])
    return not words[0].endswith(grammar.nouns.plural_endings) and words[0].isalpha()


@lru_cache(maxsize=4096)  # as of headers
def _noun(words: str, grammar: Grammar) -> str | None:
    """Return the head of a header's *words*; None where they are hollow: no more than a number's name, or nothing."""
    sentence = Sentence(words, 0, len(words), grammar)
    counted = subjects.named(sentence, 0, len(sentence))
    return None if subjects.hollow(sentence, counted) else counted.head or head(sentence, 0, len(sentence))


def _head(texts: list[str], grammar: Grammar) -> str:
    """Return the head of the first header that is a noun phrase with more than a number's name in it."""
    for words in texts:
        noun = _noun(words, grammar)
        if noun is not None:
            return noun
    return texts[0].split()[-1] if texts else ""


def _plain(header: str) -> str:
    return " ".join(_PLACE.sub("", header).split())[:200]


def _unlisted(words: str, grammar: Grammar) -> str:
    """Return a header's *words* without the mark of a list before them: "2.1 - Repairs", "1. Staff", no "1. Klasse"."""
    mark = _LISTED.match(words)
    ordinal = mark is not None and mark[1] and grammar.numbers.ordinal_points
    return words if mark is None or ordinal else words[mark.end() :]


def _time(words: str, grammar: Grammar) -> tuple[str, str | None]:
    """Return *words* without the time in them, and that time: "2019", "March 2020", "Deaths to 31 March 2020"."""
    if _YEARS.fullmatch(words) or _DAY.fullmatch(words):
        return "", words
    if not words or len(words) > _LONGEST:
        return words, None
    sentence = Sentence(words, 0, len(words), grammar)
    found = time_phrases.find(sentence)
    if not found:
        return words, None
    begin, end = found[0].begin, found[0].end
    if begin == 0 and end >= len(sentence):
        return "", words
    when = sentence.text(begin, end)
    if end >= len(sentence) - 1:
        rest = sentence.text(0, begin).rstrip(" (,")
    elif begin == 0:
        rest = sentence.text(end, len(sentence)).lstrip(" ,:")
    else:
        return words, when
    return rest, when
