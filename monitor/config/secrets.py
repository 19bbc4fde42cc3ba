"""Secrets in headers and in addresses of channels: ``${NAME}``, from the environment, so that no file holds them."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping

from monitor.config import document as yaml
from monitor.config.document import Document, Scalar, follow
from monitor.config.files import PagesFile, ServiceFile
from monitor.config.nodes import entries
from monitor.errors import Problem

_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]{0,100})\}")
_SECRET_NAME = re.compile(r"authorization|cookie|token|secret|password|api-?key", re.I)


def resolve(value: str, environ: Mapping[str, str]) -> str:
    """Return *value* with every ``${NAME}`` replaced; `check` has seen that each is there."""
    return _REFERENCE.sub(lambda match: environ[match[1]], value)


def names(value: str) -> tuple[str, ...]:
    """Return the NAME of every ``${NAME}`` in *value*."""
    return tuple(match[1] for match in _REFERENCE.finditer(value))


def used(listed: PagesFile, settings: ServiceFile, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values that headers of pages, and channels, take from the environment."""
    values = [value for page in listed.pages for value in (page.headers or {}).values()]
    for channel in settings.channels:
        values += [channel.webhook or "", *(channel.headers or {}).values()]
    return tuple(environ[name] for name in dict.fromkeys(name for value in values for name in names(value)))


def written(document: Document) -> list[tuple[str, Scalar]]:
    """Return the values that stand in the file itself and may be secrets, each once, in its order, with its name."""
    values = [pair for key in ("pages", "channels") for pair in _values(document, key)]
    found = {value.start: (name, value) for name, value in values if _is_written(name, value)}
    return [found[start] for start in sorted(found)]


def _is_written(name: str, value: Scalar) -> bool:
    return bool(_SECRET_NAME.search(name) or name == "webhook") and not _REFERENCE.search(value.value)


def check(pages: Document, service: Document | None, environ: Mapping[str, str], warnings: list[Problem]) -> None:
    """Record references that cannot be resolved, and warn of secrets that stand in a file others can read."""
    for document, key in ((pages, "pages"), (service, "channels")):
        for name, value in _values(document, key):
            assert document is not None  # noqa: S101 (it has values)
            _check_value(document, name, value, environ)
            if _is_written(name, value) and _others_read(document):
                message = (
                    f"`{name}` may be a secret and others can read this file; write ${{NAME}} and set NAME outside"
                )
                warnings.append(Problem(document.file, document.line(value.start), message))


def _check_value(document: Document, name: str, value: Scalar, environ: Mapping[str, str]) -> None:
    for match in _REFERENCE.finditer(value.value):
        _check_variable(document, value, match[1], environ)
    if "${" in _REFERENCE.sub("", value.value):
        document.problem(value.start, f"`{name}`: write ${{NAME}}, NAME being letters, digits and _")


def _check_variable(document: Document, value: Scalar, variable: str, environ: Mapping[str, str]) -> None:
    content = environ.get(variable)
    if not content:
        document.problem(value.start, f"the environment has no variable {variable}")
    elif not (content.isascii() and content.isprintable()):
        document.problem(value.start, f"the variable {variable} holds what cannot stand in a header or an address")


def _values(document: Document | None, key: str) -> Iterator[tuple[str, Scalar]]:
    """Yield what may hold a reference, with its name: headers, and addresses of channels."""
    for entry in entries(document, key):
        headers = follow(entry.get("headers"))
        pairs = list(headers.pairs) if isinstance(headers, yaml.Mapping) else []
        pairs += [(name, node) for name, node in entry.pairs if name.value == "webhook"]
        for name, node in pairs:
            value = follow(node)
            if isinstance(value, Scalar):
                yield name.value, value


def _others_read(document: Document) -> bool:
    mode = document.file.stat().st_mode if document.file.exists() else 0
    return bool(mode & (stat.S_IRGRP | stat.S_IROTH))
