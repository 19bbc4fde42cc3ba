"""Certificates that vouch for a page's own host: files beside the configuration, read when it is."""

from __future__ import annotations

import ssl
from pathlib import Path

from monitor.config.document import Document, Scalar
from monitor.config.nodes import entries, scalar


def resolve(value: str, folder: Path) -> str:
    """Return the path of the file that *value* names, from *folder*, where the configuration lies."""
    return str(folder / Path(value).expanduser())


def check(pages: Document) -> None:
    """Record files that are missing or hold no certificate."""
    for entry in entries(pages):
        written = scalar(entry, "ca_file")
        if written is not None:
            _check(pages, written)


def _check(pages: Document, written: Scalar) -> None:
    try:
        path = resolve(written.value, pages.file.parent)
        ssl.create_default_context(cafile=path)
    except (RuntimeError, ValueError):
        pages.problem(written.start, f"`ca_file`: {written.value!r} names no file")
    except ssl.SSLError:
        pages.problem(written.start, f"`ca_file`: {path} holds no certificate (PEM)")
    except OSError as error:
        pages.problem(written.start, f"`ca_file`: {path} cannot be read: {error.strerror}")
