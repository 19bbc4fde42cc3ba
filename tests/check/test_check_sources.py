"""Checks of sources: the further documents that they lead to, what fails among them, and what is followed of it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from check_fakes import NOT_MODIFIED, World, failure, fetched

from monitor.following import found_page
from monitor.model import CheckResult, Fetched, Found, Outcome, Page, Source

SITE = "https://site.example"
DAY = timedelta(days=1)


def source(kind: str, name: str = "news", **keys: object) -> Page:
    return Page(id=name, url=f"{SITE}/{name}", every=DAY, source=Source(kind=kind, **keys))  # type: ignore[arg-type]


def feed(*names: str) -> Fetched:
    items = "".join(f"<item><title>The {name} post</title><link>{SITE}/{name}</link></item>" for name in names)
    return fetched(f"<rss><channel>{items}</channel></rss>", f"{SITE}/news")


def listing(path: str, *names: str, onward: str = "") -> Fetched:
    links = "".join(f'<li><a href="/{name}">The title of {name}</a>' for name in names)
    onward = f'<a rel="next" href="{onward}">Next</a>' if onward else ""
    return fetched(f"<!doctype html><main><ul>{links}</ul>{onward}</main>", f"{SITE}{path}")


def index(path: str, *names: str) -> Fetched:
    parts = "".join(f"<sitemap><loc>{SITE}/{name}</loc></sitemap>" for name in names)
    return fetched(f"<sitemapindex>{parts}</sitemapindex>", f"{SITE}{path}")


def sitemap(path: str, *names: str) -> Fetched:
    return fetched("<urlset>" + "".join(f"<url><loc>{SITE}/{name}</loc></url>" for name in names) + "</urlset>", path)


def begun(result: CheckResult) -> list[str]:
    assert result.following is not None
    return sorted(result.following.begun)


LOOPS = {  # kind, documents in the order in which they are asked for, ids of the pages that are followed
    "a list whose last page leads back to the first": (
        source("listing"),
        [listing("/news", "a", onward="/news?page=2"), listing("/news?page=2", "b", onward="/news")],
        ["news.a", "news.b"],
    ),
    "a list whose next page is itself": (source("listing"), [listing("/news", "a", onward="/news")], ["news.a"]),
    "two pages of a list that name each other": (
        source("listing"),
        [
            listing("/news", "a", onward="/news?page=2"),
            listing("/news?page=2", "b", onward="/news?page=3"),
            listing("/news?page=3", "a", onward="/news?page=2"),
        ],
        ["news.a", "news.b"],
    ),
    "an index of sitemaps that names itself": (
        source("sitemap"),
        [index("/news", "news", "part"), sitemap(f"{SITE}/part", "a")],
        ["news.a"],
    ),
    "sitemaps nested into each other": (
        source("sitemap"),
        [index("/news", "part"), index("/part", "news", "part", "whole"), sitemap(f"{SITE}/whole", "a")],
        ["news.a"],
    ),
}


@pytest.mark.parametrize("name", LOOPS)
def test_a_source_that_leads_back_to_itself_is_asked_once_at_each_address(name: str) -> None:
    page, answers, found = LOOPS[name]
    world = World({"news": [*answers]}, [page])
    assert begun(world.round()["news"]) == found
    assert world.script.answers["news"] == []  # each was asked for, and none of them again


def test_a_check_asks_for_so_many_documents_and_says_what_it_left() -> None:
    endless = [listing(f"/news?page={n}", f"entry-{n}", onward=f"/news?page={n + 1}") for n in range(1, 40)]
    world = World({"news": [listing("/news", "entry-0", onward="/news?page=1"), *endless]}, [source("listing")])
    result = world.round()["news"]
    assert len(begun(result)) == 20
    assert "1 further document of the source not read: a check reads 20." in result.detail


def test_a_document_of_a_source_that_fails_is_told_and_the_others_are_read() -> None:
    page = source("sitemap")
    world = World(
        {
            "news": [
                index("/news", "down", "no-sitemap", "whole"),
                failure("timeout_total"),
                fetched("<p>Not found", f"{SITE}/no-sitemap"),
                sitemap(f"{SITE}/whole", "a"),
            ]
        },
        [page],
    )
    result = world.round()["news"]
    assert (result.outcome, begun(result)) == (Outcome.FIRST, ["news.a"])
    assert f"{SITE}/down could not be read: It failed." in result.detail
    assert f"{SITE}/no-sitemap could not be read: The answer is a page of HTML" in result.detail


def test_what_a_source_no_longer_names_is_followed_until_its_time_is_over_whatever_becomes_of_the_source() -> None:
    page = source("feed", window=timedelta(hours=3))
    gone = failure("timeout_total")
    world = World({"news": [feed("a"), gone, NOT_MODIFIED, gone, gone]}, [page])
    assert begun(world.round()["news"]) == ["news.a"]
    ended = [result.following.ended if result.following else () for result in world.rounds("news", 4)]
    assert ended == [(), (), ("news.a",), ()]


def test_the_latest_document_is_followed_on_when_the_link_to_it_is_gone() -> None:
    link = listing("/news", "bulletin-1.pdf")
    without = fetched("<!doctype html><p>Nothing is published in August.</p><a href=/a>About us</a>", f"{SITE}/news")
    world = World({"news": [link, without, listing("/news", "bulletin-2.pdf")]}, [source("latest", links="bulletin")])
    assert begun(world.round()["news"]) == ["news.latest"]
    empty = world.round()["news"]
    assert (empty.outcome, empty.reason) == (Outcome.FAILED, "nothing_listed")
    assert empty.following is None or empty.following.named == ()
    back = world.round()["news"].following
    assert back is not None
    assert [(one.page_id, one.entry.url) for one in back.moved] == [("news.latest", f"{SITE}/bulletin-2.pdf")]


DOWN = fetched(
    "<!doctype html><html lang=en><title>Service unavailable</title><main><h1>Sorry, the service is down for "
    "maintenance</h1><p>We will be back soon. Please try again later.</p><ul><li><a href=/about-cookies>How we use "
    "your cookies</a><li><a href=/terms.pdf>Our terms and conditions (PDF)</a></ul></main>",
    f"{SITE}/news",
)


@pytest.mark.parametrize("kind", ["listing", "latest"])
def test_a_notice_instead_of_a_list_names_nothing_unless_its_links_are_meant(kind: str) -> None:
    world = World({"news": [listing("/news", "bulletin-1.pdf"), DOWN, DOWN]}, [source(kind)])
    assert len(begun(world.round()["news"])) == 1
    down = world.round()["news"]
    assert (down.outcome, down.reason, down.body) == (Outcome.FAILED, "not_the_list", DOWN.body)
    assert "The answer looks like a notice that the site is out of order" in down.detail
    assert "monitor set news links=" in down.advice
    assert down.following is not None
    assert down.following.named == ()
    world.pages = [source(kind, links="terms")]
    assert world.round()["news"].outcome is Outcome.CHANGED


def test_a_page_whose_links_cannot_be_read_is_followed_without_them_and_says_so() -> None:
    deep = fetched(f"<p>There are 7,000 people in the camp.</p>{'<div>' * 30_000}<a href=/a.pdf>A", f"{SITE}/news")
    world = World({"news": [deep]}, [source("documents")])
    result = world.round()["news"]
    assert (result.outcome, result.figures) == (Outcome.FIRST, 1)
    assert result.detail == "The page is nested too deeply for its links to be read."


def test_a_page_that_two_sources_name_at_once_is_followed_once() -> None:
    world = World({"news": [feed("a", "b")], "press": [feed("b", "c")]}, [source("feed"), source("feed", "press")])
    results = world.round()
    assert sorted(begun(results["news"]) + begun(results["press"])) in (
        ["news.a", "news.b", "press.c"],
        ["news.a", "press.b", "press.c"],
    )


def test_a_source_that_answers_as_before_says_nothing() -> None:
    world = World({"news": [feed("a"), feed("a")]}, [source("feed")])
    first, again = world.rounds("news", 2)
    assert (first.outcome, again.outcome, again.detail) == (Outcome.FIRST, Outcome.UNCHANGED, "")


def posts(**texts: str) -> Fetched:
    items = (
        f"<item><title>{n}</title><guid>{n}</guid><description>{text}</description></item>" for n, text in texts.items()
    )
    return fetched(f"<rss><channel>{''.join(items)}</channel></rss>", f"{SITE}/news")


def of_feed(world: World, feed: Page) -> list[Page]:
    """Return the pages that *feed* has found so far."""
    named = world.ledger.named(feed.id)
    known = [(key, one) for key, one in named.items() if one.is_followed]
    return [
        found_page(feed, Found(page_id=one.page_id, source=feed.id, url=one.entry.url, key=key, has_text=True))
        for key, one in known
    ]


def test_posts_are_read_in_what_was_last_kept_of_their_feed_and_no_server_is_asked_for_them() -> None:
    feed = source("feed", full_text=True)
    before, after = (
        posts(a="There are 31 ships.", b="12 boats came."),
        posts(a="There are 34 ships.", b="12 boats came."),
    )
    world = World({"news": [before, NOT_MODIFIED, after, failure()]}, [feed])
    world.round()
    world.pages += of_feed(world, feed)
    world.pages.remove(feed)
    first = world.round()
    assert {name: one.outcome for name, one in first.items()} == {"news.a": Outcome.FIRST, "news.b": Outcome.FIRST}
    assert [one.body for one in first.values()] == [before.body] * 2  # the bytes as they came
    assert {one.capture.url for one in first.values() if one.capture} == {feed.url}
    both = [one.outcome for one in world.round().values()]
    world.pages.insert(0, feed)
    assert (both, set(world.round())) == ([Outcome.UNCHANGED] * 2, {"news"})  # posts wait for their feed
    assert begun(world.round()["news"]) == []
    world.pages.remove(feed)
    changed = world.round()
    assert {name: one.outcome for name, one in changed.items()} == {
        "news.a": Outcome.CHANGED, "news.b": Outcome.UNCHANGED,
    }  # fmt: skip
    assert [one.kind for one in changed["news.a"].changes] == ["CHANGED"]
    assert set(world.script.sent) == {"news"}


def test_a_post_whose_feed_is_not_kept_or_names_it_no_longer_fails_by_name() -> None:
    feed = source("feed", full_text=True)
    alone = found_page(feed, Found(page_id="news.a", source="news", url=f"{SITE}/a", key="a", has_text=True))
    world = World({"news": [posts(b="12 boats came.")]}, [alone])
    assert [(one.outcome, one.reason) for one in world.round().values()] == [(Outcome.FAILED, "entry_gone")]
    world.pages = [feed]
    world.round()
    world.pages = [alone]
    gone = world.round()["news.a"]
    assert (gone.outcome, gone.reason) == (Outcome.FAILED, "entry_gone")
    assert "names the post no longer" in gone.detail


def test_that_posts_are_read_where_they_stand_says_nothing_of_the_network() -> None:
    feeds = [source("feed", f"news{n}", full_text=True) for n in range(4)]
    down = [replace(one, url=f"https://{one.id}.example/") for one in feeds]
    world = World({one.id: [failure()] for one in down}, down)
    world.pages += [
        found_page(feed, Found(page_id=f"other{n}.a", source="other", url=f"https://other{n}.example/a", key="a"))
        for n, feed in enumerate(feeds)
    ]
    world.pages = [replace(one, is_in_feed=True, found_by="other") if one.entry else one for one in world.pages]
    reasons = {name: one.reason for name, one in world.round().items()}
    assert {name for name, reason in reasons.items() if reason == "network_down"} == {one.id for one in down}


CONSENT_WALL = fetched(
    """<!doctype html><title>Before you continue</title><main><h1>We value your privacy</h1><p>We and our partners use
    cookies to store and access information on your device.</p><button>Accept all</button><button>Reject all</button>
    <p><a href="/policy">Read our full cookie policy</a> <a href="/partners">See the list of our partners</a></main>""",
    f"{SITE}/news",
)
HOME = fetched(
    """<!doctype html><title>The council</title><main><h1>Welcome to the council</h1><p>Choose what you look for.</p>
    <a href="/bins">When your bins are emptied</a> <a href="/schools">The schools of the council</a></main>""",
    f"{SITE}/",
)


@pytest.mark.parametrize("answer", [CONSENT_WALL, HOME])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_links_of_a_wall_or_a_home_page_are_not_the_pages_of_a_list(answer: Fetched, *, is_first: bool) -> None:
    lists = [] if is_first else [listing("/news", "a", "b")]
    answer = replace(answer, capture=replace(answer.capture, url=f"{SITE}/news"))
    world = World({"news": [*lists, answer, listing("/news", "a", "b", "c")]}, [source("listing")])
    if not is_first:
        assert begun(world.round()["news"]) == ["news.a", "news.b"]
    doubted = world.round()["news"]
    assert (doubted.outcome, doubted.reason, begun(doubted)) == (Outcome.FAILED, "not_the_list", [])
    assert doubted.following is not None and doubted.following.ended == ()  # noqa: PT018 (for mypy)
    assert doubted.body is not None  # kept as evidence
    assert begun(world.round()["news"]) == (["news.a", "news.b", "news.c"] if is_first else ["news.c"])
