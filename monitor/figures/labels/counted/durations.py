"""What a length of time is of, or another measure whose clause names no thing: "days to reply", "horas de estancia".

What is to be done within it is in `deadlines`.
"""

from __future__ import annotations

import re

from monitor.figures.labels.counted import dated_things, deadlines, deed_nouns, intervals
from monitor.figures.labels.counted.deadlines import MOST_LABEL, MOST_OBJECT, called, lower_article, with_article
from monitor.figures.labels.counted.deeds import lacked
from monitor.figures.labels.counted.governing_words import hedge_verb
from monitor.figures.labels.counted.verb_complements import complement_end, tidied, unnumbered
from monitor.figures.labels.roles import movements
from monitor.figures.labels.syntax import clauses
from monitor.figures.labels.syntax.clauses import Kind
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import named_thing, subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, WINDOW, Counted, clause_begin, infinitive, is_participle
from monitor.figures.labels.time import time_phrases

_PASSES = int(Is.ADVERB | Is.BE | Is.AUXILIARY | Is.HAVE)
_MOST_LEFT = 4  #: words from a verb of staying or leaving to the state: "leave a garden plot [untilled]"
_LEAD = 3  #: words of the longest phrase from which on something is: "à partir de"
_MOST_ASIDE = 9  #: words between the commas of an aside
_DOUBLES = re.compile("[^aeiou]*[aeiou][^aeiouwxy]")  #: verbs of one short syllable double their last letter: "dig"
_OTHER = int(Is.OF | Is.UP | Is.DOWN | Is.MOVED | Is.MEASURE | Is.CONTAINER | Is.TIME | Is.ADJECTIVE)


