"""The kinds of value that only channels take: hosts, addresses of mail, and where a secret stands."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from monitor.config.fields import OneOrMore, Read, as_text
from monitor.model.addresses import AddressError, parse
from monitor.model.sanitize import shortened

_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,20}")
REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]{0,100}|file:[^{}\n]{1,400})\}")  # its group: what is looked up


def as_host(value: object) -> str:
    """Read the name or the address of a host (`monitor.model.addresses`), without a port."""
    text = as_text(value)
    try:
        address = parse(f"https://{text}/")
    except AddressError as error:
        raise ValueError(f"should be a host, such as mail.example.org: {error}") from error
    if (address.port, address.request_target) != (443, "/") or "#" in text:
        raise ValueError("should be a host alone, such as mail.example.org; a port goes under `port`")
    return address.host


def as_mailbox(value: object) -> str:
    """Read an address of mail, without a name beside it: in ASCII, its host as A-labels (RFC 5321 section 4.1.2)."""
    text = as_text(value)
    name, _, host = text.rpartition("@")
    if not _LOCAL_PART.fullmatch(name) or host.startswith("[") or "=?" in name:
        raise ValueError(f"{shortened(text)} is not a mail address, such as desk@example.org")
    return f"{name}@{as_host(host)}"


def as_reference(value: object) -> str:
    """Read where a secret stands, which the file does not hold itself."""
    text = as_text(value)
    if not REFERENCE.fullmatch(text):
        raise ValueError("a secret does not belong into this file; write ${NAME} or ${file:PATH}, and put it there")
    return text


Host = Annotated[str, Read(as_host, {"type": "string"})]
Mailbox = Annotated[str, Read(as_mailbox, {"type": "string", "pattern": "^[^@ ]+@[^@ ]+$"})]
Mailboxes = Annotated[list[Mailbox], Field(min_length=1), OneOrMore()]
Reference = Annotated[str, Read(as_reference, {"type": "string", "pattern": r"^\$\{.+\}$"})]
