"""An address that monitor.yaml names on a line of its own: it is found, and put, without reading the rest."""

from __future__ import annotations

import re
from functools import cache

ONE_LINE = "write `{}: ADDRESS` on a line of its own, not further in than other keys"


def written(raw: bytes, key: str) -> tuple[str, int] | None:
    """Return what monitor.yaml, which holds *raw*, says under *key*, and on which line; None: nothing.

    It is found without reading the rest, which may have mistakes: whoever loads all of it tells them.
    """
    match = _found(raw, key)
    if match is None:
        return None
    text = match[1] or match[2] or match[3] or b""
    return text.decode("utf-8", "replace"), raw.count(b"\n", 0, match.start()) + 1


def placed(raw: bytes, key: str, address: str | None) -> bytes:
    """Return monitor.yaml, which holds *raw*, with *address* under *key*; None: the key is made a comment."""
    match = _found(raw, key)
    line = b"" if address is None else f"{key}: {address}".encode()
    if match is not None:
        return raw[: match.start()] + (line or b"# " + match[0]) + raw[match.end() :]
    if not line:
        return raw
    return raw + (b"" if raw.endswith(b"\n") or not raw else b"\n") + line + b"\n"


def _found(raw: bytes, key: str) -> re.Match[bytes] | None:
    return _line(key).search(raw) if key.encode() in raw else None


@cache
def _line(key: str) -> re.Pattern[bytes]:
    value = rb"""[ \t]*:[ \t]*(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^\s#]\S*))[ \t]*(?:[ \t]#.*)?\r?$"""
    return re.compile(b"^" + key.encode() + value, re.M)
