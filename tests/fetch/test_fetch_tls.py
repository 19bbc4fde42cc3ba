"""FAULTS N23: certificates are always verified, and each way they fail has its name."""

from __future__ import annotations

import ssl
import warnings
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import certifi
import pytest
import trustme
from fetch_world import AGENT, BRIEF, HTML, NOON, failure, fetch, fetched, fetcher, page_at
from loopback import END, Site, page

from monitor.errors import FetchError
from monitor.fetch import Fetcher, reach, targets
from monitor.fetch.connections import system_resolve
from monitor.fetch.trust import Adapters, trusting
from monitor.model import Limits, Outcome, Page

PAST = datetime.now(UTC) - timedelta(days=1)
HOME, ELSEWHERE = targets.target("https://a.example/"), targets.target("https://b.example/")
AUTHORITY = trustme.CA(organization_name="Loopback Trust")


def serving(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def self_signed() -> ssl.SSLContext:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with authority.cert_pem.tempfile() as certificate, authority.private_key_pem.tempfile() as key:
        context.load_cert_chain(certificate, key)
    return context


def old() -> ssl.SSLContext:
    context = serving(AUTHORITY.issue_cert("127.0.0.1"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


@pytest.fixture(scope="module")
def context() -> ssl.SSLContext:
    context = trusting()
    AUTHORITY.configure_trust(context)
    return context


def test_a_page_over_tls_names_who_vouched_for_it(context: ssl.SSLContext) -> None:
    with Site(lambda _: page(HTML), context=serving(AUTHORITY.issue_cert("127.0.0.1"))) as site:
        one = fetcher(context=context)
        captures = [fetched(one.fetch(page_at(site), None)).capture for _ in range(2)]
        one.close()
    assert all((capture.tls_issuer or "").startswith("Loopback Trust") for capture in captures)
    assert site.opened == 1


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (serving(AUTHORITY.issue_cert("127.0.0.1", not_after=PAST)), "tls_expired"),
        (self_signed(), "tls_self_signed"),
        (serving(trustme.CA().issue_cert("127.0.0.1")), "tls_untrusted"),
        (serving(AUTHORITY.issue_cert("news.example")), "tls_host"),
        (serving(AUTHORITY.issue_cert("127.0.0.2")), "tls_host"),
        (old(), "tls_protocol"),
    ],
    ids=["expired", "self-signed", "unknown authority", "another name", "another address", "TLS 1.1"],
)
def test_n23_what_cannot_be_trusted_is_not_read(served: ssl.SSLContext, reason: str, context: ssl.SSLContext) -> None:
    with Site(lambda _: page(HTML), context=served) as site:
        got = failure(fetch(site, context=context))
    assert (got.outcome, got.reason) == (Outcome.FAILED, reason)
    assert site.asked == []


def test_n23_a_server_that_does_not_speak_tls(context: ssl.SSLContext) -> None:
    with Site(lambda _: page(HTML)) as site:
        one = fetcher(context=context, limits=BRIEF["timeout_connect"])
        there = page_at(site).__class__(id="p", url=site.url.replace("http:", "https:"), allow_private=True)
        got = failure(one.fetch(there, None))
        one.close()
    assert got.reason in {"tls_protocol", "timeout_connect", "connect"}


def test_by_default_only_the_known_authorities_are_trusted() -> None:
    with Site(lambda _: page(HTML), context=serving(AUTHORITY.issue_cert("127.0.0.1"))) as site:
        assert failure(fetch(site)).reason == "tls_untrusted"


def test_a_cut_over_tls_is_seen_as_one(context: ssl.SSLContext) -> None:
    with Site(
        lambda _: [*page(HTML[:40], length=400), END], context=serving(AUTHORITY.issue_cert("127.0.0.1"))
    ) as site:
        assert failure(fetch(site, context=context)).reason == "truncated"


def _pinned(site: Site, path: Path) -> Page:
    there = page_at(site)
    return Page(id=there.id, url=there.url, allow_private=True, ca_file=str(path))


@pytest.mark.parametrize("pinned", ["authority", "leaf"])
def test_n23_a_page_may_pin_what_vouches_for_its_own_host(pinned: str, tmp_path: Path) -> None:
    unknown = trustme.CA()
    leaf = unknown.issue_cert("127.0.0.1")
    path = tmp_path / "pinned.pem"
    (unknown.cert_pem if pinned == "authority" else leaf.cert_chain_pems[0]).write_to_path(str(path))
    with Site(lambda _: page(HTML), context=serving(leaf)) as site:
        one = fetcher()
        assert fetched(one.fetch(_pinned(site, path), None)).body == HTML
        assert failure(one.fetch(page_at(site), None)).reason == "tls_untrusted"  # for no other page
        one.close()


def test_n23_what_is_pinned_alone_vouches_for_the_host_and_nothing_is_relaxed(
    context: ssl.SSLContext, tmp_path: Path
) -> None:
    path = tmp_path / "pinned.pem"
    trustme.CA().cert_pem.write_to_path(str(path))
    with Site(lambda _: page(HTML), context=serving(AUTHORITY.issue_cert("127.0.0.1"))) as site:
        one = fetcher(context=context)
        assert failure(one.fetch(_pinned(site, path), None)).reason == "tls_untrusted"
        path.unlink()
        assert failure(fetcher().fetch(_pinned(site, path), None)).reason == "tls_untrusted"
        one.close()
    AUTHORITY.cert_pem.write_to_path(str(path))
    with Site(lambda _: page(HTML), context=serving(AUTHORITY.issue_cert("news.example"))) as site:
        assert failure(fetcher().fetch(_pinned(site, path), None)).reason == "tls_host"


def test_n23_what_is_pinned_vouches_for_no_host_that_the_page_leads_to(context: ssl.SSLContext, tmp_path: Path) -> None:
    path = tmp_path / "pinned.pem"
    AUTHORITY.cert_pem.write_to_path(str(path))
    ways = Adapters(context, system_resolve)
    plain = Page(id="p", url="https://a.example/")
    pinned = Page(id="p", url="https://a.example/", ca_file=str(path))
    assert ways.of(pinned, HOME, ELSEWHERE) is ways.of(plain, HOME, ELSEWHERE) is ways.of(plain, HOME, HOME)
    assert ways.of(pinned, HOME, HOME) is not ways.of(plain, HOME, HOME)
    insecure = targets.target("http://a.example/")  # as the user wrote it; the server leads to https
    assert ways.of(pinned, insecure, HOME) is ways.of(pinned, HOME, HOME)


def test_one_who_asks_by_http_first_trusts_the_known_authorities_by_https() -> None:
    unknown = serving(AUTHORITY.issue_cert("127.0.0.1"))
    with Site(lambda _: page(HTML)) as plain, Site(lambda _: page(HTML), context=unknown) as secure:
        one = Fetcher(Limits(), AGENT, now=lambda: NOON)
        assert fetched(one.fetch(page_at(plain), None)).body == HTML
        assert failure(one.fetch(page_at(secure), None)).reason == "tls_untrusted"
        one.close()


def test_a_file_of_certificates_that_is_replaced_is_read_again(context: ssl.SSLContext, tmp_path: Path) -> None:
    path = tmp_path / "pinned.pem"
    AUTHORITY.cert_pem.write_to_path(str(path))
    ways = Adapters(context, system_resolve)
    pinned = Page(id="p", url="https://a.example/", ca_file=str(path))
    first = ways.of(pinned, HOME, HOME)
    assert ways.of(pinned, HOME, HOME) is first
    AUTHORITY.cert_pem.write_to_path(str(path), append=True)
    assert ways.of(pinned, HOME, HOME) is not first


def test_known_authorities_that_cannot_be_read_fail_the_fetch_and_are_read_the_next_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """While its packages are replaced, or all descriptors are taken, a service lives on."""
    with Site(lambda _: page(HTML), context=serving(AUTHORITY.issue_cert("127.0.0.1"))) as secure:
        known, one = page_at(secure, ignore_robots=True), Fetcher(Limits(), AGENT, now=lambda: NOON)
        monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "gone.pem"))
        assert "cannot be read" in failure(one.fetch(known, None)).detail
        AUTHORITY.cert_pem.write_to_path(str(tmp_path / "gone.pem"))
        assert fetched(one.fetch(known, None)).body == HTML
        one.close()


def test_a_way_by_http_knows_no_authority_and_leads_to_no_host_by_https(context: ssl.SSLContext) -> None:
    page, insecure = Page(id="p", url="http://a.example/"), targets.target("http://a.example/")
    ways = Adapters(context, system_resolve)
    by_http = ways.of(page, insecure, insecure)
    assert by_http is not ways.of(page, insecure, HOME)
    with pytest.raises(KeyError):
        by_http.poolmanager.connection_from_host("a.example", 443, "https")


def test_a_host_is_reached_as_pages_are_and_nothing_is_asked(tmp_path: Path) -> None:
    pinned = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(str(pinned))
    with Site(lambda _: page(HTML), context=serving(AUTHORITY.issue_cert("127.0.0.1"))) as site:
        one = page_at(site)
        reach(replace(one, ca_file=str(pinned)), Limits())
        for other, reason in ((one, "tls_untrusted"), (replace(one, allow_private=False), "address")):
            with pytest.raises(FetchError) as caught:
                reach(other, Limits())
            assert caught.value.reason == reason
    assert site.asked == []
