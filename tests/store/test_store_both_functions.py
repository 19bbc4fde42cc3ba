"""What PostgreSQL lacks and the ledger's schema there has is what SQLite has: the same values of the same words."""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import SERVER, make_file, make_ledger, rows_of

from monitor.store import schema
from monitor.store.databases import Database

DICTIONARY = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
pytestmark = pytest.mark.skipif(not SERVER, reason="needs a server of PostgreSQL (make postgresql-test)")
Both = tuple[Database, Database]

CONSTANT = (
    "max('a', 'b')", "min('a', 'b')", "max('b', NULL)", "min(NULL, 'b')", "max(2, 10)", "min(2, 10)", "max(1.5, 2)",
    "min(CAST(3600 AS DOUBLE PRECISION), 86400.0)", "instr('abcab', 'ab')", "instr('abc', '')", "instr('abc', 'd')",
    "instr(NULL, 'd')", "lower('ÀB')", "length('čaj')", "substr('abcdef', length('abcdef') - 1)",
    "json_extract('{\"low\":\"1.50\",\"n\":null}', '$.low')", "json_extract('{\"low\":1}', '$.high')",
    "json_extract('{\"n\":null}', '$.n')", "json_extract(NULL, '$.n')", "max('é', 'z')", "'B' < 'a'", "NOT 1 = 1",
)  # fmt: skip
NUMBERS = (
    "0", "12", "-7", "1160", "0.16", "-0.5", "1E+3", "1.2E-7", "1E+400", "-1E+400", "9" * 400, "0." + "0" * 400 + "1",
    "123456789012345678901234567890", "9007199254740993", "", "many", "12 tents", "1E+99999", "-0", "+5",
)  # fmt: skip
WORDS = (
    "people", "PEOPLE", "peo", "officers", "cafe", "Café", "l'été", "co-op", "coop", "6,000", "000", "straße", "tents!",
    "-", "čaj", "о", "ПОЛИЦИИ", '"quoted"', "a b", "Ünlü", "ﬁ", "19th", "U.K.",
)  # fmt: skip
SENTENCES = (
    "There are 6,000 people in the camp.", "Some 40 officers guard the café", "L’été, l'été: co-op tents!", "Straße 19",
    "čaj o páté", "В ПОЛИЦИИ 12 офицеров", 'A "quoted" word', "Ünlü", "19th in the U.K.", "",
)  # fmt: skip


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    homes = [tmp_path_factory.mktemp(name) for name in ("file", "server")]
    make_file(homes[0])
    make_ledger(homes[1])
    with ExitStack() as opened:
        first, second = (opened.enter_context(rows_of(home)) for home in homes)
        yield first, second


def _of_both(both: Both, sql: str, values: tuple[object, ...] = ()) -> tuple[list[Any], list[Any]]:
    one, other = ([tuple(row) for row in db.execute(sql, values)] for db in both)
    return one, other


@pytest.mark.parametrize("sql", CONSTANT)
def test_an_expression_is_the_same(both: Both, sql: str) -> None:
    one, other = _of_both(both, f"SELECT {sql}")
    assert one == other


@pytest.mark.parametrize("text", NUMBERS)
def test_a_text_is_the_same_number(both: Both, text: str) -> None:
    [(one,)], [(other,)] = _of_both(both, "SELECT CAST(? AS TEXT) + 0.0", (text,))
    assert math.isclose(one, other, rel_tol=1e-14, abs_tol=1e-300)


def test_times_are_reckoned_alike(both: Both) -> None:
    dice = random.Random(19)
    for _ in range(300):
        at = f"20{dice.randrange(10, 60)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}T"
        at += f"{dice.randrange(24):02}:{dice.randrange(60):02}:{dice.randrange(60):02}.{dice.randrange(10**6):06}Z"
        seconds = dice.choice([0.0, 900.0, 86400.0, dice.randrange(10**7) / 1000, 3.0e7])
        asked = (at, f"{seconds} seconds", at)
        one, other = _of_both(both, "SELECT strftime('%Y-%m-%dT%H:%M:%f', ?, ?), julianday(?)", asked)
        assert one[0][0] == other[0][0]
        assert abs(one[0][1] - other[0][1]) < 1e-8


