"""The camp at Calais from end to end: a ministry, an association and one page that holds both, through the commands."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from monitor.cli import main

Run = Callable[..., tuple[int, str, str]]
INDICATORS = """
indicators:
  - id: camp-population
    name: People in the camp
    words: [people, migrants, personnes]
    near: [camp, campement]
"""
SPEAKERS = {"ministry": "Ministry", "post-1": "Shelter Aid", "post-2": "Shelter Aid", "post-3": "Shelter Aid"}


class Web:
    """Pages at paths of one loopback server; change them between checks."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        web = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = web.pages.get(self.path[1:], "").encode()
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.server.serve_forever, args=[0.05], daemon=True).start()

    def writes(self, name: str, day: str, *sentences: str, title: str = "The camp at Calais") -> None:
        told = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        self.pages[name] = (
            f'<html lang=en><head><title>{title}</title><meta property="article:published_time" content="{day}"></head>'
            f"<body><main><h1>{title}</h1><p>This page is kept by people who know the place and its roads well.</p>"
            f"{told}</main></body></html>"
        )


@pytest.fixture
def web() -> Iterator[Web]:
    served = Web()
    yield served
    served.server.shutdown()
    served.server.server_close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text("allow_empty: true\npages: []\n")
    (tmp_path / "config" / "monitor.yaml").write_text("contact: me@example.org\nlimits: {host_gap: 0s}\n")
    (tmp_path / "config" / "indicators.yaml").write_text(INDICATORS)
    return tmp_path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str, str]:
        status = 0
        try:
            main(["--home", str(home), *words])
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    command("init", str(home))
    return command


def follow(web: Web, home: Path, *names: str) -> None:
    address = f"http://127.0.0.1:{web.server.server_port}"
    entries = (
        f'  - {{id: {name}, url: "{address}/{name}", allow_private: true, speaker: {SPEAKERS.get(name, "unnamed")}}}'
        for name in names
    )
    (home / "config" / "pages.yaml").write_text("pages:\n" + "\n".join(entries) + "\n")


def population(run: Run) -> dict[str, Any]:
    status, shown, _ = run("indicators", "camp-population", "--json")
    assert status == 0
    return dict(json.loads(shown))


def findings(run: Run) -> list[tuple[str, str, str]]:
    told = json.loads(run("report", "--format", "json")[1])["findings"]
    return [(one["page"], one["kind"], one["statement"]) for one in told]


def test_a_ministry_and_an_association_disagree_and_the_third_post_is_one_finding(
    run: Run, web: Web, home: Path
) -> None:
    web.writes("ministry", "2016-08-02", "Around 4,500 migrants live in the camp.")
    web.writes("post-1", "2016-08-05", "Our volunteers counted 7,307 people in the camp.")
    web.writes("post-2", "2016-08-12", "There are still 7,307 people in the camp.")
    follow(web, home, "ministry", "post-1", "post-2")
    assert run("check")[0] == 0
    found = population(run)
    assert {one["speaker"]: one["value"] for one in found["latest"]} == {"Ministry": "4500", "Shelter Aid": "7307"}
    (apart,) = found["disagreements"]
    assert (apart["gap"], apart["one"]["speaker"]) == ("2807", "Shelter Aid")
    assert findings(run) == []

    web.writes("ministry", "2016-08-19", "Around 6,900 migrants live in the camp.")
    web.writes("post-3", "2016-08-24", "In our August count there were 9,106 people in the camp.")
    follow(web, home, "ministry", "post-1", "post-2", "post-3")
    status, shown, _ = run("check")
    assert status == 0
    assert "people in the camp: restated from 7,307 to 9,106 (+1,799, +25\u00a0%)" in shown
    assert sorted(one[:2] for one in findings(run)) == [("ministry", "CHANGED"), ("post-3", "RESTATED")]
    (apart,) = population(run)["disagreements"]
    assert [gap for _, gap in apart["history"]] == ["2807", "2807", "407", "2206"]
    assert [one["value"] for one in population(run)["history"]] == ["4500", "7307", "7307", "6900", "9106"]

    _, shown, _ = run("indicators", "camp-population")
    for words in ("People in the camp", "around 6,900  Ministry, as of 2016-08-19", "9,106  Shelter Aid",
                  "2,206 (32\u00a0%) apart", "2,807 apart", "history:"):  # fmt: skip
        assert words in shown
    run("check")
    assert len(findings(run)) == 2  # nothing is told twice
    proof = json.loads(run("report", "post-3", "--format", "json")[1])["findings"][0]
    assert proof["before_url"].endswith("/post-2")
    assert proof["before"]["file"].startswith("post-2/")
    assert (home / "snapshots" / proof["before"]["file"]).is_file()


def test_one_page_that_holds_both_sides(run: Run, web: Web, home: Path) -> None:
    web.writes(
        "statement", "2016-08-31",
        "“Around 7,000 migrants are present in the camp,” the two governments said in their joint statement.",
        "Almost 10,000 people live in the camp, according to the associations.",
    )  # fmt: skip
    follow(web, home, "statement")
    run("check")
    found = population(run)
    assert sorted(one["value"] for one in found["latest"]) == ["10000", "7000"]
    (apart,) = found["disagreements"]
    assert apart["gap"] == "3000"
    assert "associations" in apart["one"]["speaker"]


