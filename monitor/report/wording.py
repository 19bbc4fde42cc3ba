"""Say in words what happened to a figure: plain English, taking no side, for people who will quote it."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from monitor.model import (
    Change,
    ChangeKind,
    Disagreement,
    Figure,
    Finding,
    Quantifier,
    Statement,
    Where,
)
from monitor.model.sanitize import visible
from monitor.report.clock import Clock

_NUMBERS = re.compile(r"\d+(?:[.,'’ \u00a0\u2009\u202f]\d+)*")
_BARE = re.compile(rf"[^\w/]*({_NUMBERS.pattern})[^\w/]*")  # a number with signs about it: "€1.9", not "1.9 million"
_HEDGES = {  # how reports say it: each is read as the same again (a test); to ask the language takes 60 ms to load it
    Quantifier.EXACT: "",
    Quantifier.APPROXIMATELY: "around",
    Quantifier.NEARLY: "nearly",
    Quantifier.MORE_THAN: "more than",
    Quantifier.LESS_THAN: "less than",
    Quantifier.AT_LEAST: "at least",
    Quantifier.AT_MOST: "at most",
}
KINDS = {
    ChangeKind.CHANGED: "changed",
    ChangeKind.REQUALIFIED: "hedged differently",
    ChangeKind.REWORDED: "reworded",
    ChangeKind.REDATED: "given for a later time",
    ChangeKind.APPEARED: "new",
    ChangeKind.DISAPPEARED: "withdrawn",
    ChangeKind.RETURNED: "back to",
    ChangeKind.MOVED: "moved",
    ChangeKind.RESTATED: "restated",
}


def number(value: Decimal) -> str:
    """Return *value* with thousands parted and no needless zeros: 3,200,000 or 0.5."""
    plain = f"{value:,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.replace("-", "−")


def value(figure: Figure) -> str:
    """Return the figure as a number, with both ends of a range: "7,000 to 8,000"."""
    if figure.value is not None:
        return number(figure.value) + _unit(figure)
    ends = [number(end) for end in (figure.low, figure.high) if end is not None]
    if len(ends) == 2:
        return f"{ends[0]} to {ends[1]}{_unit(figure)}"
    prefix = "from" if figure.low is not None else "up to"
    return f"{prefix} {ends[0]}{_unit(figure)}" if ends else ""


def _unit(figure: Figure) -> str:
    if figure.unit is None:
        return ""
    return f"\u00a0{visible(figure.unit)}"


def hedge(quantifier: Quantifier) -> str:
    """Return *quantifier* in the words that every report and command uses: "around"; empty for EXACT."""
    return _HEDGES[quantifier]


def written(figure: Figure) -> str:
    """Return the figure as the page writes it, with the hedge before it: "around 3.2 million".

    A cell whose table tells the scale ("2.3" below "in thousands") would be false alone: it is given as "2,300".
    """
    if figure.value is None and len(_NUMBERS.findall(figure.surface)) > 1:
        return value(figure)  # "7,000 and 8,000" is no more than half of "between 7,000 and 8,000"
    surface = value(figure) if _is_scaled_elsewhere(figure) else visible(figure.surface)
    before = hedge(figure.quantifier)
    return f"{before} {surface}" if before and before not in surface.lower() else surface


def _is_scaled_elsewhere(figure: Figure) -> bool:
    """Return whether the value is greater than what the surface says in any reading: the scale is not in it."""
    stated = next((one for one in (figure.value, figure.high, figure.low) if one is not None), None)
    if stated is None or figure.surface.replace(",", "") == f"{stated:f}":  # as nearly every number is written
        return False
    bare = _BARE.fullmatch(_without_unit(figure))
    if bare is None:
        return False
    readings = _readings(bare[1])
    if "." in f"{stated:f}":  # "2.300" in thousands is 2300.000: its last mark parted a fraction
        readings = readings[1:]
    return abs(stated) not in readings and abs(stated) > min(readings)


def _without_unit(figure: Figure) -> str:
    """Return the surface without the letters of its unit: "1.9" of "EUR 1.9"."""
    return figure.surface if figure.unit is None else figure.surface.replace(figure.unit, "")


def _readings(number: str) -> tuple[Decimal, ...]:
    """Return what a number as written can mean, its last mark parting thousands or a fraction: 1160 and 1.16."""
    *before, last = re.split(r"\D", number)
    whole = Decimal("".join((*before, last)))
    fraction = whole.scaleb(-len(last)) if before else whole
    return fraction if before and before[0].startswith("0") else whole, fraction


def gloss(figure: Figure) -> str | None:
    """Return the figure as a number where the page writes it otherwise ("half", "3.2 million"), else None."""
    is_written = _shows_ends(figure) if figure.value is None else _shows(figure.surface, figure.value)
    return None if is_written else value(figure) or None


def _shows(surface: str, number: Decimal) -> bool:
    """Return whether the digits of *surface* are those of *number*, but for zeros at its ends."""
    digits = "".join(filter(str.isdecimal, surface))
    plain = f"{abs(number):f}"
    shown = plain.replace(".", "")
    same = digits.lstrip("0") == shown.lstrip("0") or ("." in plain and digits.strip("0") == shown.strip("0"))
    return bool(digits) and same


def _shows_ends(figure: Figure) -> bool:
    """Return whether the range is written with both its numbers."""
    written = figure.surface.replace(",", "").replace("\u202f", "")
    return all(end is not None and number(end).replace(",", "") in written for end in (figure.low, figure.high))


def glosses(change: Change) -> list[str]:
    """Return each figure that the page writes otherwise with its number: "3.2 million is 3,200,000"."""
    figures = [figure for figure in (change.old, change.new) if figure]
    return list(dict.fromkeys(f"{visible(one.surface)} is {plain}" for one in figures if (plain := gloss(one))))


def counted(change: Change) -> str:
    """Return what everything calls the change: as the user has named its series, else what it counts."""
    return visible(change.name) if change.name else counts(change)


def counts(change: Change) -> str:
    """Return what the change counts, in the page's words; headers stand in where a cell says nothing of itself."""
    figure = change.newest
    if figure is None:
        return ""
    return visible(figure.counts or " · ".join(header for header in figure.headers if header) or "a figure")


