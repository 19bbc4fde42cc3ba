"""Indicators: what any number of pages and speakers say of one thing that the user has named.

Pure functions from statements to statements. A statement is one figure of one page; `gather` finds those of an
indicator, the others answer who says what now, who disagrees, who fell silent, and who said otherwise before.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from urllib.parse import urlsplit

from monitor.compare.rounding import difference, within_rounding
from monitor.compare.rules import Known, tell
from monitor.model import (
    Alert,
    Change,
    ChangeKind,
    Disagreement,
    Figure,
    Indicator,
    Page,
    Reading,
    Role,
    Statement,
    Text,
    Where,
)

LEVELS = (Role.TOTAL, Role.SUBSET, Role.SHARE, Role.INCREMENT)  # roles that state a level; the foremost is preferred
STALE = timedelta(days=30)  # how long others must have moved on before silence is worth a word
SUGGEST = 2  # statements that make an indicator worth suggesting


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One reading of one page, with the series of its figures."""

    page: Page
    reading: Reading
    series: tuple[int, ...]  #: for every figure of the reading
    captured_at: datetime
    check: int = 0


def gather(indicators: Sequence[Indicator], source: Source) -> list[Statement]:
    """Return what *source* states of each of *indicators*: for each speaker the one figure that says it foremost."""
    found: list[Statement] = []
    for indicator in indicators:
        if not covers(indicator, source.page):
            continue
        said: dict[str, list[Statement]] = defaultdict(list)
        for figure, series in zip(source.reading.figures, source.series, strict=True):
            if gathers(indicator, figure, source.reading.text):
                statement = _statement(indicator, source, figure, series)
                said[speaker_key(statement.speaker)].append(statement)
        found += [min(statements, key=lambda one: _rank(one.figure)) for statements in said.values()]
    return found


def covers(indicator: Indicator, page: Page) -> bool:
    """Return whether *indicator* gathers figures of *page* at all."""
    if not indicator.pages and not indicator.tags:
        return True
    return page.id in indicator.pages or bool(set(indicator.tags) & set(page.tags))


def gathers(indicator: Indicator, figure: Figure, text: Text) -> bool:
    """Return whether *figure* of *text* states *indicator*: its words in what is counted, its unit, words near it."""
    if figure.role not in LEVELS or (indicator.unit is not None and figure.unit != indicator.unit):
        return False
    if indicator.unit is None and figure.unit == "%":
        return False
    counted = _words(f"{figure.counts} {figure.head} {' '.join(figure.headers)} {figure.unit_name or ''}")
    if indicator.words and not any(_words(word) <= counted for word in indicator.words):
        return False
    if not indicator.near:
        return bool(indicator.words) or indicator.unit is not None
    block = text.blocks[figure.block] if figure.block < len(text.blocks) else None
    heading = text.of(text.blocks[block.heading]) if block and block.heading is not None else ""
    around = counted | _words(f"{figure.sentence} {heading} {text.title}")
    return any(_words(word) <= around for word in indicator.near)


def latest(statements: Iterable[Statement]) -> list[Statement]:
    """Return the latest statement of every speaker on every indicator, whatever the page."""
    newest: dict[tuple[str, str], Statement] = {}
    for statement in sorted(statements, key=_order):
        newest[statement.indicator, speaker_key(statement.speaker)] = statement
    return sorted(newest.values(), key=lambda one: (one.indicator, one.speaker))


def disagreements(statements: Iterable[Statement]) -> list[Disagreement]:
    """Return every two speakers whose latest statements of an indicator differ by more than their rounding."""
    by_indicator: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in sorted(statements, key=_order):
        by_indicator[statement.indicator][speaker_key(statement.speaker)].append(statement)
    found = []
    for _, speakers in sorted(by_indicator.items()):
        for one, other in combinations(sorted(speakers), 2):
            disagreement = _disagreement(speakers[one], speakers[other])
            if disagreement is not None:
                found.append(disagreement)
    return found


def stale(statements: Iterable[Statement], *, after: timedelta = STALE) -> list[Statement]:
    """Return the latest statements of speakers who said nothing new while another moved, *after* or longer since."""
    now = latest(statements)
    return [
        mine
        for mine in now
        if any(
            theirs.indicator == mine.indicator and theirs is not mine and _day(theirs) - _day(mine) >= after
            for theirs in now
        )
    ]


