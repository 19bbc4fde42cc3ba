"""Two series that a person says are one, and then not: the baseline follows each time, and so does a re-reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import make_ledger
from review_world import LATER, UK, numbers, read_again, say
from store_world import CALM, HOUR, NOW, examined, visit

from monitor.errors import StoreError
from monitor.home_ledger import open_store
from monitor.model.reviews import Verb
from monitor.store import Store


def toll(dead: str, doctors: str = "14", *, reworded: bool = True) -> bytes:
    """Return a page whose first figure is series 1, and series 3 once it is worded otherwise; the doctors are 2."""
    said = f"So far {dead} have lost their lives." if reworded else f"The death toll stands at {dead}."
    told = f"<p>{CALM}</p><p>{said}</p><p>It has {doctors} doctors.</p>"
    return f"<html lang=en><title>Norhaven</title><main><h1>Norhaven</h1>{told}</main></html>".encode()


class Story:
    """A page, version after version."""

    def __init__(self, store: Store) -> None:
        self.store, self.hour = store, 0
        self.visit(toll("120", reworded=False))
        self.visit(toll("133"))

    def visit(self, body: bytes) -> None:
        self.hour += 1
        visit(self.store, UK, body, NOW + self.hour * HOUR)

    def stands(self) -> dict[int, str]:
        """Return what the page states now, by the numbers of its series."""
        return {one.number: one.figure.surface for one in self.store.figures(["uk"])}

    def pending(self) -> list[tuple[str, int, int | None]]:
        return [(one.verb, one.series, one.into) for one in self.store.pending("uk")]


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as store:
        store.sync([UK], NOW)
        yield Story(store)


def test_the_page_has_the_series_that_the_stories_speak_of(story: Story) -> None:
    assert story.stands() == {3: "133", 2: "14"}


def test_a_merge_that_the_baseline_does_not_follow_yet_is_withdrawn(story: Story) -> None:
    said = say(story.store, Verb.SAME, page_id="uk", series=3, into=1)
    assert story.pending() == [("merge", 3, 1)]
    say(story.store, Verb.UNDO, undoes=said.id)
    assert (story.pending(), story.store.decisions("uk"), story.store.said()) == ([], [], [])
    story.visit(toll("140"))
    assert story.stands() == {3: "140", 2: "14"}


def test_a_merge_that_the_baseline_follows_is_split_and_goes_on_under_its_own_number(story: Story) -> None:
    said = say(story.store, Verb.SAME, page_id="uk", series=3, into=1)
    story.visit(toll("140"))
    assert story.stands() == {1: "140", 2: "14"}
    undo = say(story.store, Verb.UNDO, undoes=said.id, person="Ben")
    assert story.pending() == [("split", 1, 3)]
    assert story.store.said() == []
    story.visit(toll("150"))
    assert (story.stands(), story.pending()) == ({3: "150", 2: "14"}, [])
    say(story.store, Verb.UNDO, undoes=undo.id)
    assert story.pending() == [("merge", 3, 1)]
    story.visit(toll("160"))
    assert story.stands() == {1: "160", 2: "14"}
    assert [(one.verb, one.person) for one in story.store.decisions("uk")] == [
        ("merge", "Anna"), ("split", "Ben"), ("merge", "Anna"),
    ]  # fmt: skip
    before = story.store.history(["uk"])
    assert read_again(story.store, UK).pages == 1
    assert [(one.number, one.figure.surface) for one in story.store.history(["uk"])] == [
        (one.number, one.figure.surface) for one in before
    ]


def test_a_split_that_the_baseline_does_not_follow_yet_is_withdrawn(story: Story) -> None:
    said = say(story.store, Verb.SAME, page_id="uk", series=3, into=1)
    story.visit(toll("140"))
    undo = say(story.store, Verb.UNDO, undoes=said.id)
    say(story.store, Verb.UNDO, undoes=undo.id)
    assert story.pending() == []
    assert [(one.series, one.merged_into) for one in story.store.said()] == [(3, 1)]
    story.visit(toll("150"))
    assert story.stands() == {1: "150", 2: "14"}


def test_of_two_that_both_stand_the_other_goes_on_and_is_not_split(story: Story) -> None:
    said = say(story.store, Verb.SAME, page_id="uk", series=2, into=3)
    story.visit(toll("140"))
    assert story.stands() == {3: "140", 4: "14"}
    say(story.store, Verb.UNDO, undoes=said.id)
    assert story.pending() == []
    story.visit(toll("150"))
    assert story.stands() == {3: "150", 4: "14"}


@pytest.mark.parametrize("again", [False, True], ids=["undone", "said again"])
def test_what_is_undone_while_a_version_is_being_read_is_undone_at_the_next(story: Story, *, again: bool) -> None:
    said = say(story.store, Verb.SAME, page_id="uk", series=3, into=1)
    under_way = examined(story.store, UK, toll("140"), LATER)
    undo = say(story.store, Verb.UNDO, undoes=said.id)
    if again:
        say(story.store, Verb.UNDO, undoes=undo.id)
    story.store.record([under_way])
    assert story.stands() == {1: "140", 2: "14"}
    assert story.pending() == ([] if again else [("split", 1, 3)])
    story.hour = 11
    story.visit(toll("150"))
    assert story.stands() == ({1: "150", 2: "14"} if again else {3: "150", 2: "14"})


def test_a_split_is_withdrawn_as_long_as_no_version_follows_it(story: Story) -> None:
    said = say(story.store, Verb.SPLIT, page_id="uk", series=3)
    assert story.pending() == [("split", 3, None)]
    undo = say(story.store, Verb.UNDO, undoes=said.id)
    assert story.pending() == []
    again = say(story.store, Verb.UNDO, undoes=undo.id)
    assert story.pending() == [("split", 3, None)]
    story.visit(toll("140"))
    assert story.stands() == {4: "140", 2: "14"}
    for number in (said.id, again.id):
        with pytest.raises(StoreError, match="A new series has begun where 3 of uk stood"):
            say(story.store, Verb.UNDO, undoes=number)
    assert [one.act.verb for one in story.store.actions()] == [Verb.UNDO, Verb.UNDO, Verb.SPLIT]


def test_a_split_that_is_undone_while_a_version_is_being_read_does_not_stop_the_check(story: Story) -> None:
    said = say(story.store, Verb.SPLIT, page_id="uk", series=3)
    under_way = examined(story.store, UK, toll("140"), LATER)
    say(story.store, Verb.UNDO, undoes=said.id)
    story.store.record([under_way])
    assert (story.stands(), story.pending()) == ({4: "140", 2: "14"}, [])
    assert [(one.verb, one.action) for one in story.store.decisions("uk")] == [("split", said.id)]


def test_what_was_told_and_spoken_of_stays_when_it_is_read_again(story: Story) -> None:
    say(story.store, Verb.NOT_A_FIGURE, page_id="uk", series=2)
    story.visit(toll("140", "15"))
    [told] = numbers(story.store, "uk", 3)[-1:]
    say(story.store, Verb.DISMISS, told, text="a typing error")
    quiet = next(one for one in story.store.findings(told=None) if not one.change.told)
    say(story.store, Verb.NOTE, int(quiet.id[1:]), text="Why was this not told?")
    before = story.store.reviews([told, int(quiet.id[1:])])
    read_again(story.store, UK)
    assert story.store.reviews(before) == before
    kept = {one.id: one.change for one in story.store.findings(told=None)}
    assert kept[quiet.id] == quiet.change
    assert kept[f"c{told}"].told


CHAINS = [((1, 3), (3, 2)), ((3, 2), (1, 3))]


@pytest.mark.parametrize("said", CHAINS)
def test_what_is_said_to_be_one_that_is_another_is_that_other(story: Story, said: tuple[tuple[int, int], ...]) -> None:
    acts = [say(story.store, Verb.SAME, page_id="uk", series=series, into=into) for series, into in said]
    assert histories(story) == [["120", "14", "133"]] * 3
    assert [(one.series, one.merged_into) for one in story.store.said()] == [(1, 2), (3, 2)]
    outer = next(act for act, pair in zip(acts, said, strict=True) if pair == (3, 2))
    say(story.store, Verb.UNDO, undoes=outer.id)
    assert histories(story) == [["120", "133"], ["14"], ["120", "133"]]


def histories(story: Story) -> list[list[str]]:
    """Return what series 1, 2 and 3 have stated, as both questions tell it, which have to agree."""
    told = [[one.figure.surface for one in story.store.series_history("uk", number)] for number in (1, 2, 3)]
    last = story.store.last_values("uk", (1, 2, 3))
    assert [[figure.surface for _, figure in last[number]] for number in (1, 2, 3)] == told
    return told


def test_no_series_becomes_itself_by_way_of_others(story: Story) -> None:
    for series, into in ((1, 3), (3, 2)):
        say(story.store, Verb.SAME, page_id="uk", series=series, into=into)
    with pytest.raises(StoreError, match="Series 1 of uk is series 2 already"):
        say(story.store, Verb.SAME, page_id="uk", series=2, into=1)
    assert histories(story) == [["120", "14", "133"]] * 3


def test_no_series_becomes_itself_when_something_is_taken_back(story: Story) -> None:
    say(story.store, Verb.SAME, page_id="uk", series=1, into=3)
    later = say(story.store, Verb.SAME, page_id="uk", series=1, into=2)
    say(story.store, Verb.SAME, page_id="uk", series=3, into=1)
    with pytest.raises(StoreError, match="of uk is series 1 already"):
        say(story.store, Verb.UNDO, undoes=later.id)
    assert [(one.series, one.merged_into) for one in story.store.said()] == [(1, 2), (3, 2)]


@pytest.mark.parametrize("by_finding", [True, False])
@pytest.mark.parametrize("verb", [Verb.NOT_A_FIGURE, Verb.IGNORE])
def test_what_goes_on_as_another_is_told_no_more_as_that_one(story: Story, verb: Verb, *, by_finding: bool) -> None:
    say(story.store, Verb.SAME, page_id="uk", series=3, into=1)
    story.visit(toll("140"))
    of_old = numbers(story.store, "uk", 3)[:1]
    findings = of_old if by_finding else []
    more: dict[str, Any] = {} if by_finding else {"page_id": "uk", "series": 3}
    act = say(story.store, verb, *findings, key="of this form", **more)
    assert story.store.ignored("uk") == {1}
    if verb is Verb.NOT_A_FIGURE:
        assert set(act.act.findings) >= {*of_old, *numbers(story.store, "uk", 1)}
    assert say(story.store, verb, *findings, key="of this form", **more).id == act.id
    say(story.store, Verb.UNDO, undoes=act.id)
    assert story.store.ignored("uk") == frozenset()
