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

from monitor.model import Decision
from monitor.model.reviews import Act, Action, Review, Standing, Verb, labelled, reviewed
from monitor.store import checked_acts, decision_rows, queries, row_values
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import moment, moments, stamp, stamped

_SAID_OF = f"""
    SELECT f.change_id, a.* FROM action_findings f JOIN actions a ON a.id = f.action_id
    WHERE f.change_id IN {queries.NUMBERS} ORDER BY f.change_id, a.id"""  # noqa: S608 (our own words)
_STANDS = """
    INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (change_id) DO UPDATE SET
    standing = excluded.standing, person = excluded.person, said_at = excluded.said_at, reason = excluded.reason,
    action_id = excluded.action_id, notes = excluded.notes, last_action_id = excluded.last_action_id"""


def act(db: Database, said: Act, now: datetime) -> Action:
    """Record *said* and what it changes; said before under the same key, it is returned as it was recorded then.

    Raises:
        StoreError: it speaks of what the ledger does not know, or says nothing; or its key stands for something else.
    """
    said = checked_acts.worded(said)
    known = queries.maybe(db, "SELECT * FROM actions WHERE act_key = ?", [said.key])
    if known is not None:
        return checked_acts.said_again(said, _with_findings(db, [known])[0])
    undone = checked_acts.to_be_undone(db, said)
    said = checked_acts.of_undone(said, undone) if undone is not None else checked_acts.of_series(db, said)
    said = replace(said, findings=checked_acts.touched(db, said))
    before = reviews(db, said.findings)
    number = _insert(db, said, now)
    if undone is not None:
        _turn(db, undone, number, said.person, now)
    elif said.verb in checked_acts.DECISIONS and said.page_id is not None and said.series is not None:
        verb = checked_acts.DECISIONS[said.verb]
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
    sql = f"SELECT * FROM finding_labels WHERE change_id IN {queries.NUMBERS} ORDER BY change_id, label"  # noqa: S608
    for row in queries.every(db, sql, asked):
        labels.setdefault(row["change_id"], []).append(row["label"])
    sql = f"SELECT * FROM reviews WHERE change_id IN {queries.NUMBERS}"  # noqa: S608 (our own words)
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
        sql = f"id IN (SELECT action_id FROM action_findings WHERE change_id IN {queries.NUMBERS})"  # noqa: S608
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
    sql = "INSERT INTO read_findings (person, change_id, read_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    db.executemany(sql, [(person, number, stamp(now)) for number in changes])


# -- what is written --------------------------------------------------------------------------------------------------


def _insert(db: Database, said: Act, now: datetime) -> int:
    number = queries.insert(db, "actions", {
        "said_at": stamp(now), "person": said.person, "verb": said.verb.value, "page_id": said.page_id,
        "series": said.series, "into_series": said.into, "text": said.text, "undoes": said.undoes, "act_key": said.key,
    })  # fmt: skip
    sql = "INSERT INTO action_findings (action_id, change_id) VALUES (?, ?)"
    db.executemany(sql, [(number, change) for change in said.findings])
    return number


def _turn(db: Database, action: dict[str, Any], by: int | None, person: str, now: datetime) -> None:
    """Take an action back *by* another; or let it stand again: then what it took back itself is undone again."""
    db.execute("UPDATE actions SET undone_by = ? WHERE id = ?", [by, action["id"]])
    if action["undoes"] is not None:
        turned = queries.one(db, "SELECT * FROM actions WHERE id = ?", [action["undoes"]])
        _turn(db, turned, action["id"] if by is None else None, person, now)
    else:
        decision_rows.reconsider(db, action["id"], now, person)


def _stand(db: Database, changes: Collection[int]) -> None:
    """Write what stands of findings, by all that was said of them."""
    asked = row_values.dumps(list(changes))
    db.execute(f"DELETE FROM finding_labels WHERE change_id IN {queries.NUMBERS}", [asked])  # noqa: S608 (our own words)
    for number, rows in groupby(queries.every(db, _SAID_OF, [asked]), key=lambda row: int(row["change_id"])):
        said = [_action(row) for row in rows]
        one = reviewed(number, said)
        columns = (number, one.standing.value, one.person, stamped(one.at), one.reason, one.action or None)
        db.execute(_STANDS, [*columns, one.notes, one.last])
        labels = labelled(action for action in said if action.undone_by is None)
        sql = "INSERT INTO finding_labels (change_id, label, action_id) VALUES (?, ?, ?)"
        db.executemany(sql, [(number, label, action) for label, action in labels.items()])


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
