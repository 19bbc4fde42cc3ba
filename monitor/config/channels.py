"""Channels: each of one kind, under a name of its own, and such that something can be sent to it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from monitor.config import authorities, naming, secrets, sending
from monitor.config.document import Document, Scalar, follow
from monitor.config.document import Mapping as Entry
from monitor.config.file_shapes import ChannelEntry, MailTable
from monitor.config.nodes import entries, scalar
from monitor.errors import Problem
from monitor.model import Channel, Mailing, Security
from monitor.model.addresses import AddressError, parse

FILES = ("file", "feed")  #: kinds that are written on this machine
KINDS = (*FILES, "webhook", "mail", "url")  #: keys of which a channel has one, which says what is sent to
ONLY_FOR = {  # keys that not every kind has
    "headers": ("webhook",),
    "secret": ("webhook",),
    "allow_private": ("webhook", "mail", "url"),
    "ca_file": ("webhook", "mail", "url"),
}
PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_NOT_HERE = re.compile(r"[?&](redirect|verify)=", re.I)
_SECRET_BYTES = range(24, 65)  # Standard Webhooks 1.0
Fault = Callable[[str], str]  #: what is wrong with an Apprise address; empty: nothing


def check(
    service: Document | None, environ: Mapping[str, str], home: Path, warnings: list[Problem], fault: Fault | None
) -> None:
    """Record channels that are given twice, are of no kind or of two, or lead nowhere.

    That a file's folder is not there is no mistake of the configuration, but worth a warning: a disk that comes and
    goes must not keep the service from checking, and what is owed to the file waits for it.
    """
    names: dict[str, int] = {}
    for entry in entries(service, "channels"):
        if service is not None:
            _check_name(service, entry, names)
            _check_kind(service, entry)
            _check_webhook(service, entry, environ)
            _check_mail(service, entry)
            _check_url(service, entry, environ, fault)
            authorities.check_entry(service, entry, service.file.parent)
            sending.check(service, entry)
            _warn_of_folder(service, entry, home, warnings)


def channel(entry: ChannelEntry, environ: Mapping[str, str], home: Path, folder: Path) -> Channel:
    """Return what *entry* stands for; `check` has seen that it can be sent to.

    Args:
        entry: as written.
        environ: where references are looked up.
        home: from which the path of a file is meant.
        folder: from which other paths are: of the configuration.
    """
    kind = next(kind for kind in KINDS if getattr(entry, kind))
    headers = (entry.headers or {}).items()
    return Channel(
        name=entry.name,
        kind=kind,
        target=_target(entry, environ, home),
        headers=tuple((name, secrets.resolve(value, environ)) for name, value in headers),
        secret=_signing(secrets.resolve(entry.secret, environ)) if entry.secret else b"",
        mail=_mailing(entry.mail, environ) if entry.mail else None,
        ca_file=authorities.resolve(entry.ca_file, folder) if entry.ca_file else None,
        allow_private=entry.allow_private,
        **sending.sending(entry, is_file=kind in FILES),
    )


def _target(entry: ChannelEntry, environ: Mapping[str, str], home: Path) -> str:
    if file := entry.file or entry.feed:
        return str(_path(file, home))
    if entry.webhook:
        return _address(entry.webhook, environ)
    return secrets.resolve(entry.url or "", environ)


def _mailing(entry: MailTable, environ: Mapping[str, str]) -> Mailing:
    security = Security(entry.security)
    return Mailing(
        to=tuple(dict.fromkeys(entry.to)),
        sender=entry.sender,
        server=entry.server,
        port=entry.port or PORTS[security],
        security=security,
        user=secrets.resolve(entry.user or "", environ),
        password=secrets.resolve(entry.password or "", environ),
    )


def _signing(secret: str) -> bytes:
    """Return the bytes that *secret* writes in base64, as Standard Webhooks has it.

    Raises:
        ValueError: it does not, or they are too few or too many.
    """
    if secret == secrets.UNKNOWN:
        return b""
    try:
        found = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        found = b""
    if len(found) not in _SECRET_BYTES:
        raise ValueError("should be 24 to 64 random bytes in base64; `openssl rand -base64 32` makes some")
    return found


def _check_name(service: Document, entry: Entry, names: dict[str, int]) -> None:
    name = scalar(entry, "name")
    if name is not None:
        first = names.setdefault(naming.folded(name.value), name.start)
        if first != name.start:
            service.problem(name.start, f"`name`: the channel on line {service.line(first)} has this name already")


def _check_kind(service: Document, entry: Entry) -> None:
    given = [kind for kind in KINDS if _is_given(entry, kind)]
    if len(given) != 1:
        service.problem(entry.start, f"a channel has one of {_listed(KINDS)}")
        return
    for key, kinds in ONLY_FOR.items():
        if given[0] not in kinds and (written := entry.key(key)):
            service.problem(written.start, f"`{key}` is for {_listed(kinds)}; this channel has `{given[0]}`")


def _is_given(entry: Entry, key: str) -> bool:
    value = follow(entry.get(key))
    return value is not None and not (isinstance(value, Scalar) and value.null)


def _listed(keys: tuple[str, ...]) -> str:
    *most, last = (f"`{key}`" for key in keys)
    return f"{', '.join(most)} and {last}" if most else last


def _warn_of_folder(service: Document, entry: Entry, home: Path, warnings: list[Problem]) -> None:
    for key in FILES:
        file = scalar(entry, key)
        if file is not None and not _path(file.value, home).parent.is_dir():
            warning = f"`{key}`: there is no folder {_path(file.value, home).parent}; reports wait until there is"
            warnings.append(Problem(service.file, service.line(file.start), warning))


def _check_webhook(service: Document, entry: Entry, environ: Mapping[str, str]) -> None:
    webhook, secret = _found(entry, "webhook", environ), _found(entry, "secret", environ)
    if webhook is not None:
        try:
            _address(webhook.value, environ)
        except AddressError as error:  # what it says may repeat what the environment holds
            fault = f"it is no address once {webhook.value} is filled in" if secrets.names(webhook.value) else error
            service.problem(webhook.start, f"`webhook`: {fault}")
    if secret is not None and secrets.names(secret.value):
        try:
            _signing(secrets.resolve(secret.value, environ))
        except ValueError as error:
            service.problem(secret.start, f"`secret`: what {secret.value} holds {error}")


def _check_mail(service: Document, entry: Entry) -> None:
    mail = follow(entry.get("mail"))
    if not isinstance(mail, Entry):
        return
    user, password, security = scalar(mail, "user"), scalar(mail, "password"), scalar(mail, "security")
    if (user is None) != (password is None):
        service.problem(mail.start, "`mail` has both `user` and `password`, or neither")
    if password and security and security.value.casefold() == Security.NONE:
        service.problem(security.start, "`security`: none would send the password in the clear; use starttls or tls")


def _check_url(service: Document, entry: Entry, environ: Mapping[str, str], fault: Fault | None) -> None:
    url = _found(entry, "url", environ)
    if url is None:
        return
    address = secrets.resolve(url.value.strip(), environ)
    if not _SCHEME.match(address):
        service.problem(url.start, "`url` should be an Apprise address, such as ntfy://TOPIC; ${NAME} may stand for it")
    elif _NOT_HERE.search(address):
        told = "`redirect` and `verify` are no choice: redirects are never followed, certificates always verified"
        service.problem(url.start, f"`url`: {told}")
    elif fault and address != secrets.UNKNOWN and (found := fault(address)):
        service.problem(url.start, f"`url`: {found}")


def _found(entry: Entry, key: str, environ: Mapping[str, str]) -> Scalar | None:
    """Return the value of *key* if all that it refers to is there."""
    value = scalar(entry, key)
    there = value is not None and all(environ.get(name) for name in secrets.names(value.value))
    return value if there else None


def _path(written: str, home: Path) -> Path:
    return home / Path(written.strip()).expanduser()


def _address(written: str, environ: Mapping[str, str]) -> str:
    return parse(secrets.resolve(written, environ)).url
