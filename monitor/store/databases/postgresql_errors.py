"""What PostgreSQL could not do, in our words: a reason that the program can go by, and what cures it."""

from __future__ import annotations

from typing import Final

import psycopg

from monitor.errors import StoreError
from monitor.model.ledger_address import LedgerAddress

_UNREACHABLE: Final = (
    "locked",  # who waits for another program that holds the ledger waits for this as well
    "it cannot be reached; nothing was recorded. See that the server runs and lets this machine in; it is tried again.",
)
_NOT_LET_IN: Final = (
    "readonly", "the server does not let this user in. See its pg_hba.conf, PGPASSWORD, and the passfile."
)  # fmt: skip
_NO_DATABASE: Final = ("missing", "there is no such database. Make it: createdb; then `monitor init`.")
_REFUSED: Final = {  # of a connection the client gives no SQLSTATE, but what the server says, in English mostly
    "password authentication failed": (
        "readonly", "the password is wrong, or the user. Put it right: PGPASSWORD, `~/.pgpass` or the passfile."
    ),
    "no pg_hba.conf entry": _NOT_LET_IN,
    "authentication failed": _NOT_LET_IN,
    'role "': _NOT_LET_IN,
    'database "': _NO_DATABASE,
}  # fmt: skip
_NO_PASSWORD: Final = (
    "readonly", "the server wants a password, and none is there. Give it: PGPASSWORD, `~/.pgpass` or `?passfile=FILE`."
)  # fmt: skip
_MEANING: Final = {  # SQLSTATE, by its beginning: the reason, and what cures it
    "08": _UNREACHABLE,
    "57P": _UNREACHABLE,  # the server ends, or begins
    "25P03": _UNREACHABLE,
    "53300": _UNREACHABLE,  # too many connections
    "531": ("full", "its disk is full; nothing was recorded. Make room there and start again."),
    "55P03": ("locked", "another program holds it; nothing was recorded. Try again."),
    "40": ("locked", "another program was in the way; nothing was recorded. Try again."),
    "25006": ("readonly", "it may only be read there. Name a server that may be written to."),
    "42501": ("readonly", "access is refused. Give this user the right to use the schema and all its tables."),
    "28": _NOT_LET_IN,
    "3D000": _NO_DATABASE,
    "58": ("failing", "the server's disk fails; nothing was recorded. See its log."),
    "XX": ("damaged", "it is damaged, or the server is. See the server's log; restore the ledger from a backup."),
}
_UNKNOWN: Final = (
    "locked",
    "it cannot be reached any more; whether that was recorded is not known. See that the server runs, and look.",
)
_DEFECT: Final = ("defect", "it was asked something wrong. This is a defect of the program: please report it.")

_NO_ADDRESS: Final = ("unknown", "PostgreSQL's client does not take this address. Put its options right.")


class AddressError(psycopg.ProgrammingError):
    """The address is none that PostgreSQL's client takes: it has an option that there is not, or a stray `%`."""


class UnknownEndError(psycopg.OperationalError):
    """The answer to a COMMIT was lost, and nobody can be asked what became of it."""


def named(error: Exception, address: LedgerAddress) -> StoreError:
    """Return what PostgreSQL's *error* means for the ledger at *address*, with what cures it."""
    state = getattr(error, "sqlstate", None) or ""
    fits = (meaning for beginning, meaning in _MEANING.items() if state.startswith(beginning))
    other = _NO_ADDRESS if isinstance(error, AddressError) else _of_connection(error) if is_lost(error) else _DEFECT
    reason, cure = _UNKNOWN if isinstance(error, UnknownEndError) else next(fits, other)
    said = " ".join(str(error).split())
    where = f" ({address.place})" if address.place else ""
    return StoreError(reason, f"The ledger at {address}{where} cannot be used ({said}): {cure}")


def _of_connection(error: Exception) -> tuple[str, str]:
    """Return what it means that there is no connection: it was refused, or it never came to be, or is gone."""
    if getattr(getattr(error, "pgconn", None), "needs_password", False):
        return _NO_PASSWORD
    said = str(error).partition("FATAL: ")[2]
    return next((meaning for words, meaning in _REFUSED.items() if words in said), _UNREACHABLE)


def is_lost(error: Exception) -> bool:
    """Return whether *error* says that the connection is gone, or could not be made."""
    state = getattr(error, "sqlstate", None) or ""
    return isinstance(error, psycopg.OperationalError) and (not state or state.startswith(("08", "57P", "25P03")))
