"""What the words before a number say is counted, or the verb after it: "a fine of N", "N is the total of tests"."""

from __future__ import annotations

from monitor.figures.labels.counted import opening_numbers, owners
from monitor.figures.labels.counted.stated_subjects import MOST_OF, called, one_of, phrase_begin, stated
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.noun_spans import ends_age
from monitor.figures.labels.syntax.subjects import modifies, named, named_thing, subject, trimmed
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, initial, is_participle
from monitor.figures.labels.time import time_phrases

_LABELS = (":", "(", "=")
_MOST_BOUNDED = 4  #: words before the noun that a number bounds
_MOST_LABEL = 2 * MOST_WORDS
_MOST_BETWEEN = 8  #: words from a number back to the verb that states it
_STATES = int(Is.BE | Is.UP | Is.DOWN | Is.MEASURE | Is.MOVED)
_BREAKS = int(Is.MARK | Is.AND | Is.SUBORDINATOR)
_BEFORE_NOUN = int(Is.DETERMINER | Is.PREPOSITION)  #: what comes right after is a noun: "the [rise]"
_LEADS_ON = int(
    Is.PREPOSITION | Is.BY | Is.ADVERB | Is.OF | Is.DETERMINER | Is.AUXILIARY | Is.NUMBER | Is.UP | Is.DOWN
)  #: between the verb and its number: "rose [by about a] third"


