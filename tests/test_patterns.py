"""Regular expressions that mean the same on every Python that the program runs on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import monitor

FOLDER = Path(monitor.__file__).parent
_POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")


def test_no_group_is_possessive() -> None:
    """Python 3.11 up to its fourth bug-fix release leaves what such a group had read when it then fails."""
    texts = {path.relative_to(FOLDER): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py")}
    found = {
        f"{path}:{node.lineno}"
        for path, text in texts.items()
        if _POSSESSIVE_GROUP.search(text)  # few are to be parsed
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
        for part in ast.walk(node.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and _POSSESSIVE_GROUP.search(part.value)
    }
    assert not found
