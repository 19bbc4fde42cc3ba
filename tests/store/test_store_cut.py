"""The network to a server of PostgreSQL is cut: what was said is kept once, or the caller is told that it was not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cut_network import Proxy
from empty_ledger import SERVER
from postgresql_server import Server
from store_world import HOUR, NOW, camp, examined, page

from monitor.cli import main
from monitor.errors import StoreError
from monitor.home_ledger import address_of, open_store
from monitor.model import CheckResult, HostMemory, Turn
from monitor.model.reviews import Act, Verb
from monitor.model.tallies import EVERY
from monitor.store import Store
from monitor.store.databases import postgresql

pytestmark = pytest.mark.skipif(not SERVER, reason="needs a server of PostgreSQL (make postgresql-test)")
UK, FR = page("uk"), page("fr")
EVERYTHING = "SELECT * FROM {} ORDER BY 1"
BETWEEN = "postgresql://monitor@127.0.0.1:{}/postgres?sslmode=disable&gssencmode=disable"
OURS = frozenset({"workers"})  # which process it was


@pytest.fixture
def proxy(ledger_server: Server) -> Iterator[Proxy]:
    """Return the network to it."""
    with Proxy(ledger_server.socket) as between:
        yield between


def made(home: Path, url: str) -> Path:
    (home / "config").mkdir(parents=True)
    (home / "config" / "pages.yaml").write_text("pages: [{id: uk, url: 'https://uk.example/'}]")
    (home / "config" / "monitor.yaml").write_text(f"ledger: {url}&schema=s{abs(hash(home))}\n")
    Store.create(home, address_of(home)).close()
    return home


class Story:
    """What happens to a ledger: each step is one transaction."""

    def __init__(self, home: Path, name: str) -> None:
        self.store = open_store(home, writer=True)
        self.store.holder = name
        self.turns: list[Turn] = []
        self.made: dict[str, CheckResult] = {}
        self.steps: list[Callable[[], object]] = [
            lambda: self.store.sync([UK, FR], NOW, digest="1"),
            lambda: self._lease(0),
            lambda: self._record("6,000", 0),
            lambda: self._lease(7),
            lambda: self._record("7,500", 7),
            lambda: self.store.reach(["other.example"], NOW + 7 * HOUR),
            lambda: self.store.act(
                Act(verb=Verb.RENAME, person="Anna", key="k", page_id="uk", series=1, text="camp"), NOW
            ),
            lambda: self.store.outbox.owe_health("desk", NOW),
            lambda: self.store.outbox.begin(self.store.outbox.due("desk", NOW)),
            lambda: self.store.outbox.sent(self.store.outbox.due("desk", NOW), NOW),
            lambda: self.store.pause(["fr"], NOW, None),
            lambda: self.store.sync([UK], NOW + HOUR, digest="2"),
        ]

    def _lease(self, hour: int) -> None:
        self.turns = self.store.lease(NOW + hour * HOUR, 9)

    def _record(self, people: str, hour: int) -> None:
        at = NOW + hour * HOUR
        turns = {state.page_id: turn for turn in self.turns for state in turn.due}
        assert "uk" in turns
        memory = HostMemory(host="uk.example", day=at.date(), bytes_today=7, next_at=at)
        result = examined(self.store, UK, camp(people), at) if people not in self.made else self.made[people]
        self.made[people] = result
        assert len(self.store.record([result], [memory], turns)) == 1

    def rows(self) -> dict[str, list[Any]]:
        """Return all that the ledger says."""
        db = self.store._db
        return {name: db.execute(EVERYTHING.format(name)).fetchall() for name in db.tables() if name not in OURS}


@contextmanager
def told(home: Path, url: str) -> Iterator[Story]:
    """Yield what happens to the ledger of *home* at *url*, to be told."""
    story = Story(made(home, url), "one")
    with story.store:
        yield story


def test_what_was_kept_is_known_to_be_where_the_answer_to_its_commit_is_lost(
    ledger_server: Server, proxy: Proxy, tmp_path: Path
) -> None:
    with told(tmp_path / "calm", ledger_server.url) as calm, told(tmp_path / "cut", BETWEEN.format(proxy.port)) as cut:
        for number, (one, other) in enumerate(zip(calm.steps, cut.steps, strict=True)):
            one()
            lost = proxy.lose()
            other()
            assert lost.is_made.is_set(), number
            assert cut.rows() == calm.rows(), number
        assert len(cut.rows()["snapshots"]) == 2


def test_what_did_not_come_to_its_end_is_told_and_can_be_said_again(
    ledger_server: Server, proxy: Proxy, tmp_path: Path
) -> None:
    """In the middle of a transaction, and at its COMMIT."""
    with told(tmp_path / "calm", ledger_server.url) as calm, told(tmp_path / "cut", BETWEEN.format(proxy.port)) as cut:
        for number, (one, other) in enumerate(zip(calm.steps, cut.steps, strict=True)):
            for words in (b"UPDATE", b"COMMIT"):
                lost, before = proxy.stop(words), cut.rows()
                with pytest.raises(StoreError, match="nothing was recorded") as caught:
                    other()
                assert (lost.is_made.is_set(), caught.value.reason) == (True, "locked"), number
                assert cut.rows() == before
            one()
            other()
            assert cut.rows() == calm.rows(), number


def test_what_became_of_it_is_not_known_while_nobody_can_be_asked(
    proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "PATIENCE", 1)
    with told(tmp_path, BETWEEN.format(proxy.port)) as cut:
        cut.steps[0]()
        lost = proxy.lose()
        lost.for_good = True
        with pytest.raises(StoreError, match="whether that was recorded is not known") as caught:
            cut.store.pause(["fr"], NOW, None)
        assert caught.value.reason == "locked"
        proxy.open()
        assert cut.store.paused(NOW) == {"fr"}


def test_one_that_was_cut_off_in_the_middle_holds_nobody_up_for_long(
    ledger_server: Server, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server does not hear that it has gone, as when it is frozen, or a cable is pulled."""
    monkeypatch.setattr(postgresql, "HELD", 1)
    home = made(tmp_path, ledger_server.url)
    with open_store(home, writer=True) as frozen, open_store(home, writer=True) as other:
        with pytest.raises(StoreError, match="cannot be reached; nothing was recorded"):
            _freeze(frozen, lambda: other.sync([UK], NOW))
        assert frozen.ids(EVERY) == ("uk",)


