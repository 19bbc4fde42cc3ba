"""Channels: each of one kind, under a name of its own, and such that something can be sent to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from monitor.config import naming, secrets, sending
from monitor.config.document import Document
from monitor.config.document import Mapping as Entry
from monitor.config.files import ChannelEntry
from monitor.config.nodes import entries, scalar
from monitor.errors import Problem
from monitor.model import Channel
from monitor.model.addresses import AddressError, parse

FILES = ("file", "feed")  #: kinds that are written on this machine
KINDS = (*FILES, "webhook")  #: keys of which a channel has one, which says what is sent to


def check(service: Document | None, environ: Mapping[str, str], home: Path, warnings: list[Problem]) -> None:
    """Record channels that are given twice, are of no kind or of two, or lead nowhere.

    That a file's folder is not there is no mistake of the configuration, but worth a warning: a disk that comes and
    goes must not keep the service from checking, and what is owed to the file waits for it.
    """
    names: dict[str, int] = {}
    for entry in entries(service, "channels"):
        if service is not None:
            _check_name(service, entry, names)
            _check_kind(service, entry)
            _check_address(service, entry, environ)
            sending.check(service, entry)
            _warn_of_folder(service, entry, home, warnings)


def channel(entry: ChannelEntry, environ: Mapping[str, str], home: Path) -> Channel:
    """Return what *entry* stands for; `check` has seen that it can be sent to."""
    headers = (entry.headers or {}).items()
    file = entry.file or entry.feed
    return Channel(
        name=entry.name,
        kind=next(kind for kind in KINDS if getattr(entry, kind)),
        target=str(_path(file, home)) if file else _address(entry.webhook or "", environ),
        headers=tuple((name, secrets.resolve(value, environ)) for name, value in headers),
        allow_private=entry.allow_private,
        **sending.sending(entry, is_file=bool(file)),
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
        service.problem(entry.start, f"a channel has one of {', '.join(f'`{kind}`' for kind in KINDS)}")
    for key in ("headers", "allow_private"):
        if given and given[0] in FILES and (written := entry.key(key)):
            service.problem(written.start, f"`{key}` is for a webhook; this channel is a file")


def _warn_of_folder(service: Document, entry: Entry, home: Path, warnings: list[Problem]) -> None:
    for key in FILES:
        file = scalar(entry, key)
        if file is not None and not _path(file.value, home).parent.is_dir():
            told = f"`{key}`: there is no folder {_path(file.value, home).parent}; reports wait until there is"
            warnings.append(Problem(service.file, service.line(file.start), told))


def _check_address(service: Document, entry: Entry, environ: Mapping[str, str]) -> None:
    webhook = scalar(entry, "webhook")
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
