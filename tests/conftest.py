"""What all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write golden files anew instead of comparing")


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