def _freeze(store: Store, meanwhile: Callable[[], object]) -> None:
    """Delete all pages in a transaction that is interrupted; *meanwhile* waits until the server has ended it."""
    with store._transaction() as db:
        db.execute("DELETE FROM pages")
        meanwhile()
        db.execute("DELETE FROM pages")


@pytest.mark.parametrize("words", [("export", "changes"), ("export", "history"), ("history", "uk"), ("figures", "uk")])
def test_a_long_read_that_is_cut_off_is_no_answer(
    proxy: Proxy, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    with told(tmp_path, BETWEEN.format(proxy.port)) as story:
        for step in story.steps[:5]:
            step()
    command = ["--home", str(tmp_path), *words]
    main(command)
    whole = capsys.readouterr().out
    for number in range(40):
        cut = proxy.stop_at_answer(number)
        status = 0
        try:
            main(command)
        except SystemExit as ended:
            status = int(ended.code or 0)
        proxy.cut = None
        printed = capsys.readouterr()
        assert (status, printed.out == whole) == (0, True) or (status, "cannot be reached" in printed.err) == (5, True)
        if not cut.is_made.is_set():
            break
    else:
        raise AssertionError("it never came to its end")


def test_who_cannot_connect_is_told(proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "PATIENCE", 1)
    home = made(tmp_path, BETWEEN.format(proxy.port))
    with open_store(home, writer=True) as store:
        store.sync([UK], NOW)
        with proxy.shut():
            for act in (lambda: open_store(home), lambda: store.ask(["uk"], NOW), lambda: store.ids(EVERY)):
                with pytest.raises(StoreError, match="cannot be reached"):
                    act()
        assert store.ids(EVERY) == ("uk",)
        assert store.state("uk").next_check_at == NOW
