"""What people say of findings and of series: each action as it was said, and what stands by all that was not undone.

An action and what it changes are one transaction. What stands of a finding is never changed by hand: it is made anew
from the actions on it (`monitor.model.reviews.reviewed`), so that an undo is no special case.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.model import Decision
from monitor.model.changes import change_name
from monitor.model.reviews import Act, Action, Review, Standing, Verb, labelled, reviewed
from monitor.store import decision_rows, queries, row_values
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import moment, moments, stamp, stamped

LONGEST = {Verb.LABEL: 60, Verb.UNLABEL: 60, Verb.RENAME: 200, Verb.DISMISS: 1000, Verb.NOTE: 4000}  # characters
_NAMES = (Verb.LABEL, Verb.UNLABEL, Verb.RENAME)  # whose text is one line
_NEEDED = (Verb.LABEL, Verb.UNLABEL, Verb.NOTE)  # that say nothing without a text
_DECISIONS = {
    Verb.NOT_A_FIGURE: "ignore", Verb.IGNORE: "ignore", Verb.FOLLOW: "follow", Verb.SAME: "merge", Verb.SPLIT: "split",
    Verb.RENAME: "rename",
}  # fmt: skip
"""Words on series, and what is decided by each."""
_SAID_OF = """
    SELECT f.change_id, a.* FROM action_findings f JOIN actions a ON a.id = f.action_id
    WHERE f.change_id IN (SELECT value FROM json_each(?)) ORDER BY f.change_id, a.id"""
_NO_SUCH = "The ledger has no finding {}; `monitor report` names them."


def act(db: Database, said: Act, now: datetime) -> Action:
    """Record *said* and what it changes; said before under the same key, it is returned as it was recorded then.

    Raises:
        StoreError: it speaks of what the ledger does not know, or says nothing.
    """
    known = queries.maybe(db, "SELECT * FROM actions WHERE act_key = ?", [said.key])
    if known is not None:
        return _with_findings(db, [known])[0]
    undone = _to_be_undone(db, said)
    said = _worded(said)
    said = _of_undone(said, undone) if undone is not None else _of_series(db, said)
    said = replace(said, findings=_touched(db, said))
    before = reviews(db, said.findings)
    number = _insert(db, said, now)
    if undone is not None:
        _turn(db, undone, number, said.person, now)
    elif said.verb in _DECISIONS and said.page_id is not None and said.series is not None:
        verb = _DECISIONS[said.verb]
        name = said.text if said.verb is Verb.RENAME else None
        decision = Decision(verb=verb, series=said.series, into=said.into, name=name, person=said.person, action=number)
        decision_rows.decide(db, said.page_id, decision, now)
    _stand(db, said.findings)
    read(db, said.person, said.findings, now)
    return Action(id=number, at=now, act=said, before=tuple(before[one] for one in said.findings))


def reviews(db: Database, changes: Collection[int]) -> dict[int, Review]:
    """Return what stands of findings, by their numbers: of every one of *changes*."""
    asked = [row_values.dumps(list(changes))]
    labels: dict[int, list[str]] = {}
    sql = "SELECT * FROM finding_labels WHERE change_id IN (SELECT value FROM json_each(?)) ORDER BY change_id, label"
    for row in queries.every(db, sql, asked):
        labels.setdefault(row["change_id"], []).append(row["label"])
    sql = "SELECT * FROM reviews WHERE change_id IN (SELECT value FROM json_each(?))"
    found = {row["change_id"]: _review(row, labels.get(row["change_id"], [])) for row in queries.every(db, sql, asked)}
    return {number: found.get(number) or Review(finding=number) for number in changes}


def actions(
    db: Database,
    changes: Collection[int] | None,
    page_id: str | None,
    series: int | None,
    before: int | None,
    most: int,
) -> list[Action]:
    """Return what was said, the newest first.

    Args:
        db: the ledger.
        changes: of one of these findings; None: of whatever.
        page_id: of a page; None: of any.
        series: of a series of the page.
        before: only what was said before this action.
        most: so many.
    """
    conditions: list[tuple[str, list[object]]] = [("1 = 1", [])]
    if changes is not None:
        sql = "id IN (SELECT action_id FROM action_findings WHERE change_id IN (SELECT value FROM json_each(?)))"
        conditions.append((sql, [row_values.dumps(list(changes))]))
    if page_id is not None:
        conditions.append(("page_id = ?", [page_id]))
    if series is not None:
        conditions.append(("(series = ? OR into_series = ?)", [series, series]))
    if before is not None:
        conditions.append(("id < ?", [before]))
    where = " AND ".join(condition for condition, _ in conditions)
    values = [value for _, some in conditions for value in some]
    sql = f"SELECT * FROM actions WHERE {where} ORDER BY id DESC LIMIT ?"  # noqa: S608 (placeholders only)
    return _with_findings(db, list(queries.every(db, sql, [*values, most])))


def read(db: Database, person: str, changes: Collection[int], now: datetime) -> None:
    """Record that a person has read findings."""
    sql = "INSERT OR IGNORE INTO read_findings (person, change_id, read_at) VALUES (?, ?, ?)"
    db.conn.executemany(sql, [(person, number, stamp(now)) for number in changes])


# -- what is said, made whole and checked -----------------------------------------------------------------------------


def _worded(said: Act) -> Act:
    """Return *said* with its words as they are kept.

    Raises:
        StoreError: nobody says it, it says nothing, or too much.
    """
    text = row_values.clean(" ".join(said.text.split()) if said.verb in _NAMES else said.text.strip())
    person = row_values.clean(" ".join(said.person.split()))
    if not person:
        raise StoreError("unknown", "Nobody says this; give a name.")
    if said.verb in _NEEDED and not text:
        raise StoreError("unknown", f"A {said.verb.removeprefix('un')} needs words.")
    if len(text) > LONGEST.get(said.verb, len(text)):
        raise StoreError("unknown", f"That is too long for a {said.verb}: at most {LONGEST[said.verb]} characters.")
    return replace(said, text=text, person=person, findings=tuple(sorted(set(said.findings))))


def _of_series(db: Database, said: Act) -> Act:
    """Return *said*, if it is a word on a series, with its page and series; the series itself is looked up later.

    Raises:
        StoreError: its findings are unknown, or are not of one series, or it merges a series into itself.
    """
    known = _known(db, said.findings)
    if said.verb not in _DECISIONS:
        if not known:
            raise StoreError("unknown", f"Nothing is named to {said.verb}.")
        pages = {page for page, _ in known}
        page_id = pages.pop() if len(pages) == 1 else None
        return replace(said, page_id=page_id, series=None, into=None, undoes=None)
    if said.page_id is None or said.series is None:
        if len(known) != 1:
            raise StoreError("unknown", f"Say of which series of which page: {said.verb}.")
        [(page_id, series)] = known
        said = replace(said, page_id=page_id, series=series)
    if said.verb is Verb.SAME:
        _check_merge(db, said)
    return replace(said, into=said.into if said.verb is Verb.SAME else None, undoes=None)


def _of_undone(said: Act, undone: dict[str, Any]) -> Act:
    return replace(said, page_id=undone["page_id"], series=undone["series"], into=undone["into_series"], text="")


def _known(db: Database, changes: Sequence[int]) -> set[tuple[str, int]]:
    """Return the pages and series of findings.

    Raises:
        StoreError: one is not known.
    """
    sql = """SELECT c.id, p.id AS page_id, c.series FROM change_rows c JOIN pages p ON p.number = c.page
             WHERE c.id IN (SELECT value FROM json_each(?))"""
    found = {row["id"]: (row["page_id"], row["series"]) for row in queries.every(db, sql, [row_values.dumps(changes)])}
    missing = [change_name(number) for number in changes if number not in found]
    if missing:
        raise StoreError("unknown", _NO_SUCH.format(", ".join(missing)))
    return set(found.values())


def _check_merge(db: Database, said: Act) -> None:
    if said.into is None or said.into == said.series:
        raise StoreError("unknown", "Say which other series it is; one cannot be merged into itself.")
    sql = "SELECT merged_into FROM series_words WHERE page_id = ? AND series = ?"
    into = queries.maybe(db, sql, [said.page_id, said.into])
    if into is not None and into["merged_into"] == said.series:
        raise StoreError("unknown", f"Series {said.into} of {said.page_id} is series {said.series} already.")


def _to_be_undone(db: Database, said: Act) -> dict[str, Any] | None:
    """Return the action that *said* takes back, if that is what it does.

    Raises:
        StoreError: there is no such action, or it was taken back.
    """
    if said.verb is not Verb.UNDO:
        return None
    undone = queries.maybe(db, "SELECT * FROM actions WHERE id = ?", [said.undoes])
    if undone is None:
        raise StoreError("unknown", f"There is no action {said.undoes} to undo.")
    if undone["undone_by"] is not None:
        by = queries.one(db, "SELECT person FROM actions WHERE id = ?", [undone["undone_by"]])["person"]
        raise StoreError("unknown", f"Action {said.undoes} was taken back already, by {by}.")
    return undone


def _touched(db: Database, said: Act) -> tuple[int, ...]:
    """Return the findings that *said* speaks of: those it names, those of a series that is none, what it takes back."""
    if said.verb is Verb.UNDO:
        sql = "SELECT change_id FROM action_findings WHERE action_id = ? ORDER BY change_id"
        return tuple(row[0] for row in db.execute(sql, [said.undoes]))
    if said.verb is not Verb.NOT_A_FIGURE:
        return said.findings
    sql = """SELECT c.id FROM change_rows c JOIN pages p ON p.number = c.page
             WHERE p.id = ? AND c.series = ? AND c.told = 1 AND c.technical = 0"""
    told = {row[0] for row in db.execute(sql, [said.page_id, said.series])}
    return tuple(sorted(told | set(said.findings)))


# -- what is written --------------------------------------------------------------------------------------------------


def _insert(db: Database, said: Act, now: datetime) -> int:
    number = queries.insert(db, "actions", {
        "said_at": stamp(now), "person": said.person, "verb": said.verb.value, "page_id": said.page_id,
        "series": said.series, "into_series": said.into, "text": said.text, "undoes": said.undoes, "act_key": said.key,
    })  # fmt: skip
    sql = "INSERT INTO action_findings (action_id, change_id) VALUES (?, ?)"
    db.conn.executemany(sql, [(number, change) for change in said.findings])
    return number


def _turn(db: Database, action: dict[str, Any], by: int | None, person: str, now: datetime) -> None:
    """Take an action back *by* another; or let it stand again: then what it took back itself is undone again."""
    db.execute("UPDATE actions SET undone_by = ? WHERE id = ?", [by, action["id"]])
    if by is None and action["verb"] == Verb.SAME:
        _check_merge(db, _action(action).act)
    if action["undoes"] is not None:
        turned = queries.one(db, "SELECT * FROM actions WHERE id = ?", [action["undoes"]])
        _turn(db, turned, action["id"] if by is None else None, person, now)
    else:
        decision_rows.reconsider(db, action["id"], now, person)


def _stand(db: Database, changes: Collection[int]) -> None:
    """Write what stands of findings, by all that was said of them."""
    asked = row_values.dumps(list(changes))
    db.execute("DELETE FROM finding_labels WHERE change_id IN (SELECT value FROM json_each(?))", [asked])
    for number, rows in groupby(queries.every(db, _SAID_OF, [asked]), key=lambda row: int(row["change_id"])):
        said = [_action(row) for row in rows]
        one = reviewed(number, said)
        columns = (number, one.standing.value, one.person, stamped(one.at), one.reason, one.action or None)
        sql = "INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        db.execute(sql, [*columns, one.notes, one.last])
        labels = labelled(action for action in said if action.undone_by is None)
        sql = "INSERT INTO finding_labels (change_id, label, action_id) VALUES (?, ?, ?)"
        db.conn.executemany(sql, [(number, label, action) for label, action in labels.items()])


# -- rows as values ---------------------------------------------------------------------------------------------------


def _review(row: dict[str, Any], labels: Sequence[str]) -> Review:
    return Review(
        finding=row["change_id"],
        standing=Standing(row["standing"]),
        person=row["person"],
        at=moments(row["said_at"]),
        reason=row["reason"],
        action=row["action_id"] or 0,
        labels=tuple(labels),
        notes=row["notes"],
        last=row["last_action_id"],
    )


def _action(row: dict[str, Any], findings: tuple[int, ...] = ()) -> Action:
    said = Act(
        verb=Verb(row["verb"]),
        person=row["person"],
        key=row["act_key"],
        findings=findings,
        page_id=row["page_id"],
        series=row["series"],
        into=row["into_series"],
        text=row["text"],
        undoes=row["undoes"],
    )
    return Action(id=row["id"], at=moment(row["said_at"]), act=said, undone_by=row["undone_by"])


def _with_findings(db: Database, rows: Sequence[dict[str, Any]]) -> list[Action]:
    sql = "SELECT change_id FROM action_findings WHERE action_id = ? ORDER BY change_id"
    return [_action(row, tuple(one[0] for one in db.execute(sql, [row["id"]]))) for row in rows]


class Reviews(LedgerFile):
    """What people say of findings and of series."""

    def act(self, said: Act, now: datetime) -> Action:
        """Record what a person says, once for each key, with all that it changes; return it, and what stood before.

        Raises:
            StoreError: ``unknown``: it speaks of what the ledger does not know, or says nothing; nothing was done.
        """
        with self._transaction() as db:
            return act(db, said, now)

    @in_our_words
    def reviews(self, changes: Collection[int]) -> dict[int, Review]:
        """Return what stands of findings, by their numbers: of every one of *changes*."""
        return reviews(self._db, changes)

    @in_our_words
    def actions(
        self,
        changes: Collection[int] | None = None,
        page_id: str | None = None,
        series: int | None = None,
        before: int | None = None,
        most: int = 100,
    ) -> list[Action]:
        """Return what was said, the newest first: of findings, of a page, of one of its series; *before* an action."""
        return actions(self._db, changes, page_id, series, before, most)
