"""Which changes a user hears of: the first rule of telling that wants a change tells it; each claim is told once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from monitor.compare.features.normalized import digits_of, ends_of, unit_of
from monitor.model import Alert, Change, ChangeKind, Direction, Figure, Page, Where
from monitor.model.packed_columns import Columns, columns_of, made

DEFAULT = (Alert(),)
REPEATED = 100  # a value this great, said twice, is one claim said twice; smaller ones coincide
UNUSUAL = 4  # digits of a value that is not said of two things by chance
MANY = 20  # changes with one pair of values that are asked whether another repeats them
Said = tuple[tuple[Decimal | None, ...], str | None]  # a value, or both ends of a range, and its unit
Words = tuple[frozenset[str], frozenset[str]]  # stems of what a series counts, and of all that its sentence says
Spoken = Callable[[int], Words]
Standing = Mapping[Said, Mapping[int | None, int]]  # -> series, by the table that it is a cell of
Gathered = Mapping[int, Collection[str]]  # series -> ids of the indicators that gather its figure


class _Verdict(NamedTuple):
    """What the rules say of one change by itself: whether it is told, and by which rule."""

    told: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What telling must know besides the changes."""

    last_told_values: Mapping[int, Decimal | None] = field(
        default_factory=dict
    )  #: by series, the value the user last heard of
    gathered: Gathered = field(default_factory=dict)
    sections: Mapping[int, str] = field(default_factory=dict)  #: by series, the part of the page it came or went with
    titles: Mapping[int, str] = field(default_factory=dict)  #: by ordinal, what tables are called
    scrolled: Collection[int] = ()  #: series of a list of days: the oldest one going is no claim withdrawn
    standing: Standing = field(default_factory=dict)  #: what figures that stayed on the page say
    spoken: Spoken = lambda _: (frozenset(), frozenset())


def tell(changes: Sequence[Change], *, alerts: Sequence[Alert], page: Page | None, known: Known) -> tuple[Change, ...]:
    """Return *changes* with ``told``, ``rule``, ``echo`` and ``group`` decided.

    Args:
        changes: every change between two versions of one page.
        alerts: the general rules; the page's own, where it has any, stand instead.
        page: the page, None for a file.
        known: what the user heard before, and what the page goes on to say.
    """
    rules = (page.alerts if page else ()) or tuple(alerts) or DEFAULT
    gathered = list(_gathered(changes, known.gathered))
    return _once([(change, _verdict(change, rules, page, known)) for change in gathered], known)


def _gathered(changes: Iterable[Change], gathered: Gathered) -> Iterable[Change]:
    for change in changes:
        indicators = gathered.get(change.series)
        yield replace(change, indicators=tuple(sorted(indicators))) if indicators else change


def _verdict(change: Change, rules: Sequence[Alert], page: Page | None, known: Known) -> _Verdict:
    """Return what *rules* say of *change* by itself."""
    if change.kind is ChangeKind.DISAPPEARED and change.series in known.scrolled:
        return _Verdict(told=False, rule="scrolled")
    heard = known.last_told_values.get(change.series)
    rule = next((r for r in rules if wants(r, change, page, heard, known.gathered)), None)
    return _Verdict(told=True, rule=rule.name) if rule else _Verdict(told=False, rule="")


def standing(figures: Iterable[tuple[Figure, int, int | None]]) -> Standing:
    """Return what the main text's *figures* say, where it is too great to be said by chance.

    Args:
        figures: each with its series, and the table that it is a cell of.
    """
    found: dict[Said, dict[int | None, int]] = {}
    for figure, series, table in figures:
        if figure.main and _is_telling(figure):
            found.setdefault(_said(figure), {}).setdefault(table, series)
    return found


def wants(rule: Alert, change: Change, page: Page | None, heard: Decimal | None, gathered: Gathered) -> bool:
    """Return whether *rule* selects *change*; *heard* is the value that the user last heard of."""
    figure = change.newest
    if figure is None or not _is_of_its_kind(rule, change, figure) or not _is_where_it_looks(rule, figure):
        return False
    last = heard if rule.against == "told" else None
    return _is_meant(rule, change, page, gathered) and _is_enough(rule, change, last)


def _is_of_its_kind(rule: Alert, change: Change, figure: Figure) -> bool:
    """Return whether *rule* asks for this kind of change, of figures in this role."""
    is_asked = change.kind in rule.kinds and figure.role in rule.roles
    return is_asked and bool(change.silent or not rule.silent)


def _is_where_it_looks(rule: Alert, figure: Figure) -> bool:
    """Return whether *rule* looks into tables, and outside the main text, where *figure* stands there."""
    return (rule.tables or figure.where is not Where.TABLE) and (rule.outside_main or figure.main)


def _is_meant(rule: Alert, change: Change, page: Page | None, gathered: Gathered) -> bool:
    if rule.pages and (page is None or not page.is_one_of(rule.pages)):
        return False
    if rule.tags and (page is None or not set(rule.tags) & set(page.tags)):
        return False
    return not rule.indicators or bool(set(rule.indicators) & set(gathered.get(change.series, ())))


def _is_enough(rule: Alert, change: Change, heard: Decimal | None) -> bool:
    """Return whether the value moved as far, and the way, that *rule* asks for; *heard* stands for the old one."""
    if all(ask is None for ask in (rule.min_absolute, rule.min_relative, rule.direction, rule.crossing)):
        return True
    if change.old is None or change.new is None:
        return rule.direction is None and rule.crossing is None  # nothing to measure: a claim that came or went is news
    old, new = (heard if heard is not None else change.old.value), change.new.value
    if old is None or new is None:
        return True  # a range: it changed, and no one number says by how much
    return all(is_met(rule, old, new) for is_met in _ASKED)


