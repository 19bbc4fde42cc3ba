"""What each window of labelling is worth: how many figures of the gold read otherwise when it is half or twice as wide.

    python benchmarks/windows.py            every window (about a minute)
    python benchmarks/windows.py syntax     those of modules whose name holds a word

A window is a whole number below ten thousand that a module of ``monitor/figures/labels/`` names in capitals: words,
sentences, letters. One that may be twice as wide and changes no figure bounds the work and decides nothing.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from gold_documents import LANGUAGES, Document, document, lines

from monitor import examine, figures
from monitor.figures import labels
from monitor.model import Figure, Text

WIDEST = 10_000  #: what is more is no window, but a value: a million


@dataclass(frozen=True)
class Window:
    """A number that a module names, and the modules that hold it: its own and those that import it."""

    home: str
    name: str
    value: int
    holders: tuple[ModuleType, ...]

    def put(self, value: int) -> None:
        """Give the window another *value*, wherever it is held."""
        for module in self.holders:
            setattr(module, self.name, value)


def modules() -> list[ModuleType]:
    """Return the modules that label figures."""
    found = pkgutil.walk_packages(labels.__path__, f"{labels.__name__}.")
    return [importlib.import_module(one.name) for one in found if not one.ispkg]


def windows(word: str) -> Iterator[Window]:
    """Yield the windows of the modules whose name holds *word*; none that a function has as a default."""
    trees = {module: ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")) for module in modules()}
    fixed = {name for tree in trees.values() for name in _defaults(tree)}
    for home, tree in trees.items():
        for name, value in _numbers(tree):
            if word in home.__name__ and name not in fixed and value < WIDEST:
                holders = [module for module, other in trees.items() if _imports(other, home.__name__, name)]
                yield Window(home.__name__, name, value, (home, *holders))


def _numbers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and type(node.value.value) is int:
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def _defaults(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield from (one.id for one in node.args.defaults if isinstance(one, ast.Name))


def _imports(tree: ast.Module, home: str, name: str) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.module == home and name in {alias.name for alias in node.names}
        for node in tree.body
    )


def texts() -> list[Text]:
    """Return the documents of the open gold, as they are read."""
    found = [document(line) for code in LANGUAGES for folder in ("open", "plain") for line in _lines(code, folder)]
    return [examine.read(_page(one), content_type="text/html; charset=utf-8").text for one in found]


def _lines(code: str, folder: str) -> Sequence[dict[str, object]]:
    return lines(code, sealed=False, folder=folder)


def _page(one: Document) -> bytes:
    body = f"<body><main><article>{one.html}</article></main></body>"
    return f'<!doctype html><html lang="{one.language}"><head><title>t</title></head>{body}</html>'.encode()


def found(read: Sequence[Text]) -> list[dict[int, Figure]]:
    """Return the figures of each text by where they begin."""
    return [{figure.start: figure for figure in figures.find(text)[0]} for text in read]


def unlike(before: Sequence[dict[int, Figure]], now: Sequence[dict[int, Figure]]) -> int:
    """Return how many figures are not as they were."""
    pairs = zip(before, now, strict=True)
    return sum(one.get(start) != other.get(start) for one, other in pairs for start in one.keys() | other.keys())


def main() -> None:
    """Print the table."""
    read = texts()
    before = found(read)
    print(f"{sum(map(len, before))} figures; read otherwise:      as it is  half  twice")
    for window in windows(sys.argv[1] if len(sys.argv) > 1 else ""):
        counts = []
        for value in (window.value // 2, 2 * window.value):
            window.put(value)
            counts.append(unlike(before, found(read)))
        window.put(window.value)
        name = f"{window.home.removeprefix(f'{labels.__name__}.')}.{window.name}"
        print(f"{name:45} {window.value:8} {counts[0]:5} {counts[1]:6}", flush=True)


if __name__ == "__main__":
    main()
