"""Main content told from navigation, forms, footers, asides, comments and histories, and nothing dropped."""

from __future__ import annotations

import pytest
from extract_fakes import block_of, lines, text_of

from monitor.model import Region

ARTICLE = (
    "<h1>Camp statement</h1><p>The prefecture counts 7,000 people in the camp today, "
    "of whom 900 are children without parents.</p>"
    "<p>A further 160 officers arrived last week to guard the port and the tunnel by day and by night.</p>"
)
MARK = "seen 42 times"
LINKS = '<ul><li><a href="/a">Home</a></li><li><a href="/b">Press</a></li><li><a href="/c">Contact us</a></li></ul>'

BESIDE = [
    (f"<nav><p>{MARK}</p></nav>", Region.NAVIGATION),
    (f'<div role="navigation">{MARK}</div>', Region.NAVIGATION),
    (f'<ul class="breadcrumb"><li>{MARK}</li></ul>', Region.NAVIGATION),
    (f'<div class="c-main-nav__list">{MARK}</div>', Region.NAVIGATION),
    (f"<header><nav>{LINKS}</nav><p>{MARK}</p></header>", Region.NAVIGATION),
    (f'<div role="banner">{MARK}</div>', Region.NAVIGATION),
    (f"<footer><p>{MARK}</p></footer>", Region.FOOTER),
    (f'<div class="site-footer">{MARK}</div>', Region.FOOTER),
    (f'<div role="contentinfo">{MARK}</div>', Region.FOOTER),
    (f"<aside>{MARK}</aside>", Region.ASIDE),
    (f'<div id="sidebar">{MARK}</div>', Region.ASIDE),
    (f'<div class="cookie-banner">{MARK}</div>', Region.ASIDE),
    (f'<section class="relatedPosts">{MARK}</section>', Region.ASIDE),
    (f'<div class="social-share">{MARK}</div>', Region.ASIDE),
    (f"<form><p>{MARK}</p><input></form>", Region.FORM),
    (f'<div class="feedback">{MARK}</div>', Region.FORM),
    (f"<select><option>{MARK}</option></select>", Region.FORM),
    (f"<button>{MARK}</button>", Region.FORM),
    (f'<div id="comments"><p>{MARK}</p></div>', Region.COMMENTS),
    (f'<ol class="comment-list"><li>{MARK}</li></ol>', Region.COMMENTS),
    (f'<div id="respond"><form>{MARK}</form></div>', Region.COMMENTS),
    (f'<div class="change-history"><p>3 March 2020</p><p>{MARK}</p></div>', Region.HISTORY),
    (f'<div id="history"><p>3 March 2020</p><p>{MARK}</p><p>Updated 2 March 2020</p></div>', Region.HISTORY),
    (f"<h2>Update history</h2><p>3 March 2020: {MARK}</p>", Region.HISTORY),
    (f"<h2>Historique des mises à jour</h2><p>3 mars 2020 : {MARK}</p>", Region.HISTORY),
    (f"<noscript>{MARK}</noscript>", Region.ASIDE),
    (f'<div id="fuss">{MARK}</div>', Region.FOOTER),
    (f'<div class="seiten-leiste seitenleiste">{MARK}</div>', Region.ASIDE),
    (f'<div class="pied-de-page">{MARK}</div>', Region.FOOTER),
    (f'<div class="articles-similaires">{MARK}</div>', Region.ASIDE),
    (f'<div class="site-pied-de-page">{MARK}</div>', Region.FOOTER),
    (f'<div class="pie">{MARK}</div>', Region.FOOTER),
    (f'<div id="pieDePagina">{MARK}</div>', Region.FOOTER),
    (f'<div class="formulaire-recherche">{MARK}</div>', Region.FORM),
    (f'<div class="boutons-partage">{MARK}</div>', Region.ASIDE),
    (f'<div class="lateral">{MARK}</div>', Region.ASIDE),
    (f'<div class="noticias-relacionadas">{MARK}</div>', Region.ASIDE),
]


@pytest.mark.parametrize(("beside", "region"), BESIDE, ids=[beside[:40] for beside, _ in BESIDE])
def test_parts_beside_the_article_are_marked(beside: str, region: Region) -> None:
    text = text_of(f"<div>{ARTICLE}</div>{beside}")
    assert block_of(text, MARK).region is region
    assert block_of(text, "7,000").region is Region.MAIN


KEPT = [
    f'<div class="no-sidebar">{ARTICLE}</div>',
    f'<div class="layout-sidebar">{ARTICLE}</div>',
    f"<aside>{ARTICLE}</aside>",
    f"<form>{ARTICLE}</form>",
    f'<form><div class="footer-wrap">{ARTICLE}</div></form>',
    f'<div class="social-care-statistics">{ARTICLE}</div>',
    f'<div class="with-comments">{ARTICLE}</div>',
    f'<div id="comments">{ARTICLE}</div>',
    f'<section id="history">{ARTICLE}</section>',
    f"<header>{ARTICLE}</header><p>The end.</p>",
    f"<article><header>{ARTICLE}</header><p>The end.</p></article>",
    f"<nav>{LINKS}</nav><div>{ARTICLE}</div>",
    f"<main>{ARTICLE}</main>",
    f'<div role="main">{ARTICLE}</div>',
    f"<main><p>Loading</p></main><div>{ARTICLE}</div>",
    f'<div class="nav"><main>{ARTICLE}</main></div>',
    f"<dialog open>{ARTICLE}</dialog>",
    f"<article>{ARTICLE}</article><article><p>The mayor counts 12 buses more than on the day before.</p></article>",
    f'<h2 id="history">History of the camp</h2>{ARTICLE}',
]


