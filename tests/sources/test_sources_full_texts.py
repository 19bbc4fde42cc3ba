"""The texts that posts have in their feeds: feeds of different make, posts that stand nowhere else, and bad ones."""

from __future__ import annotations

import json

import pytest

from monitor import examine
from monitor.errors import ExtractError
from monitor.model import Entry, Page, Reading, Source
from monitor.sources import read

URL = "https://site.example/feeds/latest"
CAMP = "There are 7,000 people in the camp."
PORT = "The port employs 31 people."
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def entries(body: str, links: str = "", *, full_text: bool = True) -> tuple[Entry, ...]:
    source = Source(kind="feed", links=links, full_text=full_text)
    return read(source, body.encode(), url=URL, content_type=None).entries


def post(body: str, entry: Entry) -> Reading:
    """Return what is read of *entry* in the feed *body*."""
    page = Page(id="blog.post", url=entry.url, entry=entry.key, is_in_feed=True)
    return examine.read(body.encode(), content_type="application/xml", url=URL, page=page)


def said(body: str, number: int = 0) -> str:
    """Return the text of an entry without its heading, a line for each block."""
    reading = post(body, entries(body)[number])
    text = reading.text
    return "\n".join(text.content[block.start : block.end] for block in text.blocks if block.kind != "heading")


def rss(*items: str, around: str = "", head: str = "<title>Blog</title>") -> str:
    whole = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {around}><channel>{head}{whole}</channel></rss>'


def atom(*parts: str, around: str = ATOM) -> str:
    whole = "".join(f"<entry><id>tag:{n}</id><title>T{n}</title>{part}</entry>" for n, part in enumerate(parts))
    return f"<feed {around}><title>Blog</title>{whole}</feed>"


def rdf(item: str) -> str:
    spaces = 'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    return f'<rdf:RDF {spaces} {CONTENT}><item rdf:about="/a"><title>A</title><link>/a</link>{item}</item></rdf:RDF>'


def json_feed(**item: object) -> str:
    items = [{"id": "1", "url": "/a", "title": "A", **item}]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Blog", "items": items})


HTML = f"&lt;p&gt;{CAMP}&lt;/p&gt;"
XHTML = (
    '<{0}div xmlns{1}="http://www.w3.org/1999/xhtml">'
    "<{0}p>There are <{0}b>7,000</{0}b> people in the camp.</{0}p></{0}div>"
)
MAKES = {
    "RSS, a description of HTML": rss(f"<link>/a</link><description>{HTML}</description>"),
    "RSS, HTML in CDATA": rss(f"<link>/a</link><description><![CDATA[<p>{CAMP}</p>]]></description>"),
    "RSS, HTML that was not escaped": rss(f"<link>/a</link><description><p>{CAMP}</p></description>"),
    "RSS, plain words": rss(f"<link>/a</link><description>{CAMP}</description>"),
    "RSS, its content and not its description": rss(
        f"<link>/a</link><description>A few words.</description><content:encoded>{HTML}</content:encoded>",
        around=CONTENT,
    ),
    "RSS, a prefix that was never declared": rss(
        f"<link>/a</link><content:encoded>{HTML}</content:encoded><description>A few words.</description>"
    ),
    "RSS, a body of XHTML": rss(
        f"<link>/a</link><description>Few</description><body xmlns='http://www.w3.org/1999/xhtml'><p>{CAMP}</p></body>"
    ),
    "RSS, a media description is not its text": rss(
        f"<link>/a</link><media:description>A boat</media:description><description>{HTML}</description>",
        around='xmlns:media="http://search.yahoo.com/mrss/"',
    ),
    "RSS, an empty content": rss(
        f"<link>/a</link><content:encoded> </content:encoded><description>{HTML}</description>", around=CONTENT
    ),
    "RSS 1.0": rdf(f"<description>Few</description><content:encoded>{HTML}</content:encoded>"),
    "RSS 1.0, Dublin Core": rdf(f'<dc:description xmlns:dc="http://purl.org/dc/elements/1.1/">{CAMP}</dc:description>'),
    "Atom, HTML": atom(f'<link href="/a"/><summary>Few</summary><content type="html">{HTML}</content>'),
    "Atom, XHTML": atom(f'<link href="/a"/><content type="xhtml">{XHTML.format("", "")}</content>'),
    "Atom, XHTML with a prefix": atom(f'<link href="/a"/><content type="xhtml">{XHTML.format("x:", ":x")}</content>'),
    "Atom, plain text": atom(f'<link href="/a"/><content type="text">{CAMP}</content>'),
    "Atom, text by default": atom(f'<link href="/a"/><summary>{CAMP}</summary>'),
    "Atom, its content stands elsewhere": atom(
        f'<link href="/a"/><content type="application/pdf" src="/a.pdf"/><summary>{CAMP}</summary>'
    ),
    "Atom, its content is a picture": atom(
        f'<link href="/a"/><content type="image/png">iVBORw0KGgo=</content><summary>{CAMP}</summary>'
    ),
    "Atom 0.3": atom(
        f'<link rel="alternate" href="/a"/><content type="text/html" mode="escaped">{HTML}</content>',
        around='version="0.3" xmlns="http://purl.org/atom/ns#"',
    ),
    "JSON Feed, HTML": json_feed(content_html=f"<p>{CAMP}</p>", content_text="Few", summary="Few"),
    "JSON Feed, text": json_feed(content_text=CAMP, summary="Few"),
    "JSON Feed, a summary": json_feed(summary=CAMP),
}


