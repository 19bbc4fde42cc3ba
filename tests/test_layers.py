"""The five rows of the architecture (docs/how-it-works.md): each imports only rows above it, parts never each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "monitor"
VALUES = {"model", "language", "errors", "__init__"}
PARTS = {"config", "pace", "schedule", "fetch", "extract", "figures", "compare", "store", "report", "notify"}
EXAMINE = {"examine"}
VERBS = {
    "advice", "check", "couriers", "deliver", "differing", "disk", "evidence", "gather", "messages", "outage",
    "patience", "ping", "reporting", "reread", "routing", "stamping", "turns", "warm", "workers",
}  # fmt: skip
DOORS = {"cli", "service", "watchdog", "__main__"}
ROWS = [VALUES, PARTS, EXAMINE, VERBS, DOORS]
PURE = {"language", "pace", "schedule", "extract", "figures", "compare", "report", "examine"}
IMPURE_MODULES = {"socket", "requests", "sqlite3", "sqlite_utils", "subprocess", "threading", "random", "time"}


TAKES_ADDRESSES_APART = {
    "urlsplit",
    "urlparse",
    "urldefrag",
    "urljoin",
    "urlunsplit",
    "urlunparse",
    "parse_url",
    "canonicalize_url",
}
READING = {
    "extract/characters.py",
    "figures/numbers/lexer.py",
}  # judge what hidden characters do to a number; show nothing


def part_of(module: str) -> str:
    """Return the first name below the package: ``fetch`` for ``monitor.fetch.guard``."""
    names = module.split(".")
    return names[1] if len(names) > 1 else "__init__"


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the row"
            assert node.module is not None
            yield node.module
            if node.module == "monitor":
                yield from (f"monitor.{alias.name}" for alias in node.names if alias.name != "__version__")


def row_of(part: str) -> int:
    return next(index for index, row in enumerate(ROWS) if part in row)


FILES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_rows_above_its_own(path: Path) -> None:
    own = path.relative_to(ROOT).with_suffix("").parts[0]
    for module in imports(path):
        if not module.startswith("monitor"):
            continue
        other = part_of(module)
        if own == other:
            continue
        below = row_of(other) < row_of(own) or (
            own in DOORS | VERBS and row_of(other) == row_of(own) and (other != "cli" or own == "__main__")
        )
        assert below, f"{path.name} ({own}) imports {module} ({other})"


@pytest.mark.parametrize("path", [f for f in FILES if f.relative_to(ROOT).with_suffix("").parts[0] in PURE], ids=str)
def test_pure_modules_touch_no_clock_disk_or_network(path: Path) -> None:
    assert not {module.split(".")[0] for module in imports(path)} & IMPURE_MODULES


def test_an_address_has_one_parser() -> None:
    taking = {
        str(path.relative_to(ROOT))
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute | ast.alias)
        and (getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "name", None))
        in TAKES_ADDRESSES_APART
    }
    assert taking == {"model/addresses.py"}


def test_a_pages_text_is_made_safe_in_one_place() -> None:
    knowing = {
        str(path.relative_to(ROOT))
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and "\u202e" in str(node.value)
    }
    assert knowing - READING == {"model/sanitize.py"}


def test_every_top_level_module_has_a_row() -> None:
    known = set().union(*ROWS)
    found = {path.stem if path.is_file() else path.name for path in ROOT.iterdir() if path.name[0] != "_"}
    assert found - {"py"} <= known
