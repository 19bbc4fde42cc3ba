"""The catalogue of bad answers, as scripts for a loopback site: shared by `make bad-web` and tests/fetch.

Each is a row of docs/reliability.md, the answer as steps, and the reason under which a user hears of it.
"""

from __future__ import annotations

import gzip
import itertools
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import brotli
from loopback import END, HANG, RESET, Asked, Step, head, packed, page

KIND = "Content-Type: text/html"
TE = "Transfer-Encoding: chunked"
GZIP, BR, DEFLATE = (f"Content-Encoding: {coding}" for coding in ("gzip", "br", "deflate"))

SENTENCES = """
The reading rooms of the eastern district keep a public count of those who come, and publish it here on working days.
The keeper of the rooms said that {value} visits were registered during the month, most of them in the afternoon hours.
The council lent 85 chairs and 12 tables to the rooms, and the neighbours brought lamps, kettles and blankets too.
Volunteers served 430 hot meals to visitors in the hall beside the library, where the kitchen is open until the evening.
Some 27 children took part in the morning class, which two retired teachers hold without pay in the smaller room.
The repair of the roof cost 9,400 euros, paid by the district and by the association of friends of the reading rooms.
The rooms will stay open through the winter, the keeper added, provided that enough volunteers are found for weekends.
Whoever wishes to help may ask at the desk, write to the association or come to the meeting that is held in the hall.
""".strip().splitlines()


def statement(value: str = "1,160", title: str = "Visits to the reading rooms") -> bytes:
    """Return a good page, long enough to be known again, that states six figures."""
    return document(title, *(sentence.format(value=value) for sentence in SENTENCES))


def document(title: str, *paragraphs: str) -> bytes:
    """Return a page in English."""
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body><main><h1>{title}</h1>\n{text}</main></body></html>\n"
    ).encode()


def drip(start: bytes, piece: bytes, pause: float = 0.05) -> Iterator[Step]:
    """Send *start*, and then a little at a time: for a minute, far beyond a limit that ends it."""
    yield start
    for _ in range(1_200):
        yield pause
        yield piece


def endless(start: bytes, piece: bytes) -> Iterator[Step]:
    """Send *start*, and then as much as is taken."""
    yield start
    yield from itertools.repeat(piece)


@cache
def zeros(coding: str, size: int) -> bytes:
    """Return *size* zeros in *coding*, made piece by piece."""
    piece, pieces = bytes(2**20), size >> 20
    if coding == "br":
        packer = brotli.Compressor(quality=1)
        return b"".join(packer.process(piece) for _ in range(pieces)) + bytes(packer.finish())
    zipper = zlib.compressobj(6, wbits=zlib.MAX_WBITS | 16)  # as gzip
    return b"".join(zipper.compress(piece) for _ in range(pieces)) + zipper.flush()


