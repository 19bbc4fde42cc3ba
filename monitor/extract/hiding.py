"""What a page holds and does not show: elements that are hidden, templates, and whether they state numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.extract.tags import SILENT

HIDDEN = "hidden_text"
"""Note of a text whose document hides some that states numbers."""

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Return whether an element is hidden by what it says of itself; a style sheet is not asked."""
    if "hidden" in attributes:
        return attributes["hidden"].lower() != "until-found"
    style = attributes.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def conceals(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element that is not read holds text that the page may yet show: hidden, or a template."""
    return tag == "template" or (tag not in SILENT and bool(attributes) and is_hidden(attributes))


def says_a_number(text: str) -> bool:
    """Return whether *text* has digits: what a page hides is noted for its numbers' sake."""
    return not text.isspace() and _DIGIT.search(text) is not None
