"""The entry of a page is changed in a browser: what would be written and read is shown, then written by the splice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pages_home import PAGES, made, seen, tree_of, words
from web_world import NOW, client_of

from monitor import config as configuration
from monitor.config import load, load_texts
from monitor.store import FOLDER
from monitor.web import entry_form


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return made(tmp_path / "home")


def fields_of(client: FlaskClient, address: str, number: int = 0) -> dict[str, str]:
    """Return what a browser would send of a form of the view."""
    form = tree_of(client, address).xpath("//main//form")[number]
    return {name: value for name, value in form.form_values() if name}


def preview(client: FlaskClient, page: str, **fields: str) -> tuple[str, dict[str, str]]:
    """Return the words of what would be written, and what its form sends to have it written."""
    asked = fields_of(client, f"/pages/{page}/edit") | {"do": "preview"} | fields
    answer = client.post(f"/pages/{page}/edit", data=asked)
    assert answer.status_code == 200
    tree = html.fromstring(answer.get_data(as_text=True))
    forms: Any = tree.xpath("//section[@aria-labelledby='preview']//form")
    return words(tree), {**dict(forms[0].form_values()), "do": "save"} if forms else {}


def test_what_is_shown_is_what_is_written_and_every_other_byte_stays(home: Path) -> None:
    client, path = client_of(home), home / "config" / "pages.yaml"
    told, form = preview(client, "fr", every="1h", tags="camp, weekly", note="", select="main")
    for said in ("gone:     every: 3h line 10", "new:     every: 1h line 10", "select: main", "gone:     note:"):
        assert " ".join(said.split()) in told, said
    assert path.read_text() == PAGES
    answer = client.post("/pages/fr/edit", data=form)
    assert (answer.status_code, answer.location) == (303, "/pages/fr")
    assert path.read_text() == PAGES.replace("every: 3h\n    tags: [camp]\n    note: the ministry's page\n",
                                             "every: 1h\n    tags: [camp, weekly]\n    select: main\n")  # fmt: skip
    assert "The entry of fr is written." in seen(client, "/pages/fr")


def test_a_page_is_switched_off_and_on_and_taken_out(home: Path) -> None:
    client = client_of(home)
    asked = fields_of(client, "/pages/uk/edit")
    del asked["enabled"]
    told = words(html.fromstring(client.post("/pages/uk/edit", data=asked | {"do": "preview"}).data))
    assert "enabled: false" in told
    assert "very-secret" not in told
    _, form = preview(client, "de", enabled="on")
    client.post("/pages/de/edit", data=form)
    assert all(page.enabled for page in load(home, {}).pages)
    told, form = preview(client, "es", change="remove")
    assert "What would be taken out" in told
    assert client.post("/pages/es/edit", data=form).location == "/pages"
    assert [page.id for page in load(home, {}).pages] == ["uk", "fr", "de", "feed"]


def test_what_the_newest_snapshot_would_be_read_as_is_shown(home: Path) -> None:
    client = client_of(home)
    told, _ = preview(client, "uk", select="main > p:nth-of-type(2)")
    assert "1 figure would be followed." in told
    assert re.search(r"No longer read: 1 around 40 officers", told)
    told, _ = preview(client, "uk", select=".nothing")
    assert "nothing" in told.partition("What the newest snapshot would be read as")[2]
    told, form = preview(client, "uk", speaker="the ministry")
    assert "What the newest snapshot would be read as" in told
    assert form["speaker"] == "the ministry"


MISTAKES = [
    ({"every": "soon"}, "every"),
    ({"select": "main["}, "select"),
    ({"language": "klingon!"}, "language"),
]


@pytest.mark.parametrize(("fields", "said"), MISTAKES)
def test_a_mistake_is_told_and_the_form_keeps_what_was_written(
    home: Path, fields: dict[str, str], said: str
) -> None:  # fmt: skip
    client = client_of(home)
    asked = fields_of(client, "/pages/fr/edit") | fields | {"do": "save"}
    tree = html.fromstring(client.post("/pages/fr/edit", data=asked).data)
    assert "Nothing was written." in words(tree)
    assert said in words(tree)
    assert all(value in [box.get("value") for box in tree.iter("input")] for value in fields.values())
    assert (home / "config" / "pages.yaml").read_text() == PAGES


def test_nothing_is_written_over_what_somebody_else_wrote_meanwhile(home: Path) -> None:
    client, path = client_of(home), home / "config" / "pages.yaml"
    _, form = preview(client, "fr", every="1h")
    path.write_text(PAGES + "  # added by hand\n")
    told = words(html.fromstring(client.post("/pages/fr/edit", data=form).data))
    assert "was changed by someone else meanwhile, and nothing was written" in told
    assert path.read_text() == PAGES + "  # added by hand\n"


def test_a_file_with_a_mistake_is_not_edited_and_the_mistake_is_told(home: Path) -> None:
    client, path = client_of(home), home / "config" / "pages.yaml"
    asked = fields_of(client, "/pages/fr/edit") | {"every": "1h", "do": "save"}
    path.write_text(PAGES.replace("every: 6h", "evry: 6h"))
    for answer in (client.post("/pages/fr/edit", data=asked), client.get("/pages")):
        assert answer.status_code == 503
        assert "pages.yaml, line 2: evry is not a key" in words(html.fromstring(answer.data))
    assert "every: 3h" in path.read_text()


def test_a_mistake_that_was_there_before_is_told_by_its_line_while_the_configuration_before_holds(home: Path) -> None:
    client, path = client_of(home), home / "config" / "pages.yaml"
    asked = fields_of(client, "/pages/fr/edit") | {"every": "never", "do": "save"}
    configuration.keep(load(home, {}), home / FOLDER, NOW)
    path.write_text(PAGES.replace("every: 6h", "evry: 6h"))
    told = words(html.fromstring(client.post("/pages/fr/edit", data=asked).data))
    assert "Nothing was written." in told
    assert "pages.yaml, line 2: evry is not a key" in told
    assert "every: should be a length of time" in told
    assert "every: 3h" in path.read_text()


TEXT = st.text(st.sampled_from("ab :#,'\"[]{}-"), max_size=6).map(str.strip)
TAG = st.from_regex(r"[a-z]{1,4}", fullmatch=True)


@settings(max_examples=20)
@given(st.lists(TAG, max_size=3, unique=True), st.lists(TAG, max_size=3, unique=True), TEXT, st.booleans())
def test_a_form_says_what_the_file_says_afterwards(tags: list[str], selectors: list[str], note: str, on: bool) -> None:
    asked = {
        **entry_form.shown(configuration.listed_entry(PAGES, "fr")), "tags": ", ".join(tags),
        "ignore": "\r\n".join(selectors), "note": note, "enabled": "on" if on else "",
    }  # fmt: skip
    edited = entry_form.edited(PAGES, "fr", asked)
    page = next(one for one in load_texts(Path(), {Path("config/pages.yaml"): edited}, {}).pages if one.id == "fr")
    assert (set(page.tags), set(page.ignore), page.enabled) == (set(tags), set(selectors), on)
    assert (page.note or "") == " ".join(note.split())
    assert edited.replace(edited[edited.index("- id: fr") : edited.index("- {id: de")], "") == PAGES.replace(
        PAGES[PAGES.index("- id: fr") : PAGES.index("- {id: de")], ""
    )


def test_a_page_of_a_file_of_its_own_is_edited_there(home: Path) -> None:
    folder = home / "config" / "pages"
    folder.mkdir()
    text = "# Italy\npages:\n  - id: it\n    url: https://it.example/\n    every: 3h\n"
    (folder / "it.yaml").write_text(text)
    client = client_of(home)
    assert "config/pages/it.yaml, line 3" in seen(client, "/pages/it/edit")
    told, form = preview(client, "it", every="1h")
    assert "gone: every: 3h line 5" in told
    client.post("/pages/it/edit", data=form)
    assert (folder / "it.yaml").read_text() == text.replace("3h", "1h")
    told, _ = preview(client, "it", every="never")
    assert "Nothing was written." in told
