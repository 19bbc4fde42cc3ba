"""What a run of the program left behind, without what depends on the run; and what differs between two of them.

Used by equal.py. A dump is a folder of text files, its parts, with their digests in SHA256SUMS. Masked are ports,
folders, the Date and Server headers of the replay server, the engine's stamps and the hash chain (it covers the port);
the ids of rows become page:rank, so that the order in which pages were written does not matter.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

import brotli

Parts = dict[str, str]  # name of the file: its text
Row = Mapping[str, object]

SUMS = "SHA256SUMS"
SHOWN = 3  # differing lines of a part
MARKED, CHECKSUM = 1, 4  # bytes before a packed baseline: what form it has, and a sum of what follows
REFERENCES = {
    "check_id": "checks", "before_id": "snapshots", "after_id": "snapshots", "snapshot_id": "snapshots",
    "until_id": "snapshots", "figure_id": "figures", "change_id": "changes", "statement_id": "statements",
    "other_statement_id": "statements",
}  # fmt: skip
PROGRAM = frozenset({"figure_rows", "figure_settings", "figure_headings", "change_rows", "series_words"})
"""Tables that views put together."""
STAMPS = frozenset({"engine", "reader", "chain"})
MASKS = (
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:PORT"),
    (re.compile(r'(\\*"Date\\*", ?\\*")[^"\\]+'), r"\1DATE"),
    (re.compile(r'(\\*"Server\\*", ?\\*")[^"\\]+'), r"\1SERVER"),
    (re.compile(r'("(?:engine|reader)": ?")[^"]*'), r"\1STAMP"),
    (re.compile(r'("check": )\d+'), r"\1CHECK"),
    (re.compile(r"(,[a-z ]+),\d+,(s?\d+\r?)$", re.MULTILINE), r"\1,CHECK,\2"),  # a line of a report as CSV
    (re.compile(r"(\b[sS]eal\b.{0,45}?)\b[0-9a-f]{64}\b"), r"\1SEAL"),  # it covers the port
)
SERIES = re.compile(r'("series": ?)"?s?(\d+)"?')


def masked(text: str, folder: Path) -> str:
    """Return *text* without what depends on the run."""
    text = text.replace(str(folder), "FOLDER")
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return text


def ledger(home: Path) -> Iterator[tuple[str, str]]:
    """Yield every table and view of the ledger, a row a line, and what full-text search finds in it."""
    db = sqlite3.connect(f"file:{home / 'snapshots/monitor.db'}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    tables = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    names = [row[0] for row in db.execute(tables) if not re.match(r"_?sqlite_|figures_fts|baselines", row[0])]
    rows = {name: [dict(row) for row in db.execute(f'SELECT * FROM "{name}"')] for name in names if name not in PROGRAM}
    ranks = {name: _ranks(found) for name, found in rows.items()}
    for name, found in rows.items():
        columns = [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')]
        lines = sorted(_line(name, row, ranks) for row in found)
        yield f"{name}.jsonl", masked("\n".join([json.dumps(columns), *lines, ""]), home.parent)
    search = "SELECT rowid FROM figures_fts WHERE figures_fts MATCH ? ORDER BY rowid"
    hits = {
        word: [str(ranks["figures"][row[0]]) for row in db.execute(search, [word])]
        for word in ("died", "concluded", "borders", "kensington")
    }
    yield "baselines.jsonl", masked("".join(_baselines(db)), home.parent)
    yield "figures_fts.json", json.dumps(hits, indent=1) + "\n"
    db.close()


def _baselines(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the baseline of each page, a line each."""
    parts: defaultdict[str, bytes] = defaultdict(bytes)
    sql = "SELECT p.id, b.encoded FROM baselines b JOIN pages p ON p.number = b.page ORDER BY p.id, b.part"
    for page, part in db.execute(sql):
        parts[page] += part
    for page, encoded in parts.items():
        packed = encoded[MARKED if encoded[0] == 1 else MARKED + CHECKSUM :]  # older ledgers keep no checksum
        yield json.dumps([page, json.loads(brotli.decompress(packed))], ensure_ascii=False) + "\n"


