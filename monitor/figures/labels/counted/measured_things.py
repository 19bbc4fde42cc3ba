"""What a measure is of: the thing that money, a share, a length or a duration is said of, never its unit.

"The fine is £80", "£3m for roads", "the contract was let for £4m": a measure's thing is its own noun, the noun that
its purpose names, the object of its verb, or the verb's subject.
"""

from __future__ import annotations

from monitor.figures.labels.counted.deeds import complement_end
from monitor.figures.labels.counted.governing_words import initial
from monitor.figures.labels.syntax.clauses import Kind, group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import named, named_thing, subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, WINDOW, Counted, infinitive, is_participle
from monitor.figures.labels.time import time_phrases

_LINKS = int(Is.PREPOSITION | Is.OF | Is.BY | Is.ADVERB | Is.DETERMINER)
_WORTH = int(Is.MEASURE | Is.PREPOSITION)  #: "invoices worth £18,700"
_BREAKS = int(Is.MARK | Is.SUBORDINATOR)
#: Of these the unit is a noun of its own that words after it describe: "the weeks for a dentist", "feet from the dam".
_EXTENTS = ("time", "length")
_MILLION = 1_000_000
_SUBJECT_VERBS = int(Is.MEASURE | Is.BE | Is.UP | Is.DOWN | Is.MOVED)


