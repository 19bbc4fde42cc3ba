"""The deed for which things are counted, said as their row's name says it: "people who died", "personnes ayant fui"."""

from __future__ import annotations

from monitor.figures.labels.counted.verb_complements import complement_end, unnumbered
from monitor.figures.labels.syntax import inverted_clauses
from monitor.figures.labels.syntax.clauses import Group, Kind, active
from monitor.figures.labels.syntax.people import is_person
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, clause_begin, is_participle
from monitor.figures.labels.time import time_phrases

_NO_STATE = int(Is.MARK | Is.DIGITS | Is.SUBORDINATOR | Is.AND) | FINITE
_NEAR = 3  #: words after a deed in which a comparison tells that it is cut
_ELISION = ("'", "’")


def said(sentence: Sentence, group: Group, noun: str, *, telling: bool) -> str:
    """Return what *group* says of those counted, who are called *noun*; what was not done keeps its negation.

    What they did is said if *telling*, and where the noun says too little or the verb what became of them.
    """
    if group.kind is Kind.LINKING:
        return _state(sentence, group)
    if group.kind is Kind.PASSIVE:
        return _done_to(sentence, group)
    if not (telling or _tells(sentence, group, noun)) or _is_other(sentence, group):
        return ""
    return _participial(sentence, group) or _relative(sentence, group, noun)


def _tells(sentence: Sentence, group: Group, noun: str) -> bool:
    """Whether it is the deed that is counted: what became of things, what is to come, what a thing has done."""
    grammar, main = sentence.grammar, sentence.word(group.main)
    if group.kind is Kind.MODAL:
        return sentence.word(group.begin) in grammar.verbs.coming  # "one adult must ..." counts adults
    if noun in grammar.nouns.general or main in grammar.verbs.fates:
        return True
    if sentence.word(group.main - 1) in grammar.verbs.reflexive or main in grammar.words.origins:
        return True
    # Where a deed is said with a participle, the perfect is the common past: "220 bénévoles ont quitté le festival".
    perfect = group.kind is Kind.PERFECT and not (group.negated and grammar.verbs.agreements)
    return perfect and (bool(grammar.verbs.relative) or not is_person(sentence, noun))


def _is_other(sentence: Sentence, group: Group) -> bool:
    """Whether the verb leads on to another figure, or only moves this one: "two centres held 1,615 people", "rose"."""
    at = sentence.over(group.main + 1, Is.DETERMINER | Is.ADVERB)
    if sentence.flag(at) & Is.CONTAINER and sentence.flag(at + 1) & Is.OF and sentence.flag(at + 2) & Is.NUMBER:
        return True  # "households received a total of £3m"
    following = sentence.flag(group.main + 1)
    if group.kind is Kind.MODAL:
        return bool(following & Is.NUMBER)
    moves = sentence.flag(group.main) & (Is.UP | Is.DOWN)
    return bool(following & Is.NUMBER or (moves and not following & Is.DETERMINER))


def _done_to(sentence: Sentence, group: Group) -> str:
    if sentence.flag(group.main + 1) & Is.PREPOSITION and sentence.flag(group.main + 2) & Is.PRONOUN:
        return ""  # "passengers had been packed into it": without "it" the participle says nothing
    text = unnumbered(sentence, group.main, complement_end(sentence, group.main + 1))
    infinitive = _infinitive(sentence, group)
    if infinitive:
        return f"{sentence.grammar.verbs.to_do} {infinitive}{text.removeprefix(sentence.original(group.main))}"
    if not group.negated:
        return text
    verbs = sentence.grammar.verbs
    never = next((word for word in sentence.low[group.begin : group.main] if word in verbs.never), verbs.negation)
    return f"{never} {text}".strip()


def _infinitive(sentence: Sentence, group: Group) -> str:
    """Return the infinitive of the passive *group* that is still to be done, where its ending tells it; or nothing."""
    grammar, word = sentence.grammar, sentence.word(group.main)
    if group.negated or grammar.verbs.due.isdisjoint(sentence.low[group.begin : group.main]):
        return ""
    endings = grammar.terms.infinitives
    ending = next((one for one in endings if word.endswith(one)), "")
    return f"{word.removesuffix(ending)}{endings[ending]}" if ending else ""


