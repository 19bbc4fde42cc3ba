"""What people correct is exported in the format of the gold: a document a version, each number found by its place."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gold_documents import Document, folded, visible

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from empty_ledger import make_ledger
from review_world import FR, UK, say
from store_world import CALM, HOUR, NOW, visit

from monitor.cli import main
from monitor.model.reviews import Verb
from monitor.store import Store

PAGES = "pages:\n- {id: uk, url: 'https://uk.example/'}\n- {id: fr, url: 'https://fr.example/'}\n"


def report(people: str, beds: str) -> bytes:
    """Return a page with prose, a list and a table; "40" and "12" stand in it several times."""
    told = f"""<h2>Norhaven &amp; the <i>camp</i></h2><p>{CALM}</p><p>Some 40 buses came, and 40 officers guard it.</p>
    <p>There are {people} people in the camp.</p><p>Donors gave:</p><ul><li>40 tents</li><li>12 stoves</li></ul>
    <h2>Beds</h2><table><tr><th>Site<th>Beds<th>Cots<tr><th>North &lt;quay&gt;<td>{beds}<td>12
    <tr><th>Old school<td>560<td>12</table>"""
    return f"<html lang=en-GB><title>Camp</title><main><h1>Camp</h1>{told}</main></html>".encode()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("told") / "home"
    (home / "config").mkdir(parents=True)
    (home / "config" / "pages.yaml").write_text(PAGES)
    make_ledger(home)
    with Store.open(home, writer=True) as store:
        store.sync([UK, FR], NOW)
        for one in (UK, FR):
            for number, (people, beds) in enumerate((("6,000", "640"), ("7,500", "700"))):
                visit(store, one, report(people, beds), NOW + number * HOUR)
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "home"))


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home, writer=True) as opened:
        yield opened


def _series(store: Store, surface: str, counts: str) -> int:
    (found,) = [one.number for one in store.figures(["uk"])
                if one.figure.surface == surface and counts in one.figure.counts]  # fmt: skip
    return found


def _finding(store: Store, page_id: str, surface: str) -> int:
    (found,) = [one.id for one in store.findings([page_id]) if one.change.new and one.change.new.surface == surface]
    return int(found[1:])


def _exported(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main(["--home", str(home), "export", "corrections", *words])
    return capsys.readouterr().out


def _documents(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _exported(home, capsys, "--format", "jsonl", *words).splitlines()]


def _before(document: dict[str, Any], one: dict[str, Any]) -> str:
    """Return what a reader of the document's HTML sees just before a number that is named by its place."""
    seen, at = folded(visible(document["html"])), -1
    for _ in range(one["nth"]):
        at = seen.index(one["surface"], at + 1)
    return seen[max(0, at - 16) : at]


def test_every_number_is_found_by_its_place(store: Store, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say(store, Verb.RENAME, page_id="uk", series=_series(store, "40", "officers"), text="police officers")
    say(store, Verb.RENAME, page_id="uk", series=_series(store, "40", "tents"), text="tents given")
    say(store, Verb.NOT_A_FIGURE, page_id="uk", series=_series(store, "40", "buses"), text="")
    say(store, Verb.SAME, page_id="uk", series=_series(store, "12", "Old school"), into=_series(store, "560", "Old"))
    say(store, Verb.DISMISS, _finding(store, "uk", "700"), text="a typing error")
    say(store, Verb.DISMISS, _finding(store, "uk", "7,500"))
    found = _documents(home, capsys)
    documents = {one["id"]: one for one in found}
    assert sorted(documents) == ["uk-1", "uk-2"]
    first, second = documents["uk-1"], documents["uk-2"]
    assert first["html"].startswith("<h2>Norhaven &amp; the camp</h2><p>Some 40 buses came,")
    table = "<tr><th>Site</th><th>Beds</th><th>Cots</th></tr><tr><th>Old school</th><td>560</td><td>12</td></tr>"
    assert f"<h2>Beds</h2><table>{table}</table>" in first["html"]
    assert [(one["labels"], _before(first, one)[-9:]) for one in first["figures"]] == [
        (["police officers"], "ame, and "), (["tents given"], "rs gave: "),
    ]  # fmt: skip
    assert [(one["why"], _before(first, one)) for one in first["refused"]] == [("not a figure", "& the camp Some ")]
    assert [(one["is"]["surface"], _before(first, one)[-4:]) for one in first["same"]] == [("560", "560 ")]
    assert [(one["why"], one["kind"], one["before"]) for one in second["dismissed"]] == [
        ("a typing error", "CHANGED", "640")
    ]
    assert "<th>North &lt;quay&gt;</th><td>700</td>" in second["html"]
    gold = Document(first["id"], first["language"], first["html"], tuple(first["figures"]), tuple(first["refused"]))
    assert gold.text == folded(visible(first["html"]))
    assert not {"Anna", "example"} & {word for one in found for word in json.dumps(one).replace('"', " ").split()}


def test_what_was_undone_or_said_otherwise_since_is_no_correction(
    store: Store, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    officers, finding = _series(store, "40", "officers"), _finding(store, "uk", "700")
    for text in ("guards", "police officers"):
        say(store, Verb.RENAME, page_id="uk", series=officers, text=text)
    say(store, Verb.DISMISS, finding, text="a typing error")
    undone = say(store, Verb.NOT_A_FIGURE, page_id="uk", series=_series(store, "40", "buses"))
    say(store, Verb.UNDO, undoes=undone.id)
    say(store, Verb.CONFIRM, finding, person="Ben")
    (document,) = _documents(home, capsys)
    assert [one["labels"] for one in document["figures"]] == [["police officers"]]
    assert document["refused"] == document["same"] == document["dismissed"] == []
    assert _documents(home, capsys, "fr") == []
    say(store, Verb.RENAME, page_id="uk", series=officers, text="")
    assert _documents(home, capsys) == []


def test_a_version_whose_bytes_are_gone_gives_the_sentence_alone(
    store: Store, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say(store, Verb.RENAME, page_id="uk", series=_series(store, "40", "officers"), text="police officers")
    first, *_ = store.snapshots("uk")
    (store.folder / first.file).unlink()
    (document,) = _documents(home, capsys)
    assert document["html"] == "<p>Some 40 buses came, and 40 officers guard it.</p>"
    assert [(one["labels"], one["nth"]) for one in document["figures"]] == [(["police officers"], 2)]
    assert document["language"] == "en"


def test_a_spreadsheet_has_a_row_a_correction(store: Store, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say(store, Verb.RENAME, page_id="uk", series=_series(store, "40", "officers"), text="=police")
    say(store, Verb.DISMISS, _finding(store, "fr", "700"), text="a typing error")
    rows = list(csv.DictReader(io.StringIO(_exported(home, capsys))))
    assert [(row["page"], row["list"], row["surface"], row["says"]) for row in rows] == [
        ("fr", "dismissed", "700", "a typing error"), ("uk", "figures", "40", "'=police"),
    ]  # fmt: skip
