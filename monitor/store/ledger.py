"""What verbs and doors ask of a ledger and tell it, by subject: `Store` keeps it in SQLite, another may elsewhere.

A verb or a door names this, or the subject that it needs, and never where the rows lie; only who opens a home's ledger
(`Store.open`) knows that. What every method promises beyond its first line is said where `Store` keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from monitor.model import (
    EVERY,
    Among,
    CheckResult,
    Decision,
    Delivery,
    Disagreement,
    Fetched,
    Finding,
    Found,
    HostMemory,
    Indicator,
    Named,
    Notice,
    Page,
    PageState,
    PageStatus,
    Statement,
    Tally,
    Trace,
    Turn,
    Worker,
)
from monitor.store.archives import Archive
from monitor.store.backlog import Backlog
from monitor.store.check_rows import Run
from monitor.store.figure_ledger import FigureLedger
from monitor.store.page_lists import ListWanted
from monitor.store.records import AsTold, as_they_are
from monitor.store.report_marks import Unseen
from monitor.store.retention import Removed
from monitor.store.review_ledger import ReviewLedger
from monitor.store.series_words import Said
from monitor.store.sightings import Spell
from monitor.store.snapshot_rows import Snapshot
from monitor.store.stamps import Owed, Stamp, Waiting
from monitor.store.survey import Survey
from monitor.store.turn_rows import LEASE, NO_TURNS


class PageLedger(Protocol):
    """The pages that are followed, and what must be known of their hosts."""

    def sync(
        self, pages: Iterable[Page], now: datetime, gone: Iterable[str] | None = None, *, digest: str = ""
    ) -> None:
        """Make the ledger know *pages*, and none of those that are *gone* (None: no others)."""

    @property
    def is_shared(self) -> bool:
        """Return whether others may check pages by this ledger, too."""

    offline_since: datetime | None
    """Since when this instance reaches no host; others are told at the next `lease`."""

    @property
    def until(self) -> Mapping[str, datetime]:
        """Return until when hosts are ours to ask, as of the last `lease` or `reach`."""

    def lease(self, now: datetime, room: int, held: Collection[str] = (), lasting: timedelta = LEASE) -> list[Turn]:
        """Return the turns that begin now: *room* hosts at most, but those *held*, with pages that are due."""

    def reach(self, hosts: Collection[str], now: datetime, lasting: timedelta = LEASE) -> list[Turn]:
        """Return turns, without pages, of those of *hosts* that nobody else asks: pages lead to them."""

    def leave(self, asking: Collection[str] = ()) -> None:
        """Give up all turns, but for those of the hosts that are *asking* still."""

    def is_in_step(self) -> bool:
        """Return whether this instance goes by the configuration that is in force; alone, it always does."""

    def workers(self) -> list[Worker]:
        """Return the instances that check pages, or did lately, in the order in which they started."""

    def others(self, now: datetime) -> list[Worker]:
        """Return the other instances that live, as far as is known *now*, and go by what is in force."""

    def is_reached_elsewhere(self, now: datetime) -> bool:
        """Return whether one of them reaches hosts."""

    def pull_back(self, now: datetime) -> None:
        """Have pages due whose due times came from a clock that was set back since."""

    def next_due(self) -> tuple[str, datetime] | None:
        """Return which page is to be checked next, and when; None when none is enabled and not paused for good."""

    def state(self, page_id: str) -> PageState:
        """Return the state of the page *page_id*, which must be known."""

    def states(self, page_ids: Sequence[str]) -> dict[str, PageState]:
        """Return the states of pages by their ids, of those that are known."""

    def known(self, pages: Sequence[Page]) -> frozenset[str]:
        """Return the ids of those of *pages* that are known under their ids and addresses."""

    def added_at(self, page: Page) -> datetime | None:
        """Return when the ledger first knew a page; None when it does not (any more, under this id and address)."""

    def pages(self) -> list[Page]:
        """Return every page that is or was followed: what the ledger itself knows of them."""

    def statuses(
        self, now: datetime, among: Among = EVERY, *, in_trouble: bool = False, most: int | None = None
    ) -> Sequence[PageStatus]:
        """Return how pages that are followed are doing, each after the source that has found it."""

    def tallies(self, now: datetime, among: Among = EVERY, *, named: bool = False) -> tuple[Tally, ...]:
        """Return how many pages are in which state; *named*: with the ids of the first of those in trouble."""

    def widest(self, among: Among = EVERY) -> int:
        """Return how many characters the longest id takes in a list, where that of a found page stands further in."""

    def listed(self, wanted: ListWanted, now: datetime) -> Sequence[PageStatus]:
        """Return how the pages are doing that are *wanted*, what needs a look first."""

    def last_check_at(self) -> datetime | None:
        """Return when a check of any page that is followed ended last."""

    def ids(self, among: Among, *, past: bool = False) -> tuple[str, ...]:
        """Return the ids of pages that are followed; with *past*, also of those that were."""

    def knows(self, among: Among, *, past: bool = False) -> bool:
        """Return whether every id and tag of *among* is one of pages that are followed; with *past*, or were."""

    def in_force(self) -> str:
        """Return which configuration the pages are as it has them, by its digest; "": none that is known."""

    def rescheduled(self) -> list[PageState]:
        """Return the pages whose schedule is another than the one by which they are due."""

    def schedule(self, due: Mapping[str, datetime]) -> None:
        """Have pages due when their schedules say, by their ids."""

    def backlog(self, now: datetime) -> Backlog:
        """Return what is to be done at *now* and is not done yet, in numbers."""

    def ask(self, page_ids: Sequence[str], now: datetime) -> None:
        """Have the instance that checks pages check these next."""

    def accept(self, page_id: str, now: datetime) -> None:
        """Have the answer of a page believed that is doubted now: it is read at the page's next check, due at once."""

    def pause(self, page_ids: Sequence[str], now: datetime, until: datetime | None) -> None:
        """Leave pages alone from *now* until *until*; None: until they are resumed."""

    def resume(self, page_ids: Sequence[str], now: datetime) -> None:
        """Check pages again that are paused: the pause ends *now*."""

    def ids_that_begin(self, beginning: str, most: int) -> list[str]:
        """Return the ids of followed pages that begin so; where there are more than *most*, first ones and the last."""

    def tags_followed(self) -> set[str]:
        """Return every tag of a page that is followed."""

    def paused(self, now: datetime) -> frozenset[str]:
        """Return the pages that the user has left alone at *now*."""

    def spells(self, page_id: str, now: datetime) -> list[Spell]:
        """Return when a page was not seen well until *now*, in the order of time."""

    def hosts(self) -> list[HostMemory]:
        """Return what must be known of hosts after a restart."""


