"""What is said of a thing by a noun that the sentence leaves out: the capacity of a camp, how long works go on."""

from __future__ import annotations

from monitor.figures.labels.counted.stated_subjects import phrase_begin
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted
from monitor.figures.labels.time import time_phrases

_MOST_NAME = 5  #: words of the thing's name
_MOST_BETWEEN = 6  #: words from the participle to its purpose: "ouvert en mars 2016 pour"


def capacity(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the capacity of what was made for so many: "[le camp], conçu pour 300 personnes"; or None."""
    left = new.cues.left
    if sentence.grammar.agents.purposes.isdisjoint(sentence.low[max(0, left - 2) : left + 1]):
        return None  # mostly, told fastest: both look for a purpose there
    made = _made_for(sentence, left) if not new.measured and new.many else None
    if made is None:
        return _room(sentence, new)
    end = sentence.back_over(made - 1 - (sentence.word(made - 1) == ","), FINITE | Is.ADVERB) + 1
    noun = sentence.grammar.terms.capacity
    if sentence.flag(end - 1) & Is.PRONOUN and noun:
        return Counted(core=noun, head=noun, end=end)  # "it was built for 1,500"
    return _of_thing(sentence, new, noun, end)


def _of_thing(sentence: Sentence, new: Draft, noun: str, end: int) -> Counted | None:
    """Return the capacity, *noun*, of the thing that ends before *end*; its bare name where no thing is told."""
    aside = sentence.word(end - 1) == ","  # "the site, which opened in 2019, was built for 600"
    begin, end = subject(sentence, end) if aside else (phrase_begin(sentence, end, _MOST_NAME), end)
    found = _called(sentence, noun, begin, end)
    return found or (Counted(core=noun, head=noun, end=end) if noun and new.elliptical else None)


def _room(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the capacity of what has room for so many: "[The bus] has room for 30"; or the room that there is."""
    grammar, room = sentence.grammar, new.cues.left - 1
    if sentence.word(room) not in grammar.terms.rooms or sentence.word(room + 1) not in grammar.agents.purposes:
        return None
    if not new.elliptical or new.measured or not new.many:
        return None
    verb = sentence.back_over(room - 1, Is.ADVERB | Is.DETERMINER)
    begin, end = subject(sentence, verb) if sentence.flag(verb) & Is.HAVE else (0, 0)
    noun = sentence.original(room)
    return _called(sentence, grammar.terms.capacity, begin, end) or Counted(core=noun, head=noun, end=end)


def lasting(sentence: Sentence, new: Draft) -> Counted | None:
    """Return how long something goes on, of which a verb says it: "[Les travaux] dureront cinq semaines"."""
    grammar, verb = sentence.grammar, new.cues.left
    if new.token.kind != "time" or sentence.word(verb) not in grammar.verbs.lasting:
        return None
    begin, end = subject(sentence, sentence.back_over(verb - 1, FINITE | Is.ADVERB) + 1)
    plain = begin < end and not sentence.has(begin, end, Is.PRONOUN | Is.MARK | Is.NUMBER | Is.PREPOSITION)
    return _called(sentence, grammar.terms.duration, begin, end) if plain else None


def _called(sentence: Sentence, noun: str, begin: int, end: int) -> Counted | None:
    """Return the *noun* of the thing from *begin* to *end*, which has its article there or right before it."""
    articles = sentence.grammar.terms.of_articles
    inside = sentence.word(begin) in articles
    of = articles.get(sentence.word(begin if inside else begin - 1), "")
    words = f"{noun} {of}{sentence.text(begin + inside, end)}"
    if not noun or not of or begin + inside >= end or len(words.split()) > MOST_WORDS:
        return None
    return Counted(core=words, head=noun, end=end)


def _made_for(sentence: Sentence, left: int) -> int | None:
    """Return the participle of making whose purpose ends at *left*: "[conçu] pour", "[ouvert] pour loger"."""
    grammar = sentence.grammar
    left -= sentence.word(left) in grammar.verbs.object_marks
    purpose = left - (sentence.word(left) in grammar.verbs.housing)
    if sentence.word(purpose) not in grammar.agents.purposes:
        return None
    covered = time_phrases.covered(sentence)
    for at in range(purpose - 1, max(0, purpose - _MOST_BETWEEN), -1):
        if sentence.word(at) in grammar.verbs.designed:
            return at
        passes = sentence.flags[at] & Is.ADVERB or sentence.low[at] in grammar.agents.particles  # "laid out for"
        if at not in covered and not passes:
            return None
    return None
