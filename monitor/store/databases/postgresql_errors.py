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
    "28": ("readonly", "the server does not let this user in. See its pg_hba.conf, PGPASSWORD, and the passfile."),
    "3D000": ("missing", "there is no such database. Make it: createdb; then `monitor init`."),
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
    other = _NO_ADDRESS if isinstance(error, AddressError) else _UNREACHABLE if is_lost(error) else _DEFECT
    reason, cure = _UNKNOWN if isinstance(error, UnknownEndError) else next(fits, other)
    said = " ".join(str(error).split())
    where = f" ({address.place})" if address.place else ""
    return StoreError(reason, f"The ledger at {address}{where} cannot be used ({said}): {cure}")


def is_lost(error: Exception) -> bool:
    """Return whether *error* says that the connection is gone, or could not be made."""
    state = getattr(error, "sqlstate", None) or ""
    return isinstance(error, psycopg.OperationalError) and (not state or state.startswith(("08", "57P", "25P03")))
