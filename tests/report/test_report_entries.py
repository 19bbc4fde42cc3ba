"""What is told as one: the figures of a pair of sentences, the cells of a table, a section; and what names it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_fakes import change, everything, figure, finding

from monitor.model import Change, ChangeKind, Figure, Finding
from monitor.report.entries import entries, folded, statements
from monitor.report.highlight import GONE, KEPT, NEW, pair, written
from monitor.report.summary import MOST, foremost
from monitor.report.views import arrange

OLD = "On 3 May 40 boats and 7 ferries came, 900 people in all."
NOW = "On 4 May 52 boats and 7 ferries came, nobody else."
LONG = "word " * 400
DAY = datetime(2031, 3, 18, tzinfo=UTC)
BOATS = change(figure(OLD, "40", "40", "boats"), figure(NOW, "52", "52", "boats"), series=1)
GONE_CLAIM = change(figure(OLD, "900", "900", "people"), None, ChangeKind.DISAPPEARED, series=2)
NEW_CLAIM = change(None, figure(NOW, "7", "7", "ferries"), ChangeKind.APPEARED, series=3)
ELSEWHERE = change(None, figure("A pier has 7 lamps.", "7", "7", "lamps"), ChangeKind.APPEARED, series=4)


def cell(place: int, old: str | None, new: str | None) -> Change:
    def one(value: str | None) -> Figure | None:
        return figure(value, value, value, "beds", headers=(f"Ward {place}", "Beds")) if value else None

    kind = ChangeKind.CHANGED if old and new else ChangeKind.APPEARED if new else ChangeKind.DISAPPEARED
    return change(one(old), one(new), kind, series=10 + place, table=0, group="table 0")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([BOATS, GONE_CLAIM, NEW_CLAIM], [(0, 1, 2)]),  # a claim that came or went goes with the pair of its sentence
        ([GONE_CLAIM, NEW_CLAIM], [(0,), (1,)]),  # nothing says that one sentence became the other
        ([ELSEWHERE, BOATS, NEW_CLAIM], [(0,), (1, 2)]),
        ([BOATS, replace(BOATS, series=9, echo=1, told=False)], [(0,)]),
        ([cell(1, "4", "5"), cell(2, "4", "14"), BOATS, cell(3, "4", "2")], [(1, 3, 0), (2,)]),  # greatest move first
        ([cell(1, "4", "5"), cell(2, None, "14"), cell(3, "30", None)], [(2, 1, 0)]),
    ],
)
def test_what_is_told_as_one(changes: list[Change], told: list[tuple[int, ...]]) -> None:
    assert [fold.members for fold in folded(changes)] == told


@given(st.lists(st.sampled_from([BOATS, GONE_CLAIM, NEW_CLAIM, ELSEWHERE, cell(1, "4", "5"), cell(2, "4", "6")])))
def test_nothing_is_lost_or_told_twice(changes: list[Change]) -> None:
    numbered = [replace(one, series=place) for place, one in enumerate(changes)]
    assert sorted(place for fold in folded(numbered) for place in fold.members) == list(range(len(changes)))


def test_an_entry_has_one_name_in_every_report_that_holds_it() -> None:
    whole = entries([finding(BOATS), finding(replace(BOATS, series=5)), finding(ELSEWHERE)])
    assert whole[0].key == entries([finding(replace(BOATS, series=5))])[0].key
    names = {
        whole[0].key,
        whole[1].key,
        *(entries([finding(BOATS, check=13)])[0].key, entries([finding(NEW_CLAIM)])[0].key),
    }
    assert len(names) == 4


def test_a_table_is_one_line_with_its_greatest_moves() -> None:
    cells = [cell(place, "10", str(10 + place)) for place in range(1, 13)]
    (said,) = statements([*cells, replace(BOATS, told=False)])
    assert said == (
        "Table “Beds”: 12 cells changed: Ward 12 10 → 22 (+12, +120\u00a0%), Ward 11 10 → 21 (+11, +110\u00a0%), "
        "Ward 10 10 → 20 (+10, +100\u00a0%) and 9 more"
    )
    assert statements([cell(1, "4", "5"), cell(2, None, "9"), cell(3, "8", None)]) == [
        "Table “Beds”: 3 cells changed: Ward 2 9 (new), Ward 3 8 (withdrawn), Ward 1 4 → 5 (+1, +25\u00a0%)"
    ]


def _table(hour: int, name: str, **wards: tuple[str, str]) -> list[Finding]:
    """Return cells of the first table of the page, which is called *name*, that changed at *hour*."""

    def one(ward: str, value: str) -> Figure:
        return figure(value, value, value, "beds", headers=(name, ward))

    told = [
        change(one(ward, old), one(ward, new), series=int(ward[1:]), table=0, group="table 0")
        for ward, (old, new) in wards.items()
    ]
    return [finding(cell, check=hour, after_at=DAY + timedelta(hours=hour), after_digest=f"{hour}") for cell in told]


def _brief(*findings: list[Finding]) -> list[tuple[str, int]]:
    report = replace(everything(), findings=tuple(one for some in findings for one in some), diffs=())
    return [(line.text, line.steps) for line in arrange(report).brief]


def test_a_table_that_changed_again_is_summed_up_from_where_it_stood_at_first() -> None:
    first = _table(1, "Beds", w1=("10", "20"), w2=("4", "5"), w3=("7", "8"))
    then = _table(2, "Beds", w1=("20", "50"), w2=("5", "4"))
    (line,) = _brief(first, then)
    assert line[0].startswith("Table “Beds”: 3 cells changed: w1 10 → 50 (+40, +400\u00a0%)")
    assert "w3 7 → 8" in line[0]
    assert line[1] == 2


def test_two_tables_that_stood_first_one_after_the_other_are_not_taken_for_one() -> None:
    told = _brief(
        _table(1, "Beds", w1=("10", "20"), w2=("4", "5")), _table(2, "Staff", w1=("100", "200"), w2=("1", "3"))
    )
    assert sorted((text.split(":")[0], steps) for text, steps in told) == [("Table “Beds”", 1), ("Table “Staff”", 1)]


def test_figures_of_one_sentence_keep_a_line_each_and_say_nothing_twice() -> None:
    assert statements([BOATS, replace(BOATS, series=8), GONE_CLAIM]) == [
        "boats: rose from 40 to 52 (+12, +30\u00a0%)", "people: 900, no longer stated",
    ]  # fmt: skip


def side(sentence: str, *surfaces: str) -> list[Figure]:
    return [figure(sentence, surface, None, low=Decimal(1), high=Decimal(2)) for surface in surfaces]


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        (side("There are 1,000 people.", "1,000"), side("There are 1,160 people.", "1,160"),
         ["There are [1,000 → 1,160] people."]),
        (side("There are 1 000 people.", "1 000"), side("There are 1 160 people.", "1 160"),
         ["There are [1 000 → 1 160] people."]),
        (side("There are 7,000 people.", "7,000"), side("There are around 7,000 people.", "7,000"),
         ["There are{+ around+} [7,000] people."]),
        (side("He saw 5 red and old boats here.", "5"), side("He saw 5 big and new boats here.", "5"),
         ["He saw [5] [red → big] and [old → new] boats here."]),
        (side("We saw 5 long red boats here.", "5"), side("We saw 5 tiny new boats here.", "5"),
         ["We saw [5] [long red → tiny new] boats here."]),
        (side("Seven of 12 mills are shut.", "Seven", "12"), side("The 9 mills work.", "9"),
         ["[Seven] of [12] mills are shut.", "The [9] mills work."]),
        ([], side("Nine mills work.", "Nine"), ["[Nine] mills work."]),
        (side(f"5 {LONG}", "5"), side(f"6 {LONG}", "6"), [f"[5] {LONG}", f"[6] {LONG}"]),
    ],
)  # fmt: skip
def test_a_pair_of_sentences_in_plain_text(before: list[Figure], now: list[Figure], shown: list[str]) -> None:
    lines = pair(before, now).lines
    assert ["".join(text for text, _ in written(pieces)) for _, pieces in lines] == shown


WORDS = st.lists(st.sampled_from(["1,000", "12", "3.5", "boats", "mills", " ", ", ", "(", "Ü", "\u00a0"]), max_size=14)


@given(WORDS, WORDS)
def test_what_is_kept_and_gone_is_the_old_sentence_and_numbers_stay_whole(one: list[str], other: list[str]) -> None:
    olds, news = (f"12 {''.join(words)}" for words in (one, other))
    found = pair(side(olds, "12"), side(news, "12"))
    for sign, sentence in ((GONE, olds), (NEW, news)):
        if found.merged:
            assert "".join(piece.text for piece in found.merged if piece.sign in (KEPT, sign)) == sentence
    for left, right in pairwise(found.merged):
        if left.sign == right.sign:
            assert not (left.text[-1:].isdigit() and right.text[:1].isdigit())


def test_a_summary_never_leaves_out_what_is_new_or_withdrawn() -> None:
    view = arrange(everything())
    shown, rest = foremost(view.lines, 2), [line for line in view.lines if line not in view.brief]
    assert {line.change.kind for line in shown[2:]} == {ChangeKind.APPEARED}
    assert len(view.brief) >= MOST
    assert not any(line.change.old is None or line.change.new is None for line in rest)
    assert {line.key for line in view.lines} == {told.entry.key for _, _, told in view.entries}


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((2, 2, 2), ["on page 2"]),
        ((3, 2, 3), ["on pages 2 and 3"]),
        ((5, 2, 3), ["on pages 2, 3 and 5"]),
        ((None, None, None), []),
    ],
)
def test_a_table_tells_the_pages_on_which_its_cells_changed(pages: tuple[int | None, ...], said: list[str]) -> None:
    cells = [cell(place, "4", "5") for place in range(3)]
    paged = [replace(one, new=replace(one.new, page=page)) for one, page in zip(cells, pages, strict=True) if one.new]
    (entry,) = entries([finding(one) for one in paged])
    assert [fact for fact in entry.facts if fact.startswith("on page")] == said


@pytest.mark.parametrize(
    ("group", "headers", "title"),
    [
        ("table 0: Beds by ward", (("Ward 1", "Free"), ("Ward 2", "Free")), "Beds by ward · Free"),
        ("table 0: Beds by ward", (("Ward 1", "Free"), ("Ward 2", "Taken")), "Beds by ward"),
        ("table 0: Free", (("Ward 1", "Free"), ("Ward 2", "Free")), "Free"),
        ("table 0", (("Ward 1", "Free"), ("Ward 2", "Free")), "Free"),
        ("table 0", (("Ward 1", "Free"), ("Ward 2", "Taken")), "Free, Taken"),  # never one of its cells
    ],
)
def test_what_a_table_is_called(group: str, headers: tuple[tuple[str, ...], ...], title: str) -> None:
    cells = [
        change(figure("4", "4", "4", heads[0], headers=heads), figure("5", "5", "5", heads[0], headers=heads),
               series=place, table=0, group=group)
        for place, heads in enumerate(headers)
    ]  # fmt: skip
    assert statements(cells)[0].startswith(f"Table “{title}”: 2 cells changed")
