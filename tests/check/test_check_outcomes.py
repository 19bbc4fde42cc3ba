"""One check, from what was fetched to what is recorded: every gate and every kind of trouble."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from check_fakes import CALM, NOT_MODIFIED, NOW, Got, Inline, World, camp, failure, fetched, html, page
from derivations import derived

from monitor import advice
from monitor.advice import Asked
from monitor.errors import StoreError
from monitor.examine import examine
from monitor.model import Alert, Channel, CheckResult, Decision, Fetched, Hop, Outcome
from monitor.model.baseline_codec import decode
from monitor.model.examining import Criteria, Examined, Task

LIVES = fetched(camp("7,000"), etag='"1"')
GROWN = fetched(camp("7,500"), etag='"2"')
CONSENT = fetched(html("We value your privacy. Accept all cookies to continue.", title="Before you continue"))
BARE = fetched(html(CALM + " It has been moved to the archive, where last year's counts are kept for reference."))


def test_a_page_is_read_followed_and_told_of() -> None:
    world = World({"uk": [LIVES, GROWN]})
    first, second = world.rounds("uk", 2)
    assert (first.outcome, first.changes) == (Outcome.FIRST, ())
    assert [figure.value for figure in derived(first).reading.figures] == [Decimal(7000), Decimal(40)]
    assert second.outcome is Outcome.CHANGED
    (change,) = second.changes
    assert (change.told, str(change.difference), change.series) == (True, "500", derived(first).series[0])
    assert second.body == GROWN.body
    assert second.state.body_digest == GROWN.digest


def test_what_the_user_wants_to_hear_no_more_of_is_not_told_by_a_check_that_is_under_way() -> None:
    class Meanwhile(Inline):
        def submit(self, task: Task) -> Future[Examined]:
            examined = super().submit(task)
            world.ledger.quiet["uk"] = frozenset({1})  # said while the version is being read
            return examined

    world = World({"uk": [LIVES, GROWN]})
    world.round()
    world.setup = replace(world.setup, examiner=Meanwhile(), channels=(Channel(name="log", kind="file", target="log"),))
    result = world.round()["uk"]
    assert [(one.told, one.rule, one.series) for one in result.changes] == [(False, "ignored", 1)]
    assert result.owed == ()


@pytest.mark.parametrize("remembered", [None, b"\x00" * 99], ids=["gone", "altered"])
def test_a_version_is_never_taken_for_the_first_because_what_was_remembered_is_lost(remembered: bytes | None) -> None:
    world = World({"uk": [LIVES, GROWN]})
    first, _ = world.rounds("uk", 2)
    task = replace(world.inline.tasks[-1], baseline=remembered)
    assert first.derived is not None
    for lost in (task, replace(task, text_digest=None, earlier=LIVES)):
        examined = examine(lost)
        assert (examined.outcome, examined.reason, examined.derived) == (Outcome.FAILED, "baseline_lost", None)
    assert "monitor reread" in advice.of("baseline_lost", Asked.CHECK, "uk")


GATES = [
    # what the second fetch gives, the outcome, whether the page had to be read
    (NOT_MODIFIED, Outcome.NOT_MODIFIED, 1),
    (LIVES, Outcome.UNCHANGED, 1),  # the same bytes
    (fetched(camp("7,000") + "<!-- served at 09:14 -->"), Outcome.UNCHANGED, 2),  # the same text
    (GROWN, Outcome.CHANGED, 2),
]


@pytest.mark.parametrize(("answer", "outcome", "readings"), GATES)
def test_nothing_is_done_after_the_first_gate_that_matches(answer: object, outcome: Outcome, readings: int) -> None:
    world = World({"uk": [LIVES, answer]})  # type: ignore[list-item]
    assert world.rounds("uk", 2)[1].outcome is outcome
    assert len(world.inline.tasks) == readings


def test_validators_go_with_the_bytes_they_came_with() -> None:
    world = World({"uk": [LIVES, NOT_MODIFIED, GROWN, NOT_MODIFIED]})
    world.rounds("uk", 4)
    assert [sent.etag if sent else None for sent in world.script.sent["uk"]] == [None, '"1"', '"1"', '"2"']


NO_VALIDATORS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the user switched them off": ({"conditional": False}, {}),
    "it is to be loaded in a browser": ({"render": "browser"}, {}),
    "other options would read the old bytes otherwise": ({"select": "main"}, {}),
    "a whole fetch is due after seven days": ({}, {"full_fetch_at": NOW - timedelta(days=8)}),
}


@pytest.mark.parametrize("why", NO_VALIDATORS)
def test_validators_are_not_sent_when(why: str) -> None:
    options, state = NO_VALIDATORS[why]
    world = World({"uk": [LIVES, LIVES]})
    world.round()
    world.pages = [page("uk", **options)]
    world.ledger.states["uk"] = replace(world.ledger.states["uk"], **state)
    world.round()
    assert world.script.sent["uk"][1] is None


OLD = timedelta(days=8)


def misled(world: World) -> CheckResult:
    """Return what comes of the weekly whole fetch, after a check that the server answered with "not modified"."""
    world.rounds("uk", 2)
    state = world.ledger.states["uk"]
    world.ledger.states["uk"] = replace(state, full_fetch_at=NOW - OLD)
    (result,) = world.rounds("uk", 1)
    return result


def test_validators_that_once_hid_a_change_are_not_sent_again() -> None:
    world = World({"uk": [LIVES, NOT_MODIFIED, GROWN, NOT_MODIFIED, LIVES]})  # the fourth: with the old validators
    found = misled(world)
    assert (found.outcome, found.state.validators_wrong) == (Outcome.CHANGED, True)
    assert "fetched whole each time" in found.detail
    (later,) = world.rounds("uk", 1)
    assert (later.outcome, later.state.validators_wrong, later.detail) == (Outcome.CHANGED, True, "")
    assert [sent.etag if sent else None for sent in world.script.sent["uk"]] == [None, '"1"', None, '"1"', None]


HONEST = [
    # what the whole fetch gives, what the server says when it is asked with the old validators
    (LIVES, []),  # nothing had changed: it is not asked
    (GROWN, [GROWN]),  # it changed just now
    (GROWN, [failure()]),
    (fetched(camp("7,000") + "<!-- made for you -->", etag='"1"'), [NOT_MODIFIED]),  # other bytes, the same text
]


@pytest.mark.parametrize(("whole", "asked"), HONEST)
def test_validators_that_hid_nothing_are_sent_again(whole: Fetched, asked: list[Got]) -> None:
    world = World({"uk": [LIVES, NOT_MODIFIED, whole, *asked, NOT_MODIFIED]})
    assert not misled(world).state.validators_wrong
    (last,) = world.rounds("uk", 1)
    assert last.outcome is Outcome.NOT_MODIFIED
    assert len(world.script.sent["uk"]) == 4 + len(asked)


TROUBLE = [
    (failure("http_404", retryable=False), Outcome.FAILED, "http_404"),
    (failure("robots", outcome=Outcome.BLOCKED), Outcome.BLOCKED, "robots"),
    (failure("unframed", outcome=Outcome.SUSPECT), Outcome.SUSPECT, "unframed"),
    (CONSENT, Outcome.SUSPECT, "consent"),
    (BARE, Outcome.SUSPECT, "figures_lost"),
    (fetched(""), Outcome.SUSPECT, "empty"),
]


@pytest.mark.parametrize(("answer", "outcome", "reason"), TROUBLE, ids=[row[2] for row in TROUBLE])
def test_trouble_leaves_one_trace_and_the_baseline_where_it_was(answer: object, outcome: Outcome, reason: str) -> None:
    world = World({"uk": [LIVES, answer, GROWN]})  # type: ignore[list-item]
    _, bad, good = world.rounds("uk", 3)
    assert (bad.outcome, bad.reason, bad.derived) == (outcome, reason, None)
    assert bad.detail
    assert (bad.state.failures, bad.state.body_digest, bad.state.validators.etag) == (1, LIVES.digest, '"1"')
    assert [str(change.difference) for change in good.changes] == ["500"]
    assert (good.state.failures, good.state.troubled_since) == (0, None)


UNREAD = [
    # the reason, what is advised, whether it is tried again soon
    ("cpu", "monitor set uk ignore+=CSS", False),
    ("hang", "monitor set limits.read_wall=", False),
    ("memory", "monitor set limits.read_memory=", False),
    ("killed", "read again soon", True),
    ("stopped", "tried again by itself", True),
    ("crash", "report it", False),
    ("nothing_selected", "monitor set uk select=CSS", False),
    ("no_text", "`monitor explain FILE`", False),
]


@pytest.mark.parametrize(("reason", "advised", "soon"), UNREAD, ids=[row[0] for row in UNREAD])
def test_a_reading_that_fails_is_recorded_with_its_evidence_and_what_to_do(
    reason: str, advised: str, soon: bool
) -> None:
    world = World({"uk": [LIVES]}, always=Examined(outcome=Outcome.FAILED, reason=reason, detail="It was stopped."))
    (result,) = world.rounds("uk", 1)
    assert (result.outcome, result.reason, result.body) == (Outcome.FAILED, reason, LIVES.body)
    assert result.state.body_digest is None
    assert advised in result.advice
    assert (result.state.next_check_at - result.finished_at < timedelta(minutes=1)) is soon


def test_a_page_without_figures_is_doubted_and_believed_when_it_stays_so() -> None:
    world = World({"uk": [LIVES, *[BARE] * 13]})
    outcomes = [result.outcome for result in world.rounds("uk", 13)]
    assert outcomes == [Outcome.FIRST, *[Outcome.SUSPECT] * 12]  # an outage of eleven hours is not news
    (last,) = world.rounds("uk", 1)
    assert last.outcome is Outcome.CHANGED
    assert {(change.kind.value, change.told) for change in last.changes} == {("DISAPPEARED", True)}


def test_the_time_can_be_switched_off_and_the_count_holds_all_the_same() -> None:
    world = World({"uk": [LIVES, BARE, BARE, BARE]})
    world.setup = replace(world.setup, criteria=Criteria(confirm_after=timedelta()))
    outcomes = [result.outcome for result in world.rounds("uk", 4)]
    assert outcomes == [Outcome.FIRST, Outcome.SUSPECT, Outcome.SUSPECT, Outcome.CHANGED]


def test_another_doubtful_answer_begins_anew() -> None:
    other = fetched("<p>Nothing is known of the tents, either.</p>")
    world = World({"uk": [LIVES, *[BARE] * 11, other, *[BARE] * 12]})
    assert {result.outcome for result in world.rounds("uk", 25)[1:]} == {Outcome.SUSPECT}


def test_a_new_page_without_figures_needs_no_half_day() -> None:
    world = World({"uk": [BARE, BARE, BARE]})
    outcomes = [result.outcome for result in world.rounds("uk", 3)]
    assert outcomes == [Outcome.SUSPECT, Outcome.SUSPECT, Outcome.FIRST]


def vouched(world: World, digest: str) -> CheckResult:
    """Return what the next check comes to when the user has vouched for the answer of *digest*."""
    world.ledger.states["uk"] = replace(world.ledger.states["uk"], vouched=digest)
    (result,) = world.rounds("uk", 1)
    return result


def test_the_user_s_word_makes_the_doubted_answer_good_and_no_other() -> None:
    world = World({"uk": [LIVES, BARE, CONSENT, CONSENT]})
    doubted = world.rounds("uk", 2)[1]
    believed = vouched(world, BARE.digest)
    assert (believed.outcome, believed.vouched, believed.state.vouched) == (Outcome.CHANGED, True, None)
    assert (believed.body, believed.state.next_check_at) == (BARE.body, believed.finished_at)
    assert believed.capture is not None
    assert believed.capture.captured_at == doubted.finished_at  # the last time that it was seen
    assert len(world.script.sent["uk"]) == 2  # nothing was fetched: what comes next is judged as ever
    assert [result.outcome for result in world.rounds("uk", 2)] == [Outcome.SUSPECT, Outcome.SUSPECT]


def test_a_hard_doubt_can_be_vouched_for_too() -> None:
    world = World({"uk": [LIVES, CONSENT, LIVES]})
    world.rounds("uk", 2)
    assert vouched(world, CONSENT.digest).outcome is Outcome.CHANGED
    assert world.rounds("uk", 1)[0].outcome is Outcome.CHANGED  # and back


@pytest.mark.parametrize("answer", [GROWN, failure()], ids=["good", "failed"])
def test_an_answer_that_was_vouched_for_and_is_lost_fails_and_the_next_is_fetched(answer: Got) -> None:
    world = World({"uk": [LIVES, BARE, answer]})
    world.rounds("uk", 2)
    world.ledger.lost = {BARE.digest}
    lost = vouched(world, BARE.digest)
    assert (lost.outcome, lost.reason, lost.state.vouched) == (Outcome.FAILED, "snapshot_lost", None)
    assert world.rounds("uk", 1)[0].outcome is (Outcome.CHANGED if answer is GROWN else Outcome.FAILED)


def test_bytes_without_proof_of_their_end_are_believed_when_they_come_twice() -> None:
    unproved = failure("unframed", outcome=Outcome.SUSPECT, capture=GROWN.capture, body=GROWN.body)
    world = World({"uk": [LIVES, unproved, unproved]})
    _, once, twice = world.rounds("uk", 3)
    assert (once.outcome, twice.outcome) == (Outcome.SUSPECT, Outcome.CHANGED)


def test_other_options_are_the_engine_s_doing_and_told_to_nobody() -> None:
    world = World({"uk": [LIVES, LIVES, GROWN]})
    world.round()
    world.pages = [page("uk", ignore=("p:last-child",))]
    (again,) = world.rounds("uk", 1)
    assert [(change.kind.value, change.told, change.rule) for change in again.changes] == [
        ("DISAPPEARED", False, "engine")
    ]
    (grown,) = world.rounds("uk", 1)
    assert [change.kind.value for change in grown.changes if change.told] == ["CHANGED"]


def rendered(answer: Fetched) -> Fetched:
    return replace(answer, capture=replace(answer.capture, framing="browser (Chromium 156, still)"))


def test_what_a_browser_adds_to_a_page_is_no_change_of_it() -> None:
    world = World({"uk": [LIVES, rendered(GROWN), rendered(fetched(camp("8,000"))), GROWN]})
    world.round()
    world.pages = [page("uk", render="browser")]
    first, later = world.rounds("uk", 2)
    assert (first.outcome, first.body) == (Outcome.CHANGED, GROWN.body)  # kept: it is what the next is compared with
    assert {(change.told, change.rule) for change in first.changes} == {(False, "engine")}
    assert [(change.kind.value, change.told) for change in later.changes] == [("CHANGED", True)]
    world.pages = [page("uk")]
    (back,) = world.rounds("uk", 1)
    assert {(change.told, change.rule) for change in back.changes} == {(False, "engine")}


def test_digits_that_never_stand_still_are_told_of_with_the_remedy() -> None:
    counting = replace(GROWN, capture=replace(GROWN.capture, framing="browser (Chromium 156, counting)"))
    results = World({"uk": [rendered(LIVES), counting]}, [page("uk", render="browser")]).rounds("uk", 2)
    assert ["`ignore`" in result.detail for result in results] == [False, True]


def test_a_page_that_scripts_would_fill_is_told_of_the_browser_until_it_has_one() -> None:
    shell = fetched("<html lang=en><title>Camp</title><div id=root></div><script>1</script></html>")
    world = World({"uk": [shell, rendered(shell)]})
    (alone,) = world.rounds("uk", 1)
    assert (alone.reason, "monitor set uk render=browser" in alone.advice) == ("empty", True)
    world.pages = [page("uk", render="browser")]
    (loaded,) = world.rounds("uk", 1)
    assert (loaded.reason, "render" in loaded.advice) == ("empty", False)


def test_a_page_that_has_moved_for_good_is_counted() -> None:
    hop = Hop(url="https://uk.example/", status=301, location="https://gov.example/uk")
    moved = replace(LIVES, capture=replace(LIVES.capture, redirects=(hop,), final_url="https://gov.example/uk"))
    world = World({"uk": [moved] * 3})
    assert world.rounds("uk", 3)[-1].state.moved_count == 3


def test_rules_and_decisions_reach_the_comparison() -> None:
    world = World({"uk": [LIVES, GROWN]})
    world.setup = replace(world.setup, criteria=Criteria(alerts=(Alert(name="huge", min_absolute=Decimal(10_000)),)))
    world.round()
    world.ledger.said["uk"] = (Decision(id=9, verb="split", series=1),)
    (grown,) = world.rounds("uk", 1)
    (change,) = grown.changes
    assert (change.told, change.series, derived(grown).decided) == (False, 3, (9,))
    assert {one.series for one in decode(derived(grown).baseline).tracked} == {2, 3}


def test_a_lost_snapshot_fails_its_page_alone() -> None:
    world = World({"a": [fetched(camp("7,000"))] * 2, "b": [fetched(camp("7,000"))] * 2})
    world.round()
    world.pages = [page("a", select="main"), page("b")]

    def lost(page_id: str) -> Fetched:
        raise StoreError("lost", f"{page_id} is missing.")

    world.ledger.latest_capture = lost  # type: ignore[method-assign]
    results = world.round()
    assert (results["a"].outcome, results["a"].reason) == (Outcome.FAILED, "snapshot_lost")
    assert results["b"].outcome is Outcome.UNCHANGED


def test_a_defect_in_fetching_fails_its_page_alone() -> None:
    world = World({"a": [], "b": [fetched(camp("7,000"))]})  # the script has no answer for the first
    results = world.round()
    assert (results["a"].outcome, results["a"].reason) == (Outcome.FAILED, "defect")
    assert results["b"].outcome is Outcome.FIRST


def test_a_page_with_another_address_and_speaker_has_its_old_bytes_read_again() -> None:
    world = World({"a": [fetched(camp("7,000"))] * 2})
    world.round()
    state = world.ledger.states["a"]
    world.ledger.states["a"] = replace(state, body_digest=None)  # what the ledger forgets with the old address
    world.pages = [page("a", speaker="The ministry")]
    world.round()
    task = world.inline.tasks[-1]
    assert (task.earlier is not None, task.text_digest) == (True, None)


def test_a_selector_that_finds_nothing_any_more_makes_the_page_suspect() -> None:
    world = World({"uk": [LIVES, fetched(camp("8,000").replace("main>", "div>")), LIVES]})
    world.pages = [page("uk", select="main")]
    first, second, third = world.rounds("uk", 3)
    assert (first.outcome, second.outcome, third.outcome) == (Outcome.FIRST, Outcome.SUSPECT, Outcome.UNCHANGED)
    assert (second.reason, "matches its 'select' (main)" in second.detail) == ("nothing_selected", True)
    assert "monitor set uk select=CSS" in second.advice
