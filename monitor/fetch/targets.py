"""Where a request goes: pages' addresses and redirects, read by the one parser there is (`monitor.model.addresses`)."""

from __future__ import annotations

from contextlib import suppress

from monitor.errors import FetchError
from monitor.model import Address
from monitor.model.addresses import AddressError, parse
from monitor.model.sanitize import shortened


def target(url: str) -> Address:
    """Return the address *url*, as a request needs it.

    Raises:
        FetchError: ``scheme`` for what is neither http nor https, ``bad_address`` for the rest.
    """
    try:
        return parse(url)
    except AddressError as error:
        if error.reason == "scheme":
            raise _unfetched(url) from error
        detail = f"The address cannot be fetched as it is written ({shortened(url)})."
        raise FetchError("bad_address", detail, retryable=False) from error


def follow(base: Address, location: str) -> Address:
    """Return where a Location header leads from *base*.

    Raises:
        FetchError: ``scheme``, ``downgrade`` or ``bad_redirect``.
    """
    if not location.strip():
        raise FetchError("bad_redirect", "The page redirects, but does not say where to.", retryable=False)
    with suppress(UnicodeEncodeError):  # it came as bytes, one a letter
        location = location.encode("latin-1").decode("utf-8", "surrogateescape")
    try:
        led = base.resolve(location)
    except AddressError as error:
        if error.reason == "scheme":
            raise _unfetched(location) from error
        detail = f"The page redirects to something that is no address ({shortened(location)})."
        raise FetchError("bad_redirect", detail, retryable=False) from error
    if base.scheme == "https" and led.scheme == "http":
        detail = f"The page redirects from https to an unprotected address ({shortened(led.url)})."
        raise FetchError("downgrade", detail, retryable=False)
    return led


def _unfetched(url: str) -> FetchError:
    scheme = url.partition(":")[0].lower()
    return FetchError("scheme", f"Only http and https are fetched, not {scheme}.", retryable=False)
