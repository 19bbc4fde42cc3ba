"""What a configuration comes to: defaults, overrides, secrets, warnings, the digest."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import ruamel.yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor import __version__
from monitor.config import Config, load, paths
from monitor.config.file_shapes import LimitsTable
from monitor.errors import ConfigError
from monitor.model import Alert, Direction, Indicator, Limits, Page
from monitor.model.cluster_address import ClusterAddress

Load = Callable[..., Config]
ONE = "pages: [{url: 'https://example.org/a'}]\n"


def test_the_shortest_configuration_has_every_default(loaded: Load) -> None:
    config = loaded(pages=ONE)
    assert config.pages == (Page(id="a", url="https://example.org/a"),)
    assert config.limits == Limits()
    assert config.alerts == (Alert(),)
    assert (config.confirmations, config.fetch_threads, config.workers) == (3, 64, None)
    assert config.time_zone.key == "UTC"


def test_a_page_says_all_that_it_can(loaded: Load) -> None:
    config = loaded(
        {"TOKEN": "s3cret"},
        pages="""
pages:
  - id: a
    url: HTTPS://Example.org/x#y
    every: 90m
    tags: [one, two, one]
    select: main article
    ignore: .ad
    must_contain: 2020
    only: [deaths, tests, deaths]
    language: FR-ca
    speaker: no
    allow_private: true
    ignore_robots: True
    conditional: false
    headers: {Authorization: "Bearer ${TOKEN}", X: y}
    enabled: false
    note: yes
    was: b
    alerts:
      - {min_relative: 5 %, min_absolute: 3, direction: up, kinds: changed, against: told, crossing: -1.5}
""",
    )
    assert config.pages == (
        Page(
            id="a", url="HTTPS://Example.org/x#y", every=timedelta(minutes=90), tags=("one", "two"),
            select="main article", ignore=(".ad",), must_contain="2020", only=("deaths", "tests"),
            language="fr", speaker="no", allow_private=True, ignore_robots=True,
            conditional=False, headers=(("Authorization", "Bearer s3cret"), ("X", "y")), enabled=False, note="yes",
            secrets=("s3cret",), was="b", alerts=(
                Alert(name="a rule 1", min_relative=Decimal("0.05"), min_absolute=Decimal(3), direction=Direction.UP,
                      kinds=("CHANGED",), against="told", crossing=Decimal("-1.5")),
            ),
        ),
    )  # fmt: skip
    assert pickle.loads(pickle.dumps(config.pages)) == config.pages


def test_a_page_goes_before_the_defaults(loaded: Load) -> None:
    text = """
pages:
  - {id: a, url: 'https://example.org/a'}
  - {id: b, url: 'https://example.org/b', every: 1d, tags: [], enabled: true, language: }
defaults: {every: 1h, tags: x, enabled: false, language: fr}
"""
    first, second = loaded(pages=text).pages
    assert (first.every, first.tags, first.enabled, first.language) == (timedelta(hours=1), ("x",), False, "fr")
    assert (second.every, second.tags, second.enabled, second.language) == (timedelta(days=1), (), True, "fr")


def test_settings_alerts_and_indicators(loaded: Load) -> None:
    config = loaded(
        pages=ONE,
        monitor="""