def of(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the thing that the measure *new* is of, as its clause says it; None where it does not."""
    left = new.cues.left
    if sentence.word(left) == "," and is_participle(sentence, left + 1):
        return _subject(sentence, left + 1)  # "The contract, estimated at £95,000": the hedge is the verb
    verb = _verb(sentence, left)
    purpose = _purpose(sentence, new.cues.right) if new.token.kind == "currency" else None
    if verb is None:
        return purpose
    return _of_verb(sentence, verb, new, purpose or _devoted_by(sentence, verb, new.cues.right))


def _of_verb(sentence: Sentence, verb: int, new: Draft, purpose: Counted | None) -> Counted | None:
    """Return the thing that the measure *new* of the *verb* is of; money that the verb says nothing of has a *purpose*.

    Where the verb measures its subject, that goes before the purpose; else its object does, and the subject comes last.
    """
    if new.token.kind in _EXTENTS and not _extends(sentence, verb, new.cues.left):
        return None
    if _measures_subject(sentence, verb):
        return _paid(sentence, verb, new) or _charged(sentence, verb, new) or _subject(sentence, verb) or purpose
    found = _object(sentence, verb, new.cues.left) or purpose or _paid(sentence, verb, new)
    return found or _subject(sentence, verb) or _announced(sentence, verb)


def _extends(sentence: Sentence, verb: int, left: int) -> bool:
    """Whether the *verb* says of a thing how long it is: "took 18 months", right before it, or in the passive."""
    return (left == verb and _measures_subject(sentence, verb)) or _passive(sentence, verb)


def _measures_subject(sentence: Sentence, verb: int) -> bool:
    return bool(sentence.flag(verb) & _SUBJECT_VERBS) or sentence.word(verb) in sentence.grammar.verbs.lasting


def given(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what money is called by what is done with it: "$44 million has been [spent]"."""
    group = group_at(sentence, new.cues.right) if _is_money(new) else None
    if group is None or group.kind is not Kind.PASSIVE:
        return None
    purpose = _purpose(sentence, group.main + 1) or _devoted(sentence, group.main + 1)
    if purpose is not None:
        return purpose
    word = sentence.word(group.main)
    paid = sentence.grammar.verbs.paid
    label = paid.get(word) or paid.get(sentence.grammar.nouns.forms.singular(word))
    return Counted(core=label, head=label.split()[0]) if label else None


def _is_money(new: Draft) -> bool:
    """Whether *new* is money by its unit, or by that of the sum which it goes on with."""
    if new.linked and new.token.unit is None and new.before is not None:
        return new.before.token.kind == "currency"
    return new.token.kind == "currency"


def _devoted_by(sentence: Sentence, verb: int, right: int) -> Counted | None:
    """Return what money is devoted to by a *verb* that devotes, after its number: "destinará 3 millones a becas"."""
    return _devoted(sentence, right) if _devotes(sentence, verb) else None


def _devoted(sentence: Sentence, at: int) -> Counted | None:
    """Return what money is devoted to, after its participle: "consacrés à la construction du centre"."""
    if sentence.word(at) not in sentence.grammar.agents.devoted:
        return None
    begin = sentence.over(at + 1, Is.DETERMINER)
    found = named_thing(sentence, begin, _joined_end(sentence, complement_end(sentence, at)))
    return _money_for(sentence, at, found) if found is not None else None


def _devotes(sentence: Sentence, verb: int) -> bool:
    verbs, word = sentence.grammar.verbs, sentence.word(verb)
    return verbs.infinitive_of.get(word, word) in verbs.devoting


def _money_for(sentence: Sentence, at: int, found: Counted) -> Counted:
    """Return what money is for, after the preposition *at*, said as money where the language says it so."""
    opening = sentence.grammar.verbs.money_for.get(sentence.word(at))
    return Counted(core=f"{opening} {found.core}", head=opening.split()[0]) if opening else found


def raised(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what money is called that a verb brings, which of other numbers says that they rise: "raised $70,000"."""
    left = new.cues.left
    if not sentence.flag(left) & Is.UP or sentence.word(left) not in sentence.grammar.verbs.paid:
        return None
    return _purpose(sentence, new.cues.right) or _paid(sentence, left, new) if new.token.kind == "currency" else None


def attributive(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun that the measure stands before: "a £4 million shortfall", "$12m cuts"."""
    at = new.cues.right
    if new.token.kind in _EXTENTS and not (sentence.flag(new.cues.left) | sentence.flag(new.at - 1)) & Is.DETERMINER:
        return None
    if sentence.grammar.nouns.adjectives_follow or at != new.at + 1 or not _noun(sentence, at):
        return None
    end = at + 1
    while _noun(sentence, end) and end - at < 4:
        end += 1
    return Counted(core=sentence.text(at, end), head=sentence.original(end - 1), end=end, size=end - at)


def _noun(sentence: Sentence, at: int) -> bool:
    flag = sentence.flag(at)
    other = Is.ADVERB | Is.ADJECTIVE | Is.TIME | Is.SAYS | Is.VERB
    finite = sentence.grammar.nouns.forms.singular(sentence.word(at)) in sentence.grammar.verbs.stems
    return (
        sentence.content_word(at)
        and not (finite and sentence.flag(at + 1) & _LINKS)  # "funding of $2 million runs out"
        and not flag & other
        and at not in time_phrases.covered(sentence)
        and not is_participle(sentence, at)
        and (group_at(sentence, at) is None or is_participle(sentence, at + 1))  # "$12m cuts agreed by the council"
        and not sentence.grammar.roles.than & {sentence.word(at), sentence.word(at + 1)}
    )


def _purpose(sentence: Sentence, at: int) -> Counted | None:
    """Return what money is for: "£3m for roads", "€3.2 million spent on fences", "£21,000 in fines"."""
    at = _over_spent(sentence, at)
    if not _leads_to_purpose(sentence, at):
        return None
    begin = at + 1 + _is_making(sentence, at + 1)
    article = sentence.flag(begin) & Is.DETERMINER
    if sentence.flag(begin) & Is.PRONOUN or not (article or sentence.content_word(begin)):
        return None
    end = complement_end(sentence, at + bool(sentence.flag(at) & Is.BY))
    found = named_thing(sentence, begin, _joined_end(sentence, end))
    return _money_for(sentence, at, found) if found is not None else None


def _over_spent(sentence: Sentence, at: int) -> int:
    """Step over a rate and over what is done with money: "£3m [a year] [spent] on roads"."""
    if time_phrases.is_rate(sentence, at):
        at += 2
    return at + (is_participle(sentence, at) and not sentence.flag(at) & Is.BY)


def _leads_to_purpose(sentence: Sentence, at: int) -> bool:
    """Whether the preposition *at* says what money is for, or what it comes as: no time, no deed, no name."""
    agents, covered = sentence.grammar.agents, time_phrases.covered(sentence)
    in_kind = sentence.word(at) in agents.in_kind and sentence.content_word(at + 1)
    if not (in_kind or sentence.word(at) in agents.purposes) or at in covered or at + 1 in covered:
        return False
    return not infinitive(sentence, at) and not sentence.capital(at + 1)


def _is_making(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is what is done to the thing that money is for: "spent on [building] the centre"."""
    progressive = sentence.grammar.nouns.progressive_endings
    made = bool(progressive) and sentence.word(at).endswith(progressive)
    return made and bool(sentence.flag(at + 1) & Is.DETERMINER)


def _joined_end(sentence: Sentence, end: int) -> int:
    """Return where the noun ends that "and" joins to what money is for: "caminos [y postas]"."""
    if not sentence.grammar.verbs.money_for or not sentence.flag(end) & Is.AND or not sentence.content_word(end + 1):
        return end
    return end if group_at(sentence, end + 1) is not None else end + 2


def _verb(sentence: Sentence, left: int) -> int | None:
    """Return the main word of the nearest verb before the word after *left* in its clause; the words between link."""
    covered, passed = time_phrases.covered(sentence), False
    for here in range(left, max(-1, left - WINDOW), -1):
        if here in covered:
            continue
        flag = sentence.flags[here]
        if flag & (_BREAKS | (Is.AND if passed else Is.NUMBER)):
            return None
        if _can_have_measure(sentence, here):
            return here
        passed = passed or not flag & _LINKS
    return None


def _can_have_measure(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb, or the "worth" of "invoices worth £18,700"."""
    flag, word, verbs = sentence.flags[at], sentence.low[at], sentence.grammar.verbs
    if flag & FINITE or flag & _WORTH == _WORTH or word in verbs.paid or word in verbs.lasting:
        return True
    return is_verb_form(sentence, at) or initial(sentence, at)


def is_verb_form(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb in any form that can have a measure: finite, participle, infinitive."""
    grammar = sentence.grammar
    before = sentence.flag(at - 1)
    if before & (Is.DETERMINER | Is.OF | Is.NUMBER | Is.PRENOMINAL) or not sentence.content_word(at):
        return False
    if is_participle(sentence, at):
        return not (sentence.content_word(at + 1) and sentence.plural(at + 1))
    group = group_at(sentence, at)
    if group is not None and group.main == at:
        return True
    infinitives = grammar.nouns.infinitive_endings
    led = before & (Is.AUXILIARY | FINITE) or sentence.word(at - 1) in grammar.agents.infinitive
    return bool(led) and (
        sentence.word(at).endswith(infinitives) if infinitives else sentence.word(at) in grammar.verbs.stems
    )


def _object(sentence: Sentence, verb: int, left: int) -> Counted | None:
    """Return the object between an active *verb* and its measure: "awarded the contract to a firm for £4m"."""
    if left <= verb or _passive(sentence, verb):
        return None
    begin = _over_particles(sentence, verb, left)
    end = begin
    while end <= left and not sentence.flag(end) & (Is.PREPOSITION | Is.BY | Is.MARK | Is.NUMBER):
        end += 1
    return None if sentence.flag(begin) & (Is.PRONOUN | Is.OF) else named_thing(sentence, begin, end)


def _over_particles(sentence: Sentence, verb: int, left: int) -> int:
    """Return where the object of the *verb* begins: after its particle, the article, other numbers before *left*."""
    counted = [at for at in sentence.numbers if verb < at < left]
    begin = counted[-1] + 1 if counted else verb + 1
    particles = sentence.grammar.agents.particles
    while begin <= left and (sentence.flag(begin) & (Is.DETERMINER | Is.ADVERB) or sentence.low[begin] in particles):
        begin += 1
    return begin


def _passive(sentence: Sentence, verb: int) -> bool:
    """Whether the *verb* has no object after it: "was let for", "an estimate fixed at"."""
    at = verb - 1
    while sentence.flag(at) & Is.ADVERB:
        at -= 1
    if sentence.flag(at) & Is.BE:
        return True
    if not is_participle(sentence, verb) or sentence.flag(at) & Is.HAVE:
        return False
    return bool(sentence.flag(verb + 1) & (Is.PREPOSITION | Is.BY | Is.ADVERB))


def _paid(sentence: Sentence, verb: int, new: Draft) -> Counted | None:
    """Return what money is called that somebody pays, asks or gets: "money raised"."""
    label = sentence.grammar.verbs.paid.get(sentence.word(verb))
    begin = verb + 1  # "asking for", "hoping for":
    asking = sentence.low[verb].endswith(sentence.grammar.nouns.progressive_endings or "\0")
    begin += sentence.word(begin) in sentence.grammar.agents.purposes and (asking or not _passive(sentence, verb))
    between = (sentence.flags[at] & (Is.ADVERB | Is.DETERMINER) for at in range(begin, new.cues.left + 1))
    if label is None or not (new.token.kind == "currency" or _is_bare_sum(sentence, new)) or not all(between):
        return None
    right = new.cues.right
    going = sentence.word(right) in sentence.grammar.verbs.paid_to and right not in time_phrases.covered(sentence)
    more = sentence.text(right, complement_end(sentence, right)) if going else ""
    return Counted(core=label, head=label.split()[0], more=more)


def sum_of(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what millions are of that are money without a word for it: "invirtió 1,1 millones en el plan"."""
    if not _is_bare_sum(sentence, new):
        return None
    verb, verbs = _verb(sentence, new.cues.left), sentence.grammar.verbs
    purpose = _purpose(sentence, new.cues.right)
    if purpose is not None or verb is None:
        return purpose
    if sentence.word(verb) in verbs.costs:
        return _subject(sentence, verb)
    return _devoted_by(sentence, verb, new.cues.right) or _paid(sentence, verb, new)


def _is_bare_sum(sentence: Sentence, new: Draft) -> bool:
    """Whether the number is in millions without a noun or unit, in a language that leaves the currency out."""
    scales = sentence.grammar.numbers.scales
    if new.token.unit is not None or not sentence.grammar.nouns.adjectives_follow:
        return False
    last = new.token.surface.lower().split()[-1]
    return scales.get(last, 0) >= _MILLION and not sentence.flag(new.cues.right) & Is.OF


def _charged(sentence: Sentence, verb: int, new: Draft) -> Counted | None:
    """Return what costs money, and for whom: "a license, which costs [residents] $28"."""
    to_whom = sentence.grammar.terms.of
    begin, end = verb + 1, new.cues.left + 1
    if new.token.kind != "currency" or not sentence.grammar.terms.contact or end <= begin or end - begin > 3:
        return None
    if not all(
        sentence.content_word(at) and not sentence.flags[at] & (Is.ADVERB | Is.TIME) for at in range(begin, end)
    ):
        return None
    found = _subject(sentence, verb)
    return found.narrowed(f"{to_whom} {sentence.text(begin, end)}") if found is not None else None


def _subject(sentence: Sentence, verb: int) -> Counted | None:
    """Return the subject of the *verb*, or the noun that it describes; None where a pronoun stands for it."""
    begin = _chain(sentence, verb)
    begin -= _is_apposed(sentence, begin, verb)
    first, end = subject(sentence, begin)
    if first >= end or _stands_for_noun(sentence, first, end):
        return None
    that = sentence.grammar.attribution.that_word
    if sentence.flag(first - 1) & Is.RELATIVE and sentence.word(first - 1) not in that:
        return None  # "overtime, of which the state refunds 80 %"
    return named_thing(sentence, first, end)


def _is_apposed(sentence: Sentence, begin: int, verb: int) -> bool:
    """Whether a comma parts the verbs begun at *begin* from the noun they describe: "The cost, estimated at N"."""
    bare = is_participle(sentence, verb) or sentence.flag(verb) & Is.PREPOSITION
    return bool(bare) and not sentence.has(begin, verb, FINITE) and sentence.word(begin - 1) == ","


def _stands_for_noun(sentence: Sentence, first: int, end: int) -> bool:
    """Whether no noun stands from *first* to *end*: a pronoun, or one bare infinitive ("rester isolé 10 jours")."""
    if sentence.flags[first] & Is.PRONOUN:
        return True
    endings = sentence.grammar.nouns.infinitive_endings
    return end - first == 1 and bool(endings) and sentence.low[first].endswith(endings)


def _announced(sentence: Sentence, verb: int) -> Counted | None:
    """Return the subject that a participle before it describes: "Built for £3m, the pier ..."."""
    if verb > 0 and not sentence.flag(verb - 1) & Is.MARK:
        return None
    spans = [
        (comma + 1, _phrase_end(sentence, comma + 1))
        for comma in range(verb, min(len(sentence), verb + WINDOW))
        if sentence.low[comma] == "," and sentence.flag(comma + 1) & Is.DETERMINER
    ]
    acting = [span for span in spans if group_at(sentence, span[1]) is not None]  # not "Norway" of who gave it
    return named(sentence, *(acting or spans)[0]) if spans else None


def _phrase_end(sentence: Sentence, begin: int) -> int:
    end = begin + 1
    while sentence.content_word(end) and group_at(sentence, end) is None:
        end += 1
    return end


def _chain(sentence: Sentence, verb: int) -> int:
    """Return where the chain of verbs begins that ends with *verb*: "was meant to take"."""
    begin = verb
    while begin > 0:
        before = begin - 1
        if sentence.flag(before) & (FINITE | Is.ADVERB):
            begin = before
        elif sentence.word(before) in sentence.grammar.agents.infinitive and is_verb_form(sentence, before - 1):
            begin = before - 1
        else:
            break
    return begin
