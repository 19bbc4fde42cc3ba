"""The finite forms of verbs that are listed in their infinitive: which they are, and what is made of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from monitor.language.grammar_words import NounPhrases, Verbs

_Made = TypeVar("_Made")
_START = "^"  #: in a table, before a verb that no other is made of: "^dar" is not in "ayudar"


class Conjugation:
    """Makes forms of infinitives, by tables from an infinitive's ending to what takes its place; the longest suits.

    An irregular verb is an ending of its own, which those made of it share: "poner" of "imponer".
    """

    def __init__(self, endings: Mapping[str, Sequence[str]], participles: Mapping[str, str]) -> None:
        """*endings* of finite forms are pairs of third persons, "ó aron", or of one form alone, "amos"."""
        self._endings = _longest_first(endings)
        self._participles = _longest_first(participles)

    def finite(self, infinitive: str) -> Iterator[tuple[str, str]]:
        """Yield the finite forms of *infinitive*, each with the third person plural of its tense, if that is known."""
        stem, found = _of(infinitive, self._endings)
        for pair in found or ():
            one, _, many = pair.partition(" ")
            yield stem + one, stem + many if many else ""
            if many:
                yield stem + many, stem + many

    def participle(self, infinitive: str) -> str:
        """Return the past participle of *infinitive*; nothing where no ending is known."""
        stem, found = _of(infinitive, self._participles)
        return stem + found if found else ""


def completed(verbs: Verbs, endings: Mapping[str, Sequence[str]], inflections: Mapping[str, Sequence[str]]) -> Verbs:
    """Return *verbs* with what is made of their tables; verbs of paying also by the *endings* of verbs of saying.

    Participles take the *inflections* of their endings.
    """
    conjugation = Conjugation(verbs.conjugations, verbs.participles)
    paying = conjugation if verbs.conjugations else Conjugation(endings, verbs.participles)
    finite = forms(conjugation, verbs.done | verbs.devoting, verbs.does | verbs.others, verbs.not_verbs)
    return dataclasses.replace(
        verbs,
        past_of={made: past for past, made in verbs.pasts.items()},
        done_forms=finite.participles,
        plural_of={**finite.plurals, **verbs.plurals},
        infinitive_of=finite.infinitives,
        paid=paid(paying, verbs.paid),
        noun_of=dict(_nouns(paying, verbs, inflections)),
    )


def _nouns(
    conjugation: Conjugation, verbs: Verbs, inflections: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Yield the forms of verbs that have a noun for their deed, each with that: "suspendues", "suspension"."""
    for infinitive, noun in verbs.deed_nouns.items():
        participle = conjugation.participle(infinitive)
        finite = (form for form, _ in conjugation.finite(infinitive))
        inflected = (
            participle.removesuffix(ending) + other
            for ending, others in inflections.items()
            if participle.endswith(ending)
            for other in others
        )
        for form in (infinitive, participle, *finite, *inflected):
            if form and form not in verbs.not_verbs:
                yield form, noun


def with_verbs(phrases: NounPhrases) -> NounPhrases:
    """Return *phrases* with the forms of their verbs, each with its participle: "verteilte" -> "verteilt"."""
    made: dict[str, str] = {form: participle for participle, forms in phrases.strong_verbs.items() for form in forms}
    infinitives = {forms[0]: participle for participle, forms in phrases.strong_verbs.items()}
    for infinitive in phrases.weak_verbs:
        stem = infinitive.removesuffix("n").removesuffix("e")
        stem += "e" if stem.endswith(phrases.weak_stems) else ""
        closed = infinitive.startswith(phrases.participle_closed) or f"{stem}t".endswith(phrases.participle_marks)
        participle = f"{stem}t" if closed else f"{phrases.participle_openings[0]}{stem}t"
        made |= dict.fromkeys((f"{stem}te", f"{stem}ten"), participle)
        infinitives[infinitive] = participle
        if not closed:
            made[f"{stem}t"] = participle  # the present, which is no participle then
    if not made:
        return phrases
    return dataclasses.replace(phrases, done_to={**made, **phrases.done_to}, participle_of=infinitives)


class Forms(NamedTuple):
    """The finite forms of the verbs of a language."""

    participles: Mapping[str, str]  #: of verbs that have an object -> their participle
    plurals: Mapping[str, str]
    infinitives: Mapping[str, str]


def forms(conjugation: Conjugation, done: Collection[str], does: Collection[str], not_verbs: Collection[str]) -> Forms:
    """Return the finite forms of the infinitives *done* and *does*, without *not_verbs*."""
    participles: dict[str, str] = {}
    plurals: dict[str, str] = {}
    infinitives: dict[str, str] = {}
    for infinitive in (*sorted(does), *sorted(done)):
        for form, plural in conjugation.finite(infinitive):
            if form in not_verbs:
                continue
            plurals[form], infinitives[form] = plural, infinitive
            if infinitive in done:
                participles[form] = conjugation.participle(infinitive)
    return Forms(participles, plurals, infinitives)


def paid(conjugation: Conjugation, labels: Mapping[str, str]) -> dict[str, str]:
    """Return *labels* with all forms of those verbs that are infinitives with "~": "invirtió", "invertido"."""
    made: dict[str, str] = {}
    for verb, label in labels.items():
        infinitive = verb.removesuffix("~")
        made[infinitive] = label
        if infinitive != verb:
            made |= {form: label for form, _ in conjugation.finite(infinitive)}
            made[conjugation.participle(infinitive)] = label
    made.pop("", None)
    return made


def _longest_first(table: Mapping[str, _Made]) -> list[tuple[str, _Made]]:
    return sorted(table.items(), key=lambda pair: -len(pair[0]))


def _of(infinitive: str, table: Sequence[tuple[str, _Made]]) -> tuple[str, _Made | None]:
    """Return what is left of *infinitive* before its ending, and what *table* has for that."""
    whole = f"{_START}{infinitive}"
    for ending, made in table:
        if whole.endswith(ending):
            return whole.removesuffix(ending).removeprefix(_START), made
    return "", None