contact: me@example.org
time_zone: Europe/Paris
workers: 2
fetch_threads: 3
confirmations: 5
limits: {total: 500ms, host_gap: 0s, wire_bytes: 4096, decoded_bytes: 1 GiB, redirects: 0}
report: {since: 1d, format: HTML}
alerts: [{pages: a, indicators: camp}, {name: rest}]
""",
        indicators="indicators: [{id: camp, words: [people], near: camp, pages: a, unit: '%'}]",
    )
    assert config.user_agent == f"policy-monitor/{__version__} (+me@example.org)"
    assert (config.time_zone.key, config.workers, config.fetch_threads, config.confirmations) == (
        "Europe/Paris",
        2,
        3,
        5,
    )
    assert config.limits == Limits(
        total=timedelta(seconds=0.5), host_gap=timedelta(0), wire_bytes=4096, decoded_bytes=2**30, redirects=0
    )
    assert (config.report.since, config.report.format) == (timedelta(days=1), "html")
    assert config.alerts == (Alert(name="rule 1", pages=("a",), indicators=("camp",)), Alert(name="rest"))
    assert config.indicators == (
        Indicator(id="camp", name="camp", words=("people",), near=("camp",), pages=("a",), unit="%"),
    )
    assert config.warnings == ()


@pytest.mark.parametrize(
    ("settings", "agent", "warned"),
    [
        ("", f"policy-monitor/{__version__} (no contact set)", True),
        ("contact: https://example.org/bot", f"policy-monitor/{__version__} (+https://example.org/bot)", False),
        ("user_agent: newsroom-bot/2 (bot@example.org)", "newsroom-bot/2 (bot@example.org)", False),
        ("user_agent: newsroom-bot/2\ncontact: bot@example.org", "newsroom-bot/2 (+bot@example.org)", False),
    ],
)
def test_the_user_agent_says_how_to_reach_you(loaded: Load, settings: str, agent: str, warned: bool) -> None:
    config = loaded(pages=ONE, monitor=settings)
    assert config.user_agent == agent
    assert config.warnings == ()
    assert (config.missing_contact is not None) == warned


def test_no_secret_shows(loaded: Load) -> None:
    text = "pages: [{url: 'https://example.org', headers: {Authorization: '${TOKEN}'}}]\n"
    config = loaded({"TOKEN": "c4nary"}, pages=text)
    assert config.pages[0].headers == (("Authorization", "c4nary"),)
    assert config.secrets == ("c4nary",)
    assert "c4nary" not in repr(config)
    assert config.digest == loaded({"TOKEN": "other"}, pages=text).digest


PARTS = [
    # settings of a page, what is warned of in which line
    (
        "url: https://example.org/a.pdf\n    select: '#main'",
        ["3: `select`: does nothing here: a PDF is read as a whole"],
    ),
    ("url: https://example.org/a.PDF?v=2\n    ignore: ['.menu']", ["3: `ignore`: does nothing here: a PDF"]),
    ("url: https://example.org/a.xlsx\n    ignore: .menu\n    select: table", ["4: `select`", "3: `ignore`"]),
    ("url: https://example.org/a.csv\n    select: //table", ["file of separated values is read as a whole"]),
    ("url: https://example.org/a.txt\n    select: main", ["plain text is read as a whole"]),
    ("url: https://example.org/a.pdf", []),
    ("url: https://example.org/a.pdf\n    select: null", []),
    ("url: https://example.org/a.docx\n    select: table", []),
    ("url: https://example.org/a.json\n    select: $.deaths", []),
    ("url: https://example.org/pdf\n    select: main", []),
]


@pytest.mark.parametrize(("settings", "warned"), PARTS)
def test_a_part_of_what_is_read_as_a_whole_is_warned_of(loaded: Load, settings: str, warned: list[str]) -> None:
    warnings = [str(one) for one in loaded(pages=f"pages:\n  - {settings}\n").warnings]
    assert len(warnings) == len(warned)
    assert all(words in warning for words, warning in zip(warned, warnings, strict=True)), warnings


@pytest.mark.parametrize(("mode", "warned"), [(0o644, True), (0o640, True), (0o600, False)])
def test_a_secret_in_a_file_that_others_read_is_warned_of(home: Callable[..., Path], mode: int, warned: bool) -> None:
    place = home(pages="pages:\n  - url: https://example.org\n    headers: {X-Api-Key: abc, X-Other: def}\n")
    (place / "config" / "pages.yaml").chmod(mode)
    warnings = [str(warning) for warning in load(place, {}).warnings if "secret" in warning.message]
    assert [":3: `X-Api-Key`" in warning for warning in warnings] == [True] * warned
    assert "abc" not in "".join(warnings)


@pytest.mark.parametrize(
    ("value", "environ", "told"),
    [
        ("${A} ${B}", {"A": "1"}, "no variable B"),
        ("${A}", {"A": ""}, "no variable A"),
        ("${A}", {"A": "x\ny"}, "A holds what cannot stand in a header"),
        ("${A", {"A": "1"}, "write ${NAME}"),
        ("${1A}", {"1A": "1"}, "write ${NAME}"),
    ],
)
def test_a_reference_must_hold(
    complaints: Callable[..., list[str]], value: str, environ: dict[str, str], told: str
) -> None:
    (found,) = complaints(environ, pages=f"pages: [{{url: 'https://example.org', headers: {{X: '{value}'}}}}]\n")
    assert told in found


SHIPPED = (Path(__file__).parents[2] / "config" / "pages.yaml").read_text(encoding="utf-8")
PIECES = [
    "",
    "\n",
    ":",
    "- ",
    "  ",
    "#",
    "'",
    '"',
    "[",
    "}",
    "&a ",
    "*a",
    "|",
    "pages:",
    "!x ",
    "? ",
    "\t",
    "id: a\n",
    "é",
    "\x00",
]


@given(st.lists(st.tuples(st.integers(0, len(SHIPPED)), st.integers(0, 40), st.sampled_from(PIECES)), max_size=4))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_edit_gives_a_configuration_or_problems(
    home: Callable[..., Path], edits: list[tuple[int, int, str]]
) -> None:
    text = SHIPPED
    for at, length, piece in edits:
        text = text[:at] + piece + text[at + length :]
    place = home(pages=text)
    try:
        config = load(place, {})
    except ConfigError as error:
        found = error.problems
        lines = text.count("\n") + 1
        assert found
        assert all(problem.line is None or 1 <= problem.line <= lines for problem in found)
    else:
        assert len({page.id for page in config.pages}) == len(config.pages) > 0


def test_every_limit_can_be_set() -> None:
    assert set(LimitsTable.model_fields) == {field.name for field in dataclasses.fields(Limits)}


def test_the_digest_is_of_the_files(loaded: Load) -> None:
    first = loaded(pages=ONE).digest
    assert loaded(pages=ONE).digest == first
    assert loaded(pages=ONE + "# x").digest != first
    assert loaded(pages=ONE, monitor="workers: 3").digest != first


def test_a_list_without_pages_can_be_meant(loaded: Load) -> None:
    assert loaded(pages="allow_empty: true\n").pages == ()
    assert loaded(pages="pages: []\nallow_empty: true\n").pages == ()


def test_the_files_are_known_before_they_exist(tmp_path: Path) -> None:
    assert [path.relative_to(tmp_path).as_posix() for path in paths(tmp_path)] == [
        "config/pages.yaml", "config/monitor.yaml", "config/indicators.yaml",
    ]  # fmt: skip


def _pages(count: int) -> str:
    return "pages:\n" + "".join(
        f"  - id: page-{number}\n    url: https://host{number % 50}.example.org/{number}?a=1\n    every: 6h\n"
        f"    tags: [a, b]\n    note: page {number}\n"
        for number in range(count)
    )


def test_sixteen_times_the_pages_cost_about_sixteen_times_as_much(
    loaded: Load, costs_at_most: Callable[..., bool]
) -> None:
    many, few = _pages(4_000), _pages(250)
    assert costs_at_most(26, lambda: loaded(pages=many), lambda: loaded(pages=few))


@pytest.mark.slow
def test_ten_thousand_pages_cost_about_as_much_as_their_yaml(loaded: Load, costs_at_most: Callable[..., bool]) -> None:
    text = _pages(10_000)
    assert len(loaded(pages=text).pages) == 10_000
    assert costs_at_most(1.5, lambda: loaded(pages=text), lambda: ruamel.yaml.YAML(typ="safe").load(text))


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:8786", "tcp://localhost:1", "tcp://[::1]:65535"])
def test_a_cluster_on_this_machine_needs_no_certificates(loaded: Load, url: str) -> None:
    config = loaded(pages=ONE, monitor=f"workers: {url}")
    assert config.cluster == ClusterAddress(url=url)
    assert config.workers is None


def test_files_of_a_cluster_s_address_are_meant_from_the_configuration(loaded: Load) -> None:
    text = "workers: tls://dask.example.org:8786?ca=pages.yaml&certificate=monitor.yaml&key=/dev/null"
    config = loaded(pages=ONE, monitor=text)
    folder = config.home / "config"
    assert config.cluster == ClusterAddress(
        url="tls://dask.example.org:8786", authority=str(folder / "pages.yaml"),
        certificate=str(folder / "monitor.yaml"), key="/dev/null",
    )  # fmt: skip
