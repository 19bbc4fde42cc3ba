"""What of the documentation is made from the program is what the program says today; `make docs` makes it anew."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
NAMED = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FILES = {path.name for folder in ("monitor", "tests", "benchmarks", "tools") for path in (ROOT / folder).rglob("*.py")}


def script(name: str, path: Path | None = None) -> ModuleType:
    """Return the module in tools/NAME.py, or at *path*."""
    spec = importlib.util.spec_from_file_location(f"tools_{name}", path or ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "made"), [("commands", "reference"), ("architecture", "picture")])
def test_what_is_made_is_made_anew(name: str, made: str) -> None:
    module = script(name)
    make: Callable[[], str] = getattr(module, made)
    assert module.MADE.read_text(encoding="utf-8") == make(), "run: make docs"


@pytest.mark.parametrize("path", [path for path in NAMED if path.name != "CHANGELOG.md"], ids=lambda path: path.name)
def test_files_of_code_that_are_named_exist(path: Path) -> None:
    named = re.findall(r"`((?:[a-z0-9_]+/)*[a-z_0-9]+\.py)\b", path.read_text(encoding="utf-8"))
    assert {name for name in named if "/" not in name and name not in FILES} == set()
    assert {name for name in named if "/" in name and not _is_there(name)} == set()


def _is_there(name: str) -> bool:
    return any((ROOT / above / name).exists() for above in ("", "monitor", "tests"))


def test_the_index_of_decisions_names_them_all() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^\| \[\d+\]\(([^)]+)\) \|", (folder / "README.md").read_text(encoding="utf-8"), flags=re.M)
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_every_document_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    left = [ROOT / "README.md"]
    while left:
        path = left.pop()
        seen.add(path)
        targets = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")) if path.suffix == ".md" else []
        left += [found for one in targets if (found := (path.parent / one).resolve()).is_file() and found not in seen]
    assert {path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if path not in seen} == set()
