"""What a number counts that stands without a noun: what the numbers before it count, or what it is said to be."""

from __future__ import annotations

from monitor.figures import clauses, inverted, moments, nouns
from monitor.figures.cardinals import Form
from monitor.figures.clauses import Kind
from monitor.figures.deeds import undergone
from monitor.figures.drafts import Draft
from monitor.figures.forms import Counted, is_participle
from monitor.figures.grammar import Grammar, Is
from monitor.figures.narrowing import Asked, narrowing
from monitor.figures.tokens import Sentence


def antecedent(new: Draft, topic: Counted) -> Counted:
    """Return what *new* leaves out: what the number before it counts, or what an earlier sentence does, the *topic*.

    A subject goes on with a subject ("26 serve 35,000 people, three supply ..."); a count passes over a measure.
    """
    previous = new.before
    if previous is None:
        return topic
    compared = new.linked and new.cues.comparative is not None  # "with 3,912 inmates, 2.7 % fewer than"
    if new.subject and not new.linked_by_relative and not compared:
        earlier: Draft | None = previous
        while earlier is not None and (earlier.measured or earlier.identified or not earlier.subject):
            earlier = earlier.before
        if earlier is not None:
            return earlier.counted
    if new.token.form is Form.MULTIPLE and new.linked and previous.measured and previous.counted.core:
        return previous.counted  # "un saco de leña vale 12 €, el doble que en octubre"
    share = new.token.unit == "%" and previous.token.kind not in ("percent", "currency")
    if previous.measured and topic.core and (share or not new.measured):
        return topic
    found = previous.counted
    if not found.core and previous.token.unit and new.linked:
        return Counted(core=previous.head, head=previous.head)  # "540 million euros, of which 200 million"
    return topic if not found.core and new.cues.subset else found


def own_deed(sentence: Sentence, new: Draft, of: Counted) -> str:
    """Return what tells the number from the others *of* its kind: "six died", "we pulled out 97"."""
    size, noun = len(of.core.split()), of.head.lower()
    before = "" if new.measured else inverted.deed(sentence, new.cues.left, noun, many=new.many)
    if before:
        return before
    verb = None if new.measured else clauses.governor(sentence, new.cues.left)
    if verb is not None:
        return undergone(sentence, verb, many=new.many, noun=noun)
    told = narrowing(sentence, new.cues.right, (size, noun), Asked(new.at, telling=True))
    return told or (_when(sentence, new.cues.right) if new.cues.subset else "")


def _when(sentence: Sentence, at: int) -> str:
    """Return the time that alone tells a part from the whole: "nine of them [in winter]"; no date."""
    moment = next((one for one in moments.find(sentence) if one.begin == at), None)
    if moment is None or any(sentence.flags[k] & Is.DIGITS for k in range(moment.begin, moment.end)):
        return ""
    return sentence.text(moment.begin, moment.end)


def identified(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun that those counted are said to be: "of whom 61 were children", "4,7 % sont des femmes"."""
    group = clauses.group_at(sentence, new.cues.right)
    if group is None or group.kind is not Kind.LINKING or group.negated or not sentence.flag(group.main - 1) & Is.BE:
        return None
    begin = group.main + bool(sentence.flag(group.main) & Is.OF)
    if not sentence.content_word(begin) or sentence.flag(begin) & (Is.ADJECTIVE | Is.TIME | Is.UP | Is.DOWN):
        return None
    if is_participle(sentence, begin) or not sentence.plural(begin):
        return None
    found = nouns.after(sentence, begin, Asked(new.at, telling=False), many=True)
    return found if found.core else None


def inside(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun inside the number: "locataires" of "un locataire sur 5", "brigades" of "4 brigades et demie"."""
    if new.token.integer:
        return None
    grammar, words = sentence.grammar, new.token.surface.split()
    numbers = grammar.numbers
    share = grammar.roles.share_words | numbers.out_of | numbers.out_of_round
    place = next((at for at, word in enumerate(words) if word.lower() in share), 0)
    while place and words[place - 1].lower() in numbers.joiners | numbers.articles | grammar.words.of:
        place -= 1
    named = words[1:place]
    if not named or all(word.lower() in grammar.flags for word in named):
        return None
    core = " ".join(grammar.nouns.forms.plural(word) if grammar.nouns.agree else word for word in named)
    deed = own_deed(sentence, new, Counted(core=core, head=core))
    first, _, rest = deed.partition(" ")
    if grammar.nouns.agree and first in grammar.nouns.forms.plural(first):
        deed = f"{grammar.nouns.forms.plural(first)} {rest}".strip() if _is_done(first, grammar) else deed
    return Counted(core=core, head=core.split()[0], more=deed)


def _is_done(word: str, grammar: Grammar) -> bool:
    return word.endswith(grammar.nouns.participle_endings) and not word.endswith("ant")


def goes_on(sentence: Sentence, new: Draft, before: Draft) -> bool:
    """Whether a measure is of what the one *before* is of: "$28 and others $64", "£6m, of which it refunds 80 %"."""
    if not before.counted.core:
        return False
    if new.cues.left == before.at + 1 and sentence.word(new.cues.left) == ",":
        return True  # "grave plots: 30 years, £600"
    between = range(before.at + 1, new.cues.left + 1)
    for at in between:
        that = sentence.low[at] in sentence.grammar.attribution.that_word
        if (
            sentence.flags[at] & Is.RELATIVE
            and not that
            and (sentence.flag(at - 1) & Is.OF or sentence.word(at - 1) == ",")
        ):
            return True
    joined = before.token.unit == new.token.unit and any(sentence.flags[at] & Is.AND for at in between)
    return joined and not any(
        sentence.flags[at] & Is.MARK or clauses.group_at(sentence, at) is not None for at in between
    )
