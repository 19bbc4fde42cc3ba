"""Draw docs/architecture.svg, the rows of the program and who imports whom, from the imports themselves.

    python tools/architecture.py        draws it; `make docs` does
    tests/docs/test_docs_made.py            fails when it is not what the imports say

A band is a row of the architecture (tests/test_layers.py); it imports only rows below it in the picture. A box is a
part with its rooms in the order in which data passes; "→" tells what it imports of other boxes. All import the values.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
MADE = ROOT / "docs" / "architecture.svg"
ROWS = {
    "doors": ["cli", "service", "watchdog"],
    "verbs": [],  # all other files at the top
    "examine": ["examine"],
    "parts": [
        "config",
        "schedule",
        "pace",
        "fetch",
        "extract",
        "sources",
        "figures",
        "compare",
        "store",
        "report",
        "notify",
    ],
    "values": ["model", "language", "errors"],
}
SAYS = {
    "doors": "the clock, the environment, exit statuses",
    "verbs": "the sentences the program can say",
    "examine": "bytes to figures to changes, purely",
    "parts": "no part imports another",
    "values": "frozen data, imported by all",
}
ROOMS = {
    "figures": ["numbers", "refusals", "labels", " text", " time", " syntax", " attribution", " roles", " counted"],
    "compare": ["features", "matching", "text_diff"],
}
"""Rooms in the order of the data; those of labels are put in."""
WIDTH, EDGE, LEFT, GAP, LINE, LETTER = 1240, 16, 150, 8, 15, 6.3
ACROSS = {"verbs": 5}  # boxes side by side, where not all of a row are
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1a1a1a; white-space: pre } .row { font-weight: 600; font-size: 14px }
.name { font-weight: 600 } .says, .room { fill: #555; font-size: 11px } .to { fill: #1f5f80; font-size: 11px }
.band { fill: #f4f3ef } .box { fill: #fff; stroke: #9a9a90 }
@media (prefers-color-scheme: dark) { svg { background: #161616 } text { fill: #eee } .says, .room { fill: #bbb }
  .to { fill: #8fcbe8 } .band { fill: #222 } .box { fill: #2c2c2c; stroke: #777 } }
"""
Line = tuple[str, str]  # kind, text


def picture() -> str:
    """Return the picture as SVG; the same imports give the same bytes."""
    package = ROOT / "monitor"
    tops = sorted({file.relative_to(package).parts[0].removesuffix(".py") for file in package.rglob("*.py")})
    placed = {name for names in ROWS.values() for name in names} | {"__init__", "__main__"}
    rows = {row: names or [top for top in tops if top not in placed] for row, names in ROWS.items()}
    drawn: list[str] = []
    top = EDGE
    for row, names in rows.items():
        below = [name for other in list(rows)[list(rows).index(row) :] if other != "values" for name in rows[other]]
        boxes = {name: _lines(package, name, below) for name in names}
        band, height = _band(row, boxes, top)
        drawn += band
        top += height + GAP
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img" aria-label="Rows of monitor">',
        f"<style>{STYLE}</style>", *drawn, "</svg>", "",
    ])  # fmt: skip


def _lines(package: Path, name: str, below: list[str]) -> list[Line]:
    """Return what the box of a part says: its name, its rooms, and what it imports."""
    files = sorted((package / name).rglob("*.py")) or [package / f"{name}.py"]
    asked = set(_imported(files))
    used = [other for other in below if other in asked and other != name]
    return [
        ("name", name),
        *(("room", f"{room}/") for room in ROOMS.get(name, [])),
        *([("to", f"→ {', '.join(used)}")] if used else []),
    ]


def _imported(files: list[Path]) -> Iterator[str]:
    """Yield the parts that some file of *files* imports."""
    for node in (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))):
        if isinstance(node, ast.ImportFrom) and node.module == "monitor":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("monitor."):
            yield str(node.module).split(".")[1]


def _band(row: str, boxes: dict[str, list[Line]], top: int) -> tuple[list[str], int]:
    """Return a row as SVG, and how high it is."""
    across = ACROSS.get(row, len(boxes))
    width = (WIDTH - EDGE - GAP - LEFT - GAP * (across - 1)) // across
    texts = [[piece for line in lines for piece in _wrapped(line, width)] for lines in boxes.values()]
    drawn: list[str] = []
    lower = top + GAP
    for first in range(0, len(texts), across):
        side_by_side = texts[first : first + across]
        height = 12 + LINE * max(len(lines) for lines in side_by_side)
        for number, lines in enumerate(side_by_side):
            drawn += _box(LEFT + number * (width + GAP), lower, width, height, lines)
        lower += height + GAP
    height = lower - top
    says = [("row", row), *_wrapped(("says", SAYS[row]), LEFT - EDGE - 4)]
    band = f'<rect class="band" x="{EDGE}" y="{top}" width="{WIDTH - 2 * EDGE}" height="{height}" rx="6"/>'
    return [band, *_texts(EDGE + 10, top + 22, says), *drawn], height


def _box(left: int, top: int, width: int, height: int, lines: list[Line]) -> list[str]:
    box = f'<rect class="box" x="{left}" y="{top}" width="{width}" height="{height}" rx="4"/>'
    return [box, *_texts(left + 8, top + 18, lines)]


def _texts(left: int, top: int, lines: list[Line]) -> list[str]:
    return [
        f'<text class="{kind}" x="{left}" y="{top + LINE * number}">{escape(text)}</text>'
        for number, (kind, text) in enumerate(lines)
    ]


def _wrapped(line: Line, width: int) -> list[Line]:
    """Return a line in pieces that are no wider than *width*, after the mean width of a letter."""
    kind, text = line
    return [(kind, piece) for piece in textwrap.wrap(text, int((width - 14) / LETTER), drop_whitespace=False)]


if __name__ == "__main__":
    MADE.write_text(picture(), encoding="utf-8")
