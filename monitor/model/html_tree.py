"""HTML as a tree of lxml: whoever reads a page begins with it.

libxml2 stops silently at its limits (2,048 elements deep); its error log tells. Nothing is loaded from the network, and
HTML has no entities that a document could define.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

Element = Any  # lxml's element: its stubs know neither iterwalk's events nor the HTML parser's trees well

_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_LAST = re.compile(r"(?:\s|</(?:html|body)\s*>)*", re.IGNORECASE)
_LIMITS = frozenset(("ERR_RESOURCE_LIMIT", "ERR_EXCESSIVE_DEPTH", "ERR_NO_MEMORY"))


class PastLimit(Exception):  # noqa: N818 (a signal to whoever parses, never an error to a user)
    """The parser gave up: what it returned is not the whole document."""


def parse(source: str) -> Element | None:
    """Return the root of the document; None when it holds nothing.

    Raises:
        PastLimit: libxml2 stopped before the end.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, recover=True
    )
    end = _END.search(source)
    if end is not None and not _LAST.fullmatch(source, end.end()):
        source = _END.sub("", source)  # libxml2 reads nothing past </html>; browsers do (WHATWG HTML, 13.2.6.4.19)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        if _limited(parser):
            raise PastLimit from error
        return None  # nothing but white space and comments
    except (ValueError, MemoryError) as error:
        raise PastLimit from error
    if _limited(parser):
        raise PastLimit
    return root


def _limited(parser: etree.HTMLParser) -> bool:
    last = parser.error_log.last_error
    return last is not None and last.type_name in _LIMITS