def _ranks(rows: Iterable[Mapping[str, object]]) -> dict[object, str]:
    """Return for each id of a table page:rank."""
    seen: Counter[str] = Counter()
    ranks = {}
    for row in sorted((row for row in rows if isinstance(row.get("id"), int)), key=lambda row: str(row["id"]).zfill(9)):
        page = str(row["page_id"])
        seen[page] += 1
        ranks[row["id"]] = f"{page}:{seen[page]:05d}"
    return ranks


def _line(name: str, row: Row, ranks: Mapping[str, Mapping[object, str]]) -> str:
    shown = {column: _shown(name, column, value, ranks) for column, value in sorted(row.items())}
    first = {"id": shown["id"]} if "id" in shown else {}  # by which the lines are sorted
    return json.dumps(first | shown, ensure_ascii=False)


def _shown(table: str, column: str, value: object, ranks: Mapping[str, Mapping[object, str]]) -> object:
    if column == "id" and isinstance(value, int):
        return ranks[table][value]
    if column in REFERENCES and value is not None:
        return ranks[REFERENCES[column]].get(value, "NO SUCH ROW")
    if column in STAMPS and value:
        return "STAMP"
    if table == "disagreement_history" and column == "at":  # it ends in the statement's id, 12 digits
        return f"{str(value)[:-12]}{ranks['statements'][int(str(value)[-12:])]}"
    return value


def kept(home: Path) -> str:
    """Return the names of all files of the home but the ledger and its lock, with their digests."""
    every = (path for path in home.rglob("*") if path.is_file())
    files = sorted(path for path in every if not path.name.startswith(("monitor.db", ".")))
    lines = []
    for path in files:
        body = path.read_bytes()
        if path.name == "pages.yaml":
            body = masked(body.decode(), home.parent).encode()
        lines.append(f"{hashlib.sha256(body).hexdigest()}  {path.relative_to(home)}\n")
    return "".join(lines)


def write(parts: Parts, output: Path) -> None:
    """Write the parts into the folder, instead of those of an earlier run."""
    if output.exists() and not (output / SUMS).exists() and any(output.iterdir()):
        sys.exit(f"{output} holds something else; name a folder that is new, empty, or from an earlier run")
    shutil.rmtree(output, ignore_errors=True)
    sums = "".join(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(parts.items()))
    for name, text in (parts | {SUMS: sums}).items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def read(folder: Path) -> Parts:
    """Return the parts that an earlier run has written."""
    if not (folder / SUMS).exists():
        sys.exit(f"{folder} is not from an earlier run: it has no {SUMS}")
    names = [line.split("  ", 1)[1] for line in (folder / SUMS).read_text(encoding="utf-8").splitlines()]
    return {name: (folder / name).read_bytes().decode() for name in names}


def differences(before: Parts, after: Parts, *, series_form: bool) -> Iterator[str]:
    """Yield what to print of each part that differs."""
    for name in sorted(before.keys() | after.keys()):
        if name not in before or name not in after:
            yield f"{name}: only {'before' if name in before else 'after'}"
            continue
        texts = (before[name], after[name])
        if series_form and not name.startswith(("ledger/", "reread/")):
            texts = (SERIES.sub(r'\1"s\2"', texts[0]), SERIES.sub(r'\1"s\2"', texts[1]))
        if texts[0] == texts[1]:
            continue
        pairs = list(zip_longest(*(text.split("\n") for text in texts), fillvalue="(no such line)"))
        unequal = [(number, old, new) for number, (old, new) in enumerate(pairs, 1) if old != new]
        yield f"{name}: {len(unequal)} of {len(pairs)} lines differ"
        for number, old, new in unequal[:SHOWN]:
            at = max(0, next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0) - 60)
            yield f"  line {number}" + (f", from character {at}" if at else "")
            yield from (f"    before  {old[at : at + 200]}", f"    after   {new[at : at + 200]}")
