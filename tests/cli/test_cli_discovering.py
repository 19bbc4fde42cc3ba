"""`monitor discover` and `add` propose what a page offers, and what they propose can be typed as it stands."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from loopback import Asked, Site, Step, page

from monitor.cli.discovering import other_commands, taking_up
from monitor.discover import proposed
from monitor.model import Page, Source
from monitor.model.sources import Offer

Run = Callable[..., tuple[int, str, str]]
HERE = "https://a.example/news"
FEED = Offer(kind="feed", url="https://a.example/news.rss", title="All news")
LIST = Offer(kind="listing", url=HERE, title="News", entries=8, links=r"/news/[0-9]+/[^/?]+$")
ITEMS = "".join(f'<li><a href="/news/{n}/arrivals">Statement on arrivals in week {n}</a>' for n in range(1, 9))
BODY = f"""<!doctype html><title>News</title>
<link rel="alternate" type="application/rss+xml" href="/rss" title="All news"><main>
<h1>News</h1><p>The shelter counted 1,160 visits.</p><ul>{ITEMS}</ul></main>"""
ROBOTS = page(b"User-agent: *\nDisallow: /private\nSitemap: /sitemap.xml\n", kind="text/plain")


def answer(asked: Asked) -> Iterable[Step]:
    if asked.path.startswith("/news/"):
        return page(b"<!doctype html><title>Arrivals</title><p>In all, 310 people arrived.</p>")
    return page(BODY.encode()) if asked.path == "/news" else page(b"", "404 Not Found")


@pytest.mark.parametrize(
    ("offer", "followed", "by", "command"),
    [
        (FEED, (), None, "monitor add https://a.example/news.rss --follow feed"),
        (LIST, (), None, f"monitor add {HERE} --follow listing --links '/news/[0-9]+/[^/?]+$'"),
        (
            LIST,
            (Page(id="news", url="HTTPS://A.example/news#top"),),
            "news",
            "monitor set news follow=listing 'links=/news/[0-9]+/[^/?]+$'",
        ),
        (LIST, (Page(id="news", url=HERE, source=Source(kind="listing")),), "news", None),
        (
            replace(LIST, links=""),
            (Page(id="a.b", url=HERE, found_by="a"),),
            None,
            f"monitor add {HERE} --follow listing",
        ),
        (Offer(kind="changes", url=f"{HERE}?a=1&b=2"), (), None, f"monitor add '{HERE}?a=1&b=2'"),
        (Offer(kind="attachment", url=f"{HERE}/a"), (Page(id="a", url=f"{HERE}/a"),), "a", None),
        (Offer(kind="attachment", url="https://a.example:81/a"), (), None, "monitor add https://a.example:81/a"),
    ],
)  # fmt: skip
def test_an_offer_is_taken_up_by_a_command(
    offer: Offer, followed: tuple[Page, ...], by: str | None, command: str
) -> None:
    (one,) = proposed([offer], Page(id="page", url=HERE), followed)
    assert (one.followed_by, taking_up(one)) == (by, command)


def test_leave_for_a_private_address_is_kept_for_its_own_host_and_port() -> None:
    page_at = Page(id="page", url=HERE, allow_private=True)
    one, other = proposed([FEED, Offer(kind="feed", url="https://b.example/rss")], page_at, ())
    assert (taking_up(one) or "").endswith("--follow feed --allow-private")
    assert (taking_up(other) or "").endswith("--follow feed")


def test_who_adds_a_page_hears_once_what_else_it_may_be() -> None:
    offers = [FEED, Offer(kind="feed", url="https://a.example/2.rss"), Offer(kind="documents", url=HERE), LIST]
    told = list(other_commands(offers, Page(id="p", url=HERE), ()))
    assert [line.partition(":")[2].partition(":")[0] for line in told] == [
        " It has a feed; to follow its posts",
        " It is a list; to follow the pages that it names",
    ]
    assert FEED.url in told[0]


def test_what_a_page_offers_is_told_and_can_be_typed(run: Run) -> None:
    with Site(answer, robots=ROBOTS) as site:
        status, out, err = run("discover", f"{site.url}/news", "--allow-private")
        assert (status, err) == (0, "")
        feed, listing, sitemap = (part.splitlines() for part in out.split("\n\n")[1:])
        assert [lines[0] for lines in (feed, listing, sitemap)] == [
            "1. A feed: each of its posts is followed",
            "2. A list: each page that it names is followed (8 now)",
            "3. A sitemap: each page that it names is followed",
        ]
        assert sitemap[1:] == [
            f"   {site.url}/sitemap.xml",
            f"   monitor add {site.url}/sitemap.xml --follow sitemap --allow-private",
        ]
        status, out, _ = run(*shlex.split(listing[-1])[1:])
        assert (status, "listing: 8 pages would be followed" in out) == (0, True)


def test_a_page_that_is_added_and_lists_pages_says_so(run: Run) -> None:
    with Site(answer, robots=ROBOTS) as site:
        status, out, err = run("add", f"{site.url}/news", "--allow-private", "--id", "news")
        assert (status, "Added as news" in out) == (0, True)
        feed, listing = err.splitlines()
        assert (
            feed
            == f"note: It has a feed; to follow its posts: monitor add {site.url}/rss --follow feed --allow-private"
        )
        said, _, command = listing.rpartition(": ")
        assert said == "note: It is a list; to follow the pages that it names"
        assert run(*shlex.split(command)[1:])[0] == 0
        assert json.loads(run("list", "--json")[1])["follow"] == "listing"


def test_what_cannot_be_looked_at_is_told(run: Run) -> None:
    with Site(answer) as site:
        status, out, err = run("discover", f"{site.url}/news")
        assert (status, out, "--allow-private" in err) == (1, "", True)
        status, out, err = run("discover", f"{site.url}/gone", "--allow-private", "--json")
        assert (status, out, "status 404" in err) == (1, "", True)
    status, out, err = run("discover", "https://desk:canary@a.example/")
    assert (status, "`auth`" in err, "canary" in out + err) == (2, True, False)
    assert "canary" not in "".join(map(str, run("add", "https://desk:canary@a.example/")))
