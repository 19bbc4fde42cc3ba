"""What a figure counts: the noun phrase after the number, the subject before it, or the words it leaves out.

All functions look at a bounded window of words around a number.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.figures import times
from monitor.figures.grammar import Is
from monitor.figures.tokens import Sentence

MOST_WORDS = 8  #: of a phrase that says what is counted
_WINDOW = 24

_CLAUSE_END = int(Is.MARK | Is.NUMBER | Is.SUBORDINATOR)
_STOP = int(
    Is.NUMBER | Is.DIGITS | Is.MARK | Is.DETERMINER | Is.PREPOSITION | Is.BY | Is.BE | Is.HAVE | Is.AUXILIARY
    | Is.AND | Is.SUBORDINATOR | Is.PRONOUN
)  # fmt: skip
_FINITE = int(Is.BE | Is.HAVE | Is.AUXILIARY)
_VERBAL = int(Is.VERB | Is.PARTICIPLE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase: its core ("police and gendarmes"), what narrows it ("without housing"), and its head."""

    core: str = ""
    head: str = ""
    more: str = ""
    end: int = 0  #: index of the first word after the core
    size: int = 0  #: number of words in the core

    @property
    def phrase(self) -> str:
        """Return core and narrowing words, at most `MOST_WORDS` of them."""
        return clipped(f"{self.core} {self.more}")


def clipped(phrase: str, most: int = MOST_WORDS) -> str:
    """Return the first *most* words of *phrase*, without a dangling mark."""
    return " ".join(phrase.split()[:most]).strip(" ,;:.()[]–—")