def lacked(sentence: Sentence, before: tuple[int, int], noun: str, *, many: bool) -> str:
    """Return what a verb of need says of the *noun*: "Il manque 12 lits" = "manquants".

    It stands right *before*: at the first word of that pair, over adverbs, or between it and the number, as a cue.
    """
    verbs, (left, number) = sentence.grammar.verbs, before
    if not verbs.lacked:
        return ""
    for at in range(sentence.back_over(left, Is.ADVERB), number):
        word = verbs.lacked.get(sentence.word(at)) or verbs.lacked.get(f"{sentence.word(at - 1)} {sentence.word(at)}")
        if word and verbs.agreements:
            return _agreed(sentence, word, many=many, noun=noun)
        if word:
            return inverted_clauses.agreed(sentence.grammar, word, noun, many=many)
    return ""


def to_do(sentence: Sentence, infinitive: int) -> str:
    """Return what is to be done to those counted right after the *infinitive*: "Il faudra [fermer] 6 gares"."""
    verbs = sentence.grammar.verbs
    if not verbs.to_do or sentence.word(infinitive) not in verbs.deed_nouns:
        return ""
    before = sentence.back_over(infinitive - 1, Is.ADVERB)
    joined = verbs.due_that and sentence.flag(before) & Is.SUBORDINATOR and sentence.word(before - 1) in verbs.due_that
    return f"{verbs.to_do} {sentence.low[infinitive]}" if joined or sentence.word(before) in verbs.due else ""


def _state(sentence: Sentence, group: Group) -> str:
    """Return the adjective or the place that the subject is said to be in: "dead", "on the road"."""
    at = group.main
    flag = sentence.flag(at)
    if group.negated or flag & _NO_STATE or at in time_phrases.covered(sentence):
        return ""
    if _is_place(sentence, at):
        return unnumbered(sentence, at, complement_end(sentence, at))
    if flag & Is.ADJECTIVE or (not flag and _describes(sentence, at)):
        return sentence.text(at, at + 1)
    return ""


def _is_place(sentence: Sentence, at: int) -> bool:
    """Whether a preposition at *at* says where or how those are that it tells of, and not what they are to do."""
    flag = sentence.flag(at)
    on_leave = flag & Is.OF and sentence.content_word(at + 1) and not sentence.plural(at + 1)  # "están de baja"
    return bool(flag & Is.PREPOSITION or on_leave) and not sentence.word(at + 1).endswith(_infinitives(sentence))


def _infinitives(sentence: Sentence) -> tuple[str, ...]:
    return sentence.grammar.nouns.infinitive_endings or ("\0",)


def _describes(sentence: Sentence, at: int) -> bool:
    """Whether the one word after "is" describes: an adjective that no list has; a noun would need an article."""
    return not sentence.content_word(at + 1) and not sentence.flag(at + 1) & (Is.OF | Is.NUMBER)


def _participial(sentence: Sentence, group: Group) -> str:
    """Return the deed with a present participle, where the language makes one of any verb: "ayant quitté le pays"."""
    had = next((at for at in range(group.begin, group.main) if sentence.flags[at] & Is.HAVE), group.begin)
    verb = group.main if group.kind is Kind.ACTIVE else had
    first = _present_participle(sentence, group, verb)
    if not first:
        return ""
    following = _over_adverbs(sentence, group.main + 1)
    begin = group.main if group.kind is Kind.PERFECT and not group.negated else verb + 1
    if group.kind is Kind.ACTIVE and sentence.flag(following) & (Is.DETERMINER | Is.PREPOSITION) and not group.negated:
        begin = following  # "attend [toujours] un rendez-vous"
    end = complement_end(sentence, following)
    if end <= following and sentence.flag(following) & (Is.OF | Is.DETERMINER) and group.kind is Kind.ACTIVE:
        return ""  # "concernaient des 75 ans": what they do it to is no word
    if end <= following and group.kind is Kind.ACTIVE:  # "avaient plus de 75 ans": what they had is no part of it
        return "" if sentence.flags[verb] & Is.HAVE else f"{first} {_manner(sentence, group.main, following)}".strip()
    return f"{first} {unnumbered(sentence, begin, end)}".strip()


