"""The subject of the verb that states a number, as its row's name: with its owner, or the one of several."""

from __future__ import annotations

from monitor.figures.labels.counted import owners
from monitor.figures.labels.syntax.clauses import is_finite
from monitor.figures.labels.syntax.noun_spans import nearest
from monitor.figures.labels.syntax.subjects import named, named_thing, subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence, remembered
from monitor.figures.labels.text.word_forms import Counted, is_participle, is_verb

MOST_OF = 5  #: words of the phrase before "of" and a number
_POINTS = int(Is.PRONOUN | Is.RELATIVE)


def phrase_begin(sentence: Sentence, end: int, most: int) -> int:
    """Return where the noun phrase begins, of *most* words before the word *end*, that goes on with it."""
    begin = end
    while begin > 0 and end - begin < most and _belongs(sentence, begin - 1):
        begin -= 1
    return begin


def _belongs(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* goes on with the noun phrase after it: no verb, and "of" only between two nouns."""
    flag = sentence.flag(at)
    if flag & Is.OF:
        return sentence.grammar.nouns.adjectives_follow and at > 0 and _belongs(sentence, at - 1)
    if not sentence.content_word(at) or flag & Is.ADVERB or is_finite(sentence, at):
        return False
    return sentence.low[at] not in sentence.grammar.roles.imperatives


@remembered
def stated(sentence: Sentence, verb: int) -> Counted | None:
    """Return the subject of the *verb*, if it is more than a pronoun: "the number of tests is N"."""
    begin, end = subject(sentence, verb)
    if begin >= end and sentence.word(verb - 1) == "," and is_participle(sentence, verb):
        begin, end = subject(sentence, verb - 1)  # "The cost, estimated at 80 million,"
        begin = nearest(sentence, begin, end)
    pronoun = end - begin == 1 and (sentence.flags[begin] & Is.PRONOUN or is_verb(sentence, begin))
    return called(sentence, begin, end) if begin < end and not pronoun else None


def called(sentence: Sentence, begin: int, end: int) -> Counted:
    """Return the subject from *begin* to *end*, with its owner, or without the clause that follows it."""
    if sentence.grammar.terms.contact:
        end = next((at for at in range(begin + 1, end - 1) if sentence.flags[at] & _POINTS == Is.PRONOUN), end)
    found = named(sentence, begin, end)
    if not sentence.grammar.terms.contact:
        return owners.owned(sentence, begin, found)
    found = apposed(sentence, end, found)
    return one_of(sentence, begin, found) or _whose(sentence, begin, found) or _contact(sentence, begin) or found


def apposed(sentence: Sentence, end: int, found: Counted) -> Counted:
    """Return what the thing *found* is that only a superlative names: "The fastest, [a van], was doing 71 mph"."""
    endings = sentence.grammar.nouns.superlatives
    bare = endings and " " not in found.core and found.core.endswith(endings) and sentence.word(end) == ","
    if not bare or sentence.word(end + 1) not in sentence.grammar.numbers.articles:
        return found
    last = end + 2
    while sentence.content_word(last) and last - end <= MOST_OF:
        last += 1
    return named(sentence, end + 2, last) if last > end + 2 else found


def one_of(sentence: Sentence, begin: int, found: Counted) -> Counted | None:
    """Return the one of several that a superlative tells: "[the nearest of] the 16 kiosks": "nearest kiosk"."""
    endings, at = sentence.grammar.nouns.superlatives, begin - 1
    while at > 0 and begin - at <= MOST_OF and not sentence.flags[at] & Is.OF:
        at -= 1
    told = endings and sentence.flag(at) & Is.OF and sentence.word(at - 1).endswith(endings)
    if not told or not sentence.flag(at - 2) & Is.DETERMINER:
        return None
    noun = sentence.grammar.nouns.forms.singular(found.head.lower())
    return Counted(core=f"{sentence.low[at - 1]} {noun}", head=noun, end=found.end)


def _whose(sentence: Sentence, begin: int, found: Counted) -> Counted | None:
    """Return the subject *found*, begun at *begin*, with whom it belongs to: "bread, [whose] price doubled"."""
    grammar, comma = sentence.grammar, begin - 2
    if sentence.word(begin - 1) not in grammar.words.whose or sentence.word(comma) != ",":
        return None
    owner = named_thing(sentence, phrase_begin(sentence, comma, MOST_OF), comma)
    words = f"{found.core} {grammar.terms.whose} {owner.core}" if owner is not None else ""
    return Counted(core=words, head=found.head, end=found.end) if words and len(words.split()) <= MOST_WORDS else None


def _contact(sentence: Sentence, begin: int) -> Counted | None:
    """Return the noun that a clause without a pronoun follows: "the [hours] they put in have doubled"."""
    known = sentence.flag(begin) & Is.PRONOUN and sentence.flag(begin - 2) & Is.DETERMINER
    if not known or not sentence.grammar.terms.contact or not sentence.content_word(begin - 1):
        return None
    return named(sentence, begin - 1, begin)
