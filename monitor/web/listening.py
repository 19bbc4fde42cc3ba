"""Where the review page is served, what its own address is, and which names of it are believed."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from monitor.config import WebTable
from monitor.model.addresses import Address, parse

USUAL = "127.0.0.1:8417"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(?P<host>\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?P<port>:[0-9]{1,5})?", re.I)


@dataclass(frozen=True, slots=True)
class Listening:
    """A host and port that are listened at, and the address that people know, where it is another.

    A page elsewhere may have its own name lead to this machine (DNS rebinding). Then a browser sends that name as the
    host; an address in digits cannot be such a name.
    """

    at: Address
    public: Address | None = None  #: `base_url`: of a proxy that stands before us
    names: frozenset[str] = frozenset()  #: other hosts that we are asked as, in small letters

    @classmethod
    def by(cls, web: WebTable, listen: str | None = None) -> Listening:
        """Return what *web* says, at *listen*, ``host:port``, if that is given, and in the usual place if nowhere.

        Raises:
            AddressError: *listen* is no host and port.
        """
        public = parse(web.base_url) if web.base_url else None
        return cls(parse(f"http://{listen or web.listen or USUAL}/"), public)

    @property
    def origin(self) -> str:
        """Return what addresses of the review page begin with, for people."""
        if self.public:
            return self.public.origin
        return "http://localhost" + self.at.origin.removeprefix("http://0.0.0.0") if self._is_any else self.at.origin

    @property
    def is_secure(self) -> bool:
        """Return whether people reach it by https alone."""
        return self.public is not None and self.public.scheme == "https"

    @property
    def is_beyond(self) -> bool:
        """Return whether other machines can reach it; a name may lead anywhere."""
        try:
            return not ipaddress.ip_address(self.at.host).is_loopback
        except ValueError:
            return self.at.host != "localhost"

    def trusts(self, host: str) -> bool:
        """Return whether *host*, the header of a request, names us."""
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = match["host"].strip("[]").lower()
        ours = {self.at.host, self.public.host} if self.public else {self.at.host}
        return name in LOCAL | ours | self.names or (self._is_any and _is_in_digits(name))

    def is_own(self, origin: str, host: str) -> bool:
        """Return whether a page of *origin*, a header, is ours, which was asked for at *host*, one that is trusted.

        Browsers write both in the same way, small and without a usual port (RFC 6454 section 6.2). What people open by
        https is not the same place by http: others on the way could have written that.
        """
        if self.public and (origin == self.public.origin or self.public.origin.endswith(f"://{host.lower()}")):
            return origin == self.public.origin
        return origin == f"http://{host.lower()}"

    @property
    def _is_any(self) -> bool:
        return _is_in_digits(self.at.host) and ipaddress.ip_address(self.at.host).is_unspecified


def _is_in_digits(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
