"""Nobody gets past the guard: hosts, forms, sign-ins and headers, at every route that there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from web_world import NOW, TOKEN, client_of, empty_home, posted, site_of
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from monitor.config import WebTable
from monitor.web import guard
from monitor.web.app import create_app
from monitor.web.listening import Listening


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty_home(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def clients(home: Path) -> dict[str, FlaskClient]:
    """Return browsers of nobody, of a reader and of a person."""
    return {
        "nobody": client_of(home, None),
        "reader": client_of(home, "colleagues", may_act=False),
        "person": client_of(home, "Anna"),
    }


# -- every route ------------------------------------------------------------------------------------------------------


def _routes(home: Path) -> Iterator[tuple[Rule, str]]:
    """Yield every rule, with an address that it answers."""
    rules = create_app(site_of(home)).url_map
    for rule in rules.iter_rules():
        converters = rule._converters
        values = {name: _example(one) for name, one in converters.items()}
        yield rule, rules.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or {"GET"})))


def _example(converter: BaseConverter) -> int | str:
    """Return what a part of an address may be."""
    match converter:
        case IntegerConverter():
            return 1
        case AnyConverter():
            return min(converter.items)
        case _:
            return "x1"


def test_only_these_are_shown_to_anybody(home: Path, clients: dict[str, FlaskClient]) -> None:
    """A new route is behind the sign-in by itself: whoever opens one has to say so here."""
    shown = set()
    for rule, address in _routes(home):
        if "GET" in (rule.methods or ()):
            answer = clients["nobody"].get(address)
            is_led = answer.status_code == 302 and answer.location.startswith("/sign-in?to=")
            if not is_led and not (answer.status_code == 401 and rule.rule.startswith(("/api/", "/feed.atom"))):
                shown.add(rule.endpoint)
    assert shown == {"static", "style.sheet", "sign_in.form", "sign_in.link"} == shown & guard.OPEN


def test_every_route_that_changes_something_wants_a_form_of_ours(home: Path, clients: dict[str, FlaskClient]) -> None:
    forms = [address for rule, address in _routes(home) if "POST" in (rule.methods or ())]
    assert "/sign-out" in forms
    for address in forms:
        for who, client in clients.items():
            assert client.post(address).status_code == 403, (address, who)
            assert client.post(address, data={guard.FIELD: "another"}).status_code == 403, (address, who)


def test_a_reader_changes_nothing_at_any_route(home: Path, clients: dict[str, FlaskClient]) -> None:
    for rule, address in _routes(home):
        if "POST" in (rule.methods or ()) and rule.endpoint not in guard.OPEN:
            answer = clients["reader"].post(address, data=posted(), headers={guard.HEADER: TOKEN})
            assert (answer.status_code, "lets you read" in answer.text) == (403, True), address


@pytest.mark.parametrize("who", ["reader", "person"])
def test_who_has_signed_in_sees_every_view(home: Path, clients: dict[str, FlaskClient], who: str) -> None:
    for rule, address in _routes(home):
        if "GET" in (rule.methods or ()):
            answer = clients[who].get(address)
            assert answer.status_code in {200, 404, 410}, (address, answer.status_code)


def test_a_route_takes_get_and_head_or_post_alone(home: Path) -> None:
    for rule, _ in _routes(home):
        assert (rule.methods or set()) - {"OPTIONS"} in ({"GET", "HEAD"}, {"POST"}), rule


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "NONSENSE"])
def test_other_methods_are_refused(clients: dict[str, FlaskClient], method: str) -> None:
    for client in clients.values():
        assert client.open("/", method=method).status_code == 405


def test_a_form_is_sent_by_post_alone(clients: dict[str, FlaskClient]) -> None:
    answer = clients["person"].get("/sign-out", query_string=posted())
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert clients["person"].get("/").status_code == 200


# -- hosts ------------------------------------------------------------------------------------------------------------

OURS = ["localhost", "localhost:8417", "LocalHost:8417", "127.0.0.1", "127.0.0.1:8417", "[::1]:8417", "[::1]"]
STRANGE = [
    "evil.example", "evil.example:8417", "127.0.0.1.evil.example", "localhost.evil.example", "evil-localhost", "",
    "127.0.0.1:8417, evil.example", "evil.example, localhost", "localhost:8417:80", "localhost:", "localhost:port",
    "localhost@evil.example", "evil.example@localhost", "localhost/", "localhost/..", "localhost\\evil.example",
    "localhost#evil.example", "localhost?evil.example", "localhost evil.example", " localhost", "localhost.", "[::1",
    "::1", "[::1]evil.example", "[::1].evil.example", "[evil.example]", "127.1", "2130706433", "0x7f.1", "0.0.0.0",
    "127.0.0.2", "192.0.2.7", "[::ffff:127.0.0.1]", "locаlhost", "localhost\x00", "localhost%00", "*", "a" * 300,
]  # fmt: skip


@pytest.mark.parametrize("host", OURS)
def test_our_own_names_are_answered(clients: dict[str, FlaskClient], host: str) -> None:
    assert clients["nobody"].get("/sign-in", environ_overrides={"HTTP_HOST": host}).status_code == 200


@pytest.mark.parametrize("host", STRANGE)
def test_a_strange_name_is_refused_whoever_asks(clients: dict[str, FlaskClient], host: str) -> None:
    for client in clients.values():
        for address in ("/", "/sign-in", "/style.css", "/static/web.css", "/nowhere"):
            answer = client.get(address, environ_overrides={"HTTP_HOST": host})
            assert answer.status_code == 400, address
            assert "evil" not in answer.text
    assert clients["person"].post("/sign-out", data=posted(), environ_overrides={"HTTP_HOST": host}).status_code == 400
    assert clients["person"].get("/").status_code == 200


@pytest.mark.parametrize(
    ("listen", "base_url", "trusted", "strange"),
    [
        ("127.0.0.1:8417", "https://figures.example.org", ["figures.example.org", "figures.example.org:443"],
         ["example.org", "192.0.2.7", "www.figures.example.org"]),
        ("192.0.2.7:80", None, ["192.0.2.7"], ["192.0.2.8", "evil.example"]),
        ("0.0.0.0:8417", None, ["192.0.2.7:8417", "10.0.0.1", "[2001:db8::1]:8417"], ["evil.example", "evil.1"]),
        ("[::]:8417", None, ["192.0.2.7", "[2001:db8::1]"], ["evil.example"]),
        ("office.example:80", None, ["office.example", "office.example:80"], ["192.0.2.7", "evil.office.example"]),
    ],
)  # fmt: skip
def test_which_names_are_ours_depends_on_where_it_listens(
    listen: str, base_url: str | None, trusted: list[str], strange: list[str]
) -> None:
    listening = Listening.by(WebTable.model_validate({"listen": listen, "base_url": base_url}))
    assert [host for host in [*trusted, "localhost"] if not listening.trusts(host)] == []
    assert [host for host in strange if listening.trusts(host)] == []


@pytest.mark.parametrize(
    ("listen", "is_beyond"),
    [
        ("127.0.0.1:80", False), ("127.3.2.1:80", False), ("localhost:80", False), ("[::1]:80", False),
        ("0.0.0.0:80", True), ("[::]:80", True), ("192.168.0.7:80", True), ("localhost.example:80", True),
    ],
)  # fmt: skip
def test_what_other_machines_reach(listen: str, is_beyond: bool) -> None:
    assert Listening.by(WebTable(), listen).is_beyond is is_beyond


@pytest.mark.parametrize(
    ("base_url", "host", "own", "others"),
    [
        ("https://figures.example.org", "figures.example.org", ["https://figures.example.org"],
         ["http://figures.example.org", "https://figures.example.org:444", "https://example.org", "null", ""]),
        ("https://figures.example.org", "127.0.0.1:8417", ["https://figures.example.org", "http://127.0.0.1:8417"],
         ["http://figures.example.org", "https://127.0.0.1:8417", "http://127.0.0.1", "null"]),
        ("http://figures.example.org:8080", "figures.example.org:8080", ["http://figures.example.org:8080"],
         ["https://figures.example.org:8080", "http://figures.example.org"]),
        (None, "LocalHost:8417", ["http://localhost:8417"], ["http://127.0.0.1:8417", "http://localhost", "", "null"]),
    ],
)  # fmt: skip
def test_which_pages_are_ours(base_url: str | None, host: str, own: list[str], others: list[str]) -> None:
    listening = Listening.by(WebTable.model_validate({"base_url": base_url}))
    assert [origin for origin in own if not listening.is_own(origin, host)] == []
    assert [origin for origin in others if listening.is_own(origin, host)] == []


# -- forms from elsewhere ---------------------------------------------------------------------------------------------

HERE = "http://localhost"
ELSEWHERE = [
    {"Origin": "http://evil.example"}, {"Origin": "https://localhost"}, {"Origin": "http://localhost:8418"},
    {"Origin": "http://localhost.evil.example"}, {"Origin": "null"}, {"Origin": ""}, {"Origin": "http://127.0.0.1"},
    {"Origin": f"{HERE}/"}, {"Origin": f"{HERE}, {HERE}"}, {"Origin": "file://"}, {"Origin": "localhost"},
    {"Origin": "http://localhost@evil.example"}, {"Origin": "HTTP://LOCALHOST"}, {"Origin": "http://[::1]"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "nonsense"}, {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
]  # fmt: skip
FROM_HERE = [
    {}, {"Origin": HERE}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "same-origin", "Origin": HERE},
    {"Sec-Fetch-Site": "none"},
]  # fmt: skip


@pytest.fixture
def sent(home: Path) -> FlaskClient:
    """Return the browser of a person who is about to sign out: what a form that is let through does."""
    return client_of(home)


def _signed_in(client: FlaskClient) -> bool:
    return client.get("/").status_code == 200


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_form_from_elsewhere_does_nothing_though_it_knows_our_word(
    sent: FlaskClient, headers: dict[str, str]
) -> None:
    answer = sent.post("/sign-out", data=posted(), headers=headers)
    assert (answer.status_code, "elsewhere" in answer.text) == (403, True)
    assert _signed_in(sent)


@pytest.mark.parametrize("headers", FROM_HERE, ids=str)
def test_a_form_of_ours_is_taken(sent: FlaskClient, headers: dict[str, str]) -> None:
    assert sent.post("/sign-out", data=posted(), headers=headers).status_code == 303
    assert not _signed_in(sent)


@pytest.mark.parametrize(
    "body",
    [
        {}, {"data": {}}, {"data": {guard.FIELD: ""}}, {"data": {guard.FIELD: "wrong"}},
        {"data": {guard.FIELD: "é\x00"}}, {"data": {guard.FIELD: TOKEN[:-1]}}, {"data": {guard.FIELD: f"{TOKEN} "}},
        {"query_string": posted()}, {"json": posted()},
        {"data": f"{guard.FIELD}={TOKEN}", "content_type": "text/plain"},
        {"data": f'{{"{guard.FIELD}": "{TOKEN}"}}', "content_type": "application/json"},
        {"data": f"{guard.FIELD}={TOKEN}", "content_type": "multipart/form-data"},
        {"data": {guard.FIELD: "x"}, "content_type": "multipart/form-data"}, {"headers": {"X-CSRF-Token": TOKEN}},
        {"data": b"\xff\xfe" * 50, "content_type": "application/x-www-form-urlencoded"},
    ],
    ids=str,
)  # fmt: skip
def test_a_form_without_the_word_of_this_session_does_nothing(sent: FlaskClient, body: dict[str, object]) -> None:
    assert sent.post("/sign-out", **body).status_code == 403
    assert _signed_in(sent)


def test_a_form_of_another_session_does_nothing(sent: FlaskClient, home: Path) -> None:
    other = client_of(home, "Berta")
    with other.session_transaction() as session:
        session[guard.FIELD] = "of-hers"
    assert other.post("/sign-out", data=posted()).status_code == 403
    assert _signed_in(other)


def test_a_form_that_was_drawn_before_somebody_signed_in_does_nothing_after(home: Path) -> None:
    client = client_of(home, None)
    client.get("/sign-in")
    with client.session_transaction() as session:
        before = session[guard.FIELD]
    secret = site_of(home).people.invite("Clara", NOW, NOW.replace(hour=10))
    assert client.post(f"/sign-in/link/{secret}", data={guard.FIELD: before}).status_code == 303
    assert client.post("/sign-out", data={guard.FIELD: before}).status_code == 403


# -- leading on -------------------------------------------------------------------------------------------------------

LEADS_AWAY = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "http://evil.example", "evil.example",
    "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "", "/a\\b",
    "https:evil.example", "/a b", "/\x00", "/é",
]  # fmt: skip


@pytest.mark.parametrize("to", LEADS_AWAY)
def test_signing_in_leads_nowhere_else(home: Path, to: str) -> None:
    client = client_of(home, None)
    assert 'name="to" value="/"' in client.get("/sign-in", query_string={"to": to}).text


@pytest.mark.parametrize("to", ["/", "/findings/c12", "/figures?words=camp&value=7000", "/pages/uk#top", "/a//b"])
def test_signing_in_leads_where_one_was_going(home: Path, to: str) -> None:
    with create_app(site_of(home)).test_request_context("/"):
        assert guard.own_path(to) == to


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example", "/%09/evil.example", "//evil.example/%2e%2e"])
def test_an_address_that_looks_like_another_host_leads_nowhere(home: Path, path: str) -> None:
    client = client_of(home, None)
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.get(path, base_url="http://localhost", headers=headers)
        assert "evil.example" not in answer.headers.get("Location", "").replace("%2Fevil.example", "/evil.example")[:16]
        assert "url=//" not in answer.text
        assert 'href="//' not in answer.text


def test_a_link_of_a_page_elsewhere_leads_on_by_a_page_of_ours(home: Path) -> None:
    """The browser keeps our cookie from what others begin (SameSite=Strict); our own page begins anew."""
    answer = client_of(home, None).get("/findings/c12?a=b&c", headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, 'content="0; url=/findings/c12?a=b&amp;c"' in answer.text) == (200, True)
    assert client_of(home, None).get("/findings/c12", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302


# -- what every answer says -------------------------------------------------------------------------------------------


def test_every_answer_has_its_headers(home: Path, clients: dict[str, FlaskClient]) -> None:
    asked = [address for rule, address in _routes(home) if "GET" in (rule.methods or ())]
    for address in [*asked, "/nowhere", "/sign-in/link/none"]:
        for client in clients.values():
            answer = client.get(address)
            assert answer.headers["Content-Security-Policy"] == guard.POLICY
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
            if address.startswith(("/style.css", "/static/")):
                continue
            assert answer.headers["Cache-Control"] == "no-store", address
            assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_policy_lets_nothing_run_that_is_not_a_file_of_ours() -> None:
    rules = dict(rule.split(" ", 1) for rule in guard.POLICY.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert set(rules.values()) == {"'none'", "'self'"}
