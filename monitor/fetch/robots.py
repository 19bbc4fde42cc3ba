"""robots.txt (RFC 9309): what a site allows, remembered for a day.

A status 4xx allows all; 5xx, 429 or no usable answer forbids all, unless a copy of the last 24 hours still speaks.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from protego import Protego

from monitor.errors import FetchError
from monitor.model import Address
from monitor.model.sanitize import shortened

PATH = "/robots.txt"
FRESH = timedelta(hours=12)  # then it is asked for again; the old copy speaks on while that fails
KEPT = timedelta(hours=24)  # RFC 9309 section 2.4
PAUSE = timedelta(seconds=5)  # after a failure: the pages that wait in line for the same site share it
MOST_SITES = 4_096
MOST_PATHS = 1_000  # answers remembered a site
_AGENT = re.compile(r"\s*user(?:-?|\s+)agent(?:\s*:|\s)\s*([^#]*)", re.IGNORECASE)
_PRODUCT = re.compile(r"[^\s/*]*")
_UNREACHED = frozenset(
    {"connect", "dns_nx", "dns_temp", "timeout_connect", "address", "throttled", "budget", "stopped"}
)


@dataclass
class _Rules:
    at: datetime
    parsed: Protego | None  #: None: all is allowed
    allowed: dict[str, bool] = field(default_factory=dict)


class Robots:
    """The rules of every site that was asked lately."""

    def __init__(self, user_agent: str, now: Callable[[], datetime]) -> None:
        """Remember nothing yet.

        Args:
            user_agent: its product token is looked for in the files.
            now: the time.
        """
        self._token = re.split(r"[/\s]", user_agent, maxsplit=1)[0] or "*"
        self._now = now
        self._rules: dict[str, _Rules] = {}
        self._failed: dict[str, tuple[datetime, FetchError]] = {}
        self._lock = threading.Lock()

    def check(self, target: Address, ask: Callable[[Address], str | None]) -> timedelta:
        """Return the gap that the site wishes between requests, if it allows *target* at all.

        Args:
            target: what is to be fetched.
            ask: fetches a robots.txt; its text, None when there is none (4xx), or a FetchError.

        Raises:
            FetchError: ``robots``, ``robots_unreachable``, or why the host could not be reached at all.
        """
        rules = self._current(target, ask)
        if rules.parsed is None:
            return timedelta()
        allowed = rules.allowed.get(target.request_target)
        if allowed is None:
            allowed = rules.parsed.can_fetch(target.url, self._token)
            if len(rules.allowed) < MOST_PATHS:
                rules.allowed[target.request_target] = allowed
        if not allowed:
            raise FetchError(
                "robots", f"The site's robots.txt forbids fetching {shortened(target.request_target)}.", retryable=False
            )
        delay = rules.parsed.crawl_delay(self._token)
        return timedelta(seconds=min(max(delay or 0, 0), 3_600))

    def _fresh_failure(self, origin: str, now: datetime) -> FetchError | None:
        """Return why a site could not be asked a moment ago, if that is so: it is left alone for as long."""
        failed = self._failed.get(origin)
        return failed[1] if failed and _age(failed[0], now) < PAUSE else None

    def _current(self, target: Address, ask: Callable[[Address], str | None]) -> _Rules:
        origin, now = target.origin, self._now()
        known = self._rules.get(origin)
        if known and _age(known.at, now) < FRESH:
            return known
        failure = self._fresh_failure(origin, now)
        if failure is None:
            try:
                text = ask(target.at(PATH))
            except FetchError as error:
                failure = _named(error, target)
                self._remember(origin, failed=(now, failure))
            else:
                rules = _Rules(now, Protego.parse(_condensed(text, self._token)) if text else None)
                self._remember(origin, rules=rules)
                return rules
        if known and _age(known.at, now) <= KEPT:
            return known
        raise failure

    def _remember(
        self, origin: str, *, rules: _Rules | None = None, failed: tuple[datetime, FetchError] | None = None
    ) -> None:
        with self._lock:
            self._failed.pop(origin, None)
            if rules:
                self._rules.pop(origin, None)
                self._rules[origin] = rules
            elif failed:
                self._failed[origin] = failed
            self._forget()

    def _forget(self) -> None:
        """Forget what is too old to speak, and the oldest of too many: each redirect can lead to another site."""
        now = self._now()
        while self._rules:  # they lie in the order in which they came
            origin, rules = next(iter(self._rules.items()))
            if len(self._rules) <= MOST_SITES and _age(rules.at, now) <= KEPT:
                break
            del self._rules[origin]
        while self._failed:
            origin, (failed_at, _) = next(iter(self._failed.items()))
            if len(self._failed) <= MOST_SITES and _age(failed_at, now) < PAUSE:
                break
            del self._failed[origin]


def _condensed(text: str, token: str) -> str:
    """Return *text* with all user agents but ours and ``*`` under one name.

    Protego keeps each rule once for each agent that it is for: a thousand agents before a thousand rules would cost a
    second and 80 MiB. Ours is the group that names the product token, whatever version follows (RFC 9309, 2.2.1).
    """
    lines = []
    for line in text.splitlines():
        found = _AGENT.match(line)
        name = found[1].strip().lower() if found else ""
        if name and name != "*":
            product = _PRODUCT.match(name.lstrip("*"))
            ours = product is not None and product[0] == token.lower()
            line = f"User-agent: {token if ours else '(another)'}"  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)


def _named(error: FetchError, target: Address) -> FetchError:
    """Return *error* under the name it has for the page: a host that was not reached is not robots.txt's fault."""
    if error.reason in _UNREACHED or error.reason.startswith("tls_"):
        return error
    detail = f"The robots.txt of {target.host} cannot be read, so the site may forbid everything. {error.detail}"
    return FetchError("robots_unreachable", detail)


def _age(at: datetime, now: datetime) -> timedelta:
    """Return how long ago *at* was; without end when it lies ahead: the clock was set back, and nothing is known."""
    return now - at if at <= now else timedelta.max
