"""Whatever a page holds, no view of it runs, loads or leads elsewhere; no address of ours leads out of the archive."""

from __future__ import annotations

import csv
import html
import io
import itertools
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree
from lxml import html as lxml_html
from web_world import client_of
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from empty_ledger import make_ledger
from report_payloads import ALL, HIDDEN
from store_world import DAY, NOW, page, visit

from monitor.store import Store

PAGES = 4  # among which the payloads are dealt
RUNS = frozenset({"script", "iframe", "object", "embed", "applet", "base", "style", "frame", "video", "audio", "math"})
LEADS = frozenset(
    {"href", "src", "action", "formaction", "xlink:href", "poster", "data", "srcset", "ping", "background"}
)
OURS = re.compile(r"(/(?![/\\])|#|\?)[\x21-\x7e]*|https?://[\w.\[]\S*|")
NUMBER = re.compile(r"[-+]?[\d.,\s%]+")


def _stated(payloads: list[str], number: int) -> bytes:
    """Return a page that says each of *payloads* as its own words, beside a figure."""
    lines = "".join(
        f"<p>Of {html.escape(one)} there are {number + place:,} people in {html.escape(one)}, said the ministry.</p>"
        for place, one in enumerate(payloads)
    )
    title = html.escape(payloads[0])
    return f"<html lang=en><title>{title}</title><main><h1>{title}</h1>{lines}</main></html>".encode(errors="replace")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return a person's browser at a home whose pages, names and people are all that hostile pages try."""
    home = tmp_path_factory.mktemp("hostile")
    followed = [
        page(f"page-{number}", note=ALL[number], speaker=ALL[number + 9], tags=(ALL[number + 20],))
        for number in range(PAGES)
    ]
    (home / "config").mkdir()
    entries = "".join(f"  - {{id: {one.id}, url: '{one.url}'}}\n" for one in followed)
    (home / "config" / "pages.yaml").write_text(f"pages:\n{entries}")
    (home / "config" / "monitor.yaml").write_text("contact: me@example.org\n")
    make_ledger(home)
    with Store.open(home, writer=True) as store:
        store.sync(followed, NOW)
        for days, number in enumerate((5_000, 7_000)):
            for place, one in enumerate(followed):
                visit(store, one, _stated(ALL[place::PAGES], number), NOW + days * DAY)
    return client_of(home, 'Anna "><script>alert(1)</script>')


def _addresses(client: FlaskClient, *, strings: tuple[str, ...], numbers: tuple[int, ...]) -> Iterator[str]:
    """Yield an address for each view, of each of what its path can name."""
    rules = client.application.url_map

    def values(rule: Rule) -> Iterator[dict[str, object]]:
        kinds = rule._converters
        named = [numbers if isinstance(one, IntegerConverter) else strings for one in kinds.values()]
        yield from (dict(zip(kinds, chosen, strict=True)) for chosen in itertools.product(*named))

    for rule in rules.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "static":
            for chosen in values(rule):
                yield rules.bind("localhost").build(rule.endpoint, chosen, method="GET")


def _active(document: bytes) -> list[str]:
    """Return what a browser would run in *document*, load from elsewhere, or be led to by it."""
    found = []
    for element in lxml_html.document_fromstring(document).iter():
        if not isinstance(element.tag, str):
            found.append(f"{element}")
        elif element.tag in RUNS and not re.fullmatch(r"/static/[\w.-]+(\?v=\w+)?", element.get("src", "")):
            found.append(f"<{element.tag}>")
        elif element.tag == "meta" and element.get("http-equiv"):
            found.append("<meta http-equiv>")
        else:
            named = [(str(name), str(value)) for name, value in element.attrib.items()]
            found += [f"{element.tag} {name}={value}" for name, value in named if _is_active(name, value)]
    return found


def _is_active(name: str, value: str) -> bool:
    return name.startswith("on") or name == "style" or (name in LEADS and not OURS.fullmatch(value))


@dataclass(frozen=True)
class Looked:
    """What came of looking at every view, of a page, a version, a series and a finding."""

    answers: dict[str, TestResponse]
    files: set[str]  #: that are not as they were
    tables: set[str]  #: of the ledger


def _looked(client: FlaskClient, folder: Path) -> Looked:
    """Look at every view, with words in the address that would lead elsewhere or change something."""
    home: Path = client.application.extensions["monitor"].home
    query = {"to": "//x.example", "next": "https://x.example", "url": "//x.example", "undo": "1", "save": "1"}
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    (folder / "before.db").write_bytes(before[home / "snapshots" / "monitor.db"])
    addresses = _addresses(client, strings=("page-0", "c2", "s1"), numbers=(1,))
    answers = {address: client.get(address, query_string=query) for address in addresses}
    after = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    files = {path.name for path, _ in before.items() ^ after.items()}
    return Looked(answers, files, _changed(home, folder / "before.db"))


