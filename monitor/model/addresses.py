"""An address of a page: read once, as browsers read it (the WHATWG's URL standard), into the one form that is fetched.

What comes out is plain ASCII without userinfo, fragment, default port or odd spelling of a host, so that no two parsers
can read different hosts in it (the flaw behind GHSA-rph4-96w6-q594). A host is read more narrowly than browsers do; the
rest as measured (tests/fetch/browser_addresses.json). Nothing else in the program takes an address apart
(tests/test_layers.py).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode

import idna

from monitor.model.sanitize import is_hiding, visible

LONGEST = 8_000  # characters as sent; what servers agree to read in a request line (RFC 9110 section 4.1)
DEFAULT_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_ADDRESS = re.compile(r"(?P<scheme>https?):/{2,}(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(#.*)?", re.I)
_AUTHORITY = re.compile(r"(?P<host>\[[^\[\]]*\]|[^\[\]:]*)(?::(?P<port>.*))?")
_UNRESERVED = re.compile(r"[A-Za-z0-9_.~/-]*")  # RFC 3986 section 2.3, and what parts a path
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")  # a last label like this makes the host an IPv4 address to a browser
_ENDS = "".join(map(chr, range(0x21)))  # no part of an address where they stand around it
_WITHIN = str.maketrans("", "", "\t\n\r")  # no part of it anywhere
_USERINFO = re.compile(r"(?<=[/\\]{2})[^/\\?#]*@")
_BEFORE_QUERY = re.compile(r"[^?#]*")
# Beside letters, digits and -._~ these are sent as they stand (percent-encode sets of the URL standard, section 1.3).
_SAFE_IN_PATHS = "!$%&'()*+,/:;=@[]"
_SAFE_IN_QUERIES = "!$%&()*+,/:;=?@[\\]^`{|}"
_SAFE_IN_LINKS = "!#$%&*+,-./:;=?@_~"  # RFC 3986 without the brackets and parentheses that end a link elsewhere


class AddressError(ValueError):
    """An address that cannot be used: one sentence, which never repeats a password.

    Attributes:
        reason: ``scheme`` for what is neither http nor https, ``bad_address`` for the rest.
    """

    def __init__(self, message: str, reason: str = "bad_address") -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address, taken apart once."""

    scheme: str
    host: str  #: lower case, A-labels, no root dot; an IPv6 address without brackets
    port: int
    path: str  #: begins with /
    query: str = ""  #: begins with ?, or is empty

    @property
    def url(self) -> str:
        """Return the address in the form that is fetched."""
        return f"{self.origin}{self.path}{self.query}"

    @property
    def authority(self) -> str:
        """Return ``host:port``: what the allow-list goes by."""
        return f"{self.host}:{self.port}"

    @property
    def server(self) -> str:
        """Return the host, with a port that is not one of http or https: what politeness and turns go by."""
        return self.host if self.port in DEFAULT_PORTS.values() else self.authority

    @property
    def origin(self) -> str:
        """Return scheme, host and port: what one robots.txt speaks for (RFC 9309 section 2.3)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}")

    @property
    def request_target(self) -> str:
        """Return path and query: what a request line asks for (RFC 9112 section 3.2)."""
        return f"{self.path}{self.query}"

    @property
    def identity(self) -> str:
        """Return what two addresses of the same page have in common.

        The order of a query does not matter, nor whether a character is percent-encoded (RFC 3986 section 6.2.2). Bytes
        are compared, whatever encoding the site reads them in.
        """
        path = self.path
        if not _UNRESERVED.fullmatch(path):  # few addresses; a sitemap has 50,000
            path = "/".join(quote(unquote_to_bytes(segment), safe="") for segment in path.split("/"))
        pairs = sorted(parse_qsl(self.query[1:], keep_blank_values=True, encoding="latin-1"))
        return f"{self.origin}{path}?{urlencode(pairs, encoding='latin-1')}"

    def shares_secrets_with(self, other: Address) -> bool:
        """Return whether what is sent along to this address alone may be sent to *other* too.

        Scheme, host and port are the same, or what was http at its usual port is https at that.
        """
        upgraded = (self.scheme, self.port, other.scheme, other.port) == ("http", 80, "https", 443)
        return self.origin == other.origin or (upgraded and self.host == other.host)

    def at(self, path: str) -> Address:
        """Return another path of the same origin."""
        return Address(self.scheme, self.host, self.port, path)

    def resolve(self, reference: str, encoding: str = "utf-8") -> Address:
        """Return what *reference*, a link or a redirect at this address, means.

        Args:
            reference: as it is written.
            encoding: of the page that it stands in, a codec: what a link asks for is sent in it.

        Raises:
            AddressError: it is no address.
        """
        reference = _cleaned(reference)
        scheme = _SCHEME.match(reference)
        if scheme and scheme[1].lower() == self.scheme and not reference[scheme.end() :].startswith("//"):
            reference = reference[scheme.end() :]
        elif scheme:
            return parse(reference, encoding)
        return parse(self._before(reference) + reference, encoding)

    def _before(self, reference: str) -> str:
        """Return what stands before a reference without a scheme, to make it whole."""
        if reference.startswith("//"):
            return f"{self.scheme}:"
        if reference.startswith("/"):
            return self.origin
        if reference.startswith("?"):
            return f"{self.origin}{self.path}"
        return f"{self.origin}{self.path.rpartition('/')[0]}/" if reference.partition("#")[0] else self.url


@lru_cache(maxsize=32_768)
def parse(url: str, encoding: str = "utf-8") -> Address:
    """Return *url* as the value that is fetched and compared.

    White space around it, tabs and line ends are dropped; a backslash is a slash; scheme and host in lower case, an
    international host as A-labels (UTS 46); default port, fragment and the root dot of the host dropped; dot segments
    followed; what browsers percent-encode in path and query is encoded; the rest as written.

    Args:
        url: as written.
        encoding: a codec, of letters beyond ASCII in the query; in the path they are UTF-8.

    Raises:
        AddressError: the address cannot be used.
    """
    _check_length(url)
    url = _cleaned(url)
    match = _ADDRESS.fullmatch(url)
    if not match:
        raise _scheme_problem(url) if url else AddressError("the address is empty")
    scheme, authority = match["scheme"].lower(), match["authority"]
    if "@" in authority:
        raise AddressError("a user name or password must not stand in an address; they go under `auth`, as ${NAME}")
    parts = _AUTHORITY.fullmatch(authority)
    if not parts:
        raise AddressError("the host is not well formed")
    if authority.count(":") > 1 and not authority.startswith("["):
        raise AddressError(
            "an IPv6 address stands in brackets, and an address has one port: http://[2001:db8::1]:8080/"
        )
    host, port = _host(parts["host"]), _port(parts["port"], scheme)
    path = _encoded(_without_dots(match["path"]), _SAFE_IN_PATHS)
    address = Address(scheme, host, port, path, _encoded(match["query"] or "", _SAFE_IN_QUERIES, encoding))
    _check_length(address.url)
    return address


def whole(written: str) -> str:
    """Return what somebody typed as an address, with https:// in front where it names no scheme."""
    has_scheme = "://" in written or _cleaned(written).lower().startswith(("http:", "https:"))
    return written if has_scheme else f"https://{written}"


