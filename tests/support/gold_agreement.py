"""How far two annotators agree: ``second/LANGUAGE.jsonl`` against the first annotation of the same documents.

What both list is matched by where it stands. Being a figure is judged by Cohen's kappa (J. Cohen, 1960), as chance
alone would let two hands agree on most numbers; the fields of what both call a figure by the share that agrees.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping

from gold_documents import GOLD, Document, Figure, GoldError, document, lines, span
from gold_scoring import is_same_speaker, is_same_unit, is_same_value, overlap, plain

Marks = list[tuple[bool, Figure, tuple[int, int]]]  #: is it a figure, what was said of it, where it stands


def marks(one: Document) -> Marks:
    """Return every number that an annotator listed, placed; what is not in the text is left out."""
    listed = [(True, figure) for figure in one.figures] + [(False, figure) for figure in one.refused]
    placed = [(is_figure, mark, span(one.text, mark["surface"], mark["nth"])) for is_figure, mark in listed]
    return [(is_figure, mark, place) for is_figure, mark, place in placed if place]


def kappa(table: Mapping[tuple[bool, bool], int]) -> float:
    """Return Cohen's kappa of the counts of (first says so, second says so); 1 where both always say the same."""
    whole = sum(table.values())
    if not whole:
        return 0.0
    same = (table.get((True, True), 0) + table.get((False, False), 0)) / whole
    first = sum(count for (one, _), count in table.items() if one) / whole
    second = sum(count for (_, one), count in table.items() if one) / whole
    chance = first * second + (1 - first) * (1 - second)
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def agreed(first: Figure, second: Figure) -> Iterator[tuple[str, bool]]:
    """Yield each field of a figure, and whether both say the same of it."""
    yield "value", is_same_value(first, second)
    yield "unit", first["unit"] is second["unit"] is None or is_same_unit(first["unit"] or "", second["unit"])
    for field in ("quantifier", "role", "direction"):
        yield field, first[field] == second[field]
    one, other = first["speaker"], second["speaker"]
    yield "speaker", one is other is None or bool(one and other and is_same_speaker(other, one))
    both = [{plain(label) for label in figure["labels"]} for figure in (first, second)]
    heads = [{plain(head) for head in figure["head"]} for figure in (first, second)]
    yield "label in common", bool(both[0] & both[1])
    yield "label or head in common", bool(both[0] & both[1] or heads[0] & heads[1])


def compare(first: Document, second: Document, counts: Counter[str], table: Counter[tuple[bool, bool]]) -> None:
    """Add what both hands say of one document to *counts* ("value", "of value") and to the *table* for kappa."""
    left = marks(second)
    for is_figure, mark, place in marks(first):
        found = max(left, key=lambda one: overlap(place, one[2]), default=None)
        if found is None or not overlap(place, found[2]):
            counts["only the first"] += 1
            continue
        left.remove(found)
        table[is_figure, found[0]] += 1
        if is_figure and found[0]:
            for field, same in agreed(mark, found[1]):
                counts[field] += same
                counts[f"of {field}"] += 1
    counts["only the second"] += len(left)


def agreement(language: str) -> dict[str, float]:
    """Return the agreement on the documents of *language* that were annotated twice; shares from 0 to 1."""
    path = GOLD / "second" / f"{language}.jsonl"
    if not path.exists():
        raise GoldError(f"no second annotation: there is no {path.relative_to(GOLD.parent.parent)}")
    second = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    first = {line["id"]: line for line in lines(language, sealed=False)}
    if any(line["id"] not in first for line in second):
        first |= {line["id"]: line for line in lines(language, sealed=True)}
    counts: Counter[str] = Counter()
    table: Counter[tuple[bool, bool]] = Counter()
    for line in second:
        if line["id"] not in first:
            raise GoldError(f"{line['id']} is in neither half of {language}")
        mine = first[line["id"]]  # the second hand need not repeat what both were given
        compare(document(mine), document({**mine, **line}), counts, table)
    fields = [name.removeprefix("of ") for name in counts if name.startswith("of ")]
    return {
        "documents": len(second),
        "numbers of both": table.total(),
        "only the first": counts["only the first"],
        "only the second": counts["only the second"],
        "figure or not (kappa)": round(kappa(table), 3),
        "figures of both": table[True, True],
        **{field: round(counts[field] / counts[f"of {field}"], 3) for field in fields},
    }


def measure(arguments: argparse.Namespace) -> None:
    """Print the agreement of each language that has a second annotation."""
    rows = {}
    for language in arguments.languages:
        if (GOLD / "second" / f"{language}.jsonl").exists():
            rows[language] = agreement(language)
    if not rows:
        raise GoldError("no second annotation yet: tests/gold/second holds none of these languages")
    if arguments.json:
        print(json.dumps(rows))
        return
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    print(f"{'':25}" + "".join(f"{language:>9}" for language in rows))
    for name in names:
        print(f"{name:25}" + "".join(f"{row.get(name, 0):9g}" for row in rows.values()))
