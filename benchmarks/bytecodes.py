"""How many bytecodes reading and comparing take, and in which functions: a figure that a busy machine leaves as it is.

    python benchmarks/bytecodes.py [--pages 20] [--corpus DIR] [--top 30] [--against TREE ...]

Counted are the prose of `benchmarks/figures.py`, and pages as they are: those of tests/support/real_pages.py, or with
--corpus of its replayed histories. Each page is read as a worker reads it, first and then its next version, which is
compared with the first; a page that is not counted comes before them. What C does (lxml, patterns, sorting) is not
counted: so --against, the folder of another state of the program, is counted, too, and both are run in turns for their
CPU time, of which the least of several runs is compared. Counts are those of one version of Python.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import figures as prose  # type: ignore[import-not-found, unused-ignore]  # benchmarks/figures.py
from real_pages import Made, Replayed

from monitor import compare, extract, figures
from monitor.examine import compare_readings
from monitor.model import Baseline, Reading, Text
from monitor.model.baseline_codec import decode, encode

HERE = Path(__file__).resolve()
LINES = 200
RUNS = 5
STRIDE = 5  # between pages that are counted: the captures of a history follow one another, and few are to tell of all
HTML = "text/html; charset=utf-8"
Pages = Callable[[int, int], bytes]
if TYPE_CHECKING:
    from _typeshed import TraceFunction


@dataclass
class Count:
    """What was counted while work was done."""

    own: Counter[CodeType] = field(default_factory=Counter)  #: bytecodes
    calls: Counter[CodeType] = field(default_factory=Counter)  #: a generator counts each time that it goes on

    def seen(self, frame: FrameType, event: str, _: object) -> TraceFunction:
        """Note what *frame* does: what `sys.settrace` calls."""
        if event == "opcode":
            self.own[frame.f_code] += 1
        elif event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            self.calls[frame.f_code] += 1
        return self.seen

    @contextmanager
    def on(self) -> Iterator[None]:
        """Count while the context lasts."""
        sys.settrace(self.seen)
        try:
            yield
        finally:
            sys.settrace(None)

    def functions(self) -> list[tuple[str, int, int]]:
        """Return the name, bytecodes and calls of each function, the dearest first."""
        return [(named(code), count, self.calls[code]) for code, count in self.own.most_common()]


def named(code: CodeType) -> str:
    """Return where *code* stands, as short as it can be said: ``figures/numbers/lexer.py:21 cut``."""
    _, found, short = code.co_filename.rpartition("/monitor/")
    return f"{short if found else Path(code.co_filename).name}:{code.co_firstlineno} {code.co_qualname}"


Step = tuple[str, Callable[[], object]]
"""What is done, under which name it is counted."""


def stages(pages: Pages, numbers: Sequence[int]) -> Iterator[Step]:
    """Yield what is done to each of the pages, first and then in its next version: one after another, to be called."""
    for number in numbers:
        kept: bytes | None = None
        for version, phase in enumerate(("first", "changed")):
            one = _Page(pages(number, version), kept)
            yield f"{phase}: extract", one.extract
            yield f"{phase}: figures", one.find
            yield f"{phase}: compare", one.compare
            kept = one.baseline


class _Page:
    """A version of a page on its way through the stages."""

    def __init__(self, body: bytes, kept: bytes | None) -> None:
        self.body, self.kept, self.baseline = body, kept, b""
        self._before: Baseline | None = None
        self._text: Text | None = None
        self._reading: Reading | None = None

    def extract(self) -> None:
        self._text = extract.read(self.body, content_type=HTML)

    def find(self) -> None:
        assert self._text is not None
        before = self._before = decode(self.kept) if self.kept is not None else None
        earlier = None
        if before is not None:
            stood = tuple(one.figure for one in before.tracked if not one.absent)
            earlier = Reading(text=before.text, figures=stood, dropped=before.dropped, engine="")
        found, dropped = figures.find(self._text, earlier=earlier)
        self._reading = Reading(text=self._text, figures=found, dropped=dropped, engine="")

    def compare(self) -> None:
        assert self._reading is not None
        comparison = compare_readings(self._before, self._reading)
        compare.headings(self._reading)
        self.baseline = encode(comparison.baseline)


def work(options: argparse.Namespace) -> Iterator[Step]:
    """Yield what is counted: the prose, then the pages; all of it once uncounted, under no name."""
    for language in prose.LINES:
        text = prose.text(prose.lines(LINES, language), language)
        yield "", lambda text=text: figures.find(text)  # type: ignore[misc]
        yield f"prose, {language}, {LINES} lines", lambda text=text: figures.find(text)  # type: ignore[misc]
    pages: Pages = Replayed(options.corpus.resolve()) if options.corpus else Made()
    for _, done in stages(pages, [options.pages * STRIDE]):
        yield "", done
    yield from stages(pages, range(0, options.pages * STRIDE, STRIDE))


def counted(options: argparse.Namespace) -> dict[str, list[tuple[str, int, int]]]:
    """Return for each part of the work what its functions took."""
    counts: dict[str, Count] = {}
    for name, done in work(options):
        if not name:
            done()
            continue
        with counts.setdefault(name, Count()).on():
            done()
    return {name: count.functions() for name, count in counts.items()}


def timed(options: argparse.Namespace) -> dict[str, float]:
    """Return for each part of the work the CPU seconds that it took."""
    spent: Counter[str] = Counter()
    for name, done in work(options):
        began = time.process_time()
        done()
        spent[name] += time.process_time() - began  # type: ignore[assignment]
    return {name: seconds for name, seconds in spent.items() if name}


def asked(tree: Path, what: str) -> dict[str, object]:
    """Return what this program says when the `monitor` of *tree* is the one that it measures."""
    command = [sys.executable, str(HERE), *sys.argv[1:], "--print", what]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONHASHSEED": "0"}
    told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout
    return json.loads(told)  # type: ignore[no-any-return]


def print_table(trees: Sequence[Path], options: argparse.Namespace) -> None:
    """Print what each part takes in each tree, then the dearest functions of the first of them."""
    print("bytecodes", *trees, sep="\n  ")
    counts = [asked(tree, "counts") for tree in trees]
    for name in counts[0]:
        sums = [sum(own for _, own, _ in told[name]) for told in counts]  # type: ignore[attr-defined]
        print(f"{name:<32}" + "".join(f"{total:>14,}" for total in sums) + _ratios(sums))
    if len(trees) > 1:
        print(f"\nCPU seconds, the least of {RUNS} runs in turns")
        runs = [[asked(tree, "times") for tree in trees] for _ in range(RUNS)]
        for name in counts[0]:
            least = [min(run[number][name] for run in runs) for number in range(len(trees))]  # type: ignore[type-var]
            print(f"{name:<32}" + "".join(f"{spent:>14.3f}" for spent in least) + _ratios(least))  # type: ignore[arg-type]
    for name, functions in _groups(counts[0]).items():
        print(f"\n{name}: where\n{'own':>12}{'share':>8}{'calls':>10}")
        total = sum(own for own, _ in functions.values())
        for function, (own, calls) in sorted(functions.items(), key=lambda one: -one[1][0])[: options.top]:
            print(f"{own:>12,}{own / total:>8.1%}{calls:>10,}  {function}")


def _groups(counts: dict[str, object]) -> dict[str, dict[str, tuple[int, int]]]:
    """Return the functions of the prose, and those of each stage of the pages."""
    groups: dict[str, dict[str, tuple[int, int]]] = {}
    for name, functions in counts.items():
        group = groups.setdefault("prose" if name.startswith("prose") else name, {})
        for function, own, calls in functions:  # type: ignore[attr-defined]
            before = group.get(function, (0, 0))
            group[function] = (before[0] + own, before[1] + calls)
    return groups


def _ratios(numbers: Sequence[float]) -> str:
    return "".join(f"  {numbers[0] / other:.3f}" for other in numbers[1:])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="its replayed histories instead of pages of our own")
    parser.add_argument("--top", type=int, default=30, help="how many functions are named of each part")
    parser.add_argument("--against", type=Path, action="append", default=[], metavar="TREE")
    parser.add_argument("--print", choices=("counts", "times"), help="as JSON, of the program that is imported")
    return parser.parse_args()


def main() -> None:
    """Print the tables; or one tree's share of them, as the process that is asked for it."""
    options = _options()
    if options.print:
        print(json.dumps(counted(options) if options.print == "counts" else timed(options)))
    else:
        print_table([HERE.parents[1], *(tree.resolve() for tree in options.against)], options)


if __name__ == "__main__":
    main()
