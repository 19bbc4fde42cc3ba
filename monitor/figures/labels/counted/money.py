"""What money is for, what it is paid for, and what it is called where its clause names no thing: "money raised"."""

from __future__ import annotations

from monitor.figures.labels.counted import deed_nouns
from monitor.figures.labels.counted.deadlines import lower_article
from monitor.figures.labels.counted.measuring_verbs import is_passive, measuring_verb, subject_of, subject_span
from monitor.figures.labels.counted.verb_complements import complement_end, unnumbered
from monitor.figures.labels.syntax.clauses import Group, Kind, group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.people import is_person
from monitor.figures.labels.syntax.subjects import named_thing, subject
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted, clause_begin, infinitive, is_participle
from monitor.figures.labels.time import time_phrases
from monitor.figures.numbers.cardinals import Form

_MILLION = 1_000_000
_NO_NAME = int(Is.PRONOUN | Is.DETERMINER | Is.ADJECTIVE)
_MOST_PAYERS = 3  #: words of those whom something costs money: "costs [every resident] $28"


def given(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what money is called by what is done with it: "$44 million has been [spent]"."""
    if not _is_money(new) and not _is_bare_sum(sentence, new):
        return None
    group = group_at(sentence, new.cues.right)
    going = sentence.grammar.verbs.going
    verb = group.main if group is not None and sentence.word(new.cues.right) not in going else new.cues.right
    if sentence.word(verb) in going:
        return _gone(sentence, verb + 1)  # "700.000 € irán a comedores", "£3m [will go] to clinics"
    if group is None or group.kind is not Kind.PASSIVE:
        return _bought(sentence, new)
    return purpose_at(sentence, group.main + 1) or _devoted(sentence, group.main + 1) or _done(sentence, group)


def _done(sentence: Sentence, group: Group) -> Counted | None:
    """Return what money is called by what is done with it, the main verb of the passive *group*."""
    label = paid(sentence.grammar, sentence.word(group.main))
    return Counted(core=label, head=label.split()[0]) if label else None


def _bought(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what money buys that is the subject of its verb: "£20 pays for [a tent]"."""
    verb = new.cues.right
    if not new.subject or sentence.word(verb) not in sentence.grammar.verbs.buying:
        return None
    begin = verb + 1
    begin += sentence.word(begin) in sentence.grammar.agents.purposes
    return named_thing(sentence, begin, complement_end(sentence, begin))


def paid(grammar: Grammar, participle: str) -> str:
    """Return what money is called by its *participle*, in whatever gender and number that stands; or nothing."""
    forms = [participle, grammar.nouns.forms.singular(participle)]
    for ending in reversed(grammar.verbs.agreements):
        participle = participle.removesuffix(ending)
        forms.append(participle)
    return next((grammar.verbs.paid[form] for form in forms if form in grammar.verbs.paid), "")


def _is_money(new: Draft) -> bool:
    """Whether *new* is money by its unit, or by that of the sum which it goes on with."""
    if new.linked and new.token.unit is None and new.before is not None:
        return new.before.token.kind == "currency"
    return new.token.kind == "currency"


def _gone(sentence: Sentence, at: int) -> Counted | None:
    """Return where money goes, after the preposition *at*: "£3m will go [to rural clinics]"."""
    if sentence.word(at) in sentence.grammar.agents.devoted:
        return _devoted(sentence, at)
    if sentence.word(at) not in sentence.grammar.words.purpose:
        return None
    begin = sentence.over(at + 1, Is.DETERMINER)
    return named_thing(sentence, begin, complement_end(sentence, at))


def of_part(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a part of other money is for: "£40m, including £6m [for new buses]"."""
    return purpose_at(sentence, new.cues.right) if new.cues.subset and new.token.kind == "currency" else None


def per_unit(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what so much of has the price *new*: "31 cents per litre [of milk]"."""
    at = new.cues.right
    rated = sentence.word(at) in sentence.grammar.numbers.rates.per and sentence.flag(at + 2) & Is.OF
    if new.token.kind != "currency" or not rated or not sentence.content_word(at + 3):
        return None
    return named_thing(sentence, at + 3, complement_end(sentence, at + 3))


def devoted_by(sentence: Sentence, verb: int, right: int) -> Counted | None:
    """Return what money is devoted to by a *verb* that devotes, after its number: "destinará 3 millones a becas"."""
    return _devoted(sentence, right) if devotes(sentence, verb) else None


def _devoted(sentence: Sentence, at: int) -> Counted | None:
    """Return what money is devoted to, after its participle: "consacrés à la construction du centre"."""
    if sentence.word(at) not in sentence.grammar.agents.devoted:
        return None
    begin = sentence.over(at + 1, Is.DETERMINER)
    found = named_thing(sentence, begin, _joined_end(sentence, complement_end(sentence, at)))
    return _money_for(sentence, at, found) if found is not None else None


def devotes(sentence: Sentence, verb: int) -> bool:
    """Whether the *verb* gives money to what follows the sum: "destinará 3 millones a becas"."""
    verbs, word = sentence.grammar.verbs, sentence.word(verb)
    return verbs.infinitive_of.get(word, word) in verbs.devoting


def _money_for(sentence: Sentence, at: int, found: Counted) -> Counted:
    """Return what money is for, after the preposition *at*, said as money where the language says it so."""
    opening = sentence.grammar.verbs.money_for.get(sentence.word(at))
    return Counted(core=f"{opening} {found.core}", head=opening.split()[0]) if opening else found


def raised(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what money is called that a verb brings, which of other numbers says that they rise: "raised $70,000"."""
    left = new.cues.left
    brings = sentence.flag(left) & Is.UP and sentence.word(left) in sentence.grammar.verbs.paid
    if not brings or new.token.kind != "currency":
        return None
    return purpose_at(sentence, new.cues.right) or named_by_verb(sentence, left, new)


def purpose_at(sentence: Sentence, at: int) -> Counted | None:
    """Return what money is for: "£3m for roads", "€3.2 million spent on fences", "£21,000 in fines"."""
    at = _over_spent(sentence, at)
    if _is_for_each(sentence, at):
        return named_thing(sentence, at + 2, complement_end(sentence, at + 4))
    if not _leads_to_purpose(sentence, at):
        return None
    numbered = _is_number_of(sentence, at + 1)
    begin = at + 1 + (_is_making(sentence, at + 1) or numbered)
    article = sentence.flag(begin) & Is.DETERMINER
    if sentence.flag(begin) & Is.PRONOUN or not (article or sentence.content_word(begin)):
        return None
    end = complement_end(sentence, begin if numbered else at + bool(sentence.flag(at) & Is.BY))
    found = named_thing(sentence, begin, _joined_end(sentence, end))
    if found is not None and sentence.has(begin, end, Is.NUMBER) and not sentence.grammar.nouns.adjectives_follow:
        found = found._replace(core=unnumbered(sentence, begin, end))  # "on resurfacing 14 roads"
    return _money_for(sentence, at, found) if found is not None else None


def _is_for_each(sentence: Sentence, at: int) -> bool:
    """Whether money is for each time of something, from the preposition *at* on: "for each day [of] delay"."""
    each = sentence.word(at) in sentence.grammar.agents.purposes and sentence.word(at + 1) in sentence.grammar.time.each
    return each and bool(sentence.flag(at + 3) & Is.OF) and sentence.content_word(at + 4)


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
    return not infinitive(sentence, at) and not sentence.capital(at + 1) and not _is_per(sentence, at)


def _is_per(sentence: Sentence, at: int) -> bool:
    """Whether money is told for one of them from the preposition *at* on: "1.250 pesos [por niño inscrito]"."""
    bare = sentence.word(at) in sentence.grammar.numbers.rates.per and sentence.content_word(at + 1)
    deed = bare and deed_nouns.names_deed(sentence.grammar, sentence.low[at + 1])  # "multa por demora"
    return bool(bare) and not sentence.plural(at + 1) and not deed


def _is_number_of(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* says how many of the things there are that money is for: "£9m for [48] deputies"."""
    return (
        bool(sentence.flag(at) & Is.NUMBER) and sentence.content_word(at + 1) and not sentence.flags[at + 1] & Is.TIME
    )


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


def named_by_verb(sentence: Sentence, verb: int, new: Draft) -> Counted | None:
    """Return what money is called that somebody pays, asks or gets: "money raised"."""
    label = sentence.grammar.verbs.paid.get(sentence.word(verb))
    if label is None or not _is_direct(sentence, verb, new.cues.left):
        return None
    if new.token.kind != "currency" and not _is_bare_sum(sentence, new):
        return None
    right = new.cues.right
    if new.cues.left > verb and sentence.word(verb + 1) in sentence.grammar.verbs.paid_to:
        return Counted(core=label, head=label.split()[0], more=sentence.text(verb + 1, new.cues.left + 1))
    going = sentence.word(right) in sentence.grammar.verbs.paid_to and right not in time_phrases.covered(sentence)
    more = sentence.text(right, complement_end(sentence, right)) if going else _payer(sentence, verb)
    return Counted(core=label, head=label.split()[0], more=more)


def _payer(sentence: Sentence, verb: int) -> str:
    """Return who paid or got it: "[par la ville]"; where adjectives do not agree, a name alone: "[by Norland]"."""
    grammar = sentence.grammar
    by, agree = grammar.terms.by, grammar.nouns.agree
    if not by or (agree and is_passive(sentence, verb)):
        return ""
    begin, end = subject_span(sentence, verb) if agree else subject(sentence, verb)
    counted = sentence.flag(begin - 1) & Is.NUMBER  # "Gracias a 300 vecinos juntamos 9 millones"
    counted = counted or sentence.has(begin, end, Is.TIME)  # "todos los meses les faltan 2 millones"
    if begin >= end or end - begin > _MOST_PAYERS or counted or not (agree or _is_name(sentence, begin, end)):
        return ""
    return f"{by} {lower_article(sentence, begin, end)}"


def _is_name(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a name alone stands from *begin* to *end*; at the beginning of a sentence a plural is none."""
    if sentence.flags[begin] & _NO_NAME or (begin == 0 and sentence.plural(end - 1)):
        return False
    return all(sentence.capital(at) and sentence.low[at].isalpha() for at in range(begin, end))


def _is_direct(sentence: Sentence, verb: int, left: int) -> bool:
    """Whether only a preposition of asking, adverbs and articles stand between the *verb* and its money."""
    begin = verb + 1
    if sentence.word(begin) in sentence.grammar.agents.purposes:  # "asking for", "hoping for"
        asking = sentence.low[verb].endswith(sentence.grammar.nouns.progressive_endings or "\0")
        begin += asking or not is_passive(sentence, verb)
    if sentence.word(begin) in sentence.grammar.verbs.paid_to and left - begin < _MOST_PAYERS:
        return _goes_to(sentence, begin, left)
    if sentence.word(verb) in sentence.grammar.verbs.two_objects and left - verb <= _MOST_PAYERS:
        return not sentence.has(begin, left + 1, Is.PREPOSITION | Is.MARK | Is.AND | Is.NUMBER)  # "owed the firm £90"
    return all(flag & (Is.ADVERB | Is.DETERMINER) for flag in sentence.flags[begin : left + 1])


def _goes_to(sentence: Sentence, preposition: int, last: int) -> bool:
    """Whether one noun, the word *last*, says what the money after it went to: "gastó [en jardines] 80.000"."""
    noun = preposition + 1 + bool(sentence.flag(preposition + 1) & Is.DETERMINER)
    return noun == last and sentence.content_word(last) and last not in time_phrases.covered(sentence)


def sum_of(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what millions are of that are money without a word for it: "invirtió 1,1 millones en el plan"."""
    if not _is_bare_sum(sentence, new):
        return None
    verb, verbs = measuring_verb(sentence, new.cues.left), sentence.grammar.verbs
    purpose = purpose_at(sentence, new.cues.right)
    if purpose is not None or verb is None:
        return purpose
    if sentence.word(verb) in verbs.costs:
        return subject_of(sentence, verb)
    return devoted_by(sentence, verb, new.cues.right) or named_by_verb(sentence, verb, new)


def _is_bare_sum(sentence: Sentence, new: Draft) -> bool:
    """Whether the number is in millions without a noun or unit, in a language that leaves the currency out."""
    scales = sentence.grammar.numbers.scales
    if new.token.unit is not None or not sentence.grammar.nouns.adjectives_follow:
        return False
    last = new.token.surface.lower().split()[-1]
    return scales.get(last, 0) >= _MILLION and not sentence.flag(new.cues.right) & Is.OF


def charged(sentence: Sentence, verb: int, new: Draft) -> Counted | None:
    """Return what costs money, and for whom: "a license, which costs [residents] $28"."""
    to_whom = sentence.grammar.terms.of
    begin, end = verb + 1, new.cues.left + 1
    if new.token.kind != "currency" or not sentence.grammar.terms.contact or end <= begin or end - begin > _MOST_PAYERS:
        return None
    if not all(
        sentence.content_word(at) and not sentence.flags[at] & (Is.ADVERB | Is.TIME) for at in range(begin, end)
    ):
        return None
    found = subject_of(sentence, verb)
    return found.narrowed(f"{to_whom} {sentence.text(begin, end)}") if found is not None else None


def priced(sentence: Sentence, new: Draft) -> str:
    """Return what one of has the price *new*, where no thing is named: "at £14.50 a [book]", "12 euros per [head]"."""
    grammar, at = sentence.grammar, new.cues.right
    rated = sentence.word(at) in grammar.numbers.rates.per or sentence.word(at) in grammar.time.each
    money = sentence.word(at + 1) in grammar.language.currencies.words  # "41 cents per euro spent"
    named = rated and not money and sentence.content_word(at + 1) and not sentence.flags[at + 1] & (Is.TIME | Is.ADVERB)
    return sentence.original(at + 1) if named and new.token.kind == "currency" else ""


def tariff(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the price of which some pay a part, with those who do: "Los jubilados pagan la mitad"."""
    if new.token.form is not Form.FRACTION or new.measured or sentence.content_word(new.cues.right):
        return None
    name, verb = sentence.grammar.terms.tariff, new.cues.left
    if not name or sentence.flag(new.cues.right) & Is.OF:
        return None
    verb -= bool(sentence.flag(verb) & Is.DETERMINER)
    if sentence.word(verb) not in sentence.grammar.verbs.paid:
        return None
    return Counted(core=f"{name} {_whose(sentence, verb)}".strip(), head=name)


def _whose(sentence: Sentence, verb: int) -> str:
    """Return the subject of the *verb* with "of"; nothing where it is long, or a number stands in it."""
    begin, end = subject_span(sentence, verb)
    begin -= bool(sentence.flag(begin - 1) & Is.DETERMINER) if begin > 0 else 0
    if begin >= end or sentence.has(begin, end, Is.NUMBER) or end - begin >= MOST_WORDS:
        return ""
    return deed_nouns.of_thing(sentence.grammar, lower_article(sentence, begin, end))


def bounded(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the bound that the hedge of *new* names, of the subject of its clause: "dans la [limite] de 400 €"."""
    bounds = sentence.grammar.terms.bounds
    bound = next((word for word in sentence.low[new.cues.left + 1 : new.at] if word in bounds), "")
    verb = _verb_apart(sentence, new) if bound and new.token.kind == "currency" else None
    return Counted(core=f"{bound} {_whose(sentence, verb)}".strip(), head=bound) if verb is not None else None


def _verb_apart(sentence: Sentence, new: Draft) -> int | None:
    """Return the first verb of the clause of *new*, if the number is not said of its object."""
    begin = clause_begin(sentence, new.at)
    verb = next((at for at in range(begin + 1, new.cues.left) if group_at(sentence, at) is not None), None)
    group = group_at(sentence, verb) if verb is not None else None
    passive = group is not None and group.kind is Kind.PASSIVE
    return verb if passive or sentence.word(new.cues.left) == "," else None


def shared(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the subject of the clause of a share of which nothing is named: "[Los cubanos] encabezan con el 40 %"."""
    if not sentence.grammar.nouns.adjectives_follow:
        return None
    begin = clause_begin(sentence, new.at)
    verb = next((at for at in range(begin + 1, new.cues.left + 1) if group_at(sentence, at) is not None), None)
    return subject_of(sentence, verb) if verb is not None else None


def of_clause(sentence: Sentence, new: Draft) -> str:
    """Return the subject of the clause of money that nothing else names, a thing: "[Aid] covers ..., up to £9"."""
    if new.token.kind != "currency" or sentence.grammar.nouns.adjectives_follow:
        return ""
    begin = clause_begin(sentence, new.at)
    verb = next((at for at in range(begin + 1, new.cues.left) if group_at(sentence, at) is not None), None)
    found = subject_of(sentence, verb) if verb is not None else None
    return found.core if found is not None and not is_person(sentence, found.head.lower()) else ""
