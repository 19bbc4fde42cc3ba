"""What the words beside a number say outright that it is of: what moved, what has the share, what is compared."""

from __future__ import annotations

from monitor.figures.labels.counted import (
    following_nouns,
    governing_words,
    identifying_phrases,
    measured_things,
    measuring_verbs,
    money,
    opening_numbers,
    stated_subjects,
)
from monitor.figures.labels.counted.modifiers import Asked
from monitor.figures.labels.roles import movements
from monitor.figures.labels.syntax import subjects
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS, clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, infinitive
from monitor.figures.labels.time import time_phrases

_NEAR = 3  #: words before the number in which the verb stands that gives a value: "évalue à 1,9 milliard"


def told(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the words around say outright: "N is the total of tests", "a 12 % rise in arrivals"."""
    left, right = new.cues.left, new.cues.right
    if new.cues.comparative is not None:
        return _compared(sentence, new)
    share = new.token.unit == "%"
    own = _moved(sentence, new) or (_described(sentence, new) if share else None) or _own_thing(sentence, new)
    if own is not None or time_phrases.is_rate(sentence, right):
        return own
    composing = _composing(sentence, new) if new.is_part else None
    if composing is not None:
        return stated_subjects.stated(sentence, composing)  # "children make up 20 % of the patients"
    return (_portion(sentence, new) if share else None) or _told_after(sentence, left, right)


def _moved(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what moved by the number, said after it: "a 12 % rise [in arrivals]"; None where its subject did."""
    left, right = new.cues.left, new.cues.right
    moves = movements.movement(sentence, left) is not None
    return _in(sentence, new, right) if moves and not governing_words.moves_subject(sentence, left) else None


def _told_after(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return what the words after the number say that it is of, with the article that they have."""
    if _names_after(sentence, left, right):
        return subjects.named(sentence, right, identifying_phrases.phrase_end(sentence, right))
    return identifying_phrases.identified(sentence, right) or opening_numbers.listed(sentence, left, right)


def _described(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what is in a state to the percentage *new*: "[The dam] is 60 % full"."""
    left, right = new.cues.left, new.cues.right
    if not sentence.flag(left) & Is.BE or sentence.grammar.nouns.adjectives_follow:
        return None
    if not sentence.content_word(right) or sentence.plural(right) or sentence.content_word(right + 1):
        return None
    return stated_subjects.stated(sentence, sentence.back_over(left - 1, FINITE | Is.ADVERB) + 1)


def _compared(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what there is more or less of, after the comparison or before the number: "12 % fewer [tests]"."""
    right = new.cues.right
    hit = sentence.grammar.comparatives.at(sentence.low, right)
    if hit is None:
        return None  # the comparison follows what is counted
    based = sentence.word(right + hit[0] - 1) in sentence.grammar.roles.than
    found = None if based else _in(sentence, new, right + hit[0])
    return found or governing_words.before(sentence, new.cues.left, right)


def _names_after(sentence: Sentence, left: int, right: int) -> bool:
    """Whether what has the value follows it with its article: "évalue à 1,9 milliard [le coût du programme]"."""
    roles = sentence.grammar.roles
    if not sentence.flag(right) & Is.DETERMINER:
        return False
    if sentence.flag(right + 1) & Is.CONTAINER:
        return True
    return sentence.word(left) in sentence.grammar.change_ends and any(
        sentence.word(at) in roles.carry for at in range(left - _NEAR, left)
    )


def _composing(sentence: Sentence, new: Draft) -> int | None:
    """Return the verb before *new* that says what a share is: "represent", "made up", "may not exceed"."""
    left = new.cues.left
    left -= sentence.word(left) in sentence.grammar.roles.than  # "ne représentaient [que] 9 %"
    for verb in (left, max(0, left - 1)):
        if " ".join(sentence.low[verb : left + 1]) in sentence.grammar.verbs.composing:
            return verb
    share = new.token.unit == "%" and sentence.flag(new.cues.right) & Is.OF
    return _being(sentence, new) if share and sentence.grammar.verbs.composing else None


def _being(sentence: Sentence, new: Draft) -> int | None:
    """Return the verb that says of a share of something what it is, or must be: "is below", "may not exceed"."""
    left = new.cues.left
    below = left + 1 < new.at and sentence.flag(new.at - 1) & Is.PREPOSITION
    if sentence.flag(left) & Is.BE and (below or (sentence.grammar.nouns.agree and sentence.plural(left - 1))):
        return left  # "the rent is below 60 % of the median", "Les femmes sont 60 % des membres"
    return next((at for at in range(left + 1, new.at) if sentence.flags[at] & Is.AUXILIARY), None)


def _portion(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what is as large as the percentage *new* of something else: "[Le taux] est maintenu à 8 % de la base"."""
    portions = sentence.grammar.roles.portions
    if not portions or not sentence.flag(new.cues.right) & Is.OF:
        return None
    verb = governing_words.hedge_verb(sentence, new.cues.left, new.at)
    if verb is None:
        verb = measuring_verbs.measuring_verb(sentence, new.cues.left)
    if verb is None or not (sentence.flag(verb) & (Is.BE | Is.MEASURE) or measuring_verbs.is_passive(sentence, verb)):
        return None  # "L'aide couvre 80 % du loyer"
    begin, end = measuring_verbs.subject_span(sentence, verb)
    begin = sentence.over(begin, Is.DETERMINER)
    if begin >= end or sentence.low[begin] not in portions:
        return None
    if end - begin > MOST_WORDS:  # "le taux de reconnaissance du statut [par l'Office]"
        end = sentence.back_over(begin + MOST_WORDS - 1, Is.PREPOSITION | Is.BY | Is.OF | Is.DETERMINER) + 1
    return Counted(core=clipped(sentence.text(begin, end)), head=sentence.original(begin))


def _own_thing(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a measure says of itself that it is of, by a noun, a verb or its purpose."""
    if not new.measured:
        return money.sum_of(sentence, new)
    own = measured_things.attributive(sentence, new) or money.raised(sentence, new)
    return own or measured_things.taken(sentence, new)


def _in(sentence: Sentence, new: Draft, at: int) -> Counted | None:
    """Return what moved, said after the movement: "a rise of 12 % in arrivals", "une baisse de 5 % des loyers"."""
    if not _leads_to_moved(sentence, at):
        return None
    begin = sentence.over(at + 1, Is.DETERMINER)
    if sentence.flag(begin) & Is.TIME or begin in time_phrases.covered(sentence):
        return None
    found = following_nouns.after(sentence, begin, Asked(new.at, telling=False), many=new.many)
    if subjects.hollow(sentence, found):
        return subjects.named_thing(sentence, begin, identifying_phrases.phrase_end(sentence, begin))
    # "A rise of 5% in arrivals was seen": the verb is the rise's.
    return found.narrowed("") if sentence.flag(found.end) & FINITE else found


def _leads_to_moved(sentence: Sentence, at: int) -> bool:
    """Whether the preposition *at* joins what moved to its movement: no time, no purpose."""
    if not sentence.flag(at) & Is.OF and sentence.word(at) not in sentence.grammar.roles.change_in:
        return False
    covered = time_phrases.covered(sentence)
    return at not in covered and at + 1 not in covered and not infinitive(sentence, at)
