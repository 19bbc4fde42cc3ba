"""How long the text diff of two versions of a page takes; one process, CPU time, over prose of our own.

    python benchmarks/textdiff.py          as a table
    python benchmarks/textdiff.py --json   as one JSON object

Floor: whatever became of a text of 110 kB, 100 ms. A second run in another process gives the same digests.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

import figures as prose  # type: ignore[import-not-found, unused-ignore]  # benchmarks/figures.py

from monitor.compare import line_diff
from monitor.model import Block, BlockKind, Cell, Reading, Text

ROUNDS = 15  # the best of them counts: a busy machine slows any one
SIZE = 103_000  # characters of the text before; what is added to it makes it 110 kB


def reading(lines: list[str]) -> Reading:
    """Return *lines* as a page's paragraphs, without figures: the words alone are diffed."""
    return Reading(text=prose.text(lines, "en"), figures=(), engine="benchmark")


def table(rows: Sequence[tuple[str, ...]]) -> Reading:
    """Return *rows* as a table."""
    blocks, content = [], ""
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = Cell(table=0, row=row, column=column)
            start = len(content)
            blocks.append(Block(kind=BlockKind.TABLE_CELL, start=start, end=start + len(cell), cell=place))
            content += f"{cell}\t"
    return Reading(text=Text(content=content, blocks=tuple(blocks)), figures=(), engine="benchmark")


def text_of(size: int, dice: random.Random) -> list[str]:
    """Return lines of *size* characters together, of words that are as common and as rare as those of a language."""
    syllables = ("ra", "ten", "mo", "li", "sur", "ka", "ve", "don", "pri", "est", "na", "gol")
    words = ["".join(dice.choices(syllables, k=dice.choice((1, 2, 2, 3)))) for _ in range(6_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    found: list[str] = []
    while sum(map(len, found)) < size:
        line = dice.choices(words, weights, k=dice.randint(4, 30))
        found.append(" ".join([*line[:-1], f"{dice.randrange(9_000):,}", line[-1]]).capitalize() + ".")
    return found


def rewritten(line: str, dice: random.Random, share: float) -> str:
    """Return *line* with about *share* of its words gone, replaced or followed by a new one."""
    words = []
    for word in line.split():
        what = dice.random() / share
        if what < 1:
            words += [[], [f"new{dice.randrange(3_000)}"], [word, f"more{dice.randrange(3_000)}"]][int(what * 3)]
        else:
            words.append(word)
    return " ".join(words)


def cases() -> dict[str, tuple[Reading, Reading]]:
    """Return pairs of versions, by what became of the first."""
    dice = random.Random(5)
    lines = text_of(SIZE, dice)
    formula = prose.lines(SIZE // 100, "en")
    third = [rewritten(line, dice, 0.3) for line in lines]
    most = [rewritten(line, dice, 0.6) for line in lines]
    rows = [(f"Place {n}", str(dice.randrange(9_000)), str(dice.randrange(90)), "beds") for n in range(SIZE // 25)]
    ranked = [(row[0], str(dice.randrange(9_000)), *row[2:]) for row in dice.sample(rows, len(rows))]
    return {
        "formulas, a word in each": (reading(formula), reading([f"Now {line}" for line in formula])),
        "formulas, a third": (reading(formula), reading([rewritten(line, dice, 0.3) for line in formula])),
        "unchanged": (reading(lines), reading(lines)),
        "a word in each line": (reading(lines), reading([f"Now {line}" for line in lines])),
        "a third of the words": (reading(lines), reading(third)),
        "most of the words": (reading(lines), reading(most)),
        "a third, as one line": (reading([" ".join(lines)]), reading([" ".join(third)])),
        "another text": (reading(lines), reading([rewritten(line, dice, 1.0) for line in lines])),
        "in another order": (reading(lines), reading(dice.sample(lines, len(lines)))),
        "in another order, a third": (reading(lines), reading(dice.sample(third, len(third)))),
        "a table ranked anew": (table(rows), table(ranked)),
    }


def best(work: Callable[[], object]) -> float:
    """Return the least CPU time of some rounds, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return 1000 * min(taken)


def main() -> None:
    """Measure, and print."""
    measured = {}
    for name, (old, new) in cases().items():
        diff = line_diff(old, new)
        measured[name] = {
            "characters": max(len(old.text.content), len(new.text.content)),
            "lines": " ".join(f"{count} {what}" for what, count in Counter(line.became.value for line in diff).items()),
            "ms": round(best(lambda old=old, new=new: line_diff(old, new)), 1),  # type: ignore[misc]
            "digest": hashlib.sha256(repr(diff).encode()).hexdigest()[:12],
        }
    if "--json" in sys.argv:
        print(json.dumps(measured))
        return
    for name, row in measured.items():
        print(f"{name:26} {row['characters']:>8,} characters {row['ms']:>8} ms  {row['digest']}  {row['lines']}")


if __name__ == "__main__":
    main()