def _manner(sentence: Sentence, verb: int, end: int) -> str:
    """Return the adverb that ends the clause after its *verb*: "entrent [gratuitement]"."""
    adverb = sentence.low[end - 1].endswith(sentence.grammar.nouns.adverb_endings) and end - 1 > verb
    return sentence.text(end - 1, end) if adverb else ""


def _present_participle(sentence: Sentence, group: Group, verb: int) -> str:
    """Return the present participle of the *verb* with the negation of its *group*; nothing where it has none."""
    if group.kind is Kind.MODAL or sentence.flag(group.begin - 1) & Is.DETERMINER:
        return ""  # "l'a touchée": what they did it to is said before
    if group.kind is Kind.PERFECT and group.main == group.begin:
        return ""  # "ont par ailleurs quitté"
    first = active(sentence, verb) or ""
    if not first or not group.negated:
        return first
    mark = sentence.low[group.begin]
    return f"{mark}{'' if mark.endswith(_ELISION) else ' '}{first}"  # "n'ont pas" -> "n'ayant pas"


def _over_adverbs(sentence: Sentence, at: int) -> int:
    """Step over a negation and over adverbs that say no time: "n'ont [pas] d'assurance", "vivent [encore] sous"."""
    negations, covered = sentence.grammar.verbs.negations, time_phrases.covered(sentence)
    while sentence.word(at) in negations or (sentence.flag(at) & Is.ADVERB and at not in covered):
        at += 1
    return at


def _relative(sentence: Sentence, group: Group, noun: str) -> str:
    """Return the deed as a relative clause: "who died", "that would close"."""
    verbs = sentence.grammar.verbs
    if not verbs.relative:
        return ""
    pronoun = verbs.relative_person if is_person(sentence, noun) else verbs.relative
    end = complement_end(sentence, group.main + 1)
    led = sentence.flag(group.main + 1) & Is.PREPOSITION
    led = led and sentence.word(group.main + 1) not in sentence.grammar.agents.particles  # "that came back"
    if led and sentence.word(group.main) in sentence.grammar.words.origins:
        return unnumbered(sentence, group.main + 1, end)  # "who came from Oslo"
    if _is_compared(sentence, end):
        return ""  # "get by on less than £100"
    if verbs.plural_of:
        return _conjugated(sentence, group, end, noun)
    if group.kind is Kind.PERFECT and not group.negated:
        past = verbs.past_of.get(sentence.word(group.main), sentence.word(group.main))
        return f"{pronoun} {past} {unnumbered(sentence, group.main + 1, end)}".strip()
    many = _of_many(sentence, group.main, noun)
    if group.kind is Kind.ACTIVE and group.main == group.begin and many in verbs.stems:  # "one in three recruits quits"
        return f"{pronoun} {many} {unnumbered(sentence, group.main + 1, end)}".strip()
    return f"{pronoun} {unnumbered(sentence, group.begin, end)}".strip()


def _of_many(sentence: Sentence, verb: int, noun: str) -> str:
    """Return the *verb* of one in the form of many, if the *noun* is in the plural: "inmates who [have] no cell"."""
    irregular, forms = sentence.grammar.verbs.third_persons, sentence.grammar.nouns.forms
    word = sentence.word(verb)
    if word in irregular:
        many = noun.endswith(sentence.grammar.nouns.plural_endings) or sentence.grammar.flags.get(noun, 0) & Is.PLURAL
        return irregular[word] if many else word
    return forms.singular(word)


def _is_compared(sentence: Sentence, end: int) -> bool:
    """Whether a comparison begins at *end* or right after it: what they did is cut there."""
    than, compared = sentence.grammar.roles.than, sentence.grammar.numbers.compared
    near = range(end + 1, end + _NEAR)
    return sentence.word(end) in than or any(
        sentence.word(at) in than and sentence.word(at - 1) in compared for at in near
    )


