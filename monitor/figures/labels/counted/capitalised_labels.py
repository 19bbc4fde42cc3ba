"""A capitalised noun with what is said of those counted: what is done to them, what they have, where they are."""

from __future__ import annotations

from monitor.figures.labels.counted import attributive_participles, contrasts, having_phrases, places_in_free_order
from monitor.figures.labels.syntax import clause_bounds, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.noun_phrases import NounPhrase
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted
from monitor.figures.numbers.cardinals import Form

_NEAR = 6  #: words after a number that are looked at for where and why


def _being(sentence: Sentence, new: Draft, end: int) -> Counted | None:
    """Return what those counted are said to be, after their phrase's *end*: "29 von ihnen waren [Minderjährige]"."""
    at = end
    while sentence.flag(at) & (Is.BE | Is.ADVERB):
        at += 1
    said = any(sentence.flag(k) & Is.BE for k in range(end, at)) and new.of_some and new.many
    found = noun_phrases.read(sentence, at) if said else None
    if found is None or found.end < clause_bounds.span(sentence, at)[1]:
        return None
    return noun_phrases.counted(sentence, found)


def _voted(sentence: Sentence, new: Draft, phrase: NounPhrase) -> str:
    """Return whose votes these are: "mit zwölf gegen sieben Stimmen" says so, as the first ones prevail."""
    words = sentence.grammar.phrases
    sides = words.votes.get(sentence.low[phrase.noun])
    if sides is None:
        return ""
    first = sentence.word(new.at + 1) in words.votes_against and sentence.flag(new.at + 2) & Is.NUMBER
    second = sentence.word(new.at - 1) in words.votes_against and sentence.flag(new.at - 2) & Is.NUMBER
    begin, end = clause_bounds.span(sentence, new.at)
    rejected = not words.rejected.isdisjoint(sentence.low[begin:end])
    return sides[bool(second) != rejected] if first or second else ""


def described(sentence: Sentence, new: Draft, phrase: NounPhrase) -> Counted:
    """Return whose votes the number counts, what those counted are said to be, or else the noun after it."""
    votes = _voted(sentence, new, phrase)
    if votes:
        return Counted(core=votes, head=votes, end=phrase.end)
    return _being(sentence, new, phrase.end) or _with_deed(sentence, new, phrase)


def _with_deed(sentence: Sentence, new: Draft, phrase: NounPhrase) -> Counted:
    """Return the noun of the *phrase* with what is done to it, what it has or where it is; or that there is more."""
    shared = places_in_free_order.shared(sentence, new)
    if shared and not new.measured:
        return noun_phrases.counted(sentence, phrase, article=sentence.word(phrase.begin - 1)).narrowed(shared)
    more = _addition(sentence, new) if new.cues.increment else ""
    deed = _deed(sentence, new, phrase.end) if _can_undergo(sentence, new, phrase) else ""
    if (
        deed
        and sentence.low[phrase.begin] in sentence.grammar.roles.newly
        and sentence.grammar.flags.get(deed, 0) & Is.SAYS
    ):
        deed = ""  # that new ones are reported is what "new" says
    found = noun_phrases.counted(sentence, phrase, article=_article(sentence, new, phrase), deed=deed)
    if _of_each(sentence, new):
        found = noun_phrases.in_plural(sentence, found)
    if not deed and new.of_some and phrase.end == phrase.tail:
        found = found.narrowed(having_phrases.said(sentence, new.at, new.cues.left, phrase.end))
    if deed and more:
        return found._replace(core=f"{more} {found.core}")
    if deed or new.measured or found.more:
        return found
    begin = places_in_free_order.past_standing(sentence, phrase.end)
    end = noun_phrases.placed(sentence, begin)
    rest = (
        sentence.text(begin, end)
        or places_in_free_order.told(sentence, new, phrase)
        or contrasts.opening(sentence, new)
    )
    return Counted(core=f"{more} {found.core}".strip(), head=found.head, more=rest, end=end, size=found.size)


def _article(sentence: Sentence, new: Draft, phrase: NounPhrase) -> str:
    """Return the article before the *phrase*; none of a whole that the number is a share of, in the genitive."""
    article = sentence.word(phrase.begin - 1)
    whole = new.token.unit == "%" or new.token.form is Form.FRACTION
    shared = whole and article in sentence.grammar.phrases.possessors
    return "" if shared and article not in sentence.grammar.phrases.singular_genitive else article


