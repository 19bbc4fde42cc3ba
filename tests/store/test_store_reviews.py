"""What people say of findings: recorded once, standing until it is undone, told to whoever comes second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from empty_ledger import copied, rows_of
from review_world import FR, LATER, UK, numbers, say, told
from store_world import HOUR, camp, page, visit

from monitor.errors import StoreError
from monitor.home_ledger import open_store
from monitor.model.reviews import Act, Review, Standing, Verb
from monitor.store import Store


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return told(tmp_path_factory.mktemp("told") / "home")


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    copied(template, tmp_path / "home")
    with open_store(tmp_path / "home", writer=True) as opened:
        yield opened


def _review(store: Store, finding: int) -> Review:
    return store.reviews([finding])[finding]


def _stands(store: Store, finding: int) -> tuple[str, str, str]:
    found = _review(store, finding)
    return str(found.standing), found.person, found.reason


def test_a_finding_that_nobody_has_spoken_of_is_open(store: Store) -> None:
    [first, *_] = numbers(store, "uk", 1)
    assert _review(store, first) == Review(finding=first)
    assert store.actions() == []


def test_what_is_said_of_findings_stands(store: Store) -> None:
    first, second, third = numbers(store, "uk", 1)
    confirmed = say(store, Verb.CONFIRM, first, second)
    assert (confirmed.act.page_id, confirmed.at, confirmed.undone_by) == ("uk", LATER, None)
    say(store, Verb.DISMISS, third, person="Ben", text="  a typing error ")
    assert _stands(store, first) == ("confirmed", "Anna", "")
    assert _stands(store, third) == ("dismissed", "Ben", "a typing error")
    say(store, Verb.REOPEN, third)
    assert _stands(store, third) == ("open", "Anna", "")
    assert [one.act.verb for one in store.actions([third])] == [Verb.REOPEN, Verb.DISMISS]
    assert [one.act.findings for one in store.actions(page_id="uk")] == [(third,), (third,), (first, second)]
    assert store.actions(before=store.actions()[0].id, most=1)[0].act.verb is Verb.DISMISS


def test_labels_and_notes_are_no_standing(store: Store) -> None:
    first, *_ = numbers(store, "uk", 1)
    say(store, Verb.LABEL, first, text=" for  the\nboard ")
    say(store, Verb.LABEL, first, text="urgent", person="Ben")
    say(store, Verb.NOTE, first, text="Ask them.\nTwice.")
    last = say(store, Verb.UNLABEL, first, text="urgent")
    found = _review(store, first)
    assert (found.standing, found.labels, found.notes, found.last) == (Standing.OPEN, ("for the board",), 1, last.id)
    assert store.labels() == ["for the board"]
    say(store, Verb.UNDO, undoes=last.id)
    assert _review(store, first).labels == ("for the board", "urgent")


def test_a_form_that_is_sent_twice_is_recorded_once(store: Store) -> None:
    first, *_ = numbers(store, "uk", 1)
    once = say(store, Verb.NOTE, first, text="Ask them.", key="of this form")
    again = say(store, Verb.NOTE, first, text="Ask them.", key="of this form")
    assert (again.id, again.act, again.before) == (once.id, once.act, ())
    assert len(store.actions()) == _review(store, first).notes == 1


OTHERWISE = {
    "other words": {"text": "Ask me."},
    "other findings": {"findings": (2,)},
    "another verb": {"verb": Verb.DISMISS},
    "another person": {"person": "Ben"},
}


@pytest.mark.parametrize("otherwise", OTHERWISE.values(), ids=OTHERWISE)
def test_what_is_something_else_under_a_known_key_is_refused_and_not_lost(
    store: Store, otherwise: dict[str, object]
) -> None:
    first, *_ = numbers(store, "uk", 1)
    said = {"verb": Verb.NOTE, "person": "Anna", "key": "of this form", "findings": (first,), "text": "Ask them."}
    store.act(Act(**said), LATER)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="Something else was said under this key before"):
        store.act(Act(**said | otherwise), LATER)  # type: ignore[arg-type]
    assert len(store.actions()) == 1


def test_what_was_taken_back_does_not_stand_again_by_the_same_key(store: Store) -> None:
    first, *_ = numbers(store, "uk", 1)
    once = say(store, Verb.CONFIRM, first, key="of this form")
    say(store, Verb.UNDO, undoes=once.id)
    with pytest.raises(StoreError, match="taken back since; nothing was recorded"):
        say(store, Verb.CONFIRM, first, key="of this form")


ON_SERIES_TWICE = [
    {"verb": Verb.NOT_A_FIGURE, "findings": True}, {"verb": Verb.NOT_A_FIGURE, "page_id": "uk", "series": 1},
    {"verb": Verb.SAME, "page_id": "uk", "series": 1, "into": 2},
]  # fmt: skip


@pytest.mark.parametrize("more", ON_SERIES_TWICE)
def test_a_word_on_a_series_is_recorded_once_however_it_named_it(store: Store, more: dict[str, object]) -> None:
    named = more | ({"findings": tuple(numbers(store, "uk", 1)[:1])} if "findings" in more else {})
    acts = [store.act(Act(person="Anna", key="of this form", **named), LATER) for _ in range(2)]  # type: ignore[arg-type]
    assert acts[0].id == acts[1].id


@pytest.mark.parametrize(
    ("verb", "more", "why"),
    [
        (Verb.CONFIRM, {"findings": (999_999,)}, "no finding c999999"),
        (Verb.CONFIRM, {}, "Nothing is named to confirm"),
        (Verb.CONFIRM, {"findings": (1,), "person": " \n"}, "give a name"),
        (Verb.NOTE, {"findings": (1,), "text": " "}, "A note needs words"),
        (Verb.UNLABEL, {"findings": (1,)}, "A label needs words"),
        (Verb.LABEL, {"findings": (1,), "text": "x" * 61}, "too long for a label: at most 60"),
        (Verb.RENAME, {"page_id": "uk", "series": 99, "text": "x"}, "uk has no series 99"),
        (Verb.RENAME, {"page_id": "es", "series": 1, "text": "x"}, "es has no series 1"),
        (Verb.RENAME, {"findings": (1, 2), "text": "x"}, "which series"),
        (Verb.NOT_A_FIGURE, {"page_id": "uk"}, "which series"),
        (Verb.SAME, {"page_id": "uk", "series": 1}, "which other series"),
        (Verb.SAME, {"page_id": "uk", "series": 1, "into": 1}, "which other series"),
        (Verb.SAME, {"page_id": "uk", "series": 1, "into": 99}, "no series 99"),
        (Verb.UNDO, {"undoes": 5}, "no action 5"),
        (Verb.UNDO, {}, "no action"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_no_trace(
    store: Store, verb: Verb, more: dict[str, object], why: str
) -> None:
    findings = more.pop("findings", ())
    with pytest.raises(StoreError, match=why) as caught:
        say(store, verb, *findings, **more)  # type: ignore[misc, arg-type]
    assert caught.value.reason == "unknown"
    assert (store.actions(), store.decisions("uk")) == ([], [])
    assert store.reviews([1]) == {1: Review(finding=1)}


def test_whoever_opens_the_ledger_sees_what_was_made_of_each_finding(store: Store) -> None:
    first, *_ = numbers(store, "uk", 1)
    for text in ("for the board", "a draft"):
        say(store, Verb.LABEL, first, text=text)
        say(store, Verb.NOTE, first, text=f"This is {text}.")
    say(store, Verb.UNDO, undoes=say(store, Verb.NOTE, first, text="Wrong.").id)
    say(store, Verb.DISMISS, first, text="a typing error")
    with rows_of(store.folder.parent) as ledger:
        asked = "SELECT standing, reviewed_by, reason, labels, notes FROM reviewed_findings WHERE change_id = ?"
        assert ledger.execute(asked, [first]).fetchall() == [
            (
                "dismissed",
                "Anna",
                "a typing error",
                "a draft, for the board",
                "This is for the board.\nThis is a draft.",
            )
        ]
        every = "SELECT standing, count(*) FROM reviewed_findings GROUP BY 1 ORDER BY 1"
        assert ledger.execute(every).fetchall() == [("dismissed", 1), ("open", 11)]


# -- words on series --------------------------------------------------------------------------------------------------


def test_what_is_no_figure_is_not_told_again(store: Store) -> None:
    first, second, third = numbers(store, "uk", 2)
    say(store, Verb.CONFIRM, second, person="Ben")
    said = say(store, Verb.NOT_A_FIGURE, first)
    assert (said.act.page_id, said.act.series, said.act.findings) == ("uk", 2, (first, second, third))
    assert [_stands(store, one)[0] for one in (first, second, third)] == ["dismissed", "confirmed", "dismissed"]
    assert _stands(store, third) == ("dismissed", "Anna", "not a figure")
    assert store.ignored("uk") == {2}
    assert [(one.verb, one.person, one.action) for one in store.decisions("uk")] == [("ignore", "Anna", said.id)]
    visit(store, UK, camp("9,999", "99"), LATER)
    assert len(numbers(store, "uk", 2)) == 3
    assert len(numbers(store, "uk", 1)) == 4
    say(store, Verb.UNDO, undoes=said.id, person="Ben")
    assert [_stands(store, one)[0] for one in (first, second, third)] == ["open", "confirmed", "open"]
    visit(store, UK, camp("10,500", "105"), LATER + HOUR)
    assert len(numbers(store, "uk", 2)) == 4


def test_a_name_gives_way_to_the_one_before(store: Store) -> None:
    say(store, Verb.RENAME, page_id="uk", series=1, text="the camp")
    second = say(store, Verb.RENAME, page_id="uk", series=1, text="people at  Norhaven", person="Ben")
    assert store.names("uk") == {1: "people at Norhaven"}
    say(store, Verb.RENAME, page_id="uk", series=1, text="")
    assert store.names("uk") == {}
    for _ in range(2):
        say(store, Verb.UNDO, undoes=store.actions(most=1)[0].id)
        say(store, Verb.UNDO, undoes=store.actions(most=1)[0].id)
    assert store.names("uk") == {}
    say(store, Verb.UNDO, undoes=next(one.id for one in store.actions() if one.act.text == ""))
    assert store.names("uk") == {1: "people at Norhaven"}
    say(store, Verb.UNDO, undoes=second.id)
    assert store.names("uk") == {1: "the camp"}
    assert [one.act.person for one in store.actions(page_id="uk", series=1)][-2:] == ["Ben", "Anna"]


def test_two_series_cannot_each_be_the_other(store: Store) -> None:
    say(store, Verb.SAME, page_id="uk", series=1, into=2)
    with pytest.raises(StoreError, match="Series 1 of uk is series 2 already"):
        say(store, Verb.SAME, page_id="uk", series=2, into=1)
    undo = say(store, Verb.UNDO, undoes=store.actions()[0].id)
    say(store, Verb.SAME, page_id="uk", series=2, into=1)
    with pytest.raises(StoreError, match="Series 2 of uk is series 1 already"):
        say(store, Verb.UNDO, undoes=undo.id)
    assert [one.series for one in store.said()] == [2]


# -- undo -------------------------------------------------------------------------------------------------------------


def test_an_undo_is_undone(store: Store) -> None:
    first, *_ = numbers(store, "uk", 1)
    confirmed = say(store, Verb.CONFIRM, first)
    undo = say(store, Verb.UNDO, undoes=confirmed.id, person="Ben")
    assert undo.act.findings == (first,)
    assert _stands(store, first) == ("open", "", "")
    say(store, Verb.DISMISS, first, text="a typing error")
    redo = say(store, Verb.UNDO, undoes=undo.id)
    assert _stands(store, first)[0] == "dismissed"  # what was said later stands, wherever the undo was undone
    say(store, Verb.UNDO, undoes=redo.id)
    assert [one.undone_by for one in store.actions([first])] == [None, redo.id + 1, None, None, undo.id]
    with pytest.raises(StoreError, match="taken back already, by Ben"):
        say(store, Verb.UNDO, undoes=confirmed.id)


# -- two people, and what each has read -------------------------------------------------------------------------------


def test_the_second_of_two_is_told_what_the_first_has_said(store: Store) -> None:
    first, second, _ = numbers(store, "uk", 1)
    seen = _review(store, first).last
    bens = say(store, Verb.DISMISS, first, person="Ben", text="a typing error")
    annas = say(store, Verb.CONFIRM, first, second)
    assert [(one.finding, one.person, one.reason, one.action) for one in annas.overtook(seen)] == [
        (first, "Ben", "a typing error", bens.id)
    ]
    assert _stands(store, first) == ("confirmed", "Anna", "")
    assert say(store, Verb.REOPEN, first).overtook(annas.id) == ()
    assert len(store.actions([first])) == 3


def test_each_person_has_read_their_own(store: Store) -> None:
    first, second, third = numbers(store, "uk", 1)
    say(store, Verb.CONFIRM, first)
    store.read("Ben", [second], LATER)
    store.read("Ben", [second], LATER + HOUR)
    assert store.unread("Anna", [first, second, third]) == {second, third}
    assert store.unread("Ben", [first, second, third]) == {first, third}


def test_a_renamed_page_keeps_what_was_said(store: Store) -> None:
    say(store, Verb.RENAME, page_id="uk", series=1, text="the camp")
    store.sync([page("britain", url=UK.url, was="uk"), FR], LATER)
    assert [one.act.page_id for one in store.actions(page_id="britain", series=1)] == ["britain"]
    say(store, Verb.UNDO, undoes=store.actions()[0].id)
    assert store.names("britain") == {}
