"""A finding: what it shows, what proves it and is handed over, and what is answered where there is none."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from review_home import STATEMENTS, of_every_shape
from web_dom import elements, press, strings, text_of, words
from web_passive import assert_passive_view
from web_world import client_of, posted

from monitor.evidence import collect, zipped
from monitor.store import Store


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_every_shape(tmp_path_factory.mktemp("finding"))


@pytest.fixture(scope="module")
def anna(home: Path) -> FlaskClient:
    return client_of(home)


def read(client: FlaskClient, address: str) -> str:
    """Return what a person reads."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert_passive_view(answer.text)
    return text_of(answer.text)


SHOWN = {
    "c5": (
        "Finding c5", "Reception at the harbour", "https://harbour.example/", "around 7,000 → 7,250", "rose",
        "The wording went from “around” to no hedge.", "Ready to quote", "snapshot 3", "snapshot 4",
        "Nobody has said anything of it yet.", "Told of the same capture", "c6 officers: around 55, no longer stated",
    ),
    "c6": ("Finding c6", "withdrawn", "Some 55 officers guard it."),
    "c46": ("40 cells", "All 40 cells", "Region 39 1390 1670 +280 (+20 %)", "Region 0 1000 1007"),
    "c7": ("Finding c7", "40 cells", "finding c46"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_a_finding_shows_its_whole_entry_and_what_proves_it(anna: FlaskClient, name: str) -> None:
    text = read(anna, f"/findings/{name}")
    assert [said for said in SHOWN[name] if said not in text] == []


def test_a_finding_leads_to_its_page_its_captures_and_what_is_handed_over(anna: FlaskClient) -> None:
    assert strings(anna.get("/findings/c5").text, "//main//a/@href") == [
        "https://harbour.example/",
        "/pages/harbour",
        "/figures/harbour/s1",
        "/pages/harbour/snapshots/3",
        "/findings/c5/before/raw",
        "/pages/harbour/snapshots/4",
        "/findings/c5/now/raw",
        "/findings/c5/diff",
        "/findings/c5/evidence.zip",
        "/findings/c6",
    ]


def test_each_figure_shows_how_it_moved_and_what_it_may_be_instead(anna: FlaskClient) -> None:
    page = anna.get("/findings/c6").text
    (figure,) = elements(page, "//section[@aria-labelledby='figure-s2']")
    assert strings(figure, ".//*[name()='svg']/@role") == ["img", "img"]
    assert strings(figure, ".//select[@name='into']/option/text()") == [
        "Choose a figure of the page", "7,250 people in the camp (s1)", "3,200 metres fence (s3)",
    ]  # fmt: skip
    withdrawn = strings(anna.get("/findings/c5").text, "//select[@name='into']/option/text()")
    assert "around 55 officers, no longer stated (s2)" in withdrawn
    table = anna.get("/findings/c7").text
    assert strings(table, "//section[starts-with(@aria-labelledby, 'figure-')]/@aria-labelledby") == ["figure-s1"]


def test_a_word_on_a_figure_is_said_where_it_stands(tmp_path: Path) -> None:
    client = client_of(of_every_shape(tmp_path))
    page = press(client, client.get("/findings/c2").text, "//button[.='Call it so']", text="residents")
    assert "Series s1 is called “residents” now." in page
    assert "Anna called s1 “residents”" in text_of(page)
    page = press(client, page, "//button[.='It is the same']", into="s3")
    assert "Series s1 is the same figure as s3." in page
    page = press(client, client.get("/findings/c3").text, "//button[.='It is not a figure']")
    assert "Series s2 is not a figure: it is told of no more." in page
    assert "Dismissed by Anna, 27 November 2026, 09:00 UTC: not a figure." in text_of(page)


def test_its_name_may_be_written_as_commands_take_it(anna: FlaskClient) -> None:
    for name in ("5", "c05"):
        assert anna.get(f"/findings/{name}").headers["Location"] == "/findings/c5"


@pytest.mark.parametrize(("side", "version"), [("before", 2), ("now", 3)])
def test_the_bytes_of_a_capture_are_handed_over_as_they_came_and_never_shown(
    anna: FlaskClient, side: str, version: int
) -> None:
    answer = anna.get(f"/findings/c5/{side}/raw")
    assert answer.data == STATEMENTS[version]
    assert answer.headers["Content-Type"].startswith("text/plain")
    digest = hashlib.sha256(answer.data).hexdigest()[:12]
    assert re.fullmatch(
        rf"attachment; filename=harbour-[\w-]+-{digest}\.html\.txt", answer.headers["Content-Disposition"]
    )
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_evidence_is_that_of_the_command(anna: FlaskClient, home: Path) -> None:
    answer = anna.get("/findings/c5/evidence.zip")
    assert answer.headers["Content-Disposition"] == "attachment; filename=evidence-harbour-c5.zip"
    with Store.open(home) as store:
        assert answer.data == zipped(collect(store, 5, time_zone="UTC"))
    assert "evidence-harbour-c5/ACCOUNT.html" in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()


def test_the_text_is_compared_in_one_or_side_by_side(anna: FlaskClient) -> None:
    text = read(anna, "/findings/c5/diff")
    assert "between snapshot 3" in text
    assert "[gone: around 7,000 ] [new: 7,250 ]" in text
    beside = anna.get("/findings/c5/diff?beside=").text
    assert 'class="text-diff beside"' in beside
    assert_passive_view(beside)


NONE = [
    "/findings/c99", "/findings/c99/diff", "/findings/c99/now/raw", "/findings/c99/evidence.zip", "/findings/x",
    "/findings/c1;/diff", "/findings/c5/other/raw", "/findings/c9999999999",
]  # fmt: skip


@pytest.mark.parametrize("address", NONE)
def test_a_finding_that_is_not_there_is_a_page_that_says_so(anna: FlaskClient, address: str) -> None:
    answer = anna.get(address)
    assert answer.status_code == 404
    assert "monitor report" in answer.text or "Today shows" in answer.text or address.endswith("other/raw")


def test_a_capture_whose_bytes_are_gone_is_said_and_the_rest_is_shown(tmp_path: Path) -> None:
    home = of_every_shape(tmp_path)
    (file,) = (home / "snapshots" / "harbour").glob("00000003-*")
    file.unlink()
    client = client_of(home)
    assert "Its proof is lost" in read(client, "/findings/c5")
    assert client.get("/findings/c5/before/raw").status_code == 404
    assert client.get("/findings/c5/diff").status_code == 404
    assert client.get("/findings/c5/now/raw").status_code == 200
    pack = zipfile.ZipFile(io.BytesIO(client.get("/findings/c5/evidence.zip").data))
    assert [name for name in pack.namelist() if "/body." in name] == ["evidence-harbour-c5/after/body.html.txt"]


def test_everything_that_was_said_has_its_person_its_time_and_a_way_back(home: Path) -> None:
    anna, ben = client_of(home), client_of(home, "Ben")
    for number, (person, said) in enumerate([
        (anna, {"verb": "note", "findings": "2", "text": "Ask them.\nTwice."}),
        (ben, {"verb": "label", "findings": "2", "text": "urgent"}),
        (anna, {"verb": "unlabel", "findings": "2", "text": "urgent"}),
        (ben, {"verb": "dismiss", "findings": "2", "text": "misread"}),
        (anna, {"verb": "reopen", "findings": "2"}),
        (anna, {"verb": "confirm", "findings": "2"}),
    ]):  # fmt: skip
        assert person.post("/review", data=posted(key=f"h{number}", **said)).status_code == 303
    press(anna, anna.get("/findings/c2").text, "//ol[@class='history']/li[1]//button")
    page = anna.get("/findings/c2").text
    assert [words(one) for one in elements(page, "//ol[@class='history']/li/p[1]")] == [
        "Anna took back: Anna confirmed it", "Anna confirmed it (taken back)", "Anna reopened it",
        "Ben dismissed it: misread", "Anna took the label “urgent” off", "Ben labelled it “urgent”", "Anna noted:",
    ]  # fmt: skip
    assert strings(page, "//ol[@class='history']//blockquote/text()") == ["Ask them.", "Twice."]
    assert len(elements(page, "//ol[@class='history']//button")) == 6
    (verdict,) = elements(page, "//p[contains(@class, 'verdict')]")
    assert words(verdict) == "Reopened by Anna, 27 November 2026, 09:00 UTC."


@pytest.mark.slow  # it waits as long as a ledger is waited for
def test_a_finding_is_shown_while_the_ledger_takes_no_word(tmp_path: Path) -> None:
    client = client_of(of_every_shape(tmp_path))
    with contextlib.closing(sqlite3.connect(tmp_path / "snapshots" / "monitor.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/findings/c2").status_code == 200
    assert "46 findings to review, 46 of them unread" in client.get("/").text
