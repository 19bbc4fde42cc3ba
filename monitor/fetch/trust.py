"""Whom to trust: the known authorities, or those that a page pins for its own host; verifying is never switched off."""

from __future__ import annotations

import ssl
import threading
from pathlib import Path

import certifi
from urllib3.util.ssl_ import create_urllib3_context

from monitor.errors import FetchError
from monitor.fetch.connections import Adapter, Resolve
from monitor.model import Address, Page


def trusting(authorities: str | None = None) -> ssl.SSLContext:
    """Return a context that verifies certificate and name; *authorities* is a file, by default certifi's.

    One context serves every host: reading the authorities anew costs twelve times what a request costs.

    Raises:
        FetchError: the file cannot be read.
    """
    place = authorities or certifi.where()
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.check_hostname = True
    try:
        context.load_verify_locations(place)
    except OSError as error:
        raise FetchError("tls_untrusted", f"The certificates in {place} cannot be read.") from error
    if authorities:  # what the user pins is trusted as it stands: an intermediate, or the server's own certificate
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def is_guarded(page: Page, home: Address, authority: str) -> bool:
    """Return whether *authority* (``host:port``) must be of the public network for *page*, whose address is *home*."""
    return not (page.allow_private and authority == home.authority)


class Adapters:
    """The ways to a host: guarded or not, vouched for by the known authorities or by those that a page pins."""

    def __init__(self, context: ssl.SSLContext | None, resolve: Resolve) -> None:
        """Make no way yet; without a *context*, the known authorities are read when first a host is asked by https."""
        self._known, self.resolve = context, resolve
        self._made: dict[tuple[object, bool, bool], Adapter] = {}
        self._lock = threading.Lock()

    def of(self, page: Page, home: Address, target: Address) -> Adapter:
        """Return the way to *target* for *page*, whose address is *home*.

        What it pins holds for its own host alone, that it may be private for its own host and port.

        Raises:
            FetchError: the file of its authorities cannot be read.
        """
        pinned = page.ca_file if target.host == home.host else None
        guarded = is_guarded(page, home, target.authority)
        is_secure = target.scheme == "https"
        with self._lock:
            key = self._stamped(pinned), guarded, is_secure
            if key not in self._made:
                context = self._vouching(pinned) if is_secure else None
                self._made[key] = Adapter(context, self.resolve, guarded=guarded)
            return self._made[key]

    def close(self) -> None:
        """Close every connection that lies open."""
        for adapter in self._made.values():
            adapter.close()

    def _vouching(self, pinned: str | None) -> ssl.SSLContext:
        """Return what verifies by the authorities of the file *pinned*, or by the known ones."""
        if pinned is not None:
            return trusting(pinned)
        if self._known is None:
            self._known = trusting()
        return self._known

    def _stamped(self, pinned: str | None) -> object:
        """Return what is another value once the file *pinned* has been replaced."""
        if pinned is None:
            return None
        try:
            stat = Path(pinned).stat()
        except OSError as error:
            raise FetchError("tls_untrusted", f"The certificates in {pinned} cannot be read.") from error
        return pinned, stat.st_mtime_ns, stat.st_size
