"""Posts that stand in their feed alone, through the command line: followed, changed, restated, and gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def checked(run: Run, *words: str) -> dict[str, dict[str, Any]]:
    """Check, and return what came of each page."""
    return {one["page"]: one for one in map(json.loads, run("check", *words, "--json")[1].splitlines())}


def told(checks: dict[str, dict[str, Any]]) -> list[tuple[str, str, str | None, str | None]]:
    """Return what is told of changes: the page, the kind, the values before and after."""
    return [
        (name, change["kind"], (change["old"] or {}).get("value"), (change["new"] or {}).get("value"))
        for name, one in checks.items()
        for change in one["changes"]
        if change["told"]
    ]


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
        blog.posts["second"] = POSTS["second"]
        assert told(checked(run)) == []
        blog.posts["third"] = POSTS["third"]
        assert told(checked(run)) == [("blog.the-third-post", "RESTATED", "7000", "7600")]
        blog.posts["second"] = POSTS["second"].replace("31", "34")
        assert told(checked(run, "blog.the-second-post")) == [("blog.the-second-post", "CHANGED", "31", "34")]
        assert told(checked(run)) == []
        assert set(blog.asked) <= {"/feed", "/robots.txt"}
        del blog.posts["first"]
        last = checked(run)
        assert "1 page followed no longer: blog.the-first-post" in last["blog"]["detail"]
        assert set(last) == {"blog", "blog.the-third-post", "blog.the-second-post"}
    assert '"7000"' in run("history", "blog", "--json")[1]
    diff = run("diff", "blog.the-second-post")[1]
    assert ("31" in diff, "34" in diff, "camp" in diff) == (True, True, False)
