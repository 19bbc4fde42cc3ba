"""What a number counts that stands without a noun: what the numbers before it count, or what it is said to be."""

from __future__ import annotations

from monitor.figures.labels.counted import age_limits, following_nouns, stated_subjects
from monitor.figures.labels.counted.deeds import lacked, undergone
from monitor.figures.labels.counted.modifiers import Asked, for_whom, narrowing
from monitor.figures.labels.roles import movements
from monitor.figures.labels.syntax import clauses, inverted_clauses, people, subjects
from monitor.figures.labels.syntax.clauses import Kind
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted, is_participle
from monitor.figures.labels.time import time_phrases
from monitor.figures.numbers.cardinals import Form

_OF_NOUNS = int(Is.PARTICIPLE | Is.ADJECTIVE)  #: classes that nouns are of, too: "détenus"
_EXTENTS = ("length", "area", "time")  #: units that "them" may mean: "220 miles of pipe, a dozen of them"
_MOST_ANNOUNCED = 4  #: words of those who are named before they are counted
_APPOSES = (",", "(", "–", "—")  #: marks before which what is multiplied was told


def gone_before(sentence: Sentence, new: Draft) -> Draft | None:
    """Return the number that *new* goes on with: the one before, but what moved and not the time in which it did."""
    before = new.before
    moved = before is not None and new.token.kind != "time" and movements.within(sentence, before) is not None
    return before.before if before is not None and moved else before  # "en hausse de 4 % en dix jours, à 300"


def antecedent(sentence: Sentence, new: Draft, topic: Counted) -> Counted:
    """Return what *new* leaves out: what the number before it counts, or what an earlier sentence does, the *topic*.

    A subject goes on with a subject ("26 serve 35,000 people, three supply ..."); a count or a share passes over a
    measure, to what was counted before it or to the people who are named there.
    """
    previous = gone_before(sentence, new)
    if previous is None or new.pointed.core:
        return new.pointed if new.pointed.core else _related(sentence, new) or _announced(sentence, new) or topic
    if previous.aged:
        group = age_limits.people(
            sentence, previous.at
        )  # "of the residents aged 65 and over, 30": no age is counted again
        return Counted(core=group, head=group) if group else topic
    if previous.measured and _alternative(sentence, new):
        return _of_previous(new, previous, topic)
    gone_on_with = _subject_before(new) or _beyond_circumstance(sentence, new, previous)
    if gone_on_with is not None:
        return gone_on_with.counted
    if previous.identified and clauses.group_at(sentence, new.cues.right) is not None:
        return _beyond_identified(previous, topic)
    if _passes_measures(new, previous):
        passed = _passed(sentence, new, topic)
        if passed.core:
            return passed
    return _of_previous(new, previous, topic)


def _beyond_circumstance(sentence: Sentence, new: Draft, previous: Draft) -> Draft | None:
    """Return the number that others come on top of, before one that tells where: "900 en 3 fincas y [otros] 150"."""
    if not new.cues.increment or new.measured or sentence.flag(new.cues.left) & Is.PREPOSITION:
        return None
    earlier = _before_places(sentence, previous)
    known = earlier is not None and earlier is not previous and earlier.counted.core and not earlier.measured
    return earlier if known else None


def _before_places(sentence: Sentence, draft: Draft) -> Draft | None:
    """Return *draft*, or the last number before it that no preposition governs."""
    last: Draft | None = draft
    while last is not None and sentence.flag(last.cues.left) & Is.PREPOSITION and not last.subject:
        last = last.before
    return last


def _alternative(sentence: Sentence, new: Draft) -> bool:
    """Whether the number is another value of the measure before it: "15 days to appeal, [or] seven if"."""
    again = sentence.word(new.cues.left) in sentence.grammar.words.alternative and new.token.unit is None
    return again and not sentence.content_word(new.cues.right)


def _beyond_identified(previous: Draft, topic: Counted) -> Counted:
    """Return those of whom the number before counted some by what they are: "412 were women, and 86 had children"."""
    earlier: Draft | None = previous
    while earlier is not None and earlier.identified:
        earlier = earlier.before
    return earlier.counted if earlier is not None and earlier.counted.core else topic


