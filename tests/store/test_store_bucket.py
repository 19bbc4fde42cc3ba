"""Snapshots in a real object store: kept, refused, lost and found again, moved there and back."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import obstore
import pytest
from cut_network import Proxy
from empty_ledger import SERVER, STORE, make_ledger
from object_store import KEY, READER, ObjectStore
from store_world import CALM, DAY, HOUR, NOW, camp, examined, page, recorded, visit

from monitor.cli.demo.site import Site
from monitor.errors import StoreError
from monitor.home_ledger import address_of, archive_of, open_store
from monitor.model import CheckResult
from monitor.model.archive_address import parse
from monitor.store import BucketArchive, Store, verify
from monitor.store.placing import NotPlaced, place
from monitor.store.records import as_they_are

pytestmark = pytest.mark.skipif(not STORE, reason="needs an object store (make bucket-test)")
UK = page("uk")
AT_ONCE = timedelta()
RECORDER = Path(__file__).with_name("store_recorder.py")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def alone(bucket_server: ObjectStore, tmp_path: Path) -> Path:
    """Return a home with one version of one page, whose snapshots lie on the server that a test may end."""
    return _home(tmp_path / "alone", bucket_server.address(uuid4().hex))


def _home(home: Path, address: str) -> Path:
    (home / "config").mkdir(parents=True)
    (home / "config" / "monitor.yaml").write_text(f"contact: me@example.org\nsnapshots: {address}\n")
    (home / "config" / "pages.yaml").write_text("pages: [{id: uk, url: 'https://uk.example/'}]\n")
    Store.create(home, None, archive_of(home)).close()
    with open_store(home, writer=True) as store:
        store.sync([UK], NOW)
        visit(store, UK, camp("6,000"), NOW)
    return home


def _client(home: Path) -> obstore.store.S3Store:
    address = _bucket(home).address
    return obstore.store.S3Store(
        address.bucket, prefix=address.prefix, client_options={"allow_http": True},
        config={"endpoint": address.endpoint, "region": "us-east-1", "virtual_hosted_style_request": False},
    )  # fmt: skip


def _bucket(home: Path) -> BucketArchive:
    found = archive_of(home)
    assert isinstance(found, BucketArchive)
    return found


def _names(home: Path) -> list[str]:
    return sorted(one["path"] for some in obstore.list(_client(home)) for one in some)


def _digests(home: Path) -> list[str]:
    with open_store(home) as store:
        return [one.digest for one in store.snapshots("uk", evidence=True)]


def _found(home: Path, archive: BucketArchive | None = None) -> tuple[list[str], tuple[str, ...], int]:
    """Return the kinds of flaws, what was adopted, and how many snapshots there are."""
    found = verify(home, lambda *_: None, address_of(home), archive or archive_of(home))
    return [flaw.kind for flaw in found.flaws], found.adopted, found.snapshots


def _new(home: Path, people: str, hours: int = 1) -> CheckResult:
    with open_store(home) as store:
        return examined(store, UK, camp(people), NOW + hours * HOUR)


def _placed(home: Path, result: CheckResult) -> str:
    """Put what *result* brought where it belongs, as who is killed before its transaction does."""
    with open_store(home) as store:
        (found,) = place(store._db, store.archive, [result], lambda: None).values()
    return found.file


def test_every_command_goes_on_there(tmp_path: Path, run_in: Run) -> None:
    home = tmp_path / "home"
    named = f"s3://observatory/{uuid4().hex}?endpoint={STORE}"
    with Site(date(2026, 3, 5)) as site:
        (home / "config").mkdir(parents=True)
        (home / "config" / "pages.yaml").write_text(
            f"pages: [{{id: camp, url: '{site.address}/statement', allow_private: true}}]\n"
        )
        (home / "config" / "monitor.yaml").write_text(
            f"contact: me@example.org\nlimits: {{host_gap: 0s}}\nsnapshots: {named}\n"
        )
        assert run_in(home, "init", home)[0] == 0
        assert "read for the first time: 10 figures" in run_in(home, "check")[1]
        site.advance()
        assert run_in(home, "check")[0] == 0
    assert not any(path.is_dir() for path in (home / "snapshots").iterdir() if not path.name.startswith("."))
    assert len([name for name in _names(home) if name.startswith("camp/")]) == 2
    assert "1 page, 2 snapshots" in run_in(home, "verify")[1]
    for words in (
        ("status",), ("report", "--since", "1d"), ("history", "camp"), ("reread",), ("diff", "camp"),
        ("config", "check"), ("doctor",), ("evidence", "c1", "--output", str(home / "pack.zip")),
        ("backup", str(tmp_path / "copy")),
    ):  # fmt: skip
        status, out, err = run_in(home, *words)
        assert (status, bool(out or err)) == (0, True), (words, err)
    assert [*(tmp_path / "copy" / "snapshots" / "camp").glob("*.gz")] != []
    assert run_in(tmp_path / "copy", "verify")[0] == 0


def test_what_is_recorded_is_an_object_of_the_same_name_and_content(tmp_path: Path) -> None:
    folder, home = recorded(tmp_path / "folder"), tmp_path / "home"
    make_ledger(home)
    with open_store(home, writer=True) as store:
        store.sync([UK], NOW)
        for hour, people in enumerate(("6,000", "7,500", "9,000")):
            visit(store, UK, camp(people), NOW + hour * HOUR)
        (held,) = store.snapshots("uk")[:1]
        assert gzip.decompress(bytes(obstore.get(_client(home), held.file).bytes())) == camp("6,000")
        assert store.body(held) == camp("6,000")
    assert _digests(home) == _digests(folder)
    assert _found(home) == ([], (), 3)


def test_the_same_bytes_are_put_once(alone: Path) -> None:
    with open_store(alone, writer=True) as store:
        visit(store, UK, camp("7,000"), NOW + HOUR)
        visit(store, UK, camp("6,000"), NOW + 2 * HOUR)
        kept = store.snapshots("uk")
    assert kept[0].file == kept[2].file
    assert len(_names(alone)) == 3  # two, and the mark


def test_what_retention_removed_meanwhile_is_put_again(alone: Path) -> None:
    with open_store(alone, writer=True) as store:
        visit(store, UK, camp("7,000"), NOW + HOUR)
        (first, _) = store.snapshots("uk")
        again = examined(store, UK, camp("6,000"), NOW + 2 * HOUR)
        placed = store._placed([again], {})
        assert [one.file for one in placed.values()] == [first.file]
        store._db.execute("UPDATE snapshots SET removed_at = ? WHERE file = ?", ["2026-03-01", first.file])
        with pytest.raises(NotPlaced):  # `record` places it again then
            store._recorded([again], (), {}, as_they_are, placed)
        store.record([again])
        newest = store.snapshots("uk")[-1]
        assert newest.file != first.file
        assert store.body(newest) == camp("6,000")


def test_a_kill_between_object_and_row_loses_nothing(alone: Path) -> None:
    left = _placed(alone, _new(alone, "7,000"))
    assert _found(alone) == ([], (), 1)  # it may be named in a moment, by another machine
    with open_store(alone, writer=True) as store:
        assert store.adopted == ()
        store.record([examined(store, UK, camp("7,000"), NOW + HOUR)])  # as the next start does
        assert [one.file for one in store.snapshots("uk")][1:] == [left]
    assert _found(alone, BucketArchive(_bucket(alone).address, AT_ONCE)) == ([], (), 2)


def test_what_nobody_names_is_adopted_after_its_time(alone: Path) -> None:
    left = _placed(alone, _new(alone, "7,000"))
    late = BucketArchive(_bucket(alone).address, AT_ONCE)
    assert _found(alone, late) == ([], (left,), 2)
    assert _found(alone, late) == ([], (), 2)
    with open_store(alone) as store:
        assert [one.kind for one in store.snapshots("uk", evidence=True)] == ["version", "evidence"]


def test_an_answer_is_had_as_it_came_though_its_bytes_were_adopted_later(alone: Path) -> None:
    left = _placed(alone, _new(alone, "7,000"))
    with open_store(alone, writer=True) as store:
        visit(store, UK, camp("7,000"), NOW + 2 * HOUR)  # checked again, a while after the kill
    assert _found(alone, BucketArchive(_bucket(alone).address, AT_ONCE)) == ([], (left,), 3)
    with open_store(alone) as store:
        (*_, newest) = store.snapshots("uk")
        kept = store.kept("uk", newest.digest)
    assert (kept.capture.status, kept.capture.headers) == (200, newest.capture.headers)


@pytest.mark.parametrize("name", ["uk/notes.txt", "uk/00000009-20260401T120000Z-aaaaaaaaaaaa.html.gz"])
def test_what_is_no_snapshot_is_left_and_told(name: str, alone: Path) -> None:
    obstore.put(_client(alone), name, gzip.compress(b"mine"))
    assert _found(alone, BucketArchive(_bucket(alone).address, AT_ONCE)) == (["stray"], (), 1)
    assert name in _names(alone)


def test_an_object_of_that_name_with_other_bytes_is_never_overwritten(alone: Path) -> None:
    fresh = _new(alone, "7,000")
    name = _placed(alone, fresh)
    obstore.put(_client(alone), name, gzip.compress(b"another's"))
    with open_store(alone, writer=True) as store:
        with pytest.raises(StoreError) as caught:
            store.record([fresh])
        assert caught.value.reason == "exists"
        assert store.snapshots("uk")[1:] == []
    assert gzip.decompress(bytes(obstore.get(_client(alone), name).bytes())) == b"another's"


@pytest.mark.parametrize("alter", ["missing", "altered", "cut"])
def test_what_is_lost_is_told_and_comes_back_from_a_backup(
    alter: str, alone: Path, tmp_path: Path, run_in: Run
) -> None:
    copy = tmp_path / "copy"
    assert run_in(alone, "backup", copy)[0] == 0
    (name,) = [one for one in _names(alone) if one.startswith("uk/")]
    whole = bytes(obstore.get(_client(alone), name).bytes())
    if alter == "missing":
        obstore.delete(_client(alone), name)
    else:
        obstore.put(_client(alone), name, gzip.compress(b"altered") if alter == "altered" else whole[:-9])
    assert _found(alone)[0] == ["lost"]
    assert run_in(alone, "verify", "--repair", "--from", copy)[0] == 0
    assert bytes(obstore.get(_client(alone), name).bytes()) == whole
    assert (f".damaged/{name}" in _names(alone)) == (alter != "missing")


def test_retention_removes_objects(alone: Path) -> None:
    with open_store(alone, writer=True) as store:
        for hour, word in enumerate(("Mondays", "Fridays", "Sundays"), 1):  # of which the second says nothing new
            visit(store, UK, camp("6,000").replace(CALM.encode(), f"{CALM} On {word}.".encode()), NOW + hour * HOUR)
        removed = store.remove("uk", NOW + DAY, NOW + DAY)
    assert removed.files
    assert not set(removed.files) & set(_names(alone))
    assert removed.bytes > 0
    assert _found(alone)[0] == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (("nobody", "x"), "it does not know this key"),
        ((KEY[0], "x"), "the secret is not the one of this key"),
        (READER, "it does not let this key do that"),
        (("", ""), "There is no key"),
    ],
)
def test_a_key_that_does_not_do(key: tuple[str, str], said: str, alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key[0])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key[1])
    with pytest.raises(StoreError, match=said) as caught, open_store(alone, writer=True) as store:
        store.record([examined(store, UK, camp("7,000"), NOW + HOUR)])
    assert caught.value.reason == "away"
    monkeypatch.undo()
    assert len(_digests(alone)) == 1


def test_a_key_may_lie_in_a_file_of_its_own(
    alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    file = tmp_path / "key"
    file.write_text(f"[default]\naws_access_key_id = {KEY[0]}\naws_secret_access_key = {KEY[1]}\n")
    address = parse(f"{_bucket(alone).address}&credentials={file}")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.setenv(
        "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1"
    )  # what the environment says of the place is not ours
    file.chmod(0o644)
    with pytest.raises(StoreError, match="chmod 600"):
        BucketArchive(address).mark()
    file.chmod(0o600)
    assert BucketArchive(address).mark() != ""
    file.write_text("nothing")
    with pytest.raises(StoreError, match="holds no key"):
        BucketArchive(address).mark()


def test_no_bucket_and_no_server(bucket_server: ObjectStore) -> None:
    with pytest.raises(StoreError, match="there is no bucket of that name"):
        BucketArchive(parse(f"s3://nowhere/x?endpoint={bucket_server.endpoint}")).put(
            "uk/00000001-20260301T120000Z-225553e5991c.html.gz", gzip.compress(b"")
        )
    with pytest.raises(StoreError, match="it is not reached"):
        BucketArchive(parse("s3://nowhere/x?endpoint=http://127.0.0.1:1")).mark()


def test_the_doctor_tells_of_it(
    alone: Path, run_in: Run, monkeypatch: pytest.MonkeyPatch, bucket_server: ObjectStore
) -> None:
    named = str(_bucket(alone).address)
    assert f"{named} takes objects, and replaces none" in " ".join(run_in(alone, "doctor")[1].split())
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    assert "the secret is not the one of this key" in " ".join(run_in(alone, "doctor")[1].split())
    monkeypatch.undo()
    settings = alone / "config" / "monitor.yaml"
    settings.write_text(settings.read_text().replace("observatory", "nowhere"))
    assert "there is no bucket of that name" in " ".join(run_in(alone, "doctor")[1].split())
    settings.write_text(settings.read_text().replace("nowhere", "observatory").replace("?endpoint", "x?endpoint"))
    assert "does not hold the snapshots of this ledger" in " ".join(run_in(alone, "doctor")[1].split())
    settings.write_text(settings.read_text().replace("x?endpoint", "?endpoint"))
    bucket_server.kill()
    assert "it is not reached" in " ".join(run_in(alone, "doctor")[1].split())
    status, _, said = run_in(alone, "status")
    assert (status, "it is not reached" in said) == (1, True)
    bucket_server.start()
    assert "it is not reached" not in run_in(alone, "status")[2]


def test_the_status_tells_where_nothing_can_be_written(
    alone: Path, run_in: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_in(alone, "status")[2] == ""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", READER[0])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", READER[1])
    status, _, said = run_in(alone, "status")
    assert (status, "it does not let this key do that" in said, "Nothing is recorded" in said) == (1, True, True)


def test_another_ledgers_snapshots_are_refused(alone: Path, tmp_path: Path, run_in: Run) -> None:
    other = tmp_path / "other"
    (other / "config").mkdir(parents=True)
    shutil.copy(alone / "config" / "monitor.yaml", other / "config" / "monitor.yaml")
    status, _, said = run_in(other, "init", other)
    assert (status, "another ledger" in said) == (5, True)
    assert not (other / "snapshots" / "monitor.db").exists()
    settings = other / "config" / "monitor.yaml"
    settings.write_text(settings.read_text().replace("?endpoint", "x?endpoint"))
    assert run_in(other, "init", other)[0] == 0
    shutil.copy(alone / "config" / "monitor.yaml", settings)
    with pytest.raises(StoreError, match="another ledger's"):
        open_store(other, writer=True)
    with pytest.raises(StoreError, match="another ledger's"):
        verify(other, lambda *_: None, None, archive_of(other))


@pytest.mark.skipif(not SERVER, reason="several machines need a server of PostgreSQL")
def test_another_machine_needs_the_configuration_alone(tmp_path: Path, run_in: Run) -> None:
    one, other = recorded(tmp_path / "one"), tmp_path / "other"
    shutil.copytree(one / "config", other / "config")
    assert run_in(other, "status")[0] in (0, 1)
    with open_store(other, writer=True) as store:
        visit(store, UK, camp("9,500"), NOW + 5 * HOUR)
    assert "1 page, 4 snapshots" in run_in(other, "verify")[1]
    assert _digests(one) == _digests(other)
    shutil.rmtree(other / "snapshots")
    named = str(_bucket(other).address)
    settings = other / "config" / "monitor.yaml"
    settings.write_text(settings.read_text().replace(named, named.replace("?endpoint", "x?endpoint")))
    with pytest.raises(StoreError, match="does not hold the snapshots of this ledger"):
        open_store(other, writer=True)


def test_a_key_that_comes_or_goes_leads_nowhere_else(alone: Path, tmp_path: Path, bucket_server: ObjectStore) -> None:
    settings = alone / "config" / "monitor.yaml"
    named = settings.read_text()
    settings.write_text("contact: me@example.org\n")
    with pytest.raises(StoreError, match="lie in an object store"):
        open_store(alone)
    folder = tmp_path / "folder"
    Store.create(folder).close()
    (folder / "config").mkdir()
    (folder / "config" / "monitor.yaml").write_text(named)
    with pytest.raises(StoreError, match="lie beside it"):
        open_store(folder)


def test_a_bucket_that_was_tried_in_vain_keeps_nobody_from_a_home_of_files(
    tmp_path: Path, run_in: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / "config").mkdir(parents=True)
    settings = home / "config" / "monitor.yaml"
    settings.write_text(f"snapshots: s3://observatory/{uuid4().hex}?endpoint={STORE}\n")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", READER[0])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", READER[1])
    assert run_in(home, "init", home)[0] == 5
    settings.write_text("contact: me@example.org\n")
    status, _, said = run_in(home, "init", home)
    assert (status, said) == (0, "")
    assert run_in(home, "verify")[0] == 0
    assert run_in(home, "check")[0] == 0


def test_a_home_goes_there_and_back(tmp_path: Path, run_in: Run, bucket_server: ObjectStore) -> None:
    folder, far, near = recorded(tmp_path / "folder"), tmp_path / "far", tmp_path / "near"
    assert run_in(folder, "backup", tmp_path / "copy")[0] == 0
    address = bucket_server.address(uuid4().hex)
    status, _, said = run_in(far, "restore", "--snapshots", address, tmp_path / "copy")
    assert status == 0, said
    assert archive_of(far).mark() != ""
    assert (_digests(far), _found(far)) == (_digests(folder), ([], (), 3))
    assert run_in(far, "backup", tmp_path / "again")[0] == 0
    assert run_in(far, "backup", tmp_path / "again")[1].startswith(
        f"Backed up to {tmp_path / 'again'}; 0 snapshots are new"
    )
    assert run_in(near, "restore", tmp_path / "again")[0] == 0
    assert _digests(near) == _digests(folder)
    assert (near / "config" / "monitor.yaml").read_text().count("# snapshots: s3://") >= 1


def test_a_restore_that_was_interrupted_goes_on(tmp_path: Path, run_in: Run, bucket_server: ObjectStore) -> None:
    folder, far = recorded(tmp_path / "folder"), tmp_path / "far"
    assert run_in(folder, "backup", tmp_path / "copy")[0] == 0
    address = bucket_server.address(uuid4().hex)
    first = sorted((tmp_path / "copy" / "snapshots" / "uk").glob("*.gz"))[0]
    BucketArchive(parse(address)).put(f"uk/{first.name}", first.read_bytes())
    assert run_in(far, "restore", "--snapshots", address, tmp_path / "copy")[0] == 0
    assert _found(far) == ([], (), 3)
    assert (
        run_in(tmp_path / "third", "restore", "--snapshots", address, tmp_path / "copy")[0] == 5
    )  # it is another's now


@pytest.mark.skipif(not SERVER, reason="needs a server of PostgreSQL, too")
@pytest.mark.parametrize("is_restored", [False, True])
def test_a_kill_between_mark_and_ledger_keeps_nobody_from_that_home(
    is_restored: bool, tmp_path: Path, run_in: Run, bucket_server: ObjectStore
) -> None:
    """The mark is in the bucket, and the COMMIT of the ledger does not reach its server: killed there, twice."""
    goal, home, copy = Path(SERVER.partition("host=")[2]) / ".s.PGSQL.5432", tmp_path / "home", tmp_path / "copy"
    address = bucket_server.address(uuid4().hex)
    with Proxy(goal) as between:
        ledger = f"postgresql://monitor@127.0.0.1:{between.port}/postgres?sslmode=disable&schema=s_{uuid4().hex}"
        words = ["init", str(home)]
        if is_restored:
            assert run_in(recorded(tmp_path / "before"), "backup", copy)[0] == 0
            words = ["restore", "--ledger", ledger, "--snapshots", address, str(copy)]
        else:
            (home / "config").mkdir(parents=True)
            (home / "config" / "monitor.yaml").write_text(
                f"contact: me@example.org\nledger: {ledger}\nsnapshots: {address}\n"
            )
        for _ in range(2):
            held = between.hold(b"COMMIT")
            with subprocess.Popen([sys.executable, "-m", "monitor", "--home", str(home), *words]) as one:
                assert held.is_made.wait(60)
                one.kill()
        assert BucketArchive(parse(address)).mark() != ""
        status, _, said = run_in(home, *words)
        assert (status, said) == (0, "")
        assert run_in(home, "verify")[0] == 0
        assert not (home / "snapshots" / ".bucket").exists()  # the ledger says it itself


def test_the_server_is_away_and_comes_back(alone: Path, bucket_server: ObjectStore) -> None:
    with open_store(alone, writer=True) as store:
        fresh = examined(store, UK, camp("7,000"), NOW + HOUR)
        bucket_server.kill()
        with pytest.raises(StoreError) as caught:
            store.record([fresh])
        assert caught.value.reason == "away"
        assert store.archive.refused() is not None
        with pytest.raises(StoreError) as caught:  # that says nothing of the snapshots
            verify(alone, lambda *_: None, None, archive_of(alone))
        assert caught.value.reason == "away"
        bucket_server.start()
        assert store.archive.refused() is None
        store.record([fresh])
    assert _found(alone) == ([], (), 2)


def test_a_server_that_answers_nothing_is_waited_for_with_a_limit(alone: Path, bucket_server: ObjectStore) -> None:
    beats = []
    with open_store(alone, writer=True) as store:
        store.beat = lambda: beats.append(1)
        fresh = examined(store, UK, camp("7,000"), NOW + HOUR)
        bucket_server.freeze()
        try:
            with pytest.raises(StoreError):
                store.archive.mark()  # in ten seconds: a turn of the service may take twenty
        finally:
            bucket_server.thaw()
        store.record([fresh])
    assert _found(alone) == ([], (), 2)


def test_acknowledged_versions_survive_kills(alone: Path) -> None:
    acknowledged: list[str] = []
    for count in (1, 2, 3):
        with subprocess.Popen([sys.executable, str(RECORDER), str(alone)], stdout=subprocess.PIPE, text=True) as one:
            assert one.stdout is not None
            lines = [one.stdout.readline() for _ in range(count)]
            one.kill()
            lines += one.stdout.readlines()
        acknowledged += [line.strip() for line in lines if line.endswith("\n")]
    assert len(acknowledged) >= 6
    assert set(acknowledged) <= set(_digests(alone))
    flaws, _, _ = _found(alone, BucketArchive(_bucket(alone).address, AT_ONCE))
    assert flaws == []


def test_what_a_store_lists_in_an_order_of_its_own_is_sorted(alone: Path) -> None:
    names = ["a-b/1", "a.b/1", "a/1", "a_b/1", "ab/1"]
    for name in (*names, ".damaged/x/1", "a/.hidden"):
        obstore.put(_client(alone), name, b"")
    there = [name for name in archive_of(alone).listed([]) if not name.startswith("uk/")]
    assert there == sorted(names)


def test_the_store_keeps_what_lies_there(alone: Path) -> None:
    assert not _bucket(alone).overwrites()
    assert _bucket(alone).clock().tzinfo is not None
