"""What a person says, made whole and checked against the ledger before any of it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from monitor.errors import StoreError
from monitor.model.changes import change_name
from monitor.model.reviews import Act, Action, Verb
from monitor.store import queries, row_values
from monitor.store.databases import Database

LONGEST = {Verb.LABEL: 60, Verb.UNLABEL: 60, Verb.RENAME: 200, Verb.DISMISS: 1000, Verb.NOTE: 4000}  # characters
_NAMES = (Verb.LABEL, Verb.UNLABEL, Verb.RENAME)  # whose text is one line
_NEEDED = (Verb.LABEL, Verb.UNLABEL, Verb.NOTE)  # that say nothing without a text
DECISIONS = {
    Verb.NOT_A_FIGURE: "ignore", Verb.IGNORE: "ignore", Verb.FOLLOW: "follow", Verb.SAME: "merge", Verb.SPLIT: "split",
    Verb.RENAME: "rename",
}  # fmt: skip
"""Words on series, and what is decided by each."""
_OF_ALL = (Verb.NOT_A_FIGURE, Verb.IGNORE)
"""Words on a series that hold of the one that it is: that goes on, and would be told all the same."""
_NO_SUCH = "The ledger has no finding {}; `monitor report` names them."


def worded(said: Act) -> Act:
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


def said_again(said: Act, before: Action) -> Action:
    """Return *before*, which was recorded under the key of *said*.

    Raises:
        StoreError: *said* is something else, or *before* stands no longer: to return it would lose what is said.
    """
    if not _is_the_same(said, before.act):
        what = f"Something else was said under this key before, as action {before.id}"
    elif before.undone_by is not None:
        what = f"This was said before, as action {before.id}, and taken back since"
    else:
        return before
    raise StoreError("unknown", f"{what}; nothing was recorded. Load the page again, or give another key.")


def _is_the_same(said: Act, recorded: Act) -> bool:
    """Return whether *said* is what was *recorded*; what is left open there was looked up."""
    if (said.verb, said.person) != (recorded.verb, recorded.person):
        return False
    if said.verb is Verb.UNDO:
        return said.undoes == recorded.undoes
    if said.text != recorded.text:
        return False
    if said.verb not in DECISIONS:
        return said.findings == recorded.findings
    series = recorded.series if said.verb in _OF_ALL else said.series  # it may be another by now
    pairs = ((said.page_id, recorded.page_id), (series, recorded.series), (said.into, recorded.into))
    return all(one in (None, other) for one, other in pairs) and set(said.findings) <= set(recorded.findings)


def of_series(db: Database, said: Act) -> Act:
    """Return *said*, if it is a word on a series, with its page and series; the series itself is looked up later.

    Raises:
        StoreError: its findings are unknown, or are not of one series, or it merges a series into itself.
    """
    known = _known(db, said.findings)
    if said.verb not in DECISIONS:
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
    if said.verb is Verb.SAME and said.into in (None, said.series):
        raise StoreError("unknown", "Say which other series it is; one cannot be merged into itself.")
    return replace(said, series=_meant(db, said), into=said.into if said.verb is Verb.SAME else None, undoes=None)


def _meant(db: Database, said: Act) -> int | None:
    """Return the series of which *said* holds: one that is another by now goes on as that one."""
    sql = "SELECT merged_into FROM series_words WHERE page_id = ? AND series = ?"
    row = queries.maybe(db, sql, [said.page_id, said.series]) if said.verb in _OF_ALL else None
    return said.series if row is None or row["merged_into"] is None else int(row["merged_into"])


def of_undone(said: Act, undone: dict[str, Any]) -> Act:
    """Return *said* as a word on the series, if it was one, of which the action was that it takes back."""
    return replace(said, page_id=undone["page_id"], series=undone["series"], into=undone["into_series"], text="")


def _known(db: Database, changes: Sequence[int]) -> set[tuple[str, int]]:
    """Return the pages and series of findings.

    Raises:
        StoreError: one is not known.
    """
    sql = f"""SELECT c.id, p.id AS page_id, c.series FROM change_rows c JOIN pages p ON p.number = c.page
             WHERE c.id IN {queries.NUMBERS}"""  # noqa: S608 (our own words)
    found = {row["id"]: (row["page_id"], row["series"]) for row in queries.every(db, sql, [row_values.dumps(changes)])}
    missing = [change_name(number) for number in changes if number not in found]
    if missing:
        raise StoreError("unknown", _NO_SUCH.format(", ".join(missing)))
    return set(found.values())


def to_be_undone(db: Database, said: Act) -> dict[str, Any] | None:
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


def touched(db: Database, said: Act) -> tuple[int, ...]:
    """Return the findings that *said* speaks of: those it names, those of a series that is none, what it takes back."""
    if said.verb is Verb.UNDO:
        sql = "SELECT change_id FROM action_findings WHERE action_id = ? ORDER BY change_id"
        return tuple(row[0] for row in db.execute(sql, [said.undoes]))
    if said.verb is not Verb.NOT_A_FIGURE:
        return said.findings
    sql = """SELECT c.id FROM change_rows c JOIN pages p ON p.number = c.page
             WHERE p.id = :page AND c.told = 1 AND c.technical = 0 AND (c.series = :series OR c.series IN (
                SELECT series FROM series_words WHERE page_id = :page AND merged_into = :series))"""
    told = {row[0] for row in db.execute(sql, {"page": said.page_id, "series": said.series})}
    return tuple(sorted(told | set(said.findings)))