@pytest.mark.parametrize("body", KEPT)
def test_the_article_is_main_whatever_wraps_it(body: str) -> None:
    text = text_of(body)
    assert block_of(text, "7,000").region is Region.MAIN
    assert block_of(text, "160").region is Region.MAIN


# A name that is a subject, too, in its own language or another, and is told apart by the words that it stands with.
SUBJECTS = [
    "pie-chart",
    "chart-pie",
    "lateral-flow",
    "sites-lateral",
    "recherche",
    "chiffres-recherche",
    "recherche-innovation",
    "busqueda",
    "busqueda-rescate",
    "partage-valeur",
    "pied-diabetique",
    "pie-diabetico",
    "muertes-relacionadas",
    "casos-relacionados",
    "publicidad-exterior",
    "fuss-verkehr",
    "verwandte-opfer",
    "navegacion-aerea",
    "werbung-ausgaben",
]


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_part_that_is_named_after_its_subject_is_main(name: str) -> None:
    for attribute in ("class", "id"):
        text = text_of(f'<div>{ARTICLE}</div><section {attribute}="{name}"><p>{MARK}</p></section>')
        assert block_of(text, MARK).region is Region.MAIN


def test_the_head_of_a_page_with_its_title_is_main() -> None:
    """What is above a page's text is often its first line, with the figure that counts."""
    body = (
        f'<div class="seitenkopf"><h1>Zahlen der Woche</h1><p>{MARK}</p></div><div>{ARTICLE.replace("h1", "h2")}</div>'
    )
    assert block_of(text_of(body), MARK).region is Region.MAIN


def test_what_stands_outside_the_main_element_is_beside_it() -> None:
    text = text_of(f"<p>Notice of 3 closures</p><p><a href=/>Home again</a></p><main>{ARTICLE}</main>")
    assert block_of(text, "closures").region is Region.ASIDE
    assert block_of(text, "Home").region is Region.NAVIGATION


def test_a_list_of_links_is_navigation_unless_it_is_in_the_article() -> None:
    assert block_of(text_of(f"<div>{ARTICLE}</div>{LINKS}"), "Press").region is Region.NAVIGATION
    assert block_of(text_of(f"<main>{ARTICLE}{LINKS}</main>"), "Press").region is Region.MAIN


def test_a_block_that_is_nothing_but_a_link_says_so() -> None:
    text = text_of(
        "<main><h1>Camp</h1><p>It is <a href=/a>open</a> to all.</p><ul><li><a href=/b>News of May</a></li>"
        "<li><a href=/c>News</a> of June</li></ul><p></p></main>"
    )
    assert [text.of(block) for block in text.blocks if block.link] == ["News of May"]


def test_a_history_stays_one_however_long() -> None:
    entries = "".join(
        f"<li><time>{day} March 2020</time><p>Updated figures to {day},000.</p></li>" for day in range(1, 29)
    )
    text = text_of(f'<main>{ARTICLE}<div id="full-history"><ol>{entries}</ol></div></main>')
    assert block_of(text, "figures to 9,000").region is Region.HISTORY
    assert block_of(text, "7,000").region is Region.MAIN


def test_a_long_discussion_stays_comments() -> None:
    said = "".join(f"<p>I count {n} people there, says reader {n}.</p>" for n in range(100, 150))
    text = text_of(f'<article>{ARTICLE}</article><section class="comments">{said}</section>')
    assert block_of(text, "reader 120").region is Region.COMMENTS
    assert block_of(text, "7,000").region is Region.MAIN


def test_the_history_under_a_heading_ends_with_the_next() -> None:
    text = text_of(f"{ARTICLE}<h2>Update history</h2><p>3 March 2020: 5 more</p><h2>Contact</h2><p>Call 7 offices</p>")
    assert block_of(text, "5 more").region is Region.HISTORY
    assert block_of(text, "Call 7").region is Region.MAIN


def test_nothing_is_dropped() -> None:
    body = f"<nav>a1</nav><header>b2</header><main>{ARTICLE}</main><aside>c3</aside><footer>d4</footer><form>e5</form>"
    text = text_of(body)
    assert {"a1", "b2", "c3", "d4", "e5"} <= set(lines(text))


def test_headings_head_blocks_of_their_own_region() -> None:
    text = text_of(f"<main>{ARTICLE}<aside><h2>Related</h2></aside><p>And 3 more tents.</p></main>")
    heading = block_of(text, "3 more").heading
    assert heading is not None
    assert text.of(text.blocks[heading]) == "Camp statement"
