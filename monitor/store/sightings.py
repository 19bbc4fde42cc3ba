"""When a page was not seen well: what it stated in those spells is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from monitor.store import queries, row_values
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words

_TROUBLED = """
    WITH own AS (
        SELECT id, reason, detail, first_at, outcome IN ('failed', 'blocked', 'suspect') AS bad,
               lag(last_at) OVER (ORDER BY id) AS seen_at, lead(first_at) OVER (ORDER BY id) AS again_at,
               count(*) FILTER (WHERE outcome NOT IN ('failed', 'blocked', 'suspect')) OVER (ORDER BY id) AS spell
        FROM checks WHERE page_id = ?)
    SELECT spell, coalesce(seen_at, first_at) AS since, again_at, reason, detail FROM own WHERE bad ORDER BY id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time in which a page was not seen well."""

    since: datetime  #: when it was last seen before
    until: datetime | None  #: when it was seen again; None: it has not been
    reason: str  #: of its last check in the spell; ``paused``, ``left`` (it is followed no longer) or ``unchecked``
    detail: str = ""  #: the same in a sentence


def spells(db: Database, page_id: str, now: datetime) -> list[Spell]:
    """Return when a page was not seen well until *now*, in the order of time: troubles, its last pause, its end."""
    found = groupby(queries.every(db, _TROUBLED, [page_id]), key=itemgetter("spell"))
    troubled = [_troubled(list(checks)) for _, checks in found]
    page = queries.maybe(db, "SELECT * FROM pages WHERE id = ?", [page_id])
    alone = _left_alone(page, now) if page else []
    return sorted([*troubled, *alone], key=lambda spell: spell.since)


def _troubled(checks: list[queries.Row]) -> Spell:
    """Return the spell of *checks* that one after the other came to nothing good; the last of them says why."""
    last = checks[-1]
    return Spell(
        since=row_values.moment(checks[0]["since"]),
        until=row_values.moments(last["again_at"]),
        reason=last["reason"],
        detail=last["detail"] or "",
    )


def _left_alone(page: queries.Row, now: datetime) -> list[Spell]:
    """Return the spells in which a page was not checked, as far as they are known."""
    found = []
    if page["paused_since"]:
        ended = row_values.moments(page["paused_until"])
        until = ended if ended and ended <= now else None
        found.append(Spell(since=row_values.moment(page["paused_since"]), until=until, reason="paused"))
    if page["retired_at"]:
        found.append(Spell(since=row_values.moment(page["retired_at"]), until=None, reason="left"))
    last = row_values.moments(page["last_check_at"])
    if last and row_values.stamp(now) > page["overdue_at"] and all(spell.until for spell in found):
        found.append(Spell(since=last, until=None, reason="unchecked"))
    return found


class Sightings(LedgerFile):
    """When pages were not seen well."""

    @in_our_words
    def spells(self, page_id: str, now: datetime) -> list[Spell]:
        """Return when a page was not seen well until *now*, in the order of time."""
        return spells(self._db, page_id, now)
