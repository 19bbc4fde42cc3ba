"""Whether two states of the program do the same: one of them over a replayed month, and all that it said of it.

    python benchmarks/equal.py --output before                    drives .venv/bin/monitor, and keeps what came of it
    python benchmarks/equal.py --output after --against before    again, after the change; says what differs
    python benchmarks/equal.py --output after --against before --no-run    compares the two as they are
    python benchmarks/equal.py --documents ...    what `explain` and `compare` make of the corpus alone: no month

It needs ../shared (or `--shared DIR`): its tools/replay.py serves three pages of ../shared/corpus as they were in March
2020. The command given by `--monitor` makes a home, adds them, names indicators, and checks them once for each of 32
days, with bad answers, decisions of the user and an indicator that changes in between; every command is a process of
its own. Then the ledger (and once more after a `reread`), the reports, the answers of every verb that asks, and what
`explain` and `compare` make of all documents of the corpus are written into the folder, a file for each part, with
their digests in SHA256SUMS. It takes a minute of processor time.

The clock is kept out by giving the program another one: a `sitecustomize` stops `datetime.now` at the replayed day, and
the dice at one half. What still depends on the run is masked: ports, folders, the server's Date and Server headers, the
engine's stamps, the hash chain (it covers the port), and row ids, which become page:rank. That no time of the run has
come through is checked. Exit status 1 when anything differs or the month did not go as it must.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dump import SUMS, Parts, differences, kept, ledger, masked, read, write

REPOSITORY = Path(__file__).resolve().parent.parent
FIRST, DAYS = date(2020, 3, 7), 32  # the English page ends on 10 March, the British one begins on 17 March

HOME = ("--home", "home")
ABOUT = frozenset({".json", ".jsonl", ".md", ".tsv"})  # files that say what the documents beside them are
CLOCK = """import ctypes, datetime, gc, os, random
stopped = datetime.datetime.fromisoformat(os.environ["EQUAL_NOW"])
def now(cls, tz=None):
    return stopped.astimezone(tz) if tz else stopped.replace(tzinfo=None)
for kind, name, read in ((datetime.datetime, "now", now), (datetime.date, "today", lambda cls: stopped.date())):
    gc.get_referents(kind.__dict__)[0][name] = classmethod(read)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))
random.random = lambda: 0.5
"""
SETTINGS = """contact: equal@example.org
workers: 1          # one after another: ids come in the same order every time
limits: {host_gap: 0s}
alerts:
  - {name: it moved, tags: [north], min_relative: 5 %, against: told}
  - {name: deaths, indicators: [deaths], kinds: [CHANGED, REQUALIFIED, RETURNED, RESTATED, APPEARED]}
  - {name: the rest, pages: [uk, england]}
"""
INDICATORS = """indicators:
  - {id: deaths, name: People who died, words: [people, patients], near: [died, dead, death]}
  - {id: positive, name: Found positive, words: [people, tests, cases], near: [positive]}
  - {id: tested, words: [people, tests], near: [tested, concluded]}
