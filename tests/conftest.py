"""What all tests share; the guard stays on, and nothing leaves loopback."""

from __future__ import annotations

import gc
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from monitor.cli import main
from monitor.cli.demo.site import Site
from monitor.config import Config, load
from monitor.errors import ConfigError

sys.path[:0] = [str(Path(__file__).parent / shared) for shared in ("support", "proofs")]
from empty_ledger import make_ledger  # noqa: E402 (found by that path)
from object_store import ObjectStore, keeping, program  # noqa: E402
from postgresql_server import Server, programs, serving  # noqa: E402

# No deadline and no complaint about slow drawing: how long an example takes says more of the machine than of the code.
# The same examples each time: a failure is the change's that is tested; new examples are for `make fuzz`.
settings.register_profile("tests", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

Load = Callable[..., Config]
Complain = Callable[..., list[str]]
Run = Callable[..., tuple[int, str, str]]
Work = Callable[[], object]
CostsAtMost = Callable[[float, Work, Work], bool]
_attempts: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Record every attempt to connect, and stop those that would leave this machine."""
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    sock, address = arguments[0], str(arguments[1][0])
    assert isinstance(sock, socket.socket)
    _attempts.append(address)
    if not address.startswith("127.") and address != "::1":
        raise ConnectionRefusedError("tests stay on loopback")


sys.addaudithook(_watch)


# Collecting makes objects that last as long as the tests do: walking through them again and again, as the garbage
# collector would, costs more than the whole collection does, and each of the workers collects.
gc.disable()


def pytest_collection_finish() -> None:
    """Let the garbage collector work from here on, and pass over what has been collected."""
    gc.freeze()
    gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write golden files anew instead of comparing")


@pytest.fixture(scope="module", autouse=True)
def _ended() -> Iterator[None]:
    """Leave no process of the review page behind that another module's tests would count."""
    yield
    if "web_world" in sys.modules:
        sys.modules["web_world"].end_all()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that holds a text against the golden file of that name, beside the test."""
    folder = Path(request.path).parent / "golden"

    def check(name: str, produced: str) -> None:
        path = folder / name
        if request.config.getoption("--rewrite-golden"):
            folder.mkdir(exist_ok=True)
            path.write_bytes(produced.encode())
        assert produced == path.read_bytes().decode(), f"{path} differs; if rightly so: pytest --rewrite-golden"

    return check


@pytest.fixture
def costs_at_most() -> CostsAtMost:
    """Return a function that says whether a work costs at most so many times the processor time of another."""

    def cost(work: Work) -> float:
        gc.disable()  # as timeit does: a collection walks through all that other tests have left
        try:
            began = time.thread_time()
            work()
            return time.thread_time() - began
        finally:
            gc.enable()

    def check(times: float, work: Work, other: Work) -> bool:
        # a busy machine slows any one run: one fair measure is enough
        return any(cost(work) < times * max(cost(other), 0.002) for _ in range(4))

    return check


@pytest.fixture
def attempts() -> Iterator[list[str]]:
    """Return the addresses that were connected to since the test began."""
    _attempts.clear()
    yield _attempts
    _attempts.clear()


@pytest.fixture
def home(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a home: ``home(pages="...", monitor="...")``."""

    def make(**texts: str | bytes) -> Path:
        (tmp_path / "config").mkdir(exist_ok=True)
        for name, text in texts.items():
            raw = text if isinstance(text, bytes) else text.encode("utf-8")
            path = tmp_path / "config" / f"{name}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(raw)
        return tmp_path

    return make


@pytest.fixture
def loaded(home: Callable[..., Path]) -> Load:
    """Load a configuration written as texts."""

    def run(
        environ: Mapping[str, str] | None = None, fault: Callable[[str], str] | None = None, **texts: str | bytes
    ) -> Config:
        return load(home(**texts), environ or {}, fault)

    return run


@pytest.fixture
def complaints(loaded: Load) -> Complain:
    """Return the problems of a configuration, as ``file:line: message`` without the folder."""

    def run(
        environ: Mapping[str, str] | None = None, fault: Callable[[str], str] | None = None, **texts: str | bytes
    ) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            loaded(environ, fault, **texts)
        return [
            f"{problem.file.name}{f':{problem.line}' if problem.line else ''}: {problem.message}"
            for problem in caught.value.problems
        ]

    return run


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve the demo's site."""
    with Site(date(2026, 3, 5)) as served:
        yield served


@pytest.fixture
def home_of_cli(tmp_path: Path) -> Path:
    """Return a home with a configuration and no page."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text("allow_empty: true\npages: []\n")
    (tmp_path / "config" / "monitor.yaml").write_text("contact: me@example.org\nlimits: {host_gap: 0s}\n")
    return tmp_path


@pytest.fixture
def run_in(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command on a home, and returns its status and what it printed."""

    def command(home: Path, *words: object) -> tuple[int, str, str]:
        status = 0
        try:
            main(["--home", str(home), *map(str, words)])
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


@pytest.fixture
def run(home_of_cli: Path, run_in: Run) -> Run:
    """Return a function that runs a command on the home, and returns its status and what it printed."""
    make_ledger(home_of_cli)  # `init` keeps what is there
    run_in(home_of_cli, "init", home_of_cli)
    return partial(run_in, home_of_cli)


@pytest.fixture(scope="module")
def ledger_server() -> Iterator[Server]:
    """Return a server of PostgreSQL that a test may end."""
    found = programs()
    assert found is not None
    with serving(found) as began:
        yield began


@pytest.fixture(scope="module")
def bucket_server() -> Iterator[ObjectStore]:
    """Return an object store that a test may end."""
    found = program()
    assert found is not None
    with keeping(found) as began:
        yield began
