"""Who speaks at the command line."""

from __future__ import annotations

import getpass
import os


def login_name() -> str:
    """Return the name that whoever types has logged in by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may have no name for its user
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "somebody"
