"""Signing in, in a browser without scripts: by a link, by a password, and what ends a session."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from heard import Heard
from web_world import NOW, client_of, empty_home, let_in, posted, site_of

from monitor.config import WebTable
from monitor.errors import MonitorError, StoreError
from monitor.store import FOLDER, OWNERS
from monitor.web import guard
from monitor.web.app import LARGEST, create_app
from monitor.web.listening import Listening
from monitor.web.requested import Site
from monitor.web.sign_in_tries import MOST, Tries

PASSWORD = "four words made up"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = empty_home(tmp_path_factory.mktemp("sign-in"))
    let_in(site_of(made).people, "Anna", PASSWORD)
    return made


@pytest.fixture
def browser(home: Path) -> FlaskClient:
    return client_of(home, None)


def _word(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def _entered(browser: FlaskClient, **given: str) -> tuple[int, str]:
    """Fill in the form, and return the status and where it leads, or what it says."""
    word = _word(browser.get("/sign-in", query_string={"to": given.get("to", "")}).text)
    answer = browser.post("/sign-in", data={guard.FIELD: word, **given})
    return answer.status_code, answer.headers.get("Location", answer.text)


def test_a_person_signs_in_by_a_password_and_out(browser: FlaskClient) -> None:
    assert browser.get("/figures?words=camp").location == "/sign-in?to=/figures?words%3Dcamp"
    assert _entered(browser, name="anna", password=PASSWORD, to="/figures?words=camp") == (303, "/figures?words=camp")
    page = browser.get("/").text
    assert 'dir="auto">Anna</span>' in page
    assert browser.post("/sign-out", data={guard.FIELD: _word(page)}).location == "/sign-in"
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_a_form_that_was_tampered_with_leads_nowhere_else(browser: FlaskClient, to: str) -> None:
    assert _entered(browser, name="Anna", password=PASSWORD, to=to) == (303, "/")


def test_nobody_learns_who_is_known(browser: FlaskClient, home: Path) -> None:
    site_of(home).people.invite("Berta", NOW, NOW + DAY)
    said = {_entered(browser, name=name, password="a guess of theirs")[1] for name in ("Anna", "Berta", "nobody")}
    pages = {re.sub(r'value="[^"]*"', "", page) for page in said}
    assert len(pages) == 1
    assert "no name and password of this page" in pages.pop()


def test_a_link_is_used_up_by_its_button_and_not_by_looking(browser: FlaskClient, home: Path) -> None:
    secret = site_of(home).people.invite("Clara", NOW, NOW + timedelta(minutes=15))
    address = f"/sign-in/link/{secret}"
    scanner = client_of(home, None)
    assert [scanner.get(address).status_code, scanner.head(address).status_code] == [200, 200]
    page = browser.get(address).text
    assert "Sign in as Clara" in page
    assert browser.post(address, data={guard.FIELD: _word(page)}).location == "/"
    assert 'dir="auto">Clara</span>' in browser.get("/").text
    late = scanner.post(address, data={guard.FIELD: _word(scanner.get("/sign-in").text)})
    assert (late.status_code, "monitor web link" in late.text) == (410, True)


def test_a_readers_link_lets_them_look(browser: FlaskClient, home: Path) -> None:
    address = f"/sign-in/link/{site_of(home).people.invite('reader', NOW, NOW + DAY, may_act=False)}"
    page = browser.get(address).text
    assert "to read" in page
    browser.post(address, data={guard.FIELD: _word(page)})
    assert 'dir="auto">reader</span> <span>(reads)</span>' in browser.get("/").text


# -- what ends a session ----------------------------------------------------------------------------------------------


def _at(home: Path, now: datetime, signed_in: FlaskClient) -> int:
    """Return how the home answers at *now* whoever has the cookies of *signed_in*."""
    app = create_app(replace(site_of(home), now=lambda: now))
    with signed_in.session_transaction() as session:
        kept = dict(session)
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(kept)
    return client.get("/").status_code


def test_a_session_ends_after_thirty_days(home: Path) -> None:
    signed_in = client_of(home, "Dora")
    ages = [timedelta(), 29 * DAY, 30 * DAY - timedelta(seconds=1), 30 * DAY, 400 * DAY]
    assert [_at(home, NOW + age, signed_in) for age in ages] == [200, 200, 200, 302, 302]


def test_a_readers_session_ends_with_their_link(home: Path) -> None:
    signed_in = client_of(home, "passer-by", may_act=False)  # for a day
    assert [_at(home, NOW + age, signed_in) for age in (timedelta(), DAY)] == [200, 302]


def test_sessions_end_with_a_new_password_and_with_being_removed(home: Path) -> None:
    one, two = client_of(home, "Emma"), client_of(home, "Frida")
    people = site_of(home).people
    assert [one.get("/").status_code, two.get("/").status_code] == [200, 200]
    people.set_password("Emma", PASSWORD)
    people.remove("Frida")
    assert [one.get("/").status_code, two.get("/").status_code] == [302, 302]
    people.invite("Frida", NOW, NOW + DAY)
    assert two.get("/").status_code == 302


@pytest.mark.parametrize(
    "changed",
    [
        {"person": "Nobody"}, {"person": None}, {"person": ["Anna"]}, {"epoch": "another"}, {"epoch": None},
        {"since": "never"}, {"since": None}, {"since": 3},
    ],
    ids=str,
)  # fmt: skip
def test_a_session_that_is_not_whole_is_none(home: Path, changed: dict[str, object]) -> None:
    client = client_of(home)
    with client.session_transaction() as session:
        session.update(changed)
    assert client.get("/").status_code == 302


def test_a_session_of_another_home_is_none(home: Path, tmp_path: Path) -> None:
    signed_in = client_of(home)
    other = create_app(site_of(empty_home(tmp_path))).test_client()
    name = signed_in.application.config["SESSION_COOKIE_NAME"]
    cookie = signed_in.get_cookie(name)
    assert cookie
    other.set_cookie(other.application.config["SESSION_COOKIE_NAME"], cookie.value)
    assert other.get("/").status_code == 302
    assert name != other.application.config["SESSION_COOKIE_NAME"]


@pytest.mark.parametrize(
    ("base_url", "begins", "is_secure"),
    [(None, "monitor-", False), ("http://figures.example.org", "monitor-", False),
     ("https://figures.example.org", "__Host-monitor-", True)],
)  # fmt: skip
def test_the_cookie_is_kept_from_scripts_and_from_others(
    home: Path, base_url: str | None, begins: str, is_secure: bool
) -> None:
    listening = Listening.by(WebTable.model_validate({"base_url": base_url}))
    client = create_app(replace(site_of(home), listening=listening)).test_client()
    said = client.get("/sign-in").headers["Set-Cookie"]
    assert said.startswith(begins)
    words = {word.strip() for word in said.split(";")[1:]}
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= words
    assert ("Secure" in words) is is_secure
    assert not any(word.startswith("Domain") for word in words)


# -- too often --------------------------------------------------------------------------------------------------------


def test_five_tries_a_minute() -> None:
    now = [0.0]
    tries = Tries(lambda: now[0])
    assert [tries.may("a") for _ in range(MOST + 2)] == [True] * MOST + [False] * 2
    assert tries.may("b")
    now[0] = 59.9
    assert not tries.may("a")
    now[0] = 60.0
    assert [tries.may("a") for _ in range(MOST + 1)] == [True] * MOST + [False]


def test_many_addresses_are_forgotten_again() -> None:
    now = [0.0]
    tries = Tries(lambda: now[0])
    for number in range(10_000):
        tries.may(f"address {number}")
    now[0] = 61.0
    tries.may("one more")
    assert len(tries._tries) == 1


def test_guessing_is_refused_after_five_tries(browser: FlaskClient) -> None:
    """From one address, whatever the names; then not even the right password is tried."""
    names = ["Anna", "anna", "ANNA ", "nobody", "Anna", "Clara", "Dora"]
    assert [_entered(browser, name=name, password="a guess")[0] for name in names] == [403] * 5 + [429] * 2
    word = _word(browser.get("/sign-in").text)
    answer = browser.post("/sign-in", data={guard.FIELD: word, "name": "Anna", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Retry-After"], "Wait a minute" in answer.text) == (429, "60", True)


def test_guessing_one_name_from_many_addresses_is_refused(browser: FlaskClient) -> None:
    word = _word(browser.get("/sign-in").text)
    statuses = [
        browser.post(
            "/sign-in",
            data={guard.FIELD: word, "name": name, "password": "a guess"},
            environ_overrides={"REMOTE_ADDR": f"192.0.2.{number}"},
        ).status_code
        for number, name in enumerate(["Anna", "anna", "ANNA", " Anna ", "Ａnna", "Anna", "ＡＮＮＡ", "nobody"])
    ]
    assert statuses == [403] * 5 + [429] * 2 + [403]


# -- what goes wrong --------------------------------------------------------------------------------------------------


def _broken(home: Path, error: Exception, said: Heard) -> FlaskClient:
    """Return a browser of somebody at a page of which a view fails with *error*."""

    def load() -> str:
        raise error

    client = client_of(home)
    site: Site = client.application.extensions["monitor"]
    client.application.extensions["monitor"] = replace(site, said=said.say)
    client.application.view_functions["status.show"] = load
    return client


def test_what_nobody_foresaw_is_in_the_log_and_not_in_the_page(home: Path) -> None:
    said = Heard()
    answer = _broken(home, ValueError("a secret of ours"), said).get("/status")
    reference = re.search(r"in the log under ([0-9a-f]{8})", answer.text)
    assert answer.status_code == 500
    assert reference
    assert reference[1] in said[0]
    assert repr(said.fields[0]["exc_info"]) == "ValueError('a secret of ours')"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_page_that_is_not_there_is_told(home: Path) -> None:
    answer = client_of(home).get("/nowhere")
    assert (answer.status_code, "There is no such page" in answer.text, "Anna" in answer.text) == (404, True, True)


@pytest.mark.parametrize(("size", "status"), [(LARGEST - 1_000, 303), (LARGEST + 1, 413)])
def test_a_form_may_be_so_large(home: Path, size: int, status: int) -> None:
    client = client_of(home)
    assert client.post("/sign-out", data=posted(text="x" * size)).status_code == status
    assert client.get("/").status_code == (302 if status == 303 else 200)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (StoreError("locked", "Another program holds the ledger; try again."), 503, "Another program holds the ledger"),
        (StoreError("newer", "The ledger was made by a newer program."), 503, "by a newer program"),
        (StoreError("full", "The disk is full."), 503, "The disk is full."),
        (StoreError("missing", "There is no ledger."), 503, "There is no ledger."),
        (StoreError("unknown", "There is no page of that name."), 404, "There is no page of that name."),
        (MonitorError("<b>That</b> cannot be written."), 503, "&lt;b&gt;That&lt;/b&gt; cannot be written."),
    ],
    ids=str,
)
def test_a_ledger_that_cannot_be_used_is_told(home: Path, error: Exception, status: int, words: str) -> None:
    answer = _broken(home, error, Heard()).get("/status")
    assert (answer.status_code, words in answer.text, "Traceback" in answer.text) == (status, True, False)


def test_strangers_learn_nothing_of_this_machine(tmp_path: Path) -> None:
    client = client_of(empty_home(tmp_path), None)
    (tmp_path / FOLDER / OWNERS).write_text("{")
    answer = client.get("/sign-in/link/any")
    assert (answer.status_code, str(tmp_path) in answer.text, "The log tells why." in answer.text) == (503, False, True)
