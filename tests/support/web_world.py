"""The review page of a home, asked in process: the very application, a ledger on the disk, no socket."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from flask.testing import FlaskClient

from monitor.config import load
from monitor.web.app import create_app
from monitor.web.guard import FIELD
from monitor.web.requested import Site

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
TOKEN = "of-this-session"


def client_of(home: Path, person: str | None = "Anna", *, may_act: bool = True) -> FlaskClient:
    """Return a browser without scripts at the review page of *home*, signed in as *person* (None: as nobody)."""
    app = create_app(Site(home=home, load=lambda: load(home, os.environ), now=lambda: NOW), b"secret of the tests")
    client = app.test_client()
    if person is not None:
        with client.session_transaction() as session:
            session.update({"person": person, "may_act": may_act, FIELD: TOKEN})
    return client


def posted(**fields: str) -> dict[str, str]:
    """Return what a form of this session sends."""
    return {FIELD: TOKEN, **fields}
