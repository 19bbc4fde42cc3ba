"""The keys of `metrics`: where programs that watch over the service ask how it is."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from monitor.config.fields import OneOrMore, Read, as_text
from monitor.config.table import Table
from monitor.config.web_fields import as_listen
from monitor.model.addresses import parse

DEFAULT_PORT = 80  # of http: an address that names another says more than a host


def as_name(value: object) -> str:
    """Read the name of a host, and return it in small letters, an international one as A-labels."""
    text = as_text(value)
    address = parse(f"http://{text}/")
    if (address.port, address.request_target) != (DEFAULT_PORT, "/") or "#" in text or "@" in text:
        raise ValueError("should be the name of a host alone, such as monitor or figures.example.org")
    return address.host


class MetricsTable(Table):
    """Measures for Prometheus, and whether the service is alive and ready."""

    called = "`metrics`"
    listen: Annotated[str, Read(as_listen, {"type": "string", "pattern": ":[0-9]+$"})] | None = Field(
        None, description="Where `monitor run` answers /metrics, /healthz, /readyz: 127.0.0.1:9464; not given: nowhere."
    )
    names: Annotated[list[Annotated[str, Read(as_name, {"type": "string"})]], OneOrMore()] = Field(
        [], description="Host names that it is asked by, besides localhost and that of `listen`."
    )
