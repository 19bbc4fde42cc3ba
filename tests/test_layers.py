"""The five rows of the architecture (docs/how-it-works.md): each imports only rows above it, parts never each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "monitor"
VALUES = {"model", "language", "errors", "__init__"}
PARTS = {
    "config", "engine", "pace", "schedule", "fetch", "extract", "sources", "figures", "compare", "store", "report",
    "notify",
}  # fmt: skip
EXAMINE = {"examine"}
VERBS = {
    "advice", "attempt", "check", "check_setup", "cluster", "corrected_figures", "couriers", "deliver", "discover",
    "disk_space", "doctor", "entering", "evidence", "figure_timelines", "following", "gathering", "guarded_reading",
    "home_ledger",
    "host_queue", "indicator_timelines", "lasting", "leases", "ledger_json", "ledger_patience", "looking", "messages",
    "outage",
    "page_diffs", "past_pages", "ping", "preload", "reporting", "reread", "rescheduling", "restatements", "roster",
    "rounds", "routing", "source_documents", "stamping", "troubles", "warming", "when", "worker_pool",
    "worker_process", "worker_reading", "worker_tasks", "workers_on_demand",
}  # fmt: skip
DOORS = {"cli", "metrics", "service", "watchdog", "web", "__main__"}
ROWS = [VALUES, PARTS, EXAMINE, VERBS, DOORS]
PURE = {"language", "engine", "pace", "schedule", "extract", "sources", "figures", "compare", "report", "examine"}
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


ROOMS = {
    "figures": ["numbers", "refusals", "block_numbers", "labels", "reuse", "__init__"],
    "figures/labels": [
        "text", "time", "syntax", "attribution", "roles", "counted", "prose", "table_cells", "labelling",
    ],
    "compare": [
        "features", "matching", "kinds", "page_sections", "alerting", "indicators", "suggesting", "plausibility",
        "table_titles", "comparing", "text_diff", "__init__",
    ],
}  # fmt: skip
"""The rooms of a part in the order in which data passes: each imports only rooms before its own."""


def part_of(module: str) -> str:
    """Return the first name below the package: ``fetch`` for ``monitor.fetch.guard``."""
    names = module.split(".")
    return names[1] if len(names) > 1 else "__init__"


@dataclass(frozen=True)
class Facts:
    """What the tests ask of a file: kept in place of its tree, so that a file is parsed once for all of them."""

    imports: tuple[ast.Import | ast.ImportFrom, ...]
    takes_addresses_apart: bool
    knows_what_hides: bool  #: a character that turns the direction of what follows


@cache
def facts(path: Path) -> Facts:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return Facts(
        imports=tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)),
        takes_addresses_apart=any(
            (getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "name", None))
            in TAKES_ADDRESSES_APART
            for node in nodes
            if isinstance(node, ast.Name | ast.Attribute | ast.alias)
        ),
        knows_what_hides=any(isinstance(node, ast.Constant) and "\u202e" in str(node.value) for node in nodes),
    )


def imports(path: Path) -> Iterator[str]:
    for node in facts(path).imports:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        else:
            assert node.level == 0, f"{path}: relative imports hide the row"
            assert node.module is not None
            yield node.module
            if node.module == "monitor":
                yield from (f"monitor.{alias.name}" for alias in node.names if alias.name != "__version__")


def row_of(part: str) -> int:
    return next(index for index, row in enumerate(ROWS) if part in row)


FILES = sorted(ROOT.rglob("*.py"))


def test_a_module_imports_only_rows_above_its_own() -> None:
    assert [told for path in FILES for told in _imported_from_below(path)] == []


def _imported_from_below(path: Path) -> Iterator[str]:
    """Yield what is wrong with the rows of the modules that a file imports."""
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
        if not below:
            yield f"{path.relative_to(ROOT)} ({own}) imports {module} ({other})"


def test_pure_modules_touch_no_clock_disk_or_network() -> None:
    pure = [path for path in FILES if path.relative_to(ROOT).with_suffix("").parts[0] in PURE]
    asked = {path: {module.split(".")[0] for module in imports(path)} & IMPURE_MODULES for path in pure}
    assert {path: modules for path, modules in asked.items() if modules} == {}


def test_an_address_has_one_parser() -> None:
    taking = {str(path.relative_to(ROOT)) for path in FILES if facts(path).takes_addresses_apart}
    assert not taking, "monitor/model/addresses.py takes addresses apart, as browsers do; urllib's way is another"


def test_a_pages_text_is_made_safe_in_one_place() -> None:
    knowing = {str(path.relative_to(ROOT)) for path in FILES if facts(path).knows_what_hides}
    assert knowing - READING == {"model/sanitize.py"}


def test_every_top_level_module_has_a_row() -> None:
    known = set().union(*ROWS)
    found = {path.stem if path.is_file() else path.name for path in ROOT.iterdir() if path.name[0] != "_"}
    assert found - {"py"} <= known


@pytest.mark.parametrize("place", ROOMS)
def test_rooms_follow_the_data(place: str) -> None:
    rooms, folder = ROOMS[place], ROOT / place
    found = {path.stem if path.is_file() else path.name for path in folder.iterdir() if path.name != "__pycache__"}
    assert found - {"__init__"} == set(rooms) - {"__init__"}
    for path in sorted(folder.rglob("*.py")):
        own = path.relative_to(folder).parts[0].removesuffix(".py")
        for other in _rooms_asked(path, folder):
            assert own == other or rooms.index(other) < rooms.index(own), f"{path} imports {other}"


def _rooms_asked(path: Path, folder: Path) -> Iterator[str]:
    """Yield the room below *folder* of every module that the file imports from there."""
    begins = ".".join(("monitor", *folder.relative_to(ROOT).parts))
    for node in facts(path).imports:
        if isinstance(node, ast.ImportFrom) and node.module == begins:
            yield from (alias.name for alias in node.names if _is_module(folder / alias.name))
        elif isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"{begins}."):
            yield str(node.module).removeprefix(f"{begins}.").split(".")[0]


def _is_module(path: Path) -> bool:
    return path.is_dir() or path.with_suffix(".py").exists()


@pytest.mark.parametrize("part", sorted(PARTS | VALUES - {"errors", "__init__"}))
def test_no_circle_of_modules(part: str) -> None:
    asked = {_module(path): set(_modules_asked(path)) for path in FILES if path.relative_to(ROOT).parts[0] == part}
    while leaves := [name for name, others in asked.items() if not others & asked.keys() - {name}]:
        for name in leaves:
            del asked[name]
    assert not asked, f"these import each other: {sorted(asked)}"


def _module(path: Path) -> str:
    return ".".join(("monitor", *path.relative_to(ROOT).with_suffix("").parts))


def _modules_asked(path: Path) -> Iterator[str]:
    for node in facts(path).imports:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = ROOT.parent / str(node.module).replace(".", "/") / alias.name
                whole = f"{node.module}.{alias.name}" if _is_module(inner) else str(node.module)
                yield f"{whole}.__init__" if (ROOT.parent / whole.replace(".", "/")).is_dir() else whole


def test_no_file_name_stands_twice() -> None:
    names = [path.name for path in FILES if path.name != "__init__.py"]
    assert {name for name in names if names.count(name) > 1} == set()