@pytest.mark.parametrize("name", MAKES)
def test_the_text_of_a_post_is_read_in_feeds_of_any_make(name: str) -> None:
    (entry,) = entries(MAKES[name])
    reading = post(MAKES[name], entry)
    assert [figure.surface for figure in reading.figures] == ["7,000"]
    assert (said(MAKES[name]), reading.text.title) == (CAMP, entry.title)


def test_a_post_has_the_times_and_the_language_of_its_entry() -> None:
    body = atom(
        '<link href="/a"/><published>2026-03-01T08:00:00Z</published><updated>2026-03-04T09:30:00+01:00</updated>'
        '<content type="html" xml:lang="de">7.000 Menschen leben im Lager.</content>',
        around=f'{ATOM} xml:lang="de-AT"',
    )
    text = post(body, entries(body)[0]).text
    assert (text.published, text.updated) == ("2026-03-01T08:00:00+00:00", "2026-03-04T08:30:00+00:00")
    assert text.language.startswith("de")


def test_markup_in_plain_texts_and_titles_stays_what_it_is() -> None:
    plain = "5 &lt; 7 &amp;amp; &lt;b&gt;12 boats&lt;/b&gt;"
    body = atom(f'<link href="/a"/><content type="text">{plain}</content>')
    assert said(body) == "5 < 7 &amp; <b>12 boats</b>"
    body = rss(f"<title>a &lt;/title&gt;&lt;script&gt;x</title><link>/a</link><description>{CAMP}</description>")
    assert said(body) == CAMP


ALONE = {  # posts that stand in their feed alone, and what they are called
    "no links": rss(
        f"<title>Camp</title><guid>1</guid><description>{CAMP}</description>",
        f"<title>Port</title><guid>2</guid><description>{PORT}</description>",
    ),
    "links to the feed itself": rss(
        f"<title>Camp</title><link>{URL}</link><guid>1</guid><description>{CAMP}</description>",
        f"<title>Port</title><link>{URL}</link><guid>2</guid><description>{PORT}</description>",
    ),
    "all link to one page": rss(
        f"<title>Camp</title><link>/news</link><guid>1</guid><description>{CAMP}</description>",
        f"<title>Port</title><link>/news</link><guid>2</guid><description>{PORT}</description>",
    ),
    "one id for both, and no links": rss(
        f"<title>Camp</title><description>{CAMP}</description>", f"<title>Port</title><description>{PORT}</description>"
    ),
}


