"""FAULTS A1, A2, A3: no socket opens to an address that is not public, by whatever road it comes."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Sequence

import pytest
from fetch_world import HTML, failure, fetch, fetched, fetcher, page_at
from hypothesis import given
from hypothesis import strategies as st
from loopback import Site, page

from monitor.model import FetchFailed, Outcome, Page
from monitor.model.address_policy import is_public

#: Ways to write an address that is not of the public network; each stands where a host stands.
FORMS = (
    "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "127.255.255.254", "2130706433", "017700000001", "0177.0.0.1",
    "0177.0.0.0x1", "0x7f.0.0.1", "0x7f.1", "0x7f000001", "0x7F000001", "0", "0.0.0.0", "0x0", "00000000000",
    "localhost", "LOCALHOST", "localhost.", "app.localhost", "127.0.0.1.", "loopback.test", "rebind.test",
    "10.0.0.1", "10.255.255.255", "167772161", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1.1",
    "3232235777", "0xc0.0xa8.1.1", "169.254.169.254", "2852039166", "0xa9fea9fe", "metadata.test", "100.64.0.1",
    "100.100.100.200", "100.127.255.254", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "[::1]", "[::]",
    "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b::169.254.169.254]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]",
    "[2001:0:7f00:1::]", "[2001:db8::1]", "[fec0::1]", "[fe80::1]", "[fc00::1]", "[fd12:3456:789a::1]", "[ff02::1]",
    "[100::1]", "[5f00::1]", "[3fff::1]", "[4000::1]", "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1",
)  # fmt: skip
NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "app.localhost": ["127.0.0.1"],
    "loopback.test": ["127.0.0.1"],
    "rebind.test": ["10.0.0.1", "127.0.0.1", "::1"],
    "metadata.test": ["169.254.169.254"],
}


def resolve(host: str, port: int) -> Sequence[str]:
    """Answer as a system does: from the table of names, and for numbers in all their spellings; ask nobody."""
    if host in NAMES:
        return NAMES[host]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(entry[4][0]) for entry in found]


def test_there_are_enough_forms() -> None:
    assert len(set(FORMS)) >= 60


def _refused(got: object) -> FetchFailed:
    assert isinstance(got, FetchFailed)
    refused = failure(got)
    assert refused.outcome is Outcome.BLOCKED or refused.reason in ("dns_nx", "bad_redirect"), refused
    return refused


@pytest.mark.parametrize("form", FORMS)
def test_a1_an_address_in_the_configuration(form: str, attempts: list[str]) -> None:
    with Site(lambda _: page(HTML)) as inside:
        got = fetcher(resolve=resolve).fetch(Page(id="page", url=f"http://{form}:{inside.port}/"), None)
    _refused(got)
    assert (inside.opened, attempts) == (0, [])


@pytest.mark.parametrize("form", FORMS)
def test_a2_a_redirect_of_a_page(form: str, attempts: list[str]) -> None:
    with Site(lambda _: page(HTML)) as inside:
        location = f"http://{form}:{inside.port}/".encode().decode("latin-1")
        with Site(lambda _: page(b"", "302 Found", f"Location: {location}")) as site:
            got = fetcher(resolve=resolve).fetch(page_at(site), None)
            own = f"127.0.0.1:{site.port}"
    _refused(got)
    assert inside.opened == 0
    assert attempts == ["127.0.0.1"], own


@pytest.mark.parametrize("form", FORMS)
def test_a2_a_redirect_of_robots_txt(form: str, attempts: list[str]) -> None:
    with Site(lambda _: page(HTML)) as inside:
        location = f"http://{form}:{inside.port}/robots.txt".encode().decode("latin-1")
        with Site(lambda _: page(HTML), robots=page(b"", "301 Moved", f"Location: {location}")) as site:
            got = fetcher(resolve=resolve).fetch(page_at(site), None)
    assert _refused(got).reason == "robots_unreachable"
    assert (inside.opened, attempts) == (0, ["127.0.0.1"])


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "data", "javascript", "dict", "ldap", "jar", "ws"])
def test_a1_other_schemes(scheme: str, attempts: list[str]) -> None:
    got = failure(fetcher().fetch(Page(id="page", url=f"{scheme}://127.0.0.1/etc/passwd", allow_private=True), None))
    assert (got.outcome, got.reason, attempts) == (Outcome.BLOCKED, "scheme", [])


def test_a3_two_hundred_rebinds(attempts: list[str]) -> None:
    """The name is resolved once for a connection, and what was judged is what is connected to."""
    answers = itertools.cycle([["1.1.1.1"], ["127.0.0.1"], ["127.0.0.1", "1.1.1.1"], ["1.1.1.1", "10.0.0.1"]])
    asked = 0

    def flip(_host: str, _port: int) -> Sequence[str]:
        nonlocal asked
        asked += 1
        return next(answers)

    with Site(lambda _: page(HTML)) as inside:
        one = fetcher(resolve=flip)
        there = Page(id="page", url=f"http://flip.test:{inside.port}/", ignore_robots=True)
        reasons = {failure(one.fetch(there, None)).reason for _ in range(200)}
    assert (inside.opened, asked) == (0, 200)
    assert set(attempts) == {"1.1.1.1"}  # which the test's own fence stops
    assert reasons == {"address", "connect"}


def test_a_connection_that_was_allowed_to_one_page_serves_no_other() -> None:
    with Site(lambda _: page(HTML)) as site:
        one = fetcher()
        fetched(one.fetch(page_at(site, "/allowed"), None))
        got = failure(one.fetch(page_at(site, "/not", allow_private=False), None))
        one.close()
    assert (got.outcome, got.reason) == (Outcome.BLOCKED, "address")
    assert site.paths == ["/allowed"]


def test_a_page_may_say_that_its_own_host_is_private() -> None:
    with Site(lambda _: page(HTML)) as site:
        assert failure(fetch(site, allow_private=False)).reason == "address"
        assert fetched(fetch(site, allow_private=True)).body == HTML


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "8.8.8.8", "151.101.0.144", "2606:4700:4700::1111", "2a00:1450:4009::200e", "::ffff:1.1.1.1"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address", ["", "localhost", "fe80::1%eth0", "2606:4700::1%1", "1.1.1", "1.1.1.1 ", "1.1.1.1/32"]
)
def test_what_is_no_plain_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_as_public_as_when_it_is_mapped_into_ipv6(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))
    assert not is_public(f"::{address}")
    assert not is_public(f"64:ff9b::{address}")
