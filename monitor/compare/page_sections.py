"""Parts of a page that came or went as a whole: what they state is told as one finding, not number by number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from monitor.model import Block, BlockKind, Change, ChangeKind, Region, Text

LEAST, FEW = 3, 6  # figures of a part that begins with a heading, and of one that has none
BLOCKS = 2  # a single block is a paragraph, however much it states
_MAIN = Region.MAIN  # looked up once: by its class a member costs more than the test
TITLE = 80  # characters of a heading that name its part


def grouped(changes: Sequence[Change], texts: tuple[Text, Text]) -> dict[int, str]:
    """Return by series the part of the page that came or went with it, as the key of a group of findings."""
    found: dict[int, str] = {}
    for kind, text, other in (
        (ChangeKind.APPEARED, texts[1], texts[0]),
        (ChangeKind.DISAPPEARED, texts[0], texts[1]),
    ):
        stated: dict[int, list[int]] = {}
        for change in changes:
            figure = (change.new if kind is ChangeKind.APPEARED else change.old) if change.kind is kind else None
            if figure is not None and figure.main:
                stated.setdefault(figure.block, []).append(change.series)
        if len(stated) >= BLOCKS and sum(map(len, stated.values())) >= LEAST:
            for part in _parts(text, set(map(other.of, other.blocks)), _others(changes, kind)):
                found.update(_named(part, text, stated, kind))
    return found


def _others(changes: Sequence[Change], kind: ChangeKind) -> Collection[int]:
    """Return the blocks, of the text that *kind* speaks of, in which a figure goes on from the other version."""
    appeared = kind is ChangeKind.APPEARED
    both = (change for change in changes if change.old is not None and change.new is not None)
    return {figure.block for figure in ((one.new if appeared else one.old) for one in both) if figure is not None}


def _parts(text: Text, known: Collection[str], others: Collection[int]) -> Iterator[list[int]]:
    """Yield the runs of blocks that the other version does not have, and in which nothing of it goes on."""

    def is_new(numbered: tuple[int, Block]) -> bool:
        index, block = numbered
        return block.region is _MAIN and index not in others and text.of(block) not in known

    for new, run in groupby(enumerate(text.blocks), key=is_new):
        if new:
            yield [index for index, _ in run]


def _named(part: Sequence[int], text: Text, stated: dict[int, list[int]], kind: ChangeKind) -> dict[int, str]:
    """Return the series that *part* states with its key; nothing when it is too little to be told as one."""
    heading = next((index for index in part if text.blocks[index].kind is BlockKind.HEADING), None)
    inside = [series for index in part for series in stated.get(index, ())]
    said = sum(index in stated for index in part)
    if said < BLOCKS or len(inside) < (FEW if heading is None else LEAST):
        return {}
    title = "" if heading is None else " ".join(text.of(text.blocks[heading]).split())[:TITLE]
    came = "came" if kind is ChangeKind.APPEARED else "went"
    return dict.fromkeys(inside, f"section {part[0]} {came}: {title}".rstrip(": "))
