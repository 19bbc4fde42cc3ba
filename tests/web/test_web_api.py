"""The interface for programs: every address is described, every answer has its shape, and signs in as people do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from api_shapes import PATHS, description, published
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from loopback import Site, page
from lxml import etree
from openapi_spec_validator import validate
from printed_world import lived_in
from web_world import NOW, TOKEN, client_of, site_of

from monitor.web.app import create_app
from monitor.web.guard import HEADER
from monitor.web.page_adding import as_entry

FILE = Path(__file__).parents[2] / "monitor/web/openapi.json"
WHOLE = description()
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lived_in(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def client(home: Path) -> FlaskClient:
    return client_of(home)


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    """Return a function that asks, and returns the answer once it was held to its description."""

    def asked(address: str, body: dict[str, Any] | None = None, path: str = "", status: int = 200) -> dict[str, Any]:
        if body is None:
            answer = client.get(f"/api/v1{address}")
        else:
            answer = client.post(f"/api/v1{address}", json=body, headers={HEADER: TOKEN})
        assert answer.status_code == status, answer.text
        assert answer.mimetype == "application/json"
        held(f"/api/v1{path or address.partition('?')[0]}", "get" if body is None else "post", answer.json, status)
        assert isinstance(answer.json, dict)
        return answer.json

    return asked


def held(path: str, method: str, found: Any, status: int) -> None:
    """Hold an answer to the description of its address."""
    told = WHOLE["paths"][path][method]["responses"]
    schema = told.get(str(status), told["default"])["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": WHOLE["components"]}).validate(found)


def test_the_description_is_made_of_the_shapes_and_valid(request: pytest.FixtureRequest) -> None:
    written = json.dumps(published(), indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--rewrite-golden"):
        FILE.write_text(written)
    assert written == FILE.read_text(), "if rightly so: pytest tests/web/test_web_api.py --rewrite-golden"
    validate(published())


def test_every_address_is_described_and_no_other(home: Path, client: FlaskClient) -> None:
    known = set()
    for rule in create_app(site_of(home)).url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            path = re.sub(r"<(?:[^:<>]*:)?([^<>]*)>", r"{\1}", re.sub(r"\(.*?\)", "", rule.rule))
            known |= {(path, method.lower()) for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    described = {(path, method) for path, methods in PATHS.items() for method in methods}
    assert known == described | {("/api/v1/openapi.json", "get")}
    assert client.get("/api/v1/openapi.json").json == published()


def test_who_is_asking(ask: Ask) -> None:
    assert ask("/") == {"version": 1, "person": "Anna", "may_act": True, "csrf": TOKEN}


def test_findings_are_chosen_read_and_judged(ask: Ask) -> None:
    found = ask("/findings?page=uk")["findings"]
    assert [one["id"] for one in found] == [one["id"] for one in ask("/findings?page=uk&standing=open")["findings"]]
    name = found[0]["id"]
    assert found[0]["unread"] is True
    said = {"verb": "dismiss", "findings": [name], "text": "known already", "key": "once"}
    action = ask("/acts", said, status=201)["act"]
    assert ask("/acts", said, status=201)["act"]["action"] == action["action"]  # sent twice, done once
    one = ask(f"/findings/{name}", path="/findings/{name}")
    assert (one["finding"]["review"]["standing"], one["finding"]["review"]["reason"]) == ("dismissed", "known already")
    assert [each["action"] for each in one["actions"]] == [action["action"]]
    assert name not in {each["id"] for each in ask("/findings")["findings"]}
    undone = ask("/acts", {"verb": "undo", "undoes": action["action"]}, status=201)
    assert undone["before"][0]["standing"] == "dismissed"
    assert ask(f"/findings/{name}", path="/findings/{name}")["finding"]["review"]["standing"] == "open"
    assert len(ask(f"/acts?finding={name}")["acts"]) == 2


def test_a_number_that_no_ledger_holds_is_none(ask: Ask) -> None:
    for address in ("/findings", "/acts", "/figures", "/pages/uk/snapshots"):
        path = address.replace("uk", "{page_id}")
        assert ask(f"{address}?before={'9' * 30}&most={'9' * 30}", path=path) == ask(address, path=path)


def test_series_are_found_and_named(ask: Ask) -> None:
    (one, *_) = ask("/figures?words=people&page=fr")["figures"]
    address = f"/figures/fr/{one['series']}"
    named = {"verb": "rename", "page": "fr", "series": one["series"], "text": "those who came"}
    ask("/acts", named, status=201)
    found = ask(address, path="/figures/{page_id}/{series}")
    assert {each["label"] for each in found["statements"]} == {"those who came"}
    assert [each["verb"] for each in found["acts"]] == ["rename"]
    assert ask("/figures?value=9000")["figures"]


def test_indicators_pages_snapshots_and_the_whole(ask: Ask) -> None:
    assert [one["id"] for one in ask("/indicators")["indicators"]] == ["camp"]
    assert ask("/indicators/camp", path="/indicators/{name}")["history"]
    assert [one["id"] for one in ask("/pages")["pages"]] == ["fr", "uk"]
    state = ask("/pages")["pages"][1]["state"]
    assert "uk" in {one["id"] for one in ask(f"/pages?state={state}")["pages"]}
    assert ask("/pages/uk", path="/pages/{page_id}")["figures"]
    number = ask("/pages/fr/snapshots", path="/pages/{page_id}/snapshots")["snapshots"][0]["number"]
    read = ask(f"/pages/fr/snapshots/{number}", path="/pages/{page_id}/snapshots/{number}")["reading"]
    assert read["figures"]
    assert ask("/status")["checking"] is False


@pytest.mark.parametrize(("verb", "body"), [("check", {}), ("pause", {"until": "3d"}), ("resume", {})])
def test_pages_are_acted_on(ask: Ask, verb: str, body: dict[str, str]) -> None:
    said = ask(f"/pages/fr/{verb}", body, path="/pages/{page_id}/{verb}")["said"]
    assert "fr" in said


def test_a_page_is_looked_at_and_written_down(tmp_path: Path) -> None:
    html = b"<html lang=en><title>Camp</title><main><p>There are 412 people in the camp at Norhaven now.</p></main>"
    with Site(lambda _: page(html)) as site:
        home = lived_in(tmp_path)
        pages = home / "config/pages.yaml"
        pages.write_text(pages.read_text() + f'  - {{id: own, url: "{site.url}", allow_private: true}}\n')
        client = client_of(home)

        def add(**body: Any) -> Any:
            return client.post("/api/v1/pages", json=body, headers={HEADER: TOKEN})

        done = add(url=f"{site.url}/camp", tags=["camp"], id="norhaven")
        held("/api/v1/pages", "post", done.json, done.status_code)
        assert (done.status_code, done.json["id"]) == (201, "norhaven")
        assert [one["surface"] for one in done.json["figures"]] == ["412"]
        assert "norhaven" in pages.read_text()
        assert add(url=f"{site.url}/camp").status_code == 409
    assert add(url="http://169.254.169.254/").status_code == 422
    assert add(url="not an address").status_code == 400


@pytest.mark.parametrize(("most", "kept"), [("5", {"most": 5}), ("", {}), ("many", {"most": "many"})])
def test_how_many_pages_of_a_source_are_followed_is_a_number(most: str, kept: dict[str, object]) -> None:
    assert as_entry({"most": most, "tags": ()}) == kept


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("/findings/c999", None, 404), ("/findings/x", None, 404), ("/figures?value=many", None, 400),
        ("/figures/uk/s999", None, 404), ("/indicators/none", None, 404), ("/pages/none", None, 404),
        ("/pages/fr/snapshots/999", None, 404), ("/nowhere", None, 404), ("/acts", {"verb": "love"}, 400),
        ("/acts", {"verb": "note", "findings": ["c1"]}, 404), ("/acts", {"verb": "note", "findings": "c1"}, 400),
        ("/acts", {"verb": "undo", "undoes": "1"}, 400), ("/acts", {"verb": "undo", "undoes": True}, 400),
        ("/acts", {"verb": "undo", "undoes": 2**70}, 400), ("/acts", {"verb": "note", "key": "\ud800"}, 400),
        ("/acts", {"verb": "note", "findings": ["\ud800"]}, 400), ("/acts", {"verb": "rename", "page": "\ud800"}, 400),
        ("/pages/none/check", {}, 404),
        ("/pages", {"url": 3}, 400), ("/findings/c99999999999999999999", None, 404),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_json(
    client: FlaskClient, address: str, body: dict[str, Any] | None, status: int
) -> None:
    method = "GET" if body is None else "POST"
    answer = client.open(f"/api/v1{address}", method=method, json=body, headers={HEADER: TOKEN})
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert answer.json is not None
    assert answer.json["error"]["status"] == status
    assert answer.json["error"]["detail"]


def test_a_program_signs_in_by_a_readers_link_and_changes_nothing(home: Path) -> None:
    secret = site_of(home).people.invite("desk", NOW, NOW + timedelta(days=30), may_act=False)
    once = site_of(home).people.invite("Ben", NOW, NOW + timedelta(minutes=15))
    nobody = client_of(home, None)
    bearer = {"Authorization": f"Bearer {secret}"}
    assert nobody.get("/api/v1/").status_code == 401
    me = nobody.get("/api/v1/", headers=bearer).json
    assert me is not None
    assert (me["person"], me["may_act"]) == ("desk", False)
    act = {"json": {"verb": "confirm", "findings": ["c1"]}}
    assert nobody.post("/api/v1/acts", **act, headers={**bearer, HEADER: me["csrf"]}).status_code == 403
    for wrong in (once, "", secret[:-1], "x"):
        assert nobody.get("/api/v1/", headers={"Authorization": f"Bearer {wrong}"}).status_code == 401
    assert nobody.get(f"/?key={secret}").status_code == 302  # views are for people who have signed in


def test_a_program_brings_the_word_of_its_session(client: FlaskClient) -> None:
    for headers in ({}, {HEADER: "another"}, {HEADER: TOKEN, "Origin": "https://evil.example"},
                    {HEADER: TOKEN, "Sec-Fetch-Site": "cross-site"}):  # fmt: skip
        assert client.post("/api/v1/acts", json={"verb": "confirm"}, headers=headers).status_code == 403


def test_the_feed_has_what_is_found_for_who_has_the_key(home: Path) -> None:
    secret = site_of(home).people.invite("feeds", NOW, NOW + timedelta(days=30), may_act=False)
    nobody = client_of(home, None)
    assert nobody.get("/feed.atom").status_code == 401
    answer = nobody.get(f"/feed.atom?key={secret}")
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    links = etree.fromstring(answer.data).findall("{*}entry/{*}link[@rel='related']")
    assert links
    assert all("/findings/c" in str(one.get("href")) for one in links)
    assert len(etree.fromstring(nobody.get(f"/feed.atom?key={secret}&tag=none").data).findall("{*}entry")) == 0
