"""Whatever is said and undone, in whatever order: what stands is what the actions that are not undone say, replayed."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from empty_ledger import SERVER, copied
from hypothesis import given, settings
from hypothesis import strategies as st
from review_world import numbers, say, told
from sqlite_ledger import connection_of

from monitor.errors import StoreError
from monitor.home_ledger import open_store
from monitor.model.reviews import Action, Verb
from monitor.store import Store

STANDS = {Verb.CONFIRM: "confirmed", Verb.DISMISS: "dismissed", Verb.REOPEN: "open", Verb.NOT_A_FIGURE: "dismissed"}
ON_FINDINGS = (
    Verb.CONFIRM, Verb.DISMISS, Verb.REOPEN, Verb.NOTE, Verb.LABEL, Verb.UNLABEL,
)  # fmt: skip

Said = tuple[Verb, frozenset[int], str]  # of which findings, or of which series; its text
SAID = st.one_of(
    st.tuples(st.sampled_from(ON_FINDINGS), st.frozensets(st.integers(0, 2), min_size=1), st.sampled_from("ab")),
    st.tuples(
        st.sampled_from((Verb.NOT_A_FIGURE, Verb.RENAME, Verb.SAME)),
        st.frozensets(st.integers(0, 1), min_size=1, max_size=1),
        st.sampled_from(("", "a", "b")),
    ),
)
STEPS = st.lists(st.one_of(SAID, st.integers(1, 12)), max_size=12)  # a number: the action that is undone


@dataclass
class Replayed:
    """What a plain reader makes of actions, one after the other."""

    standing: dict[int, tuple[str, str]] = field(default_factory=dict)
    labels: set[tuple[int, str]] = field(default_factory=set)
    notes: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)
    merged: dict[int, int | None] = field(default_factory=dict)

    def say(self, action: Action) -> None:
        said = action.act
        for finding in said.findings:
            is_open = self.standing.get(finding, ("open", ""))[0] == "open"
            if said.verb in STANDS and (said.verb is not Verb.NOT_A_FIGURE or is_open):
                reason = "not a figure" if said.verb is Verb.NOT_A_FIGURE else said.text
                self.standing[finding] = (STANDS[said.verb], reason)
            if said.verb is Verb.LABEL:
                self.labels.add((finding, said.text))
            if said.verb is Verb.UNLABEL:
                self.labels.discard((finding, said.text))
            if said.verb is Verb.NOTE:
                self.notes[finding] = self.notes.get(finding, 0) + 1
        if said.series is not None:
            if said.verb is Verb.RENAME:
                self.names[said.series] = said.text
            if said.verb is Verb.NOT_A_FIGURE:
                self.ignored.add(said.series)
            if said.verb is Verb.SAME:
                self.merged[said.series] = said.into


def _standing(actions: list[Action]) -> list[Action]:
    """Return the actions that are not undone, by the undos that are not undone themselves."""
    undone: set[int] = set()
    for one in sorted(actions, key=lambda one: one.id, reverse=True):
        if one.id not in undone and one.act.undoes is not None:
            undone.add(one.act.undoes)
    return [one for one in sorted(actions, key=lambda one: one.id) if one.id not in undone]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return told(tmp_path_factory.mktemp("told") / "home")


@settings(max_examples=15)
@given(steps=STEPS)
def test_what_stands_is_what_is_not_undone(
    template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[Said | int]
) -> None:
    _holds(template, tmp_path_factory, steps)


@pytest.mark.slow
@settings(max_examples=400)
@given(steps=STEPS)
def test_what_stands_is_what_is_not_undone_at_length(
    template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[Said | int]
) -> None:
    _holds(template, tmp_path_factory, steps)


def _holds(template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[Said | int]) -> None:
    home = tmp_path_factory.mktemp("said")
    copied(template, home)
    with open_store(home, writer=True) as store:
        if not SERVER:
            connection_of(store).execute("PRAGMA synchronous = OFF")  # nobody is killed here
        findings = numbers(store, "uk", 1)[:2] + numbers(store, "uk", 2)[:1]
        for step in steps:
            _do(store, findings, step)
        actions = store.actions()
        stands = _standing(actions)
        assert {one.id for one in actions if one.undone_by is None} == {one.id for one in stands}
        replayed = Replayed()
        for action in stands:
            if action.act.verb is not Verb.UNDO:
                replayed.say(action)
        _agrees(store, numbers(store, "uk", 1) + numbers(store, "uk", 2), replayed)


def _do(store: Store, findings: list[int], step: Said | int) -> None:
    """Say or undo something; what cannot be said is refused, and changes nothing."""
    with contextlib.suppress(StoreError):
        if isinstance(step, int):
            say(store, Verb.UNDO, undoes=step)
        elif step[0] in ON_FINDINGS:
            say(store, step[0], *(findings[i] for i in step[1]), text=step[2])
        else:
            (series,) = step[1]
            say(store, step[0], page_id="uk", series=series + 1, into=2 - series, text=step[2])


def _agrees(store: Store, findings: list[int], replayed: Replayed) -> None:
    for number, one in store.reviews(findings).items():
        assert (str(one.standing), one.reason) == replayed.standing.get(number, ("open", "")), number
        assert set(one.labels) == {label for finding, label in replayed.labels if finding == number}
        assert one.notes == replayed.notes.get(number, 0)
    words = {one.series: one for one in store.said(["uk"])}
    assert {series for series, one in words.items() if one.ignored} == replayed.ignored == store.ignored("uk")
    assert {series: one.name for series, one in words.items() if one.name} == {
        series: name for series, name in replayed.names.items() if name
    }
    merged = {series: one.merged_into for series, one in words.items() if one.merged_into is not None}
    assert merged == replayed.merged
    pending = [one for one in store.pending("uk") if one.verb == "merge"]
    assert {one.series for one in pending} == set(merged)
