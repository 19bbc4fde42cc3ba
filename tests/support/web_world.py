"""The review page of a home, asked in process: the very application, a ledger on the disk, no socket."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from empty_ledger import make_ledger
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.security import generate_password_hash

from monitor.web.admitted import Known, People
from monitor.web.app import create_app
from monitor.web.at_work import NAME
from monitor.web.config_cache import readable
from monitor.web.guard import FIELD, session_of
from monitor.web.requested import Site

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
TOKEN = "of-this-session"


class _Compiled(BytecodeCache):
    """Keeps templates that were compiled for one application for the next: a hundred tests make one each."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()
_asked: list[Flask] = []


def empty_home(folder: Path) -> Path:
    """Make *folder* a home that follows nothing yet; return it."""
    (folder / "config").mkdir()
    (folder / "config" / "pages.yaml").write_text("allow_empty: true\npages: []\n")
    (folder / "config" / "monitor.yaml").write_text("contact: me@example.org\n")
    make_ledger(folder)
    return folder


def site_of(home: Path) -> Site:
    """Return the site of *home*, as it is shown at `NOW`."""
    return Site(home=home, load=lambda: readable(home, os.environ), now=lambda: NOW)


def client_of(home: Path, person: str | None = "Anna", *, may_act: bool = True) -> FlaskClient:
    """Return a browser without scripts at the review page of *home*, signed in as *person* (None: as nobody)."""
    site = site_of(home)
    app = create_app(site)
    app.jinja_env.bytecode_cache = _COMPILED
    _asked.append(app)
    client = app.test_client()
    if person is not None:
        site.people.invite(person, NOW, NOW + timedelta(days=1), may_act=may_act)
        known = site.people.book().named(person)
        assert known is not None
        with client.session_transaction() as session:
            session.update({**session_of(known, NOW), FIELD: TOKEN})
    return client


def let_in(people: People, name: str, password: str) -> None:
    """Let *name* sign in by *password*, hashed in no time: in earnest it takes a tenth of a second."""
    known = Known(name=name, epoch="of-tests", password=generate_password_hash(password, "pbkdf2:sha256:1"))
    people._change(lambda book: book.having(known))


def end_all() -> None:
    """End what the applications of `client_of` have begun: their processes that read documents."""
    while _asked:
        _asked.pop().extensions[NAME].close()


def posted(**fields: str) -> dict[str, str]:
    """Return what a form of this session sends."""
    return {FIELD: TOKEN, **fields}
