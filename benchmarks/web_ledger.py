"""A home as large as the review page must bear: what each of its views is measured on.

    python benchmarks/web_ledger.py HOME [--pages 200] [--versions 51]

Two hundred pages with ten figures each, fifty-one versions of every page, three hundred checks, ten thousand told
changes, a hundred thousand figures in two thousand series; five indicators, which twelve speakers state. Recorded as
checks are, in one to three minutes; what is between two versions (a page that stood still, or did not answer) is
written as rows.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

from sqlite_utils import Database

from monitor.config import load
from monitor.engine import reader_of
from monitor.model import (
    Baseline,
    Block,
    BlockKind,
    Capture,
    Change,
    ChangeKind,
    CheckResult,
    Derived,
    Figure,
    Outcome,
    Page,
    PageState,
    Quantifier,
    Reading,
    Text,
    Tracked,
    Validators,
)
from monitor.model.baseline_codec import encode
from monitor.restatements import define
from monitor.store import Store

BEGAN = datetime(2024, 1, 1, 6, tzinfo=UTC)
EVERY = timedelta(hours=20)  # from one version to the next
PLACES = ("Norhaven", "Eastmoor", "Calden", "Verrin", "Port Aske", "Lowmere", "Thornby", "Saltry")
THINGS = (
    "people in the camp", "officers at the crossing", "tents", "beds in the halls", "meals a day", "children at school",
    "asylum claims", "nurses", "euros for repairs", "boats that arrived",
)  # fmt: skip
NAMED = THINGS[:5]  # an indicator each
SPEAKERS = 12  # pages that state them
HEDGES = (
    *[Quantifier.EXACT] * 6,
    Quantifier.APPROXIMATELY,
    Quantifier.MORE_THAN,
    Quantifier.AT_LEAST,
    Quantifier.NEARLY,
)
WORDS = {Quantifier.EXACT: "", Quantifier.APPROXIMATELY: "around ", Quantifier.MORE_THAN: "more than ",
         Quantifier.AT_LEAST: "at least ", Quantifier.NEARLY: "nearly "}  # fmt: skip
BETWEEN = (("unchanged", "", ""), ("failed", "http_503", "The server answered 503."), ("not_modified", "", ""),
           ("failed", "timeout_total", "It took longer than 60 seconds."), ("unchanged", "", ""))  # fmt: skip
Version = tuple[Text, tuple[Figure, ...]]


def pages(count: int) -> list[Page]:
    """Return so many pages, of which every fourth has the tag of another place; the first few speak of the camp."""
    return [
        Page(
            id=f"page-{number:03}", url=f"https://ministry-{number:03}.example/", speaker=f"Ministry {number:03}",
            tags=(PLACES[number % 4].lower(), *(["camp"] if number < SPEAKERS else [])),
        )
        for number in range(count)
    ]  # fmt: skip


def configure(home: Path, every: list[Page]) -> None:
    """Write the configuration of *home*."""
    listed = "".join(
        f"  - {{id: {page.id}, url: '{page.url}', speaker: {page.speaker}, tags: [{', '.join(page.tags)}]}}\n"
        for page in every
    )
    named = "".join(
        f"  - {{id: {words.partition(' ')[0]}, name: '{words}', words: ['{words.partition(' ')[0]}'], tags: [camp]}}\n"
        for words in NAMED
    )
    (home / "config").mkdir(parents=True)
    (home / "config" / "pages.yaml").write_text(f"pages:\n{listed}", encoding="utf-8")
    (home / "config" / "indicators.yaml").write_text(f"indicators:\n{named}", encoding="utf-8")


class Pen:
    """Writes the versions of one page: at each, all sentences are dated anew, and one of its figures has moved."""

    def __init__(self, page: Page, seed: int) -> None:
        self._page, self._dice = page, random.Random(seed)
        self._place = PLACES[seed % len(PLACES)]
        self._values = [self._dice.randrange(100, 9_000) for _ in THINGS]
        self._hedges = [self._dice.choice(HEDGES) for _ in THINGS]

    def write(self, version: int) -> Version:
        """Return the next version."""
        moved = version % len(THINGS)
        if version:
            self._values[moved] += self._dice.randrange(1, 400) * self._dice.choice((-1, 1, 1))
            self._values[moved] = max(self._values[moved], 20)
            self._hedges[moved] = self._dice.choice(HEDGES)
        told = [self._sentence(version, place) for place in range(len(THINGS))]
        title = f"The situation in {self._place}"
        paragraphs = [title, *(sentence for sentence, _ in told)]
        starts = [0, *accumulate(len(one) + 1 for one in paragraphs)]
        blocks = tuple(
            Block(
                kind=BlockKind.PARAGRAPH if place else BlockKind.HEADING, start=start, end=start + len(one),
                level=0 if place else 1, heading=0 if place else None,
            )
            for place, (one, start) in enumerate(zip(paragraphs, starts, strict=False))
        )  # fmt: skip
        text = Text(content="\n".join(paragraphs), blocks=blocks, title=title, language="en")
        figures = tuple(
            replace(figure, start=start + figure.start, end=start + figure.end, sentence_start=start, block=place)
            for place, ((_, figure), start) in enumerate(zip(told, starts[1:], strict=False), 1)
        )
        return text, figures

    def _sentence(self, version: int, place: int) -> tuple[str, Figure]:
        value, hedge, things = self._values[place], self._hedges[place], THINGS[place]
        surface = f"{value:,}"
        sentence = f"On day {version + 1} the ministry counts {WORDS[hedge]}{surface} {things} in {self._place}."
        start = sentence.index(surface, sentence.index("counts"))
        return sentence, Figure(
            value=Decimal(value), surface=surface, start=start, end=start + len(surface), sentence=sentence,
            sentence_start=0, counts=things, head=things.split()[0], quantifier=hedge, attribution=self._page.speaker,
        )  # fmt: skip


def results(every: list[Page], versions: int) -> Iterator[list[CheckResult]]:
    """Yield what a round of checks of *every* page came to, for each of its *versions*."""
    pens = [Pen(page, seed) for seed, page in enumerate(every)]
    before: list[tuple[Figure, ...]] = [()] * len(every)
    for version in range(versions):
        at = BEGAN + version * EVERY
        written = [pen.write(version) for pen in pens]
        yield [
            _result(page, text, figures, before[place], at, version)
            for place, (page, (text, figures)) in enumerate(zip(every, written, strict=True))
        ]
        before = [figures for _, figures in written]


def _result(
    page: Page, text: Text, figures: tuple[Figure, ...], before: tuple[Figure, ...], at: datetime, version: int
) -> CheckResult:
    body = _html(text).encode()
    digest = hashlib.sha256(body).hexdigest()
    series = tuple(range(1, len(figures) + 1))
    capture = Capture(
        url=page.url, final_url=page.url, redirects=(), status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),), address="192.0.2.7:443",
        requested_at=at - timedelta(seconds=1), captured_at=at, framing="length",
        wire_bytes=len(body), validators=Validators(),
    )  # fmt: skip
    tracked = tuple(Tracked(series=number, figure=one) for number, one in zip(series, figures, strict=True))
    baseline = Baseline(text=text, tracked=tracked, next_series=len(series) + 1, engine="web_ledger")
    derived = Derived(
        reading=Reading(text=text, figures=figures, engine="web_ledger"), series=series,
        changes=tuple(_changes(before, figures, version)), headings=(text.title,) * len(figures),
        baseline=encode(baseline),
    )  # fmt: skip
    state = PageState(
        page_id=page.id, next_check_at=at + EVERY, last_check_at=at, last_ok_at=at, full_fetch_at=at,
        body_digest=digest, text_digest=digest, reader=reader_of(page),
    )  # fmt: skip
    return CheckResult(
        page=page, outcome=Outcome.CHANGED if before else Outcome.FIRST, started_at=at, finished_at=at, capture=capture,
        body=body, body_digest=digest, text_digest=digest, reader=reader_of(page), derived=derived, state=state,
    )  # fmt: skip


def _html(text: Text) -> str:
    title, *paragraphs = text.content.split("\n")
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<!doctype html><html lang=en><title>{title}</title><main><h1>{title}</h1>{told}</main></html>"


def _changes(before: tuple[Figure, ...], now: tuple[Figure, ...], version: int) -> Iterator[Change]:
    for place, (old, new) in enumerate(zip(before, now, strict=False)):
        if place == version % len(now):
            gap = (new.value or Decimal(0)) - (old.value or Decimal(0))
            yield Change(
                kind=ChangeKind.CHANGED, series=place + 1, old=old, new=new, difference=gap,
                relative=gap / old.value if old.value else None, told=True, rule="default",
            )  # fmt: skip
        else:
            yield Change(kind=ChangeKind.REDATED, series=place + 1, old=old, new=new, rule="kind")


def stand_still(home: Path, every: list[Page], at: datetime) -> None:
    """Write the checks between two versions."""
    columns = "page_id, outcome, reason, detail, advice, first_at, last_at, count, figures, changes, told, restamped"
    moments = [f"{at + (place + 1) * timedelta(hours=3):%Y-%m-%dT%H:%M:%S.%fZ}" for place in range(len(BETWEEN))]
    db = Database(home / "snapshots" / "monitor.db")
    with db.conn:
        db.conn.executemany(
            f"INSERT INTO checks ({columns}) VALUES (?, ?, ?, ?, '', ?, ?, 1, NULL, 0, 0, 0)",
            [(page.id, *told, when, when) for told, when in zip(BETWEEN, moments, strict=True) for page in every],
        )
    db.conn.close()


def make(home: Path, count: int, versions: int) -> None:
    """Make *home*."""
    every = pages(count)
    configure(home, every)
    Store.create(home).close()
    with Store.open(home, writer=True) as store:
        store.sync(every, BEGAN - EVERY)
        for version, found in enumerate(results(every, versions)):
            store.record(found)
            stand_still(home, every, BEGAN + version * EVERY)
        config = load(home, {})
        define(store, config.pages, config.indicators)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--versions", type=int, default=51)  # the first of them changes nothing
    asked = parser.parse_args()
    began = time.monotonic()
    make(asked.home, asked.pages, asked.versions)
    print(f"{asked.home}: {asked.pages} pages, {asked.versions} versions of each, in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
