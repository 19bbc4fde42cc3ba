from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from compare_fakes import page
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.compare import line_diff, word_diff

NUMBERS = [
    ("There are 1,160 police.", "There are 1,240 police.", "1,160", "1,240"),
    ("Il y a 1 160 policiers.", "Il y a 1 240 policiers.", "1 160", "1 240"),
    ("A rate of 12.4 percent.", "A rate of 13.4 percent.", "12.4", "13.4"),
    ("Le taux est de 12,4 %.", "Le taux est de 12,9 %.", "12,4", "12,9"),
]


@pytest.mark.parametrize(("old", "new", "gone", "come"), NUMBERS)
def test_a_number_is_never_split(old: str, new: str, gone: str, come: str) -> None:
    diff = word_diff(old, new)
    assert [text for sign, text in diff if sign] == [gone, come]


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80))
def test_a_diff_holds_both_texts(old: str, new: str) -> None:
    diff = word_diff(old, new)
    assert "".join(text for sign, text in diff if sign <= 0) == old
    assert "".join(text for sign, text in diff if sign >= 0) == new


def test_a_long_text_with_one_word_more() -> None:
    old = " ".join(f"word{i}" for i in range(7_000))
    assert word_diff(old, old.replace("word9 ", "word9 new "))[1:-1] == [(1, "new ")]


def _long_texts(count: int) -> list[tuple[str, str]]:
    words = [f"w{i * 7919 % 10_007}" for i in range(count)]
    old = " ".join(words)
    new = " ".join(word if i % 11 else f"x{i}" for i, word in enumerate(words))
    return [
        (old, new),
        (old.replace(" ", "\n"), new.replace(" ", "\n")),
        ("a\n" * count * 3, "b\na\n" * (count * 3 // 2)),
    ]


def test_a_megabyte_costs_about_four_times_a_quarter_of_it(costs_at_most: Callable[..., bool]) -> None:
    for (old, new), quarter in zip(_long_texts(150_000), _long_texts(37_500), strict=True):
        assert "".join(text for sign, text in word_diff(old, new) if sign >= 0) == new
        assert costs_at_most(9, partial(word_diff, old, new), partial(word_diff, *quarter))


def test_lines_are_aligned_and_only_changed_ones_diffed() -> None:
    old = page("# Camp", "There are 40 tents here.", "They are dry.", "Nothing else.").text
    new = page("# Camp", "A new line that was never there.", "There are 45 tents here.", "They are dry.").text
    diff = line_diff(old, new)
    assert [(one.old, one.new) for one in diff] == [(0, 0), (None, 1), (1, 2), (2, 3), (3, None)]
    assert [text for sign, text in diff[2].words if sign] == ["40", "45"]
    assert diff[0].words == ((0, "Camp"),)


def test_a_line_too_long_for_words_is_diffed_coarsely() -> None:
    long = ". ".join(f"Sentence {i} says that {i * 3} things happened" for i in range(900))
    diff = line_diff(page(long).text, page(long.replace("Sentence 7 says", "Sentence 7 denies")).text)
    assert [one.coarse for one in diff] == [True]
    assert any(sign for sign, _ in diff[0].words)


def test_a_row_of_a_table_is_one_line() -> None:
    old = page("|Place|Tents|People|", "|North|{12}|{40}|", "|South|{30}|{90}|").text
    new = page("|Place|Tents|People|", "|North|{12}|{41}|", "|South|{30}|{90}|").text
    diff = line_diff(old, new)
    assert len(diff) == 3
    assert [text for sign, text in diff[1].words if sign] == ["40", "41"]
    assert "".join(text for sign, text in diff[1].words if sign >= 0) == "North | 12 | 41"


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["one tent", "two tents", "three", "four beds here", "five"]), max_size=8), st.data())
def test_every_line_is_in_the_diff_once_and_in_order(before: list[str], data: st.DataObject) -> None:
    after = [*data.draw(st.permutations(before)), "six"]
    diff = line_diff(page(*before).text, page(*after).text)
    assert [one.old for one in diff if one.old is not None] == list(range(len(before)))
    assert [one.new for one in diff if one.new is not None] == list(range(len(after)))
