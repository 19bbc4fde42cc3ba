"""Where a request goes: one strict reading of an address, used both to judge it and to connect to it.

Two parsers that read different hosts in one address are the flaw behind GHSA-rph4-96w6-q594: here there is one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urljoin

import idna

from monitor.errors import FetchError

LONGEST = 8_000  # characters; what servers agree to read in a request line (RFC 9110 section 4.1)
DEFAULT_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_ADDRESS = re.compile(r"https?://(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#.*)?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[^\[\]:@%]{1,255})(?::(?P<port>[0-9]{0,5}))?")
_HOST = re.compile(r"[a-z0-9_.-]{1,253}")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")


@dataclass(frozen=True, slots=True)
class Target:
    """An http or https address, taken apart once."""

    scheme: str
    host: str  #: lower case, A-labels, no root dot; an IPv6 address without brackets
    port: int
    path: str  #: with the query; begins with /
    url: str

    @property
    def authority(self) -> str:
        """Return ``host:port``: what politeness and the allow-list go by."""
        return f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """Return scheme, host and port: what one robots.txt speaks for (RFC 9309 section 2.3)."""
        return self.url[: len(self.url) - len(self.path)]

    def at(self, path: str) -> Target:
        """Return another path of the same origin."""
        return Target(self.scheme, self.host, self.port, path, self.origin + path)


@lru_cache(maxsize=4096)
def parse(url: str) -> Target:
    """Read *url*.

    Raises:
        FetchError: ``scheme`` for what is neither http nor https, ``bad_address`` for the rest.
    """
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in DEFAULT_PORTS:
        raise FetchError("scheme", f"Only http and https are fetched, not {scheme[1].lower()}.", retryable=False)
    match = _ADDRESS.fullmatch(url)
    if not scheme or not match or len(url) > LONGEST or _FORBIDDEN.search(url):
        raise _bad(url)
    parts = _AUTHORITY.fullmatch(match["authority"])
    if not parts:
        raise _bad(url)
    name = scheme[1].lower()
    host = _host(parts["host"], url)
    port = int(parts["port"]) if parts["port"] else DEFAULT_PORTS[name]
    if not 0 < port < 65_536:
        raise _bad(url)
    path = quote(match["path"] or "/", safe="%/:@!$&'()*+,;=~-._[]|")
    query = quote(match["query"] or "", safe="%/:@!$&'()*+,;=~-._?[]|")
    shown = f"[{host}]" if ":" in host else host
    authority = shown if port == DEFAULT_PORTS[name] else f"{shown}:{port}"
    return Target(name, host, port, path + query, f"{name}://{authority}{path}{query}")


def follow(base: Target, location: str) -> Target:
    """Return where a Location header leads from *base*.

    Raises:
        FetchError: ``scheme``, ``downgrade`` or ``bad_redirect``.
    """
    with suppress(UnicodeError):  # else: one byte a letter; browsers read it so too
        location = location.encode("latin-1").decode("utf-8")
    location = location.strip()
    if not location or _FORBIDDEN.search(location) or len(location) > LONGEST:
        raise _bad_redirect(location)
    try:
        target = parse(location if _SCHEME.match(location) else urljoin(base.url, location))
    except (FetchError, ValueError) as error:
        if isinstance(error, FetchError) and error.reason == "scheme":
            raise
        raise _bad_redirect(location) from error
    if base.scheme == "https" and target.scheme == "http":
        detail = f"The page redirects from https to an unprotected address ({shown(target.url)})."
        raise FetchError("downgrade", detail, retryable=False)
    return target


def shown(text: str) -> str:
    """Return *text*, which a server wrote, safe to stand in a sentence: escaped, and not long."""
    plain = text if len(text) <= 120 else text[:117] + "..."
    return ascii(plain)[1:-1]


def _host(host: str, url: str) -> str:
    if host.startswith("["):
        return host[1:-1].lower()
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise _bad(url) from error
    host = host.lower().removesuffix(".")
    if not _HOST.fullmatch(host):
        raise _bad(url)
    return host


def _bad(url: str) -> FetchError:
    detail = f"The address cannot be fetched as it is written ({shown(url)})."
    return FetchError("bad_address", detail, retryable=False)


def _bad_redirect(location: str) -> FetchError:
    detail = f"The page redirects to something that is no address ({shown(location)})."
    return FetchError("bad_redirect", detail, retryable=False)
