"""The one set of SQL as PostgreSQL's client takes it: other marks for values, nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_TOKENS: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|::|\?|:([A-Za-z_]\w*)|%""")
REMEMBERED: Final = 2_000  # statements: the store has some two hundred; lists of pages make others


@lru_cache(maxsize=REMEMBERED)
def translated(sql: str) -> str:
    """Return *sql* with ``%s`` for ``?`` and ``%(name)s`` for ``:name``; every ``%`` is doubled, in quotes too."""
    return _TOKENS.sub(_mark, sql)


def _mark(found: re.Match[str]) -> str:
    mark = found[0]
    if mark == "?":
        return "%s"
    if found[1] is not None:
        return f"%({found[1]})s"
    return mark.replace("%", "%%")
