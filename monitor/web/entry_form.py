"""The entry of a page as a form, and what the form says as changes of pages.yaml: only keys that were changed. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor import config
from monitor.config import ListedEntry, Setting
from monitor.model.sanitize import visible


@dataclass(frozen=True, slots=True)
class Field:
    """A key of an entry, in the form."""

    key: str
    label: str
    hint: str
    kind: str = "text"  #: text, tags (commas between them) or lines (one a line)


FIELDS = (
    Field("every", "How often it is checked", "30m, 6h, 1d"),
    Field("cron", "Or when, by cron", "30 8 * * mon-fri, or @daily; one a line.", "lines"),
    Field("hours", "Only in these hours", "8-18, 08:30-12:00, 22-6; with commas between them.", "tags"),
    Field("days", "Only on these days", "mon-fri; with commas between them.", "tags"),
    Field("time_zone", "Time zone of these", "Europe/Paris; by default that of the configuration."),
    Field("tags", "Tags", "Words to gather pages by, with commas between them.", "tags"),
    Field("select", "Read only", "CSS, XPath or a path into JSON: what it takes is read, the rest is not."),
    Field("ignore", "Leave out", "Selectors, one a line.", "lines"),
    Field("must_contain", "Must contain", "A text without this phrase is not believed."),
    Field("language", "Language", "Instead of what the page says of itself: en, fr."),
    Field("speaker", "Who states its figures", "Where nobody else is said to state them."),
    Field("only", "Tell only of", "Words, one a line: only of figures that count one of them.", "lines"),
    Field("note", "A note for people", ""),
)
OF_SOURCES = (
    Field("links", "Only links with", "A regular expression in the address or the words of a link."),
    Field("window", "Each page is followed for", "30d, or forever."),
    Field("most", "At most so many pages at once", "The newest."),
)
READS = frozenset({"select", "ignore", "language", "speaker", "must_contain"})
"""Keys that change what is read."""


def fields_of(entry: ListedEntry) -> tuple[Field, ...]:
    """Return the fields that the form of *entry* has."""
    return (*FIELDS, *(OF_SOURCES if "follow" in entry.keys else ()))


def shown(entry: ListedEntry) -> dict[str, str]:
    """Return what stands in each field of *entry*, and in ``enabled`` whether the page is checked."""
    asked = {field.key: _joined(field, texts_of(entry, field.key)) for field in fields_of(entry)}
    return asked | {"enabled": "" if str(entry.keys.get("enabled", "")).lower() == "false" else "on"}


def settings(entry: ListedEntry, asked: Mapping[str, str]) -> Iterator[Setting]:
    """Yield what is to be changed of *entry*, so that it says what is *asked*; of a list, only what comes and goes."""
    for field in fields_of(entry):
        before, after = texts_of(entry, field.key), _texts(field, asked.get(field.key, ""))
        if list(map(visible, before)) == after:  # what cannot be seen was written out in the form
            continue
        if field.kind == "text" or not after:
            yield Setting(key=field.key, sign="=", value=after[0] if after else "")
            continue
        first, *others = after
        if not set(before) & set(after):
            yield Setting(key=field.key, sign="=", value=first)
            before, after = [], others
        yield from (Setting(key=field.key, sign="-=", value=one) for one in before if one not in after)
        yield from (Setting(key=field.key, sign="+=", value=one) for one in after if one not in before)


def edited(text: str, page_id: str, asked: Mapping[str, str]) -> str:
    """Return *text*, the content of pages.yaml, with the entry of a page as it is *asked* for.

    Raises:
        ConfigError: there is no such page, a value is none, or the text cannot be edited safely.
    """
    entry = config.listed_entry(text, page_id)
    for setting in settings(entry, asked):
        text = config.set_pages(text, (page_id,), setting)[0].text
    is_on, was_on = bool(asked.get("enabled")), bool(shown(entry)["enabled"])
    return config.set_enabled(text, (page_id,), is_on) if is_on != was_on else text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file that comes or goes."""

    sign: str  #: "+" or "-"
    number: int  #: in the file that has it
    text: str


def changed_lines(before: str, after: str) -> list[Line]:
    """Return the lines of pages.yaml that differ, without what is sent as a credential."""
    old, new = (config.without_credentials(text).splitlines() for text in (before, after))
    lines = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [Line("-", number + 1, old[number]) for number in range(i1, i2)]
            lines += [Line("+", number + 1, new[number]) for number in range(j1, j2)]
    return lines


def texts_of(entry: ListedEntry, key: str) -> list[str]:
    """Return the texts that a key of *entry* has, which may have one or a list of them."""
    value = entry.keys.get(key)
    listed = value if isinstance(value, list) else [] if value is None else [value]
    return [str(one).strip() for one in listed]


def _joined(field: Field, texts: list[str]) -> str:
    return (", " if field.kind == "tags" else "\n").join(texts)


def _texts(field: Field, written: str) -> list[str]:
    if field.kind == "text":
        return [" ".join(written.split())] if written.strip() else []
    parts = re.split(",|\n" if field.kind == "tags" else "\n", written)
    return list(dict.fromkeys(filter(None, map(str.strip, parts))))
