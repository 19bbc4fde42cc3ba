"""Putting a value under a key of a file's text, changing it and taking it out; every other byte stays as it was.

These functions cut where the tree says that something stands. Whoever calls them reads the result again and compares
(`monitor.config.key_edits`), so that a form of YAML not foreseen here is refused rather than written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Listed

from monitor.config import places
from monitor.config.document import Mapping, Node, Scalar, Sequence
from monitor.config.yaml_values import scalar


def put(text: str, table: Mapping | None, key: str, written: str) -> str:
    """Return *text* with *written*, a value on one line, as the value of *key*.

    Args:
        text: of the file.
        table: that has the key, or is given it; None: the file's own, where the file holds nothing yet.
        key: its name.
        written: the value as it is to stand there.
    """
    value = table.get(key) if table else None
    if value is not None:
        return _replaced(text, value, written)
    return _with_key(text, table, f"{key}: {written}", [f"{key}: {written}"], key)


def put_inner(text: str, owner: Mapping | None, name: str, key: str, written: str) -> str:
    """Return *text* with *written* as the value of *key* in the table *name*, which is missing or empty.

    Args:
        text: of the file.
        owner: the file's own table; None: the file holds nothing yet.
        name: of the table in it.
        key: the one key that the table is given.
        written: its value, on one line.
    """
    if owner and owner.get(name) is not None:
        return _replaced(text, owner.get(name), f"{{{key}: {written}}}")
    return _with_key(text, owner, f"{name}: {{{key}: {written}}}", [f"{name}:", f"  {key}: {written}"], name)


def _with_key(text: str, table: Mapping | None, flow: str, lines: Listed[str], key: str) -> str:
    """Return *text* with a new key in *table*: as *flow* in braces, else as *lines*."""
    if table and table.flow:
        at = table.pairs[-1][1].end if table.pairs else table.start + 1
        return f"{text[:at]}{', ' if table.pairs else ''}{flow}{text[at:]}"
    column = _column(text, table)
    at = places.content_end(table) if table else places.end_of_document(text)
    if column == 0 and (shown := re.search(rf"^#[ \t]?{re.escape(key)}:[^\n]*", text, re.M)):
        at = shown.end()  # below the comment that shows the key
    return places.with_lines(text, at, [f"{' ' * column}{line}" for line in lines])


def cut(text: str, table: Mapping, key: str) -> str:
    """Return *text* without *key* of *table*, its value, and the comment at the end of its line."""
    index = next(number for number, (name, _) in enumerate(table.pairs) if name.value == key)
    name, value = table.pairs[index]
    end = places.content_end(value) if value.end > value.start else name.end
    if table.flow:
        return _cut_from_braces(text, table, index, end)
    start = places.line_start(text, name.start)
    if not text[start : name.start].strip(" \ufeff"):
        stop = end if text[end - 1] == "\n" else places.line_end(text, end)
        return text[:start] + text[stop:]
    following = _start_of(table, index + 1)
    if following is not None and not text[places.line_end(text, end) : following].strip():
        return text[: name.start] + text[following:]  # the first key stands behind the dash: the next one moves there
    return _replaced(text, value, "")


def _cut_from_braces(text: str, table: Mapping, index: int, end: int) -> str:
    """Return *text* without the key at *index* of a table on one line, which ends at *end*, and its comma."""
    if index:
        return text[: table.pairs[index - 1][1].end] + text[end:]
    following = _start_of(table, index + 1)
    return text[: table.pairs[index][0].start] + text[end if following is None else following :]


def _start_of(table: Mapping, index: int) -> int | None:
    """Return where the key at *index* begins; None when there are not so many."""
    return table.pairs[index][0].start if index < len(table.pairs) else None


def with_items(text: str, items: Sequence, wanted: Listed[str], written: Listed[str]) -> str:
    """Return *text* with the texts *written* at the end of a list, and without those that are not *wanted*.

    Args:
        text: of the file.
        items: the list as it stands there, not empty.
        wanted: those of its texts that stay.
        written: new ones.
    """
    last = items.items[-1]
    if items.flow:
        new = "".join(f", {scalar(one, flow=True)}" for one in written)
        text = text[: last.end] + new + text[last.end :]
    elif written:
        dash = places.dash_column(text, items)
        at = places.after_comments(text, places.content_end(last), dash)
        text = places.with_lines(text, at, [f"{' ' * dash}- {scalar(one)}" for one in written])
    for index in reversed(range(len(items.items))):
        one = items.items[index]
        if not (isinstance(one, Scalar) and one.value.strip() in wanted):
            for start, end in reversed(places.extent(text, items, index)):
                text = text[:start] + text[end:]
    return text


def _column(text: str, table: Mapping | None) -> int:
    """Return the column of the keys of *table*, which may begin with an anchor or a tag, or with a question mark."""
    if table is None:
        return 0
    return places.column(text, table.pairs[0][0].start if text[table.start] in "&!" else table.start)


def _replaced(text: str, value: Node | None, written: str) -> str:
    assert value is not None  # noqa: S101 (the caller has seen it)
    is_block = isinstance(value, (Mapping, Sequence)) and not value.flow
    end = places.content_end(value) if is_block else value.end
    old = text[value.start : end]
    breaks = old[len(old.rstrip("\r\n")) :] if isinstance(value, Scalar) and value.block else ""
    gap = " " if not old and written else ""
    return text[: value.start] + gap + written + breaks + text[end:]
