"""The noun after a number: what it says of the number (more of them, more than), and what was done to those counted."""

from __future__ import annotations

from monitor.figures.labels.counted import following_nouns, fronted_places, votes
from monitor.figures.labels.counted.deeds import lacked, to_do, undergone
from monitor.figures.labels.counted.modifiers import Asked
from monitor.figures.labels.syntax import clauses, inverted_clauses
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is, May
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted
from monitor.figures.labels.time import time_phrases
from monitor.figures.numbers.cardinals import Form
from monitor.model import Direction


def read(sentence: Sentence, new: Draft) -> Counted:
    """Return the noun phrase after the number; "additional" in it is a cue, no part of what is counted."""
    telling = new.is_part or _is_indefinite(sentence, new) or _is_of_known(sentence, new)
    asked = Asked(new.at, telling=telling)
    right = following_nouns.after(sentence, _past_size(sentence, new), asked, many=_asks_for_plural(sentence, new))
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


def _asks_for_plural(sentence: Sentence, new: Draft) -> bool:
    """Whether more than one are counted, and not a share or a measure of one thing: "half of the income"."""
    right = new.cues.right
    if not new.many or not (new.measured or new.token.form is Form.FRACTION) or not sentence.flag(right) & Is.OF:
        return new.many
    noun = sentence.over(right + 1, Is.DETERMINER)
    return noun < len(sentence) and sentence.plural(noun)


def _past_size(sentence: Sentence, new: Draft) -> int:
    """Return the word after the number, or after the size of each of those counted: "400 [five-litre] cans"."""
    at = new.cues.right
    sized = new.many and not new.measured and at == new.at + 1 and sentence.flag(at) & Is.NUMBER
    if not sized or not sentence.content_word(at + 1):
        return at
    size = sentence.original(at)
    return at + 1 if not size.isalpha() and any(letter.isalpha() for letter in size) else at


def _before_added(sentence: Sentence, new: Draft, begin: int, end: int) -> int:
    """Return the *end* of the phrase before the words that close it and say that it comes on top, and note them."""
    after = sentence.grammar.after
    while end > begin and sentence.low[end - 1] in after.last_words:
        hit = after.ending(sentence.low, end - 1)
        if hit is None or hit[1] != "INCREMENT" or end - hit[0] < begin:
            break
        _note_added(sentence, new, end - hit[0], end)
        end -= hit[0]
    return end


def _over_added(sentence: Sentence, new: Draft, end: int) -> int:
    """Return *end* after the words that follow the phrase and say that it comes on top, and note them."""
    may = sentence.grammar.may(sentence.word(end))
    hit = sentence.grammar.after.at(sentence.low, end) if may & May.QUALIFY else None
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


def _is_indefinite(sentence: Sentence, new: Draft) -> bool:
    """Whether those counted are only now told, by what they do: "120 niños traen táper", not "los 120 niños"."""
    bare = sentence.grammar.verbs.plural_of and new.subject and not new.measured
    return bool(bare) and not sentence.flag(new.at - 1) & Is.DETERMINER


def _is_of_known(sentence: Sentence, new: Draft) -> bool:
    """Whether some of those are counted who are known: "Nine [of the] farms had no licence"."""
    return sentence.flag(new.cues.right) & Is.OF != 0 and bool(sentence.flag(new.cues.right + 1) & Is.DETERMINER)


def _compare(sentence: Sentence, new: Draft, end: int) -> None:
    """Note the comparison after what is counted: "more tests than", "tests de plus que"."""
    if new.cues.comparative is not None or end <= new.cues.right:
        return
    may = sentence.grammar.may(sentence.word(end))
    hit = sentence.grammar.comparatives.at(sentence.low, end) if may & May.QUALIFY else None
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


def is_counted(sentence: Sentence, new: Draft, right: Counted) -> bool:
    """Whether the phrase after the number is what it counts; after a unit only "of" says so: "2 tonnes of rice"."""
    if new.cues.of_them:  # "once de ellos de gemelos", "diez de ellas mayores de 80 años"
        older = sentence.word(new.cues.right) in sentence.grammar.language.refusals.ages.hedges
        if older or sentence.flag(new.cues.right) & Is.OF:
            return False
    if new.measured:  # words after a duration describe it: "months of war"
        return bool(sentence.flag(new.cues.right) & Is.OF) and new.token.kind != "time"
    return not following_nouns.elliptical(sentence, *_span(right), many=new.many and not _is_share(sentence, new))


