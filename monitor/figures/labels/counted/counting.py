"""What each number of a sentence counts: told by the words beside it, or understood from what came before."""

from __future__ import annotations

from monitor.figures.labels.counted import (
    capitalised_nouns,
    durations,
    ellipsis,
    following_nouns,
    governing_words,
    measured_things,
    votes,
)
from monitor.figures.labels.counted.deeds import undergone
from monitor.figures.labels.counted.elliptical_numbers import understood
from monitor.figures.labels.counted.modifiers import Asked, narrowing
from monitor.figures.labels.roles import movements
from monitor.figures.labels.syntax import clauses, inverted_clauses, subjects
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, clipped, infinitive
from monitor.figures.labels.time import time_phrases
from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.scanner import Token
from monitor.model import Direction

_NEAR = 3  #: words before the number in which the verb stands that gives a value: "évalue à 1,9 milliard"


def count(sentence: Sentence, new: Draft, topic: Counted) -> None:
    """Give *new* what it counts; *topic* is what an earlier sentence, block or lead-in counts."""
    if sentence.grammar.phrases.attributes:
        new.counted = ellipsis.inside(sentence, new) or capitalised_nouns.count(sentence, new, new.before, topic)
    else:
        _count(sentence, new, topic)
    counted = new.counted
    added = new.cues.added if not new.elliptical else ""
    new.counts = clipped(f"{counted.core} {added} {counted.more}") if added else counted.phrase
    new.head = new.counted.head
    if not new.counts and new.token.unit and _is_plural_change(sentence, new):
        new.counts = new.head = sentence.original(new.cues.right)
    elif not new.counts and new.token.unit:
        _count_units(sentence, new)


def _is_plural_change(sentence: Sentence, new: Draft) -> bool:
    """Whether changes of which nothing more is said follow the number: "£12m [cuts] agreed by the council"."""
    at = new.cues.right
    return new.cues.comparative is not None and sentence.plural(at) and not sentence.flag(at + 1) & Is.OF


def _count(sentence: Sentence, new: Draft, topic: Counted) -> None:
    right = _right(sentence, new)
    outright = ellipsis.multiplied(sentence, new, topic) or _term(sentence, new)
    if outright is not None:
        new.counted, new.elliptical = outright, True
        return
    told = votes.against(sentence, new) or _told(sentence, new) or _said_of(sentence, new, right)
    if told is not None and not subjects.hollow(sentence, told):
        new.counted = told
    elif right.core and _follows(sentence, new, right) and not subjects.hollow(sentence, right):
        new.counted = _undergoing(sentence, new, right)
    else:
        new.elliptical = True
        new.counted = new.meant if new.meant.core else understood(sentence, new, right, topic)


