"""A ledger in PostgreSQL made from one in a file: how a home moves to where several machines share it."""

from __future__ import annotations

from psycopg import sql

from monitor.store import figure_index
from monitor.store.databases import sqlite_copies
from monitor.store.databases.postgresql import PostgresqlLedger
from monitor.store.databases.sqlite import SqliteLedger


def fill(source: SqliteLedger, ledger: PostgresqlLedger) -> None:
    """Write all of *source* to *ledger*, which is empty, within the transaction that the caller has begun.

    What triggers would do is among what is carried over; but for the words of figures, which are indexed here.
    """
    for table in sqlite_copies.tables(source):
        columns = source.columns(table)
        name, names = sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        ledger.conn.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
        with ledger.conn.cursor().copy(sql.SQL("COPY {} ({}) FROM STDIN").format(name, names)) as rows:
            for row in source.execute(f"SELECT {', '.join(columns)} FROM {table}"):  # noqa: S608 (our own names)
                rows.write_row(row)
        ledger.conn.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))
    figure_index.index(ledger, 0)
    for table in ledger.tables():
        ledger.conn.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
