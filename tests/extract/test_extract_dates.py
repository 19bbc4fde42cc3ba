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
