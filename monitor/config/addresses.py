"""Addresses of pages: read once, strictly, into the one form that is fetched, compared and shown.

What comes out is plain ASCII without userinfo, fragment, backslash, default port or odd spelling of a host, so that no
two parsers can read different hosts in it (the flaw behind GHSA-rph4-96w6-q594).
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import quote

import idna
from w3lib.url import canonicalize_url

LONGEST = 2_000  # characters; what browsers and servers agree to carry
DEFAULT_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ADDRESS = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#.*)?", re.I)
_AUTHORITY = re.compile(r"(?P<host>\[[^\[\]]*\]|[^\[\]:]*)(?::(?P<port>.*))?")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")  # a last label like this makes the host an IPv4 address to a browser
_FORBIDDEN = re.compile(r"""[\x00-\x20\x7f-\xa0\\"<>^`{|}\u2028\u2029]""")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@lru_cache(maxsize=32_768)
def normalise(url: str) -> str:
    """Return *url* in the form that is fetched.

    Scheme and host in lower case, an international host as A-labels (UTS 46), default port, fragment and the root dot
    of the host dropped, letters beyond ASCII in path and query percent-encoded as UTF-8; the rest as written.

    Raises:
        ValueError: the address cannot be used; one sentence, which never repeats a password.
    """
    if len(url) > LONGEST:
        raise ValueError(f"the address is longer than {LONGEST:,} characters")
    if not url:
        raise ValueError("the address is empty")
    if found := _FORBIDDEN.search(url):
        raise ValueError(_forbidden(found.group()))
    match = _ADDRESS.fullmatch(url)
    if not match:
        raise ValueError(_scheme_problem(url))
    if _BAD_PERCENT.search(url):
        raise ValueError("% must be followed by two hexadecimal digits; write %25 for the sign itself")
    scheme, authority = match["scheme"].lower(), match["authority"]
    if "@" in authority:
        raise ValueError(
            "a user name or password must not stand in an address; use `headers:` with Authorization: ${NAME}"
        )
    parts = _AUTHORITY.fullmatch(authority)
    if not parts:
        raise ValueError("the host is not well formed")
    if authority.count(":") > 1 and not authority.startswith("["):
        raise ValueError("an IPv6 address stands in brackets, and an address has one port: http://[2001:db8::1]:8080/")
    host, port = _host(parts["host"]), _port(parts["port"], scheme)
    path = quote(match["path"] or "/", safe="%/:@!$&'()*+,;=~-._[]")
    query = quote(match["query"] or "", safe="%/:@!$&'()*+,;=~-._?[]")
    return f"{scheme}://{host}{port}{path}{query}"


def identity(url: str) -> str:
    """Return what two normalised addresses of the same page have in common: the order of its query does not matter."""
    canonical: str = canonicalize_url(url, keep_blank_values=True, keep_fragments=False)
    return canonical


def _forbidden(character: str) -> str:
    if character == "\\":
        return "the address has a backslash; write /"
    if character.isspace():
        return "the address has white space in it; write %20 for a space"
    return f"the address has the character {ascii(character)[1:-1]} in it; write it percent-encoded"


def _scheme_problem(url: str) -> str:
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in DEFAULT_PORTS:
        return f"write {scheme[1].lower()}://HOST/PATH, with two slashes"
    if scheme and not re.match(r"[^/]*:[0-9]+(/|$)", url):
        return f"only http and https can be fetched, not {scheme[1].lower()}"
    if url.startswith("//"):
        return f"the address needs its scheme: https:{_shown(url)}"
    return f"the address needs its scheme: https://{_shown(url)}"


def _shown(url: str) -> str:
    return url if len(url) <= 60 and "@" not in url else "..."


def _host(host: str) -> str:
    if host.startswith("["):
        return _ipv6(host[1:-1])
    if "%" in host:
        raise ValueError("the host is percent-encoded; write it in letters")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise ValueError(f"the host is not a valid international name: {error}") from error
    host = host.lower().removesuffix(".")
    if not host:
        raise ValueError("the host is missing")
    labels = host.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        return _ipv4(host)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(f"the host {_shown(host)} is not a valid name")
    for label in labels:
        if label.startswith("xn--"):
            _check_a_label(label)
    return host


def _check_a_label(label: str) -> None:
    try:
        idna.decode(label)
    except (idna.IDNAError, UnicodeError) as error:
        raise ValueError(f"the host has the part {label}, which is not a valid international name") from error


def _ipv4(host: str) -> str:
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError as error:
        raise ValueError("write the host's address as four decimal numbers: 192.0.2.7") from error


def _ipv6(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError as error:
        raise ValueError("the host in brackets is not an IPv6 address") from error
    if address.scope_id is not None:
        raise ValueError("an IPv6 address with a zone (%) is not supported")
    return f"[{address.compressed}]"


def _port(port: str | None, scheme: str) -> str:
    if not port:
        return ""
    if not (port.isascii() and port.isdecimal() and len(port) <= 5 and 1 <= int(port) <= 65_535):
        raise ValueError("the port must be a number from 1 to 65535")
    return "" if int(port) == DEFAULT_PORTS[scheme] else f":{int(port)}"
