"""How well a monitor reads and compares the project's own gold (tests/gold/README.md), through its command line alone.

    python benchmarks/gold.py [en fr de es]        the open halves, each language by itself and all together
    python benchmarks/gold.py --sealed             the sealed halves: says so, after the seals were verified
    python benchmarks/gold.py --plain              short sentences of the commonest kinds
    python benchmarks/gold.py --list WHAT          each failing case with what was expected and what came
    python benchmarks/gold.py --rewrites           facts said otherwise: what is told falsely, what is told aright
                                                   (--sealed: those that nobody looks at)
    python benchmarks/gold.py --agreement          how far a second hand agrees with the first
    options: --json     --monitor "COMMAND" (default: the repository's .venv/bin/monitor)

Shares of fields are of the figures that were found. A label is clean when the annotators accepted it as it stands (but
for case and article), clumsy when it holds a head of theirs, wrong otherwise. "Alike" are the program's figures that
another figure of the document shares label, unit, role and time with, but not the value. Exit status 0 whatever the
score is: it measures, it does not judge.
"""

from __future__ import annotations

import argparse
import json
import shlex
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import gold_agreement
import gold_rewrites
from gold_documents import LANGUAGES, GoldError, document, explain, lines
from gold_scoring import Finding, judge

MONITOR = Path(__file__).parent.parent / ".venv" / "bin" / "monitor"
#: name of --list: part, verdicts that are listed
LISTS = {
    "missed": ("found", ("missed",)),
    "false": ("false", ("refused", "other")),
    "values": ("value", ("wrong",)),
    "labels": ("label", ("clumsy", "wrong")),
    "wrong-labels": ("label", ("wrong",)),
    "speakers": ("speaker inherited nobody", ("wrong", "none")),
    "roles": ("role", ("wrong",)),
    "quantifiers": ("quantifier", ("wrong",)),
    "units": ("unit", ("wrong",)),
    "directions": ("direction", ("wrong",)),
    "alike": ("alike", ("wrong",)),
}
#: row of the table: part, verdicts that are counted of all verdicts of that part
ROWS = {
    "recall": ("found", ("right",)),
    "precision": ("false", ("right",)),
    "false, of refused numbers": ("false", ("refused",)),
    "false, of others": ("false", ("other",)),
    "values right": ("value", ("right",)),
    "units right": ("unit", ("right",)),
    "quantifiers right": ("quantifier", ("right",)),
    "roles right": ("role", ("right",)),
    "directions right": ("direction", ("right",)),
    "labels clean": ("label", ("clean",)),
    "labels clumsy": ("label", ("clumsy",)),
    "labels wrong": ("label", ("wrong",)),
    "speakers right": ("speaker", ("right",)),
    "speakers mistaken": ("speaker", ("wrong",)),
    "speakers inherited right": ("inherited", ("right",)),
    "speakers inherited mistaken": ("inherited", ("wrong",)),
    "speaker given to nobody's": ("nobody", ("wrong",)),
    "figures alike": ("alike", ("wrong",)),
}

Tally = Counter[tuple[str, str]]


def score(monitor: Sequence[str], language: str, *, sealed: bool, folder: str = "open") -> list[Finding]:
    """Return every judgement on one half of one *language*."""
    documents = [document(line) for line in lines(language, sealed=sealed, folder=folder)]
    answers = explain(monitor, documents)
    return [finding for one, answer in zip(documents, answers, strict=True) for finding in judge(one, answer)]


def counted(tally: Tally, row: str) -> tuple[int, int]:
    """Return how many of how many the *row* of the table is about."""
    part, verdicts = ROWS[row]
    whole = sum(count for (name, _), count in tally.items() if name == part)
    return sum(tally[part, verdict] for verdict in verdicts), whole


def show(tallies: Mapping[str, Tally]) -> None:
    """Print the table: a column a language."""
    print(f"{'':28}" + "".join(f"{name:>17}" for name in tallies))
    for row in ROWS:
        cells = [counted(tally, row) for tally in tallies.values()]
        print(f"{row:28}" + "".join(f"{100 * n / max(1, of):7.1f} %{f'{n}/{of}':>8}" for n, of in cells))


def show_failures(findings: Iterable[Finding], name: str) -> None:
    """Print each of *findings* that ``--list`` *name* asks for."""
    parts, verdicts = LISTS[name]
    for finding in findings:
        if finding.part in parts.split() and finding.verdict in verdicts:
            print(f"{finding.document}  {finding.verdict}  {finding.sentence}")
            print(f"      expected {finding.expected}")
            print(f"      got      {finding.got or 'nothing'}")


def read(arguments: argparse.Namespace) -> None:
    """Score how the gold is read, and print it."""
    tallies: dict[str, Tally] = {}
    for language in arguments.languages:
        folder = "plain" if arguments.plain else "open"
        findings = score(arguments.monitor, language, sealed=arguments.sealed, folder=folder)
        tallies[language] = Counter((finding.part, finding.verdict) for finding in findings)
        if arguments.list:
            show_failures(findings, arguments.list)
    if len(tallies) > 1:
        tallies["all"] = sum(tallies.values(), Counter())
    if arguments.json:
        table = {name: {row: counted(tally, row) for row in ROWS} for name, tally in tallies.items()}
        print(json.dumps(table))
    else:
        show(tallies)


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("languages", nargs="*", metavar="LANGUAGE", help="en, fr, de, es (default: all)")
    asked.add_argument("--monitor", type=shlex.split, default=[str(MONITOR)], help="the command to try")
    asked.add_argument(
        "--plain", action="store_true", help="short sentences of the commonest kinds, by the rules' hand"
    )
    asked.add_argument("--sealed", action="store_true", help="the halves that nobody looks at")
    asked.add_argument("--list", nargs="?", const="all", metavar="WHAT", help=", ".join(LISTS))
    asked.add_argument("--json", action="store_true", help="counts as one JSON object")
    what = asked.add_mutually_exclusive_group()
    what.add_argument(
        "--rewrites", action="store_true", help="compare facts with their rewrites (--list: each failure)"
    )
    what.add_argument("--agreement", action="store_true", help="compare two annotations of the same documents")
    return asked


def main() -> None:
    """Measure what was asked for."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `--list labels | head`
    asked = parser()
    arguments = asked.parse_args()
    if arguments.list in LANGUAGES:  # `--rewrites --list en`
        arguments.languages, arguments.list = [*arguments.languages, arguments.list], "all"
    arguments.languages = arguments.languages or list(LANGUAGES)
    unknown = [language for language in arguments.languages if language not in LANGUAGES]
    if unknown:
        asked.error(f"no gold in {', '.join(unknown)}; there is {', '.join(LANGUAGES)}")
    reading = not arguments.rewrites and not arguments.agreement
    if reading and arguments.list not in (None, *LISTS):
        asked.error(f"--list takes one of {', '.join(LISTS)}")
    try:
        if arguments.rewrites:
            gold_rewrites.measure(arguments)
        elif arguments.agreement:
            gold_agreement.measure(arguments)
        else:
            read(arguments)
    except GoldError as error:
        sys.exit(f"gold: {error}")


if __name__ == "__main__":
    main()
