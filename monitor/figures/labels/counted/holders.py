"""How many one of several holds or serves: "una ducha por cada 40 personas", "chaque rouleau de dix sacs"."""

from __future__ import annotations

from monitor.figures.labels.counted.unit_names import unit_words
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted, clause_begin
from monitor.model import Quantifier

_OPENS = int(Is.AND | Is.ADVERB | Is.MARK)
_MOST = 3  #: words of a holder's name


def counted(sentence: Sentence, new: Draft, right: Counted) -> Counted | None:
    """Return what *new* counts in each holder: "personas por ducha"; a measure counts its unit. None without one."""
    terms = sentence.grammar.terms
    if terms.distributing:
        told = right.core and not new.measured and not terms.distributing.isdisjoint(sentence.low)
        return _for_each(sentence, new, right) if told else None
    if not terms.per or not new.many or new.token.unit == "%":
        return None
    if not (right.core or new.measured):
        return None
    holder = _holder(sentence, new)
    core = right.core if not new.measured else unit_words(new.token, sentence.grammar) if holder else ""
    words = f"{core} {terms.per} {holder}"
    if not holder or not core or len(words.split()) > MOST_WORDS:
        return None
    return Counted(core=words, head=core.split()[0], end=right.end, size=right.size)


def _for_each(sentence: Sentence, new: Draft, right: Counted) -> Counted | None:
    """Return what *new* counts of each subject of its clause: "[no cell] may hold two people": "people per cell"."""
    terms, begin = sentence.grammar.terms, clause_begin(sentence, new.at)
    while begin < new.at and sentence.low[begin] not in terms.distributing and sentence.flags[begin] & _OPENS:
        begin += 1
    end = begin + 1
    while sentence.content_word(end) and end - begin <= _MOST and group_at(sentence, end) is None:
        end += 1
    one = sentence.word(begin) in terms.distributing and 1 < end - begin <= _MOST and not sentence.plural(end - 1)
    governs = end <= new.cues.left and group_at(sentence, end) is not None and not right.more
    if not one or not governs or sentence.has(end, new.at, Is.MARK | Is.AND | Is.SUBORDINATOR | Is.BE):
        return None
    return Counted(right.core, right.head, f"{terms.each} {sentence.text(begin + 1, end)}", right.end, right.size)


def _holder(sentence: Sentence, new: Draft) -> str:
    """Return the name of one holder, in the singular; nothing where the number stands in none."""
    left = new.cues.left
    of = left + bool(sentence.flag(left + 1) & Is.OF)  # a hedge may hold the "of": "de menos de 100"
    if sentence.flag(of) & Is.OF:
        return _of_each(sentence, of, new)
    return _one_for(sentence, left)


def _of_each(sentence: Sentence, of: int, new: Draft) -> str:
    """Return the holder before "of": "[chaque rouleau] de dix sacs", "[grupos] de hasta ocho niños".

    Of several only a bound tells what one holds: "les familles de 12 détenus" are those of twelve.
    """
    begin = _name_begin(sentence, of)
    if begin == of:
        return ""
    if sentence.word(begin - 1) in sentence.grammar.numbers.each:
        return sentence.text(begin, of)
    bounded = new.token.low is not None or new.cues.quantifier is not Quantifier.EXACT
    several = bounded and sentence.plural(begin) and not new.measured and of == begin + 1
    return _single_holder(sentence, begin) if several else ""


def _one_for(sentence: Sentence, left: int) -> str:
    """Return the one thing that so many share: "[una ducha] por cada 40 personas", "[une douche] pour 40 personnes"."""
    grammar, end = sentence.grammar, left
    while sentence.word(end - 1) in grammar.numbers.rates.per:
        end -= 1
    begin = _name_begin(sentence, end)
    if sentence.word(left) not in grammar.numbers.rates.per or sentence.word(begin - 1) not in grammar.terms.one:
        return ""
    each = sentence.word(left) in grammar.numbers.each
    return sentence.text(begin, end) if each and begin < end else _single_holder(sentence, begin)


def _name_begin(sentence: Sentence, end: int) -> int:
    """Return where the noun of one holder begins, with what describes it, that stands right before *end*."""
    begin = end
    while end - begin < _MOST and sentence.content_word(begin - 1) and begin > 0:
        begin -= 1
    return begin


def _single_holder(sentence: Sentence, noun: int) -> str:
    """Return the singular of the *noun* if it names what holds or serves several."""
    single = sentence.grammar.nouns.forms.singular(sentence.word(noun))
    return single if single in sentence.grammar.nouns.holders else ""