def shown(written: str) -> str:
    """Return an address that was refused, in one line and without the password that may stand in it."""
    return visible(_USERINFO.sub("***@", written))


def is_same(one: str, other: str) -> bool:
    """Return whether two addresses ask for the same, however they are written."""
    try:
        return one == other or parse(one) == parse(other)
    except AddressError:
        return False


def link(url: str) -> str | None:
    """Return *url* fit to be followed from a report, or None unless it is a whole http or https address."""
    if is_hiding(url):
        return None
    try:
        return quote(parse(url).url, safe=_SAFE_IN_LINKS)
    except AddressError:
        return None


def host_of(url: str) -> str:
    """Return the host of *url*, in the form of `Address.host`; empty for what is no address."""
    try:
        return parse(url).host
    except AddressError:
        return ""


def _in_encoding(letter: str, safe: str, encoding: str) -> str:
    try:
        return quote(letter, safe, encoding)
    except UnicodeEncodeError:
        return quote(f"&#{ord(letter)};", "")


def _check_length(url: str) -> None:
    if len(url) > LONGEST:
        raise AddressError(f"the address is longer than {LONGEST:,} characters")


def _cleaned(url: str) -> str:
    """Return *url* without what is no part of it, with slashes for backslashes."""
    bare = url.strip(_ENDS).translate(_WITHIN)
    return _BEFORE_QUERY.sub(lambda match: match[0].replace("\\", "/"), bare, count=1)


