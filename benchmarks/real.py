"""What pages as they are cost: first, 304, unchanged 200, changed; and what they cost others in the same run.

    python benchmarks/real.py [--pages 200] [--corpus DIR] [--peers DIR] [--monitor NAME=COMMAND ...] [--runs 1]

The pages are those of tests/support/real_pages.py, or with --corpus those of its replayed histories; every page is
unique. `monitor check` is run on a home as a user has it, and beside it the programs that are found in --peers (`make
bench-real PEERS=1` installs them). --monitor measures another state of the program, too: NAME=COMMAND. Figures are the
CPU time of all processes of a program by page (the serving side apart), what it is to this program's, and the peak of
its memory. The slow ones are measured over 200 pages at most.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cycle import HOSTS, Pages, Site, site
from real_tools import Spent, Tool, ours, peers

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from real_pages import CHANGES, Made, Replayed

FEW = 200  # pages that slow programs are measured over
MOST = 0.95  # of the pages of a phase are to be what it is named after: a later capture may be doubted, or say the same
MAIN = "monitor"
PHASES = (  # name, whether the server knows validators, version of the pages, what `monitor check` says of each
    ("first", True, 0, "first"),
    ("304", True, 0, "not_modified"),
    ("unchanged", False, 0, "unchanged"),
    ("changed", False, 1, "changed"),
)


@dataclass
class Row:
    """What a program needed."""

    name: str
    pages: int
    milliseconds: dict[str, float] = field(default_factory=dict)  #: CPU a page, by phase
    peak: int = 0  #: bytes
    asked: dict[str, Counter[int]] = field(default_factory=dict)  #: what the server answered, by phase


def measured(tools: Sequence[Tool], pages: int, made: Pages) -> list[Row]:
    """Return what each program needed for *pages* pages, phase by phase, one program after another in each."""
    rows = [Row(tool.name, min(pages, FEW) if tool.slow else pages) for tool in tools]
    with site(made) as served, begun(tools, rows, served):
        for phase, validators, version, outcome in PHASES:
            for tool, row in zip(tools, rows, strict=True):
                served.steer(validators=validators, version=version)
                spent = tool.cycle()
                row.asked[phase] = served.steer(validators=validators, version=version)
                _hold(row, phase, outcome, spent)
                row.milliseconds[phase] = 1_000 * spent.cpu / row.pages
                row.peak = max(row.peak, spent.peak)
    return rows


@contextmanager
def begun(tools: Sequence[Tool], rows: Sequence[Row], served: Site) -> Iterator[None]:
    """Set every program up, in a folder of its own; end them afterwards."""
    with tempfile.TemporaryDirectory(prefix="real-") as made:
        try:
            for number, (tool, row) in enumerate(zip(tools, rows, strict=True)):
                folder = Path(made) / str(number)
                folder.mkdir()
                tool.begin(folder, urls(row.pages, served.ports["http"]))
            yield
        finally:
            for tool in tools:
                tool.end()


def urls(count: int, port: int) -> list[str]:
    """Return the addresses of *count* pages, on `HOSTS` hosts of this machine."""
    return [f"http://127.0.0.{1 + number % HOSTS}:{port}/{number}" for number in range(count)]


def _hold(row: Row, phase: str, outcome: str, spent: Spent) -> None:
    """End when a program did not do what it is measured for."""
    if sum(row.asked[phase].values()) < row.pages:
        sys.exit(f"{row.name}, {phase}: asked for {row.asked[phase]} of {row.pages} pages")
    if row.name.startswith(MAIN):
        found = Counter(json.loads(line)["outcome"] for line in spent.told.splitlines())
        right = found.total() == row.pages and found[outcome] >= MOST * row.pages
    else:  # reports list what changed, and print its diff, under the same word
        said = spent.told.count(b"CHANGED: ")
        found = Counter({"CHANGED": said, "ERROR": spent.told.count(b"ERROR: ")})
        right = not found["ERROR"] and (said >= MOST * row.pages if outcome == "changed" else not said)
    if not right:
        sys.exit(f"{row.name}, {phase}: wanted {row.pages} x {outcome}, got {dict(found)}")


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table: what each program needed, and what this one needed of that."""
    first = rows[0]
    yield (
        f"{'CPU ms a page (ours / theirs)':<40}{'pages':>6}"
        + "".join(f"{phase[0]:>18}" for phase in PHASES)
        + "   peak"
    )
    for row in rows:
        cells = "".join(f"{_cell(first, row, phase[0]):>18}" for phase in PHASES)
        yield f"{row.name:<40}{row.pages:>6}{cells}{row.peak / 2**20:5.0f} MiB"


def _cell(first: Row, row: Row, phase: str) -> str:
    spent = row.milliseconds[phase]
    ratio = "" if row is first else f" ({first.milliseconds[phase] / spent:.2f})"
    return f"{spent:.1f}{ratio}"


def _named(words: str) -> tuple[str, str]:
    name, _, command = words.partition("=")
    if not name or not command:
        raise argparse.ArgumentTypeError("NAME=COMMAND is wanted")
    return f"{MAIN} {name}", command


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=FEW)
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="its replayed histories instead of pages of our own")
    parser.add_argument(
        "--peers", type=Path, metavar="DIR", help="where other programs are installed, each in DIR/NAME"
    )
    parser.add_argument("--monitor", type=_named, action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--runs", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Print a table for each run."""
    options = _options()
    made: Pages = Replayed(options.corpus.resolve()) if options.corpus else Made()
    sizes = [len(made(number, 0)) for number in range(options.pages)]
    changes = "" if options.corpus else f", {CHANGES} changes a page"
    print(f"{options.pages} pages of {sum(sizes) / len(sizes) / 1000:.0f} kB{changes}", flush=True)
    for _ in range(options.runs):
        tools: list[Tool] = [ours(MAIN), *(ours(*other) for other in options.monitor)]
        tools += peers(options.peers.absolute()) if options.peers else []
        print(*table(measured(tools, options.pages, made)), "", sep="\n", flush=True)


if __name__ == "__main__":
    main()
