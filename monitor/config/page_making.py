"""From the entry of a page to the page: what holds for all, its own keys, and what is sent along for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.config import authorities, credentials, naming
from monitor.config.file_shapes import Defaults, Group, MorePages, PageAlert, PageEntry, PagesFile
from monitor.config.page_layers import said_of, take_timetable
from monitor.config.source_keys import source_of
from monitor.config.table import Table
from monitor.model import FOREVER, Alert, Direction, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What holds for every page that does not say otherwise."""

    folder: Path  #: of the configuration: paths are meant from here
    keep: timedelta = FOREVER  #: as monitor.yaml has it
    time_zone: str = "UTC"  #: likewise
    defaults: tuple[Defaults, ...] = ()  #: the later ones go before the earlier
    groups: Mapping[str, Group] = field(default_factory=dict)  #: what holds for pages with a tag, by the tag

    def over(self, file: MorePages) -> Common:
        """Return what holds for the pages of *file*, which stands in this."""
        groups = file.tags if isinstance(file, PagesFile) else self.groups
        return replace(self, defaults=(*self.defaults, file.defaults), groups=groups)

    @property
    def digest(self) -> str:
        """Return which it is: a sha256, hexadecimal."""
        said = [
            str(self.folder),
            repr(self.keep),
            self.time_zone,
            *(tag + group.model_dump_json(exclude_unset=True) for tag, group in self.groups.items()),
            *(table.model_dump_json(exclude_unset=True) for table in self.defaults),
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def make_page(entry: PageEntry, common: Common, environ: Mapping[str, str]) -> Page:
    """Return the page of an entry without mistakes.

    Args:
        entry: as written.
        common: what holds where it says nothing.
        environ: where references are looked up.
    """
    values = {"keep": common.keep} | said_of(entry, common.groups, common.defaults)
    timetable = take_timetable(values, common.time_zone)
    source = source_of(values)
    if "id" not in values:
        values["id"] = naming.slug(entry.url)
    values = {name: value for name, value in values.items() if name not in credentials.SENT_AS}
    values |= {"headers": credentials.headers(entry, environ), "secrets": credentials.hidden(entry, environ)}
    made: dict[str, Callable[[Any], Any]] = {
        "tags": _once_each,
        "ignore": _once_each,
        "only": _once_each,
        "ca_file": lambda path: authorities.resolve(path, common.folder),
        "alerts": lambda rules: tuple(make_alert(rule, f"{values['id']} rule {n}") for n, rule in enumerate(rules, 1)),
    }
    taken = {name: made[name](value) if name in made else value for name, value in values.items()}
    return Page(source=source, timetable=timetable, **taken)


def _once_each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def make_alert(rule: PageAlert, name: str) -> Alert:
    """Return the rule of telling that *rule* writes, called *name* where it has no name of its own."""
    values = {"name": name, **given(rule)}
    if rule.direction:
        values["direction"] = Direction(rule.direction)
    return Alert(**values)


def given(table: Table) -> dict[str, Any]:
    """Return the keys of a table that have a value, lists as tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table if value is not None}
