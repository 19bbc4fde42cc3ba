"""Who governs a number in its sentence, and who issued a document that a sentence tells of."""

from __future__ import annotations

import pytest
from figures_words import sentence

from monitor.figures.labels.attribution import speakers

GOVERNING = [
    ("en", "The mayor said 40 people had left.", "mayor"),
    ("en", "40 people had left, the mayor said.", "mayor"),
    ("en", "A team of 40 said they left.", None),
    ("en", "According to the police, 40 left; the union says more.", "police"),
    ("en", "The police counted 40, according to the mayor.", "mayor"),
    ("en", "40 are thought to have left, charities say.", "charities"),
    ("en", "Ann Li says the plan foresees 40 guards.", "Ann Li"),
    ("en", "The mayor put the losses at 40 million.", "mayor"),
    ("en", "The mayor will put 40 guards there.", None),
    ("en", "Number of laboratory confirmed cases: 40", None),
    ("en", "A number of charities said 40 people had left.", "number of charities"),
    ("fr", "Le juge a puni 40 voleurs, puis ont plaidé les avocats.", None),
    ("fr", "Le feu a chassé 40 vaches, a ensuite précisé le préfet.", "préfet"),
    ("en", "The court fined 40 men, then spoke the lawyers.", None),
    ("en", "The court fined 40 men, said the lawyers.", "lawyers"),
    ("es", "El juez multó a 40 personas, luego añadió el fiscal un ruego.", None),
    ("en", "The borough counts 40 pools.", None),
    ("en", "The museum counts 40 pools.", "museum"),
    ("fr", "« 40 sont partis », relate le commissaire.", "commissaire"),
]


@pytest.mark.parametrize(("code", "words", "name"), GOVERNING)
def test_a_number_has_one_speaker_or_none(code: str, words: str, name: str | None) -> None:
    read = sentence(words, code)
    source = speakers.governing(read, read.numbers[0])
    assert (source.name if source is not None else None) == name


@pytest.mark.parametrize(
    ("code", "words", "names"),
    [
        ("en", "Lyon reported 40 thefts, Lille 55.", ["Lyon", None]),
        ("fr", "La mairie de Lens signale 40 vols, la mairie de Lille 55.", ["mairie de Lens", None]),
        ("de", "Das Amt meldete 40 Diebstähle, die Polizei 55.", ["Amt", None]),
        ("en", "Lyon reported 40 thefts, 55 fires.", ["Lyon", "Lyon"]),
        ("en", "Lyon reported that 40 had left, Lille 55.", ["Lyon", "Lyon"]),
        ("en", "Lyon reported 40 thefts, in May 55.", ["Lyon", "Lyon"]),
    ],
)
def test_a_clause_without_its_verb_has_its_own_teller(code: str, words: str, names: list[str | None]) -> None:
    read = sentence(words, code)
    found = [speakers.governing(read, at) for at in read.numbers]
    assert [source.name if source is not None else None for source in found] == names


def test_a_pronoun_points_to_who_was_named_before() -> None:
    read = sentence("She told members on Tuesday that 40 had left.")
    source = speakers.governing(read, read.numbers[0])
    assert source is not None
    assert source.pronoun
    assert source.name is None


ISSUED = [
    ("en", "The two governments issued a joint statement.", "two governments"),
    ("en", "The statement was issued by the two governments.", "two governments"),
    ("en", "The ministry issued 40 permits.", None),
    ("fr", "Les deux gouvernements ont publié une déclaration commune.", "deux gouvernements"),
]


@pytest.mark.parametrize(("code", "words", "name"), ISSUED)
def test_who_issued_a_document_is_told_before_or_after_it(code: str, words: str, name: str | None) -> None:
    assert speakers.announcement(sentence(words, code)) == name
