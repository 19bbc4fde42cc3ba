"""What only a page that wants to know who asks takes: a sign-in, and cookies."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from monitor.config import fields
from monitor.config.channel_fields import Reference
from monitor.config.fields import HEADER_NAME, Read, as_header_value, as_text
from monitor.config.table import Table


class AuthTable(Table):
    """How a page's own host is told who asks."""

    called = "`auth`"
    user: fields.HeaderValue | None = Field(None, description="Whom to sign in as; ${NAME} and ${file:PATH} work here.")
    password: Reference | None = Field(None, description="${NAME} or ${file:PATH}: where the password stands.")
    bearer: Reference | None = Field(
        None, description="${NAME} or ${file:PATH}: where a token stands, instead of user and password."
    )


def as_cookie_name(value: object) -> str:
    """Read the name of a cookie (RFC 6265 section 4.1.1)."""
    name = as_text(value)
    if not HEADER_NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be the name of a cookie")
    return name


def as_cookie_value(value: object) -> str:
    """Read the value of a cookie: what may stand in a header, without the semicolon that ends it."""
    text = as_header_value(value)
    if ";" in text:
        raise ValueError("a semicolon ends a cookie; write each under its own name")
    return text


CookieName = Annotated[str, Read(as_cookie_name, {"type": "string"})]
CookieValue = Annotated[str, Read(as_cookie_value, {"type": "string"})]