def test_lists_are_taken_apart_alike(both: Both) -> None:
    for text in ("[]", "[1,2,30]", '["b","a","é \\" ]"]', None):
        one, other = _of_both(both, "SELECT CAST(value AS TEXT) FROM json_each(?)", (text,))
        assert one == other
    sql = "SELECT group_concat(label, ', ') FROM (SELECT CAST(value AS TEXT) AS label FROM json_each(?)) l"
    for text in ("[]", '["a"]', '["a",null,"c"]'):
        one, other = _of_both(both, sql, (text,))
        assert one == other


def test_nothing_is_called_by_a_character_that_no_text_has(both: Both) -> None:
    for sql, value in (
        ("SELECT 1 FROM pages WHERE id = ?", "a\0b"),
        ("SELECT 1 FROM pages WHERE id IN (SELECT value FROM json_each(?))", '["a\\u0000b"]'),
    ):
        one, other = _of_both(both, sql, (value,))
        assert one == other == []


def test_rows_are_read_a_stretch_at_a_time_in_a_transaction_and_outside(both: Both) -> None:
    sql = "SELECT CAST(value AS BIGINT) FROM json_each(?)"
    numbers = json.dumps(list(range(1_200)))
    for db in both:
        assert [row[0] for row in db.stream(sql, [numbers])] == list(range(1_200))
        left, begun = db.stream(sql, [numbers]), db.stream(sql, [numbers])
        assert (next(left)[0], next(begun)[0], next(begun)[0]) == (0, 0, 1)
        db.begin("reading")
        assert sum(row[0] for row in db.stream(sql, [numbers])) == sum(range(1_200))
        db.commit()
        assert sum(1 for _ in begun) == 1_198


def test_letters_are_folded_alike(both: Both) -> None:
    for text in ("Les ÉTUDIANTS", "STRASSE Straße", "ΟΔΟΣ οδος", "Şehir", "ПОЛИЦИЯ"):
        one, other = _of_both(both, "SELECT casefold(?)", (text,))
        assert one == other == [(text.casefold(),)]


