"""Links of one shape: what a listing is told by, and the pattern that takes them and the next ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.model.addresses import Address
from monitor.sources.list_items import ListItem

_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_VALUE = re.compile(r"=[^&]*")
_SIGNS = re.compile(r"[.+*?^$()\[\]{}|\\]")
_DIGITS = re.compile(r"\d+")


class LinkShape(NamedTuple):
    """Items whose addresses differ in names and numbers alone."""

    pattern: str  #: regular expression that is found in each address
    items: Sequence[ListItem]


def largest_shape(items: Sequence[ListItem]) -> LinkShape | None:
    """Return the shape that most of *items* have, of several the first on the page; None where there are none."""
    shapes: dict[str, list[ListItem]] = {}
    for item in items:
        shapes.setdefault(shape_of(item.address), []).append(item)
    if not shapes:
        return None
    pattern = max(shapes, key=lambda shape: len(shapes[shape]))
    return LinkShape(pattern, shapes[pattern])


def _literally(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def shape_of(address: Address) -> str:
    """Return a pattern for addresses like this one.

    Folders stand in it as they are, but for those that are numbers (of years and months); the name at its end stands
    for any, with the same ending.
    """
    *folders, name = address.path.split("/")
    ending = _EXTENSION.search(name)
    last = rf"[^/?]+{_literally(ending[0])}" if ending else "[^/?]+" if name else ""
    if not name and folders[1:]:
        *folders, _ = folders
        last = "[^/?]+/"
    if address.query:
        names = _VALUE.sub("=", address.query)
        last = f"{_literally(name)}{_literally(names).replace('=', '=[^&]+')}"
    return (
        "/".join([*("[0-9]+" if _DIGITS.fullmatch(folder) else _literally(folder) for folder in folders), last]) + "$"
    )
