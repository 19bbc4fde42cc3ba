"""The pages that a service follows, and what a configuration changes in them."""

from __future__ import annotations

from dataclasses import replace

from monitor.model import Found, Indicator, Page, Source
from monitor.roster import Roster

UK = Page(id="uk", url="https://uk.example/")
FR = Page(id="fr", url="https://fr.example/", tags=("france",))
BLOG = Page(id="blog", url="https://blog.example/feed", source=Source(kind="feed"))
POST = Found(page_id="blog.a", source="blog", url="https://blog.example/a", title="A", key="a", has_text=False)


def _roster(*pages: Page, found: tuple[Found, ...] = ()) -> Roster:
    roster = Roster()
    roster.adopt(roster.edit(pages), found)
    return roster


def test_an_edit_is_what_the_configuration_changes() -> None:
    roster = _roster(UK, FR)
    assert roster.edit([replace(UK), FR]).pages == ()
    edit = roster.edit([replace(UK, note="north"), BLOG])
    assert ([page.id for page in edit.pages], edit.gone, edit.sources) == (["uk", "blog"], ("fr",), ("blog",))
    roster.adopt(edit, [POST])
    assert {page.id for page in roster} == {"uk", "blog", "blog.a"}
    post = roster.get("blog.a")
    assert post is not None
    assert (post.url, post.found_by, post.note) == (POST.url, "blog", "A")  # read as its source says


def test_what_a_source_leaves_is_left_and_others_stay() -> None:
    other = replace(POST, page_id="news.a", source="news")
    roster = _roster(BLOG, replace(BLOG, id="news"), found=(POST, other))
    roster.find(["blog"], [replace(POST, page_id="blog.b")])
    assert {page.id for page in roster} == {"blog", "news", "blog.b", "news.a"}
    roster.adopt(roster.edit([BLOG]), [])
    assert {page.id for page in roster} == {"blog", "blog.b"}
    roster.adopt(roster.edit([replace(BLOG, source=None)]), [])
    assert {page.id for page in roster} == {"blog"}


def test_disabled_pages_are_known_and_not_counted() -> None:
    roster = _roster(UK, replace(FR, enabled=False))
    assert (len(roster), roster.get("fr") is not None, roster.get("de")) == (1, True, None)


def test_indicators_are_gathered_anew_only_for_pages_that_matter_to_them() -> None:
    camp = (Indicator(id="camp", words=("people",), tags=("france",)),)
    roster = _roster(UK, FR)
    assert not roster.edit([replace(UK, note="north"), FR]).moves(camp)
    assert roster.edit([UK, replace(FR, tags=())]).moves(camp)
    assert roster.edit([replace(UK, tags=("france",)), FR]).moves(camp)
    assert roster.edit([UK, FR, Page(id="de", url="https://de.example/", was="at")]).moves(camp)
    assert not roster.edit([UK, replace(FR, tags=())]).moves(())
