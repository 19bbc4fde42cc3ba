"""What pydantic found wrong, said in our words and with its line."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from monitor.config.document import Document, Mapping, Node, Sequence, data, follow
from monitor.config.nearest import nearest
from monitor.config.table import Table

T = TypeVar("T", bound=Table)
SHAPES = {
    "list_type": "should be a list",
    "dict_type": "should be keys and values, one on a line",
    "model_type": "should be keys and values, one on a line",
    "model_attributes_type": "should be keys and values, one on a line",
    "too_short": "should have at least one",
}
# What other monitors, and people, call our keys.
ALSO_CALLED = {
    "address": "url", "link": "url", "href": "url", "uri": "url", "name": "id", "title": "note", "comment": "note",
    "description": "note", "interval": "every", "frequency": "every", "schedule": "every", "period": "every",
    "css": "select", "filter": "select", "selector": "select", "exclude": "ignore", "skip": "ignore",
    "lang": "language", "author": "speaker", "publisher": "speaker", "disabled": "enabled", "active": "enabled",
    "robots": "ignore_robots", "private": "allow_private", "required": "must_contain", "contains": "must_contain",
    "email": "contact", "mail": "contact", "agent": "user_agent", "timezone": "time_zone", "tz": "time_zone",
    "rules": "alerts", "jobs": "pages", "urls": "pages", "sites": "pages", "threads": "fetch_threads",
    "processes": "workers", "timeout": "total", "delay": "host_gap", "group": "tags", "renamed": "was",
    "sender": "from", "recipient": "to", "recipients": "to", "smtp": "mail", "host": "server", "username": "user",
    "passwd": "password", "tls": "security", "ssl": "security", "starttls": "security", "encryption": "security",
    "apprise": "url", "service": "url", "hook": "webhook", "signature": "secret", "certificate": "ca_file",
    "crontab": "cron", "at": "cron", "times": "cron", "weekdays": "days", "weekday": "days", "active_hours": "hours",
    "splay": "jitter", "groups": "tags",
    "browser": "render", "use_browser": "render", "javascript": "render", "js": "render", "chromium": "render",
}  # fmt: skip


_KEY = "[key]"  # how pydantic calls a key, where that is what is wrong


def validate(document: Document, table: type[T]) -> T | None:
    """Return the document's content as a *table*; None, with every problem recorded, when it is not one."""
    if document.problems and document.root is None:
        return None
    content = data(document.root)
    try:
        return table.model_validate({} if content is None else content)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            _record(document, table, detail)
        return None


def _record(document: Document, table: type[Table], detail: Any) -> None:
    path: tuple[str | int, ...] = detail["loc"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        _unknown_key(document, table, path)
    elif kind == "missing":
        index = _index(document.root, path[:-1])
        document.problem(index, f"{_table_at(table, path[:-1]).called} needs `{path[-1]}`")
    else:
        said = detail.get("ctx", {}).get("error")
        _wrong_value(document, path, kind, SHAPES.get(kind) or str(said or detail["msg"]))


def _wrong_value(document: Document, path: tuple[str | int, ...], kind: str, message: str) -> None:
    """Record a value, or a key's name, that is not what it should be: it is named by the key nearest to it."""
    name = next((part for part in reversed(path) if isinstance(part, str) and part != _KEY), None)
    said_of = f"`{name}`: " if name else "the file "
    last = path[-1] if path else None
    if last == _KEY:
        document.problem(_key_index(document.root, path[:-1]), f"{said_of}{message}")
    elif isinstance(last, int) and kind in SHAPES:
        document.problem(_index(document.root, path), f"an entry of {said_of}{message}")
    else:
        document.problem(_index(document.root, path), f"{said_of}{message}")


def _unknown_key(document: Document, table: type[Table], path: tuple[str | int, ...]) -> None:
    key, owner = str(path[-1]), _table_at(table, path[:-1])
    document.problem(_key_index(document.root, path), unknown_key(key, owner))


def unknown_key(key: str, owner: type[Table]) -> str:
    """Return that *owner* has no such *key*, with the one that was probably meant."""
    known = owner.written_keys()
    plain = key.strip().casefold().replace("-", "_").replace(" ", "_")
    others = {name: meant for name, meant in ALSO_CALLED.items() if meant in known}
    meant = plain if plain in known else others.get(plain) or nearest(plain, known)
    if meant is None and (other := nearest(plain, others)):
        meant = others[other]
    hint = f"did you mean `{meant}`?" if meant else f"it has {', '.join(known)}"
    return f"`{key}` is not a key of {owner.called}; {hint}"


def _table_at(table: type[Table], path: tuple[str | int, ...]) -> type[Table]:
    """Return the table that stands at *path* below *table*."""
    for part in path:
        if isinstance(part, str) and part in table.written_keys():
            table = _table_in(table.written_keys()[part].annotation) or table
    return table


def _table_in(annotation: Any) -> type[Table] | None:
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    return next((found for part in get_args(annotation) if (found := _table_in(part))), None)


def _step(node: Node | None, part: str | int) -> Node | None:
    here = follow(node)
    if isinstance(here, Mapping):
        return here.get(str(part))
    if isinstance(here, Sequence) and isinstance(part, int) and part < len(here.items):
        return here.items[part]
    return None


def _index(root: Node | None, path: tuple[str | int, ...]) -> int | None:
    """Return where the value at *path* stands, or the last part of the way to it that there is."""
    node, at = root, None if root is None else root.start
    for part in path:
        node = _step(node, part)
        if node is None:
            break
        at = node.start
    return at


def _key_index(root: Node | None, path: tuple[str | int, ...]) -> int | None:
    """Return where the key at the end of *path* stands."""
    node = root
    for part in path[:-1]:
        node = _step(node, part)
    owner = follow(node)
    key = owner.key(str(path[-1])) if isinstance(owner, Mapping) else None
    return key.start if key else _index(root, path)
