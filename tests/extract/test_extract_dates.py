"""When a page says that it was published and updated."""

from __future__ import annotations

import pytest
from extract_fakes import text_of

SHOWN = [
    ("Last updated 14 March 2020", "2020-03-14"),
    ("Last updated: 2pm on 18 March 2020. The next numbers come tomorrow.", "2020-03-18T14:00"),
    ("Updated: March 14, 2020", "2020-03-14"),
    ("Updated 14/03/2020", "2020-03-14"),
    ("Updated 03/14/2020", "2020-03-14"),
    ("Page last modified on 2020-03-14", "2020-03-14"),
    ("This page was last updated on 1st April 2021 at 9.30am", "2021-04-01T09:30"),
    ("Last reviewed 3 Sept. 2019", "2019-09-03"),
    ("Published 24 January 2020<br>Last updated 18 March 2020 — see all updates", "2020-03-18"),
    ("By the press office | Updated 5 May 2022", "2022-05-05"),
    ("Mis à jour le 1er mars 2021 à 18h30", "2021-03-01T18:30"),
    ("Dernière mise à jour : 12 février 2022", "2022-02-12"),
    ("Modifié le 3 août 2020", "2020-08-03"),
    ("Zuletzt aktualisiert am 3. Oktober 2021", "2021-10-03"),
    ("Stand: 04.11.2021", "2021-11-04"),
    ("Actualizado el 7 de junio de 2021", "2021-06-07"),
    ("The figures are updated daily. On 3 March 2020 there were 5.", None),
    ("We updated our advice after talks with the mayor of the town on 3 March 2020", None),
    ("Updated every Tuesday at 9:30am", None),
    ("Updated 31 February 2020", None),
    ("Updated 14 March 3020", None),
    ("Nothing here of 14 March 2020", None),
]


@pytest.mark.parametrize(("words", "updated"), SHOWN)
def test_visible_update_line(words: str, updated: str | None) -> None:
    assert text_of(f"<h1>Camp</h1><p>{words}</p>").updated == updated


PUBLISHED = [
    ("<p>Published 24 January 2020</p>", "", "2020-01-24"),
    ("<dl><dt>Published:</dt><dd>24 January 2020</dd></dl>", "", "2020-01-24"),
    ("<table><tr><th>Published</th><td>24 January 2020</td></tr></table>", "", "2020-01-24"),
    ("<dl><dt>Published</dt><dd>24 January 2020</dd><dt>Published</dt><dd>2 May 2020</dd></dl>", "", None),
    ("<dl><dt>Published by</dt><dd>The council, 24 January 2020</dd></dl>", "", None),
    ("<p>Publié le 24 janvier 2020</p>", "", "2020-01-24"),
    ("<p>Veröffentlicht am 24. Januar 2020</p>", "", "2020-01-24"),
    ("<p>Posted on January 24, 2020 by the press office</p>", "", "2020-01-24"),
    ('<p><time datetime="2016-08-31T10:00:00+01:00">31 August 2016</time></p>', "", "2016-08-31T10:00:00+01:00"),
    ('<p>At <time class="entry-date" datetime="2016-08-31">x</time></p>', "", "2016-08-31"),
    ("<p>x</p>", '<meta property="article:published_time" content="2020-01-24T16:38:00.000Z">', "2020-01-24T16:38:00Z"),
    ("<p>x</p>", '<script type="application/ld+json">{"datePublished": "2020-01-24"}</script>', "2020-01-24"),
    ("<p>x</p>", '<meta name="dcterms.issued" content="24 January 2020">', "2020-01-24"),
    ("<p>x</p>", '<meta name="date" content="soon">', None),
]


@pytest.mark.parametrize(("body", "head", "published"), PUBLISHED)
def test_published(body: str, head: str, published: str | None) -> None:
    assert text_of(f"<main><h1>Camp</h1>{body}</main>", head=head).published == published


