"""Indicators: what any number of pages and speakers say of one thing that the user has named.

Pure functions from what pages state to statements. A statement is one figure of one page that an indicator gathers;
`gather` finds those of one version, `gather_all` those of a page's whole history, `restated` where a speaker's next
statement gives another value, `stale` who fell silent. The ledger's views say who states what now and who disagrees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from monitor.compare.alerting import Known, tell
from monitor.compare.features.rounding import difference, step, within_rounding
from monitor.language import everywhere, load
from monitor.language.noun_forms import NounForms, unaccented
from monitor.model import (
    Alert,
    Change,
    ChangeKind,
    Figure,
    Indicator,
    Page,
    Reading,
    Role,
    Speaker,
    Statement,
    Text,
    Where,
)

LEVELS = (Role.TOTAL, Role.SUBSET, Role.SHARE, Role.INCREMENT)  # roles that state a level; the foremost is preferred
STALE = timedelta(days=30)  # how long others must have moved on before silence is worth a word
_NO_NAME = {"www", *(word.rstrip("'") for word in everywhere(lambda known: known.words.articles))}
_OF_ITSELF = "page:"  # begins the key of a page that is a speaker of its own; the key of a name has no colon
_LONGEST_KEY = 400  # characters: at most 1,600 bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a page: what counts for all that it states."""

    id: int = 0  #: its snapshot
    captured_at: datetime
    title: str = ""
    language: str = "en"  #: BCP 47 primary tag
    said_on: date | None = None  #: the page's own date

    @classmethod
    def dated(
        cls,
        captured_at: datetime,
        *,
        title: str,
        language: str,
        dates: Iterable[str | None],
        id: int = 0,  # noqa: A002
    ) -> Version:
        """Return the version that shows *dates*: the first that can be read is its own."""
        said_on = next((day for day in map(_date, dates) if day), None)
        return cls(id=id, captured_at=captured_at, title=title, language=language, said_on=said_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure that a page states, from one version until another."""

    figure: Figure
    series: int
    heading: str = ""  #: above it
    id: int = 0  #: its row in the ledger
    snapshot: int = 0  #: the first version that states it
    until: int | None = None  #: the first that no longer does

    def stands_in(self, version: Version) -> bool:
        """Return whether *version* states it."""
        return self.snapshot <= version.id and (self.until is None or version.id < self.until)


def headings(reading: Reading) -> tuple[str, ...]:
    """Return for every figure of *reading* the heading above it."""
    return tuple(heading_of(figure, reading.text) for figure in reading.figures)


def heading_of(figure: Figure, text: Text) -> str:
    """Return the heading above *figure* in *text*; empty where there is none."""
    block = text.blocks[figure.block] if figure.block < len(text.blocks) else None
    return text.of(text.blocks[block.heading]) if block and block.heading is not None else ""


def gather(indicators: Sequence[Indicator], page: Page, version: Version, figures: Iterable[Stated]) -> list[Statement]:
    """Return what a *version* of *page* states of each of *indicators*: for each speaker the one foremost figure."""
    figures = list(figures)
    return [
        statement
        for indicator in indicators
        if covers(indicator, page)
        for statement in _foremost(
            indicator, page, version, [one for one in figures if _is_gathered(indicator, one, version)]
        )
    ]


def gather_all(
    indicator: Indicator, page: Page, versions: Sequence[Version], figures: Iterable[Stated]
) -> list[Statement]:
    """Return what all *versions* of *page*, oldest first, state of *indicator*, as `gather` finds it one by one.

    A statement that several versions in a row make is one, from the first of them until the one after the last. What
    replaces a speaker's statement on the same page counts for no earlier day than that did.
    """
    figures = _gathered(indicator, versions, figures) if covers(indicator, page) else []
    if not figures:
        return []
    standing: dict[tuple[int, str], Statement] = {}
    ended: list[Statement] = []
    days: dict[str, date] = {}
    for version in versions:
        now = {}
        for statement in gather([indicator], page, version, [one for one in figures if one.stands_in(version)]):
            key = (statement.figure_id, statement.speaker_key)
            now[key] = standing.pop(key) if key in standing else _no_earlier(statement, days)
        ended += [replace(gone, until=version.id) for gone in standing.values()]
        standing = now
    return sorted([*ended, *standing.values()], key=lambda one: (one.snapshot, one.speaker_key))


def _gathered(indicator: Indicator, versions: Iterable[Version], figures: Iterable[Stated]) -> list[Stated]:
    """Return those of *figures* that *indicator* would gather in one of *versions*."""
    shown = {(version.title, version.language): version for version in versions}.values()
    return [one for one in figures if any(_is_gathered(indicator, one, version) for version in shown)]


def _no_earlier(statement: Statement, days: dict[str, date]) -> Statement:
    """Return *statement*, of no earlier day than what the speaker said before: *days*, by speaker, go on with it."""
    speaker = statement.speaker_key
    days[speaker] = max(statement.day, days.get(speaker, statement.day))
    return replace(statement, day=days[speaker])


def covers(indicator: Indicator, page: Page) -> bool:
    """Return whether *indicator* gathers figures of *page* at all."""
    if not indicator.pages and not indicator.tags:
        return True
    return page.is_one_of(indicator.pages) or bool(set(indicator.tags) & set(page.tags))


def gathers(indicator: Indicator, figure: Figure, around: str, language: str) -> bool:
    """Return whether *figure* states *indicator*: its words in what is counted, its unit, words near it or *around*.

    A noun is the same in the singular and in the plural, by the rules of the page's *language*.
    """
    if figure.role not in LEVELS or figure.unit != indicator.unit:
        return False
    if indicator.words and not counts(figure, indicator.words, language):
        return False
    if not indicator.near:
        return bool(indicator.words) or indicator.unit is not None
    words = partial(words_of, load(language).nouns.forms)
    near = words(f"{_counted(figure)} {figure.sentence} {around}")
    return any(words(word) <= near for word in indicator.near)


def counts(figure: Figure, words: Iterable[str], language: str) -> bool:
    """Return whether *figure* counts one of *words*, each a word or several: by its label, headers or unit.

    A noun is the same in the singular and in the plural, by the rules of the page's *language*.
    """
    forms = load(language).nouns.forms
    counted = words_of(forms, _counted(figure))
    return any(words_of(forms, word) <= counted for word in words)


def _counted(figure: Figure) -> str:
    return f"{figure.counts} {figure.head} {' '.join(figure.headers)} {figure.unit_name or ''}"


def stale(latest: Sequence[Statement], *, after: timedelta = STALE) -> list[Statement]:
    """Return those of the *latest* statements whose speakers were silent while another moved, *after* or longer since.

    Args:
        latest: the latest statement of every speaker on every indicator.
        after: how much later another speaker's latest statement must be.
    """
    return [
        mine
        for mine in latest
        if any(
            theirs.indicator == mine.indicator and theirs is not mine and theirs.day - mine.day >= after
            for theirs in latest
        )
    ]


def restated(
    latest: Callable[[str, str], Statement | None],
    news: Iterable[Statement],
    *,
    alerts: Sequence[Alert] = (),
    page: Page | None = None,
    followed_since: datetime | None = None,
) -> list[Change]:
    """Return the RESTATED changes: where a speaker's next statement, on another page, gives another value.

    Args:
        latest: gives the latest statement that was recorded of an indicator by a speaker (by key).
        news: statements of a page that were not on it before.
        alerts: rules of telling; without any, those that suit a newcomer.
        page: the page of *news*, whose own rules stand instead.
        followed_since: when the page was added, if this is its first reading: of two statements that were both there
            already when the user came, neither is news, and the change is recorded but not told.
    """
    gathered: dict[int, set[str]] = defaultdict(set)
    steps: dict[int, tuple[Statement, Statement]] = {}
    for statement in sorted(news, key=_order):
        gathered[statement.series].add(statement.indicator)
        last = latest(statement.indicator, statement.speaker_key)
        if last is None or last.page_id == statement.page_id or _order(last) > _order(statement):
            continue
        if comparable(last.figure, statement.figure) and _differs(last.figure, statement.figure):
            steps.setdefault(statement.series, (last, statement))
    changes = []
    for series, (last, statement) in steps.items():
        gap, share = difference(last.figure, statement.figure)
        change = Change(
            kind=ChangeKind.RESTATED, series=series, old=last.figure, new=statement.figure, difference=gap,
            relative=share, within_rounding=within_rounding(last.figure, statement.figure), before=last.snapshot,
        )  # fmt: skip
        if followed_since is not None and last.captured_at >= followed_since:
            changes.append(replace(change, rule="first"))
            continue
        changes += tell([change], alerts=alerts, page=page, known=Known(gathered={series: gathered[series]}))
    return changes


def comparable(one: Figure, other: Figure) -> bool:
    """Return whether two figures measure the like: in one unit, and neither an addition or a share beside a number."""
    wholes = (Role.TOTAL, Role.SUBSET)
    return one.unit == other.unit and (one.role is other.role or (one.role in wholes and other.role in wholes))


def speaker_of(figure: Figure, page: Page, speakers: Sequence[Speaker]) -> tuple[str, str]:
    """Return who states *figure*: the name that is shown, and what is equal for all ways to write it.

    It is whom the text names, else the `speaker` that the user gave the page. A page without either speaks for itself
    alone, by its id (those that a source yields, by the source's): what stands on another page of the same host may be
    another's word, or of another thing.
    """
    named = figure.attribution or page.speaker
    if not named:
        publisher = page.found_by or page.id  # what a source yields is published by one
        return publisher, _OF_ITSELF + publisher
    name = known_as(named, speakers)
    return name, speaker_key(name)


def speaker_key(name: str) -> str:
    """Return what is equal for two ways of writing one speaker's name: no case, accents, articles or punctuation.

    Of what a page of no good will may call a name only so much is looked at as an index of the ledger takes.
    """
    words = plain(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _NO_NAME else words)[:_LONGEST_KEY]


def known_as(name: str, speakers: Sequence[Speaker]) -> str:
    """Return the name that reports show of whoever is called *name*: that of one of *speakers*, or *name* itself."""
    key = speaker_key(name)
    return next((one.name for one in speakers if key in map(speaker_key, (one.name, *one.aliases))), name)


def _is_gathered(indicator: Indicator, one: Stated, version: Version) -> bool:
    return gathers(indicator, one.figure, f"{one.heading} {version.title}", version.language)


def _foremost(indicator: Indicator, page: Page, version: Version, gathered: Sequence[Stated]) -> list[Statement]:
    """Return the foremost of the figures that are *gathered*, for each speaker."""
    said: dict[str, list[Stated]] = defaultdict(list)
    for one in gathered:
        said[speaker_of(one.figure, page, indicator.speakers)[1]].append(one)
    return [
        _statement(indicator, page, version, min(figures, key=lambda one: _rank(one.figure)))
        for figures in said.values()
    ]


def _statement(indicator: Indicator, page: Page, version: Version, one: Stated) -> Statement:
    speaker, key = speaker_of(one.figure, page, indicator.speakers)
    captured = version.captured_at.date()
    days = (one.figure.until, version.said_on)  # one that is yet to come is a forecast, or a lie
    said_on = next((day for day in days if day is not None and day <= captured + timedelta(days=1)), None)
    return Statement(
        indicator=indicator.id,
        page_id=page.id,
        series=one.series,
        figure=one.figure,
        speaker=speaker,
        speaker_key=key,
        captured_at=version.captured_at,
        said_on=said_on,
        day=said_on or captured,
        rounding=step(one.figure) / 2,
        figure_id=one.id,
        snapshot=version.id,
    )


def _rank(figure: Figure) -> tuple[bool, bool, int, int]:
    return (not figure.main, figure.where is Where.TABLE, LEVELS.index(figure.role), figure.start)


def _differs(old: Figure, new: Figure) -> bool:
    if old.value is None or new.value is None:
        return (old.value, old.low, old.high) != (new.value, new.low, new.high)
    return old.value != new.value and not within_rounding(old, new)


def _order(statement: Statement) -> tuple[date, datetime]:
    return statement.day, statement.captured_at


def _date(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def words_of(forms: NounForms, text: str) -> set[str]:
    """Return the words of *text* without case, accents and plural."""
    return set(map(forms.singular, plain(text).split()))


def plain(text: str) -> str:
    """Return *text* in lower case, without accents and punctuation."""
    return "".join(c if c.isalnum() else " " for c in unaccented(text.casefold()))