@pytest.mark.parametrize("name", ALONE)
def test_posts_that_have_no_page_of_their_own_are_told_apart(name: str) -> None:
    found = entries(ALONE[name])
    assert [one.title for one in found] == ["Camp", "Port"]
    assert (len({one.url for one in found}), len({one.key for one in found})) == (2, 2)
    assert (said(ALONE[name], 0), said(ALONE[name], 1)) == (CAMP, PORT)
    assert len(entries(ALONE[name], full_text=False)) <= 1  # without the user's word, there is nothing to ask for


def test_what_has_neither_link_nor_name_is_told() -> None:
    body = rss(f"<description>{CAMP}</description>", f"<title>Port</title><description>{PORT}</description>")
    source = Source(kind="feed", full_text=True)
    reading = read(source, body.encode(), url=URL, content_type=None)
    assert [one.title for one in reading.entries] == ["Port"]
    assert reading.notes == ("1 entry has no link and cannot be followed.",)


def test_an_edit_of_one_text_is_news_of_that_post_alone() -> None:
    items = [f"<title>{name}</title><link>/{name}</link><description>{CAMP}</description>" for name in "abc"]
    before = entries(rss(*items))
    after = entries(rss(items[0], items[1].replace("7,000", "7,600"), items[2]))
    same = [one.text_digest == other.text_digest for one, other in zip(before, after, strict=True)]
    assert same == [True, False, True]
    assert [one.text_digest for one in entries(rss(*items), full_text=False)] == ["", "", ""]


def test_a_post_with_another_id_is_found_by_its_address_and_one_with_another_address_by_its_id() -> None:
    item = "<title>A</title><link>{}</link><guid isPermaLink='false'>{}</guid><description>{}</description>"
    (entry,) = entries(rss(item.format("/a", "one", CAMP)))
    for link, name in (("/a", "two"), ("/moved", "one")):
        body = rss(item.format("/b", "other", PORT), item.format(link, name, CAMP))
        assert [figure.surface for figure in post(body, entry).figures] == ["7,000"]


def test_a_post_that_its_feed_no_longer_names_is_gone() -> None:
    (entry,) = entries(rss(f"<link>/a</link><guid>one</guid><description>{CAMP}</description>"))
    with pytest.raises(ExtractError) as gone:
        post(rss(f"<link>/b</link><guid>other</guid><description>{PORT}</description>"), entry)
    assert gone.value.reason == "entry_gone"


def test_what_is_no_feed_is_read_as_the_page_that_it_is() -> None:
    page = Page(id="blog.post", url="https://site.example/a", entry="one")
    for body in (f"<!doctype html><main><h1>A</h1><p>{CAMP}</p></main>", f"<p>{CAMP} An &lt;rss&gt; feed.</p>"):
        reading = examine.read(body.encode(), content_type="text/html", page=page)
        assert [figure.surface for figure in reading.figures] == ["7,000"]


def test_no_entity_of_a_document_reaches_a_text() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE rss [<!ENTITY e0 "7,600 people"><!ENTITY file SYSTEM "file:///etc/passwd">{bomb}]>'
    body = head + rss(f"<link>/a</link><description>{CAMP} &e11; &file;</description>")
    assert "7,600" not in said(body)
    assert said(body).startswith(CAMP)


def test_a_broken_feed_gives_the_texts_that_can_be_read() -> None:
    items = [f"<title>{n}</title><link>/{n}</link><description>{n},160 tents stand.</description>" for n in (1, 2, 3)]
    whole = rss(*items)
    cut = whole[: whole.index("3,160")]
    assert [said(cut, number) for number in range(2)] == ["1,160 tents stand.", "2,160 tents stand."]
    unclosed = whole.replace("2,160 tents stand.</description>", "2,160 <b>tents & stand.</description>")
    assert said(unclosed, 0) == "1,160 tents stand."
