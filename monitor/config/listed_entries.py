"""What stands in pages.yaml of one page, to be shown and edited in a form: never what is sent as a credential."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from monitor.config.document import Document, Mapping, data, follow
from monitor.config.nodes import entries
from monitor.config.page_edits import FILE, find_pages, parse_file

HIDDEN = ("headers", "auth", "cookies")
"""Keys whose values are shown nowhere."""
INSTEAD = "(not shown)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntry:
    """The entry of a page, as it stands in the file."""

    line: int  #: where it begins
    keys: dict[str, Any]  #: in the order of the file; values are texts, lists or tables; `INSTEAD` for `HIDDEN` ones


def listed_entry(text: str, page_id: str) -> ListedEntry:
    """Return the entry of a page in *text*, the content of pages.yaml.

    Raises:
        ConfigError: there is no such page, or the text is not YAML.
    """
    document = parse_file(text)
    pages, (index,) = find_pages(document, (page_id,))
    entry = follow(pages.items[index])
    assert isinstance(entry, Mapping)  # noqa: S101 (it has the id)
    keys: Any = data(entry)
    shown = {key: INSTEAD if key in HIDDEN else value for key, value in keys.items()}
    return ListedEntry(line=document.line(pages.items[index].start), keys=shown)


def without_credentials(text: str) -> str:
    """Return *text*, the content of pages.yaml, without the values of `HIDDEN` keys; its lines keep their numbers."""
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
