"""One parser of addresses: every other parser reads the same host in what it lets through (F4)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from urllib3.util import parse_url

from monitor.model import Address
from monitor.model.addresses import AddressError, host_of, is_same, parse, whole

GOOD = [
    ("https://example.org/a", "https://example.org/a"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org?q=1", "https://example.org/?q=1"),
    ("HTTPS://Example.ORG/A", "https://example.org/A"),
    ("http://example.org:80/", "http://example.org/"),
    ("https://example.org:443/", "https://example.org/"),
    ("https://example.org:/", "https://example.org/"),
    ("http://example.org:443/", "http://example.org:443/"),
    ("http://example.org:08080/", "http://example.org:8080/"),
    ("https://example.org./", "https://example.org/"),
    ("https://example.org/#part", "https://example.org/"),
    ("https://example.org#part", "https://example.org/"),
    ("https://example.org/?a#b?c#d", "https://example.org/?a"),
    ("https://example.org/a%20b", "https://example.org/a%20b"),
    ("https://example.org/r\u00e9fugi\u00e9s", "https://example.org/r%C3%A9fugi%C3%A9s"),
    ("https://example.org/?q=\u00e9", "https://example.org/?q=%C3%A9"),
    ("https://example.org/a//b/../c", "https://example.org/a//c"),
    ("https://example.org/a@b:c", "https://example.org/a@b:c"),
    ("https://example.org/?u=https://user@host/", "https://example.org/?u=https://user@host/"),
    ("https://example.org/(x)?a[]=1&b=2;c=3", "https://example.org/(x)?a[]=1&b=2;c=3"),
    ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
    ("https://B\u00dcCHER.example/", "https://xn--bcher-kva.example/"),
    ("https://\u0645\u062b\u0627\u0644.example/", "https://xn--mgbh0fb.example/"),
    ("https://example\u3002org/", "https://example.org/"),
    ("https://\uff45xample.org/", "https://example.org/"),
    ("http://192.0.2.7/", "http://192.0.2.7/"),
    ("http://127.0.0.1:8700/uk", "http://127.0.0.1:8700/uk"),
    ("http://localhost:8700/uk", "http://localhost:8700/uk"),
    ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
    ("http://[::ffff:192.0.2.7]/", "http://[::ffff:c000:207]/"),
    ("http://my_host.example/", "http://my_host.example/"),
    (" https://example.org/\n", "https://example.org/"),
    ("https:///example.org/a", "https://example.org/a"),
    ("https:\\\\example.org\\a", "https://example.org/a"),
    ("https://example.org\\@192.0.2.7/", "https://example.org/@192.0.2.7/"),
    ("https://example.org/?a\\b", "https://example.org/?a\\b"),
    ("https://example.org/caf\udce9", "https://example.org/caf%E9"),
    ("https://example.org/" + "a" * 7_980, "https://example.org/" + "a" * 7_980),
]

BAD = [
    ("", "empty"), ("example.org/a", "https://example.org/a"), ("www.example.org", "https://www.example.org"),
    ("//example.org/a", "https://example.org/a"), ("/etc/passwd", "needs its scheme"),
    ("localhost:8700/uk", "needs its scheme"), ("ftp://example.org/", "not ftp"), ("file:///etc/passwd", "not file"),
    ("data:text/html,x", "not data"), ("javascript:alert(1)", "not javascript"),
    ("gopher://example.org/", "not gopher"),
    ("mailto:a@example.org", "not mailto"), ("https:example.org", "two slashes"), ("https:/example.org", "two slashes"),
    ("https:///", "host is missing"), (" \t", "is empty"), ("https://", "host is missing"),
    ("https://?a", "host is missing"),
    ("https://user@example.org/", "must not stand in an address"), ("https://u:p@example.org/", "must not stand"),
    ("https://@example.org/", "must not stand"), ("https://example.org@192.0.2.7/", "must not stand"),
    ("https://exa mple.org/", "not a valid name"), ("https://example.org/\ud800", "no text"),
    ("https://exa\udce9mple.org/", "not a valid international name"),
    ("https://example.org:0/", "from 1 to 65535"), ("https://example.org:65536/", "from 1 to 65535"),
    ("https://example.org:-1/", "from 1 to 65535"), ("https://example.org:8x/", "from 1 to 65535"),
    ("https://example.org:\u0668/", "from 1 to 65535"), ("https://example.org:80:80/", "one port"),
    ("https://2130706433/", "four decimal numbers"), ("https://0x7f.1/", "four decimal numbers"),
    ("https://127.1/", "four decimal numbers"), ("https://0177.0.0.1/", "four decimal numbers"),
    ("https://0/", "four decimal numbers"), ("https://192.0.2.256/", "four decimal numbers"),
    ("https://192.0.2.7.8/", "four decimal numbers"), ("https://example.0x7f/", "four decimal numbers"),
    ("https://[::1/", "not well formed"), ("https://::1/", "in brackets"), ("https://[::1]a/", "not well formed"),
    ("https://[fe80::1%25eth0]/", "zone"), ("https://[x]/", "not an IPv6 address"),
    ("https://exa%6dple.org/", "percent-encoded"), ("https://a..b/", "not a valid name"),
    ("https://.example.org/", "not a valid name"), ("https://-a.example/", "not a valid name"),
    ("https://a-.example/", "not a valid name"), (f"https://{'a' * 64}.example/", "not a valid name"),
    (f"https://{'a.' * 127}example/", "not a valid name"), ("https://xn--a.example/", "not a valid international name"),
    ("https://\u2603.\u200d/", "not a valid international name"), ("https://a!b.example/", "not a valid name"),
    ("https://example.org/" + "a" * 7_981, "longer than 8,000"), ("https://example.org/" + "é" * 1_331, "than 8,000"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "fetched"), GOOD)
def test_an_address_has_one_form(written: str, fetched: str) -> None:
    assert parse(written).url == fetched


@pytest.mark.parametrize(("written", "told"), BAD)
def test_an_address_that_cannot_be_used_is_refused(written: str, told: str) -> None:
    with pytest.raises(AddressError, match=re.escape(told)) as caught:
        parse(written)
    assert "u:p" not in str(caught.value)


ODD = st.text(alphabet=st.sampled_from(list("ahtp:/?#[]@!%.\\ 0177é\u3002\uff0fxn-_&=")), max_size=30)


@given(st.one_of(ODD, ODD.map("https://".__add__), ODD.map("http://example.org".__add__)))
@settings(max_examples=500)
@example("http://example.org\uff0f@192.0.2.7/")
@example("http://example.org\u2100.example/")
def test_every_parser_reads_the_same_host_in_what_is_let_through(written: str) -> None:
    try:
        url = parse(written).url
    except AddressError:
        return
    assert parse(url).url == url
    assert url.isascii()
    ours, connecting = urlsplit(url), parse_url(url)
    assert ours.scheme == connecting.scheme
    assert (connecting.host or "").strip("[]") == ours.hostname
    assert connecting.port == ours.port
    assert connecting.auth is None
    assert ours.username is None
    assert ours.fragment == ""
    assert parse(url).identity == parse(url + "#x").identity


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2", True),
        ("https://a.example/%7Ex", "https://a.example/~x", True),
        ("https://a.example/%e9", "https://a.example/%E9", True),
        ("https://a.example/?q=a+b", "https://a.example/?q=a%20b", True),
        ("https://a.example/?q", "https://a.example/?q=", True),
        ("https://a.example/a%2Fb", "https://a.example/a/b", False),
        ("https://a.example/?q=a%26b=c", "https://a.example/?q=a&b=c", False),
        ("https://a.example/?q=%E9", "https://a.example/?q=%E8", False),
        ("https://a.example/?q=1&q=2", "https://a.example/?q=1", False),
        ("https://a.example/X", "https://a.example/x", False),
        ("https://a.example/", "http://a.example/", False),
    ],
)
def test_two_addresses_of_one_page_are_known_as_one(one: str, other: str, same: bool) -> None:
    assert (parse(one).identity == parse(other).identity) is same


@given(ODD | st.text(max_size=60), st.booleans())
@settings(max_examples=500, deadline=None)
def test_a_whole_address_is_read_no_other_way_in_a_page_than_by_itself(written: str, absolute: bool) -> None:
    url = f"https://{written}" if absolute else f"https://a.example/{written}"
    try:
        alone = parse(url)
    except AddressError:
        return
    assert Address("https", "b.example", 443, "/").resolve(url) == alone
    assert Address("http", "b.example", 80, "/").resolve(url) == alone


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/{x}#top", "HTTPS://a.example:443/%7Bx%7D", True),
        ("https://a.example/x", "https://a.example/y", False),
        ("no address", "no address", True),
        ("https://a.example/", "no address", False),
    ],
)
def test_two_ways_to_write_an_address_are_the_same_when_they_ask_for_the_same(one: str, other: str, same: bool) -> None:
    assert is_same(one, other) is same


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("a.example/x", "https://a.example/x"),
        ("http://a.example", "http://a.example"),
        ("HTTPS:\\\\a.example", "HTTPS:\\\\a.example"),
        ("ftp://a.example/", "ftp://a.example/"),
        ("bücher.example", "https://bücher.example"),
    ],
)
def test_who_types_no_scheme_means_https(typed: str, made: str) -> None:
    assert whole(typed) == made


def test_a_host_is_asked_for_without_asking_whether_it_is_one() -> None:
    assert [host_of(one) for one in ("https://A.example:81/", "http://[::1]/", "no address", "")] == [
        "a.example", "::1", "", "",
    ]  # fmt: skip
