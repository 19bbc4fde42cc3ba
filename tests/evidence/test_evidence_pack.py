"""A pack is checked by following its own account, in an empty folder, with standard tools and nothing of ours."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from empty_ledger import make_ledger
from evidence_authority import Authority as Signer
from lxml import html as lxml_html

from monitor.cli import main
from monitor.evidence import collect, zipped
from monitor.model.timestamps import Authority
from monitor.stamping import stamp
from monitor.store import Store

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))  # store_world.py
from store_world import DAY, HOUR, NOW, camp, examined
from store_world import page as watched

UK = watched("uk")
FR = watched("fr", url="https://fr.example/?a=1&b=2")
CALLED = {"uk": b"Norhaven", "fr": b"&lt;img src=x onerror=alert(1)&gt;"}
TOOLS = ("sh", "sha256sum", "openssl", "unzip", "grep", "cut", "cat")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which a page changed twice; an authority has signed its second version and its third."""
    home, signer = tmp_path_factory.mktemp("made"), Signer(tmp_path_factory.mktemp("authority"))
    (home / "config").mkdir()
    (home / "config" / "pages.yaml").write_text(
        "pages: [{id: uk, url: 'https://uk.example/'}, {id: fr, url: 'https://fr.example/?a=1&b=2'}]"
    )
    (home / "config" / "monitor.yaml").write_text("contact: me@example.org\n")
    make_ledger(home)

    def ask(url: str, body: bytes, headers: dict[str, str], *, most: int, allow_private: bool) -> tuple[int, bytes]:
        return 200, signer.answer(body)

    with Store.open(home, writer=True) as store:
        store.sync([UK, FR], NOW)
        for hour, people in enumerate(("6,000", "7,500", "9,000")):
            for page in (UK, FR):
                body = camp(people).replace(b"camp", b"camp of " + CALLED[page.id])
                store.record([replace(examined(store, page, body, NOW + hour * HOUR), stamped=hour > 0)])
        authority = Authority(url="http://time.example/", certificates=signer.certificates.read_text())
        assert len(list(stamp(store.stamps, authority, ask, lambda: NOW + DAY))) == 4
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "home")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a verb in an empty folder, and returns its status and what it said."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")

    def verb(home: Path, *words: object) -> tuple[int, str, str]:
        status = 0
        try:
            main(["--home", str(home), *map(str, words)])
        except SystemExit as ended:
            status = int(str(ended.code or 0))
        said = capsys.readouterr()
        return status, said.out, said.err

    return verb


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with standard tools alone."""
    folder = tmp_path_factory.mktemp("tools")
    for name in TOOLS:
        found = shutil.which(name)
        assert found, name
        (folder / name).symlink_to(found)
    return folder


def _sh(command: str, folder: Path, tools: Path) -> tuple[bool, str]:
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", command], cwd=folder, env={"PATH": str(tools)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode == 0, done.stdout


def _commands(pack: Path) -> list[str]:
    """Return the commands of the account, which both its forms tell."""
    told = re.findall(r"^```sh\n(.*?)^```", (pack / "ACCOUNT.md").read_text(), re.DOTALL | re.MULTILINE)
    document = lxml_html.parse(str(pack / "ACCOUNT.html"))
    assert [one.text_content().strip() for one in document.iter("pre")] == [one.strip() for one in told]
    return told


def _checked(pack: Path, tools: Path, sums: str) -> list[bool]:
    """Follow the account of *pack*; *sums* came with it by another way. Return whether each step went well."""
    commands = _commands(pack)
    outcomes = [_sh(command, pack, tools) for command in commands]
    assert commands[1] == "sha256sum SHA256SUMS\n"
    return [well and (n != 1 or said.startswith(sums)) for n, (well, said) in enumerate(outcomes)]


def _files(pack: Path) -> list[Path]:
    return sorted(path for path in pack.rglob("*") if path.is_file())


def _sums(said: str) -> str:
    match = re.search(r"^sha256 ([0-9a-f]{64})  SHA256SUMS$", said, re.MULTILINE)
    assert match
    return match[1]


def test_made_here_and_checked_elsewhere(home: Path, run: Run, tools: Path, tmp_path: Path) -> None:
    status, said, _ = run(home, "evidence", "c3")
    assert status == 0
    (found,) = (tmp_path / "desk").iterdir()
    assert found.name == "evidence-uk-c3.zip"
    assert f"sha256 {hashlib.sha256(found.read_bytes()).hexdigest()}  {found.name}\n" in said
    seal = run(home, "verify", "--json")[1]
    assert f"seal   {json.loads(seal)['seal']}\n" in said
    shutil.rmtree(home)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert _sh(f"unzip -q {found}", elsewhere, tools)[0]
    pack = elsewhere / "evidence-uk-c3"
    assert [str(path.relative_to(pack)) for path in _files(pack)] == [
        "ACCOUNT.html", "ACCOUNT.md", "SHA256SUMS", "after/body.html.txt", "after/capture.json",
        "after/timestamp-certificates.pem", "after/timestamp.tsr", "before/body.html.txt", "before/capture.json",
        "before/timestamp-certificates.pem", "before/timestamp.tsr", "chain/uk.jsonl", "finding.json", "seal.json",
    ]  # fmt: skip
    assert _checked(pack, tools, _sums(said)) == [True] * 7
    assert (pack / "before" / "body.html.txt").read_bytes() == camp("7,500").replace(b"camp", b"camp of Norhaven")
    told = json.loads((pack / "finding.json").read_text())
    assert told["finding"]["old"]["sentence"] == "There are 7,500 people in the camp of Norhaven."
    record = json.loads((pack / "after" / "capture.json").read_text())
    assert (record["requested_url"], record["network_address"], record["status"]) == (
        "https://uk.example/", "192.0.2.7:443", 200,
    )  # fmt: skip
    assert record["body"]["sha256"] == hashlib.sha256((pack / "after" / "body.html.txt").read_bytes()).hexdigest()


def _flips(content: bytes) -> Iterator[bytes]:
    for at in {0, len(content) // 3, len(content) // 2, len(content) - 1}:
        yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_a_flipped_byte_in_any_file_is_found(home: Path, run: Run, tools: Path, tmp_path: Path) -> None:
    said = run(home, "evidence", "c3", "--output", "pack")[1]
    pack, sums = tmp_path / "desk" / "pack", _sums(said)
    first, second = _commands(pack)[:2]
    assert len(_files(pack)) == 14
    for path in _files(pack):
        whole = path.read_bytes()
        for flipped in _flips(whole):
            path.write_bytes(flipped)
            well, _ = _sh(first, pack, tools)
            same = _sh(second, pack, tools)[1].startswith(sums)
            assert not (well and same), path
            assert path.name == "SHA256SUMS" or not well, path
        path.write_bytes(whole)
    assert _sh(first, pack, tools)[0]


def _forge(pack: Path, name: str, content: bytes) -> None:
    """Put *content* in the place of a file, and write SHA256SUMS as one would who wants it to be believed."""
    before = hashlib.sha256((pack / name).read_bytes()).hexdigest()
    (pack / name).write_bytes(content)
    sums = (pack / "SHA256SUMS").read_text().replace(before, hashlib.sha256(content).hexdigest())
    (pack / "SHA256SUMS").write_text(sums)


def test_a_forger_who_mends_the_digests_is_found_too(home: Path, run: Run, tools: Path, tmp_path: Path) -> None:
    sums = _sums(run(home, "evidence", "c3", "--output", "pack")[1])
    pack = tmp_path / "desk" / "pack"
    lines = (pack / "chain" / "uk.jsonl").read_bytes()
    forgeries = {
        "after/body.html.txt": (camp("9,999"), [True, False, False, True, True, True, False]),
        "chain/uk.jsonl": (lines.replace(b"2026", b"2025", 1), [True, False, True, False, True, True, True]),
        "seal.json": (
            (pack / "seal.json").read_bytes().replace(b"fr", b"de"),
            [True, False, True, True, False] + [True] * 2,
        ),
        "before/timestamp.tsr": (
            (pack / "after/timestamp.tsr").read_bytes(),
            [True, False] + [True] * 3 + [False, True],
        ),
    }
    for name, (content, outcomes) in forgeries.items():
        copy = shutil.copytree(pack, tmp_path / name.replace("/", "-"))
        _forge(copy, name, content)
        assert _checked(copy, tools, sums) == outcomes, name


def test_the_same_ledger_gives_the_same_bytes(home: Path) -> None:
    with Store.open(home) as store:
        packs = [zipped(collect(store, 1, time_zone="Europe/Paris")) for _ in range(2)]
    assert packs[0] == packs[1]
    with zipfile.ZipFile(io.BytesIO(packs[0])) as archive:
        entries = archive.infolist()
    assert [one.filename for one in entries] == sorted(one.filename for one in entries)
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert all(re.fullmatch(r"evidence-uk-c1(/[A-Za-z0-9.-]+)+", one.filename) for one in entries)


def _sql(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db", isolation_level=None)) as ledger:
        for statement in statements:
            ledger.execute(statement)


def _newest(home: Path) -> Path:
    return sorted((home / "snapshots" / "uk").glob("*.gz"))[-1]


LOSSES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (
        lambda home: _newest(home).unlink(),
        "Now: the bytes are not in this pack. They are missing or altered.",
    ),
    "altered": (
        lambda home: _newest(home).write_bytes(sorted((home / "snapshots" / "uk").glob("*.gz"))[0].read_bytes()),
        "Now: the bytes are not in this pack. They are missing or altered.",
    ),
    "removed": (
        lambda home: _sql(home, "UPDATE snapshots SET removed_at = '2026-05-01T00:00:00.000000Z' WHERE number = 3"),
        "were removed on 2026-05-01 by retention",
    ),
    "a row": (
        lambda home: _sql(home, "UPDATE snapshots SET captured_at = '2026-03-01T12:30:00.000000Z' WHERE number = 2"),
        "The chain of uk does not hold",
    ),
}  # fmt: skip


@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_lost_is_said_and_never_faked(home: Path, run: Run, tools: Path, tmp_path: Path, loss: str) -> None:
    wreck, said = LOSSES[loss]
    wreck(home)
    status, told, warned = run(home, "evidence", "c3", "--output", "pack")
    pack = tmp_path / "desk" / "pack"
    assert status == 1
    assert said in warned
    assert "This pack is incomplete." in (pack / "ACCOUNT.md").read_text()
    assert (pack / "after" / "body.html.txt").exists() is (loss == "a row")
    outcomes = _checked(pack, tools, _sums(told))
    assert outcomes[:3] == [True] * 3
    assert outcomes[3] is (loss != "a row")
    assert (pack / "after" / "timestamp.tsr").exists()


def test_a_figure_that_another_page_stated_before(home: Path, run: Run, tools: Path, tmp_path: Path) -> None:
    """A restated figure rests on two pages, and so on two chains."""
    _sql(home, "UPDATE change_rows SET kind = 'RESTATED', before_id = 4 WHERE id = 3")
    sums = _sums(run(home, "evidence", "c3", "--output", "pack")[1])
    pack = tmp_path / "desk" / "pack"
    assert sorted(path.name for path in (pack / "chain").iterdir()) == ["fr.jsonl", "uk.jsonl"]
    assert _checked(pack, tools, sums) == [True] * 8


def test_a_change_with_nothing_before(home: Path, run: Run, tools: Path, tmp_path: Path) -> None:
    _sql(home, "UPDATE change_rows SET before_id = NULL WHERE id = 3")
    sums = _sums(run(home, "evidence", "c3", "--output", "pack")[1])
    pack = tmp_path / "desk" / "pack"
    assert not (pack / "before").exists()
    assert _checked(pack, tools, sums) == [True] * 6


def test_the_list_of_pages_may_be_left_out(home: Path, run: Run, tools: Path, tmp_path: Path) -> None:
    assert "seal.json names the 2 pages of your ledger" in run(home, "evidence", "c3", "--output", "all")[1]
    status, said, _ = run(home, "evidence", "3", "--without-seal", "--output", "pack", "--json")
    told = json.loads(said)
    pack = tmp_path / "desk" / "pack"
    assert (status, told["version"], told["output"], told["sha256"]) == (0, 1, str(pack), None)
    assert "seal.json" not in told["files"]
    assert _checked(pack, tools, told["sha256sums"]) == [True] * 6
    assert not any(b"fr.example" in path.read_bytes() or b'"fr"' in path.read_bytes() for path in _files(pack))


def test_hostile_text_stays_text(home: Path, run: Run, tools: Path, tmp_path: Path) -> None:
    sums = _sums(run(home, "evidence", "c4", "--output", "pack")[1])
    pack = tmp_path / "desk" / "pack"
    assert all(_checked(pack, tools, sums))
    document = lxml_html.parse(str(pack / "ACCOUNT.html"))
    assert not list(document.iter("img", "a", "script"))
    assert "in the camp of <img src=x onerror=alert(1)>" in document.getroot().text_content()


def test_nothing_is_overwritten_and_what_is_not_known_is_said(home: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "desk" / "mine").mkdir()
    assert "exists already" in run(home, "evidence", "c3", "--output", "mine")[2]
    assert run(home, "evidence", "c3", "--output", "mine/no/pack")[0] == 1
    assert [*(tmp_path / "desk").rglob("*")] == [tmp_path / "desk" / "mine"]
    status, _, said = run(home, "evidence", "c99")
    assert (status, "There is no finding c99" in said) == (1, True)
    status, _, said = run(home, "evidence", "s3")
    assert (status, "is no finding: write c12" in said) == (2, True)


def test_no_name_leads_out_of_the_pack(home: Path, run: Run, tmp_path: Path) -> None:
    _sql(
        home,
        "UPDATE pages SET id = '../uk' WHERE id = 'uk'",
        "UPDATE snapshots SET page_id = '../uk' WHERE page_id = 'uk'",
    )
    status, _, said = run(home, "evidence", "c3", "--output", "pack")
    assert (status, "cannot name a file" in said) == (5, True)
    assert not list((tmp_path / "desk").iterdir())


def test_reports_name_what_it_takes(home: Path, run: Run) -> None:
    told = json.loads(run(home, "report", "uk", "--since", "3000d", "--format", "json")[1])
    assert sorted(one["id"] for one in told["findings"]) == ["c1", "c3"]
    for name in ("terminal", "html"):
        assert "c3" in run(home, "report", "uk", "--since", "3000d", "--format", name)[1]
