"""Pages in a small markup, read without the other parts.

``{1,160}`` is a figure that counts the words after it, ``{1,160;role=SUBSET;counts=tents}`` says more, ``<3 May>`` is
a date that was refused. ``# `` begins a heading, ``* `` a list item, ``| a | b |`` a table row: its first row and first
column are headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from monitor import compare
from monitor.model import (
    Alert,
    Baseline,
    Block,
    BlockKind,
    Cell,
    Change,
    Dropped,
    Figure,
    Page,
    Quantifier,
    Reading,
    Region,
    Role,
    Text,
    Where,
)

MARK = re.compile(r"\{([^{}]*)\}|<([^<>]*)>")
WORDS = {"one": 1, "two": 2, "three": 3, "six": 6, "un": 1, "deux": 2, "trois": 3}
VERBS = {"are", "of", "were", "live", "is", "ont", "sont", "de", "vivent", "in"}
HEDGES = {
    "around": Quantifier.APPROXIMATELY,
    "environ": Quantifier.APPROXIMATELY,
    "almost": Quantifier.NEARLY,
    "près de": Quantifier.NEARLY,
    "more than": Quantifier.MORE_THAN,
    "plus de": Quantifier.MORE_THAN,
}


def number(surface: str) -> Decimal:
    """Return the value of "1,160", "1 160", "12 %", "1.2m" or "six"."""
    bare = surface.casefold().strip()
    if bare in WORDS:
        return Decimal(WORDS[bare])
    times = Decimal(1_000_000) if bare.endswith("m") else Decimal(1)
    digits = re.sub(r"[^\d.]", "", re.sub(r"[,\s](?=\d{3})", "", bare))
    return Decimal(digits) * times


class _Builder:
    def __init__(self, language: str, region: Region) -> None:
        self.language, self.region = language, region
        self.content = ""
        self.blocks: list[Block] = []
        self.figures: list[Figure] = []
        self.dropped: list[Dropped] = []
        self.heading: int | None = None
        self.lead: int | None = None
        self.table = -1
        self.row = -1
        self.columns: list[str] = []

    def line(self, line: str) -> None:
        if line.startswith("|"):
            self._row([cell.strip() for cell in line.strip().strip("|").split("|")])
            return
        self.row = -1
        if line.startswith("# "):
            self.heading = len(self.blocks)
            self.lead = None
            self._block(line[2:], BlockKind.HEADING, Where.HEADING, heading=None)
        elif line.startswith("* "):
            self._block(line[2:], BlockKind.LIST_ITEM, Where.LIST, heading=self.heading, lead=self.lead)
        else:
            self.lead = len(self.blocks)
            self._block(line, BlockKind.PARAGRAPH, Where.PROSE, heading=self.heading)

    def _row(self, cells: list[str]) -> None:
        if self.row < 0:
            self.table += 1
            self.columns = cells
        self.row += 1
        for column, cell in enumerate(cells):
            heads = (cells[0],) if column and self.row else ()
            tops = (self.columns[column],) if column and self.row else ()
            place = Cell(
                table=self.table,
                row=self.row,
                column=column,
                header=not column or not self.row,
                row_headers=heads,
                column_headers=tops,
            )
            self._block(cell, BlockKind.TABLE_CELL, Where.TABLE, headers=heads + tops, heading=self.heading, cell=place)

    def _block(
        self, markup: str, kind: BlockKind, where: Where, *, headers: tuple[str, ...] = (), **extra: Any
    ) -> None:
        start = len(self.content)
        plain, marks = _plain(markup)
        for low, high, mark, is_figure in marks:
            if not is_figure:
                span = (start + low, start + high)
                self.dropped.append(Dropped(value=None, surface=mark, start=span[0], end=span[1], why="date"))
                continue
            first, last = _sentence(plain, low, high)
            self.figures.append(
                _figure(
                    mark,
                    before=plain[first:low],
                    after=plain[high:last],
                    figure={
                        "start": start + low,
                        "end": start + high,
                        "sentence": " ".join(plain[first:last].split()),
                        "sentence_start": start + first,
                        "where": where,
                        "headers": headers,
                        "main": self.region is Region.MAIN,
                        "block": len(self.blocks),
                    },
                )
            )
        self.content += plain + "\n"
        end = start + len(plain)
        self.blocks.append(Block(kind=kind, start=start, end=end, region=self.region, **extra))


def _plain(markup: str) -> tuple[str, list[tuple[int, int, str, bool]]]:
    plain, marks, at = "", [], 0
    for found in MARK.finditer(markup):
        plain += markup[at : found.start()]
        shown = found[1].split(";")[0] if found[1] is not None else found[2]
        whole = found[1] if found[1] is not None else found[2]
        marks.append((len(plain), len(plain) + len(shown), whole, found[1] is not None))
        plain += shown
        at = found.end()
    return plain + markup[at:], marks


def _sentence(plain: str, low: int, high: int) -> tuple[int, int]:
    first = max(plain.rfind(end, 0, low) for end in (". ", "! ", "? ")) + 2
    ends = [at + 1 for at in (plain.find(end, high) for end in (". ", "! ", "? ")) if at >= 0]
    return (first if first >= 2 else 0), min(ends, default=len(plain))


def _figure(mark: str, *, before: str, after: str, figure: dict[str, Any]) -> Figure:
    surface, *said = mark.split(";")
    given = dict(one.split("=", 1) for one in said)
    words = re.findall(r"[^\W\d]+", re.split(r"[,.;:]", after)[0])[:4]
    quantifier = next(
        (q for hedge, q in HEDGES.items() if before.rstrip().casefold().endswith(hedge)), Quantifier.EXACT
    )
    return Figure(
        value=number(surface),
        surface=surface,
        counts=given.get("counts", " ".join(word for word in words[:2] if word not in VERBS)),
        head=given.get("head", words[0] if words else ""),
        unit=given.get("unit", "%" if "%" in surface else None),
        quantifier=quantifier,
        role=Role(given.get("role", "TOTAL")),
        **figure,
    )


FRENCH = re.compile(r"[éèàêç]|\b(?:personnes|[Ss]emaine|des|les|du|une?|sont)\b")


def page(*lines: str, language: str = "", updated: str | None = None, region: Region = Region.MAIN) -> Reading:
    """Return the reading of a page in the markup above; without a *language*, French where it looks so."""
    language = language or ("fr" if FRENCH.search(" ".join(lines)) else "en")
    builder = _Builder(language, region)
    for line in lines:
        builder.line(line)
    text = Text(content=builder.content, blocks=tuple(builder.blocks), language=language, updated=updated)
    return Reading(text=text, figures=tuple(builder.figures), dropped=tuple(builder.dropped), engine="fake")


def first(reading: Reading) -> Baseline:
    return compare.compare(None, reading).baseline


def changes(old: Reading, new: Reading, *, alerts: Sequence[Alert] = (), page: Page | None = None) -> list[Change]:
    return list(compare.compare(first(old), new, alerts=alerts, page=page).changes)


def told(found: Sequence[Change]) -> list[str]:
    """Return what a user hears: "CHANGED 1,000 -> 1,160"."""
    return [brief(change) for change in found if change.told]


def brief(change: Change) -> str:
    old, new = change.old, change.new
    return f"{change.kind.value} {old.surface if old else '-'} -> {new.surface if new else '-'}"


def versions(*readings: Reading, alerts: Sequence[Alert] = ()) -> Iterator[list[Change]]:
    """Yield the changes between each reading and the next, one baseline carried through."""
    baseline = first(readings[0])
    for reading in readings[1:]:
        comparison = compare.compare(baseline, reading, alerts=alerts)
        baseline = comparison.baseline
        yield list(comparison.changes)


def in_series(*readings: Reading) -> list[dict[str, int]]:
    """Return for each reading the series of each figure, by its surface."""
    baseline: Baseline | None = None
    result = []
    for reading in readings:
        baseline = compare.compare(baseline, reading).baseline
        result.append({one.figure.surface: one.series for one in baseline.tracked if not one.absent})
    return result


def restamped(reading: Reading, updated: str | None) -> Reading:
    return replace(reading, text=replace(reading.text, updated=updated))
