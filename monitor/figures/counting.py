"""What each number of a sentence counts: told by the words beside it, or understood from what came before."""

from __future__ import annotations

from monitor.figures import capitalised, groups, moments, nouns, roles, subjects, telling
from monitor.figures.drafts import Draft
from monitor.figures.forms import Counted, clipped, infinitive
from monitor.figures.grammar import Grammar, Is
from monitor.figures.narrowing import narrowing
from monitor.figures.quantities import Token
from monitor.figures.tokens import Sentence
from monitor.model import Direction


def count(sentence: Sentence, new: Draft, previous: Draft | None, topic: Counted) -> None:
    """Give *new* what it counts.

    *previous* is the number before it in the sentence; *topic* what an earlier sentence, block or lead-in counts.
    """
    if sentence.grammar.phrases.attributes:
        new.counted = capitalised.count(sentence, new, previous, topic)
    else:
        _count(sentence, new, previous, topic)
    new.counts = new.counted.phrase
    new.head = new.counted.head
    if not new.counts and new.token.unit:
        new.head = _unit_words(new.token, sentence.grammar)
        new.counts = clipped(f"{new.head} {narrowing(sentence, new.cues.right)}")


def _count(sentence: Sentence, new: Draft, previous: Draft | None, topic: Counted) -> None:
    right = _right(sentence, new)
    told = _told(sentence, new)
    if told is not None and told.core and not subjects.hollow(sentence, told):
        new.counted = told
    elif right.core and _follows(sentence, new, right) and not subjects.hollow(sentence, right):
        new.counted = right
    else:
        new.elliptical = True
        new.counted = _understood(sentence, new, right, previous, topic)


def _follows(sentence: Sentence, new: Draft, right: Counted) -> bool:
    """Whether the phrase after the number is what it counts; after a unit only "of" says so: "2 tonnes of rice"."""
    if new.measured:
        return bool(sentence.flag(new.cues.right) & Is.OF)
    return not nouns.elliptical(sentence, *_span(right), many=new.many)


def _span(right: Counted) -> tuple[int, int]:
    return right.end - right.size, right.end


def _right(sentence: Sentence, new: Draft) -> Counted:
    """Return the noun phrase after the number; "additional" in it is a cue, no part of what is counted."""
    grammar = sentence.grammar
    right = nouns.after(sentence, new.cues.right, many=new.many)
    begin, end = _span(right)
    if right.core and sentence.word(begin) in grammar.roles.newly:
        new.cues.increment = True
        if end - begin == 1:
            return Counted(more=right.more, end=right.end)
    while end > begin:
        hit = grammar.after.ending(sentence.low, end - 1)
        if hit is None or hit[1] != "INCREMENT" or end - hit[0] < begin:
            break
        end -= hit[0]
        new.cues.increment = True
    _compare(sentence, new, right.end)
    hit = grammar.after.at(sentence.low, right.end)
    if hit and hit[1] == "INCREMENT" and right.core and new.cues.comparative is None:
        new.cues.increment = True
        return nouns.shortened(sentence, right, begin, end, right.end + hit[0])
    return nouns.shortened(sentence, right, begin, end, right.end) if end < right.end else right


def _compare(sentence: Sentence, new: Draft, end: int) -> None:
    """Note the comparison after what is counted: "more tests than", "tests de plus que"."""
    if new.cues.comparative is not None or end <= new.cues.right:
        return
    hit = sentence.grammar.comparatives.at(sentence.low, end)
    than = sentence.grammar.roles.than
    hedging = hit and sentence.flag(end) & Is.OF and sentence.flag(end + hit[0]) & Is.OF
    if hit and not hedging and (sentence.flag(end) & Is.OF or sentence.word(end + hit[0] - 1) in than):
        new.cues.comparative = Direction(hit[1])
    elif sentence.word(end) in than:
        word = sentence.word(new.at + 1)
        if sentence.flags[new.at + 1] & Is.DOWN:
            new.cues.comparative = Direction.DOWN
        elif sentence.flags[new.at + 1] & Is.UP or word in sentence.grammar.roles.newly:
            new.cues.comparative = Direction.UP


