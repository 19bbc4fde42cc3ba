"""Ask an authority when the bytes of snapshots existed, until it answers, and never in the way of a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from monitor.deliver import FIRST_WAIT, wait
from monitor.errors import FetchError, StoreError
from monitor.home_ledger import open_store
from monitor.model.log_events import Say
from monitor.model.sanitize import visible
from monitor.model.timestamps import MEDIA_TYPE, MOST, Authority, TimestampError, certified_at, query
from monitor.rounds import Rounds
from monitor.store import Owed, Stamp, StampLedger

LOOK = 60.0  # seconds after which it looks for what is owed, if nothing wakes it


class Asking(Protocol):
    """What carries a question to an authority."""

    def __call__(
        self, url: str, body: bytes, headers: dict[str, str], *, most: int, allow_private: bool
    ) -> tuple[int, bytes]:
        """Return the status of the answer, and its body where that is 200."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking once."""

    digest: str
    error: str = ""  #: one sentence; empty: there is a timestamp now


def stamp(stamps: StampLedger, authority: Authority, ask: Asking, now: Callable[[], datetime]) -> Iterator[Asked]:
    """Ask *authority* for what is owed and due; yields what came of each question when that is recorded.

    The first failure that is the authority's ends it: the rest waits for a minute.
    """
    for owed in stamps.due(now()):
        try:
            body = stamps.body(owed)
        except StoreError as error:
            if error.reason != "lost":
                raise
            stamps.failed(owed, error.detail, next_attempt_at=now() + wait(owed.attempts + 1))
            yield Asked(digest=owed.digest, error=error.detail)
            continue
        trouble = _asked(stamps, owed, body, authority, ask, now)
        yield Asked(digest=owed.digest, error=trouble)
        if trouble:
            return


def _asked(
    stamps: StampLedger, owed: Owed, body: bytes, authority: Authority, ask: Asking, now: Callable[[], datetime]
) -> str:
    """Ask once and record what came of it; return why there is no timestamp, one sentence."""
    try:
        token, at = _token(body, owed.digest, authority, ask)
    except (FetchError, TimestampError) as failure:
        reason = visible(failure.detail if isinstance(failure, FetchError) else str(failure))
        moment = now()
        stamps.failed(
            owed, reason, next_attempt_at=moment + wait(owed.attempts + 1), pause_until=moment + FIRST_WAIT
        )  # fmt: skip
        return reason
    stamps.keep(Stamp(digest=owed.digest, certified_at=at, token=token, certificates=authority.certificates), now())
    return ""


def _token(body: bytes, digest: str, authority: Authority, ask: Asking) -> tuple[bytes, datetime]:
    """Return the authority's answer, and the time that it states; it was checked against the certificates.

    Raises:
        FetchError: there was none.
        TimestampError: it is no timestamp of *body* that the certificates vouch for.
    """
    asked = query(body)
    headers = {"Content-Type": MEDIA_TYPE, "Accept": "application/timestamp-reply"}
    status, token = ask(
        authority.url, asked.content, headers, most=MOST, allow_private=authority.allow_private
    )  # fmt: skip
    if status != 200:
        raise TimestampError(f"The authority answers with status {status}.")
    return token, certified_at(token, digest, authority.certificates, asked.nonce)


class Stamper:
    """A thread that asks for what is owed while the service runs; a hanging authority holds up nothing but itself."""

    def __init__(self, home: Path, ask: Asking, now: Callable[[], datetime], said: Say) -> None:
        """Prepare.

        Args:
            home: the folder whose snapshots are stamped.
            ask: carries a question; may be replaced.
            now: the time.
            said: called with events for the log: a trouble once when it comes and once when it goes.
        """
        self.authority: Authority | None = None  #: who is asked; None: nobody is
        self.ask = ask
        self.gap = 0.0  #: seconds between two questions
        self._home, self._now, self._said = home, now, said
        self._trouble = ""
        self._rounds = Rounds("timestamps", LOOK, self._round, self._failed)

    def start(self) -> None:
        """Begin."""
        self._rounds.start()

    def wake(self) -> None:
        """Look at once for what is owed."""
        self._rounds.wake()

    def end(self, timeout: float) -> None:
        """End within *timeout* seconds; what is not answered by then is asked again next time."""
        self._rounds.end()
        self._rounds.join(timeout)

    def _round(self) -> None:
        authority = self.authority
        if authority is None:
            return
        with open_store(self._home) as store:
            for asked in stamp(store.stamps, authority, self.ask, self._now):
                self._met(f"No timestamp could be had, and it is tried again: {asked.error}" if asked.error else "")
                self._rounds.rest(self.gap)
                if self._rounds.is_over:
                    return

    def _failed(self, error: Exception) -> None:
        self._met(f"Nothing is stamped: {error if isinstance(error, StoreError) else repr(error)}")

    def _met(self, trouble: str) -> None:
        if trouble and not self._trouble:
            self._said(trouble, level="warning")
        elif self._trouble and not trouble:
            self._said("Timestamps are given again.")
        self._trouble = trouble
