"""What is to be reviewed, a stretch at a time: findings are chosen and counted by their rows, few are put together.

An edition is all that is told of a page by one check. A stretch holds whole editions, so that they fold into entries;
it begins where the one before ended, however many findings there are before that.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from monitor.errors import StoreError
from monitor.model import Finding
from monitor.model.changes import change_name
from monitor.model.reviews import Queue, Standing, Wanted
from monitor.store import change_rows, queries, review_rows, row_values
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import stamp

Condition = tuple[str, list[object]]

_TOLD = "c.told = 1 AND c.technical = 0"
_SEARCHED = """(
    c.new_figure_id IN (SELECT rowid FROM figures_fts(?))
    OR c.old_figure_id IN (SELECT rowid FROM figures_fts(?))
    OR instr(lower(coalesce(c.new, '') || coalesce(c.old, '')), lower(?)) > 0
    OR c.page IN (SELECT number FROM pages WHERE instr(lower(title), lower(?)) > 0 OR instr(id, lower(?)) > 0))"""


def _conditions(wanted: Wanted, person: str) -> Condition:
    """Return the SQL that chooses the findings ``c`` that are *wanted* by *person*, and its values."""
    found: list[Condition] = [(_TOLD, [])]
    if wanted.pages is not None:
        found.append(_one_of("c.page IN (SELECT number FROM pages WHERE id IN ({}))", wanted.pages))
    if wanted.kinds:
        found.append(_one_of("c.kind IN ({})", [kind.value for kind in wanted.kinds]))
    if wanted.silent:
        found.append(("c.silent = 1", []))
    if wanted.indicators:
        gathered = """(c.page, c.series) IN (SELECT p.number, s.series FROM statements s
                      JOIN pages p ON p.id = s.page_id WHERE s.indicator IN ({}))"""
        found.append(_one_of(gathered, wanted.indicators))
    if wanted.standing is not None:
        found.append(_standing(wanted.standing))
    if wanted.unread:
        unread = "NOT EXISTS (SELECT 1 FROM read_findings r WHERE r.person = ? AND r.change_id = c.id)"
        found.append((unread, [person]))
    if wanted.label:
        labelled = "c.id IN (SELECT change_id FROM finding_labels WHERE label = ?)"
        found.append((labelled, [wanted.label]))
    for word in row_values.clean(wanted.words).split():
        phrase = '"' + word.replace('"', '""') + '"*'
        found.append((_SEARCHED, [phrase, phrase, word, word, word]))
    return " AND ".join(sql for sql, _ in found), [value for _, values in found for value in values]


def _one_of(sql: str, names: Collection[str]) -> Condition:
    return sql.format("SELECT value FROM json_each(?)"), [row_values.dumps(list(names))]


def _standing(standing: Standing) -> Condition:
    """Return the condition that findings stand so; of one that nobody has spoken of there is no row: it is open."""
    if standing is Standing.OPEN:
        return "NOT EXISTS (SELECT 1 FROM reviews v WHERE v.change_id = c.id AND v.standing <> 'open')", []
    return "c.id IN (SELECT change_id FROM reviews WHERE standing = ?)", [standing.value]


def queue(db: Database, wanted: Wanted, person: str, before: int | None, most: int) -> Queue:
    """Return the newest editions with wanted findings, until they hold *most* of these, or more by the last edition."""
    where, values = _conditions(wanted, person)
    sql = f"""SELECT c.check_id, group_concat(CAST(c.id AS TEXT), ',') FROM change_rows c
              WHERE {where} AND c.check_id < ? GROUP BY c.check_id ORDER BY c.check_id DESC LIMIT ?"""  # noqa: S608
    editions: list[int] = []
    matching: set[int] = set()
    found = db.execute(sql, [*values, queries.ALL if before is None else before, most + 1])
    following = None
    for check, numbers in found:
        if len(matching) >= most:
            following = editions[-1]
            break
        editions.append(check)
        matching.update(map(int, numbers.split(",")))
    found.close()
    findings = _editions(db, editions)
    return Queue(findings=findings, matching=frozenset(matching), before=following)


def _editions(db: Database, checks: list[int]) -> tuple[Finding, ...]:
    """Return what is told by *checks*, in their order."""
    found = change_rows.findings(db, None, since=None, told=True, checks=checks) if checks else []
    place = {check: number for number, check in enumerate(checks)}
    return tuple(sorted(found, key=lambda one: place[one.check]))


def edition(db: Database, change: int) -> tuple[Finding, ...]:
    """Return what is told by the check that found a change, of its page."""
    row = queries.maybe(db, "SELECT check_id FROM change_rows WHERE id = ?", [change])
    found = _editions(db, [row["check_id"]]) if row is not None else ()
    name = change_name(change)
    if all(one.id != name for one in found):
        found += tuple(change_rows.findings(db, None, since=None, told=None, change=change))
    if not found:
        raise StoreError("unknown", f"The ledger has no finding {name}; `monitor report` names them.")
    return found


def count(db: Database, wanted: Wanted, person: str) -> int:
    """Return how many findings are *wanted* by *person*."""
    where, values = _conditions(wanted, person)
    sql = f"SELECT count(*) FROM change_rows c WHERE {where}"  # noqa: S608 (our own words, placeholders)
    return int(db.execute(sql, values).fetchone()[0])


def count_by_page(db: Database, wanted: Wanted, person: str) -> dict[str, int]:
    """Return how many findings are *wanted* by *person*, by the ids of their pages."""
    where, values = _conditions(wanted, person)
    sql = f"""SELECT p.id, count(*) FROM change_rows c JOIN pages p ON p.number = c.page
              WHERE {where} GROUP BY p.id"""  # noqa: S608 (our own words, placeholders)
    return dict(db.execute(sql, values).fetchall())


def read_all(db: Database, person: str, wanted: Wanted, until: int, now: datetime) -> None:
    """Record that *person* has read what is *wanted* of the checks up to *until*."""
    where, values = _conditions(wanted, person)
    sql = f"""INSERT INTO read_findings (person, change_id, read_at) SELECT ?, c.id, ? FROM change_rows c
              WHERE {where} AND c.check_id <= ? ON CONFLICT DO NOTHING"""  # noqa: S608 (our own words, placeholders)
    db.execute(sql, [person, stamp(now), *values, until])


class ReviewQueue(LedgerFile):
    """What is to be reviewed, and what each person has read of it."""

    @in_our_words
    def queue(self, wanted: Wanted, person: str, before: int | None = None, most: int = 50) -> Queue:
        """Return a stretch of the findings that *person* wants to see, the newest edition first.

        Args:
            wanted: which.
            person: who asks: what is unread is theirs.
            before: `Queue.before` of the stretch before this one; None: from the newest on.
            most: as many wanted findings as end the stretch with their edition.
        """
        with self._one_moment():
            return queue(self._db, wanted, person, before, most)

    @in_our_words
    def edition(self, change: int) -> tuple[Finding, ...]:
        """Return the finding with this number, among all that its check told of its page.

        Raises:
            StoreError: ``unknown``: there is none.
        """
        return edition(self._db, change)

    @in_our_words
    def count(self, wanted: Wanted, person: str) -> int:
        """Return how many findings *person* wants to see."""
        return count(self._db, wanted, person)

    @in_our_words
    def count_by_page(self, wanted: Wanted, person: str) -> dict[str, int]:
        """Return how many findings *person* wants to see, by the ids of their pages; none of a page that has none."""
        return count_by_page(self._db, wanted, person)

    @in_our_words
    def unread(self, person: str, changes: Collection[int]) -> frozenset[int]:
        """Return those of *changes* that a person has not read."""
        sql = f"SELECT change_id FROM read_findings WHERE change_id IN {queries.NUMBERS} AND person = ?"  # noqa: S608
        found = self._db.execute(sql, [row_values.dumps(list(changes)), person])
        return frozenset(changes) - {row[0] for row in found}

    @in_our_words
    def labels(self) -> list[str]:
        """Return the labels that findings bear."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT label FROM finding_labels ORDER BY label")]

    def read(self, person: str, changes: Collection[int], now: datetime) -> None:
        """Record that a person has read findings."""
        with self._transaction() as db:
            review_rows.read(db, person, changes, now)

    def read_all(self, person: str, wanted: Wanted, until: int, now: datetime) -> None:
        """Record that a person has read what is *wanted*, as far as checks up to the number *until* found it."""
        with self._transaction() as db:
            read_all(db, person, wanted, until, now)
