"""Secrets in headers: written as ``${NAME}`` and taken from the environment, so that no file holds them."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping

from monitor.config import document as yaml
from monitor.config.document import Document, Scalar, follow
from monitor.config.files import PagesFile
from monitor.config.nodes import entries
from monitor.errors import Problem

_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]{0,100})\}")
_SECRET_NAME = re.compile(r"authorization|cookie|token|secret|password|api-?key", re.I)


def resolve(value: str, environ: Mapping[str, str]) -> str:
    """Return *value* with every ``${NAME}`` replaced; `check` has seen that each is there."""
    return _REFERENCE.sub(lambda match: environ[match[1]], value)


def used(listed: PagesFile, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values that the pages' headers take from the environment."""
    values = (value for page in listed.pages for value in (page.headers or {}).values())
    names = dict.fromkeys(match[1] for value in values for match in _REFERENCE.finditer(value))
    return tuple(environ[name] for name in names)


def written(pages: Document) -> list[Scalar]:
    """Return the values of headers that stand in the file itself and may be secrets, each once, in its order."""
    found = {value.start: value for name, value in _headers(pages) if _is_written(name, value)}
    return [found[start] for start in sorted(found)]


def _is_written(name: str, value: Scalar) -> bool:
    return bool(_SECRET_NAME.search(name)) and not _REFERENCE.search(value.value)


def check(pages: Document, environ: Mapping[str, str], warnings: list[Problem]) -> None:
    """Record references that cannot be resolved, and warn of secrets that stand in a file others can read."""
    for name, value in _headers(pages):
        for match in _REFERENCE.finditer(value.value):
            _check_variable(pages, value, match[1], environ)
        if "${" in _REFERENCE.sub("", value.value):
            pages.problem(value.start, f"`{name}`: write ${{NAME}}, NAME being letters, digits and _")
        elif _is_written(name, value) and _others_read(pages):
            message = f"`{name}` may be a secret and others can read this file; write ${{NAME}} and set NAME outside"
            warnings.append(Problem(pages.file, pages.line(value.start), message))


def _check_variable(pages: Document, value: Scalar, variable: str, environ: Mapping[str, str]) -> None:
    content = environ.get(variable)
    if not content:
        pages.problem(value.start, f"the environment has no variable {variable}")
    elif not (content.isascii() and content.isprintable()):
        pages.problem(value.start, f"the variable {variable} holds what cannot stand in a header")


def _headers(pages: Document) -> Iterator[tuple[str, Scalar]]:
    for entry in entries(pages):
        headers = follow(entry.get("headers"))
        if isinstance(headers, yaml.Mapping):
            for name, node in headers.pairs:
                value = follow(node)
                if isinstance(value, Scalar):
                    yield name.value, value


def _others_read(pages: Document) -> bool:
    mode = pages.file.stat().st_mode if pages.file.exists() else 0
    return bool(mode & (stat.S_IRGRP | stat.S_IROTH))
