"""What tells two numbers apart that stand side by side: "£3m [on housing] and £2m [on roads]", "[für Kinder]"."""

from __future__ import annotations

from monitor.figures.labels.counted.measuring_verbs import measuring_verb, subject_of
from monitor.figures.labels.counted.verb_complements import complement_end
from monitor.figures.labels.syntax import noun_phrases
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import named_thing
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted
from monitor.figures.labels.time import time_phrases

_STATES = int(Is.MEASURE | Is.BE | Is.UP | Is.DOWN | Is.MOVED)
_MOST_BETWEEN = 9  #: words from one number to the next


def apart(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what *new* counts with the phrase after it, where a number beside it has one with the same preposition.

    "Entry is £9 for adults and £4 for children". The phrase stands alone where the number before counts what its own
    one names: "£3m on housing and £2m on roads". None where nothing needs to be told.
    """
    at = _phrase(sentence, new.at, new.cues.right)
    if not at or not _has_partner(sentence, new, at):
        return None
    end = _phrase_end(sentence, at)
    thing = _thing(sentence, at, end)
    if end == at or thing is None:
        return None
    own = f"{sentence.low[at]} {sentence.text(at + 1, end)}"
    named = _without_theirs(sentence, new, own)
    if (new.counts and not named) or _gives(sentence, new):
        return thing
    said = bool(named) and thing.core not in named
    return _with_own(new, f"{named} {own}") if said else None


def _with_own(new: Draft, words: str) -> Counted | None:
    """Return what *new* counts under the name of *words*, unless they are too many."""
    return Counted(core=words, head=new.head, end=new.counted.end) if len(words.split()) <= MOST_WORDS else None


def _gives(sentence: Sentence, new: Draft) -> bool:
    """Whether *new* is called by who does something with it, and not by what has it: "[The city] spends 40 % on"."""
    verb = measuring_verb(sentence, new.cues.left) if not sentence.grammar.phrases.attributes else None
    if verb is None or sentence.flags[verb] & _STATES:
        return False
    found = subject_of(sentence, verb)
    return found is not None and found.core == new.counts


def _without_theirs(sentence: Sentence, new: Draft, own: str) -> str:
    """Return the label of *new* without its *own* phrase, and without that of the number before, if it has them."""
    first, label = new.before, new.counts.removesuffix(own).strip()
    theirs = _phrase(sentence, first.at, first.cues.right) if first is not None else 0
    if not theirs:
        return label
    end = _phrase_end(sentence, theirs)
    thing = _thing(sentence, theirs, end)
    phrase = f"{sentence.low[theirs]} {sentence.text(theirs + 1, end)}"
    return "" if thing is not None and label == thing.core else label.removesuffix(phrase).strip()


def _phrase(sentence: Sentence, number: int, right: int) -> int:
    """Return the preposition right after a number, or after how often it is so; 0 where none says what it is for."""
    at = number + 1
    at += 2 * (sentence.word(at) in sentence.grammar.time.each and sentence.content_word(at + 1))  # "£9 [a term] for"
    at = _over_thing(sentence, at)
    if right > at or not sentence.flag(at) & Is.PREPOSITION or at in time_phrases.covered(sentence):
        return 0
    deed = sentence.low[at] in sentence.grammar.words.purpose and sentence.word(at + 1) in sentence.grammar.verbs.stems
    return at if not deed and _leads_to_noun(sentence, at) else 0  # but "£9 to dig a well"


def _leads_to_noun(sentence: Sentence, at: int) -> bool:
    """Whether the preposition *at* leads to a noun that is no time, and says of what the number is."""
    noun = sentence.over(at + 1, Is.DETERMINER)
    if not sentence.content_word(noun) or noun in time_phrases.covered(sentence):
        return False
    return not sentence.flags[noun] & Is.TIME and not time_phrases.is_aside(sentence, at)


def _over_thing(sentence: Sentence, at: int) -> int:
    """Step over what a measure is of: "340 tonnes [de vivres] à Mandou"."""
    if not sentence.grammar.nouns.adjectives_follow or not sentence.flag(at) & Is.OF:
        return at
    end = at + 1
    while sentence.content_word(end) and group_at(sentence, end) is None:
        end += 1
    return end


def _has_partner(sentence: Sentence, new: Draft, at: int) -> bool:
    """Whether the number before or after *new* is joined to it, and has a phrase with the preposition of *at*."""
    place = sentence.numbers.index(new.at)
    beside = sentence.numbers[max(0, place - 1) : place + 2]
    return any(other != new.at and _is_partner(sentence, new.at, other, at) for other in beside)


def _is_partner(sentence: Sentence, number: int, other: int, at: int) -> bool:
    begin, end = min(number, other), max(number, other)
    theirs = _phrase(sentence, other, other + 1)
    if not theirs or not _are_alike(sentence, theirs, at) or end - begin > _MOST_BETWEEN:
        return False
    return _is_joined(sentence, range(begin + 1, end))


def _is_joined(sentence: Sentence, between: range) -> bool:
    """Whether the words *between* two numbers join them, and begin no other clause."""
    if not any(sentence.flags[k] & Is.AND or sentence.low[k] == "," for k in between):
        return False
    return not any(
        sentence.flags[k] & (FINITE | Is.SUBORDINATOR) or (sentence.flags[k] & Is.MARK and sentence.low[k] != ",")
        for k in between
    )


def _are_alike(sentence: Sentence, one: int, other: int) -> bool:
    """Whether both prepositions tell the same kind of thing apart: the same one, or one of a place or a receiver."""
    alike = {sentence.word(one), sentence.word(other)}
    return len(alike) == 1 or alike <= sentence.grammar.words.parallel


def _phrase_end(sentence: Sentence, at: int) -> int:
    if sentence.grammar.phrases.attributes:
        return noun_phrases.joined(sentence, at)
    end = complement_end(sentence, at)
    return next((here for here in range(at + 1, end) if group_at(sentence, here) is not None), end)


def _thing(sentence: Sentence, at: int, end: int) -> Counted | None:
    begin = sentence.over(at + 1, Is.DETERMINER)
    if sentence.grammar.phrases.attributes:
        found = noun_phrases.read(sentence, begin)
        return noun_phrases.counted(sentence, found) if found is not None else None
    return named_thing(sentence, begin, end)


def again(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the measure right before *new* is of, where "and" gives another: "a subsidy of £9m and [of £3m]".

    Only where adjectives follow their nouns: elsewhere the subject may come between.
    """
    before, left = new.before, new.cues.left
    if before is None or not sentence.grammar.nouns.adjectives_follow or before.token.unit != new.token.unit:
        return None
    if sentence.word(new.cues.right) in sentence.grammar.agents.purposes:
        return None  # what money is for tells more
    governed = bool(sentence.flag(left) & Is.OF and sentence.flag(before.cues.left) & Is.OF)
    if not sentence.flag(left - governed) & Is.AND or sentence.has(before.at, left - governed, FINITE | Is.MARK):
        return None
    return before.counted.narrowed("") if before.counted.core else None


def of_another(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what another measure is of, whose unit is left out: "900 hectares de pins et 300 [de chênes]"."""
    before, right = new.before, new.cues.right
    again_ = before is not None and before.measured and not new.measured and before.token.kind != "percent"
    if not again_ or not sentence.grammar.nouns.adjectives_follow or not sentence.flag(new.cues.left) & Is.AND:
        return None
    if before is None or not sentence.flag(before.at + 1) & Is.OF or not sentence.flag(right) & Is.OF:
        return None
    found = named_thing(sentence, right + 1, complement_end(sentence, right))
    new.parallel = found is not None
    return found
