"""The demo: the very service, on a home of its own, against the site of `site.py`, from the first visit to the last."""

from __future__ import annotations

import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from monitor.cli.demo.site import Site
from monitor.cli.demo.site_pages import PAGES
from monitor.cli.demo.site_sources import BULLETINS, FEED
from monitor.cli.demo.site_visits import VISITS
from monitor.cli.modes import as_the_user_has_it
from monitor.config import load
from monitor.model import CheckResult, Outcome, Page
from monitor.model.log_events import Say
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report import RENDERERS, Report
from monitor.report.entries import statements

REPORT = "monitor-demo-report.html"
PATIENCE = 90.0  # seconds after which the demo gives up: something is wrong with this machine or with us
Echo = Callable[[str], None]
_NOTHING_NEW = frozenset({Outcome.NOT_MODIFIED, Outcome.UNCHANGED})


class Serve(Protocol):
    """Runs the service on a home until told to stop, as `monitor run` does."""

    def __call__(
        self,
        home: Path,
        *,
        recorded: Callable[[list[CheckResult]], None],
        said: Say,
        stop: threading.Event,
    ) -> None:
        """Check the pages of *home* when they are due until *stop* is set."""


class Invite(Protocol):
    """Makes a link that signs in to the review page of a home, as `monitor web link` does."""

    def __call__(self, home: Path) -> str:
        """Return the link."""


class Visited(Protocol):
    """A site that changes from visit to visit."""

    visit: int  #: 0 for the first

    def advance(self) -> bool:
        """Go on to the next visit; return False when the last one was reached."""


class Tell(Protocol):
    """Makes the report of a home, as `monitor report` does."""

    def __call__(self, home: Path) -> Report:
        """Return what has changed on the pages of *home* since they were first seen."""


_SERVICE = """\
contact: demo@example.org
limits: {host_gap: 0s}
"""
_PAGES = f"""\
defaults: {{every: 1s}}
pages:
  - {{id: ministry, url: "ADDRESS/statement", speaker: the ministry, allow_private: true}}
  - {{id: association, url: "ADDRESS/blog/we-counted", speaker: Norhaven Shelter Watch, allow_private: true}}
  - {{id: prefecture, url: "ADDRESS/communique", speaker: Préfecture de la Côte-Haute, allow_private: true}}
  - {{id: coast-guard, url: "ADDRESS{FEED}", follow: feed, speaker: the coast guard, allow_private: true}}
  - {{id: bulletin, url: "ADDRESS{BULLETINS}", follow: latest, speaker: the health office, allow_private: true}}
"""
_INDICATORS = """\
indicators:
  - {id: settlement, name: People in the settlement, words: [people], near: [settlement]}
  - {id: rescued, name: People rescued at sea, words: [people], near: [strait]}
"""


def write_home(home: Path, address: str, listen: str | None = None) -> None:
    """Write the configuration that follows the site at *address*, and has the review page served at *listen*."""
    folder = home / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pages.yaml").write_text(_PAGES.replace("ADDRESS", address), encoding="utf-8")
    served = f"web: {{listen: '{listen}'}}\n" if listen else ""
    (folder / "monitor.yaml").write_text(_SERVICE + served, encoding="utf-8")
    (folder / "indicators.yaml").write_text(_INDICATORS, encoding="utf-8")


def _program() -> str:
    """Return how this program is started from where the demo was, which `make demo` need not have put on the path."""
    return "monitor" if shutil.which("monitor") else sys.argv[0]