def _is_share(sentence: Sentence, new: Draft) -> bool:
    """Whether the number is a part of the one thing after it: "la moitié du budget", "una cuarta parte de la flota"."""
    at, grammar = new.cues.right, sentence.grammar
    parted = sentence.flag(at) & Is.OF or sentence.word(at) in grammar.numbers.parts_after
    return bool(parted) and new.token.form is Form.FRACTION


def _span(right: Counted) -> tuple[int, int]:
    return right.end - right.size, right.end


def with_deed(sentence: Sentence, new: Draft, right: Counted) -> Counted:
    """Return *right* with what was done to it, where nothing else is said of it: "[handled] 1,130 cases"."""
    voted = votes.side(sentence, new, right)
    if voted:
        return right.narrowed(voted)
    placed = "" if new.measured or right.more else fronted_places.read(sentence, new.cues.left, right)
    if placed:
        return right.narrowed(placed)
    need = lacked(sentence, (new.cues.left, new.at), right.head.lower(), many=new.many)
    if need and not new.cues.added:
        new.cues.added = need  # of this number alone
        return right
    before = _inverted_deed(sentence, new, right)
    if before:
        return right.narrowed(before) if new.is_part else inverted_clauses.with_deed(sentence, right, before)
    if new.measured or (right.more and not sentence.flag(right.end) & (Is.PREPOSITION | Is.OF)):
        return right
    verb, place = _governing(sentence, new.cues.left)
    done = undergone(sentence, verb, many=new.many, noun=right.head.lower(), place=place) if verb is not None else ""
    whole = f"{done} {right.more}".strip()
    fits = sentence.flag(right.end) & Is.PREPOSITION or right.size + len(whole.split()) <= MOST_WORDS
    return right.narrowed(whole if fits else done) if done else right  # not both an age and a deed


def _inverted_deed(sentence: Sentence, new: Draft, right: Counted) -> str:
    """Return the deed that stands before those counted, of whom nothing else is said: "[Fueron detenidas] 8"."""
    if (new.measured and new.token.unit != "%") or right.more:
        return ""
    due = to_do(sentence, new.cues.left - (sentence.word(new.cues.left) in sentence.grammar.verbs.object_marks))
    if due:
        return due
    share = new.token.unit == "%" or new.token.form is Form.FRACTION
    many = sentence.grammar.nouns.forms.is_plural(right.head.lower()) if share else new.many  # "el 70 % del agua"
    return inverted_clauses.deed(sentence, new.cues.left, right.head.lower(), many=many)


def _governing(sentence: Sentence, left: int) -> tuple[int | None, int]:
    """Return the verb of which the number after *left* is the object, and where a place between them ends, or 0."""
    if sentence.grammar.verbs.agreements:
        left = _over_time(sentence, left)
    named = bool(sentence.flag(left - 1) & Is.DETERMINER and sentence.grammar.nouns.agree)
    first = left - 1 - named
    led = sentence.flag(first) & Is.PREPOSITION
    led = led and (named or sentence.word(first) not in sentence.grammar.agents.infinitive)
    if led and sentence.content_word(left) and left not in time_phrases.covered(sentence):
        return clauses.governor(
            sentence, first - 1
        ), left + 1  # "brought on board 438 people", "conduit à l'hôpital 20"
    return clauses.governor(sentence, left), 0


def _over_time(sentence: Sentence, left: int) -> int:
    """Step back over when, and over "between": "a déposé [cette année] 14", "a arrêté[, lundi à l'aube,] 12"."""
    at = left - (sentence.word(left) in sentence.grammar.numbers.ranges.between)
    end = at - (sentence.word(at) == ",")
    begin, covered = end, time_phrases.covered(sentence)
    while begin >= 0 and begin in covered:
        begin -= 1
    if begin == end:
        return left if end < at else at
    return begin - (sentence.word(begin) == "," and end < at)
