"""FAULTS N24: robots.txt as RFC 9309 has it."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterable
from datetime import timedelta

import pytest
from fetch_world import BRIEF, HTML, NOON, Time, failure, fetch, fetched, fetcher, page_at
from loopback import HANG, RESET, Asked, Site, Step, head, page

from monitor.errors import FetchError
from monitor.fetch import targets
from monitor.fetch.robots import MOST_SITES, Robots, _condensed
from monitor.model import Address, Outcome

FORBIDDEN = b"User-agent: *\nDisallow: /\n"


def robots(text: bytes, *headers: str) -> list[Step]:
    return page(text, "200 OK", *headers, kind="text/plain")


SAYS: list[tuple[bytes, str, bool]] = [
    (b"", "/page", True),
    (b"User-agent: *\nDisallow:\n", "/page", True),
    (FORBIDDEN, "/page", False),
    (b"\xef\xbb\xbf" + FORBIDDEN, "/page", False),
    (b"User-agent: *\nDisallow: /private\n", "/page", True),
    (b"User-agent: *\nDisallow: /private\n", "/private/1", False),
    (b"User-agent: *\nDisallow: /\nAllow: /page\n", "/page", True),
    (b"User-agent: policy-monitor\nDisallow: /\n\nUser-agent: *\nDisallow:\n", "/page", False),
    (b"User-agent: *\nDisallow: /\n\nUser-agent: Policy-Monitor\nAllow: /\n", "/page", True),
    (b"User-agent: monitor.example\nDisallow: /\n", "/page", True),
    (b"User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", False),
    (b"User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf?x", True),
    (b"User-agent: *\r\nDisallow: /caf\xc3\xa9\r\n", "/caf%C3%A9", False),
    (b"\x00\xff\xfe junk\n" + FORBIDDEN, "/page", False),
    (b"<!doctype html><pre>\nUser-agent: *\nDisallow: /\n</pre>", "/page", True),
    (b"User-agent: *\nDisallow: /robots.txt\n", "/page", True),
    (b"User-Agent : POLICY-MONITOR/1.0 # us\nDisallow: /\n", "/page", False),
    (b"user agent policy-monitor*\nDisallow: /\n", "/page", False),
    (b"User-agent: policy\nDisallow: /\n", "/page", True),  # another's: RFC 9309 compares the whole token
    (b"User-agent: one\nUser-agent: *\nUser-agent: two\nDisallow: /\n", "/page", False),
    (b"User-agent: one\nDisallow: /\nUser-agent: *\nAllow: /\nUser-agent: two\nDisallow: /\n", "/page", True),
    (b"User-agent: *\nUser-agent:\nDisallow: /\n", "/page", False),
]


@pytest.mark.parametrize(("text", "path", "allowed"), SAYS)
def test_what_a_site_says_is_heeded(text: bytes, path: str, allowed: bool) -> None:
    with Site(lambda _: page(HTML), robots=robots(text)) as site:
        got = fetch(site, path)
    if allowed:
        assert fetched(got).body == HTML
    else:
        refusal = failure(got)
        assert (refusal.outcome, refusal.reason, refusal.retryable) == (Outcome.BLOCKED, "robots", False)
        assert site.paths == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451])
def test_a_4xx_allows_all(status: int) -> None:
    with Site(lambda _: page(HTML), robots=page(FORBIDDEN, f"{status} No")) as site:
        assert fetched(fetch(site)).body == HTML


@pytest.mark.parametrize(
    "steps",
    [
        page(b"", "500 Oops"),
        page(b"", "503 Busy"),
        [HANG],
        [head("200 OK", "Content-Length: 100"), b"User-agent: *\n", HANG],
        [head("200 OK", "Content-Length: 100"), b"User-agent: *\n", 0.01, RESET],
        [b"nonsense\r\n\r\n"],
        page(b"not gzip", "200 OK", "Content-Encoding: gzip"),
        page(b"", "302 Found", "Location: http://10.0.0.1/robots.txt"),
        page(b"", "302 Found", "Location: file:///etc/passwd"),
    ],
    ids=["500", "503", "silence", "half", "reset", "nonsense", "encoding", "redirect inwards", "redirect to a file"],
)
def test_what_cannot_be_read_may_forbid_everything(steps: list[Step]) -> None:
    with Site(lambda _: page(HTML), robots=steps) as site:
        got = failure(fetch(site, limits=BRIEF["timeout_idle"] if HANG in steps else {}))
    assert (got.outcome, got.reason) == (Outcome.BLOCKED, "robots_unreachable")
    assert site.paths == []


def test_a_page_may_be_fetched_against_robots_by_an_explicit_key() -> None:
    with Site(lambda _: page(HTML), robots=robots(FORBIDDEN)) as site:
        assert fetched(fetch(site, ignore_robots=True)).body == HTML
    assert [asked.path for asked in site.asked] == ["/page"]


def test_a_throttled_robots_txt_throttles_the_host() -> None:
    with Site(lambda _: page(HTML), robots=page(b"", "429 No", "Retry-After: 90")) as site:
        got = failure(fetch(site))
    assert (got.reason, got.retry_after) == ("throttled", timedelta(seconds=90))


def test_only_the_first_part_of_a_huge_file_is_read() -> None:
    def endless(asked: Asked) -> Iterable[Step]:
        if asked.path != "/robots.txt":
            return page(HTML)
        rule = b"User-agent: *\nDisallow: /page\n"
        return itertools.chain([head("200 OK")], [rule], itertools.repeat(b"# " + b"x" * 1_022))

    with Site(endless, robots=()) as site:
        assert failure(fetch(site)).reason == "robots"


def test_a_packed_bomb_of_a_file_is_cut_as_well() -> None:
    packed = gzip.compress(FORBIDDEN + bytes(30 * 2**20), 6, mtime=0)
    with Site(lambda _: page(HTML), robots=robots(packed, "Content-Encoding: gzip")) as site:
        assert failure(fetch(site)).reason == "robots"


@pytest.mark.parametrize(("hops", "reason"), [(1, "robots"), (5, "robots"), (6, None)])
def test_five_redirects_are_followed_and_more_mean_that_there_is_none(hops: int, reason: str | None) -> None:
    def answer(asked: Asked) -> Iterable[Step]:
        if asked.path == "/page":
            return page(HTML)
        number = int(asked.path.removeprefix("/robots.txt") or 0)
        if number == hops:
            return robots(FORBIDDEN)
        return page(b"", "301 Moved", f"Location: /robots.txt{number + 1}")

    with Site(answer, robots=()) as site:
        got = fetch(site)
    assert (failure(got).reason if reason else fetched(got).body) == (reason or HTML)


class Changing:
    """A robots.txt that is answered as the test says."""

    def __init__(self) -> None:
        self.answer = robots(b"User-agent: *\nDisallow: /private\n")

    def __call__(self, asked: Asked) -> Iterable[Step]:
        return self.answer if asked.path == "/robots.txt" else page(HTML)


def test_the_file_is_remembered_for_half_a_day_and_the_old_copy_speaks_for_a_whole_one() -> None:
    time, changing = Time(), Changing()
    with Site(changing, robots=()) as site:
        one = fetcher(now=time.now)

        def asks() -> int:
            before = len(site.asked)
            one.fetch(page_at(site, "/private"), None)
            return len(site.asked) - before

        assert asks() == 1
        time.pass_by(11 * 3600)
        assert asks() == 0
        changing.answer = page(b"", "500 Oops")
        time.pass_by(3600)
        assert asks() == 1
        fetched(one.fetch(page_at(site), None))  # the copy of twelve hours ago still allows it
        time.pass_by(11.9 * 3600)
        fetched(one.fetch(page_at(site), None))
        time.pass_by(0.2 * 3600)
        assert failure(one.fetch(page_at(site), None)).reason == "robots_unreachable"
        changing.answer = robots(FORBIDDEN)
        time.pass_by(6)
        assert failure(one.fetch(page_at(site), None)).reason == "robots"
        one.close()


def test_pages_in_line_share_one_failure_and_a_later_try_asks_again() -> None:
    time = Time()
    with Site(lambda _: page(HTML), robots=page(b"", "500 Oops")) as site:
        one = fetcher(now=time.now)
        for number in range(10):
            failure(one.fetch(page_at(site, f"/{number}"), None))
        assert len(site.asked) == 1
        time.pass_by(6)
        failure(one.fetch(page_at(site), None))
        one.close()
    assert len(site.asked) == 2


def test_a_host_that_is_not_reached_is_not_the_fault_of_its_robots_txt() -> None:
    with Site(lambda _: page(HTML)) as site:
        there = page_at(site)
    assert failure(fetcher().fetch(there, None)).reason == "connect"


@pytest.mark.parametrize(
    ("delay", "waits"),
    [(b"", []), (b"Crawl-delay: 7", [7.0]), (b"Crawl-delay: 9999", [30.0]), (b"Crawl-delay: no", [])],
)
def test_a_crawl_delay_is_kept_up_to_half_a_minute(delay: bytes, waits: list[float]) -> None:
    time = Time()
    with Site(lambda _: page(HTML), robots=robots(b"User-agent: *\n" + delay + b"\nDisallow: /private\n")) as site:
        one = fetcher(now=time.now, clock=time.clock, stop=time)
        for _ in range(2):
            fetched(one.fetch(page_at(site), None))
        one.close()
    assert time.waits == waits * 2


def test_the_robots_of_every_hop_are_asked() -> None:
    def answer(asked: Asked) -> Iterable[Step]:
        return page(b"", "302 Found", "Location: /private") if asked.path == "/page" else page(HTML)

    with Site(answer, robots=robots(b"User-agent: *\nDisallow: /private\n")) as site:
        got = failure(fetch(site))
    assert got.reason == "robots"
    assert site.paths == ["/page"]
    assert got.capture is not None
    assert got.capture.requested_at == NOON


@pytest.mark.parametrize(
    "form", ["User-agent: a{}", "useragent a{}", "USER\t AGENT  *a{}*", "  user-agent:a{}/1.0 # x"]
)
def test_however_many_agents_a_file_names_there_are_three(form: str) -> None:
    agents = [form.format(number) for number in range(500)]
    names = [f"User-agent: {name}" for name in ("*", "policy-monitor", "Policy-Monitor/2")]
    kept = _condensed("\n".join([*agents, *names, "Disallow: /agents"]), "policy-monitor").splitlines()
    assert len(kept) == len(agents) + len(names) + 1
    assert set(kept) == {"User-agent: (another)", "User-agent: *", "User-agent: policy-monitor", "Disallow: /agents"}


def test_sites_that_redirects_led_to_are_forgotten_in_a_day() -> None:
    at = NOON
    one = Robots("policy-monitor/1", lambda: at)

    def fail(_: Address) -> str:
        raise FetchError("connect", "It is away.")

    for number in range(MOST_SITES + 10):
        one.check(targets.target(f"https://a{number}.example/"), lambda _: FORBIDDEN.decode().replace("/", "/x"))
        with pytest.raises(FetchError):
            one.check(targets.target(f"https://b{number}.example/"), fail)
    assert len(one._rules) == len(one._failed) == MOST_SITES
    at += timedelta(days=2)
    one.check(targets.target("https://c.example/"), lambda _: None)
    assert (len(one._rules), len(one._failed)) == (1, 0)
