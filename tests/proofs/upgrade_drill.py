"""A home of an earlier version through the upgrade that docs/operations.md tells, and back.

    python tests/proofs/upgrade_drill.py --from REVISION

The earlier version is taken from git, run by today's Python and packages. It makes a home that follows the demo's site,
with reports sent to a file, and a backup; then today's version takes the home over. Exit status 1 when figures are
others, when anything is told because of the upgrade, when something is lost, or when there is no way back.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.cli.demo.site import Site

ROOT = Path(__file__).parents[2]
PAGES = """defaults: {every: 1s}
pages:
  - {id: ministry, url: "ADDRESS/statement", allow_private: true}
  - {id: association, url: "ADDRESS/blog/we-counted", allow_private: true}
  - {id: prefecture, url: "ADDRESS/communique", allow_private: true}
"""
SERVICE = "contact: me@example.org\nlimits: {host_gap: 0s}\nchannels: [{name: desk, file: ../told.jsonl}]\n"
STATED = ("page", "series", "value", "low", "high", "surface", "sentence", "counts", "unit", "role", "quantifier")
NEWER = 5  # exit status of a program that is older than the ledger
PATIENCE = 20.0  # seconds that the new service has for its first checks


@dataclass
class Outcome:
    """What came of it."""

    revision: str  #: of the earlier version
    schemas: tuple[int, int] = (0, 0)  #: of the ledger, before and after
    figures: int = 0  #: that stand, in both
    told_before: int = 0  #: reports
    told_by_upgrade: int = 0
    told_after: int = 0  #: once the pages had changed
    wrong: list[str] = field(default_factory=list)

    def expect(self, holds: bool, what: str) -> None:
        """Note *what*, unless it *holds*."""
        if not holds:
            self.wrong.append(what)


class Version:
    """A version of the program, which lies in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environ = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}

    def words(self, home: Path, *words: object) -> list[str]:
        """Return a command on *home*."""
        return [sys.executable, "-m", "monitor", "--home", str(home), *map(str, words)]

    def done(self, home: Path, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a command on *home*."""
        command = self.words(home, *words)
        return subprocess.run(command, cwd=self.folder, env=self._environ, check=False, capture_output=True, text=True)

    def asked(self, home: Path, *words: object) -> list[dict[str, Any]]:
        """Return what a command prints as JSON, object by object."""
        return [json.loads(line) for line in self.done(home, *words, "--json").stdout.splitlines()]

    def ran(self, home: Path, enough: Path) -> int:
        """Run the service of *home* until the file *enough* has changed twice, or its patience is over; end it."""
        with subprocess.Popen(
            self.words(home, "run"), cwd=self.folder, env=self._environ, stderr=subprocess.DEVNULL
        ) as process:
            seen: set[int] = set()
            until = time.monotonic() + PATIENCE
            while len(seen) < 3 and time.monotonic() < until and process.poll() is None:
                seen.add(enough.stat().st_mtime_ns)
                time.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            return process.wait(timeout=60)


def before_last_schema() -> str:
    """Return the newest tag; where there is none, the revision before the last that changed the ledger's tables."""
    tag = _git("describe", "--tags", "--abbrev=0")
    return tag or _git("log", "-1", "--format=%h~1", "--", "monitor/store/schema.py")


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip()


def drill(folder: Path, revision: str) -> Outcome:
    """Take a home that *revision* makes below *folder* to today's version, and back."""
    outcome = Outcome(revision)
    old, new = Version(folder / "old"), Version(ROOT)
    old.folder.mkdir()
    packed = subprocess.run(["git", "archive", revision, "monitor"], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", old.folder], input=packed, check=True)
    home, backup = folder / "homes" / "home", folder / "backup"
    with Site(datetime.now(UTC).date()) as site:
        _lived_in(old, home, site)
        before = _state(old, home)
        outcome.told_before, outcome.schemas = len(_told(home)), (_schema(home), 0)
        outcome.expect(old.done(home, "backup", backup).returncode == 0, "the earlier version makes no backup")
        _taken_over(new, home, before, outcome)
        site.visit = 3
        outcome.expect(new.done(home, "check").returncode == 0, "today's version does not check")
        outcome.told_after = len(_told(home)) - outcome.told_before - outcome.told_by_upgrade
        outcome.expect(outcome.told_after > 0, "what has changed since is not told")
        _and_back(old, home, backup, before, outcome)
    return outcome


def _lived_in(old: Version, home: Path, site: Site) -> None:
    """Have the earlier version make a home, and check pages that change."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "pages.yaml").write_text(PAGES.replace("ADDRESS", site.address))
    (home / "config" / "monitor.yaml").write_text(SERVICE)
    old.done(home, "init", home)
    for site.visit in (0, 1):
        done = old.done(home, "check")
        assert done.returncode == 0, done.stderr


def _taken_over(new: Version, home: Path, before: list[dict[str, Any]], outcome: Outcome) -> None:
    """Have today's version take *home* over, as the guide tells: look, start, verify; nothing may be told."""
    looked = [one for one in new.asked(home, "doctor") if one["level"] == "wrong"]
    outcome.expect(looked == [], f"the doctor says before the start: {looked}")
    outcome.expect(_schema(home) == outcome.schemas[0], "the doctor has changed the ledger")
    status = new.ran(home, home / "snapshots" / "monitor.db")
    outcome.expect(status == 0, f"the service ends with {status}")
    outcome.schemas = (outcome.schemas[0], _schema(home))
    outcome.told_by_upgrade = len(_told(home)) - outcome.told_before
    outcome.expect(outcome.told_by_upgrade == 0, f"something is told: {_told(home)[outcome.told_before :]}")
    verified = new.done(home, "verify")
    outcome.expect(verified.returncode == 0, f"it does not verify: {verified.stdout}{verified.stderr}")
    after = _state(new, home)
    outcome.figures = len(after)
    outcome.expect(bool(after) and after == before, f"figures are others: {_differing(before, after)}")
    kept = list(home.glob("snapshots/monitor-schema*.db"))
    is_upgraded = outcome.schemas[0] != outcome.schemas[1]
    outcome.expect(len(kept) == is_upgraded, f"copies of the ledger before: {kept}")


def _and_back(old: Version, home: Path, backup: Path, before: list[dict[str, Any]], outcome: Outcome) -> None:
    """Have the earlier version go on from the backup that it made."""
    if outcome.schemas[0] != outcome.schemas[1]:
        refused = old.done(home, "check")
        outcome.expect(refused.returncode == NEWER, f"the earlier version takes a newer ledger: {refused.stderr}")
    shutil.move(home, home.with_name("newer"))
    restored = old.done(home, "restore", backup)
    outcome.expect(restored.returncode == 0, f"the backup is not restored: {restored.stderr}")
    outcome.expect(_state(old, home) == before, "figures of the backup are others")
    outcome.expect(old.done(home, "check").returncode == 0, "the earlier version does not go on")


def _state(version: Version, home: Path) -> list[dict[str, Any]]:
    """Return the figures of the main text that stand, with what both versions say of each; a visitor counter ticks."""
    return [{key: one.get(key) for key in STATED} for one in version.asked(home, "figures") if one["main"]]


def _differing(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in (*before, *after) if (one in before) != (one in after)]


def _told(home: Path) -> list[str]:
    file = home.parent / "told.jsonl"
    return file.read_text("utf-8").splitlines() if file.exists() else []


def _schema(home: Path) -> int:
    """Return the number of the ledger's tables, as the file's own header has it (user_version, big-endian)."""
    header = (home / "snapshots" / "monitor.db").read_bytes()[:100]
    return int.from_bytes(header[60:64], "big")


def main() -> None:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="revision", default="")
    revision = parser.parse_args().revision or before_last_schema()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="monitor-upgrade-") as folder:
        outcome = drill(Path(folder), revision)
    print(f"From {outcome.revision} to today's version and back in {time.monotonic() - began:.0f} s: {outcome}")
    sys.exit(bool(outcome.wrong))


if __name__ == "__main__":
    main()
