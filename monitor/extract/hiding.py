"""What a page holds and does not show: what shows on a click, and what is hidden for good, with how many numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from monitor.extract.tags import SILENT
from monitor.model import Text
from monitor.model.phrasing import counted
from monitor.model.watched import READ_WHOLE

HIDDEN = "hidden_text"
"""Note of a text whose document hides some that states numbers."""

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_HIDING = frozenset(("hidden", "style"))
_NAMED = 3  # frames
_NUMBER = re.compile(r"\d+(?:[.,' \u00a0\u202f]\d+)*")


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Return whether an element is hidden by what it says of itself; a style sheet is not asked."""
    if _HIDING.isdisjoint(attributes):
        return False
    if "hidden" in attributes:
        return not _is_until_found(attributes)
    return _HIDDEN.search(attributes["style"]) is not None


def conceals(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element that is not read holds text that the page may yet show: hidden, or a template."""
    return tag == "template" or (tag not in SILENT and bool(attributes) and is_hidden(attributes))


def is_folding(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element says that it shows on a click or a search: what is not the summary of its details."""
    return (tag == "details" and "open" not in attributes) or _is_until_found(attributes)


def _is_until_found(attributes: Mapping[str, str]) -> bool:
    return attributes.get("hidden", "").lower() == "until-found"  # WHATWG HTML, section 6.1


def shows_on_a_click(attributes: Mapping[str, str], controlled: Collection[str]) -> bool:
    """Return whether a hidden element is a panel of tabs, or one of those that a control names: it is *controlled*."""
    return attributes.get("role") == "tabpanel" or attributes.get("id", "") in controlled


WHOLE = "read_whole"
"""The note of a document that is read as a whole, though only a part of it was asked for."""


def whole(text: Text) -> str:
    """Return in words that *text* is all of its document, though only a part of it was asked for."""
    return f"select and ignore do nothing here: {READ_WHOLE[text.kind]} is read as a whole"


def unread(text: Text) -> tuple[str, ...]:
    """Return in words what a document holds that is not read, hidden numbers and frames; or that all of it is."""
    said: list[str] = []
    if WHOLE in text.notes:
        said.append(whole(text))
    if text.hidden:
        said.append(f"it hides {counted(text.hidden, 'number')}, which no reader sees and which are not followed")
    if text.frames:
        more = f" and {len(text.frames) - _NAMED} more" if len(text.frames) > _NAMED else ""
        said.append(f"it shows other pages inside, which are not read: {', '.join(text.frames[:_NAMED])}{more}")
    return tuple(said)


def numbers_in(text: str) -> int:
    """Return how many numbers *text* has: what a page hides is noted for their sake."""
    return 0 if text.isspace() else len(_NUMBER.findall(text))