DECLARED = [
    ('<meta property="article:modified_time" content="2020-03-18T14:00:00+00:00">', "", "2020-03-18T14:00:00+00:00"),
    (
        '<script type="application/ld+json">{"dateModified":"2020-03-18T14:00:00.000+00:00"}</script>',
        "",
        "2020-03-18T14:00:00+00:00",
    ),
    ('<meta property="og:updated_time" content="2020-03-18">', "", "2020-03-18"),
    ('<meta itemprop="dateModified" content="2020-03-18">', "", "2020-03-18"),
    # What readers see goes before what only machines see; of the same day, the exact time is taken.
    ('<meta property="article:modified_time" content="2020-03-20T01:00:00Z">', "Updated 18 March 2020", "2020-03-18"),
    (
        '<meta property="article:modified_time" content="2020-03-18T14:00:00Z">',
        "Updated 18 March 2020",
        "2020-03-18T14:00:00Z",
    ),
    ("", 'Changed <time itemprop="dateModified" datetime="2020-03-18T09:00">today</time>', "2020-03-18T09:00"),
]


@pytest.mark.parametrize(("head", "words", "updated"), DECLARED)
def test_declared_dates(head: str, words: str, updated: str) -> None:
    assert text_of(f"<h1>Camp</h1><p>{words}</p>", head=head).updated == updated


def test_the_history_is_not_the_page_s_date() -> None:
    body = '<p>7 people</p><div class="change-history"><p>2 May 2020</p><p>Updated 2 May 2020 with figures</p></div>'
    assert text_of(body).updated is None


def linked(*things: str) -> str:
    return "".join(f'<script type="application/ld+json">{thing}</script>' for thing in things)


SITE = '{"@type": "WebSite", "dateModified": "2011-01-01", "name": "Town"}'
OFFICE = '{"@type": ["Organization", "GovernmentOrganization"], "dateModified": "2012-02-02"}'
IMAGE = '{"@type": "ImageObject", "dateModified": "2013-03-03"}'
ENTRY = '{"@type": "Article", "headline": "x", "dateModified": "2014-05-05"}'
LIST = '{"@type": "ItemList", "dateModified": "2014-04-04", "itemListElement": [' + ENTRY + "]}"
NEWS = '{"@type": "NewsArticle", "dateModified": "2024-06-07", "headline": "Camp", "image": ' + IMAGE + "}"
PAGE = '{"@type": "WebPage", "@id": "#page", "dateModified": "2024-06-08"}'
LINKED = [
    (linked(SITE, OFFICE, NEWS), "2024-06-07"),
    (linked(f'{{"@context": "https://schema.org", "@graph": [{SITE}, {IMAGE}, {PAGE}]}}'), "2024-06-08"),
    (linked(f'{{"@graph": [{PAGE}, {NEWS}]}}'), "2024-06-07"),  # the article before the page around it
    (linked(f"[[{IMAGE}], [{NEWS}]]"), "2024-06-07"),
    (linked(NEWS.replace('"NewsArticle"', '["Thing", "https://schema.org/NewsArticle"]')), "2024-06-07"),
    (linked(f'{{"@type": "WebPage", "mainEntity": {NEWS}}}'), "2024-06-07"),
    (linked(f'{{"@type": "Report", "headline": "x", "mainEntityOfPage": {PAGE}}}'), "2024-06-08"),
    (linked("<!--\n" + NEWS + "\n-->"), "2024-06-07"),
    (linked(NEWS.replace('"Camp"', '"Camp\nand town"')), "2024-06-07"),  # a line break in a string
    (linked(NEWS, NEWS), "2024-06-07"),  # two plugins that say the same
    # Two works of which one is said to be the page's.
    (
        linked(
            '{"@graph": [{"@type": "WebPage", "mainEntity": {"@id": "#b"}}, '
            '{"@type": "BlogPosting", "@id": "#a", "headline": "a", "dateModified": "2016-06-06"}, '
            '{"@type": "BlogPosting", "@id": "#b", "headline": "b", "dateModified": "2024-06-09"}]}'
        ),
        "2024-06-09",
    ),
    # Whose date is not the page's, or cannot be told.
    (linked(SITE), None),
    (linked(OFFICE, IMAGE, LIST), None),
    (linked(NEWS, NEWS.replace("Camp", "Another")), None),
    (linked('{"@type": "Organization", "subjectOf": ' + NEWS + "}"), None),
    (linked('{"@type": "BreadcrumbList", "itemListElement": [{"item": ' + PAGE + "}]}"), None),
    (linked(NEWS[:-1]), None),
    (linked('{"dateModified": ' + "[" * 100_000 + "}"), None),
    (linked('{"@type": "Article", "dateModified": {"@value": 7}}'), None),
    ('<meta property="og:type" content="article">' + linked(SITE), None),
]


