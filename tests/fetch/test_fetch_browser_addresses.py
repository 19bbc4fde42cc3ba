"""What is asked for is what a browser asks for at the same address, as measured (tests/proofs/browser_addresses.py)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fetch_world import AGENT, HTML, LIMITS, NOON, fetched
from loopback import Site, page

from monitor.errors import FetchError
from monitor.fetch import Fetcher, targets
from monitor.model import Address, Page
from monitor.model.addresses import AddressError, parse

TABLE = json.loads((Path(__file__).parent / "browser_addresses.json").read_text())
BASE = parse(TABLE["base"])
FORMS: list[dict[str, Any]] = TABLE["forms"]
NUMERIC = "of an IPv4 address one form is read, in which the guard can be seen to judge what is connected to"
NARROW = "a name of this kind is no host that can be looked up, or hides which one it is"
#: The only forms that are read in another way than by browsers: the Host that is asked, if any, and the reason.
OTHERWISE = {
    "http://a.example./": ("a.example", "a host has one name: for its turns, its certificate and the guard"),
    "http://☃.example/": (None, "IDNA 2008 has no such name, and registries give none away"),
    "http://-a.example/": (None, NARROW),
    "http://a b.example/": (None, NARROW),
    "http://a%2eexample/": (None, NARROW),
    "http://b%C3%BCcher.example/": (None, NARROW),
    "http://3221225991/": (None, NUMERIC),
    "http://0xc0.0.2.7/": (None, NUMERIC),
    "http://192.0.519/": (None, NUMERIC),
    "http://@a.example/": (None, "what stands before @ passes for a host; credentials go under `auth`"),
}


def read(form: dict[str, Any]) -> Address | None:
    """Return what *form* is read as; None where it is refused."""
    try:
        if form["kind"] == "location":
            return targets.follow(BASE, form["written"])
        if form["kind"] == "link":
            return BASE.resolve(form["written"], form.get("encoding", "utf-8"))
        return parse(form["written"])
    except (AddressError, FetchError):
        return None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form['kind']}-{form['written']}")
def test_what_is_asked_for_is_what_a_browser_asks_for(form: dict[str, Any]) -> None:
    address = read(form)
    host, _ = OTHERWISE.get(form["written"], (form["host"], ""))
    assert (address and address.origin.removeprefix("http://")) == host
    assert (address and address.request_target) == (form["target"] if host else None)


def test_it_goes_over_the_wire_so() -> None:
    sent = [form for form in FORMS if form["kind"] == "address" and form["written"].startswith("http://a.example/")]
    sent += [{"written": "http://a.example/" + "x" * 7_970, "target": "/" + "x" * 7_970}]
    with Site(lambda _: page(HTML)) as site:
        host = f"a.example:{site.url.rpartition(':')[2]}"
        one = Fetcher(replace(LIMITS, redirects=0), AGENT, now=lambda: NOON, resolve=lambda _host, _port: ["127.0.0.1"])
        for form in sent:
            url = form["written"].replace("a.example", host)
            got = fetched(one.fetch(Page(id="p", url=url, allow_private=True, ignore_robots=True), None))
            assert got.capture.url == url
        one.close()
    assert site.paths == [form["target"] for form in sent]