def of(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return what the length of time *new* is given for, or what goes on in it; a noun is its *unit*."""
    if new.token.kind == "times":
        return _lasting(sentence, new, unit) or intervals.often(sentence, new) if _closed(sentence, new) else None
    if new.token.kind != "time":
        return None
    going = _going(sentence, new, unit)
    if going is not None:
        return going
    found = _by_words(sentence, new, unit) if not time_phrases.is_rate(sentence, new.cues.right) else None
    return found or intervals.of(sentence, new, unit) or _joined(sentence, new, unit)


def _going(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return what has gone on for so long: a rise, a state, or since a thing was made."""
    return _moving(sentence, new, unit) or _in_state(sentence, new, unit) or dated_things.age(sentence, new)


def _moving(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return what goes on in the time in which a number moved: "a augmenté de 3 % en dix ans": "durée de la hausse"."""
    terms, moved = sentence.grammar.terms, movements.within(sentence, new)
    if moved is None:
        return None
    noun = terms.moving[moved]
    return intervals.named(f"{unit if terms.joins else terms.duration} {noun}")


def _by_words(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return what the time is for or of, by the words after it, a verb of spending time, a deadline, a passive."""
    terms, right = sentence.grammar.terms, new.cues.right
    term = terms.noun or unit
    right += 2 * _in_which(sentence, right)
    right = _over_aside(sentence, right)
    if _for_deed(sentence, right):
        return deadlines.for_deed(sentence, term, terms.to, _purpose(sentence, right + 1))
    open_end = right + 1 >= len(sentence) or bool(sentence.flag(right + 1) & (Is.PREPOSITION | Is.MARK | FINITE))
    rated = time_phrases.is_rate(sentence, right + 1)
    if sentence.word(right) in terms.late and (open_end or rated or not sentence.flag(right) & Is.PREPOSITION):
        return called(unit, sentence.low[right])
    if sentence.flag(right) & Is.OF and terms.contact and sentence.content_word(_past_particle(sentence, right + 1)):
        return called(unit, _following(sentence, right))
    during = sentence.flag(new.cues.left) & Is.PREPOSITION  # "vaccinated for 4 months after the second dose"
    if sentence.word(right) in sentence.grammar.words.temporal and not during:
        return called(term, _following(sentence, right))
    spent = _spent(sentence, new)
    if spent is not None or not terms.to:
        return spent
    if deadlines.is_opened(sentence, new) or (terms.duration and _is_within(sentence, new)):
        return deadlines.before(sentence, new, term)
    return _lasting(sentence, new, unit)


def _joined(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return what the time is of in a language that joins it to its *unit*: "horas de estancia", "días para avisar"."""
    terms = sentence.grammar.terms
    if not terms.joins:
        return None
    need = lacked(sentence, (new.cues.left, new.at), unit.partition(" ")[0], many=new.many)
    if need:
        return intervals.named(f"{unit} {need}")
    if infinitive(sentence, new.cues.right):
        return intervals.named(f"{unit} {_short_purpose(sentence, new.cues.right)}")
    deed = deadlines.demanded(sentence, new.cues.left)
    if deed:
        named = deadlines.for_deed(sentence, terms.deadline, terms.deadline_to, deed)
        return named or intervals.named(f"{terms.deadline} {terms.deadline_to} {deed}")
    if intervals.is_told(sentence, new):
        return None
    thing = _noun_of(sentence, new.cues.left) or _bounded(sentence, new) or _done_in(sentence, new.cues.left)
    return intervals.named(f"{unit} {terms.joins} {thing}") if thing else None


def _short_purpose(sentence: Sentence, at: int) -> str:
    """Return "para resolver" and its object, from its preposition *at*."""
    end = complement_end(sentence, at + 2)
    return sentence.text(at, min(end, at + 2 + MOST_OBJECT))


def _noun_of(sentence: Sentence, left: int) -> str:
    """Return the one noun that "of" joins to its time: "[expulsión] de 3 días"; a deadline is named by itself."""
    noun = left - 1
    if not sentence.flag(left) & Is.OF or not sentence.content_word(noun) or sentence.content_word(noun - 1):
        return ""
    if sentence.word(noun - 1) in sentence.grammar.words.neuter:
        return ""  # "a lo largo de siete meses"
    word, grammar = sentence.word(noun), sentence.grammar
    if sentence.flags[noun] & _OTHER or sentence.flag(noun - 1) & Is.OF:
        return ""
    if word in grammar.verbs.infinitive_of or word == grammar.terms.deadline:
        return ""
    return sentence.text(noun, noun + 1).lower()


def _bounded(sentence: Sentence, new: Draft) -> str:
    """Return what lasts, the subject of the verb that bounds the time or says that it goes on."""
    verb = hedge_verb(sentence, new.cues.left, new.at)
    if verb is None and sentence.word(new.cues.left) in sentence.grammar.verbs.lasting:
        verb = new.cues.left
    if verb is None:
        return ""
    verb = sentence.back_over(verb - 1, FINITE | Is.ADVERB) + 1
    verb -= sentence.word(verb - 1) in sentence.grammar.verbs.reflexive
    begin, end = subject(sentence, verb)
    if begin >= end or sentence.flags[begin] & Is.PRONOUN or clauses.group_at(sentence, begin) is not None:
        return ""
    found = named_thing(sentence, begin, end)
    if found is None:
        return ""
    plural = sentence.flags[begin] & Is.DETERMINER and sentence.plural(begin + 1)
    return lower_article(sentence, begin, end) if plural else found.core


def _done_in(sentence: Sentence, left: int) -> str:
    """Return what was done in the time after *left*, where "se" says that it was: "[el viaje] se hacía en 40"."""
    verb, verbs = left - 1, sentence.grammar.verbs
    done = sentence.word(left) in sentence.grammar.terms.deadline_in and sentence.word(verb - 1) in verbs.reflexive
    if not done or not sentence.word(verb).endswith(verbs.past_endings or "\0"):
        return ""
    begin, end = subject(sentence, verb - 1)
    found = named_thing(sentence, begin, end) if begin < end else None
    return found.core if found is not None and not sentence.flags[begin] & Is.PRONOUN else ""


def _spent(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what those do for a length of time whose verb says so: "Patients [wait] an average of five hours"."""
    names, begin = sentence.grammar.terms.spent, clause_begin(sentence, new.at)
    averaged = sentence.flag(new.cues.right + 1) & Is.CONTAINER  # "wait 11 hours on average"
    if sentence.flag(new.cues.right) & (Is.PREPOSITION | Is.OF) and not averaged:
        return None  # "waited 17 weeks for a dentist"
    for at in range(new.cues.left, begin - 1, -1):
        flag = sentence.flags[at]
        name = names.get(sentence.low[at])
        if name and _is_deed(sentence, at):
            return _called_by_deed(sentence, new, name)
        if flag & (Is.NUMBER | Is.MARK | Is.SUBORDINATOR):
            return None
    return None


def _called_by_deed(sentence: Sentence, new: Draft, name: str) -> Counted:
    """Return the *name* of what is done for so long, after its unit where the language joins them."""
    joins = sentence.grammar.terms.joins
    if joins:
        unit = new.token.surface.rsplit(maxsplit=1)[-1]
        return intervals.named(f"{unit} {joins} {name}")
    return Counted(core=name, head=name.rsplit(maxsplit=1)[-1])


def _is_deed(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, which may be a noun as well, is a verb: "Patients wait", but "the average wait"."""
    before = sentence.flag(at - 1)
    if before & (Is.DETERMINER | Is.OF):
        return False
    if sentence.low[at] not in sentence.grammar.verbs.stems:
        return True
    led = before & (Is.PRONOUN | Is.AUXILIARY) or sentence.word(at - 1) in sentence.grammar.agents.infinitive
    return bool(led) or (at > 0 and sentence.plural(at - 1))


def purpose(sentence: Sentence, new: Draft) -> str:
    """Return what the words after the length of time *new* say that it is for: "saisir la cour"."""
    counted = new.before is None or new.token.unit is not None
    timed = new.token.kind == "time" or (not counted and new.before is not None and new.before.token.kind == "time")
    at = _over_aside(sentence, new.cues.right) if timed else 0
    return _purpose(sentence, at + 1) if timed and _for_deed(sentence, at) else ""


def _over_aside(sentence: Sentence, at: int) -> int:
    """Step over adverbs, or over an aside between commas: "15 jours, [à dater de la notification,] pour répondre"."""
    at = sentence.over(at, Is.ADVERB)
    if sentence.word(at) != ",":
        return at
    for here in range(at + 1, min(len(sentence), at + _MOST_ASIDE)):
        if sentence.flags[here] & (Is.NUMBER | Is.SUBORDINATOR | FINITE):
            return at
        if sentence.low[here] == ",":
            return here + 1
    return at


def made_for(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the deed that the money *new* is the cost of: "It cost £9 to [repair] the roof": "repairing the roof"."""
    terms, right = sentence.grammar.terms, new.cues.right
    if not terms.contact or not _for_deed(sentence, right):
        return None
    verb = running(sentence.low[right + 1], sentence.grammar.nouns.progressive_endings[0])
    said = f"{verb} {unnumbered(sentence, right + 2, complement_end(sentence, right + 2))}".strip()
    return Counted(core=said, head=verb) if said != verb else None


def running(verb: str, ending: str) -> str:
    """Return the *verb* with the *ending* of what goes on: "repairing", "replacing", "digging"."""
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + ending
    return f"{verb}{verb[-1]}{ending}" if _DOUBLES.fullmatch(verb) else verb + ending


def dimension(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the unit of *new* measures, where nothing else is told: "vitesse" of "à 58 km/h en moyenne"."""
    word = sentence.grammar.terms.dimensions.get(new.token.kind, "")
    return Counted(core=word, head=word) if word else None


def unnamed(sentence: Sentence, new: Draft, unit: str, more: str) -> str:
    """Return what a length of time is called of which nothing *more* is told: "délai en jours", "durée en heures".

    Nothing where its *unit* and *more* name it ("heures de queue"), and in a language that calls it by its unit alone.
    """
    terms, time = sentence.grammar.terms, sentence.grammar.time
    opened = deadlines.is_opened(sentence, new)  # "48 heures [à l'avance]"
    named = not opened and (more or sentence.word(new.at - 1) in time.each_of)  # "tous [les] six jours"
    if new.token.kind != "time" or not terms.duration or named:
        return ""
    if new.token.unit == "year" and (sentence.flag(new.cues.left) & Is.HAVE or _begins_at(sentence, new)):
        return terms.dimensions.get("age", "")  # "si vous avez 65 ans"
    term = terms.noun if opened or _is_within(sentence, new) else terms.duration
    return f"{term} {terms.in_unit} {unit}"


def _begins_at(sentence: Sentence, new: Draft) -> bool:
    """Whether something begins at the time *new*: "dès quatorze ans", "à partir de 18 ans"."""
    starting, at = sentence.grammar.time.starting, new.at
    return sentence.word(new.cues.left) in starting or " ".join(sentence.low[max(0, at - _LEAD) : at]) in starting


def _is_within(sentence: Sentence, new: Draft) -> bool:
    """Whether the time is one in which something is done and over: "soignés [en] moins de vingt minutes"."""
    return sentence.word(new.cues.left) in sentence.grammar.terms.within


def _in_state(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return the state that has gone on for so long: "[en grève] depuis neuf jours": "jours de grève"."""
    grammar, since = sentence.grammar, new.cues.left
    since -= sentence.word(since) in grammar.time.ago  # "desde [hace] nueve días"
    noun = since - 1
    state = sentence.word(since) in grammar.time.since and sentence.word(noun - 1) in grammar.terms.within
    if not state or not sentence.content_word(noun) or sentence.capital(noun) or sentence.flag(noun) & Is.TIME:
        return None
    return intervals.named(f"{unit} {deed_nouns.joined(grammar, sentence.low[noun])}")


def away(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the distance from what follows: "plantés à trois mètres [de la voirie]"."""
    word = sentence.grammar.terms.dimensions.get("distance", "")
    at = new.cues.right
    if new.token.kind != "length" or not word or not sentence.flag(at) & Is.OF:
        return None
    terms = sentence.grammar.terms
    if sentence.word(at + 1) in sentence.grammar.headers.lengths or sentence.word(at + 1) in terms.extents:
        return None  # "1 900 mètres d'altitude"
    if not sentence.flag(new.cues.left) & Is.PREPOSITION:
        return None
    end = at + 1
    while end < at + MOST_LABEL - 1 and (sentence.flag(end) & (Is.DETERMINER | Is.OF) or sentence.content_word(end)):
        end += 1
    last = tidied(sentence, at, end)
    place = f"{terms.away.get(sentence.low[at], sentence.low[at])} {sentence.text(at + 1, last)}".replace("' ", "'")
    return called(word, place) if last > at + 1 else None


def off(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return how far from a place something is, by its *unit*: "12 [miles off the coast]"."""
    at, terms = new.cues.right, sentence.grammar.terms
    around = sentence.flag(at) & Is.OF and sentence.word(new.at - 1) in terms.around  # "within 300 metres of the lake"
    if new.token.kind != "length" or not (around or sentence.word(at) in terms.off) or not unit:
        return None
    return called(unit, sentence.text(at, complement_end(sentence, at)))


def _closed(sentence: Sentence, new: Draft) -> bool:
    """Whether nothing follows "six times" that it would be a multiple of."""
    at = new.cues.right
    closes = sentence.flag(at) & (Is.MARK | Is.AND | Is.TIME) or time_phrases.is_rate(sentence, at)
    return bool(closes) or at in time_phrases.covered(sentence)


def _following(sentence: Sentence, at: int) -> str:
    """Return the phrase that begins with a preposition of time: "after the project ends"."""
    progressive = sentence.grammar.nouns.progressive_endings
    if at in time_phrases.covered(sentence) or (progressive and sentence.word(at + 1).endswith(progressive)):
        return ""  # "for one minute before drinking it"
    end = _past_particle(sentence, at + 1)
    while end < at + MOST_LABEL and (sentence.flag(end) & (Is.DETERMINER | Is.OF) or sentence.content_word(end)):
        end += 1
    return sentence.text(at, tidied(sentence, at, end))


def _past_particle(sentence: Sentence, at: int) -> int:
    """Step over a particle that is a part of the noun after it: "months of [back] rent"."""
    led = sentence.word(at) in sentence.grammar.agents.particles and sentence.content_word(at + 1)
    return at + 1 if led and not sentence.flag(at + 1) & Is.TIME else at


def _in_which(sentence: Sentence, at: int) -> bool:
    """Whether "in which" joins a time to what is to be done in it: "ten days [in which] to object"."""
    return bool(sentence.flag(at) & Is.PREPOSITION and sentence.flag(at + 1) & Is.RELATIVE) and infinitive(
        sentence, at + 2
    )


def _for_deed(sentence: Sentence, at: int) -> bool:
    """Whether a verb follows that says what the time is for: "to reply", but "from 11 to 17 weeks"."""
    known = sentence.grammar.terms.to and infinitive(sentence, at)
    return bool(known) and (sentence.content_word(at + 1) or bool(sentence.flag(at + 1) & Is.PRONOUN))


def _purpose(sentence: Sentence, at: int) -> str:
    return unnumbered(sentence, at, complement_end(sentence, _verb_end(sentence, at)))


def _verb_end(sentence: Sentence, at: int) -> int:
    while sentence.flag(at) & (Is.PRONOUN | Is.ADVERB):
        at += 1
    return at + 1


def _lasting(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return the clause that goes on for a time, after its unit: "days a child may be held", "times they were told".

    None in a language in which no clause follows its noun so.
    """
    if not sentence.grammar.terms.contact:
        return None
    left, particles = new.cues.left, sentence.grammar.agents.particles
    while left > 0 and sentence.flag(left) & Is.PREPOSITION and sentence.low[left] not in particles:
        left -= 1
    group = _group_ending(sentence, left)
    if group is None and _is_state(sentence, left):
        return called(unit, sentence.low[left])
    if group is None or group.negated:
        return None
    if group.kind is not Kind.PASSIVE and not sentence.flag(new.cues.left) & Is.PREPOSITION:
        return None
    first, end = subject(sentence, group.begin)
    if first >= end or sentence.flags[first] & Is.PRONOUN:
        return None
    thing = with_article(sentence, first, end)
    return called(unit, f"{thing} {sentence.text(group.begin, left + 1)}")


def _is_state(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* says how something stays: "stays [closed] for", "leave a plot [untilled] for"."""
    staying = sentence.grammar.verbs.staying.isdisjoint(sentence.low[max(0, at - _MOST_LEFT) : at])
    flag = sentence.flag(at)
    return not staying and bool(flag & Is.ADJECTIVE or (is_participle(sentence, at) and not flag & Is.VERB))


def _group_ending(sentence: Sentence, left: int) -> clauses.Group | None:
    """Return the passive or linking verb group whose main word, or its particle, is at *left*, with its auxiliaries."""
    main = left - (sentence.word(left) in sentence.grammar.agents.particles)
    begin, group = clause_begin(sentence, left), None
    for at in range(left, max(begin, left - WINDOW) - 1, -1):
        found = clauses.group_at(sentence, at)
        if found is not None and found.main == main and found.kind in (Kind.PASSIVE, Kind.LINKING):
            group = found
            if not sentence.flag(at - 1) & _PASSES:
                break
    return group
