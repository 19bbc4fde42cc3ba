"""How fast figures are read, with all their fields, and compared; one process, CPU time, over prose of our own.

    python benchmarks/figures.py          as a table
    python benchmarks/figures.py --json   as one JSON object

Floors: prose 4,000 lines a CPU second (aim 10,000); 100 kB of text in 200 ms; a page of 80 kB HTML with 300 lines and
30 figures in 15 ms, from bytes to figures; comparing as `benchmarks/compare.py` says.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable

import compare as comparing  # type: ignore[import-not-found, unused-ignore]  # benchmarks/compare.py

from monitor import examine, figures
from monitor.model import Block, BlockKind, Text

ROUNDS = 7
#: Four lines in nine state a number, which is how statements and bulletins come.
LINES = {
    "en": (
        "Around {0:,} people now live in the {place}, including {1} children without a parent.",
        "The council paid for {1} beds between 3 May and 12 June 20{2}, said the mayor of {place}.",
        "The {place} budget rose by {2}.5% to £{1}.2 million, compared with £{2} million the year before.",
        "Of these, {1} have asked for asylum and {2} per cent have been answered, according to the {place} office.",
        "Volunteers keep the kitchen in the {place} open through the night, and doctors come when they can.",
        "The minister thanked the teams on the ground and promised that nobody would be left without shelter.",
        "Neighbours bring blankets and bread, and the library of the {place} lends its rooms to the school.",
        "Officials would not say when the road to the {place} opens again, or who will pay for the repairs.",
        "We will publish what we know as soon as it has been checked with the services of the {place}.",
    ),
    "fr": (
        "Environ {0:,} personnes vivent désormais dans le {place}, dont {1} mineurs non accompagnés.",
        "La mairie a financé {1} lits entre le 3 mai et le 12 juin 20{2}, a indiqué le maire du {place}.",
        "Le budget du {place} a augmenté de {2},5 % pour atteindre {1},2 millions d'euros, contre {2} millions avant.",
        "Parmi eux, {1} ont demandé l'asile et {2} % ont reçu une réponse, selon le bureau du {place}.",
        "Les bénévoles tiennent la cuisine du {place} toute la nuit, et les médecins viennent quand ils peuvent.",
        "La ministre a remercié les équipes présentes et promis que personne ne resterait sans abri.",
        "Les voisins apportent des couvertures et du pain, la bibliothèque du {place} prête ses salles à l'école.",
        "Les autorités n'ont pas dit quand la route du {place} rouvrirait, ni qui paierait les travaux.",
        "Nous publierons ce que nous savons dès que les services du {place} l'auront vérifié.",
    ),
}
PLACES = ("harbour", "quartier", "camp", "faubourg", "valley", "canton", "marsh", "hameau")


def lines(count: int, language: str) -> list[str]:
    """Return *count* lines of prose; the same ones every time."""
    dice = random.Random(11)
    forms = LINES[language]
    return [
        dice.choice(forms).format(
            dice.randint(1000, 9000), dice.randint(21, 900), dice.randint(10, 22), place=dice.choice(PLACES)
        )
        for _ in range(count)
    ]


def text(prose: list[str], language: str) -> Text:
    """Return *prose* with a block a line."""
    blocks, start = [], 0
    for line in prose:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(line)))
        start += len(line) + 1
    return Text(content="\n".join(prose), blocks=tuple(blocks), language=language)


def page() -> bytes:
    """Return a page of about 80 kB: 300 lines, 30 figures, and the markup that pages come with."""
    stating, silent = LINES["en"][1], LINES["en"][4:]
    dice, paragraphs = random.Random(3), []
    for number in range(270):
        form = stating if number % 9 == 0 else dice.choice(silent)
        line = form.format(0, dice.randint(21, 900), 16, place=dice.choice(PLACES))
        paragraphs.append(f'<div class="govuk-grid-row wide-{number}"><p class="lede body-text">{line}</p></div>')
    menu = "".join(
        f'<li class="nav-item"><a href="/topics/{n}/page">Topic of the day</a></li>' for n in "abcdefghij" * 3
    )
    style = "<style>" + ".row { margin: 0 auto; padding: 1px }\n" * 860 + "</style>"
    body = f"<nav><ul>{menu}</ul></nav><main><h1>News of the harbour</h1>{''.join(paragraphs)}</main>"
    return f'<!doctype html><html lang="en"><head><title>News</title>{style}</head><body>{body}</body></html>'.encode()


def cost(work: Callable[[], object]) -> float:
    """Return the CPU seconds of *work*, the least of several rounds: others only ever add to it."""
    work()
    rounds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        rounds.append(time.process_time() - begin)
    return min(rounds)


def measure() -> list[tuple[str, float, str, str]]:
    """Return what was measured: name, number, unit, floor."""
    rows = []
    for language in LINES:
        prose = text(lines(2000, language), language)
        rate = len(prose.blocks) / cost(lambda prose=prose: figures.find(prose))  # type: ignore[misc]
        rows.append((f"prose, {language}", rate, "lines a CPU second", "4,000"))
    dense = text([line for line in lines(2200, "en") if any(char.isdigit() for char in line)], "en")
    rows.append(
        (
            "lines that all state figures",
            len(dense.blocks) / cost(lambda: figures.find(dense)),
            "lines a CPU second",
            "",
        )
    )
    large = text(lines(1100, "en"), "en")
    size = len(large.content.encode()) / 100_000
    rows.append(("100 kB of text", 1000 * cost(lambda: figures.find(large)) / size, "ms", "200"))
    html = page()
    reading = examine.read(html, content_type="text/html")
    name = f"page of {len(html) // 1000} kB, {len(reading.text.blocks)} lines, {len(reading.figures)} figures"
    whole = cost(lambda: examine.read(html, content_type="text/html"))
    rows.append((name, 1000 * whole, "ms", "15"))
    rows.append(("of which text to figures", 1000 * cost(lambda: figures.find(reading.text)), "ms", ""))
    changed = examine.read(html.replace(b" beds between", b" good beds between", 3), content_type="text/html").text
    again = cost(lambda: figures.find(changed, earlier=reading))
    rows.append(("the same, three blocks of it changed", 1000 * again, "ms", ""))
    return rows


def main() -> None:
    """Print the table, then what comparing costs."""
    rows = measure()
    if "--json" in sys.argv:
        print(json.dumps({name: round(number, 2) for name, number, _, _ in rows}))
    else:
        for name, number, unit, floor in rows:
            print(f"{name:45} {number:10,.1f} {unit}" + (f" (floor {floor})" if floor else ""))
        print()
    comparing.main()


if __name__ == "__main__":
    main()