"""
NARROWER = "  - {id: boards, name: In the health boards, words: [cases], tags: [north]}\n"
FRAME = """<!DOCTYPE html>
<html lang="{}"><head><meta charset="utf-8"><title>Notice</title></head><body><main><article>
{}
</article></main></body></html>
"""
ADDED = {
    "uk": ["--speaker", "Department of Health", "--anyway"],
    "scotland": ["--tag", "north", "--tag", "tables", "--speaker", "Scottish Government"],
    "england": ["--every", "1d", "--speaker", "Department of Health", "--note", "ends early"],
}
BAD = {12: ("scotland", "soft404"), 14: ("scotland", "503"), 19: ("uk", "challenge"), 23: ("uk", "consent")}
SAID = {  # after the check of the day
    13: ["accept scotland"],
    17: ["series rename scotland 1 'Tests in Scotland'", "series split scotland 3", "series ignore scotland 5"],
    18: ["series merge uk 2 --into 1", "disable england"],
    25: ["enable england", "series split uk 3"],
}
FORMATS = ("terminal", "html", "markdown", "json", "csv", "atom")
ASKED = {
    "reports": [f"report --since {FIRST} --format {name}" for name in FORMATS]
    + [f"report --since {FIRST} --all --format json", "report --since 7d uk", "diff scotland --format markdown"],
    "answers": ["list", "list --json", "status", "status --json", "figures", "figures --all", "figures --json"]
    + [f"history {page}{form}" for page in ADDED for form in ("", " --json")]
    + ["history scotland --series 1", "diff uk --from 3 --to 9"]
    + ["indicators", "indicators --json", "indicators suggest"],
    "exports": [
        f"export {kind} --format {name}"
        for kind in ("figures", "changes", "history", "indicators")
        for name in ("csv", "json", "jsonl")
    ],
}


@dataclass
class Program:
    """The program under test, in a folder of its own, at a time of its own."""

    command: Sequence[str]
    folder: Path
    at: datetime
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))  #: by verb

    def run(self, words: Sequence[str]) -> str:
        """Return what it prints: stdout, then stderr and an exit status that is not 0."""
        began = time.monotonic()
        done = subprocess.run(
            [*self.command, *words], cwd=self.folder, env=self._environment(), capture_output=True, timeout=300,
            check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        self.seconds[next(word for word in words if word not in HOME)] += time.monotonic() - began
        out, err = (stream.decode("utf-8", "backslashreplace") for stream in (done.stdout, done.stderr))
        told = f"\n--- stderr ---\n{err}" if err else ""
        told += f"\n--- exit status {done.returncode} ---\n" if done.returncode else ""
        return masked(out + told, self.folder)

    def ask(self, line: str) -> str:
        """Return what one command in the home prints."""
        return self.run([*HOME, *shlex.split(line)])

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        return kept | {
            "HOME": str(self.folder), "TMPDIR": str(self.folder), "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
            "COLUMNS": "120", "PYTHONPATH": str(self.folder / "clock"), "EQUAL_NOW": self.at.isoformat(),
        }  # fmt: skip


@contextmanager
def replaying(shared: Path) -> Iterator[str]:
    """Serve the corpus while the context lasts; yields its address."""
    command = [sys.executable, str(shared / "tools/replay.py"), str(shared / "corpus"), "--port", "0"]
    with subprocess.Popen([*command, "--day", FIRST.isoformat()], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            if found is None:
                sys.exit("the replay server does not say where it is")
            yield found[0]
        finally:
            server.terminate()


def month(program: Program, site: str) -> Iterator[tuple[str, str]]:
    """Follow the pages for the month; yields each command, with its day, and what it printed."""

    def asked(line: str) -> tuple[str, str]:
        return f"{program.at:%Y-%m-%d %H:%M} {masked(line, program.folder)}", program.ask(line)

    yield asked("init home")
    config = program.folder / "home/config"
    for page, options in ADDED.items():
        yield asked(shlex.join(["add", f"{site}/{page}", "--id", page, "--allow-private", *options]))
    (config / "monitor.yaml").write_text(SETTINGS, encoding="utf-8")
    (config / "indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    yield asked("config check")
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        program.at = _evening(day)
        _post(f"{site}/_clock?day={day}")
        if number in BAD:
            _post("{}/_fault?series={}&kind={}".format(site, *BAD[number]))
        if number == DAYS // 2:
            (config / "indicators.yaml").write_text(INDICATORS + NARROWER, encoding="utf-8")
        yield asked("check --json" if number % 3 == 2 else "check")
        program.at += timedelta(hours=2)
        for line in SAID.get(number, ()):
            yield asked(line)


def _evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 18, tzinfo=UTC)


def reread(program: Program) -> Iterator[tuple[str, str]]:
    """Yield the ledger once more, after two pages have been derived anew: they say that they are in English."""
    pages = program.folder / "home/config/pages.yaml"
    text = pages.read_text(encoding="utf-8")
    pages.write_text(re.sub("(- id: (?:scotland|uk)\n)", r"\1    language: en\n", text), encoding="utf-8")
    yield "reread/said.txt", program.ask("reread").partition("\n--- stderr")[0]  # where the progress is drawn
    for name, told in ledger(program.folder / "home"):
        yield f"reread/{name}", told


def _post(address: str) -> None:
    with urllib.request.urlopen(urllib.request.Request(address, method="POST"), timeout=10) as answer:
        answer.read()


def documents(program: Program) -> Iterator[tuple[str, str]]:
    """Yield what `explain` and `compare` make of the documents of the corpus, many at a time."""
    folder = program.folder
    corpus = folder / "corpus"
    groups = {
        name: sorted(str(path.relative_to(folder)) for path in (corpus / name).rglob("*.*") if path.suffix not in ABOUT)
        for name in ("text", "series", "families/series", "bad_pages", "documents")
    }
    groups["cases"] = [str(path.relative_to(folder)) for path in _cases(corpus / "cases", folder / "cases")]
    for name, paths in groups.items():
        part = name.split("/", maxsplit=1)[0]
        yield f"documents/explain-{part}.jsonl", program.run(["explain", "--json", *paths])
        told = ""
        for parent in sorted({str(Path(path).parent) for path in paths}):
            versions = [path for path in paths if str(Path(path).parent) == parent]
            told += program.run(["compare", "--json", *versions]) if len(versions) > 1 else ""
        yield f"documents/compare-{part}.jsonl", told


def _cases(source: Path, folder: Path) -> Iterator[Path]:
    """Write the cases into *folder* as documents, a case's versions one after another."""
    folder.mkdir()
    for line in (line for path in sorted(source.glob("*.jsonl")) for line in path.open(encoding="utf-8")):
        case = json.loads(line)
        versions = case.get("versions") or [case[key] for key in ("html", "text", "old", "new") if key in case]
        for number, body in enumerate(versions):
            path = folder / f"{case['id']}.{number}.html"
            whole = body.lstrip().lower().startswith("<!doctype")
            path.write_text(body if whole else FRAME.format(case.get("page_language") or "en", body), encoding="utf-8")
            yield path


