"""A page's sign-in and cookies come from the environment, reach its host, and stand in nothing printed or kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from loopback import Asked, Site, Step, page

Run = Callable[..., tuple[int, str, str]]
SECRETS = {"DESK_PASSWORD": "canaryPassword", "DESK_SESSION": "canarySession", "DESK_KEY": "canaryKey"}
BASIC = "ZGVzazpjYW5hcnlQYXNzd29yZA=="  # desk:canaryPassword
COMMANDS = [
    ("list", "--json"), ("config", "check"), ("status", "--json"), ("figures", "--json"), ("export", "snapshots"),
]  # fmt: skip


class Desk:
    """A site that wants a sign-in, and says back what it was sent."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def __call__(self, asked: Asked) -> Iterable[Step]:
        self.asked.append(asked)
        sent = [asked.headers.get(name, "") for name in ("authorization", "cookie", "x-key")]
        if "" in sent:
            return page(b"Sign in", "401 Unauthorized", f"X-Said: {sent}")
        body = b"<!doctype html><title>Visits</title><p>The shelter counted 1,160 visits.</p></html>"
        echo = [f"X-Said-{number}: {said}" for number, said in enumerate(sent)]
        return page(body, "200 OK", *echo, "Set-Cookie: canary=canaryGiven")


def test_they_reach_the_page_and_stand_in_nothing(
    run: Run, home_of_cli: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    desk = Desk()
    with Site(desk) as site:
        (home_of_cli / "config" / "pages.yaml").write_text(
            f"pages:\n  - id: desk\n    url: {site.url}/figures\n    allow_private: true\n"
            "    headers: {X-Key: '${DESK_KEY}'}\n    auth: {user: desk, password: '${DESK_PASSWORD}'}\n"
            "    cookies: {session: '${DESK_SESSION}', consent: yes}\n"
        )
        printed = ["".join(map(str, run("check", "--json")))]
        printed += ["".join(map(str, run(*command))) for command in COMMANDS]
    last = desk.asked[-1].headers
    assert (last["authorization"], last["cookie"], last["x-key"]) == (
        f"Basic {BASIC}", "session=canarySession; consent=yes", "canaryKey",
    )  # fmt: skip
    assert "1160" in "".join(printed)
    kept = [file.read_bytes().decode("latin-1") for file in tmp_path.rglob("*") if file.is_file()]
    canaries = (*SECRETS.values(), BASIC, "canaryGiven")
    assert [canary for canary in canaries for text in (*printed, *kept) if canary in text] == []
    assert any("X-Said-1" in text for text in kept)


def test_without_its_variable_a_page_is_told_with_its_line(run: Run, home_of_cli: Path) -> None:
    (home_of_cli / "config" / "pages.yaml").write_text(
        "pages:\n  - id: desk\n    url: https://desk.example/\n    auth:\n      bearer: ${DESK_TOKEN}\n"
    )
    status, out, err = run("check")
    assert (status, out) == (3, "")
    assert "pages.yaml:5: the environment has no variable DESK_TOKEN" in err


def test_a_page_that_wants_a_sign_in_says_how_it_is_given(run: Run) -> None:
    with Site(Desk()) as site:
        _, out, _ = run("add", f"{site.url}/figures", "--allow-private")
        assert "give it `auth`" in out
        run("add", f"{site.url}/figures", "--allow-private", "--anyway", "--id", "desk")
        run("check")
        assert (
            "give it `auth`, with its password as ${NAME}"
            in json.loads(run("status", "--json")[1].splitlines()[0])["advice"]
        )