def _changed(home: Path, before: Path) -> set[str]:
    """Return the tables of the ledger that differ from the ledger *before*."""
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as ledger:
        ledger.execute("ATTACH ? AS before", [str(before)])
        tables = [name for (name,) in ledger.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        differ = "SELECT * FROM (SELECT * FROM main.{0} EXCEPT SELECT * FROM before.{0}) LIMIT 1"
        return {name for name in tables if ledger.execute(differ.format(name)).fetchone()}


@pytest.fixture(scope="module")
def looked(client: FlaskClient, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    return _looked(client, tmp_path_factory.mktemp("looked"))


PASSIVE = {"text/css", "text/csv", "application/json"}  # held to that elsewhere


def test_a4_no_view_holds_anything_active(looked: Looked) -> None:
    """All payloads are on the pages, in their titles and names."""
    drawn = 0
    for address, answer in looked.answers.items():
        assert answer.status_code in {200, 302, 404, 410}, address
        if answer.mimetype in {"text/html", "image/svg+xml"}:
            drawn += answer.status_code == 200
            own = {"<style>"} if "svg" in answer.mimetype else set()  # a picture is taken elsewhere, with its style
            assert set(_active(answer.data)) <= own, address
            hidden = HIDDEN.search(answer.text)
            assert not hidden, (address, ascii(hidden))
        elif answer.mimetype == "application/atom+xml":
            for content in etree.fromstring(answer.data).iter("{*}content"):
                assert _active((content.text or "<p>").encode()) == [], address
        elif answer.mimetype not in PASSIVE:
            assert answer.headers["Content-Disposition"].startswith("attachment"), (address, answer.mimetype)
            assert answer.mimetype in {"text/plain", "application/zip"}
    assert drawn >= 10


def test_a4_what_is_asked_for_comes_back_harmless(client: FlaskClient) -> None:
    """In searches, in addresses that are not there, and at the sign-in."""
    asked = ALL[::11]
    for view in ("/", "/figures", "/indicators", "/pages", "/status", "/sign-in"):
        for payload in asked:
            names = ("q", "words", "value", "page", "tag", "kind", "to", "after", "indicator", "label")
            answer = client.get(view, query_string=dict.fromkeys(names, payload.encode("utf-8", "replace")))
            assert answer.status_code in {200, 302, 400, 404}, (view, payload)
            assert _active(answer.data or b"<p>") == [], (view, payload)


def test_a6_looking_changes_nothing_but_what_is_unread(client: FlaskClient, looked: Looked, tmp_path: Path) -> None:
    """What changes something is a form; that somebody has opened a finding is known, and of a reader not even that."""
    assert (looked.files, looked.tables) == ({"monitor.db"}, {"read_findings"})
    reader = client_of(client.application.extensions["monitor"].home, "reader", may_act=False)
    by_reader = _looked(reader, tmp_path)
    assert (by_reader.files, by_reader.tables) == (set(), set())


ELSEWHERE = [
    "..", "../..", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "....//", "/etc/passwd", "..\\..\\", "page-0/..",
    "page-0\x00", "monitor.db", "web.json", ".lock", "%2e%2e", "page-0.html.gz", "\u2025/", "con", "a" * 5_000, "-1",
    "1e9", "99999999999999999999", "",
]  # fmt: skip


def test_a5_no_address_leads_out_of_the_archive(client: FlaskClient) -> None:
    rules = client.application.url_map
    for rule in rules.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments:
            for name in ELSEWHERE:
                address = re.sub(r"<[^>]+>", lambda _: name, rule.rule)  # noqa: B023 (called at once)
                answer = client.get(address)
                assert answer.status_code in {302, 303, 308, 400, 404, 405, 410}, (address, answer.status_code)


def test_a11_what_is_downloaded_as_csv_holds_no_formula(looked: Looked) -> None:
    tables = [answer.text for answer in looked.answers.values() if answer.mimetype == "text/csv"]
    assert tables
    for one in (one for table in tables for row in csv.reader(io.StringIO(table)) for one in row):
        assert not one.startswith(("=", "+", "-", "@", "\t", "\r")) or NUMBER.fullmatch(one), one


def test_a19_no_view_leads_elsewhere(looked: Looked) -> None:
    for address, answer in looked.answers.items():
        location = answer.headers.get("Location", "/")
        assert re.match(r"/(?![/\\])", location), (address, location)
