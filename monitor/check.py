"""The main job, top to bottom: fetch the pages that are due, examine what came, record it, say what happened.

Threads wait for servers (one host is served by one thread, so a hung host delays no other), worker processes read and
compare, and this thread alone writes, in batches. Whatever happens to a page, its check leaves exactly one trace: what
becomes of one page stands in `monitor.attempt`.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from monitor.attempt import Attempt, Conclusion, PutOff
from monitor.check_setup import Setup
from monitor.errors import StoreError
from monitor.host_queue import HostQueue, Room
from monitor.ledger_patience import Patience
from monitor.model import CheckResult, HostMemory, Page, PageState, Turn
from monitor.outage import DOWN, FEWEST_HOSTS, FEWEST_OF_SEVERAL, Network, Wave
from monitor.restatements import restating
from monitor.routing import routed

BATCH = 64  # results a transaction: a commit costs as much as some tens of results
PATIENCE = 0.2  # seconds without news after which a batch is written as it is


def check(due: Sequence[tuple[Page, PageState]], setup: Setup) -> Iterator[CheckResult]:
    """Check the pages that are *due*, once; yields each result when it is recorded."""
    checking = Checking(setup)
    checking.start(due)
    while checking.busy and not setup.stop.is_set():
        yield from checking.settle()


class Checking:
    """Checks under way. More pages can be started at any time: the service does so at every tick."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.busy: dict[str, Turn | None] = {}  #: pages between `start` and the ledger, by id, and in which turn
        self._learnt: dict[str, HostMemory] = {}  #: what is to be written of hosts, by their names
        self._news: queue.SimpleQueue[Conclusion] = queue.SimpleQueue()
        self._room = Room()
        self._hosts: HostQueue[Attempt] = HostQueue()
        self._threads = 0
        self._lock = threading.Lock()
        self._ready: list[CheckResult] = []
        self._put_off: list[str] = []  #: pages whose hosts could not be asked; what was learnt of others is recorded
        self._patience = Patience()
        self._waves: list[Wave] = []
        self.network = Network(FEWEST_OF_SEVERAL if setup.leases.is_shared else FEWEST_HOSTS)

    @property
    def held(self) -> frozenset[str]:
        """Return the hosts whose turns are going on: pages of theirs are under way."""
        return frozenset(turn.host for turn in self.busy.values() if turn is not None)

    def queues(self) -> dict[str, int]:
        """Return how many pages are under way, and of these how many wait for what."""
        return {"under_way": len(self.busy), "fetch": len(self._hosts), "record": len(self._ready)}

    def start(self, due: Sequence[tuple[Page, PageState]], turns: Iterable[Turn] = ()) -> None:
        """Begin to check the pages that are *due*, in their *turns* if they have any, but for those already under way.

        One that is read in the feed of its source waits until that has been checked: it stays due.
        """
        fresh = [(page, state) for page, state in due if page.id not in self.busy]
        under_way = {page.id for page, _ in fresh}.union(self.busy)
        fresh = [(page, state) for page, state in fresh if not (page.is_in_feed and page.found_by in under_way)]
        if not fresh:
            return
        turn_of = {state.page_id: turn for turn in turns for state in turn.due}
        self.busy.update((page.id, turn_of.get(page.id)) for page, _ in fresh)
        now = self.setup.clock()
        if not any(wave.join(fresh, now) for wave in self._waves):
            self._waves.append(Wave(fresh, now + self.setup.outage_wait.total_seconds(), self.network))
        for page, state in fresh:
            self._hosts.add(Attempt(page, state, self.setup, self._news))
        with self._lock:
            missing = min(self.setup.threads, len(self._hosts)) - self._threads
            self._threads += max(missing, 0)
        for _ in range(missing):
            threading.Thread(target=self._serve, name="fetch", daemon=True).start()

    def settle(self) -> list[CheckResult]:
        """Wait a little for news, conclude what has come, and return the results that were recorded, if any.

        A result whose page could not be reached waits for the others that started with it, for a while: when most hosts
        fail together, the network is down, and that is one incident rather than a failure of every page.
        """
        dice, now = self.setup.dice, self.setup.clock()
        self.setup.leases.serve(self.setup.now())
        for wave in self._waves:
            self._ready += wave.concluded(dice, now)
        try:
            conclude = self._news.get(timeout=PATIENCE)
        except queue.Empty:
            return self._record()
        try:
            result = conclude()
        except StoreError as error:
            self._news.put(conclude)  # whatever is in the way, it is concluded when that is gone
            self._patience.bear(error)
            return []
        if result is None:  # on its way through a worker process
            return self._record() if self._is_held_up() else []
        wave = next(wave for wave in self._waves if result.page.id in wave.left)
        if isinstance(result, PutOff):
            wave.leave(result.page)
            self._put_off.append(result.page.id)
        else:
            self._ready += wave.take(result, dice, now)
        if not wave.left:
            self._ready += wave.concluded(dice, now)
            self._waves.remove(wave)
        self._room.concluded(1, len(self._ready))
        return self._record() if self._is_time(result) else []

    def _is_time(self, result: CheckResult | PutOff) -> bool:
        """Return whether what is ready is to be written right behind *result*."""
        if isinstance(result, PutOff) or len(self._ready) >= BATCH or not self._waves or self._is_held_up():
            return True
        return result.following is not None and bool(result.following.named)  # the next source is to know of them

    def _is_held_up(self) -> bool:
        """Return whether a thread asks nothing until something is recorded, and all that has come is ready for that."""
        return self._room.is_awaited and self._news.empty()

    def _record(self) -> list[CheckResult]:
        """Write what is ready; while another program holds the ledger, keep it for the next time."""
        results, self._ready = self._ready, []
        if not results and not self._put_off:
            return []
        try:
            if any(one.reason == DOWN for one in results):
                results = self._without_ours(results)
            recorded = self._written(results)
        except StoreError as error:
            self._ready = results + self._ready  # whatever is in the way, they are written when it is gone
            self._patience.bear(error)
            return []
        self._patience.forget()
        for page_id in (*(result.page.id for result in results), *self._put_off):
            del self.busy[page_id]
        self._put_off.clear()
        self._room.concluded(0, len(self._ready))
        return recorded

    def _without_ours(self, results: list[CheckResult]) -> list[CheckResult]:
        """Return *results* but for those of pages that others reach, if they do: these stay due, as they were."""
        if not self.setup.store.is_reached_elsewhere(self.setup.now()):
            return results
        self._put_off += [one.page.id for one in results if one.reason == DOWN]
        return [one for one in results if one.reason != DOWN]

    def _written(self, results: list[CheckResult]) -> list[CheckResult]:
        """Write *results*, but for those of pages that were renamed, or given another address or turn, meanwhile."""
        setup = self.setup
        asked = setup.leases.to_record()
        self._learnt |= {one.host: one for one in setup.fetcher.learnt()}
        turns = {one.page.id: turn for one in results if (turn := self.busy[one.page.id]) is not None}
        began = setup.clock()
        written = setup.store.record(results, self._learnt.values(), turns, self._as_told)
        setup.timed("record", setup.clock() - began)
        self._learnt.clear()
        setup.leases.recorded(asked)
        return list(written)

    def _as_told(self, results: Sequence[CheckResult]) -> list[CheckResult]:
        """Return *results* with what is told of them, and what is owed to channels and to an authority for their sake.

        Nothing is said for a page that is not known any more as it was checked.
        """
        setup = self.setup
        known = setup.store.known([result.page for result in results])
        restated = restating([one for one in results if one.page.id in known], setup.store, setup.criteria.alerts)
        told = [routed(self._as_said(one), setup.channels) for one in restated]
        return [replace(one, stamped=True) for one in told] if setup.stamps else told

    def _as_said(self, result: CheckResult) -> CheckResult:
        """Return *result* with its changes as the user's words have their series by now: named, or told no more."""
        if not result.changes:
            return result
        store, page_id = self.setup.store, result.page.id
        names, ignored = store.names(page_id), store.ignored(page_id)
        if not names and not ignored:  # as of nearly every page: no change has a name before it is given here
            return result
        changes = (one.as_ignored() if one.series in ignored else one for one in result.changes)
        return result.with_changes(tuple(replace(one, name=names.get(one.series)) for one in changes))

    def _serve(self) -> None:
        """Fetch, in a thread of its own, one page after another until told to stop."""
        stop = self.setup.stop
        while not stop.is_set() and not self._is_one_too_many():
            attempt = self._hosts.next()
            if attempt is None:
                continue
            if not self._has_entered():
                return
            self._news.put(attempt.fetched())
            self._hosts.served(attempt)

    def _has_entered(self) -> bool:
        """Wait until there is room for a page to be asked for; return whether there was before all was to stop."""
        if self._room.enter(self._most()):
            return True
        with self._room.awaited():
            self._news.put(lambda: None)  # what is ready is to be recorded now
            while not self._room.enter(self._most(), PATIENCE):
                if self.setup.stop.is_set():
                    return False
        return True

    def _most(self) -> int:
        """Return how many pages may be asked for and not be recorded yet, which bounds memory, too.

        Where others share the ledger they ask again what one had asked that has died: no more than each thread asks.
        """
        return self.setup.threads + (0 if self.setup.leases.is_shared else BATCH)

    def _is_one_too_many(self) -> bool:
        """Return whether the thread that asks should end, for there are fewer now by the user's wish."""
        with self._lock:
            if self._threads <= self.setup.threads:
                return False
            self._threads -= 1
            return True