def _is_far(rule: Alert, old: Decimal, new: Decimal) -> bool:
    return rule.min_absolute is None or abs(new - old) >= rule.min_absolute


def _is_far_for_its_size(rule: Alert, old: Decimal, new: Decimal) -> bool:
    return rule.min_relative is None or not old or abs((new - old) / old) >= rule.min_relative


def _goes_its_way(rule: Alert, old: Decimal, new: Decimal) -> bool:
    return rule.direction is None or (new > old) is (rule.direction is Direction.UP)


def _crosses(rule: Alert, old: Decimal, new: Decimal) -> bool:
    return rule.crossing is None or (old < rule.crossing) is not (new < rule.crossing)


_ASKED = (_is_far, _is_far_for_its_size, _goes_its_way, _crosses)  # what a rule asks of the step from old to new


def _once(judged: Sequence[tuple[Change, _Verdict]], known: Known) -> tuple[Change, ...]:
    """Return the changes with each claim told once, headline figures first, and what is told as one under one key."""
    changes = [change for change, _ in judged]
    heads: dict[object, list[Change]] = {}
    families = _families(changes)
    told, rules = [False] * len(judged), [verdict.rule for _, verdict in judged]
    echoes: list[int | None] = [None] * len(judged)
    groups: list[str | None] = [None] * len(judged)
    for index in sorted(range(len(judged)), key=lambda i: _weight(*judged[i])):
        change, verdict = judged[index]
        head = _head(change, heads, known)
        if head != change.series:
            echoes[index], rules[index] = head, "echo" if verdict.told else verdict.rule
        elif verdict.told:
            told[index] = True
            groups[index] = known.sections.get(change.series) or _table(change, families, known)
    decided: Columns = {"told": told, "rule": rules, "echo": echoes, "group": groups}
    return tuple(made(Change, columns_of(Change, changes) | decided))  # all at once: `replace` takes twice as long


def _table(change: Change, families: Mapping[int, int], known: Known) -> str | None:
    """Return the key of the findings of a table, with what it is called: "table 0: Arrivals"; None in none."""
    if change.table is None:
        return None
    table = families[change.table]
    return f"table {table}: {known.titles.get(table, '')}".rstrip(": ")


def _head(change: Change, heads: dict[object, list[Change]], known: Known) -> int:
    """Return the series whose change, one of *heads*, *change* repeats: its own, which joins them, if there is none."""
    before = heads.setdefault(_claim(change), [])
    repeated = next((one.series for one in before[:MANY] if _repeats(change, one.series, known)), None)
    if repeated is not None:
        return repeated
    before.append(change)
    stayed = _stays_elsewhere(change, known)
    return change.series if stayed is None else stayed


def _stays_elsewhere(change: Change, known: Known) -> int | None:
    """Return the series that says elsewhere on the page, as before, what *change* says anew or no longer.

    Cells of one table have each their own headers, and repeat nothing: in a list of many days a value comes again.
    """
    figure = change.newest
    if figure is None or (change.old and change.new) or not _is_telling(figure):
        return None
    stood = known.standing.get(_said(figure), {})
    said = next((series for table, series in stood.items() if table is None or table != change.table), None)
    return said if said is not None and _repeats(change, said, known) else None


def _repeats(change: Change, other: int, known: Known) -> bool:
    """Return whether *change*, whose values are those of the series *other*, says the same of the same thing.

    Both count one thing in a common word, or each speaks of what the other counts. Two values in common say so by
    themselves, and so does one with many digits: two things seldom come to 6,173, but they do to 500.
    """
    only = change.new if change.old is None else change.old if change.new is None else None
    if only is None or digits_of(only) >= UNUSUAL:
        return True
    (things, said), (others, other_said) = map(known.spoken, (change.series, other))
    if things and others:
        return not things.isdisjoint(others) or not (things.isdisjoint(other_said) or others.isdisjoint(said))
    return True


def _families(changes: Sequence[Change]) -> dict[int, int]:
    """Return for every table the first of those it belongs with: tables that repeat a figure break one thing down."""
    first: dict[int, int] = {}
    spoken: dict[tuple[Said, Said], int] = {}

    def root(table: int) -> int:
        while first.setdefault(table, table) != table:
            table = first[table]
        return table

    for change in changes:
        if change.table is None:
            continue
        family = other = root(change.table)
        if change.old and change.new and _is_telling(change.old) and _is_telling(change.new):
            other = root(spoken.setdefault((_said(change.old), _said(change.new)), family))
        first[max(family, other)] = min(family, other)
    return {table: root(table) for table in first}


def _weight(change: Change, verdict: _Verdict) -> tuple[bool, bool, int]:
    figure = change.newest
    return (not verdict.told, figure is None or figure.where is Where.TABLE, figure.start if figure else 0)


def _claim(change: Change) -> object:
    """Return what another change must have in common to repeat this one: its values, and its kind if they are small."""
    figures = [figure for figure in (change.old, change.new) if figure]
    said = tuple(_said(figure) if figure else None for figure in (change.old, change.new))
    if all(map(_is_telling, figures)):
        return said
    last = figures[-1]
    if last.unit is None or last.where is Where.TABLE:
        return (change.kind, said, last.head or change.series)
    return (change.kind, said)  # a measure: 72 hours, whatever they are called


def _said(figure: Figure) -> Said:
    return ends_of(figure), unit_of(figure)


def _is_telling(figure: Figure) -> bool:
    return figure.value is not None and abs(figure.value) >= REPEATED
