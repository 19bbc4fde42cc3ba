"""Sources through the command line, each from a server on loopback: added, checked, changed and told of."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from checks_told import checked, told
from loopback import Asked, Site, Step, page

Run = Callable[..., tuple[int, str, str]]
SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
GONE = page(b"<h1>Not here</h1>", "404 Not Found")
POSTS = {
    "first": "There are 7,000 people in the camp at Norhaven.",
    "second": "The harbour office employs 31 people.",
    "third": "There are 7,600 people in the camp at Norhaven.",
}


def html(title: str, body: str) -> list[Step]:
    return page(f"<!doctype html><title>{title}</title><main><h1>{title}</h1>{body}</main>".encode())


def feed(names: list[str]) -> list[Step]:
    items = "".join(f"<item><title>The {name} post</title><link>/posts/{name}</link></item>" for name in names)
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title>{items}</channel></rss>'
    return page(body.encode(), kind="application/rss+xml")


def configure(home: Path, entries: str, indicators: str = "") -> None:
    (home / "config" / "pages.yaml").write_text(f"defaults: {{every: 1h}}\npages:\n{entries}")
    if indicators:
        (home / "config" / "indicators.yaml").write_text(f"indicators:\n{indicators}")


def test_a_blog_of_three_posts_the_third_restating_a_figure_is_one_finding(run: Run, home_of_cli: Path) -> None:
    names: list[str] = ["first"]

    def answer(asked: Asked) -> list[Step]:
        name = asked.path.removeprefix("/posts/")
        if asked.path == "/feed":
            return feed(names[::-1])
        return html(f"The {name} post", f"<p>{POSTS[name]}</p>") if name in POSTS else GONE

    with Site(answer) as site:
        status, shown, _ = run("add", f"{site.url}/feed", "--allow-private", "--id", "blog")
        assert (status, "feed: 1 page would be followed" in shown, "The first post" in shown) == (0, True, True)
        assert "follow: feed" in (home_of_cli / "config" / "pages.yaml").read_text()
        (home_of_cli / "config" / "indicators.yaml").write_text(
            "indicators: [{id: camp, words: [people], near: [camp]}]"
        )
        assert set(checked(run)) == {"blog", "blog.first"}
        names.append("second")
        assert told(checked(run)) == []
        names.append("third")
        assert told(checked(run)) == [("blog.third", "RESTATED", "7000", "7600")]
        assert told(checked(run)) == []
    report = json.loads(run("report", "--format", "json")[1])
    (finding,) = report["findings"]
    assert finding["before_url"].endswith("/posts/first")
    assert (finding["before"]["file"][:10], finding["after"]["file"][:10]) == ("blog.first", "blog.third")
    listed = run("list")[1].splitlines()
    assert [line.split()[0] for line in listed] == ["blog", "blog.third", "blog.second", "blog.first"]
    assert listed[1].startswith("  blog.third")
    states = [json.loads(line) for line in run("status", "--json")[1].splitlines()]
    assert {one["id"]: one["found_by"] for one in states if one["found_by"]} == {
        f"blog.{name}": "blog" for name in POSTS
    }  # fmt: skip
    assert run("figures", "blog.third", "--json")[1].count('"7600"') == 1
    (home_of_cli / "config" / "pages.yaml").write_text("allow_empty: true\npages: []\n")
    assert run("status")[1] == ""  # without its source a page is followed no longer
    assert run("history", "blog", "--json")[1].count('"7600"') == 1  # and its history stays


def test_a_reload_retires_no_page_that_a_source_has_found(run: Run, home_of_cli: Path) -> None:
    def answer(asked: Asked) -> list[Step]:
        if asked.path == "/feed":
            return feed(["first", "second"])
        return html("Post", f"<p>{POSTS.get(asked.path.removeprefix('/posts/'), '12 ships came.')}</p>")

    with Site(answer) as site:
        blog = f'  - {{id: blog, url: "{site.url}/feed", allow_private: true, follow: feed}}\n'
        configure(home_of_cli, blog)
        assert set(checked(run)) == {"blog", "blog.first", "blog.second"}
        configure(home_of_cli, blog + f'  - {{id: port, url: "{site.url}/port", allow_private: true}}\n')
        assert set(checked(run)) == {"blog", "blog.first", "blog.second", "port"}
        assert set(checked(run, "blog")) == {"blog", "blog.first", "blog.second"}
        assert set(checked(run, "blog.second")) == {"blog.second"}
        status, _, said = run("disable", "blog.second")
        assert (status, "is as the source says: name 'blog'" in said) == (2, True)  # it is not in the file
        assert run("disable", "blog")[0] == 0
        assert set(checked(run)) == {"port"}
        assert set(checked(run, "blog")) == {"blog", "blog.first", "blog.second"}  # as of any page that is named
        renamed = blog.replace("id: blog", "id: news, was: blog")
        configure(home_of_cli, renamed)
        assert set(checked(run)) == {"news", "blog.first", "blog.second"}


def test_the_bulletins_of_eight_weeks_are_versions_of_one_page(run: Run, home_of_cli: Path) -> None:
    week = 1

    def answer(asked: Asked) -> list[Step]:
        if asked.path == "/bulletins":
            links = "".join(f'<li><a href="/bulletin-{n}.html">Bulletin no {n}</a>' for n in range(1, week + 1))
            return html("Bulletins", f'<ul>{links}</ul><p><a href="/about">About us</a>')
        number = int(asked.path.removeprefix("/bulletin-").removesuffix(".html"))
        said = f"In week {number}, {90 + 7 * number} people fell ill. "
        said += f"In all, {5_000 + 100 * number:,} people have been infected since March. {_filler(number)}"
        return html(f"Bulletin no {number}", f"<p>{said}</p>")

    with Site(answer) as site:
        keys = "allow_private: true, follow: latest, links: bulletin-"
        configure(home_of_cli, f'  - {{id: bulletin, url: "{site.url}/bulletins", {keys}}}\n')
        assert set(checked(run)) == {"bulletin", "bulletin.latest"}
        for week in range(2, 9):
            both = week - 1, week
            new, all_of_them = [str(90 + 7 * number) for number in both], [str(5_000 + 100 * number) for number in both]
            changed = [("bulletin.latest", "CHANGED", *values) for values in (new, all_of_them)]
            assert sorted(told(checked(run))) == sorted(changed), week
            assert told(checked(run)) == []
    history = [json.loads(line) for line in run("history", "bulletin.latest", "--json")[1].splitlines()]
    infected = [one for one in history if one["counts"] == "people infected"]
    assert ([one["value"] for one in infected], len({one["series"] for one in infected})) == (
        [str(5_000 + 100 * number) for number in range(1, 9)], 1,
    )  # fmt: skip


def test_what_another_bulletin_leaves_out_is_not_withdrawn_and_one_that_is_all_different_is_believed(
    run: Run, home_of_cli: Path
) -> None:
    number = 1
    texts = {
        1: "<p>The harbour counted 12 boats and 31 tents.</p>" + "".join(f"<p>{_filler(n)}</p>" for n in range(1, 12)),
        2: "<p>Nurses saw 40 children.</p><p>The harbour counted 15 boats.</p>",
    }

    def answer(asked: Asked) -> list[Step]:
        if asked.path == "/bulletins":
            return html("Bulletins", f'<a href="/bulletin-{number}.html">Bulletin no {number}</a>')
        return html("Bulletin", texts[int(asked.path[10:-5])])

    with Site(answer) as site:
        keys = "allow_private: true, follow: latest, links: bulletin-"
        configure(home_of_cli, f'  - {{id: bulletin, url: "{site.url}/bulletins", {keys}}}\n')
        checked(run)
        number = 2
        second = checked(run)
        assert second["bulletin.latest"]["outcome"] == "changed"
        assert sorted(one[1:] for one in told(second)) == [("APPEARED", None, "40"), ("CHANGED", "12", "15")]
        texts[2] = texts[2].replace("<p>Nurses saw 40 children.</p>", "<p>Nurses were there.</p>")
        assert told(checked(run)) == [("bulletin.latest", "DISAPPEARED", "40", None)]  # the same one, edited


def test_a_bulletin_that_has_nothing_of_the_one_before_is_no_notice(run: Run, home_of_cli: Path) -> None:
    """Each is a document of its own, with its own title: what a notice lacks of a page, it lacks of the last one."""
    number = 1
    bulletins = {
        1: html(
            "Warehouse fire in Harbour Street",
            "<p>Firefighters brought a warehouse fire under control on Monday. Some 42 residents were evacuated.</p>",
        ),
        2: html(
            "Measles campaign extended",
            "<p>Doctors vaccinated 8,412 children within a fortnight; clinics stay open until Saturday evening, and"
            " parents book appointments online.</p>",
        ),
    }

    def answer(asked: Asked) -> list[Step]:
        if asked.path == "/bulletins":
            return html("Bulletins", f'<a href="/bulletin-{number}.html">Bulletin no {number}</a>')
        return bulletins[int(asked.path[10:-5])]

    with Site(answer) as site:
        keys = "allow_private: true, follow: latest, links: bulletin-"
        configure(home_of_cli, f'  - {{id: bulletin, url: "{site.url}/bulletins", {keys}}}\n')
        checked(run)
        number = 2
        assert told(checked(run)) == [("bulletin.latest", "APPEARED", None, "8412")]


WORDS = "harbour tide quay crane lantern market chapel meadow orchard bridge river stone winter summer"


def _filler(number: int) -> str:
    """Return a sentence that shares little with that of another week."""
    words = WORDS.split()
    return " ".join(words[(number * step) % len(words)] for step in range(1, 30)) + "."


def test_a_listing_that_loops_yields_each_page_once_and_no_more_than_its_cap(run: Run, home_of_cli: Path) -> None:
    newest, asked_for = 30, []

    def answer(asked: Asked) -> list[Step]:
        asked_for.append(asked.path)
        if asked.path.startswith("/news"):
            start = int(asked.path.partition("?page=")[2] or 0) % 3
            links = "".join(
                f'<li><a href="/item/notice-{n}">Notice number {n} of the harbour</a>'
                for n in range(newest - 10 * start, newest - 10 * start - 10, -1)
            )
            return html("News", f'<ul>{links}</ul><a rel="next" href="/news?page={start + 1}">Next</a>')
        return html("Notice", f"<p>{asked.path.rpartition('-')[2]} ships lay in the harbour.</p>")

    with Site(answer) as site:
        keys = "allow_private: true, follow: listing, links: /item/, most: 25"
        configure(home_of_cli, f'  - {{id: news, url: "{site.url}/news", {keys}}}\n')
        first = checked(run)
        assert (len(first), "news.notice-30" in first, "news.notice-5" in first) == (26, True, False)
        assert sum(path.startswith("/news") for path in asked_for) == 4  # /news, and three pages, each once
        newest += 2
        second = checked(run)
        assert set(second) - set(first) == {"news.notice-31", "news.notice-32"}
        assert set(first) - set(second) == {"news.notice-6", "news.notice-7"}
        assert "2 new pages followed: news.notice-32, news.notice-31. 2 pages followed no longer" in str(
            second["news"]["detail"]
        )
    assert run("history", "news", "--json")[1].count('"label": "ships"') == 27


def test_documents_behind_a_statement_are_followed_beside_it(run: Run, home_of_cli: Path) -> None:
    tents = 31

    def answer(asked: Asked) -> list[Step]:
        if asked.path == "/statement":
            return html("Statement", '<p>The prefect counted 12 boats.</p><a href="/camp.csv">The camp (CSV)</a>')
        return page(f"Region,Tents\nNorth,{tents}\nSouth,45\n".encode(), kind="text/csv")

    with Site(answer) as site:
        status, shown, _ = run(
            "add", f"{site.url}/statement", "--allow-private", "--id", "statement", "--follow", "documents"
        )
        assert (status, "documents: 1 page would be followed" in shown, "12" in shown) == (0, True, True)
        first = checked(run)
        assert {name: one["figures"] for name, one in first.items()} == {"statement": 1, "statement.camp-csv": 2}
        tents = 38
        assert told(checked(run)) == [("statement.camp-csv", "CHANGED", "31", "38")]


def test_the_pages_of_a_sitemap_are_followed_and_checked_when_it_says_that_they_changed(run: Run) -> None:
    ships, changed = 12, "2026-03-01"

    def answer(asked: Asked) -> list[Step]:
        here = f"http://{asked.headers['host']}"
        if asked.path == "/sitemap.xml":
            return page(f"<sitemapindex {SITEMAPS}><sitemap><loc>{here}/a.gz</loc></sitemap></sitemapindex>".encode())
        if asked.path == "/a.gz":
            places = "".join(
                f"<url><loc>{here}/{name}</loc><lastmod>{day}</lastmod></url>"
                for name, day in (("notices/port", changed), ("notices/quay", "2026-03-01"), ("about", "2026-03-01"))
            )
            return page(gzip.compress(f"<urlset {SITEMAPS}>{places}</urlset>".encode()), kind="application/gzip")
        return html("Notice", f"<p>{ships} ships lay in the harbour.</p>")

    with Site(answer) as site:
        words = "--allow-private", "--id", "map", "--follow", "sitemap", "--links", "/notices/", "--window", "forever"
        status, shown, _ = run("add", f"{site.url}/sitemap.xml", *words)
        assert (status, "goes on in 1 further document" in shown) == (0, True)
        assert set(checked(run)) == {"map", "map.port", "map.quay"}
        ships, changed = 15, "2026-03-09"
        assert sorted(told(checked(run))) == [(f"map.{name}", "CHANGED", "12", "15") for name in ("port", "quay")]
    report = run("report")[1]
    assert report.count("rose from 12 to 15") >= 2
    assert f"{site.url}/notices/port" in report


WRONG = [  # kind, media type, body, reason, what is said
    ("feed", "text/html", b"<!doctype html><title>A</title><p>Not a feed, but a page.", "not_a_feed", "HTML"),
    ("feed", "application/rss+xml", b"<rss><channel><title>A</ti", "feed_broken", "cut off"),
    ("sitemap", "text/html", b"<!doctype html><title>A</title><p>Not a sitemap.", "not_a_sitemap", "HTML"),
    (
        "listing",
        "text/html",
        b"<!doctype html><title>A</title><a href='/x'>One other link</a>",
        "nothing_listed",
        "link",
    ),
    (
        "latest",
        "text/html",
        b"<!doctype html><title>A</title><a href='/x'>One other link</a>",
        "nothing_listed",
        "link",
    ),
]


@pytest.mark.parametrize(("kind", "media", "body", "reason", "said"), WRONG)
def test_what_is_no_such_source_is_a_clear_failure(
    run: Run, home_of_cli: Path, kind: str, media: str, body: bytes, reason: str, said: str
) -> None:
    with Site(lambda _: page(body, kind=media)) as site:
        status, shown, _ = run("add", f"{site.url}/a", "--allow-private", "--follow", kind, "--links", "bulletin")
        assert (status, said in shown) == (1, True)
        assert (
            run("add", f"{site.url}/a", "--allow-private", "--follow", kind, "--links", "bulletin", "--anyway")[0] == 0
        )
        (one,) = checked(run).values()
        assert (one["outcome"], one["reason"]) == ("failed", reason)
        assert said in str(one["detail"])
        assert one["advice"]


def test_what_goes_on_in_further_documents_says_so_when_it_is_added(run: Run, home_of_cli: Path) -> None:
    index = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>"
    answers = {
        "/sitemap.xml": page(index),
        "/news": html("News", '<a rel="next" href="/news?2">Next</a><a href="/a">The first of all posts</a>'),
    }
    with Site(lambda asked: answers.get(asked.path, GONE)) as site:
        said = run("add", f"{site.url}/sitemap.xml", "--allow-private")[1]
        assert "The sitemap goes on in 2 further documents, which a check reads, too." in said
        assert "0 pages" not in said
        said = run("add", f"{site.url}/news", "--follow", "listing", "--allow-private")[1]
        assert ("1 page would be followed:" in said, "goes on in 1 further document," in said) == (True, True)


def test_links_of_other_hosts_and_private_addresses_are_never_asked_with_leave_of_the_source(
    run: Run, home_of_cli: Path
) -> None:
    other: list[str] = []

    def elsewhere(asked: Asked) -> list[Step]:
        other.append(asked.path)
        return html("Private", "<p>1,000 secrets lie here.</p>")

    with Site(elsewhere) as private:
        body = f'<rss version="2.0"><channel><item><link>{private.url}/secret</link></item></channel></rss>'.encode()
        with Site(lambda _: page(body, kind="application/rss+xml")) as site:
            configure(home_of_cli, f'  - {{id: blog, url: "{site.url}/feed", allow_private: true, follow: feed}}\n')
            found = checked(run)["blog.secret"]
    assert (found["outcome"], found["reason"], other) == ("blocked", "address", [])


def test_what_is_kept_of_a_source_is_verified_and_it_may_become_a_page(run: Run, home_of_cli: Path) -> None:
    def answer(asked: Asked) -> list[Step]:
        if asked.path == "/news":
            return html("News", '<p>We count 12 boats.</p><a href="/news/first">The first of our posts</a>')
        return html("Post", f"<p>{POSTS['first']}</p>")

    with Site(answer) as site:
        entry = f'  - {{id: news, url: "{site.url}/news", allow_private: true%s}}\n'
        configure(home_of_cli, entry % ", follow: listing")
        assert set(checked(run)) == {"news", "news.first"}
        assert run("verify")[0] == 0
        assert "0 snapshots of 0 pages" in run("reread")[1]
        configure(home_of_cli, entry % "")
        as_page = checked(run)
        assert [(name, one["outcome"], one["figures"]) for name, one in as_page.items()] == [("news", "first", 1)]
        configure(home_of_cli, entry % ", follow: listing")
        again = checked(run)
        assert {name: one["outcome"] for name, one in again.items()} == {"news": "first", "news.first": "unchanged"}
        assert run("verify")[0] == 0


def test_of_posts_without_dates_the_oldest_is_read_first_so_that_the_newest_is_what_is_said_last(
    run: Run, home_of_cli: Path
) -> None:
    names, counts = ["spring", "summer", "autumn"], {"spring": 8_000, "summer": 8_300, "autumn": 8_300, "winter": 8_400}

    paths: list[str] = []

    def answer(asked: Asked) -> list[Step]:
        paths.append(asked.path)
        if asked.path == "/feed":
            return feed(names[::-1])
        return html("Post", f"<p>There are {counts[asked.path.removeprefix('/posts/')]:,} people in the camp.</p>")

    with Site(answer) as site:
        configure(
            home_of_cli,
            f'  - {{id: blog, url: "{site.url}/feed", allow_private: true, follow: feed}}\n',
            "  - {id: camp, words: [people], near: [camp]}\n",
        )
        assert set(checked(run)) == {"blog", "blog.spring", "blog.summer", "blog.autumn"}
        asked_for = [path for path in paths if path.startswith("/posts/")]
        assert asked_for == ["/posts/spring", "/posts/summer", "/posts/autumn"]
        names.append("winter")
        assert told(checked(run)) == [("blog.winter", "RESTATED", "8300", "8400")]


def test_a_first_look_at_a_source_counts_what_would_be_followed(run: Run, home_of_cli: Path) -> None:
    with Site(lambda _: feed(["first", "second", "third"])) as site:
        shown = run("add", f"{site.url}/feed", "--allow-private", "--most", "2", "--window", "60d", "--anyway")[1]
    assert "feed: 2 pages would be followed" in shown
    assert "most: 2\n" in (home_of_cli / "config" / "pages.yaml").read_text()