def is_participle(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* has the form of a participle."""
    flag = sentence.flag(at)
    if flag & Is.PARTICIPLE:
        return True
    word = sentence.word(at)
    return not flag & ~int(Is.VERB | Is.SAYS | Is.UP | Is.DOWN | Is.MEASURE) and len(word) > 4 and word.endswith(
        sentence.grammar.participle_endings
    )


def after(sentence: Sentence, begin: int, *, many: bool) -> Counted:
    """Return the noun phrase that begins at *begin*, right after a number (*many*: it is not one)."""
    begin = _skip_of(sentence, begin)
    while sentence.flag(begin) & Is.HOLLOW and sentence.content_word(begin + 1):
        begin += 1
    end = _core_end(sentence, begin, many=many)
    if end == begin:
        return Counted(end=begin)
    end = _coordinated(sentence, begin, end)
    head = _head(sentence, begin, end)
    core = sentence.text(begin, end)
    return Counted(core=clipped(core), head=head, more=narrowing(sentence, end), end=end, size=end - begin)


def is_verb(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a finite verb, by the lists or by an ending that only verbs have."""
    flag = sentence.flag(at)
    endings = sentence.grammar.verb_endings
    return bool(flag & Is.VERB) or (not flag and bool(endings) and sentence.word(at).endswith(endings))


def elliptical(sentence: Sentence, begin: int, end: int, *, many: bool) -> bool:
    """Whether the words from *begin* to *end* only describe those counted: "confirmed positive", "dead"."""
    if begin == end:
        return True
    first = sentence.flag(begin)
    if sentence.grammar.adjectives_follow:
        if many and not sentence.plural(begin) and not sentence.capital(begin):
            return True  # a noun counted by more than one is in the plural
        return bool(first & Is.ADJECTIVE) or (
            not first & Is.PLURAL and is_participle(sentence, begin) and not _noun_later(sentence, begin + 1, end)
        )
    if many and any(sentence.plural(at) for at in range(begin, end)):
        return False
    return bool(first & Is.ADJECTIVE) or is_participle(sentence, begin) or bool(first & Is.ADVERB)


def _noun_later(sentence: Sentence, begin: int, end: int) -> bool:
    return any(
        not sentence.flag(at) & Is.ADJECTIVE and not is_participle(sentence, at) and sentence.content_word(at)
        for at in range(begin, end)
    )


def _skip_of(sentence: Sentence, begin: int) -> int:
    if sentence.flag(begin) & Is.OF:  # "2 millions de personnes", "half of the camp"
        begin += 1
        while sentence.flag(begin) & Is.DETERMINER:
            begin += 1
    elif sentence.flag(begin) & Is.DETERMINER and sentence.flag(begin + 1) & ~_STOP | sentence.content_word(begin + 1):
        begin += 1  # "half the camp", "double the population"
    hit = sentence.grammar.measure_links.at(sentence.low, begin)
    begin += hit[0] if hit else 0
    return begin + 1 if _quote(sentence, begin) and sentence.content_word(begin + 1) else begin


def _quote(sentence: Sentence, at: int) -> bool:
    return sentence.word(at) != "" and sentence.word(at) in "‘’“”\"'«»"


def _core_end(sentence: Sentence, begin: int, *, many: bool) -> int:
    at, last = begin, min(len(sentence), begin + MOST_WORDS)
    follow = sentence.grammar.adjectives_follow
    while at < last:
        flag = sentence.flags[at]
        if flag & Is.OF and at > begin:
            after_of = at + 1
            while sentence.flag(after_of) & Is.DETERMINER and after_of - at < 3:
                after_of += 1
            if not sentence.content_word(after_of) or after_of in times.covered(sentence):
                break
            at = after_of + 1
            continue
        if _quote(sentence, at) and at > begin and sentence.content_word(at + 1) and sentence.content_word(at - 1):
            at += 1
            continue
        if flag & _STOP and not (flag & Is.PLURAL):
            break
        if at > begin and _closes(sentence, begin, at, many=many, follow=follow):
            break
        if flag & Is.ADVERB and not sentence.content_word(at + 1):
            break
        if flag & Is.TIME and at in times.covered(sentence):
            break
        at += 1
    return at


def _closes(sentence: Sentence, begin: int, at: int, *, many: bool, follow: bool) -> bool:
    """Whether the noun phrase begun at *begin* is complete before the word *at*."""
    flag, before = sentence.flags[at], at - 1
    if flag & Is.ADVERB and not flag & Is.ADJECTIVE:
        return True
    if follow:
        # Adjectives agree: after a plural noun, what has no plural form is a verb or an adverb.
        after_of = bool(sentence.flag(before) & (Is.OF | Is.DETERMINER))
        if after_of:
            return False
        if is_verb(sentence, at) and not flag & Is.PARTICIPLE:
            return True
        return many and sentence.plural(before) and not sentence.plural(at)
    plural = sentence.plural(before) and (many or not sentence.flags[before] & Is.NOT_PLURAL)
    if not plural:
        running = sentence.low[at].endswith(sentence.grammar.progressive_endings or "\0") and not sentence.content_word(at + 1)
        return running or (bool(flag & Is.VERB) and not is_participle(sentence, before))
    # The plural noun that a number counts ends its phrase, unless another plural follows ("sales figures").
    return not sentence.plural(at) or bool(flag & _VERBAL) or is_participle(sentence, at)


def _coordinated(sentence: Sentence, begin: int, end: int) -> int:
    """Take "and gendarmes" into "police and gendarmes"."""
    at = end
    if not sentence.flag(at) & Is.AND or end - begin > 4:
        return end
    at += 1
    size = 0
    while sentence.content_word(at) and size < 3:
        flag = sentence.flags[at]
        if flag & (Is.VERB | Is.TIME | Is.ADVERB) or (size and sentence.plural(at - 1) and not sentence.plural(at)):
            break
        at += 1
        size += 1
    if not size or not any(sentence.plural(k) for k in range(end + 1, at)) or is_participle(sentence, at - 1):
        return end
    return at


def _head(sentence: Sentence, begin: int, end: int) -> str:
    stop = begin
    while stop < end and not sentence.flag(stop) & (Is.OF | Is.AND):
        stop += 1
    stop = max(stop, begin + 1)
    if not sentence.grammar.adjectives_follow:
        return sentence.original(stop - 1)
    at = begin
    while at < stop - 1 and sentence.flag(at) & Is.PRENOMINAL:
        at += 1
    return sentence.original(at)


def narrowing(sentence: Sentence, at: int) -> str:
    """Return what follows the core and narrows it: a participle, "without housing", "who tested positive"; or the
    predicate: "[have been] disrupted"."""
    flag = sentence.flag(at)
    if flag & _FINITE:
        return predicate(sentence, at)
    if flag & (Is.MARK | Is.NUMBER | Is.AND | Is.DIGITS) or at >= len(sentence):
        return _later_predicate(sentence, at)
    opens = Is.PREPOSITION | Is.BY | Is.RELATIVE | Is.VERB | Is.ADJECTIVE | Is.OF
    if not flag & opens and not is_participle(sentence, at) or at in times.covered(sentence):
        return _passed(sentence, at)
    end = _modifier_end(sentence, at)
    more = sentence.text(at, end)
    if sentence.flag(end) & _FINITE:
        more = f"{more} {predicate(sentence, end)}"
    return more


def _passed(sentence: Sentence, at: int) -> str:
    """Return the predicate after an adverb or a time: "tests yesterday were positive"."""
    covered = times.covered(sentence)
    here = at
    while here < min(len(sentence), at + 8) and (sentence.flags[here] & Is.ADVERB or here in covered):
        here += 1
    return predicate(sentence, here) if here > at and sentence.flag(here) & _FINITE else ""


def _later_predicate(sentence: Sentence, at: int) -> str:
    """After a bracketed remark: "patients (over 65) have died"."""
    if sentence.word(at) != "(":
        return ""
    for here in range(at + 1, min(at + 8, len(sentence))):
        if sentence.low[here] == ")":
            return predicate(sentence, here + 1) if sentence.flag(here + 1) & _FINITE else ""
    return ""


def _modifier_end(sentence: Sentence, at: int) -> int:
    """Return where one modifier ends: it has one preposition at most, and no time, mark, number or finite verb."""
    end, preposed = at, False
    if sentence.flag(at) & Is.RELATIVE:
        end = at + 1
        while sentence.flag(end) & _FINITE:
            end += 1
    while end < min(len(sentence), at + MOST_WORDS):
        flag = sentence.flags[end]
        if flag & (Is.MARK | Is.NUMBER | Is.DIGITS | Is.SUBORDINATOR | Is.PRONOUN | Is.AND | _FINITE):
            break
        if flag & (Is.PREPOSITION | Is.BY):
            if preposed or end in times.covered(sentence):
                break
            preposed = True
        elif flag & Is.TIME and end in times.covered(sentence):
            break
        elif flag & Is.VERB and preposed:
            break
        end += 1
    while end > at and sentence.flag(end - 1) & (Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.BY | Is.RELATIVE | Is.ADVERB):
        end -= 1
    return end


def predicate(sentence: Sentence, at: int) -> str:
    """Return the participle or adjective that a finite verb at *at* says of those counted: "confirmed negative"."""
    begin = at
    while begin < min(len(sentence), at + 6) and (
        sentence.flags[begin] & (_FINITE | Is.ADVERB) and not sentence.flags[begin] & Is.ADJECTIVE
    ):
        begin += 1
    end = begin
    while end < min(len(sentence), begin + 3):
        flag = sentence.flags[end]
        closed = flag & _STOP or (flag & Is.OF) or (flag & Is.TIME and end in times.covered(sentence))
        if closed or flag & Is.ADVERB and not flag & Is.ADJECTIVE:
            break
        if end > begin and not (flag & Is.ADJECTIVE or is_participle(sentence, end)):
            break
        end += 1
    return sentence.text(begin, end)


def subject(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Return the span of the noun phrase that ends just before the *verb*, empty if there is none.

    It is cut at the clause's beginning: a mark, a conjunction that begins a clause, another finite verb.
    """
    end = verb
    while end > 0 and sentence.flag(end - 1) & (Is.ADVERB | Is.HAVE | Is.AUXILIARY) and not _noun_like(sentence, end - 1):
        end -= 1
    begin = end
    closing = None
    while begin > 0 and end - begin < _WINDOW:
        at = begin - 1
        flag, word = sentence.flags[at], sentence.low[at]
        if word in ")”’»":
            closing = at
        elif word in "(“‘«" and closing is not None:
            closing = None
        elif closing is None and flag & (Is.MARK | Is.SUBORDINATOR | _FINITE):
            break
        elif flag & Is.NUMBER:
            break
        elif flag & Is.AND and begin < end and _begins_clause(sentence, at):
            break
        begin = at
    return trimmed(sentence, begin, end)


def _noun_like(sentence: Sentence, at: int) -> bool:
    return bool(sentence.flag(at) & Is.TIME and sentence.capital(at))


def _begins_clause(sentence: Sentence, at: int) -> bool:
    """Whether "and" at *at* joins clauses: a finite verb stands before it in its clause."""
    for here in range(at - 1, max(-1, at - 10), -1):
        flag = sentence.flags[here]
        if flag & (_FINITE | Is.VERB):
            return True
        if flag & (Is.MARK | Is.SUBORDINATOR):
            return False
    return False


def trimmed(sentence: Sentence, begin: int, end: int) -> tuple[int, int]:
    """Leave out words that open a sentence without being part of its subject, and a leading time or place."""
    leading = sentence.grammar.sets["time.leading"]
    while begin < end and (
        sentence.flag(begin) & (Is.ADVERB | Is.AND | Is.MARK) or sentence.low[begin] in leading
    ) and not sentence.flag(begin) & Is.ADJECTIVE:
        begin += 1
    while end > begin and (sentence.flag(end - 1) & (Is.ADVERB | Is.MARK)) and sentence.low[end - 1] not in ")”»":
        end -= 1
    covered = times.covered(sentence)
    while end > begin and end - 1 in covered:
        end -= 1
    while begin < end and begin in covered:
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
    at = begin
    grammar = sentence.grammar
    while at < end:
        here = at
        while here < end and (sentence.low[here] in grammar.sets["nouns.count_adjectives"] or sentence.flag(here) & Is.DETERMINER):
            here += 1
        if here < end and sentence.flag(here) & Is.CONTAINER and here + 1 < end and sentence.flag(here + 1) & (Is.OF | Is.PREPOSITION):
            at = here + 2
            while at < end and sentence.flag(at) & Is.DETERMINER:
                at += 1
            continue
        break
    if at >= end:
        at = begin
    while at < end - 1 and sentence.low[at] in grammar.sets["words.articles"]:
        at += 1
    stop = min(end, at + most)
    while stop < end and stop > at + 1 and sentence.flag(stop - 1) & (Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.AND):
        stop -= 1
    core_end = at
    while core_end < stop and not sentence.flag(core_end) & (_STOP & ~int(Is.DETERMINER) | Is.OF):
        core_end += 1
    head = _head(sentence, at, max(core_end, at + 1)) if at < stop else ""
    return Counted(core=clipped(sentence.text(at, stop), most), head=head, end=end)


# -- to the left of the number ----------------------------------------------------------------------------------------


def group(sentence: Sentence, at: int, left: int) -> Counted | None:
    """Return the group that the number is a part of: "Of those in hospital, 12 have died"; None if none is named.

    A group that is itself counted ("Of the 430 reports, 108") is left to the figure that counts it.
    """
    if sentence.word(left) != ",":
        return None
    begin = group_begin(sentence, at)
    if begin is None:
        return None
    end = begin + 1
    while end < left and not sentence.flags[end] & Is.NUMBER and sentence.low[end] not in ",;:":
        end += 1
    if any(sentence.flags[k] & Is.NUMBER for k in range(begin, left)):
        return None
    first = begin + 1
    while first < end - 1 and sentence.low[first] in sentence.grammar.sets["words.articles"]:
        first += 1
    if end - first < 2:
        return None
    core = clipped(sentence.text(first, min(end, first + 6)), 6)
    return Counted(core=core, head=sentence.original(first), end=end, size=end - first)


def group_begin(sentence: Sentence, at: int) -> int | None:
    """Return where the phrase "of those ..." begins that opens the number's clause, if it does."""
    words = sentence.grammar.sets["roles.group"]
    for here in range(at - 1, max(-1, at - _WINDOW), -1):
        if sentence.low[here] in words and (
            here == 0 or sentence.low[here - 1] in ",:;•*-–—" or sentence.flags[here - 1] & Is.ADVERB
        ):
            return here
        if sentence.flags[here] & _FINITE and not sentence.flags[here - 1] & Is.RELATIVE or sentence.low[here] in ";:.":
            return None
    return None


def before(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return what the words before the number say is counted; *left* is the word just before its hedges.

    "a fine of N", "the number of tests is N", "arrivals rose to N", "deaths: N", "men (N)".
    """
    if left < 0:
        return None
    flag, word = sentence.flags[left], sentence.low[left]
    if flag & Is.OF and not _verb_of(sentence, left - 1):
        begin = left
        while begin > 0 and left - begin < 5 and sentence.content_word(begin - 1) and not sentence.flag(begin - 1) & Is.ADVERB:
            begin -= 1
        return named(sentence, begin, left) if begin < left else None
    if word in (":", "("):
        begin = left
        while begin > 0 and left - begin < MOST_WORDS and not sentence.flag(begin - 1) & (Is.MARK | Is.NUMBER | _FINITE):
            begin -= 1
        first, end = trimmed(sentence, begin, left)
        return named(sentence, first, end) if first < end else None
    verb = _copula(sentence, left)
    if verb is not None:
        begin, end = subject(sentence, verb)
        return named(sentence, begin, end) if begin < end else None
    if sentence.grammar.comparatives.at(sentence.low, right) and sentence.content_word(left):
        begin = left
        while begin > 0 and left - begin < 4 and sentence.content_word(begin - 1):
            begin -= 1
        return named(sentence, begin, left + 1)
    return None


def _verb_of(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb that links to its number by "of": "ont augmenté de 12 %"."""
    if not sentence.flag(at) & (Is.UP | Is.DOWN | Is.MOVED | Is.MEASURE | Is.BE | Is.ADVERB):
        return False
    while at > 0 and sentence.flag(at) & Is.ADVERB:
        at -= 1
    if sentence.flag(at) & (Is.BE | Is.HAVE):
        return True
    before = sentence.flag(at - 1)
    return at > 0 and not before & (Is.DETERMINER | Is.PREPOSITION | Is.OF | Is.PRENOMINAL | Is.MARK)


def _copula(sentence: Sentence, left: int) -> int | None:
    """Return the verb that makes its subject the thing counted: "is N", "rose by N", "stood at N", "reached N"."""
    kinds = int(Is.BE | Is.UP | Is.DOWN | Is.MEASURE)
    at = left
    for _ in range(4):
        flag = sentence.flag(at)
        if at < 1 or flag & (Is.MARK | Is.AND | Is.SUBORDINATOR):
            return None
        if flag & kinds:
            while at > 0 and sentence.flag(at - 1) & (_FINITE | Is.ADVERB):
                at -= 1
            return at
        if not flag & (Is.PREPOSITION | Is.BY | Is.ADVERB | Is.OF | Is.DETERMINER | Is.AUXILIARY | Is.NUMBER):
            return None
        at -= 1
    return None


def identified(sentence: Sentence, at: int) -> Counted | None:
    """Return what "N is the total of tests" says: the phrase after the verb at *at*."""
    if not sentence.flag(at) & Is.BE or not sentence.flag(at + 1) & Is.DETERMINER:
        return None
    return named(sentence, at + 1, phrase_end(sentence, at + 1))


def phrase_end(sentence: Sentence, at: int) -> int:
    """Return where the phrase begun at *at* ends: at a mark, a number, a finite verb, a conjunction."""
    end, covered = at, times.covered(sentence)
    closing = Is.MARK | Is.NUMBER | Is.SUBORDINATOR | _FINITE
    while end < min(len(sentence), at + 12) and not sentence.flags[end] & closing and end not in covered:
        end += 1
    return end


def shortened(sentence: Sentence, counted: Counted, begin: int, end: int, following: int) -> Counted:
    """Return *counted* with the words from *begin* to *end* as its core, and narrowed by what follows *following*."""
    more = narrowing(sentence, following)
    return Counted(
        core=clipped(sentence.text(begin, end)),
        head=_head(sentence, begin, end) if end > begin else counted.head,
        more=more,
        end=end,
        size=end - begin,
    )


def adjectival(phrase: str) -> str:
    """Return *phrase* if it is short enough to narrow a subject."""
    return phrase if len(phrase.split()) <= 3 else ""
