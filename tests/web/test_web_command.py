"""`monitor web`: who may use the review page is said on the command line; what is refused there, and why."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.store import FOLDER
from monitor.web.admitted import People

Run = Callable[..., tuple[int, str, str]]
LINK = "http://127.0.0.1:8417/sign-in/link/"
PASSWORD = "four words made up"


def test_links_are_made_listed_and_taken_back(run: Run) -> None:
    status, address, said = run("web", "link", "Anna")
    assert (status, address.startswith(LINK), "It signs Anna in, once, until" in said) == (0, True, True)
    assert "Nothing answers at 127.0.0.1:8417 yet: monitor web" in said
    reading = json.loads(run("web", "link", "--read-only", "--for", "30d", "--json")[1])
    assert (reading["name"], reading["may_act"], reading["once"]) == ("reader", False, False)
    assert run("web", "people")[1].splitlines() == [
        "Anna: reviews; no password, 1 open link",
        f"reader: reads, until {reading['ends_at'][:16].replace('T', ' ')} UTC",
    ]
    assert run("web", "remove", "anna")[0] == 0
    assert [json.loads(line)["name"] for line in run("web", "people", "--json")[1].splitlines()] == ["reader"]
    assert run("web", "remove", "anna") == (
        1, "", "monitor: Nobody is called anna; monitor web people lists who is known.\n",
    )  # fmt: skip


def test_a_link_begins_with_the_address_that_people_open(run: Run) -> None:
    run("set", "web.base_url=https://Figures.Example.org/")
    assert run("web", "link")[1].startswith("https://figures.example.org/sign-in/link/")
    run("set", "web.base_url=", "web.listen=0.0.0.0:9000")
    assert run("web", "link")[1].startswith("http://localhost:9000/sign-in/link/")
    assert run("web", "--listen", "127.0.0.1:9001", "link")[1].startswith("http://127.0.0.1:9001/sign-in/link/")


def test_a_password_is_read_from_a_pipe(run: Run, home_of_cli: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert run("web", "password", "Anna") == (0, "Anna can sign in by this password.\n", "")
    known = People(home_of_cli / FOLDER).checked("Anna", PASSWORD)
    assert known is not None
    assert run("web", "people")[1] == "Anna: reviews; a password, 0 open links\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    status, _, said = run("web", "password", "Anna")
    assert (status, "12 to 1,000 characters" in said) == (1, True)


REFUSED = [
    (["web", "--listen", "8417"], 2, "should be a host and a port, such as 127.0.0.1:8417"),
    (["web", "--listen", "127.0.0.1:99999"], 2, "the port must be a number from 1 to 65535"),
    (["web", "--listen", "http://127.0.0.1:80"], 2, "--listen"),
    (["web", "link", "--for", "8d"], 2, "7 days at most"),
    (["web", "link", "--for", "2020-01-01"], 2, "should be from now on"),
    (["web", "link", "--read-only", "--for", "400d"], 2, "366 days at most"),
    (["web", "link", "a/b"], 2, "write a name of letters"),
    (["web", "--listen", "0.0.0.0:1"], 1, "nobody has a password yet: monitor web password NAME"),
    (["web", "--listen", "192.0.2.7:8417"], 1, "can be reached from other machines"),
    (["--home", "nowhere", "web"], 5, "monitor init"),
    (["set", "web.listen=8417"], 2, "such as 127.0.0.1:8417"),
    (["set", "web.listen=127.0.0.1"], 2, "such as 127.0.0.1:8417"),
    (["set", "web.listen=127.0.0.1:0"], 2, "from 1 to 65535"),
    (["set", "web.listen=127.0.0.1:80/path"], 2, "a host and a port"),
    (["set", "web.base_url=figures.example.org"], 2, "needs its scheme"),
    (["set", "web.base_url=ftp://figures.example.org"], 2, "only http and https"),
    (["set", "web.base_url=https://figures.example.org/monitor"], 2, "should end with the host"),
]


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        said = f"monitor: `web: listen`: {where} cannot be listened at: Address already in use."
        assert run("web", "--listen", where) == (1, "", f"{said} If that is monitor run: monitor web link\n")


def test_what_is_refused_says_why(run: Run) -> None:
    for words, status, why in REFUSED:
        ended, printed, said = run(*words)
        assert (ended, printed, why in said) == (status, "", True), (words, said)
    assert not Path("nowhere").exists()
