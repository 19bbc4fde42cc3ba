"""What the ledger keeps of sources: whose page is whose, when names and addresses meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from empty_ledger import make_ledger

from monitor.following import Beside, follow
from monitor.home_ledger import open_store
from monitor.model import Among, CheckResult, Entry, Outcome, Page, PageState, Source, SourceReading
from monitor.store import Store
from monitor.store.archives.snapshot_names import Named, named

NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def page(name: str, path: str, **more: object) -> Page:
    return Page(id=name, url=f"https://norhaven.example/{path}", **more)  # type: ignore[arg-type]


def source(name: str, **more: object) -> Page:
    return page(name, f"{name}.rss", source=Source(kind="feed"), **more)


class Ledger:
    """A ledger, and sources that are checked at some time."""

    def __init__(self, store: Store) -> None:
        self.store, self.at = store, NOW

    def configure(self, *pages: Page) -> None:
        self.store.sync(pages, self.at)

    def check(self, of: Page, *paths: str) -> CheckResult:
        """Record that the source *of* names pages at *paths*."""
        self.at += HOUR
        entries = tuple(Entry(url=f"https://norhaven.example/{path}", key=f"urn:{path}", title=path) for path in paths)
        reading, known = SourceReading(entries=entries), self.store.named(of.id)
        urls = self.store.followed_elsewhere(of.id, [entry.url for entry in entries])
        beside = Beside(urls=urls, ids=self.store.ids_beneath(of.id))
        result = CheckResult(
            page=of, outcome=Outcome.FIRST, started_at=self.at, finished_at=self.at,
            state=PageState(page_id=of.id, next_check_at=self.at),
            following=follow(of, reading, known, self.at, beside),
        )  # fmt: skip
        self.store.record([result], ())
        return result

    def found(self) -> dict[str, str]:
        """Return which source each found page is followed for."""
        return {one.page_id: one.source for one in self.store.found_pages()}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as store:
        yield Ledger(store)


def test_a_page_that_two_sources_name_is_followed_for_the_first_and_for_the_other_when_that_is_gone(
    ledger: Ledger,
) -> None:
    news, press = source("news"), source("press")
    ledger.configure(news, press)
    ledger.check(news, "a", "b")
    ledger.check(press, "b", "c")
    assert ledger.found() == {"news.a": "news", "news.b": "news", "press.c": "press"}
    ledger.configure(press)
    assert ledger.found() == {"press.c": "press"}
    ledger.check(press, "b", "c")
    assert ledger.found() == {"press.b": "press", "press.c": "press"}
    ledger.configure(news, press)
    ledger.check(news, "a", "b")
    assert ledger.found() == {"news.a": "news", "press.b": "press", "press.c": "press"}


def test_a_source_that_is_left_or_edited_while_it_is_checked_begins_nothing_that_nobody_checks(ledger: Ledger) -> None:
    """What the ledger hands out and the service does not follow is handed out at every tick, and never checked."""
    news, press = source("news"), source("press")
    ledger.configure(news, press)
    ledger.configure(replace(press, enabled=False, tags=("north",)))
    ledger.check(news, "a")
    ledger.check(press, "b")
    assert ledger.found() == {"press.b": "press"}
    late = NOW + timedelta(days=30)
    assert ledger.store.lease(late, room=9) == []
    assert {one.id: one.state for one in ledger.store.statuses(late)} == {"press": "disabled", "press.b": "disabled"}
    assert ledger.store.ids(Among(tags=("north",))) == ("press", "press.b")


def test_what_is_left_is_not_reckoned_anew_when_its_source_has_another_schedule(ledger: Ledger) -> None:
    news = source("news")
    ledger.configure(news)
    ledger.check(news, "a", "b")
    ledger.store._db.execute("UPDATE pages SET retired_at = '2026-03-18' WHERE id = 'news.a'")
    ledger.configure(replace(news, every=HOUR))
    assert [one.page_id for one in ledger.store.rescheduled()] == ["news", "news.b"]


def test_a_found_page_that_is_configured_by_itself_is_followed_by_itself(ledger: Ledger) -> None:
    news, own = source("news"), page("own", "a")
    ledger.configure(news)
    ledger.check(news, "a", "b")
    ledger.configure(news, own)
    ledger.check(news, "a", "b")
    assert ledger.found() == {"news.b": "news"}
    ledger.configure(news)
    ledger.check(news, "a", "b")
    assert ledger.found() == {"news.a": "news", "news.b": "news"}


def test_a_source_with_the_old_name_of_another_takes_none_of_its_pages(ledger: Ledger) -> None:
    old = source("news")
    ledger.configure(old)
    ledger.check(old, "a")
    renamed, new = source("press", was="news"), page("news", "other.rss", source=Source(kind="feed"))
    ledger.configure(renamed)
    ledger.configure(renamed, new)
    ledger.check(new, "2026/a")
    assert ledger.found() == {"news.a": "press", "news.a-2": "news"}


def test_a_source_that_is_put_back_goes_on_with_its_pages(ledger: Ledger) -> None:
    news = source("news")
    ledger.configure(news)
    ledger.check(news, "a")
    ledger.configure(page("other", "other"))
    assert ledger.found() == {}
    ledger.configure(news)
    assert ledger.found() == {}  # until it is checked
    assert ledger.check(news, "b", "a").following is not None
    assert ledger.found() == {"news.a": "news", "news.b": "news"}


NAMES = [
    ("text/html; charset=utf-8", "html"),
    ("application/xhtml+xml", "html"),
    ("application/atom+xml", "xml"),
    ("Application/RSS+XML;charset=utf-8", "xml"),
    ("application/feed+json", "json"),
    ("application/xml", "xml"),
    ("application/vnd.ms-excel", "bin"),
    (None, "bin"),
]


@pytest.mark.parametrize(("media", "ending"), NAMES)
def test_the_file_of_a_snapshot_of_a_source_is_called_what_it_is(media: str | None, ending: str) -> None:
    name = Named(page_id="blog.a", number=1, at=NOW, digest="0" * 64, content_type=media)
    assert name.file == f"blog.a/00000001-20260318T090000Z-000000000000.{ending}.gz"
    assert named(name.file) is not None