def demo(
    *,
    keep: bool,
    out: Path,
    echo: Echo,
    serve: Serve,
    tell: Tell,
    invite: Invite,
    now: Callable[[], datetime],
    draw: Callable[[Report], str],
) -> int:
    """Run the demo and return the exit status: 0 when it came to its end.

    Args:
        keep: whether to go on serving and checking after the end, with a review page, until interrupted.
        out: the folder for the HTML report, the one thing that is left behind.
        echo: prints a line.
        serve: runs the service.
        tell: makes the report.
        invite: makes a link to the review page.
        now: the clock.
        draw: makes of a report what the terminal shows.
    """

    def said(event: str, /, **_fields: object) -> None:
        echo(event)

    stop = threading.Event()
    giving_up = threading.Timer(PATIENCE, stop.set)
    giving_up.daemon = True
    with TemporaryDirectory(prefix="monitor-demo-") as folder, Site(now().date()) as site:
        home = Path(folder)
        write_home(home, site.address, f"127.0.0.1:{_free_port()}" if keep else None)

        def end() -> None:
            giving_up.cancel()
            report = tell(home)
            with as_the_user_has_it():
                (out / REPORT).write_text(RENDERERS["html"](report), encoding="utf-8")
            echo("\n" + draw(replace(report, brief=True)))
            echo(f"The whole report, with the sentences and the proof: {out / REPORT}")
            if keep:
                echo(f"The review page, where findings are judged: {invite(home)}")
                echo(f"Open that link: it signs you in, once. Another one: {_program()} --home {home} web link")
                echo(f"The site stays up at {site.address}{next(iter(PAGES))}; Ctrl-C ends it.")
            else:
                stop.set()

        echo(
            f"A site of three pages, a feed and a list of bulletins is served at {site.address}; the service checks "
            "each once a second, and what the feed and the list name."
        )
        visits = Visits(site, load(home, {}).pages, echo, now, end)
        giving_up.start()
        try:
            serve(home, recorded=visits.recorded, said=said, stop=stop)
        except KeyboardInterrupt:
            if not visits.ended:
                raise
        finally:
            giving_up.cancel()
            stop.set()
    if not visits.ended:
        echo(f"The demo did not come to its end within {PATIENCE:.0f} s. `monitor doctor` may say why.")
    return 0 if visits.ended else 1


def _free_port() -> int:
    """Return a port of this machine that nobody listens at now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Visits:
    """Follows what the service records, and moves the site on when every page has been seen as it is now."""

    def __init__(
        self,
        site: Visited,
        pages: Iterable[Page],
        echo: Echo,
        now: Callable[[], datetime],
        end: Callable[[], None],
    ) -> None:
        """Begin with the first visit.

        Args:
            site: moved on after each visit.
            pages: those that are configured; what sources among them find is awaited, too.
            echo: prints a line.
            now: the clock that `CheckResult.started_at` is read from.
            end: called once, after the last visit.
        """
        self._site, self._echo, self._now, self._end = site, echo, now, end
        self._places = {page.id: page.url for page in pages}  #: where each page stands that is to be seen
        self._seen: set[tuple[str, str]] = set()  #: ids and addresses: the latest bulletin is another one each week
        self.ended = False
        self._begin()

    def _begin(self) -> None:
        self._seen.clear()
        self._began_at = self._now()
        visit = self._site.visit
        self._echo(f"\nVisit {visit + 1} of {len(VISITS)}: {VISITS[visit]}.")

    def recorded(self, results: list[CheckResult]) -> None:
        """Tell what was found, and go on when all of this visit's pages have been seen."""
        for result in results:
            if result.started_at >= self._began_at and not self.ended:
                self._see(result)
        if not self._places.items() <= self._seen or self.ended:
            return
        if self._site.advance():
            self._begin()
        else:
            self.ended = True
            self._end()

    def _see(self, result: CheckResult) -> None:
        """Tell what a check came to, once for each page where it stands now; of a found one, what is new."""
        if result.following is not None:
            self._places |= {one.page_id: one.entry.url for one in result.following.named if one.is_followed}
        place = (result.page.id, result.page.url)
        if place in self._seen:
            return
        self._seen.add(place)
        if result.page.found_by is None or result.outcome not in _NOTHING_NEW:
            for line in lines(result):
                self._echo(f"  {result.page.id}: {line}")


def lines(result: CheckResult) -> list[str]:
    """Return what one check came to: a line, or a line for each change told."""
    match result.outcome:
        case Outcome.FIRST | Outcome.CHANGED if result.following is not None:
            return [result.detail or "nothing new to follow"]
        case Outcome.FIRST:
            found = counted(result.figures or 0, "figure")
            return [f"{found} found, and followed from now on"]
        case Outcome.CHANGED:
            return statements(result.changes) or ["the text changed, but no figure that counts"]
        case outcome if outcome in _NOTHING_NEW:
            return ["nothing new"]
        case Outcome.SUSPECT:
            return [f"not believed, kept aside: {visible(result.detail or result.reason)}"]
        case _:
            return [f"{result.outcome.value}: {visible(result.detail or result.reason)}"]
