"""Turns of hosts: what is due is handed out once, by an index, and what a turn that is over brings is not recorded."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from empty_ledger import make_file, make_ledger, rows_of, sqlite_alone
from sqlite_ledger import connection_of
from store_world import HOUR, NOW, camp, examined, failed, page, visit

from monitor.home_ledger import open_store
from monitor.model import CheckResult, HostMemory, Outcome, Page, PageState, Turn
from monitor.outage import FEWEST_HOSTS
from monitor.store import Store
from monitor.store.turn_rows import LEASE, PAGES_AT_ONCE, PAGES_OF_A_TURN

UK, FR = page("uk"), page("fr")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as opened:
        opened.sync([UK, FR], NOW)
        yield opened


def _hosts(turns: list[Turn]) -> list[str]:
    return [turn.host for turn in turns]


def test_a_turn_holds_the_pages_of_its_host_that_are_due(store: Store) -> None:
    others = [page(f"uk{n}", url=f"http://uk.example/{n}") for n in range(3)]  # http or https: one host to politeness
    store.sync([UK, FR, *others], NOW + HOUR)
    turns = {turn.host: [state.page_id for state in turn.due] for turn in store.lease(NOW + HOUR, room=9)}
    assert turns == {"uk.example": ["uk", "uk0", "uk1", "uk2"], "fr.example": ["fr"]}


def test_what_is_under_way_is_not_handed_out_again(store: Store) -> None:
    assert len(store.lease(NOW, room=1)) == 1
    (second,) = store.lease(NOW, room=9, held={"fr.example"})
    assert second.host == "uk.example"
    assert store.lease(NOW + timedelta(days=30), room=9, held={"fr.example", "uk.example"}) == []  # however late


def test_a_turn_that_is_over_leaves_its_host_for_the_next(store: Store) -> None:
    (first,) = [turn for turn in store.lease(NOW, room=9) if turn.host == "uk.example"]
    visit(store, UK, camp("6,000"), NOW)
    assert store.lease(NOW, room=9, held={"fr.example"}) == []
    (again,) = store.lease(NOW + 7 * HOUR, room=9, held={"fr.example"})
    assert (again.host, again.fence) == ("uk.example", first.fence + 1)


@sqlite_alone
def test_nothing_is_written_when_there_is_nothing_to_hand_out(store: Store) -> None:
    held = set(_hosts(store.lease(NOW, room=9)))
    before = connection_of(store).total_changes
    assert store.lease(NOW + LEASE / 4, room=9, held=held) == []
    assert connection_of(store).total_changes == before
    assert store.lease(NOW + LEASE, room=9, held=held) == []  # they are renewed
    assert connection_of(store).total_changes > before


def test_a_host_with_thousands_of_pages_lets_others_have_their_turns(store: Store) -> None:
    crowd = [page(f"big{n}", url=f"https://big.example/{n}") for n in range(2 * PAGES_OF_A_TURN)]
    more = [page(f"w{n}") for n in range(2 * PAGES_AT_ONCE)]
    store.sync([*crowd, *more], NOW)
    turns = store.lease(NOW, room=999)
    assert max(len(turn.due) for turn in turns) == PAGES_OF_A_TURN
    assert sum(len(turn.due) for turn in turns) == PAGES_AT_ONCE
    assert len(store.lease(NOW, room=3, held=_hosts(turns))) == 3
    assert store.lease(NOW, room=0, held=_hosts(turns)) == []


def test_hosts_with_many_pages_are_asked_together_so_that_an_outage_of_ours_is_told(store: Store) -> None:
    store.sync([page(f"p{n}", url=f"https://h{n % 4}.example/{n}") for n in range(400)], NOW)
    assert len(store.lease(NOW, room=9)) > FEWEST_HOSTS


def test_what_the_user_says_of_a_page_moves_its_turn(store: Store) -> None:
    for name in ("uk", "fr"):
        visit(store, page(name), camp("6,000"), NOW)
    store.ask(["uk"], NOW)
    assert _hosts(store.lease(NOW, room=9)) == ["uk.example"]
    store.lease(NOW, room=0)
    store.pause(["uk"], NOW, NOW + 2 * HOUR)
    assert store.lease(NOW + HOUR, room=9) == []
    assert _hosts(store.lease(NOW + 2 * HOUR, room=9)) == ["uk.example"]
    store.sync([replace(UK, url="https://moved.example/"), replace(FR, enabled=False)], NOW + 3 * HOUR)
    assert _hosts(store.lease(NOW + 99 * HOUR, room=9)) == ["moved.example"]


def test_a_host_that_pages_lead_to_is_leased_unless_another_has_it(tmp_path: Path, store: Store) -> None:
    (uk, fr) = sorted(store.lease(NOW, room=9), key=lambda turn: turn.host == "fr.example")
    with rows_of(tmp_path) as other:
        other.execute("UPDATE turns SET holder = 'another 7' WHERE host = 'fr.example'")
    found = {turn.host: turn for turn in store.reach(["uk.example", "fr.example", "www.uk.example"], NOW)}
    assert {host: turn.fence for host, turn in found.items()} == {"uk.example": uk.fence, "www.uk.example": 1}
    assert store.until.keys() == found.keys()
    (late,) = store.reach(["fr.example"], NOW + LEASE)
    assert (late.fence, late.is_inherited) == (fr.fence + 1, True)
    store.lease(NOW + LEASE, room=0, held={"uk.example"})
    assert store.until.keys() == {"uk.example"}


def test_a_turn_knows_what_was_learnt_of_its_host(store: Store) -> None:
    learnt = HostMemory(host="uk.example", held_until=NOW + HOUR, day=NOW.date(), bytes_today=7, next_at=NOW)
    store.record([], [learnt])
    assert {turn.host: turn.memory for turn in store.lease(NOW, room=9)} == {"uk.example": learnt, "fr.example": None}


def test_a_turn_that_its_holder_did_not_end_is_known_as_such(tmp_path: Path, store: Store) -> None:
    assert not any(turn.is_inherited for turn in store.lease(NOW, room=9))
    store.close()
    with open_store(tmp_path, writer=True) as after:
        turns = after.lease(NOW, room=9)
        assert {turn.host: turn.is_inherited for turn in turns} == {"uk.example": True, "fr.example": True}
        after.lease(NOW, room=0)  # they are over
        assert not any(turn.is_inherited for turn in after.lease(NOW, room=9))


def test_a_worker_is_known_while_it_lives(tmp_path: Path, store: Store) -> None:
    store.is_shared = True
    store.lease(NOW, room=1)
    (worker,) = store.workers()
    assert (worker.holder, worker.started_at, worker.hosts) == (store.holder, NOW, 1)
    store.lease(NOW + HOUR, room=0, held={"fr.example"})
    assert store.workers()[0].seen_at == NOW + HOUR
    with rows_of(tmp_path) as other:
        other.execute("UPDATE workers SET holder = 'another 7', digest = ''")
    assert [one.holder for one in store.others(NOW + HOUR)] == ["another 7"]
    assert store.others(NOW + 2 * HOUR) == []  # it does not live any more
    store.lease(NOW + HOUR, room=0)
    store.leave()
    assert [one.holder for one in store.workers()] == ["another 7"]
    store.lease(NOW + timedelta(days=9), room=0)
    assert [one.holder for one in store.workers()] == [store.holder]  # new, it tidies up


def test_others_know_at_once_that_a_worker_reaches_no_host(store: Store) -> None:
    store.is_shared = True
    for offline in (None, NOW, None):
        store.offline_since = offline
        store.lease(NOW, room=0)  # it was seen just now, and says it all the same
        assert store.workers()[0].offline_since == offline


def test_whether_others_reach_hosts(tmp_path: Path, store: Store) -> None:
    store.is_shared = True
    store.sync([UK, FR], NOW, digest="ours")
    store.lease(NOW, room=0)
    assert not store.is_reached_elsewhere(NOW)  # itself is nobody else
    with rows_of(tmp_path) as other:
        other.execute("UPDATE workers SET holder = 'another 7'")
    assert store.is_reached_elsewhere(NOW)
    assert not store.is_reached_elsewhere(NOW + HOUR)  # it does not live any more
    with rows_of(tmp_path) as other:
        other.execute("UPDATE workers SET offline_since = '2026-03-01'")
    assert not store.is_reached_elsewhere(NOW)


def test_a_worker_with_another_configuration_leases_nothing(tmp_path: Path, store: Store) -> None:
    store.is_shared = True
    store.sync([UK, FR], NOW, digest="ours")
    with rows_of(tmp_path) as other:
        other.execute("UPDATE in_force SET digest = 'theirs'")
    held = _hosts(store.lease(NOW, room=1))
    assert (store.is_in_step(), held) == (False, [])
    store.sync([UK, FR], NOW, digest="ours")
    assert (store.is_in_step(), len(store.lease(NOW, room=9))) == (True, 2)


def test_who_goes_leaves_its_hosts_to_others_but_those_that_it_asks(store: Store) -> None:
    store.is_shared = True
    store.lease(NOW, room=9)
    store.leave(["fr.example"])
    assert _hosts(store.lease(NOW, room=9, held={"fr.example"})) == ["uk.example"]


def test_what_a_turn_brings_after_another_has_it_is_not_recorded(tmp_path: Path, store: Store) -> None:
    """Of a holder that was away for longer than its lease, the page has been given to another."""
    turns = {turn.host: turn for turn in store.lease(NOW, room=9)}
    with rows_of(tmp_path) as other:
        other.execute("UPDATE turns SET holder = 'another 7', fence = fence + 1 WHERE host = 'uk.example'")
    results = [examined(store, one, camp("6,000"), NOW) for one in (UK, FR)]
    written = store.record(results, (), {one.id: turns[one.server] for one in (UK, FR)})
    assert [result.page.id for result in written] == ["fr"]
    assert (store.trace("uk"), len(store.snapshots("uk"))) == (None, 0)
    assert store.trace("fr") is not None


def test_what_may_be_recorded_already_is_recorded_once(store: Store) -> None:
    """Who does not hear whether a commit came through records the same results again."""
    turns = {turn.host: turn for turn in store.lease(NOW, room=9)}
    of = {one.id: turns[one.server] for one in (UK, FR)}
    results = [examined(store, one, camp("6,000"), NOW) for one in (UK, FR)]
    (first,) = store.record(results[:1], (), of)
    again = store.record(results, (), of)
    assert {one.page.id for one in again} == {"uk", "fr"}
    assert [one.check for one in again if one.page.id == "uk"] == [first.check]
    assert [run.checks for name in ("uk", "fr") for run in store.runs(name)] == [1, 1]
    assert [len(store.snapshots(name)) for name in ("uk", "fr")] == [1, 1]


def test_what_is_checked_in_no_turn_is_recorded_once_as_well(store: Store) -> None:
    """As `monitor check` does, which is told of pages by the user."""
    visit(store, UK, camp("6,000"), NOW)
    result = examined(store, UK, camp("5,000"), NOW + HOUR)
    (first,) = store.record([result])
    (again,) = store.record([result])
    assert again.check == first.check
    assert sum(run.checks for run in store.runs("uk")) == len(store.snapshots("uk")) == 2


def test_a_page_that_was_checked_since_it_was_handed_out_is_left_as_it_is(store: Store) -> None:
    turns = {turn.host: turn for turn in store.lease(NOW, room=9)}
    late = failed(store, UK, NOW + HOUR)
    visit(store, UK, camp("6,000"), NOW)
    assert store.record([late], (), {"uk": turns["uk.example"]}) == []
    assert [run.outcome for run in store.runs("uk")] == [Outcome.FIRST]


def test_what_people_do_to_a_page_under_way_does_not_lose_its_check(store: Store) -> None:
    (turn,) = [one for one in store.lease(NOW, room=9) if one.host == "uk.example"]
    result = examined(store, UK, camp("6,000"), NOW + HOUR)
    store.ask(["uk"], NOW + HOUR / 2)
    store.schedule({"uk": NOW + 9 * HOUR})
    store.pause(["uk"], NOW + HOUR / 2, None)
    assert [one.page.id for one in store.record([result], (), {"uk": turn})] == ["uk"]


def test_what_is_told_is_decided_while_nobody_else_writes(store: Store) -> None:
    def as_told(results: Sequence[CheckResult]) -> Sequence[CheckResult]:
        assert store._db.in_transaction
        return results[:1]

    written = store.record([failed(store, one, NOW) for one in (UK, FR)], as_told=as_told)
    assert [one.page.id for one in written] == ["uk"]


def test_a_start_that_has_nothing_to_put_right_writes_nothing(tmp_path: Path) -> None:
    make_file(tmp_path)
    with open_store(tmp_path) as reader:
        before = reader._db.marker()
        open_store(tmp_path, writer=True).close()
        assert reader._db.marker() == before


def test_a_new_instance_begins_without_the_turns_of_the_one_before(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as before:
        before.sync([UK], NOW)
        before.lease(NOW, room=9)
    with open_store(tmp_path, writer=True) as after:
        assert _hosts(after.lease(NOW, room=9)) == ["uk.example"]


@sqlite_alone
def test_only_what_the_configuration_changes_is_written(store: Store) -> None:
    before = connection_of(store).total_changes
    store.sync([UK, FR], NOW + HOUR)
    assert connection_of(store).total_changes == before
    store.sync([replace(UK, tags=("north",))], NOW + HOUR, gone=[])
    assert connection_of(store).total_changes == before + 1
    assert [one.id for one in store.statuses(NOW)] == ["fr", "uk"]
    store.sync([], NOW + HOUR, gone=["fr"])
    assert [one.id for one in store.statuses(NOW)] == ["uk"]


@sqlite_alone
def test_no_step_of_a_tick_looks_at_every_page_or_host(store: Store) -> None:
    said: list[str] = []
    visit(store, FR, camp("6,000"), NOW)
    connection_of(store).set_trace_callback(said.append)
    assert store.rescheduled() == []
    turns = store.lease(NOW, room=9)
    store.record([failed(store, UK, NOW)], [HostMemory(host="uk.example", day=NOW.date())], {"uk": turns[0]})
    store.lease(NOW, room=9)
    connection_of(store).set_trace_callback(None)
    asked = [one for one in said if one.startswith(("SELECT", "UPDATE", "DELETE", "INSERT"))]
    plans = {row[3]: one for one in asked for row in store._db.execute(f"EXPLAIN QUERY PLAN {one}") if "SCAN" in row[3]}
    small = {"SCAN CONSTANT ROW", "SCAN outages USING INDEX outages_on"}  # of the outage that goes on, if one does
    small.add("SCAN pages USING INDEX pages_rescheduled")  # which has those alone that are
    small |= {"SCAN workers", "SCAN w"}  # a handful
    small.add("SCAN json_each VIRTUAL TABLE INDEX 1:")  # of what is recorded
    assert {plan: one for plan, one in plans.items() if plan not in small} == {}
    assert {"turns_wanted", "pages_due", "turns_holder", "pages_rescheduled"} <= _indexes(store, asked)


def _indexes(store: Store, asked: list[str]) -> set[str]:
    plans = [row[3] for one in asked for row in store._db.execute(f"EXPLAIN QUERY PLAN {one}")]
    return {word for plan in plans for word in plan.split()}


def test_turns_are_always_true_to_the_pages(store: Store) -> None:
    dice = random.Random(17)
    pages: dict[int, Page] = {n: page(f"p{n}", url=f"https://h{n % 3}.example/{n}") for n in range(6)}
    store.sync(pages.values(), NOW)
    for hour in range(60):
        what = dice.choice(["visit", "pause", "resume", "ask", "move", "drop", "back"])
        _step(store, pages, what, dice.randrange(6), NOW + hour * HOUR)
        sql = """SELECT t.host, t.due_at, min(p.due_at) FROM turns t LEFT JOIN pages p ON p.host = t.host
                 GROUP BY t.host HAVING t.due_at IS DISTINCT FROM min(p.due_at)"""
        assert list(store._db.execute(sql)) == []
        late = NOW + timedelta(days=400)
        due = {state.page_id for turn in store.lease(late, room=99) for state in turn.due}
        assert due == {one.id for one in store.statuses(late) if one.next_check_at is not None}


def _step(store: Store, pages: dict[int, Page], what: str, number: int, now: datetime) -> None:
    one = pages[number]
    if what == "visit":
        state = PageState(page_id=one.id, next_check_at=now + HOUR)
        store.record([replace(failed(store, one, now), state=state)])
    elif what == "pause":
        store.pause([one.id], now, None)
    elif what == "resume":
        store.resume([one.id], now)
    elif what == "ask":
        store.ask([one.id], now)
    elif what == "move":
        pages[number] = replace(one, url=f"https://h{number}.example/there")
        store.sync(list(pages.values()), now)
    elif what == "drop":
        store.sync([page for page in pages.values() if page.id != one.id], now)
    else:
        store.sync(list(pages.values()), now)