class SourceLedger(Protocol):
    """What sources have named, and the pages that they yield."""

    def named(self, source: str) -> dict[str, Named]:
        """Return what a source has named so far, by key, in the order in which it did."""

    def followed_elsewhere(self, source: str, urls: Collection[str]) -> frozenset[str]:
        """Return those of *urls* that are followed already, but not as pages of *source*."""

    def ids_beneath(self, source: str) -> frozenset[str]:
        """Return the ids of all pages that are called after a source, whether they are its own or not."""

    def found_pages(self, sources: Collection[str] | None = None) -> list[Found]:
        """Return the pages that *sources* (None: all) yield and that are followed now, the newest of each first."""


class CheckLedger(Protocol):
    """What checks came to, and what comparing the next version needs."""

    def record(
        self,
        results: Sequence[CheckResult],
        hosts: Collection[HostMemory] = (),
        turns: Mapping[str, Turn] = NO_TURNS,
        as_told: AsTold = as_they_are,
    ) -> Sequence[CheckResult]:
        """Write *results*, but for those whose turn is another's: files first, then the rest in one transaction."""

    def rewrite(self, page_id: str, results: Sequence[CheckResult]) -> None:
        """Replace what was derived of a page by *results*, one for each of its versions in order."""

    def trace(self, page_id: str) -> Trace | None:
        """Return what the last check of a page came to; None when it was never checked."""

    def runs(self, page_id: str, *, before: int | None = None, most: int = 20) -> list[Run]:
        """Return what checks of a page came to, the newest first; with *before*, those older than that run."""

    def baseline(self, page_id: str) -> bytes | None:
        """Return the encoded baseline of a page; None before its first reading."""


