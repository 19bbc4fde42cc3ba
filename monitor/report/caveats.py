"""Say what stands beside a change: who states it, what kind of figure it is, and what a careful reader should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.model import Alert, Change, ChangeKind, Direction, Figure, Finding, Role
from monitor.model.sanitize import visible
from monitor.report import wording
from monitor.report.clock import dated

ROLES = {
    Role.TOTAL: "a total",
    Role.SUBSET: "part of a total",
    Role.INCREMENT: "an addition",
    Role.CHANGE: "a change",
    Role.SHARE: "a share",
    Role.MULTIPLE: "a multiple",
    Role.REFERENCE: "a reference value",
    Role.RULE: "a rule",
}


SEAL = "Seal of the ledger"
SEALED = "It covers everything captured until then: kept elsewhere, it shows whether any of that was altered since."


UNDATED = "The page shows no date of its own: whether it owned up to a change cannot be told."
UNTOLD = {
    "echo": "not told: it repeats another figure",
    "scrolled": "not told: the oldest day of a list that moves on",
    "ignored": "not told: you ignore this series",
    "only": "not told: it is not among what the page is followed for",
    "restated": "not told: the passage says it in other words",
    "first": "not told: the first statement of its indicator",
}
CELL = "table"  # the rule that older ledgers give for the cells of a table that is told
_OURS = ("", Alert().name)


def own_date(page_updated: str) -> str:
    """Return "the page’s own date: 19 March 2020"."""
    return f"the page’s own date: {dated(page_updated)}"


def role(figure: Figure) -> str:
    """Return the figure's role in words, a CHANGE with its way."""
    way = {Direction.UP: " upwards", Direction.DOWN: " downwards"}.get(figure.direction) if figure.direction else None
    return ROLES[figure.role] + (way or "")


def said_by(change: Change) -> str:
    """Return who states the figure, where the text names somebody: "said by the prefect"; else nothing."""
    figure = change.newest
    return f"said by {visible(figure.attribution)}" if figure and figure.attribution else ""


def hedge_change(change: Change) -> str:
    """Return how the hedge changed along with the value, e.g. "now hedged: around"; empty when it did not."""
    if change.old is None or change.new is None or change.old.quantifier is change.new.quantifier:
        return ""
    before = wording.hedge(change.old.quantifier) or "no hedge"
    after = wording.hedge(change.new.quantifier) or "no hedge"
    return f"The wording went from “{before}” to “{after}”.".replace("“no hedge”", "no hedge")


def headed(figure: Figure) -> str:
    """Return the headers above a cell, or the lead-in of a list's item: "under “Total · Tests”"; empty without."""
    headers = " · ".join(visible(header) for header in figure.headers if header)
    return f"under “{headers}”" if headers else ""


def places(changes: Iterable[Change]) -> list[str]:
    """Return where a reader finds *changes* who does not see them at once.

    On which pages of a paged document, "on page 3", "on pages 2, 3 and 5"; and that all of them show on a click alone.
    """
    stated = [change.newest for change in changes if change.newest]
    numbers = sorted({figure.page for figure in stated if figure.page})
    said = [f"on page {number}" for number in numbers]
    if len(numbers) > 1:
        said = [f"on pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"]
    return [*said, "shows on a click"] if stated and all(figure.folded for figure in stated) else said


def facts(change: Change) -> list[str]:
    """Return what a reader cannot see in the sentence: where in the document it is, its kind, who states it."""
    figure = change.newest
    if figure is None:
        return []
    said = places([change])
    said += [role(figure)] if figure.role is not Role.TOTAL else []
    said += [source] if (source := said_by(change)) else []
    if figure.agent:
        said.append(f"done by {visible(figure.agent)}")
    if figure.headers:
        said.append(headed(figure))
    if figure.time and visible(figure.time).lower() not in visible(figure.sentence).lower():
        said.append(f"time: {visible(figure.time)}")
    return said + _rule(change)


def _rule(change: Change) -> list[str]:
    """Return which of the user's own rules told the change, or why it was not told; nothing of what goes by itself."""
    if change.told:
        return [] if change.rule in _OURS else [f"told by your rule “{visible(change.rule)}”"]
    return [] if change.rule == CELL else [UNTOLD.get(change.rule, "not told by the rules of telling")]


def doubts(finding: Finding) -> tuple[str, ...]:
    """Return what a careful reader should know before quoting *finding*, one sentence each.

    That the page shows no update date is told once for its captures (`UNDATED`), not for each figure.
    """
    return tuple(said for doubt in _DOUBTS for said in doubt(finding))


def _elsewhere(finding: Finding) -> Iterator[str]:
    if finding.before_url:
        title = visible(finding.before_title)
        page = f"{f'“{title}”, ' if title else ''}{visible(finding.before_url)}"
        yield f"The figure before stands on another page: {page}"


def _silent(finding: Finding) -> Iterator[str]:
    if finding.change.silent:
        when = f" ({dated(finding.page_updated)})" if finding.page_updated else ""
        yield f"Changed silently: the page’s own date did not move{when}."


def _meaning(finding: Finding) -> Iterator[str]:
    if finding.change.is_of_unit:
        yield "The number stands as it was written: another unit, or a correction of it, rather than a new situation."
    elif finding.change.redefined:
        yield "Possibly a new definition rather than a new situation: read both sentences."
    if finding.change.within_rounding:
        yield "Within the rounding of the numbers as written."


def _hedged(finding: Finding) -> Iterator[str]:
    if finding.change.kind is not ChangeKind.REQUALIFIED and (said := hedge_change(finding.change)):
        yield said


def _removed(finding: Finding) -> Iterator[str]:
    sides = ((finding.before_file, finding.before_removed_at), (finding.after_file, finding.after_removed_at))
    for file, at in sides:
        if file and at:
            yield f"{visible(file)} was removed on {dated(f'{at:%Y-%m-%d}')} by retention; its digest is kept."


def _lost(finding: Finding) -> Iterator[str]:
    if finding.lost:
        yield f"Its proof is lost ({', '.join(map(visible, finding.lost))}): monitor verify tells what to do."


_DOUBTS = (_elsewhere, _silent, _meaning, _hedged, _removed, _lost)  # in the order in which they are told
