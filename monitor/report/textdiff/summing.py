"""What a text diff comes to, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from monitor.model import Became, Change, TextDiff
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report.entries import statements
from monitor.report.textdiff.arranging import Fold, Part, Rest, Shown
from monitor.report.textdiff.diff_model import Side

_BECAME = {Became.CHANGED: "changed", Became.MOVED: "moved", Became.NEW: "new", Became.GONE: "gone"}
CUT = "The texts are very long: only what they begin with was compared."


def counts(diff: TextDiff) -> dict[str, int]:
    """Return how many lines became what: kept, changed, moved, gone, new."""
    found = Counter(line.became for line in diff.lines)
    return {became.value: found[became] for became in Became}


def version(side: Side) -> str:
    """Return which snapshot it is: "7", or "7 (kept as evidence, not believed)"."""
    return f"{side.number} (kept as evidence, not believed)" if side.is_evidence else str(side.number)


def text_summary(diff: TextDiff) -> str:
    """Return what became of the text: "Text: 4 paragraphs and 12 rows changed, 1 paragraph moved; 83 as before"."""
    said = []
    for became, word in _BECAME.items():
        lines = [line for line in diff.lines if line.became is became]
        if lines:
            rows = sum(line.is_row for line in lines)
            said.append(f"{_lines(len(lines) - rows, rows)} {word}")
    kept = sum(line.became is Became.KEPT for line in diff.lines)
    if not said:
        return "Text: the main part of the page reads as before."
    return f"Text: {', '.join(said)}; {kept} as before."


def _lines(paragraphs: int, rows: int, how: str = "") -> str:
    there = [(count, noun) for count, noun in ((paragraphs, "paragraph"), (rows, "row")) if count]
    return " and ".join(counted(count, how + noun) for count, noun in there)


def remarks(diff: TextDiff) -> list[str]:
    """Return what the diff does not show, a sentence each."""
    said = []
    if diff.outside:
        lines = counted(diff.outside, "line")
        said.append(f"Not shown: {lines} that changed outside the main part of the page, or in lists of links.")
    return [*said, CUT] if diff.is_cut else said


def note(part: Part) -> str:
    """Return what stands for lines that are not shown, or before those that moved; empty where there is nothing to say.

    As in "… 14 unchanged paragraphs …".
    """
    match part:
        case Fold():
            under = f" “{visible(part.under)}”" if part.under else ""
            return f"… {_lines(part.paragraphs, part.rows, 'unchanged ')} …{under}"
        case Rest():
            return f"… {counted(part.count, 'more line')} that changed: monitor diff {visible(part.page_id)} …"
    return f"→ {moved(part)}" if part.moved else ""


def moved(part: Shown) -> str:
    """Return from where to where the lines of *part* moved: "moved from line 12 to 3, from under “Background”"."""
    first, last = part.moved[0], part.moved[-1]
    under = ""
    if first.old_under and first.old_under != first.new_under:
        under = f", from under “{visible(first.old_under)}”"
    if len(part.moved) == 1:
        return f"moved from line {first.old} to {first.new}{under}"
    return f"{len(part.moved)} lines moved from {first.old}–{last.old} to {first.new}–{last.new}{under}"


def left_out(part: Shown) -> str:
    """Return what moved along and is not shown; empty when all is."""
    return f"… {part.left_out} more that moved along …" if part.left_out else ""


def figures(changes: Sequence[Change]) -> tuple[str, list[str]]:
    """Return how many figures changed, and each that the rules of telling tell, in a sentence."""
    count = sum(change.told for change in changes)
    rest = len(changes) - count
    passed = f"{counted(rest, 'change')} that the rules of telling pass over"
    if not count:
        return (f"Figures: none changed but for {passed}." if rest else "Figures: none changed."), []
    more = f", and {passed}" if rest else ""
    return f"Figures: {count} changed, came or went{more}.", statements(changes)
