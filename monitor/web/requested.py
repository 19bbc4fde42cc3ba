"""What every view needs: the home, its configuration and ledger, the clock, and who is asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import cast

from flask import current_app, g, request
from werkzeug.urls import iri_to_uri

from monitor.config import Config, WebTable
from monitor.following import with_found
from monitor.home_ledger import open_store
from monitor.model.log_events import Say, unheard
from monitor.store import FOLDER, Ledger
from monitor.web.admitted import People
from monitor.web.listening import Listening
from monitor.web.sign_in_tries import Tries

_DIGITS = 15  # of the greatest number that is believed


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who has signed in."""

    name: str
    may_act: bool = True  #: False: came by a link that only lets them read


@dataclass(frozen=True, kw_only=True)
class Site:
    """One home, as its review page shows it. A request opens the ledger for itself: threads share nothing."""

    home: Path
    load: Callable[[], Config]  #: the configuration as whoever only reads has it, without what sources have found
    now: Callable[[], datetime]
    listening: Listening = field(default_factory=lambda: Listening.by(WebTable()))
    said: Say = unheard  #: called with an event for the log
    tries: Tries = field(default_factory=Tries)
    people: People = field(init=False)

    def __post_init__(self) -> None:
        """Look for the people of the home."""
        object.__setattr__(self, "people", People(self.home / FOLDER))

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """Yield the ledger, opened for this request; it may say one thing beside the instance that checks pages."""
        with open_store(self.home) as store:
            yield store

    def config(self, store: Ledger) -> Config:
        """Return the configuration, with the pages that its sources have found."""
        config = self.load()
        return with_found(config, store.found_pages()) if any(page.source for page in config.pages) else config


def address() -> str:
    """Return the path of this request with its query: where a form leads back to."""
    return iri_to_uri(request.full_path if request.query_string else request.path)


def row_number(text: str) -> int:
    """Return the number of a row of the ledger as an address or a form says it.

    Raises:
        ValueError: it is none: SQLite counts to 2^63, and our digits are ASCII.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        raise ValueError("not the number of a row")
    return int(text)


def here() -> Site:
    """Return the site of this request."""
    return cast(Site, current_app.extensions["monitor"])


def newest_action(store: Ledger) -> int:
    """Return the newest of all actions, which a form says was there when it was drawn; 0: none.

    An act on a series judges findings that its view does not show, so the newest of what is shown would not do.
    """
    return next((action.id for action in store.actions(most=1)), 0)


def person() -> Person:
    """Return who is asking; views are only called for somebody who has signed in."""
    return cast(Person, g.person)


def is_for_programs() -> bool:
    """Return whether what is asked for is no page of the browser: JSON, or a feed."""
    return request.path.startswith(("/api/", "/feed.atom"))
