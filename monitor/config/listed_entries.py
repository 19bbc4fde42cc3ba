"""What stands in a file of pages of one page, to be shown and edited in a form: never what is sent as a credential."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from monitor.config.document import Document, data, follow
from monitor.config.nodes import entries, id_of
from monitor.config.page_edits import FILE, parse_file
from monitor.errors import ConfigError, Problem

HIDDEN = ("headers", "auth", "cookies")
"""Keys whose values are shown nowhere."""
INSTEAD = "(not shown)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntry:
    """The entry of a page, as it stands in the file."""

    line: int  #: where it begins
    file: Path = FILE  #: in which it stands
    keys: dict[str, Any]  #: in the order of the file; values are texts, lists or tables; `INSTEAD` for `HIDDEN` ones


def listed_entry(text: str, page_id: str, file: Path = FILE) -> ListedEntry:
    """Return the entry of a page in *text*, the content of *file*, one of pages.

    Raises:
        ConfigError: there is no such page, or the text is not YAML.
    """
    found = _listed(text).get(page_id)
    if found is None:
        raise ConfigError([Problem(file, None, f"there is no page `{page_id}`")])
    return replace(found, file=file)


@lru_cache(maxsize=2)  # of the text as it is, and as it was: 2,000 entries take a third of a second to parse
def _listed(text: str) -> dict[str, ListedEntry]:
    """Return every entry of *text* by its id; of several with one id, the first."""
    document = parse_file(text)
    found: dict[str, ListedEntry] = {}
    for entry in entries(document):
        if (page_id := id_of(entry)) is not None:
            keys: Any = data(entry)
            shown = {key: INSTEAD if key in HIDDEN else value for key, value in keys.items()}
            found.setdefault(page_id, ListedEntry(line=document.line(entry.start), keys=shown))
    return found


def without_credentials(text: str) -> str:
    """Return *text*, a file of pages, without the values of `HIDDEN` keys; its lines keep their numbers."""
    document = Document(text, FILE)
    values = {
        (value.start, value.end)
        for entry in entries(document)
        for key in HIDDEN
        if (value := follow(entry.get(key))) is not None
    }
    for start, end in sorted(values, reverse=True):
        text = text[:start] + INSTEAD + "\n" * text.count("\n", start, end) + text[end:]
    return text
