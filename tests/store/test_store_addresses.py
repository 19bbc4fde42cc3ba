"""Where a ledger lies: one key of monitor.yaml, read before all else, and without a secret."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.home_ledger import address_of
from monitor.model.address_lines import placed, written
from monitor.model.ledger_address import parse
from monitor.store import Store, queries
from monitor.store.databases.portable_sql import translated

DB = "postgresql://monitor@db.example/monitor"


@pytest.mark.parametrize(
    ("text", "url", "schema"),
    [
        (DB, DB, "monitor"),
        ("postgresql:///monitor?host=/run/postgresql", "postgresql:///monitor?host=/run/postgresql", "monitor"),
        (f"{DB}?schema=north", DB, "north"),
        (f"{DB}?sslmode=verify-full&schema=n_2&passfile=/etc/pg", f"{DB}?sslmode=verify-full&passfile=/etc/pg", "n_2"),
        ("postgresql://m@a:5433,b/db?target_session_attrs=read-write", None, "monitor"),
    ],
)
def test_an_address(text: str, url: str | None, schema: str) -> None:
    found = parse(text)
    assert (found.url, found.schema) == (url or text, schema)
    assert parse(str(found)) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("postgres://db/monitor", "no address of a ledger"),
        ("mysql://db/monitor", "no address of a ledger"),
        ("postgresql://db", "no address of a ledger"),
        ("postgresql://monitor:s3cret@db/monitor", "a password does not belong into this file"),
        ("postgresql://monitor:@db/monitor", "a password does not belong into this file"),
        (f"{DB}?password=s3cret", "a password does not belong into this file"),
        (f"{DB}?sslpassword=s3cret", "a password does not belong into this file"),
        (f"{DB}?sslmode=require&passw%6Frd=s3cret", "a password does not belong into this file"),
        (f"{DB}?schema=North", "small letters"),
        (f"{DB}?schema=pages;drop", "small letters"),
    ],
)
def test_what_is_none(text: str, said: str, complaints: Callable[..., list[str]]) -> None:
    with pytest.raises(ValueError, match=said):
        parse(text)
    (told,) = complaints(pages="pages: []\nallow_empty: true\n", monitor=f"contact: me@example.org\nledger: {text}\n")
    assert told.startswith("monitor.yaml:2: ")
    assert said in told
    assert "s3cret" not in told


@pytest.mark.parametrize(
    ("monitor", "line"),
    [
        (f"ledger: {DB}\n", 1),
        (f"contact: me\nledger : '{DB}' # shared\n", 2),
        (f'# ledger: no\r\nledger: "{DB}"\r\nworkers: 2\r\n', 2),
        (f"contact: [broken\nledger: {DB}", 2),
        ("contact: me\n", None),
        ("# ledger: postgresql://a@b/c\nchannels:\n  ledger: x\n", None),
        ("", None),
    ],
)
def test_it_is_found_without_reading_the_rest(monitor: str, line: int | None, home: Callable[..., Path]) -> None:
    made = home(monitor=monitor)
    found = address_of(made)
    path = made / "config" / "monitor.yaml"
    assert (found.url, found.place) == (DB, f"{path}:{line}") if found is not None else line is None
    raw = monitor.encode()
    assert written(placed(raw, "ledger", None), "ledger") is None
    moved = placed(raw, "ledger", str(parse(f"{DB}?schema=b")))
    assert written(moved, "ledger") == (f"{DB}?schema=b", line or moved.count(b"\n"))
    assert placed(placed(raw, "ledger", None), "ledger", None) == placed(raw, "ledger", None)


def test_no_monitor_yaml_is_no_address(tmp_path: Path) -> None:
    assert address_of(tmp_path) is None


def test_a_key_that_would_be_overlooked_is_refused(complaints: Callable[..., list[str]]) -> None:
    (told,) = complaints(pages="pages: []\nallow_empty: true\n", monitor=f"{{contact: me@example.org, ledger: {DB}}}\n")
    assert "`ledger`: write `ledger: ADDRESS` on a line of its own" in told


def test_a_home_has_one_ledger(home: Callable[..., Path]) -> None:
    made = home(monitor=f"ledger: {DB}\n")
    Store.create(made).close()
    with pytest.raises(StoreError) as caught:
        Store.open(made, address=address_of(made))
    assert caught.value.reason == "exists"
    assert f"{made / 'config' / 'monitor.yaml'}:1 names another at {DB}" in caught.value.detail


def test_a_wrong_address_is_told_with_its_line(home: Callable[..., Path]) -> None:
    with pytest.raises(StoreError, match=r"monitor\.yaml:2: `ledger`: this is no address of a ledger"):
        address_of(home(monitor="contact: me\nledger: somewhere\n"))


def test_the_client_is_imported_with_an_address_alone() -> None:
    asked = "import sys, monitor.cli.running, monitor.home_ledger; sys.exit('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT 1", "SELECT 1"),
        ("a = ? AND b = :name", "a = %s AND b = %(name)s"),
        ("a LIKE '%?%' AND b = ?", "a LIKE '%%?%%' AND b = %s"),
        ("n % 2 = 'it''s :x ?' || \"a?:b\"", "n %% 2 = 'it''s :x ?' || \"a?:b\""),
        ("CAST(:a AS TEXT) || x::text", "CAST(%(a)s AS TEXT) || x::text"),
        ("json_extract(x, '$.a') = :a1_b", "json_extract(x, '$.a') = %(a1_b)s"),
        ("a IN (SELECT value FROM json_each(:b))", "a = ANY (json_texts(%(b)s))"),
        (f"a IN {queries.NUMBERS} AND b = ?", "a = ANY (json_numbers(%s)) AND b = %s"),
    ],
)
def test_marks_for_values_are_those_of_the_client(ours: str, theirs: str) -> None:
    assert translated(ours) == theirs


@pytest.mark.parametrize("options", ["?bogus=1", "?options=-c%20jit=off"])
def test_options_that_the_client_does_not_take_are_no_defect(options: str, tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match=r"does not take this address\. Put its options right") as caught:
        Store.create(tmp_path, parse(f"{DB}{options}", "monitor.yaml:1"))
    assert caught.value.reason == "unknown"
