"""What each number of a sentence counts: told by the words beside it, or understood from what came before."""

from __future__ import annotations

from monitor.figures.labels.counted import (
    capitalised_nouns,
    durations,
    ellipsis,
    following_nouns,
    governing_words,
    joined_durations,
    measured_things,
    votes,
)
from monitor.figures.labels.counted.deeds import undergone
from monitor.figures.labels.counted.modifiers import Asked, narrowing
from monitor.figures.labels.roles import movements
from monitor.figures.labels.syntax import clauses, inverted_clauses, named_groups, subjects
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, clipped, infinitive
from monitor.figures.labels.time import time_phrases
from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.scanner import Token
from monitor.model import Direction


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
    if told is not None and told.core and not subjects.hollow(sentence, told):
        new.counted = told
    elif right.core and _follows(sentence, new, right) and not subjects.hollow(sentence, right):
        new.counted = _undergoing(sentence, new, right)
    else:
        new.elliptical = True
        new.counted = new.meant if new.meant.core else _understood(sentence, new, right, topic)


def _term(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a length of time is given for, what goes on in it, or how far something is from a place."""
    for_what = durations.purpose(sentence, new)
    own = governing_words.before(sentence, new.cues.left, new.cues.right) if for_what else None
    if own is not None and own.core:
        return own.narrowed(for_what)  # "un délai de trente jours pour saisir la cour"
    if for_what and new.before is not None and new.before.counted.core and not new.measured:
        return new.before.counted.narrowed(for_what)  # "mais de quinze pour réclamer un avocat"
    aged = durations.age(sentence, new)
    if aged is not None or not (new.measured or new.token.unit == "time"):
        return aged
    return durations.of(sentence, new, _unit_words(new.token, sentence.grammar)) or durations.away(sentence, new)


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
    inverted_deed = (
        ""
        if new.measured or right.more
        else inverted_clauses.deed(sentence, new.cues.left, right.head.lower(), many=new.many)
    )
    if inverted_deed:
        return (
            right.narrowed(inverted_deed)
            if _is_part(new)
            else inverted_clauses.with_deed(sentence, right, inverted_deed)
        )
    placed = sentence.flag(right.end) & Is.PREPOSITION
    open_ended = not right.more or placed
    if new.measured or not open_ended:
        return right
    left, place = new.cues.left, 0
    led = sentence.flag(left - 1) & Is.PREPOSITION and sentence.word(left - 1) not in sentence.grammar.agents.infinitive
    if sentence.content_word(left) and led:
        left, place = left - 2, left + 1  # "brought on board 438 people"
    verb = clauses.governor(sentence, left)
    if verb is None:
        return right
    done = undergone(sentence, verb, many=new.many, noun=right.head.lower(), place=place)
    return right.narrowed(f"{done} {right.more}".strip()) if done else right


def _follows(sentence: Sentence, new: Draft, right: Counted) -> bool:
    """Whether the phrase after the number is what it counts; after a unit only "of" says so: "2 tonnes of rice"."""
    if new.measured:  # words after a duration describe it: "months of war"
        return bool(sentence.flag(new.cues.right) & Is.OF) and new.token.kind != "time"
    return not following_nouns.elliptical(sentence, *_span(right), many=new.many)


def _span(right: Counted) -> tuple[int, int]:
    return right.end - right.size, right.end


def _right(sentence: Sentence, new: Draft) -> Counted:
    """Return the noun phrase after the number; "additional" in it is a cue, no part of what is counted."""
    grammar = sentence.grammar
    asked = Asked(new.at, telling=_is_part(new) or _is_indefinite(sentence, new))
    right = following_nouns.after(sentence, new.cues.right, asked, many=new.many)
    begin, end = _span(right)
    if right.core and sentence.word(begin) in grammar.roles.newly:
        new.cues.increment = True
        if end - begin == 1:
            return Counted(more=right.more, end=right.end)
    while end > begin:
        hit = grammar.after.ending(sentence.low, end - 1)
        if hit is None or hit[1] != "INCREMENT" or end - hit[0] < begin:
            break
        new.cues.increment = True
        _note_added(sentence, new, end - hit[0], end)
        end -= hit[0]
    _compare(sentence, new, right.end)
    hit = grammar.after.at(sentence.low, right.end)
    if hit and hit[1] == "INCREMENT" and right.core and new.cues.comparative is None:
        new.cues.increment = True
        _note_added(sentence, new, right.end, right.end + hit[0])
        return following_nouns.shortened(sentence, right, (begin, end), right.end + hit[0], asked)
    if end == right.end:
        return right
    return following_nouns.shortened(sentence, right, (begin, end), right.end, asked)


def _note_added(sentence: Sentence, new: Draft, begin: int, end: int) -> None:
    """Keep an adjective that stands after its noun as any does, for this number alone: "places supplémentaires"."""
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
    than = sentence.grammar.roles.than
    hedging = hit and sentence.flag(end) & Is.OF and sentence.flag(end + hit[0]) & Is.OF
    based = hit and (sentence.flag(end) & Is.OF or sentence.word(end + hit[0] - 1) in than)
    if hit and not hedging and (based or new.token.unit == "%"):  # "9 % de visiteurs en plus"
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
        return found or governing_words.before(sentence, new.cues.left, right)
    if movements.movement(sentence, new.cues.left) is not None:
        found = _in(sentence, new, right)
        if found is not None:
            return found
    left = new.cues.left
    valued = sentence.word(left) in sentence.grammar.roles.change_to and any(
        sentence.word(at) in sentence.grammar.roles.carry for at in range(left - 3, left)
    )  # "évalue à 1,9 milliard le coût du programme"
    own = _own_thing(sentence, new)
    if own is not None:
        return own
    if time_phrases.is_rate(sentence, right):
        return None
    composing = _composing(sentence, left) if _is_part(new) else None
    if composing is not None:
        return governing_words.stated(sentence, composing)  # "children make up 20 % of the patients"
    if sentence.flag(right) & Is.DETERMINER and (valued or sentence.flag(right + 1) & Is.CONTAINER):
        return subjects.named(sentence, right, governing_words.phrase_end(sentence, right))
    return governing_words.identified(sentence, right) or governing_words.listed(sentence, left, right)


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
    own = measured_things.attributive(sentence, new) or measured_things.raised(sentence, new)
    return own or joined_durations.of(sentence, new, _unit_words(new.token, sentence.grammar))


def _in(sentence: Sentence, new: Draft, at: int) -> Counted | None:
    """Return what moved, said after the movement: "a rise of 12 % in arrivals", "une baisse de 5 % des loyers"."""
    if not sentence.flag(at) & Is.OF and sentence.word(at) not in sentence.grammar.roles.change_in:
        return None
    covered = time_phrases.covered(sentence)
    if at in covered or at + 1 in covered or infinitive(sentence, at):
        return None
    begin = at + 1
    while sentence.flag(begin) & Is.DETERMINER:
        begin += 1
    if sentence.flag(begin) & Is.TIME or begin in covered:
        return None
    found = following_nouns.after(sentence, begin, Asked(new.at, telling=False), many=new.many)
    if not found.core or subjects.hollow(sentence, found):
        through = subjects.named(sentence, begin, governing_words.phrase_end(sentence, begin))
        return through if through.core and not subjects.hollow(sentence, through) else None
    # "A rise of 5% in arrivals was seen": the verb is the rise's.
    return found.narrowed("") if sentence.flag(found.end) & (Is.BE | Is.HAVE | Is.AUXILIARY) else found


def _understood(sentence: Sentence, new: Draft, right: Counted, topic: Counted) -> Counted:
    """Return what an elliptical or measured number counts: its subject, or what the number before it counts."""
    antecedent = ellipsis.antecedent(sentence, new, topic)
    narrow = _narrowed_by(sentence, new, right, antecedent)
    group = named_groups.find(sentence, new.at, new.cues.left) if not new.measured else None
    if group is not None:
        return group.narrowed(narrow)
    moving = new.linked and movements.movement(sentence, new.cues.left) is not None
    if joined_durations.is_told(sentence, new):
        return Counted()
    found = _bounded(sentence, new, right)
    if found is not None:
        return found
    if not moving and not (new.linked and not new.measured and antecedent.core):
        found = _before(sentence, new, right, antecedent, narrow)
    found = found or _thing(sentence, new, moving=moving)
    if found is not None:
        return found
    if right.core and antecedent.core and _described(sentence, antecedent):
        return right  # "23 dead, 60 injured": no noun is understood
    share = new.token.unit == "%" and ((new.subject and narrow) or _after_share(new))
    if new.measured and not (moving or share or _same_kind(new, new.before)):
        return Counted()
    again = new.before is None and not narrow and sentence.grammar.verbs.plural_of
    same = moving or new.cues.comparative is not None or (new.cues.reference and not narrow) or bool(again)
    bare = not (narrow or new.cues.subset or new.measured or sentence.flag(new.cues.left) & Is.PREPOSITION)
    other = clauses.group_at(sentence, new.cues.left) and not sentence.flag(new.cues.left) & (Is.SAYS | FINITE)
    if bare and not same and not other:  # a verb of its own tells another deed: "and now shelters 7,000"
        return antecedent if antecedent.core else right  # "22 are missing; others speak of 40"
    return (antecedent if same else ellipsis.part(sentence, new, antecedent, narrow)) if antecedent.core else right


def _bounded(sentence: Sentence, new: Draft, right: Counted) -> Counted | None:
    """Return the subject of the verb in the number's hedge, where no noun follows: "el coste ronda los 85 €"."""
    verb = governing_words.hedge_verb(sentence, new.cues.left, new.at) if new.measured or not right.core else None
    found = governing_words.stated(sentence, verb) if verb is not None else None
    return found if found is not None and found.core and not subjects.hollow(sentence, found) else None


def _narrowed_by(sentence: Sentence, new: Draft, right: Counted, antecedent: Counted) -> str:
    """Return what tells an elliptical number from the others: the words after it, or the deed."""
    parted = sentence.word(new.cues.right) in sentence.grammar.numbers.parts_after  # "una cuarta parte"
    linked = not parted and sentence.grammar.measure_links.at(sentence.low, new.cues.right)
    if new.cues.comparative is not None or linked:
        return ""  # "1.7% less", "twice as many"
    if right.size and sentence.flag(right.end - right.size) & (Is.UP | Is.DOWN | Is.MOVED):
        return ""  # "children under 10 rose"
    return right.phrase or ellipsis.own_deed(sentence, new, antecedent)


def _before(sentence: Sentence, new: Draft, right: Counted, antecedent: Counted, narrow: str) -> Counted | None:
    """Return what the words before the number say is counted; a number's name stands for its *antecedent*."""
    found = governing_words.before(sentence, new.cues.left, new.cues.right)
    if found is None or not found.core:
        return None
    if subjects.hollow(sentence, found):
        return antecedent.narrowed("") if antecedent.core else _else(found, right)
    if right.core and sentence.grammar.flags.get(found.head.lower(), 0) & Is.CONTAINER:
        return right
    return found.narrowed("" if new.measured else following_nouns.adjectival(narrow))


def _thing(sentence: Sentence, new: Draft, *, moving: bool) -> Counted | None:
    """Return the thing that a measure is of, said in its own clause or by the measure before it."""
    found = measured_things.given(sentence, new)
    if found is not None or not new.measured or new.cues.subset or moving:
        return found
    found = measured_things.of(sentence, new)
    if found is None and new.before is not None and ellipsis.goes_on(sentence, new, new.before):
        return ellipsis.for_others(sentence, new, new.before)
    return found


def _after_share(new: Draft) -> bool:
    """Whether a share comes before this one in its sentence: "those who did 46 %, those who did not 9 %"."""
    return new.before is not None and (new.before.token.unit == "%" or _after_share(new.before))


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
    words = token.line.string[token.number_end : token.end].partition("(")[0].strip()
    words = words.rpartition("'")[2].rpartition("’")[2]
    if words[:1].isalpha():
        first, _, rest = words.partition(" ")
        return rest if rest and first in grammar.words.of else words
    return f"{token.unit_name}" if token.unit_name else ""
