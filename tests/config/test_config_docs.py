"""docs/configuration.md, the starter files and the repository's own config/ say what the program does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from monitor.config import Config, WebTable, add, load, read, replace, schema, schema_files, starter
from monitor.config import file_shapes as tables
from monitor.config.credential_fields import AuthTable
from monitor.config.document import Plain
from monitor.config.metrics_fields import MetricsTable
from monitor.config.table import Table

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
SECTIONS: dict[str, tuple[type[Table], set[str]]] = {
    "## pages.yaml": (tables.PagesFile, set()),
    "### defaults": (tables.Defaults, set()),
    "### tags": (tables.Group, set(tables.Shared.written_keys())),
    "### pages": (tables.PageEntry, set(tables.Defaults.written_keys())),
    "#### auth": (AuthTable, set()),
    "## monitor.yaml": (tables.ServiceFile, set()),
    "### limits": (tables.LimitsTable, set()),
    "### report": (tables.ReportTable, set()),
    "### ping": (tables.PingTable, set()),
    "### metrics": (MetricsTable, set()),
    "### web": (WebTable, set()),
    "### timestamp": (tables.TimestampTable, set()),
    "### alerts": (tables.GeneralAlert, set()),
    "### channels": (tables.ChannelEntry, set()),
    "#### mail": (tables.MailTable, set()),
    "## indicators.yaml": (tables.IndicatorsFile, set()),
    "### indicators": (tables.IndicatorEntry, set()),
    "### speakers": (tables.SpeakerEntry, set()),
}

NEEDED: dict[type[Table], dict[str, str]] = {
    tables.PageEntry: {"url": "https://example.org"},
    tables.ChannelEntry: {"name": "log"},
    tables.MailTable: {"to": "a@example.org", "from": "b@example.org", "server": "mail.example.org"},
}


def rows(heading: str) -> dict[str, str]:
    """Return the keys of the table below *heading*, with their defaults."""
    section = re.split(r"^#{2,} ", DOCS.partition(f"\n{heading}\n")[2], maxsplit=1, flags=re.M)[0]
    return {
        match[1]: match[2].strip("` ") for match in re.finditer(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|", section, flags=re.M)
    }


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_is_documented_and_every_documented_key_exists(heading: str) -> None:
    table, elsewhere = SECTIONS[heading]
    assert set(rows(heading)) == set(table.written_keys()) - elsewhere


@pytest.mark.parametrize("heading", SECTIONS)
def test_documented_defaults_are_the_defaults(heading: str, loaded: Callable[..., Config]) -> None:
    table, _ = SECTIONS[heading]
    page = loaded(pages="pages: [{url: 'https://example.org', follow: feed}]").pages[0]
    for key, default in rows(heading).items():
        if default:
            given = table.model_validate({**NEEDED.get(table, {}), key: Plain(default)})
            holder = page if hasattr(page, key) else page.source
            really = getattr(holder, key) if issubclass(table, tables.Defaults) else table.written_keys()[key].default
            assert getattr(given, key) == really, key


EXAMPLES = re.findall(r"^```yaml\n# config/([\w/]+)\.yaml\n(.*?)^```", DOCS, flags=re.M | re.S)


def test_every_example_names_its_file() -> None:
    assert len(EXAMPLES) == DOCS.count("```yaml") > 5


@pytest.mark.parametrize(("file", "text"), EXAMPLES)
def test_every_example_loads(file: str, text: str, loaded: Callable[..., Config], home: Callable[..., Path]) -> None:
    trustme.CA().cert_pem.write_to_path(str(home() / "config" / "authorities.pem"))
    first = {name: next(body for kind, body in EXAMPLES if kind == name) for name in ("pages", "monitor", "indicators")}
    if "[migration]" not in text and file == "pages":
        del first["indicators"]
    names = (
        "INTRANET_TOKEN",
        "PRESS_PASSWORD",
        "PRESS_SESSION",
        "DESK_TOKEN",
        "SLACK_TOKENS",
        "SMTP_PASSWORD",
        "WEBHOOK_SECRET",
    )
    environ = dict.fromkeys(names, "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0")
    assert loaded(environ, **{**first, file: text}).pages


def test_a_new_home_loads_and_takes_its_first_page(tmp_path: Path) -> None:
    for name, text in starter().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert load(tmp_path, {}).pages == ()
    pages = tmp_path / "config" / "pages.yaml"
    replace(pages, add(read(pages), {"id": "a", "url": "https://example.org/"}), was=read(pages))
    assert [page.id for page in load(tmp_path, {}).pages] == ["a"]


@pytest.mark.parametrize("name", ["pages", "indicators"])
def test_the_starters_examples_load_when_their_marks_are_taken_away(name: str, loaded: Callable[..., Config]) -> None:
    text = starter()[f"config/{name}.yaml"]
    key, _, example = text.partition("#\n#  - id:")
    key = key.replace(f"{name}: []", "").replace("allow_empty: true", "")
    taken = f"{key}\n{name}:\n" + "".join(line[1:] for line in f"#  - id:{example}".splitlines(keepends=True))
    pages = "pages: [{url: 'https://example.org', tags: [calais]}]\n"
    config = loaded(**{"pages": pages, name: taken})
    assert config.pages if name == "pages" else config.indicators


def test_the_starters_channels_load_when_their_marks_are_taken_away(loaded: Callable[..., Config]) -> None:
    example = starter()["config/monitor.yaml"].partition("# channels:\n")[2]
    taken = "channels:\n" + "".join(line[1:] for line in example.splitlines(keepends=True))
    environ = {"SMTP_PASSWORD": "a", "TOPIC": "b", "DESK_TOKEN": "c"}
    channels = loaded(environ, pages="pages: [{url: 'https://example.org'}]", monitor=taken).channels
    assert {channel.kind for channel in channels} == {"mail", "url", "webhook", "file"}


def test_the_repository_is_a_home() -> None:
    config = load(ROOT, {})
    assert len(config.pages) >= 5
    assert {page.language for page in config.pages} >= {None, "fr"}
    assert len(config.indicators) >= 1
    own = ROOT / "config"
    assert (own / "monitor.yaml").read_text(encoding="utf-8") == starter()["config/monitor.yaml"]


@pytest.mark.parametrize("name", ["pages", "monitor", "indicators"])
def test_every_file_names_a_schema_that_is_there_and_current(name: str) -> None:
    for text in ((ROOT / "config" / f"{name}.yaml").read_text(encoding="utf-8"), starter()[f"config/{name}.yaml"]):
        assert text.startswith(f"# yaml-language-server: $schema=schema/{name}.json\n")
    written = (ROOT / "config" / "schema" / f"{name}.json").read_text(encoding="utf-8")
    assert written == schema_files()[f"config/schema/{name}.json"]
    assert json.loads(written) == schema()[f"{name}.json"]


def test_the_schema_explains_every_key() -> None:
    for body in schema().values():
        for table in (body, *body.get("$defs", {}).values()):
            for value in table["properties"].values():
                named = body["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else value
                assert value.get("description") or named["description"]
