"""Make a release ready: what is built is installed and tried in an environment of its own before anybody gets it.

    make release            all steps; nothing is published, tagged or pushed
    python tools/release.py --dist DIR      the same, with the built files in DIR (default: dist)

The checklist, in order; the first that does not hold ends it:

1. nothing is uncommitted, so that what is built is what is recorded
2. pyproject.toml, the program and CHANGELOG.md name one version, and the change log says what is new in it
3. a wheel and an sdist are built, and the sdist builds the same wheel
4. the wheel is installed in a fresh environment, with the locked versions and their digests
5. there, outside the checkout: `monitor --version`, `init`, `config check`, `explain` of a page, and the whole demo

What is left to people: `make check` and `make proofs` are green, the README was read once more, then tag and publish.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = "<!doctype html><html lang=en><title>Camp</title><p>Around 7,000 people were in the camp on 3 May 2020.</p>"


def main() -> int:
    """Go through the checklist; exit status 1 at the first step that does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where the built files are put")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="release-") as made:
        place = Path(made)
        steps: list[tuple[str, Callable[[], str]]] = [
            ("nothing is uncommitted", committed),
            ("one version everywhere", version),
            ("wheel and sdist", lambda: built(options.dist)),
            ("installed in a fresh environment", lambda: installed(options.dist, place)),
            ("tried there", lambda: tried(place)),
        ]
        for number, (name, step) in enumerate(steps, 1):
            print(f"{number}. {name} ...", end=" ", flush=True)
            try:
                print(step())
            except NotReadyError as error:
                print(f"NO\n{error}")
                return 1
    print(f"Ready: {', '.join(sorted(path.name for path in options.dist.iterdir()))}. Not published.")
    return 0


class NotReadyError(Exception):
    """A step of the checklist does not hold."""


def committed() -> str:
    """Return the commit that is released."""
    if changed := run(["git", "status", "--porcelain"]):
        raise NotReadyError(f"commit or put away:\n{changed}")
    return run(["git", "rev-parse", "--short", "HEAD"])


def version() -> str:
    """Return the version that project, program and change log name."""
    project = str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    program = run([sys.executable, "-c", "import monitor; print(monitor.__version__)"])
    newest = re.search(r"^## (\S+).*\n+(.*)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)
    if project != program:
        raise NotReadyError(f"pyproject.toml says {project}, the program {program}")
    if newest is None or newest[1] != project or not newest[2].strip():
        begins = newest[1] if newest else "nothing"
        raise NotReadyError(f"CHANGELOG.md begins with {begins}: name its first section {project}, with what is new")
    return project


def built(dist: Path) -> str:
    """Build the files into *dist*; the wheel that the sdist makes must hold the same as that of the checkout."""
    shutil.rmtree(dist, ignore_errors=True)
    run([sys.executable, "-m", "hatchling", "build", "-d", str(dist)])
    wheel, sdist = one(dist, "*.whl"), one(dist, "*.tar.gz")
    with tempfile.TemporaryDirectory() as made:
        shutil.unpack_archive(sdist, made, filter="data")
        run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", made],
            cwd=one(Path(made), "policy_monitor-*"),
        )
        if contents(one(Path(made), "*.whl")) != contents(wheel):
            raise NotReadyError("the sdist makes another wheel than the checkout")
    return f"{wheel.name} ({wheel.stat().st_size / 1e6:.1f} MB), {sdist.name}"


def installed(dist: Path, place: Path) -> str:
    """Install the wheel into an environment in *place*, with nothing but locked versions."""
    run([sys.executable, "-m", "venv", str(place / "env")])
    pip = [str(place / "env/bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (place / "pip.lock").write_text(re.search(r"^pip==(?:.*\\\n)*.*\n", lock, flags=re.M)[0], encoding="utf-8")  # type: ignore[index]
    run([*pip, "--require-hashes", "-r", str(place / "pip.lock")])
    run([*pip, "-c", str(ROOT / "constraints.txt"), str(one(dist, "*.whl"))])
    return run([str(place / "env/bin/python"), "-m", "pip", "check", "--disable-pip-version-check"])


def tried(place: Path) -> str:
    """Use what was installed as a newcomer does, away from the checkout."""
    program = str(place / "env/bin/monitor")
    (place / "page.html").write_text(PAGE, encoding="utf-8")
    for words in (["--version"], ["init", "home"], ["--home", "home", "config", "check"], ["demo"]):
        run([program, *words], cwd=place)
    explained = run([program, "explain", "page.html"], cwd=place)
    if "7,000" not in explained or "people" not in explained:
        raise NotReadyError(f"the page was not read:\n{explained}")
    share = place / "env/share"
    for name in ("man/man1/monitor-add.1", "bash-completion/completions/monitor"):
        if not (share / name).is_file():
            raise NotReadyError(f"{share / name} did not come with the wheel")
    return "version, init, config check, demo, explain; manual and completion are there"


def contents(wheel: Path) -> dict[str, int]:
    """Return the names in a wheel with their checksums."""
    with zipfile.ZipFile(wheel) as opened:
        return {entry.filename: entry.CRC for entry in opened.infolist() if not entry.filename.endswith("RECORD")}


def one(folder: Path, pattern: str) -> Path:
    """Return the only file of that pattern."""
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise NotReadyError(f"{len(found)} files {pattern} in {folder}")
    return found[0]


def run(command: list[str], cwd: Path = ROOT) -> str:
    """Return what *command* prints; it ends well, or the release is not ready."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "MONITOR_HOME"}}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReadyError(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
