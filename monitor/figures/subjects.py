"""What a figure counts, where the words before the number say it: a subject, a label, "a fine of", "of those ..."."""

from __future__ import annotations

from monitor.figures import times
from monitor.figures.forms import FINITE, MOST_WORDS, STOP, WINDOW, Counted, clipped, head, is_participle
from monitor.figures.grammar import Is
from monitor.figures.tokens import Sentence

_OPENING, _CLOSING = "(“‘«", ")”’»"
_LABELS = (":", "(", "=")


def subject(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Return the span of the noun phrase that ends just before the *verb*, empty if there is none.

    It is cut at the clause's beginning: a mark, a conjunction that begins a clause, another finite verb. A number
    inside a modifier ("children under 10") is passed over.
    """
    end = verb
    while (
        end > 0 and sentence.flag(end - 1) & (Is.ADVERB | Is.HAVE | Is.AUXILIARY) and not _noun_like(sentence, end - 1)
    ):
        end -= 1
    end = _over_aside(sentence, end)
    begin = end
    closing = None
    while begin > 0 and end - begin < WINDOW:
        at = begin - 1
        flag, word = sentence.flags[at], sentence.low[at]
        if word in _CLOSING and (word == ")" or not sentence.flag(at - 1) & Is.MARK):
            closing = at
        elif word in _OPENING and closing is not None:
            closing = None
        elif (closing is None and _cuts(sentence, at, begin, end)) or (
            flag & Is.NUMBER and not _modifies(sentence, at)
        ):
            break
        begin = at
    return trimmed(sentence, begin, end)


def _over_aside(sentence: Sentence, end: int) -> int:
    """Step over an aside between commas: "The ministry, which runs the scheme, said"; and over French clitics."""
    if sentence.grammar.adjectives_follow:
        while end > 1 and sentence.flag(end - 1) & Is.PRONOUN and sentence.content_word(end - 2):
            end -= 1
    if sentence.word(end - 1) != ",":
        return end
    for at in range(end - 3, max(0, end - WINDOW), -1):
        if sentence.flags[at] & Is.NUMBER and not _modifies(sentence, at) and not _valued(sentence, at):
            return end
        if sentence.low[at] == ",":
            opens = sentence.flags[at + 1] & Is.RELATIVE or is_participle(sentence, at + 1)
            return at if opens or sentence.word(at + 1) in sentence.grammar.sets["words.aside"] else end
    return end


def _valued(sentence: Sentence, number: int) -> bool:
    return bool(sentence.flag(number - 1) & (Is.PREPOSITION | Is.OF | Is.ADVERB))


def _cuts(sentence: Sentence, at: int, begin: int, end: int) -> bool:
    flag = sentence.flags[at]
    if flag & (Is.MARK | Is.SUBORDINATOR | FINITE):
        return True
    if flag & Is.SAYS and at + 1 < end and sentence.flags[at + 1] & Is.DETERMINER:
        return True  # "Campaigners say the figure ..."
    return bool(flag & Is.AND) and begin < end and _begins_clause(sentence, at)


def _modifies(sentence: Sentence, number: int) -> bool:
    """Whether the number stands inside a modifier: "children under 10", "enfants de moins de 10 ans"."""
    return (
        number > 1 and bool(sentence.flag(number - 1) & (Is.PREPOSITION | Is.OF)) and sentence.content_word(number - 2)
    )


def _noun_like(sentence: Sentence, at: int) -> bool:
    return bool(sentence.flag(at) & Is.TIME and sentence.capital(at))


def _begins_clause(sentence: Sentence, at: int) -> bool:
    """Whether "and" at *at* joins clauses: a finite verb stands before it in its clause."""
    for here in range(at - 1, max(-1, at - 10), -1):
        flag = sentence.flags[here]
        if flag & (FINITE | Is.VERB):
            return True
        if flag & (Is.MARK | Is.SUBORDINATOR):
            return False
    return False


def trimmed(sentence: Sentence, begin: int, end: int) -> tuple[int, int]:
    """Leave out words that open a sentence without being part of its subject, and a leading time or place."""
    leading = sentence.grammar.sets["time.leading"]
    loose = int(Is.ADVERB | Is.AND | Is.MARK)
    while (
        begin < end
        and (sentence.flag(begin) & loose or sentence.low[begin] in leading)
        and not sentence.flag(begin) & Is.ADJECTIVE
    ):
        begin += 1
    while end > begin and (sentence.flag(end - 1) & (Is.ADVERB | Is.MARK)) and sentence.low[end - 1] not in ")”»":
        end -= 1
    covered = times.covered(sentence)
    while end > begin and end - 1 in covered:
        end -= 1
    while begin < end and (begin in covered or (sentence.flag(begin) & Is.MARK and begin - 1 in covered)):
        begin += 1
    if begin < end and sentence.flag(begin) & Is.PREPOSITION:
        # "In Calais the prefect": the subject begins at the last determiner, if there is one.
        for at in range(end - 1, begin + 1, -1):
            if sentence.flag(at) & Is.DETERMINER:
                return at, end
        return end, end
    return begin, end


def named(sentence: Sentence, begin: int, end: int, most: int = MOST_WORDS) -> Counted:
    """Return the phrase from *begin* to *end*, seen through "the number of": what is counted comes after it."""
    at = _through_containers(sentence, begin, end)
    articles = sentence.grammar.sets["words.articles"]
    while at < end - 1 and sentence.low[at] in articles:
        at += 1
    stop = min(end, at + most)
    loose = int(Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.AND | Is.ADVERB | Is.NUMBER)
    while stop > at + 1 and sentence.flag(stop - 1) & loose:
        if stop == end and sentence.flag(stop - 1) & Is.PREPOSITION and is_participle(sentence, stop - 2):
            break  # "carried out"
        stop -= 1
    if at >= stop:
        return Counted(end=end)
    core_end = at + 1
    while core_end < stop and not sentence.flag(core_end) & (STOP & ~int(Is.DETERMINER) | Is.OF):
        if is_participle(sentence, core_end) and sentence.plural(core_end - 1):
            break
        core_end += 1
    return Counted(core=clipped(sentence.text(at, stop), most), head=head(sentence, at, core_end), end=end)


def _through_containers(sentence: Sentence, begin: int, end: int) -> int:
    at, counts = begin, sentence.grammar.sets["nouns.count_adjectives"]
    while at < end:
        here = at
        while here < end and (sentence.low[here] in counts or sentence.flag(here) & Is.DETERMINER):
            here += 1
        if here >= end or not sentence.flag(here) & Is.CONTAINER:
            break
        here += 1
        while here < end and sentence.low[here] in counts and not sentence.flag(here) & Is.DETERMINER:
            here += 1  # "le nombre total de"
        if here + 1 > end or not sentence.flag(here) & (Is.OF | Is.PREPOSITION):
            break
        here += 1
        while here < end and sentence.flag(here) & Is.DETERMINER:
            here += 1
        if here >= end:
            break
        at = here
    return at if at < end else begin


def hollow(sentence: Sentence, counted: Counted) -> bool:
    """Whether the phrase only names a number ("the total", "le bilan") or its change ("une hausse")."""
    words = counted.core.lower().split()
    grammar = sentence.grammar
    mask = int(Is.CONTAINER | Is.UP | Is.DOWN | Is.DETERMINER | Is.PRONOUN | Is.ADVERB | Is.NUMBER)
    counts = grammar.sets["nouns.count_adjectives"]
    return all(grammar.flags.get(word, 0) & mask or word in counts for word in words)


# -- to the left of the number ----------------------------------------------------------------------------------------


def before(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return what the words before the number say is counted; *left* is the word just before its hedges.

    "a fine of N", "the number of tests is N", "arrivals rose to N", "deaths: N", "men (N)", "bringing deaths to N".
    """
    if left < 0:
        return None
    if sentence.flags[left] & Is.OF and not _verb_of(sentence, left - 1):
        begin = left
        while (
            begin > 0
            and left - begin < 5
            and sentence.content_word(begin - 1)
            and not sentence.flag(begin - 1) & Is.ADVERB
        ):
            begin -= 1
        found = named(sentence, begin, left) if begin < left else None
        if found is not None and not hollow(sentence, found):
            return found
    if sentence.flag(left + 1) & Is.NUMBER and _multiplies(sentence, left + 1):
        begin, end = subject(sentence, left + 1)
        return named(sentence, begin, end) if begin < end else None
    label = _label(sentence, left)
    if label is not None:
        return label
    carried = _carried(sentence, left)
    if carried is not None:
        return carried
    verb = _copula(sentence, left)
    if verb is not None:
        begin, end = subject(sentence, verb)
        if begin >= end and sentence.word(verb - 1) == "," and is_participle(sentence, verb):
            begin, end = subject(sentence, verb - 1)  # "The cost, estimated at 80 million,"
        pronoun = end - begin == 1 and sentence.flags[begin] & Is.PRONOUN
        return named(sentence, begin, end) if begin < end and not pronoun else None
    if sentence.content_word(left) and (
        _bounded(sentence, left) or sentence.grammar.comparatives.at(sentence.low, right)
    ):
        begin = left
        while begin > 0 and left - begin < 4 and sentence.content_word(begin - 1):
            begin -= 1
        return named(sentence, begin, left + 1)
    return None


def _multiplies(sentence: Sentence, number: int) -> bool:
    """Whether the number is a verb: "has doubled", "a triplé"."""
    if sentence.original(number).lower() not in sentence.grammar.sets["roles.multiple_verbs"]:
        return False
    return not sentence.flag(number - 1) & (Is.DETERMINER | Is.OF | Is.PREPOSITION | Is.MARK)


def _bounded(sentence: Sentence, left: int) -> bool:
    """Whether the number bounds the noun *left* of its hedge: "children under 10"."""
    hit = sentence.grammar.before.at(sentence.low, left + 1)
    hedged = hit is not None and hit[1] in ("MORE_THAN", "LESS_THAN")
    return hedged and sentence.plural(left) and not is_participle(sentence, left)


def _label(sentence: Sentence, left: int) -> Counted | None:
    """Return the label before a colon or a bracket: "Deaths: N", "men (N)", "In intensive care (at noon): N"."""
    if sentence.word(left) not in _LABELS:
        left += 1  # the cues may have passed over the mark
        if sentence.word(left) not in _LABELS or sentence.flag(left - 1) & Is.NUMBER:
            return None
    if sentence.word(left - 1) == ")":
        opening = left - 2
        while opening > 0 and sentence.low[opening] != "(":
            opening -= 1
        left = opening
    begin = left
    while (
        begin > 0
        and left - begin < 2 * MOST_WORDS
        and not (
            sentence.flag(begin - 1) & (Is.MARK | FINITE) and sentence.word(begin - 1) not in _inside_label(sentence)
        )
        and not (sentence.flag(begin - 1) & Is.NUMBER and not _modifies(sentence, begin - 1))
    ):
        begin -= 1
    first, end = trimmed(sentence, begin, left)
    if first >= end and begin < left:
        first, end = begin + bool(sentence.flags[begin] & Is.PREPOSITION), left  # "In intensive care: 12"
    return named(sentence, first, end) if first < end else None


def _inside_label(sentence: Sentence) -> str:
    return "’'/&" if sentence.grammar.adjectives_follow else "'/&"


def _carried(sentence: Sentence, left: int) -> Counted | None:
    """Return the object of a verb that carries it to the number: "bringing the total to N", "portant le bilan à N"."""
    grammar = sentence.grammar
    if sentence.word(left) not in grammar.sets["roles.change_to"]:
        return None
    for at in range(left - 1, max(-1, left - 2 * MOST_WORDS), -1):
        if sentence.low[at] in grammar.sets["roles.carry"] and not sentence.flag(at - 1) & Is.BE:
            first = at + 1
            while first < left and sentence.flag(first) & Is.ADVERB:
                first += 1
            return named(sentence, first, left) if first < left else None
        if sentence.flags[at] & (Is.MARK | Is.NUMBER | Is.SUBORDINATOR):
            return None
    return None


def _verb_of(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb that links to its number by "of": "ont augmenté de 12 %"."""
    if not sentence.flag(at) & (Is.UP | Is.DOWN | Is.MOVED | Is.MEASURE | Is.BE | Is.ADVERB):
        return False
    if sentence.flag(at) & Is.MOVED:
        return True
    while at > 0 and sentence.flag(at) & Is.ADVERB:
        at -= 1
    if sentence.flag(at) & (Is.BE | Is.HAVE):
        return True
    preceding = sentence.flag(at - 1)
    return at > 0 and not preceding & (Is.DETERMINER | Is.PREPOSITION | Is.OF | Is.PRENOMINAL | Is.MARK)


def _copula(sentence: Sentence, left: int) -> int | None:
    """Return the verb that makes its subject the thing counted: "is N", "rose by N", "stood at N", "reached N"."""
    kinds = int(Is.BE | Is.UP | Is.DOWN | Is.MEASURE | Is.MOVED)
    passing = int(
        Is.PREPOSITION | Is.BY | Is.ADVERB | Is.OF | Is.DETERMINER | Is.AUXILIARY | Is.NUMBER | Is.UP | Is.DOWN
    )
    at, verb = left, None
    for _ in range(6):
        flag = sentence.flag(at)
        if at < 1 or flag & (Is.MARK | Is.AND | Is.SUBORDINATOR):
            break
        if flag & kinds and not sentence.flag(at - 1) & (Is.DETERMINER | Is.PREPOSITION):
            verb = at
            break
        if not flag & passing:
            break
        at -= 1
    if verb is None:
        return None
    while verb > 0 and sentence.flag(verb - 1) & (FINITE | Is.ADVERB):
        verb -= 1
    return verb


def identified(sentence: Sentence, at: int) -> Counted | None:
    """Return what "N is the total of tests" says, or "N, c'est le nombre de tests": the phrase after the verb."""
    if sentence.word(at) in (",", ":", "–", "—") and sentence.flag(at + 1) & (Is.PRONOUN | Is.DETERMINER | Is.BE):
        at += 1
        if sentence.flag(at) & (Is.PRONOUN | Is.DETERMINER):
            at += 1
    if not sentence.flag(at) & Is.BE or not sentence.flag(at + 1) & Is.DETERMINER:
        return None
    return named(sentence, at + 1, phrase_end(sentence, at + 1))


def phrase_end(sentence: Sentence, at: int) -> int:
    """Return where the phrase begun at *at* ends: at a mark, a number, a finite verb, a conjunction."""
    end, covered = at, times.covered(sentence)
    closing = Is.MARK | Is.NUMBER | Is.SUBORDINATOR | FINITE
    while end < min(len(sentence), at + 12) and not sentence.flags[end] & closing and end not in covered:
        end += 1
    return end
