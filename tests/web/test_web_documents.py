"""A snapshot's text: every number marked, tables and regions as such, in parts of bounded size; bytes as files."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pages_home import empty, made, seen, tree_of
from store_world import page, visit
from web_dom import strings
from web_world import NOW, client_of

from monitor.model import Block, Figure, Limits, Reading, Text
from monitor.model.phrasing import counted
from monitor.model.texts import BlockKind, Cell
from monitor.store import Store
from monitor.web import document_blocks
from monitor.web.at_work import AtWork

TOLD = b"""<html lang=en><title>Report</title><body>
<nav><p>Call 0300 123 4567, all 12 days of Christmas.</p></nav>
<main><h1>Report</h1><h4>Of 18 March 2020</h4>
<p>The prefect said that 1,160 people were arrested.</p><p>See article 12 of the act.</p>
<ul><li>40 boats of the caf\xc3\xa9</li></ul><blockquote><p>We have 7 tents.</p></blockquote>
<table><caption>Arrivals</caption><tr><th>Port</th><th>People</th></tr><tr><th>Dover</th><td>310</td></tr></table>
</main></body></html>"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    home = empty(tmp_path_factory.mktemp("web") / "home", pages="pages: [{id: uk, url: 'https://uk.example/'}]\n")
    of_page = page("uk")
    with Store.open(home, writer=True) as store:
        store.sync([of_page], NOW)
        visit(store, of_page, TOLD, NOW)
        visit(store, of_page, TOLD.replace(b"310", b"320"), NOW)
    return client_of(home)


def test_every_number_is_marked_with_what_was_made_of_it(client: FlaskClient) -> None:
    tree = tree_of(client, "/pages/uk/snapshots/1")
    kept = dict(
        zip(strings(tree, "//a[@class='kept']/text()"), strings(tree, "//a[@class='kept']/@title"), strict=True)
    )
    assert kept["1,160"] == "1,160 people arrested · total · said by: prefect"
    assert set(kept) == {"1,160", "12 days", "40", "7", "310"}
    refused = strings(tree, "//span[@class='refused'][@title]/text()")
    assert "12" in refused
    assert all(link.startswith("/figures/uk/s") for link in strings(tree, "//a[@class='kept']/@href"))
    assert "12: refused, " in seen(client, "/pages/uk/snapshots/1")


def test_blocks_are_shown_as_what_they_are(client: FlaskClient) -> None:
    tree = tree_of(client, "/pages/uk/snapshots/1")
    assert strings(tree, "//article//*[self::h3 or self::h4]/@dir") == ["auto", "auto"]
    assert strings(tree, "//p[@class='quoted']/text()")[0] == "We have "
    assert strings(tree, "//article//caption/text()") == ["Arrivals"]
    assert strings(tree, "//article//th/@scope") == ["col", "col", "row"]
    assert strings(tree, "//details[@class='region']/summary/text()")[0].startswith("Navigation: 1 passage, ")


def table(rows: int, columns: int, words: str) -> Reading:
    """Return what is read in a document that is one table, with a figure in every cell."""
    content, blocks, figures = "", [], []
    for place in range(rows * columns):
        cell = Cell(table=0, row=place // columns, column=place % columns)
        start = len(content)
        content += f"{1_000 + place} {words}\n"
        blocks.append(Block(kind=BlockKind.TABLE_CELL, start=start, end=len(content) - 1, cell=cell))
        number: dict[str, Any] = {"surface": str(1_000 + place), "start": start, "end": start + len(str(1_000 + place))}
        figures.append(Figure(value=Decimal(1_000 + place), sentence=words, sentence_start=start, **number))
    return Reading(text=Text(content=content, blocks=tuple(blocks)), figures=tuple(figures), dropped=(), engine="")


@pytest.mark.parametrize(
    ("rows", "columns", "words"), [(1_500, 2, "tents"), (1, 3_000, "tents"), (2, 2, "tents " * 9_000)]
)
def test_a_large_document_is_shown_in_parts_below_200_kb(
    client: FlaskClient, rows: int, columns: int, words: str
) -> None:
    series = {(words, str(1_000 + place)): place for place in range(1, rows * columns)}
    parts = document_blocks.parts(table(rows, columns, words), series)
    assert sum(len(group.blocks) for part in parts for group in part) == rows * columns
    names = {"page": page("uk"), "counted": counted}
    module: Any = client.application.jinja_env.get_template("document_parts.html.j2").make_module(names)
    drawn = module.drawn
    assert max(sum(len(drawn(group).encode()) for group in part) for part in parts) < 190_000


def test_versions_lead_to_each_other_and_what_is_not_there_is_said(client: FlaskClient) -> None:
    assert "Newer: snapshot 2" in seen(client, "/pages/uk/snapshots/1")
    assert "Older: snapshot 1" in seen(client, "/pages/uk/snapshots/2")
    for address in ("/pages/uk/snapshots/3", "/pages/nobody/snapshots/1", "/pages/uk/snapshots/0/raw"):
        assert client.get(address).status_code == 404, address


def test_bytes_are_a_file_that_no_browser_opens(client: FlaskClient) -> None:
    answer = client.get("/pages/uk/snapshots/1/raw")
    assert answer.data == TOLD
    assert answer.mimetype == "text/plain"
    assert re.fullmatch(r"attachment; filename=uk-\S+\.html\.txt", answer.headers["Content-Disposition"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_an_answer_that_was_not_believed_is_shown_as_such(tmp_path: Path) -> None:
    told = seen(client_of(made(tmp_path / "home")), "/pages/es/snapshots/2")
    assert "not believed" in told
    assert "We value your privacy." in told


def test_the_same_bytes_in_another_charset_are_read_as_other_words(client: FlaskClient) -> None:
    of_page, at_work = page("uk"), AtWork()
    with Store.open(client.application.extensions["monitor"].home) as store:
        snapshot = store.numbered("uk", 1)
        greek = (("Content-Type", "text/html; charset=iso-8859-7"),)
        other = replace(snapshot, capture=replace(snapshot.capture, headers=greek))
        try:
            texts = [at_work.read(store, one, of_page, Limits()).text.content for one in (snapshot, other, snapshot)]
        finally:
            at_work.close()
    assert ["caf\N{LATIN SMALL LETTER E WITH ACUTE}" in text for text in texts] == [True, False, True]


def test_bytes_that_are_lost_are_told(tmp_path: Path) -> None:
    home = made(tmp_path / "home")
    for file in (home / "snapshots" / "uk").iterdir():
        file.unlink()
    client = client_of(home)
    assert "monitor" in " ".join(strings(client.get("/pages/uk/snapshots/1").text, "//p[@class='alarm']/text()"))
    assert client.get("/pages/uk/snapshots/1/raw").status_code == 503