def _conjugated(sentence: Sentence, group: Group, end: int, noun: str) -> str:
    """Return the relative clause with its verb in the number of the *noun*: "que tienen", or "con" for having."""
    verbs = sentence.grammar.verbs
    at = group.begin
    while at < group.main and sentence.word(at) not in verbs.plural_of:
        at += 1
    word = sentence.word(at)
    link = verbs.having.get(word)
    if link is not None and sentence.content_word(at + 1):
        return f"{verbs.lacking if group.negated else link} {unnumbered(sentence, at + 1, end)}".strip()
    begin = group.begin - (sentence.word(group.begin - 1) in verbs.reflexive)
    before = sentence.text(begin, at)
    many = noun.endswith(sentence.grammar.nouns.plural_endings)  # "dinero que se destinó"
    made = verbs.plural_of.get(word) if many else ""
    rest = unnumbered(sentence, at + 1, end)
    return " ".join(part for part in (verbs.relative, before, made or word, rest) if part)


def undergone(sentence: Sentence, verb: int, *, many: bool, noun: str, place: int = 0) -> str:
    """Return the participle of the *verb* whose object is counted: "cases handled", "dossiers traités".

    A place between them, which ends at *place*, tells enough of a verb that says little by itself: "brought on board".
    """
    grammar = sentence.grammar
    if not _can_be_undergone(sentence, verb) or (not place and _says_little(sentence, verb)):
        return ""
    word = sentence.word(verb)
    made = grammar.verbs.pasts.get(word, word)
    if word in grammar.terms.spent:
        return ""  # the number is how long they did it: "waited more than 12"
    if grammar.verbs.agreements:
        made = _agreed(sentence, made, many=many, noun=noun)
    if not made:
        return ""
    if place:
        return f"{made} {sentence.text(verb + 1, place)}"
    following = verb + 1
    particle = sentence.word(following) if sentence.flag(following) & Is.PREPOSITION else ""
    return f"{made} {particle}" if particle in grammar.agents.particles else made


def _can_be_undergone(sentence: Sentence, verb: int) -> bool:
    """Whether the *verb* does something to those counted: it states and moves no number, and its participle is known.

    Where participles agree, only one that "have" or an adverb leads is known to be one.
    """
    if sentence.flags[verb] & (Is.SAYS | Is.UP | Is.DOWN | Is.MOVED):
        return sentence.low[verb] in sentence.grammar.verbs.acting and bool(sentence.flag(verb - 1) & Is.HAVE)
    if sentence.low[verb].endswith(sentence.grammar.nouns.progressive_endings or "\0"):
        return False  # "a petition bearing 317 signatures"
    grammar = sentence.grammar
    led = grammar.verbs.agreements and (sentence.flag(verb - 1) & (Is.HAVE | Is.ADVERB) or _goes_on(sentence, verb))
    return not grammar.nouns.agree or bool(led)


def _goes_on(sentence: Sentence, verb: int) -> bool:
    """Whether "and" joins the participle *verb* to one that "have" leads: "a détruit 3 maisons et [endommagé] 40"."""
    if not sentence.flag(verb - 1) & Is.AND:
        return False
    has = next(
        (at for at in range(verb - 2, clause_begin(sentence, verb - 1) - 1, -1) if sentence.flags[at] & Is.HAVE), -1
    )
    return has >= 0 and is_participle(sentence, _over_adverbs(sentence, has + 1))


def _says_little(sentence: Sentence, verb: int) -> bool:
    verbs, word = sentence.grammar.verbs, sentence.word(verb)
    return word not in verbs.acting and (word in verbs.light or bool(sentence.flags[verb] & Is.MEASURE))


def _agreed(sentence: Sentence, participle: str, *, many: bool, noun: str) -> str:
    grammar = sentence.grammar
    nouns, singular = grammar.nouns, grammar.nouns.forms.singular(noun)
    feminine = inverted_clauses.is_feminine(grammar, noun)
    female, plural = grammar.verbs.agreements
    told = participle.endswith(female)  # "nécessaire"
    masculine = inverted_clauses.is_masculine(grammar, noun) or singular.endswith(nouns.masculine_endings)
    if not told and not feminine and not masculine and singular.endswith(female):
        return ""  # its gender is not known
    made = participle + (female if feminine and not told else "")
    return made + plural if many and not made.endswith(plural) else made
