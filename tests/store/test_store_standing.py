"""What the ledger knows of pages: which are followed, due and well, and what the user said of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from derivations import derived
from empty_ledger import make_ledger
from store_world import CONSENT, DAY, HOUR, NOW, camp, examined, failed, page, visit, word

from monitor.errors import StoreError
from monitor.following import follow, found_page
from monitor.home_ledger import open_store
from monitor.model import Entry, HostMemory, Outcome, PageStatus, Source, SourceReading, Validators
from monitor.model.reviews import Verb
from monitor.store import Store

UK, FR = page("uk"), page("fr")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_ledger(tmp_path)
    return tmp_path


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with open_store(home, writer=True) as opened:
        opened.sync([UK], NOW)
        yield opened


def _due(store: Store, at: datetime) -> list[str]:
    store.pull_back(at)
    return [state.page_id for turn in store.lease(at, room=99) for state in turn.due]


def _status(store: Store, at: datetime, name: str = "uk") -> PageStatus:
    return next(status for status in store.statuses(at) if status.id == name)


# -- the configuration ------------------------------------------------------------------------------------------------


def test_a_new_page_is_due_now(store: Store) -> None:
    store.sync([UK, FR], NOW + HOUR)
    assert _due(store, NOW) == ["uk"]
    assert _due(store, NOW + HOUR) == ["uk", "fr"]
    assert store.baseline("fr") is None
    assert store.latest_capture("fr") is None


def test_the_same_pages_again_change_nothing(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW, etag='"1"')
    before = store.state("uk")
    store.sync([UK], NOW + HOUR)
    assert store.state("uk") == before


def test_a_page_that_left_keeps_its_history_and_comes_back(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    store.sync([FR], NOW + HOUR)
    assert _due(store, NOW + 30 * DAY) == ["fr"]
    assert [status.id for status in store.statuses(NOW + HOUR)] == ["fr"]
    assert list(store.figures()) == []
    assert len(store.history()) == 2
    store.sync([FR, UK], NOW + 2 * HOUR)
    assert _due(store, NOW + 2 * HOUR) == ["fr", "uk"]
    assert len(store.figures(["uk"])) == 2
    assert visit(store, UK, camp("7,500"), NOW + 2 * HOUR).outcome is Outcome.CHANGED


def test_a_new_address_forgets_what_the_old_one_gave(store: Store) -> None:
    result = visit(store, UK, camp("6,000"), NOW, etag='"1"', moved_to="https://new.example/")
    assert (store.state("uk").validators.etag, store.state("uk").moved_count) == ('"1"', 1)
    there = replace(UK, url="https://new.example/")
    store.sync([there], NOW + HOUR)
    state = store.state("uk")
    assert (state.validators, state.body_digest) == (Validators(), None)
    assert (state.moved_to, state.moved_count, state.moved_since) == (None, 0, None)
    assert (state.text_digest, store.baseline("uk")) == (result.text_digest, derived(result).baseline)
    assert _due(store, NOW + HOUR) == ["uk"]
    assert visit(store, there, camp("7,500"), NOW + HOUR).outcome is Outcome.CHANGED


def test_a_shorter_interval_is_kept_from_now_on(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    store.sync([replace(UK, every=DAY)], NOW + HOUR)
    assert _due(store, NOW + HOUR) == []
    store.sync([replace(UK, every=HOUR)], NOW + HOUR)
    assert _due(store, NOW + HOUR) == ["uk"]


def test_a_renamed_page_keeps_everything(store: Store) -> None:
    first = visit(store, UK, camp("6,000"), NOW, etag='"1"')
    word(store, "uk", Verb.IGNORE, derived(first).series[1])
    after = page("britain", url=UK.url, was="uk")
    store.sync([after], NOW + HOUR)
    assert store.state("britain") == replace(first.state, page_id="britain")
    assert store.ignored("britain") == {derived(first).series[1]}
    assert [one.verb for one in store.decisions("britain")] == ["ignore"]
    assert visit(store, after, camp("7,500"), NOW + HOUR).outcome is Outcome.CHANGED
    assert [store.body(one) for one in store.snapshots("britain")] == [camp("6,000"), camp("7,500")]
    assert [found.page_id for found in store.findings()] == ["britain"]
    assert [status.id for status in store.statuses(NOW)] == ["britain"]
    store.sync([after], NOW + 2 * HOUR)
    assert len(store.snapshots("britain")) == 2
    with pytest.raises(StoreError) as caught:
        store.state("uk")
    assert caught.value.reason == "unknown"


def test_the_old_id_may_be_given_to_another_page(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    store.sync([page("britain", url=UK.url, was="uk"), page("uk", url="https://ukraine.example/")], NOW + HOUR)
    assert len(store.snapshots("britain")) == 1
    assert store.snapshots("uk") == []
    assert _due(store, NOW + HOUR) == ["uk"]
    visit(store, page("uk", url="https://ukraine.example/"), camp("6,000"), NOW + HOUR)
    assert [store.body(one) for one in store.snapshots("britain")] == [camp("6,000")]


# -- due --------------------------------------------------------------------------------------------------------------


def test_the_longest_due_comes_first(store: Store) -> None:
    pages = [page(name, every=every) for name, every in (("a", 3 * HOUR), ("b", HOUR), ("c", 2 * HOUR))]
    store.sync(pages, NOW)
    for one in pages:
        visit(store, one, camp("6,000"), NOW)
    at = {one.id: store.state(one.id).next_check_at for one in pages}
    assert _due(store, min(at.values()) - timedelta(seconds=1)) == []
    assert _due(store, min(at.values())) == [min(at, key=at.__getitem__)]
    assert _due(store, NOW + 5 * HOUR) == sorted(at, key=at.__getitem__)


def test_disabled_pages_are_never_due(store: Store) -> None:
    store.sync([replace(UK, enabled=False)], NOW)
    assert _due(store, NOW + 30 * DAY) == []
    store.sync([UK], NOW)
    assert _due(store, NOW) == ["uk"]


@pytest.mark.parametrize(
    ("every", "step"), [(6 * HOUR, 3650 * DAY), (6 * HOUR, DAY), (timedelta(seconds=1), 5 * HOUR / 60)]
)
def test_a_clock_set_back_leaves_no_page_waiting_for_long(store: Store, every: timedelta, step: timedelta) -> None:
    often = replace(UK, every=every)
    store.sync([often], NOW)
    visit(store, often, camp("6,000"), NOW + step)
    assert _due(store, NOW) == ["uk"]
    visit(store, often, camp("6,000"), NOW)
    assert _due(store, NOW) == []


def test_a_clock_set_back_a_little_asks_nothing_too_often(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    assert _due(store, NOW - timedelta(minutes=50)) == []


def test_the_longest_wait_after_failures_is_not_taken_for_a_wrong_clock(store: Store) -> None:
    often = replace(UK, every=timedelta(minutes=10))
    store.sync([often], NOW)
    at = NOW
    for _ in range(12):
        store.record([failed(store, often, at)])
        assert _due(store, at) == []
        at = store.state("uk").next_check_at
    assert at - (store.state("uk").last_check_at or at) == DAY


# -- the user's word --------------------------------------------------------------------------------------------------


def test_accept_beside_the_writer(store: Store, home: Path) -> None:
    visit(store, UK, camp("6,000"), NOW)
    bad, later = CONSENT.encode(), NOW + 6 * HOUR
    assert visit(store, UK, bad, later).outcome is Outcome.SUSPECT
    with open_store(home) as beside:
        beside.accept("uk", later + timedelta(minutes=1))
    assert _due(store, later + timedelta(minutes=1)) == ["uk"]
    assert store.state("uk").vouched == hashlib.sha256(bad).hexdigest()
    assert store.kept("uk", store.state("uk").vouched or "").body == bad
    result = visit(store, UK, bad, NOW + 7 * HOUR)
    assert result.outcome is Outcome.CHANGED
    assert store.state("uk").vouched is None
    assert [one.kind for one in store.snapshots("uk", evidence=True)] == ["version", "evidence", "version"]
    assert store.body(store.snapshots("uk")[-1]) == bad


@pytest.mark.parametrize("checks", [0, 1, 3], ids=["not checked yet", "well", "well again"])
def test_a_page_that_is_not_doubted_cannot_be_vouched_for(store: Store, checks: int) -> None:
    for number, body in enumerate([camp("6,000"), CONSENT.encode(), camp("6,000")][:checks]):
        visit(store, UK, body, NOW + number * HOUR)
    with pytest.raises(StoreError, match="not doubted") as refused:
        store.accept("uk", NOW + DAY)
    assert refused.value.reason == "unknown"
    assert store.state("uk").vouched is None


def test_accept_during_a_check_holds_unless_the_page_is_well_by_then(store: Store, home: Path) -> None:
    visit(store, UK, camp("6,000"), NOW)
    visit(store, UK, CONSENT.encode(), NOW + HOUR)
    doubtful = examined(store, UK, CONSENT.encode(), NOW + 2 * HOUR)
    good = examined(store, UK, camp("6,000"), NOW + 3 * HOUR)
    with open_store(home) as beside:
        beside.accept("uk", NOW + 2 * HOUR)
    store.record([doubtful])
    assert store.state("uk").vouched
    assert _due(store, NOW + 2 * HOUR) == ["uk"]
    store.record([good])
    assert store.state("uk").vouched is None
    assert _due(store, NOW + 2 * HOUR) == []


def test_a_pause_ends_by_itself_or_when_the_user_says_so(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    for until, seen in ((NOW + 3 * DAY, "2026-03-04"), (None, "until you resume it")):
        store.pause(["uk"], NOW + HOUR, until)
        for at in (NOW + HOUR, NOW + 2 * DAY):
            status = _status(store, at)
            assert (status.state, status.since, status.advice) == ("paused", NOW + HOUR, "")
            assert seen in status.reason
            assert status.next_check_at == until
            assert (_due(store, at), set(store.paused(at))) == ([], {"uk"})
    store.pause(["uk"], NOW + 2 * HOUR, NOW + 3 * DAY)
    end = NOW + 3 * DAY
    assert (_due(store, end), store.paused(end), _status(store, end).state) == (["uk"], frozenset(), "ok")
    assert _status(store, end + DAY).state == "overdue"
    store.pause(["uk"], end + DAY, None)
    assert _status(store, end + 2 * DAY).since == end + DAY
    store.resume(["uk"], end + 2 * DAY)
    assert (_due(store, end + 2 * DAY), _status(store, end + 2 * DAY).state) == (["uk"], "ok")
    with pytest.raises(StoreError, match="does not know fr"):
        store.pause(["uk", "fr"], end + 3 * DAY, None)
    assert store.paused(end + 3 * DAY) == frozenset()


def test_ignored_series_are_followed_again(store: Store, home: Path) -> None:
    series = derived(visit(store, UK, camp("6,000"), NOW)).series[0]
    with open_store(home) as beside:
        word(beside, "uk", Verb.IGNORE, series)
    assert store.ignored("uk") == {series}
    visit(store, UK, camp("7,500"), NOW + HOUR)
    assert store.findings() == []
    assert len(store.findings(told=None)) == len(store.findings(told=False)) == 1
    word(store, "uk", Verb.FOLLOW, series)
    assert store.ignored("uk") == frozenset()
    assert store.pending("uk") == ()


def test_a_name_is_shown_at_once(store: Store) -> None:
    series = derived(visit(store, UK, camp("6,000"), NOW)).series[0]
    word(store, "uk", Verb.RENAME, series, "Norhaven")
    assert [one.label for one in store.figures() if one.series == series] == ["Norhaven"]


def test_a_merge_waits_until_the_baseline_follows_it(store: Store) -> None:
    people, officers = derived(visit(store, UK, camp("6,000"), NOW)).series
    word(store, "uk", Verb.SAME, officers, into=people)
    (waiting,) = store.pending("uk")
    assert (waiting.verb, waiting.series, waiting.into) == ("merge", officers, people)
    assert {one.series for one in store.history()} == {people}
    visit(store, UK, camp("7,500"), NOW + HOUR)
    assert store.pending("uk") == ()
    assert store.decisions("uk", applied=True) == [waiting]


def test_a_series_that_is_not_there_cannot_be_decided(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    with pytest.raises(StoreError) as caught:
        word(store, "uk", Verb.IGNORE, 99)
    assert caught.value.reason == "unknown"
    assert store.decisions("uk") == []


# -- statuses ---------------------------------------------------------------------------------------------------------


def test_a_page_that_was_never_checked_is_new(store: Store) -> None:
    status = _status(store, NOW)
    assert (status.state, status.since, status.figures, status.next_check_at) == ("new", NOW, 0, NOW)


def test_a_page_that_answers_is_ok_until_it_is_overdue(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    latest = NOW + 2 * UK.every + timedelta(minutes=15)
    status = _status(store, latest)
    assert (status.state, status.since, status.last_ok_at, status.figures) == ("ok", NOW, NOW, 2)
    assert (status.reason, status.advice) == ("", "")
    late = _status(store, latest + timedelta(seconds=1))
    assert (late.state, late.since) == ("overdue", latest)


def _nothing(store: Store) -> None:
    """Let a page be added and never checked."""


def _fail(store: Store) -> None:
    store.record([failed(store, UK, NOW)])


def _fail_for_days(store: Store) -> None:
    for hour in range(8, 0, -1):
        store.record([failed(store, UK, NOW - hour * HOUR)])
    store.record([failed(store, UK, NOW)])


def _doubt(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW - HOUR)
    visit(store, UK, CONSENT.encode(), NOW)


QUARTER = timedelta(minutes=15)
STOPPED = [
    # what the last check came to, the state then, how long until its absence is told
    (_nothing, "new", 2 * UK.every + QUARTER),
    (_fail, "retrying", 2 * UK.every + QUARTER),
    (_fail_for_days, "failing", DAY + QUARTER),  # it was told to wait for a day
    (_doubt, "suspect", 2 * UK.every + QUARTER),
]


@pytest.mark.parametrize(("last", "state", "patience"), STOPPED, ids=[row[1] for row in STOPPED])
def test_a_page_that_is_no_longer_checked_is_overdue_whatever_the_last_check_came_to(
    store: Store, last: Callable[[Store], None], state: str, patience: timedelta
) -> None:
    last(store)
    assert _status(store, NOW + patience).state == state
    late = _status(store, NOW + patience + timedelta(seconds=1))
    assert (late.state, late.since, "not checked since" in late.reason) == ("overdue", NOW + patience, True)
    assert "monitor run" in late.advice


def test_failures_are_retried_and_then_failing(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    expected = ["retrying", "retrying", "failing"]
    for hour, state in enumerate(expected, 1):
        store.record([failed(store, UK, NOW + hour * HOUR)])
        status = _status(store, NOW + hour * HOUR)
        assert (status.state, status.since) == (state, NOW + HOUR)
        assert (status.reason, status.advice) == ("timeout_total: It failed.", "Wait.")
    visit(store, UK, camp("6,000"), NOW + 4 * HOUR)
    assert _status(store, NOW + 4 * HOUR).state == "ok"
    assert _status(store, NOW + 4 * HOUR).reason == ""


def test_one_failure_that_lasts_a_day_is_failing(store: Store) -> None:
    store.sync([replace(UK, every=DAY)], NOW)
    store.record([failed(store, UK, NOW)])
    assert _status(store, NOW + DAY - timedelta(seconds=1)).state == "retrying"
    assert _status(store, NOW + DAY).state == "failing"


def test_a_suspect_page_says_so(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    visit(store, UK, CONSENT.encode(), NOW + HOUR)
    status = _status(store, NOW + HOUR)
    assert (status.state, status.since, status.last_ok_at, status.figures) == ("suspect", NOW + HOUR, NOW, 2)
    assert status.reason


def test_a_disabled_page_has_no_due_time(store: Store) -> None:
    store.sync([replace(UK, enabled=False)], NOW)
    status = _status(store, NOW)
    assert (status.state, status.next_check_at) == ("disabled", None)


def test_a_page_that_moved_for_good(store: Store) -> None:
    store.sync([replace(UK, every=DAY)], NOW)
    for day in range(3):
        assert _status(store, NOW + day * DAY).advice == ""
        visit(store, UK, camp("6,000"), NOW + day * DAY, moved_to="https://new.example/")
    status = _status(store, NOW + 2 * DAY)
    assert status.state == "ok"
    assert "https://new.example/" in status.reason
    assert "https://new.example/" in status.advice


@pytest.mark.parametrize("reason", ["http_404", "http_410"])
def test_a_page_that_is_gone(store: Store, reason: str) -> None:
    for day in range(3):
        assert "gone" not in _status(store, NOW + day * DAY).advice
        store.record([failed(store, UK, NOW + day * DAY, reason=reason)])
    status = _status(store, NOW + 2 * DAY)
    assert status.state == "failing"
    assert status.advice.endswith("monitor disable uk")


@pytest.mark.parametrize("reason", ["", "http_404"])
def test_the_address_of_a_page_that_a_source_has_found_is_no_matter_of_the_user(store: Store, reason: str) -> None:
    blog = replace(page("blog"), source=Source(kind="feed"))
    store.sync([blog], NOW)
    following = follow(blog, SourceReading(entries=(Entry(url="https://norhaven.example/a", key="a"),)), {}, NOW)
    store.record([replace(examined(store, blog, camp("6,000"), NOW), following=following)])
    (post,) = (found_page(blog, one) for one in store.found_pages())
    for day in range(5):
        at = NOW + day * DAY
        if reason:
            store.record([failed(store, post, at, reason=reason)])
        else:
            visit(store, post, camp("6,000"), at, moved_to="https://new.example/")
    status = _status(store, NOW + 4 * DAY, post.id)
    assert not re.search("monitor (set|disable)", status.advice)


def test_a_soft_suspect_is_counted(store: Store) -> None:
    empty = page("empty")
    store.sync([empty], NOW)
    body = camp("few", officers="")
    for count in (1, 2):
        assert visit(store, empty, body, NOW + count * HOUR).outcome is Outcome.SUSPECT
        assert store.state("empty").suspect_count == count
    assert visit(store, empty, body, NOW + 3 * HOUR).outcome is Outcome.FIRST
    assert list(store.figures()) == []
    assert store.latest_capture("empty") is not None


# -- hosts ------------------------------------------------------------------------------------------------------------


def test_what_hosts_asked_for_is_known_after_a_restart(home: Path, store: Store) -> None:
    held = HostMemory(host="a.example", held_until=NOW + HOUR)
    spent = HostMemory(host="b.example:8080", day=NOW.date(), bytes_today=12_345)
    store.record([], [held, spent])
    with open_store(home) as again:
        assert again.hosts() == [held, spent]
    store.record([], [replace(spent, bytes_today=13_000)])
    store.record([])
    assert store.hosts() == [held, replace(spent, bytes_today=13_000)]


def test_what_holds_of_hosts_no_longer_is_tidied_away(store: Store) -> None:
    asked = HostMemory(host="a.example", held_until=NOW + 3 * DAY, day=NOW.date(), bytes_today=7)
    store.record([], [asked, HostMemory(host="b.example", day=NOW.date(), bytes_today=7)])
    today = HostMemory(host="c.example", day=(NOW + DAY).date(), bytes_today=7)
    store.record([], [today])
    assert store.hosts() == [asked, today]


def test_a_page_with_another_address_is_not_the_one_that_was_fetched(store: Store) -> None:
    moved = page("uk", url="https://elsewhere.example/")
    assert store.added_at(UK) == NOW
    assert store.known([UK, FR]) == frozenset({"uk"})
    store.sync([moved], NOW + HOUR)
    assert (store.added_at(UK), store.added_at(moved), store.added_at(FR)) == (None, NOW, None)
    assert store.known([UK]) == store.known([]) == frozenset()
    assert store.known([moved]) == frozenset({"uk"})