ALIASES = """
speakers:
  - name: Ministry of the Interior
    aliases: [the interior ministry, Ministère de l’Intérieur]
"""


def test_two_names_of_one_speaker_are_one(run: Run, web: Web, home: Path) -> None:
    web.writes(
        "decree", "2016-08-02", "There are 4,500 migrants in the camp, according to the Ministry of the Interior."
    )
    web.writes("press", "2016-08-05", "The interior ministry said that 5,200 migrants were in the camp.")
    web.writes("aid", "2016-08-06", "There are 7,000 people in the camp, according to the Finance Ministry.")
    follow(web, home, "decree", "press", "aid")
    run("check")
    assert len(population(run)["latest"]) == 3
    assert len(population(run)["disagreements"]) == 3

    (home / "config" / "indicators.yaml").write_text(INDICATORS + ALIASES)
    found = population(run)
    assert {one["speaker"]: one["value"] for one in found["latest"]} == {
        "Ministry of the Interior": "5200", "Finance Ministry": "7000",
    }  # fmt: skip
    assert [one["gap"] for one in found["disagreements"]] == ["1800"]

    web.writes("late", "2016-08-09", "The Ministère de l'Intérieur said there were 5,900 migrants in the camp.")
    follow(web, home, "decree", "press", "aid", "late")
    assert "restated from 5,200 to 5" in run("check")[1]

    (home / "config" / "indicators.yaml").write_text(INDICATORS)
    assert len(population(run)["latest"]) == 4


def test_an_indicator_is_suggested_named_and_shown_at_once(run: Run, web: Web, home: Path) -> None:
    (home / "config" / "indicators.yaml").write_text("indicators: []\n")
    web.writes("ministry", "2016-08-02", "Around 4,500 migrants live in the camp.")
    web.writes("post-1", "2016-08-05", "Our volunteers counted 7,307 migrants in the camp.")
    follow(web, home, "ministry", "post-1")
    run("check")
    suggested = run("indicators", "suggest")[1]
    assert 'words: ["migrants"]' in suggested
    (home / "config" / "indicators.yaml").write_text(f"indicators:\n{suggested}")
    status, shown, _ = run("indicators")
    assert (status, "4,500" in shown, "7,307" in shown) == (0, True, True)
    assert "migrants" not in run("indicators", "suggest")[1]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("indicators", "camp-populaton"), 1, "There is no indicator 'camp-populaton'"),
        (("export", "indicators", "--format", "jsonl"), 0, '"speaker": "Ministry"'),
        (("export", "indicators"), 0, "camp-population"),
    ],
)
def test_other_ways_to_ask(run: Run, web: Web, home: Path, words: tuple[str, ...], status: int, said: str) -> None:
    web.writes("ministry", "2016-08-02", "Around 4,500 migrants live in the camp.")
    follow(web, home, "ministry")
    run("check")
    ended, out, err = run(*words)
    assert (ended, said in out + err) == (status, True)


def test_reading_everything_again_keeps_statements_and_what_was_told(run: Run, web: Web, home: Path) -> None:
    web.writes("post-1", "2016-08-05", "Our volunteers counted 7,307 people in the camp.")
    follow(web, home, "post-1")
    run("check")
    web.writes("post-1", "2016-08-06", "Our volunteers counted 7,400 people in the camp.")
    web.writes("post-2", "2016-08-24", "In our August count there were 9,106 people in the camp.")
    follow(web, home, "post-1", "post-2")
    run("check")
    before, told = population(run), findings(run)
    assert sorted(one[1] for one in told) == ["CHANGED", "RESTATED"]
    pages = home / "config" / "pages.yaml"
    pages.write_text(pages.read_text().replace("allow_private", "language: en, allow_private"))
    assert "3 snapshots of 2 pages read again; 0 of them differ" in run("reread")[1]
    assert (population(run), findings(run)) == (before, told)


def test_what_cannot_be_read_again_stays_as_it_was_read(run: Run, web: Web, home: Path) -> None:
    web.writes("ministry", "2016-08-05", "Around 4,500 migrants live in the camp.")
    follow(web, home, "ministry")
    run("check")
    web.writes("ministry", "2016-08-19", "Around 6,900 migrants live in the camp.")
    web.pages["ministry"] = web.pages["ministry"].replace("<main>", "<main id=new>")
    run("check")
    before = run("history", "ministry", "--json")[1], population(run)
    pages = home / "config" / "pages.yaml"
    pages.write_text(pages.read_text().replace("allow_private", "select: '#new', allow_private"))
    status, _, err = run("reread")
    assert (status, "ministry: left as it was" in err, "nothing_selected" in err) == (1, True, True)
    assert (run("history", "ministry", "--json")[1], population(run)) == before
