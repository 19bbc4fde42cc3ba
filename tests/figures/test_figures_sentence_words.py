"""The words of a sentence as labelling asks for them: beside it, once for each, by what they may tell."""

from __future__ import annotations

import re

import pytest
from figures_words import sentence
from hypothesis import given
from hypothesis import strategies as st

from monitor import language
from monitor.examine import read
from monitor.figures.labels.text.grammar import Is, May, load
from monitor.figures.labels.text.tokenizer import OUTSIDE, Sentence, folded, remembered
from monitor.language import lexing
from monitor.language.lexing import WORD

LANGUAGES = sorted(language.languages())


@given(st.text(alphabet=st.sampled_from("ab  \t\n\u00a0\u202f\u2028\x1f."), max_size=12))
def test_white_space_is_folded_as_a_pattern_folds_it(text: str) -> None:
    assert folded(text) == re.sub(r"\s+", " ", text)


_PLAIN = re.compile(  # words, numbers and marks, tried one after the other at every character
    r"[^\W\d_][\w]*(?:[-'’‑.](?=\w)\w+)*"
    r"|[0-9]+(?:(?:-[0-9]{2}-|\.[ \u00a0][0-9]{1,2}\.[ \u00a0])[0-9]{2,4}(?![\w-])"
    r"|(?:[.,:/'’\u202f\u00a0][0-9]+)*\w*)"
    r"|[^\w\s]|_"
)


@given(st.text(alphabet=st.sampled_from("aZéß12٣ -‑'’.,:/_(\u00a0\u202f\n"), max_size=20))
def test_words_are_cut_as_a_plain_pattern_cuts_them(text: str) -> None:
    assert [match.span() for match in WORD.finditer(text)] == [match.span() for match in _PLAIN.finditer(text)]


def test_outside_of_a_sentence_there_is_no_word_and_a_mark() -> None:
    words = sentence("Twelve wells were dry.")
    for place in (-OUTSIDE, -1, len(words), len(words) + OUTSIDE - 1):
        assert (words.word(place), words.flag(place)) == ("", Is.MARK)
    assert [words.word(at) for at in range(len(words))] == words.low
    assert [words.flag(at) for at in range(len(words))] == words.flags


@pytest.mark.parametrize(
    ("code", "content", "counts"),
    [("en", "There were 5 copies of the", "copies"), ("fr", "Il reste 30 boîtes de la", "boîtes")],
)
def test_a_sentence_that_is_cut_off_within_a_phrase_is_read(code: str, content: str, counts: str) -> None:
    [figure] = read(content.encode(), content_type="text/plain", language=code).figures
    assert figure.counts == counts


def test_a_question_about_a_word_is_answered_once_also_by_no() -> None:
    asked: list[int] = []

    @remembered
    def ask(_: Sentence, at: int) -> bool:
        asked.append(at)
        return at == 1

    words = sentence("Twelve wells were dry.")
    assert [ask(words, at) for at in (1, 2, 1, 2)] == [True, False, True, False]
    assert asked == [1, 2]
    assert ask(sentence("Twelve wells were dry."), 1)
    assert asked == [1, 2, 1]


@pytest.mark.parametrize("code", LANGUAGES)
def test_whatever_may_be_a_finite_verb_is_looked_at_as_one(code: str) -> None:
    grammar = load(language.load(code))
    verbs = grammar.verbs
    for word in (*verbs.pasts, *verbs.personal, *verbs.stems, *verbs.active_irregular, *grammar.words.clitics):
        assert grammar.may(word) & May.ACT, word
    for ending in (*grammar.nouns.verb_endings, *grammar.nouns.participle_endings, *verbs.counted_endings):
        assert grammar.may(f"xxxx{ending}") & May.ACT, ending


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_at_the_ends_of_phrases_tell_that_they_may_stand_there(code: str) -> None:
    grammar = load(language.load(code))
    for bit, words in (
        (May.CUE, grammar.before.ends()),
        (May.LINK, grammar.measure_links.starts()),
        (May.DESCRIBE, grammar.modifiers.starts()),
        (May.ALL, grammar.of_all.starts()),
        (May.SIZE, (*grammar.change_links.ends(), *grammar.multiplied.ends())),
        (May.RULE, grammar.rules_after.starts()),
        (May.QUALIFY, (*grammar.after.starts(), *grammar.comparatives.starts())),
    ):
        assert [word for word in words if not grammar.may(word) & bit] == []
    assert [word for word in grammar.time_phrases.starts() if not grammar.flags[word] & Is.TIME_PHRASE] == []


@pytest.mark.parametrize(
    ("code", "content", "bit"),
    [
        ("en", "There would have been twelve.", May.SUPPOSE),
        ("fr", "Nous serions douze sans cela.", May.SUPPOSE),
        ("en", "You must keep two metres apart.", May.RULE),
        ("en", "Twelve, compared with 14 before.", May.COMPARE),
        ("fr", "Douze personnes de plus.", May.QUALIFY),
    ],
)
def test_a_sentence_tells_by_its_words_what_may_be_in_it(code: str, content: str, bit: int) -> None:
    assert sentence(content, code).may(bit)


def test_a_sentence_without_such_words_is_searched_for_none_of_it() -> None:
    assert not sentence("The road to the harbour opens.").may(May.SUPPOSE | May.RULE | May.DATE_BACK)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_is_told_by_its_only_word_or_by_its_first_two(code: str) -> None:
    grammar = load(language.load(code))
    rules = [lexing.words(text, grammar.words.possessive) for text in grammar.roles.rule_before]
    missed = [
        words
        for words in rules
        if not (words[0] in grammar.obliging if len(words) == 1 else tuple(words[:2]) in grammar.rule_pairs)
    ]
    assert missed == []
    assert grammar.roles.second_person <= grammar.obliging