def test_words_are_found_alike(both: Both) -> None:
    for db in both:
        db.begin("writing")
        db.execute("INSERT INTO pages (id, url, number) VALUES ('uk', 'https://uk.example/', 1)")
        db.execute("INSERT INTO figure_settings (id, in_main) VALUES (1, 1)")
        db.execute("INSERT INTO figure_headings VALUES (1, '')")
        rows = [(number, 1, number, 1, 1, "people", text) for number, text in enumerate(SENTENCES, 1)]
        names = "id, page, series, setting_id, heading_id, own, sentence"
        db.executemany(f"INSERT INTO figure_rows ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        db.execute("INSERT INTO figures_fts (rowid, sentence, counts) SELECT id, sentence, counts FROM figures")
        db.commit()
    found = {}
    for word in WORDS:
        phrase = '"' + word.replace('"', '""') + '"'
        for sought in (phrase, f"{phrase}*", f'"the" {phrase}*'):
            one, other = _of_both(both, "SELECT rowid FROM figures_fts(?) ORDER BY rowid", (sought,))
            assert one == other, sought
            found[sought] = one
    assert found['"peo"*'] == [(number,) for number, _ in enumerate(SENTENCES, 1)]
    assert found['"peo"'] == []
    assert found['"6,000"'] == [(1,)]


# -- the tables -------------------------------------------------------------------------------------------------------

TYPES = {"INTEGER": "bigint", "TEXT": "text", "REAL": "double precision", "BLOB": "bytea"}
KEYS = {"source_entries": ["rowid"]}  # no index in order takes keys as long as those of entries may be
_KEY = """SELECT a.attname FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
    WHERE i.indrelid = CAST(? AS regclass) AND i.indisprimary ORDER BY k.place"""
_COLUMNS = """SELECT column_name, data_type, is_generated = 'ALWAYS', is_nullable = 'NO', collation_name
    FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ?
    AND is_identity = 'NO' ORDER BY ordinal_position"""
_INDEX = """SELECT i.indisunique, i.indpred IS NOT NULL, array_to_json(array(
        SELECT pg_get_indexdef(i.indexrelid, place, true) FROM generate_series(1, i.indnkeyatts) AS place))
    FROM pg_index i WHERE i.indexrelid = CAST(? AS regclass)"""


def _tables(file: Database) -> list[str]:
    return [name for name in file.tables() if not name.startswith(("figures_fts", "sqlite_", "_sqlite"))]


def test_tables_have_the_same_columns_types_and_keys(both: Both) -> None:
    file, server = both
    assert set(_tables(file)) == set(server.tables()) - {"figures_fts"}
    for table in _tables(file):
        rows = list(file.execute(f"PRAGMA table_xinfo({table})"))
        key = [row[1] for row in sorted(rows, key=lambda row: row[5]) if row[5]]
        key = KEYS.get(table, key)
        expected = [(row[1], TYPES[row[2].split()[0]], row[6] in (2, 3), bool(row[3]) or row[1] in key) for row in rows]
        found = list(server.execute(_COLUMNS, [table]))
        assert [(row[0], row[1], bool(row[2]), bool(row[3])) for row in found] == expected, table
        assert {row[4] for row in found if row[1] == "text"} <= {"C"}, table
        assert [row[0] for row in server.execute(_KEY, [table])] == key, table


def test_views_have_the_same_columns(both: Both) -> None:
    file, server = both
    names = [row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]
    there = 'SELECT viewname FROM pg_views WHERE schemaname = current_schema() ORDER BY viewname COLLATE "C"'
    assert [row[0] for row in server.execute(there)] == names
    for name in names:
        columns = [row[1] for row in file.execute(f"PRAGMA table_info({name})")]
        assert [row[0] for row in server.execute(_COLUMNS, [name])] == columns, name


def test_indexes_are_the_same(both: Both) -> None:
    file, server = both
    named = list(file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
    named = [row for row in named if "_sqlite" not in row[0]]
    assert len(named) > 30
    for name, sql in named:
        (row,) = file.execute("SELECT \"unique\", partial FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) i "
                              "WHERE m.name = ? AND i.name = m.name", [name])  # fmt: skip
        columns = [one[2] for one in file.execute(f"PRAGMA index_xinfo({name})") if one[5]]
        ((unique, partial, keys),) = server.execute(_INDEX, [name])
        assert (bool(unique), bool(partial)) == (bool(row[0]), bool(row[1])), sql
        pairs = zip(columns, json.loads(keys), strict=False)
        assert all(column is None or column == key for column, key in pairs), sql
        assert len(columns) <= len(json.loads(keys)), sql


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", DICTIONARY.read_text(encoding="utf-8"), re.DOTALL))
def test_an_example_query_of_the_dictionary_runs(both: Both, query: str) -> None:
    one, other = _of_both(both, query)
    assert one == other


def test_versions_are_the_same(both: Both) -> None:
    file, server = both
    (((one,),), ((other,),)) = (
        list(file.execute("PRAGMA user_version")),
        list(server.execute("SELECT version FROM ledger")),
    )
    assert one == other == schema.VERSION


def test_long_texts_are_taken_where_addresses_and_keys_may_be_long(both: Both) -> None:
    dice = random.Random(8)
    url = "https://norhaven.example/" + "".join(dice.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=7_900))
    for db in both:
        db.begin("writing")
        db.execute("INSERT INTO pages (id, url, number, host) VALUES ('long', ?, 99, 'norhaven.example')", [url])
        db.execute("INSERT INTO source_entries (source, entry_key, url) VALUES ('long', ?, ?)", [url, url])
        db.commit()
        assert db.execute("SELECT id FROM pages WHERE url = ?", [url]).fetchall() == [("long",)]
        sought = "SELECT count(*) FROM source_entries WHERE source = 'long' AND entry_key = ?"
        assert db.execute(sought, [url]).fetchone() == (1,)