def _announced(sentence: Sentence, new: Draft) -> Counted | None:
    """Return those named before the colon after which they are counted: "the fishermen: [thousands] have left"."""
    colon = new.cues.left + (sentence.word(new.cues.left) != ":")
    if sentence.grammar.verbs.done_forms and sentence.word(new.cues.left - 1) == ":":
        colon = new.cues.left - 1  # "los baños: funcionan 18"
    if sentence.word(colon) != ":" or not sentence.plural(colon - 1) or new.measured:
        return None
    begin = stated_subjects.phrase_begin(sentence, colon, _MOST_ANNOUNCED)
    known = sentence.flag(begin - 1) & Is.DETERMINER
    return subjects.named_thing(sentence, begin, colon) if known else None


def _related(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun before the comma that "of whom" after the number means: "Visitors, 93 % of whom were local"."""
    if (
        sentence.word(new.cues.left) != ","
        or not new.cues.of_them
        or not sentence.flag(new.cues.right - 1) & Is.RELATIVE
    ):
        return None
    begin, end = subjects.subject(sentence, new.cues.left)
    found = subjects.named_thing(sentence, begin, end) if begin < end else None
    opens = found is not None and begin == 0 and not sentence.flags[0] & Is.DETERMINER
    return found._replace(core=found.core[:1].lower() + found.core[1:]) if found is not None and opens else found


def _subject_before(new: Draft) -> Draft | None:
    """Return the subject among the numbers before *new* that it goes on with as a subject; None if there is none."""
    compared = new.linked and new.cues.comparative is not None  # "with 3,912 inmates, 2.7 % fewer than"
    if not new.subject or new.linked_by_relative or compared:
        return None
    earlier = new.before
    while earlier is not None and (earlier.measured or earlier.identified or not earlier.subject):
        earlier = earlier.before
    return earlier


def _passes_measures(new: Draft, previous: Draft) -> bool:
    """Whether *new* is of what stands before a measure, and not of what the measure is of."""
    if not previous.measured or _multiplies(new, previous):
        return False
    share = new.token.unit == "%" and previous.token.kind not in ("percent", "currency")
    return share or _counts(new)


def _multiplies(new: Draft, previous: Draft) -> bool:
    """Whether *new* is a multiple of the measure before it: "un saco de leña vale 12 €, el doble que en octubre"."""
    return new.token.form is Form.MULTIPLE and new.linked and bool(previous.counted.core)


def _of_previous(new: Draft, previous: Draft, topic: Counted) -> Counted:
    """Return what the number right before *new* counts, or its unit: "540 million euros, of which 200 million"."""
    found = previous.counted
    if found.core:
        return found
    if previous.token.unit and new.linked:
        return Counted(core=previous.head, head=previous.head)
    return topic if new.cues.subset else found


def _counts(new: Draft) -> bool:
    """Whether *new* may count things: "89 millions" after another sum is one, and "twice" is of what was measured."""
    return new.token.unit is None and not new.cues.reference and not new.token.scaled


def _passed(sentence: Sentence, new: Draft, topic: Counted) -> Counted:
    """Return what was counted or named before the measures that stand before *new*."""
    pointing = new.cues.of_them and not sentence.flag(new.cues.right - 1) & Is.RELATIVE
    if new.linked_by_relative and not pointing:
        return topic
    earlier = new.before
    while earlier is not None and earlier.measured and not (earlier.token.unit == "%" == new.token.unit):
        earlier = earlier.before
    if earlier is not None and earlier.counted.core:
        return earlier.counted
    if pointing and new.before is not None and new.before.token.kind in _EXTENTS and new.before.many:
        return Counted(
            core=new.before.token.surface.rpartition(" ")[2], head=new.before.token.surface.rpartition(" ")[2]
        )
    named = people.named(sentence, new.at)
    return named if named.core else topic


def multiplied(sentence: Sentence, new: Draft, topic: Counted) -> Counted | None:
    """Return what is some times what stands after the number: "the fee is £9, twice last year's amount".

    The base that it is compared with ("the usual number", "le prix d'août") is never what it counts.
    """
    left = new.cues.left
    if left < 0 or not _is_times(sentence, new) or not _has_base(sentence, new.cues.right):
        return None
    if sentence.low[left] in _APPOSES or sentence.low[left] in sentence.grammar.words.alternative:
        found = antecedent(sentence, new, topic)
        return found if found.core else None
    measures = sentence.flags[left] & Is.MEASURE and not sentence.flags[left] & Is.BE
    return stated_subjects.stated(sentence, left) if measures else None


def _is_times(sentence: Sentence, new: Draft) -> bool:
    """Whether the number says how many times something is something else: "twice", "five times"."""
    if new.token.unit:
        return new.token.unit == "time"
    return new.token.surface.lower() in sentence.grammar.numbers.times_words


def _has_base(sentence: Sentence, right: int) -> bool:
    """Whether what is multiplied follows the number: "twice [the usual number]", "twice [last year's amount]"."""
    return bool(sentence.flag(right) & Is.DETERMINER) or sentence.word(right) in sentence.grammar.time.anchors_need


def own_deed(sentence: Sentence, new: Draft, of: Counted) -> str:
    """Return what tells the number from the others *of* its kind: "six died", "we pulled out 97"."""
    size, noun = len(of.core.split()), of.head.lower()
    before = "" if new.measured else _told_before(sentence, new, noun)
    if before:
        return before
    verb = None if new.measured else clauses.governor(sentence, new.cues.left)
    if verb is not None:
        return undergone(sentence, verb, many=new.many, noun=noun)
    narrow = narrowing(sentence, new.cues.right, (size, noun), Asked(new.at, telling=True)) or _voted(sentence, new)
    narrow = narrow or _how(sentence, new)
    return narrow or (_when(sentence, new.cues.right) if new.cues.subset else "")


def _told_before(sentence: Sentence, new: Draft, noun: str) -> str:
    """Return what a verb before the number says of the *noun*: that it is needed, or what it does."""
    need = lacked(sentence, (new.cues.left, new.at), noun, many=new.many)
    return need or inverted_clauses.deed(sentence, new.cues.left, noun, many=new.many)


def _voted(sentence: Sentence, new: Draft) -> str:
    """Return on which side votes were given, where nothing follows it: "eight votes for and three [against]"."""
    votes, left, right = sentence.grammar.roles.votes, new.cues.left, new.cues.right
    if new.before is None or new.before.head.lower() not in votes:
        return ""
    if sentence.flag(right) & Is.PREPOSITION and sentence.flag(right + 1) & (Is.MARK | Is.AND):
        return sentence.low[right]
    return sentence.word(left + 1) if sentence.word(left) in votes and left + 1 < new.at else ""


def _how(sentence: Sentence, new: Draft) -> str:
    """Return how the deed told before was done to those counted: "12 people were injured, five [seriously]"."""
    at = new.cues.right
    manner = not new.measured and new.before is not None and sentence.grammar.nouns.adverb_endings
    if not manner or not sentence.flag(at + 1) & Is.MARK or sentence.flag(at) != Is.ADVERB:
        return ""
    return sentence.low[at] if sentence.low[at].endswith(sentence.grammar.nouns.adverb_endings) else ""


def part(sentence: Sentence, new: Draft, whole: Counted, narrow: str) -> Counted:
    """Return the part of the *whole* that *narrow* tells; one told by its place alone shares the deed of the whole.

    "Six workers died, four on building sites": the four died, too.
    """
    if narrow and whole.more and narrow == _how(sentence, new):
        return whole.narrowed(f"{narrow} {whole.more}")
    placed = sentence.flag(new.cues.right) & Is.PREPOSITION and sentence.text(new.cues.right, new.cues.right + 1)
    stays = sentence.grammar.flags.get(whole.more.partition(" ")[0].lower(), 0) & (Is.PREPOSITION | Is.ADJECTIVE)
    deed = whole.more if placed and narrow.startswith(placed) and new.linked and not stays else ""
    deed = _without_place(deed, sentence.grammar)
    size = len(f"{whole.core} {deed} {narrow}".split())
    return whole.narrowed(f"{deed} {narrow}".strip() if size <= MOST_WORDS else narrow)


def _without_place(deed: str, grammar: Grammar) -> str:
    """Return the *deed* up to the place at its end, in whose stead another stands: "privés d'eau [dans le Cantal]"."""
    words = deed.split()
    last = next((at for at in range(len(words) - 1, 0, -1) if words[at].lower() in grammar.words.parallel), len(words))
    return " ".join(words[:last])


def _when(sentence: Sentence, at: int) -> str:
    """Return the time that alone tells a part from the whole: "nine of them [in winter]"; no date."""
    moment = next((one for one in time_phrases.find(sentence) if one.begin == at), None)
    if moment is None or any(sentence.flags[k] & Is.DIGITS for k in range(moment.begin, moment.end)):
        return ""
    return sentence.text(moment.begin, moment.end)


def identified(sentence: Sentence, new: Draft, at: int) -> Counted | None:
    """Return the noun that those counted are said to be, by a verb at *at*: "of whom 61 were children"."""
    group = clauses.group_at(sentence, at)
    if group is None or group.kind is not Kind.LINKING or group.negated or not sentence.flag(group.main - 1) & Is.BE:
        return None
    begin = group.main + bool(sentence.flag(group.main) & Is.OF)
    if not sentence.content_word(begin) or sentence.flag(begin) & (Is.ADJECTIVE | Is.TIME | Is.UP | Is.DOWN):
        return None
    if is_participle(sentence, begin) or not sentence.plural(begin):
        return None
    found = following_nouns.after(sentence, begin, Asked(new.at, telling=False), many=True)
    return found if found.core else None


def inside(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun inside the number: "locataires" of "un locataire sur 5", "brigades" of "4 brigades et demie"."""
    grammar = sentence.grammar
    words = [] if new.token.integer else _words_inside(new.token.surface.split(), grammar)
    if not words:
        return None
    agree = grammar.nouns.agree
    core = " ".join(grammar.nouns.forms.plural(word) for word in words) if agree else " ".join(words)
    deed = own_deed(sentence, new, Counted(core=core, head=core))
    return Counted(core=core, head=core.split()[0], more=_in_plural(deed, grammar) if agree else deed)


def _words_inside(surface: list[str], grammar: Grammar) -> list[str]:
    """Return the words between the number and its share in *surface*, unless the language's lists have them all."""
    if len(surface) <= 2:
        return []
    numbers = grammar.numbers
    share = grammar.roles.share_words | numbers.out_of | numbers.out_of_round
    linking = numbers.joiners | numbers.articles | grammar.words.of
    place = next((at for at, word in enumerate(surface) if word.lower() in share), 0)
    while place and surface[place - 1].lower() in linking:
        place -= 1
    found = surface[1:place]
    return [] if all(_is_no_noun(word.lower(), grammar) for word in found) else found


def _is_no_noun(word: str, grammar: Grammar) -> bool:
    flag = grammar.flags.get(word, 0)
    return bool(flag & ~_OF_NOUNS) and flag != Is.PLURAL and word not in grammar.nouns.persons  # "colis", "élève"


def _in_plural(deed: str, grammar: Grammar) -> str:
    """Return the *deed* with its participle in the plural, in which those that a share is of are named."""
    first, _, rest = deed.partition(" ")
    if first in (grammar.verbs.negation, *grammar.verbs.never):
        return f"{first} {_in_plural(rest, grammar)}"
    plural = grammar.nouns.forms.plural(first)
    return f"{plural} {rest}".strip() if first in plural and _is_done(first, grammar) else deed


def _is_done(word: str, grammar: Grammar) -> bool:
    nouns = grammar.nouns
    return word.endswith(nouns.participle_endings) and not word.endswith(nouns.present_endings)


def for_others(sentence: Sentence, new: Draft, before: Draft) -> Counted:
    """Return what the one *before* costs others, or others paid: "costs residents $28 and [everybody else] $64"."""
    told = for_whom(sentence, new.cues.right, len(before.counted.core.split()))
    if told:
        return before.counted.narrowed(told)
    terms, last = sentence.grammar.terms, new.cues.left + 1
    begin = last
    while begin > before.at + 1 and sentence.content_word(begin - 1):
        begin -= 1
    whom = before.counted.more.partition(" ")[0]
    if whom not in (terms.of, terms.by) or begin == last or not sentence.flag(begin - 1) & (Is.AND | Is.MARK):
        return before.counted
    return before.counted.narrowed(f"{whom} {sentence.text(begin, last)}") if whom else before.counted


def goes_on(sentence: Sentence, new: Draft, before: Draft) -> bool:
    """Whether a measure is of what the one *before* is of: "$28 and others $64", "£6m, of which it refunds 80 %"."""
    if not before.counted.core:
        return False
    begin, end = before.at + 1, new.cues.left + 1
    if end == begin + 1 and sentence.word(begin) == ",":
        return True  # "grave plots: 30 years, £600"
    if any(_is_of_which(sentence, at) for at in range(begin, end)):
        return True
    joined = before.token.unit == new.token.unit and sentence.has(begin, end, Is.AND)
    parted = joined and any(clauses.group_at(sentence, at) is not None for at in range(begin, end))
    return joined and not parted and not sentence.has(begin, end, Is.MARK)


def _is_of_which(sentence: Sentence, at: int) -> bool:
    """Whether a relative clause begins at *at* that is about a whole, or about all that is told before its comma."""
    if not sentence.flags[at] & Is.RELATIVE or sentence.low[at] in sentence.grammar.attribution.that_word:
        return False
    return bool(sentence.flag(at - 1) & Is.OF) or sentence.word(at - 1) == ","
