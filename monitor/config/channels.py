"""Channels: each of one kind, under a name of its own, and such that something can be sent to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from monitor.config import naming, secrets
from monitor.config.document import Document
from monitor.config.document import Mapping as Entry
from monitor.config.files import ChannelEntry
from monitor.config.nodes import entries, scalar
from monitor.model import Channel
from monitor.model.addresses import AddressError, parse

KINDS = ("file", "webhook")  #: keys of which a channel has one, which says what is sent to


def check(service: Document | None, environ: Mapping[str, str], home: Path) -> None:
    """Record channels that are given twice, are of no kind or of two, or lead nowhere."""
    names: dict[str, int] = {}
    for entry in entries(service, "channels"):
        if service is not None:
            _check_name(service, entry, names)
            _check_kind(service, entry)
            _check_target(service, entry, environ, home)


def channel(entry: ChannelEntry, environ: Mapping[str, str], home: Path) -> Channel:
    """Return what *entry* stands for; `check` has seen that it can be sent to."""
    headers = (entry.headers or {}).items()
    return Channel(
        name=entry.name,
        kind="file" if entry.file else "webhook",
        target=str(_path(entry.file, home)) if entry.file else _address(entry.webhook or "", environ),
        headers=tuple((name, secrets.resolve(value, environ)) for name, value in headers),
        allow_private=entry.allow_private,
    )


def _check_name(service: Document, entry: Entry, names: dict[str, int]) -> None:
    name = scalar(entry, "name")
    if name is not None:
        first = names.setdefault(naming.folded(name.value), name.start)
        if first != name.start:
            service.problem(name.start, f"`name`: the channel on line {service.line(first)} has this name already")


def _check_kind(service: Document, entry: Entry) -> None:
    given = [kind for kind in KINDS if scalar(entry, kind) is not None]
    if len(given) != 1:
        service.problem(entry.start, f"a channel has one of {' and '.join(f'`{kind}`' for kind in KINDS)}")
    for key in ("headers", "allow_private"):
        if given == ["file"] and (written := entry.key(key)):
            service.problem(written.start, f"`{key}` is for a webhook; this channel is a file")


def _check_target(service: Document, entry: Entry, environ: Mapping[str, str], home: Path) -> None:
    file, webhook = scalar(entry, "file"), scalar(entry, "webhook")
    if file is not None and not _path(file.value, home).parent.is_dir():
        service.problem(file.start, f"`file`: there is no folder {_path(file.value, home).parent}")
    if webhook is not None and all(environ.get(name) for name in secrets.names(webhook.value)):
        try:
            _address(webhook.value, environ)
        except AddressError as error:  # what it says may repeat what the environment holds
            told = f"it is no address once {webhook.value} is filled in" if secrets.names(webhook.value) else error
            service.problem(webhook.start, f"`webhook`: {told}")


def _path(written: str, home: Path) -> Path:
    return home / Path(written.strip()).expanduser()


def _address(written: str, environ: Mapping[str, str]) -> str:
    return parse(secrets.resolve(written, environ)).url