def _told(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the words around say outright: "N is the total of tests", "a 12 % rise in arrivals"."""
    right = new.cues.right
    if new.cues.comparative is not None:
        hit = sentence.grammar.comparatives.at(sentence.low, right)
        if hit is None:
            return None  # the comparison follows what is counted
        based = sentence.word(right + hit[0] - 1) in sentence.grammar.roles.than
        found = None if based else _in(sentence, new, right + hit[0])
        return found or telling.before(sentence, new.cues.left, right)
    if roles.movement(sentence, new.cues.left) is not None:
        found = _in(sentence, new, right)
        if found is not None:
            return found
    left = new.cues.left
    valued = sentence.word(left) in sentence.grammar.roles.change_to and any(
        sentence.word(at) in sentence.grammar.roles.carry for at in range(left - 3, left)
    )  # "évalue à 1,9 milliard le coût du programme"
    if sentence.flag(right) & Is.DETERMINER and (valued or sentence.flag(right + 1) & Is.CONTAINER):
        return subjects.named(sentence, right, telling.phrase_end(sentence, right))
    return telling.identified(sentence, right)


def _in(sentence: Sentence, new: Draft, at: int) -> Counted | None:
    """Return what moved, said after the movement: "a rise of 12 % in arrivals", "une baisse de 5 % des loyers"."""
    if not sentence.flag(at) & Is.OF and sentence.word(at) not in sentence.grammar.roles.change_in:
        return None
    covered = moments.covered(sentence)
    if at in covered or at + 1 in covered or infinitive(sentence, at):
        return None
    begin = at + 1
    while sentence.flag(begin) & Is.DETERMINER:
        begin += 1
    if sentence.flag(begin) & Is.TIME or begin in covered:
        return None
    found = nouns.after(sentence, begin, many=new.many)
    if not found.core or subjects.hollow(sentence, found):
        through = subjects.named(sentence, begin, telling.phrase_end(sentence, begin))
        return through if through.core and not subjects.hollow(sentence, through) else None
    # "A rise of 5% in arrivals was seen": the verb is the rise's.
    return found.narrowed("") if sentence.flag(found.end) & (Is.BE | Is.HAVE | Is.AUXILIARY) else found


def _understood(sentence: Sentence, new: Draft, right: Counted, previous: Draft | None, topic: Counted) -> Counted:
    """Return what an elliptical or measured number counts: its subject, or what the number before it counts."""
    left = new.cues.left
    narrow = right.phrase or narrowing(sentence, new.cues.right)
    if new.cues.comparative is not None or sentence.grammar.measure_links.at(sentence.low, new.cues.right):
        narrow = ""  # "1.7% less", "twice as many"
    if right.size and sentence.flag(right.end - right.size) & (Is.UP | Is.DOWN | Is.MOVED):
        narrow = ""  # "children under 10 rose"
    group = groups.find(sentence, new.at, left) if not new.measured else None
    if group is not None:
        return group.narrowed(narrow)
    antecedent = previous.counted if previous is not None else Counted()
    if previous is not None and not antecedent.core and previous.token.unit and new.linked:
        antecedent = Counted(core=previous.head, head=previous.head)  # "540 million euros, of which 200 million"
    if not antecedent.core and (previous is None or new.cues.subset):
        antecedent = topic
    moving = new.linked and roles.movement(sentence, left) is not None
    if not moving and not (new.linked and not new.measured and antecedent.core):
        found = telling.before(sentence, left, new.cues.right)
        if found is not None and found.core:
            if subjects.hollow(sentence, found):
                return antecedent.narrowed("") if antecedent.core else _else(found, right)
            if right.core and sentence.grammar.flags.get(found.head.lower(), 0) & Is.CONTAINER:
                return right
            return found.narrowed("" if new.measured else nouns.adjectival(narrow))
    if right.core and antecedent.core and _described(sentence, antecedent):
        return right  # "23 dead, 60 injured": no noun is understood
    if new.measured and not (moving or _same_kind(new, previous)):
        return Counted()
    return antecedent.narrowed("" if moving else narrow) if antecedent.core else right


def _described(sentence: Sentence, counted: Counted) -> bool:
    """Whether what is counted is named by an adjective or participle alone: "23 dead", "60 blessés"."""
    grammar, word = sentence.grammar, counted.core.lower()
    if grammar.flags.get(word, 0) & Is.ADJECTIVE:
        return True
    flag = grammar.flags.get(word, 0)
    return (
        not flag
        and " " not in word
        and word not in grammar.nouns.nouns
        and word.endswith(grammar.nouns.participle_endings)
    )


def _same_kind(new: Draft, previous: Draft | None) -> bool:
    """Whether a measure may be of what the number before it counts: a share of it, or the same measure of it."""
    if previous is None or not new.linked:
        return False
    return new.token.unit in ("%", "pp", "point") or new.token.unit == previous.token.unit


def _else(found: Counted, right: Counted) -> Counted:
    """Return what is left when the words before only name a number: those after it, or they themselves."""
    return right if right.core else found


def _unit_words(token: Token, grammar: Grammar) -> str:
    words = token.line.string[token.number_end : token.end].strip()
    words = words.rpartition("'")[2].rpartition("’")[2]
    if words[:1].isalpha():
        first, _, rest = words.partition(" ")
        return rest if rest and first in grammar.words.of else words
    return f"{token.unit_name}" if token.unit_name else ""


def inside(token: Token, sentence: Sentence) -> str:
    """Return the noun inside the number: "locataire" of "un locataire sur 5", "brigades" of "4 brigades et demie"."""
    if token.integer:
        return ""
    words = token.surface.split()
    numbers = sentence.grammar.numbers
    share = sentence.grammar.roles.share_words | numbers.out_of | numbers.out_of_round
    place = next((at for at, word in enumerate(words) if word.lower() in share), 0)
    while place and words[place - 1].lower() in numbers.joiners | numbers.articles | sentence.grammar.words.of:
        place -= 1
    return " ".join(words[1:place]) if place > 1 else ""
