"""The keys of `metrics`: where programs that watch over the service ask how it is."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from monitor.config import fields
from monitor.config.fields import Read
from monitor.config.table import Table
from monitor.config.web_fields import as_listen


class MetricsTable(Table):
    """Measures for Prometheus, and whether the service is alive and ready."""

    called = "`metrics`"
    listen: Annotated[str, Read(as_listen, {"type": "string", "pattern": ":[0-9]+$"})] | None = Field(
        None,
        description="Where `monitor run` answers /metrics, /healthz, /readyz: 127.0.0.1:9464; not given: nowhere.",
    )
    names: fields.Texts = Field(
        [], description="Host names that it is asked by, besides localhost and that of `listen`."
    )
