"""Pages of a publisher's whole system, of our own text: publications, attachments that are pages, notes, lists.

The markup is as on GOV.UK and its like; what counts is that each figure of the text is found and named, and that what
such pages number beside it (sizes of files, pages, updates, notes, sections, documents in a list) is none.
"""

from __future__ import annotations

import pytest

from monitor.examine import read
from monitor.model import Reading

FRAME = """<!doctype html><html lang="en"><head><title>{0} - HARBOUR.UK</title></head><body>
<header role="banner"><nav aria-label="Menu"><ul><li><a href="/a">Ferries</a></li><li><a href="/b">Ports</a></li>
</ul></nav></header><main id="content" role="main"><h1 class="gem-c-heading">{0}</h1>{1}</main>
<footer role="contentinfo"><p>© Crown copyright 2024</p></footer></body></html>"""
DATES = """<div class="gem-c-metadata" data-module="metadata"><dl><dt>From:</dt><dd><a href="/hb">Harbour
Board</a></dd>
<dt>Published</dt><dd>3 May 2024</dd><dt>Last updated</dt><dd>9 May 2024 — <a
href="#full-publication-update-history">See
all updates</a></dd></dl></div>"""
HISTORY = """<div class="gem-c-published-dates" id="full-publication-update-history"><p>Published 3 May 2024<br>Last
updated
9 May 2024 <a href="#full-history" class="gem-c-published-dates__toggle" aria-controls="full-history" role="button"
aria-expanded="false">+ show all updates</a></p><div class="gem-c-published-dates__change-history js-hidden"
id="full-history">
<ol class="gem-c-published-dates__list"><li class="gem-c-published-dates__change-item"><time
class="gem-c-published-dates__change-date timestamp" datetime="2024-05-09T09:30:00Z">9 May 2024</time>
<p class="gem-c-published-dates__change-note">Number of closed berths changed from 6 to 5.</p></li>
<li class="gem-c-published-dates__change-item"><time class="gem-c-published-dates__change-date timestamp"
datetime="2024-05-03T08:00:00Z">3 May 2024</time><p class="gem-c-published-dates__change-note">First
published.</p></li></ol>
</div></div>"""

PUBLICATION = FRAME.format(
    "Ferry disruption: weekly note",
    DATES
    + """
<section class="gem-c-attachment"><div class="gem-c-attachment__thumbnail"></div><div
class="gem-c-attachment__details">
<h3 class="gem-c-attachment__title"><a href="/n.pdf">Ferry disruption: week 18</a></h3><p
class="gem-c-attachment__metadata">
<span class="gem-c-attachment__attribute"><abbr title="Portable Document Format">PDF</abbr></span>,
<span class="gem-c-attachment__attribute">1.2 MB</span>, <span class="gem-c-attachment__attribute">48 pages</span></p>
<p>This file may not be suitable for users of assistive technology. <details><summary>Request an accessible format.
</summary>Email <a href="mailto:a@harbour.example">a@harbour.example</a>. We answer within 10 working
days.</details></p></div>
</section><section class="gem-c-attachment"><h3><a href="/n.html">Ferry disruption: week 18 (HTML)</a></h3><p
class="gem-c-attachment__metadata"><span class="gem-c-attachment__attribute">HTML</span></p></section>
<h2 id="details">Details</h2><div class="govspeak"><p>The board counted 1,310 passengers who were turned away, 75
more than
the week before.</p></div>"""
    + HISTORY,
)

ATTACHMENT = FRAME.format(
    "Ferry disruption: week 18",
    """<p class="publication-header__last-changed">Updated 9 May
2024</p>
<nav class="gem-c-contents-list" aria-label="Contents" role="navigation"><h2>Contents</h2><ol><li><a
href="#overview"><span
class="gem-c-contents-list__number">1. </span><span>Overview</span></a></li><li><a href="#berths"><span>2.
</span>Berths in
2024</a></li></ol></nav><p>© Crown copyright 2024</p><p>This publication is licensed under the terms of the Open
Government
Licence v3.0.</p><div class="govspeak"><h2 id="overview"><span class="number">1. </span>Overview</h2>
<p>In week 18 the board counted 1,310 passengers who were turned away.<sup id="fnref:1"><a href="#fn:1"
class="govuk-link"
rel="footnote" role="doc-noteref">[footnote 1]</a></sup></p><div class="call-to-action"><p>Passengers can claim up to
£45.</p>
</div><h2 id="berths"><span class="number">2. </span>Berths in 2024</h2><table><thead><tr><th scope="col">Port</th>
<th scope="col">Berths open</th><th scope="col">Berths closed</th></tr></thead><tbody><tr><th
scope="row">Calder</th><td>12</td>
<td>5</td></tr><tr><th scope="row">Saltmarsh</th><td>7</td><td>0</td></tr></tbody></table>
<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1" role="doc-endnote"><p>Without 40 lorries.<a
href="#fnref:1"
class="govuk-link" role="doc-backlink" aria-label="go to where this is referenced">↩</a></p></li></ol></div></div>""",
)

