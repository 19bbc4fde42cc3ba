"""Secrets: ``${NAME}``, from the environment, or ``${file:PATH}``, from a file, so that no configuration holds them.

They may stand in what a page sends along, in addresses of channels, and under keys that take nothing else
(`channel_fields.Reference`).
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from urllib.parse import quote, unquote

from monitor.config import document as yaml
from monitor.config.channel_fields import REFERENCE
from monitor.config.document import Document, Scalar, follow
from monitor.config.file_shapes import ServiceFile
from monitor.config.nodes import entries
from monitor.errors import Problem

UNKNOWN = "https://unknown.invalid/"  # stands for every secret of one who sends nothing; an address of no host
LARGEST = 4_096  # bytes of a secret's file
FILE = "file:"
_SECRET_NAME = re.compile(r"auth|cookie|sess|token|secret|password|api-?key", re.I)
_HOLDERS = re.compile(r"""\b(?:headers|auth|cookies|channels)["']?\s*:""")
"""Keys below which secrets stand: a file that has none of them need not be parsed to know that it holds none."""
_ADDRESSES = ("webhook", "url")  # keys of a channel whose address may be secret as a whole


class Lookup(Mapping[str, str]):
    """Where secrets are looked up by what stands in ``${}``: the environment, and files by ``file:PATH``.

    A path is meant from the folder of the configuration. Of a file, the line end at its end is no part of the secret.
    """

    def __init__(self, environ: Mapping[str, str], folder: Path) -> None:
        self._environ, self._folder = environ, folder

    def __getitem__(self, name: str) -> str:
        """Return the secret; a file that cannot be read is like a variable that is not there."""
        if name.startswith(FILE):
            try:
                with (self._folder / Path(name.removeprefix(FILE)).expanduser()).open("rb") as file:
                    return file.read(LARGEST).decode("utf-8").rstrip("\r\n")
            except (OSError, ValueError, RuntimeError):
                pass
        return self._environ[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the variables of the environment."""
        return iter(self._environ)

    def __len__(self) -> int:
        """Return how many variables the environment has."""
        return len(self._environ)


def resolve(value: str, environ: Mapping[str, str]) -> str:
    """Return *value* with every reference replaced; `check` has seen that each is there."""
    return REFERENCE.sub(lambda match: environ[match[1]], value)


def names(value: str) -> tuple[str, ...]:
    """Return what is looked up for *value*: NAME, or file:PATH."""
    return tuple(match[1] for match in REFERENCE.finditer(value))


def used(values: Iterable[str | None], environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return what *values* take from elsewhere, in each form in which it may be shown."""
    found = dict.fromkeys(environ[name] for value in values if value for name in names(value))
    return tuple(dict.fromkeys(form for value in found for form in (value, quote(value, safe=""), unquote(value))))


def of_channels(settings: ServiceFile) -> Iterator[str | None]:
    """Yield the values of channels that may name what stands elsewhere."""
    for channel in settings.channels:
        yield from (channel.webhook, channel.url, channel.secret, *(channel.headers or {}).values())
        if channel.mail:
            yield from (channel.mail.user, channel.mail.password)


def written(document: Document) -> list[tuple[str, Scalar]]:
    """Return the values that stand in the file itself and may be secrets, each once, in its order, with its name."""
    found = {value.start: (name, value) for name, value in _all(document) if _is_written(name, value)}
    return [found[start] for start in sorted(found)]


def _is_written(name: str, value: Scalar) -> bool:
    return bool(_SECRET_NAME.search(name) or name in _ADDRESSES) and not REFERENCE.search(value.value)


def files_of_secrets(files: Iterable[Path], folder: Path) -> list[Path]:
    """Return which of the configuration's *files* hold secrets themselves, and the files that they take secrets from.

    What cannot be read, or is no YAML, holds none that is known.

    Args:
        files: of a configuration.
        folder: that the paths of secrets are meant from.
    """
    found: dict[Path, None] = {}
    for path in files:
        try:
            text = path.read_text("utf-8")
        except (OSError, ValueError):
            continue
        if _HOLDERS.search(text) and written(Document(text, path)):
            found[path] = None
        for name in names(text):
            if name.startswith(FILE):
                found[folder / Path(name.removeprefix(FILE)).expanduser()] = None
    return list(found)


def check(document: Document, environ: Mapping[str, str], warnings: list[Problem]) -> None:
    """Record references that cannot be resolved, and warn of secrets that stand in a file others can read."""
    for name, value in _all(document):
        _check_value(document, name, value, environ)
        if _is_written(name, value) and _others_read(document):
            message = f"`{name}` may be a secret and others can read this file; write ${{NAME}} and set NAME outside"
            warnings.append(Problem(document.file, document.line(value.start), message))


def of_pages(document: Document) -> Iterator[tuple[str, Scalar]]:
    """Yield what of the pages of a file may hold a reference, with its name."""
    return _values(document, "pages")


def _all(document: Document) -> Iterator[tuple[str, Scalar]]:
    """Yield what of a file, of pages or of the service, may hold a reference, with its name."""
    return chain(_values(document, "pages"), _values(document, "channels"))


def _check_value(document: Document, name: str, value: Scalar, environ: Mapping[str, str]) -> None:
    for looked_up in names(value.value):
        _check_secret(document, value, looked_up, environ)
    if "${" in REFERENCE.sub("", value.value):
        document.problem(value.start, f"`{name}`: write ${{NAME}}, NAME being letters, digits and _, or ${{file:PATH}}")


def _check_secret(document: Document, value: Scalar, name: str, environ: Mapping[str, str]) -> None:
    content, path = environ.get(name), name.removeprefix(FILE)
    what = f"the variable {name}" if path == name else f"the file {path}"
    if not content:
        missing = f"the environment has no variable {name}" if path == name else f"{what} is empty or cannot be read"
        document.problem(value.start, missing)
    elif not (content.isascii() and content.isprintable()):
        document.problem(value.start, f"{what} holds what cannot stand in a header or an address")


def _values(document: Document, key: str) -> Iterator[tuple[str, Scalar]]:
    """Yield what may hold a reference, with its name: what a page sends along, and what of a channel is secret."""
    for entry in entries(document, key):
        pairs = _pairs(entry.get("headers"))
        if key == "pages":
            pairs += [*_pairs(entry.get("auth")), *_pairs(entry.get("cookies"))]
        if key == "channels":
            pairs += [(name, node) for name, node in entry.pairs if name.value in {*_ADDRESSES, "secret"}]
            pairs += [(name, node) for name, node in _pairs(entry.get("mail")) if name.value in {"user", "password"}]
        for name, node in pairs:
            value = follow(node)
            if isinstance(value, Scalar):
                yield name.value, value


def _pairs(node: yaml.Node | None) -> list[tuple[Scalar, yaml.Node]]:
    table = follow(node)
    return list(table.pairs) if isinstance(table, yaml.Mapping) else []


def _others_read(document: Document) -> bool:
    mode = document.file.stat().st_mode if document.file.exists() else 0
    return bool(mode & (stat.S_IRGRP | stat.S_IROTH))
