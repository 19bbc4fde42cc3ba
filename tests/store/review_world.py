"""A ledger with findings on two pages, and people who speak of them."""

from __future__ import annotations

from concurrent.futures import Future
from itertools import count
from pathlib import Path

from empty_ledger import make_ledger, rows_of
from store_world import HOUR, NOW, camp, page, visit

from monitor.examine import examine
from monitor.home_ledger import open_store
from monitor.model import Indicator, Page, SourceReading
from monitor.model.examining import Examined, Task
from monitor.model.reviews import Act, Action, Verb
from monitor.reread import Reread, reread
from monitor.restatements import define
from monitor.store import Store
from monitor.worker_tasks import SourceTask

LATER = NOW + 10 * HOUR
UK, FR = page("uk"), page("fr")
CAMP = Indicator(id="camp", words=("people",))
_keys = count()


def told(home: Path, versions: int = 3) -> Path:
    """Make *home* one with two pages whose two series, people (1) and officers (2), change together at each version."""
    make_ledger(home)
    with open_store(home, writer=True) as store:
        store.sync([UK, FR], NOW)
        define(store, [UK, FR], [CAMP])
        for number in range(versions + 1):
            for one in (UK, FR):
                body = camp(f"{6000 + 500 * number:,}", str(40 + 7 * number))
                visit(store, one, body, NOW + number * HOUR, indicators=(CAMP,))
    return home


def say(store: Store, verb: Verb, *findings: int, person: str = "Anna", key: str = "", **more: object) -> Action:
    """Have *person* say something."""
    named = key or f"key-{next(_keys)}"
    said = {"verb": verb, "person": person, "key": named, "findings": findings} | more
    return store.act(Act(**said), LATER)  # type: ignore[arg-type]


def numbers(store: Store, page_id: str, series: int) -> list[int]:
    """Return the numbers of the findings of a series, the oldest first."""
    return [int(one.id[1:]) for one in store.findings([page_id]) if one.change.series == series]


class InProcess:
    """An examiner that reads here and now."""

    def submit(self, task: Task) -> Future[Examined]:
        future: Future[Examined] = Future()
        future.set_result(examine(task))
        return future

    def names(self, document: SourceTask) -> SourceReading:
        raise NotImplementedError


def read_again(store: Store, *pages: Page) -> Reread:
    """Read all versions of *pages* again, as for an engine that has not read them."""
    with rows_of(store.folder.parent) as ledger:
        ledger.execute("UPDATE pages SET reader = 'an engine of old'")
    return reread(pages, store, InProcess(), (CAMP,), lambda *_: None)
