"""What money is called in a language of free word order: by what is done with it, what it is for, what it buys."""

from __future__ import annotations

from monitor.figures.labels.counted import attributive_participles
from monitor.figures.labels.roles import movements
from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.free_word_order import Placed
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted


def of(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return what money is called by what is done with it, or what it is for; None for another measure."""
    if new.token.kind != "currency":
        return None
    if _is_whole(sentence, new):
        return Counted(core=sentence.grammar.phrases.money, head=sentence.grammar.phrases.money)
    attribute = _attribute_before(sentence, new)
    if attribute:
        return _money_called(sentence, new, attribute)
    return _spent(sentence, new) or _paid(sentence, new, antecedent) or _done(sentence, new)


def _is_whole(sentence: Sentence, new: Draft) -> bool:
    """Whether other money of its clause is a part of this: "[Von den 80 Millionen] fließen zwölf in Kliniken"."""
    begin, end = clause_bounds.span(sentence, new.at)
    article, opens = sentence.word(begin + 1), sentence.low[begin] in sentence.grammar.roles.group
    led = opens and article in sentence.grammar.phrases.dative_plural and new.at == begin + 2
    return led and sentence.has(new.cues.right, end, Is.NUMBER)


def _per_unit(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what so much of has the price *new*: "31 Cent je Liter [Milch]"."""
    at, words = new.cues.right, sentence.grammar.language.units.words
    rated = sentence.word(at) in sentence.grammar.numbers.rates.per and sentence.word(at + 1) in words
    found = noun_phrases.read(sentence, at + 2) if rated else None
    return noun_phrases.counted(sentence, found) if found is not None else None


def amount_of(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what an amount of money is of: "320.000 Euro an Pacht"."""
    if new.token.kind != "currency":
        return None
    per_unit = _per_unit(sentence, new)
    if per_unit is not None:
        return per_unit
    amount_of = sentence.grammar.phrases.amount_of
    begin, end = clause_bounds.span(sentence, new.at)
    for one in free_word_order.phrases(sentence, begin, end):
        beside = one.phrase.begin - 1 in (begin, new.cues.right)
        if beside and not one.article and one.preposition in amount_of:
            return noun_phrases.counted(sentence, one.phrase)
    return None


def eased(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what money is called that a verb takes with "by": "entlastet Familien [um] 320 Euro"."""
    by = new.token.kind == "currency" and sentence.word(new.cues.left) in sentence.grammar.roles.change_by
    return _spent(sentence, new) if by else None


def _done(sentence: Sentence, new: Draft) -> Counted | None:
    """Return that it is money "gespendet", as its clause's participle says."""
    deed = _deed(sentence, new)
    return _money_called(sentence, new, deed) if deed else None


def _money_called(sentence: Sentence, new: Draft, deed: str) -> Counted:
    words, right = sentence.grammar.phrases, new.cues.right
    rate = sentence.text(right, noun_phrases.narrowed(sentence, right))
    more = rate or purpose(sentence, new)
    return Counted(core=f"{deed}{words.money_ending} {words.money}", head=words.money, more=more)


def _attribute_before(sentence: Sentence, new: Draft) -> str:
    """Return the participle that describes the money right before it: "der [benötigten] 64 Mio. Dollar"."""
    at = new.cues.left
    if sentence.word(at - 2) in sentence.grammar.phrases.instead:
        return ""  # "statt der geplanten 7 Millionen": of what was told
    ending = next((one for one in sentence.grammar.phrases.attributes if sentence.word(at).endswith(one)), "")
    stem = sentence.word(at)[: -len(ending)] if ending and sentence.flag(at - 1) & Is.DETERMINER else ""
    return stem if noun_phrases.has_participle_form(sentence.grammar, stem) else ""


def _deed(sentence: Sentence, new: Draft) -> str:
    """Return the participle of what is done with the money; a subject beside it must be who does it."""
    begin, end = clause_bounds.span(sentence, new.at)
    named = any(not one.preposition for one in free_word_order.phrases(sentence, begin, end))
    if named and (movements.is_stated(sentence, new.cues.left) or sentence.has(begin, end, Is.BE | Is.AUXILIARY)):
        return ""
    return attributive_participles.deed(
        sentence, new.at, new.cues.left, new.cues.right, idle=sentence.grammar.phrases.idle_of_money
    )


def _spent(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the clause's verb makes of money, with what it is for: "Für Kitas gibt sie N Euro aus"."""
    table = sentence.grammar.phrases.money_of
    begin, end = clause_bounds.span(sentence, new.at)
    last = sentence.low[end - 1]
    verbs = (at for at in range(begin, end) if not sentence.capital(at))
    names = (table.get(sentence.low[at]) or table.get(f"{sentence.low[at]} {last}") for at in verbs)
    head = next((name for name in names if name), None)
    moving = _of_moving(sentence, new, head) if head is not None else None
    if moving is not None:
        return moving
    if head is None or (movements.is_stated(sentence, new.cues.left) and _has_subject(sentence, begin, end)):
        return None
    rate = sentence.text(new.cues.right, noun_phrases.narrowed(sentence, new.cues.right))
    more = rate or purpose(sentence, new) or _for_all(sentence, new, begin)
    return Counted(core=f"{head} {more}".strip(), head=head)


def _of_moving(sentence: Sentence, new: Draft, head: str) -> Counted | None:
    """Return what a change costs, which of other measures only says which way they move: "Kosten der Senkung"."""
    found, words = free_word_order.subject(sentence, new.at), sentence.grammar.phrases
    genitive = words.genitive_of.get(found.article, "") if found is not None and found.article else ""
    if found is None or not genitive or not sentence.flags[found.phrase.noun] & (Is.UP | Is.DOWN | Is.MOVED):
        return None
    if head not in words.costs:
        return None
    return Counted(core=f"{head} {genitive} {sentence.text(found.phrase.noun, found.phrase.end)}", head=head)


def _for_all(sentence: Sentence, new: Draft, begin: int) -> str:
    """Return for what money is that a relative clause tells of all before it: "räumte zwölf Teiche, was N kostete"."""
    before = new.before
    told = sentence.low[begin] in sentence.grammar.phrases.about_all and before is not None and not before.measured
    if not told or before is None or not before.many or not before.counted.core:
        return ""
    grammar = sentence.grammar
    done = (word for word in before.counted.core.split() if not _is_done(grammar, word))
    return f"{next(iter(grammar.phrases.purpose))} {' '.join(done)}"


def _is_done(grammar: Grammar, word: str) -> bool:
    """Whether the *word* is a deed put before its noun: "geräumte"."""
    plural = grammar.phrases.plural
    return word.endswith(plural) and noun_phrases.has_participle_form(grammar, word.removesuffix(plural))


def shared(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what an amount is called by the verb of the share before: "[gefördert] werden 35 %, höchstens 900 €"."""
    previous, (begin, end) = new.before, clause_bounds.span(sentence, new.at)
    bare = previous is not None and previous.token.unit == "%" and not sentence.has(begin, end, FINITE | Is.VERB)
    if new.token.kind != "currency" or not bare or begin < 2:
        return None
    before = clause_bounds.span(sentence, begin - 2)
    names = (sentence.grammar.phrases.money_of.get(word) for word in sentence.low[before[0] : before[1]])
    head = next((name for name in names if name), None)
    return Counted(core=head, head=head) if head is not None else None


def _has_subject(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether the clause has a subject of its own, or a pronoun in its place, which says what costs the money."""
    if sentence.flags[begin] & Is.RELATIVE or free_word_order.shares_subject(sentence, begin):
        return True
    nouns = any(not one.preposition for one in free_word_order.phrases(sentence, begin, end))
    return nouns or free_word_order.has_pronoun(sentence, begin)


def _paid(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return what money is for, "für den Katastrophenschutz 1,2 Millionen Euro"; or what it buys, "Für 45 Euro"."""
    begin, end = clause_bounds.span(sentence, new.at)
    if _buys(sentence, new.cues.left, begin):
        return _bought(sentence, new.cues.right, end)
    if movements.is_stated(sentence, new.cues.left):
        return None
    related = _related(sentence, begin, end)
    found = related or _phrase_of(sentence, begin, end)
    if found is None:
        return None
    if related is None and antecedent.core and not sentence.has(begin, end, FINITE | Is.VERB):
        return antecedent.narrowed(purpose(sentence, new))  # "für Betriebe auf 240 Franken"
    return noun_phrases.counted(sentence, found.phrase, article=found.article)


def _related(sentence: Sentence, begin: int, end: int) -> Placed | None:
    """Return what a relative clause says that money is for: "[Die Fahrt], für die man 900 Euro verlangt"."""
    last = end - 1
    ends = last > begin and sentence.content_word(last) and not sentence.capital(last)  # with its verb
    return free_word_order.antecedent(sentence, begin) if ends and _opens(sentence, begin) else None


def _opens(sentence: Sentence, begin: int) -> bool:
    return sentence.low[begin] in sentence.grammar.phrases.purpose


def _buys(sentence: Sentence, left: int, begin: int) -> bool:
    """Whether the word *left* of the number, whose clause starts at *begin*, says that the money buys something."""
    words, word = sentence.grammar.phrases, sentence.word(left)
    return word in words.purpose or (left == begin and word in words.buying)


def _bought(sentence: Sentence, begin: int, end: int) -> Counted | None:
    """Return the last thing between *begin* and *end* that no preposition governs: "Für 45 Euro gibt es [Karten]"."""
    free = [one for one in free_word_order.phrases(sentence, begin, end) if not one.preposition]
    bought = next((one for one in reversed(free) if not sentence.flags[one.phrase.noun] & Is.TIME), None)
    return noun_phrases.counted(sentence, bought.phrase, article=bought.article) if bought is not None else None


def _phrase_of(sentence: Sentence, begin: int, end: int) -> Placed | None:
    """Return the phrase of the clause that says what money is for, or flows into."""
    words = sentence.grammar.phrases
    flows = not words.flowing.isdisjoint(sentence.low[begin:end])
    wanted = words.purpose | words.into if flows else words.purpose
    return next((one for one in free_word_order.phrases(sentence, begin, end) if one.preposition in wanted), None)


def purpose(sentence: Sentence, new: Draft) -> str:
    """Return for whom an amount of money is, where a noun tells what it is: "die Steuer [für den ersten Hund]"."""
    if new.token.kind != "currency" and not new.token.moves:
        return ""
    begin, end = clause_bounds.span(sentence, new.at)
    for at in range(begin, end):
        if sentence.low[at] in sentence.grammar.phrases.purpose:
            stop = noun_phrases.joined(sentence, at)
            first = sentence.over(at + 1, Is.DETERMINER)
            if stop == at and noun_phrases.describes(sentence, first) and sentence.flag(first + 1) & Is.NUMBER:
                stop = first + 1  # "für das erste Auto 55 Euro, für das zweite 90 Euro"
            return f"{sentence.low[at]} {sentence.text(at + 1, stop)}" if stop > at else ""
    return ""
