"""The address of a Dask cluster that reads documents: `workers:` of monitor.yaml, without any secret."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from pathlib import Path

_FORM = re.compile(
    r"(?P<scheme>tls|tcp)://(?P<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+):(?P<port>\d{1,5})(?:\?(?P<options>\S+))?"
)
_FILES = {"ca": "authority", "certificate": "certificate", "key": "key"}  #: options, and the fields that hold them
WRITE = "write tls://HOST:PORT?ca=FILE&certificate=FILE&key=FILE"
LAST_PORT = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterAddress:
    """Where the scheduler of a Dask cluster listens, and the files (PEM) by which both sides know each other."""

    url: str  #: ``tls://HOST:PORT``; ``tcp://`` of this machine alone
    authority: str = ""  #: vouches for the cluster's certificates
    certificate: str = ""  #: what we show
    key: str = ""  #: of that certificate; "": it stands in the same file

    @property
    def files(self) -> dict[str, str]:
        """Return the files that are named, by their options."""
        return {option: path for option, field in _FILES.items() if (path := getattr(self, field))}

    def beneath(self, folder: Path) -> ClusterAddress:
        """Return it with its files as paths from *folder*."""
        return replace(self, **{_FILES[option]: str(folder / path) for option, path in self.files.items()})


def parse(text: str) -> ClusterAddress:
    """Return the address that *text* is.

    Raises:
        ValueError: it is none, or would have documents travel in the open; says what to write.
    """
    match = _FORM.fullmatch(text)
    if match is None or not 0 < int(match["port"]) <= LAST_PORT:
        raise ValueError(f"this is no address of a Dask scheduler; {WRITE}")
    files = _files(match["options"] or "")
    url = f"{match['scheme']}://{match['host']}:{match['port']}"
    if match["scheme"] == "tcp":
        if not _is_here(match["host"]):
            raise ValueError(f"tcp:// is for this machine alone: anybody may read along; {WRITE}")
        if files:
            raise ValueError(f"tcp:// shows no certificates; {WRITE}")
    elif not {"authority", "certificate"} <= files.keys():
        raise ValueError(f"both sides show certificates; {WRITE}")
    return ClusterAddress(url=url, **files)


def _files(options: str) -> dict[str, str]:
    """Return the files that *options* name, by the fields that hold them.

    Raises:
        ValueError: something else is named.
    """
    named = dict(one.partition("=")[::2] for one in options.split("&") if one)
    if unknown := sorted(named.keys() - _FILES.keys()):
        raise ValueError(f"{unknown[0]}= is not known here; {WRITE}")
    return {_FILES[option]: path for option, path in named.items() if path}


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