def drive(command: Sequence[str], shared: Path, *, month_too: bool) -> Parts:
    """Return all that came of the month, if it is asked for, and of the documents, by part."""
    with tempfile.TemporaryDirectory(prefix="equal-") as made:
        program = Program(command, Path(made).resolve(), _evening(FIRST))
        (program.folder / "clock").mkdir()
        (program.folder / "clock/sitecustomize.py").write_text(CLOCK, encoding="utf-8")
        (program.folder / "corpus").symlink_to(shared / "corpus")
        parts = followed(program, shared) if month_too else {}
        parts |= documents(program)
        slowest = sorted(program.seconds.items(), key=lambda one: -one[1])
        print("seconds: " + ", ".join(f"{verb} {spent:.0f}" for verb, spent in slowest if spent >= 1))
    return parts


def followed(program: Program, shared: Path) -> Parts:
    """Return all that came of the month, by part; end when it proves nothing."""
    today = {datetime.now(UTC).date()}
    parts: Parts = {}
    with replaying(shared) as site:
        parts["month.txt"] = "".join(f"$ {line}\n{told}\n" for line, told in month(program, site))
    for group, lines in ASKED.items():
        for line in lines:
            name = re.sub(rf"^(export|report --since {FIRST}) | --format|--", "", line)
            parts[f"{group}/{name.replace(' ', '-')}.txt"] = program.ask(line)
    parts |= {f"ledger/{name}": text for name, text in ledger(program.folder / "home")}
    parts["home.txt"] = kept(program.folder / "home")
    parts |= reread(program)
    _went_well(parts, today | {datetime.now(UTC).date()})
    return parts


def _went_well(parts: Parts, today: Iterable[date]) -> None:
    """End when the month proves nothing: too little was followed, or a time of the run came through."""
    versions = Counter(
        row["page_id"]
        for row in map(json.loads, parts["ledger/snapshots.jsonl"].strip().split("\n")[1:])
        if row["kind"] == "version"
    )
    if versions["uk"] < 15 or versions["scotland"] < 20 or versions["england"] < 3:
        sys.exit(f"{parts['month.txt'][-2000:]}\ntoo little was followed: {dict(versions)}")
    written = (
        form for day in today for form in (f"{day}", f"-{day:%Y%m%d}T", f"{day.day} {day:%B %Y}", f"{day:%d %b %Y}")
    )
    wrong = re.compile("|".join(["Traceback", r"--- exit status (?![01] )", *written]))
    for name, text in parts.items():
        if found := wrong.search(text):
            around = text[max(0, found.start() - 1000) : found.end() + 1000]
            sys.exit(f"{name}: a command failed, or a time of the run came through, past the stopped clock:\n{around}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--monitor", default=str(REPOSITORY / ".venv/bin/monitor"), metavar="CMD")
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared", metavar="DIR")
    parser.add_argument("--output", type=Path, default=REPOSITORY / "build/equal", metavar="DIR")
    parser.add_argument("--against", type=Path, metavar="DIR", help="an earlier output to compare with")
    parser.add_argument("--series-form", action="store_true", help='read "series": 12 and "series": "s12" as equal')
    parser.add_argument("--documents", action="store_true", help="the documents alone, without the month")
    parser.add_argument("--no-run", action="store_true", help="compare what --output holds already")
    return parser.parse_args()


def main() -> None:
    """Drive the program, print the digests, and say what differs from an earlier run."""
    options = _options()
    shared = options.shared.resolve()
    if not options.no_run and not (shared / "tools/replay.py").exists():
        print(f"nothing was compared: there is no replay server and no corpus in {shared} (--shared DIR names them)")
        return
    before = read(options.against) if options.against else None
    if not options.no_run:
        command = shlex.split(options.monitor)
        command[0] = str(Path(command[0]).absolute()) if "/" in command[0] else command[0]
        write(drive(command, shared, month_too=not options.documents), options.output)
    after = read(options.output)
    print((options.output / SUMS).read_text(encoding="utf-8"), end="")
    print(f"{hashlib.sha256((options.output / SUMS).read_bytes()).hexdigest()}  the whole, {len(after)} parts")
    if before is None:
        return
    found = list(differences(before, after, series_form=options.series_form))
    print("\n".join(found) if found else f"equal to {options.against}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