COLLECTION = FRAME.format(
    "Ferry statistics",
    DATES
    + """<div class="govspeak"><p>The board follows 14
ports.</p></div>
<nav class="gem-c-contents-list" role="navigation"><ol><li><a href="#weekly">Weekly notes</a></li></ol></nav>
<h2 id="weekly">Weekly notes</h2><ul class="gem-c-document-list"><li class="gem-c-document-list__item"><div
class="gem-c-document-list__item-title"><a href="/18">Ferry disruption: week 18</a></div><ul
class="gem-c-document-list__item-metadata"><li class="gem-c-document-list__attribute"><time datetime="2024-05-09">9
May 2024
</time></li><li class="gem-c-document-list__attribute">Official Statistics</li></ul></li><li
class="gem-c-document-list__item"><div class="gem-c-document-list__item-title"><a href="/17">Ferry disruption: week
17</a></div>
<ul class="gem-c-document-list__item-metadata"><li><time datetime="2024-05-02">2 May 2024</time></li></ul></li></ul>
<h2 id="yearly">Yearly reports</h2><ul class="gem-c-document-list"><li><a href="/y">Ferries: April 2022 to March
2023</a></li>
<li><a href="/z">Ferries: 2021 to 2022, second edition</a></li></ul>"""
    + HISTORY,
)

STATEMENTS = FRAME.format(
    "Statements of the harbour board",
    """<article><header><h2>Berths at
Calder</h2><p>Statement of <time
datetime="2024-05-09">9 May 2024</time> · 3 minutes to read</p></header><p>The board says that 12 berths are
open.</p></article>
<article><header><h2>Passengers</h2><p>Statement of <time datetime="2024-05-02">2 May 2024</time> · 1 minute to
read</p>
</header><p>The mayor of Calder said that 210 passengers slept in the hall.</p><p>According to the board, they were
180.</p>
</article>""",
)

LANGUAGES = """<!doctype html><html lang="en"><title>Well water</title><main><h1>Well water / Dŵr ffynnon</h1>
<p>Read this page in <a hreflang="fr" href="#fr">French</a>.</p><section lang="en"><h2>Notice</h2><p>The council
closed 16
wells. Around 1,250 households fetch water by hand.</p></section><section lang="fr" id="fr"><h2>Avis</h2><p>La
commune a fermé
16 puits. Environ 1 250 foyers vont chercher leur eau.</p><table><tr><th>Quartier</th><th>Puits fermés</th></tr><tr>
<th>Nord</th><td>1,5</td></tr></table></section><section lang="de"><h2>Hinweis</h2><p>Die Gemeinde schloss 16
Brunnen. Rund
1.250 Haushalte holen ihr Wasser selbst.</p></section></main></html>"""


def _read(page: str) -> Reading:
    return read(page.encode(), content_type="text/html; charset=utf-8")


PAGES: dict[str, tuple[str, list[tuple[str, str, bool, bool]]]] = {
    # name -> the page; of each figure as written: what it counts, whether it is main text, whether shown on a click
    "publication": (PUBLICATION, [
        ("10 working days", "days", True, True), ("1,310", "passengers", True, False),
        ("75", "passengers", True, False), ("6", "closed berths", False, True),
        ("5", "closed berths", False, True),
    ]),
    "attachment": (ATTACHMENT, [
        ("1,310", "passengers", True, False), ("£45", "", True, False),
        ("12", "Calder: Berths open", True, False), ("5", "Calder: Berths closed", True, False),
        ("7", "Saltmarsh: Berths open", True, False), ("0", "Saltmarsh: Berths closed", True, False),
        ("40", "lorries", True, False),
    ]),
    "collection": (COLLECTION, [
        ("14", "ports", True, False), ("6", "closed berths", False, True), ("5", "closed berths", False, True),
    ]),
    "several statements": (STATEMENTS, [
        ("12", "berths", True, False), ("210", "passengers", True, False), ("180", "passengers", True, False),
    ]),
    "several languages": (LANGUAGES, [
        ("16", "wells", True, False), ("1,250", "households", True, False), ("16", "puits", True, False),
        ("1 250", "foyers", True, False), ("1,5", "Nord : Puits fermés", True, False), ("16", "Brunnen", True, False),
        ("1.250", "Haushalte", True, False),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_of_a_publication_is_named_and_nothing_else_is_one(name: str) -> None:
    page, expected = PAGES[name]
    reading = _read(page)
    folded = [reading.text.blocks[one.block].folded for one in reading.figures]
    found = [(one.surface, one.counts, one.main, fold) for one, fold in zip(reading.figures, folded, strict=True)]
    assert [row[:1] + row[2:] for row in found] == [row[:1] + row[2:] for row in expected]
    for (surface, counts, *_), (_, words, *_) in zip(found, expected, strict=True):
        assert words in counts, (surface, counts)


def test_each_language_of_a_page_reads_its_own_numbers() -> None:
    values = [str(figure.value) for figure in _read(LANGUAGES).figures]
    assert values == ["16", "1250", "16", "1250", "1.5", "16", "1250"]


def test_a_page_has_the_dates_of_itself_and_not_of_what_it_lists() -> None:
    dates = {name: (_read(page).text.published, _read(page).text.updated) for name, (page, _) in PAGES.items()}
    assert dates["publication"] == ("2024-05-03", "2024-05-09")
    assert dates["collection"] == ("2024-05-03", "2024-05-09")
    assert dates["attachment"][1] == "2024-05-09"


def test_statements_on_one_page_keep_their_speakers_apart() -> None:
    speakers = {figure.surface: figure.attribution for figure in _read(STATEMENTS).figures}
    assert (speakers["210"], speakers["180"]) == ("mayor of Calder", "board")
