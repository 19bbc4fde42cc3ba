"""The name under which the program asks: it names the project, and how to reach whoever runs it."""

from __future__ import annotations

import re
from pathlib import Path

from monitor import __version__
from monitor.config.document import Document, Mapping
from monitor.config.file_shapes import ServiceFile
from monitor.config.nodes import scalar
from monitor.errors import Problem

PRODUCT = f"policy-monitor/{__version__}"
NO_CONTACT = "no contact set"
LONGEST = 200
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}")
_URL = re.compile(r"https?://[A-Za-z0-9.-]{1,253}(/[!-~]{0,500})?")


def user_agent(settings: ServiceFile, document: Document | None) -> str:
    """Return the User-Agent header; what cannot be one is recorded in *document*."""
    if document is not None:
        _check(settings, document)
    name = settings.user_agent or PRODUCT
    if settings.contact:
        return f"{name} (+{settings.contact})"
    return name if settings.user_agent else f"{name} ({NO_CONTACT})"


def _check(settings: ServiceFile, document: Document) -> None:
    """Record why sites could not read the header, or not reach the user by it."""
    name, contact = settings.user_agent, settings.contact
    for key, value in (("user_agent", name), ("contact", contact)):
        if value and not _fits_header(value):
            document.problem(_at(document, key), f"`{key}`: should be at most {LONGEST} ASCII letters and signs")
            return
    if contact and not _is_reachable(contact):
        document.problem(_at(document, "contact"), "`contact`: should be an e-mail address or a web address")
    if name and not contact and not (_EMAIL.search(name) or _URL.search(name)):
        message = "`user_agent`: needs a way to reach you; set `contact` to an e-mail or web address"
        document.problem(_at(document, "user_agent"), message)


def _fits_header(value: str) -> bool:
    return len(value) <= LONGEST and value.isascii() and value.isprintable()


def _is_reachable(contact: str) -> bool:
    return _EMAIL.fullmatch(contact) is not None or _URL.fullmatch(contact) is not None


def missing_contact(settings: ServiceFile, file: Path) -> Problem | None:
    """Return what is to be said to one who begins without a way to be reached; None when there is one."""
    if settings.contact or settings.user_agent:
        return None
    said = "no `contact` is set; give an e-mail or web address, so that sites can reach you instead of blocking you"
    return Problem(file, None, said)


def _at(document: Document, key: str) -> int | None:
    value = scalar(document.root, key) if isinstance(document.root, Mapping) else None
    return value.start if value else None