def _deed(sentence: Sentence, new: Draft, end: int) -> str:
    announced = attributive_participles.announced(sentence, new.cues.left)
    return announced or attributive_participles.deed(sentence, new.at, new.cues.left, end)


def _can_undergo(sentence: Sentence, new: Draft, phrase: NounPhrase) -> bool:
    """Whether several are counted, or a share of several, of whom no attribute tells who they are."""
    if new.token.unit == "%":
        article = sentence.word(phrase.begin - 1)
        counts = article not in sentence.grammar.phrases.singular_genitive
    else:
        counts = not new.measured
    return counts and new.many and not _qualified(sentence, phrase)


def _of_each(sentence: Sentence, new: Draft) -> bool:
    """Whether the number is a share of so many, one of whom its noun names: "[jeder zehnte] Haushalt"."""
    return new.token.surface.lower().partition(" ")[0] in sentence.grammar.numbers.each


def _qualified(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether an attribute already tells who is meant: "85 verletzte Reisende"; that they are new does not."""
    first = sentence.low[phrase.begin]
    return phrase.noun > phrase.begin and first not in sentence.grammar.roles.newly


def _addition(sentence: Sentence, new: Draft) -> str:
    """Return the word beside the number that says it comes on top, in the nominative: "weitere"."""
    words = sentence.grammar.phrases
    for at in (*range(new.cues.left + 1, new.at), *range(new.at + 1, new.cues.right)):
        if sentence.flags[at] & Is.ADJECTIVE:
            return words.cases.attribute(sentence.low[at], words.plural)
    return ""


def again(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted:
    """Return the antecedent's noun with what is said of this number: "seien sieben gestrichen worden"."""
    told = _on_top(sentence, new, antecedent) or _money_again(sentence, new, antecedent)
    if told is not None:
        return told
    if new.token.form is Form.MULTIPLE:
        return antecedent
    if not new.many or not new.of_some or new.cues.comparative is not None:
        return antecedent if _moves_on(sentence, new) else antecedent.narrowed("")
    return _being(sentence, new, new.cues.right) or _part(sentence, new, antecedent)


def _part(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted:
    """Return the part of those counted before that an attribute, what they have or where they are tells."""
    how = _how(sentence, new)
    if how and antecedent.core != antecedent.head:
        return antecedent._replace(core=f"{how} {antecedent.core}", more="")
    attribute = _attribute(sentence, new, antecedent, how)
    if attribute:
        core = f"{attribute} {antecedent.head}"
        return Counted(core=core, head=antecedent.head, end=antecedent.end, size=antecedent.size)
    rest = having_phrases.said(sentence, new.at, new.cues.left, new.cues.right) or _circumstance(
        sentence, new, short=True
    )
    return Counted(core=antecedent.head, head=antecedent.head, more=rest) if rest else antecedent.narrowed("")


def _attribute(sentence: Sentence, new: Draft, antecedent: Counted, how: str) -> str:
    """Return the attribute of the part: what is done to it, how it stands, which it is, *how* it is; or nothing."""
    words = sentence.grammar.phrases
    found = (
        _undergone(sentence, new, antecedent)
        or _said_to_be(sentence, new)
        or _standing(sentence, new)
        or _adjective(sentence, new.cues.right)
    )
    state = f"{how}{words.plural}" if how and how.endswith(words.predicates) else ""
    attribute = found or state
    if attribute and antecedent.head == words.money:
        return f"{attribute.removesuffix(words.plural)}{words.money_ending}"
    return attribute


def _on_top(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return those that come on top of those counted before: "weitere Familien"; notes that they do."""
    if not _comes_on_top(sentence, new):
        return None
    new.cues.increment = True
    return Counted(core=f"{sentence.grammar.phrases.on_top_name} {antecedent.head}", head=antecedent.head)


def _money_again(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return a part of money by what is done with it: "ausgezahlt sind davon 64 Euro"."""
    words = sentence.grammar.phrases
    deed = _deed(sentence, new, new.cues.right) if new.measured and antecedent.head == words.money else ""
    return Counted(core=f"{deed}{words.money_ending} {words.money}", head=words.money) if deed else None


def _comes_on_top(sentence: Sentence, new: Draft) -> bool:
    """Whether the clause's verb says that those counted come on top: "täglich kommen 50 [hinzu]"."""
    end = clause_bounds.span(sentence, new.at)[1]
    return (
        new.many and not new.measured and end - 1 > new.at and sentence.low[end - 1] in sentence.grammar.phrases.on_top
    )


def _moves_on(sentence: Sentence, new: Draft) -> bool:
    """Whether the number is what the one before moved to: "die Gebühr für Gäste steigt von 3 [auf 4] Euro"."""
    before, left = new.before, new.cues.left
    if before is None:
        return False
    return before.token.moves or (before.at == left - 1 and sentence.word(left) in sentence.grammar.roles.change_to)


def _how(sentence: Sentence, new: Draft) -> str:
    """Return how the deed told before was done to those counted, where nothing else is said: "zwei davon [schwer]"."""
    at, words = new.cues.right, sentence.grammar.phrases
    begin, close = clause_bounds.span(sentence, new.at)
    word = sentence.word(at)
    if at + 1 != close or sentence.capital(at) or sentence.has(begin, close, FINITE | Is.VERB):
        return ""
    return word if word in words.telling or word.endswith(words.predicates) else ""


def _undergone(sentence: Sentence, new: Draft, antecedent: Counted) -> str:
    """Return what is done to those counted, as an attribute in the plural, with its place where it says little.

    Nothing is, to a part of what is only called by its measure: "900 Euro, wovon das Land 300 übernimmt".
    """
    deed = _deed(sentence, new, new.cues.right)
    if not deed or antecedent.head in sentence.grammar.phrases.measured.values():
        return ""
    where = _circumstance(sentence, new, short=True) if " " not in deed else ""
    return f"{where} {deed}{sentence.grammar.phrases.plural}".strip()


def _said_to_be(sentence: Sentence, new: Draft) -> str:
    """Return what those counted are said to be, at the end of the clause: "112 gelten [als vermisst]"."""
    words, last = sentence.grammar.phrases, clause_bounds.span(sentence, new.at)[1] + 1  # "als" parts clauses, too
    if sentence.word(last - 1) not in sentence.grammar.words.as_ or last >= len(sentence) or sentence.capital(last):
        return ""
    if not sentence.flag(last + 1) & (Is.MARK | Is.AND):
        return ""
    word = sentence.low[last]
    known = noun_phrases.participle(sentence, last) or word.endswith(words.predicates)
    return f"{word}{words.plural}" if known else ""


def _standing(sentence: Sentence, new: Draft) -> str:
    """Return how those of a whole named before still are: "von 160 Häusern [stehen] noch zehn"."""
    words, (begin, end) = sentence.grammar.phrases, clause_bounds.span(sentence, new.at)
    if noun_phrases.placed(sentence, new.cues.right) > new.cues.right:
        return ""  # where they are tells more
    states = (words.state_of.get(word) for word in sentence.low[begin:end])
    return next((f"{state}{words.plural}" for state in states if state), "")


def _adjective(sentence: Sentence, at: int) -> str:
    """Return the adjective at *at* as an attribute in the plural; nothing where there is none."""
    words, word = sentence.grammar.phrases, sentence.word(at)
    if not sentence.flag(at) & Is.ADJECTIVE or not word.endswith(words.attributes):
        return ""
    return words.cases.attribute(word, words.plural)


def _circumstance(sentence: Sentence, new: Draft, *, short: bool = False) -> str:
    """Return the first phrase of its clause that tells where or why: "davon 29 [wegen Unterkühlung]"."""
    close = clause_bounds.span(sentence, new.at)[1]
    for at in range(new.cues.right, min(close, new.cues.right + _NEAR)):
        if sentence.flags[at] & Is.NUMBER:
            return ""
        end = noun_phrases.placed(sentence, at)
        if sentence.low[at] in sentence.grammar.phrases.bound and noun_phrases.participle(sentence, close - 1):
            return ""
        if end > at:
            return sentence.text(at, end if not short else noun_phrases.placed(sentence, at, short=True))
    return ""
