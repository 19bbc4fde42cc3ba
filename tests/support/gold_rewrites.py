"""Facts said in other words: nothing may be told where every value was kept, and one change where one was moved.

A line of ``LANGUAGE-rewrites.jsonl`` holds ``original``, ``kept`` (texts that keep every value) and ``moved`` (texts
that change one, with its ``old`` and ``new`` value). Each pair is one run of ``compare --json``.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gold_documents import Figure, GoldError, folded, lines, page, run, visible
from gold_scoring import is_same_value, shown

TEXTS = ("html", "text", "sentence", "rewrite")  # under which of these a wording stands


@dataclass(frozen=True)
class Pair:
    """A fact and one rewrite of it."""

    fact: str
    language: str
    original: str
    rewrite: str
    moved: tuple[Figure, Figure] | None = None  #: the value before and after; None where every value is kept


def form(thing: object) -> str:
    """Return of what form *thing* is, and nothing of what it says."""
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{key}: {type(value).__name__}" for key, value in thing.items()) + "}"
    return type(thing).__name__


def wording(thing: object) -> str:
    """Return the text of a rewrite, which is a string or stands under one of ``TEXTS``."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, dict):
        found = next((thing[name] for name in TEXTS if isinstance(thing.get(name), str)), None)
        if found is not None:
            return str(found)
    raise GoldError(f"a rewrite of the form {form(thing)}, which has none of {', '.join(TEXTS)}")


def value(thing: object) -> Figure:
    """Return a value of a moved fact as figures have it: given alone, or as ``value``, or as ``low`` and ``high``."""
    if isinstance(thing, dict) and (thing.get("value") is not None or thing.get("low") is not None):
        return thing
    if isinstance(thing, str | int | float):
        return {"value": str(thing)}
    raise GoldError(f"a moved value of the form {form(thing)}")


def pairs(line: dict[str, Any], number: int, language: str) -> Iterator[Pair]:
    """Yield the pairs of one *line*."""
    missing = [key for key in ("original", "kept", "moved") if key not in line]
    if missing:
        raise GoldError(f"a fact of the form {form(line)}, without {', '.join(missing)}")
    fact, tag = str(line.get("id", f"{language}-{number}")), str(line.get("language", language))
    original = wording(line["original"])
    for one in line["kept"]:
        yield Pair(fact, tag, original, wording(one))
    for one in line["moved"]:
        if not isinstance(one, dict) or "old" not in one or "new" not in one:
            raise GoldError(f"a moved rewrite of the form {form(one)}, without old and new")
        yield Pair(fact, tag, original, wording(one), (value(one["old"]), value(one["new"])))


def told(monitor: Sequence[str], pair: Pair) -> list[dict[str, Any]]:
    """Return the changes that the program tells between the two texts of *pair*."""
    with tempfile.TemporaryDirectory(prefix="gold-") as folder:
        names = []
        for name, text in (("old", pair.original), ("new", pair.rewrite)):
            path = Path(folder, f"{name}.html")
            path.write_text(page(pair.language, text), encoding="utf-8")
            names.append(str(path))
        answer = json.loads(run(monitor, "compare", "--json", *names).splitlines()[-1])
    return [change for change in answer["changes"] if change["told"]]


def changes_value(change: dict[str, Any]) -> bool:
    """Say whether *change* claims that a value came, went or became another."""
    return not change["old"] or not change["new"] or not is_same_value(change["old"], change["new"])


def verdict(pair: Pair, changes: Sequence[dict[str, Any]]) -> str:
    """Return ``right``, ``false`` (told where nothing moved), ``silent``, ``other`` or ``more`` (than one change)."""
    if pair.moved is None:
        return "false" if any(changes_value(change) for change in changes) else "right"
    if not changes:
        return "silent"
    old, new = pair.moved
    aright = [
        change
        for change in changes
        if change["old"] and change["new"] and is_same_value(old, change["old"]) and is_same_value(new, change["new"])
    ]
    if not aright:
        return "other"
    return "right" if len(changes) == 1 else "more"


def _change(change: dict[str, Any]) -> str:
    old, new = (shown(change[side]) if change[side] else "-" for side in ("old", "new"))
    return f"{change['kind']} {old} > {new} ({change['counts']})"


def show_failure(pair: Pair, outcome: str, changes: Sequence[dict[str, Any]]) -> None:
    """Print what was compared, what was expected and what was told."""
    expected = " > ".join(shown(side) for side in pair.moved) if pair.moved else "nothing"
    print(f"{pair.fact}  {outcome}  {folded(visible(pair.original))}\n      =>       {folded(visible(pair.rewrite))}")
    print(f"      expected {expected}\n      got      {'; '.join(map(_change, changes)) or 'nothing'}")


def measure(arguments: argparse.Namespace) -> None:
    """Compare every fact with its rewrites, print both rates a language, and each failure where it is asked for."""
    for language in arguments.languages:
        facts = lines(f"{language}-rewrites", sealed=arguments.sealed)
        work = [pair for number, line in enumerate(facts, 1) for pair in pairs(line, number, language)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            answers = list(pool.map(lambda pair: told(arguments.monitor, pair), work))
        outcomes: Counter[tuple[bool, str]] = Counter()
        for pair, changes in zip(work, answers, strict=True):
            outcome = verdict(pair, changes)
            outcomes[pair.moved is not None, outcome] += 1
            if arguments.list and outcome != "right":
                show_failure(pair, outcome, changes)
        kept = sum(count for (moved, _), count in outcomes.items() if not moved)
        moved = outcomes.total() - kept
        row = {
            "kept": kept,
            "told falsely": outcomes[False, "false"],
            "moved": moved,
            "told aright": outcomes[True, "right"],
            **{name: outcomes[True, name] for name in ("silent", "other", "more")},
        }
        print(json.dumps({language: row}) if arguments.json else f"{language}  {sentence(row)}")


def sentence(row: dict[str, int]) -> str:
    """Return the two rates in words."""
    falsely, aright = row["told falsely"] / max(1, row["kept"]), row["told aright"] / max(1, row["moved"])
    return (
        f"kept: {row['told falsely']} of {row['kept']} told falsely ({falsely:.1%}); "
        f"moved: {row['told aright']} of {row['moved']} told aright ({aright:.1%}), {row['silent']} not told, "
        f"{row['other']} with other values, {row['more']} with more besides"
    )
