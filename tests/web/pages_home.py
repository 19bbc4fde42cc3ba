"""A home of pages in every state, made once through the real recording path, then copied; and what a view shows."""

from __future__ import annotations

import shutil
import sys
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask.testing import FlaskClient
from lxml import html

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from empty_ledger import make_ledger
from store_world import CONSENT, camp, failed, visit
from web_world import NOW

from monitor.config import load
from monitor.store import Store

HOUR = timedelta(hours=1)
BEGUN = NOW - 30 * HOUR
PAGES = """\
# what we follow
defaults: {every: 6h}
pages:
  - id: uk
    url: https://uk.example/
    tags: [camp, uk]   # both
    headers: {Authorization: "Bearer very-secret-token"}
  - id: fr
    url: https://fr.example/statement
    every: 3h
    tags: [camp]
    note: the ministry's page
  - {id: de, url: 'https://de.example/', enabled: false}
  - id: es
    url: https://es.example/
  - id: feed
    url: https://feed.example/rss
    follow: feed
"""


_folder = TemporaryDirectory()


def made(home: Path) -> Path:
    """Make *home*: uk is well with three versions, fr fails, es is doubted, de is off, feed was never checked."""
    shutil.copytree(_first(), home)
    return home


def empty(home: Path, **files: str) -> Path:
    """Make *home* one that has checked nothing, its configuration *files* by their names."""
    shutil.copytree(_bare(), home)
    for name, text in files.items():
        (home / "config" / f"{name}.yaml").write_text(text)
    return home


@cache
def _bare() -> Path:
    home = Path(_folder.name) / "bare"
    (home / "config").mkdir(parents=True)
    make_ledger(home)
    return home


@cache
def _first() -> Path:
    home = empty(Path(_folder.name) / "home", pages=PAGES)
    config = load(home, {})
    uk, fr, _, es, _ = config.pages
    with Store.open(home, writer=True) as store:
        store.sync(config.pages, BEGUN)
        for day, people in enumerate(("6,000", "7,500", "9,000")):
            visit(store, uk, camp(people), BEGUN + day * 12 * HOUR)
        visit(store, fr, camp("500"), BEGUN)
        for time in range(1, 9):
            store.record([failed(store, fr, BEGUN + time * 3 * HOUR)])
        visit(store, es, camp("800"), BEGUN + 20 * HOUR)
        visit(store, es, CONSENT.encode(), BEGUN + 26 * HOUR)
    return home


def tree_of(client: FlaskClient, address: str) -> Any:
    """Return the document at *address*, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return html.fromstring(answer.get_data(as_text=True))


def seen(client: FlaskClient, address: str) -> str:
    """Return the words of the document at *address*."""
    return words(tree_of(client, address))


def words(tree: Any) -> str:
    """Return the words that stand in *tree*."""
    return " ".join(tree.text_content().split())
