"""Certificates that vouch for the host of a page or a channel, or for timestamps: files read with the configuration."""

from __future__ import annotations

import ssl
from pathlib import Path

from monitor.config.document import Document, Mapping, Scalar, follow
from monitor.config.file_shapes import TimestampTable
from monitor.config.nodes import entries, scalar
from monitor.model.timestamps import Authority


def resolve(value: str, folder: Path) -> str:
    """Return the path of the file that *value* names, from *folder*, where the configuration lies."""
    return str(folder / Path(value).expanduser())


def check_pages(pages: Document, folder: Path) -> None:
    """Record files of pages that are missing or hold no certificate; their paths are meant from *folder*."""
    for entry in entries(pages):
        check_entry(pages, entry, folder)


def check_timestamps(service: Document, folder: Path) -> None:
    """Record that the file of who signs the time is missing or holds no certificate."""
    table = follow(service.root.get("timestamp")) if isinstance(service.root, Mapping) else None
    if isinstance(table, Mapping):
        check_entry(service, table, folder)


def authority(table: TimestampTable | None, folder: Path) -> Authority | None:
    """Return who signs the time; `check` has seen that its certificates can be read."""
    if table is None:
        return None
    certificates = Path(resolve(table.ca_file, folder)).read_text("ascii", errors="replace")
    return Authority(url=table.url, certificates=certificates, allow_private=bool(table.allow_private))


def check_entry(document: Document, entry: Mapping, folder: Path) -> None:
    """Record that the file which *entry* names, from *folder*, is missing or holds no certificate."""
    written = scalar(entry, "ca_file")
    if written is not None:
        _check(document, written, folder)


def _check(document: Document, written: Scalar, folder: Path) -> None:
    try:
        path = resolve(written.value, folder)
        ssl.create_default_context(cafile=path)
    except (RuntimeError, ValueError):
        document.problem(written.start, f"`ca_file`: {written.value!r} names no file")
    except ssl.SSLError:
        document.problem(written.start, f"`ca_file`: {path} holds no certificate (PEM)")
    except OSError as error:
        document.problem(written.start, f"`ca_file`: {path} cannot be read: {error.strerror}")
