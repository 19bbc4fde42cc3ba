"""Text diffs: lines are paired, words inside them are diffed, and nothing is lost, split or told twice."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from compare_fakes import page
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.compare import changed_outside, line_diff
from monitor.compare.text_diff.coding import Lexicon
from monitor.compare.text_diff.word_diffs import word_diff, wording
from monitor.model import Became, LineDiff, Reading, Region, Words


def diffed(old: str, new: str) -> Words:
    lexicon = Lexicon()
    return word_diff(wording(old, lexicon), wording(new, lexicon))


def shown(words: Words) -> str:
    return "".join({-1: f"[{text}]", 0: text, 1: f"{{{text}}}"}[sign] for sign, text in words)


WORDS = [
    ("There are 1,160 police.", "There are 1,240 police.", "There are [1,160]{1,240} police."),
    ("Il y a 1 160 policiers.", "Il y a 1 240 policiers.", "Il y a [1 160]{1 240} policiers."),
    ("A rate of 12.4 percent.", "A rate of 13.4 percent.", "A rate of [12.4]{13.4} percent."),
    ("Le taux est de 12,4 %.", "Le taux est de 12,9 %.", "Le taux est de [12,4 %]{12,9 %}."),
    ("It costs £3.20 a day.", "It costs £3.25 a day.", "It costs [£3.20]{£3.25} a day."),
    ("From 7,000–8,000 to -5 °C.", "From 7,000–9,000 to -6 °C.", "From [7,000–8,000]{7,000–9,000} to [-5 °C]{-6 °C}."),
    ("On COVID-19, at 18:30.", "On COVID-20, at 18:45.", "On [COVID-19]{COVID-20}, at [18:30]{18:45}."),
    ("Wait ... what?", "Wait …. what?", "Wait [...]{….} what?"),
    ("l’eau des élèves", "l’eau des éleveurs", "l’eau des [élèves]{éleveurs}"),
    ("a e\u0301leve", "a e\u0301lu", "a [e\u0301leve]{e\u0301lu}"),
    ("東京は三区", "東京は四区", "東京は[三]{四}区"),
    ("one two three", "one  two three", "one[ ]{  }two three"),
    ("It rose from 5 to 7.", "It rose from 6 to 9.", "It rose from [5]{6} to [7]{9}."),
    ("It is open.", "They say that it was shut.", "[It is open]{They say that it was shut}."),
    ("He left.", "He left, said the prefect.", "He left{, said the prefect}."),
    ("gone at the end here", "gone at the end", "gone at the end[ here]"),
    ("ein Satz", "vier ganz andere Wörter", "[ein Satz]{vier ganz andere Wörter}"),
    ("", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), WORDS)
def test_words_and_numbers_are_whole(old: str, new: str, expected: str) -> None:
    assert shown(diffed(old, new)) == expected


TEXT = st.text(st.sampled_from("ab1,. \n€%-é東\u0301"), max_size=40)


@settings(max_examples=150)
@given(TEXT | st.text(max_size=40), TEXT | st.text(max_size=40))
def test_a_diff_holds_both_texts(old: str, new: str) -> None:
    diff = diffed(old, new)
    assert "".join(text for sign, text in diff if sign <= 0) == old
    assert "".join(text for sign, text in diff if sign >= 0) == new
    assert all(text for _, text in diff)


NUMBERS = st.sampled_from(["1,160", "12.4", "£3", "71 %", "1 200", "2020", "18:30", "7"])


@settings(max_examples=60)
@given(st.lists(NUMBERS, max_size=8), st.lists(NUMBERS, max_size=8))
def test_no_number_is_split(old: list[str], new: list[str]) -> None:
    diff = diffed(" and ".join(old), " and ".join(new))
    for sides, numbers in (((-1, 0), old), ((0, 1), new)):
        found = [piece for sign, text in diff if sign in sides for piece in re.split(r"\s*\band\b\s*", text)]
        assert [one.strip() for one in found if one.strip()] == [one for one in numbers if one]


def test_what_was_read_as_one_figure_is_one_word() -> None:
    old, new = page("* {2 weeks;counts=stay} is the rule."), page("* {3 weeks;counts=stay} is the rule.")
    assert [shown(one.words) for one in line_diff(old, new)] == ["[2 weeks]{3 weeks} is the rule."]
    lexicon = Lexicon()
    cut = wording("about three dozen people", lexicon, [(6, 17)])
    assert cut.pieces == ("about", " three dozen", " people")


def test_a_long_text_with_one_word_more() -> None:
    old = " ".join(f"word{i}" for i in range(7_000))
    assert diffed(old, old.replace("word9 ", "word9 new "))[1:-1] == ((1, " new"),)


def _long_texts(count: int) -> list[tuple[str, str]]:
    words = [f"w{i * 7919 % 10_007}" for i in range(count)]
    old = " ".join(words)
    new = " ".join(word if i % 11 else f"x{i}" for i, word in enumerate(words))
    return [(old, new), (old.replace(" ", "\n"), new.replace(" ", "\n")), ("a\n" * count, "b\na\n" * (count // 2))]


def test_a_megabyte_costs_about_four_times_a_quarter_of_it(costs_at_most: Callable[..., bool]) -> None:
    for (old, new), quarter in zip(_long_texts(60_000), _long_texts(15_000), strict=True):
        assert "".join(text for sign, text in diffed(old, new) if sign >= 0) == new
        assert costs_at_most(9, partial(diffed, old, new), partial(diffed, *quarter))


# -- lines ------------------------------------------------------------------------------------------------------------


def told(diff: Sequence[LineDiff]) -> list[str]:
    """Return each line that did not stay as it was: "changed 2 3: There are [40]{45} tents."."""
    return [f"{one.became} {one.old} {one.new}: {shown(one.words)}" for one in diff if one.became is not Became.KEPT]


def test_lines_are_paired_and_only_changed_ones_diffed() -> None:
    old = page("# Camp", "There are 40 tents here.", "They are dry.", "Nothing else.")
    new = page("# Camp", "A new line that was never there.", "There are 45 tents here.", "They are dry.")
    diff = line_diff(old, new)
    assert told(diff) == [
        "new None 2: {A new line that was never there.}",
        "changed 2 3: There are [40]{45} tents here.",
        "gone 4 None: [Nothing else.]",
    ]
    assert (diff[0].words, diff[0].kind, diff[0].new_under) == (((0, "Camp"),), "heading", "")
    assert diff[2].new_under == "Camp"


RULES = ["Rule one says that nobody may enter.", "Rule two says that everybody may leave."]
MOVES = [
    ("alone", ["A b c d e.", "One stays.", "Two stays.", "Three stays."],
     ["One stays.", "Two stays.", "Three stays.", "A b c d e."], ["moved 1 4: A b c d e."]),
    ("with its heading", ["# Rules", *RULES, "# Camp", "It is open.", "It is dry.", "It is big.", "It is new."],
     ["# Camp", "It is open.", "It is dry.", "It is big.", "It is new.", "# Rules", *RULES],
     ["moved 1 6: Rules", f"moved 2 7: {RULES[0]}", f"moved 3 8: {RULES[1]}"]),
    ("and changed", ["It holds 40 tents for the families.", "One stays.", "Two stays."],
     ["One stays.", "Two stays.", "It holds 45 big tents for the families."],
     ["moved 1 3: It holds [40]{45 big} tents for the families."]),
    ("too short to be known", ["Yes.", "One stays.", "Two stays."], ["One stays.", "Two stays.", "Yes."],
     ["gone 1 None: [Yes.]", "new None 3: {Yes.}"]),
    ("a row that is ranked anew", ["|Place|Beds|", "|North|90|", "|South|80|", "|West|70|"],
     ["|Place|Beds|", "|West|95|", "|North|90|", "|South|80|"], ["moved 4 2: West | [70]{95}"]),
    ("years head rows", ["|Year|Beds|", "|2019|90|", "|2020|80|"], ["|Year|Beds|", "|2020|80|", "|2021|90|"],
     ["gone 2 None: [2019 | 90]", "new None 3: {2021 | 90}"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in MOVES], ids=[case[0] for case in MOVES])
def test_what_moved_is_told_once_as_moved(old: list[str], new: list[str], expected: list[str]) -> None:
    assert told(line_diff(page(*old), page(*new))) == expected


ROWS = [
    ("|North|12|40|", "|North|12|41|", "North | 12 | [40]{41}"),
    ("|North|12|40|", "|North|12|", "North | 12[ | 40]"),
    ("|North|12|", "|North|7|12|", "North{ | 7} | 12"),
    ("|North||40|", "|North|3|40|", "North | {3} | 40"),
    ("|North|3|40|", "|North||40|", "North | [3] | 40"),
    ("|North people|1,160|", "|North folk|1,240|", "North [people]{folk} | [1,160]{1,240}"),
]


@pytest.mark.parametrize(("old", "new", "expected"), ROWS)
def test_a_row_of_a_table_is_one_line_and_its_cells_are_diffed(old: str, new: str, expected: str) -> None:
    head = "|Place|Tents|People|"
    diff = line_diff(page(head, old, "|South|30|90|"), page(head, new, "|South|30|90|"))
    assert [shown(one.words) for one in diff] == ["Place | Tents | People", expected, "South | 30 | 90"]


def test_lines_that_all_have_the_same_words_are_paired_in_order() -> None:
    old = [f"In week {n} there were {n * 7} people." for n in range(40)]
    new = [f"In week {n} there were only {n * 7} people." for n in range(40)]
    assert {one.became for one in line_diff(page(*old), page(*new))} == {Became.CHANGED}


def _linked(reading: Reading, *linked: str) -> Reading:
    """Return *reading* with blocks of these words as nothing but links."""
    text = reading.text
    blocks = tuple(replace(block, link=text.of(block) in linked) for block in text.blocks)
    return replace(reading, text=replace(text, blocks=blocks))


def test_navigation_and_lists_of_links_are_not_shown_but_counted() -> None:
    old = _linked(page("It is open.", "* News of May", "* News of June", "* It is dry."), "News of May", "News of June")
    new = _linked(
        page("It is shut.", "* News of July", "* News of June", "* It is dry."), "News of July", "News of June"
    )
    assert told(line_diff(old, new)) == ["changed 1 1: It is [open]{shut}."]
    assert changed_outside(old.text, new.text) == 1
    aside = page("It is open.", region=Region.NAVIGATION)
    assert (line_diff(aside, old), changed_outside(aside.text, aside.text)) == (line_diff(page(), old), 0)


LINES = st.lists(
    st.sampled_from([
        "one tent", "two tents here", "# Three", "there are four beds here", "there are five beds here", "* six",
        "|a|1|", "|a|2|", "|b|1|", "a long line that says nothing", "a long line that says a lot",
    ]),
    max_size=9,
)  # fmt: skip


def _texts(reading: Reading) -> list[str]:
    return ["".join(text for _, text in one.words) for one in line_diff(page(), reading)]


@settings(max_examples=150)
@given(LINES, LINES)
def test_every_line_of_both_is_in_the_diff_once(before: list[str], after: list[str]) -> None:
    old, new = page(*before), page(*after)
    diff = line_diff(old, new)
    olds = sorted((one for one in diff if one.old), key=lambda one: one.old or 0)
    news = [one for one in diff if one.new]
    assert [one.old for one in olds] == list(range(1, len(olds) + 1))
    assert [one.new for one in news] == list(range(1, len(news) + 1))
    assert ["".join(text for sign, text in one.words if sign <= 0) for one in olds] == _texts(old)
    assert ["".join(text for sign, text in one.words if sign >= 0) for one in news] == _texts(new)
    for one in diff:
        assert (one.old is None, one.new is None) == (one.became is Became.NEW, one.became is Became.GONE)
        assert one.became is not Became.KEPT or not one.has_changed_words
    ordered = [one.old for one in diff if one.became in (Became.KEPT, Became.CHANGED)]
    assert ordered == sorted(ordered, key=lambda place: place or 0)


@settings(max_examples=60)
@given(st.permutations([f"This is line {word} of them." for word in "abcdefgh"]), st.integers(0, 7))
def test_the_other_way_round_it_says_the_same(order: list[str], count: int) -> None:
    lines = sorted(order)
    there = line_diff(page(*lines[count:]), page(*order))
    back = line_diff(page(*order), page(*lines[count:]))

    def sums(diff: Sequence[LineDiff], *which: Became) -> list[int]:
        return [sum(one.became is became for one in diff) for became in which]

    assert sums(there, Became.KEPT, Became.NEW, Became.GONE) == sums(back, Became.KEPT, Became.GONE, Became.NEW)


def test_a_text_is_as_it_is() -> None:
    reading = page("# Camp", "There are 40 tents.", "|a|1|", "There are 40 tents.")
    assert {one.became for one in line_diff(reading, reading)} == {Became.KEPT}
    assert line_diff(page(), page()) == ()


PROGRAM = """
from compare_fakes import page
from monitor.compare import line_diff
words = "camp tent bed food road rain sun wind".split()
old = [" ".join(words[n % 5 :] + words[: n % 3] + [str(n)]) for n in range(30)]
new = [line.replace("food", "water") for line in reversed(old[::2] + old[1::3])]
print(line_diff(page(*old), page(*new)))
"""


@pytest.mark.slow  # two processes
def test_it_is_the_same_however_strings_are_hashed() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
