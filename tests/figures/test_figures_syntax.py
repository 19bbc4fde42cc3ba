"""What a sentence's words tell of one another: runs of classes, subjects, what is counted, verb groups."""

from __future__ import annotations

import pytest
from figures_words import sentence

from monitor.figures.labels.syntax import clauses, subjects
from monitor.figures.labels.text.grammar import Is

DETERMINERS = "the the the people"


@pytest.mark.parametrize(
    ("begin", "end", "stop"),
    [(0, None, 3), (1, None, 3), (3, None, 3), (0, 2, 2), (4, None, 4), (-1, None, -1), (9, None, 9)],
)
def test_a_run_of_words_ends_at_the_first_of_another_class(begin: int, end: int | None, stop: int) -> None:
    assert sentence(DETERMINERS).over(begin, Is.DETERMINER, end) == stop


@pytest.mark.parametrize(("last", "begin", "stop"), [(2, 0, -1), (2, 1, 0), (3, 0, 3), (-1, 0, -1), (4, 0, 4)])
def test_a_run_of_words_is_followed_back_as_well(last: int, begin: int, stop: int) -> None:
    assert sentence(DETERMINERS).back_over(last, Is.DETERMINER, begin) == stop


SUBJECTS = [
    ("en", "The ministry, which runs the scheme, said", "The ministry"),
    ("en", "In Calais the prefect said", "the prefect"),
    ("en", "On Monday officials said", "officials"),
    ("en", "Theresa May said", "Theresa May"),
    ("en", "children under 10 said", "children under 10"),
    ("en", "The growers' league said", "The growers' league"),
    ("en", "Campaigners say the figure is", "the figure"),
    ("en", "The clinic (in town) said", "The clinic (in town)"),
    ("fr", "La maire a réagi et a déclaré", "La maire"),
]


@pytest.mark.parametrize(("code", "words", "subject"), SUBJECTS)
def test_the_subject_stands_before_its_verb(code: str, words: str, subject: str) -> None:
    read = sentence(words, code)
    assert read.text(*subjects.subject(read, len(read) - 1)) == subject


COUNTED = [
    ("en", "the total number of visits to the clinic", "visits to the clinic", "visits"),
    ("en", "the three people carried out", "three people carried out", "people"),
    ("en", "a list of", "list", "list"),
    ("en", "patients who died of the", "patients who died", "patients"),
    ("fr", "le nombre total de visites", "visites", "visites"),
]


@pytest.mark.parametrize(("code", "words", "core", "head"), COUNTED)
def test_a_phrase_is_seen_through_what_only_names_a_number(code: str, words: str, core: str, head: str) -> None:
    read = sentence(words, code)
    counted = subjects.named(read, 0, len(read))
    assert (counted.core, counted.head) == (core, head)


def test_a_deed_before_its_date_is_no_part_of_what_is_counted() -> None:
    assert subjects.named(sentence("the march held on Saturday"), 0, 3).core == "march"


GROUPS = [
    ("en", "they were arrested", "passive", "arrested"),
    ("en", "they were not told", "passive", "told"),
    ("en", "they have left", "perfect", "left"),
    ("en", "they would close", "modal", "close"),
    ("en", "they are empty", "linking", "empty"),
    ("en", "they died", "active", "died"),
    ("fr", "ils ont été arrêtés", "passive", "arrêtés"),
]


@pytest.mark.parametrize(("code", "words", "kind", "main"), GROUPS)
def test_a_verb_group_is_of_the_kind_of_its_last_auxiliary(code: str, words: str, kind: str, main: str) -> None:
    read = sentence(words, code)
    group = clauses.group_at(read, 1)
    assert group is not None
    assert (group.kind, read.word(group.main), group.negated) == (kind, main, "not" in words)


def test_a_noun_begins_no_verb_group() -> None:
    assert clauses.group_at(sentence("the march today"), 1) is None