def before(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return what the words before the number say is counted; *left* is the word just before its hedges.

    "a fine of N", "the number of tests is N", "arrivals rose to N", "deaths: N", "men (N)", "bringing deaths to N".
    """
    if left < 0:
        return None
    of = _of_goal(sentence, left) or left + bool(sentence.flag(left + 1) & Is.OF)  # "une amende [d']au moins"
    if sentence.flag(of) & Is.OF and _is_noun_of(sentence, of - 1):
        left = of
        end = of - _is_running(sentence, of - 1)
        begin = phrase_begin(sentence, end, MOST_OF)
        found = named_thing(sentence, begin, end)
        if found is not None:
            return owners.owned(sentence, begin, found)
    if _multiplies(sentence, left + 1):
        begin, end = subject(sentence, left + 1)
        return called(sentence, begin, end) if begin < end else None
    found = _apposed(sentence, of) or _between_commas(sentence, left, right) or _reaching(sentence, left)
    found = found or label(sentence, left) or opening_numbers.ending(sentence, left, right) or _carried(sentence, left)
    if found is not None:
        return found
    verb = _copula(sentence, left)
    return stated(sentence, verb) if verb is not None else _bounded(sentence, left, right)


def _of_goal(sentence: Sentence, left: int) -> int:
    """Return the "of" that joins a goal to its number, both of which its hedge holds: "a [goal of] N"; or 0."""
    goal = left + 1
    known = sentence.flag(left) & Is.DETERMINER and sentence.word(left) not in sentence.grammar.numbers.articles
    named = sentence.word(goal) in sentence.grammar.roles.goals and sentence.flag(goal + 1) & Is.OF
    return goal + 1 if named and not known else 0  # "short of the target of 95 %" is of what was told


def _apposed(sentence: Sentence, of: int) -> Counted | None:
    """Return the noun that a measure is set beside: "La tasa, de 2,1 por cada mil", "Le budget, de 3 millions"."""
    if not sentence.grammar.nouns.adjectives_follow or not sentence.flag(of) & Is.OF:
        return None
    comma = sentence.back_over(of - 1, Is.ADVERB, 1)
    if sentence.word(comma) != ",":
        return None
    begin = comma
    while begin > 0 and (sentence.content_word(begin - 1) or sentence.flag(begin - 1) & Is.OF):
        begin -= 1
    if begin == comma or not sentence.flag(begin - 1) & Is.DETERMINER:
        return None
    if sentence.flag(begin - 2) & Is.PREPOSITION:  # "L'appel lancé pour [le district], d'un montant de 3 millions"
        first, end = subject(sentence, comma)
        begin = first if first < end else begin
    return named(sentence, begin, comma)


def _between_commas(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return the noun that a measure tells of between commas: "The largest gift, £90,000, came"."""
    comma, covered = left, time_phrases.covered(sentence)
    while comma > 0 and (comma in covered or sentence.flags[comma] & Is.ADVERB):
        comma -= 1
    if sentence.word(comma) != "," or sentence.word(right) != "," or sentence.grammar.nouns.adjectives_follow:
        return None
    begin = phrase_begin(sentence, comma, MOST_OF)
    if begin >= comma or comma - 1 in covered or (sentence.capital(comma - 1) and comma > 1):
        return None
    found = named_thing(sentence, begin, comma)
    best = one_of(sentence, begin, found) if found is not None else None
    known = sentence.flag(begin - 1) & Is.DETERMINER or begin == 0 or comma < left
    return best or (found if known else None)


def hedge_verb(sentence: Sentence, left: int, number: int) -> int | None:
    """Return the verb among the words of a hedge, whose subject is bounded: "no podrá [superar] las tres horas"."""
    kinds = int(Is.BE | Is.AUXILIARY | Is.VERB | Is.MEASURE | Is.UP | Is.DOWN)
    if not sentence.grammar.nouns.adjectives_follow:
        kinds = Is.AUXILIARY  # "more than" is no verb
    for at in range(left + 1, number):
        if sentence.flag(at - 1) & Is.DETERMINER:
            continue  # "dans la [limite] de 400 €"
        if sentence.flags[at] & kinds and not sentence.flags[at] & (Is.DETERMINER | Is.PREPOSITION | Is.NUMBER):
            ends = sentence.content_word(left) or sentence.grammar.nouns.adjectives_follow
            return at if ends else None
    return None


def _is_noun_of(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, before "of" and a number, can name what is counted: no verb, nor "Doté de"."""
    if sentence.flag(at) & Is.SAYS or _verb_of(sentence, at) or _has_pronoun(sentence, at):
        return False
    if sentence.word(at - 1) in sentence.grammar.words.neuter:
        return False  # "a lo largo de siete meses"
    if sentence.flag(at) & Is.ADJECTIVE and not sentence.grammar.nouns.adjectives_follow:
        return False  # "well short of the 95 %"
    alone = at == 0 or bool(sentence.flag(at - 1) & Is.MARK)
    return not (alone and (is_participle(sentence, at) or initial(sentence, at)))


def _reaching(sentence: Sentence, left: int) -> Counted | None:
    """Return the noun that a participle and its infinitive lead to the number: "[une peine] pouvant aller jusqu'à"."""
    nouns, running = sentence.grammar.nouns, left - 1
    if not nouns.present_endings or running < 1 or not sentence.low[running].endswith(nouns.present_endings):
        return None
    if not sentence.low[left].endswith(nouns.infinitive_endings) or sentence.flag(running - 1) & Is.DETERMINER:
        return None
    begin = phrase_begin(sentence, running, MOST_OF)
    return named_thing(sentence, begin, running) if begin < running else None


def _has_pronoun(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb, as the pronoun before it tells: "[Nous disposons] de trente jours"."""
    subject_like = sentence.flag(at - 1) & (Is.PRONOUN | Is.DETERMINER | Is.PREPOSITION) == Is.PRONOUN
    return subject_like or sentence.word(at) in sentence.grammar.terms.giving


def _is_running(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a participle that only leads on to the number: "des peines [allant] de 2 à 6 mois"."""
    running = sentence.word(at).endswith(sentence.grammar.nouns.present_endings or "\0")
    return running and is_participle(sentence, at) and sentence.content_word(at - 1)


def _multiplies(sentence: Sentence, number: int) -> bool:
    """Whether a number stands there that is a verb: "has doubled", "a triplé"."""
    if not sentence.flag(number) & Is.NUMBER:
        return False
    if sentence.original(number).lower() not in sentence.grammar.roles.multiple_verbs:
        return False
    return not sentence.flag(number - 1) & (Is.DETERMINER | Is.OF | Is.PREPOSITION | Is.MARK)


def _bounded(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return the noun *left* of the hedge that the number bounds or compares: "children under 10"."""
    if not sentence.content_word(left):
        return None
    if not _is_bound(sentence, left) and not sentence.grammar.comparatives.at(sentence.low, right):
        return None
    return named(sentence, phrase_begin(sentence, left, _MOST_BOUNDED), left + 1)


def _is_bound(sentence: Sentence, noun: int) -> bool:
    """Whether the hedge after the *noun* is one word that bounds it: "children [under] 10"."""
    hit = sentence.grammar.before.at(sentence.low, noun + 1)
    hedged = hit is not None and hit[0] == 1 and hit[1] in ("MORE_THAN", "LESS_THAN")
    if hit is not None and sentence.word(noun + hit[0]) in sentence.grammar.roles.than and not sentence.plural(noun):
        return bool(sentence.flag(noun - 1) & Is.DETERMINER)  # "a lead no longer than two metres"
    opens = noun == 0 or sentence.flag(noun - 1) & (Is.DETERMINER | Is.MARK)  # "a van over 3.5 tonnes"
    return hedged and (sentence.plural(noun) or bool(opens)) and not is_participle(sentence, noun)


def label(sentence: Sentence, left: int) -> Counted | None:
    """Return the label before a colon or a bracket: "Deaths: N", "men (N)", "In intensive care (at noon): N"."""
    end = _label_end(sentence, left)
    if end is None:
        return None
    begin = _label_begin(sentence, end)
    opening = _opening_name(sentence, begin, end)
    if opening is not None:
        return opening
    if 0 < begin < end and sentence.flag(begin - 1) & Is.BE and sentence.word(end) != "(":
        return stated(sentence, begin - 1)  # "La espera sigue siendo larga: once meses", but "There are centres (11)"
    verb = next((at for at in range(begin, end) if _acts(sentence, at)), None)
    if verb is not None:
        return stated(sentence, verb)  # "Arrivals go on: 318 on Sunday"
    first, last = trimmed(sentence, begin, end)
    if sentence.flag(first) & Is.OF:
        return None  # "87 de plus qu'en mai (+8,3 %)"
    if first >= last and begin < end:
        first, last = begin + bool(sentence.flags[begin] & Is.PREPOSITION), end  # "In intensive care: 12"
    first = _past_clause(sentence, first, last)
    return named(sentence, first, last) if first < last else None


def _acts(sentence: Sentence, at: int) -> bool:
    """Whether a verb begins at *at*; what names a number before a preposition or mark is a noun: "Pupil [numbers]:"."""
    if group_at(sentence, at) is None:
        return False
    return not sentence.flags[at] & Is.CONTAINER or not sentence.flag(at + 1) & (Is.MARK | Is.PREPOSITION)


def _past_clause(sentence: Sentence, first: int, last: int) -> int:
    """Return where the noun of a label begins that a clause ends with: "The letter names [the growers]: thousands"."""
    if sentence.grammar.nouns.adjectives_follow:
        return first
    opens = [
        at
        for at in range(first + 1, last - 1)
        if sentence.flags[at] & Is.DETERMINER and sentence.content_word(at - 1) and sentence.plural(last - 1)
    ]
    return opens[-1] + 1 if opens else first


def _opening_name(sentence: Sentence, begin: int, end: int) -> Counted | None:
    """Return the name that opens a line of prices, with what follows its comma: "Abono anual, para jubilados:".

    None where the label before the mark at *end*, from *begin* on, is a noun phrase of its own.
    """
    if sentence.word(end) != ":" or not sentence.grammar.nouns.agree or not sentence.content_word(0):
        return None
    comma = next((at for at in range(min(end, MOST_OF)) if sentence.low[at] == ","), None)
    if not comma or begin > comma + 1 or not sentence.flag(comma + 1) & (Is.PREPOSITION | Is.BY):
        return None
    if any(group_at(sentence, at) is not None for at in range(end)) or sentence.has(comma + 1, end, Is.MARK):
        return None
    found = named(sentence, 0, comma)
    whole = f"{found.core} {sentence.text(comma + 1, end)}"
    return found._replace(core=whole) if len(whole.split()) <= MOST_WORDS else found


def _label_end(sentence: Sentence, left: int) -> int | None:
    """Return where a label ends: at the mark at *left* or right after it, or at the bracket before that mark."""
    if sentence.word(left) not in _LABELS:
        left += 1  # the cues may have passed over the mark
        if sentence.word(left) not in _LABELS or sentence.flag(left - 1) & Is.NUMBER:
            return None
    if sentence.word(left - 1) != ")":
        return left
    opening = left - 2
    while opening > 0 and sentence.low[opening] != "(":
        opening -= 1
    return opening


def _label_begin(sentence: Sentence, end: int) -> int:
    """Return where the label begins that ends at *end*: after a mark, a finite verb or a number."""
    begin, inside = end, _inside_label(sentence)
    while begin > 0 and end - begin < _MOST_LABEL:
        flag = sentence.flags[begin - 1]
        if flag & (Is.MARK | FINITE) and sentence.low[begin - 1] not in inside:
            break
        if flag & Is.NUMBER and not modifies(sentence, begin - 1):
            break
        begin -= 1
    return begin


def _inside_label(sentence: Sentence) -> str:
    return "’'/&" if sentence.grammar.words.elided else "'/&"


def _carried(sentence: Sentence, left: int) -> Counted | None:
    """Return the object of a verb that carries it to the number: "bringing the total to N", "portant le bilan à N"."""
    grammar = sentence.grammar
    if sentence.word(left) not in grammar.change_ends:
        return None
    for at in range(left - 1, max(-1, left - 2 * MOST_WORDS), -1):
        if sentence.low[at] in grammar.roles.carry and not sentence.flag(at - 1) & Is.BE:
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
    after_comma = sentence.word(left) in sentence.grammar.roles.change_to and sentence.word(left - 1) == ","
    verb = _stating(sentence, left - 2 if after_comma else left)  # "fares would rise by a quarter, to £3.75"
    if verb is None:
        return None
    if (
        sentence.flag(verb) & Is.PREPOSITION
        and not sentence.flag(verb) & Is.MEASURE
        and sentence.content_word(verb - 1)
    ):
        verb -= 1  # "go up by", "run down to"
    if _is_due(sentence, verb):
        verb -= 2
    verb = _over_inserted(sentence, verb)
    while verb > 0 and sentence.flag(verb - 1) & (FINITE | Is.ADVERB) and not ends_age(sentence, verb):
        verb -= 1
    return verb


def moves_subject(sentence: Sentence, left: int) -> bool:
    """Whether a verb with a subject of its own moves the number: "[Prices] rose by 4 % in London"."""
    verb = _copula(sentence, left)
    return verb is not None and stated(sentence, verb) is not None


def _over_inserted(sentence: Sentence, verb: int) -> int:
    """Step back over a phrase between the *verb* and its auxiliary: "devrait [de ce fait] passer de"."""
    inserted = sentence.grammar.inserted.ending(sentence.low, verb - 1)
    if inserted is None or not sentence.flag(verb - 1 - inserted[0]) & FINITE:
        return verb
    return verb - inserted[0]


def _stating(sentence: Sentence, last: int) -> int | None:
    """Return the word that says how much or how it moves, up to *last*, if only words that lead on come between."""
    covered, at = time_phrases.covered(sentence), last
    for _ in range(_MOST_BETWEEN):
        flag = sentence.flag(at)
        if at not in covered:
            if at < 1 or flag & _BREAKS:
                return None
            hedges = sentence.low[at] in sentence.grammar.numbers.compared
            if flag & _STATES and not hedges and (_is_due(sentence, at) or not sentence.flag(at - 1) & _BEFORE_NOUN):
                return at
            if not flag & _LEADS_ON and sentence.low[at] not in sentence.grammar.numbers.fractions:
                return None
        at -= 1
    return None


def _is_due(sentence: Sentence, verb: int) -> bool:
    """Whether the *verb* is one that is to come: "is due to [fall]", "is expected to [rise]"."""
    return sentence.word(verb - 1) in sentence.grammar.words.purpose and bool(sentence.flag(verb - 3) & Is.BE)


def sized(sentence: Sentence, left: int) -> Counted | None:
    """Return the subject that the number measures whatever it counts: "La incidencia se sitúa en 214 casos"."""
    sizes = sentence.grammar.nouns.sizes
    if sizes.isdisjoint(sentence.low):
        return None  # nearly always, told fastest
    grows = sentence.flag(left) & (Is.UP | Is.DOWN) or sentence.word(left) in sentence.grammar.verbs.existing
    verb = None if grows else _copula(sentence, left)
    found = stated(sentence, verb) if verb is not None else None
    return found if found is not None and found.head.lower() in sizes else None
