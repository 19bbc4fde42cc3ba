"""Who may read the files that are made: those of a home, its owner; those written elsewhere, as the user likes."""

from __future__ import annotations

import grp
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.store import Ledger  # --help imports no part

OWNER_ALONE, AND_A_GROUP = 0o077, 0o027

_theirs: list[int] = []  # what the system of the one who runs us would have, while we have it otherwise


@contextmanager
def owner_alone() -> Iterator[None]:
    """Make files 0600 and folders 0700 while the context lasts."""
    _theirs.append(os.umask(OWNER_ALONE))
    try:
        yield
    finally:
        os.umask(_theirs.pop())


def let_in(group: str | None, store: Ledger) -> None:
    """Let the *group* that the configuration names, if any, read what is in *store*: files 0640, folders 0750.

    Raises:
        StoreError: this user may not give files to that group.
    """
    if group is not None:
        store.share(grp.getgrnam(group).gr_gid)
        os.umask(AND_A_GROUP)


@contextmanager
def as_the_user_has_it() -> Iterator[None]:
    """Make files as any other program of the user does, while the context lasts."""
    ours = os.umask(_theirs[-1] if _theirs else OWNER_ALONE)
    try:
        yield
    finally:
        os.umask(ours)
