"""What is measured: by names that are documented and stay, with few labels, and asking costs little."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from empty_ledger import make_ledger
from store_world import NOW, failed, page

from monitor.config import Config
from monitor.deliver import Attempt
from monitor.metrics.ledger_measures import NAMED, LedgerMeasures
from monitor.metrics.service_measures import MOST_REASONS, Measures
from monitor.model import Channel
from monitor.routing import routed
from monitor.store import Store

ROOT = Path(__file__).parents[2]
CHANNEL = Channel(name="desk", kind="file", target="/desk")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with an empty ledger, to be copied: making one takes a third of a second."""
    made = tmp_path_factory.mktemp("empty")
    make_ledger(made)
    with Store.open(made, writer=True) as store:
        store.sync([page("uk")], NOW)
    return made


@pytest.fixture
def home(empty: Path, tmp_path: Path) -> Path:
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _values(registry: CollectorRegistry) -> dict[str, float]:
    """Return every sample, by its name with its labels as it is written."""
    return {
        name: float(value)
        for name, _, value in (line.rpartition(" ") for line in generate_latest(registry).decode().splitlines())
        if not name.startswith("#")
    }


def _measured(home: Path, config: Config | None = None) -> Measures:
    """Return the measures of a service in which everything has happened once."""
    measures = Measures(lambda: NOW)
    measures.registry.register(LedgerMeasures(home, lambda: config or Config(home=home), lambda: NOW))
    measures.watch(lambda: {"under_way": 3, "fetch": 2, "record": 1})
    measures.adopted()
    measures.ticked()
    measures.timed("fetch", 0.2)
    measures.attempted(CHANNEL, Attempt(deliveries=(), error="refused", given_up=False))
    return measures


def _owed(home: Path) -> None:
    """Have the ledger of *home* owe a message, for a page that fails."""
    with Store.open(home, writer=True) as store:
        store.sync([page("uk"), page("fr")], NOW)
        for hour in range(3):
            store.record([routed(failed(store, page("fr"), NOW - timedelta(hours=3 - hour)), (CHANNEL,))])


def test_names_kinds_and_labels_stay(home: Path, golden: Callable[[str, str], None]) -> None:
    _owed(home)
    measures = _measured(home)
    with Store.open(home) as store:
        measures.recorded([failed(store, page("fr"), NOW)])
    families = text_string_to_metric_families(generate_latest(measures.registry).decode())
    labels = {
        f"{one.name} {one.type}": sorted({label for sample in one.samples for label in sample.labels} - {"le"})
        for one in families
        if not one.name.startswith("process_")
    }
    found = sorted(" ".join((name, *those)) for name, those in labels.items())
    golden("measures.txt", "\n".join(found) + "\n")


def test_the_documentation_has_each_measure_with_its_labels() -> None:
    listed = (Path(__file__).parent / "golden" / "measures.txt").read_text(encoding="utf-8").splitlines()
    section = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").partition("\n## Monitor the monitor\n")[2]
    documented = re.findall(r"^\| `(monitor_\w+)` \| (\w+) \|([^|]*)\|", section, flags=re.M)
    told = {" ".join((name, kind, *re.findall(r"\w+", labels))) for name, kind, labels in documented}
    assert told == {line.replace(" counter", "_total counter") for line in listed}
    assert set(re.findall(r"\bmonitor_\w+", section)) == {line.split()[0] for line in told}  # in alerts, too


def test_what_checks_came_to_is_counted(home: Path) -> None:
    measures = _measured(home)
    with Store.open(home) as store:
        measures.recorded([failed(store, page("uk"), NOW), failed(store, page("uk"), NOW, reason="hang")])
    values = _values(measures.registry)
    assert values['monitor_checks_total{outcome="failed"}'] == 2
    assert values['monitor_checks_total{outcome="changed"}'] == 0
    assert values['monitor_check_failures_total{outcome="failed",reason="timeout_total"}'] == 1
    assert values["monitor_workers_lost_total"] == 1
    assert values['monitor_messages_total{channel="desk",result="failed"}'] == 1
    assert values['monitor_step_seconds_count{step="fetch"}'] == 1
    assert values['monitor_queue{stage="fetch"}'] == 2
    assert values["monitor_last_tick_timestamp_seconds"] == NOW.timestamp()


def test_a_server_cannot_make_labels_without_end(home: Path) -> None:
    measures = Measures(lambda: NOW)
    with Store.open(home) as store:
        measures.recorded([failed(store, page("uk"), NOW, reason=f"http_{n}") for n in range(3 * MOST_REASONS)])
    counted = [name for name in _values(measures.registry) if name.startswith("monitor_check_failures_total")]
    assert len(counted) == MOST_REASONS + 1
    assert 'monitor_check_failures_total{outcome="failed",reason="other"}' in counted


def test_pages_are_counted_by_state_and_few_in_trouble_are_named(home: Path) -> None:
    pages = [page(f"p{n:02}") for n in range(NAMED + 5)]
    with Store.open(home, writer=True) as store:
        store.sync(pages, NOW - timedelta(hours=3))
        for _ in range(3):
            store.record([failed(store, one, NOW) for one in pages])
    values = _values(_measured(home).registry)
    assert values['monitor_pages{state="failing"}'] == NAMED + 5
    assert values['monitor_pages{state="disabled"}'] == 0
    named = [name for name in values if name.startswith("monitor_page_in_trouble")]
    assert len(named) == NAMED
    assert named[0] == 'monitor_page_in_trouble{page="p00",state="failing"}'


def test_what_waits_is_measured(home: Path) -> None:
    _owed(home)
    values = _values(_measured(home).registry)
    assert values["monitor_ledger_up"] == 1
    assert values["monitor_config_stale"] == 0
    assert values['monitor_messages_unsent{channel="desk",state="owed"}'] == 1
    assert values['monitor_oldest_unsent_seconds{channel="desk",state="owed"}'] == 3_600
    assert values["monitor_ledger_bytes"] > 0
    assert values["monitor_disk_free_bytes"] > 0


@pytest.mark.parametrize("is_folder_there", [True, False])
def test_a_ledger_that_cannot_be_asked_is_measured_as_that(tmp_path: Path, is_folder_there: bool) -> None:
    if is_folder_there:
        (tmp_path / "snapshots").mkdir()
    values = _values(_measured(tmp_path).registry)
    assert values["monitor_ledger_up"] == 0
    assert 'monitor_pages{state="ok"}' not in values
    assert values['monitor_checks_total{outcome="first"}'] == 0


@pytest.mark.parametrize(
    ("took", "later", "is_anew"), [(0.1, 9, False), (0.1, 11, True), (2.0, 39, False), (2.0, 42, True)]
)
def test_the_ledger_is_asked_seldom_however_often_we_are(home: Path, took: float, later: float, is_anew: bool) -> None:
    asked: list[float] = []
    times = iter((0.0, took, took + later, took + later + took))

    def config() -> Config:
        asked.append(0)
        return Config(home=home)

    measures = LedgerMeasures(home, config, lambda: NOW, lambda: next(times))
    first = [one.name for one in measures.collect()]
    assert [one.name for one in measures.collect()] == first
    assert len(asked) == (2 if is_anew else 1)
