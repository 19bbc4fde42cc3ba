"""Headers, a sign-in and cookies of a page: what is sent, what is wrong, and what of it is shown nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.config import Config, files_of_secrets, last_good, load
from monitor.config.last_good import TEXTS, keep
from monitor.errors import ConfigError

Load = Callable[..., Config]
ENVIRON = {"USER": "desk", "PASSWORD": "s3cret", "TOKEN": "t0ken", "SESSION": "c0okie"}
BASIC = "ZGVzazpzM2NyZXQ="  # desk:s3cret


def page(*lines: str, url: str = "https://example.org") -> str:
    return "\n    ".join([f"pages:\n  - url: {url}", *lines]) + "\n"


@pytest.mark.parametrize(
    ("lines", "sent"),
    [
        (["auth: {user: desk, password: '${PASSWORD}'}"], (("Authorization", f"Basic {BASIC}"),)),
        (["auth: {user: '${USER}', password: '${PASSWORD}'}"], (("Authorization", f"Basic {BASIC}"),)),
        (["auth: {bearer: '${TOKEN}'}"], (("Authorization", "Bearer t0ken"),)),
        (["cookies: {session: '${SESSION}', consent: yes}"], (("Cookie", "session=c0okie; consent=yes"),)),
        (
            ["cookies: {a: b}", "headers: {X-Api-Key: '${TOKEN}'}", "auth: {bearer: '${TOKEN}'}"],
            (("X-Api-Key", "t0ken"), ("Authorization", "Bearer t0ken"), ("Cookie", "a=b")),
        ),
    ],
)
def test_what_is_sent_along(loaded: Load, lines: list[str], sent: tuple[tuple[str, str], ...]) -> None:
    assert loaded(ENVIRON, pages=page(*lines)).pages[0].headers == sent


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["auth: {user: desk}"], ":3: `auth` has `user` and `password`, or `bearer`"),
        (["auth: {user: a, password: '${TOKEN}', bearer: '${TOKEN}'}"], ":3: `auth` has"),
        (["auth: {password: '${TOKEN}'}"], ":3: `auth` has"),
        (["auth: {}"], ":3: `auth` has"),
        (["auth: secret"], ":3: `auth`: should be keys and values"),
        (["auth:", "  user: desk", "  password: written"], ":5: `password`: a secret does not belong into this file"),
        (["auth:", "  user: desk", "  password: ${NONE}"], ":5: the environment has no variable NONE"),
        (["auth:", "  bearer: ${file:none}"], ":4: the file none is empty or cannot be read"),
        (["auth: {username: desk, password: '${TOKEN}'}"], "did you mean `user`?"),
        (["auth: {user: 'a:b', password: '${TOKEN}'}"], ":3: `user` cannot have a colon"),
        (["auth: {user: '${ODD}', password: '${TOKEN}'}"], ":3: `user` cannot have a colon"),
        (["cookies:", "  a: ${NONE}"], ":4: the environment has no variable NONE"),
        (["cookies:", "  a: b; c=d"], ":4: `a`: a semicolon ends a cookie"),
        (["cookies:", "  a: ${ODD}"], ":4: `cookies`: the value of a cannot have a semicolon"),
        (["cookies:", "  a b: c"], "cannot be the name of a cookie"),
        (["cookies: [a]"], ":3: `cookies`: should be keys and values"),
        (
            ["auth: {bearer: '${TOKEN}'}", "headers:", "  authorization: x"],
            ":5: `headers`: authorization is what `auth` sends; give one of them",
        ),
        (["cookies: {a: b}", "headers: {Cookie: x}"], ":4: `headers`: Cookie is what `cookies` sends"),
    ],
)
def test_what_cannot_be_sent_is_told_with_its_line(
    complaints: Callable[..., list[str]], lines: list[str], told: str
) -> None:
    problems = complaints({**ENVIRON, "ODD": "v;a:1ue"}, pages=page(*lines))
    assert [problem for problem in problems if told in problem], problems
    assert not re.search(r"s3cret|t0ken|v;a:1ue", "".join(problems))


@pytest.mark.parametrize(
    ("lines", "url", "told"),
    [
        (["auth: {bearer: '${TOKEN}'}"], "http://example.org", [3]),
        (["auth: {bearer: '${TOKEN}'}"], "https://example.org", []),
        (["auth: {bearer: '${TOKEN}'}", "allow_private: true"], "http://10.0.0.7", []),
        (["cookies: {a: b}"], "HTTP://example.org", [3]),
    ],
)
def test_what_goes_in_the_clear_is_warned_of(loaded: Load, lines: list[str], url: str, told: list[int]) -> None:
    config = loaded(ENVIRON, pages=page(*lines, url=url))
    assert [warning.line for warning in config.warnings if "in the clear" in warning.message] == told


def test_what_a_page_sends_shows_nowhere_and_is_known_to_be_masked(loaded: Load) -> None:
    lines = ["auth: {user: '${USER}', password: '${PASSWORD}'}", "cookies: {a: '${SESSION}', lang: en, b: '${SHORT}'}"]
    config = loaded({**ENVIRON, "SHORT": "abc"}, pages=page(*lines))
    assert set(config.pages[0].secrets) == set(config.secrets) == {"desk", "s3cret", "c0okie", BASIC}
    assert not [secret for secret in config.secrets if secret in repr(config)]


def test_a_cookie_that_stands_in_the_file_may_be_a_secret(home: Callable[..., Path]) -> None:
    place = home(pages=page("cookies:", "  PHPSESSID: abc", "  consent: yes"))
    (place / "config" / "pages.yaml").chmod(0o644)
    config = load(place, {})
    assert [(problem.line, "`PHPSESSID` may be a secret" in problem.message) for problem in config.warnings] == [
        (4, True)
    ]


def test_a_reader_without_the_environment_goes_on_with_what_was_in_force(home: Callable[..., Path]) -> None:
    place = home(
        pages=page("auth: {user: '${USER}', password: '${PASSWORD}'}", "cookies: {SESSID: abc, a: '${SESSION}'}")
    )
    config = load(place, ENVIRON)
    keep(config, place, datetime(2026, 3, 18, tzinfo=UTC))
    kept = "".join(path.read_text() for path in (place / TEXTS).iterdir())
    assert "auth:" in kept
    assert "abc" not in kept
    found = last_good(place, place, {}, fetching=False)
    assert found is not None
    assert found.pages[0].url == config.pages[0].url
    with pytest.raises(ConfigError):
        load(place, {})
    assert last_good(place, place, {}, fetching=True) is None


def test_the_files_that_hold_secrets_are_known(home: Callable[..., Path]) -> None:
    folder = home(pages="pages: [{id: a, url: 'https://author.example/', note: 'headers and auth'}]\n") / "config"
    (folder / "pages").mkdir()
    (folder / "pages" / "more.yaml").write_text(
        "pages:\n  - {id: b, url: 'https://b.example/', headers: {Authorization: '${file:b.secret}'}}\n"
        "  - {id: c, url: 'https://c.example/', \"cookies\": {session: 'f00d'}}\n"
    )
    (folder / "pages" / "broken.yaml").write_bytes(b"cookies: \xff")
    (folder / "monitor.yaml").write_text("channels: [{name: desk, webhook: '${file:/run/secrets/desk}'}]\n")
    found = files_of_secrets(sorted(folder.rglob("*.yaml")), folder)
    assert found == [Path("/run/secrets/desk"), folder / "pages" / "more.yaml", folder / "b.secret"]