class SnapshotLedger(Protocol):
    """What was captured: the bytes as they came, the chain over all of them, and what may be removed."""

    def latest_capture(self, page_id: str) -> Fetched | None:
        """Return the newest version of a page as it was fetched."""

    def kept(self, page_id: str, digest: str) -> Fetched:
        """Return an answer of a page that was kept, believed or not, by the sha256 of its bytes."""

    def snapshots(self, page_id: str, *, evidence: bool = False) -> list[Snapshot]:
        """Return the versions of a page, oldest first; with *evidence* also the answers that were not believed."""

    def newest(self, page_id: str, *, before: int | None = None, most: int = 20) -> list[Snapshot]:
        """Return what was kept of a page, believed or not, the newest first; with *before*, that below this number."""

    def following(self, page_id: str, number: int) -> Snapshot | None:
        """Return what was kept of a page next after its snapshot *number*; None: that is the newest."""

    def numbered(self, page_id: str, number: int) -> Snapshot:
        """Return what was kept of a page, by its number there."""

    def body(self, snapshot: Snapshot) -> bytes:
        """Return the bytes of *snapshot*."""

    def holds(self, file: str, digest: str | None = None) -> bool:
        """Return whether the snapshot *file* is there, and with *digest*, whether its bytes are those."""

    def seal(self) -> str:
        """Return one digest over everything captured so far, as `monitor verify` prints it."""

    def removable(self, page_id: str, before: datetime) -> Removed:
        """Return what `remove` would remove."""

    def remove(self, page_id: str, before: datetime, now: datetime) -> Removed:
        """Remove the bytes that were captured of a page before *before* and on which nothing rests."""


class StatementLedger(Protocol):
    """What pages state of the user's indicators."""

    def define(
        self, definitions: Mapping[str, tuple[Indicator, str]], gathered: Callable[[list[Indicator]], list[Statement]]
    ) -> None:
        """Make the ledger's statements those of the user's indicators as they are defined now."""

    def latest_statement(self, indicator: str, speaker_key: str) -> Statement | None:
        """Return the latest statement of a speaker on an indicator, on whatever page."""

    def statements(self, indicators: Sequence[str] | None = None, *, latest: bool = False) -> Sequence[Statement]:
        """Return what was stated of *indicators*, the oldest said first; or only the latest of every speaker."""

    def apart(self, indicator: str, most: int) -> list[Disagreement]:
        """Return the *most* pairs of speakers that are farthest apart on one indicator now, widest first."""

    def disagreements(self, indicators: Sequence[str] | None = None) -> list[Disagreement]:
        """Return which speakers state one indicator differently now, how far apart, and since when."""


class DecisionLedger(Protocol):
    """What the user has said of series."""

    def decisions(self, page_id: str, *, applied: bool | None = None) -> list[Decision]:
        """Return what the user has said of the series of a page, in its order."""

    def pending(self, page_id: str) -> tuple[Decision, ...]:
        """Return the user's merges and splits that the baseline does not follow yet, in their order."""

    def ignored(self, page_id: str) -> frozenset[int]:
        """Return the series of a page that the user does not want to hear of."""

    def names(self, page_id: str) -> dict[int, str]:
        """Return what the user calls the series of a page, by their numbers."""

    def said(self, pages: Sequence[str] | None = None) -> list[Said]:
        """Return what the user has said of series, as it holds now."""


