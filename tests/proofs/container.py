"""The image of deploy/Containerfile, built, and run on the demo's pages as docs/operations.md tells.

    python tests/proofs/container.py --minutes 10 --base IMAGE --build '--network host' --run '--network host'

It takes podman or Docker. What the machine at hand needs besides (an index of packages, a runtime) is given
with --tool, --build and --run. Exit status 1 when something is wrong, and when there is no builder.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from deployed import ROOT, there_and_back

from monitor.cli.demo.run import write_home
from monitor.cli.demo.site import Site

FILE = ROOT / "deploy" / "Containerfile"
IMAGE, NAME = "monitor-proof", f"monitor-proof-{os.getpid()}"
USER = 10_001  # the image's own
STEP = 5.0  # seconds between two visits of the demo's site
FENCES = ["--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges"]
BUILT_WITH = ("gcc", "pip", "pip3", "make", "git")  # must not be in the environment that runs


def builder() -> str:
    """Return the program that builds and runs images here; "" when there is none, or its daemon does not run."""
    for name in ("podman", "docker"):
        if shutil.which(name) and subprocess.run([name, "info"], check=False, capture_output=True).returncode == 0:
            return name
    return ""


@dataclass
class Given:
    """How images are built and run on this machine."""

    tool: list[str]
    base: str | None = None
    build: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)

    def done(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run the builder with *words*."""
        return subprocess.run([*self.tool, *map(str, words)], check=False, capture_output=True, text=True)

    def monitor(self, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the program in a container of its own, on *home*."""
        return self.done("run", "--rm", *self.run, *FENCES, f"--volume={home}:/var/lib/monitor", IMAGE, *words)


@dataclass
class Outcome:
    """What came of it."""

    size: int = 0  #: bytes of the image
    base_size: int = 0  #: of these, what it begins with
    health: str = ""  #: what its health check says while it runs
    told: int = 0  #: lines of the log that tell of a page that is another than before
    ended_after: float = 0  #: seconds from the builder's stop, which is SIGTERM
    wrong: list[str] = field(default_factory=list)


def proved(given: Given, folder: Path, seconds: float) -> Outcome:
    """Build the image, and run it for *seconds* on a home below *folder*."""
    outcome = Outcome()
    if built := _built(given):
        outcome.wrong.append(built)
        return outcome
    _look_into(given, outcome)
    home = folder / "home"
    with Site(datetime.now(UTC).date()) as site:
        write_home(home, site.address, None)
        for path in (home, *home.rglob("*")):
            os.chown(path, USER, USER)
        given.monitor(home, "init", "/var/lib/monitor")
        started = given.done(
            "run", "--detach", f"--name={NAME}", *given.run, *FENCES, f"--volume={home}:/var/lib/monitor", IMAGE
        )
        try:
            outcome.wrong += [started.stderr] if started.returncode else []
            _watched(given, site, outcome, seconds)
        finally:
            log = given.done("logs", NAME)
            given.done("rm", "--force", NAME)
    _judge(given, home, log.stderr + log.stdout, outcome)
    return outcome


def _built(given: Given) -> str:
    """Build the image; return what went wrong, "" when nothing did."""
    base = ["--build-arg", f"BASE={given.base}"] if given.base else []
    ignored = ["--ignorefile", f"{FILE}.dockerignore"] if "podman" in given.tool[0] else []
    shape = ["--format", "docker"] if "podman" in given.tool[0] else []  # OCI's has no health check
    done = given.done("build", *given.build, *base, *ignored, *shape, "-f", FILE, "-t", IMAGE, ROOT)
    return done.stderr[-3000:] if done.returncode else ""


def _look_into(given: Given, outcome: Outcome) -> None:
    """Look whether the image is what it should be."""
    (image,) = json.loads(given.done("image", "inspect", IMAGE).stdout)
    outcome.size = image["Size"]
    if given.base:
        outcome.base_size = json.loads(given.done("image", "inspect", given.base).stdout)[0]["Size"]
    config = image["Config"]
    expected = {"User": "10001:10001", "Volumes": {"/var/lib/monitor": {}}, "Entrypoint": ["monitor"]}
    outcome.wrong += [f"{key}: {config.get(key)}" for key, value in expected.items() if config.get(key) != value]
    found = given.done("run", "--rm", *given.run, "--entrypoint=ls", IMAGE, "/opt/monitor/bin").stdout.split()
    outcome.wrong += [f"it has {name}" for name in BUILT_WITH if name in found]


def _watched(given: Given, site: Site, outcome: Outcome, seconds: float) -> None:
    began = time.monotonic()
    for visit in there_and_back():
        site.visit = visit
        time.sleep(STEP)
        if time.monotonic() - began > seconds:
            break
    alive = given.done("exec", NAME, "monitor", "doctor", "--alive")
    outcome.health = alive.stdout.strip()
    outcome.wrong += [f"its health check says: {alive.stdout}{alive.stderr}"] if alive.returncode else []
    began = time.monotonic()
    given.done("stop", "--time=30", NAME)
    outcome.ended_after = time.monotonic() - began
    status = given.done("inspect", "--format={{.State.ExitCode}}", NAME).stdout.strip()
    outcome.wrong += [f"it ended with {status}"] if status != "0" else []
    outcome.wrong += [f"it took {outcome.ended_after:.0f} s to end"] if outcome.ended_after > 10 else []


def _judge(given: Given, home: Path, log: str, outcome: Outcome) -> None:
    """Look what it has left behind."""
    outcome.wrong += [log[-3000:]] if "Traceback" in log else []
    flaws = [flaw for one in _asked(given, home, "verify") for flaw in one["flaws"]]
    statuses = _asked(given, home, "status")
    unread = [one["id"] for one in statuses if one["last_ok_at"] is None]
    outcome.wrong += [f"flaw: {flaw}" for flaw in flaws] + [f"{page} was not checked" for page in unread]
    outcome.wrong += ["no page is known"] if not statuses else []
    looked = _asked(given, home, "doctor")
    outcome.wrong += [str(one) for one in looked if one["level"] == "wrong" and one["about"] not in {"disk", "pages"}]
    outcome.told = log.count("the text changed") + log.count(" change")


def _asked(given: Given, home: Path, verb: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in given.monitor(home, verb, "--json").stdout.splitlines()]


def main() -> None:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--base", help="the image to begin with, another than the Containerfile names")
    parser.add_argument("--tool", default="", help="the builder, with options that all its commands take")
    parser.add_argument("--build", default="", help="further options for building")
    parser.add_argument("--run", default="", help="further options for running")
    asked = parser.parse_args()
    tool = shlex.split(asked.tool) or [builder()]
    if not tool[0]:
        print("Neither podman nor Docker runs here: the image is not built, and nothing is proved.")
        sys.exit(1)
    given = Given(tool, asked.base or None, shlex.split(asked.build), ["--network=host", *shlex.split(asked.run)])
    with tempfile.TemporaryDirectory(prefix="monitor-container-") as folder:
        outcome = proved(given, Path(folder), asked.minutes * 60)
    print(f"{asked.minutes:g} min in a container: {outcome}")
    sys.exit(bool(outcome.wrong))


if __name__ == "__main__":
    main()
