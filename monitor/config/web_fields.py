"""The keys of `web`: where the review page is served, and how people reach it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from monitor.config.fields import Read, as_text
from monitor.config.table import Table
from monitor.model.addresses import parse

_HAS_PORT = re.compile(r".+:[0-9]+")


def as_listen(value: object) -> str:
    """Read a host and a port, and return them as ``host:port``; an IPv6 address stands in brackets."""
    text = as_text(value)
    if not _HAS_PORT.fullmatch(text):
        raise ValueError("should be a host and a port, such as 127.0.0.1:8417")
    address = parse(f"http://{text}/")
    if address.path != "/" or address.query:
        raise ValueError("should be a host and a port alone, such as 127.0.0.1:8417")
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{host}:{address.port}"


def as_base_url(value: object) -> str:
    """Read the address that people open the review page at; no slash at its end."""
    address = parse(as_text(value))
    if address.path != "/" or address.query:
        raise ValueError(f"should end with the host, or its port: {address.origin}")
    return address.origin


class WebTable(Table):
    """The review page."""

    called = "`web`"
    listen: Annotated[str, Read(as_listen, {"type": "string", "pattern": ":[0-9]+$"})] | None = Field(
        None, description="Where `monitor run` serves the review page: 127.0.0.1:8417; not given: nowhere."
    )
    base_url: Annotated[str, Read(as_base_url, {"type": "string", "pattern": "^[hH][tT][tT][pP][sS]?:"})] | None = (
        Field(None, description="The address that people open it at; messages link to findings there.")
    )