def restated(
    earlier: Iterable[Statement], news: Iterable[Statement], *, alerts: Sequence[Alert] = (), page: Page | None = None
) -> list[Change]:
    """Return the RESTATED changes: where a speaker's next statement, on another page, gives another value.

    Args:
        earlier: statements recorded before, of any page.
        news: statements of a page that were not on it before.
        alerts: rules of telling; without any, those that suit a newcomer.
        page: the page of *news*, whose own rules stand instead.
    """
    known = list(earlier)
    changes: list[Change] = []
    for statement in sorted(news, key=_order):
        before = [
            one
            for one in known
            if one.indicator == statement.indicator
            and speaker_key(one.speaker) == speaker_key(statement.speaker)
            and _order(one) <= _order(statement)
        ]
        if not before:
            continue
        last = max(before, key=_order)
        if last.page_id != statement.page_id and _differs(last.figure, statement.figure):
            gap, share = difference(last.figure, statement.figure)
            change = Change(
                kind=ChangeKind.RESTATED,
                series=statement.series,
                old=last.figure,
                new=statement.figure,
                difference=gap,
                relative=share,
                within_rounding=within_rounding(last.figure, statement.figure),
            )
            gathered = Known(gathered={statement.series: {statement.indicator}})
            changes += tell([change], alerts=alerts, page=page, known=gathered)
        known.append(statement)
    return changes


def suggest(sources: Iterable[Source]) -> list[Indicator]:
    """Return indicators worth confirming: heads that several speakers or pages count, the most stated first."""
    said: dict[tuple[str, str | None], set[tuple[str, str]]] = defaultdict(set)
    for source in sources:
        for figure in source.reading.figures:
            if figure.main and figure.head and figure.role in (Role.TOTAL, Role.SHARE):
                key = (figure.head.casefold(), figure.unit)
                said[key].add((source.page.id, speaker_key(_speaker(figure, source.page))))
    ranked = sorted(said.items(), key=lambda item: (-len(item[1]), item[0][0], item[0][1] or ""))
    return [
        Indicator(id=_slug(head), name=head, words=(head,), unit=unit)
        for (head, unit), places in ranked
        if len(places) >= SUGGEST and _slug(head)
    ]


def speaker_key(name: str) -> str:
    """Return what is equal for two ways of writing one speaker's name: no case, accents, articles or punctuation."""
    words = _plain(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "le", "la", "les", "l"} else words)


def _statement(indicator: Indicator, source: Source, figure: Figure, series: int) -> Statement:
    text = source.reading.text
    return Statement(
        indicator=indicator.id,
        page_id=source.page.id,
        series=series,
        figure=figure,
        speaker=_speaker(figure, source.page),
        captured_at=source.captured_at,
        said_on=figure.until or _date(text.updated) or _date(text.published),
        page_title=text.title,
        check=source.check,
    )


def _speaker(figure: Figure, page: Page) -> str:
    return figure.attribution or page.speaker or urlsplit(page.url).hostname or page.id


def _rank(figure: Figure) -> tuple[bool, int, bool, int]:
    return (not figure.main, LEVELS.index(figure.role), figure.where is Where.TABLE, figure.start)


def _disagreement(one: Sequence[Statement], other: Sequence[Statement]) -> Disagreement | None:
    """Return how two speakers differ now, and the history of the gap; None when they agree, or within rounding."""
    history: list[tuple[datetime, Decimal]] = []
    since: datetime | None = None
    for mine, theirs, at in _meetings(one, other):
        if mine.figure.value is None or theirs.figure.value is None:
            continue
        history.append((at, abs(mine.figure.value - theirs.figure.value)))
        since = (since or at) if _differs(mine.figure, theirs.figure) else None
    if since is None or not history:
        return None
    high, low = sorted((one[-1], other[-1]), key=lambda s: s.figure.value or Decimal(0), reverse=True)
    gap = history[-1][1]
    return Disagreement(
        indicator=high.indicator,
        one=high,
        other=low,
        gap=gap,
        relative=gap / abs(low.figure.value) if low.figure.value else None,
        since=since,
        history=tuple(history),
    )


def _meetings(one: Sequence[Statement], other: Sequence[Statement]) -> Iterator[tuple[Statement, Statement, datetime]]:
    """Yield the two latest statements after each statement of either, once both have spoken."""
    mine: Statement | None = None
    theirs: Statement | None = None
    for is_mine, statement in sorted(
        [(True, s) for s in one] + [(False, s) for s in other], key=lambda p: _order(p[1])
    ):
        mine, theirs = (statement, theirs) if is_mine else (mine, statement)
        if mine is not None and theirs is not None:
            yield mine, theirs, statement.captured_at


def _differs(old: Figure, new: Figure) -> bool:
    if old.value is None or new.value is None:
        return (old.value, old.low, old.high) != (new.value, new.low, new.high)
    return old.value != new.value and not within_rounding(old, new)


def _order(statement: Statement) -> tuple[date, datetime]:
    return _day(statement), statement.captured_at


def _day(statement: Statement) -> date:
    return statement.said_on or statement.captured_at.date()


def _date(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def _words(text: str) -> set[str]:
    """Return the words of *text* without case, accents and plural."""
    return {word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in _plain(text).split()}


def _plain(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare)


def _slug(name: str) -> str:
    return "-".join(_plain(name).split()).encode("ascii", "ignore").decode()[:64].strip("-")