def _without_dots(path: str) -> str:
    """Return *path*, from its first slash on, with its dot segments followed."""
    kept: list[str] = []
    dots = ""
    for segment in path.split("/")[1:]:
        plain = segment.lower().replace("%2e", ".")
        dots = plain if plain in {".", ".."} else ""
        if dots == "..":
            del kept[-1:]
        elif not dots:
            kept.append(segment)
    return "/" + "/".join([*kept, ""] if dots else kept)


def _encoded(text: str, safe: str, encoding: str = "utf-8") -> str:
    """Return *text* as it is sent; a byte that is no UTF-8 stands in it as a surrogate (PEP 383), and is sent as is.

    A letter that the encoding lacks is sent as its reference in HTML, as forms send it.
    """
    if encoding != "utf-8":
        return "".join(_in_encoding(letter, safe, encoding) for letter in text)
    try:
        return quote(text, safe, errors="surrogateescape")
    except UnicodeEncodeError as error:
        raise AddressError("the address holds what is no text") from error


def _scheme_problem(url: str) -> AddressError:
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in DEFAULT_PORTS:
        return AddressError(f"write {scheme[1].lower()}://HOST/PATH, with two slashes")
    if scheme and not re.match(r"[^/]*:[0-9]+(/|$)", url):
        return AddressError(f"only http and https can be fetched, not {scheme[1].lower()}", "scheme")
    if url.startswith("//"):
        return AddressError(f"the address needs its scheme: https:{_shown(url)}")
    return AddressError(f"the address needs its scheme: https://{_shown(url)}")


def _shown(url: str) -> str:
    return visible(url) if len(url) <= 60 and "@" not in url else "..."


def _host(host: str) -> str:
    if host.startswith("["):
        return _ipv6(host[1:-1])
    if "%" in host:
        raise AddressError("the host is percent-encoded; write it in letters")
    host = _in_ascii(host).lower().removesuffix(".")
    if not host:
        raise AddressError("the host is missing")
    labels = host.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        return _ipv4(host)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressError(f"the host {_shown(host)} is not a valid name")
    for label in labels:
        if label.startswith("xn--"):
            _check_a_label(label)
    return host


def _in_ascii(host: str) -> str:
    """Return an international name as it is asked for (UTS 46)."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise AddressError(f"the host is not a valid international name: {error}") from error


def _check_a_label(label: str) -> None:
    try:
        idna.decode(label)
    except (idna.IDNAError, UnicodeError) as error:
        raise AddressError(f"the host has the part {label}, which is not a valid international name") from error


def _ipv4(host: str) -> str:
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError as error:
        raise AddressError("write the host's address as four decimal numbers: 192.0.2.7") from error


def _ipv6(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError as error:
        raise AddressError("the host in brackets is not an IPv6 address") from error
    if address.scope_id is not None:
        raise AddressError("an IPv6 address with a zone (%) is not supported")
    return address.compressed


def _port(port: str | None, scheme: str) -> int:
    if not port:
        return DEFAULT_PORTS[scheme]
    if not (port.isascii() and port.isdecimal() and len(port) <= 5 and 1 <= int(port) <= 65_535):
        raise AddressError("the port must be a number from 1 to 65535")
    return int(port)
