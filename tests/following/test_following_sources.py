"""Which pages of a source are followed: a table of checks over what was known and what is named now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.config import source_keys
from monitor.following import THE_ONE, Beside, follow, found_page, said_of
from monitor.model import FOREVER, Entry, Following, Found, Named, Page, Source, SourceReading
from monitor.sources import SOURCES

NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def source(kind: str = "feed", **keys: Any) -> Page:
    settings: dict[str, Any] = {"window": 30 * DAY, "most": 3, **keys}
    return Page(id="blog", url="https://norhaven.example/news", source=Source(kind=kind, **settings))


def entry(name: str, **said: Any) -> Entry:
    return Entry(**{"url": f"https://norhaven.example/{name}", "key": name, "title": name, **said})


def after(known: Mapping[str, Named], following: Following) -> dict[str, Named]:
    """Return what is known once *following* is recorded."""
    return {**known, **{one.entry.key: one for one in following.named}}


def seen(page: Page, *entries: Entry, known: Mapping[str, Named] | None = None, at: datetime = NOW) -> Following:
    return follow(page, SourceReading(entries=entries), known or {}, at)


def followed(known: Mapping[str, Named]) -> list[str]:
    return sorted(one.page_id for one in known.values() if one.is_followed)


OLD, YOUNG = NOW - 40 * DAY, NOW - 2 * DAY
FIRST = [  # keys of the source, its entries, and those that are followed
    ({}, [entry("a"), entry("b")], ["a", "b"]),
    ({}, [entry("a", published=YOUNG), entry("b", published=OLD)], ["a"]),
    ({"window": FOREVER}, [entry("a", published=OLD)], ["a"]),
    ({}, [entry(name) for name in "abcdef"], ["a", "b", "c"]),
    ({"newest_last": True}, [entry(name) for name in "abcdef"], ["d", "e", "f"]),
    ({}, [entry(name, published=YOUNG + n * timedelta(hours=1)) for n, name in enumerate("abcdef")], ["d", "e", "f"]),
    ({}, [entry("a", published=NOW + 400 * DAY)], ["a"]),
    ({}, [], []),
]


@pytest.mark.parametrize(("keys", "entries", "names"), FIRST)
def test_at_first_the_newest_are_followed_whose_time_is_not_over(
    keys: dict[str, Any], entries: list[Entry], names: list[str]
) -> None:
    following = seen(source(**keys), *entries)
    assert followed(after({}, following)) == [f"blog.{name}" for name in names]
    assert set(following.begun) == set(following.due) == {f"blog.{name}" for name in names}
    assert len(following.named) == len(entries)  # those that are not followed are no news at the next check
    assert all(one.leaves_at is None or one.leaves_at <= NOW + 30 * DAY for one in following.named)


def test_what_was_passed_over_at_first_is_said_once_and_never_begins() -> None:
    page, entries = source(), [entry(name) for name in "abcdef"]
    first = seen(page, *entries)
    assert "3 older entries not followed" in said_of(first)
    known = after({}, first)
    again = seen(page, *entries, known=known, at=NOW + DAY)
    assert (again.named, again.begun, said_of(again)) == ((), (), "")


def test_a_new_entry_begins_once_and_the_oldest_makes_room() -> None:
    page = source()
    known = after({}, seen(page, entry("c"), entry("b"), entry("a")))
    new = seen(page, entry("d"), entry("c"), entry("b"), known=known, at=NOW + DAY)
    assert (new.begun, new.ended, new.due) == (("blog.d",), ("blog.a",), frozenset({"blog.d"}))
    known = after(known, new)
    back = seen(page, entry("a"), entry("d"), entry("c"), entry("b"), known=known, at=NOW + 2 * DAY)
    assert (back.begun, back.ended) == ((), ())  # what left stays away, whether its source names it or not
    assert followed(known) == ["blog.b", "blog.c", "blog.d"]


def test_a_page_leaves_when_its_time_is_over_though_its_source_says_nothing_new() -> None:
    page = source()
    known = after({}, seen(page, entry("a")))
    assert follow(page, None, known, NOW + 29 * DAY).ended == ()
    gone = follow(page, None, known, NOW + 30 * DAY)
    assert (gone.ended, gone.named[0].page_id, gone.named[0].is_followed) == (("blog.a",), "blog.a", False)


@pytest.mark.parametrize("was_followed", [True, False])
def test_what_its_source_says_was_updated_is_due_and_stays_or_comes_back(*, was_followed: bool) -> None:
    page = source()
    known = after({}, seen(page, entry("a", updated=YOUNG)))
    known = {"a": replace(known["a"], is_followed=was_followed, leaves_at=NOW + (DAY if was_followed else -DAY))}
    later = NOW + timedelta(hours=1)
    news = seen(page, entry("a", updated=later), known=known, at=later)
    assert (news.due, news.named[0].leaves_at) == (frozenset({"blog.a"}), later + 30 * DAY)
    assert news.begun == (() if was_followed else ("blog.a",))
    assert seen(page, entry("a", updated=later), known=after(known, news), at=later).due == frozenset()


def test_an_entry_is_known_by_its_key_or_by_its_address() -> None:
    page = source()
    known = after({}, seen(page, entry("a")))
    moved = seen(page, entry("a", url="https://norhaven.example/new"), known=known)
    assert [one.page_id for one in moved.moved] == ["blog.a"]
    assert moved.due == {"blog.a"}
    renamed = seen(page, entry("z", url="https://norhaven.example/a"), known=known)
    assert (renamed.begun, renamed.moved, [one.page_id for one in renamed.named]) == ((), (), ["blog.a"])


SAME_TITLES = [entry(f"a/{n}", title="Situation update", published=YOUNG) for n in (1, 2)]
REBUILT = [  # what was named, what is named now, how many pages move and how many begin
    ([entry(f"old/{n}", title=f"No {n}", published=YOUNG) for n in range(5)], True, 5, 0),
    ([entry(f"old/{n}", title=f"No {n}") for n in range(5)], True, 0, 5),  # without a time titles alone tell nothing
    ([entry(f"old/{n}", title="", published=YOUNG) for n in range(5)], True, 0, 5),
    (SAME_TITLES, True, 0, 2),  # nobody can tell which is which
    ([entry("old/1", published=YOUNG, title="No 1")], False, 0, 1),  # both are there: one is a copy
]


@pytest.mark.parametrize(("before", "has_left", "moved", "begun"), REBUILT)
def test_a_feed_that_gives_its_posts_new_ids_and_addresses_names_the_same_posts(
    before: list[Entry], *, has_left: bool, moved: int, begun: int
) -> None:
    page = source(most=50)
    known = after({}, seen(page, *before))
    now = [replace(one, key=f"new/{one.key}", url=f"https://norhaven.example/new/{one.key}") for one in before]
    following = seen(page, *now, *([] if has_left else before), known=known, at=NOW + DAY)
    assert (len(following.moved), len(following.begun)) == (moved, begun)
    known = after(known, following)
    assert seen(page, *now, *([] if has_left else before), known=known, at=NOW + 2 * DAY).named == ()
    if moved:
        assert said_of(following).endswith("https://norhaven.example/new/old/2. 2 more pages likewise.")


@pytest.mark.parametrize("first", ["a", "z"])
def test_an_entry_at_the_address_that_another_has_left_is_another(first: str) -> None:
    page = source()
    known = after({}, seen(page, entry("a")))
    both = {"a": entry("a", url="https://norhaven.example/new"), "z": entry("z", url="https://norhaven.example/a")}
    news = seen(page, both.pop(first), *both.values(), known=known)
    assert ([one.page_id for one in news.moved], news.begun) == (["blog.a"], ("blog.a-2",))


def test_the_latest_document_is_one_page_at_changing_addresses() -> None:
    page = source("latest")
    known = after({}, seen(page, entry("bulletin-1"), entry("bulletin-0")))
    assert followed(known) == ["blog.latest"]
    assert known[THE_ONE].leaves_at is None
    next_one = seen(page, entry("bulletin-2"), known=known, at=NOW + 90 * DAY)
    assert (next_one.begun, next_one.ended, next_one.due) == ((), (), frozenset({"blog.latest"}))
    assert "blog.latest is at another address: https://norhaven.example/bulletin-2" in said_of(next_one)
    assert seen(page, known=after(known, next_one), at=NOW + 91 * DAY).ended == ()


def test_the_page_of_many_documents_goes_on_though_one_of_them_is_followed_by_itself() -> None:
    page = source("latest")
    known = after({}, seen(page, entry("bulletin-1")))
    reading = SourceReading(entries=(entry("bulletin-2"),))
    beside = Beside(urls={"https://norhaven.example/bulletin-2"})
    assert [one.entry.title for one in follow(page, reading, known, NOW + DAY, beside).moved] == ["bulletin-2"]


def test_a_document_is_followed_as_long_as_the_page_links_to_it() -> None:
    page = source("documents")
    known = after({}, seen(page, entry("a.pdf")))
    for week in range(1, 12):
        known = after(known, seen(page, entry("a.pdf"), known=known, at=NOW + week * 7 * DAY))
    assert followed(known) == ["blog.a"]
    assert follow(page, SourceReading(), known, NOW + 120 * DAY).ended == ("blog.a",)


def test_pages_of_a_source_that_was_taken_out_for_a_while_come_back() -> None:
    page = source()
    known = {"a": replace(after({}, seen(page, entry("a")))["a"], is_followed=False)}  # its source retired with it
    assert seen(page, entry("a"), known=known, at=NOW + DAY).begun == ("blog.a",)


def test_two_entries_of_one_name_have_two_ids() -> None:
    one, two = entry("a", url="https://norhaven.example/2026/a"), entry("b", url="https://norhaven.example/2027/a")
    assert followed(after({}, seen(source(), one, two))) == ["blog.a", "blog.a-2"]


HERE = "https://norhaven.example/a"
SECRETS = [
    (HERE, True),
    ("https://norhaven.example:443/a", True),
    ("http://norhaven.example/a", False),
    ("https://www.norhaven.example/a", False),
    ("https://norhaven.example:8443/a", False),
]


@pytest.mark.parametrize(("url", "is_home"), SECRETS)
def test_what_is_secret_or_allowed_stays_with_the_host_of_the_source(url: str, *, is_home: bool) -> None:
    page = replace(source(), headers=(("Authorization", "secret"),), allow_private=True, ca_file="own.pem", tags=("x",))
    found = found_page(page, Found(page_id="blog.a", source="blog", url=url, title="A"))
    assert (found.id, found.url, found.found_by, found.source, found.tags) == ("blog.a", url, "blog", None, ("x",))
    assert (bool(found.headers), found.allow_private, found.ca_file is not None) == (is_home, is_home, is_home)


def test_every_kind_that_may_be_configured_is_read() -> None:
    assert set(source_keys.KINDS) == set(SOURCES)


def test_a_post_whose_text_stood_in_its_feed_leaves_with_its_entry_and_comes_back_with_it() -> None:
    page = source(full_text=True)
    a, b = entry("a", text_digest="1"), entry("b", text_digest="2")
    known = after({}, seen(page, a, b))
    left = seen(page, a, known=known, at=NOW + DAY)
    assert (left.ended, left.begun, left.due) == (("blog.b",), (), frozenset())
    known = after(known, left)
    assert seen(page, a, known=known, at=NOW + 2 * DAY).named == ()
    assert follow(page, None, known, NOW + 2 * DAY).named == ()  # a source that fails says nothing
    back = seen(page, a, b, known=known, at=NOW + 3 * DAY)
    assert (back.begun, back.due) == (("blog.b",), frozenset({"blog.b"}))
    known = after(known, seen(page, a, known=known, at=NOW + 3 * DAY))
    late = seen(page, a, b, known=known, at=NOW + 60 * DAY)
    assert late.begun == ()  # its time was over


def test_a_post_is_read_at_once_when_its_text_is_another_and_no_later_for_that() -> None:
    page = source(full_text=True)
    known = after({}, seen(page, entry("a", text_digest="1"), entry("b", text_digest="2")))
    edited = seen(page, entry("a", text_digest="1"), entry("b", text_digest="3"), known=known, at=NOW + DAY)
    assert (edited.due, edited.begun, edited.ended) == (frozenset({"blog.b"}), (), ())
    assert after(known, edited)["b"].leaves_at == known["b"].leaves_at


def test_pages_are_read_in_their_feed_once_it_was_read_for_that_and_as_long_as_the_user_wants() -> None:
    found = Found(page_id="blog.a", source="blog", url="https://norhaven.example/a", key="a", has_text=True)
    asked = {
        (full_text, has_text): found_page(source(full_text=full_text), replace(found, has_text=has_text)).is_in_feed
        for full_text in (True, False)
        for has_text in (True, False)
    }
    assert asked == {(True, True): True, (True, False): False, (False, True): False, (False, False): False}
    assert found_page(source(), found).entry == "a"  # what was kept of the feed is read, too
    assert found_page(source("listing"), found).entry is None
    page = source(full_text=True)
    known = after({}, seen(page, entry("a"), entry("b")))
    begun = seen(page, entry("a", text_digest="1"), known=known, at=NOW + DAY)
    assert (begun.due, begun.ended) == (frozenset({"blog.a"}), ())  # b left before, and goes on at its own address
    known = after(known, begun)
    assert seen(source(), entry("a"), known=known, at=NOW + 2 * DAY).due == {"blog.a"}


def test_a_post_without_a_page_is_called_by_its_title() -> None:
    alone = [entry(title, url=f"https://norhaven.example/feed#{title}", title=title) for title in ("Camp, day 2", "")]
    assert sorted(seen(source(full_text=True), *alone).begun) == ["blog.camp-day-2", "blog.feed"]


def test_what_a_check_of_many_entries_costs_grows_with_their_number_alone(
    costs_at_most: Callable[..., bool],
) -> None:
    page = source(most=2)

    def again(count: int) -> Callable[[], object]:
        entries = [entry(f"notice-{number}") for number in range(count)]
        known = after({}, seen(page, *entries))
        return lambda: seen(page, *entries, known=known, at=NOW + DAY)

    assert costs_at_most(40, again(5_000), again(500))  # ten times as many; a square would cost a hundred times
