"""What is to be done and is not done yet, in numbers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from empty_ledger import LEDGER, SERVER, make_ledger
from store_world import HOUR, NOW, failed, page, recorded

from monitor.home_ledger import open_store
from monitor.model import Channel
from monitor.routing import routed


def test_nothing_is_to_be_done_in_a_new_home(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    with open_store(tmp_path) as store:
        found = store.backlog(NOW)
    assert (found.due, found.due_since, found.last_good_at, found.owed, found.timestamps) == (0, None, None, (), 0)
    assert found.bytes == (tmp_path / LEDGER).stat().st_size if not SERVER else found.bytes > 100_000


def test_what_is_due_is_counted_from_the_one_that_waits_longest(tmp_path: Path) -> None:
    home = recorded(tmp_path / "home")
    with open_store(home, writer=True) as store:
        store.sync([page("uk"), page("fr"), page("de", enabled=False)], NOW + 2 * HOUR)
        found = store.backlog(NOW + 3 * HOUR)
        later = store.backlog(NOW + timedelta(days=2))
    assert (found.due, found.due_since) == (1, NOW + 2 * HOUR)
    assert later.due == 2
    assert found.last_good_at == NOW + 2 * HOUR


def test_what_is_owed_is_counted_by_channel(tmp_path: Path) -> None:
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as store:
        store.sync([page("uk")], NOW)
        for hour in range(3):
            result = failed(store, page("uk"), NOW + hour * HOUR)
            store.record([routed(result, (Channel(name="desk", kind="file", target="/desk"),))])
        (found,) = store.backlog(NOW + 4 * HOUR).owed
    assert (found.channel, found.is_given_up, found.count, found.since) == ("desk", False, 1, NOW + 2 * HOUR)
