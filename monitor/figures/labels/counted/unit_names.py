"""What a measure is called of which its clause names no thing: by a title, by what its unit measures, by the unit."""

from __future__ import annotations

import re

from monitor.figures.labels.counted import durations, governing_words, money
from monitor.figures.labels.counted.modifiers import Asked, narrowing
from monitor.figures.labels.syntax import subjects
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.label_length import clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted
from monitor.figures.labels.time import time_phrases
from monitor.figures.numbers.measures import unit_after
from monitor.figures.numbers.scanner import Token

_BRACKETED = re.compile(r"\([^()]*\)")
_MOST_TITLE = 4  #: words of a title before a colon


def give(sentence: Sentence, new: Draft) -> None:
    """Give *new* the name of its unit, or what that measures, where its clause names no thing."""
    found = durations.dimension(sentence, new)
    if found is None and new.token.unit == "%":  # "une hausse d'environ 6 %": it is all there is
        found = governing_words.before(sentence, new.cues.left, new.cues.right) or _movement(sentence, new)
        if found is not None and sentence.grammar.flags.get(found.core.lower(), 0) & Is.PARTICIPLE:
            found = None  # "Geimpft sind 71 %"
        found = found or money.shared(sentence, new)
    if found is not None and found.core:
        new.counted, new.counts, new.head = found, found.core, found.head
        return
    priced = _priced(sentence, new)
    if priced:
        new.counts = new.head = priced
        return
    at = _past_rate(sentence, new)
    new.head = unit_words(new.token, sentence.grammar)
    if new.token.kind == "currency" and new.head == new.token.unit_name:  # its sign: no word of the page names it
        new.head = sentence.grammar.terms.money or new.head
    often = sentence.text(new.cues.right, at) if new.token.kind == "time" and sentence.grammar.terms.contact else ""
    named = f"{new.head} {often}".strip()
    more = narrowing(sentence, at, (len(named.split()), ""), Asked(new.at, telling=False))
    called = durations.unnamed(sentence, new, named, more)
    if called:
        new.head, named = called.partition(" ")[0], called
    new.counts = clipped(f"{named} {'' if called else more}")


def _priced(sentence: Sentence, new: Draft) -> str:
    """Return what an amount of money is called by a title, what it is the price of, or the subject of its clause."""
    title = _titled(sentence, new)
    if title or sentence.word(new.cues.left) != ",":
        return title or money.priced(sentence, new) or money.of_clause(sentence, new)
    return money.of_clause(sentence, new) or money.priced(sentence, new)  # ", up to £900 per home"


def _past_rate(sentence: Sentence, new: Draft) -> int:
    """Return the word after the number, or after how often it is so: "40 hours [a week]"."""
    return new.cues.right + 2 * time_phrases.is_rate(sentence, new.cues.right)


def headed(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the title of the price *new*, parted by a condition: "[Traslado], siempre que haya plaza: 90 euros"."""
    colon = new.cues.left + (sentence.word(new.cues.left) != ":")
    comma = next((at for at in range(1, _MOST_TITLE + 1) if sentence.word(at) == ","), 0)
    if sentence.word(colon) != ":" or not comma:
        return None
    title = all(sentence.content_word(at) or sentence.flags[at] & Is.OF for at in range(comma))
    condition = sentence.has(comma + 1, colon, Is.SUBORDINATOR | FINITE)
    return subjects.named_thing(sentence, 0, comma) if title and condition else None


def _titled(sentence: Sentence, new: Draft) -> str:
    """Return the title before a colon that opens the line of money: "[Late fees]: tenants can be charged $50"."""
    colon = next((at for at in range(1, min(_MOST_TITLE + 1, new.at)) if sentence.low[at] == ":"), None)
    if colon is None or new.token.kind != "currency" or not all(sentence.content_word(at) for at in range(colon)):
        return ""
    return sentence.text(0, colon)


def _movement(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun that only says which way something moves: "[une hausse] d'environ 6 %"."""
    at = new.cues.left - bool(sentence.flag(new.cues.left) & Is.OF)
    if not sentence.flag(at) & (Is.UP | Is.DOWN) or not sentence.flag(at - 1) & Is.DETERMINER:
        return None
    return Counted(core=sentence.original(at), head=sentence.original(at))


def unit_words(token: Token, grammar: Grammar) -> str:
    """Return the unit as it is written after the number, which brackets may repeat: "fourteen (14) [days]"."""
    words = token.line.string[token.number_end : token.end]
    words = (_BRACKETED.sub(" ", words) if "(" in words else words).strip()
    if " " in words and _is_in_parts(token, grammar):
        words = words.rpartition(" ")[2]  # "2 years and 6 [months]": the label has no number
    words = words.rpartition("'")[2].rpartition("’")[2]
    if words[:1].isalpha():
        first, _, rest = words.partition(" ")
        return rest if rest and first in grammar.words.of else words
    return f"{token.unit_name}" if token.unit_name else ""


def _is_in_parts(token: Token, grammar: Grammar) -> bool:
    """Whether the number is told in a unit and its parts, in which it is: "3 hours 40 minutes"."""
    line = token.line
    at = next((at for at in range(token.first, token.last) if line.starts[at] >= token.number_end), token.last)
    found = unit_after(line, at, grammar.language)
    return found is not None and found[1].symbol != token.unit and found[1].kind == token.kind and found[0] < token.last