class ReaderLedger(Protocol):
    """What readers of reports have been shown."""

    def unseen(self, reader: str, pages: Sequence[str], first: datetime) -> Unseen:
        """Return what a reader of reports has not been shown yet."""

    def mark(self, shown: Unseen, now: datetime) -> None:
        """Record that a reader has been shown what was *shown*, by a report made *now*."""


class OutboxLedger(Protocol):
    """What is owed to channels."""

    def due(self, channel: str, now: datetime) -> list[Delivery]:
        """Return what is to be tried for *channel* now, the longest owed first."""

    def open(self) -> list[Delivery]:
        """Return what has not been sent: what is owed, and what was given up."""

    def sent_at(self, channel: str, since: datetime) -> list[datetime]:
        """Return when *channel* took messages after *since*."""

    def latest(self, channel: str, findings: int) -> list[Delivery]:
        """Return the last reports of changes that *channel* was owed, sent or not, with so many findings or all."""

    def findings(self, deliveries: Sequence[Delivery]) -> list[Finding]:
        """Return the changes that *deliveries* tell of, in the order in which they were found."""

    def trouble(self, delivery: Delivery) -> Notice | None:
        """Return the trouble that a delivery tells of, as it stands now: of its page, or of our own network."""

    def owe_health(self, channel: str, at: datetime) -> None:
        """Owe *channel* word of how all pages are doing, as of *at*, if it is not owed or sent already."""

    def begin(self, deliveries: Sequence[Delivery]) -> str:
        """Make *deliveries* one message, for every attempt to send it; return its key."""

    def sent(self, deliveries: Sequence[Delivery], now: datetime) -> None:
        """Mark *deliveries* as sent. Their channel is well, so what else failed for the channel's sake is due now."""

    def failed(
        self, deliveries: Sequence[Delivery], reason: str, *, refused: bool, now: datetime, next_attempt_at: datetime
    ) -> bool:  # fmt: skip
        """Put *deliveries*, one message, off; return whether they are given up instead, after a week of failures."""

    def owe_again(self, channels: tuple[str, ...], now: datetime) -> int:
        """Owe *channels* (none named: all) what was given up anew, and have all of it tried now; return how many."""


class StampLedger(Protocol):
    """What authorities for trusted time state, and what they are still to be asked."""

    def due(self, now: datetime) -> Iterator[Owed]:
        """Yield what is to be asked now, the longest due first, each as it is when its turn comes."""

    def body(self, owed: Owed) -> bytes:
        """Return the bytes that *owed* is about."""

    def keep(self, stamp: Stamp, now: datetime) -> None:
        """Keep what an authority states. It answers, so what waited for it is due now."""

    def failed(
        self, owed: Owed, reason: str, *, next_attempt_at: datetime, pause_until: datetime | None = None
    ) -> None:
        """Put *owed* off."""

    def waiting(self) -> Waiting | None:
        """Return how much is owed; None: nothing."""


class Ledger(
    PageLedger,
    SourceLedger,
    CheckLedger,
    SnapshotLedger,
    FigureLedger,
    StatementLedger,
    DecisionLedger,
    ReviewLedger,
    ReaderLedger,
    Protocol,
):
    """All of it: what `Store.open` gives."""

    @property
    def folder(self) -> Path:
        """Return the folder of the ledger, or of what is kept here beside one that lies elsewhere."""

    @property
    def archive(self) -> Archive:
        """Return the snapshots, wherever they lie."""

    @property
    def found(self) -> Survey:
        """Return how files and rows agreed when a writer opened it."""

    @property
    def adopted(self) -> tuple[str, ...]:
        """Return the files that a kill had left without a row, known now."""

    @property
    def outbox(self) -> OutboxLedger:
        """Return what is owed to channels."""

    @property
    def stamps(self) -> StampLedger:
        """Return what is owed to authorities for trusted time."""

    def share(self, group: int) -> None:
        """Let a group of this machine, by its number, read the ledger and the snapshots."""

    def copy(self, path: Path) -> None:
        """Write a consistent copy of the ledger to *path*, which must not exist."""
