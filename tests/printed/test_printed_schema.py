"""Every command that prints data prints it as JSON too, in a shape of docs/schema/printed-1.json."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from printed_shapes import PRINTED, VERSION, read, schema
from printed_world import CONFIG, FOUND, LABELLED, PAGES, everything_reported, lived_in

from monitor.cli import COMMANDS, main
from monitor.cli.check_lines import as_object
from monitor.cli.discovering import as_line
from monitor.discover import Discovery, proposed
from monitor.model.sources import Offer
from monitor.report import RENDERERS, json_forms
from monitor.store import Store, chain

Ask = Callable[[str], tuple[int, list[str]]]
DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = DOCS / "schema" / f"printed-{VERSION}.json"
WHOLE = frozenset({"report", "diff", "config schema"})  # they print one object, over several lines


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lived_in(tmp_path_factory.mktemp("printed"))


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a function that runs a command, and returns its status and the JSON objects that it printed."""
    monkeypatch.chdir(home)

    def run(words: str) -> tuple[int, list[str]]:
        status: object = 0
        try:
            main(["--home", str(home), *words.split()])
        except SystemExit as ended:
            status = ended.code
        shown = capsys.readouterr().out
        return int(str(status or 0)), [shown] if words.split(maxsplit=1)[0] in WHOLE else shown.splitlines()

    return run


ASKED = [  # the command, how it is asked, and the least objects that it prints
    ("status", "status --json", 2),
    ("list", "list --json", 2),
    ("report", "report --since 2026-01-01 --all --format json", 1),
    ("diff", "diff uk --format json", 1),
    ("figures", "figures --json", 3),
    ("history", "history uk --json", 3),
    ("review list", "review list --standing any --json", 2),
    ("review log", "review log --json", 4),
    ("review confirm", f"review confirm c{FOUND} --json", 1),
    ("review dismiss", f"review dismiss c{FOUND} --reason twice --json", 1),
    ("review reopen", f"review reopen c{FOUND + 1} --json", 1),
    ("review note", f"review note c{FOUND} --text Why? --json", 1),
    ("review label", f"review label c{FOUND} --label late --json", 1),
    ("review not-a-figure", f"review not-a-figure c{FOUND} --json", 1),
    ("review undo", f"review undo {LABELLED} --json", 1),
    ("series list", "series list --json", 2),
    ("indicators", "indicators --json", 1),
    ("explain", "explain old.txt new.txt --json", 2),
    ("compare", "compare old.txt new.txt --json", 1),
    ("export figures", "export figures --format jsonl", 3),
    ("export history", "export history --format jsonl", 3),
    ("export changes", "export changes --format jsonl", 3),
    ("export indicators", "export indicators --format jsonl", 3),
    ("export corrections", "export corrections --format jsonl", 2),
    ("export snapshots", "export snapshots --format jsonl", 6),
    ("notify list", "notify list --json", 3),
    ("verify", "verify --json", 1),
    ("doctor", "doctor --json", 12),
    ("evidence", "evidence c1 --json", 1),
    ("web link", "web link --read-only --json", 1),
    ("web people", "web people --json", 1),
    ("verify", f"verify --json --seal {chain.seal([])}", 1),
    ("prune", "prune fr --json --dry-run", 1),
    ("languages", "languages --json", 3),
    ("config check", "config check --json", 1),
    ("config explain", "config explain uk --all --json", 1),
]
BY_ITSELF = {"check", "discover", "indicators suggest"}  # tested below


@pytest.mark.parametrize(("command", "words", "least"), ASKED, ids=[row[0] for row in ASKED])
def test_what_a_command_prints_has_its_shape(ask: Ask, command: str, words: str, least: int) -> None:
    _, printed = ask(words)
    assert len(printed) >= least
    assert [read(command, one).version for one in printed] == [VERSION] * len(printed)


def test_what_a_check_prints_has_its_shape(home: Path) -> None:
    with Store.open(home) as store:
        traces = [store.trace(name) for name in ("uk", "fr")]
    printed = [json_forms.line(as_object(trace)) for trace in traces if trace is not None]
    assert [bool(json.loads(one)["changes"]) for one in printed] == [False, True]
    assert [read("check", one).version for one in printed] == [VERSION] * 2


def test_what_is_suggested_and_what_is_wrong_have_their_shapes(ask: Ask, home: Path) -> None:
    indicators = home / "config" / "indicators.yaml"
    try:
        indicators.write_text("indicators: []\n")
        suggested = ask("indicators suggest --json")[1]
        indicators.write_text("indicatrs: []\nindicators: [{words: 3}]\n")
        status, (wrong,) = ask("config check --json")
    finally:
        indicators.write_text(CONFIG["indicators"])
    assert [read("indicators suggest", one).model_dump()["near"] for one in suggested] == [["guard"], ["camp"]]
    assert (status, len(read("config check", wrong).model_dump()["problems"])) == (3, 2)


def test_what_a_page_offers_has_its_shape() -> None:
    offers = [
        Offer(kind="changes", url="https://a.example/1"),
        Offer(kind="listing", url="https://a.example/", entries=8),
    ]
    found = Discovery(url="https://a.example/", offers=tuple(offers))
    printed = as_line(PAGES[0], found, proposed(offers, PAGES[0], PAGES))
    assert read("discover", printed).version == VERSION


def test_a_report_of_everything_has_its_shape() -> None:
    read("report", RENDERERS["json"](everything_reported()))


def test_the_schema_is_that_of_the_shapes(request: pytest.FixtureRequest) -> None:
    written = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--rewrite-golden"):
        SCHEMA.parent.mkdir(exist_ok=True)
        SCHEMA.write_text(written)
    assert written == SCHEMA.read_text(), "if rightly so: pytest tests/printed --rewrite-golden"


def _commands(found: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command at or below *found*, by its name."""
    yield name, found
    for child, command in found.commands.items() if isinstance(found, click.Group) else ():
        yield from _commands(command, f"{name} {child}")


def test_every_command_that_prints_json_has_a_shape() -> None:
    printing = set()
    for verb, place in COMMANDS.items():
        module, _, attribute = place.partition(":")
        for name, command in _commands(getattr(importlib.import_module(module), attribute), verb):
            options = {option for one in command.params for option in one.opts}
            printing |= {name} if options & {"--json", "--format"} else set()
    known = {name for name in PRINTED if name != "indicators suggest" and not name.startswith("export ")}
    assert printing - {"export"} == known
    assert {row[0] for row in ASKED} | BY_ITSELF == set(PRINTED)
    documented = (DOCS / "reports.md").read_text()
    assert [name for name in PRINTED if f"`{name}`" not in documented] == []