@pytest.mark.parametrize(("head", "updated"), LINKED)
def test_linked_data_gives_the_date_of_the_page_s_own_work(head: str, updated: str | None) -> None:
    assert text_of("<h1>Camp</h1><p>7 people</p>", head=head).updated == updated


MICRODATA = [
    ('<div itemscope itemtype="https://schema.org/Article">', "2024-06-07"),
    ("<div>", "2024-06-07"),
    ('<div itemscope itemtype="http://schema.org/ImageObject">', None),
    ('<div itemscope itemtype="http://schema.org/Organization">', None),
]


@pytest.mark.parametrize(("scope", "updated"), MICRODATA)
def test_microdata_belongs_to_the_thing_around_it(scope: str, updated: str | None) -> None:
    body = f'<h1>Camp</h1>{scope}<meta itemprop="dateModified" content="2024-06-07"><p>7 people</p></div>'
    assert text_of(body).updated == updated


LABELLED = [
    ("<dl><dt>Last updated</dt><dd>9 June 2024</dd><dt>Owner</dt><dd>Port</dd></dl>", "2024-06-09"),
    ("<dl><dt>Date of last revision:</dt><dd>Friday 9 June 2024, 3pm</dd></dl>", "2024-06-09T15:00"),
    ("<table><tr><th>Mis à jour le</th><td>17 mai 2024</td></tr></table>", "2024-05-17"),
    ("<table><tr><td>Letzte Aktualisierung</td><td>17.05.2024</td></tr></table>", "2024-05-17"),
    ("<div><div>Updated</div><div>17 May 2024</div></div>", "2024-05-17"),
    # Labels of something else, or of each of several.
    ("<dl><dt>Boat last inspected</dt><dd>1 June 2024</dd></dl>", None),
    ("<dl><dt>Update of the list of boats</dt><dd>1 June 2024</dd></dl>", None),
    ("<table><tr><th>File</th><th>Updated</th></tr><tr><td>a</td><td>1 June 2024</td></tr></table>", None),
    (
        "<dl><dt>Updated</dt><dd>1 June 2024</dd></dl><p>Rules</p><dl><dt>Updated</dt><dd>2 June 2024</dd></dl>",
        None,
    ),
    ("<dl><dt>Updated</dt><dd>by the port of Norhaven on 1 June 2024</dd></dl>", None),
]


@pytest.mark.parametrize(("body", "updated"), LABELLED)
def test_a_date_beside_its_label(body: str, updated: str | None) -> None:
    assert text_of(f"<main><h1>Rules</h1><p>The port has 64 berths for visitors.</p>{body}</main>").updated == updated


SENTENCES = [
    ("en", "This guidance was last revised on 4 August 2023.", "2023-08-04"),
    ("en", "The figures were updated on 4 August 2023.", "2023-08-04"),
    ("en", "This law was last amended on 4 August 2023.", None),
    ("en", "The harbour was last changed on 4 August 2023.", None),
    ("fr", "Cette page a été mise à jour le 4 août 2023.", "2023-08-04"),
    ("fr", "Date de dernière révision : 4 août 2023", "2023-08-04"),
    ("fr", "Cette loi a été modifiée le 4 août 2023.", None),
    ("de", "Diese Seite wurde zuletzt am 4. August 2023 aktualisiert.", "2023-08-04"),
    ("de", "Datum der letzten Überarbeitung: 4. August 2023", "2023-08-04"),
    ("de", "Diese Seite ist seit dem 4. August 2023 im Netz.", None),
    ("de", "Dieses Gesetz wurde zuletzt am 4. August 2023 geändert.", None),
]


@pytest.mark.parametrize(("language", "sentence", "updated"), SENTENCES)
def test_a_sentence_that_says_when_the_page_was_updated(language: str, sentence: str, updated: str | None) -> None:
    assert text_of(f"<h1>Port</h1><p>{sentence}</p>", language=language).updated == updated
