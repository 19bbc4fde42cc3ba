"""Feeds of ten makes, and those that are none or broken."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import ExtractError
from monitor.model.sources import Entry, Source, SourceReading
from monitor.sources import read

FEEDS = Path(__file__).parent / "feeds"
URL = "https://site.example/feeds/latest"
HTML = "text/html; charset=utf-8"


def reading(body: bytes | str, *, links: str = "", content_type: str | None = None) -> SourceReading:
    whole = body if isinstance(body, bytes) else body.encode()
    return read(Source(kind="feed", links=links), whole, url=URL, content_type=content_type)


def of_file(name: str) -> SourceReading:
    return reading((FEEDS / name).read_bytes())


def refusal(body: bytes | str, content_type: str | None = None) -> tuple[str, str]:
    with pytest.raises(ExtractError) as refused:
        reading(body, content_type=content_type)
    return refused.value.reason, refused.value.detail


def rss(*items: str, head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def item(number: int, title: str = "") -> str:
    return f"<item><title>{title or number}</title><link>https://a.example/{number}</link></item>"


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type]


WHOLE = {
    "blog.rss": (
        Entry(
            url="https://harbour.example/2026/05/boats/",
            key="https://harbour.example/?p=31",
            title="Police & volunteers count 1,160 boats",
            published=at(2026, 5, 4, 16, 30),
        ),
        Entry(
            url="https://harbour.example/2026/05/shelter/",
            key="https://harbour.example/?p=30",
            title="Night shelter opens",
            published=at(2026, 5, 3, 9),
        ),
    ),
    "prefecture-latin1.rss": (
        Entry(
            url="https://site.example/actualites/evacuation",
            key="https://site.example/actualites/evacuation",
            title="Évacuation : 740 personnes hébergées",
            published=at(2026, 3, 6, 16),
        ),
        Entry(
            url="https://site.example/feeds/actualites/places",
            key="https://site.example/feeds/actualites/places",
            title="Mise à disposition de 60 places",
            published=at(2026, 3, 5, 9),
        ),
    ),
    "bulletins.rdf": (
        Entry(
            url="https://amt.example/lage/31",
            key="https://amt.example/lage/31",
            title="Lagebericht 31",
            published=at(2026, 8, 1, 7),
        ),
        Entry(
            url="https://amt.example/lage/30",
            key="https://amt.example/lage/30",
            title="Lagebericht 30",
            published=at(2026, 7, 25),
        ),
    ),
    "statements.atom": (
        Entry(
            url="https://site.example/statements/camps",
            key="urn:uuid:5f1c0c9e-0002",
            title="Joint statement on camps",
            published=at(2026, 2, 1, 9),
            updated=at(2026, 2, 3, 9),
        ),
        Entry(
            url="https://site.example/statements/annex.pdf",
            key="urn:uuid:5f1c0c9e-0003",
            title="Annex in figures",
            updated=at(2026, 1, 31, 12),
        ),
    ),
    "council-091.rss": (
        Entry(
            url="http://ayuntamiento.example/plazas?id=17&lang=es",
            key="http://ayuntamiento.example/plazas?id=17&lang=es",
            title="Diputación: 17 plazas",
        ),
        Entry(
            url="http://ayuntamiento.example/padron",
            key="http://ayuntamiento.example/padron",
            title="Padrón",
        ),
    ),
    "relayed.rss": (
        Entry(
            url="http://relay.example/~r/courier/~3/abc/ferries.html",
            key="http://relay.example/~r/courier/~3/abc/ferries.html",
            title="Ferries carry 4,200",
            published=at(2026, 1, 3, 13, 47),
        ),
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_feed_is_read_whole(name: str) -> None:
    found = of_file(name)
    assert (found.entries, found.notes, found.more) == (WHOLE[name], (), ())
    assert found.title


LESS_THAN_WHOLE = {
    "notes.json": (
        ["https://notes.example/2", "https://site.example/1"],
        '1 entry has no link and cannot be followed: "A bare pointer".',
    ),
    "permanent-ids.rss": (
        ["https://press.example/a", "https://press.example/b", "https://press.example/c"],
        '3 entries have no link and cannot be followed: "Its id is no link", "Its id is a number", "Written by mail".',
    ),
    "cut-off.rss": (["https://cut.example/1", "https://cut.example/2"], "The feed is cut off after 2 entries."),
    "careless.rss": (
        ["https://careless.example/1?a=1&b=2", "https://careless.example/2"],
        "The feed is not well-formed (Opening and ending tag mismatch: br and title); 2 entries could be read.",
    ),
}


@pytest.mark.parametrize("name", LESS_THAN_WHOLE)
def test_what_a_feed_lacks_is_told(name: str) -> None:
    found = of_file(name)
    assert ([entry.url for entry in found.entries], found.notes) == (
        LESS_THAN_WHOLE[name][0],
        (LESS_THAN_WHOLE[name][1],),
    )


def test_the_ids_of_a_feed_tell_its_entries_apart_and_where_they_do_not_their_addresses_do() -> None:
    assert [entry.key for entry in of_file("permanent-ids.rss").entries] == [
        "https://press.example/a",
        "https://press.example/b",
        "https://press.example/c",
    ]
    assert [entry.key for entry in of_file("notes.json").entries] == ["n2", "1"]


def test_an_id_that_is_the_address_of_another_entry_is_no_key() -> None:
    moved = "<item><title>1</title><link>/1</link><guid isPermaLink='false'>https://site.example/2</guid></item>"
    found = reading(rss(moved, "<item><title>2</title><link>/2</link></item>"))
    assert [entry.key for entry in found.entries] == ["https://site.example/1", "https://site.example/2"]


def test_a_json_feed_says_when_an_entry_was_published_and_changed_and_is_not_what_it_points_to() -> None:
    assert of_file("notes.json").entries[0] == Entry(
        url="https://notes.example/2",
        key="n2",
        title="On someone's count",
        published=at(2026, 4, 2, 6),
        updated=at(2026, 4, 3, 8),
    )


def test_links_chooses_among_entries_by_address_or_title() -> None:
    feed = rss(item(1, "Daily bulletin"), item(2, "Vacancies"), item(3, "Another BULLETIN"))
    assert [entry.url[-1] for entry in reading(feed, links="bulletin|/2$").entries] == ["1", "2", "3"]
    assert [entry.url[-1] for entry in reading(feed, links="bulletin").entries] == ["1", "3"]
    none = reading(feed, links="camps")
    assert (none.entries, none.notes) == ((), ("Of the 3 entries of the feed none matches `links` (camps).",))


def test_a_feed_without_entries_is_a_feed() -> None:
    assert reading(rss()).notes == ("The feed has no entries.",)
    assert reading('{"version": "https://jsonfeed.org/version/1", "items": []}').notes == ("The feed has no entries.",)
    assert reading('<feed xmlns="http://www.w3.org/2005/Atom"/>').notes == ("The feed has no entries.",)


ENCODED = {
    "by its declaration": ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252", None),
    "by the header alone": ("", "latin-1", "application/rss+xml; charset=ISO-8859-1"),
    "the header is right": ('<?xml version="1.0" encoding="UTF-8"?>', "latin-1", "text/xml; charset=latin1"),
    "the header is wrong": ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1", "text/xml; charset=utf-8"),
    "text/xml, no charset": ('<?xml version="1.0" encoding="UTF-8"?>', "utf-8", "text/xml"),
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16", None),
    "called a page": ('<?xml version="1.0" encoding="UTF-8"?>', "utf-8", "text/html"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_a_feed_is_decoded_as_it_was_meant(name: str) -> None:
    head, codec, content_type = ENCODED[name]
    found = reading(rss(item(1, "Évacuées"), head=head).encode(codec), content_type=content_type)
    assert [entry.title for entry in found.entries] == ["Évacuées"]
    assert found.notes == ()


AROUND = {
    "empty lines and a warning before it": "\n\n<br />\n<b>Warning</b>: date() in <b>/feed.php</b>\n{}",
    "a stylesheet and a comment": '<?xml version="1.0"?>\n<?xml-stylesheet href="/s.xsl"?><!-- <html> -->{}',
    "a script after it": "{}<script>count()</script>",
    "a byte order mark": "\ufeff{}",
    "control characters": "\x0b{}",
}


@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_a_feed_does_no_harm(name: str) -> None:
    found = reading(AROUND[name].replace("{}", rss(item(1, "A\x01B"), item(2))))
    assert ([entry.title for entry in found.entries], found.notes) == (["AB", "2"], ())


REFUSED = {
    "a page that links to a feed": (
        '<!doctype html><html><link rel="alternate" type="application/atom+xml" href="/posts.atom"></html>',
        "not_a_feed",
        "The answer is a page of HTML, and no feed. It links to a feed: https://site.example/posts.atom",
    ),
    "a page that links to none": (
        "<html><body><p>1,160 tents</p></body></html>",
        "not_a_feed",
        "The answer is a page of HTML, and no feed. It links to no feed; `follow: listing` reads links.",
    ),
    "a sitemap": (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>',
        "not_a_feed",
        "The answer is a sitemap, and no feed: `follow: sitemap` reads it.",
    ),
    "other XML": ('<svg xmlns="http://www.w3.org/2000/svg"/>', "not_a_feed", "The answer is XML (svg), and no feed."),
    "RDF of people": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF>',
        "not_a_feed",
        "The answer is XML (rdf:RDF), and no feed.",
    ),
    "text": ("Nothing here.", "not_a_feed", "The answer is no feed: neither XML nor JSON."),
    "nothing": ("", "not_a_feed", "The answer is no feed: neither XML nor JSON."),
    "other JSON": ('{"items": [{"url": "https://a.example"}]}', "not_a_feed", "The answer is JSON, and no JSON Feed."),
    "a list in JSON": ('[{"url": "https://a.example"}]', "not_a_feed", "The answer is JSON, and no JSON Feed."),
    "a part of a page": (
        "<section><p>1,160 tents</p></section>",
        "not_a_feed",
        "The answer is a page of HTML, and no feed. It links to no feed; `follow: listing` reads links.",
    ),
    "JSON cut off": (
        '{"version": "https://jsonfeed.org/version/1", "items": [{"url": "h',
        "feed_broken",
        "The feed is JSON that is cut off or damaged.",
    ),
    "cut off after its head": (
        "<rss><channel><title>T</title><link>https://a.example</link><!-- Exception -->",
        "feed_broken",
        "The feed is cut off before its first entry.",
    ),
    "cut off in its first entry": (
        "<rss><channel><title>T</title><item><title>1</title><link>https://a.exam",
        "feed_broken",
        "The feed is cut off before its first entry.",
    ),
    "damaged": (
        "<rss><c></rss>",
        "feed_broken",
        "The feed is not well-formed, and no entry can be read: Opening and ending tag mismatch: c and rss.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_feed_or_broken_is_refused_in_clear_words(name: str) -> None:
    body, reason, detail = REFUSED[name]
    assert refusal(body) == (reason, detail)


def test_entities_of_a_document_are_not_expanded() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "lol">{lines}]>'
    found = reading(rss("<item><title>&e11;</title><link>https://a.example/1</link></item>", head=bomb))
    assert [(entry.url, len(entry.title) < 100) for entry in found.entries] == [("https://a.example/1", True)]
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    found = reading(rss("<item><title>&x;</title><link>https://a.example/1</link></item>", head=outside))
    assert "root" not in found.entries[0].title


def test_what_a_feed_holds_beside_its_entries_is_not_read() -> None:
    places = "<gml:pos>1 2</gml:pos><georss:where><gml:Point/></georss:where>"  # feedparser fails on these
    media = (
        "<media:title>A picture</media:title><source url='/x'><title>Elsewhere</title><link>/elsewhere</link></source>"
    )
    many = "".join(f"<category>{number}</category>" for number in range(20_000))  # and takes a minute for these
    spaces = 'xmlns:gml="http://www.opengis.net/gml" xmlns:georss="http://www.georss.org/georss" xmlns:media="urn:m"'
    found = reading(
        f"<rss {spaces}><channel><item>{media}{many}{places}<title>1</title><link>/1</link></item></channel></rss>"
    )
    assert [(entry.title, entry.url) for entry in found.entries] == [("1", "https://site.example/1")]
    assert found.notes == ()


def test_entries_titles_and_names_are_bounded() -> None:
    found = reading(rss(*(item(number) for number in range(2_300))))
    assert len(found.entries) == 2_000
    assert found.notes == ("The feed names 2,300 entries; the first 2,000 are read.",)
    long = f"<item><title>{'very ' * 50_000}</title><link>https://a.example/1</link><guid>{'x' * 5_000}</guid></item>"
    (entry,) = reading(rss(long)).entries
    assert (len(entry.title), entry.key) == (300, "https://a.example/1")
    items = [{"id": str(number), "url": f"/{number}", "title": "t" * 5_000} for number in range(2_100)]
    found = reading(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    assert (len(found.entries), len(found.entries[0].title)) == (2_000, 300)
    assert found.notes == ("The feed names 2,100 entries; the first 2,000 are read.",)


def test_text_that_cannot_be_shown_or_kept_is_written_out() -> None:
    wild = {"id": "a\u0000\ud800", "url": "/1", "title": "\u202eevil\u0000\ud800"}
    (entry,) = reading(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [wild]})).entries
    assert (entry.key, entry.title) == ("a⟨U+0000⟩⟨U+D800⟩", "⟨U+202E⟩evil⟨U+0000⟩⟨U+D800⟩")
