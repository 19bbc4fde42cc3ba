"""Pages that list others: which links are meant, what they are called, and where the list goes on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.errors import ExtractError
from monitor.model.sources import Source, SourceReading
from monitor.sources import read

URL = "https://ministry.example/news"


def reading(body: str, *, links: str = "", url: str = URL, language: str = "en") -> SourceReading:
    whole = f'<!doctype html><html lang="{language}"><head><title>News</title></head><body>{body}</body></html>'
    return read(Source(kind="listing", links=links), whole.encode(), url=url, content_type="text/html; charset=utf-8")


def found(body: str, *, links: str = "", url: str = URL, language: str = "en") -> list[tuple[str, str]]:
    entries = reading(body, links=links, url=url, language=language).entries
    return [(entry.url.removeprefix("https://ministry.example"), entry.title) for entry in entries]


FRAME = """
<header><a href="/"><img src="/logo.png" alt="Ministry of Ferries and Bridges"></a></header>
<nav class="main"><ul><li><a href="/about">About the whole ministry</a></li></ul></nav>
<div class="sidebar"><a href="/news/popular">What most people read here</a></div>
{0}
<div class="related-links"><p><a href="/news/kept">This stands beside no known name</a></p></div>
<footer><a href="/privacy">Our privacy notice explained</a></footer>
"""


def test_without_links_the_titles_of_the_main_content_are_meant() -> None:
    listing = FRAME.format(
        '<main><h1>News</h1><ul><li><a href="/news/1">Ferries carry 4,200 people</a></li>'
        '<li><a href="news/2#top">Bridge closed for repairs</a> <a href="/tags/bridge">Bridge</a></li>'
        '<li><a href="https://elsewhere.example/x">A story that stands elsewhere</a></li></ul></main>'
    )
    assert found(listing) == [("/news/1", "Ferries carry 4,200 people"), ("/news/2", "Bridge closed for repairs")]


def test_the_frame_of_a_page_is_told_by_elements_roles_and_names() -> None:
    listing = FRAME.format('<div id="content"><p><a href="/news/1">Ferries carry 4,200 people</a></p></div>')
    assert [path for path, _ in found(listing)] == ["/news/1", "/news/kept"]
    named = '<div class="nav-menu">' + "".join(
        f'<p><a href="/news/{number}">The story of number {number}</a></p>' for number in range(9)
    )
    assert len(found(f'{named}</div><p><a href="/news/last">One more after these</a></p>')) == 10, (
        "named after its look"
    )


def test_links_chooses_by_address_or_words_wherever_they_stand() -> None:
    listing = FRAME.format(
        '<main><a href="/docs/31">Bulletin 31</a><a href="https://files.example/b30">Bulletin 30</a>'
        '<a href="/vacancies">Vacancies</a></main><nav><a href="/bulletins/archive">Older</a></nav>'
    )
    assert found(listing, links="bulletin") == [
        ("/docs/31", "Bulletin 31"),
        ("https://files.example/b30", "Bulletin 30"),
        ("/bulletins/archive", "Older"),
    ]
    assert found(listing, links=r"/DOCS/\d+$") == [("/docs/31", "Bulletin 31")]


TITLES = {
    "a picture, a heading, and more": (
        '<div><a href="/1"><img alt="A ferry"></a><h2><a href="/1">Ferries carry more</a></h2><a href="/1">…</a></div>',
        "Ferries carry more",
    ),
    "a heading beside": (
        '<article><h3>Ferries carry more</h3><a href="/1">Read more</a></article>',
        "Ferries carry more",
    ),
    "a card that is one link": (
        '<a href="/1"><h3>Ferries<br>carry <b>mo</b>re</h3><p>Some words of the post itself.</p></a>',
        "Ferries carry more",
    ),
    "a heading over all": ('<h2>All posts</h2><div><a href="/1">One</a></div><div><a href="/x">Two</a></div>', "One"),
    "a label": ('<a href="/1" aria-label="Ferries carry more"><svg></svg></a>', "Ferries carry more"),
    "a picture's text": ('<a href="/1"><img alt="Ferries carry more"></a>', "Ferries carry more"),
    "a script inside": ('<a href="/1">Ferries <script>var x</script>carry more</a>', "Ferries carry more"),
}


@pytest.mark.parametrize("name", TITLES)
def test_an_entry_is_called_what_a_reader_would_call_it(name: str) -> None:
    body, title = TITLES[name]
    assert found(f"<main>{body}<p><a href='/2'>Another</a></p></main>", links="/1$") == [("/1", title)]


def dated(inner: str) -> str:
    return f'<ul><li>{inner}</li><li><a href="/2">Another one</a> 1 May 2024</li></ul>'


DATES = {
    "a time for machines": (
        '<a href="/1">One</a> <time datetime="2026-05-04T18:30:00+02:00">yesterday</time>',
        "en",
        datetime(2026, 5, 4, 16, 30, tzinfo=UTC),
    ),
    "words": ('<span>4 May 2026</span><a href="/1">One</a>', "en", datetime(2026, 5, 4, tzinfo=UTC)),
    "digits, day first": ('<a href="/1">One</a> 04/05/2026', "fr", datetime(2026, 5, 4, tzinfo=UTC)),
    "digits, month first": ('<a href="/1">One</a> 04/05/2026', "en-US", datetime(2026, 4, 5, tzinfo=UTC)),
    "another language": ('<a href="/1">Eins</a> 4. Mai 2026', "en", datetime(2026, 5, 4, tzinfo=UTC)),
    "two days": ('<a href="/1">One</a> 4 May 2026, updated 6 May 2026', "en", None),
    "of the title": ('<a href="/1">Position on 4 May 2026</a>', "en", None),
    "none": ('<a href="/1">One</a> yesterday', "en", None),
}


@pytest.mark.parametrize("name", DATES)
def test_an_entry_has_the_one_date_of_its_item(name: str) -> None:
    inner, language, published = DATES[name]
    assert reading(dated(inner), links="/1$", language=language).entries[0].published == published


def test_the_listing_and_the_pages_of_its_list_are_no_entries() -> None:
    body = (
        '<a href="">This very page here</a><a href="#top">Back to the top</a><a href="?page=2">The second page here</a>'
        '<a href="/news?page=3">The third page here</a><a href="/news/page/4/">The fourth page here</a>'
        '<a href="/news/1?page=2">A post in two parts</a>'
    )
    assert [path for path, _ in found(body)] == ["/news/1?page=2"]
    assert [path for path, _ in found(body, links=".")] == ["/news/1?page=2"]


POST = '<a href="/news/1">Ferries carry 4,200 people</a>'
NEXT = {
    "declared in the head": (URL, '<link rel="next" href="?from=20">', "/news?from=20"),
    "declared by a link": (URL, '<a rel="nofollow next" href="/news/2">›</a>', "/news/2"),
    "declared before words": (URL, '<a href="/n/3">Next</a><a rel="next" href="/n/2">2</a>', "/n/2"),
    "words": (URL, '<a href="/news/later">Next page »</a>', "/news/later"),
    "a label": (URL, '<a href="/news/later" aria-label="Next page">→</a>', "/news/later"),
    "French": (URL, '<a href="/news/later">Page suivante</a>', "/news/later"),
    "German": (URL, '<a href="/news/later">Nächste Seite</a>', "/news/later"),
    "Spanish": (URL, '<a href="/news/later">Siguiente &gt;</a>', "/news/later"),
    "of a blog": (URL, '<a href="/news/page/2/">← Older posts</a>', "/news/page/2/"),
    "numbers": (URL, '<a href="?page=3">3</a><a href="?page=2">2</a>', "/news?page=2"),
    "numbers, from the second": (
        f"{URL}?page=2&sort=new",
        '<a href="?page=1&amp;sort=new">1</a><a href="?page=4&amp;sort=new">4</a><a href="?page=3&amp;sort=new">3</a>',
        "/news?page=3&sort=new",
    ),
    "numbers from nought": (f"{URL}?page=0", '<a href="?page=0">1</a><a href="?page=1">2</a>', "/news?page=1"),
    "numbers in the path": (f"{URL}/page/9", '<a href="/news/page/10">10</a><a href="/news">1</a>', "/news/page/10"),
    "a name of a program": (URL, '<a href="?tx_news%5BcurrentPage%5D=2">2</a>', "/news?tx_news%5BcurrentPage%5D=2"),
    "in brackets": (URL, '<a href="?list%5Bpage%5D=2">2</a>', "/news?list%5Bpage%5D=2"),
    "the last page": (f"{URL}?page=3", '<a href="?page=2">2</a><a href="?page=1">1</a>', None),
    "itself": (URL, '<a href="/news#list">Next</a><a rel="next" href="https://ministry.example/news">2</a>', None),
    "another host": (URL, '<a rel="next" href="https://elsewhere.example/news?page=2">Next</a>', None),
    "no address": (URL, '<a rel="next" href="javascript:more()">Next</a>', None),
    "a title that begins so": (URL, '<a href="/news/9">Next steps for the ferries</a>', None),
    "none": (URL, "", None),
}


@pytest.mark.parametrize("name", NEXT)
def test_a_list_goes_on_where_it_says_on_the_same_host(name: str) -> None:
    url, body, more = NEXT[name]
    assert reading(f"<main>{POST}{body}</main>", url=url).more == ((f"https://ministry.example{more}",) if more else ())


def refusal(body: str, links: str = "") -> tuple[str, str]:
    with pytest.raises(ExtractError) as refused:
        reading(body, links=links)
    return refused.value.reason, refused.value.detail


def test_a_page_that_lists_nothing_says_what_it_has() -> None:
    body = "<nav><a href='/a'>A</a></nav><main>" + "".join(f"<a href='/{n}'>{n}</a>" for n in range(1, 6)) + "</main>"
    shown = "it has for instance https://ministry.example/1, https://ministry.example/2, https://ministry.example/3"
    assert refusal(body, "bulletin") == (
        "nothing_listed",
        f"Of the links of the page (6) none matches `links` (bulletin); {shown}",
    )
    assert refusal(body) == (
        "nothing_listed",
        f"Of the links of the page (6) none has words that look like a title; {shown}",
    )
    assert refusal("<p>1,160 tents</p>") == ("nothing_listed", "The page has no links.")
    assert refusal("") == ("nothing_listed", "The page has no links.")


def test_an_answer_that_is_another_source_says_which() -> None:
    for body, said in (
        ("<rss><channel></channel></rss>", "a feed, and no page of HTML: `follow: feed` reads it."),
        ("<urlset></urlset>", "a sitemap, and no page of HTML: `follow: sitemap` reads it."),
    ):
        with pytest.raises(ExtractError) as refused:
            read(Source(kind="listing"), body.encode(), url=URL, content_type=None)
        assert (refused.value.reason, refused.value.detail) == ("not_a_page", f"The answer is {said}")


def test_links_are_resolved_against_the_base_of_the_page() -> None:
    listing = '<base href="/archive/2026/"><a href="05/boats">Boats of the month</a>'
    assert found(listing) == [("/archive/2026/05/boats", "Boats of the month")]
    assert [entry.key for entry in reading(listing).entries] == ["https://ministry.example/archive/2026/05/boats"]


def test_an_address_is_one_entry_however_it_is_written() -> None:
    body = (
        "<a href='/a%2Db?y=1&x=2'>The first of both</a><a href='HTTPS://Ministry.example:443/a-b?x=2&y=1'>It again</a>"
    )
    assert found(body) == [("/a%2Db?y=1&x=2", "The first of both")]


def test_the_links_of_a_page_are_bounded() -> None:
    listing = reading("".join(f'<a href="/{number}">1</a>' for number in range(5_050)), links="/(4999|5000)$")
    assert [entry.url for entry in listing.entries] == ["https://ministry.example/4999"]
    assert listing.notes == ("The page has more than 5,000 links; the first are read.",)


@pytest.mark.parametrize(("charset", "sent"), [("iso-8859-1", "%E9"), ("utf-8", "%C3%A9"), ("utf-16", "%C3%A9")])
def test_links_ask_in_the_encoding_of_their_page_as_browsers_do(charset: str, sent: str) -> None:
    body = '<!doctype html><title>News</title><main><a href="/é?q=é">Ferries carry 4,200 people</a></main>'.encode(
        charset
    )
    listed = read(Source(kind="listing"), body, url=URL, content_type=f"text/html; charset={charset}")
    assert [entry.url for entry in listed.entries] == [f"https://ministry.example/%C3%A9?q={sent}"]
