"""The address of a ledger that lies in a database of its own: `ledger:` of monitor.yaml, without any secret."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

KEY = "ledger"
SCHEMA = "monitor"  #: the tables' schema where the address names none
_FORM = re.compile(
    r"postgresql://(?:(?P<user>[^:@/?\s]+)(?P<password>:[^@/?\s]*)?@)?[^@/?\s]*/[^/?\s]+(?:\?(?P<options>\S*))?"
)
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_SECRETS = ("password", "sslpassword")  # options of libpq
WRITE = "write postgresql://USER@HOST/DATABASE"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAddress:
    """Where a ledger lies."""

    url: str  #: as libpq takes it: user, hosts, database, options; never a password
    schema: str = SCHEMA  #: of the tables, in that database
    place: str = ""  #: where it is written, ``config/monitor.yaml:3``; "" when that is not known

    def __str__(self) -> str:
        """Return it as the key has it."""
        if self.schema == SCHEMA:
            return self.url
        return f"{self.url}{'&' if '?' in self.url else '?'}schema={self.schema}"


def parse(text: str, place: str = "") -> LedgerAddress:
    """Return the address that *text*, written at *place*, is.

    Raises:
        ValueError: it is none, or holds a password; says what to write.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"this is no address of a ledger; {WRITE}")
    options = [one for one in (match["options"] or "").split("&") if one]
    names = {unquote(one.partition("=")[0]) for one in options}  # libpq takes them so
    if match["password"] or not names.isdisjoint(_SECRETS):
        raise ValueError("a password does not belong into this file; put it into PGPASSWORD, or name ?passfile=FILE")
    named = [one.partition("=")[2] for one in options if one.startswith("schema=")]
    if any(_SCHEMA.fullmatch(name) is None for name in named):
        raise ValueError("schema= takes small letters, digits and _")
    rest = "&".join(one for one in options if not one.startswith("schema="))
    url = text.partition("?")[0] + (f"?{rest}" if rest else "")
    return LedgerAddress(url=url, schema=named[-1] if named else SCHEMA, place=place)
