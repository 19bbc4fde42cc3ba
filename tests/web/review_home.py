"""Homes with findings to review: of every shape, and more than one view shows; each made once, then copied."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from empty_ledger import make_ledger
from store_world import HOUR, NOW, page, visit

from monitor.model import Indicator
from monitor.restatements import define
from monitor.store import Store

CONFIG = """pages:
- {id: harbour, url: 'https://harbour.example/', tags: [coast, weekly]}
- {id: beds, url: 'https://beds.example/', tags: [weekly]}
"""
CAMP = Indicator(id="camp", words=("people",))
REGIONS, DISTRICTS = 40, 32
_CALM = "<p>The ministry keeps this page, on which it writes what its officers count every week, up to date.</p>"
_folder = TemporaryDirectory()


def document(title: str, told: str) -> bytes:
    """Return a page."""
    return f"<html lang=en><title>{title}</title><main><h1>{title}</h1>{_CALM}{told}</main></html>".encode()


def harbour(people: str, more: str = "", updated: str = "1 March 2026") -> bytes:
    """Return a statement: how many people are in a camp, and *more*."""
    told = f"<p>Last updated: {updated}</p><p>There are {people} people in the camp at Norhaven.</p>{more}"
    return document("Reception at the harbour", told)


def beds(more: int) -> bytes:
    """Return a table of so many cells as there are regions, each greater than at first by a multiple of *more*."""
    rows = (f"<tr><th>Region {n}</th><td>{1000 + 10 * n + more * (n + 1)}</td></tr>" for n in range(REGIONS))
    head = "<caption>Beds</caption><tr><th>Region</th><th>Beds</th></tr>"
    return document("Beds by region", f"<table>{head}{''.join(rows)}</table>")


def districts(more: int) -> bytes:
    """Return a paragraph for each district, each with one figure."""
    told = (
        f"<p>The council of district {chr(65 + n % 26)}{'abcd'[n // 26]} put up {100 + n + more} tents.</p>"
        for n in range(DISTRICTS)
    )
    return document("Tents", "".join(told))


GUARDED, FENCED = "<p>Some 40 officers guard it.</p>", "<p>The fence is 3,200 metres long.</p>"
STATEMENTS = (
    harbour("6,000", GUARDED),
    harbour("6,500", GUARDED),
    harbour("around 7,000", f"<p>Some 55 officers guard it.</p>{FENCED}"),
    harbour("7,250", FENCED, updated="3 March 2026"),
)  # what it finds: c1, c2 to c4, c5 and c6


def _of_every_shape(home: Path) -> None:
    of_harbour, of_beds = page("harbour"), page("beds")
    with Store.open(home, writer=True) as store:
        store.sync([of_harbour, of_beds], NOW)
        define(store, [of_harbour, of_beds], [CAMP])
        for hour, body in enumerate(STATEMENTS):
            visit(store, of_harbour, body, NOW + hour * HOUR, indicators=(CAMP,))
        for hour in range(2):
            visit(store, of_beds, beds(7 * hour), NOW + (10 + hour) * HOUR)


def _of_many(home: Path) -> None:
    of_tents = page("harbour")
    with Store.open(home, writer=True) as store:
        store.sync([of_tents], NOW)
        for hour in range(3):
            visit(store, of_tents, districts(1000 * hour), NOW + hour * HOUR)


def made(home: Path, record: Callable[[Path], None]) -> Path:
    """Make *home* one with what *record* has recorded."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "pages.yaml").write_text(CONFIG)
    (home / "config" / "indicators.yaml").write_text("indicators:\n- {id: camp, words: [people]}\n")
    make_ledger(home)
    record(home)
    return home


@cache
def _once(record: Callable[[Path], None]) -> Path:
    return made(Path(_folder.name) / record.__name__, record)


def of_every_shape(home: Path) -> Path:
    """Make *home* one with findings c1 to c6 on one page, and on another a table of 40 cells, c7 to c46."""
    return Path(shutil.copytree(_once(_of_every_shape), home, dirs_exist_ok=True))


def of_many(home: Path) -> Path:
    """Make *home* one with two editions of 32 entries each."""
    return Path(shutil.copytree(_once(_of_many), home, dirs_exist_ok=True))