BODY = statement()
HALF = BODY[: len(BODY) // 2]
GZ = packed(BODY, "gzip")


@dataclass(frozen=True)
class Fault:
    """A bad answer."""

    name: str  #: begins with its row
    answer: Callable[[Asked], Iterable[Step]]
    reason: str  #: "" for an answer that is good after all, and unchanged
    differs: bool = False  #: good, but reads otherwise: taken for what it is, and no change told


def _script(name: str, reason: str, *steps: Step) -> Fault:
    return Fault(name, lambda _: steps, reason)


def _flood(name: str, reason: str, make: Callable[[], Iterable[Step]]) -> Fault:
    return Fault(name, lambda _: make(), reason)


def _coded(name: str, reason: str, body: bytes, coding: str) -> Fault:
    return Fault(name, lambda _: page(body, "200 OK", coding), reason)


WIRE = [
    _script("N1 reset before headers", "connect", RESET),
    _script("N1 closed without a word", "connect", END),
    _script("N4 silence in the body", "timeout_idle", head("200 OK", KIND, "Content-Length: 100"), b"<html>", HANG),
    _flood("N4 a body drop by drop", "timeout_total", lambda: drip(head("200 OK", KIND, "Content-Length: 9999"), b"x")),
    _flood("N4 chunks drop by drop", "timeout_total", lambda: drip(head("200 OK", KIND, TE), b"1\r\nx\r\n")),
    _script("N5 silence before the headers", "timeout_idle", HANG),
    _flood("N5 headers drop by drop", "timeout_total", lambda: drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n")),
    _flood("N5 one header drop by drop", "timeout_total", lambda: drip(b"HTTP/1.1 200 OK\r\nX: ", b"y")),
    _script("N6 short body", "truncated", head("200 OK", KIND, f"Content-Length: {len(BODY)}"), HALF, END),
    _script("N6 reset in the body", "truncated", head("200 OK", KIND, "Content-Length: 9000"), HALF, 0.05, RESET),
    _script("N6 cut in the headers", "truncated", b"HTTP/1.1 200 OK\r\nContent-Le", END),
    _script(
        "N6 two lengths", "bad_framing",
        head("200 OK", KIND, f"Content-Length: {len(HALF)}", f"Content-Length: {len(BODY)}"), BODY, END,
    ),
    _script("N6 no number for a length", "bad_framing", head("200 OK", KIND, "Content-Length: 1_0"), b"x" * 10, END),
    _script("N6 negative length", "bad_framing", head("200 OK", KIND, "Content-Length: -1"), BODY, END),
    _script("N7 no length, half a page", "unframed", head("200 OK", KIND, version="1.0"), HALF, END),
    _script("N7 no length, nothing", "unframed", head("200 OK", KIND, version="1.0"), END),
    _script("N7 no length, plain text", "unframed", head("200 OK", "Content-Type: text/plain"), b"1,160 visits", END),
    _script("N8 no last chunk", "truncated", head("200 OK", KIND, TE), b"3\r\nabc\r\n", END),
    _script("N8 cut in a chunk", "truncated", head("200 OK", KIND, TE), b"a\r\nabc", END),
    _script("N8 cut in a chunk's size", "truncated", head("200 OK", KIND, TE), b"3\r\nabc\r\n0", END),
    _script("N8 bad size", "truncated", head("200 OK", KIND, TE), b"3\r\nabc\r\nzz\r\n", END),
    _script("N8 negative size", "truncated", head("200 OK", KIND, TE), b"-3\r\nabc\r\n0\r\n\r\n", END),
    _script("N8 chunk longer than it says", "truncated", head("200 OK", KIND, TE), b"3\r\nabcd\r\n0\r\n\r\n", END),
    _script("N8 another transfer coding", "bad_framing", head("200 OK", "Transfer-Encoding: gzip, chunked"), GZ, END),
    _coded("N9 half a gzip", "truncated_encoding", GZ[: len(GZ) // 2], GZIP),
    _coded("N9 gzip without its checksum", "truncated_encoding", GZ[:-8], GZIP),
    _coded("N9 gzip with a wrong checksum", "bad_encoding", GZ[:-8] + b"\0" * 4 + GZ[-4:], GZIP),
    _coded("N9 half a brotli", "truncated_encoding", packed(BODY, "br")[:-9], BR),
    _coded("N9 half a deflate", "truncated_encoding", packed(BODY, "deflate")[:-9], DEFLATE),
    _coded("N10 plain called gzip", "bad_encoding", BODY, GZIP),
    _coded("N11 codings in codings", "bad_encoding", packed(GZ, "gzip"), "Content-Encoding: gzip, gzip"),
    _coded("N11 zstd, which was not offered", "bad_encoding", b"\x28\xb5\x2f\xfd\x04\x00", "Content-Encoding: zstd"),
    _flood("N11 gzip bomb", "too_large", lambda: page(zeros("gzip", 300 << 20), "200 OK", GZIP)),
    _flood("N11 brotli bomb", "too_large", lambda: page(zeros("br", 300 << 20), "200 OK", BR)),
    Fault("N13 a length beyond the cap", lambda _: page(b"", "200 OK", length=10**9), "too_large"),
    _script("N13 a chunk beyond the cap", "too_large", head("200 OK", KIND, TE), b"ffffffff\r\n"),
    _script("N13 long header", "too_large", head("200 OK", "X: " + "x" * 70_000), END),
    _script("N13 ten thousand headers", "too_large", head("200 OK", *["a:"] * 10_000), END),
    _script("N13 endless interim answers", "too_large", head("100 Continue") * 4_000, END),
    _flood("N13 endless body", "too_large", lambda: endless(head("200 OK", KIND), bytes(65_536))),
    _flood(
        "N13 endless chunks", "too_large",
        lambda: endless(head("200 OK", KIND, TE), b"1000\r\n" + bytes(4_096) + b"\r\n"),
    ),
    _flood(
        "N13 endless words about chunks", "too_large",
        lambda: endless(head("200 OK", KIND, TE), b"1;" + b"x" * 30_000 + b"\r\na\r\n"),
    ),
    _flood("N13 endless headers", "too_large", lambda: endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 100)),
    _flood(
        "N13 endless trailer", "too_large",
        lambda: endless(head("200 OK", KIND, TE) + b"0\r\n", b"X: y\r\n" * 100),
    ),
    _flood(
        "N11 endless emptiness in gzip", "bad_encoding",
        lambda: endless(head("200 OK", KIND, GZIP), gzip.compress(b"", mtime=0) * 500),
    ),
    _script("N19 another protocol", "bad_answer", b"SSH-2.0-OpenSSH_9.2\r\n", END),
    _script("N19 HTTP/2 unasked", "bad_answer", b"HTTP/2 200 OK\r\n\r\n", END),
    _script("N19 HTTP/0.9", "bad_answer", BODY, END),
]  # fmt: skip


def _status(status: int, *headers: str, reason: str = "") -> Fault:
    body = document("1,999 visits", "This page speaks of 1,999 visits, and is not the page.")
    name = f"{'N18' if reason else 'N19'} status {status} {' '.join(headers)}"
    return Fault(name.strip(), lambda _: page(body, f"{status} No", *headers), reason or f"http_{status}")


STATUSES = [
    *(_status(status) for status in (204, 206, 300, 400, 401, 403, 404, 410, 418, 451, 500, 502, 503, 504, 520)),
    _status(429, reason="throttled"),
    *(
        _status(status, f"Retry-After: {value}", reason="throttled")
        for status, value in ((429, "120"), (503, "120"), (429, "-5"), (429, "315360000"), (429, "soon"))
    ),
    _script("N16 bare 304", "bad_304", head("304 Not Modified")),
]


def _redirect(name: str, location: str, reason: str) -> Fault:
    def answer(asked: Asked) -> Iterable[Step]:
        home = document("Rooms of the district", "Welcome. The district has 3 rooms.", "News", "Contact", "Archive")
        return page(b"", "302 Found", f"Location: {location}") if asked.path == "/page" else page(home)

    return Fault(name, answer, reason)


def _bombed(_: Asked) -> Iterable[Step]:
    return endless(head("302 Found", "Location: /page", "Content-Length: 99999999", GZIP), bytes(65_536))


REDIRECTS = [
    Fault("N12 a flood on a redirect", _bombed, "redirect_loop"),
    Fault(
        "N14 more than five redirects",
        lambda asked: page(b"", "301 Moved", f"Location: {asked.path}x"),
        "redirect_loop",
    ),
    _redirect("N14 to itself", "/page", "redirect_loop"),
    _redirect("N14 to nowhere", "http://[", "bad_redirect"),
    _redirect("N15 to the home page", "/", "redirected_home"),
    _redirect("A1 to a file", "file:///etc/passwd", "scheme"),
    _redirect("A2 to the cloud's own address", "http://169.254.169.254/latest/meta-data/", "address"),
    _redirect("A2 to this machine in other words", "http://0x7f.1:1/", "address"),
    _redirect("A2 inwards through NAT64", "http://[64:ff9b::7f00:1]/", "address"),
]


def _content(name: str, reason: str, body: bytes, *headers: str, kind: str = "text/html; charset=utf-8") -> Fault:
    return Fault(name, lambda _: page(body, "200 OK", *headers, kind=kind), reason)


def _differing(name: str, body: bytes, kind: str = "text/html; charset=utf-8") -> Fault:
    return Fault(name, lambda _: page(body, kind=kind), "", differs=True)


def _edited(*edits: tuple[bytes, bytes]) -> bytes:
    body = BODY
    for old, new in edits:
        assert old in body
        body = body.replace(old, new)
    return body


_OPERA = document("Opera season", *(
    f"Orchestra number {number} performs symphonies, overtures and serenades by composers whose scores were "
    "discovered lately; subscribers obtain programmes, interval refreshments and parking without surcharge."
    for number in range(14, 26)
))  # fmt: skip
_SHUFFLED = document(
    "Visits to the reading rooms", *(sentence.format(value="1,160") for sentence in reversed(SENTENCES)),
    "This page was made for you on 3 March 2026 at 10:31:07, session 8f3a9c2e.",
)  # fmt: skip
CONTENT = [
    _content("C1 tags that are never closed", "", re.sub(rb"</(?:p|main|body|html)>", b"", BODY)),
    _content("C1 tags closed that were never opened", "", BODY.replace(b"</p>", b"</b></p></li></x></td></form>")),
    _content("C2 nested 100,000 deep", "", BODY.replace(b"<main>", b"<main>" + b"<div>" * 100_000)),
    _content("C3 a text of 11 MB", "", BODY.replace(b"</head>", b"<script>" + b"x" * 11_000_000 + b"</script></head>")),
    _content("C4 nothing", "empty", b""),
    _content("C4 a page without text", "empty", b"<!doctype html><title></title><div id=root></div></html>"),
    _content(
        "C4 a shell for scripts", "empty",
        b"<!doctype html><title>Rooms</title><div id=app></div><noscript>You need to enable JavaScript to run this app"
        b"</noscript><script src=/a.js></script></html>",
    ),
    _content("C5 another page in its place", "replaced", _OPERA),
    _content("N21 another page by turns", "replaced", _OPERA),
    _content(
        "C6 its figures gone", "figures_lost",
        document("Visits to the reading rooms", *(
            s.format(value="many").replace("85", "several").replace("12", "some").replace("430", "plenty of")
            .replace("Some 27", "Certain").replace("9,400 euros", "a great deal").replace("two ", "")
            for s in SENTENCES
        )),
    ),
    _content("C11 a NUL in a word", "", _edited((b"neighbours", b"neigh\0bours"))),
    _content("C11 a NUL in a number", "", _edited((b"1,160", b"1,1\x0060"))),
    _differing("C11 controls and a noncharacter", _edited((b"keeper of", b"keeper\x01 \x1bof\xef\xbf\xbf"))),
    _content("C11 a noncharacter in a number", "encoding", _edited((b"1,160", b"1,1\xef\xbf\xbf60"))),
    _content("C12 nothing to see beside a number", "", _edited((b"1,160 visits", b"1,160\xe2\x80\x8b visits"))),
    _content(
        "C13 several encodings", "encoding",
        _edited((b"lamps, kettles and blankets", b"caf\xe9, th\xe9, pur\xe9e and blankets \xe2\x82\xac")),
    ),
    _differing("C15 reordered, and stamped", _SHUFFLED),
    _content("C16 plain text in its place", "type_changed", b"1,999 visits were counted.\n" * 9, kind="text/plain"),
    _content("C16 a PDF in its place", "type_changed", b"%PDF-1.7\n1 0 obj\n%%EOF\n", kind="application/pdf"),
    _content("C16 JSON in its place", "type_changed", b'{"visits": 1999, "rooms": 12}', kind="application/json"),
    _content(
        "N20 a check for robots", "challenge", document("Just a moment...", "Checking your browser before access."),
        "cf-mitigated: challenge",
    ),
    _content(
        "N20 a check without a header", "challenge",
        document("Just a moment...", "Verify you are human by completing the action below.", "Ray ID: 7f3a9c2e"),
    ),
    _content(
        "N20 a consent wall", "consent",
        document(
            "Before you continue", "We and our partners store and/or access information on a device.",
            "Accept all", "Reject all", "Manage options",
        ),
    ),
    _content(
        "N20 a sign-in", "sign_in",
        document("Sign in", "Please sign in to continue.", "Forgot your password?", "Remember me").replace(
            b"</main>", b"<form><input type=password name=p></form></main>"
        ),
    ),
    _content(
        "N20 not found, with status 200", "soft_404",
        document("Page not found", "The page you requested could not be found. It may have been moved.",
                 "Check the address, or return to the home page."),
    ),
    _content(
        "N20 maintenance", "maintenance",
        document("Down for maintenance", "We are currently performing scheduled maintenance.",
                 "The service is temporarily unavailable. Please try again later."),
    ),
    _content("N22 called UTF-16", "encoding", BODY + b" ", kind="text/html; charset=utf-16"),
    _content("N22 called KOI8-R, which it is too", "", BODY + b" ", kind="text/html; charset=koi8-r"),
    _content("N22 called Latin-1, which it is too", "", BODY + b" ", kind="text/html; charset=iso-8859-1"),
    _content("N22 damaged in its encoding", "encoding", BODY.decode().replace("e", "\ufffd").encode()),
    _differing(
        "A12 entities of its own",
        BODY.replace(b"<!doctype html>", b"<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;</p>"),
    ),
]  # fmt: skip

ROBOTS: dict[str, tuple[list[Step], str]] = {
    "N24 robots.txt forbids": (page(b"User-agent: *\nDisallow: /\n", kind="text/plain"), "robots"),
    "N24 robots.txt: 500": (page(b"", "500 Oops"), "robots_unreachable"),
    "N24 robots.txt: silence": ([HANG], "robots_unreachable"),
    "N24 robots.txt: cut": ([head("200 OK", "Content-Length: 99"), b"User-", END], "robots_unreachable"),
    "N24 robots.txt: 429": (page(b"", "429 No", "Retry-After: 60"), "throttled"),
    "N24 robots.txt: inwards": (page(b"", "302 Found", "Location: http://10.0.0.1/"), "robots_unreachable"),
    "N24 robots.txt: a page": (page(b"<html>Disallow: /</html>"), ""),
}