def cell_time(*figures: Figure | None) -> str:
    """Return " · 2024" for cells of a table that are all of this time, which their labels leave to their heads."""
    times = {figure.time if figure.where is Where.TABLE else None for figure in figures if figure}
    time = times.pop() if len(times) == 1 else None
    return f" · {visible(time)}" if time else ""


def unit_changed(change: Change) -> str:
    """Return what it means that a table gives its cells another unit, by one of them whose number stands."""
    if change.old is None or change.new is None:
        return ""
    return f"unit changed ({visible(change.new.surface)} meant {value(change.old)}, now {value(change.new)})"


def movement(change: Change) -> str:
    """Return "rose", "fell" or an empty string."""
    if change.difference is None or change.difference == 0 or change.is_of_unit:
        return ""
    return "rose" if change.difference > 0 else "fell"


MANY = "≡"  # the sign of a table, whose cells go their own ways


def sign(change: Change) -> str:
    """Return one character for what happened, that tells rose from fell without colour."""
    if change.old is None or change.new is None:
        return "+" if change.old is None else "−"
    return {"rose": "▲", "fell": "▼"}.get(movement(change), "•")


def happened(change: Change) -> str:
    """Return the kind in words: "rose", "now hedged", "withdrawn", "back to 1,000"."""
    match change.kind:
        case ChangeKind.CHANGED if change.is_of_unit:
            return "unit changed"
        case ChangeKind.CHANGED:
            return movement(change) or KINDS[change.kind]
        case ChangeKind.RETURNED if change.difference == 0:
            return "stated again"
        case ChangeKind.RETURNED if change.new:
            return f"back to {written(change.new)}"
        case ChangeKind.REQUALIFIED:
            return _hedged(change)
        case ChangeKind.RESTATED if movement(change):
            return "restated, higher" if movement(change) == "rose" else "restated, lower"
        case _:
            return KINDS[change.kind]


def _hedged(change: Change) -> str:
    if change.old is None or change.new is None or change.old.quantifier == change.new.quantifier:
        return KINDS[ChangeKind.REQUALIFIED]
    if change.old.quantifier is Quantifier.EXACT:
        return "now hedged"
    if change.new.quantifier is Quantifier.EXACT:
        return "no longer hedged"
    return KINDS[ChangeKind.REQUALIFIED]


