"""Posts that stand in their feed alone, through the command line: followed, changed, restated, and gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from checks_told import checked, told
from loopback import Asked, Site, Step, page

Run = Callable[..., tuple[int, str, str]]
POSTS = {
    "first": "There are 7,000 people in the camp at Norhaven.",
    "second": "The harbour office employs 31 people.",
    "third": "There are 7,600 people in the camp at Norhaven.",
}


class Blog:
    """A feed of posts that have no pages of their own, and what it was asked for."""

    def __init__(self) -> None:
        self.posts: dict[str, str] = {"first": POSTS["first"]}
        self.asked: list[str] = []
        self.link = ""

    def answer(self, asked: Asked) -> list[Step]:
        self.asked.append(asked.path)
        if asked.path != "/feed":
            return page(b"<h1>Subscribers only</h1>", "403 Forbidden")
        items = "".join(
            f"<item><title>The {name} post</title>{self.link.format(name)}<guid isPermaLink='false'>{name}</guid>"
            f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
            for name, text in reversed(self.posts.items())
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title>{items}</channel></rss>'
        return page(body.encode(), kind="application/rss+xml")


def test_posts_without_pages_are_read_in_their_feed(run: Run, home_of_cli: Path) -> None:
    blog = Blog()
    with Site(blog.answer) as site:
        status, shown, _ = run("add", f"{site.url}/feed", "--allow-private", "--id", "blog", "--full-text")
        assert (status, "feed: 1 page would be followed" in shown) == (0, True)
        entry = (home_of_cli / "config" / "pages.yaml").read_text()
        assert ("follow: feed" in entry, "full_text: true" in entry) == (True, True)
        (home_of_cli / "config" / "indicators.yaml").write_text(
            "indicators: [{id: camp, words: [people], near: [camp]}]"
        )
        first = checked(run)
        assert {name: one["outcome"] for name, one in first.items()} == {
            "blog": "first", "blog.the-first-post": "first",
        }  # fmt: skip
        blog.posts |= POSTS
        assert told(checked(run)) == [("blog.the-third-post", "RESTATED", "7000", "7600")]
        blog.posts["second"] = POSTS["second"].replace("31", "34")
        del blog.posts["first"]
        last = checked(run, "blog.the-second-post")  # and the feed that it stands in
        assert told(last) == [("blog.the-second-post", "CHANGED", "31", "34")]
        assert "1 page followed no longer: blog.the-first-post" in last["blog"]["detail"]
        assert set(blog.asked) <= {"/feed", "/robots.txt"}
        assert [line.split()[0] for line in run("list")[1].splitlines()] == [
            "blog", "blog.the-third-post", "blog.the-second-post",
        ]  # fmt: skip
    assert '"7000"' in run("history", "blog", "--json")[1]
    (home_of_cli / "config" / "pages.yaml").write_text("allow_empty: true\npages: []\n")
    assert run("check")[0] == 0
    diff = run("diff", "blog.the-second-post")[1]  # of a page that was left
    assert ("31" in diff, "34" in diff, "camp" in diff) == (True, True, False)


def test_where_a_post_is_read_is_a_choice_that_changes_no_figure(run: Run, home_of_cli: Path) -> None:
    """The page says more than the feed does, and is asked for only while it is to be read."""
    blog = Blog()
    blog.link = "<link>/posts/{0}</link>"
    whole = (
        f"<!doctype html><main><h1>The first post</h1><p>{POSTS['first']}</p><p>{POSTS['second']}</p></main>".encode()
    )

    def answer(asked: Asked) -> list[Step]:
        if not asked.path.startswith("/posts/"):
            return blog.answer(asked)
        blog.asked.append(asked.path)
        return page(whole)

    def figures() -> set[str]:
        return {json.loads(line)["value"] for line in run("figures", "blog.first", "--json")[1].splitlines()}

    with Site(answer) as site:
        assert run("add", f"{site.url}/feed", "--allow-private", "--id", "blog")[0] == 0
        checked(run)
        assert figures() == {"7000", "31"}
        assert run("set", "blog", "full_text=true")[0] == 0
        assert told(checked(run)) == []
        assert figures() == {"7000"}
        blog.asked.clear()
        blog.posts["first"] = POSTS["third"]
        assert told(checked(run)) == [("blog.first", "CHANGED", "7000", "7600")]
        assert set(blog.asked) <= {"/feed", "/robots.txt"}
        assert run("reread")[0] == 0
        assert run("verify")[0] == 0
        assert run("set", "blog", "full_text=")[0] == 0
        assert told(checked(run)) == []
        assert figures() == {"7000", "31"}


def test_a_feed_that_is_broken_for_a_while_costs_no_post_its_history(run: Run, home_of_cli: Path) -> None:
    blog = Blog()
    blog.posts |= POSTS
    is_broken = False

    def answer(asked: Asked) -> list[Step]:
        if is_broken and asked.path == "/feed":
            return page(b"<rss version='2.0'><channel><title>Harbour", kind="application/rss+xml")
        return blog.answer(asked)

    with Site(answer) as site:
        entry = f'{{id: blog, url: "{site.url}/feed", allow_private: true, follow: feed, full_text: true}}'
        (home_of_cli / "config" / "pages.yaml").write_text(f"pages: [{entry}]\n")
        assert len(checked(run)) == 4
        is_broken = True
        broken = checked(run)
        assert [one["outcome"] for one in broken.values()] == ["failed", "unchanged", "unchanged", "unchanged"]
        is_broken = False
        blog.posts["third"] = "There are 7,900 people in the camp at Norhaven."
        assert told(checked(run)) == [("blog.the-third-post", "CHANGED", "7600", "7900")]
