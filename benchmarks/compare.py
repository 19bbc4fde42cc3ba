"""How long it takes to compare two generated pages of about 100 kB that state 400 figures each.

    python benchmarks/compare.py          as a table
    python benchmarks/compare.py --json   as one JSON object

Every value moves; ``reworded`` is the share of the sentences that are said in other words, too. The figures are found
by the program itself, outside the measured time, which is CPU time. Floor 60 ms, aim 25 ms.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time

from monitor import compare, figures
from monitor.model import Block, BlockKind, Reading, Text

ROUNDS = 9
NOUNS = ("tents", "beds", "nurses", "children", "families", "patients", "buses", "meals", "lorries", "pupils", "calls")
HEADS = ("Ard", "Bel", "Cor", "Dun", "Esk", "Fal", "Gor", "Hal", "Ince", "Jar")
TOWNS = tuple(head + tail for head in HEADS for tail in ("ford", "ton", "wick", "by"))
VERBS = ("were counted", "were registered", "have been moved", "are in use", "were reported", "have been delivered")
AGAIN = ("in all", "overnight", "this week", "in town", "so far")


def text(seed: int, reworded: float) -> Text:
    """Return the page in one of its versions: *seed* moves the values, *reworded* is a share from 0 to 1."""
    same, dice = random.Random(7), random.Random(seed)
    content, heading = "", None
    blocks: list[Block] = []
    for number in range(200):
        town, noun, other = same.choice(TOWNS), same.choice(NOUNS), same.choice(NOUNS)
        verb, first, second = same.choice(VERBS), same.randint(5, 90_000), same.randint(5, 900)
        filler = " ".join(same.choice(NOUNS + TOWNS) for _ in range(52))
        if dice.random() < reworded:
            verb, other = dice.choice(VERBS), f"{other} {dice.choice(AGAIN)}"
        lines = [f"{TOWNS[number // 10]} and around"] if number % 10 == 0 else []
        lines.append(
            f"In {town}, {first + dice.randint(-4, 50):,} {noun} {verb} since last week, "
            f"with {second + dice.randint(0, 4)} {other} on {number % 28 + 1} May. The {filler}."
        )
        for line in lines:
            kind = BlockKind.PARAGRAPH if line is lines[-1] else BlockKind.HEADING
            heading = len(blocks) if kind is BlockKind.HEADING else heading
            blocks.append(Block(kind=kind, start=len(content), end=len(content) + len(line), heading=heading))
            content += line + "\n"
    return Text(content=content, blocks=tuple(blocks))


def reading(seed: int, reworded: float) -> Reading:
    """Return the page as the program reads it."""
    page = text(seed, reworded)
    found, dropped = figures.find(page)
    return Reading(text=page, figures=found, dropped=dropped, engine="benchmark")


def measure(reworded: float) -> dict[str, float]:
    """Return the milliseconds of CPU of one comparison (median of some), and what was compared."""
    baseline = compare.compare(None, reading(1, 0)).baseline
    times = []
    for seed in range(2, ROUNDS + 2):  # another version each time: nothing is remembered of the sentences
        new = reading(seed, reworded)
        started = time.process_time()
        comparison = compare.compare(baseline, new)
        times.append(1000 * (time.process_time() - started))
    found = [(change.old.block, change.new.block) for change in comparison.changes if change.old and change.new]
    return {
        "reworded": reworded,
        "kilobytes": round(len(new.text.content) / 1000),
        "figures": len(new.figures),
        "matched and changed": len(found),
        "mistaken": sum(old != new for old, new in found),  # no paragraph moves
        "ms": round(statistics.median(times), 1),
    }


def main() -> None:
    """Print the measures."""
    rows = [measure(share) for share in (0.0, 0.1, 0.5, 1.0)]
    if "--json" in sys.argv:
        print(json.dumps({"compare": rows}))
        return
    print("compare two pages:  " + "  ".join(rows[0]))
    for row in rows:
        print(" " * 20 + "  ".join(f"{value:>{len(name)}}" for name, value in row.items()))


if __name__ == "__main__":
    main()