def difference(change: Change) -> str:
    """Return the absolute difference with its sign: "+160", "−3 percentage points"; empty where there is none."""
    figure = change.new
    if change.difference is None or figure is None or change.difference == 0:
        return ""
    sign = "+" if change.difference > 0 else ""
    if figure.unit == "%":
        points = "point" if abs(change.difference) == 1 else "points"
        return f"{sign}{number(change.difference)} percentage {points}"
    return f"{sign}{number(change.difference)}{_unit(figure)}"


def relative(change: Change) -> str:
    """Return the relative difference: "+16 %"; empty for percentages, whose difference is in points."""
    if change.relative is None or change.relative == 0 or (change.new and change.new.unit == "%"):
        return ""
    shown = _percent(change.relative)
    if shown == 0:
        return "less than 0.1\u00a0%"
    return f"{'+' if shown > 0 else ''}{number(shown)}\u00a0%"


def _percent(fraction: Decimal) -> Decimal:
    """Return *fraction* in percent, with a decimal below 10; a page can state numbers of any length."""
    percent = fraction * 100
    places = 1 if abs(percent) < 10 else 0
    with localcontext(prec=max(percent.adjusted(), 0) + 6):
        return percent.quantize(Decimal(1).scaleb(-places))


def both_differences(change: Change) -> str:
    """Return "+160 (+16 %)", or what there is of it."""
    absolute, share = difference(change), relative(change)
    return f"{absolute} ({share})" if absolute and share else absolute or share


def statement(change: Change) -> str:
    """Return the change in one sentence without its source: "police and gendarmes rose from 1,000 to 1,160 (+16 %)"."""
    old, new = (written(figure) if figure else "" for figure in (change.old, change.new))
    what = f"{counted(change)}{'' if change.name else cell_time(change.old, change.new)}: "
    match change.kind:
        case ChangeKind.APPEARED:
            return f"{what}{new}, not stated before"
        case ChangeKind.DISAPPEARED:
            return f"{what}{old}, no longer stated"
        case ChangeKind.RETURNED if old == new:
            return f"{what}{new}, stated again"
        case ChangeKind.RETURNED:
            return f"{what}back to {new}, from {old}{brackets(change)}"
        case ChangeKind.CHANGED if change.is_of_unit:
            return f"{what}its {unit_changed(change)}"
        case ChangeKind.REQUALIFIED | ChangeKind.REWORDED | ChangeKind.REDATED | ChangeKind.MOVED:
            return f"{what}{happened(change)}, from “{old}” to “{new}”" if old != new else f"{what}{happened(change)}"
        case _:
            restated = change.kind is ChangeKind.RESTATED  # nobody edited the old number: another page gives a new one
            verb = "restated" if restated else movement(change) or "changed"
            return f"{what}{verb} from {old} to {new}{brackets(change)}"


def brackets(change: Change) -> str:
    """Return " (+160, +16 %)", with what there is of it; empty where nothing can be subtracted."""
    parts = [part for part in (difference(change), relative(change)) if part]
    return f" ({', '.join(parts)})" if parts else ""


def quotation(finding: Finding, clock: Clock) -> str:
    """Return the change as a sentence ready to be quoted, with its source, times and proof."""
    title = visible(finding.page_title) or visible(finding.url)
    before = f"; captured before on {clock.minute(finding.before_at)}" if finding.before_at else ""
    return (
        f"{statement(finding.change)}. Source: “{title}”, {visible(finding.url)}, "
        f"captured on {clock.minute(finding.after_at)}{before}. "
        f"SHA-256 of the capture: {visible(finding.after_digest)}."
    )


def gap(dispute: Disagreement) -> str:
    """Return how far two speakers are apart: "2,850 (41 %)"."""
    unit = _unit(dispute.one.figure)
    share = f" ({number(_percent(dispute.relative))}\u00a0%)" if dispute.relative is not None else ""
    return f"{number(dispute.gap)}{unit}{share}"


def disagreement(dispute: Disagreement, clock: Clock) -> str:
    """Return in one sentence who states what, how far they are apart, and since when."""
    sides = [_side(side) for side in (dispute.one, dispute.other)]
    return f"{visible(dispute.name)}: {', '.join(sides)}; {gap(dispute)} apart since {clock.minute(dispute.since)}"


def _side(side: Statement) -> str:
    withdrawn = "" if side.until is None else " (since withdrawn)"
    return f"{visible(side.speaker)} states {written(side.figure)}{withdrawn}"
