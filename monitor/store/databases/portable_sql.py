"""The one set of SQL as PostgreSQL's client takes it: other marks for values, and arrays for lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_TOKENS: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|::|\?|:([A-Za-z_]\w*)|%""")
_LIST: Final = re.compile(r"\bIN \(SELECT (value|CAST\(value AS BIGINT\)) FROM json_each\((\?|:\w+)\)\)")
REMEMBERED: Final = 2_000  # statements: the store has some two hundred; lists of pages make others


@lru_cache(maxsize=REMEMBERED)
def translated(sql: str) -> str:
    """Return *sql* with ``%s`` for ``?`` and ``%(name)s`` for ``:name``; every ``%`` is doubled, in quotes too.

    To be one of a list is to be one of an array: that goes by an index, whatever else is joined; a question within the
    question is put off where several views are joined, until all of their rows are there.
    """
    return _TOKENS.sub(_mark, _LIST.sub(_array, sql))


def _array(found: re.Match[str]) -> str:
    return f"= ANY (json_{'texts' if found[1] == 'value' else 'numbers'}({found[2]}))"


def _mark(found: re.Match[str]) -> str:
    mark = found[0]
    if mark == "?":
        return "%s"
    if found[1] is not None:
        return f"%({found[1]})s"
    return mark.replace("%", "%%")
