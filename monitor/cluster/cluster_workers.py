"""Examining on a Dask cluster, and here where that cannot be: no document waits for a cluster that is not there.

What is sent stays at hand until it is answered. When the cluster is lost, or keeps a document for longer than all that
reading it may take, it is read here, by our own processes; a scheduler that is back is used again.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType

from monitor.cluster.carrier_process import FIRST, Carrier
from monitor.cluster.wire import READ, STATE, TROUBLE, UNREAD, examined, packed, unanswered
from monitor.model import Limits, Reading, SourceReading
from monitor.model.cluster_address import ClusterAddress
from monitor.model.examining import Examined, Task
from monitor.model.log_events import Say
from monitor.worker_tasks import Document, SourceTask
from monitor.workers_on_demand import WorkersOnDemand

AHEAD = 2  # documents at the cluster for each of its threads: the next is there when one is done
SILENCE = 30.0  # seconds without a word after which the carrier is given up: it speaks every other second
AGAIN = (1.0, 5.0, 15.0, 60.0)  # seconds until the cluster is tried again, the last of them again and again
LATE = timedelta(seconds=15)  # beyond what reading may take: a process begins there, and again
LOOK = 1.0  # seconds between two looks at what is overdue
TRIES = 2  # times a document goes to the cluster before it is read here


@dataclass(slots=True)
class _Sent:
    """A document that is to be read at the cluster."""

    task: Task
    settled: Future[Examined]
    tries: int = 0
    overdue: float = 0.0  #: monotonic


class ClusterWorkers:
    """Examines on a cluster, as `WorkersOnDemand` does here; use it as a context manager."""

    def __init__(self, address: ClusterAddress, limits: Limits, count: int, said: Say) -> None:
        """Take where the scheduler listens, and what `WorkersOnDemand` take for what is read here.

        Args:
            address: of the scheduler.
            limits: of what one document may cost, there and here.
            count: processes that read here, when the cluster does not.
            said: is told when the cluster is lost, and when it is back.
        """
        self._address, self._limits, self._count, self._say = address, limits, count, said
        self._here = WorkersOnDemand(limits, count)
        self._waiting: deque[_Sent] = deque()
        self._sent: dict[int, _Sent] = {}
        self._number = 0
        self._threads: int | None = None  #: that read at the cluster; 0: it is lost; None: it has not spoken yet
        self._is_up: bool | None = None  #: what was said last
        self._told = ""  #: what was said to be wrong with some of its workers
        self._thread: threading.Thread | None = None
        self._carrier: Carrier | None = None
        self._over = threading.Event()
        self._news = threading.Condition()  #: guards all of these

    @property
    def width(self) -> int:
        """Return how many documents are read at once."""
        return self._threads or self._count

    def adjust(self, limits: Limits, count: int) -> None:
        """Read with other *limits*, and here in *count* processes, from the next document on."""
        with self._news:
            self._limits, self._count = limits, count
        self._here.adjust(limits, count)

    def submit(self, task: Task) -> Future[Examined]:
        """Start examining *task*; the future's result is never an exception."""
        with self._news:
            if self._threads != 0 and not self._over.is_set():
                sent = _Sent(task, Future())
                self._waiting.append(sent)
                if self._thread is None:
                    self._thread = threading.Thread(target=self._keep, name="cluster", daemon=True)
                    self._thread.start()
                self._news.notify_all()
                return sent.settled
        return self._here.submit(task)

    def read(self, document: Document) -> Reading:
        """Return what is read in *document*, here.

        Raises:
            ExtractError: it cannot be read, or not within the limits.
        """
        return self._here.read(document)

    def names(self, document: SourceTask) -> SourceReading:
        """Return what *document* names, read here: the documents of sources are few.

        Raises:
            ExtractError: as of `read`.
        """
        return self._here.names(document)

    def _keep(self) -> None:
        """Have a carrier at the cluster, one after another, until the end."""
        waits = iter(AGAIN)
        while not self._over.is_set():
            try:
                trouble = self._visit()
            except Exception as error:  # noqa: BLE001 (a defect of ours: no document is left waiting for it)
                trouble = repr(error)
            waits = iter(AGAIN) if self._is_up else waits
            self._lose(trouble)
            self._over.wait(next(waits, AGAIN[-1]))

    def _visit(self) -> str:
        """Have documents read at the cluster for as long as that goes well; return what went wrong."""
        try:
            carrier = Carrier(self._address)
        except OSError as error:
            return f"no process could be started: {error.strerror}"
        with carrier:
            with self._news:
                self._carrier = carrier
            sender = threading.Thread(target=self._send, args=[carrier], name="cluster-send", daemon=True)
            sender.start()
            try:
                return self._listen(carrier)
            finally:
                with self._news:
                    self._carrier = None
                    self._news.notify_all()

    def _send(self, carrier: Carrier) -> None:
        """Send what waits, as soon as the cluster has room for it."""
        while True:
            with self._news:
                while not self._has_room() and self._carrier is carrier and not self._over.is_set():
                    self._news.wait()
                if self._carrier is not carrier or self._over.is_set():
                    return
                sent, self._number = self._waiting.popleft(), self._number + 1
                number, limits = self._number, self._limits
                longest = (AHEAD + 1) * (limits.read_wall + LATE).total_seconds()
                sent.tries, sent.overdue = sent.tries + 1, time.monotonic() + longest
                self._sent[number] = sent
            try:
                carrier.send(number, packed(sent.task, limits))
            except OSError:
                return  # who listens sees it too
            except Exception as error:  # noqa: BLE001 (what cannot be pickled costs its page only)
                self._settle(number, unanswered(repr(error)))

    def _has_room(self) -> bool:
        return bool(self._waiting) and len(self._sent) < AHEAD * (self._threads or 0)

    def _listen(self, carrier: Carrier) -> str:
        """Take what comes of documents until nothing more will; return why not."""
        heard, limit = time.monotonic(), FIRST
        while not self._over.is_set():
            frame = carrier.heard(LOOK)
            now = time.monotonic()
            self._read_overdue_here(now)
            if frame is None:
                if now - heard > limit:
                    return f"it has said nothing for {limit:.0f} s"
                continue
            heard, limit = now, SILENCE
            kind, number, said = frame
            if kind == TROUBLE:
                return said.decode("utf-8", "replace") or "the connection was closed"
            if kind == STATE:
                self._know(number, said.decode("utf-8", "replace"))
            elif kind == READ:
                self._settle(number, examined(said))
            elif kind == UNREAD:
                self._try_again(number, said.decode("utf-8", "replace"))
        return ""

    def _know(self, threads: int, trouble: str) -> None:
        """Take note of how many threads read at the cluster, and of what is wrong with it."""
        if not threads:
            self._lose(trouble)
            return
        with self._news:
            self._threads = threads
            self._news.notify_all()
        if self._is_up is False:
            self._say(f"Documents are read at {self._address.url} again.", reason="cluster_back")
        self._is_up = True
        if trouble and trouble != self._told:
            self._say(f"Of the cluster at {self._address.url}, {trouble}.", level="warning", reason="cluster_workers")
        self._told = trouble

    def _lose(self, trouble: str) -> None:
        """Read here what the cluster was to read, and what comes until it is back."""
        with self._news:
            self._threads = 0
            left = [*self._sent.values(), *self._waiting]
            self._sent.clear()
            self._waiting.clear()
        for sent in left:
            self._read_here(sent)
        if self._is_up is not False and not self._over.is_set():
            said = f"Documents are not read at {self._address.url}, but here: {trouble}. It is tried again."
            self._say(said, level="warning", reason="cluster_lost")
            self._is_up = False

    def _try_again(self, number: int, trouble: str) -> None:
        """Send a document again that was not read, or have it read here."""
        with self._news:
            sent = self._sent.pop(number, None)
            if sent is not None and sent.tries < TRIES:
                self._waiting.appendleft(sent)
                sent = None
            self._news.notify_all()
        if sent is not None:
            self._say(f"A document is read here: at the cluster {trouble}.", level="debug", page=sent.task.page.id)
            self._read_here(sent)

    def _read_overdue_here(self, now: float) -> None:
        with self._news:
            overdue = [number for number, sent in self._sent.items() if sent.overdue < now]
            found = [self._sent.pop(number) for number in overdue]
            self._news.notify_all()
        for sent in found:
            said = "A document is read here: the cluster has kept it for longer than reading it may take."
            self._say(said, level="warning", page=sent.task.page.id, reason="cluster_overdue")
            self._read_here(sent)

    def _read_here(self, sent: _Sent) -> None:
        self._here.submit(sent.task).add_done_callback(lambda found: sent.settled.set_result(found.result()))

    def _settle(self, number: int, found: Examined) -> None:
        with self._news:
            sent = self._sent.pop(number, None)  # None: it is read here by now
            self._news.notify_all()
        if sent is not None:
            sent.settled.set_result(found)

    def __enter__(self) -> ClusterWorkers:
        """Return self: the cluster is asked with the first document."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop at once: what was under way is read again at the next check."""
        self._over.set()
        with self._news:
            carrier = self._carrier
            self._news.notify_all()
        if carrier is not None:
            carrier.kill()
        self._here.__exit__(kind, error, trace)
        self._lose("")  # each is answered that it was stopped
        if self._thread is not None:
            self._thread.join(LOOK)