def _term(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a length of time is given for, what goes on in it, or how far something is from a place."""
    for_what = durations.purpose(sentence, new)
    named = _named_term(sentence, new) if for_what else None
    if named is not None:
        return named.narrowed(for_what)
    aged = durations.age(sentence, new)
    if aged is not None or not (new.measured or new.token.unit == "time"):
        return aged
    return durations.of(sentence, new, _unit_words(new.token, sentence.grammar)) or durations.away(sentence, new)


def _named_term(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun that a length of time is called by, or the one before it: "[un délai] de trente jours"."""
    own = governing_words.before(sentence, new.cues.left, new.cues.right)
    if own is not None and own.core:
        return own
    again = new.before is not None and new.before.counted.core and not new.measured
    return new.before.counted if again and new.before is not None else None  # "mais de quinze pour réclamer un avocat"


def _said_of(sentence: Sentence, new: Draft, right: Counted) -> Counted | None:
    """Return the noun in the number, or the one that those counted are said to be, where none follows it."""
    if new.measured and new.token.unit != "%":
        return None
    at = right.end if new.token.unit == "%" else new.cues.right  # "4,7 % des détenus sont des femmes"
    found = ellipsis.identified(sentence, new, at) if at == right.end or not right.core else None
    new.identified = found is not None
    return found or ellipsis.inside(sentence, new)


def _count_units(sentence: Sentence, new: Draft) -> None:
    """Give *new* the name of its unit, or what that measures, where its clause names no thing."""
    found = durations.dimension(sentence, new)
    if found is None and new.token.unit == "%":
        found = governing_words.before(
            sentence, new.cues.left, new.cues.right
        )  # "une hausse d'environ 6 %": it is all there is
    if found is not None and found.core:
        new.counted, new.counts, new.head = found, found.core, found.head
        return
    at = new.cues.right + 2 * time_phrases.is_rate(sentence, new.cues.right)
    new.head = _unit_words(new.token, sentence.grammar)
    new.counts = clipped(f"{new.head} {narrowing(sentence, at, (1, ''), Asked(new.at, telling=False))}")


def _undergoing(sentence: Sentence, new: Draft, right: Counted) -> Counted:
    """Return *right* with what was done to it, where nothing else is said of it: "[handled] 1,130 cases"."""
    voted = votes.in_favour(sentence, new, right)
    if voted:
        return right.narrowed(voted)
    before = _inverted_deed(sentence, new, right)
    if before:
        return right.narrowed(before) if _is_part(new) else inverted_clauses.with_deed(sentence, right, before)
    placed = sentence.flag(right.end) & Is.PREPOSITION
    if new.measured or (right.more and not placed):
        return right
    verb, place = _governing(sentence, new.cues.left)
    done = undergone(sentence, verb, many=new.many, noun=right.head.lower(), place=place) if verb is not None else ""
    return right.narrowed(f"{done} {right.more}".strip()) if done else right


def _inverted_deed(sentence: Sentence, new: Draft, right: Counted) -> str:
    """Return the deed that stands before those counted, of whom nothing else is said: "[Fueron detenidas] 8"."""
    if new.measured or right.more:
        return ""
    return inverted_clauses.deed(sentence, new.cues.left, right.head.lower(), many=new.many)


def _governing(sentence: Sentence, left: int) -> tuple[int | None, int]:
    """Return the verb of which the number after *left* is the object, and where a place between them ends, or 0."""
    led = sentence.flag(left - 1) & Is.PREPOSITION and sentence.word(left - 1) not in sentence.grammar.agents.infinitive
    if led and sentence.content_word(left):
        return clauses.governor(sentence, left - 2), left + 1  # "brought on board 438 people"
    return clauses.governor(sentence, left), 0


def _follows(sentence: Sentence, new: Draft, right: Counted) -> bool:
    """Whether the phrase after the number is what it counts; after a unit only "of" says so: "2 tonnes of rice"."""
    if new.measured:  # words after a duration describe it: "months of war"
        return bool(sentence.flag(new.cues.right) & Is.OF) and new.token.kind != "time"
    return not following_nouns.elliptical(sentence, *_span(right), many=new.many)


def _span(right: Counted) -> tuple[int, int]:
    return right.end - right.size, right.end


def _right(sentence: Sentence, new: Draft) -> Counted:
    """Return the noun phrase after the number; "additional" in it is a cue, no part of what is counted."""
    asked = Asked(new.at, telling=_is_part(new) or _is_indefinite(sentence, new))
    right = following_nouns.after(sentence, new.cues.right, asked, many=new.many)
    begin, end = _span(right)
    if right.core and sentence.word(begin) in sentence.grammar.roles.newly:
        new.cues.increment = True
        if end - begin == 1:
            return Counted(more=right.more, end=right.end)
    end = _before_added(sentence, new, begin, end)
    _compare(sentence, new, right.end)
    following = right.end
    if right.core and new.cues.comparative is None:
        following = _over_added(sentence, new, right.end)
    if end == following:
        return right
    return following_nouns.shortened(sentence, right, (begin, end), following, asked)


def _before_added(sentence: Sentence, new: Draft, begin: int, end: int) -> int:
    """Return the *end* of the phrase before the words that close it and say that it comes on top, and note them."""
    while end > begin:
        hit = sentence.grammar.after.ending(sentence.low, end - 1)
        if hit is None or hit[1] != "INCREMENT" or end - hit[0] < begin:
            break
        _note_added(sentence, new, end - hit[0], end)
        end -= hit[0]
    return end


def _over_added(sentence: Sentence, new: Draft, end: int) -> int:
    """Return *end* after the words that follow the phrase and say that it comes on top, and note them."""
    hit = sentence.grammar.after.at(sentence.low, end)
    if hit is None or hit[1] != "INCREMENT":
        return end
    _note_added(sentence, new, end, end + hit[0])
    return end + hit[0]


def _note_added(sentence: Sentence, new: Draft, begin: int, end: int) -> None:
    """Note that the number comes on top, and keep an adjective that says so: "places supplémentaires".

    It stands after its noun, as any does in that language, and is kept for this number alone.
    """
    new.cues.increment = True
    if sentence.grammar.nouns.adjectives_follow and end == begin + 1 and (sentence.plural(begin) or not new.many):
        new.cues.added = sentence.text(begin, end)


def _is_part(new: Draft) -> bool:
    """Whether a part of those named is counted, which only their deed tells from the rest: "6 % of the anglers had"."""
    return new.cues.subset or new.token.unit == "%" or new.token.form is Form.FRACTION


def _is_indefinite(sentence: Sentence, new: Draft) -> bool:
    """Whether those counted are only now told, by what they do: "120 niños traen táper", not "los 120 niños"."""
    told = sentence.grammar.verbs.plural_of and new.subject and not new.measured
    return bool(told) and not sentence.flag(new.at - 1) & Is.DETERMINER


def _compare(sentence: Sentence, new: Draft, end: int) -> None:
    """Note the comparison after what is counted: "more tests than", "tests de plus que"."""
    if new.cues.comparative is not None or end <= new.cues.right:
        return
    hit = sentence.grammar.comparatives.at(sentence.low, end)
    if hit is not None and _is_comparison(sentence, new, end, end + hit[0]):
        new.cues.comparative = Direction(hit[1])
    elif sentence.word(end) in sentence.grammar.roles.than:
        new.cues.comparative = _way(sentence, new.at + 1)


def _is_comparison(sentence: Sentence, new: Draft, begin: int, end: int) -> bool:
    """Whether the words from *begin* to *end* compare what was counted, and do not hedge a number after them."""
    of = bool(sentence.flag(begin) & Is.OF)
    if of and sentence.flag(end) & Is.OF:
        return False
    share = new.token.unit == "%"  # "9 % de visiteurs en plus"
    return share or of or sentence.word(end - 1) in sentence.grammar.roles.than


def _way(sentence: Sentence, at: int) -> Direction | None:
    """Return which way the word *at* says that a number differs: "[more] tests than", "[fewer] people than"."""
    if sentence.flags[at] & Is.DOWN:
        return Direction.DOWN
    more = sentence.flags[at] & Is.UP or sentence.low[at] in sentence.grammar.roles.newly
    return Direction.UP if more else None


def _told(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the words around say outright: "N is the total of tests", "a 12 % rise in arrivals"."""
    left, right = new.cues.left, new.cues.right
    if new.cues.comparative is not None:
        return _compared(sentence, new)
    moved = _in(sentence, new, right) if movements.movement(sentence, left) is not None else None
    own = moved or _own_thing(sentence, new)
    if own is not None or time_phrases.is_rate(sentence, right):
        return own
    composing = _composing(sentence, left) if _is_part(new) else None
    if composing is not None:
        return governing_words.stated(sentence, composing)  # "children make up 20 % of the patients"
    if _names_after(sentence, left, right):
        return subjects.named(sentence, right, governing_words.phrase_end(sentence, right))
    return governing_words.identified(sentence, right) or governing_words.listed(sentence, left, right)


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
    return sentence.word(left) in roles.change_to and any(
        sentence.word(at) in roles.carry for at in range(left - _NEAR, left)
    )


def _composing(sentence: Sentence, left: int) -> int | None:
    """Return the verb that ends at *left* and says what a share is: "represent", "made up"."""
    for verb in (left, max(0, left - 1)):
        if " ".join(sentence.low[verb : left + 1]) in sentence.grammar.verbs.composing:
            return verb
    return None


def _own_thing(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a measure says of itself that it is of, by a noun, a verb or its purpose."""
    if not new.measured:
        return measured_things.sum_of(sentence, new)
    return measured_things.attributive(sentence, new) or measured_things.raised(sentence, new)


def _in(sentence: Sentence, new: Draft, at: int) -> Counted | None:
    """Return what moved, said after the movement: "a rise of 12 % in arrivals", "une baisse de 5 % des loyers"."""
    if not _leads_to_moved(sentence, at):
        return None
    begin = sentence.over(at + 1, Is.DETERMINER)
    if sentence.flag(begin) & Is.TIME or begin in time_phrases.covered(sentence):
        return None
    found = following_nouns.after(sentence, begin, Asked(new.at, telling=False), many=new.many)
    if subjects.hollow(sentence, found):
        return subjects.named_thing(sentence, begin, governing_words.phrase_end(sentence, begin))
    # "A rise of 5% in arrivals was seen": the verb is the rise's.
    return found.narrowed("") if sentence.flag(found.end) & FINITE else found


def _leads_to_moved(sentence: Sentence, at: int) -> bool:
    """Whether the preposition *at* joins what moved to its movement: no time, no purpose."""
    if not sentence.flag(at) & Is.OF and sentence.word(at) not in sentence.grammar.roles.change_in:
        return False
    covered = time_phrases.covered(sentence)
    return at not in covered and at + 1 not in covered and not infinitive(sentence, at)


def _unit_words(token: Token, grammar: Grammar) -> str:
    words = token.line.string[token.number_end : token.end].partition("(")[0].strip()
    words = words.rpartition("'")[2].rpartition("’")[2]
    if words[:1].isalpha():
        first, _, rest = words.partition(" ")
        return rest if rest and first in grammar.words.of else words
    return f"{token.unit_name}" if token.unit_name else ""
